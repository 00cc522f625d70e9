// The chat: what the server tells becomes messages, what the person does goes to the server.

import { $ } from "./dom.js";
import { open as openKeyboard, showKeyboard } from "./keyboard.js";
import { messageItem } from "./messages.js";
import { Refusal, act, listen, sendFile } from "./net.js";
import { closePanel, commandPanel, inlinePanel, searching } from "./panel.js";
import { nearBottom, toBottom } from "./scroll.js";
import * as sheet from "./sheet.js";
import { speak, t } from "./texts.js";
import { chosenTheme, setTheme } from "./theme.js";

const PERSON = "playground-person";
const MOST_PHOTO = 10 * 2 ** 20;
const MOST_FILE = 20 * 2 ** 20;
const SPINNING = 10_000;
const ACTION_SHOWN = 5500;

const state = { person: null, bot: null, messages: new Map(), commands: [], keyboard: null, editing: null, query: null, pressed: new Map(), stop: null };
const canHover = matchMedia("(hover: hover)").matches; // on a phone a focus would bring the on-screen keyboard up
let typing = 0;
let asking = 0;

// ---- what the person does

async function attempt(doing) {
  try {
    return await doing;
  } catch (error) {
    sheet.toast(error instanceof Refusal && error.status === 413 ? t("tooBig") : `${t("failed")} ${error.message}`);
    return null;
  }
}

const as = (name, body = {}) => attempt(act(name, { person: state.person.id, ...body }));

function say(text) {
  toBottom();
  return as("say", { text });
}

const shareLocation = (latitude, longitude) => as("location", { latitude, longitude });

const on = {
  command: say,
  edit: startEditing,
  photo: sheet.photoSheet,
  react(message, emoji) {
    const mine = message.reactions.find(({ by }) => by === state.person.id)?.emoji;
    const put = (chosen) => as("reaction", { message_id: message.message_id, emoji: chosen === mine ? "" : chosen });
    if (emoji) put(emoji);
    else sheet.reactionSheet(put);
  },
  // True when the page took the link over.
  link(url, asks) {
    const payload = startPayload(url);
    if (payload !== null) say(`/start ${payload}`.trim());
    else if (asks) sheet.linkSheet(url);
    return payload !== null || asks;
  },
  async press(message, row, column, node) {
    const key = message.reply_markup.inline_keyboard[row][column];
    if (key.url !== undefined) return on.link(key.url, true);
    if (key.copy_text) return copy(key.copy_text.text);
    const query = key.switch_inline_query_current_chat ?? key.switch_inline_query ?? key.switch_inline_query_chosen_chat?.query;
    if (query !== undefined) return compose(`@${state.bot.username} ${query}`);
    if (key.callback_data === undefined) return sheet.toast(t("unsupported"));
    node.classList.add("waiting");
    const asked = await as("press", { message_id: message.message_id, row, column });
    const rest = () => node.classList.remove("waiting");
    if (!asked) return rest();
    state.pressed.set(asked.query_id, rest);
    setTimeout(() => settle(asked.query_id), SPINNING);
  },
};

function settle(queryId) {
  state.pressed.get(queryId)?.();
  state.pressed.delete(queryId);
}

function startPayload(url) {
  const found = /^(?:https?:\/\/)?(?:t|telegram)\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(url) ?? /^tg:\/\/resolve\?domain=(\w+)(?:&start=([\w-]*))?$/i.exec(url);
  return found && found[1].toLowerCase() === state.bot.username.toLowerCase() ? (found[2] ?? "") : null;
}

async function copy(text) {
  await attempt(navigator.clipboard.writeText(text).then(() => sheet.toast(t("copied"))));
}

function useKey(key) {
  if (key.request_location) return sheet.placeSheet(shareLocation);
  if (key.request_contact) return sheet.contactSheet(() => as("contact"));
  if (key.request_poll || key.request_users || key.request_chat || key.web_app) return sheet.toast(t("unsupported"));
  return say(key.text);
}

async function sendPicked(kind, input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  if (file.size > (kind === "photo" ? MOST_PHOTO : MOST_FILE)) return sheet.toast(t("tooBig"));
  const caption = $("text").value.slice(0, 1024);
  toBottom();
  if ((await attempt(sendFile(state.person.id, kind, file, caption).then(() => true))) && caption) compose("");
}

// ---- the input field

function compose(text) {
  $("text").value = text;
  $("text").focus();
  typed();
}

