// The list above the input field: the bot's commands, or what inline mode found.

import { $, button, element } from "./dom.js";
import { t } from "./texts.js";

function open(nodes, empty) {
  $("panel").replaceChildren(...(nodes.length ? nodes : [element("p", { className: "empty" }, empty)]));
  $("panel").hidden = false;
}

export function closePanel() {
  $("panel").hidden = true;
  $("panel").replaceChildren();
  $("commands").setAttribute("aria-expanded", "false");
}

export function commandPanel(commands, start, choose) {
  const fitting = commands.filter(({ command }) => command.startsWith(start));
  if (start && !fitting.length) return closePanel();
  $("commands").setAttribute("aria-expanded", "true");
  open(
    fitting.map(({ command, description }) =>
      button({ className: "entry", onclick: () => (closePanel(), choose(`/${command}`)) }, element("strong", {}, `/${command}`), element("span", {}, description)),
    ),
    t("noCommands"),
  );
}

export function searching() {
  open([], t("searching"));
}

export function inlinePanel(results, choose) {
  open(
    results.map(({ id, title, description }) =>
      button({ className: "entry tall", onclick: () => (closePanel(), choose(id)) }, element("strong", {}, title), element("span", {}, description)),
    ),
    t("nothingFound"),
  );
}
