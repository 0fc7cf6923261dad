"""Decisions enter their registers: done once, refused with the reason, tried again, and never on a guess."""

from datetime import date

import pytest

from incubator.accounts.models import User
from incubator.capital.queries import standing
from incubator.capital.services import adopt_accounts, begin_year, enter_figures, enter_hours
from incubator.capital.values.entering import Worked, YearFigures
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.duties import queries as duties
from incubator.meetings.models import Resolution
from incubator.meetings.services import acting, acts_of_accounts, acts_of_people, subjects
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import ActState
from incubator.register import queries as register
from incubator.register import services as register_services
from incubator.register.queries import board as seated
from incubator.register.values import Decision, EventKind, MembershipStanding, Person
from incubator.register.values.board import BoardOrgan
from tests.at_once import at_once
from tests.capital.test_years import FIGURES
from tests.factories import SOME_MOMENT, UserFactory
from tests.meetings.sitting import DAY, another, decide, directors, outside_board, put, sitting

WHO_ACTS = {"now": SOME_MOMENT}


def again(here, resolution):
    with transaction(actor=SYSTEM):
        return acting.act(resolution, by=here.chair, **WHO_ACTS)


def keys(group, day=DAY):
    return {duty.key: duty for duty in duties.duties_of(group, day)}


@pytest.mark.both_databases
def test_who_is_elected_stands_in_the_board_and_the_trade_register_is_a_duty(app):
    here = sitting()
    name = outside_board(here)[0]
    before = directors(here)
    resolution = decide(here, ItemKind.ELECTION, names=[name])
    assert resolution.act_state is ActState.DONE
    assert directors(here) == before | {name}
    duty = keys(here.group)[f"kvk-board-{DAY.isoformat()}"]
    assert (duty.source.number, duty.params["what"]) == ("R-02", name)
    assert resolution.act_words["params"] == {"names": name}


def test_who_is_elected_again_gets_a_new_term_and_no_second_seat(app):
    here = sitting()
    name = sorted(directors(here))[0]
    assert decide(here, ItemKind.ELECTION, names=[name.upper()]).act_state is ActState.DONE
    rows = [row for row in seated.directors_on(here.group, DAY) if row.name == name]
    assert [row.until for row in rows] == [date(2029, 11, 2)]


def test_an_election_that_the_statutes_do_not_allow_is_kept_with_its_reason_and_enters_nobody(app):
    here = sitting()
    inside, before = outside_board(here)[0], directors(here)
    resolution = decide(here, ItemKind.ELECTION, names=[inside, "Iemand van buiten"])
    assert (resolution.adopted, resolution.act_state) == (True, ActState.FAILED)
    assert "Directors are members" in resolution.act_words["text"]
    assert directors(here) == before
    # Admitted after all: the same decision is carried out now.
    with transaction(actor=SYSTEM):
        decision = Decision("bestuur", DAY, DAY)
        register_services.admit(here.group, Person("Iemand van buiten"), decision, author=None, now=SOME_MOMENT)
    assert again(here, resolution).state is ActState.DONE
    assert {inside, "Iemand van buiten"} <= directors(here)


def test_the_board_elects_no_directors(app):
    here = sitting(kind=MeetingKind.BOARD)
    assert decide(here, ItemKind.ELECTION, names=[outside_board(here)[0]]).act_state is ActState.FAILED


def test_what_was_carried_out_is_not_done_again(app):
    here = sitting()
    resolution = decide(here, ItemKind.ELECTION, names=[outside_board(here)[0]])
    with pytest.raises(RuleViolation) as refused:
        again(here, resolution)
    assert refused.value.message == acting.DONE_ALREADY


@pytest.mark.both_databases
def test_two_who_carry_it_out_at_once_do_it_once(app):
    here = sitting()
    resolution = decide(here, ItemKind.ACCOUNTS)
    assert resolution.act_state is ActState.AWAITS
    with transaction(actor=SYSTEM):
        subjects.say_about(resolution.item, {"year": 2025})
    number, by = resolution.id, here.chair.id

    def press():
        decided = db.session.get(Resolution, number)
        with transaction(actor=SYSTEM):
            return acting.act(decided, by=db.session.get(User, by), now=SOME_MOMENT).state

    outcomes = at_once(app, press, press)
    assert sorted(map(type, outcomes), key=str) == sorted([ActState, RuleViolation], key=str)


