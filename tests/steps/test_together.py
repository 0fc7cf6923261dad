"""Trees, dots, networks and rounds: what several people do at once and again."""

import io
import threading
from datetime import date, timedelta

import pytest

from incubator.anchors.queries import institutions as register
from incubator.anchors.services.institutions import add_anchor as add_to_register
from incubator.anchors.values.institutions import InstitutionKind, InstitutionTerms
from incubator.cooperatives.models import Participation
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.steps.models import DotVote, DreamCard, PlatformSeat, Secondment, SignUp
from incubator.steps.queries import assemblies as assembly_queries
from incubator.steps.queries import commitments as commitment_queries
from incubator.steps.queries import dreams as dream_queries
from incubator.steps.queries import network as network_queries
from incubator.steps.queries import progress
from incubator.steps.rules import assemblies as tree_rules
from incubator.steps.rules import network as network_rules
from incubator.steps.services import assemblies, dreams, network
from incubator.steps.values.assemblies import AssemblyDecisionTerms, AssemblyPlan, TreeKind
from incubator.steps.values.dreams import CardText, VoteTerms
from incubator.steps.values.network import AnchorKind, AnchorTerms
from incubator.steps.values.progress import Step, StepPart, StepProgress
from tests.factories import UserFactory
from tests.steps.in_world import one_of_everything


@pytest.fixture
def assembly(place):
    begins = clock.now() - timedelta(days=3)
    plan = AssemblyPlan("Avond", begins, begins + timedelta(hours=2), "De Spil", "", "", True, "", "")
    with transaction(actor=SYSTEM):
        return assemblies.plan(place, plan, now=clock.now())


@pytest.fixture
def vote(place):
    with transaction(actor=SYSTEM):
        for title in ("Keuken", "Klusploeg"):
            dreams.write_card(place, CardText(title, "Samen."), now=clock.now())
        terms = VoteTerms("Wat eerst?", 3, clock.today() + timedelta(days=7))
        return dreams.open_vote(place, terms, now=clock.now(), today=clock.today())


def hang(assembly, text, parent=None, kind=TreeKind.CAUSE):
    with transaction(actor=SYSTEM):
        return assemblies.hang(assembly, kind, text, parent, now=clock.now())


def test_a_leaf_never_hangs_below_itself(assembly):
    top = hang(assembly, "Probleem", kind=TreeKind.PROBLEM)
    below = hang(assembly, "Oorzaak", top.id)
    with pytest.raises(RuleViolation) as refused, transaction(actor=SYSTEM):
        assemblies.rehang(top, TreeKind.PROBLEM, "Probleem", below.id, now=clock.now())
    assert refused.value.field == "parent"


def test_how_a_leaf_was_stays_readable_and_what_was_taken_out_comes_back(assembly):
    top = hang(assembly, "Probleem", kind=TreeKind.PROBLEM)
    below = hang(assembly, "Oorzaak", top.id)
    with transaction(actor=SYSTEM):
        assemblies.rehang(below, TreeKind.HARM, "Wie lijdt", None, now=clock.now())
        assemblies.take_out(top, now=clock.now())
    assert [(version.text, version.above) for version in below.versions] == [("Oorzaak", "Probleem")]
    assert [leaf.text for leaf in assembly_queries.tree(assembly)] == ["Wie lijdt"]
    with transaction(actor=SYSTEM):
        assemblies.put_back(top)
    assert len(assembly_queries.tree(assembly)) == 2


def test_what_hung_below_a_leaf_that_is_gone_stands_at_the_top():
    rows = [(2, 1, TreeKind.CAUSE, "b"), (3, 2, TreeKind.HARM, "c"), (4, None, TreeKind.PROBLEM, "d")]
    assert [(leaf.id, leaf.depth) for leaf in tree_rules.in_order(rows)] == [(2, 0), (3, 1), (4, 0)]


def test_two_who_edit_a_leaf_see_each_others_words(client, sign_in, place, neighbour, assembly):
    leaf = hang(assembly, "Probleem", kind=TreeKind.PROBLEM)
    sign_in(client, neighbour)
    address = f"/buurten/{place.slug}/vergaderingen/{assembly.id}/boom/{leaf.id}"
    opened = '{"kind": "problem", "text": "Iets anders", "parent": ""}'
    answer = client.post(address, data={"kind": "problem", "text": "Het mijne", "parent": "", "opened": opened})
    assert answer.status_code == 409
    assert "Het mijne" in answer.text
    assert "Probleem" in answer.text


