"""A note that a manager types about a version is shown as it was typed, everywhere."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries
from incubator.learning.messages import note_in_words
from incubator.learning.services import editing
from incubator.learning.values.arranging import OWN_NOTES, EditedText
from tests.factories import ManagerFactory
from tests.learning.conftest import WRITTEN

NOTES = ["Btw is nu 21% in plaats van 9%", "Een kwart is 25%.", "25 %s erbij", "<b>vet</b><form action=/uitloggen>"]
SLUG = "samen-beslissen"


@pytest.mark.parametrize("note", NOTES)
def test_what_a_manager_typed_breaks_no_page_and_becomes_no_markup(client, sign_in, world, note):
    manager = ManagerFactory()
    sign_in(client, world.founder)
    client.post(world.exercise, data={**WRITTEN, "version": "0"})
    with transaction(actor=SYSTEM):
        text = dict(queries.lesson_files())[SLUG].replace("Praat erover", "Praat er samen over", 1)
        editing.save_lesson(SLUG, EditedText(text, note, True, 0), by=manager, now=clock.now())
    shown = note.replace("<", "&lt;").replace(">", "&gt;")
    for page in (world.lesson, world.exercise):
        seen = client.get(page)
        assert seen.status_code == 200
        assert shown in seen.text
    sign_in(client, manager)
    desk = client.get(f"/beheer/lessen/{SLUG}")
    assert desk.status_code == 200
    assert shown in desk.text


def test_what_nobody_typed_is_in_the_language_of_the_page(app):
    with app.test_request_context("/"):
        assert {note_in_words(note) for note in OWN_NOTES} & OWN_NOTES == set()
        assert note_in_words("Save") == "Save"
