from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.answering.decision import Decision
from bot.answering.score import LabelError, Labelled, compare, outcome, read_lines, score_lines, wilson
from tests.answering import small


def _follow_ups(entry: str) -> tuple[str, ...]:
    return {"a": ("b", "c")}.get(entry, ())


def _label(*ok: str, every: bool = False) -> Labelled:
    return Labelled("q", ok, every=every)


@pytest.mark.parametrize(
    ("label", "decision", "expected"),
    [
        (_label("a"), Decision("answer", ("a",)), "right"),
        (_label("a", "b", every=True), Decision("answer", ("a", "b")), "right"),
        (_label("a", "d", every=True), Decision("answer", ("a",), ("d",)), "offered"),
        (_label("d"), Decision("choose", (), ("c", "d")), "offered"),
        (_label("d"), Decision("none", (), ("d",)), "offered"),
        (_label("b"), Decision("answer", ("a",)), "one_tap"),
        (_label("d"), Decision("answer", ("a",)), "wrong"),
        (_label("d"), Decision("choose", (), ("a", "b")), "missed"),
        (_label("d"), Decision("none"), "refused"),
        (_label("d"), Decision("smalltalk"), "refused"),
        (Labelled("q", scope="near"), Decision("answer", ("a",)), "answered"),
        (Labelled("q", scope="near"), Decision("choose", (), ("a", "b")), "chosen"),
        (Labelled("q", scope="far"), Decision("smalltalk"), "smalltalk"),
    ],
)
def test_every_outcome_is_what_the_readme_says(label: Labelled, decision: Decision, expected: str) -> None:
    assert outcome(label, decision, _follow_ups) == expected


def test_the_interval_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "no JSON"),
        ('{"ok": []}', "'q'"),
        ('{"q": "x", "scope": "up"}', "scope"),
        ('{"q": "x", "ok": []}', "acceptable"),
    ],
)
def test_a_line_that_is_no_labelled_question_is_told_with_its_number(line: str, word: str) -> None:
    with pytest.raises(LabelError, match=rf"mine:2: .*{word}"):
        read_lines(['{"q": "fine", "ok": ["a"]}', line], "mine")


def test_questions_are_told_by_scope_style_and_language(tmp_path: Path) -> None:
    knowledge = small.knowledge(tmp_path)

    class Answers:
        def decide(self, question: str, **_: object) -> Decision:
            return Decision("answer", ("card-cost",)) if "card" in question else Decision("none")

    lines = [
        json.dumps({"q": "card", "ok": ["card-cost"], "style": "keywords", "lang": "en"}),
        json.dumps({"q": "lost card", "ok": ["card-lost"], "style": "keywords", "lang": "en"}),
        json.dumps({"q": "soup", "scope": "near", "lang": "en"}),
    ]
    report = score_lines(Answers(), knowledge, lines)
    row = next(row for row in report.rows if (row.scope, row.style, row.lang) == ("in", "keywords", "en"))
    assert {name: share.count for name, share in row.shares.items() if share.count} == {"right": 1, "wrong": 1}
    assert [item.outcome for item in report.misses] == ["wrong"]
    assert report.as_json()["questions"] == 3


def test_a_comparison_says_what_was_lost_before_what_was_gained(tmp_path: Path) -> None:
    knowledge = small.knowledge(tmp_path)

    class Refuses:
        def decide(self, question: str, **_: object) -> Decision:
            return Decision("none")

    report = score_lines(Refuses(), knowledge, ['{"q": "a", "ok": ["card-cost"]}', '{"q": "b", "scope": "near"}'])
    changes = compare({"a": "right", "b": "answered"}, report.scored)
    assert [(change.question.q, change.better) for change in changes] == [("a", False), ("b", True)]
