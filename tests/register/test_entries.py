"""Applications, suspension, appeal, transfer, change of data and erasure, as they are entered."""

from datetime import date, datetime, timedelta

import pytest

from incubator.cooperatives.values import Phase
from incubator.core.clock import AMSTERDAM
from incubator.core.errors import RuleViolation
from incubator.register import queries, services
from incubator.register.values import (
    ApplicantStanding,
    Decision,
    EntryKind,
    EventKind,
    MembershipNotice,
    MembershipStanding,
    Person,
)
from incubator.statutes import services as statutes_services
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.statutes.answers import answers

TODAY = date(2026, 11, 24)
ADMITTED_ON = date(2026, 3, 1)
BY = {"author": None, "now": SOME_MOMENT}


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F5)


def with_statutes(group, **changes):
    statutes_services.import_answers(group, answers(**changes), author=None, now=SOME_MOMENT)


def admitted(group, name="Fatima", **more):
    return services.admit(group, Person(name, **more), Decision("bestuur", ADMITTED_ON, ADMITTED_ON), **BY)


def applied(group, name="Noor", on=date(2026, 4, 1), **more):
    return services.apply(group, Person(name), services.ApplicationReceived(on, **more), **BY)


def standing(member, day):
    row = queries.row_on(member, day)
    return row.standing if row else None


def decided(by, on, note="", **more):
    return Decision(by, on, on, note=note, **more)


def test_who_asks_has_a_number_and_is_no_member(group):
    admitted(group)
    applicant = applied(group)
    assert applicant.number == 2
    assert queries.members_count(group, TODAY) == 1
    assert queries.not_admitted(group, TODAY) == [(applicant, ApplicantStanding.APPLIED)]
    services.decide(applicant, EventKind.ADMISSION, decided("bestuur", date(2026, 4, 20)), **BY)
    assert queries.members_count(group, TODAY) == 2
    assert queries.not_admitted(group, TODAY) == []
    with pytest.raises(RuleViolation, match="is a member already"):
        services.decide(applicant, EventKind.REFUSAL, decided("bestuur", date(2026, 5, 1), "Te laat."), **BY)


def test_after_a_refusal_the_general_meeting_can_still_admit(group):
    applicant = applied(group)
    with pytest.raises(RuleViolation) as refused:
        services.decide(applicant, EventKind.REFUSAL, decided("bestuur", date(2026, 4, 20)), **BY)
    assert refused.value.field == "note"
    services.decide(applicant, EventKind.REFUSAL, decided("bestuur", date(2026, 4, 20), "Geen plaats."), **BY)
    assert queries.applicant_standing(applicant, TODAY) is ApplicantStanding.REFUSED
    with pytest.raises(RuleViolation, match="only the general meeting"):
        services.decide(applicant, EventKind.ADMISSION, decided("bestuur", date(2026, 5, 1)), **BY)
    services.decide(applicant, EventKind.ADMISSION, decided("ALV", date(2026, 5, 1)), **BY)
    assert standing(applicant, date(2026, 5, 1)) is MembershipStanding.MEMBER


def test_the_general_meeting_does_not_overrule_where_the_statutes_exclude_it(group):
    with_statutes(group, admission__organ="bestuur", admission__alv_override=False)
    applicant = applied(group)
    with pytest.raises(RuleViolation) as refused:
        services.decide(applicant, EventKind.ADMISSION, decided("ALV", date(2026, 5, 1)), **BY)
    assert refused.value.field == "decided_by"


def test_nobody_is_admitted_before_having_asked(group):
    applicant = applied(group)
    with pytest.raises(RuleViolation) as refused:
        services.decide(applicant, EventKind.ADMISSION, decided("bestuur", date(2026, 3, 31)), **BY)
    assert refused.value.field == "on"


def test_a_trial_needs_statutes_that_know_it(group):
    applicant = applied(group)
    trial = decided("bestuur", date(2026, 4, 20))
    until = date(2026, 9, 30)
    with_statutes(group, membership__aspirants={"allowed": False})
    with pytest.raises(RuleViolation, match="on trial"):
        services.decide(applicant, EventKind.TRIAL, trial, until=until, **BY)
    with_statutes(group, membership__aspirants={"allowed": True, "months": 6})
    services.decide(applicant, EventKind.TRIAL, trial, until=until, **BY)
    assert queries.applicant_standing(applicant, TODAY) is ApplicantStanding.TRIAL
    assert queries.members_count(group, TODAY) == 0


def test_where_members_are_liable_an_application_is_in_writing(group):
    with_statutes(group, liability__regime="WA", liability__excluded=False)
    with pytest.raises(RuleViolation) as refused:
        applied(group)
    assert refused.value.field == "in_writing"
    applied(group, in_writing=True)


