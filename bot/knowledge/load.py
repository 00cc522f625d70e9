"""Reads a knowledge base from a folder.

Only `en/*.yaml` with `id`, `question`, `asked` and `answer` must be there; all else is optional, so that a small knowledge base of
somebody else's works too. What is wrong is collected, so that an editor sees all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.findings import Finding
from bot.knowledge.model import Boundary, Entry, Heard, Knowledge, Lexicon, Section, SmallTalk, Source, Term
from bot.knowledge.yaml12 import Mapping, read

Model = TypeVar("Model", bound=BaseModel)

DEFAULT = Path(__file__).resolve().parent.parent.parent / "knowledge"


def load(folder: Path = DEFAULT) -> Knowledge:
    """The knowledge base in `folder`. Raises `KnowledgeError` for the first thing that makes it unusable."""
    knowledge, findings = inspect(folder)
    for finding in findings:
        if finding.level == "error":
            raise KnowledgeError(finding.place, finding.line, finding.message)
    return knowledge


def inspect(folder: Path = DEFAULT) -> tuple[Knowledge, list[Finding]]:
    """The knowledge base as far as it can be read, and everything that could not be."""
    reader = _Reader(folder)
    if not folder.is_dir():
        raise KnowledgeError(str(folder), 1, "is no folder with a knowledge base (it needs en/*.yaml)")
    entries = {"en": reader.entries("en")}
    for language in sorted(path.name for path in folder.iterdir() if path.is_dir() and len(path.name) == 2):
        if language != "en":
            entries[language] = reader.entries(language)
    if not entries["en"]:
        reader.findings.append(Finding("error", "en", 1, "holds no entry: nothing can be answered"))
    sources = {source.id: source for source in reader.listed("sources.yaml", Source)}
    sections = tuple(reader.listed("sections.yaml", Section)) or _sections_from_files(entries["en"])
    lexicon = Lexicon(terms=tuple(reader.listed("lexicon.yaml", Term)))
    smalltalk = tuple(reader.listed("smalltalk.yaml", SmallTalk))
    boundaries = tuple(reader.listed("boundaries.yaml", Boundary))
    heard = tuple(reader.heard())
    return Knowledge(entries, sections, sources, lexicon, smalltalk, boundaries, heard), reader.findings


def _sections_from_files(entries: dict[str, Entry]) -> tuple[Section, ...]:
    names = dict.fromkeys(entry.section for entry in entries.values())
    return tuple(
        Section(id=name, emoji="📁", title={"en": name.replace("-", " ").capitalize()}, intro={"en": ""})
        for name in names
    )


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []

    def entries(self, language: str) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for path in sorted((self.folder / language).glob("*.yaml")):
            for item in self._items(path):
                entry = self._model(Entry, item, path, section=path.stem, file=self._name(path))
                if entry is None:
                    continue
                if entry.id in found:
                    first = found[entry.id]
                    self._error(path, item.line, f"{entry.id} stands twice, first in {first.file}:{first.line}")
                    continue
                found[entry.id] = entry
        return found

    def heard(self) -> Iterator[Heard]:
        for path in sorted((self.folder / "heard").glob("*.yaml")):
            for item in self._items(path):
                made = self._model(Heard, item, path, file=self._name(path))
                if made is not None:
                    yield made

    def listed(self, name: str, model: type[Model]) -> Iterator[Model]:
        path = self.folder / name
        if not path.exists():
            return
        seen: set[str] = set()
        for item in self._items(path):
            made = self._model(model, item, path)
            if made is None:
                continue
            if item["id"] in seen:
                self._error(path, item.line, f"{item['id']} stands twice")
                continue
            seen.add(item["id"])
            yield made

    def _items(self, path: Path) -> Iterator[Mapping]:
        try:
            content = read(path)
        except KnowledgeError as error:
            self._error(path, error.line, error.message)
            return
        if content is None:
            return
        if isinstance(content, Mapping) and all(isinstance(value, Mapping) for value in content.values()):
            # `id: {...}` is as good as `- id: ...`; sources read better that way.
            for key, value in content.items():
                value["id"] = key
                value.line = content.lines[key]
                value.lines["id"] = value.line
                yield value
            return
        if not isinstance(content, list):
            self._error(path, 1, "must be a list (each item begins with '- id:')")
            return
        for item in content:
            if isinstance(item, Mapping):
                yield item
            else:
                self._error(path, 1, f"holds {str(item)[:40]!r} where an item with an id was expected")

    def _model(self, model: type[Model], item: Mapping, path: Path, **more: Any) -> Model | None:
        try:
            return model.model_validate({**item, **more, "line": item.line})
        except ValidationError as error:
            for problem in error.errors():
                where = [str(part) for part in problem["loc"]]
                line = item.lines.get(where[0], item.line) if where else item.line
                name = item.get("id", "an item without id")
                self._error(path, line, f"{name}: {'.'.join(where)}: {_plain(problem)}")
            return None

    def _error(self, path: Path, line: int, message: str) -> None:
        self.findings.append(Finding("error", self._name(path), line, message))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


def _plain(problem: Any) -> str:
    """A pydantic problem in the words of an editor."""
    kind = problem["type"]
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is no field of this file (a typing slip?)"
    if kind == "literal_error":
        return f"must be {problem['ctx']['expected']}, not {problem['input']!r}"
    if kind in {"string_type", "tuple_type", "dict_type"}:
        wanted = {"string_type": "text", "tuple_type": "a list", "dict_type": "a mapping"}[kind]
        return f"must be {wanted}, not {str(problem['input'])[:40]!r}"
    return str(problem["msg"]).removeprefix("Value error, ")
