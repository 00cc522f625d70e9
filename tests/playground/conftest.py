"""A playground on a free port, python-telegram-bot's own client in front of it, and a person at the page."""

from __future__ import annotations

import io
import shutil
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, async_playwright
from telegram import Bot

from bot.playground.server import Playground

from .visitor import Visitor

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(port=0) as running:
        yield running


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    url = playground.api_url
    async with Bot(playground.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as client:
        yield client


@pytest.fixture
async def page(playground: Playground) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"X-Playground-Secret": playground.secret}
    async with httpx.AsyncClient(base_url=playground.api_url, headers=headers) as client:
        yield client


@pytest.fixture
async def ann(page: httpx.AsyncClient) -> Visitor:
    answer = await page.post("/web/new-person", json={"language": "en"})
    return Visitor(page, answer.json()["person"]["id"])


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), (40, 120, 160)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture
async def browser(chromium_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as driver:
        launched = await driver.chromium.launch(executable_path=chromium_path, args=ARGUMENTS, headless=True)
        yield launched
        await launched.close()


@pytest.fixture
async def context(browser: Browser) -> BrowserContext:
    return await browser.new_context(viewport={"width": 390, "height": 844}, locale="en-CA")
