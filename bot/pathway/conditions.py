"""What the conditions of `pathway.yaml` can ask about a person: the facts, worked out from profile and day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.pathway.match_year import MatchYear
from bot.pathway.profile import Profile, month_start

#: Practice that never was lies further back than any bound.
NEVER = 99.0


def years_between(month: str, today: dt.date) -> float:
    """Years from a month to today, counted in whole months; below zero where it lies ahead."""
    start = month_start(month)
    return ((today.year - start.year) * 12 + today.month - start.month) / 12


def exam_state(value: str | None) -> str | None:
    """`failed-2` as `failed`, `booked:2027-05` as `booked`."""
    if value is None:
        return None
    return value.split("-")[0].split(":")[0] if value.startswith(("failed", "booked")) else value


def facts(profile: Profile, today: dt.date, match: MatchYear, closes: dt.date) -> dict[str, Any]:
    """Every fact of `bot.knowledge.condition.FACTS`; None where it is not known.

    Not known counts as: exams not passed, language not proven, provinces any, discipline open. `closes`: when applications close.
    """
    since_degree = years_between(profile.graduation, today) if profile.graduation else None
    training, practice = profile.postgraduate_years, profile.practice_years
    # Nobody has years of training or practice before the degree, or in the year after it.
    fresh = profile.stage == "student" or (since_degree is not None and since_degree < 1)
    training = 0.0 if training is None and fresh else training
    practice = 0.0 if practice is None and fresh and profile.last_practice is None else practice
    practised = _practised(profile, practice)
    if profile.last_practice:
        since_practice: float | None = max(0.0, years_between(profile.last_practice, today))
    else:
        since_practice = NEVER if practised is False else None
    in_canada = profile.lives_in_canada
    return {
        "stage": profile.stage,
        "status": profile.status,
        "school_country": profile.school_country,
        "living_in": profile.living_in,
        "lives": None if in_canada is None else "canada" if in_canada else "abroad",
        "discipline": profile.discipline or "open",
        "mccqe": exam_state(profile.exams.mccqe) or "none",
        "nac": exam_state(profile.exams.nac) or "none",
        "tdm": exam_state(profile.exams.tdm) or "none",
        "usmle": exam_state(profile.exams.usmle) or "none",
        "language": profile.exams.language or "none",
        "languages": profile.languages or None,
        "wants": profile.provinces or ("any",),
        "provinces_wanted": float(len(set(profile.provinces or ()))),
        "trained_in": _trained_in(profile, training),
        "mccqe_fails": float(profile.failed("mccqe")),
        "nac_fails": float(profile.failed("nac")),
        "postgraduate_years": training,
        "practice_years": practice,
        "practised": practised,
        "years_since_practice": since_practice,
        "years_since_graduation": since_degree,
        "earlier_matches": profile.earlier_matches,
        "matched_before": profile.matched_before,
        "us_md_canadian_stream": profile.us_md_canadian_stream,
        "degree_after_july": match.late_degree,
        "days_to_close": float((closes - today).days),
        "aim_missed": match.missed is not None,
        "province_over": match.province_over and match.missed is None,
        "only_second": match.only_second,
        "first_closed": match.first_closed,
        "placed": "matched" in profile.ticked,
    }


def _practised(profile: Profile, practice: float | None) -> bool | None:
    if profile.last_practice or (practice or 0) > 0 or profile.stage == "practising":
        return True
    return False if practice == 0 else None


def _trained_in(profile: Profile, training: float | None) -> tuple[str, ...] | None:
    """Where the training may have been: the school's country, and the country lived in. None where neither is known."""
    if training == 0:
        return ()
    places = [profile.school_country]
    if profile.living_in and not profile.lives_in_canada:
        places.append(profile.living_in)
    known = tuple(dict.fromkeys(place for place in places if place))
    return known or None
