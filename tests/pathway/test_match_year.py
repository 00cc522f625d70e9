"""For which July a plan is made."""

from __future__ import annotations

import datetime as dt

from tests.pathway.people import BOTH, Plans, somebody


def test_with_exams_and_status_in_hand_the_coming_match_is_planned_to_its_last_day(plans: Plans) -> None:
    assert plans(somebody(exams=BOTH), "2026-11-26").year == 2027
    assert plans(somebody(exams=BOTH), "2026-11-27").year == 2028


def test_the_days_left_are_said_with_the_page_to_look_at(plans: Plans) -> None:
    text = plans(somebody(exams=BOTH), "2026-11-24").text("closes-soon")
    assert "Days left, if any: 2." in text
    assert "November 26, 2026 (estimated)" in text
    assert "carms.ca" in text


def test_without_the_nac_in_november_2026_the_plan_is_for_2028(plans: Plans) -> None:
    assert plans(somebody(exams={"mccqe": "passed"})).year == 2028


def test_once_spring_and_fall_nac_windows_are_over_the_plan_moves_on_a_year(plans: Plans) -> None:
    person = somebody(exams={"mccqe": "passed"})
    assert plans(person, "2027-04-30").year == 2028
    assert plans(person, "2027-05-01").year == 2029


def test_after_a_failed_nac_the_next_session_is_left_out(plans: Plans) -> None:
    failed = somebody(exams={"mccqe": "passed", "nac": "failed-1"})
    assert plans(failed, "2026-12-01").step("nac").about_date == "Fall NAC session"


def test_a_nac_failed_in_september_bars_the_spring_session_and_not_the_next_fall(plans: Plans) -> None:
    failed = somebody(exams={"mccqe": "passed", "nac": "failed-2"})
    told = plans(failed, "2027-03-10")
    assert told.year == 2028
    assert (told.step("nac").about_date, told.step("nac").when) == ("Fall NAC session", "now")


def test_a_nac_failed_in_may_bars_the_fall_and_leaves_the_spring_after_it(plans: Plans) -> None:
    failed = somebody(exams={"mccqe": "passed", "nac": "failed-1"})
    assert plans(failed, "2027-08-01").step("nac").due == dt.date(2028, 5, 6)
    assert plans(failed, "2027-12-01").step("nac").due == dt.date(2028, 9, 15)


def test_the_mccqe_has_to_be_three_months_off(plans: Plans) -> None:
    person = somebody(exams={"nac": "passed"})
    assert plans(person, "2027-07-01").year == 2028
    assert plans(person, "2027-07-02").year == 2029


def test_a_booked_exam_counts_for_the_year_it_is_in_time_for(plans: Plans) -> None:
    assert plans(somebody(exams={"mccqe": "booked:2027-10", "nac": "passed"}), "2027-09-01").year == 2028
    assert plans(somebody(exams={"mccqe": "passed", "nac": "booked:2027-05"}), "2027-03-01").year == 2028


def test_a_student_is_planned_for_the_july_after_the_degree(plans: Plans) -> None:
    assert plans(somebody(stage="student", graduation="2029-06")).year == 2029
    assert plans(somebody(stage="student", graduation="2028-11")).year == 2029
    assert plans(somebody(stage="student", graduation="2028-07")).year == 2029


def test_a_student_who_wants_british_columbia_alone_keeps_the_year_of_the_degree(plans: Plans) -> None:
    told = plans(somebody(stage="student", graduation="2028-06", provinces=["BC"]))
    assert told.year == 2028
    assert told.step("cap").title.endswith("(for July 2029)")


def test_without_status_the_coming_match_is_never_planned(plans: Plans) -> None:
    told = plans(somebody(status="work-permit", exams=BOTH))
    assert told.year == 2028
    assert told.plan.if_pr
    assert plans(somebody(status="refugee", exams=BOTH), "2027-01-15").year == 2029


def test_unknown_status_moves_no_year_but_is_said_with_an_if(plans: Plans) -> None:
    told = plans(somebody(status=None, exams=BOTH))
    assert told.year == 2027
    assert told.warned_if("status")
    assert not told.plan.if_pr


def test_an_aimed_year_in_reach_stays(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, match_year=2029))
    assert told.year == 2029
    assert not told.warned("aim-missed")


