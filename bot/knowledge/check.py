"""`knowledge check`: everything that an editor should look at, with file and line.

An error is something that would show a person a fault; a warning is something that an editor should mend soon. `check` reads no clock:
`today` is handed in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.knowledge.calendar import Calendar, load_calendar
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.findings import Finding, say
from bot.knowledge.load import inspect
from bot.knowledge.model import Entry, Knowledge
from bot.knowledge.pathway_check import check_pathway
from bot.knowledge.pathway_file import load_pathway
from bot.knowledge.phrasings_check import check_heard, check_phrasings
from bot.knowledge.reading import grade

ANSWER = 700
DETAIL = 1500
LABEL = 30
QUESTION = 120
FEWEST, MOST = 15, 25
FOLLOW_UPS = (2, 4)
GRADE = 9.0
# A page that nobody has looked at for this long may have changed beyond recognition.
STALE = timedelta(days=540)

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]*)\)|(?<![(\w])(https?://\S+)")
_FIGURE = re.compile(r"\$|\bCAD\b|\bdollars?\b|\bper ?cent\b|%|\b(?:19|20)\d\d\b|\b\d{2,}\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z0-9àâäçéèêëîïôöùûüœ]+")


def check(folder: Path, today: date) -> list[Finding]:
    """Every finding about the knowledge base in `folder`, by file and line. Raises `KnowledgeError` if there is none."""
    knowledge, findings = inspect(folder)
    found = list(findings)
    for look in (_entries, _references, _orphans, _aliases, _labels, _beside):
        found.extend(look(knowledge, today))
    found += [*check_phrasings(knowledge), *check_heard(knowledge)]
    calendar, about_calendar = _calendar(folder, knowledge)
    found.extend(about_calendar)
    found.extend(_pathway(folder, knowledge, calendar))
    found.extend(_sources(knowledge, today, {name for event in calendar.values() for name in event.sources}))
    return sorted(set(found), key=lambda finding: (finding.place, finding.line, finding.level, finding.message))


def _calendar(folder: Path, knowledge: Knowledge) -> tuple[Calendar, list[Finding]]:
    path = folder / "calendar.yaml"
    if not path.exists():
        return {}, []
    try:
        calendar = load_calendar(path)
    except KnowledgeError as error:
        return {}, [Finding("error", path.name, error.line, error.message)]
    return calendar, [
        Finding("error", path.name, event.line, f"{event.id}: the source {name} does not stand in sources.yaml")
        for event in calendar.values()
        for name in event.sources
        if name not in knowledge.sources
    ]


def _pathway(folder: Path, knowledge: Knowledge, calendar: Calendar) -> list[Finding]:
    path = folder / "pathway.yaml"
    if not path.exists():
        return []
    try:
        pathway = load_pathway(path)
    except KnowledgeError as error:
        return [Finding("error", path.name, error.line, error.message)]
    return check_pathway(pathway.model_copy(update={"place": path.name}), calendar, set(knowledge.entries))


def _all_entries(knowledge: Knowledge) -> Iterator[Entry]:
    yield from knowledge.entries.values()
    for found in knowledge.translations.values():
        yield from found.values()


def technical_words(knowledge: Knowledge) -> frozenset[str]:
    """Words of the field's own names: no plainer word exists for them."""
    names: set[str] = set()
    for term in knowledge.lexicon.terms:
        for name in (*term.names, *term.title.values(), *term.places):
            names.update(_WORDS.findall(name.lower()))
    for section in knowledge.sections:
        names.update(_WORDS.findall(section.title.get("en", "").lower()))
    for source in knowledge.sources.values():
        names.update(_WORDS.findall(source.publisher.lower()))
    return frozenset(names)


