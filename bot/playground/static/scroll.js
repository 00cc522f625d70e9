// Where the person is in the chat: following the newest message, or reading further up.

import { $ } from "./dom.js";

const NEAR = 160;
const view = $("scroller");
let following = true;

export function nearBottom() {
  return view.scrollHeight - view.scrollTop - view.clientHeight < NEAR;
}

// To the newest message; with `item` not beyond that message's beginning: a long answer is read from there.
export function toBottom(item = null) {
  following = true;
  requestAnimationFrame(() => {
    const bottom = view.scrollHeight - view.clientHeight;
    const beginning = item ? item.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop - 8 : bottom;
    view.scrollTo({ top: Math.min(bottom, beginning) });
    following = beginning >= bottom;
    $("down").hidden = nearBottom();
  });
}

view.addEventListener("scroll", () => {
  following = nearBottom();
  if (following) $("down").hidden = true;
});
$("down").addEventListener("click", () => toBottom());
// A keyboard or a longer text takes room below: who was reading the newest message goes on reading it.
new ResizeObserver(() => following && toBottom()).observe(view);
