"""Two people at the same moment: numbers, ends and accounts stay right, on both databases."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.quantities import months_later
from incubator.register import queries, rules, services
from incubator.register.models import Member, MemberEvent
from incubator.register.values import Decision, EntryKind, EventKind, Founding, MembershipNotice, Person
from incubator.statutes import queries as statutes_queries
from incubator.statutes import services as statutes_services
from tests.at_once import at_once
from tests.factories import SOME_MOMENT, CooperativeFactory
from tests.statutes.answers import answers

pytestmark = pytest.mark.both_databases

TODAY = date(2026, 11, 24)
BOARD = Decision("bestuur", date(2026, 3, 1), date(2026, 3, 1))


@pytest.fixture
def group_id(app):
    group = CooperativeFactory(phase=Phase.F5)
    db.session.commit()
    return group.id


@pytest.fixture
def member_id(group_id):
    with transaction(actor=SYSTEM):
        group = db.session.get(Cooperative, group_id)
        return services.admit(group, Person("Fatima"), BOARD, author=None, now=SOME_MOMENT).id


def carried_out(verb, model, row_id, *arguments, **named):
    """A verb of the register on a row, as a request does it: read the row, then a transaction of its own."""

    def action():
        row = db.session.get(model, row_id)
        with transaction(actor=SYSTEM):
            verb(row, *arguments, author=None, now=clock.now(), **named)
        return "done"

    return action


def pay(member_id, kind, cents, note=""):
    return carried_out(services.enter_payment, Member, member_id, kind, cents, on=TODAY, note=note)


def refused(outcomes):
    """How many were refused; every other one was carried out, and none broke down."""
    refusals = [outcome for outcome in outcomes if isinstance(outcome, RuleViolation)]
    assert all(outcome == "done" or outcome in refusals for outcome in outcomes), outcomes
    return len(refusals)


def account(member_id):
    db.session.expire_all()
    member = db.session.get(Member, member_id)
    assert member.balance_cents == sum(line.amount_cents for line in member.payments)
    return member.balance_cents


def test_six_repayments_at_once_never_take_more_than_there_is(app, member_id):
    at_once(app, pay(member_id, EntryKind.CONTRIBUTION, 10_000))
    repayments = [pay(member_id, EntryKind.REPAYMENT, 8_000, note=f"Nummer {number}") for number in range(6)]
    assert refused(at_once(app, *repayments)) == 5
    assert account(member_id) == 2_000


def test_the_same_payment_twice_at_once_is_booked_once(app, member_id):
    payment = pay(member_id, EntryKind.CONTRIBUTION, 2_500, note="Termijn 2")
    assert refused(at_once(app, payment, payment)) == 1
    assert account(member_id) == 2_500


def test_different_payments_at_once_are_all_booked(app, member_id):
    payments = [pay(member_id, EntryKind.CONTRIBUTION, 100, note=str(number)) for number in range(4)]
    assert refused(at_once(app, *payments)) == 0
    assert account(member_id) == 400


def test_members_who_are_admitted_at_once_get_numbers_of_their_own(app, group_id):
    admissions = [
        carried_out(services.admit, Cooperative, group_id, Person(name), BOARD) for name in ("Ali", "Bo", "Cas", "Dee")
    ]
    assert refused(at_once(app, *admissions)) == 0
    members = queries.members(db.session.get(Cooperative, group_id))
    assert [member.number for member in members] == [1, 2, 3, 4]
    assert {member.name for member in members} == {"Ali", "Bo", "Cas", "Dee"}


def test_the_same_member_entered_twice_at_once_is_entered_once(app, group_id):
    admission = carried_out(services.admit, Cooperative, group_id, Person("Ali"), BOARD)
    assert refused(at_once(app, admission, admission)) == 1
    assert len(queries.members(db.session.get(Cooperative, group_id))) == 1


def test_a_resignation_twice_at_once_is_entered_once(app, member_id):
    resignation = carried_out(services.resign, Member, member_id, MembershipNotice(TODAY))
    assert refused(at_once(app, resignation, resignation)) == 1
    assert [event.kind for event in db.session.get(Member, member_id).events] == [
        EventKind.ADMISSION,
        EventKind.RESIGNATION,
    ]


def test_an_event_corrected_twice_at_once_is_corrected_once(app, member_id):
    at_once(app, carried_out(services.resign, Member, member_id, MembershipNotice(TODAY)))
    event_id = db.session.get(Member, member_id).events[-1].id
    correction = carried_out(services.correct, MemberEvent, event_id, "Vergissing")
    assert refused(at_once(app, correction, correction)) == 1
    assert len(db.session.get(Member, member_id).events) == 3


def test_a_founding_recorded_twice_at_once_opens_one_register(app, group_id):
    group = db.session.get(Cooperative, group_id)
    with transaction(actor=SYSTEM):
        statutes_services.import_answers(group, answers(), author=None, now=SOME_MOMENT)
    signed = Founding(date(2026, 11, 2), "mr. De Wit", "12345678", date(2026, 11, 4))
    recording = carried_out(services.record_founding, Cooperative, group_id, signed, today=TODAY)
    assert refused(at_once(app, recording, recording)) == 0
    assert [member.number for member in queries.members(group)] == [1, 2, 3, 4, 5]
    assert [version.number for version in statutes_queries.versions(group)] == [1]


def test_the_database_itself_refuses_an_account_below_zero(app, member_id):
    at_once(app, pay(member_id, EntryKind.CONTRIBUTION, 10_000))
    db.session.get(Member, member_id).account.balance_cents = -1
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("kinds", [(EventKind.ADMISSION,), (EventKind.DEATH, EventKind.RESIGNATION)])
def test_the_database_itself_refuses_a_second_beginning_or_end(app, member_id, kinds):
    for kind in kinds:
        decision = {"on_date": TODAY, "decided_on": TODAY, "decided_by": "bestuur", "recorded_at": SOME_MOMENT}
        db.session.add(MemberEvent(member_id=member_id, kind=kind, **decision))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_an_appeal_entered_twice_at_once_is_entered_once(app, member_id):
    expelled = Decision("", TODAY, months_later(TODAY, 1), "breach_statutes", "Werkt elders mee.")
    at_once(app, carried_out(services.end, Member, member_id, EventKind.EXPULSION, expelled))
    event_id = db.session.get(Member, member_id).events[-1].id
    appeal = carried_out(services.follow, MemberEvent, event_id, "appeal", TODAY, "")
    assert refused(at_once(app, appeal, appeal)) == 1
    db.session.expire_all()
    assert len(db.session.get(Member, member_id).events) == 3


def test_an_application_decided_twice_at_once_admits_once(app, group_id):
    with transaction(actor=SYSTEM):
        received = services.ApplicationReceived(date(2026, 3, 1))
        group = db.session.get(Cooperative, group_id)
        applicant_id = services.apply(group, Person("Noor"), received, author=None, now=SOME_MOMENT).id
    admission = carried_out(
        services.decide, Member, applicant_id, EventKind.ADMISSION, Decision("bestuur", TODAY, TODAY)
    )
    assert refused(at_once(app, admission, admission)) == 1
    db.session.expire_all()
    assert len(db.session.get(Member, applicant_id).events) == 2


def test_a_file_taken_in_twice_at_once_enters_everybody_once(app, group_id):
    file = rules.read_members("Naam;Lid sinds\nAli;1-1-2020\nBo;1-2-2020\n")
    taking = carried_out(services.take_in, Cooperative, group_id, file, with_alike=False)
    assert refused(at_once(app, taking, taking)) == 1
    assert [member.number for member in queries.members(db.session.get(Cooperative, group_id))] == [1, 2]
