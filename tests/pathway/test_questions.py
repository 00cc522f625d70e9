"""The eight screens and what makes a plan sharper."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.pathway_file import Part, Rules
from bot.pathway.profile import Profile, read_profile
from bot.pathway.questions import next_question, parts, path, progress, sharper, value_of, with_answer
from tests.pathway.people import somebody

TODAY = dt.date(2026, 11, 24)


def all_parts(rules: Rules) -> list[Part]:
    return [part for screen in rules.pathway.screens for part in screen.parts] + [
        row.part for row in rules.pathway.sharper
    ]


def test_there_are_eight_screens_and_a_student_skips_training(rules: Rules) -> None:
    assert len(path(read_profile({}), rules)) == 8
    student = read_profile({"stage": "student"})
    assert [screen.id for screen in path(student, rules)] == [
        "stage",
        "school",
        "status",
        "living",
        "exams",
        "provinces",
        "aims",
    ]
    assert progress("exams", student, rules) == (5, 7)
    assert progress("training", read_profile({}), rules) == (5, 8)


def test_every_field_of_the_profile_can_be_given(rules: Rules) -> None:
    asked = {part.field for part in all_parts(rules)}
    fields = set(Profile.model_fields) - {"exams", "ticked", "begun"}
    assert asked == fields | {f"exams.{name}" for name in ("mccqe", "nac", "tdm", "usmle", "language")}


def test_every_button_sets_an_answer_that_the_profile_takes(rules: Rules) -> None:
    for part in all_parts(rules):
        for option in part.options:
            value = f"{option.value}2027-05" if option.then == "month" else option.value
            given = [value] if part.kind == "several" else value
            kept = value_of(with_answer(Profile(), part.field, given), part.field)
            assert kept == (tuple(given) if part.kind == "several" else given)


def test_the_questions_go_on_where_they_were_left(rules: Rules) -> None:
    person = read_profile({"stage": "graduate"})
    first = next_question(person, [], rules)
    then = next_question(person, ["stage", "school"], rules)
    assert first is not None
    assert then is not None
    assert (first.id, then.id) == ("stage", "status")
    assert next_question(person, [screen.id for screen in path(person, rules)], rules) is None


def test_an_answer_can_be_changed_and_taken_back_alone() -> None:
    person = read_profile(somebody())
    changed = with_answer(person, "exams.nac", "passed")
    assert changed.exams.nac == "passed"
    assert changed.exams.mccqe == "none"
    assert with_answer(changed, "exams.nac", None).exams.nac is None
    assert with_answer(person, "status", None).status is None


def test_a_wrong_answer_is_refused_with_the_field() -> None:
    with pytest.raises(ValueError, match="graduation"):
        with_answer(Profile(), "graduation", "2027-13")


def test_who_never_practised_is_not_asked_when_last(rules: Rules) -> None:
    training = next(screen for screen in rules.pathway.screens if screen.id == "training")
    fields = [part.field for part in parts(training, read_profile({"practice_years": 0}), rules)]
    assert fields == ["postgraduate_years", "practice_years"]


def test_a_sharper_question_is_asked_because_its_answers_change_the_plan(rules: Rules) -> None:
    person = read_profile(somebody(exams={"mccqe": "passed", "nac": None}, matched_before=None))
    found = sharper(person, TODAY, rules)
    assert found[0].id == "exams-nac"
    assert "year" in found[0].changes
    assert "matched-before" in [question.id for question in found]


def test_nothing_is_asked_twice_and_never_more_than_four(rules: Rules) -> None:
    found = sharper(Profile(), TODAY, rules)
    assert len(found) == 4
    again = sharper(Profile(), TODAY, rules, asked=[question.id for question in found])
    assert not {question.id for question in found} & {question.id for question in again}


def test_who_answered_all_is_asked_only_for_the_year(rules: Rules) -> None:
    assert [question.id for question in sharper(read_profile(somebody()), TODAY, rules)] == []


def test_the_usmle_is_asked_where_it_would_be_said_something_about(rules: Rules) -> None:
    person = read_profile(
        {**somebody(), "exams": {"mccqe": "none", "nac": "none", "tdm": "none", "language": "passed"}}
    )
    assert [question.id for question in sharper(person, TODAY, rules)] == ["usmle"]
