"""What leaving comes to, and the papers of it."""

import io
from datetime import date

import docx
import pytest

from incubator.capital.services import accounts as capital
from incubator.capital.values import book as book_codes
from incubator.cooperatives import services as cooperatives_services
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.core.db import db
from incubator.core.quantities import write_cents
from incubator.ledger import services as ledger
from incubator.ledger.values import Booking
from incubator.register import documents, queries, services
from incubator.register.values import BANK, Decision, EntryKind, EventKind, MembershipNotice, Person
from incubator.statutes import services as statutes_services
from incubator.statutes.values.legal_person import LegalPerson
from tests.factories import SOME_MOMENT, CoachAssignmentFactory, CooperativeFactory, ParticipationFactory
from tests.statutes.answers import answers

BY = {"author": None, "now": SOME_MOMENT}
WHOSE = LegalPerson("De Bezem U.A.", "Utrecht", "12345678")
DEED = date(2026, 1, 15)
TODAY = SOME_MOMENT.date()


def founded(**changes):
    """A cooperative whose deed was signed, with one member who paid."""
    group = CooperativeFactory(phase=Phase.F5)
    statutes_services.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)
    version = statutes_services.make_version(group, author=None, now=SOME_MOMENT, today=DEED)
    statutes_services.record_signing(version, on=DEED, notary="mr. De Wit", filed_on=None, author=None, now=SOME_MOMENT)
    cooperatives_services.record_fact(
        group,
        "capital.contribution",
        "1000.00",
        source=FactSource(FactSourceKind.ENTERED),
        author=None,
        now=SOME_MOMENT,
        approved=True,
    )
    on = date(2026, 3, 1)
    member = services.admit(group, Person("Fatima", address="Kade 2"), Decision("bestuur", on, on), **BY)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 25_000, on=date(2026, 4, 1), **BY)
    return group, member


def words_of(content):
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_before_a_notice_it_is_reckoned_with_the_article_of_the_statutes(app):
    _group, member = founded(exit__repayment_years=2)
    leaving = queries.leaving(member, date(2026, 5, 1), today=TODAY)
    assert not leaving.decided
    assert leaving.last_day <= leaving.outer_limit == date(2027, 12, 31)
    assert leaving.notice.article
    assert (leaving.paid_cents, leaving.due_cents) == (25_000, 75_000)
    assert leaving.repaid_by == date(leaving.last_day.year + 2, leaving.last_day.month, leaving.last_day.day)
    assert (leaving.liable_until, leaving.acknowledged_by) == (None, None)


def test_after_a_notice_it_is_what_the_register_has(app):
    _group, member = founded()
    end = services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    leaving = queries.leaving(member, date(2026, 11, 1), today=TODAY)
    assert (leaving.decided, leaving.noticed_on, leaving.last_day) == (True, date(2026, 5, 1), end.on_date)


def test_who_left_a_cooperative_with_liability_stays_liable_for_a_while(app):
    _group, member = founded(
        liability__regime="BA",
        liability__excluded=False,
        liability__max_per_member_cents=50_000,
        liability__post_exit_years=2,
    )
    leaving = queries.leaving(member, date(2026, 5, 1), today=TODAY)
    assert leaving.acknowledged_by == date(2026, 5, 15)
    assert leaving.liable_until == date(leaving.last_day.year + 2, leaving.last_day.month, leaving.last_day.day)
    words = words_of(documents.statement(member, leaving, WHOSE, made_at=SOME_MOMENT))
    assert "tot hoogstens € 500" in words
    assert "uiterlijk op 15 mei 2026" in words


def test_the_statement_says_it_all_and_can_be_signed(app):
    _group, member = founded()
    services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    leaving = queries.leaving(member, date(2026, 5, 1), today=TODAY)
    words = words_of(documents.statement(member, leaving, WHOSE, made_at=SOME_MOMENT))
    for part in (
        "Verklaring bij vertrek",
        "Fatima, lid nummer 1",
        "1 mei 2026",
        "€ 250",
        "€ 750",
        "(U.A.)",
        "handtekening",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("kind", "words", "ground"),
    [
        (EventKind.EXPULSION, "Het lid is ontzet met een besluit van 1 mei 2026.", "breach_statutes"),
        (
            EventKind.TERMINATION,
            "De coöperatie zegde het lidmaatschap op met een besluit van 1 mei 2026.",
            "requirements_lost",
        ),
        (EventKind.DEATH, "door overlijden", ""),
    ],
)
def test_who_gave_no_notice_reads_of_none(client, base, kind, words, ground):
    day = date(2026, 5, 1)
    (member,) = queries.members(db.session.scalars(db.select(Cooperative)).one())
    # An expulsion ends the membership when the time for an appeal is over.
    last = {EventKind.EXPULSION: date(2026, 6, 30)}.get(kind, day)
    decision = Decision("bestuur", day, last, ground, "Redenen.")
    services.end(member, kind, decision, **BY)
    db.session.commit()
    letter = words_of(
        documents.statement(
            member,
            queries.leaving(member, day, today=TODAY),
            WHOSE,
            made_at=SOME_MOMENT,
        )
    )
    assert words in letter
    assert "opzegging was" not in letter
    assert "2:36" not in letter
    assert "Opgezegd op" not in client.get(f"{base}/1/vertrek").text


