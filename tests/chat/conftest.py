"""A small knowledge base, an engine that decides by a word, and people who talk."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.answering.decision import Decision, Language
from bot.chat.services import Services
from bot.chat.texts import load_texts
from bot.knowledge.load import DEFAULT, load
from bot.knowledge.model import Knowledge
from bot.knowledge.pathway_file import Rules, load_rules
from bot.storage import schema
from bot.storage.database import Database
from tests.support.conversation import Talk

KNOWLEDGE = Path(__file__).parent / "knowledge"


class WordEngine:
    """Decides by the first word that it knows: what a conversation does with a decision is tested here, not the decision."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.asked: list[tuple[str, str | None, str | None]] = []

    def decide(
        self, question: str, *, after: str | None = None, language: Language | None = None, province: str | None = None
    ) -> Decision:
        self.asked.append((question, after, province))
        words = question.lower()
        spoken: Language = language or ("fr" if "combien" in words or "bonjour" in words else "en")
        table: list[tuple[str, Decision]] = [
            ("two things", Decision("answer", ("nac-fee", "nac-dates"), language=spoken)),
            ("likely", Decision("answer", ("nac-fee",), ("nac-dates", "nac-what"), spoken, 0.7)),
            ("unsure", Decision("choose", (), ("nac-fee", "nac-dates", "nac-what"), spoken, 0.4)),
            ("nurse", Decision("none", boundary="nurses", language=spoken)),
            ("hopeless", Decision("smalltalk", smalltalk="distress", language=spoken)),
            (
                "all is lost",
                _steered(spoken) if province else Decision("smalltalk", smalltalk="distress", language=spoken),
            ),
            ("hello", Decision("smalltalk", smalltalk="greeting", language=spoken)),
            ("bonjour", Decision("smalltalk", smalltalk="greeting", language=spoken)),
            ("ontario", Decision("answer", ("on-route",), language=spoken, province="on")),
            ("hola", Decision("answer", ("nac-fee",), language=spoken, other_language=True)),
            ("and when", Decision("answer", ("nac-dates",) if after == "nac-fee" else ("on-route",), language=spoken)),
            ("fee", Decision("answer", ("nac-fee",), language=spoken)),
            ("combien", Decision("answer", ("nac-fee",), language=spoken)),
            ("near miss", Decision("none", (), ("nac-what",), spoken)),
        ]
        for word, decision in table:
            if word in words:
                return decision
        return Decision("none", language=spoken)


def _steered(spoken: Language) -> Decision:
    return Decision("answer", ("on-route",), language=spoken, confidence=0.4)


@pytest.fixture
def knowledge() -> Knowledge:
    return load(KNOWLEDGE)


@pytest.fixture(scope="session")
def whole_knowledge() -> Knowledge:
    """The knowledge base that the bot ships."""
    return load()


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The planner's rules that the bot ships."""
    return load_rules(DEFAULT)


@pytest.fixture
async def talk(tmp_path: Path, knowledge: Knowledge) -> AsyncIterator[Talk]:
    """A bot over a real SQLite file."""
    async for made in a_bot(tmp_path, knowledge, None):
        yield made


@pytest.fixture
async def planner(tmp_path: Path, whole_knowledge: Knowledge, rules: Rules) -> AsyncIterator[Talk]:
    """A bot with the whole knowledge base and the planner."""
    async for made in a_bot(tmp_path, whole_knowledge, rules):
        yield made


async def a_bot(tmp_path: Path, knowledge: Knowledge, rules: Rules | None) -> AsyncIterator[Talk]:
    database = Database(f"sqlite:///{tmp_path}/talk.db")
    await schema.migrate(database)
    engine = WordEngine(knowledge)

    def services(clock: Callable[[], datetime]) -> Services:
        return Services(
            knowledge=knowledge,
            engine=engine,
            database=database,
            texts=load_texts(),
            clock=clock,
            admins=frozenset({501}),
            rules=rules,
        )

    made = Talk(services)
    await made.start()
    yield made
    await database.close()
