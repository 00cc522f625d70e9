"""Settings, from the environment and `.env`. Every mistake is told at once, by the name of its variable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.storage.database import normalise

TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"^\d{3,}:[A-Za-z0-9_-]{5,}$")
SECRET = re.compile(r"^[A-Za-z0-9_-]{1,256}$")


class SettingsError(Exception):
    """The configuration cannot be used. `problems` holds a sentence each, beginning with the variable."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """What can be set; the README lists each variable with its meaning."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    port: int = Field(8080, ge=1, le=65535)
    database_url: str = "sqlite:///data/pathway.db"
    cache_dir: Path | None = None
    metrics_token: SecretStr | None = None
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not TOKEN.match(value.get_secret_value()):
            raise ValueError("must look like 123456789:AAE..., as BotFather gives it")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _api(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("must be an http or https address without a path, such as https://api.telegram.org")
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _webhook(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        local = parts.hostname in ("localhost", "127.0.0.1")
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError("must begin with https://, the public address of this bot")
        return value.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not SECRET.match(value.get_secret_value()):
            raise ValueError("must be 1 to 256 letters, digits, _ or -")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        normalise(value)
        return value

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _admins(cls, value: object) -> object:
        if isinstance(value, str):
            parts = [part for part in re.split(r"[,\s]+", value) if part]
            if not all(part.isdigit() for part in parts):
                raise ValueError("must be Telegram user numbers with commas between them")
            return frozenset(int(part) for part in parts)
        return value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _case(cls, value: object, info: object) -> object:
        if not isinstance(value, str):
            return value
        return value.upper() if getattr(info, "field_name", "") == "log_level" else value.lower()


def load_settings(env_file: str | Path | None = ".env") -> Settings:
    """The settings. Raises `SettingsError` with everything that is wrong."""
    problems: list[str] = []
    settings: Settings | None = None
    try:
        settings = Settings(_env_file=env_file)
    except ValidationError as error:
        for problem in error.errors():
            name = str(problem["loc"][0]).upper() if problem["loc"] else "settings"
            problems.append(f"{name} {_expected(problem)}")
    if settings is not None and settings.webhook_url is not None and settings.telegram_bot_token is None:
        problems.append("WEBHOOK_URL is set but TELEGRAM_BOT_TOKEN is not: a deployed bot needs its token")
    if problems or settings is None:
        raise SettingsError(problems)
    return settings


def _expected(problem: object) -> str:
    kind, message, context = problem["type"], problem["msg"], problem.get("ctx", {})  # type: ignore[index,attr-defined]
    if kind == "literal_error":
        return f"must be one of {context['expected']}".replace("'", "")
    if kind in ("int_parsing", "int_type"):
        return "must be a whole number"
    if kind in ("greater_than_equal", "less_than_equal"):
        return "must be between 1 and 65535"
    return str(message).removeprefix("Value error, ")
