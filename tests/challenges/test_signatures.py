"""Support of the neighbourhood: who signs is counted once, after confirming, and gone at their wish."""

import re
from datetime import timedelta

import pytest

from incubator.challenges.jobs import erase_signatures
from incubator.challenges.messages import papers
from incubator.challenges.messages.support import CONFIRM, REMOVE
from incubator.challenges.models.signatures import Signature, SupportPage
from incubator.challenges.queries import signatures
from incubator.challenges.rules import terms
from incubator.challenges.values.challenging import ChallengeState, PaperKind
from incubator.core import clock, signing
from incubator.core.audit import AuditEntry
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.core.word import plain
from tests.challenges.factories import challenge, moved, page_of, signed
from tests.factories import ParticipationFactory

pytestmark = pytest.mark.both_databases
NOOR = {
    "name": "Noor Haddad",
    "email": "Noor@Example.org",
    "area": "3511",
    "lives_here": "y",
    "reason": "Mooi",
    "shows_name": "y",
}


@pytest.fixture
def page(app):
    return page_of(challenge())


def stored():
    db.session.expire_all()
    return db.session.scalars(db.select(Signature).order_by(Signature.id)).all()


def mails():
    return db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id)).all()


def counted(page):
    db.session.expire_all()
    return signatures.count(page.challenge, page)


def confirm(client, signature):
    return client.post(f"/steun/bevestigen/{signing.sign(CONFIRM, signature.stamp)}")


def test_a_signature_counts_once_its_owner_confirms_it(app, client, page):
    answer = client.post(f"/steun/{page.token}", data=NOOR)
    assert answer.location == f"/steun/{page.token}/verstuurd"
    assert client.get(answer.location).status_code == 200
    (signature,) = stored()
    assert (signature.email, counted(page).total) == ("noor@example.org", 0)
    letter = mails()[0]
    assert letter.recipient == "noor@example.org"
    assert b"Mooi" not in letter.content  # nobody mails their words to somebody else through us
    address = f"/steun/bevestigen/{signing.sign(CONFIRM, signature.stamp)}"
    assert "Noor Haddad" in client.get(address).text
    assert counted(page).total == 0  # opening the link is no consent
    assert client.post(address).status_code == 302
    assert (counted(page).online, counted(page).residents) == (1, 1)


def test_the_same_address_is_one_signature_and_the_page_does_not_tell(app, client, page):
    answers = [client.post(f"/steun/{page.token}", data=NOOR)]
    confirm(client, stored()[0])
    other_words = NOOR | {"email": " noor@example.ORG ", "name": "Een ander"}
    answers.append(client.post(f"/steun/{page.token}", data=other_words))
    answers.append(client.post(f"/steun/{page.token}", data=NOOR | {"email": "nieuw@example.org"}))
    assert len({(answer.status_code, answer.location) for answer in answers}) == 1
    assert [signature.name for signature in stored()] == ["Noor Haddad", "Noor Haddad"]
    assert counted(page).online == 1
    assert len(mails()) == 2  # one each a day, however often somebody fills in an address


def test_a_signature_is_taken_back_at_any_time_and_nothing_is_left(app, client, page):
    signature = signed(page, name="Zwaantje Quist", email="zwaantje@quist.example")
    address = f"/steun/intrekken/{signing.sign(REMOVE, signature.stamp)}"
    confirming = f"/steun/bevestigen/{signing.sign(CONFIRM, signature.stamp)}"
    assert client.get(address).status_code == 200
    assert counted(page).online == 1
    assert client.post(address).status_code == 302
    assert stored() == mails() == []
    assert client.get(address).status_code == 200
    assert client.get(confirming).status_code == 410
    trail = [str(entry.changes) for entry in db.session.scalars(db.select(AuditEntry))]
    assert "quist" not in " ".join(trail).lower()


def test_a_link_for_one_thing_does_not_do_another(app, client, page):
    signature = signed(page, confirmed=False)
    assert client.post(f"/steun/bevestigen/{signing.sign(REMOVE, signature.stamp)}").status_code == 410
    assert client.post(f"/steun/intrekken/{signing.sign(CONFIRM, signature.stamp)}").status_code == 410
    assert client.post("/steun/bevestigen/niets").status_code == 410
    assert client.get("/steun/bestaat-niet").status_code == 404