def test_a_name_is_written_down_only_with_a_yes(assembly):
    coming = SignUp(number=2, children=0, language="", name="Aisha")
    with pytest.raises(RuleViolation) as refused, transaction(actor=SYSTEM):
        assemblies.count_in(assembly, coming, agrees=False, now=clock.now())
    assert refused.value.field == "name"


def test_nothing_is_decided_before_the_assembly(place):
    begins = clock.now() + timedelta(days=3)
    plan = AssemblyPlan("Later", begins, begins + timedelta(hours=2), "De Spil", "", "", True, "", "")
    with transaction(actor=SYSTEM):
        later = assemblies.plan(place, plan, now=clock.now())
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        assemblies.decide(later, AssemblyDecisionTerms("Ja", "wij", None), now=clock.now())


def test_an_assembly_does_not_end_before_it_begins(client, sign_in, place, neighbour):
    sign_in(client, neighbour)
    typed = {"title": "Avond", "day": "1-12-2026", "begins": "20.00", "ends": "19.00", "place": "De Spil"}
    answer = client.post(f"/buurten/{place.slug}/vergaderingen/nieuw", data=typed)
    assert answer.status_code == 422
    assert "De Spil" in answer.text


def test_an_open_decision_comes_back_until_it_is_done_once(place, assembly):
    with transaction(actor=SYSTEM):
        decision = assemblies.decide(assembly, AssemblyDecisionTerms("Badhuis", "wij", None), now=clock.now())
    assert [each.number for each in assembly_queries.open_decisions(place.id)] == [1]
    with transaction(actor=SYSTEM):
        assemblies.finish(decision, is_done=True, today=clock.today())
    assert list(assembly_queries.open_decisions(place.id)) == []
    with pytest.raises(Conflict), transaction(actor=SYSTEM):
        assemblies.finish(decision, is_done=True, today=clock.today())


@pytest.mark.both_databases
def test_dots_are_spread_freely_and_again_until_the_vote_closes(place, vote, driver, database):
    first, second = (card.id for card in dream_queries.cards(place.id))
    with transaction(actor=SYSTEM):
        dreams.give(vote, {first: 3, second: 0}, by=driver, today=clock.today())
        dreams.give(vote, {first: 1, second: 2}, by=driver, today=clock.today())
    assert {card: count.dots for card, count in dream_queries.counted(vote).items()} == {first: 1, second: 2}
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        dreams.give(vote, {first: 2, second: 2}, by=driver, today=clock.today())
    with transaction(actor=SYSTEM):
        dreams.close_vote(vote, now=clock.now())
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        dreams.give(vote, {first: 1}, by=driver, today=clock.today())
    assert dream_queries.given_by(driver, vote) == {first: 1, second: 2}


def test_a_vote_is_over_after_its_last_day(place, vote, driver):
    first = dream_queries.cards(place.id)[0].id
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        dreams.give(vote, {first: 1}, by=driver, today=vote.last_day + timedelta(days=1))


