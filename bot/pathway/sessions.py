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
#: Months before graduation in which a student may sit the exams (`mccqe-eligibility-students`).
STUDENT_WINDOW = 12


def _student_from(profile: Profile) -> dt.date | None:
    return months_before(month_start(profile.graduation), STUDENT_WINDOW) if profile.graduation else None


def nac_open(profile: Profile, today: dt.date, match: int, rules: Rules) -> list[Span]:
    """NAC sessions of the year before `match` whose application is ahead or running, earliest first.

    After a fail the next open session is left out (never two running, `nac-attempts-retake`).
    """
    first = _student_from(profile)
    found = [
        (session, span(rules, f"{key}-apply", year).end)
        for year in range(today.year + 1, match + 1)
        for key in ("nac-spring", "nac-fall")
        for session in (span(rules, key, year),)
        if span(rules, f"{key}-apply", year).end >= today and session.start > today
    ]
    if profile.failed("nac") and found:
        found = found[1:]
    return [s for s, _ in found if s.start.year == match - 1 and (first is None or s.start >= first)]


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
    """The session to plan for: August, else October; April where British Columbia is wanted (its August date needs the result)."""
    sessions = {s.key: s for s in mccqe_open(profile, today, match, rules)}
    order = ["qe-august", "qe-october", "qe-april"]
    if "BC" in (profile.provinces or ()):
        order = ["qe-april", *order]
    return next((sessions[key] for key in order if key in sessions), None)


def _has_account(profile: Profile) -> bool:
    known = {"account", "verify"} & {*profile.ticked, *profile.begun}
    return bool(known) or any(getattr(profile.exams, exam) not in (None, "none") for exam in ("mccqe", "nac", "tdm"))
