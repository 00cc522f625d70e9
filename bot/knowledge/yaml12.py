"""YAML as an editor expects it.

PyYAML follows YAML 1.1, where `on` is true, `19:00` is 1140 and `2026-11-24` is a date object. Here only `true` and `false` are
booleans, only plain decimal numbers are numbers, and everything else stays the text that was typed (YAML 1.2 core schema, less octal
and hexadecimal). Every mapping remembers where it began, so that a finding can name file and line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.errors import KnowledgeError


class Mapping(dict[str, Any]):
    """A YAML mapping that knows its place: `line` counts from 1, `lines` gives the line of each key."""

    line: int = 0
    lines: dict[str, int]


# The parser in C, where PyYAML was built with it, reads the same several times faster.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    pass


# A SafeLoader subclass shares its parent's resolver table until it gets one of its own.
_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$"), list("-+0123456789")
)
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile(r"^(?:<<)$"), ["<"])


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Mapping:
    loader.flatten_mapping(node)
    found = Mapping()
    found.line = node.start_mark.line + 1
    found.lines = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in found:
            raise yaml.constructor.ConstructorError(
                "while reading a mapping", node.start_mark, f"the key {key!r} stands twice", key_node.start_mark
            )
        found[key] = loader.construct_object(value_node, deep=True)
        found.lines[key] = key_node.start_mark.line + 1
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse(text: str, name: str = "text") -> Any:
    """The value of one YAML document. Raises `KnowledgeError` with `name` and line where the text is no YAML."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise KnowledgeError(name, mark.line + 1 if mark else 1, error.problem or str(error)) from None
    except yaml.YAMLError as error:
        raise KnowledgeError(name, 1, str(error).replace("\n", " ")) from None


def read(path: Path) -> Any:
    """The value of the YAML file at `path` (UTF-8). Raises `KnowledgeError` where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(str(path), 1, f"cannot be read: {error}") from None
    return parse(text, str(path))
