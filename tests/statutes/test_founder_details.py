"""Personal data for the deed: only the founder's own link and the notary pack show them, and they go when they have served."""

import io
import json
import re
import zipfile
from datetime import date, timedelta

import pytest
import structlog
from sqlalchemy import select, text

from incubator.accounts.models import Role
from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock, sealing
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.core.word.reading import lines
from incubator.register import services as register
from incubator.register.values import Founding
from incubator.statutes import jobs
from incubator.statutes import services as statutes
from incubator.statutes.models import FounderDetails
from incubator.statutes.queries import founders as asked_founders
from incubator.statutes.rules.founder_details import KEPT_WITHOUT_DEED, what_is_wrong
from incubator.statutes.services import founders
from incubator.statutes.values.founder_details import OrganisationDetails, PersonDetails, as_texts, from_texts, missing
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ParticipationFactory, UserFactory
from tests.statutes.answers import answers
from tests.test_hostile_input import HOSTILE

TODAY = date(2026, 11, 24)
INDEX = "/cooperaties/bezem/statuten/gegevens-voor-de-akte/"
WHOLE = {
    "first_names": "Johanna Maria",
    "surname": "van den Berg",
    "birth_date": "14-3-1985",
    "birth_place": "Deventer",
    "street": "Kanaalstraat 12",
    "postcode": "3531 cj",
    "city": "Utrecht",
    "marital_status": "partnership",
    "document_kind": "identity-card",
    "document_number": "IXR49D8K2",
    "document_issued_on": "2-5-2022",
    "document_issued_at": "Burgemeester van Utrecht",
    "document_valid_until": "2-5-2099",
}
# What may stand nowhere but behind the own link and in the pack.
PERSONAL = ("Johanna Maria", "1985", "Deventer", "Kanaalstraat", "IXR49D8K2", "Burgemeester")


@pytest.fixture
def group(app):
    made = CooperativeFactory(slug="bezem", name="De Bezem")
    with transaction(actor=SYSTEM):
        statutes.import_answers(made, answers(), author=None, now=clock.now())
    return made


@pytest.fixture
def coordinator(group):
    return ParticipationFactory(cooperative=group, user=UserFactory(name="Fatima")).user


def asked(group, coordinator, person="p3", *, now=None):
    """The secret of a link for one of the founders; p3 is Joke van den Berg, who gives a power of attorney."""
    with transaction(actor=coordinator):
        entry = asked_founders.founder(coordinator, group.slug, person)
        return founders.ask(entry, by=coordinator, now=now or clock.now())[1]


def filled_in(client, secret, **changes):
    answer = client.post(f"/gegevens-voor-de-akte/{secret}", data={**WHOLE, **changes})
    assert answer.status_code == 302
    return answer


def rows():
    return db.session.scalars(select(FounderDetails).order_by(FounderDetails.id)).all()


def packed(client, number=1):
    """The texts of the pack as this person downloads it, by file name."""
    answer = client.get(f"/cooperaties/bezem/statuten/versies/{number}/notaris")
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        names = [name for name in package.namelist() if name.endswith(".docx")]
        return {name: "\n".join(line.written for line in lines(package.read(name))) for name in names}


def version_of(group):
    with transaction(actor=SYSTEM):
        return statutes.make_version(group, author=None, now=clock.now(), today=clock.today())


def founded(group):
    with transaction(actor=SYSTEM):
        founding = Founding(clock.today(), "mr. De Wit", "", None)
        register.record_founding(group, founding, author=None, now=clock.now(), today=clock.today())


def everything_stored():
    """Every value in the database, the sealed ones too, as one text."""
    with db.engine.connect() as connection:
        tables = [connection.execute(table.select()).all() for table in Base.metadata.sorted_tables]
    return repr(tables)


def test_a_founder_fills_in_with_a_link_and_the_pack_has_it(client, sign_in, group, coordinator):
    version_of(group)
    secret = asked(group, coordinator)
    filled_in(client, secret)
    page = client.get(f"/gegevens-voor-de-akte/{secret}")
    assert 'value="Johanna Maria"' in page.text
    assert rows()[0].filled_at is not None
    sign_in(client, coordinator)
    texts = packed(client)
    sheet = texts["3 Oprichters.docx"]
    for expected in (
        "Johanna Maria van den Berg", "14 maart 1985", "Deventer", "Kanaalstraat 12, 3531 CJ Utrecht", "geregistreerd partner",
        "identiteitskaart IXR49D8K2", "2 mei 2022", "Burgemeester van Utrecht", "2 mei 2099",
    ):  # fmt: skip
        assert expected in sheet
    power = texts["4 Volmacht Joke van den Berg.docx"]
    assert "Johanna Maria van den Berg, geboren op 14 maart 1985 te Deventer, wonende te Kanaalstraat 12" in power
    # Who did not fill in anything is an open point, as before.
    assert sheet.count("in te vullen") == 4 * 9


