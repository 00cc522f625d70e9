from __future__ import annotations

import numpy as np
import pytest

from bot.answering.corpus import Class
from bot.answering.engine import Engine
from bot.answering.levels import Level
from bot.answering.settle import Masses, settle
from bot.answering.topics import topic_chances

ENTRIES = np.array([True, True, False, False])


def test_a_bare_topic_of_the_lexicon_is_not_given_to_one_of_many_weak_fields_next_door() -> None:
    found = topic_chances(np.array([0.1, 0.1, 0.2, 0.15, 0.45], np.float32), ENTRIES, True)
    assert found == pytest.approx([0.5, 0.5, 0, 0, 0])


def test_a_bare_topic_that_is_plainly_of_another_field_stays_there() -> None:
    found = topic_chances(np.array([0.1, 0.1, 0.6, 0.1, 0.1], np.float32), ENTRIES, True)
    assert found == pytest.approx([1 / 9, 1 / 9, 6 / 9, 1 / 9, 0])


def test_a_word_or_two_that_the_lexicon_does_not_name_may_still_be_small_talk() -> None:
    found = topic_chances(np.array([0.1, 0.1, 0.3, 0.3, 0.2], np.float32), ENTRIES, False)
    assert found == pytest.approx([0.125, 0.125, 0.375, 0.375, 0])


def _refused(boundary: float, entry: float) -> str | None:
    entries = [(Class("entry", "card-cost"), entry)]
    boundaries = [(Class("boundary", "cooking"), boundary), (Class("boundary", "weather"), 0.1)]
    masses = Masses(entry, 0.0, boundary + 0.1, 0.9 - boundary - entry, 0.0)
    return settle([Level("none", 1.0, 3)], entries, boundaries, [], masses, 0.5).boundary


def test_a_refusal_names_the_field_next_door_only_if_no_entry_lies_nearer() -> None:
    assert _refused(boundary=0.4, entry=0.1) == "cooking"
    assert _refused(boundary=0.2, entry=0.3) is None


def test_one_word_for_an_aspect_offers_what_there_is_of_it(exams: Engine) -> None:
    decision = exams.decide("fee")
    assert decision.kind in {"answer", "choose"}
    assert len({*decision.answers, *decision.offers}) >= 2