def test_a_decision_that_was_replaced_sets_nothing_going(app):
    here = sitting()
    resolution = decide(here, ItemKind.DISMISSAL)
    with transaction(actor=SYSTEM):
        resolution.replaced_at = SOME_MOMENT
    with pytest.raises(RuleViolation) as refused:
        again(here, resolution)
    assert refused.value.message == acting.NOT_ADOPTED


def test_who_is_dismissed_leaves_the_board_and_the_trade_register_is_a_duty(app):
    here = sitting()
    seat, row = next(pair for pair in seated.in_office(here.group, DAY) if pair[1].organ is BoardOrgan.BOARD)
    assert decide(here, ItemKind.DISMISSAL, {"seat": seat.id}).act_state is ActState.DONE
    assert row.name not in directors(here, date(2026, 11, 3))
    assert f"kvk-board-{DAY.isoformat()}" in keys(here.group)
    # Who left is not dismissed once more.
    another(here)
    assert decide(here, ItemKind.DISMISSAL, {"seat": seat.id}).act_state is ActState.FAILED


def test_a_dismissal_of_nobody_in_particular_waits_and_what_is_rejected_does_nothing(app):
    here = sitting()
    seat, _row = seated.in_office(here.group, DAY)[0]
    before = directors(here)
    waiting = decide(here, ItemKind.DISMISSAL)
    assert (waiting.act_state, waiting.act_words["text"]) == (ActState.AWAITS, acts_of_people.AWAITS_DISMISSED)
    rejected = decide(here, ItemKind.DISMISSAL, {"seat": seat.id}, against=True)
    assert (rejected.adopted, rejected.act_state) == (False, ActState.NOTHING)
    assert directors(here, date(2026, 11, 3)) == before


def test_the_audit_committee_sits_in_the_register_of_the_board_for_its_year(app):
    here = sitting()
    names = outside_board(here)[:2]
    resolution = decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=names)
    assert resolution.act_state is ActState.DONE
    assert [seat.name for seat in seated.committee_of(here.group, 2026)] == names
    assert seated.committee_of(here.group, 2025) == []
    assert seated.committee_years(here.group) == [2026]
    assert keys(here.group)["committee-2026-12-31"].done
    # A year later the same people: no second seat, and the committee of before stays what it was.
    another(here)
    assert decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2027}, names=names).act_state is ActState.DONE
    assert len(seated.committee_of(here.group, 2027)) == len(seated.committee_of(here.group, 2026)) == 2
    another(here)
    assert decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2027}, names=names).act_state is ActState.FAILED


def test_a_director_is_not_on_the_audit_committee(app):
    here = sitting()
    director = sorted(directors(here))[0]
    for name in (director, director.upper()):
        with pytest.raises(RuleViolation, match="is on the board") as refused:
            decide(here, ItemKind.AUDIT_COMMITTEE, {"year": 2026}, names=[outside_board(here)[0], name])
        assert refused.value.field == "candidates"
    assert seated.committee_of(here.group, 2026) == []


def figures(here, **changes):
    who = {"by": here.chair, "now": SOME_MOMENT}
    year = begin_year(here.group, 2025, **who)
    given = YearFigures(
        FIGURES.surplus_cents,
        "Jaarrekening",
        None,
        "",
        FIGURES.general_reserve,
        FIGURES.education,
        FIGURES.solidarity,
        FIGURES.credit_share,
    )
    enter_figures(year, given, **who)
    enter_hours(year, [Worked(member.number, 1000_00) for member in here.members[:3]], "Loonkantoor", **who)
    db.session.commit()
    return year


@pytest.mark.both_databases
def test_adopted_accounts_are_known_to_the_capital_and_end_the_duty_with_the_decision_as_proof(app):
    here = sitting()
    assert not keys(here.group)["adoption-2025-12-31"].settled
    resolution = decide(here, ItemKind.ACCOUNTS, {"year": 2025})
    assert resolution.act_state is ActState.DONE
    known = standing.year_of(here.group, 2025)
    assert (known.adopted_on, known.decision) == (DAY, "besluit 2026-01")
    done = keys(here.group)
    assert (done["adoption-2025-12-31"].mark.on, done["adoption-2025-12-31"].mark.proof) == (DAY, "besluit 2026-01")
    assert done["accounts-2025-12-31"].done