@pytest.mark.parametrize("role", [ParticipationRole.MEMBER, Role.COACH])
def test_for_others_the_pack_and_the_pages_hold_nothing_of_it(client, sign_in, group, coordinator, role):
    version_of(group)
    filled_in(client, asked(group, coordinator))
    reader = CoachAssignmentFactory(cooperative=group).user if role is Role.COACH else None
    reader = reader or ParticipationFactory(cooperative=group, role=role).user
    sign_in(client, reader)
    page = client.get(INDEX)
    assert "ingevuld" in page.text or "filled in" in page.text
    assert not any(value in page.text for value in PERSONAL)
    if role is Role.COACH:
        assert client.get("/cooperaties/bezem/statuten/versies/1/notaris").status_code == 403
        return
    texts = packed(client)
    assert not any(value in written for written in texts.values() for value in PERSONAL)
    assert "Geboortedatum" in texts["3 Oprichters.docx"]


def test_nothing_of_it_stands_in_the_database_the_trail_the_mails_or_ones_own_export(client, sign_in, group):
    coordinator = ParticipationFactory(cooperative=group, user=UserFactory(name="Joke van den Berg")).user
    sign_in(client, coordinator)
    answer = client.post(f"{INDEX}vragen/p3", data={"email": "joke@example.org"})
    assert answer.status_code == 302
    mail = db.session.scalar(select(OutgoingMail).where(OutgoingMail.recipient == "joke@example.org"))
    secret = re.search(rb"gegevens-voor-de-akte/([\w-]{43})", mail.content.replace(b"=\r\n", b""))[1].decode()
    filled_in(client, secret)
    stored = everything_stored()
    assert not any(value in stored for value in PERSONAL)
    assert secret not in stored.replace(repr(mail.content), "")
    trail = json.dumps([entry.changes for entry in db.session.scalars(select(AuditEntry)) if "sealed" in entry.changes])
    assert set(re.findall(r'"sealed": (\[.*?\])', trail)) == {'["(hidden)", "(hidden)"]'}
    assert not any(value in client.get("/account/gegevens").text for value in PERSONAL)
    row = rows()[0]
    assert sealing.unseal("second-factor", row.sealed) is None
    assert json.loads(sealing.unseal(founders.PURPOSE, row.sealed))["surname"] == "van den Berg"


