// The bot's reply keyboard below the input field.

import { $, button, element } from "./dom.js";
import { t } from "./texts.js";

// `use(key)` gets the pressed key of the Bot API's ReplyKeyboardMarkup.
export function showKeyboard(markup, use) {
  const rows = markup?.keyboard ?? [];
  $("keyboard").replaceChildren(
    ...rows.map((row) => element("div", { className: "row" }, ...row.map((key) => button({ onclick: () => use(key) }, key.text)))),
  );
  $("keys").hidden = !rows.length;
  open(rows.length > 0);
  $("text").placeholder = markup?.input_field_placeholder ?? t("message");
  if (markup?.force_reply) $("text").focus();
}

export function open(shown) {
  $("keyboard").hidden = !shown;
  $("keys").setAttribute("aria-expanded", String(shown));
}
