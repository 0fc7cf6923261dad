"""What people who had not built it stumbled over."""

from datetime import date, timedelta

import pytest

from incubator.challenges.messages import papers
from incubator.challenges.messages.challenging import PLACES
from incubator.challenges.messages.routes import THRESHOLD_SOURCES
from incubator.challenges.queries import challenging as queries
from incubator.challenges.rules import terms
from incubator.challenges.rules.contract_files import read_contracts
from incubator.challenges.rules.letters import fitting_papers
from incubator.challenges.services import gathering
from incubator.challenges.services.gathering import WrittenQuestion
from incubator.challenges.values.challenging import ChallengeState, PaperKind
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.core.reference.tables import rows
from incubator.core.word import plain
from tests.challenges.factories import challenge, moved, page_of
from tests.factories import CoachAssignmentFactory, CoachFactory, ParticipationFactory

DAY = date(2026, 11, 28)


def paper(asked, kind):
    return plain(papers.paper_of(asked, kind, made_at=clock.now()))


def asked_on(begun, day):
    with transaction(actor=SYSTEM):
        gathering.ask(begun, WrittenQuestion(("costs",), "", day, False), today=clock.today())


@pytest.mark.parametrize(("days_ago", "term"), [(12, "loopt tot"), (28, "loopt tot"), (29, "liep tot")])
def test_a_reminder_of_a_question_does_not_say_that_a_term_passed_which_runs(app, days_ago, term):
    begun = challenge()
    asked_on(begun, clock.today() - timedelta(days=days_ago))
    assert f"meestal geldt, {term}" in paper(begun, PaperKind.INFORMATION_REMINDER)


@pytest.mark.parametrize(("weeks_ago", "verb"), [(3, "is dat"), (27, "was dat")])
def test_a_reminder_of_a_decision_does_not_say_that_a_term_passed_which_runs(app, weeks_ago, verb):
    begun = moved(challenge(), ChallengeState.SUBMITTED, on=clock.today() - timedelta(weeks=weeks_ago))
    letter = paper(begun, PaperKind.DECISION_REMINDER)
    assert f"het plan gaven, {verb}" in letter
    assert "regelrecht" not in letter


def test_nobody_is_offered_a_reminder_of_what_was_not_sent_or_handed_in():
    early = {PaperKind.INFORMATION_REMINDER, PaperKind.DECISION_REMINDER}
    assert not early & set(fitting_papers(ChallengeState.EXPLORING, sent=None, answered=None))
    assert early <= set(fitting_papers(ChallengeState.SUBMITTED, sent=DAY, answered=None))
    assert PaperKind.INFORMATION_REMINDER not in fitting_papers(ChallengeState.SUBMITTED, sent=DAY, answered=DAY)
    assert PaperKind.DECISION_REMINDER not in fitting_papers(ChallengeState.REFUSED, sent=DAY, answered=None)


def test_who_was_under_way_already_writes_down_what_happened_before(app):
    begun = challenge()
    handed_in = clock.today() - timedelta(days=40)
    moved(begun, ChallengeState.SUBMITTED, on=handed_in)
    assert begun.handed_in_on == handed_in
    assert [step.on_date for step in begun.steps] == [handed_in, handed_in]
    with pytest.raises(RuleViolation):
        moved(begun, ChallengeState.RECEIVED, on=handed_in - timedelta(days=1))


def test_a_year_that_was_mistyped_is_asked_again(app):
    with pytest.raises(RuleViolation):
        moved(challenge(), ChallengeState.EXPLORING, on=date(206, 1, 1))


def test_a_coach_hears_that_the_plan_waits_and_can_read_it(app, client, sign_in):
    group = ParticipationFactory().cooperative
    coach = CoachAssignmentFactory(cooperative=group, user=CoachFactory()).user
    begun = moved(challenge(group), ChallengeState.WRITTEN)
    mails = [mail for mail in db.session.query(OutgoingMail) if mail.recipient == coach.email]
    assert len(mails) == 1
    sign_in(client, coach)
    page = f"/cooperaties/{group.slug}/uitdagingen/{begun.id}"
    assert f"{page}/documenten/plan.docx" in client.get(page).text
    assert client.post(f"{page}/documenten/plan.docx").status_code == 200
    assert begun.made_at is None  # the group did not make it


