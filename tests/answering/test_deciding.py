from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answering.engine import Engine


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how expensive is a card", "card-cost"),
        ("until what hour are you open on saturdays", "opening-hours"),
        ("I want to extend the loan of my book", "renew-loan"),
        ("fine for an overdue book", "late-fee"),
        ("can I scan or copy a document", "printing"),
    ],
)
def test_a_question_in_other_words_finds_its_entry_first(library: Engine, question: str, entry: str) -> None:
    assert library.decide(question).candidates[0][0] == entry


@pytest.mark.parametrize("question", ["libary opning hours", "lost my libary cadr", "overdu fine"])
def test_typing_slips_are_repaired_against_the_knowledge_base(library: Engine, question: str) -> None:
    decision = library.decide(question)
    assert decision.candidates[0][0] in {"opening-hours", "card-lost", "late-fee"}
    assert library.explain(question).repaired


def test_the_question_is_found_in_the_middle_of_a_story(library: Engine) -> None:
    story = (
        "I came to this town from Portugal in spring. My son plays football and my wife works at night. "
        "Where can I reserve a room for a study group? We are six students. The weather was bad all week."
    )
    assert library.decide(story).candidates[0][0] == "meeting-room"


def test_five_candidates_come_with_every_decision_best_first(library: Engine) -> None:
    for question in ("opening hours", "weather tomorrow", "hello"):
        decision = library.decide(question)
        chances = [chance for _, chance in decision.candidates]
        assert len(chances) == 5
        assert chances == sorted(chances, reverse=True)
        assert decision.confidence == chances[0]


def test_an_answer_that_is_not_wholly_sure_offers_the_next_best(library: Engine) -> None:
    questions = (
        "something with a book",
        "my card and a book",
        "can I use my card at the printer on saturday",
        "the fee for a page of a book",
    )
    explained = [library.explain(question) for question in questions]
    unsure = [found.decision for found in explained if found.level in {"likely", "choose"}]
    assert unsure
    assert all(2 <= len(decision.offers) <= 4 for decision in unsure)
    assert all(not set(decision.offers) & set(decision.answers) for decision in unsure)


def test_what_lies_next_door_is_refused_with_the_name_of_the_boundary(library: Engine) -> None:
    decision = library.decide("how long do I have to boil rice")
    assert (decision.kind, decision.boundary) == ("none", "cooking")


def test_small_talk_is_recognised(library: Engine) -> None:
    assert library.decide("hello good morning").smalltalk == "greeting"
    assert library.decide("many thanks").kind == "smalltalk"


@pytest.mark.parametrize(
    "message", ["I want to die", "i cant go on anymore, i want to end my life", "there is no reason for me to live"]
)
def test_distress_is_never_missed(library: Engine, message: str) -> None:
    decision = library.decide(message)
    assert (decision.kind, decision.smalltalk) == ("smalltalk", "distress")


@pytest.mark.parametrize("question", ["", "   ", "???", "\x00\ud800", "🙂🙂"])
def test_a_message_without_words_gets_an_honest_none(library: Engine, question: str) -> None:
    assert library.decide(question).kind == "none"


@pytest.mark.parametrize(
    "question", ["library " * 2000, "?" * 4096, "a" * 10_000, "\n".join(["word."] * 2000), "card? " * 800]
)
def test_any_text_however_long_gets_a_decision(library: Engine, question: str) -> None:
    assert library.decide(question).kind in {"answer", "choose", "none", "smalltalk"}


def test_the_same_question_gets_the_same_decision_from_many_threads(library: Engine) -> None:
    questions = ["opening hours", "lost card", "hello", "weather tomorrow", "renew a book and pay the fine"] * 8
    alone = [library.decide(question) for question in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(library.decide, questions)) == alone


def test_a_knowledge_base_of_phrasings_alone_answers_and_refuses(bare: Engine) -> None:
    assert bare.decide("what does a library card cost").answers == ("card-cost",)
    assert bare.decide("quantum chromodynamics lattice gauge").kind != "answer"
