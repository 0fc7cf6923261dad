"""Cooperatives see each other's interest only where both show it, and nobody sees anything of who withdrew."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.notices.models import Family
from incubator.watch.models import InterestSharing, SharedInterest
from incubator.watch.queries import interest as queries
from incubator.watch.services import interest
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store


def group_of(name, slug):
    made = CooperativeFactory(name=name, slug=slug)
    ParticipationFactory(cooperative=made, role="coordinator", user=UserFactory(name=f"Coördinator {name}"))
    return made


@pytest.fixture
def bezem(app):
    return group_of("De Bezem", "de-bezem")


@pytest.fixture
def schaar(app):
    return group_of("De Schaar", "de-schaar")


@pytest.fixture
def notice(app):
    return store(publication(1))[0]


def take_part(*groups):
    with transaction(actor=SYSTEM):
        for group in groups:
            interest.take_part(group, f"Bel {group.slug}", now=clock.now())


def show(*groups, notice):
    for group in groups:
        with transaction(actor=SYSTEM):
            interest.show_interest(group, notice, now=clock.now())


def seen_by(group, notice):
    return [(other.name, theirs.contact) for other, theirs in queries.others_interested(group, notice.family_id)]


def mails():
    return db.session.scalars(
        db.select(OutgoingMail).where(OutgoingMail.key.startswith("who-else")).order_by(OutgoingMail.id)
    ).all()


def test_by_default_nobody_takes_part(bezem, schaar, notice):
    assert queries.sharing_of(bezem) is None
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        interest.show_interest(bezem, notice, now=clock.now())
    assert seen_by(schaar, notice) == []


@pytest.mark.both_databases
def test_who_both_show_interest_see_each_other(app, database, bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    assert seen_by(bezem, notice) == [("De Schaar", "Bel de-schaar")]
    assert seen_by(schaar, notice) == [("De Bezem", "Bel de-bezem")]


def test_who_does_not_show_itself_sees_nobody(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, notice=notice)
    assert seen_by(schaar, notice) == []


def test_interest_in_another_notice_shows_nothing(bezem, schaar, notice):
    (other,) = store(publication(2, "Ramen wassen"))
    take_part(bezem, schaar)
    show(bezem, notice=notice)
    show(schaar, notice=other)
    assert seen_by(bezem, notice) == seen_by(schaar, other) == []


def test_what_is_taken_back_is_gone_at_once(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    with transaction(actor=SYSTEM):
        interest.hide_interest(schaar, notice)
    assert seen_by(bezem, notice) == seen_by(schaar, notice) == []


def test_who_stops_taking_part_leaves_no_trace(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    with transaction(actor=SYSTEM):
        interest.withdraw(schaar)
    assert seen_by(bezem, notice) == []
    assert [row.cooperative_id for row in db.session.scalars(db.select(InterestSharing))] == [bezem.id]
    assert [row.cooperative_id for row in db.session.scalars(db.select(SharedInterest))] == [bezem.id]


def test_a_group_that_stopped_is_not_shown(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    schaar.stopped_at = clock.now()
    db.session.commit()
    assert seen_by(bezem, notice) == []


def test_a_procurement_that_turned_out_to_be_another_keeps_its_groups(bezem, schaar, notice):
    (other,) = store(publication(2, "Groenonderhoud Zonnewijk, tweede bron"))
    take_part(bezem, schaar)
    show(bezem, notice=notice)
    show(schaar, notice=other)
    db.session.get_one(Family, other.family_id).merged_into_id = notice.family_id
    other.family_id = notice.family_id
    db.session.commit()
    assert seen_by(bezem, notice) == [("De Schaar", "Bel de-schaar")]


def test_both_hear_of_the_second_that_joins_and_the_mail_names_nobody(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, notice=notice)
    assert mails() == []
    show(schaar, notice=notice)
    both = {group.participations[0].user.email for group in (bezem, schaar)}
    assert {mail.recipient for mail in mails()} == both
    for mail in mails():
        assert b"Bel de-" not in mail.content
    to_bezem = next(mail for mail in mails() if mail.recipient == bezem.participations[0].user.email)
    assert b"Schaar" not in to_bezem.content


def test_who_takes_part_in_both_gets_one_mail(bezem, schaar, notice):
    both = UserFactory()
    ParticipationFactory(cooperative=bezem, user=both)
    ParticipationFactory(cooperative=schaar, user=both)
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    assert [mail.recipient for mail in mails()].count(both.email) == 1


def test_who_joins_again_is_not_told_again(bezem, schaar, notice):
    take_part(bezem, schaar)
    show(bezem, schaar, notice=notice)
    before = len(mails())
    with transaction(actor=SYSTEM):
        interest.hide_interest(schaar, notice)
    show(schaar, notice=notice)
    assert len(mails()) == before


def test_the_pages_from_joining_to_leaving(client, sign_in, bezem, schaar, notice):
    take_part(schaar)
    show(schaar, notice=notice)
    page = f"/cooperaties/de-bezem/kansen/op/{notice.id}/wie-nog-meer"
    sign_in(client, bezem.participations[0].user)
    assert "Schaar" not in client.get(page).text
    empty = client.post("/cooperaties/de-bezem/wie-nog-meer", data={"contact": " "})
    assert empty.status_code == 422
    client.post("/cooperaties/de-bezem/wie-nog-meer", data={"contact": "Aisha, 030 1234567"})
    assert "Schaar" not in client.get(page).text
    client.post(page)
    shown = client.get(page).text
    assert "De Schaar" in shown
    assert "Bel de-schaar" in shown
    assert "030 1234567" in client.get("/cooperaties/de-bezem/wie-nog-meer").text
    client.post(page, data={"stop": "1"})
    assert "Schaar" not in client.get(page).text
    client.post("/cooperaties/de-bezem/wie-nog-meer/stoppen")
    assert db.session.scalars(db.select(InterestSharing.cooperative_id)).all() == [schaar.id]


def test_hostile_words_of_another_group_are_only_words(client, sign_in, bezem, schaar, notice):
    with transaction(actor=SYSTEM):
        interest.take_part(schaar, '<script>alert("x")</script>', now=clock.now())
    take_part(bezem)
    show(bezem, schaar, notice=notice)
    page = sign_in(client, bezem.participations[0].user).get(
        f"/cooperaties/de-bezem/kansen/op/{notice.id}/wie-nog-meer"
    )
    assert "&lt;script&gt;alert" in page.text


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "typed", ["a\x00b", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "x" * 5000, "\u202e"]
)
def test_whatever_is_typed_as_contact_is_answered(app, database, client, sign_in, typed):
    made = group_of("De Bezem", "de-bezem")
    answer = sign_in(client, made.participations[0].user).post(
        "/cooperaties/de-bezem/wie-nog-meer", data={"contact": typed}
    )
    assert answer.status_code in {302, 422}


def test_only_who_coordinates_decides_whether_the_group_takes_part(client, sign_in, bezem):
    member = ParticipationFactory(cooperative=bezem, role="member").user
    assert sign_in(client, member).get("/cooperaties/de-bezem/wie-nog-meer").status_code == 403
    assert client.post("/cooperaties/de-bezem/wie-nog-meer", data={"contact": "x"}).status_code == 403


def test_an_unknown_notice_is_not_there(client, sign_in, bezem):
    sign_in(client, bezem.participations[0].user)
    for method in (client.get, client.post):
        assert method("/cooperaties/de-bezem/kansen/op/999999/wie-nog-meer").status_code == 404
