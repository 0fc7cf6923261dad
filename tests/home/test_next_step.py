"""The next step of a group stands on its start page, in the language of whoever reads it."""

import pytest

from incubator.learning.queries import the_track
from tests.factories import ParticipationFactory


@pytest.mark.parametrize(("language", "title"), [("nl", "title"), ("en", "title_en")])
def test_the_next_lesson_has_its_title_in_the_language_of_the_page(client, sign_in, app, language, title):
    founder = ParticipationFactory().user
    founder.language = language
    client.set_cookie("language", language)
    sign_in(client, founder)
    titles = [getattr(the_track().lessons[0], name) for name in ("title", "title_en")]
    page = client.get("/").text
    shown = [name for name in titles if f">{name}</h3>" in page]
    assert shown == [getattr(the_track().lessons[0], title)]
