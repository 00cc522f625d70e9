"""Whether the planner's file can be relied on: every question leads on, every condition can be true, nothing loops, entries exist."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from bot.knowledge.calendar import Calendar
from bot.knowledge.condition import can_hold
from bot.knowledge.findings import Finding
from bot.knowledge.pathway_file import Pathway, Step
from bot.knowledge.texts import Texts

#: The names that texts may hold in braces.
WORDS = frozenset({"match", "before", "before2", "alberta", "aimed", "days", "close", "kind", "reason", "fails"})
_BRACES = re.compile(r"\{([^}]*)\}")
_WEEKDAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = re.compile(
    rf"^(?:(?:first|second|third|fourth|last) (?:{_WEEKDAY}) of (?:{_MONTH})|(?P<month>{_MONTH}) (?P<day>\d{{1,2}}))$"
)


def check_pathway(rules: Pathway, calendar: Calendar, entry_ids: set[str]) -> list[Finding]:
    """All findings, in the order of the file. `entry_ids`: the entries that exist; an empty set leaves them unchecked."""
    checks = (_screens(rules), _dates(rules, calendar), _steps(rules), _conditions(rules), _words(rules))
    found = [finding for check in checks for finding in check]
    if entry_ids:
        found += _entries(rules, entry_ids)
    return sorted(found, key=lambda finding: (finding.line, finding.message))


def _error(rules: Pathway, line: int, message: str) -> Finding:
    return Finding("error", rules.place, line, message)


def _screens(rules: Pathway) -> Iterator[Finding]:
    by_id = {screen.id: screen for screen in rules.screens}
    links = {screen.id: [link.to for link in screen.next] for screen in rules.screens}
    for screen in rules.screens:
        for link in screen.next:
            if link.to != "end" and link.to not in by_id:
                yield _error(rules, screen.line, f"the screen {screen.id} leads to {link.to}, which does not exist")
            if not can_hold(link.when, rules.rules):
                yield _error(rules, screen.line, f"the way from {screen.id} to {link.to} can never be taken")
        if screen.next[-1].when:
            yield _error(rules, screen.line, f"the screen {screen.id} needs a last way without a condition")
        for link in screen.next[:-1]:
            if not link.when:
                yield _error(rules, screen.line, f"what follows the way to {link.to} is never reached")
    reached = _reachable(rules.screens[0].id, links)
    for screen in rules.screens:
        if screen.id not in reached:
            yield _error(rules, screen.line, f"no question leads to the screen {screen.id}")
    if loop := _loop(links):
        yield _error(rules, by_id[loop[0]].line, f"the screens go round: {' > '.join(loop)}")


def _reachable(start: str, links: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += links.get(name, [])
    return found


def _loop(links: Mapping[str, list[str]]) -> list[str]:
    """One round trip, or nothing."""
    for start in links:
        waiting = [[start]]
        seen: set[str] = set()
        while waiting:
            way = waiting.pop()
            for name in links.get(way[-1], []):
                if name == start:
                    return [*way, name]
                if name not in seen:
                    seen.add(name)
                    waiting.append([*way, name])
    return []


def _dates(rules: Pathway, calendar: Calendar) -> Iterator[Finding]:
    known: set[str] = set()
    for rule in rules.dates:
        if rule.id in known:
            yield _error(rules, rule.line, f"the date {rule.id} stands twice")
        known.add(rule.id)
        for words in (rule.on, rule.opens, rule.closes):
            if words is not None and not _is_day(words):
                yield _error(
                    rules, rule.line, f"{words!r} is no day of a year: write 'August 7' or 'last Thursday of November'"
                )
    used = {key for step in rules.steps for key in (*step.due, *step.due_if_second)}
    for key in sorted(used - known):
        yield _error(rules, 1, f"a step is due by the date {key}, which does not exist")
    patterns = [re.escape(rule.event) for rule in rules.dates if rule.event]
    shapes = [re.compile(re.sub(r"\\\{[a-z]+(\\\+1)?\\\}", r"\\d{4}", pattern)) for pattern in patterns]
    if calendar and not any(shape.fullmatch(name) for shape in shapes for name in calendar):
        yield Finding("warning", rules.place, 1, "no date of the planner is found in the calendar")


def _is_day(words: str) -> bool:
    found = _DAY.match(words.strip().lower())
    if found is None:
        return False
    if not found["month"]:
        return True
    try:
        # 2001 is no leap year: a pattern has to exist in every year.
        dt.date(2001, _MONTH.split("|").index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return False
    return True


def _needs(step: Step) -> tuple[str, ...]:
    return (*step.after, *step.after_begun, *step.after_any)


def _steps(rules: Pathway) -> Iterator[Finding]:
    place = {step.id: index for index, step in enumerate(rules.steps)}
    for step in rules.steps:
        for name in (*_needs(step), *step.before):
            if name not in place:
                yield _error(rules, step.line, f"the step {step.id} names the step {name}, which does not exist")
        for name in _needs(step):
            if place.get(name, -1) >= place[step.id]:
                yield _error(rules, step.line, f"the step {step.id} stands before {name}, which it needs")
    if loop := _loop({step.id: list(_needs(step)) for step in rules.steps}):
        yield _error(rules, rules.steps[place[loop[0]]].line, f"the steps wait for each other: {' > '.join(loop)}")
    groups = {row.group for row in rules.plan_b if row.group}
    for group in sorted(groups - set(rules.groups)):
        yield _error(rules, 1, f"plan_b names the group {group}, which has no text")


def _conditions(rules: Pathway) -> Iterator[Finding]:
    for name, condition in rules.rules.items():
        if not can_hold(condition, rules.rules):
            yield _error(rules, 1, f"the rule {name} can never be true")
    for step in rules.steps:
        for asked in (step.applies, step.done, step.begun, *(more.when for more in step.more)):
            if asked and not can_hold(asked, rules.rules):
                yield _error(rules, step.line, f"a condition of the step {step.id} can never be true: {asked}")
    for kind, rows in (("warning", rules.warnings), ("alternative", rules.plan_b)):
        for row in rows:
            for condition in (row.when, *(more.when for more in row.more)):
                if not can_hold(condition, rules.rules):
                    yield _error(rules, row.line, f"a condition of the {kind} {row.id} can never be true: {condition}")


def _words(rules: Pathway) -> Iterator[Finding]:
    rows: list[tuple[int, str, Texts]] = [(w.line, w.id, t) for w in rules.warnings for t in (w.text, w.unsure) if t]
    rows += [(step.line, step.id, text) for step in rules.steps for text in (step.title, step.why)]
    for line, name, texts in rows:
        if "en" not in texts:
            yield _error(rules, line, f"{name} has no English text")
        for text in texts.values():
            for word in _BRACES.findall(text):
                if word not in WORDS:
                    yield _error(rules, line, f"{name}: {{{word}}} is not known; known are {', '.join(sorted(WORDS))}")


def _entries(rules: Pathway, entry_ids: set[str]) -> Iterator[Finding]:
    rows = [(f"step {s.id}", s.line, (*s.entries, *(e for m in s.more for e in m.entries))) for s in rules.steps]
    rows += [(f"warning {w.id}", w.line, (*w.entries, *(e for m in w.more for e in m.entries))) for w in rules.warnings]
    rows += [
        (f"alternative {b.id}", b.line, (*b.entries, *(e for m in b.more for e in m.entries))) for b in rules.plan_b
    ]
    rows += [(f"date {d.id}", d.line, (d.entry,)) for d in rules.dates if d.entry]
    for what, line, entries in rows:
        for entry in entries:
            if entry not in entry_ids:
                yield _error(rules, line, f"the {what} names the entry {entry}, which does not exist")
