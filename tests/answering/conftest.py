from __future__ import annotations

import pytest

from bot.answering.engine import Engine
from tests.answering import small


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Eight entries of a library, with small talk and boundaries."""
    return small.engine(tmp_path_factory.mktemp("library"), smalltalk=small.SMALLTALK, boundaries=small.BOUNDARIES)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The same entries and nothing else."""
    return small.engine(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def exams(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Two exams with three aspects each and two provinces, told apart by the lexicon."""
    return small.engine(
        tmp_path_factory.mktemp("exams"), entries=small.exams(), lexicon=small.LEXICON, smalltalk=small.SMALLTALK
    )
