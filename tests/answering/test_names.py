from __future__ import annotations

import pytest

from bot.answering.engine import Engine


@pytest.mark.parametrize("colour", ["red", "blue"])
@pytest.mark.parametrize(
    ("words", "aspect"), [("how much is the {} one", "cost"), ("when is {}", "date"), ("{} where", "place")]
)
def test_names_decide_between_entries_that_share_all_other_words(
    exams: Engine, colour: str, words: str, aspect: str
) -> None:
    assert exams.decide(words.format(colour)).candidates[0][0] == f"{colour}-{aspect}"


def test_a_city_stands_for_its_province(exams: Engine) -> None:
    decision = exams.decide("number of seats in calgary")
    assert decision.candidates[0][0] == "alberta-seats"
    assert decision.province == "ab"


def test_the_province_of_the_person_steers_where_the_message_names_none(exams: Engine) -> None:
    assert exams.decide("how many seats are there", province="on").candidates[0][0] == "ontario-seats"
    assert exams.decide("how many seats are there", province="ab").candidates[0][0] == "alberta-seats"


def test_the_message_outweighs_the_province_of_the_person(exams: Engine) -> None:
    assert exams.decide("how many seats are there in Ontario", province="ab").candidates[0][0] == "ontario-seats"


@pytest.mark.parametrize(
    ("question", "after", "entry"),
    [
        ("and how much is it?", "red-date", "red-cost"),
        ("and the blue?", "red-cost", "blue-cost"),
        ("and in Alberta?", "ontario-seats", "alberta-seats"),
    ],
)
def test_a_message_that_leans_finds_the_neighbour_of_what_was_shown(
    exams: Engine, question: str, after: str, entry: str
) -> None:
    decision = exams.decide(question, after=after)
    assert entry in (decision.candidates[0][0], *decision.offers)


def test_a_whole_question_is_not_dragged_back_to_what_was_shown(exams: Engine) -> None:
    assert exams.decide("Where is the blue exam held?", after="red-cost").candidates[0][0] == "blue-place"


def test_two_questions_in_one_message_get_two_answers_in_order(exams: Engine) -> None:
    decision = exams.decide("How much is the red exam, and when is the blue exam?")
    assert decision.answers == ("red-cost", "blue-date")
    assert [part.answers[0] for part in decision.parts] == ["red-cost", "blue-date"]


def test_the_subject_of_the_first_question_serves_the_second_that_leaves_it_out(exams: Engine) -> None:
    assert exams.decide("What is the red exam fee, and where is it held?").answers == ("red-cost", "red-place")


def test_a_french_question_is_known_as_french_and_finds_the_names(exams: Engine) -> None:
    explanation = exams.explain("Combien coûte l'examen rouge ?")
    assert explanation.decision.language == "fr"
    assert (explanation.entities, explanation.aspects) == (("red",), ("cost",))


def test_a_message_in_another_script_is_told_as_another_language(exams: Engine) -> None:
    decision = exams.decide("كم تكلفة الامتحان", language="fr")
    assert decision.other_language
    assert decision.language == "fr"
