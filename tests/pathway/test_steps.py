"""The steps, row by row."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.pathway.people import BOTH, Plans, somebody


def test_a_newcomer_starts_with_school_and_account_and_has_the_degree_next(plans: Plans) -> None:
    told = plans(somebody())
    assert [told.step(name).when for name in ("school", "account", "verify")] == ["now", "now", "next"]


@pytest.mark.parametrize("exams", [{"mccqe": "passed"}, {"nac": "booked:2027-05"}, {"tdm": "passed"}])
def test_an_exam_passed_or_booked_shows_that_school_and_account_are_done(plans: Plans, exams: dict[str, str]) -> None:
    told = plans(somebody(exams=exams))
    assert told.step("school").when == "done"
    assert told.step("account").when == "done"


def test_the_route_is_weighed_by_who_has_training_or_practice(plans: Plans) -> None:
    assert plans(somebody()).has("route")
    assert not plans(somebody(practice_years=0, last_practice=None)).has("route")


def test_the_route_is_weighed_at_once_beside_the_look_at_the_school(plans: Plans) -> None:
    told = plans(somebody(stage="practising", postgraduate_years=3))
    assert [told.step(name).when for name in ("school", "route")] == ["now", "now"]


def test_the_degree_is_due_before_the_first_exam(plans: Plans) -> None:
    told = plans(somebody())
    assert told.step("verify").due == min(told.step(exam).due or dt.date.max for exam in ("mccqe", "nac"))


def test_a_date_taken_from_a_later_step_is_an_estimate_though_that_date_is_official(plans: Plans) -> None:
    doctor = somebody(stage="practising", postgraduate_years=3, practice_years=5, last_practice="2026-10")
    told = plans(doctor)
    assert told.step("verify").due == told.step("tdm").due
    assert (told.step("verify").date_kind, told.step("tdm").date_kind) == ("estimated", "official")


def test_a_verification_that_an_exam_shows_to_be_running_is_for_now(plans: Plans) -> None:
    step = plans(somebody(exams={"mccqe": "failed-1", "nac": "failed-1"})).step("verify")
    assert (step.when, step.start) == ("now", dt.date(2026, 11, 24))


def test_status_is_done_for_citizens_and_residents_and_begun_at_once_by_others(plans: Plans) -> None:
    assert plans(somebody(status="citizen")).step("status").when == "done"
    told = plans(somebody(status="study-permit"))
    assert told.step("status").when == "now"
    assert told.step("status").lead is None
    assert told.step("status").cost is None


def test_alberta_wants_status_and_criteria_read_by_its_own_date(plans: Plans) -> None:
    told = plans(somebody(status="none", provinces=["AB"]))
    assert told.step("status").due == dt.date(2027, 5, 28)
    assert told.step("provinces").due == dt.date(2027, 5, 28)


def test_the_mccqe_is_planned_for_august_and_for_april_where_bc_is_wanted(plans: Plans) -> None:
    assert plans(somebody()).step("mccqe").due == dt.date(2027, 8, 18)
    assert plans(somebody(provinces=["BC"])).step("mccqe").due == dt.date(2027, 4, 20)
    assert plans(somebody(exams={"nac": "passed"}), "2027-06-20").step("mccqe").due == dt.date(2027, 10, 1)


def test_where_any_province_will_do_april_is_planned_only_without_hurry(plans: Plans) -> None:
    assert plans(somebody(provinces=[]), "2026-10-15").step("mccqe").due == dt.date(2027, 4, 20)
    hurried = plans(somebody(provinces=[]))
    assert hurried.step("mccqe").due == dt.date(2027, 8, 18)
    assert hurried.step("cap").title.endswith("(for July 2029)")


def test_alberta_wants_the_language_result_in_may_and_the_others_by_the_close(plans: Plans) -> None:
    none = {"language": "none"}
    assert plans(somebody(exams=none, provinces=["AB"])).step("language").due == dt.date(2027, 5, 28)
    assert plans(somebody(exams=none)).step("language").due == dt.date(2027, 11, 25)


def test_a_province_date_of_a_later_year_moves_no_step_of_this_one(plans: Plans) -> None:
    told = plans(somebody(exams={**BOTH, "language": "none"}, provinces=["AB", "ON"], match_year=2028), "2027-09-01")
    assert told.step("aimg").due == dt.date(2028, 5, 26)
    assert told.step("provinces").due is None
    assert told.step("language").due == dt.date(2027, 11, 25)


def test_who_sat_an_exam_applies_while_the_result_is_awaited(plans: Plans) -> None:
    told = plans(somebody(exams={"mccqe": "booked:2026-10", "nac": "passed"}))
    assert told.step("apply").when == "now"
    assert (
        plans(somebody(exams={"mccqe": "booked:2027-10", "nac": "passed"}), "2027-09-28").step("apply").when == "next"
    )


def test_four_failed_mccqe_take_the_step_away(plans: Plans) -> None:
    assert plans(somebody(exams={"mccqe": "failed-3"})).has("mccqe")
    assert not plans(somebody(exams={"mccqe": "failed-4"})).has("mccqe")


def test_three_failed_nac_take_the_step_away(plans: Plans) -> None:
    assert not plans(somebody(exams={"nac": "failed-3"})).has("nac")


def test_with_an_account_the_spring_nac_is_planned_while_its_window_is_open(plans: Plans) -> None:
    step = plans(somebody(exams={"mccqe": "passed"}), "2026-12-05").step("nac")
    assert (step.when, step.due, step.date_kind) == ("now", dt.date(2027, 5, 1), "estimated")


def test_without_an_account_a_window_of_three_weeks_is_too_near(plans: Plans) -> None:
    assert plans(somebody(), "2026-12-05").step("nac").due == dt.date(2027, 9, 15)


def test_a_booked_exam_leaves_nothing_to_arrange_now(plans: Plans) -> None:
    person = somebody(exams={"mccqe": "booked:2027-04"})
    assert plans(person, "2026-12-01").step("mccqe").when == "next"
    late = plans(person, "2027-04-10").step("mccqe")
    assert (late.when, late.due) == ("next", dt.date(2027, 4, 30))


def test_an_exam_whose_month_is_over_waits_for_its_result_without_a_date(plans: Plans) -> None:
    step = plans(somebody(exams={"mccqe": "booked:2026-10"})).step("mccqe")
    assert (step.when, step.start, step.due) == ("next", None, None)


def test_the_tdm_stands_in_the_plan_of_family_doctors_in_practice_alone(plans: Plans) -> None:
    doctor = somebody(stage="practising", postgraduate_years=3, practice_years=5, last_practice="2026-10")
    step = plans(doctor).step("tdm")
    # The January session took applications until twelve weeks before.
    assert (step.due, step.date_kind) == (dt.date(2027, 6, 16), "official")
    assert not plans(somebody()).has("tdm")
    assert not plans({**doctor, "discipline": "specialty"}).has("tdm")


def test_experience_is_optional_and_names_what_fits_the_person(plans: Plans) -> None:
    assert plans(somebody()).step("experience").optional
    assert "electives-who-can-use-portal" in plans(somebody(stage="student")).step("experience").entries
    assert "sk-img-support-program" in plans(somebody(provinces=["SK"])).step("experience").entries


@pytest.mark.parametrize(("step", "province"), [("aimg", "AB"), ("cap", "BC"), ("cmq", "QC")])
def test_a_province_brings_its_own_step_and_another_does_not(plans: Plans, step: str, province: str) -> None:
    assert plans(somebody(provinces=[province])).has(step)
    assert not plans(somebody(provinces=["MB"])).has(step)


def test_any_province_brings_alberta_and_bc_and_with_french_quebec(plans: Plans) -> None:
    told = plans(somebody(provinces=[]))
    assert told.has("aimg")
    assert told.has("cap")
    assert not told.has("cmq")
    assert plans(somebody(provinces=None, languages=["en", "fr"])).has("cmq")


def test_bc_comes_after_the_mccqe_and_quebec_after_both_exams(plans: Plans) -> None:
    told = plans(somebody(provinces=["BC", "QC"]))
    assert told.step("cap").due == dt.date(2027, 8, 7)
    assert told.step("cmq").due == dt.date(2027, 11, 1)
    assert (told.step("mccqe").due or dt.date.max) < dt.date(2027, 8, 7)


def test_fmproc_is_for_all_but_those_who_want_a_specialty(plans: Plans) -> None:
    assert plans(somebody(discipline=None)).has("fmproc")
    assert plans(somebody(discipline="open")).has("fmproc")
    assert not plans(somebody(discipline="specialty")).has("fmproc")


def test_a_missed_fmproc_window_leads_to_the_sitting_of_the_second_round(plans: Plans) -> None:
    step = plans(somebody(exams=BOTH)).step("fmproc")
    assert (step.due, step.date_kind) == (dt.date(2027, 3, 25), "estimated")
    assert "2024" in (step.basis or "")


def test_two_days_before_the_close_papers_and_applications_are_for_now(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH))
    assert [told.step(name).when for name in ("carms", "papers", "apply", "interviews")] == [
        "now",
        "now",
        "now",
        "next",
    ]
    assert [step.id for step in told.plan.first()] == ["carms", "papers", "apply"]


def test_in_october_registration_fmproc_and_letters_are_for_now(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, match_year=2028), "2027-10-10")
    assert [told.step(name).when for name in ("carms", "fmproc", "papers")] == ["now", "now", "now"]


def test_a_missed_application_day_is_shown_as_passed_while_the_second_iteration_runs(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, match_year=2027), "2027-01-10")
    assert (told.step("apply").date_kind, told.step("apply").due) == ("passed", dt.date(2026, 11, 26))
    assert told.step("second").when == "now"
    assert told.step("interviews").when == "next"


def test_the_contract_is_for_now_only_once_a_list_was_ranked(plans: Plans) -> None:
    person = somebody(exams=BOTH, match_year=2027)
    assert plans(person, "2027-03-03").step("matched").when != "now"
    assert plans({**person, "ticked": ["rank"]}, "2027-03-03").step("matched").when == "now"


def test_the_licence_is_due_on_the_first_of_july(plans: Plans) -> None:
    step = plans(somebody()).step("licence")
    assert (step.due, step.date_kind) == (dt.date(2028, 7, 1), "estimated")


def test_a_ticked_step_is_done_with_all_that_it_needs(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, ticked=["interviews"]))
    assert {told.step(name).when for name in ("carms", "papers", "apply", "interviews")} == {"done"}


def test_ticking_an_exam_plans_as_if_it_were_passed(plans: Plans) -> None:
    assert plans(somebody(ticked=["mccqe", "nac"])).year == plans(somebody(exams=BOTH)).year == 2027


def test_who_is_placed_needs_no_second_iteration(plans: Plans) -> None:
    assert not plans(somebody(exams=BOTH, match_year=2027, ticked=["matched"]), "2027-03-10").has("second")


def test_every_known_cost_says_its_year(plans: Plans) -> None:
    costs = [step.cost for step in plans(somebody(provinces=["AB", "BC"])).plan.steps if step.cost]
    assert len(costs) >= 8
    assert all(cost.year for cost in costs)
    assert [cost.amount for cost in costs][:2] == [320, 220]


def test_the_sum_of_costs_is_a_range_over_what_is_still_to_do(plans: Plans) -> None:
    low, high = plans(somebody(exams=BOTH)).plan.cost_range()
    assert (low, high) == (220 + 66 + 415 + 415, 220 + 66 + 2025 + 2025)
