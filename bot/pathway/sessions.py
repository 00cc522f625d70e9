"""Which exam sessions a person can still use for a match year."""

from __future__ import annotations

import datetime as dt

from bot.knowledge.pathway_file import Rules
from bot.pathway.dates import Span, months_after, months_before, span
from bot.pathway.profile import Profile, month_start

#: Months that an MCCQE session has to lie ahead: booking and preparation (`exam-timing-for-carms`).
MCCQE_NOTICE = 3
#: Months of waiting after the third MCCQE result (`mccqe-attempts-limit`). When it came is not known, so it is counted from today.
MCCQE_WAIT = 12
#: Months that preparing for the MCCQE takes at most: so far ahead April costs nobody a hurry.
MCCQE_LEAD = 6
#: Weeks from a NAC session to its results (`nac-results-time`).
NAC_RESULTS = 8
#: Months before graduation in which a student may sit the exams (`mccqe-eligibility-students`).
STUDENT_WINDOW = 12


def _student_from(profile: Profile) -> dt.date | None:
    return months_before(month_start(profile.graduation), STUDENT_WINDOW) if profile.graduation else None


def nac_open(profile: Profile, today: dt.date, match: int, rules: Rules) -> list[Span]:
    """NAC sessions of the year before `match` whose application is ahead or running, earliest first.

    After a fail one is left out: never two running (`nac-attempts-retake`).
    """
    first = _student_from(profile)
    barred = _barred_nac(today, rules) if profile.failed("nac") else None
    sessions = [
        span(rules, key, match) for key in ("nac-spring", "nac-fall") if span(rules, f"{key}-apply", match).end >= today
    ]
    return [s for s in sessions if s.start > today and s.start != barred and (first is None or s.start >= first)]


def _barred_nac(today: dt.date, rules: Rules) -> dt.date:
    """The session after the newest one whose results are out. Which one was failed is not known, so the newest is assumed."""
    years = range(today.year - 1, today.year + 3)
    sessions = [span(rules, key, year) for year in years for key in ("nac-spring", "nac-fall")]
    return next(s.start for s in sessions if s.end + dt.timedelta(weeks=NAC_RESULTS) > today)


def mccqe_open(profile: Profile, today: dt.date, match: int, rules: Rules) -> list[Span]:
    """MCCQE sessions of the year before `match`, up to October, that are far enough ahead, earliest first."""
    soonest = months_after(today, MCCQE_WAIT if profile.failed("mccqe") == 3 else MCCQE_NOTICE)
    first = _student_from(profile)
    sessions = [span(rules, f"qe-{name}", match) for name in ("april", "august", "october")]
    return [s for s in sessions if s.start >= soonest and (first is None or s.start >= first)]


def chosen_nac(profile: Profile, today: dt.date, match: int, rules: Rules) -> Span | None:
    """The session to plan for: spring, except where the account has still to be opened before its window closes."""
    sessions = nac_open(profile, today, match, rules)
    if len(sessions) > 1 and not _has_account(profile):
        spring = span(rules, "nac-spring-apply", match)
        if sessions[0].key == "nac-spring" and spring.end < months_after(today, 1):
            return sessions[1]
    return sessions[0] if sessions else None


def chosen_mccqe(profile: Profile, today: dt.date, match: int, rules: Rules) -> Span | None:
    """The session to plan for: August, else October; April for British Columbia, whose August date needs the result.

    Where any province will do, April only if there is all the time that preparing takes.
    """
    sessions = {s.key: s for s in mccqe_open(profile, today, match, rules)}
    order = ["qe-august", "qe-october", "qe-april"]
    april = sessions.get("qe-april")
    unhurried = april is not None and april.start >= months_after(today, MCCQE_LEAD)
    if "BC" in (profile.provinces or ()) or (not profile.provinces and unhurried):
        order = ["qe-april", *order]
    return next((sessions[key] for key in order if key in sessions), None)


def _has_account(profile: Profile) -> bool:
    known = {"account", "verify"} & {*profile.ticked, *profile.begun}
    return bool(known) or any(getattr(profile.exams, exam) not in (None, "none") for exam in ("mccqe", "nac", "tdm"))
