"""`run`: everything put together. Without a token the playground, with one long polling, with WEBHOOK_URL a webhook."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

import structlog
import typer
from telegram.ext import Application
from telegram.request import HTTPXRequest

from bot.answering.decision import Decision, Language
from bot.answering.engine import Engine
from bot.app import build_application, command_menu, handler_of
from bot.chat import errors
from bot.chat.reminder_letters import Letters
from bot.chat.reminder_times import study_prompts
from bot.chat.services import Services
from bot.chat.texts import Texts, load_texts
from bot.cli.compiling import NotCompiled, compile_apart, refuse
from bot.cli.engine import cache_folder, make_engine
from bot.cli.problems import OperatorError
from bot.knowledge.load import DEFAULT, load
from bot.knowledge.pathway_file import load_rules
from bot.log import configure
from bot.playground.clock import MovableClock
from bot.playground.server import Playground, PortTaken
from bot.serving.delivery import Delivery
from bot.serving.following import Following
from bot.serving.handling import Conversation
from bot.serving.health import health_routes
from bot.serving.metrics import Metrics
from bot.serving.pace import Clock, utc_now
from bot.serving.polling import insist
from bot.serving.supervisor import Part, Supervisor
from bot.serving.travel import Travel
from bot.serving.webhook import Place, derived_secret
from bot.settings import TELEGRAM, Settings, SettingsError, load_settings
from bot.storage import schema
from bot.storage.database import Database

log = structlog.get_logger(__name__)

T = TypeVar("T")

# Variables that hosts set by themselves: whoever sees one of these forgot the token, and does not want a playground.
HOSTED = {
    "DYNO": "Heroku",
    "RENDER": "Render",
    "RAILWAY_ENVIRONMENT": "Railway",
    "FLY_APP_NAME": "Fly.io",
    "K_SERVICE": "Cloud Run",
    "KUBERNETES_SERVICE_HOST": "Kubernetes",
    "WEBSITE_SITE_NAME": "Azure",
    "SCALINGO_APP": "Scalingo",
    "CC_APP_ID": "Clever Cloud",
}


class LateEngine:
    """The engine, which takes some seconds to compile while updates are already taken in. No update is handled before."""

    def __init__(self) -> None:
        self.engine: Engine | None = None

    def decide(
        self, question: str, *, after: str | None = None, language: Language | None = None, province: str | None = None
    ) -> Decision:
        if self.engine is None:
            raise RuntimeError("a question was asked before the engine was ready")
        return self.engine.decide(question, after=after, language=language, province=province)


def run() -> None:
    """Runs until SIGTERM or Ctrl+C. Raises `SettingsError`, `KnowledgeError`, `StorageUnavailable` and `OperatorError` before that."""
    settings = load_settings()
    host = next((name for variable, name in HOSTED.items() if variable in os.environ), None)
    if settings.telegram_bot_token is None and host is not None:
        raise SettingsError(
            [f"TELEGRAM_BOT_TOKEN is not set, and this looks like a deployment on {host}: set it there"]
        )
    configure(settings.log_level, settings.log_format)
    sys.exit(asyncio.run(_run(settings)))


async def _run(settings: Settings) -> int:
    # What handlers do in threads (a city looked up, a picture waited for) may hold 35 MB each, and eight handlers run side by side.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="aside"))
    database = Database(settings.database_url)
    await _prepare_schema(database)
    if settings.telegram_bot_token is not None:
        token = settings.telegram_bot_token.get_secret_value()
        house = House(settings, database, token, settings.telegram_api_url)
        return await house.supervisor(_place(settings)).run()
    return await _play(settings, database)


async def _prepare_schema(database: Database) -> None:
    if database.is_sqlite:
        await schema.migrate(database)
    elif await schema.current(database) != schema.newest():
        raise OperatorError("The database has an older schema (or none): run `python -m bot migrate` first.")


def _place(settings: Settings) -> Place | None:
    if settings.webhook_url is None:
        return None
    if settings.database_url.startswith("sqlite"):
        log.warning(
            "sqlite_behind_webhook",
            hint="Many hosts erase their disk at every deploy. Set DATABASE_URL to PostgreSQL to keep people's data.",
        )
    assert settings.telegram_bot_token is not None, "the settings refuse a webhook without a token"
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    return Place(
        url=settings.webhook_url,
        secret=secret or derived_secret(settings.telegram_bot_token.get_secret_value()),
        port=settings.port,
        metrics_token=settings.metrics_token.get_secret_value() if settings.metrics_token else None,
    )


async def _play(settings: Settings, database: Database) -> int:
    metrics = Metrics()
    ready: list[Callable[[], Awaitable[bool]]] = []

    async def is_ready() -> bool:
        return bool(ready) and await ready[0]()

    routes = health_routes(database, metrics, is_ready, metrics_token=None)
    try:
        # The one clock of everything here; the page can move it forward. A bot with a token has no such clock.
        clock = MovableClock()
        async with Playground(settings.port, routes=routes, now=clock) as playground:
            house = House(settings, database, playground.token, playground.api_url, metrics, clock=clock)
            supervisor = house.supervisor(None)
            ready.append(supervisor.ready)
            typer.echo(f"\n  Talk to the bot here:  {playground.address}\n  Ctrl+C ends it.\n")
            return await supervisor.run()
    except PortTaken as error:
        raise OperatorError(str(error)) from None


class House:
    """The parts of one running bot, put together."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        token: str,
        api_url: str,
        metrics: Metrics | None = None,
        *,
        clock: Clock | MovableClock = utc_now,
    ) -> None:
        self.database = database
        self.clock = clock
        self.metrics = metrics or Metrics()
        self.texts = load_texts()
        self.knowledge = load()
        self.engine = LateEngine()
        self.cache = settings.cache_dir
        self.services = Services(
            knowledge=self.knowledge,
            engine=self.engine,
            database=database,
            texts=self.texts,
            clock=clock,
            admins=settings.admin_ids,
            rules=load_rules(DEFAULT),
        )
        self.application = build_application(
            self.services,
            token,
            base_url=None if api_url == TELEGRAM else api_url,
            request=HTTPXRequest(connection_pool_size=40, http_version="1.1"),
        )

    async def prepare(self) -> None:
        """Loads the engine from the cache, off the event loop; what is not there yet is compiled first, in another process."""
        started = asyncio.get_running_loop().time()

        def progress(line: str) -> None:
            log.info("engine", step=line)

        try:
            self.engine.engine = await self._load_engine(refuse)
        except NotCompiled:
            await compile_apart(cache_folder(self.cache), progress)
            self.engine.engine = await self._load_engine(progress)
        seconds = round(asyncio.get_running_loop().time() - started, 1)
        log.info("ready", entries=len(self.knowledge.entries), seconds=seconds)

    async def _load_engine(self, progress: Callable[[str], None]) -> Engine:
        return await _in_daemon(lambda: make_engine(self.knowledge, cache=self.cache, progress=progress))

    def supervisor(self, place: Place | None) -> Supervisor:
        spoken = asyncio.Event()
        delivery = Delivery(
            self.database,
            Letters(self.texts, self.knowledge),
            spoken=spoken,
            prompts=study_prompts(self.knowledge),
            clock=self.services.clock,
        )
        rules = self.services.rules
        following = Following(
            self.database,
            Letters(self.texts, self.knowledge),
            rules.calendar if rules is not None else {},
            spoken=spoken,
            clock=self.services.clock,
        )
        parts: dict[str, Part] = {
            "commands": self._announce,
            "delivery": delivery.run,
            "following": following.run,
        }
        if isinstance(self.clock, MovableClock):
            parts["clock"] = Travel(self.database, self.clock, delivery).run
        return Supervisor(
            self.application,
            self.database,
            conversation(self.application, self.texts),
            metrics=self.metrics,
            place=place,
            prepare=self.prepare,
            on_sent=delivery.on_sent,
            parts=parts,
            spoken=spoken,
            clock=self.clock,
        )

    async def _announce(self, stop: asyncio.Event) -> None:
        """Tells Telegram the commands, for its menu. A bot without a menu still answers, so nothing ends if that fails for good."""
        for call in command_menu(self.texts):
            await insist(stop, "setMyCommands", lambda call=call: self.application.bot.set_my_commands(**call))  # type: ignore[misc]
        await stop.wait()


async def _in_daemon(work: Callable[[], T]) -> T:
    """Runs `work` in a thread that does not keep the process alive: SIGTERM ends a start that takes long."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(cast(T, result))

    def run() -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = work()
        except BaseException as raised:
            error = raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="prepare", daemon=True).start()
    return await done


def conversation(application: Application[Any, Any, Any, Any, Any, Any], texts: Texts) -> Conversation:
    """What the workers need of the chat room."""
    return Conversation(
        handle=handler_of(application),
        apologise=lambda claimed, turn, _error: turn.outgoing.extend(errors.apology(texts, claimed)),
        still_working=lambda claimed: errors.still_working(texts, claimed),
        flood_notice=lambda claimed, number: errors.flood_notice(texts, claimed, number),
    )
