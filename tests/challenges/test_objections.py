"""An objection to a refusal: its days, whose turn it is, its letters, and the steps that come after it."""

import html
from datetime import date, timedelta

import pytest

from incubator.challenges.documents.objection import GROUNDS
from incubator.challenges.messages import papers
from incubator.challenges.messages.challenging import step_name
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.rules import objections, states, terms
from incubator.challenges.rules.letters import fitting_papers
from incubator.challenges.services import challenging as services
from incubator.challenges.services import deciding
from incubator.challenges.values.challenging import ChallengeState, MoverKind, PaperKind
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.word import open_points, plain
from tests.challenges.factories import challenge, moved
from tests.factories import FactFactory, ParticipationFactory

pytestmark = pytest.mark.both_databases
State = ChallengeState
SIX_WEEKS = timedelta(weeks=6)
OBJECTIONS = {PaperKind.OBJECTION, PaperKind.OBJECTION_FOR_TIME}


@pytest.fixture
def group(client, sign_in):
    """Whose coordinator is signed in."""
    participation = ParticipationFactory()
    sign_in(client, participation.user)
    return participation.cooperative


def refused(group, days_ago=30, **more):
    """A challenge that was handed in, and refused so many days ago."""
    asked = challenge(group, **more)
    day = clock.today() - timedelta(days=days_ago)
    moved(asked, State.SUBMITTED, on=day - timedelta(days=1))
    return moved(asked, State.REFUSED, on=day)


def decided(asked, decision="Wij nemen uw plan niet over.", reasons="Te duur.", formal=None):
    with transaction(actor=SYSTEM):
        deciding.write_decision(asked, decision, reasons, formal, today=clock.today())
    return asked


def taken_back(asked, reason="Vergissing."):
    with transaction(actor=SYSTEM):
        services.take_back(asked, reason, seen=asked.state, by=None, now=clock.now(), today=clock.today())
    return asked


def days():
    """What stands in the agenda, by the last part of its key."""
    entries = db.session.scalars(db.select(agenda.AgendaEntry)).all()
    return {entry.key.rpartition(":")[2]: clock.local(entry.due_at).date() for entry in entries}


def path(asked, rest=""):
    return f"/cooperaties/{asked.cooperative.slug}/uitdagingen/{asked.id}{rest}"


def letter(asked, kind=PaperKind.OBJECTION):
    return papers.paper_of(asked, kind, made_at=clock.now())


def missing(document):
    return [what for _where, what in open_points(document)]


@pytest.mark.parametrize(
    ("now", "then", "turn"),
    [
        (State.REFUSED, State.OBJECTED, MoverKind.AUTHORITY),
        (State.OBJECTED, State.TREATED, MoverKind.AUTHORITY),
        (State.OBJECTED, State.UPHELD, MoverKind.AUTHORITY),
        (State.OBJECTED, State.REJECTED, MoverKind.GROUP),
        (State.UPHELD, State.AWARDED, MoverKind.GROUP),
        (State.UPHELD, State.REFUSED, MoverKind.GROUP),
        (State.REJECTED, State.FINISHED, MoverKind.NOBODY),
    ],
)
def test_an_objection_goes_on_and_it_is_known_whose_turn_it_is(now, then, turn):
    states.check_step(now, then, reason="")
    assert states.mover(then) is turn


@pytest.mark.parametrize("now", [state for state in State if state is not State.REFUSED])
def test_only_a_refusal_can_be_objected_to(now):
    with pytest.raises(RuleViolation):
        states.check_step(now, State.OBJECTED, reason="Toch.")


def test_who_begins_again_after_an_objection_says_why_and_an_objection_is_withdrawn():
    with pytest.raises(RuleViolation):
        states.check_step(State.REJECTED, State.WRITTEN, reason="")
    assert State.WITHDRAWN in states.next_states(State.OBJECTED)
    assert State.STOPPED in states.next_states(State.REJECTED)


def test_what_was_refused_is_looked_at_again_and_not_for_the_first_time(app):
    with app.test_request_context():
        again = str(step_name(State.OBJECTED, State.TREATED))
        assert again == str(step_name(State.REFUSED, State.TREATED))
        assert again != str(step_name(State.SUBMITTED, State.TREATED))


@pytest.mark.parametrize(
    ("refused_on", "last_day", "answer", "with_committee"),
    [
        (date(2026, 11, 2), date(2026, 12, 14), date(2027, 1, 25), date(2027, 3, 8)),
        (date(2027, 12, 31), date(2028, 2, 11), date(2028, 3, 24), date(2028, 5, 5)),  # over a leap day
    ],
)
def test_an_answer_is_counted_from_the_last_day_to_object(refused_on, last_day, answer, with_committee):
    assert terms.objection_due(refused_on).on == last_day
    due = terms.objection_answer_due(refused_on)
    assert (due.on, due.since, due.complex_on) == (answer, last_day, with_committee)
    assert due.usual
    assert terms.objection_answer_due(None) is None


