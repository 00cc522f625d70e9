"""What `knowledge check` finds: each finding is provoked once, and a clean base has none."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.check import check
from bot.knowledge.errors import KnowledgeError
from bot.knowledge.load import inspect, load

TODAY = date(2026, 11, 24)

ENTRY = """
- id: {id}
  question: {question}
  label: {label}
  asked:
{asked}
  answer: |
    {answer}
  sources: [page]
  as_of: 2026-05
  confidence: confirmed
  about: [nac]
  follow_ups: [{follow_ups}]
{more}
"""


def entry(id: str, other: str, *, answer: str = "It costs 10 dollars.", more: str = "", **kwargs: str) -> str:
    words = "\n".join(f"    - {id} way {number} to ask {id}{number}" for number in range(15))
    fields = {
        "question": f"What is {id}?",
        "label": f"The {id}",
        "asked": words,
        "follow_ups": f"{other}, third",
        **kwargs,
    }
    return ENTRY.format(id=id, answer=answer, more=textwrap.indent(more, "  "), **fields)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "exams.yaml").write_text(
        entry("first", "second") + entry("second", "first") + entry("third", "second", follow_ups="first, second")
    )
    (tmp_path / "sources.yaml").write_text(
        "page: {title: A page, publisher: Somebody, url: 'https://example.org/', checked: 2026-11-20}\n"
    )
    (tmp_path / "sections.yaml").write_text("- {id: exams, emoji: x, title: {en: Exams}, intro: {en: Exams}}\n")
    (tmp_path / "lexicon.yaml").write_text("- {id: nac, kind: entity, names: [nac]}\n")
    return tmp_path


def rewrite(base: Path, before: str, after: str, name: str = "en/exams.yaml") -> None:
    text = (base / name).read_text()
    assert before in text
    (base / name).write_text(text.replace(before, after, 1))


def messages(base: Path) -> list[str]:
    return [str(finding) for finding in check(base, TODAY)]


def test_a_clean_base_has_no_finding(base: Path) -> None:
    assert messages(base) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("follow_ups: [second, third]", "follow_ups: [first, third]", "error: first: is its own follow-up"),
        (
            "follow_ups: [second, third]",
            "follow_ups: [second, gone]",
            "error: first: the follow-up gone does not exist",
        ),
        ("follow_ups: [second, third]", "follow_ups: [second]", "warning: first: has 1 follow-ups"),
        ("sources: [page]", "sources: [other]", "error: first: the source other does not stand in sources.yaml"),
        ("sources: [page]", "sources: []", "error: first: holds figures but names no source"),
        ("about: [nac]", "about: [nca]", "warning: first: is about nca, which does not stand in lexicon.yaml"),
        ("label: The second", "label: The first", "warning: second: has the label of first"),
        ("label: The first", f"label: {'x' * 31}", "error: first: the label has 31 characters; at most 30"),
        ("It costs 10 dollars.", "x" * 701, "error: first: the answer has 701 characters; at most 700"),
        ("It costs 10 dollars.", "It costs 10. [See](http://a.org)", "only https addresses can be opened safely"),
        ("It costs 10 dollars.", "It costs 10, see https://a.org now.", "holds a bare address"),
        ("second way 3 to ask second3", "first way 3 to ask first3", "is a phrasing of first too"),
        ("second way 3 to ask second3", "to ask first3 first way 3", "has the words of"),
        ("first way 3 to ask first3", "first way 4 to ask first4", "twice"),
        (
            "confidence: confirmed",
            "confidence: sure",
            "error: first: confidence: must be 'confirmed', 'reported' or 'unverified', not 'sure'",
        ),
        ("as_of: 2026-05", "as_of: soon", "must be a year, a month or a day"),
        ("as_of: 2026-05", "as_of: 2027-05", "error: first: as_of 2027-05 lies in the future"),
        (
            "as_of: 2026-05",
            "as_of: 2026-05\n  review_by: 2026-11-23",
            "warning: first: review_by 2026-11-23 has passed",
        ),
        ("as_of: 2026-05", "as_off: 2026-05", "as_off: is no field of this file"),
        (
            "as_of: 2026-05",
            "as_of: 2026-05\n  aliases: [second]",
            "error: first: the alias second is the id of another entry",
        ),
        ("- id: second", "- id: first", "first stands twice"),
        ("- id: first", "- id: First One", "must be kebab-case"),
        ("as_of: 2026-05", "as_of: 2026-05\n  province: xx", "must be one of bc, ab"),
        (
            "It costs 10 dollars.",
            "Notwithstanding considerations regarding administrative particularities, organizational representatives "
            "consistently recommend comprehensive familiarization with institutional accountability regulations.",
            "reads at grade",
        ),
    ],
)
def test_each_fault_is_found_with_its_place(base: Path, before: str, after: str, expected: str) -> None:
    rewrite(base, before, after)
    found = messages(base)
    assert any(expected in message for message in found), found
    assert all(
        message.startswith("en/exams.yaml:") or "sections" in message or "sources" in message for message in found
    )


def test_an_entry_that_no_menu_leads_to_is_an_orphan(base: Path) -> None:
    rewrite(base, "id: exams, emoji", "id: exams, entries: [first, second], emoji", "sections.yaml")
    assert any("third: stands in no section" in message for message in messages(base))


def test_a_source_that_nobody_uses_or_nobody_looked_at_for_long_is_named(base: Path) -> None:
    with (base / "sources.yaml").open("a") as file:
        file.write("old: {title: Old, publisher: Somebody, url: 'http://example.org/', checked: 2020-01-01}\n")
    found = [message for message in messages(base) if message.startswith("sources.yaml:2")]
    assert len(found) == 3


def test_a_figure_without_a_source_is_an_error_also_in_the_detail(base: Path) -> None:
    rewrite(base, "sources: [page]", "sources: []\n  detail: In 2026 it was 300.")
    assert any("holds figures but names no source" in message for message in messages(base))


def test_a_name_with_two_meanings_is_named(base: Path) -> None:
    with (base / "lexicon.yaml").open("a") as file:
        file.write("- {id: osce, kind: entity, names: [NAC, osce]}\n")
    assert any("'nac' names nac, osce" in message for message in messages(base))


def test_broken_yaml_is_one_finding_and_the_rest_is_still_looked_at(base: Path) -> None:
    (base / "en" / "broken.yaml").write_text("- id: [\n")
    rewrite(base, "follow_ups: [second, third]", "follow_ups: [second, gone]")
    found = messages(base)
    assert any(message.startswith("en/broken.yaml:") for message in found)
    assert any("gone does not exist" in message for message in found)


def test_only_questions_and_answers_are_needed(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.yaml").write_text('- {id: a, question: "Why?", asked: [why], answer: Because.}\n')
    knowledge = load(tmp_path)
    assert knowledge.entries["a"].short == "Why?"
    assert [section.id for section in knowledge.sections] == ["a"]


def test_a_folder_without_entries_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with pytest.raises(KnowledgeError, match="holds no entry"):
        load(tmp_path)
    with pytest.raises(KnowledgeError, match="is no folder"):
        load(tmp_path / "nowhere")


def test_all_faults_are_told_at_once(base: Path) -> None:
    rewrite(base, "- id: first", "- id: First One")
    rewrite(base, "label: The second", "lable: The second")
    _, findings = inspect(base)
    assert len(findings) == 2


HEARD = """
- id: {id}
  stories: ["I came from far away and somebody told me about it last week. Is he right?"]
  leaning:
    - after: {after}
      asked: [and how much]
      asked_fr: [et combien]
