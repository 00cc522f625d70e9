"""Whatever Telegram (or somebody in its name) sends becomes a row, or nothing; never an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.serving.intake import ALLOWED_UPDATES, LARGEST, LONGEST_TEXT, arrival, store
from bot.storage import inbox
from bot.storage.database import Database
from tests.support.botapi import message

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}


def test_exactly_the_updates_that_the_bot_answers_are_asked_for() -> None:
    assert ALLOWED_UPDATES == (
        "message",
        "edited_message",
        "callback_query",
        "inline_query",
        "chosen_inline_result",
        "my_chat_member",
    )


@pytest.mark.parametrize(
    ("update", "chat_id", "person_id", "kind"),
    [
        ({"message": message(5, "hi", 1)}, 5, 5, "message"),
        ({"message": message(-5, "hi", 1)}, -5, 77, "message"),
        ({"edited_message": message(5, "hi", 1)}, 5, 5, "edited_message"),
        ({"callback_query": {"id": "1", "from": ANN, "message": message(-5, "m", 1)}}, -5, 5, "callback_query"),
        ({"callback_query": {"id": "1", "from": ANN, "inline_message_id": "x"}}, 5, 5, "callback_query"),
        ({"inline_query": {"id": "1", "from": ANN, "query": "nac"}}, 5, 5, "inline_query"),
        ({"chosen_inline_result": {"result_id": "1", "from": ANN, "query": ""}}, 5, 5, "chosen_inline_result"),
        ({"my_chat_member": {"chat": {"id": -5}, "from": ANN}}, -5, 5, "my_chat_member"),
        ({"channel_post": message(-5, "hi", 1)}, 0, None, "other"),
        ({"message": "not a message"}, 0, None, "other"),
        ({"message": {"chat": {"id": "five"}, "from": [1]}}, 0, None, "message"),
        ({"message": {"chat": {"id": 2**70}, "from": {"id": True}}}, 0, None, "message"),
        ({}, 0, None, "other"),
    ],
)
def test_an_update_is_ordered_by_its_chat_or_else_by_its_person(
    update: dict[str, object], chat_id: int, person_id: int | None, kind: str
) -> None:
    made = arrival({"update_id": 7, **update})
    assert made is not None
    assert (made.update_id, made.chat_id, made.person_id, made.kind) == (7, chat_id, person_id, kind)


@pytest.mark.parametrize("raw", [None, [], "text", {}, {"update_id": "7"}, {"update_id": True}, {"update_id": 2**64}])
def test_what_has_no_number_is_no_update(raw: object) -> None:
    assert arrival(raw) is None


def test_surrogates_and_null_bytes_are_replaced_one_for_one_so_that_entities_stay_in_place() -> None:
    made = arrival({"update_id": 1, "message": message(5, "a\x00b\ud800c", 1)})
    assert made is not None
    assert made.payload["message"]["text"] == "a b\ufffdc"


def test_a_huge_text_is_cut_and_a_huge_update_is_kept_as_a_bare_number() -> None:
    long = arrival({"update_id": 1, "message": message(5, "x" * 100_000, 1)})
    assert long is not None
    assert len(long.payload["message"]["text"]) == LONGEST_TEXT
    huge = arrival({"update_id": 2, "message": {str(number): "x" * 10_000 for number in range(100)}})
    assert huge is not None
    assert (huge.kind, huge.payload) == ("other", {"update_id": 2})


def test_a_deeply_nested_update_is_cut_off() -> None:
    nested: object = "deep"
    for _ in range(400):
        nested = {"reply_to_message": nested}
    made = arrival({"update_id": 1, "message": nested})
    assert made is not None
    assert len(json.dumps(made.payload)) < 2_000


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
_kinds = st.sampled_from([*ALLOWED_UPDATES, "channel_post", "poll"])


@given(st.dictionaries(_kinds, _json, max_size=3), st.integers())
@settings(max_examples=200, deadline=None)
def test_no_shape_of_an_update_is_an_error(body: dict[str, object], number: int) -> None:
    made = arrival({"update_id": number, **body})
    assert made is None or len(json.dumps(made.payload).encode()) < 8 * LARGEST


@given(st.lists(st.dictionaries(_kinds, _json, max_size=2), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_case_23_every_update_can_be_stored(database: Database, bodies: list[dict[str, object]]) -> None:
    async with database.write() as connection:
        before = await inbox.open_count(connection)
    first = before * 1_000
    raws: list[object] = [{"update_id": first + number, **body} for number, body in enumerate(bodies)]
    assert await store(database, raws, NOW) == len(bodies)
