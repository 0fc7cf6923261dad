"""Searches that are kept: by people with an account, and by visitors who confirm their address."""

from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.core import clock, outbox
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.limits import limiter
from incubator.core.mail import Pace
from incubator.notices import forms, jobs
from incubator.notices.models import SavedSearch, SearchAnswer
from incubator.notices.queries import saved as queries
from incubator.notices.services import saved as services
from tests.factories import UserFactory
from tests.notices.test_pages import publication, store

ADDRESS = "bezoeker@voorbeeld.nl"


def mails(to=None):
    messages = []
    for mail in db.session.scalars(select(outbox.OutgoingMail).order_by(outbox.OutgoingMail.id)):
        if to is None or mail.recipient == to:
            messages.append(message_from_bytes(mail.content, policy=policy.default))
    return messages


def text_of(message):
    return message.get_body(("plain",)).get_content()


def link_in(message, piece):
    for word in text_of(message).split():
        if piece in word:
            return urlsplit(word.strip("<>.,")).path
    raise AssertionError(f"no link with {piece}")


def saved():
    db.session.expire_all()
    return db.session.scalars(select(SavedSearch).order_by(SavedSearch.id)).all()


def subscribe(client, question="zoek=groen", email=ADDRESS, **more):
    return client.post(f"/aankondigingen/per-mail?{question}", data={"email": email, "pace": "daily", **more})


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_search_is_kept_and_tells_what_is_new(app, client, sign_in):
    store(publication(1, "Groen A"))
    sign_in(client, UserFactory())
    answer = client.post(
        "/aankondigingen/zoekopdrachten/bewaren?zoek=groen", data={"name": "Ons groen", "pace": "none"}
    )
    assert answer.status_code == 302
    store(publication(2, "Groen B"), publication(3, "Schoonmaak"))
    jobs.look_and_tell()
    (search,) = saved()
    assert "Ons groen" in client.get("/aankondigingen/zoekopdrachten").get_data(as_text=True)
    page = client.get(f"/aankondigingen/zoekopdrachten/{search.id}").get_data(as_text=True)
    assert "Groen B" in page
    assert "Groen A" not in page
    assert "Schoonmaak" not in page
    client.post(f"/aankondigingen/zoekopdrachten/{search.id}/gezien")
    jobs.look_and_tell()
    assert "Groen B" not in client.get(f"/aankondigingen/zoekopdrachten/{search.id}").get_data(as_text=True)
    client.post(f"/aankondigingen/zoekopdrachten/{search.id}/verwijderen")
    assert saved() == []


def test_what_was_typed_stays_when_the_name_is_missing(app, client, sign_in):
    sign_in(client, UserFactory())
    answer = client.post("/aankondigingen/zoekopdrachten/bewaren?zoek=groen", data={"name": " ", "pace": "daily"})
    assert answer.status_code == 422
    assert 'value="daily"' in answer.get_data(as_text=True)
    assert saved() == []


def test_the_same_search_is_kept_once(app, client, sign_in):
    sign_in(client, UserFactory())
    path = "/aankondigingen/zoekopdrachten/bewaren?zoek=groen&status=open"
    client.post(path, data={"name": "A", "pace": "none"})
    answer = client.post(
        "/aankondigingen/zoekopdrachten/bewaren?status=open&zoek=groen", data={"name": "B", "pace": "none"}
    )
    assert answer.status_code == 422
    assert [search.name for search in saved()] == ["A"]


def test_a_person_keeps_no_more_than_forty(app, monkeypatch):
    monkeypatch.setattr(services, "MOST_KEPT", 1)
    user = UserFactory()
    request = forms.request_of({"zoek": "groen"}, [], [])
    with transaction(actor=SYSTEM):
        services.save(user, "A", {"zoek": "a"}, Pace.NONE, request, now=clock.now())
    with pytest.raises(services.RuleViolation), transaction(actor=SYSTEM):
        services.save(user, "B", {"zoek": "b"}, Pace.NONE, request, now=clock.now())


def test_the_search_of_another_is_not_there(app, client, sign_in):
    sign_in(client, UserFactory())
    client.post("/aankondigingen/zoekopdrachten/bewaren?zoek=groen", data={"name": "A", "pace": "none"})
    (search,) = saved()
    sign_in(client, UserFactory())
    assert client.get(f"/aankondigingen/zoekopdrachten/{search.id}").status_code == 404
    assert client.post(f"/aankondigingen/zoekopdrachten/{search.id}/verwijderen").status_code == 404


def test_mails_go_at_the_pace_of_the_search(app, client, sign_in, monkeypatch):
    user = UserFactory()
    sign_in(client, user)
    client.post("/aankondigingen/zoekopdrachten/bewaren?zoek=groen", data={"name": "Ons groen", "pace": "daily"})
    store(publication(2, "Groen B"))
    jobs.look_and_tell()
    assert mails(user.email) == []
    at(monkeypatch, clock.now() + timedelta(days=1))
    jobs.look_and_tell()
    jobs.look_and_tell()
    (mail,) = mails(user.email)
    assert "Ons groen" in mail["Subject"]
    assert "Groen B" in text_of(mail)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_import_that_ended_later_is_not_missed(app, monkeypatch):
    """What an import stores has the moment at which it began."""
    now = clock.now()
    with transaction(actor=SYSTEM):
        services.save(
            UserFactory(), "A", {"zoek": "groen"}, Pace.NONE, forms.request_of({"zoek": "groen"}, [], []), now=now
        )
    at(monkeypatch, now - timedelta(hours=3))
    store(publication(1, "Groen A"))
    at(monkeypatch, now)
    jobs.look_and_tell()
    assert [len(queries.fresh_answers(search)) for search in saved()] == [1]


