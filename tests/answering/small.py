"""A small knowledge base of another domain, and one with names, written into a folder by the test that needs it."""

from __future__ import annotations

from pathlib import Path

from bot.answering.build import build_engine
from bot.answering.engine import Engine
from bot.knowledge.load import load
from bot.knowledge.model import Knowledge

LIBRARY = """
- id: card-cost
  question: How much does a library card cost?
  answer: The card is free for people who live in town. Others pay 20 a year.
  asked: [library card price, what do I pay for a card, is the card free of charge, fee for becoming a member, membership cost per year,
    "I moved here last week with my two kids. Do I pay anything for a card?", does a student pay for membership]
- id: card-lost
  question: What do I do when I lost my library card?
  answer: Tell the desk at once. A new card is printed for 5.
  asked: [my card is gone, lost card replacement, somebody stole my library card, I cannot find my card any more, replace a lost card,
    "My bag was stolen on the train. The card was in it, what now?", new card after losing the old one]
- id: opening-hours
  question: When is the library open?
  answer: Monday to Friday from nine to eight, Saturday until four.
  asked: [opening hours, open on saturday, what time do you close, can I come on sunday morning, closing time tonight,
    "I work until seven every day. Is there an evening when I can still come?", hours on public holidays]
- id: renew-loan
  question: How do I keep a book for longer?
  answer: Renew it online or at the desk, twice, if nobody waits for it.
  asked: [renew a book, extend my loan, keep the novel two more weeks, prolong borrowing time, I have not finished reading can I keep it,
    "I was ill for ten days and the book is due tomorrow. Can I have more time?", how often may a loan be extended]
- id: late-fee
  question: What happens when I bring a book back late?
  answer: Each day costs 20 cents, at most 10 a book.
  asked: [overdue fine, late fee per day, book is overdue what do I owe, penalty for returning too late, forgot to return a book,
    "I found a book of yours under the bed, it was due in March. How bad is it?", maximum fine for a late book]
- id: meeting-room
  question: How do I book a meeting room?
  answer: Reserve it online up to four weeks ahead.
  asked: [reserve a room, room for a study group, is there a quiet room for six people, book the seminar room, group room reservation,
    "Our chess club needs a place on Thursdays. Could we meet at the library?", room booking for students]
- id: printing
  question: Can I print at the library?
  answer: Yes, 10 cents a page in black and white.
  asked: [printer, copy machine, print a document from my phone, where can I scan papers, colour prints price per page,
    "My landlord wants a signed form by tonight and I own no printer. Can you help?", photocopies at the library]
- id: ebooks
  question: How do I borrow ebooks?
  answer: Install the app and sign in with the number of your card.
  asked: [ebook loan, read on my kindle, audiobooks app, borrow digital books, electronic books on a tablet,
    "I broke my leg and cannot come. Is there anything that I can read on my tablet?", download novels with my card]
"""

SMALLTALK = """
- id: greeting
  asked: [hello, hi there, good morning, hey, good evening, greetings, hello again, hi]
  asked_fr: [bonjour, salut, bonsoir]
  reply: {en: Hello!, fr: Bonjour !}
- id: thanks
  asked: [thank you, thanks a lot, many thanks, great thanks, thx, that helped thank you, cheers]
  reply: {en: You are welcome., fr: Avec plaisir.}
- id: distress
  asked: [I want to die, I cannot go on any more, I want to end my life, I think about killing myself, there is no reason to live,
    life has no meaning for me any more, I want to hurt myself, nobody would miss me if I was dead]
  reply: {en: Please call 9-8-8., fr: Appelez le 9-8-8.}
  care: true
"""

BOUNDARIES = """
- id: cooking
  asked: [recipe for apple pie, how long do I boil an egg, best way to cook rice, how do I bake bread, what sauce goes with pasta,
    can I freeze soup, oven temperature for pizza, how much salt in a stew]
  reply: {en: We do not cook., fr: Nous ne cuisinons pas.}
- id: weather
  asked: [weather tomorrow, will it rain today, how cold is it outside, is there snow on the mountain, temperature in july,
    storm warning, how windy will it be, sunny weekend]
  reply: {en: Look out of the window., fr: Regardez dehors.}
"""

LEXICON = """
- {id: red, kind: entity, names: [red exam, red test, red], title: {en: Red exam, fr: examen rouge}, names_fr: [examen rouge, rouge]}
- {id: blue, kind: entity, names: [blue exam, blue test, blue], title: {en: Blue exam, fr: examen bleu}, names_fr: [examen bleu, bleu]}
- {id: cost, kind: aspect, names: [cost, price, fee, how much], title: {en: cost, fr: prix}, names_fr: [combien, prix, cout]}
- {id: date, kind: aspect, names: [when, date, dates, which day], title: {en: date, fr: date}, names_fr: [quand, quel jour]}
- {id: place, kind: aspect, names: [where, city, place], title: {en: place, fr: lieu}, names_fr: [ou, ville]}
- {id: 'on', kind: province, names: [ontario], title: {en: Ontario, fr: Ontario}, places: [toronto, ottawa]}
- {id: ab, kind: province, names: [alberta], title: {en: Alberta, fr: Alberta}, places: [calgary, edmonton]}
"""

_WAYS = {
    "cost": (
        "How much is the {}?",
        "{} price",
        "{} fee",
        "what do I pay for the {}",
        "is the {} expensive",
        "cost of the {} in dollars",
    ),
    "date": (
        "When is the {}?",
        "{} dates",
        "which day is the {}",
        "{} next session",
        "in which month do they hold the {}",
        "{} calendar",
    ),
    "place": (
        "Where is the {} held?",
        "{} city",
        "place of the {}",
        "in which town do I sit the {}",
        "how far must I travel for the {}",
        "{} venue",
    ),
}


def write(folder: Path, *, entries: str = LIBRARY, **others: str) -> Path:
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "entries.yaml").write_text(entries, encoding="utf-8")
    for name, text in others.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def exams() -> str:
    """Two exams with three aspects each, and two provinces' places: entries that only names tell apart."""
    lines: list[str] = []
    for colour in ("red", "blue"):
        for aspect, ways in _WAYS.items():
            others = [other for other in _WAYS if other != aspect]
            lines += [
                f"- id: {colour}-{aspect}",
                f"  question: {ways[0].format(f'{colour} exam')}",
                f"  answer: This is about the {aspect} of {colour}.",
            ]
            lines += [
                f"  about: [{colour}, {aspect}]",
                f"  follow_ups: [{colour}-{others[0]}, {colour}-{others[1]}]",
                "  asked:",
            ]
            lines += [f"    - {way.format(f'{colour} exam')}" for way in ways[1:]]
    for code, name in (("'on'", "ontario"), ("ab", "alberta")):
        lines += [
            f"- id: {name}-seats",
            f"  question: How many seats are there in {name}?",
            f"  answer: Seats of {name}.",
            f"  province: {code}",
            "  asked:",
        ]
        lines += [
            f"    - {way} {name}"
            for way in (
                "seats in",
                "number of positions in",
                "how many places does it have,",
                "residency spots",
                "openings in",
            )
        ]
    return "\n".join(lines) + "\n"


def knowledge(folder: Path, **files: str) -> Knowledge:
    return load(write(folder / "knowledge", **files))


def engine(folder: Path, **files: str) -> Engine:
    """An engine without encoders: what words and names alone can do, compiled in a second or two."""
    return build_engine(knowledge(folder, **files), cache=None, vectors=None, encoder=False)