function typed() {
  const field = $("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  const text = field.value;
  const prefix = `@${state.bot?.username} `;
  clearTimeout(asking);
  state.query = null;
  if (text.startsWith(prefix)) {
    searching();
    asking = setTimeout(async () => (state.query = (await as("inline", { text: text.slice(prefix.length) }))?.query_id ?? null), 250);
  } else if (/^\/\w*$/.test(text)) commandPanel(state.commands, text.slice(1), sendCommand);
  else closePanel();
  $("composer").classList.toggle("filled", text.trim() !== "");
}

function sendCommand(command) {
  compose("");
  say(command);
}

async function submit() {
  const text = $("text").value;
  if (!text.trim()) return;
  const editing = state.editing;
  stopEditing();
  compose("");
  const done = editing ? await as("edit", { message_id: editing.message_id, text }) : await say(text);
  if (!done && !$("text").value) compose(text); // nothing typed is ever lost
}

function startEditing(message) {
  state.editing = message;
  $("editing").hidden = false;
  $("edited-text").textContent = message.text;
  compose(message.text);
}

function stopEditing() {
  if (!state.editing) return;
  state.editing = null;
  $("editing").hidden = true;
  compose("");
}

// ---- what the server tells

const told = {
  state(event) {
    Object.assign(state, { bot: event.bot, keyboard: event.keyboard });
    state.messages.clear();
    for (const message of event.messages) state.messages.set(message.message_id, message);
    told.profile(event);
    $("app").querySelector("footer").inert = false;
    online();
    toBottom();
  },
  profile(event) {
    Object.assign(state, { person: event.person, commands: event.commands });
    speak(event.person.language_code);
    document.title = $("bot-name").textContent = state.bot.first_name;
    $("description").textContent = event.description;
    $("app").classList.toggle("no-menu", event.menu_button.type !== "commands" && event.menu_button.type !== "default");
    showKeyboard(state.keyboard, useKey);
    $("log").replaceChildren(...[...state.messages.values()].map((message) => messageItem(message, on)));
    fresh();
  },
  message({ message }) {
    const near = nearBottom();
    const old = $("log").querySelector(`[data-id="${message.message_id}"]`);
    const item = messageItem(message, on);
    const focused = old?.contains(document.activeElement) ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    state.messages.set(message.message_id, message);
    if (old) old.replaceWith(item);
    else $("log").append(item);
    // The keyboard user who pressed a button goes on from where it was.
    if (focused >= 0) [...item.querySelectorAll("button")].at(focused)?.focus({ preventScroll: true });
    if (!old) {
      item.classList.add("new");
      if (message.from.is_bot) online();
    }
    fresh();
    if (near || (!old && !message.from.is_bot)) toBottom(!old && message.from.is_bot ? item : null);
    else if (!old) $("down").hidden = false;
  },
  deleted({ message_id }) {
    state.messages.delete(message_id);
    $("log").querySelector(`[data-id="${message_id}"]`)?.remove();
    if (state.editing?.message_id === message_id) stopEditing();
  },
  keyboard({ keyboard }) {
    state.keyboard = keyboard;
    showKeyboard(keyboard, useKey);
  },
  action({ action }) {
    busy(t(action === "upload_photo" ? "sendingPhoto" : action === "upload_document" ? "sendingFile" : "typing"));
    clearTimeout(typing);
    typing = setTimeout(online, ACTION_SHOWN);
  },
  answer(event) {
    settle(event.query_id);
    if (event.url) on.link(event.url, true);
    else if (event.text && event.alert) sheet.alertSheet(event.text);
    else if (event.text) sheet.toast(event.text);
  },
  inline(event) {
    if (!$("text").value.startsWith(`@${state.bot.username} `) || (state.query && event.query_id !== state.query)) return;
    inlinePanel(event.results, async (result_id) => {
      if (await as("choose", { query_id: event.query_id, result_id })) compose("");
    });
  },
};

function busy(words) {
  $("status").textContent = words;
  $("status").classList.add("busy");
}

function online() {
  clearTimeout(typing);
  $("status").textContent = t("bot");
  $("status").classList.remove("busy");
}

function fresh() {
  $("app").classList.toggle("fresh", state.messages.size === 0);
}

// ---- people

async function newPerson(language) {
  const { person } = await act("new-person", { language });
  localStorage.setItem(PERSON, person.id);
  follow(person.id);
}

function follow(id) {
  state.stop?.abort();
  state.stop = new AbortController();
  state.editing = null;
  $("app").querySelector("footer").inert = true; // nothing can be said before it is known who says it
  $("editing").hidden = true;
  $("text").value = "";
  closePanel();
  const gone = () => attempt(newPerson(document.documentElement.lang));
  listen(id, (event) => told[event.kind]?.(event), () => busy(t("offline")), gone, state.stop.signal);
}

// ---- wiring

$("composer").addEventListener("submit", (event) => (event.preventDefault(), submit()));
$("text").addEventListener("input", typed);
$("text").addEventListener("keydown", (event) => {
  const last = [...state.messages.values()].findLast((message) => !message.from.is_bot && message.text !== undefined && !message.via_bot);
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  } else if (event.key === "ArrowUp" && !$("text").value && last) {
    event.preventDefault();
    startEditing(last);
  } else if (event.key === "Escape") {
    stopEditing();
    closePanel();
  }
});
$("commands").addEventListener("click", () => ($("panel").hidden ? commandPanel(state.commands, "", sendCommand) : closePanel()));
$("keys").addEventListener("click", () => (openKeyboard($("keyboard").hidden), toBottom()));
$("stop-editing").addEventListener("click", stopEditing);
$("start").addEventListener("click", () => say("/start").then(() => canHover && $("text").focus()));
$("attach").addEventListener("click", () => sheet.attachSheet(() => $("pick-photo").click(), () => $("pick-file").click(), () => sheet.placeSheet(shareLocation)));
$("pick-photo").addEventListener("change", () => sendPicked("photo", $("pick-photo")));
$("pick-file").addEventListener("change", () => sendPicked("document", $("pick-file")));
$("more").addEventListener("click", () =>
  state.person &&
  sheet.moreSheet(state.person, chosenTheme(), {
    newPerson: () => attempt(newPerson(state.person.language_code)),
    language: (language) => as("language", { language }),
    theme: setTheme,
    forward: (hours) => as("forward", { hours }).then((moved) => moved && sheet.toast(new Date(moved.now * 1000).toLocaleString(document.documentElement.lang))),
  }),
);

speak(navigator.language);
const known = localStorage.getItem(PERSON);
if (known) follow(known);
else attempt(newPerson(document.documentElement.lang));