def test_the_number_of_the_document_is_never_shown_again_and_stays_when_left_empty(client, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    page = client.get(f"/gegevens-voor-de-akte/{secret}").text
    assert "IXR49D8K2" not in page
    assert re.search(r"(eindigt op|ends in) K2", page)
    filled_in(client, secret, document_number="", city="Zeist")
    with transaction(actor=SYSTEM):
        row, founder = founders.hold(secret, now=clock.now())
        details = founders.details_of(row, founder)
    assert (details.document_number, details.city) == ("IXR49D8K2", "Zeist")


def test_one_saves_half_and_comes_back(client, group, coordinator):
    secret = asked(group, coordinator)
    answer = client.post(f"/gegevens-voor-de-akte/{secret}", data={"first_names": "Johanna", "surname": "Berg"})
    assert answer.status_code == 302
    assert rows()[0].filled_at is None
    page = client.get(f"/gegevens-voor-de-akte/{secret}").text
    assert 'value="Johanna"' in page
    assert re.search(r"alert--info.*?(Geboortedatum|Date of birth), (Geboorteplaats|Place of birth)", page, re.DOTALL)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("birth_date", "1-1-2090"),
        ("document_valid_until", "1-1-2020"),
        ("document_issued_on", "1-1-2090"),
        ("postcode", "12 AB"),
        ("birth_date", "31-2-1980"),
        ("document_kind", "library-card"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(client, group, coordinator, field, typed):
    secret = asked(group, coordinator)
    answer = client.post(f"/gegevens-voor-de-akte/{secret}", data={**WHOLE, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert 'value="Kanaalstraat 12"' in answer.text
    assert rows()[0].sealed is None


def test_everything_that_is_wrong_is_named_at_once(client, group, coordinator):
    wrong = {**WHOLE, "postcode": "12", "birth_date": "1-1-2090", "document_valid_until": "1-1-2020"}
    page = client.post(f"/gegevens-voor-de-akte/{asked(group, coordinator)}", data=wrong).text
    assert len(re.findall(r'id="\w+-error"', page)) == 3


def test_rules_of_dates_and_addresses():
    def wrong(**changes):
        return [broken.field for broken in what_is_wrong(PersonDetails(**changes), today=TODAY)]

    assert wrong() == []
    assert wrong(birth_date=TODAY) == ["birth_date"]
    assert wrong(birth_date=TODAY - timedelta(days=1)) == []
    assert wrong(document_issued_on=TODAY, document_valid_until=TODAY + timedelta(days=1)) == []
    assert wrong(document_issued_on=TODAY + timedelta(days=1)) == ["document_issued_on"]
    assert wrong(document_valid_until=TODAY) == ["document_valid_until"]
    for typed in ("0123 AB", "1234ABC", "1234", "1234 \u0410B"):
        assert wrong(postcode=typed, country="Nederland ") == ["postcode"]
    assert wrong(postcode="1234ab") == wrong(postcode="B-1000", country="België") == []
    assert [broken.field for broken in what_is_wrong(OrganisationDetails(kvk="1234567"), today=TODAY)] == ["kvk"]


def test_details_come_back_as_they_were_kept():
    details = PersonDetails(first_names="Jo", birth_date=date(1985, 3, 14))
    assert from_texts(PersonDetails, as_texts(details)) == details
    assert from_texts(OrganisationDetails, {**as_texts(details), "kvk": "12345678"}) == OrganisationDetails(
        kvk="12345678"
    )
    assert "country" not in missing(details)
    assert missing(OrganisationDetails("A", "B", "C", "D", "E", "", "F")) == ["representatives"]


def test_an_organisation_is_asked_for_other_things(client, sign_in, group, coordinator):
    with transaction(actor=SYSTEM):
        founding = [
            {"person_id": "p1", "name": "Stichting Wijkwerk", "kind": "legal", "present": True, "written_poa": False},
            {"person_id": "p2", "name": "Noor", "kind": "natural", "present": True, "written_poa": False},
        ]
        statutes.import_answers(group, answers(deed__founders=founding), author=None, now=clock.now())
    version_of(group)
    secret = asked(group, coordinator, "p1")
    page = client.get(f"/gegevens-voor-de-akte/{secret}").text
    assert 'name="kvk"' in page
    assert 'name="birth_date"' not in page
    given = {
        "legal_name": "Stichting Wijkwerk Utrecht", "seat": "Utrecht", "street": "Plein 1", "postcode": "3511 AB", "city": "Utrecht",
        "kvk": "41234567", "representatives": "A. Jansen, voorzitter",
    }  # fmt: skip
    assert client.post(f"/gegevens-voor-de-akte/{secret}", data=given).status_code == 302
    assert rows()[0].filled_at is not None
    sign_in(client, coordinator)
    sheet = packed(client)["3 Oprichters.docx"]
    assert all(
        value in sheet for value in ("Stichting Wijkwerk Utrecht", "Plein 1, 3511 AB Utrecht", "41234567", "A. Jansen")
    )


def test_a_link_that_never_was_is_too_old_or_was_replaced_says_the_same(client, group, coordinator):
    def answer_to(secret):
        answer = client.get(f"/gegevens-voor-de-akte/{secret}")
        sent = client.post(f"/gegevens-voor-de-akte/{secret}", data=WHOLE)
        wiped = client.post(f"/gegevens-voor-de-akte/{secret}/wissen")
        assert {answer.status_code, sent.status_code, wiped.status_code} == {410}
        return re.sub(r'(value|content)="[^"]*"|gegevens-voor-de-akte/[\w-]+', "", answer.text)

    long_ago = asked(group, coordinator, now=clock.now() - KEPT_WITHOUT_DEED - timedelta(minutes=1))
    too_old = answer_to(long_ago)
    replaced = asked(group, coordinator)
    asked(group, coordinator)
    assert answer_to("x" * 43) == too_old == answer_to(replaced)
    assert all(row.sealed is None for row in rows())


def test_a_new_link_does_not_open_what_was_filled_in_through_the_old(client, group, coordinator):
    filled_in(client, asked(group, coordinator))
    page = client.get(f"/gegevens-voor-de-akte/{asked(group, coordinator)}").text
    assert not any(value in page for value in PERSONAL)
    assert len(rows()) == 1


def test_the_page_is_kept_by_nobody(client, group, coordinator):
    page = client.get(f"/gegevens-voor-de-akte/{asked(group, coordinator)}")
    assert page.headers["Cache-Control"] == "no-store"
    # Nothing of the address goes to another site. To our own it does: without it no form is accepted over https.
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in page.text
    assert "data-keep" not in page.text


def test_the_founder_takes_everything_back(client, sign_in, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    assert client.post(f"/gegevens-voor-de-akte/{secret}/wissen").status_code == 200
    assert client.get(f"/gegevens-voor-de-akte/{secret}").status_code == 410
    row = rows()[0]
    assert (row.sealed, row.token_hash, row.filled_at) == (None, None, None)
    sign_in(client, coordinator)
    assert re.search("teruggenomen|taken back", client.get(INDEX).text)


def test_withdrawing_erases(client, sign_in, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    sign_in(client, coordinator)
    assert client.post(f"{INDEX}intrekken/p3").status_code == 302
    assert rows() == []
    assert client.get(f"/gegevens-voor-de-akte/{secret}").status_code == 410
    client.post(f"{INDEX}intrekken/p3")
    assert re.search("niets gevraagd|was not asked", client.get(INDEX).text)


def test_the_link_to_hand_over_is_shown_once(client, sign_in, group, coordinator):
    sign_in(client, coordinator)
    page = client.post(f"{INDEX}link/p2").text
    secret = re.search(r"gegevens-voor-de-akte/([\w-]{43})", page)[1]
    assert secret not in client.get(INDEX).text
    assert "Samuel Adeyemi" in client.get(f"/gegevens-voor-de-akte/{secret}").text


def test_the_mail_goes_to_the_address_of_who_takes_part_under_that_name(client, sign_in, group, coordinator):
    joke = UserFactory(name="Joke van den Berg", email="joke@example.org", language="en")
    ParticipationFactory(cooperative=group, user=joke, role=ParticipationRole.MEMBER)
    sign_in(client, coordinator)
    assert 'value="joke@example.org"' in client.get(f"{INDEX}vragen/p3").text
    assert 'value="joke@example.org"' not in client.get(f"{INDEX}vragen/p2").text
    client.post(f"{INDEX}vragen/p3", data={"email": "Joke@Example.org"})
    mail = db.session.scalar(select(OutgoingMail).where(OutgoingMail.recipient == "joke@example.org"))
    assert mail.subject == "Your data for the deed of De Bezem"
    refused = client.post(f"{INDEX}vragen/p2", data={"email": "geen adres"})
    assert refused.status_code == 422
    assert 'value="geen adres"' in refused.text


def test_nobody_mails_an_address_full(client, sign_in, group, coordinator):
    sign_in(client, coordinator)
    statuses = [client.post(f"{INDEX}vragen/p2", data={"email": "s@example.org"}).status_code for _ in range(12)]
    assert (statuses[0], statuses[-1]) == (302, 422)


def test_the_deed_erases_everything_and_nothing_is_asked_after_it(client, sign_in, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    asked(group, coordinator, "p1")
    founded(group)
    assert rows() == []
    assert client.get(f"/gegevens-voor-de-akte/{secret}").status_code == 410
    sign_in(client, coordinator)
    assert client.post(f"{INDEX}vragen/p3", data={"email": "joke@example.org"}).status_code == 422
    assert client.post(f"{INDEX}link/p3").status_code == 302
    assert rows() == []


def erased_by_the_job(group, secret, client):
    assert client.get(f"/gegevens-voor-de-akte/{secret}").status_code == 410
    return jobs.erase_founder_details()


def test_a_group_that_stops_keeps_nothing(client, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    assert jobs.erase_founder_details() == "0 founders erased"
    with transaction(actor=SYSTEM):
        group.stopped_at = clock.now()
    assert erased_by_the_job(group, secret, client) == "1 founders erased"
    assert rows() == []


def test_what_is_too_old_goes(client, group, coordinator):
    secret = asked(group, coordinator, now=clock.now() - KEPT_WITHOUT_DEED + timedelta(minutes=5))
    filled_in(client, secret)
    with transaction(actor=SYSTEM):
        rows()[0].expires_at = clock.now() - timedelta(seconds=1)
    assert erased_by_the_job(group, secret, client) == "1 founders erased"


def test_who_is_no_founder_any_more_is_erased_also_when_the_number_is_somebody_elses_now(client, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    listed = [
        {"person_id": "p1", "name": "Fatima el Idrissi"},
        {"person_id": "p3", "name": "Iemand Anders"},
    ]
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(deed__founders=listed), author=None, now=clock.now())
    fixed = version_of(group)
    assert founders.filled_in(fixed) == {}
    assert erased_by_the_job(group, secret, client) == "1 founders erased"


def test_what_a_backup_brings_back_after_the_deed_goes_at_night(client, group, coordinator):
    filled_in(client, asked(group, coordinator))
    kept = db.session.execute(text("SELECT * FROM founder_details")).mappings().one()
    founded(group)
    with db.engine.begin() as connection:
        connection.execute(FounderDetails.__table__.insert(), [_as_moments(kept)])
    assert jobs.erase_founder_details() == "1 founders erased"


def _as_moments(row):
    """What the database gave as text, as moments again."""
    return {name: clock.now() if name.endswith("_at") and value is not None else value for name, value in row.items()}


def test_two_of_one_name_are_not_taken_for_each_other(client, sign_in, group, coordinator):
    listed = [{"person_id": number, "name": "Ali Kaya"} for number in ("p1", "p2")]
    with transaction(actor=SYSTEM):
        statutes.import_answers(group, answers(deed__founders=listed), author=None, now=clock.now())
    assert asked_founders.founder(coordinator, "bezem", "p1") is None
    sign_in(client, coordinator)
    assert client.get(f"{INDEX}vragen/p1").status_code == 404
    assert re.search("dezelfde naam|the same name", client.get(INDEX).text)


def test_two_tabs_do_not_overwrite_each_other_unseen(client, group, coordinator):
    secret = asked(group, coordinator)
    opened = json.dumps({"city": ""})
    assert (
        client.post(f"/gegevens-voor-de-akte/{secret}", data={"city": "Utrecht", "opened": opened}).status_code == 302
    )
    answer = client.post(f"/gegevens-voor-de-akte/{secret}", data={"city": "Zeist", "opened": opened})
    assert answer.status_code == 409
    assert "Utrecht" in answer.text
    assert 'value="Zeist"' in answer.text


def test_another_secret_key_makes_it_unreadable_and_breaks_no_page(app, client, group, coordinator):
    secret = asked(group, coordinator)
    filled_in(client, secret)
    with transaction(actor=SYSTEM):
        rows()[0].sealed = "sealed with another key"
    assert not any(value in client.get(f"/gegevens-voor-de-akte/{secret}").text for value in PERSONAL)
    assert founders.filled_in(version_of(group))["p3"] == PersonDetails()


def test_the_service_refuses_what_the_page_would_not_send(group, coordinator):
    secret = asked(group, coordinator)
    row, _founder = founders.behind(secret, now=clock.now())
    with pytest.raises(RuleViolation, match="past"):
        founders.save(row, PersonDetails(birth_date=date(2090, 1, 1)), now=clock.now(), today=TODAY)
    with pytest.raises(RuleViolation, match="does not work"):
        founders.hold("no link", now=clock.now())


def test_whatever_is_typed_is_answered_in_words(client, sign_in, group, coordinator):
    """No link leads to the page of a founder, so who walks all pages does not come here."""
    secret = asked(group, coordinator)
    path = f"/gegevens-voor-de-akte/{secret}"
    typed_values = [typed for name, typed in HOSTILE.items() if name != "surrogate"]  # which this client cannot send
    for typed in typed_values:
        everything = dict.fromkeys((*WHOLE, "country", "opened"), typed)
        assert client.post(path, data=everything).status_code in {302, 409, 422}, typed
        assert client.post(path, data={**WHOLE, "first_names": typed, "city": typed}).status_code in {302, 422}, typed
        assert client.get(path).status_code == 200
    files = {name: (io.BytesIO(b"x"), "x.txt") for name in WHOLE}
    assert client.post(path, data=files).status_code in {302, 422}
    assert client.get("/gegevens-voor-de-akte/%00").status_code in {404, 410}
    sign_in(client, coordinator)
    for typed in typed_values:
        assert client.post(f"{INDEX}vragen/p2", data={"email": typed}).status_code == 422


def test_no_log_holds_the_link_when_something_goes_wrong(client, group, coordinator, monkeypatch):
    secret = asked(group, coordinator)

    def goes_wrong(*_given, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(founders, "details_of", goes_wrong)
    with structlog.testing.capture_logs() as logs:
        assert client.get(f"/gegevens-voor-de-akte/{secret}").status_code == 500
    assert [entry["path"] for entry in logs] == ["/gegevens-voor-de-akte/<secret>"]
    assert secret not in repr(logs)
