// Text and entities to nodes. Offsets of the Bot API count UTF-16 units, as JavaScript's strings do.

import { button, element } from "./dom.js";
import { t } from "./texts.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?:|mailto:|tel:)/i;

// `on` holds what a press does: command(text), link(url, shown), mention(text).
export function formatted(text, entities = [], on = {}) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, on);
}

function build(text, start, end, entities, on) {
  const out = document.createDocumentFragment();
  let at = start;
  // A block begins and ends its own line: the line break beside it is not shown a second time, as in Telegram.
  const plain = (to, beforeBlock) => {
    const afterBlock = out.lastElementChild?.matches("pre, blockquote") && out.lastElementChild === out.lastChild;
    let words = text.slice(at, to);
    if (afterBlock && words.startsWith("\n")) words = words.slice(1);
    if (beforeBlock && words.endsWith("\n")) words = words.slice(0, -1);
    if (words) out.append(words);
  };
  for (let k = 0; k < entities.length; k++) {
    const entity = entities[k];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    plain(from, BLOCKS.has(entity.type));
    const inner = [];
    while (k + 1 < entities.length && entities[k + 1].offset < to) inner.push(entities[++k]);
    out.append(wrap(entity, text.slice(from, to), build(text, from, to, inner, on), on));
    at = to;
  }
  plain(end, false);
  return out;
}

function wrap(entity, words, inside, on) {
  switch (entity.type) {
    case "pre":
      return element("pre", {}, element("code", {}, inside));
    case "blockquote":
      return element("blockquote", {}, inside);
    case "expandable_blockquote":
      return expandable(inside);
    case "spoiler":
      return spoiler(inside);
    case "text_link":
      return link(entity.url, inside, on, true);
    case "url":
      return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, inside, on, false);
    case "email":
      return link(`mailto:${words}`, inside, on, false);
    case "bot_command":
      return button({ className: "link", onclick: () => on.command?.(words) }, inside);
    default:
      return entity.type in TAGS ? element(TAGS[entity.type], {}, inside) : element("span", { className: entity.type }, inside);
  }
}

function link(url, inside, on, asks) {
  if (!SAFE.test(url)) return element("span", {}, inside);
  const node = element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inside);
  node.addEventListener("click", (event) => {
    if (on.link?.(url, asks)) event.preventDefault();
  });
  return node;
}

function spoiler(inside) {
  const node = element("span", { className: "spoiler hidden-text", role: "button", tabIndex: 0, "aria-label": t("spoiler") }, inside);
  const show = () => {
    node.classList.remove("hidden-text");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show, { once: true });
  node.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return node;
}

function expandable(inside) {
  const words = element("div", { className: "quoted" }, inside);
  const toggle = button({ className: "toggle", "aria-expanded": "false" });
  const quote = element("blockquote", { className: "expandable collapsed" }, words, toggle);
  const set = (open) => {
    quote.classList.toggle("collapsed", !open);
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = t(open ? "showLess" : "showMore");
  };
  set(false);
  toggle.addEventListener("click", () => set(quote.classList.contains("collapsed")));
  // Only where something is cut off is there something to show.
  const measure = new ResizeObserver(() => {
    if (quote.classList.contains("collapsed")) toggle.hidden = words.scrollHeight <= words.clientHeight + 1;
  });
  measure.observe(words);
  return quote;
}