@pytest.mark.both_databases
def test_many_who_vote_at_once_are_all_counted(app, place, vote, database):
    people = [UserFactory() for _number in range(6)]
    card_id, vote_id = dream_queries.cards(place.id)[0].id, vote.id
    numbers = [person.id for person in people]
    db.session.commit()

    def give(number):
        with app.app_context(), transaction(actor=SYSTEM):
            voter = db.session.get(type(people[0]), number)
            dreams.give(db.session.get_one(DotVote, vote_id), {card_id: 2}, by=voter, today=clock.today())

    threads = [threading.Thread(target=give, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    assert dream_queries.counted(db.session.get_one(DotVote, vote_id))[card_id].dots == 12


def test_originals_stay_readable_below_the_card_that_holds_them(place, vote):
    chosen = [card.id for card in dream_queries.cards(place.id)]
    now, today = clock.now(), clock.today()
    with pytest.raises(RuleViolation, match="vote is open"), transaction(actor=SYSTEM):
        dreams.combine(place, chosen, CardText("Samen", "Koken en klussen."), now=now, today=today)
    with transaction(actor=SYSTEM):
        dreams.close_vote(vote, now=now)
        together = dreams.combine(place, chosen, CardText("Samen", "Koken en klussen."), now=now, today=today)
    assert [card.title for card in dream_queries.cards(place.id)] == ["Samen"]
    assert [card.id for card in together.originals] == chosen
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        dreams.combine(place, chosen, CardText("Nog eens", "Hetzelfde."), now=now, today=today)


def test_a_card_becomes_a_group_once_and_who_pressed_coordinates_it(place, vote, neighbour):
    card = dream_queries.cards(place.id)[0]
    with transaction(actor=SYSTEM):
        group = dreams.start_from(card, by=neighbour, now=clock.now(), today=clock.today())
        again = dreams.start_from(card, by=neighbour, now=clock.now(), today=clock.today())
    assert group.id == again.id == db.session.get_one(DreamCard, card.id).cooperative_id
    assert db.session.query(Participation).filter_by(cooperative_id=group.id, user_id=neighbour.id).count() == 1


def test_what_is_no_picture_is_refused_and_the_words_stay(client, sign_in, place, neighbour):
    sign_in(client, neighbour)
    sent = {"title": "Droom", "text": "Een plek.", "picture_words": "Een plein"}
    sent["file"] = (io.BytesIO(b"<svg onload=alert(1)>"), "plaatje.png")
    answer = client.post(f"/buurten/{place.slug}/dromen/nieuw", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Een plein" in answer.text


def test_an_institution_stands_there_once(place):
    terms = AnchorTerms("De Brug", AnchorKind.HOUSING, "gebiedsregisseur", "")
    with transaction(actor=SYSTEM):
        network.add_anchor(place, terms, now=clock.now())
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        network.add_anchor(place, terms, now=clock.now())


def test_an_institution_is_taken_over_into_the_register_of_anchors_once(client, sign_in, place, neighbour):
    can_do = "Koopt schoonmaak in. " * 90
    with transaction(actor=SYSTEM):
        known = network.add_anchor(place, AnchorTerms("De Brug", AnchorKind.HOUSING, "inkoop", can_do), now=clock.now())
    sign_in(client, neighbour)
    page = f"/buurten/{place.slug}/netwerk/{known.id}"
    assert f"{page}/anker" in client.get(page).text
    for _press in range(2):
        assert client.post(f"{page}/anker").status_code == 302
    (taken,) = register.anchors(place.id)
    assert (taken.name, taken.kind, taken.certainty) == ("De Brug", InstitutionKind.HOUSING, Certainty.ESTIMATE)
    assert can_do.startswith(taken.about)
    assert taken.about
    there = f"/buurten/{place.slug}/ankers/{taken.id}"
    for shown in (page, f"/buurten/{place.slug}/netwerk"):
        assert f'href="{there}"' in client.get(shown).text
    assert f"{page}/anker" not in client.get(page).text
    # What went along can be changed there: it fits the form of the register.
    assert client.get(f"{there}/wijzigen").status_code == 200


def test_an_institution_that_is_in_the_register_by_another_case_is_the_same(place):
    today = clock.today()
    ground = StatedGround(Certainty.ESTIMATE, "netwerk", "de buurt", today)
    with transaction(actor=SYSTEM):
        known = network.add_anchor(place, AnchorTerms("De Brug", AnchorKind.FAITH, "koster", ""), now=clock.now())
        terms = InstitutionTerms("DE BRUG", InstitutionKind.OTHER, "", "", "Was er al.", ground)
        there = add_to_register(place, terms, now=clock.now(), today=today)
        taken = network.take_to_register(known, ground, now=clock.now(), today=today)
    assert taken is there
    assert network_queries.in_register(place.id, [known]) == {known.id: there.id}


@pytest.mark.parametrize(
    "terms",
    [
        AnchorTerms("De Brug", AnchorKind.HOUSING, "directeur", "", next_step="Bellen"),
        AnchorTerms("De Brug", AnchorKind.HOUSING, "directeur", "", next_owner="Lotte"),
        AnchorTerms("De Brug", AnchorKind.HOUSING, "directeur", "", next_on=date(2026, 12, 1)),
    ],
)
def test_a_next_step_has_an_owner(terms):
    with pytest.raises(RuleViolation):
        network_rules.check_anchor(terms)


def test_a_step_that_is_taken_again_begins_anew(place, assembly):
    def standing(step):
        known = progress.standings(place.id, now=clock.now(), today=clock.today())
        return {each.step: each for each in known}[step]

    assert standing(Step.ASSEMBLY).progress is StepProgress.GOING_ON
    assert StepPart.DECISION in standing(Step.ASSEMBLY).missing
    with transaction(actor=SYSTEM):
        network.again(place, Step.ASSEMBLY, now=clock.now(), today=clock.today())
        network.again(place, Step.ASSEMBLY, now=clock.now(), today=clock.today())
    assert standing(Step.ASSEMBLY).progress is StepProgress.NOT_BEGUN
    assert standing(Step.ASSEMBLY).round_number == 2


def test_a_new_vote_is_mailed_once_to_who_takes_part_and_not_to_who_opened_it(
    client, sign_in, place, driver, neighbour, session
):
    with transaction(actor=SYSTEM):
        for title in ("Keuken", "Klusploeg"):
            dreams.write_card(place, CardText(title, "Samen."), now=clock.now())
    sign_in(client, driver)
    sent = {"title": "Wat eerst?", "dots": "3", "last_day": (clock.today() + timedelta(days=7)).isoformat()}
    assert client.post(f"/buurten/{place.slug}/dromen/stemmen/nieuw", data=sent).status_code == 302
    # Pressed again it is the same vote, and mails nobody.
    client.post(f"/buurten/{place.slug}/dromen/stemmen/nieuw", data=sent)
    to = [mail.recipient for mail in session.query(OutgoingMail)]
    assert to == [neighbour.email]


def test_a_report_with_a_mistake_is_corrected_and_what_stood_there_stays(client, sign_in, place, neighbour, driver):
    today = clock.today()
    with transaction(actor=SYSTEM):
        numbers = one_of_everything(place, driver)
    base = f"/buurten/{place.slug}/beloften/{numbers['commitment_number']}"
    first = f"{base}/zetel/{numbers['platform_seat_id']}/verslag/{numbers['seat_report_id']}"
    sign_in(client, neighbour)
    sent = {"on_date": today.isoformat(), "text": "Gevraagd om twee banken."}
    for _press in range(2):
        assert client.post(first, data=sent).status_code == 302
    seat = db.session.get_one(PlatformSeat, numbers["platform_seat_id"])
    ((standing, earlier),) = commitment_queries.standing_reports(seat)
    assert (standing.text, [report.text for report in earlier]) == (sent["text"], ["Gevraagd om een bank."])
    # Who corrects what was corrected meanwhile hears so, and keeps what was typed.
    late = client.post(first, data={**sent, "text": "Gevraagd om niets."})
    assert late.status_code == 422
    assert "Gevraagd om niets." in late.text
    page = client.get(base).text
    assert "Gevraagd om een bank." in page
    assert "Gevraagd om twee banken." in page


def test_what_stood_in_the_register_of_secondments_stays_readable(client, sign_in, place, neighbour, driver):
    with transaction(actor=SYSTEM):
        numbers = one_of_everything(place, driver)
    base = f"/buurten/{place.slug}/beloften/{numbers['commitment_number']}"
    known = db.session.get_one(Secondment, numbers["secondment_id"])
    sign_in(client, neighbour)
    sent = {
        "who": known.who,
        "from_organisation": "Provincie Utrecht",
        "to_organisation": known.to_organisation,
        "hours": "16",
        "begins_on": known.begins_on.isoformat(),
        "aim": known.aim,
    }
    for _press in range(2):
        assert client.post(f"{base}/uitwisseling/{known.id}", data=sent).status_code == 302
    db.session.expire_all()
    assert (known.from_organisation, known.hours_hundredths) == ("Provincie Utrecht", 1600)
    ((before, hours),) = [(row.from_organisation, row.hours_hundredths) for row in known.earlier]
    assert (before, hours) == ("Gemeente", 1200)
    page = client.get(base).text
    for words in ("Provincie Utrecht", "Gemeente", "16", "12"):
        assert words in page
    with pytest.raises(Conflict), transaction(actor=SYSTEM):
        known.earlier[0].hours_hundredths = 1