@pytest.fixture
def base(client, sign_in, app):
    group, _member = founded()
    user = ParticipationFactory(cooperative=group).user
    db.session.commit()
    sign_in(client, user)
    return f"/cooperaties/{group.slug}/leden"


def test_the_page_reckons_for_another_day(client, base):
    page = client.get(f"{base}/1/vertrek?op=2026-12-30")
    assert page.status_code == 200
    assert "31 december 2027" in page.text
    assert client.get(f"{base}/1/vertrek?op=gisteren").status_code == 200
    letter = client.get(f"{base}/1/vertrek/verklaring")
    assert "Berekening van een vertrek" in words_of(letter.data)


def test_without_liability_there_is_no_list_for_the_trade_register(client, base):
    assert client.get(f"{base}/handelsregister").status_code == 404
    assert f"{base}/handelsregister" not in client.get(f"{base}/").text


def test_the_list_for_the_trade_register_where_members_are_liable(client, sign_in, app):
    group, _member = founded(liability__regime="WA", liability__excluded=False)
    sign_in(client, ParticipationFactory(cooperative=group).user)
    base = f"/cooperaties/{group.slug}/leden"
    assert f"{base}/handelsregister" in client.get(f"{base}/").text
    answer = client.get(f"{base}/handelsregister")
    (table,) = docx.Document(io.BytesIO(answer.data)).tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", "Fatima", "Kade 2", "1 maart 2026"]


def test_a_coach_sees_no_address_and_no_reasons(client, sign_in, app):
    group, member = founded()
    services.resign(member, MembershipNotice(date(2026, 5, 1), note="Ruzie met Jan."), **BY)
    sign_in(client, CoachAssignmentFactory(cooperative=group).user)
    page = client.get(f"/cooperaties/{group.slug}/leden/1").text
    assert "Fatima" in page
    assert "Kade 2" not in page
    assert "Ruzie" not in page
    assert client.get(f"/cooperaties/{group.slug}/leden/1/vertrek").status_code == 403


def test_a_letter_has_the_sender_and_the_address_of_the_member(app):
    _group, member = founded()
    member.address = "Kade 1\n3511 AA Utrecht"
    services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    letter = words_of(
        documents.statement(member, queries.leaving(member, date(2026, 5, 1), today=TODAY), WHOSE, made_at=SOME_MOMENT)
    )
    for line in ("Statutair gevestigd te Utrecht, KVK-nummer 12345678", "Kade 1", "3511 AA Utrecht"):
        assert line in letter


def test_a_calculation_beforehand_is_not_signed(app):
    _group, member = founded()
    leaving = queries.leaving(member, date(2026, 5, 1), today=TODAY)
    letter = words_of(documents.statement(member, leaving, WHOSE, made_at=SOME_MOMENT))
    assert "Berekening van een vertrek" in letter
    assert "handtekening" not in letter


def test_the_page_offers_a_statement_to_sign_only_after_the_notice(client, base):
    (member,) = queries.members(db.session.scalars(db.select(Cooperative)).one())
    before = client.get(f"{base}/1/vertrek").text
    assert "to sign" not in before
    assert "om te tekenen" not in before
    services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    db.session.commit()
    after = client.get(f"{base}/1/vertrek").text
    assert "to sign" in after or "om te tekenen" in after


def test_what_is_credited_and_still_to_be_paid_out_stands_in_the_statement(app, client, sign_in):
    """A member is owed more than the contribution, and what is booked for a day to come does not count yet."""
    group, member = founded()
    book = capital.common_book(group)
    capital.open_for(book, member.number)
    credited, payable = book_codes.allocated_code(1), book_codes.payable_code(1)
    shares = {book_codes.RESULT: -1_500, credited: 1_000, payable: 500}
    ledger.post(book, Booking(date(2026, 6, 1), "division", shares, "Verdeling 2025"), by=None, now=SOME_MOMENT)
    planned = {services.account_of(member).code: 10_000, BANK: -10_000}
    ledger.post(book, Booking(date(2027, 1, 1), "contribution", planned, ""), by=None, now=SOME_MOMENT)
    leaving = queries.leaving(member, date(2026, 5, 1), today=TODAY)
    assert (leaving.paid_cents, leaving.due_cents) == (25_000, 75_000)
    assert {each.account: each.cents for each in leaving.held_besides} == {
        "Bijgeschreven resultaat": 1_000,
        "Uit te betalen resultaat": 500,
    }
    words = words_of(documents.statement(member, leaving, WHOSE, made_at=SOME_MOMENT))
    assert f"Bijgeschreven resultaat: {write_cents(1_000)}." in words
    assert queries.balance_on(member, TODAY) == 25_000
    assert queries.balance_on(member, date(2027, 1, 1)) == 35_000