def test_the_rules_stand_before_the_place_that_describes_them(app):
    begun = moved(challenge(), ChallengeState.SUBMITTED)
    due = terms.decision_due(queries.rules_of(begun, clock.today()), begun.handed_in_on)
    assert due.source == "CVDR723122, via MinBZK/regelrecht-mvp"


@pytest.mark.parametrize("name", ["Utrecht", "groningen"])
def test_a_name_of_two_authorities_is_asked_again(app, name):
    with pytest.raises(RuleViolation) as refused:
        challenge(authority=name)
    assert refused.value.field == "authority"


@pytest.mark.parametrize(
    ("kind", "greeting"), [("Gemeente Utrecht", "Geacht college"), ("Provincie Utrecht", "Geacht bestuur")]
)
def test_a_municipality_of_which_no_rules_are_known_is_greeted_as_one(app, kind, greeting):
    assert greeting in paper(challenge(authority=kind), PaperKind.SUPPORT)


def test_an_unknown_authority_in_a_table_is_told_without_the_key_of_the_file():
    table = "gemeente;titel;einddatum;bron\nNergens;Maaien;1-1-2028;Woo\n"
    (trouble,) = read_contracts(table, authority=None, source="", today=DAY).troubles
    assert trouble.column == "gemeente"
    assert "authority" not in trouble.sentence.replace("that we know", "").split("”")[0]
    assert trouble.params == {"value": "Nergens"}


def test_what_another_page_knows_is_filled_in(app, client, sign_in):
    reader = ParticipationFactory(cooperative__municipality="GM0344")
    sign_in(client, reader.user)
    begin = f"/cooperaties/{reader.cooperative.slug}/uitdagingen/nieuw"
    assert 'value="Gemeente Utrecht"' in client.get(begin).text
    known = client.get(f"{begin}?gemeente=GM0363&einde=2027-12-31").text
    assert 'value="Gemeente Amsterdam"' in known
    assert 'value="2027-12-31"' in known
    assert client.get(f"{begin}?gemeente=niets&einde=gisteren").status_code == 200


def test_from_the_challenges_of_a_group_one_comes_to_all_that_helps(app, client, sign_in):
    reader = ParticipationFactory(cooperative__municipality="GM0344")
    sign_in(client, reader.user)
    text = client.get(f"/cooperaties/{reader.cooperative.slug}/uitdagingen").text
    for address in ("/uitdagen/utrecht", "/contracten", "/uitdagen/termijn", "/uitdagen/routes"):
        assert f'{address}"' in text


def test_who_takes_an_ending_back_hears_that_the_page_stays_closed(app, client, sign_in):
    reader = ParticipationFactory()
    begun = challenge(reader.cooperative)
    page = page_of(begun)
    moved(begun, ChallengeState.STOPPED)
    sign_in(client, reader.user)
    back = f"/cooperaties/{reader.cooperative.slug}/uitdagingen/{begun.id}/stap-terug"
    answer = client.post(back, data={"seen": "gestopt", "note": "Toch verder."})
    assert answer.location.endswith("#steun")
    assert not page.is_open


def test_where_a_threshold_stands_can_be_read_in_dutch():
    assert {row["source"] for row in rows("thresholds")} == set(THRESHOLD_SOURCES)


def test_from_the_next_step_one_comes_to_the_part_of_the_page_where_it_is_done(app, client, sign_in):
    reader = ParticipationFactory()
    begun = challenge(reader.cooperative)
    sign_in(client, reader.user)
    text = client.get(f"/cooperaties/{reader.cooperative.slug}/uitdagingen/{begun.id}").text
    assert 'href="#gesprekken"' in text
    places = set().union(*PLACES.values())
    assert all(f'<details class="part" id="{place}"' in text for place in places)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("amsterdam", "Gemeente Amsterdam"),
        ("gemeente utrecht", "Gemeente Utrecht"),
        ("Gemeente Amsterdam, stadsdeel Noord", "Gemeente Amsterdam, stadsdeel Noord"),
        ("Stichting De Zon", "Stichting De Zon"),
    ],
)
def test_letters_go_out_under_the_name_of_the_authority(app, typed, kept):
    assert challenge(authority=typed).authority == kept
