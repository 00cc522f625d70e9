"""For which July a plan is made, and why not for an earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from bot.knowledge.pathway_file import Rules
from bot.pathway.dates import span
from bot.pathway.profile import Profile
from bot.pathway.sessions import mccqe_open, nac_open

Reason = Literal["closed", "degree", "status", "nac", "mccqe", "wait", "tries", "province"]

#: Provinces whose own application closes months before CaRMS does, with the date that decides.
OWN_DATE = {"AB": "ab-profile", "BC": "bc-cap", "QC": "qc-cmq"}


@dataclass(frozen=True, slots=True)
class MatchYear:
    """`year`: the July planned for. `missed`: the year asked for, where it is out of reach, and `reasons`, weightiest first.

    `only_second`: only the second iteration is open to this person. `first_closed`: the first iteration of `year` has closed, the year
    stays through the second. `province_over`: the wanted provinces' own dates moved the plan on. `late_degree`: nothing but a degree after
    July 1 keeps the person from the year aimed for, or else from the year before `year`.
    """

    year: int
    missed: int | None
    reasons: tuple[Reason, ...]
    only_second: bool
    first_closed: bool
    province_over: bool
    late_degree: bool = False


def choose(profile: Profile, today: dt.date, rules: Rules) -> MatchYear:
    """The first year in reach, or the year asked for where that is in reach too."""
    match = _choose(profile, today, rules)
    return replace(match, late_degree=_only_degree_late(profile, today, match, rules))


def _only_degree_late(profile: Profile, today: dt.date, match: MatchYear, rules: Rules) -> bool:
    """A degree between July and December of that year: programs may wait for it (`graduating-late`)."""
    year = match.missed or match.year - 1
    if profile.graduation is None or not f"{year}-07" <= profile.graduation <= f"{year}-12":
        return False
    in_time = profile.model_copy(update={"graduation": f"{year}-06"})
    return profile.graduation > f"{today:%Y-%m}" and not obstacles(in_time, today, year, rules)


def _choose(profile: Profile, today: dt.date, rules: Rules) -> MatchYear:
    only_second = profile.only_second
    aimed = profile.match_year
    if aimed is not None and _stays(profile, today, aimed, rules):
        return MatchYear(aimed, None, (), only_second, span(rules, "d1", aimed).end < today, False)
    year = today.year
    over = False
    while reasons := obstacles(profile, today, year, rules):
        over = over or reasons == ("province",)
        year += 1
    if aimed is None:
        return MatchYear(year, None, (), only_second, only_second and span(rules, "d1", year).end < today, over)
    missed = obstacles(profile, today, aimed, rules)
    if not missed:
        return MatchYear(aimed, None, (), only_second, only_second and span(rules, "d1", aimed).end < today, False)
    following = max(year, aimed)
    while obstacles(profile, today, following, rules):
        following += 1
    first_closed = only_second and span(rules, "d1", following).end < today
    return MatchYear(following, aimed, missed, only_second, first_closed, missed == ("province",))


def _stays(profile: Profile, today: dt.date, aimed: int, rules: Rules) -> bool:
    """Whether the aimed year stays though its first iteration has closed: until the second one closes, or July for who has a place."""
    if span(rules, "d1", aimed).end >= today:
        return False
    placed = bool({"rank", "second", "matched"} & set(profile.ticked))
    last = span(rules, "july", aimed).end if placed else span(rules, "second", aimed).end
    exams = not profile.needs_nac and not profile.needs_mccqe and not _out_of_tries(profile)
    return today <= last and profile.in_hand and exams and not _late_degree(profile, aimed)


def _out_of_tries(profile: Profile) -> bool:
    return profile.failed("mccqe") >= 4 or profile.failed("nac") >= 3


def _late_degree(profile: Profile, match: int) -> bool:
    return profile.graduation is not None and profile.graduation > f"{match}-06"


def obstacles(profile: Profile, today: dt.date, match: int, rules: Rules) -> tuple[Reason, ...]:
    """Why July `match` is out of reach; nothing where it is in reach. What is not known is no obstacle."""
    door = "second" if profile.only_second else "d1"
    closes = span(rules, door, match).end
    found: list[Reason] = []
    if closes < today:
        found.append("closed")
    if span(rules, "july", match).end < today:
        return tuple(found)
    if profile.status is not None and not profile.in_hand and not _later_door(today, match, rules, door):
        found.append("status")
    late = _late_degree(profile, match)
    if late:
        found.append("degree")
    # A student cannot sit the exams sooner: with the degree too late, the exams are no further reason.
    if (
        not late
        and profile.needs_nac
        and not _booked_in_time(profile, "nac", match)
        and not nac_open(profile, today, match, rules)
    ):
        found.append("nac")
    if not late and profile.needs_mccqe and not _mccqe_in_time(profile, today, match, rules):
        found.append("wait" if profile.failed("mccqe") == 3 else "mccqe")
    if _out_of_tries(profile) and not _later_door(today, match, rules, door):
        found.append("tries")
    own = [OWN_DATE.get(province) for province in profile.provinces or ()]
    if own and all(key is not None and span(rules, key, match).end < today for key in own):
        found.append("province")
    return tuple(found)


def _booked_in_time(profile: Profile, exam: str, match: int) -> bool:
    """Booked for October of the year before at the latest: the last session whose result is there when programs read."""
    booked = profile.booked(exam)
    return booked is not None and (booked.year, booked.month) <= (match - 1, 10)


def _mccqe_in_time(profile: Profile, today: dt.date, match: int, rules: Rules) -> bool:
    """Only British Columbia wanted: before its own application, which asks for the result (`bc-cap-application`).

    Students cannot sit it so early, yet final-year students may apply there: their year stays that of the degree.
    """
    booked = profile.booked("mccqe")
    if set(profile.provinces or ()) == {"BC"} and profile.stage != "student":
        closes = span(rules, OWN_DATE["BC"], match).end
        if booked is not None:
            return booked + dt.timedelta(days=31) <= closes
        return any(session.end < closes for session in mccqe_open(profile, today, match, rules))
    return _booked_in_time(profile, "mccqe", match) or bool(mccqe_open(profile, today, match, rules))


def _later_door(today: dt.date, match: int, rules: Rules, door: str) -> bool:
    """Whether an earlier closing day than that of `match` is still ahead: then `match` is not the coming match."""
    return span(rules, door, match - 1).end >= today
