"""How good the engine is: labelled questions against decisions, told by scope, style and language with intervals.

Outcomes are those of the README ("Labelled questions"): right, offered, one_tap, wrong, refused, missed (a choice without an acceptable
entry), and for
questions out of scope answered, chosen, none or smalltalk.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from bot.answering.decision import Decision
from bot.knowledge.model import Knowledge

Scope = Literal["in", "near", "far", "chat"]
Outcome = Literal[
    "right", "offered", "one_tap", "wrong", "missed", "refused", "answered", "chosen", "none", "smalltalk"
]

SCOPES: tuple[Scope, ...] = ("in", "near", "far", "chat")
IN_SCOPE: tuple[Outcome, ...] = ("right", "offered", "one_tap", "wrong", "missed", "refused")
OUT_OF_SCOPE: tuple[Outcome, ...] = ("none", "smalltalk", "chosen", "answered")


class Decides(Protocol):
    def decide(
        self,
        question: str,
        *,
        after: str | None = None,
        language: Literal["en", "fr"] | None = None,
        province: str | None = None,
    ) -> Decision: ...


class LabelError(ValueError):
    """A line of labelled questions that cannot be used; says which line and why."""


@dataclass(frozen=True)
class Labelled:
    """One labelled question. `ok` are acceptable entries; with `every` all of them must be among the answers."""

    q: str
    ok: tuple[str, ...] = ()
    style: str = "plain"
    lang: str = "en"
    after: str | None = None
    scope: Scope = "in"
    every: bool = False
    province: str | None = None


@dataclass(frozen=True)
class Scored:
    question: Labelled
    decision: Decision
    outcome: Outcome


@dataclass(frozen=True)
class Share:
    """A share with its 95% Wilson interval."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.count, self.of)


@dataclass(frozen=True)
class Row:
    """One group of questions: `scope`, and `style` and `lang` or `*` for all of them."""

    scope: Scope
    style: str
    lang: str
    shares: Mapping[str, Share]

    @property
    def of(self) -> int:
        return next(iter(self.shares.values())).of


@dataclass(frozen=True)
class Report:
    rows: tuple[Row, ...]
    scored: tuple[Scored, ...]

    @property
    def misses(self) -> tuple[Scored, ...]:
        """Every question that did not end as it should."""
        good = {"in": {"right"}, "near": {"none"}, "far": {"none", "smalltalk"}, "chat": {"smalltalk"}}
        return tuple(item for item in self.scored if item.outcome not in good[item.question.scope])

    def as_json(self) -> dict[str, Any]:
        """Plain values for `knowledge score --json`; shares are fractions with [low, high]."""
        return {
            "questions": len(self.scored),
            "rows": [
                {
                    "scope": row.scope,
                    "style": row.style,
                    "lang": row.lang,
                    "of": row.of,
                    **{
                        name: {
                            "count": share.count,
                            "share": round(share.value, 4),
                            "interval": [round(end, 4) for end in share.interval],
                        }
                        for name, share in row.shares.items()
                    },
                }
                for row in self.rows
            ],
        }