def test_publication_runs_eight_days_from_the_adoption_by_the_meeting(app):
    here = sitting()
    with transaction(actor=SYSTEM):
        adopt_accounts(here.group, 2025, date(2026, 6, 3), "besluit 2026-09", by=here.chair, now=SOME_MOMENT)
    # Entered with the capital, without a meeting on this site: just as good.
    assert keys(here.group)["publication-2025-12-31"].due.last == date(2026, 6, 11)


def test_accounts_of_a_year_that_is_not_over_are_refused(app):
    here = sitting()
    resolution = decide(here, ItemKind.ACCOUNTS, {"year": 2026})
    assert resolution.act_state is ActState.FAILED
    assert standing.year_of(here.group, 2026) is None
    assert not keys(here.group)["adoption-2026-12-31"].settled


def test_a_result_is_booked_after_the_accounts_were_adopted_and_not_before(app):
    here = sitting()
    year = figures(here)
    distribution = decide(here, ItemKind.DISTRIBUTION, {"year": 2025})
    assert (distribution.act_state, year.entry_id) == (ActState.FAILED, None)
    assert decide(here, ItemKind.ACCOUNTS, {"year": 2025}).act_state is ActState.DONE
    assert again(here, distribution).state is ActState.DONE
    db.session.expire_all()
    assert year.entry_id is not None
    assert standing.balances(here.group)["100"] == 3_600_00
    # The same decision in a next meeting books nothing once more.
    another(here)
    assert decide(here, ItemKind.DISTRIBUTION, {"year": 2025}).act_state is ActState.FAILED


def test_a_result_that_nobody_entered_is_not_booked(app):
    here = sitting()
    resolution = decide(here, ItemKind.DISTRIBUTION, {"year": 2025})
    assert resolution.act_words["text"] == acts_of_accounts.NO_YEAR


def test_discharge_names_who_was_on_the_board_in_that_year(app):
    here = sitting()
    before = directors(here)
    newcomer = outside_board(here)[0]
    decide(here, ItemKind.ELECTION, names=[newcomer])
    resolution = decide(here, ItemKind.DISCHARGE, {"year": 2025})
    assert resolution.act_state is ActState.DONE
    assert set(resolution.act_words["params"]["names"].split(", ")) == before
    # Of years before the deed there were no directors.
    assert decide(here, ItemKind.DISCHARGE, {"year": 2023}).act_state is ActState.FAILED


def test_more_time_for_the_accounts_moves_the_terms(app):
    here = sitting()
    resolution = decide(here, ItemKind.EXTENSION, {"year": 2026, "months": 4})
    assert resolution.act_state is ActState.DONE
    known = keys(here.group)
    assert known["accounts-2026-12-31"].due.last == date(2027, 10, 31)
    assert known["balance-2026-12-31"].due.last == date(2027, 6, 30)


@pytest.mark.parametrize("months", [0, 5])
def test_more_time_than_the_law_allows_moves_nothing(app, months):
    here = sitting()
    resolution = decide(here, ItemKind.EXTENSION, {"year": 2026, "months": months})
    assert resolution.act_state is ActState.FAILED
    assert keys(here.group)["accounts-2026-12-31"].due.last == date(2027, 6, 30)


@pytest.mark.parametrize("kind", [ItemKind.ACCOUNTS, ItemKind.DISTRIBUTION, ItemKind.DISCHARGE, ItemKind.EXTENSION])
def test_what_does_not_say_its_year_waits_for_somebody_who_does(app, kind):
    here = sitting()
    resolution = decide(here, kind)
    assert resolution.act_state is ActState.AWAITS
    assert resolution.act_owner in {"board", "treasurer"}


def expelled(here):
    """A member who was expelled by the board and appealed."""
    member = here.members[-1]
    with transaction(actor=SYSTEM):
        decision = Decision("bestuur", DAY, date(2027, 1, 31), "breach_statutes", "Kwam nooit.")
        register_services.end(member, EventKind.EXPULSION, decision, author=None, now=SOME_MOMENT)
        event = next(event for event in register.counting_events(member) if event.kind is EventKind.EXPULSION)
        register_services.follow(event, EventKind.APPEAL.value, DAY, "", author=None, now=SOME_MOMENT)
    return member


