"""Every table. Times are UTC with a zone on the way in and out; JSON is text, the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An instant. A naive time is refused, for nobody can know which zone it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# BIGSERIAL on PostgreSQL; SQLite numbers rows by itself only where the column is INTEGER.
Serial = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[Any]:
    return Column("id", Serial, primary_key=True, autoincrement=True)


people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2)),
    Column("telegram_language", String(20)),
    Column("zone", String(64)),
    Column("province", String(2)),
    Column("hour", String(5), nullable=False, server_default="09:00"),
    Column("intensity", String(8), nullable=False, server_default="steady"),
    Column("quiet_from", String(5)),
    Column("quiet_to", String(5)),
    Column("consent_at", Utc),
    Column("blocked_at", Utc),
    Column("created_at", Utc, nullable=False),
    Column("seen_at", Utc, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", String(255)),
    Column("language", String(2)),
    Column("left_at", Utc),
    Column("created_at", Utc, nullable=False),
)

# What the next words of a person in a chat lean on: the entry shown last.
contexts = Table(
    "contexts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("entry_id", String(80), nullable=False),
    Column("at", Utc, nullable=False),
)

# Where a person stands in a conversation of several steps.
wizards = Table(
    "wizards",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("name", String(40), primary_key=True),
    Column("state", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

shown = Table(
    "shown",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", String(80), primary_key=True),
    Column("at", Utc, nullable=False),
)

saved = Table(
    "saved",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", String(80), primary_key=True),
    Column("at", Utc, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", String(80), primary_key=True),
    Column("up", Boolean, nullable=False),
    Column("at", Utc, nullable=False),
)

# A person's plan: JSON texts of the answers, the ticked steps, the questions seen, the open question, and the plan told last.
plans = Table(
    "plans",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("profile", Text, nullable=False),
    Column("ticks", Text, nullable=False),
    Column("answered", Text, nullable=False),
    Column("place", Text),
    Column("told", Text),
    Column("at", Utc, nullable=False),
)

# What a person wants to be reminded of: own words, the countdown to an exam, the days before a dated event.
# `wall` is the first time as clocks in `zone` show it (YYYY-MM-DDTHH:MM), `rule` the RRULE of a series, `detail` JSON of what is ours.
reminders = Table(
    "reminders",
    metadata,
    _id(),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("text", Text, nullable=False),
    Column("wall", String(16), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("rule", String(200)),
    Column("detail", Text),
    Column("state", String(8), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

# The times at which a reminder comes, each once for ever: the next one of a reminder waits here. `due_at` is later than `at` where
# quiet hours hold it back; `item` is JSON of what an occurrence of ours says.
occurrences = Table(
    "occurrences",
    metadata,
    _id(),
    Column("reminder_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("item", Text),
    Column("snoozed", Boolean, nullable=False, server_default=text("false")),
    Column("state", String(8), nullable=False, server_default="waiting"),
    Column("delivery", String(60), index=True),
    UniqueConstraint("reminder_id", "at"),
    Index(
        "ix_occurrences_waiting",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

# A message with one reminder or several, on its way through the outbox (under the same key) or ended.
deliveries = Table(
    "deliveries",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("ours", Boolean, nullable=False, server_default=text("false")),
    Column("digest", Boolean, nullable=False, server_default=text("false")),
    Column("state", String(8), nullable=False, server_default="queued"),
    Column("maybe_sent", Boolean, nullable=False, server_default=text("false")),
    Column("message_id", BigInteger),
    Column("due_at", Utc, nullable=False),
    Column("queued_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Index(
        "ix_deliveries_queued",
        "key",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
)

# The dated events of the calendar that a person follows, with what they were told last.
followed = Table(
    "followed",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", String(80), primary_key=True, index=True),
    Column("reminder_id", BigInteger, nullable=False),
    Column("start", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("at", Utc, nullable=False),
)

# Questions that got no good answer, and mistakes that people report.
gaps = Table(
    "gaps",
    metadata,
    _id(),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("at", Utc, nullable=False, index=True),
    Column("reason", String(12), nullable=False),
    Column("question", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("entries", Text, nullable=False, server_default="[]"),
    Column("update_id", BigInteger),
    UniqueConstraint("update_id", "reason"),
)

# A question and the message that answered it, for 48 hours: an edited question finds its answer.
exchanges = Table(
    "exchanges",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("question_message_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("fingerprint", String(64), nullable=False),
    Column("answer_message_id", BigInteger),
    Column("at", Utc, nullable=False, index=True),
    UniqueConstraint("chat_id", "question_message_id"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger),
    Column("kind", String(24), nullable=False),
    Column("payload", Text),
    Column("received_at", Utc, nullable=False),
    Column("done_at", Utc),
    Column("claimed_by", String(40)),
    Column("lease_until", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    # Only open rows are looked for all the time; finished ones may be many.
    Index(
        "ix_inbox_open", "chat_id", "id", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")
    ),
    Index("ix_inbox_person", "person_id"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(80), unique=True),
    Column("chat_id", BigInteger),
    Column("person_id", BigInteger),
    Column("method", String(40), nullable=False),
    Column("payload", Text),
    Column("file", LargeBinary),
    Column("file_name", String(120)),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("counted", Boolean, nullable=False),
    Column("note", Text),
    Column("state", String(10), nullable=False, server_default="open"),
    Column("not_before", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("claimed_by", String(40)),
    Column("lease_until", Utc),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("maybe_sent", Boolean, nullable=False, server_default=text("false")),
    Column("message_id", BigInteger),
    Column("error", String(200)),
    Column("created_at", Utc, nullable=False),
    Column("done_at", Utc, index=True),
    Index(
        "ix_outbox_open",
        "chat_id",
        "priority",
        "id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index(
        "ix_outbox_due",
        "priority",
        "id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_outbox_person", "person_id"),
)

# Token buckets, shared by all processes: how much may be sent now.
buckets = Table(
    "buckets",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Utc, nullable=False),
)

# A chat that Telegram asked to leave alone for a while (429).
pauses = Table(
    "pauses",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Utc, nullable=False),
)

# Small facts of the installation: the polling offset, what was last told of a dated event.
facts = Table(
    "facts",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Utc, nullable=False),
)
