"""Hiding a lesson: what the manager reads first, what groups keep, and what the audit trail says of work at the desk."""

import pytest
from lxml import html

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.home.messages.lesson_changes import arrangement_changes
from incubator.learning import queries, services
from incubator.learning.services import editing
from incubator.learning.values.arranging import EditedText
from tests.factories import ManagerFactory, ParticipationFactory
from tests.learning.conftest import WRITTEN
from tests.learning.working import approve, hand_in, keep

SLUG = "samen-beslissen"
DESK = "/beheer/lessen"
TEXT = dict(queries.lesson_files())[SLUG]


@pytest.fixture
def manager(client, sign_in):
    user = ManagerFactory(name="Priya")
    sign_in(client, user)
    return user


def place(client, do, slug=SLUG, **data):
    return client.post(f"{DESK}/{slug}/plaats", data={"do": do, **data})


def test_who_hides_a_lesson_reads_first_how_many_groups_have_work_in_it(client, world, manager):
    page = f"{DESK}/{SLUG}/verbergen"
    assert "Geen groep is er midden in." in client.get(page).text
    reading = ParticipationFactory()
    with transaction(actor=SYSTEM):
        services.mark_read(queries.Place(reading.cooperative, world.place.lesson), reading.user, 1, now=clock.now())
    keep(world, SLUG, WRITTEN)
    approve(world, hand_in(world, SLUG))
    shown = client.get(page).text
    assert "1 groep is er midden in." in shown
    assert "1 groep heeft de les af." in shown
    assert SLUG in queries.library().lessons
    assert f'href="{page}"' in client.get(DESK).text
    assert f'href="{page}"' in client.get(f"{DESK}/{SLUG}").text
    assert client.get(f"{DESK}/onzin/verbergen").status_code == 404


def test_a_hidden_lesson_keeps_counting_for_a_group_that_finished_it(client, sign_in, world, manager):
    other = ParticipationFactory().cooperative
    keep(world, SLUG, WRITTEN)
    approve(world, hand_in(world, SLUG))
    before = queries.progress(world.group)
    place(client, "hide")
    after, of_other = queries.progress(world.group), queries.progress(other)
    assert (after.approved, len(after.track.lessons)) == (before.approved, len(before.track.lessons)) == (1, 50)
    assert after.track.place_of(SLUG) == before.track.place_of(SLUG)
    assert (of_other.approved, len(of_other.track.lessons)) == (0, 49)
    sign_in(client, world.founder)
    assert "1 van de 50" in " ".join(html.document_fromstring(client.get(world.track).text).text_content().split())


def test_a_hidden_lesson_that_a_group_only_began_leaves_its_track(world, manager):
    with transaction(actor=SYSTEM):
        services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=clock.now())
        editing.hide(SLUG)
    assert queries.progress(world.group).track.place_of(SLUG) is None


def trail(client):
    """The newest first: what was done, with what changed."""
    rows = html.document_fromstring(client.get("/beheer/logboek?soort=leren").text).xpath("//main//li")
    return [" ".join(row.text_content().split()) for row in rows]


def test_the_trail_names_the_lesson_and_what_was_done_with_it(client, manager):
    title, text = queries.library().lessons[SLUG].title, TEXT.replace("minutes = ", "minutes = 1", 1)
    with transaction(actor=manager):
        editing.save_lesson(SLUG, EditedText(text, "100% beter.", False, 0), by=manager, now=clock.now())
    (saved,) = trail(client)
    assert saved.startswith("Een versie van de tekst van een les is toegevoegd")
    for part in (f"les: {title}", "versie: 1", "100% beter."):
        assert part in saved
    assert "minutes" not in saved
    with transaction(actor=manager):
        editing.put_back(SLUG, 0, 1, by=manager, now=clock.now())
    assert "Terug naar de meegeleverde tekst." in trail(client)[0]
    for wish, words in (("hide", "verborgen"), ("show", "weer te zien"), ("down", "verplaatst")):
        place(client, wish)
        assert f"{words}: " in trail(client)[0]
        assert title in trail(client)[0]
    place(client, "", module="geld")
    assert trail(client)[0].endswith(f"verplaatst: {title}")


def test_a_track_that_got_other_lessons_is_named(app):
    kept = {"tracks": {"wij-bestaan-al": {"modules": [], "lessons": [SLUG], "without": []}}}
    (line,) = arrangement_changes(None, kept)
    assert line[1] == queries.library().tracks["wij-bestaan-al"].title
    assert arrangement_changes(kept, kept) == []


@pytest.mark.parametrize("is_busy", [True, False])
def test_that_groups_got_a_mail_is_only_said_when_one_was_sent(client, world, manager, is_busy):
    if is_busy:
        with transaction(actor=SYSTEM):
            services.save(world.place, WRITTEN, began_with=0, by=world.founder, now=clock.now())
    sent = {"tekst-text": TEXT.replace("minutes = ", "minutes = 1", 1), "tekst-note": "Langer.", "tekst-version": "0"}
    client.post(f"{DESK}/{SLUG}", data={**sent, "tekst-tells_groups": "y", "do": "save"})
    assert ("geen groep was er midden in" in client.get(f"{DESK}/{SLUG}").text) is not is_busy
    assert ("groepen kregen een mail" in client.get(f"{DESK}/{SLUG}/versies/1").text) is is_busy
    assert queries.newest_version(SLUG).tells_groups is is_busy
