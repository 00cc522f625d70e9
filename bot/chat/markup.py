"""From an editor's plain text to Telegram's HTML: **bold**, lists and [links](https://...). Everything else is escaped."""

from __future__ import annotations

import html
import re

_LINK = re.compile(r"\[([^\]\[]+)\]\((https://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_TAG = re.compile(r"<[^>]+>")


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def to_html(text: str) -> str:
    """The text as HTML. Lines of a paragraph are joined (editors wrap them), items of a list get a bullet."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(_block(block) for block in blocks)


def to_plain(markup: str) -> str:
    """HTML of ours without its tags."""
    return html.unescape(_TAG.sub("", markup))


def visible_length(markup: str) -> int:
    """The length that Telegram counts: without tags, in UTF-16 units."""
    return len(to_plain(markup).encode("utf-16-le")) // 2


def link(text: str, url: str) -> str:
    return f'<a href="{html.escape(url, quote=True)}">{escape(text)}</a>'


def _block(block: str) -> str:
    lines: list[str] = []
    for raw in block.split("\n"):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("- "):
            lines.append("• " + line[2:])
        elif lines:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return "\n".join(_inline(line) for line in lines)


def _inline(line: str) -> str:
    done: list[str] = []
    at = 0
    for found in _LINK.finditer(line):
        done.append(_bold(line[at : found.start()]))
        done.append(link(found.group(1).replace("**", ""), found.group(2)))
        at = found.end()
    done.append(_bold(line[at:]))
    return "".join(done)


def _bold(text: str) -> str:
    return _BOLD.sub(r"<b>\1</b>", escape(text))
