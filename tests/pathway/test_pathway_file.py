"""The planner's knowledge: what an editor may write, and what the check finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.calendar import load_calendar
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.pathway_check import check_pathway
from bot.knowledge.pathway_file import Pathway, Rules, load_pathway

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def entries_of(pathway: Pathway) -> set[str]:
    rows: list[Any] = [*pathway.steps, *pathway.warnings, *pathway.plan_b]
    named = {entry for row in rows for entry in (*row.entries, *(e for more in row.more for e in more.entries))}
    return named | {rule.entry for rule in pathway.dates if rule.entry}


def changed(tmp_path: Path, old: str, new: str) -> list[str]:
    text = (KNOWLEDGE / "pathway.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "pathway.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    pathway = load_pathway(path)
    return [f"{finding.line}: {finding.message}" for finding in check_pathway(pathway, {}, entries_of(pathway))]


def test_the_file_has_no_finding(rules: Rules) -> None:
    assert check_pathway(rules.pathway, rules.calendar, entries_of(rules.pathway)) == []


def test_every_entry_it_names_exists(rules: Rules, entry_ids: set[str]) -> None:
    assert [str(finding) for finding in check_pathway(rules.pathway, rules.calendar, entry_ids)] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    next: school\n", "    next: nowhere\n", "leads to nowhere"),
        ("    next: school\n", "    next: status\n", "no question leads to the screen school"),
        ("    next: status\n", "    next: stage\n", "the screens go round"),
        (
            "{to: exams, when: {stage: student}}",
            "{to: exams, when: {stage: student, not: {stage: student}}}",
            "never be taken",
        ),
        (
            "      - {to: training}\n",
            "      - {to: training, when: {stage: graduate}}\n",
            "a last way without a condition",
        ),
        ("    after: [account]\n", "    after: [status]\n", "stands before status"),
        ("    after: [account]\n", "    after: [nothing]\n", "does not exist"),
        ("    due: [docs, d1]\n", "    due: [docs, d2]\n", "the date d2, which does not exist"),
        ('"on": August 7,', '"on": August 32,', "no day of a year"),
        ("when: {status: pr-applied}", "when: {status: pr-applied, not: {status: pr-applied}}", "can never be true"),
        ("This plan is for July {match}.", "This plan is for July {year}.", "{year} is not known"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = changed(tmp_path, old, new)
    assert any(said in message for message in found), found
    assert all(int(message.split(":")[0]) > 0 for message in found)


def test_an_unknown_entry_is_found(rules: Rules) -> None:
    known = entries_of(rules.pathway) - {"nb-pra"}
    (finding,) = check_pathway(rules.pathway, rules.calendar, known)
    assert finding.level == "error"
    assert "nb-pra" in finding.message
    assert finding.line == next(row.line for row in rules.pathway.plan_b if row.id == "nb")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("applies: {placed: false}", "applies: {plced: false}", "there is no fact 'plced'"),
        ("when: {rule: trained-in-us}", "when: {rule: trained-in-uk}", "there is no rule"),
        ("    title: Rank your programs\n", "", "title"),
        ("  - id: rank\n    title", "  - id: apply\n    title", "stands twice"),
    ],
)
def test_a_file_that_cannot_be_used_says_file_line_and_reason(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as raised:
        changed(tmp_path, old, new)
    assert raised.value.place.endswith("pathway.yaml")
    assert raised.value.line >= 1


def test_the_line_of_a_wrong_condition_is_its_own(tmp_path: Path) -> None:
    text = (KNOWLEDGE / "pathway.yaml").read_text(encoding="utf-8")
    line = 1 + text[: text.index("when: {status: pr-applied}")].count("\n")
    with pytest.raises(KnowledgeError) as raised:
        changed(tmp_path, "when: {status: pr-applied}", "when: {status: applied}")
    assert raised.value.line == line


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
