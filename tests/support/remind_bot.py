"""A bot that delivers reminders and says every text back: `python -m tests.support.remind_bot API_URL DATABASE_URL`.

It stands in for the whole bot where a test has to kill a process.
"""

from __future__ import annotations

import asyncio
import sys

from bot.chat.reminder_letters import Letters
from bot.chat.texts import load_texts
from bot.knowledge.model import Knowledge, Lexicon
from bot.serving.delivery import Delivery
from bot.serving.metrics import Metrics
from bot.serving.pace import Clock, utc_now
from bot.serving.supervisor import Supervisor
from bot.storage.database import Database
from tests.support.echo_bot import application, echoing


def letters() -> Letters:
    """Letters over an empty knowledge base."""
    return Letters(load_texts(), Knowledge({"en": {}}, (), {}, Lexicon(), (), ()))


def deliverer(database: Database, spoken: asyncio.Event | None = None, clock: Clock = utc_now) -> Delivery:
    """A delivery that looks often."""
    return Delivery(database, letters(), spoken=spoken or asyncio.Event(), every=0.1, clock=clock)


async def main(api_url: str, database_url: str) -> int:
    database, spoken = Database(database_url), asyncio.Event()
    delivery = deliverer(database, spoken)
    supervisor = Supervisor(
        application(api_url),
        database,
        echoing(),
        metrics=Metrics(),
        on_sent=delivery.on_sent,
        parts={"delivery": delivery.run},
        spoken=spoken,
        read_timeout=2.0,
    )
    return await supervisor.run()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1], sys.argv[2])))