def test_an_aimed_year_out_of_reach_gives_the_next_with_the_reason(plans: Plans) -> None:
    told = plans(somebody(match_year=2027))
    assert told.year == 2028
    assert "NAC" in told.text("aim-missed")
    assert "July 2027" in told.text("aim-missed")


def test_through_the_second_iteration_the_aimed_year_stays_for_who_has_all_in_hand(plans: Plans) -> None:
    person = somebody(exams=BOTH, match_year=2027)
    told = plans(person, "2027-03-25")
    assert told.year == 2027
    assert told.warned("first-closed")
    assert plans(person, "2027-03-26").year == 2028


def test_who_ranked_programs_keeps_the_year_until_july(plans: Plans) -> None:
    person = somebody(exams=BOTH, match_year=2027, ticked=["rank"])
    assert plans(person, "2027-06-30").year == 2027
    assert plans(person, "2027-07-02").year == 2028


def test_who_matched_before_is_planned_through_the_second_iteration(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, matched_before=True), "2027-02-01")
    assert told.year == 2027
    assert told.step("second").when == "now"
    assert told.step("apply").due == told.step("second").due


def test_a_residency_held_now_is_planned_through_the_second_iteration_too(plans: Plans) -> None:
    told = plans(somebody(stage="resident", living_in="US", matched_before=None, exams=BOTH), "2027-02-01")
    assert told.year == 2027
    assert told.step("apply").due == told.step("second").due
    abroad = plans(somebody(stage="resident", living_in="EG", matched_before=None, exams=BOTH), "2027-02-01")
    assert abroad.year == 2028


def test_who_has_only_the_second_iteration_signs_no_contract_before_its_match_day(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, matched_before=True))
    assert (told.step("matched").start or dt.date.min) >= (told.step("rank").due or dt.date.max)


def test_a_student_whose_degree_comes_too_late_hears_no_other_reason(plans: Plans) -> None:
    text = plans(somebody(stage="student", graduation="2029-05", match_year=2028)).text("aim-missed")
    assert "degree" in text
    assert "NAC" not in text


def test_a_year_gone_by_has_no_other_reason_than_that(plans: Plans) -> None:
    text = plans(somebody(match_year=2025)).text("aim-missed")
    assert "applications for it have closed." in text


def test_only_alberta_and_its_date_over_moves_the_plan_on(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, provinces=["AB"]))
    assert told.year == 2028
    assert "already applied" in told.text("province-over")
    aimed = plans(somebody(exams=BOTH, provinces=["AB"], match_year=2027))
    assert "already applied" in aimed.text("aim-missed")


def test_alberta_with_another_open_province_keeps_the_year(plans: Plans) -> None:
    told = plans(somebody(exams=BOTH, provinces=["AB", "ON"]))
    assert told.year == 2027
    assert told.step("aimg").title.endswith("(for July 2028)")


def test_only_british_columbia_needs_the_result_before_its_own_date(plans: Plans) -> None:
    person = somebody(exams={"nac": "passed"}, provinces=["BC"])
    assert plans(person, "2027-01-10").year == 2028
    assert plans(person, "2027-03-01").year == 2029


def test_with_no_try_left_the_plan_is_for_the_next_year_and_says_why(plans: Plans) -> None:
    told = plans(somebody(exams={"mccqe": "failed-4", "nac": "passed"}, match_year=2027))
    assert told.year == 2028
    assert "no try" in told.text("aim-missed")
    assert plans(somebody(exams={"mccqe": "passed", "nac": "failed-3"})).year == 2028


def test_after_a_third_failed_mccqe_a_year_of_waiting_is_counted(plans: Plans) -> None:
    told = plans(somebody(exams={"mccqe": "failed-3"}))
    assert told.year == 2029
    assert told.step("mccqe").when == "later"
    aimed = plans(somebody(exams={"mccqe": "failed-3", "nac": "passed"}, match_year=2028))
    assert "a year has to pass after the third" in aimed.text("aim-missed")


def test_an_old_us_degree_needs_no_nac(plans: Plans) -> None:
    assert not plans(somebody(school_country="US", graduation="2024-05")).has("nac")
    assert plans(somebody(school_country="US", graduation="2025-07")).has("nac")