@dataclass(frozen=True)
class Change:
    """A question whose outcome differs from the last run."""

    question: Labelled
    before: str
    now: str
    better: bool


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95% interval of a share (Wilson's score interval), as fractions; (0, 1) for no question."""
    if of == 0:
        return 0.0, 1.0
    z = 1.959964
    share = count / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def read_lines(lines: Iterable[str], name: str = "questions") -> list[Labelled]:
    """Labelled questions of JSON Lines. Raises `LabelError` with the line for one that is no labelled question."""
    found: list[Labelled] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise LabelError(f"{name}:{number}: is no JSON ({error.msg})") from None
        if not isinstance(item, dict) or not isinstance(item.get("q"), str):
            raise LabelError(f"{name}:{number}: needs a question under 'q'")
        given = item.get("scope") or "in"
        scope = next((known for known in SCOPES if known == given), None)
        if scope is None:
            raise LabelError(f"{name}:{number}: scope must be in, near, far or chat, not {given!r}")
        ok = item.get("ok") or []
        if scope == "in" and not ok:
            raise LabelError(f"{name}:{number}: a question in scope needs an acceptable entry under 'ok'")
        found.append(
            Labelled(
                item["q"],
                tuple(ok),
                item.get("style") or "plain",
                item.get("lang") or "en",
                item.get("after"),
                scope,
                bool(item.get("all")),
                item.get("province"),
            )
        )
    return found


def outcome(question: Labelled, decision: Decision, follow_ups: Callable[[str], Sequence[str]]) -> Outcome:
    """What became of one question. `follow_ups` gives the ids under the buttons of an entry."""
    if question.scope != "in":
        names: dict[str, Outcome] = {"answer": "answered", "choose": "chosen", "none": "none", "smalltalk": "smalltalk"}
        return names[decision.kind]
    ok = set(question.ok)
    answers = set(decision.answers)
    if ok <= answers if question.every else ok & answers:
        return "right"
    if ok & set(decision.offers):
        return "offered"
    if any(ok & set(follow_ups(shown)) for shown in decision.answers):
        return "one_tap"
    if decision.kind == "answer":
        return "wrong"
    return "missed" if decision.kind == "choose" else "refused"


def score(
    engine: Decides, knowledge: Knowledge, questions: Iterable[Labelled], progress: Callable[[int], None] | None = None
) -> Report:
    """Asks the engine every question, without telling it the language. Ids of other days count as those of today."""

    def follow_ups(entry_id: str) -> tuple[str, ...]:
        entry = knowledge.entry(entry_id)
        return entry.follow_ups if entry else ()

    scored: list[Scored] = []
    for number, question in enumerate(questions, 1):
        ok = tuple(knowledge.resolve(entry_id) or entry_id for entry_id in question.ok)
        asked = Labelled(
            question.q,
            ok,
            question.style,
            question.lang,
            question.after,
            question.scope,
            question.every,
            question.province,
        )
        decision = engine.decide(question.q, after=question.after, province=question.province)
        scored.append(Scored(asked, decision, outcome(asked, decision, follow_ups)))
        if progress:
            progress(number)
    return Report(_rows(scored), tuple(scored))


def score_lines(engine: Decides, knowledge: Knowledge, lines: Iterable[str]) -> Report:
    """`score` for JSON Lines."""
    return score(engine, knowledge, read_lines(lines))


def _rows(scored: Sequence[Scored]) -> tuple[Row, ...]:
    groups: dict[tuple[Scope, str, str], Counter[str]] = {}
    for item in scored:
        question = item.question
        for style, lang in dict.fromkeys((("*", "*"), ("*", question.lang), (question.style, question.lang))):
            groups.setdefault((question.scope, style, lang), Counter())[item.outcome] += 1
    order = {"in": 0, "near": 1, "far": 2, "chat": 3}
    rows = []
    for (scope, style, lang), counts in sorted(
        groups.items(), key=lambda item: (order[item[0][0]], item[0][2], item[0][1])
    ):
        names = IN_SCOPE if scope == "in" else OUT_OF_SCOPE
        total = sum(counts.values())
        rows.append(Row(scope, style, lang, {name: Share(counts[name], total) for name in names}))
    return tuple(rows)


_BEST = ("right", "offered", "one_tap", "missed", "refused", "wrong")


def compare(before: Mapping[str, str], now: Sequence[Scored]) -> tuple[Change, ...]:
    """What changed against an earlier run, given as outcome by question text: what was lost first, then what was gained."""
    changes = []
    for item in now:
        old = before.get(item.question.q)
        if old is None or old == item.outcome:
            continue
        if item.question.scope == "in":
            better = old not in _BEST or (item.outcome in _BEST and _BEST.index(item.outcome) < _BEST.index(old))
        else:
            better = item.outcome == "none" or (item.question.scope != "near" and item.outcome == "smalltalk")
        changes.append(Change(item.question, old, item.outcome, better))
    return tuple(sorted(changes, key=lambda change: change.better))
