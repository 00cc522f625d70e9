"""The page in a real chromium, with a real bot of python-telegram-bot on the other side."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Locator, Page, expect
from telegram import Bot

from bot.playground.server import Playground

from .menubot import running

pytestmark = pytest.mark.browser


@pytest.fixture
async def address(playground: Playground) -> AsyncIterator[str]:
    async with running(playground):
        yield playground.address


@pytest.fixture
async def tab(context: BrowserContext, address: str) -> AsyncIterator[Page]:
    """The page as a newcomer sees it; whatever the browser complains about fails the test."""
    complaints: list[str] = []
    page = await context.new_page()
    # A refusal that the page tells the person (400) is no fault of the page, though chromium notes it.
    page.on(
        "console",
        lambda line: (
            complaints.append(line.text)
            if line.type in ("error", "warning") and "status of 400" not in line.text
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address)
    yield page
    assert complaints == []


def messages(tab: Page) -> Locator:
    return tab.locator("#log > li")


def key(tab: Page, name: str) -> Locator:
    return tab.get_by_role("button", name=name, exact=True)


async def say(tab: Page, text: str) -> None:
    await tab.get_by_role("textbox", name="Message").fill(text)
    await tab.keyboard.press("Enter")


async def start(tab: Page) -> None:
    await key(tab, "Start").click()
    await expect(key(tab, "💰 Costs")).to_be_visible()


async def test_a_newcomer_reads_what_the_bot_can_do_and_presses_start(tab: Page) -> None:
    await expect(tab.locator("#intro")).to_contain_text("I answer questions about the way to a Canadian residency.")
    await expect(tab.get_by_role("textbox")).to_be_hidden()
    await start(tab)
    await expect(tab.locator("#intro")).to_be_hidden()
    await expect(messages(tab)).to_have_count(2)


async def test_a_question_is_asked_with_enter_and_answered_with_a_quote_of_it(tab: Page) -> None:
    await start(tab)
    await say(tab, "What is the NAC?")
    answer = messages(tab).last
    await expect(answer).to_contain_text("You said: What is the NAC?")
    await expect(answer.locator(".replied")).to_contain_text("What is the NAC?")
    await expect(tab.get_by_role("textbox", name="Message")).to_have_value("")


async def test_a_button_changes_its_message_in_place_and_back_leads_back(tab: Page) -> None:
    await start(tab)
    await key(tab, "📝 Exams").click()
    await expect(messages(tab).last).to_contain_text("All about it.")
    await expect(tab.locator("#toast")).to_have_text("Opened")
    await expect(messages(tab)).to_have_count(2)
    await key(tab, "« Back").click()
    await expect(messages(tab).last).to_contain_text("Welcome!")
    await expect(messages(tab)).to_have_count(2)


async def test_an_old_button_works_when_others_have_come_after_it(tab: Page) -> None:
    await start(tab)
    for text in ("one", "two", "three"):
        await say(tab, text)
        await expect(messages(tab).last).to_contain_text(f"You said: {text}")
    await key(tab, "🏥 The match").click()
    await expect(messages(tab).nth(1)).to_contain_text("The match")
    await expect(key(tab, "« Back")).to_be_visible()


async def test_a_new_person_starts_with_an_empty_chat_and_a_reload_keeps_the_person(tab: Page) -> None:
    await start(tab)
    await tab.reload()
    await expect(messages(tab)).to_have_count(2)
    await key(tab, "More").click()
    await key(tab, "Start again as a new person").click()
    await expect(key(tab, "Start")).to_be_visible()
    await expect(messages(tab)).to_have_count(0)
    await start(tab)
    await expect(messages(tab)).to_have_count(2)


async def test_entities_are_shown_as_what_they_are(tab: Page) -> None:
    await start(tab)
    text = messages(tab).last.locator(".text")
    await expect(text.locator("strong").first).to_have_text("Welcome!")
    await expect(text.locator("em")).to_have_text("path to residency")
    await expect(text.locator("code")).to_have_text("mccqe")
    await text.get_by_role("button", name="Hidden text: show").click()
    await expect(text.locator(".spoiler")).to_have_text("Good luck!")
    await text.get_by_role("button", name="/where").click()
    await expect(messages(tab).last).to_contain_text("Where do you live?")


async def test_an_expandable_quote_opens_and_closes(tab: Page) -> None:
    await start(tab)
    quoted, toggle = tab.locator(".quoted"), tab.locator(".toggle")
    await expect(toggle).to_have_text("Show more")
    closed = (await quoted.bounding_box() or {"height": 0})["height"]
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    opened = (await quoted.bounding_box() or {"height": 0})["height"]
    assert opened > 1.5 * closed
    await toggle.click()
    assert (await quoted.bounding_box() or {"height": 0})["height"] == pytest.approx(closed, abs=1)


async def test_text_that_looks_like_html_stays_text(tab: Page) -> None:
    await start(tab)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    tab.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    await say(tab, evil)
    await expect(messages(tab).last).to_contain_text(f"You said: {evil}")
    await key(tab, "💰 Costs").click()
    await key(tab, "Tell me").click()
    await expect(tab.get_by_role("dialog")).to_contain_text("<img src=x onerror=alert(1)> is only text")
    await key(tab, "OK").click()
    assert await tab.locator("#log img, #log script").count() == 0


async def test_a_link_button_shows_the_address_before_it_opens_a_new_tab(tab: Page) -> None:
    await start(tab)
    await key(tab, "Website").click()
    await expect(tab.locator(".address")).to_have_text("https://mcc.ca/")
    go = tab.get_by_role("dialog").get_by_role("link", name="Open")
    assert await go.get_attribute("rel") == "noopener noreferrer"
    assert await go.get_attribute("target") == "_blank"
    await tab.keyboard.press("Escape")
    await expect(tab.get_by_role("dialog")).to_be_hidden()


async def test_a_deep_link_to_the_bot_acts_inside_the_page(tab: Page) -> None:
    await start(tab)
    await key(tab, "Deep link").click()
    await expect(messages(tab).last).to_contain_text("You came by deep.")


async def test_the_command_menu_is_in_the_language_of_the_client(tab: Page) -> None:
    await start(tab)
    await key(tab, "Commands of the bot").click()
    await expect(tab.locator("#panel")).to_contain_text("Say where you live")
    await key(tab, "Commands of the bot").click()
    await key(tab, "More").click()
    await key(tab, "Français").click()
    await expect(key(tab, "Commandes du bot")).to_be_visible()
    assert await tab.locator("html").get_attribute("lang") == "fr"
    await key(tab, "Commandes du bot").click()
    await tab.locator("#panel").get_by_role("button", name="Dire où vous habitez").click()
    await expect(messages(tab).last).to_contain_text("Where do you live?")


async def test_a_slash_narrows_the_command_menu_down(tab: Page) -> None:
    await start(tab)
    await tab.get_by_role("textbox").press_sequentially("/pi")
    await expect(tab.locator("#panel button")).to_have_count(1)
    await tab.get_by_role("textbox").press("Escape")
    await expect(tab.locator("#panel")).to_be_hidden()


async def test_a_reply_keyboard_asks_for_a_place_and_goes_after_one_use(tab: Page) -> None:
    await start(tab)
    await say(tab, "/where")
    await key(tab, "Share my place").click()
    await key(tab, "Vancouver").click()
    await expect(messages(tab).last).to_contain_text("Near 49.3, -123.1.")
    await expect(tab.locator("#keyboard")).to_be_hidden()
    await say(tab, "/where")
    await key(tab, "Never mind").click()
    await expect(messages(tab).last).to_contain_text("You said: Never mind")


async def test_a_place_can_be_typed_and_nonsense_is_told(tab: Page) -> None:
    await start(tab)
    await key(tab, "Attach").click()
    await key(tab, "Location").click()
    await tab.get_by_label("Latitude, longitude").fill("somewhere")
    await key(tab, "Share").click()
    await expect(tab.get_by_role("alert")).to_contain_text("Two numbers are needed")
    await tab.get_by_label("Latitude, longitude").fill("6.5, 3.4")
    await key(tab, "Share").click()
    await expect(messages(tab).last).to_contain_text("Near 6.5, 3.4.")


async def test_ones_own_message_is_edited_with_the_pencil_or_the_arrow_key(tab: Page) -> None:
    await start(tab)
    await say(tab, "helo")
    await expect(messages(tab)).to_have_count(4)
    await messages(tab).nth(2).get_by_role("button", name="Edit").click()
    await expect(tab.locator("#edited-text")).to_have_text("helo")
    await say(tab, "hello")
    await expect(messages(tab).nth(2)).to_contain_text("hello")
    await expect(messages(tab).nth(2)).to_contain_text("edited")
    await expect(messages(tab).last).to_contain_text("Now it says: hello")
    await tab.get_by_role("textbox").press("ArrowUp")
    await expect(tab.get_by_role("textbox")).to_have_value("hello")
    await tab.get_by_role("textbox").press("Escape")
    await expect(tab.get_by_role("textbox")).to_have_value("")


async def test_a_deleted_message_vanishes(tab: Page) -> None:
    await start(tab)
    await say(tab, "forget it")
    await expect(messages(tab)).to_have_count(2)
    await expect(messages(tab).last).to_contain_text("Welcome!")


async def test_photos_are_shown_and_documents_downloaded(tab: Page) -> None:
    await start(tab)
    await say(tab, "/pictures")
    picture = tab.locator("#log .photo img")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 480)
    async with tab.expect_download() as waiting:
        await tab.get_by_role("button", name="Download plan.ics").click()
    download = await waiting.value
    assert download.suggested_filename == "plan.ics"
    assert (await download.path()).read_bytes() == b"BEGIN:VCALENDAR"
    await key(tab, "Open the photo").click()
    await expect(tab.locator("dialog img")).to_be_visible()


async def test_a_photo_and_a_file_are_sent(tab: Page, picture: bytes) -> None:
    await start(tab)
    await tab.locator("#pick-photo").set_input_files([{"name": "me.png", "mimeType": "image/png", "buffer": picture}])
    await expect(messages(tab).last).to_contain_text("A file, thank you.")
    await expect(tab.locator("#log .mine .photo img")).to_be_visible()
    await tab.locator("#pick-file").set_input_files(
        [{"name": "cv.txt", "mimeType": "text/plain", "buffer": b"born to heal"}]
    )
    await expect(tab.locator("#log .mine .attachment")).to_contain_text("cv.txt")
    await tab.locator("#pick-photo").set_input_files(
        [{"name": "no.png", "mimeType": "image/png", "buffer": b"no picture"}]
    )
    await expect(tab.locator("#toast")).to_contain_text("That did not work: Bad Request: IMAGE_PROCESS_FAILED")


async def test_inline_mode_shows_results_to_choose(tab: Page) -> None:
    await start(tab)
    await tab.get_by_role("textbox").fill("@pathway_bot cost")
    await tab.locator("#panel").get_by_role("button", name="Costs").click()
    await expect(messages(tab).last).to_contain_text("Costs: shared")
    await expect(messages(tab).last).to_contain_text("via @pathway_bot")
    await expect(tab.get_by_role("textbox")).to_have_value("")


async def test_it_shows_that_the_bot_is_typing_until_its_message_comes(
    tab: Page, playground: Playground, bot: Bot
) -> None:
    await start(tab)
    (person_id,) = playground.world.chats
    await bot.send_chat_action(person_id, "typing")
    await expect(tab.locator("#status")).to_have_text("typing…")
    await bot.send_message(person_id, "Here I am")
    await expect(tab.locator("#status")).to_have_text("bot")


async def test_a_french_browser_makes_a_french_person(browser: Browser, address: str, playground: Playground) -> None:
    context = await browser.new_context(locale="fr-CA")
    tab = await context.new_page()
    await tab.goto(address)
    await expect(key(tab, "Démarrer")).to_be_visible()
    assert [chat.person.language for chat in playground.world.chats.values()] == ["fr"]


async def test_a_reaction_is_put_and_taken_back(tab: Page) -> None:
    await start(tab)
    last = messages(tab).last
    await last.hover()
    await last.get_by_role("button", name="React", exact=True).click()
    await key(tab, "👍").click()
    await expect(last.locator(".reactions")).to_have_text("👍")
    await last.locator(".reactions button").click()
    await expect(last.locator(".reactions")).to_have_count(0)


async def test_the_colours_follow_the_system_and_can_be_chosen(tab: Page) -> None:
    colour = "getComputedStyle(document.querySelector('header')).backgroundColor"
    await expect(key(tab, "Start")).to_be_visible()
    light = await tab.evaluate(colour)
    await tab.emulate_media(color_scheme="dark")
    dark = await tab.evaluate(colour)
    assert dark != light
    await key(tab, "More").click()
    await key(tab, "Light").click()
    assert await tab.evaluate(colour) == light
    await tab.reload()
    assert await tab.evaluate(colour) == light


async def test_a_long_answer_is_read_from_its_beginning(tab: Page) -> None:
    await start(tab)
    await say(tab, "\n".join(["a line"] * 60))
    answer = messages(tab).nth(3).locator(".replied")
    await expect(answer).to_be_in_viewport()
    await key(tab, "To the newest message").click()
    await expect(answer).not_to_be_in_viewport()
    await expect(messages(tab).nth(3).locator("time")).to_be_in_viewport()


async def test_nothing_overflows_a_narrow_phone(tab: Page) -> None:
    await tab.set_viewport_size({"width": 320, "height": 560})
    await start(tab)
    await say(tab, "a" * 300)
    await expect(messages(tab).last).to_contain_text("You said:")
    await say(tab, "/where")
    await expect(key(tab, "Skip")).to_be_visible()
    assert await tab.evaluate("document.documentElement.scrollWidth <= 320")
    assert await tab.evaluate("document.querySelector('#scroller').scrollWidth <= 320")


async def test_the_page_finds_a_restarted_playground_again(context: BrowserContext) -> None:
    async with Playground(port=0) as first:
        port = first.port
        tab = await context.new_page()
        await tab.goto(first.address)
        await expect(key(tab, "Start")).to_be_visible()
    await expect(tab.locator("#status")).to_have_text("waiting for the bot…")
    async with Playground(port) as second, running(second):
        await expect(tab.locator("#status")).to_have_text("bot")
        await start(tab)
        await tab.close()