"""


def test_what_was_heard_belongs_to_its_entry(base: Path) -> None:
    (base / "heard").mkdir()
    (base / "heard" / "exams.yaml").write_text(HEARD.format(id="first", after="second"))
    assert not check(base, TODAY)
    (heard,) = load(base).heard
    assert (heard.id, heard.leaning[0].after, heard.leaning[0].asked_fr) == ("first", "second", ("et combien",))


def test_what_was_heard_for_an_unknown_entry_or_after_one_is_an_error_with_its_line(base: Path) -> None:
    (base / "heard").mkdir()
    (base / "heard" / "exams.yaml").write_text(HEARD.format(id="nobody", after="nothing"))
    assert messages(base) == [
        "heard/exams.yaml:2: error: nobody: is no entry",
        "heard/exams.yaml:2: error: nobody: leans on nothing, which does not exist",
    ]


def test_the_same_words_heard_for_two_entries_are_told(base: Path) -> None:
    (base / "heard").mkdir()
    (base / "heard" / "exams.yaml").write_text(
        HEARD.format(id="first", after="third") + HEARD.format(id="second", after="third")
    )
    found = messages(base)
    assert len(found) == 3  # the story, the English words and the French ones
    assert all("said for first already" in message for message in found)


def test_a_french_phrasing_of_two_entries_is_an_error(base: Path) -> None:
    for name in ("first", "second"):
        rewrite(base, f"- id: {name}\n", f"- id: {name}\n  asked_fr: [combien ça coûte]\n")
    (found,) = messages(base)
    assert found.endswith("error: second: 'combien ça coûte' is a phrasing of first too: which one should answer it?")
