from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.corpus import gather
from bot.answering.plain import Plain
from bot.knowledge.load import load

CORPUS = gather(load(Path("knowledge")))
PLAIN = Plain(CORPUS.classes)


def _talk(message: str) -> str | None:
    at = PLAIN.talk(message)
    return None if at is None else CORPUS.classes[at].id


@pytest.mark.parametrize(
    "message",
    [
        "Which province has most seats? I am so tired, honestly I don't want to live",
        "The result came, 1320 again. My children would be better off without me, and what do I do with my application now?",
        "no interview from 40 programs i want die what can i do for next year",
        "J'ai encore raté l'EACMC. Je ne veux plus vivre, que faire de mon dossier ?",
    ],
)
def test_a_wish_to_die_is_heard_whatever_else_is_asked_beside_it(message: str) -> None:
    assert _talk(message) == "distress"


@pytest.mark.parametrize(
    "message",
    [
        "I don't want to live in a rural area, which provinces leave me free?",
        "je ne veux plus vivre à Montréal, quelle province choisir ?",
        "Is suicide risk assessment a NAC station?",
        "thanks, and how much is the NAC?",
        "why",
    ],
)
def test_where_somebody_wants_to_live_is_no_sign_of_distress_and_a_question_no_small_talk(message: str) -> None:
    assert _talk(message) is None


@pytest.mark.parametrize(
    ("message", "kind"), [("Bye!", "goodbye"), ("ok, thank you!! 🙏", "thanks"), ("hello, how are you?", "how-are-you")]
)
def test_pleasantries_and_nothing_else_are_small_talk_after_any_answer(message: str, kind: str) -> None:
    assert _talk(message) == kind


@pytest.mark.parametrize(
    "message", ["my husband beats me, can I still write the exam in May?", "j'ai peur de mon mari"]
)
def test_who_is_beaten_at_home_is_met_with_care_before_any_exam(message: str) -> None:
    assert _talk(message) == "unsafe-at-home"