def test_the_group_sees_the_names_of_who_allows_that_alone(app, client, sign_in, page):
    signed(page, shows_name=True)
    signed(page, "stil@example.org", name="Stille Steun", reason="=HYPERLINK(1)")
    sign_in(client, page.challenge.cooperative.participations[0].user)
    path = f"/cooperaties/{page.challenge.cooperative.slug}/uitdagingen/{page.challenge_id}"
    for text in (client.get(path).text, client.get(f"{path}/handtekeningen.csv").get_data(as_text=True)):
        assert "Noor Haddad" in text
        assert "Stille Steun" not in text
        assert "example.org" not in text
    assert "'=HYPERLINK" in client.get(f"{path}/handtekeningen.csv").get_data(as_text=True)
    plan = plain(papers.paper_of(page.challenge, PaperKind.PLAN, made_at=clock.now()))
    assert "waren er 2 handtekeningen" in plan
    assert "Noor Haddad" in plan
    assert "Stille Steun" not in plan


def test_paper_signatures_count_along(app, client, sign_in, page):
    sign_in(client, page.challenge.cooperative.participations[0].user)
    path = f"/cooperaties/{page.challenge.cooperative.slug}/uitdagingen/{page.challenge_id}/steun-erbij/paper"
    sheet = {"on_date": clock.today().isoformat(), "number": "41", "text": "Op de markt."}
    assert client.post(path, data=sheet | {"number": "-1"}).status_code == 422
    assert client.post(path, data=sheet).status_code == 302
    signed(page)
    assert (counted(page).paper, counted(page).total) == (41, 42)


def test_a_closed_page_takes_no_signatures_and_says_so(app, client, sign_in, page):
    waiting = signed(page, confirmed=False)
    moved(page.challenge, ChallengeState.STOPPED)
    assert client.post(f"/steun/{page.token}", data=NOOR | {"email": "laat@example.org"}).status_code == 422
    assert confirm(client, waiting).status_code == 422
    assert client.get(f"/steun/{page.token}").status_code == 200
    assert counted(page).total == 0


def test_signatures_are_erased_in_time_and_the_number_stays(app, page):
    signed(page)
    moved(page.challenge, ChallengeState.STOPPED)
    assert erase_signatures() == "0 signatures erased"
    page.challenge.ended_on = clock.today() - terms.SIGNATURES_KEPT
    db.session.info["actor"] = "test"
    db.session.commit()
    assert erase_signatures() == "1 signatures erased"
    assert stored() == []
    assert counted(page).total == 1


def test_what_nobody_confirms_is_erased_after_a_week(app, page):
    early, late = signed(page, confirmed=False), signed(page, "b@example.org", confirmed=False)
    early.signed_at = clock.now() - terms.UNCONFIRMED_KEPT - timedelta(minutes=1)
    db.session.commit()
    assert erase_signatures() == "1 signatures erased"
    assert stored() == [late]


def test_hostile_words_of_a_visitor_do_no_harm(app, client, sign_in, page):
    client.post(f"/steun/{page.token}", data=NOOR | {"name": "<script>alert(1)</script>", "reason": "x" * 301})
    assert stored() == []  # too long: refused with what was typed
    client.post(f"/steun/{page.token}", data=NOOR | {"name": "<script>alert(1)</script>"})
    confirm(client, stored()[0])
    sign_in(client, ParticipationFactory(cooperative=page.challenge.cooperative).user)
    shown = client.get(f"/cooperaties/{page.challenge.cooperative.slug}/uitdagingen/{page.challenge_id}").text
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown
    assert client.post(f"/steun/{page.token}", data=NOOR | {"email": "geen adres"}).status_code == 422


def test_a_page_has_an_address_that_people_can_read_out(app, page):
    assert re.fullmatch(r"groen-in-de-zonnewijk-[0-9a-f]{6}", page.token)
    assert db.session.scalars(db.select(SupportPage)).one() == page


def test_who_fills_in_address_after_address_has_to_wait(make_app, upgrade):
    app = make_app(rate_limits=True)
    with app.app_context():
        upgrade(app)
        token = page_of(challenge()).token
        client = app.test_client()
        answers = [
            client.post(f"/steun/{token}", data=NOOR | {"email": f"n{n}@example.org"}).status_code for n in range(31)
        ]
        assert answers[:30] == [302] * 30
        last = client.post(f"/steun/{token}", data=NOOR | {"email": "nog@example.org"})
        assert last.status_code == 429
        assert "Noor Haddad" in last.text
        db.session.remove()
        db.engine.dispose()
