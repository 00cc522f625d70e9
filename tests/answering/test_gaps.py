from __future__ import annotations

from bot.answering.gaps import Unanswered, group


def test_questions_that_share_their_words_stand_together_the_most_asked_first() -> None:
    asked = [
        Unanswered("is there parking at the hospital", "en", ("tips",)),
        Unanswered("parking at the hospital"),
        Unanswered("where is parking at the hospital"),
        Unanswered("does the college accept scanned transcripts", "fr"),
    ]
    gaps = group(asked)
    assert [gap.count for gap in gaps] == [3, 1]
    assert gaps[0].nearest == (("tips", 1),)
    assert gaps[1].languages == (("fr", 1),)


def test_no_question_makes_no_gap() -> None:
    assert group([]) == ()
