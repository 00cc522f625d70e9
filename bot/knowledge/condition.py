"""The small language in which `pathway.yaml` says when a row holds.

    when:
      status: [none, work-permit]      # one of these
      practice_years: at least 2       # also: more than, at most, less than
      wants: [AB, any]
      not: {language: passed}
      any:                             # at least one of these
        - {stage: student}
        - {rule: family-pra}           # a named condition of the same file

All lines of a mapping must hold. A fact that a person has not given makes a line neither true nor false but open (`None`), unless the
line asks for `unknown`. So a warning can be said with an "if". Nothing is executed: a condition is data, read by `holds`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")

STAGES = ("student", "graduate", "resident", "practising")
STATUSES = ("citizen", "pr", "pr-applied", "refugee", "refugee-claimant", "work-permit", "study-permit", "none")
EXAM = ("passed", "failed", "booked", "none")

#: The facts a condition may name: a tuple of words, or "number", "truth", "code" (a country or province), "codes" (a list of them).
FACTS: dict[str, tuple[str, ...] | str] = {
    "stage": STAGES,
    "status": STATUSES,
    "school_country": "code",
    "living_in": "code",
    "lives": ("canada", "abroad"),
    "discipline": ("family", "specialty", "open"),
    "mccqe": EXAM,
    "nac": EXAM,
    "tdm": EXAM,
    "usmle": EXAM,
    "language": ("passed", "none", "expired"),
    "languages": ("en", "fr"),
    "wants": (*PROVINCES, "any"),
    "provinces_wanted": "number",
    "trained_in": "codes",
    "mccqe_fails": "number",
    "nac_fails": "number",
    "postgraduate_years": "number",
    "practice_years": "number",
    "practised": "truth",
    "years_since_practice": "number",
    "years_since_graduation": "number",
    "earlier_matches": "number",
    "matched_before": "truth",
    "us_md_canadian_stream": "truth",
    "degree_after_july": "truth",
    "days_to_close": "number",
    "aim_missed": "truth",
    "province_over": "truth",
    "only_second": "truth",
    "first_closed": "truth",
    "placed": "truth",
}

_COMPARISON = re.compile(r"^(at least|more than|at most|less than) (\d+(?:\.\d+)?)$")

_COMPARE = {"at least": operator.ge, "more than": operator.gt, "at most": operator.le, "less than": operator.lt}

Facts = Mapping[str, Any]
Condition = dict[str, Any]


class ConditionError(ValueError):
    """A condition that cannot be read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a condition: the fact, and what was asked of it."""

    fact: str
    wanted: tuple[Any, ...]
    comparison: str | None = None


def read_line(fact: str, asked: Any) -> Line:
    """Raises `ConditionError` where `fact` is not one of `FACTS` or `asked` is no value it can have."""
    kind = FACTS.get(fact)
    if kind is None:
        raise ConditionError(f"there is no fact {fact!r}; known are: {', '.join(sorted(FACTS))}")
    wanted = tuple(asked) if isinstance(asked, list | tuple) else (asked,)
    if not wanted:
        raise ConditionError(f"{fact}: the list is empty")
    if kind == "number" and len(wanted) == 1 and isinstance(wanted[0], str) and wanted[0] != "unknown":
        found = _COMPARISON.match(wanted[0])
        if not found:
            raise ConditionError(f"{fact}: {wanted[0]!r} is neither a number nor like 'at least 3'")
        return Line(fact, (float(found[2]),), found[1])
    for value in wanted:
        if value == "unknown":
            continue
        good = (
            (kind == "truth" and isinstance(value, bool))
            or (kind == "number" and isinstance(value, int | float) and not isinstance(value, bool))
            or (kind in ("code", "codes") and isinstance(value, str) and re.fullmatch(r"[A-Z]{2}", value))
            or (isinstance(kind, tuple) and value in kind)
        )
        if not good:
            raise ConditionError(f"{fact}: {value!r} is not a value of this fact")
    return Line(fact, wanted)


def lines_of(condition: Condition) -> Iterator[Line]:
    """Every line of a condition, those inside `all`, `any` and `not` too. Raises `ConditionError`."""
    for key, asked in condition.items():
        if key == "rule":
            if not isinstance(asked, str):
                raise ConditionError("rule: the name of one rule is expected")
        elif key in ("all", "any"):
            if not isinstance(asked, list) or not asked:
                raise ConditionError(f"{key}: a list of conditions is expected")
            for part in asked:
                yield from lines_of(_mapping(part, key))
        elif key == "not":
            yield from lines_of(_mapping(asked, key))
        else:
            yield read_line(key, asked)


def rules_of(condition: Condition) -> Iterator[str]:
    """The names of the rules that a condition uses."""
    for key, asked in condition.items():
        if key == "rule":
            yield asked
        elif key in ("all", "any"):
            for part in asked:
                yield from rules_of(part)
        elif key == "not":
            yield from rules_of(asked)


def _mapping(part: Any, key: str) -> Condition:
    if not isinstance(part, dict):
        raise ConditionError(f"{key}: a mapping is expected, not {part!r}")
    return part


def holds(condition: Condition, facts: Facts, rules: Mapping[str, Condition]) -> bool | None:
    """True, false, or None where it hangs on a fact that is not known. An empty condition always holds."""
    answers = [_part(key, asked, facts, rules) for key, asked in condition.items()]
    return _all(answers)


def _part(key: str, asked: Any, facts: Facts, rules: Mapping[str, Condition]) -> bool | None:
    if key == "rule":
        return holds(rules[asked], facts, rules)
    if key == "all":
        return _all([holds(part, facts, rules) for part in asked])
    if key == "any":
        inverted = _all([_not(holds(part, facts, rules)) for part in asked])
        return _not(inverted)
    if key == "not":
        return _not(holds(asked, facts, rules))
    return _line(read_line(key, asked), facts.get(key))


def _all(answers: list[bool | None]) -> bool | None:
    if any(answer is False for answer in answers):
        return False
    return None if any(answer is None for answer in answers) else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _line(line: Line, value: Any) -> bool | None:
    if value is None:
        return True if "unknown" in line.wanted else None
    if line.comparison:
        return bool(_COMPARE[line.comparison](value, line.wanted[0]))
    if isinstance(value, list | tuple | set | frozenset):
        return any(item in line.wanted for item in value)
    return value in line.wanted


def can_hold(condition: Condition, rules: Mapping[str, Condition], most: int = 200_000) -> bool:
    """Whether some set of facts makes the condition true: every fact it names is tried with each value that could matter.

    Facts are taken as independent of each other. A condition with more than `most` combinations counts as possible.
    """
    tried: dict[str, list[Any]] = {}
    for line in _lines_through_rules(condition, rules):
        values = tried.setdefault(line.fact, _other_values(line.fact))
        for wanted in line.wanted:
            around = [wanted - 1, wanted, wanted + 1] if line.comparison else [None if wanted == "unknown" else wanted]
            values.extend(value for value in around if value not in values)
    total = 1
    for values in tried.values():
        total *= len(values)
    if total > most:
        return True
    return any(holds(condition, dict(zip(tried, row, strict=True)), rules) for row in product(*tried.values()))


def _lines_through_rules(condition: Condition, rules: Mapping[str, Condition]) -> Iterator[Line]:
    yield from lines_of(condition)
    for name in rules_of(condition):
        yield from _lines_through_rules(rules[name], rules)


def _other_values(fact: str) -> list[Any]:
    kind = FACTS[fact]
    if isinstance(kind, tuple):
        return [kind[0], kind[-1]]
    others: dict[str, list[Any]] = {"truth": [True, False], "number": [0.0, 1000.0], "code": ["XX"], "codes": ["XX"]}
    return others[kind]
