"""The words that people read, one YAML file a language in `texts/`.

A text is found by its key and filled with named values, which are escaped: `texts.say("welcome", "fr", name="<b>")`. Values that are
HTML already are handed in as `Html`.
"""

from __future__ import annotations

import html
import string
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.yaml12 import read

FOLDER = Path(__file__).with_name("texts")
LANGUAGES = ("en", "fr")


class Html(str):
    """Text that is HTML already and must not be escaped again."""

    __slots__ = ()


@dataclass(frozen=True)
class Texts:
    """Every text by language and key."""

    catalogues: dict[str, dict[str, str]]

    def say(self, key: str, language: str, /, **values: Any) -> Html:
        """The text as HTML. Raises `KeyError` for a key or a value that is missing: a test looks at every one."""
        return Html(_Escaping().format(self._find(key, language), **values))

    def plain(self, key: str, language: str, /, **values: Any) -> str:
        """The text as it is, for buttons, toasts and other places that know no HTML."""
        return self._find(key, language).format(**values)

    def _find(self, key: str, language: str) -> str:
        catalogue = self.catalogues.get(language, self.catalogues["en"])
        return catalogue[key] if key in catalogue else self.catalogues["en"][key]


class _Escaping(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Html):
            return str(value)
        return html.escape(format(value, format_spec), quote=False)


def load_texts(folder: Path = FOLDER) -> Texts:
    """Reads every language. Raises `KnowledgeError` where a file is no flat list of texts."""
    catalogues: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.yaml"
        content = read(path)
        if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
            raise KnowledgeError(str(path), 1, "must hold keys with texts")
        catalogues[language] = {key: value.rstrip("\n") for key, value in content.items()}
    return Texts(catalogues)
