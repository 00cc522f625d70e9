"""Settings: every mistake at once, by name, before anything starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_anything_set_the_defaults_hold() -> None:
    settings = load_settings(None)
    assert settings.telegram_bot_token is None
    assert (settings.port, settings.database_url) == (8080, "sqlite:///data/pathway.db")


def test_all_mistakes_are_told_together_by_the_name_of_their_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "TELEGRAM_BOT_TOKEN": "abc",
        "TELEGRAM_API_URL": "https://x.org/bot",
        "WEBHOOK_URL": "http://bot.example.org",
        "WEBHOOK_SECRET": "no spaces please",
        "PORT": "99999",
        "DATABASE_URL": "mysql://x",
        "ADMIN_IDS": "1,bob",
        "LOG_LEVEL": "loud",
        "LOG_FORMAT": "xml",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert [problem.split()[0] for problem in caught.value.problems] == list(wrong)


def test_a_secret_never_stands_in_what_is_told_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "secret-of-somebody")
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert "secret-of-somebody" not in str(caught.value)


def test_numbers_of_admins_and_the_case_of_levels_are_read_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", "12, 34 56")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = load_settings(None)
    assert settings.admin_ids == {12, 34, 56}
    assert settings.log_level == "DEBUG"


def test_a_webhook_without_a_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org")
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN is not"):
        load_settings(None)


def test_the_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=9090\nTELEGRAM_BOT_TOKEN=\n")
    settings = load_settings(tmp_path / ".env")
    assert (settings.port, settings.telegram_bot_token) == (9090, None)


def run_bot(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if name not in NAMES}
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=tmp_path,
        env={**base, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_wrong_configuration_ends_with_code_2_and_no_stack_trace(tmp_path: Path) -> None:
    done = run_bot(tmp_path, PORT="none", DATABASE_URL="x")
    assert done.returncode == 2
    assert "PORT must be a whole number" in done.stderr
    assert "DATABASE_URL must begin with" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("variable", ["DYNO", "RENDER", "FLY_APP_NAME", "KUBERNETES_SERVICE_HOST"])
def test_a_deployment_that_forgot_its_token_starts_no_playground(tmp_path: Path, variable: str) -> None:
    done = run_bot(tmp_path, **{variable: "1"})
    assert done.returncode == 2
    assert "TELEGRAM_BOT_TOKEN is not set, and this looks like a deployment" in done.stderr


def test_every_setting_is_documented_in_the_readme_and_in_the_example_file() -> None:
    readme = (ROOT / "README.md").read_text()
    example = (ROOT / ".env.example").read_text()
    for name in NAMES:
        assert f"| `{name}` |" in readme, name
        assert f"\n{name}=" in example, name
