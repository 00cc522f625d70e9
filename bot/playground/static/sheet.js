// What lies over the chat for a moment: the sheet (one <dialog>) and the toast.

import { $, button, element, icon } from "./dom.js";
import { LANGUAGES, currentLanguage, t } from "./texts.js";

const REACTIONS = ["👍", "👎", "❤", "🙏", "🎉", "🤔"];
const PLACES = [
  ["Toronto", 43.6532, -79.3832], ["Montréal", 45.5019, -73.5674], ["Vancouver", 49.2827, -123.1207], ["Winnipeg", 49.8954, -97.1385],
  ["Lagos", 6.5244, 3.3792], ["Casablanca", 33.5731, -7.5898], ["Dubai", 25.2048, 55.2708], ["Karachi", 24.8607, 67.0011],
];
let hiding = 0;

export function toast(words) {
  clearTimeout(hiding);
  $("toast").textContent = words;
  $("toast").hidden = false;
  hiding = setTimeout(() => ($("toast").hidden = true), 4000);
}

function show(title, ...content) {
  const sheet = $("sheet");
  $("sheet-title").textContent = title;
  $("sheet-title").hidden = !title;
  $("sheet-body").replaceChildren(...content);
  if (!sheet.open) sheet.showModal();
}

export function closeSheet() {
  $("sheet").close();
}

// A press beside the sheet closes it, as everywhere on a phone.
$("sheet").addEventListener("click", (event) => event.target === $("sheet") && closeSheet());

function choice(sign, words, then) {
  return button({ className: "choice", onclick: () => (closeSheet(), then()) }, sign ? icon(sign) : null, element("span", {}, words));
}

function actions(...nodes) {
  return element("div", { className: "actions" }, ...nodes);
}

export function alertSheet(words) {
  show("", element("p", { className: "alert" }, words), actions(button({ className: "primary", onclick: closeSheet }, t("ok"))));
}

export function linkSheet(url) {
  const go = element("a", { className: "primary", href: url, target: "_blank", rel: "noopener noreferrer", onclick: closeSheet }, t("open"));
  show(t("openLink"), element("p", { className: "address" }, url), actions(button({ onclick: closeSheet }, t("cancel")), go));
}

export function photoSheet(url, words) {
  show("", element("img", { className: "full", src: url, alt: words }), actions(button({ onclick: closeSheet }, t("close"))));
}

export function reactionSheet(then) {
  const row = element("div", { className: "emoji-row" });
  for (const emoji of REACTIONS) row.append(button({ onclick: () => (closeSheet(), then(emoji)) }, emoji));
  show(t("react"), row);
}

export function attachSheet(photo, file, place) {
  show(t("attach"), choice("photo", t("photo"), photo), choice("file", t("file"), file), choice("place", t("location"), place));
}

export function contactSheet(then) {
  const share = button({ className: "primary", onclick: () => (closeSheet(), then()) }, t("share"));
  show(t("shareContact"), element("p", {}, t("contactNote")), actions(button({ onclick: closeSheet }, t("cancel")), share));
}

export function placeSheet(then) {
  const grid = element("div", { className: "grid" });
  for (const [name, latitude, longitude] of PLACES) {
    grid.append(button({ onclick: () => (closeSheet(), then(latitude, longitude)) }, name));
  }
  const field = element("input", { id: "coordinates", inputMode: "text", placeholder: "43.65, -79.38", autocomplete: "off" });
  const wrong = element("p", { className: "wrong", role: "alert" });
  const form = element("form", { className: "inline" }, field, button({ type: "submit", className: "primary" }, t("share")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(field.value);
    const [latitude, longitude] = found ? [Number(found[1]), Number(found[2])] : [NaN, NaN];
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      closeSheet();
      then(latitude, longitude);
    } else wrong.textContent = t("badCoordinates");
  });
  show(t("where"), grid, element("label", { htmlFor: "coordinates" }, t("coordinates")), form, wrong);
}

export function moreSheet(person, theme, on) {
  const languages = switcher(t("language"), Object.entries(LANGUAGES), currentLanguage(), on.language);
  const themes = switcher(t("appearance"), [["auto", t("automatic")], ["light", t("light")], ["dark", t("dark")]], theme, on.theme);
  const clock = switcher(t("clock"), [[1, t("hour")], [24, t("day")], [168, t("week")]], null, on.forward);
  const note = element("p", { className: "note" }, `${t("youAre")} ${person.first_name} (${person.id}). ${t("localOnly")}`);
  show(t("more"), choice("person", t("newPerson"), on.newPerson), languages, themes, clock, note, actions(button({ onclick: closeSheet }, t("close"))));
}

function switcher(title, options, chosen, then) {
  const row = element("div", { className: "switch", role: "group", "aria-label": title });
  for (const [value, words] of options) {
    row.append(button({ "aria-pressed": String(value === chosen), onclick: () => (closeSheet(), then(value)) }, words));
  }
  return element("div", { className: "setting" }, element("span", {}, title), row);
}
