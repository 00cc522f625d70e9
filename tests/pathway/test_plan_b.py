"""Plan B, row by row: who is offered what, and who is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pathway.people import BOTH, Plans, somebody

#: A family doctor in practice, with two years of training.
DOCTOR = somebody(
    stage="practising", graduation="2014-05", postgraduate_years=2, practice_years=6, last_practice="2026-09"
)
FAMILY_PROGRAMS = ("nb", "ns", "sk", "on", "ab", "bc", "nl", "mb")


def doctor(**changes: Any) -> dict[str, Any]:
    return {**DOCTOR, **changes}


OFFERED: list[tuple[str, dict[str, Any], str]] = [
    *((f"recent practice and training open {name}", doctor(), name) for name in FAMILY_PROGRAMS),
    (
        "New Brunswick takes one year of training and two of practice",
        doctor(postgraduate_years=1, practice_years=2),
        "nb",
    ),
    ("New Brunswick takes a work permit", doctor(status="work-permit"), "nb"),
    ("Nova Scotia looks back five years", doctor(last_practice="2022-06"), "ns"),
    ("Manitoba trains who has some training", somebody(postgraduate_years=1), "mb-mlpimg"),
    (
        "a US residency leads to direct licences",
        doctor(living_in="US", postgraduate_years=4, matched_before=True, discipline="specialty"),
        "us-trained",
    ),
    ("a family doctor from Ireland is recognised", doctor(school_country="IE", living_in="IE"), "family-recognised"),
    ("so is one trained in the UK", doctor(living_in="GB", postgraduate_years=3), "family-recognised"),
    ("South Africa is approved by Alberta", doctor(school_country="ZA", postgraduate_years=4), "approved-jurisdiction"),
    ("a cardiologist has routes for specialists", doctor(discipline="specialty", postgraduate_years=6), "specialist"),
    ("a French degree has an arrangement in Quebec", doctor(school_country="FR"), "qc-french-degree"),
    (
        "a US-certified specialist may get a permit in Quebec",
        doctor(living_in="US", postgraduate_years=5, matched_before=True, discipline="specialty"),
        "qc-us-boards",
    ),
    ("a year of training opens assistant roles", somebody(postgraduate_years=1), "assistant"),
    ("both exams and status keep the second iteration", somebody(exams=BOTH), "second-iteration"),
    ("who names one province is shown more", somebody(provinces=["YT"]), "more-provinces"),
    ("who was refused in Quebec is shown CEDIS", somebody(living_in="QC", earlier_matches=1), "cedis"),
    ("who has no status is shown sponsored training", somebody(status="none"), "sponsored"),
    ("a graduate is shown the US", somebody(), "us-residency"),
    ("everybody is shown other careers", somebody(), "other-careers"),
]

NOT_OFFERED: list[tuple[str, dict[str, Any], str]] = [
    *(
        (f"no training closes {n}", somebody(postgraduate_years=0), n)
        for n in (*FAMILY_PROGRAMS, "mb-mlpimg", "assistant")
    ),
    *((f"a specialist is not offered {n}", doctor(discipline="specialty"), n) for n in FAMILY_PROGRAMS),
    *((f"old practice closes {n}", doctor(last_practice="2020-01"), n) for n in FAMILY_PROGRAMS),
    *(
        (f"training without practice closes {n}", doctor(stage="graduate", practice_years=0, last_practice=None), n)
        for n in FAMILY_PROGRAMS
    ),
    ("Ontario's program needs status", doctor(status="work-permit"), "on"),
    ("Ontario's program is in English", doctor(languages=["fr"]), "on"),
    ("British Columbia asks for two years of practice", doctor(practice_years=1), "bc"),
    ("one year of each is too little for New Brunswick", doctor(postgraduate_years=1, practice_years=1), "nb"),
    ("no fellowship without training", somebody(postgraduate_years=0, discipline="specialty"), "specialist"),
    (
        "no direct licence without a US residency",
        doctor(living_in="US", postgraduate_years=4, matched_before=False),
        "us-trained",
    ),
    ("no sponsored training for residents", somebody(), "sponsored"),
    ("no post-match process without exams", somebody(), "second-iteration"),
    ("any province needs no more of them", somebody(provinces=[]), "more-provinces"),
    ("a practising doctor is not sent to the US match", doctor(), "us-residency"),
]


@pytest.mark.parametrize(("person", "name"), [row[1:] for row in OFFERED], ids=[row[0] for row in OFFERED])
def test_an_alternative_is_offered_to_whom_it_fits(plans: Plans, person: dict[str, Any], name: str) -> None:
    assert plans(person).offered(name)


@pytest.mark.parametrize(("person", "name"), [row[1:] for row in NOT_OFFERED], ids=[row[0] for row in NOT_OFFERED])
def test_nobody_is_offered_what_is_known_not_to_fit(plans: Plans, person: dict[str, Any], name: str) -> None:
    told = plans(person)
    assert not told.offered(name)
    assert not told.offered_if(name)


def test_unknown_training_is_answered_with_one_if_for_all_programs(plans: Plans) -> None:
    told = plans(doctor(postgraduate_years=None))
    assert told.offered_if("pra")
    assert next(row.title for row in told.plan.plan_b if row.id == "pra").startswith("If you")
    assert not any(told.offered(name) for name in FAMILY_PROGRAMS)


def test_unknown_training_is_answered_with_an_if_for_specialists_too(plans: Plans) -> None:
    told = plans(doctor(discipline="specialty", postgraduate_years=None))
    assert told.offered_if("specialist")
    assert next(row.title for row in told.plan.plan_b if row.id == "specialist").startswith("If you")


def test_a_known_no_training_leaves_no_if(plans: Plans) -> None:
    assert not plans(somebody(postgraduate_years=0)).offered_if("pra")


def test_a_graduate_of_this_year_has_no_training_yet(plans: Plans) -> None:
    person = somebody(graduation="2026-03", postgraduate_years=None, practice_years=None, last_practice=None)
    assert not plans(person).offered_if("pra")


def test_a_fitting_program_comes_before_residency_for_a_practising_doctor_and_wanted_provinces_first(
    plans: Plans,
) -> None:
    rows = plans(doctor(provinces=["SK"])).plan.plan_b
    assert rows[0].id == "sk"
    assert rows[0].first
    assert not rows[-1].first


def test_quebecs_permit_is_named_to_specialists_in_practice_who_could_go_there(plans: Plans) -> None:
    specialist = doctor(discipline="specialty", postgraduate_years=6)
    assert "qc-restrictive-permit" in plans({**specialist, "provinces": ["QC"]}).entries()
    assert "qc-restrictive-permit" not in plans({**specialist, "provinces": ["BC"]}).entries()