@pytest.mark.parametrize(
    ("yes", "against", "stays"), [("granted", False, True), ("granted", True, False), ("stands", False, False)]
)
def test_the_ruling_on_an_appeal_enters_the_register(app, yes, against, stays):
    here = sitting()
    member = expelled(here)
    resolution = decide(here, ItemKind.APPEAL, {"member": str(member.number), "yes": yes}, against=against)
    assert resolution.act_state is ActState.DONE, resolution.act_words
    row = register.row_on(member, date(2026, 11, 3))
    assert (row.standing is MembershipStanding.MEMBER) is stays


@pytest.mark.parametrize(("yes", "against"), [("", False), ("stands", True)])
def test_an_appeal_of_which_nobody_can_say_what_the_vote_means_waits(app, yes, against):
    here = sitting()
    member = expelled(here)
    resolution = decide(here, ItemKind.APPEAL, {"member": str(member.number), "yes": yes}, against=against)
    assert (resolution.act_state, resolution.act_words["text"]) == (ActState.AWAITS, acts_of_people.AWAITS_RULING)


def test_there_is_no_ruling_without_an_appeal(app):
    here = sitting()
    resolution = decide(here, ItemKind.APPEAL, {"member": str(here.members[-1].number), "yes": "granted"})
    assert resolution.act_words["text"] == acts_of_people.NO_APPEAL


def test_who_was_refused_is_admitted_by_the_meeting_and_nobody_else(app):
    here = sitting()
    with transaction(actor=SYSTEM):
        received = register_services.ApplicationReceived(DAY, in_writing=True)
        applicant = register_services.apply(here.group, Person("Nora"), received, author=None, now=SOME_MOMENT)
        refusal = Decision("bestuur", DAY, DAY, note="Wij zijn vol.")
        register_services.decide(applicant, EventKind.REFUSAL, refusal, author=None, now=SOME_MOMENT)
    subject = {"member": str(applicant.number), "yes": "granted"}
    assert decide(here, ItemKind.APPEAL, subject, against=True).act_words["text"] == acts_of_people.STILL_REFUSED
    assert register.row_on(applicant, DAY) is None
    another(here)
    assert decide(here, ItemKind.APPEAL, subject).act_state is ActState.DONE
    assert register.row_on(applicant, DAY).standing is MembershipStanding.MEMBER


def test_what_a_decision_is_about_can_be_filled_in_until_it_was_carried_out(app, sign_in):
    here = sitting()
    resolution = decide(here, ItemKind.ACCOUNTS)
    chair = sign_in(app.test_client(), here.chair)
    page = f"/cooperaties/de-bezem/besluiten/{resolution.year}/{resolution.number}"
    about = f"/cooperaties/de-bezem/vergaderingen/1/punten/{resolution.item_id}/waarover"
    assert about in chair.get(page).text
    assert chair.post(about, data={"year": ""}).status_code == 422
    assert chair.post(about, data={"year": "2025"}).status_code == 302
    assert chair.post(f"{page}/uitvoeren").status_code == 302
    db.session.expire_all()
    assert resolution.act_state is ActState.DONE
    assert "/cooperaties/de-bezem/plichten" in chair.get(page).text
    assert chair.post(about, data={"year": "2024"}).status_code == 422


def test_nobody_else_says_what_a_decision_is_about(app, sign_in):
    here = sitting()
    item = put(here, ItemKind.ACCOUNTS)
    stranger = sign_in(app.test_client(), UserFactory())
    about = f"/cooperaties/de-bezem/vergaderingen/1/punten/{item.id}/waarover"
    assert stranger.get(about).status_code == 404


def test_the_body_of_the_statutes_expels_and_the_time_to_appeal_runs_first(app):
    here = sitting(kind=MeetingKind.BOARD)
    member = here.members[-1]
    subject = {"member": str(member.number), "ground": "breach_statutes"}
    resolution = decide(here, ItemKind.EXPULSION, subject)
    assert resolution.act_state is ActState.DONE, resolution.act_words
    assert register.row_on(member, DAY).ended_on >= date(2026, 12, 2)
    another(here)
    other = {"member": str(here.members[-2].number), "ground": "breach_statutes"}
    assert decide(here, ItemKind.EXPULSION, other).act_words["text"] == acts_of_people.OTHER_BODY
