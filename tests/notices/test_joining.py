"""Two publications that turn out to be one: nothing that people keep about either is lost, and old addresses lead on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.bids.models import Bid
from incubator.cli import cli
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.notices.models import Family, Notice
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument
from incubator.watch.models import Match, MatchState, WatchProfile
from tests.factories import CooperativeFactory
from tests.notices.test_import import count, eforms, only_notice
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases
NUMBER = 441936


@pytest.fixture
def apart(app):
    """One publication, read from two services of which nothing says yet that it is one."""
    store(eforms(), publication(NUMBER, "Groenonderhoud"))
    return db.session.scalars(select(Notice).order_by(Notice.id)).all()


def join():
    return store(publication(NUMBER, "Groenonderhoud", pbNummerTed="242317-2026"))


def bid(group, notice):
    return Bid(cooperative=group, notice=notice, lots=[], started_at=clock.now(), facts_used={})


def watch(group):
    return WatchProfile(cooperative=group, kinds=[], created_at=clock.now())


def match(profile, notice, state):
    return Match(profile=profile, notice=notice, score_permille=700, reasons=[], state=state, found_at=clock.now())


def keep(*rows):
    with transaction(actor=SYSTEM):
        db.session.add_all(rows)


def test_bids_and_matches_on_either_side_are_kept_and_a_double_one_stays_with_the_alias(apart):
    first, second = apart
    both, only_second = CooperativeFactory(), CooperativeFactory()
    keep(bid(both, first), bid(both, second), bid(only_second, second))
    watching, other = watch(both), watch(only_second)
    keep(
        match(watching, first, MatchState.NEW),
        match(watching, second, MatchState.INTERESTING),
        match(other, second, MatchState.DISMISSED),
    )
    assert join().updated == 1
    winner = only_notice()
    assert sorted(db.session.scalars(select(Bid.notice_id))) == sorted([first.id, second.id, winner.id])
    assert db.session.scalar(select(Bid.notice_id).where(Bid.cooperative == only_second)) == winner.id
    states = db.session.execute(select(Match.notice_id, Match.state).order_by(Match.id)).all()
    assert sorted(state for _notice, state in states) == ["dismissed", "interesting", "new"]
    assert states[2].notice_id == winner.id


def test_it_can_be_read_again_afterwards_and_stays_one(apart):
    keep(*(bid(CooperativeFactory(), notice) for notice in apart))
    join()
    assert store(publication(NUMBER, "Groenonderhoud en meer", pbNummerTed="242317-2026")).rejected == []
    assert (count(Notice), count(Family)) == (1, 1)


def test_the_old_address_leads_to_the_winner(apart, client):
    numbers = [notice.id for notice in apart]
    families = [notice.family_id for notice in apart]
    join()
    winner = only_notice()
    [alias] = [number for number in numbers if number != winner.id]
    assert client.get(f"/aankondigingen/{alias}").location == f"/aankondigingen/{winner.id}"
    [old_family] = [family for family in families if family != winner.family_id]
    answer = client.get(f"/aankondigingen/procedures/{old_family}")
    assert answer.location == f"/aankondigingen/procedures/{winner.family_id}"
    assert publications.notice(alias).id == winner.id


def test_joining_leaves_a_line_in_the_audit_trail(apart):
    join()
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "join")).all()
    assert {entry.table_name for entry in entries} == {"notices", "notice_families"}
    assert all(entry.actor == "system" for entry in entries)


def test_an_alias_is_in_no_list(apart, app, client):
    join()
    assert client.get("/aankondigingen/?zoek=").get_data(as_text=True).count('/aankondigingen/1"') <= 1
    listed = app.test_cli_runner().invoke(cli, ["notices", "list", "--json"])
    assert len(listed.output.splitlines()) == 1
    assert len(publications.family(only_notice().family_id)) == 1


def test_a_national_number_that_looks_like_one_of_ted_joins_no_strangers(app):
    """An award names 4944-2024, a number of its own country; on TED that is another buyer's notice of other work."""
    stranger = eforms("4944", title="Meubilair voor kantoren", uuid="44444444-1111-4aaa-8bbb-123456789abc")
    data = stranger.data.replace(b"Gemeente Utrecht", b"Waterschap Elders").replace(b"30280353", b"12340987")
    referring = b"<cac:NoticeDocumentReference><cbc:ID>4944-2026</cbc:ID></cac:NoticeDocumentReference>"
    award = eforms(
        "250000", uuid="99999999-1111-4aaa-8bbb-123456789abc", procedure="11111111-2222-4ccc-8ddd-123456789abc"
    )
    named = award.data.replace(b"<cac:TenderingProcess>", b"<cac:TenderingProcess>" + referring)
    store(SourceDocument("vreemd.xml", data), SourceDocument("gunning.xml", named))
    assert (count(Notice), count(Family)) == (2, 2)


def test_terms_of_another_analyser_are_made_again(app, monkeypatch):
    store(publication(1, "Groenonderhoud"), publication(2, "Schoonmaak"))
    with transaction(actor=SYSTEM):
        notice = db.session.get(Notice, 1)
        notice.search_title, notice.search_version = "oud", "0-oud"
    answer = app.test_cli_runner().invoke(cli, ["notices", "reindex"])
    assert answer.output == "1 notices indexed again\n"
    db.session.expire_all()
    assert "groenonderhoud" in db.session.get(Notice, 1).search_title
    assert app.test_cli_runner().invoke(cli, ["notices", "reindex"]).output == "0 notices indexed again\n"


def test_reading_many_notices_leaves_the_session_of_the_caller_alone(app, monkeypatch):
    store(publication(1, "Groen"), publication(2, "Schoonmaak"), publication(3, "Vegen"))
    monkeypatch.setattr(publications, "PORTION", 1)
    held = CooperativeFactory()
    db.session.commit()
    assert len(list(publications.listed(now=clock.now() + timedelta(days=1)))) == 3
    assert held in db.session
