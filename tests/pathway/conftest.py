from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import yaml12
from bot.knowledge.pathway_file import Rules, load_rules
from tests.pathway.people import Plans

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="session")
def rules() -> Rules:
    return load_rules(KNOWLEDGE)


@pytest.fixture(scope="session")
def plans(rules: Rules) -> Plans:
    return Plans(rules)


@pytest.fixture(scope="session")
def entry_ids() -> set[str]:
    entries: list[dict[str, Any]] = [
        row for path in sorted((KNOWLEDGE / "en").glob("*.yaml")) for row in yaml12.read(path)
    ]
    return {row["id"] for row in entries}
