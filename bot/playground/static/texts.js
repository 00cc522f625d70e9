// Everything that the page itself says, in both languages. What the bot says comes from the bot.

const TEXTS = {
  en: {
    bot: "bot", typing: "typing…", sendingPhoto: "sending a photo…", sendingFile: "sending a file…", offline: "waiting for the bot…",
    whatCanItDo: "What can this bot do?", start: "Start", menu: "Menu", commands: "Commands of the bot", message: "Message",
    send: "Send", attach: "Attach", keyboard: "Keyboard of the bot", more: "More", conversation: "Conversation",
    toBottom: "To the newest message", cancel: "Cancel", close: "Close", editing: "Edit message", edit: "Edit", edited: "edited",
    react: "React", photo: "Photo", file: "File", location: "Location", download: "Download", openPhoto: "Open the photo",
    newPerson: "Start again as a new person", language: "Language of the Telegram client", appearance: "Appearance",
    clock: "Move the clock forward", hour: "+1 h", day: "+1 day", week: "+1 week",
    automatic: "Automatic", light: "Light", dark: "Dark", youAre: "You are", localOnly: "Everything stays on this computer.",
    openLink: "Open this address?", open: "Open", showMore: "Show more", showLess: "Show less", where: "Where are you?",
    coordinates: "Latitude, longitude", share: "Share", badCoordinates: "Two numbers are needed, such as 43.65, -79.38.",
    shareContact: "Share a phone number?", contactNote: "The bot gets the made-up number +1 416 555 0123.", copied: "Copied",
    unsupported: "The playground cannot do this. Telegram can.", noCommands: "The bot has set no commands.", ok: "OK",
    nothingFound: "Nothing found", tooBig: "The file is too big: 20 MB at most, 10 MB for a photo.", failed: "That did not work:",
    searching: "Searching…", spoiler: "Hidden text: show", youWrote: "You wrote", botWrote: "The bot wrote", units: ["B", "KB", "MB"],
  },
  fr: {
    bot: "bot", typing: "écrit…", sendingPhoto: "envoie une photo…", sendingFile: "envoie un fichier…", offline: "en attente du bot…",
    whatCanItDo: "Que peut faire ce bot ?", start: "Démarrer", menu: "Menu", commands: "Commandes du bot", message: "Message",
    send: "Envoyer", attach: "Joindre", keyboard: "Clavier du bot", more: "Plus", conversation: "Conversation",
    toBottom: "Vers le dernier message", cancel: "Annuler", close: "Fermer", editing: "Modifier le message", edit: "Modifier", edited: "modifié",
    react: "Réagir", photo: "Photo", file: "Fichier", location: "Position", download: "Télécharger", openPhoto: "Ouvrir la photo",
    newPerson: "Recommencer comme nouvelle personne", language: "Langue du client Telegram", appearance: "Apparence",
    clock: "Avancer l’horloge", hour: "+1 h", day: "+1 jour", week: "+1 semaine",
    automatic: "Automatique", light: "Clair", dark: "Sombre", youAre: "Vous êtes", localOnly: "Tout reste sur cet ordinateur.",
    openLink: "Ouvrir cette adresse ?", open: "Ouvrir", showMore: "Afficher plus", showLess: "Afficher moins", where: "Où êtes-vous ?",
    coordinates: "Latitude, longitude", share: "Partager", badCoordinates: "Il faut deux nombres, comme 43.65, -79.38.",
    shareContact: "Partager un numéro de téléphone ?", contactNote: "Le bot reçoit le numéro fictif +1 416 555 0123.", copied: "Copié",
    unsupported: "Le bac à sable ne sait pas faire cela. Telegram, oui.", noCommands: "Le bot n’a défini aucune commande.", ok: "OK",
    nothingFound: "Aucun résultat", tooBig: "Le fichier est trop gros : 20 Mo au plus, 10 Mo pour une photo.", failed: "Cela n’a pas marché :",
    searching: "Recherche…", spoiler: "Texte masqué : afficher", youWrote: "Vous avez écrit", botWrote: "Le bot a écrit", units: ["o", "Ko", "Mo"],
  },
};

let language = "en";

export const LANGUAGES = { en: "English", fr: "Français" };

export function t(key) {
  return TEXTS[language][key];
}

export function currentLanguage() {
  return language;
}

// Puts every text of the page into a language: data-text, data-label (for screen readers and as a hint) and data-placeholder.
export function speak(code) {
  language = code.startsWith("fr") ? "fr" : "en";
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
}
