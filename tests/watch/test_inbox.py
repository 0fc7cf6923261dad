"""The inbox that a cooperative shares: who judged what, when and why; undone with a button; two at once see each other."""

import pytest
from lxml import html
from sqlalchemy import select

from incubator.bids.services import bidding as bids
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.notices.models import Notice
from incubator.watch import jobs, messages, queries, services
from incubator.watch.models import Match, MatchState, Unsuitable
from incubator.watch.services import from_notice, judging
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching

pytestmark = pytest.mark.both_databases
ADDRESS = "/cooperaties/de-tuin/kansen"


@pytest.fixture
def match(app, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative, user__name="Fatma").user)
    store(publication(1))
    jobs.match_and_tell()
    return db.session.scalars(select(Match)).one()


def colleague(match, name="Samir"):
    return ParticipationFactory(cooperative=match.profile.cooperative, user__name=name).user


def undo_addresses(page):
    return [
        form.get("action")
        for form in html.document_fromstring(page.text).xpath("//form")
        if "terug" in form.get("action", "")
    ]


def test_who_judged_and_when_is_kept_and_shown(match, client):
    client.post(f"{ADDRESS}/{match.id}/interessant", data={"seen": "new"})
    db.session.expire_all()
    assert (match.state, match.judged_by.name) == (MatchState.INTERESTING, "Fatma")
    assert match.judged_at is not None
    assert "Fatma" in client.get(f"{ADDRESS}?toon=interesting").text
    assert "Fatma" in client.get(f"{ADDRESS}/{match.id}").text


def test_putting_aside_keeps_the_choice_and_the_words(match, client):
    client.post(
        f"{ADDRESS}/{match.id}/niet-voor-ons", data={"unsuitable": "too-far", "because": "Wij fietsen", "seen": "new"}
    )
    db.session.expire_all()
    assert (match.state, match.dismissed_for, match.dismissed_because) == (
        MatchState.DISMISSED,
        Unsuitable.TOO_FAR,
        "Wij fietsen",
    )
    page = client.get(f"{ADDRESS}?toon=dismissed").text
    assert "Wij fietsen" in page
    assert "Fatma" in page


@pytest.mark.parametrize(
    "data", [{}, {"unsuitable": "other"}, {"unsuitable": "other", "because": "  "}, {"unsuitable": "no-such"}]
)
def test_not_for_us_asks_why(match, client, data):
    page = client.post(f"{ADDRESS}/{match.id}/niet-voor-ons", data=data)
    assert page.status_code == 422
    db.session.expire_all()
    assert match.state is MatchState.NEW


def test_undo_stands_behind_what_was_done_and_goes_back_to_what_it_was(match, client):
    client.get(client.post(f"{ADDRESS}/{match.id}/interessant").location)
    answer = client.post(f"{ADDRESS}/{match.id}/niet-voor-ons", data={"unsuitable": "too-large"})
    (address,) = undo_addresses(client.get(answer.location))
    client.post(address)
    db.session.expire_all()
    assert (match.state, match.dismissed_for, match.judged_by.name) == (MatchState.INTERESTING, None, "Fatma")
    assert messages.judged(match)
    client.post(address)  # pressed again there is nothing more to undo
    db.session.expire_all()
    assert match.state is MatchState.INTERESTING


def test_undo_without_anything_judged_is_refused(match):
    with pytest.raises(RuleViolation):
        judging.undo(match)


def test_of_two_at_once_the_second_sees_what_the_first_did(match, client):
    samir = colleague(match)
    page = client.get(f"{ADDRESS}/{match.id}/niet-voor-ons")
    seen = html.document_fromstring(page.text).get_element_by_id("seen").get("value")
    services.judge(match, MatchState.INTERESTING, by=samir, now=clock.now())
    db.session.commit()
    data = {"unsuitable": "too-far", "because": "Ver weg", "seen": seen}
    page = client.post(f"{ADDRESS}/{match.id}/niet-voor-ons", data=data)
    assert page.status_code == 409
    assert "Samir" in page.text
    assert "Ver weg" in page.text
    db.session.expire_all()
    assert match.state is MatchState.INTERESTING
    seen = html.document_fromstring(page.text).get_element_by_id("seen").get("value")
    assert client.post(f"{ADDRESS}/{match.id}/niet-voor-ons", data={**data, "seen": seen}).status_code == 302


def test_a_button_on_an_old_page_does_not_undo_what_another_chose(match, client):
    services.judge(match, MatchState.DISMISSED, unsuitable=Unsuitable.TOO_FAR, by=colleague(match), now=clock.now())
    db.session.commit()
    page = client.get(client.post(f"{ADDRESS}/{match.id}/interessant", data={"seen": "new"}).location)
    assert "Samir" in page.text
    db.session.expire_all()
    assert match.state is MatchState.DISMISSED


def test_the_same_choice_twice_is_no_conflict(match):
    services.judge(match, MatchState.INTERESTING, seen="new")
    services.judge(match, MatchState.INTERESTING, seen="new")
    with pytest.raises(Conflict):
        services.judge(match, MatchState.DISMISSED, unsuitable=Unsuitable.OTHER_WORK, seen="new")


def test_a_bid_that_was_begun_has_a_list_of_its_own(match, client):
    group, notice = match.profile.cooperative, match.notice
    services.judge(match, MatchState.DISMISSED, because="Te druk")
    samir = colleague(match)
    bids.start(group, notice, owner=samir, now=clock.now(), today=clock.today())
    db.session.commit()
    db.session.expire_all()
    assert (match.state, match.dismissed_for, match.judged_by.name) == (MatchState.BID, None, "Samir")
    assert notice.title in client.get(f"{ADDRESS}?toon=bid").text
    assert notice.title not in client.get(f"{ADDRESS}?toon=interesting").text
    from_notice.take_up(group, db.session.get_one(Notice, notice.id), now=clock.now())
    assert match.state is MatchState.BID


def test_the_list_of_what_was_judged_asks_no_more_for_more_rows(match, client, count_queries):
    def asked():
        count_queries()
        client.get(f"{ADDRESS}?toon=interesting")
        return count_queries()

    services.judge(match, MatchState.INTERESTING, by=colleague(match), now=clock.now())
    db.session.commit()
    asked()
    few = asked()
    store(*(publication(number, f"Groenonderhoud {number}") for number in range(10, 16)))
    jobs.match_and_tell()
    for number, other in enumerate(queries.matches(match.profile.cooperative, MatchState.NEW, now=clock.now())):
        services.judge(other, MatchState.INTERESTING, by=colleague(match, f"Lid {number}"), now=clock.now())
    db.session.commit()
    assert asked() <= few
