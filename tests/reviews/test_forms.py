"""What a group wants with its hand-in, as it was sent."""

from incubator.reviews.forms import wish_in


def test_letters_that_nobody_can_see_are_left_out_of_a_question_to_the_coach():
    assert wish_in({"request": "voor\x00na\r\nklaar \ud800"}).request == "voorna\nklaar"