@pytest.mark.parametrize("second", [Person("fatima"), Person("Fatima B.", email="F@Example.org")])
def test_who_seems_to_be_in_the_register_is_asked_about(group, second):
    admitted(group, email="f@example.org")
    later = SOME_MOMENT + timedelta(minutes=5)
    on = Decision("bestuur", ADMITTED_ON, ADMITTED_ON)
    with pytest.raises(RuleViolation) as refused:
        services.admit(group, second, on, author=None, now=later)
    assert refused.value.field == "is_another"
    assert services.admit(group, second, on, is_another=True, author=None, now=later).number == 2


def test_a_button_pressed_twice_enters_once(group):
    admitted(group)
    with pytest.raises(RuleViolation, match="a moment ago"):
        services.admit(group, Person("Fatima"), Decision("bestuur", ADMITTED_ON, ADMITTED_ON), is_another=True, **BY)


def test_an_admission_by_mistake_is_corrected_and_can_be_done_again(group):
    member = admitted(group)
    services.correct(member.events[0], "Zij heeft zich bedacht.", **BY)
    assert queries.row_on(member, TODAY) is None
    assert queries.applicant_standing(member, TODAY) is ApplicantStanding.MISTAKE
    services.decide(member, EventKind.ADMISSION, decided("bestuur", date(2026, 5, 1)), **BY)
    assert standing(member, date(2026, 4, 30)) is None
    assert standing(member, date(2026, 5, 1)) is MembershipStanding.MEMBER


def test_an_admission_on_which_something_followed_is_corrected_last(group):
    member = admitted(group)
    services.enter_payment(member, EntryKind.CONTRIBUTION, 100, on=date(2026, 4, 1), **BY)
    with pytest.raises(RuleViolation, match="money"):
        services.correct(member.events[0], "Vergissing.", **BY)
    services.resign(member, MembershipNotice(date(2026, 5, 1)), **BY)
    with pytest.raises(RuleViolation, match="the newest first"):
        services.correct(member.events[0], "Vergissing.", **BY)


def expelled(group, by="bestuur", last_day=date(2026, 7, 1)):
    with_statutes(group, expulsion__organ=by, expulsion__appeal={"organ": "ALV", "term_months": 1})
    member = admitted(group)
    reasons = Decision("", date(2026, 6, 1), last_day, "breach_statutes", "Werkt elders mee.")
    return member, services.end(member, EventKind.EXPULSION, reasons, **BY)


def test_an_expulsion_leaves_a_month_to_appeal(group):
    with pytest.raises(RuleViolation) as refused:
        expelled(group, last_day=date(2026, 6, 30))
    assert refused.value.field == "on"


def test_during_the_appeal_the_member_stays_suspended(group):
    member, expulsion = expelled(group)
    appeal = services.follow(expulsion, "appeal", date(2026, 7, 1), "", **BY)
    assert standing(member, date(2026, 10, 1)) is MembershipStanding.SUSPENDED
    ruling = services.follow(appeal, "annulled", date(2026, 10, 2), "Niet bewezen.", **BY)
    assert ruling.decided_by == "ALV"
    assert standing(member, date(2026, 10, 1)) is MembershipStanding.SUSPENDED
    assert standing(member, date(2026, 10, 2)) is MembershipStanding.MEMBER
    # Afterwards the member can leave as everybody can.
    assert services.resign(member, MembershipNotice(date(2026, 10, 3)), **BY).on_date == date(2026, 12, 31)


def test_an_expulsion_that_stands_ends_on_the_day_of_the_ruling(group):
    member, expulsion = expelled(group)
    appeal = services.follow(expulsion, "appeal", date(2026, 6, 20), "", **BY)
    services.follow(appeal, "upheld", date(2026, 10, 2), "", **BY)
    row = queries.row_on(member, TODAY)
    assert (row.standing, row.ended_on) == (MembershipStanding.ENDED, date(2026, 10, 2))
    with pytest.raises(RuleViolation, match="cannot follow"):
        services.follow(appeal, "annulled", date(2026, 10, 3), "", **BY)
    assert services.steps_after(member.events[-1]) == []


def test_an_appeal_after_its_time_is_refused(group):
    _member, expulsion = expelled(group)
    with pytest.raises(RuleViolation) as refused:
        services.follow(expulsion, "appeal", date(2026, 7, 2), "", **BY)
    assert refused.value.field == "on"


def test_against_the_general_meeting_there_is_no_appeal(group):
    _member, expulsion = expelled(group, by="ALV", last_day=date(2026, 6, 1))
    with pytest.raises(RuleViolation, match="no appeal"):
        services.follow(expulsion, "appeal", date(2026, 6, 1), "", **BY)


def test_an_appeal_by_mistake_gives_the_expulsion_its_end_again(group):
    member, expulsion = expelled(group)
    appeal = services.follow(expulsion, "appeal", date(2026, 6, 20), "", **BY)
    with pytest.raises(RuleViolation, match="the newest first"):
        services.correct(expulsion, "Vergissing.", **BY)
    services.correct(appeal, "Het was een ander.", **BY)
    assert queries.row_on(member, TODAY).ended_on == date(2026, 7, 1)
    assert expulsion.holds


