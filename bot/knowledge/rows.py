"""From YAML mappings to models, with findings that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.knowledge.errors import KnowledgeError
from bot.knowledge.yaml12 import Mapping

Model = TypeVar("Model", bound=BaseModel)


def each_with_line(rows: list[Any], place: str, what: str) -> Iterator[tuple[Mapping, int]]:
    """Each mapping of a list with its line. Raises `KnowledgeError` where an item is no mapping."""
    for row in rows:
        if not isinstance(row, Mapping):
            raise KnowledgeError(place, 1, f"{what} is a mapping, not {row!r}")
        yield row, row.line


def with_lines(value: Any) -> Any:
    """The same value, where every mapping that has an `id` also says its `line`."""
    if isinstance(value, list):
        return [with_lines(item) for item in value]
    if isinstance(value, dict):
        copy = {key: with_lines(item) for key, item in value.items()}
        if isinstance(value, Mapping) and "id" in value:
            copy["line"] = value.line
        return copy
    return value


def validated(model: type[Model], row: Mapping, place: str, line: int) -> Model:
    """`row` as a `model`. Raises `KnowledgeError` at the line of the innermost key that is wrong."""
    try:
        return model.model_validate(with_lines(row) | ({"line": line} if "line" in model.model_fields else {}))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise KnowledgeError(place, _line_of(row, first["loc"], line), f"{where}: {first['msg']}") from None


def _line_of(value: Any, path: tuple[Any, ...], line: int) -> int:
    for part in path:
        if isinstance(value, Mapping):
            line = value.lines.get(str(part), value.line)
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            line = value.line if isinstance(value, Mapping) else line
        else:
            break
    return line
