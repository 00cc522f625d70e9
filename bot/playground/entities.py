"""Telegram's HTML style: text with tags in, plain text with entities out.

The tags, the four named character references and the nesting rules are those of
https://core.telegram.org/bots/api#html-style; offsets and lengths count UTF-16 units, as everywhere in the Bot API.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusals import bad

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)
        (?P<attributes>(?:\s+[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s<>"']+))?)*)\s*>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s<>"']+)))?""")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LINK = re.compile(r"(?:https?|tg|ftp)://[^\s/?#]|mailto:|tel:|[^\s/?#:]+\.[^\s/?#:]{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class Formatted:
    """Plain text and the entities over it, outermost first, in the Bot API's JSON shape."""

    text: str
    entities: tuple[Entity, ...] = ()


@dataclass
class _Open:
    name: str
    attributes: dict[str, str]
    start: int
    mark: int


@dataclass
class _Writer:
    parts: list[str] = field(default_factory=list)
    position: int = 0
    entities: list[Entity] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.position += utf16_length(text)


def utf16_length(text: str) -> int:
    """How long Telegram says that a text is: characters beyond the basic plane count twice."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def unescape(text: str) -> str:
    """The character references that Telegram knows, resolved; any other `&` stays as it is."""

    def character(found: re.Match[str]) -> str:
        if found[3]:
            return _NAMED[found[3]]
        code = int(found[1]) if found[1] else int(found[2], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]

    return _REFERENCE.sub(character, text)


def parse_html(source: str) -> Formatted:
    """Reads Telegram HTML. A tag that is unknown, unclosed or crossed is refused in Telegram's words."""
    out, stack, position = _Writer(), list[_Open](), 0
    while position < len(source):
        opening = source.find("<", position)
        if opening < 0:
            out.write(unescape(source[position:]))
            break
        out.write(unescape(source[position:opening]))
        found = _TAG.match(source, opening)
        if found is None:
            raise _no_tag(source, opening)
        name = found["name"].lower()
        if found["end"]:
            _close(name, stack, out, source, opening)
        else:
            stack.append(_open(name, found["attributes"], out, source, opening))
        position = found.end()
    if stack:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{stack[-1].name}\"")
    return tidy(Formatted("".join(out.parts), tuple(out.entities)))


def tidy(given: Formatted) -> Formatted:
    """The text as Telegram stores it: no white space at either end, no entity that reaches beyond it or stands where it may not."""
    text = given.text.replace("\r", "")
    if text != given.text and given.entities:
        return tidy(Formatted(text, tuple(_without_returns(given))))
    left = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end, kept = utf16_length(text), list[Entity]()
    for entity in sorted(given.entities, key=lambda e: (e["offset"], -e["length"])):
        start = max(0, entity["offset"] - left)
        stop = min(end, entity["offset"] + entity["length"] - left)
        if stop > start and _may_stand(entity["type"], start, kept):
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(text, tuple(kept))


def _without_returns(given: Formatted) -> list[Entity]:
    units = given.text.encode("utf-16-le")
    gone = [index for index in range(len(units) // 2) if units[2 * index : 2 * index + 2] == b"\r\x00"]

    def moved(place: int) -> int:
        return place - sum(1 for index in gone if index < place)

    return [
        {
            **entity,
            "offset": moved(entity["offset"]),
            "length": moved(entity["offset"] + entity["length"]) - moved(entity["offset"]),
        }
        for entity in given.entities
    ]


def _may_stand(kind: str, start: int, outer: list[Entity]) -> bool:
    around = {e["type"] for e in outer if e["offset"] <= start < e["offset"] + e["length"]}
    if around & {"code", "pre"}:
        return False
    return not ("blockquote" in kind and around & {"blockquote", "expandable_blockquote"})


def _offset(source: str, place: int) -> int:
    return len(source[:place].encode("utf-8", "surrogatepass"))


def _no_tag(source: str, place: int) -> Exception:
    offset = _offset(source, place)
    name = re.match(r"</?([^\s>]*)", source[place:])
    what = name[1] if name else ""
    if source.startswith("</", place):
        return bad(f"can't parse entities: Unclosed end tag at byte offset {offset}")
    if what.lower() in _KINDS:
        return bad(f"can't parse entities: Unclosed start tag at byte offset {offset}")
    return bad(f'can\'t parse entities: Unsupported start tag "{what}" at byte offset {offset}')


def _open(name: str, attributes: str, out: _Writer, source: str, place: int) -> _Open:
    found = {a[1].lower(): unescape(a[2] or a[3] or a[4] or "") for a in _ATTRIBUTE.finditer(attributes)}
    if name not in _KINDS:
        raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {_offset(source, place)}')
    if name == "span" and found.get("class") != "tg-spoiler":
        raise bad(
            f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {_offset(source, place)}'
        )
    return _Open(name, found, out.position, len(out.parts))


def _close(name: str, stack: list[_Open], out: _Writer, source: str, place: int) -> None:
    if not stack:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {_offset(source, place)}")
    tag = stack.pop()
    if tag.name != name:
        raise bad(
            f"can't parse entities: Unmatched end tag at byte offset {_offset(source, place)}, "
            f'expected "</{tag.name}>", found "</{name}>"'
        )
    kind, length = _KINDS[name], out.position - tag.start
    more = dict[str, Any]()
    if kind == "text_link":
        more["url"] = tag.attributes.get("href") or "".join(out.parts[tag.mark :])
        if not _LINK.match(more["url"]):
            return  # Telegram shows the words and forgets a link that leads nowhere
    elif kind == "custom_emoji":
        more["custom_emoji_id"] = tag.attributes.get("emoji-id", "")
        if not more["custom_emoji_id"].isdigit():
            raise bad("can't parse entities: Invalid custom emoji identifier specified")
    elif kind == "blockquote" and "expandable" in tag.attributes:
        kind = "expandable_blockquote"
    elif kind == "code" and stack and stack[-1].name == "pre":
        # <pre><code class="language-x"> is one entity with a language, not two.
        stack[-1].attributes["language"] = tag.attributes.get("class", "").removeprefix("language-")
        return
    elif kind == "pre" and tag.attributes.get("language"):
        more["language"] = tag.attributes["language"]
    if length:
        out.entities.append({"type": kind, "offset": tag.start, "length": length, **more})
