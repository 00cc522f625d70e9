"""A meaning said back."""

from __future__ import annotations

import pytest

from bot.reminders.say import say

from .sentences import read

SAID = [
    ("tomorrow at 7pm call", "Thursday, June 17, 2027 at 19:00 (Toronto time)"),
    ("every monday and thursday at 7pm revise", "every Monday and Thursday at 19:00 (Toronto time)"),
    ("every day at 8am and 8pm take the pill", "every day at 08:00 and 20:00 (Toronto time)"),
    ("every weekday at 6pm revise", "every weekday at 18:00 (Toronto time)"),
    ("every 3 days at 9am revise", "every 3 days at 09:00 (Toronto time)"),
    ("every other tuesday at 5pm revise", "every 2 weeks on Tuesday at 17:00 (Toronto time)"),
    ("every week at 7pm revise", "every Wednesday at 19:00 (Toronto time)"),
    ("every month on the 22nd pay", "on the 22nd of every month at 09:00 (Toronto time)"),
    ("every month on the 30th pay", "on the 30th of every month at 09:00 (Toronto time)"),
    ("every 15th and 30th pay", "on the 15th and 30th of every month at 09:00 (Toronto time)"),
    ("every month on the 31st pay", "on the last day of every month at 09:00 (Toronto time)"),
    ("every 3 months on the 1st pay", "every 3 months on the 1st at 09:00 (Toronto time)"),
    ("last friday of each month at 4pm pay", "on the last Friday of every month at 16:00 (Toronto time)"),
    ("last working day of each month at 4pm pay", "on the last working day of every month at 16:00 (Toronto time)"),
    ("every year on february 29 celebrate", "every year on February 29 at 09:00 (Toronto time)"),
    ("every friday at 6pm until july 2 revise", "every Friday at 18:00, until July 2, 2027 (Toronto time)"),
    ("every friday at 6pm 3 times revise", "every Friday at 18:00, 3 times (Toronto time)"),
    ("every 2 hours drink", "every 2 hours, from Wednesday, June 16, 2027 at 12:20 (Toronto time)"),
    ("demain à 19h appeler", "jeudi 17 juin 2027 à 19 h 00 (heure locale : Toronto)"),
    ("le 1er juillet appeler", "jeudi 1er juillet 2027 à 9 h 00 (heure locale : Toronto)"),
    ("chaque lundi et jeudi à 19h réviser", "chaque lundi et jeudi à 19 h 00 (heure locale : Toronto)"),
    ("du lundi au vendredi à 18h réviser", "du lundi au vendredi à 18 h 00 (heure locale : Toronto)"),
    ("un mardi sur deux à 17h réviser", "toutes les 2 semaines, le mardi à 17 h 00 (heure locale : Toronto)"),
    ("le 1er de chaque mois payer", "le 1er de chaque mois à 9 h 00 (heure locale : Toronto)"),
    ("tous les 2 mois le 15 payer", "tous les 2 mois, le 15 à 9 h 00 (heure locale : Toronto)"),
    (
        "le dernier vendredi de chaque mois payer",
        "le dernier vendredi de chaque mois à 9 h 00 (heure locale : Toronto)",
    ),
    ("chaque année le 20 juin renouveler", "chaque année, le 20 juin à 9 h 00 (heure locale : Toronto)"),
    (
        "tous les jours à 18h jusqu'au 1er juillet réviser",
        "chaque jour à 18 h 00, jusqu’au 1er juillet 2027 (heure locale : Toronto)",
    ),
    ("tous les 2 jours à 18h 3 fois réviser", "tous les 2 jours à 18 h 00, 3 fois (heure locale : Toronto)"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_meaning_is_said_back_with_day_hour_and_zone(text: str, said: str) -> None:
    assert say(read(text)) == said


def test_the_language_of_the_answer_can_be_chosen() -> None:
    assert say(read("every monday at 7pm revise"), "fr") == "chaque lundi à 19 h 00 (heure locale : Toronto)"


def test_what_is_not_settled_is_not_said() -> None:
    assert say(read("tomorrow at 7 call")) == ""