def test_the_agenda_has_the_last_day_to_object_then_of_the_answer_then_to_go_to_court(app):
    asked = refused(ParticipationFactory().cooperative)
    last_day = asked.decided_on + SIX_WEEKS
    assert days() == {"objection": last_day}
    moved(asked, State.OBJECTED, on=clock.today() - timedelta(days=2))
    assert days() == {"objection-answer": last_day + SIX_WEEKS}
    moved(asked, State.REJECTED, on=clock.today() - timedelta(days=1))
    assert days() == {"appeal": clock.today() - timedelta(days=1) + SIX_WEEKS}
    taken_back(asked)
    assert days() == {"objection-answer": last_day + SIX_WEEKS}
    taken_back(asked)
    assert days() == {"objection": last_day}
    moved(asked, State.FINISHED)
    assert days() == {}


def test_a_second_refusal_that_is_taken_back_leaves_the_first(app):
    asked = refused(ParticipationFactory().cooperative)
    first = asked.decided_on
    moved(moved(asked, State.OBJECTED), State.UPHELD)
    moved(asked, State.REFUSED)
    assert asked.decided_on == clock.today() != first
    assert taken_back(asked).decided_on == first


def test_another_plan_after_an_objection_is_decided_on_anew(app):
    asked = moved(moved(refused(ParticipationFactory().cooperative), State.OBJECTED), State.REJECTED)
    moved(asked, State.WRITTEN)
    assert (asked.decided_on, asked.handed_in_on) == (None, None)
    moved(moved(asked, State.SUBMITTED), State.REFUSED)
    assert taken_back(asked).decided_on is None


def test_the_page_leads_from_a_refusal_to_a_letter_to_an_answer(app, client, group):
    asked = decided(refused(group))
    page = html.unescape(client.get(path(asked)).text)
    for kind in OBJECTIONS:
        assert path(asked, f"/documenten/{kind.value}.docx") in page
    assert "1:3 Awb" in page
    for article in objections.ARTICLES:
        assert article.name in page
    data = {"seen": "besluit_afwijzing", "state": "bezwaar", "on": clock.today().isoformat(), "note": "Aangetekend."}
    assert client.post(path(asked, "/stap"), data=data).status_code == 302
    page = html.unescape(client.get(path(asked)).text)
    assert queries.mover(db.session.get_one(Challenge, asked.id)) is MoverKind.AUTHORITY
    assert terms.OBJECTION_ANSWER in page
    assert path(asked, f"/documenten/{PaperKind.OBJECTION.value}.docx") in page
    assert path(asked, f"/documenten/{PaperKind.OBJECTION_FOR_TIME.value}.docx") not in page
    moved(asked, State.REJECTED)
    assert path(asked, f"/documenten/{PaperKind.OBJECTION.value}.docx") not in client.get(path(asked)).text


@pytest.mark.parametrize("state", State)
def test_letters_of_objection_fit_a_refusal_alone(state):
    fitting = OBJECTIONS & set(fitting_papers(state, sent=None, answered=None))
    expected = {State.REFUSED: OBJECTIONS, State.OBJECTED: {PaperKind.OBJECTION}}
    assert fitting == expected.get(state, set())


def test_the_letter_has_what_the_law_asks_and_leaves_the_grounds_to_the_group(app):
    participation = ParticipationFactory()
    FactFactory(cooperative=participation.cooperative, key="contact.email", value="wij@example.org")
    asked = decided(refused(participation.cooperative))
    document = letter(asked)
    text = plain(document)
    for known in (asked.authority, asked.title, "Te duur.", "wij@example.org", "art. 1:3 Awb", "art. 7:2 Awb"):
        assert known in text
    open_there = missing(document)
    assert set(GROUNDS) <= set(open_there)
    assert any("postadres" in what for what in open_there)  # an e-mail address is no address
    assert any("handtekening" in what for what in open_there)
    assert any("kenmerk" in what for what in open_there)


def test_nothing_is_invented_of_a_decision_that_nobody_wrote_down(app):
    open_there = missing(letter(refused(ParticipationFactory().cooperative)))
    assert any("wat er is besloten" in what for what in open_there)
    assert any("welke redenen" in what for what in open_there)


def test_the_letter_that_asks_for_time_has_no_grounds(app):
    asked = decided(refused(ParticipationFactory().cooperative))
    document = letter(asked, PaperKind.OBJECTION_FOR_TIME)
    assert "art. 6:6 Awb" in plain(document)
    assert not set(GROUNDS) & set(missing(document))
    assert "Te duur." not in plain(document)


def test_after_the_objection_the_grounds_follow_with_its_day(app):
    asked = moved(decided(refused(ParticipationFactory().cooperative)), State.OBJECTED)
    document = letter(asked)
    assert document.title.startswith("Gronden van ons bezwaar")
    assert set(GROUNDS) <= set(missing(document))


@pytest.mark.parametrize(("formal", "claims"), [(None, False), (True, False), (False, True)])
def test_when_the_authority_calls_it_no_decision_the_group_says_why_it_is(app, formal, claims):
    asked = decided(refused(ParticipationFactory().cooperative), formal=formal)
    text = plain(letter(asked))
    assert ("Volgens u is uw brief geen besluit" in text) is claims


def test_only_a_municipality_has_a_college(app):
    group = ParticipationFactory().cooperative
    assert "Geacht college" in plain(letter(refused(group)))
    assert "Geacht bestuur" in plain(letter(refused(group, authority="Provincie Utrecht", title="Anders")))
