"""The way of a group: everything of every pillar in its order, for who guides it alone."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import event

from incubator.core import clock
from incubator.core.db import db
from incubator.home.messages import timeline as messages
from incubator.home.queries.timeline import timeline
from incubator.home.values import Pillar
from tests.cohorts.factories import ContactEntryFactory, GatheringFactory
from tests.factories import CooperativeFactory


def titles(app, group):
    with app.test_request_context():
        return [messages.title(happening) for happening in timeline(group)]


def test_every_pillar_is_there_and_the_latest_comes_first(app, world):
    happened = timeline(world.ours.group)
    assert {happening.pillar for happening in happened} == set(Pillar)
    moments = [happening.at for happening in happened]
    assert moments == sorted(moments, reverse=True)
    lines = titles(app, world.ours.group)
    assert "De groep is begonnen" in lines
    assert any(line.startswith("Ingeleverd: ") for line in lines)
    assert "gesprek, 30 minuten" in lines
    assert "Opdracht: Perken" in lines
    assert any(line.startswith("Inschrijving begonnen") for line in lines)


def test_nothing_of_another_group_is_in_it(app, world):
    alone = CooperativeFactory()
    assert [happening.what for happening in timeline(alone)] == ["began"]


def test_a_session_that_is_to_come_or_was_called_off_did_not_happen(app):
    group = CooperativeFactory(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    soon, before = clock.now() + timedelta(days=3), clock.now() - timedelta(days=3)
    for title, start, cancelled in (("Straks", soon, None), ("Geweest", before, None), ("Afgezegd", before, before)):
        GatheringFactory(
            cooperative_id=group.id,
            title=title,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            cancelled_at=cancelled,
        )
    assert [happening.subject for happening in timeline(group) if happening.what == "session"] == ["Geweest"]


def test_the_questions_to_the_database_do_not_grow_with_what_happened(app):
    group = CooperativeFactory()

    def asked():
        count = 0

        def note(*_args):
            nonlocal count
            count += 1

        event.listen(db.engine, "before_cursor_execute", note)
        timeline(group)
        event.remove(db.engine, "before_cursor_execute", note)
        return count

    timeline(group)
    few = asked()
    for day in range(1, 20):
        ContactEntryFactory(cooperative=group, on_date=date(2026, 11, day))
    timeline(group)
    assert asked() == few


def test_a_coach_chooses_a_pillar_and_pages(app, world, client, sign_in):
    group = world.ours.group
    for day in range(1, 29):
        ContactEntryFactory(cooperative=group, on_date=date(2026, 10, day), text=f"Dag {day}.")
        ContactEntryFactory(cooperative=group, on_date=date(2026, 9, day), text=f"Eerder {day}.")
    sign_in(client, world.people["coach"])
    page = f"/cooperaties/{group.slug}/weg"
    only_contact = client.get(f"{page}?soort=contact").text
    assert "Dag 28." in only_contact
    assert "Ingeleverd:" not in only_contact
    assert "Eerder 1." in client.get(f"{page}?soort=contact&pagina=2").text
    assert client.get(f"{page}?soort=onzin&pagina=999").status_code == 200
    sign_in(client, world.people["coordinator"])
    assert client.get(page).status_code == 403
