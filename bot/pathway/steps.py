"""The steps of a plan: which apply, their dates counted back, and whether each is done, now, next or later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.knowledge.condition import holds
from bot.knowledge.pathway_file import Rules, Step
from bot.knowledge.texts import say
from bot.pathway.dates import Span, application, months_after, months_before, span, spoken
from bot.pathway.fill import fill
from bot.pathway.match_year import MatchYear
from bot.pathway.plan import Cost, PlanStep, When
from bot.pathway.profile import Profile
from bot.pathway.sessions import chosen_mccqe, chosen_nac

#: A step whose start lies within so many days is `now`; within so many months `next`.
NOW_DAYS = 30
NEXT_MONTHS = 6
#: A booked exam is taken up again so many months before it. It is never `now`: nothing is left to arrange.
BOOKED_LEAD = 1.0
_RANK: dict[When, int] = {"done": 0, "now": 1, "next": 2, "later": 3}


@dataclass(frozen=True, slots=True)
class Draft:
    """A step while its dates are being found. `begin` is the start before it is held to be today at the earliest.

    `cycle`: the later match year for which it counts, where its date for the planned one cannot be met. `borrowed`: its date is that of
    a step that needs it, so nobody has announced it. `sat`: a booked exam whose month has come; only its result is awaited.
    """

    step: Step
    done: bool
    span: Span | None = None
    due: dt.date | None = None
    begin: dt.date | None = None
    passed: bool = False
    cycle: int | None = None
    booked: bool = False
    borrowed: bool = False
    sat: bool = False


def steps(
    profile: Profile, facts: Mapping[str, Any], today: dt.date, match: MatchYear, rules: Rules, language: str
) -> tuple[PlanStep, ...]:
    """The steps of this person in the order of the file. `facts` as `conditions.facts` gives them."""
    applying = [s for s in rules.pathway.steps if holds(s.applies, facts, rules.pathway.rules) is True]
    done = _done(applying, profile, facts, rules)
    drafts: dict[str, Draft] = {}
    for step in applying:
        draft = Draft(step, step.id in done)
        drafts[step.id] = draft if draft.done else _dated(draft, profile, drafts, today, match, rules, language)
    _before_others(drafts)
    _pull_back(drafts)
    begun = {
        *profile.begun,
        *(s.id for s in applying if s.begun and holds(s.begun, facts, rules.pathway.rules) is True),
    }
    for name in begun:
        if name in drafts and not drafts[name].done:
            drafts[name] = replace(drafts[name], begin=today)
    stands = _stands(drafts, begun, today)
    return tuple(
        _step(drafts[step.id], stands[step.id], drafts, today, facts, match, rules, language) for step in applying
    )


def _needs(step: Step) -> tuple[str, ...]:
    return (*step.after, *step.after_begun, *step.after_any)


def _done(applying: Collection[Step], profile: Profile, facts: Mapping[str, Any], rules: Rules) -> set[str]:
    """Done by profile or tick. Who ticked a step has also done what it needs."""
    found = {
        step.id
        for step in applying
        if step.id in profile.ticked or (step.done is not None and holds(step.done, facts, rules.pathway.rules) is True)
    }
    by_id = {step.id: step for step in applying}
    waiting = [name for name in profile.ticked if name in by_id]
    while waiting:
        step = by_id[waiting.pop()]
        for need in (*step.after, *step.after_begun):
            if need in by_id and need not in found:
                found.add(need)
                waiting.append(need)
    return found


def _dated(
    draft: Draft,
    profile: Profile,
    earlier: Mapping[str, Draft],
    today: dt.date,
    match: MatchYear,
    rules: Rules,
    language: str,
) -> Draft:
    step = draft.step
    lead = step.lead[1] if step.lead else step.begin
    if step.exam:
        return _exam_dated(draft, profile, today, match, rules, language)
    keys = step.due_if_second if step.due_if_second and match.only_second else step.due
    if not keys:
        return draft
    # What comes before a step and is still open cannot be due after it: such a step waits for the next cycle.
    needed = [earlier[name] for name in step.after if name in earlier and earlier[name].step.exam]
    floor = max([today, *(need.due for need in needed if need.due is not None)])
    years = range(today.year, today.year + 3) if step.any_year else [match.year]
    spans = [span(rules, key, year, language) for year in years for key in keys]
    ahead = [s for s in spans if s.apply_by >= floor]
    if step.any_year:
        ahead.sort(key=lambda s: s.end)
    year = match.year
    while not ahead and step.next_cycle:
        year += 1
        ahead = [s for s in (span(rules, key, year, language) for key in keys) if s.apply_by >= floor]
    if not ahead:
        return replace(draft, span=spans[0], due=spans[0].end, passed=True)
    chosen = ahead[0]
    begin = today if step.at_once else months_before(chosen.end, lead)
    if chosen.is_window and not step.at_once:
        begin = min(begin, chosen.start)
    return replace(draft, span=chosen, due=chosen.end, begin=begin, cycle=year if year > match.year else None)


def _exam_dated(draft: Draft, profile: Profile, today: dt.date, match: MatchYear, rules: Rules, language: str) -> Draft:
    exam = draft.step.exam or ""
    booked = profile.booked(exam)
    if booked is not None:
        draft = replace(draft, sat=booked <= today)
        month_end = months_after(booked, 1) - dt.timedelta(days=1)
        if month_end < today:
            return replace(draft, booked=True)
        own = Span(exam, say(draft.step.title, language), month_end, month_end, "estimated", None, month_end, None)
        return replace(draft, booked=True, span=own, due=month_end, begin=months_before(booked, BOOKED_LEAD))
    choose = chosen_nac if exam == "nac" else chosen_mccqe
    session = choose(profile, today, match.year, rules)
    if session is None:
        return draft
    lead = draft.step.lead[1] if draft.step.lead else draft.step.begin
    begin = months_before(session.start, lead)
    return replace(draft, span=spoken(session, rules, language), due=session.start, begin=begin)


def _before_others(drafts: dict[str, Draft]) -> None:
    """Gives a step that is due before others the earliest of their dates and its own."""
    for name, draft in drafts.items():
        if draft.done or not draft.step.before:
            continue
        later = [d for n in draft.step.before if (d := drafts.get(n)) and d.due and not d.passed and d.cycle is None]
        if later:
            near = min(later, key=lambda d: d.due or dt.date.max)
            due = near.due or dt.date.max
            if draft.due is not None and draft.due <= due:
                continue
            lead = draft.step.lead[1] if draft.step.lead else draft.step.begin
            begin = dt.date.min if draft.step.at_once else months_before(due, lead)
            drafts[name] = replace(draft, span=near.span, due=due, begin=begin, borrowed=True)


def _pull_back(drafts: dict[str, Draft]) -> None:
    """Nothing is due, nor begins, after what needs it. Steps stand after what they need, so one way back suffices."""
    for later in reversed(list(drafts)):
        draft = drafts[later]
        if draft.done or draft.passed or draft.due is None or draft.begin is None:
            continue
        for name in _needs(draft.step):
            need = drafts.get(name)
            if need is None or need.done or need.passed or need.due is None or need.begin is None:
                continue
            begin = min(need.begin, draft.begin)
            if need.due > draft.due:
                need = replace(need, due=draft.due, span=draft.span, borrowed=True)
            drafts[name] = replace(need, begin=begin)


def _stands(drafts: Mapping[str, Draft], begun: Collection[str], today: dt.date) -> dict[str, When]:
    found: dict[str, When] = {}
    soon = today + dt.timedelta(days=NOW_DAYS)
    half_year = months_after(today, NEXT_MONTHS)

    def is_done(name: str) -> bool:
        return name not in drafts or drafts[name].done

    def is_running(name: str) -> bool:
        if is_done(name) or name in begun:
            return True
        begin = drafts[name].begin
        return found[name] == "now" and (begin is None or begin <= today)

    for name, draft in drafts.items():
        step = draft.step
        if draft.done:
            found[name] = "done"
            continue
        if draft.passed:
            found[name] = "later"
            continue
        # An awaited result holds up what can wait a cycle for it, not an application whose day comes once.
        waits = [n for n in step.after if not is_done(n) and (step.next_cycle or not drafts[n].sat)]
        waits += [n for n in step.after_begun if not is_running(n)]
        some = [n for n in step.after_any if n in drafts]
        if some and not any(is_done(n) for n in some):
            waits += some
        undated = draft.begin is None or bool(step.before)
        behind_now = bool(waits) and all(found[n] == "now" for n in waits)
        within = draft.begin is not None and draft.begin <= half_year
        if draft.booked:
            stands: When = "next" if within or draft.begin is None else "later"
        elif not waits and (draft.begin is None or draft.begin <= soon):
            stands = "now"
        else:
            stands = "next" if within or (undated and behind_now) else "later"
        behind = [found[n] for n in waits if not drafts[n].passed]
        found[name] = max([stands, *behind], key=lambda w: _RANK[w])
    return found


def _step(
    draft: Draft,
    stands: When,
    drafts: Mapping[str, Draft],
    today: dt.date,
    facts: Mapping[str, Any],
    match: MatchYear,
    rules: Rules,
    language: str,
) -> PlanStep:
    step = draft.step
    more = [e for row in step.more if holds(row.when, facts, rules.pathway.rules) is True for e in row.entries]
    start = max(today, draft.begin) if draft.begin else (today if stands == "now" and not step.exam else None)
    return PlanStep(
        id=step.id,
        title=_title(draft, rules, language),
        why=say(step.why, language).replace("{match}", str(match.year)),
        when=stands,
        start=start,
        due=draft.due,
        date_kind=_date_kind(draft),
        about_date=draft.span.title if draft.span else None,
        basis=draft.span.basis if draft.span else None,
        event=draft.span.event if draft.span else None,
        lead=step.lead,
        cost=_cost(step, language),
        free=step.free,
        optional=step.optional,
        after=tuple(name for name in _needs(step) if name in drafts),
        entries=tuple(dict.fromkeys((*step.entries, *more))),
        window=application(draft.span, rules, language) if step.exam and draft.span else None,
    )


def _date_kind(draft: Draft) -> Literal["official", "estimated", "passed"] | None:
    if draft.due is None or draft.span is None:
        return None
    if draft.passed:
        return "passed"
    return "estimated" if draft.borrowed else draft.span.kind


def _title(draft: Draft, rules: Rules, language: str) -> str:
    title = say(draft.step.title, language)
    if draft.cycle is None:
        return title
    words = {"title": title, "year": str(draft.cycle)}
    return fill(say(rules.pathway.texts["later_cycle"], language), words)


def _cost(step: Step, language: str) -> Cost | None:
    if step.cost is None:
        return None
    cost = step.cost
    low = cost.amount if cost.low is None else cost.low
    high = cost.amount if cost.high is None else cost.high
    year = say(cost.year, language)
    return Cost(cost.amount, low, high, year, say(cost.note, language) if cost.note else None)
