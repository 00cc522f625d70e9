// One message as a list item: bubble, media, buttons below.

import { button, element, icon } from "./dom.js";
import { formatted } from "./format.js";
import { fileUrl } from "./net.js";
import { currentLanguage, t } from "./texts.js";

// `on` holds what presses do: press(message, row, column, node), edit(message), react(message, node), photo(url), and those of format.js.
export function messageItem(message, on) {
  const mine = !message.from.is_bot;
  const body = element("div", { className: "bubble" });
  body.append(element("span", { className: "visually-hidden" }, t(mine ? "youWrote" : "botWrote")));
  if (message.via_bot) body.append(element("p", { className: "via" }, `via @${message.via_bot.username}`));
  if (message.reply_to_message) body.append(replied(message.reply_to_message));
  if (message.photo) body.append(photo(message, on));
  if (message.document) body.append(fileRow(message.document));
  if (message.location) body.append(place(message.location));
  if (message.contact) body.append(row("person", message.contact.first_name, message.contact.phone_number));
  const text = message.text ?? message.caption;
  const words = element("div", { className: "text" });
  if (text) words.append(formatted(text, message.entities ?? message.caption_entities, on));
  if (text && onlyEmoji(text)) body.classList.add("emoji");
  words.append(meta(message, mine));
  body.append(words);
  const item = element("li", { className: mine ? "message mine" : "message bot", dataset: { id: message.message_id } });
  item.append(element("div", { className: "line" }, body, sideAction(message, mine, on)));
  if (message.reactions.length) item.append(reactions(message, on));
  if (message.reply_markup) item.append(keyboard(message, on));
  return item;
}

function meta(message, mine) {
  const time = new Date(message.date * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const edited = mine && message.edit_date ? `${t("edited")} ` : "";
  return element("time", { className: "meta", dateTime: new Date(message.date * 1000).toISOString() }, edited + time);
}

function sideAction(message, mine, on) {
  if (mine && (message.text === undefined || message.via_bot)) return null;
  const name = mine ? "edit" : "react";
  const node = button({ className: "side round", "aria-label": t(name), title: t(name) }, icon(name));
  node.addEventListener("click", () => (mine ? on.edit(message) : on.react(message)));
  return node;
}

function reactions(message, on) {
  const row = element("div", { className: "reactions" });
  for (const { emoji } of message.reactions) row.append(button({ onclick: () => on.react(message, emoji), "aria-label": `${t("react")} ${emoji}` }, emoji));
  return row;
}

function keyboard(message, on) {
  const rows = element("div", { className: "buttons" });
  message.reply_markup.inline_keyboard.forEach((given, r) => {
    const line = element("div", { className: "row" });
    given.forEach((key, c) => {
      const node = button({ dataset: { kind: key.url ? "url" : "press" } }, element("span", {}, key.text));
      node.addEventListener("click", () => on.press(message, r, c, node));
      line.append(node);
    });
    rows.append(line);
  });
  return rows;
}

function replied(message) {
  const what = message.text ?? message.caption ?? t(message.photo ? "photo" : message.location ? "location" : "file");
  return element("div", { className: "replied" }, element("strong", {}, message.from.first_name), element("span", {}, what.slice(0, 120)));
}

function photo(message, on) {
  const size = message.photo.at(-1);
  const picture = element("img", { alt: message.caption ?? t("photo"), width: size.width, height: size.height });
  const frame = button({ className: "photo", "aria-label": t("openPhoto") }, picture);
  fileUrl(size.file_id).then(
    (url) => {
      picture.src = url;
      frame.addEventListener("click", () => on.photo(url, picture.alt));
    },
    () => frame.classList.add("lost"),
  );
  return frame;
}

function fileRow(file) {
  const node = row("file", file.file_name, bytes(file.file_size));
  const press = button({ className: "file", title: t("download"), "aria-label": `${t("download")} ${file.file_name}` }, node);
  press.addEventListener("click", async () => {
    element("a", { href: await fileUrl(file.file_id), download: file.file_name }).click();
  });
  return press;
}

function place({ latitude, longitude }) {
  return row("place", t("location"), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
}

function row(sign, title, detail) {
  return element("span", { className: "attachment" }, element("span", { className: "sign" }, icon(sign)), element("span", { className: "words" }, element("strong", {}, title), element("small", {}, detail)));
}

function bytes(size) {
  const step = size < 1e3 ? 0 : size < 1e6 ? 1 : 2;
  const shown = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: step ? 1 : 0 }).format(size / 1000 ** step);
  return `${shown} ${t("units")[step]}`;
}

function onlyEmoji(text) {
  return text.length <= 12 && /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u.test(text);
}