def test_a_suspension_by_the_statutes(group):
    member = admitted(group)
    from_may = Decision("", date(2026, 5, 1), date(2026, 5, 1), note="Agressie.")
    with_statutes(group, suspension={"allowed": False})
    with pytest.raises(RuleViolation, match="do not say"):
        services.suspend(member, from_may, date(2026, 5, 31), **BY)
    with_statutes(group, suspension={"allowed": True, "organ": "de raad van commissarissen", "max_months": 1})
    suspension = services.suspend(member, from_may, date(2026, 5, 31), **BY)
    assert suspension.decided_by == "rvc"
    with pytest.raises(RuleViolation, match="not suspended"):
        services.suspend(member, from_may, date(2026, 5, 31), **BY)
    services.follow(suspension, "lifting", date(2026, 5, 10), "Uitgepraat.", **BY)
    days = (date(2026, 4, 30), date(2026, 5, 9), date(2026, 5, 10))
    assert [standing(member, day).value for day in days] == ["member", "suspended", "member"]


def test_a_transfer_is_one_act(group):
    member = admitted(group)
    on = decided("bestuur", date(2026, 6, 30))
    with_statutes(group, membership__transferable=False)
    with pytest.raises(RuleViolation, match="personal"):
        services.transfer(member, Person("Ali"), on, **BY)
    with_statutes(group, membership__transferable=True)
    successor = services.transfer(member, Person("Ali"), on, **BY)
    counts = [queries.members_count(group, day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert counts == [1, 1]
    assert standing(member, date(2026, 7, 1)) is MembershipStanding.ENDED
    assert standing(successor, date(2026, 7, 1)) is MembershipStanding.MEMBER
    with pytest.raises(RuleViolation, match="already ended"):
        services.transfer(member, Person("Bo"), on, **BY)


def test_the_old_name_and_address_stay_readable(group):
    member = admitted(group, address="Dorpsstraat 1")
    data = {"name": "Fatima de Boer", "address": "Kade 2", "email": "fatima@example.org", "email_consent": True}
    services.change(member, data, date(2026, 6, 1), **BY)
    rows = [queries.row_on(member, day).name for day in (date(2026, 5, 31), date(2026, 6, 1))]
    assert rows == ["Fatima", "Fatima de Boer"]
    assert queries.personal_on(member, date(2026, 5, 31))["address"] == "Dorpsstraat 1"
    with pytest.raises(RuleViolation, match="Nothing has changed"):
        services.change(member, data, date(2026, 6, 2), **BY)
    with pytest.raises(RuleViolation) as refused:
        services.change(member, data | {"name": "F"}, date(2026, 5, 1), **BY)
    assert refused.value.field == "on"
    services.correct(member.events[-1], "Verkeerd lid.", **BY)
    assert (member.name, member.email, member.email_consent) == ("Fatima", None, False)


def test_a_member_is_the_account_with_that_address(group):
    user = ParticipationFactory(cooperative=group, user=UserFactory(email="fatima@example.org")).user
    assert admitted(group, email="Fatima@example.org").user_id == user.id
    other = admitted(group, "Zoë")
    assert other.user_id is None


def test_who_shares_an_address_gets_no_account_of_another_member(group):
    """Else the account of the one would see the data of the other, and vote for the other."""
    user = ParticipationFactory(cooperative=group, user=UserFactory(email="de.boer@example.org")).user
    address = {"email": "de.boer@example.org"}
    first = admitted(group, **address)
    assert first.user_id == user.id
    partner = services.admit(
        group, Person("Zoë", **address), Decision("bestuur", ADMITTED_ON, ADMITTED_ON), is_another=True, **BY
    )
    assert partner.user_id is None
    assert queries.own_membership(user, group.slug) == first


def test_every_dot_of_an_address_counts(group):
    ParticipationFactory(cooperative=group, user=UserFactory(email="de.boer@example.org"))
    assert admitted(group, email="deboer@example.org").user_id is None


def test_of_who_left_the_address_goes_when_nobody_has_to_keep_it(group):
    member = admitted(group, address="Kade 2", email="fatima@example.org")
    with pytest.raises(RuleViolation, match="stays in the register"):
        services.erase(member, **BY)
    services.resign(member, MembershipNotice(date(2026, 5, 1), note="Verhuist."), **BY)
    at = datetime(2033, 12, 31, 12, tzinfo=AMSTERDAM)
    services.erase(member, author=None, now=at)
    assert (member.name, member.address, member.email) == ("Fatima", "Kade 2", None)
    services.erase(member, author=None, now=at + timedelta(days=1))
    assert (member.name, member.address, member.user_id) == ("Lid 1 (gewist)", None, None)
    assert {event.note for event in member.events} == {""}
    row = queries.row_on(member, date(2026, 6, 1))
    assert (row.number, row.admitted_on, row.ended_on) == (1, ADMITTED_ON, date(2026, 12, 31))
