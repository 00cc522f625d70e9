from __future__ import annotations

from bot.answering.split import parts


def test_a_numbered_list_is_as_many_questions_as_it_has_numbers() -> None:
    assert parts("1) how much is the NAC 2) when is it held 3) where do I apply 4) what if I fail") == [
        "how much is the NAC",
        "when is it held",
        "where do I apply",
        "what if I fail",
    ]


def test_a_number_inside_a_question_does_not_cut_it() -> None:
    assert parts("What is in section 3 of the form? Do I sign it?") == [
        "What is in section 3 of the form?",
        "Do I sign it?",
    ]
    assert parts("is 1.5 years of gap a problem") == []