def test_a_visitor_confirms_and_gets_what_is_new(app, client, monkeypatch):
    store(publication(1, "Groen A"))
    assert subscribe(client).status_code == 302
    (question,) = mails(ADDRESS)
    path = link_in(question, "bevestigen")
    assert client.get(path).status_code == 200
    assert saved()[0].confirmed_at is None  # a mail program opens links by itself
    client.post(path)
    assert saved()[0].confirmed_at is not None
    store(publication(2, "Groen B"))
    at(monkeypatch, clock.now() + timedelta(days=1))
    jobs.look_and_tell()
    (_question, mail) = mails(ADDRESS)
    assert "Groen B" in text_of(mail)
    assert "Groen A" not in text_of(mail)
    stop = urlsplit(mail["List-Unsubscribe"].strip("<>")).path
    assert client.get(stop).status_code == 200
    assert len(saved()) == 1
    assert client.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert saved() == []
    assert client.post(stop).status_code == 200


def test_nothing_is_mailed_before_an_address_is_confirmed(app, client, monkeypatch):
    subscribe(client)
    store(publication(2, "Groen B"))
    at(monkeypatch, clock.now() + timedelta(days=2))
    jobs.look_and_tell()
    assert len(mails(ADDRESS)) == 1


def test_the_question_to_confirm_holds_nothing_that_a_stranger_typed(app, client):
    subscribe(client, "zoek=win+geld+op+http%3A%2F%2Fkwaad.example&status=open&cpv=77&plaats=Utrecht")
    (mail,) = mails(ADDRESS)
    written = text_of(mail) + mail.get_body(("html",)).get_content() + mail["Subject"]
    assert "kwaad" not in written
    assert "geld" not in written
    assert "Utrecht" in written  # the name of a filter of ours


def test_an_address_that_nobody_confirms_is_forgotten(app, client, monkeypatch):
    subscribe(client)
    at(monkeypatch, clock.now() + timedelta(days=6))
    jobs.forget_searches()
    assert len(saved()) == 1
    at(monkeypatch, clock.now() + timedelta(days=2))
    jobs.forget_searches()
    assert saved() == []


def test_nobody_fills_the_mailbox_of_another(app, client):
    pages = {subscribe(client, f"zoek=groen{number}").headers["Location"] for number in range(4)}
    assert len(pages) == 1
    subscribe(client, "zoek=groen1")
    assert len(mails(ADDRESS)) == services.MOST_UNCONFIRMED


@pytest.fixture
def limited(make_app):
    """A client of an application with the limits on; off again afterwards, because the limiter is one for all."""
    strict = make_app(rate_limits=True)
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        limiter.reset()
        yield strict.test_client()
        limiter.reset()
        limiter.enabled = False
        db.session.remove()
        db.engine.dispose()


def test_who_asks_too_often_has_to_wait_and_loses_nothing(limited):
    codes = [subscribe(limited, f"zoek=a{number}").status_code for number in range(6)]
    assert codes == [302] * 5 + [429]
    answer = subscribe(limited, "zoek=b")
    assert ADDRESS in answer.text


def test_an_address_that_is_none_is_refused_and_stays(app, client):
    answer = subscribe(client, email="geen-adres")
    assert answer.status_code == 422
    assert 'value="geen-adres"' in answer.get_data(as_text=True)
    assert saved() == []


@pytest.mark.parametrize("path", ["bevestigen", "stoppen"])
def test_a_link_that_we_did_not_sign_opens_nothing(app, client, path):
    answer = client.get(f"/aankondigingen/per-mail/{path}/verzonnen")
    assert answer.status_code == 410
    # A visitor has no password to ask anew: the page leads back to the search.
    assert "/aankondigingen/" in answer.get_data(as_text=True)
    assert "wachtwoord-vergeten" not in answer.get_data(as_text=True)


def test_pages_of_mailed_links_are_not_kept_by_caches(app, client):
    subscribe(client)
    answer = client.get(link_in(mails(ADDRESS)[0], "bevestigen"))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "canonical" not in answer.get_data(as_text=True)


def test_searches_go_with_the_account(app):
    user = UserFactory()
    with transaction(actor=SYSTEM):
        services.save(user, "A", {"zoek": "a"}, Pace.NONE, forms.request_of({"zoek": "a"}, [], []), now=clock.now())
    assert services.exported(user)[0]["name"] == "A"
    with transaction(actor=SYSTEM):
        accounts.delete_account(user, known_as="oud-deelnemer", now=clock.now())
    assert saved() == []
    assert db.session.scalars(select(SearchAnswer)).all() == []


def test_the_list_of_searches_asks_as_much_for_many_as_for_few(app, client, sign_in, count_queries):
    user = UserFactory()
    sign_in(client, user)

    def opened(number):
        with transaction(actor=SYSTEM):
            services.save(
                user,
                f"S{number}",
                {"zoek": f"x{number}"},
                Pace.NONE,
                forms.request_of({"zoek": f"x{number}"}, [], []),
                now=clock.now(),
            )
        count_queries()
        client.get("/aankondigingen/zoekopdrachten")
        return count_queries()

    first = opened(1)
    opened(2)
    assert opened(3) == first
