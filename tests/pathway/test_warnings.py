"""The warnings, row by row: who hears what."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pathway.people import BOTH, Plans, somebody

HEARD: list[tuple[str, dict[str, Any], str, set[str]]] = [
    ("a work permit holder hears that CaRMS is closed", {"status": "work-permit"}, "status", {"work-permit-residency"}),
    ("a refugee hears where refugees stand", {"status": "refugee"}, "status", {"refugees", "immigration-pr-first"}),
    ("a claimant hears it too", {"status": "refugee-claimant"}, "status", {"refugees"}),
    (
        "an applicant for PR hears that it must be granted",
        {"status": "pr-applied"},
        "pr-applied",
        {"img-proof-of-status"},
    ),
    (
        "an earlier residency closes the first iteration",
        {"matched_before": True},
        "residency-before",
        {"us-prelim-year"},
    ),
    ("so does a residency in the US now", {"stage": "resident", "living_in": "US"}, "residency-before", set()),
    ("so does a residency in Canada now", {"stage": "resident", "living_in": "QC"}, "residency-before", set()),
    ("one failed MCCQE brings the limit", {"exams": {"mccqe": "failed-1"}}, "mccqe-failed", {"mccqe-failed-what-now"}),
    ("four failed MCCQE bring it too", {"exams": {"mccqe": "failed-4"}}, "mccqe-failed", {"mccqe-attempts-limit"}),
    ("a failed NAC brings its limit", {"exams": {"nac": "failed-2"}}, "nac-failed", {"nac-attempts-retake"}),
    (
        "Quebec's four years",
        {"provinces": ["QC"], "graduation": "2020-05", "last_practice": "2021-05"},
        "qc-recency",
        set(),
    ),
    ("practice three years ago", {"last_practice": "2023-11"}, "recency", {"pra-recency-compare"}),
    (
        "an old degree without practice",
        {"graduation": "2021-05", "practice_years": 0, "last_practice": None},
        "recency",
        {"recency-of-practice"},
    ),
    ("Quebec", {"provinces": ["QC"]}, "qc", {"qc-diploma-equivalence", "qc-french-requirement"}),
    ("Alberta", {"provinces": ["AB"]}, "ab", {"ab-aimg-residence-rule"}),
    ("Ontario", {"provinces": ["ON"]}, "on", {"on-2026-law-ties"}),
    ("any province means Ontario too", {"provinces": []}, "on", {"on-high-school-rule"}),
    ("British Columbia", {"provinces": ["BC"]}, "bc", {"bc-residency-positions"}),
    ("Nova Scotia", {"provinces": ["NS"]}, "ns", {"ns-residency-ties-and-service"}),
    ("Newfoundland", {"provinces": ["NL"]}, "nl", {"nl-residency-route"}),
    ("Prince Edward Island", {"provinces": ["PE"]}, "pe", {"pe-residency-and-pra"}),
    ("Yukon", {"provinces": ["YT"]}, "yt", {"yt-licensing"}),
    ("Northwest Territories", {"provinces": ["NT"]}, "nt", {"nt-licensing"}),
    ("Nunavut", {"provinces": ["NU"]}, "nu", {"nu-licensing"}),
    ("open to all fields means FMProC", {"discipline": "open"}, "fmproc", {"situational-tests"}),
    ("an expired language test", {"exams": {"language": "expired"}}, "language", {"language-tests-immigration"}),
    ("a US school", {"school_country": "US", "graduation": "2026-05"}, "us-school", {"us-md-graduates"}),
    ("the USMLE replaces nothing", {"exams": {"usmle": "passed"}}, "usmle", {"usmle-for-canada"}),
    ("a student and the twelve months", {"stage": "student", "graduation": "2028-05"}, "student", {"nac-eligibility"}),
    ("a degree after July", {"stage": "student", "graduation": "2028-10"}, "graduates-late", {"graduating-late"}),
    ("the NAC from abroad", {"living_in": "GB"}, "nac-abroad", {"visa-for-exam"}),
    ("one earlier match", {"earlier_matches": 1}, "tried-before", {"how-many-times-apply"}),
    ("two earlier matches weigh on a person", {"earlier_matches": 2}, "tried-before", {"emotional-stress"}),
    ("a specialty", {"discipline": "specialty"}, "specialty", {"accessible-specialties"}),
    ("every seat may bind", {}, "service", {"return-of-service-overview"}),
]

SPARED: list[tuple[str, dict[str, Any], str]] = [
    ("a citizen hears nothing of closed doors", {"status": "citizen"}, "status"),
    ("who passed the MCCQE hears no limit", {"exams": BOTH}, "mccqe-failed"),
    ("practice this year is recent", {}, "recency"),
    ("a fresh graduate without practice is recent", {"practice_years": 0, "last_practice": None}, "recency"),
    ("Alberta is not named to who wants Manitoba", {}, "ab"),
    ("any province names neither Quebec nor Alberta", {"provinces": []}, "qc"),
    ("a specialty needs no FMProC", {"discipline": "specialty"}, "fmproc"),
    ("a passed language test is enough", {}, "language"),
    ("who passed the NAC need not travel for it", {"living_in": "GB", "exams": BOTH}, "nac-abroad"),
    ("a degree in June is in time", {"stage": "student", "graduation": "2028-06"}, "graduates-late"),
    (
        "a degree of December that is in time for the planned July",
        {"stage": "student", "graduation": "2027-12"},
        "graduates-late",
    ),
    (
        "a degree two years old leaves no room for old practice",
        {"practice_years": None, "last_practice": None},
        "recency",
    ),
    (
        "a student has no practice to be old",
        {"stage": "student", "graduation": None, "practice_years": None, "last_practice": None},
        "recency",
    ),
    ("residency abroad closes nothing", {"stage": "resident", "living_in": "IN"}, "residency-before"),
]

OPEN: list[tuple[str, dict[str, Any], str]] = [
    ("unknown status", {"status": None}, "status"),
    ("unknown earlier residency", {"matched_before": None}, "residency-before"),
    ("unknown practice", {"graduation": "2018-05", "practice_years": None, "last_practice": None}, "recency"),
    (
        "unknown practice and Quebec",
        {"provinces": ["QC"], "graduation": "2018-05", "practice_years": None, "last_practice": None},
        "qc-recency",
    ),
]


@pytest.mark.parametrize(("changes", "name", "entries"), [row[1:] for row in HEARD], ids=[row[0] for row in HEARD])
def test_a_warning_is_heard_by_whom_it_concerns(
    plans: Plans, changes: dict[str, Any], name: str, entries: set[str]
) -> None:
    told = plans(somebody(**changes))
    assert told.warned(name)
    assert entries <= {e for warning in told.plan.warnings if warning.id == name for e in warning.entries}


@pytest.mark.parametrize(("changes", "name"), [row[1:] for row in SPARED], ids=[row[0] for row in SPARED])
def test_nobody_hears_a_warning_that_does_not_concern_them(plans: Plans, changes: dict[str, Any], name: str) -> None:
    told = plans(somebody(**changes))
    assert not told.warned(name)
    assert not told.warned_if(name)


@pytest.mark.parametrize(("changes", "name"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_what_hangs_on_an_unknown_answer_is_said_with_an_if(plans: Plans, changes: dict[str, Any], name: str) -> None:
    told = plans(somebody(**changes))
    assert told.warned_if(name)
    assert told.text(name).startswith("If ")


def test_nobody_promises_odds_or_eligibility(plans: Plans) -> None:
    told = plans(somebody(provinces=["AB", "BC", "QC", "ON"], status=None, exams={"mccqe": "failed-1"}))
    texts = (
        [w.text for w in told.plan.warnings] + [b.title for b in told.plan.plan_b] + [s.why for s in told.plan.steps]
    )
    for text in texts:
        for never in ("you are eligible", "chance", "guarantee", "%", "will match", "odds"):
            assert never not in text.lower()


def test_right_after_the_close_the_page_with_the_days_is_still_named(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, match_year=2027), "2026-12-05")
    entries = next(warning.entries for warning in told.plan.warnings if warning.id == "first-closed")
    assert {"timeline-this-year", "prov-deadlines-now"} <= set(entries)


def test_the_alberta_warning_names_the_december_before_its_spring(plans: Plans) -> None:
    assert "December 1, 2026" in plans(somebody(provinces=["AB"])).text("ab")


def test_once_albertas_spring_is_over_its_warning_names_the_next_december(plans: Plans) -> None:
    assert "December 1, 2026" in plans(somebody(exams=BOTH, match_year=2027, provinces=["AB"])).text("ab")


def test_warnings_come_costliest_first(plans: Plans) -> None:
    told = plans(somebody(status="none", match_year=2027, provinces=["ON"]))
    assert [warning.id for warning in told.plan.warnings][:3] == ["status", "aim-missed", "on"]
