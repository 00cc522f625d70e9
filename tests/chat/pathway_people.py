"""People who go through the planner's questions."""

from __future__ import annotations

from tests.support.conversation import Person

#: A permanent resident in Ontario with a degree of 2019, no training, no exam, who wants family medicine in Ontario in 2028.
ANSWERS = (
    "I have my degree",
    "Nigeria",
    "2019",
    "Jun",
    "Permanent resident",
    "Ontario",
    "None",
    "Half a year",
    "2026",
    "Mar",
    "Not yet",
    "Not yet",
    "Ontario",
    "Next",
    "English",
    "Next",
    "Family medicine",
    "2028",
)


async def plans(person: Person, *answers: str) -> None:
    """Goes through all screens to the plan, with the answers of somebody, or with others."""
    await person.says("/pathway")
    for label in answers or ANSWERS:
        await person.presses(label)
    assert "As of" in person.sees, person.sees


async def skips_to(person: Person, ask: str) -> None:
    """Says "I don't know" until the question `ask` comes."""
    await person.says("/pathway")
    for _ in range(20):
        if ask in person.sees:
            return
        await person.presses("I don't know")
    raise AssertionError(f"{ask!r} was never asked")


async def knows_nothing(person: Person) -> None:
    """Says "I don't know" to everything."""
    await person.says("/pathway")
    for _ in range(20):
        if "As of" in person.sees:
            return
        await person.presses("I don't know")
    raise AssertionError("the questions never end")