def _entries(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    technical = technical_words(knowledge)
    for entry in _all_entries(knowledge):
        yield from _lengths(entry)
        yield from _links(entry)
        english = entry.file.startswith("en/")
        if english:
            for name in ("answer", "detail"):
                text = getattr(entry, name)
                reads = grade(text, technical)
                if reads > GRADE:
                    yield say(
                        entry,
                        "warning",
                        f"the {name} reads at grade {reads:.1f}; at most {GRADE:.0f}: shorter sentences, plainer words",
                    )
            if not FEWEST <= len(entry.asked) <= MOST:
                yield say(
                    entry, "warning", f"has {len(entry.asked)} phrasings; {FEWEST} to {MOST} make it easy to find"
                )
            if not entry.label:
                yield say(entry, "warning", "has no label for its button")
        if entry.review_by is not None and entry.review_by < today:
            yield say(entry, "warning", f"review_by {entry.review_by} has passed: look at its sources again")
        if english and entry.as_of is None:
            yield say(entry, "warning", "has no as_of: how old are its facts?")
        if entry.as_of is not None and entry.as_of.first_day > today:
            yield say(entry, "error", f"as_of {entry.as_of.text} lies in the future")
        if not entry.sources and _FIGURE.search(entry.answer + entry.detail):
            yield say(entry, "error", "holds figures but names no source")
        if entry.confidence == "confirmed" and not entry.sources and entry.article is None and english:
            yield say(entry, "warning", "is confirmed by no source: name one, or say that it is plain advice (article)")


def _lengths(entry: Entry) -> Iterator[Finding]:
    for name, most in (("answer", ANSWER), ("detail", DETAIL), ("label", LABEL), ("question", QUESTION)):
        length = len(getattr(entry, name))
        if length > most:
            yield say(entry, "error", f"the {name} has {length} characters; at most {most}")
    if not FOLLOW_UPS[0] <= len(entry.follow_ups) <= FOLLOW_UPS[1]:
        yield say(
            entry, "warning", f"has {len(entry.follow_ups)} follow-ups; {FOLLOW_UPS[0]} to {FOLLOW_UPS[1]} lead on"
        )


def _links(entry: Entry) -> Iterator[Finding]:
    for name in ("answer", "detail"):
        for inside, bare in _LINK.findall(getattr(entry, name)):
            if bare:
                yield say(entry, "warning", f"the {name} holds a bare address {bare[:60]}: write [words](address)")
            elif not inside.startswith("https://"):
                yield say(
                    entry, "error", f"the {name} links to {inside[:60]!r}: only https addresses can be opened safely"
                )


def _references(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    known = {term.id for term in knowledge.lexicon.terms}
    for entry in _all_entries(knowledge):
        for name in entry.follow_ups:
            if name == entry.id:
                yield say(entry, "error", "is its own follow-up")
            elif knowledge.resolve(name) is None:
                yield say(entry, "error", f"the follow-up {name} does not exist")
        if len(set(entry.follow_ups)) != len(entry.follow_ups):
            yield say(entry, "warning", "names a follow-up twice")
        for name in entry.sources:
            if name not in knowledge.sources:
                yield say(entry, "error", f"the source {name} does not stand in sources.yaml")
        for name in entry.about:
            if known and name not in known:
                yield say(entry, "warning", f"is about {name}, which does not stand in lexicon.yaml")
    for language, entries in knowledge.translations.items():
        for entry in entries.values():
            if knowledge.resolve(entry.id) is None:
                yield say(entry, "error", f"stands in {language} but not in English")


def _orphans(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    reached = {entry.id for section in knowledge.sections for entry in knowledge.in_section(section.id)}
    for section in knowledge.sections:
        for name in section.entries:
            if knowledge.resolve(name) is None:
                yield Finding("error", "sections.yaml", section.line, f"{section.id}: the entry {name} does not exist")
        if section.parent is not None and knowledge.section(section.parent) is None:
            yield Finding(
                "error", "sections.yaml", section.line, f"{section.id}: the parent {section.parent} does not exist"
            )
    for entry in knowledge.entries.values():
        if entry.id not in reached:
            yield say(entry, "error", "stands in no section: nobody can reach it by the menu")


def _aliases(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    seen: dict[str, Entry] = {}
    for entry in knowledge.entries.values():
        for alias in entry.aliases:
            if alias in knowledge.entries:
                yield say(entry, "error", f"the alias {alias} is the id of another entry")
            elif alias in seen:
                yield say(entry, "error", f"the alias {alias} belongs to {seen[alias].id} too")
            seen.setdefault(alias, entry)


def _labels(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    seen: dict[str, Entry] = {}
    for entry in knowledge.entries.values():
        label = entry.short.lower()
        if label in seen:
            yield say(entry, "warning", f"has the label of {seen[label].id}: two equal buttons confuse")
        seen.setdefault(label, entry)


def _sources(knowledge: Knowledge, today: date, dated: set[str]) -> Iterator[Finding]:
    used = {name for entry in _all_entries(knowledge) for name in entry.sources} | dated
    for source in knowledge.sources.values():
        place = ("sources.yaml", source.line)
        if not source.url.startswith("https://"):
            yield Finding("error", *place, f"{source.id}: {source.url[:60]!r} is no https address")
        if source.checked > today:
            yield Finding("error", *place, f"{source.id}: was checked on {source.checked}, which is still to come")
        elif source.checked < today - STALE:
            yield Finding("warning", *place, f"{source.id}: was last checked on {source.checked}: look at it again")
        if source.id not in used:
            yield Finding("warning", *place, f"{source.id}: nothing rests on it")


def _beside(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    for name, items in (("smalltalk.yaml", knowledge.smalltalk), ("boundaries.yaml", knowledge.boundaries)):
        for item in items:
            links: Iterable[str] = getattr(item, "follow_ups", ()) or getattr(item, "offers", ())
            for entry_id in links:
                if knowledge.resolve(entry_id) is None:
                    yield Finding("error", name, item.line, f"{item.id}: the entry {entry_id} does not exist")
            if "en" not in item.reply:
                yield Finding("error", name, item.line, f"{item.id}: has no English reply")
    for boundary in knowledge.boundaries:
        for link in boundary.links:
            if not link.get("url", "").startswith("https://") or not link.get("title"):
                yield Finding(
                    "error", "boundaries.yaml", boundary.line, f"{boundary.id}: a link needs a title and an https url"
                )
    names: dict[str, set[str]] = defaultdict(set)
    lines = {term.id: term.line for term in knowledge.lexicon.terms}
    for term in knowledge.lexicon.terms:
        for spelling in term.names:
            names[spelling.lower()].add(term.id)
    for spelling, ids in names.items():
        if len(ids) > 1:
            first = sorted(ids)[0]
            yield Finding(
                "warning",
                "lexicon.yaml",
                lines[first],
                f"{spelling!r} names {', '.join(sorted(ids))}: which one is meant?",
            )
