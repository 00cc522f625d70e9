"""The menu: sections of the founding article and what grew from them, in one message that is edited in place."""

from __future__ import annotations

from telegram import Update

from bot.chat import says
from bot.chat.answer import entry_html, tool_row
from bot.chat.buttons import Address, Button, button, pairs
from bot.chat.context import Context
from bot.chat.provinces import remember
from bot.knowledge.model import Entry, Section

PAGE = 6


def _title(section: Section, language: str) -> str:
    return section.title.get(language, section.title["en"])


def crumbs(context: Context, section: Section | None, language: str) -> str:
    """Where one is: "Menu › Exams › NAC"."""
    names: list[str] = []
    while section is not None:
        names.append(_title(section, language))
        section = context.services.knowledge.section(section.parent) if section.parent else None
    names.append(context.services.texts.plain("menu-name", language))
    return " › ".join(reversed(names))


async def home(context: Context) -> tuple[str, list[list[Button]]]:
    """The first screen: every section, and the doors to plan and reminders."""
    language = await context.language()
    knowledge, texts = context.services.knowledge, context.services.texts
    sections = [
        button(f"{section.emoji} {_title(section, language)}", "m", section.id, 0)
        for section in knowledge.children(None)
    ]
    rows = [sections[index : index + 2] for index in range(0, len(sections), 2)]
    if context.private:
        rows.append(
            [
                button(texts.plain("door-pathway", language), "w"),
                button(texts.plain("door-reminders", language), "rl", 0),
            ]
        )
    return texts.say("menu-home", language, number=len(knowledge.entries)), rows


async def screen(context: Context, section: Section, page: int) -> tuple[str, list[list[Button]]]:
    """One section: what lies below it, paged."""
    language = await context.language()
    knowledge, texts = context.services.knowledge, context.services.texts
    below = [
        button(f"{child.emoji} {_title(child, language)}", "m", child.id, 0) for child in knowledge.children(section.id)
    ]
    entries = [
        button((knowledge.entry(entry.id, language) or entry).short, "e", entry.id, section.id)
        for entry in knowledge.in_section(section.id)
    ]
    items = pairs(below, longest=22) + [[item] for item in entries]
    pages = max(1, -(-len(items) // PAGE))
    page = min(max(page, 0), pages - 1)
    rows = items[page * PAGE : (page + 1) * PAGE]
    if pages > 1:
        turn_over: list[Button] = []
        if page > 0:
            turn_over.append(button("‹", "m", section.id, page - 1))
        turn_over.append(button(f"{page + 1}/{pages}", "m", section.id, page))
        if page < pages - 1:
            turn_over.append(button("›", "m", section.id, page + 1))
        rows.append(turn_over)
    rows.append(
        [
            button(texts.plain("back", language), "m", section.parent or "", 0),
            button(texts.plain("menu", language), "m", "", 0),
        ]
    )
    html = texts.say(
        "menu-section",
        language,
        crumbs=crumbs(context, section, language),
        title=f"{section.emoji} {_title(section, language)}",
        intro=section.intro.get(language, section.intro["en"]),
        number=knowledge.count(section.id),
    )
    return html, rows


async def on_menu(update: Update, context: Context) -> None:
    """`/menu`."""
    await fresh_menu(context)


async def fresh_menu(context: Context) -> None:
    html, rows = await home(context)
    says.message(context, html, rows)


async def open_section(update: Update, context: Context, address: Address) -> None:
    """A menu button: the message becomes that section."""
    section_id, number = address.arg(0), address.arg(1)
    page = int(number) if number.isdigit() else 0
    section = context.services.knowledge.section(section_id) if section_id else None
    says.toast(context, await context.plain("old-button") if section_id and section is None else "")
    if section is None:
        html, rows = await home(context)
    else:
        if section.province is not None:
            await remember(context, section.province)
        html, rows = await screen(context, section, page)
    await _show(context, html, rows)


async def open_entry(update: Update, context: Context, address: Address) -> None:
    """An answer inside the menu: the message becomes it, and Back leads to the section."""
    from bot.chat.answers import entry_of
    from bot.chat.ask import keep

    entry = await entry_of(context, address.arg(0))
    if entry is None:
        return
    says.toast(context)
    knowledge = context.services.knowledge
    section = knowledge.section(address.arg(1)) or knowledge.home_of(entry.id)
    html, rows = await entry_screen(context, entry, section)
    await _show(context, html, rows)
    keep(context, entry)


async def entry_screen(context: Context, entry: Entry, section: Section | None) -> tuple[str, list[list[Button]]]:
    """An answer as a screen of the menu."""
    language = await context.language()
    services = context.services
    note = ""
    if language == "fr" and entry.id not in services.knowledge.translations.get("fr", {}):
        note = await context.say_text("in-english-for-now")
    html = entry_html(
        services.knowledge,
        services.texts,
        entry,
        language,
        context.turn.now.date(),
        crumbs=crumbs(context, section, language) if section else "",
        note=note,
    )
    follow = [services.knowledge.entry(name, language) for name in entry.follow_ups]
    rows = pairs([button(item.short, "a", item.id) for item in follow if item is not None])
    rows.append(tool_row(services.texts, entry, language))
    back = button(
        services.texts.plain("back", language), "m", section.id if section else "", _page_of(context, entry, section)
    )
    rows.append([back, button(services.texts.plain("menu", language), "m", "", 0)])
    return html, rows


def _page_of(context: Context, entry: Entry, section: Section | None) -> int:
    """The page of the section on which the entry stands, so that Back leads there."""
    if section is None:
        return 0
    knowledge = context.services.knowledge
    below = [button(f"{child.emoji} {child.title['en']}", "m", child.id, 0) for child in knowledge.children(section.id)]
    ids = [item.id for item in knowledge.in_section(section.id)]
    place = len(pairs(below, longest=22)) + (ids.index(entry.id) if entry.id in ids else 0)
    return place // PAGE


async def _show(context: Context, html: str, rows: list[list[Button]]) -> None:
    """Edits the pressed message, unless it carries a file: then the screen comes as a new message."""
    pressed = context.incoming.callback_query if context.incoming else None
    message = pressed.message if pressed else None
    if message is not None and message.is_accessible and getattr(message, "text", None) is None:
        says.message(context, html, rows)
        return
    says.edit(context, html, rows)
