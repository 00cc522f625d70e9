"""Questions in the very words of an editor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.corpus import Text
from bot.answering.engine import Engine
from bot.answering.known import Known
from bot.answering.reading import Reading


def _reading(engine: Engine, question: str, after: int | None = None) -> Reading:
    return engine.model.reader.read(
        question, language=None, after=after, classes=engine.model.corpus.classes, province=None
    )


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("How much does a library card cost?", "card-cost"),
        ("CAN I USE A lost card replacement", None),
        ("is the card free of charge?!", "card-cost"),
        ("Audiobooks app", None),
        ("how often may a loan be extended", "renew-loan"),
    ],
)
def test_the_very_words_of_an_editor_are_known_whatever_the_case_and_the_marks(
    library: Engine, question: str, entry: str | None
) -> None:
    at = Known(library.model.corpus).entry(_reading(library, question))
    assert (None if at is None else library.model.corpus.classes[at].id) == entry


def test_who_asks_in_the_very_words_of_an_editor_gets_that_entry_as_sure(library: Engine) -> None:
    for text in library.model.corpus.phrasings:
        entry = library.model.corpus.classes[text.of]
        if entry.kind == "entry" and len(text.text.split()) >= 4 and text.lang == "en":
            decision = library.decide(text.text)
            assert (decision.kind, decision.answers, decision.offers) == ("answer", (entry.id,), ()), text.text


def test_words_that_two_entries_have_are_decided_by_weighing(library: Engine) -> None:
    corpus = library.model.corpus
    shared = Text("how often may a loan be extended", (corpus.phrasings[0].of))
    both = Known(replace(corpus, phrasings=(*corpus.phrasings, shared)))
    assert both.entry(_reading(library, "how often may a loan be extended")) is None


def test_words_that_may_lean_on_the_answer_before_are_not_taken_as_they_stand(library: Engine) -> None:
    known = Known(library.model.corpus)
    assert known.entry(_reading(library, "what do I pay for a card", after=2)) is None


def test_the_title_of_an_entry_stands_on_its_own_whatever_was_said_before(library: Engine) -> None:
    known = Known(library.model.corpus)
    for at, entry in enumerate(library.model.corpus.classes):
        if entry.kind == "entry":
            assert known.entry(_reading(library, entry.title, after=(at + 1) % 8)) == at


def test_small_talk_and_what_lies_next_door_are_never_taken_for_an_entry(library: Engine) -> None:
    known = Known(library.model.corpus)
    for text in library.model.corpus.phrasings:
        if library.model.corpus.classes[text.of].kind != "entry":
            assert known.entry(_reading(library, text.text)) is None
