"""The planner's knowledge: what an editor may write, and what the check finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.calendar import load_calendar
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.pathway_check import check_pathway
from bot.knowledge.pathway_file import Pathway, Rules, load_pathway

SMALL = (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


def entries_of(pathway: Pathway) -> set[str]:
    rows: list[Any] = [*pathway.steps, *pathway.warnings, *pathway.plan_b]
    named = {entry for row in rows for entry in (*row.entries, *(e for more in row.more for e in more.entries))}
    return named | {rule.entry for rule in pathway.dates if rule.entry}


def spoiled(tmp_path: Path, old: str, new: str) -> list[str]:
    """What is found after `old` was replaced by `new` in the small file, as "line: message"."""
    assert old in SMALL
    path = tmp_path / "pathway.yaml"
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    known = {"papers", "apply", "status", "other", "dates"}
    return [f"{finding.line}: {finding.message}" for finding in check_pathway(load_pathway(path), {}, known)]


def test_the_file_has_no_finding(rules: Rules) -> None:
    assert check_pathway(rules.pathway, rules.calendar, entries_of(rules.pathway)) == []


def test_every_entry_it_names_exists(rules: Rules, entry_ids: set[str]) -> None:
    assert [str(finding) for finding in check_pathway(rules.pathway, rules.calendar, entry_ids)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("next: status", "next: nowhere", "leads to nowhere"),
        ("next: status", "next: training", "no question leads to the screen status"),
        ("to: training", "to: stage", "the screens go round"),
        ("when: {stage: student}", "when: {stage: student, not: {stage: student}}", "never be taken"),
        ("{to: training}", "{to: training, when: {stage: graduate}}", "a last way without a condition"),
        ("to: end, when: {stage: student}", "to: end", "never reached"),
        ("  - id: papers\n", "  - id: papers\n    after: [apply]\n", "stands before apply"),
        ("  - id: papers\n", "  - id: papers\n    after: [apply]\n", "wait for each other"),
        ("after: [papers]", "after: [nothing]", "names the step nothing, which does not exist"),
        ("due: [close, july]", "due: [close, june]", "the date june, which does not exist"),
        ("July 1,", "July 32,", "no day of a year"),
        ("July 1,", "February 29,", "no day of a year"),
        ("when: {status: pr-applied}", "when: {status: pr-applied, not: {status: pr-applied}}", "can never be true"),
        ("applies: {rule: in-hand}", "applies: {rule: in-hand, all: [{status: none}]}", "can never be true"),
        ("For July {match}.", "For July {year}.", "{year} is not known"),
        ("entries: [other]", "entries: [others]", "names the entry others, which does not exist"),
        ("entry: dates", "entry: data", "names the entry data, which does not exist"),
    ],
)
def test_a_mistake_is_found_at_a_line_of_the_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = spoiled(tmp_path, old, new)
    assert any(said in message for message in found), found
    assert all(int(message.split(":")[0]) > 0 for message in found)


def test_a_finding_names_the_line_of_its_row(tmp_path: Path) -> None:
    (found,) = spoiled(tmp_path, "entries: [other]", "entries: [others]")
    assert int(found.split(":")[0]) == 1 + SMALL[: SMALL.index("- id: other")].count("\n")


def test_a_sound_small_file_has_no_finding(tmp_path: Path) -> None:
    assert spoiled(tmp_path, "Other work", "Some other work") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("applies: {rule: in-hand}", "applies: {plced: false}", "there is no fact 'plced'"),
        ("applies: {rule: in-hand}", "applies: {rule: in-sight}", "there is no rule"),
        ("    title: Apply\n", "", "title"),
        ("  - id: apply\n", "  - id: papers\n", "stands twice"),
        ("    title: Papers\n", "    title: Papers\n    colour: red\n", "colour"),
        ('basis: "2024 and 2025", ', "", "needs a basis"),
        ('"on": July 1, ', "", "either `on`"),
    ],
)
def test_a_file_that_cannot_be_used_says_file_line_and_reason(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as raised:
        spoiled(tmp_path, old, new)
    assert raised.value.place.endswith("pathway.yaml")
    assert raised.value.line >= 1


def test_the_line_of_a_wrong_condition_is_its_own(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        spoiled(tmp_path, "when: {status: pr-applied}", "when: {status: applied}")
    assert raised.value.line == 1 + SMALL[: SMALL.index("when: {status: pr-applied}")].count("\n")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("start: 2027-02-30", "start"),
        ("start: 2027-02-03\n  end: 2027-02-01", "the end lies before"),
        ("start: 2027-02-03\n  time: 25:00", "time"),
        ("start: 2027-02-03\n  time: 15:00\n  zone: Mars/North", "not an IANA time zone"),
        ("start: 2027-02-03\n  time: 15:00", "belong together"),
    ],
)
def test_a_wrong_event_is_refused_with_its_line(tmp_path: Path, event: str, said: str) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text(
        f"- id: a-day\n  title: A day\n  {event}\n  kind: official\n  sources: [x]\n  checked: 2026-11-24\n"
    )
    with pytest.raises(KnowledgeError, match=said):
        load_calendar(path)


def test_an_estimated_event_without_a_basis_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calendar.yaml"
    path.write_text(
        "- id: a-day\n  title: A day\n  start: 2027-01-01\n  kind: estimated\n  sources: [x]\n  checked: 2026-11-24\n"
    )
    with pytest.raises(KnowledgeError, match="basis"):
        load_calendar(path)


def test_the_same_event_twice_is_refused(tmp_path: Path) -> None:
    event = (
        "- id: a-day\n  title: A day\n  start: 2027-01-01\n  kind: official\n  sources: [x]\n  checked: 2026-11-24\n"
    )
    path = tmp_path / "calendar.yaml"
    path.write_text(event * 2)
    with pytest.raises(KnowledgeError, match="stands twice") as raised:
        load_calendar(path)
    assert raised.value.line == 7


def test_the_calendar_says_2027_and_2028_and_what_is_official(rules: Rules) -> None:
    official = {event.id for event in rules.calendar.values() if event.kind == "official"}
    assert {"carms-r1-2027-second-opens", "tdm-2027-june", "aimg-2027-papers"} <= official
    assert "carms-r1-2027-applications-close" in rules.calendar
    assert not {name for name in official if "2028" in name}
