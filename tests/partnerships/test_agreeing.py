"""What the parties say yes to: one and the same version, and nothing that was proposed is ever lost."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.neighbourhood.queries import groups as neighbourhood_groups
from incubator.partnerships import queries, services
from incubator.partnerships.models import Partnership
from incubator.partnerships.rules import checks, flags, texts
from incubator.partnerships.values import (
    AgreementParty,
    AgreementTerms,
    AgreementText,
    Contribution,
    ContributionKind,
    Flag,
    PartnershipState,
    PartyKind,
    PublicRole,
    SaidYes,
)
from incubator.steps.services import commitments
from incubator.steps.values.commitments import (
    BudgetPeriod,
    CommitmentKind,
    CommitmentState,
    CommitmentTerms,
    HeardKind,
    HeardOf,
    StaleReason,
)
from tests.partnerships.in_world import all_agree, two_sides

FULL = AgreementText(
    AgreementTerms(task="Groen", begins_on=date(2027, 1, 1), ends_on=date(2028, 1, 1), notice_months=3),
    (
        AgreementParty(1, PartyKind.GOVERNMENT, "Gemeente", PublicRole.BOTH, "wethouder"),
        AgreementParty(2, PartyKind.PEOPLE, "De straat"),
    ),
    (
        Contribution(1, 1, ContributionKind.MONEY, "Kapitaal", "brief", 4_000_000, None, BudgetPeriod.ONCE),
        Contribution(2, 2, ContributionKind.PEOPLE, "Water geven", "verslag", None, 150, BudgetPeriod.YEAR),
    ),
)


def rewrite(known, by, **terms):
    with transaction(actor=SYSTEM):
        change = services.rewrite(replace(queries.newest(known).text.terms, **terms))
        return services.propose(known, change, for_party="Gemeente", why="", by=by, now=clock.now())


def say_yes(known, party, by, *, seen=None, on=None):
    answer = SaidYes(on or clock.today(), "wethouder", "brief")
    number = queries.newest(known).number if seen is None else seen
    with transaction(actor=SYSTEM):
        services.say_yes(party, answer, seen=number, by=by, now=clock.now(), today=clock.today())


def test_a_text_comes_back_from_the_database_as_it_was():
    assert texts.from_stored(texts.as_stored(FULL)) == FULL


def test_it_is_agreed_on_when_each_party_says_yes_to_the_same_version(known, driver):
    city, group = known.parties
    say_yes(known, city, driver)
    assert queries.agreed_version(known) is None
    newer = rewrite(known, driver, result="Een 7 of meer")
    say_yes(known, group, driver)
    # The municipality said yes to an older text.
    assert queries.agreed_version(known) is None
    say_yes(known, city, driver)
    assert queries.agreed_version(known) == newer
    assert queries.standing(known, today=clock.today()).state is PartnershipState.AGREED


def test_what_was_agreed_on_holds_while_a_newer_text_waits(known, driver):
    with transaction(actor=SYSTEM):
        all_agree(known, driver)
    agreed = queries.agreed_version(known)
    rewrite(known, driver, both="Een andere prijs")
    assert queries.agreed_version(known) == agreed
    assert queries.standing(known, today=clock.today()).state is PartnershipState.CHANGING


def test_a_yes_to_an_older_version_is_refused(known, driver):
    seen = queries.newest(known).number
    rewrite(known, driver, result="Iets anders")
    with pytest.raises(Conflict):
        say_yes(known, known.parties[0], driver, seen=seen)
    assert not queries.yeses(queries.newest(known))


def test_nobody_agrees_alone(place, driver):
    with transaction(actor=SYSTEM):
        alone = services.begin(place, "Alleen", AgreementTerms(task="x"), by=driver, now=clock.now())
        people = AgreementParty(0, PartyKind.PEOPLE, "De straat")
        services.add_party(alone, people, None, by=driver, now=clock.now())
    with pytest.raises(RuleViolation):
        say_yes(alone, alone.parties[0], driver)


def test_a_yes_is_not_older_than_what_it_is_about(known, driver):
    with pytest.raises(RuleViolation) as refused:
        say_yes(known, known.parties[0], driver, on=clock.today() - timedelta(days=1))
    assert refused.value.field == "on_date"


def test_a_yes_is_taken_back_until_all_agreed(known, driver):
    city, group = known.parties
    say_yes(known, city, driver)
    with transaction(actor=SYSTEM):
        services.take_back_yes(city)
    assert not queries.yeses(queries.newest(known))
    with transaction(actor=SYSTEM):
        all_agree(known, driver)
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.take_back_yes(group)


def test_a_party_that_goes_takes_along_what_it_would_bring_in(known, driver):
    city = known.parties[0]
    with transaction(actor=SYSTEM):
        newer = services.remove_party(city, by=driver, now=clock.now())
    assert [each.kind for each in newer.text.parties] == [PartyKind.GROUP]
    assert newer.text.contributions == ()
    # The version before it still names them.
    assert len(queries.version(known, newer.number - 1).text.parties) == 2


def test_a_group_is_a_party_once_and_only_when_it_is_part_of_the_neighbourhood(known, driver, group, place):
    again = AgreementParty(0, PartyKind.GROUP, "")
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.add_party(known, again, group, by=driver, now=clock.now())
    row = neighbourhood_groups.of_place(place)[0]
    with transaction(actor=SYSTEM):
        services.remove_party(known.parties[1], by=driver, now=clock.now())
        db.session.delete(row)
    with pytest.raises(RuleViolation) as refused, transaction(actor=SYSTEM):
        services.add_party(known, again, group, by=driver, now=clock.now())
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"begins_on": date(2027, 1, 1), "ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"begins_on": date(2027, 1, 1), "review_on": date(2026, 12, 31)}, "review_on"),
        ({"ends_on": date(2027, 1, 1), "review_on": date(2027, 1, 2)}, "review_on"),
        ({"notice_months": 0}, "notice_months"),
        ({"report_on": date(2099, 1, 1)}, "report_on"),
    ],
)
def test_days_that_cannot_follow_each_other_are_refused_at_their_field(terms, field):
    with pytest.raises(RuleViolation) as refused:
        checks.check_terms(AgreementTerms(**terms), today=date(2026, 11, 1))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_cents": 100}, "period"),
        ({"amount_cents": 0, "period": BudgetPeriod.ONCE}, "amount_cents"),
        ({"period": BudgetPeriod.ONCE}, "amount_cents"),
        ({"kind": ContributionKind.PEOPLE, "period": BudgetPeriod.ONCE}, "hours"),
        ({"party_id": 9}, "party"),
    ],
)
def test_a_contribution_without_its_measure_is_refused_at_its_field(change, field):
    contribution = Contribution(0, 1, ContributionKind.OTHER, "Iets", "brief")
    with pytest.raises(RuleViolation) as refused:
        checks.check_contribution(replace(contribution, **change), FULL)
    assert refused.value.field == field


def test_flags_name_what_to_look_into_and_an_article_only_where_we_have_its_text():
    assert set(flags.flags(FULL)) == {
        Flag.PROCUREMENT, Flag.HEAD_START, Flag.SHAREHOLDER_AID, Flag.MEMBERSHIP, Flag.BOARD_SEATS, Flag.BOTH_ROLES,
    }  # fmt: skip
    assert not {Flag.SHAREHOLDER_AID, Flag.GUARANTEE_AID, Flag.PREMISES_AID, Flag.MEMBERSHIP} & set(flags.ARTICLES)
    assert flags.flags(AgreementText()) == ()
    guarantee = Contribution(3, 1, ContributionKind.GUARANTEE, "Garantie", "brief")
    cheap = Contribution(4, 1, ContributionKind.PREMISES, "Loods", "brief", below_market=True)
    anchor = AgreementText(FULL.terms, (AgreementParty(1, PartyKind.ANCHOR, "De Brug"),), (guarantee, cheap))
    assert set(flags.flags(anchor)) == {Flag.GUARANTEE_AID, Flag.PREMISES_AID}


def test_it_goes_stale_by_the_rule_of_commitments(known, driver, place):
    today = clock.today()
    later = today + timedelta(days=200)
    assert queries.standing(known, today=today).stale == ()
    assert queries.standing(known, today=later).stale == (StaleReason.SILENT,)
    rewrite(known, driver, report_on=today + timedelta(days=20))
    assert queries.standing(known, today=today + timedelta(days=30)).stale == (StaleReason.REPORT_MISSED,)
    terms = CommitmentTerms(
        CommitmentKind.PARTNERSHIP, "Klant", "Koopt.", "Gemeente", "wethouder", CommitmentState.RUNNING, today
    )
    with transaction(actor=SYSTEM):
        promised = commitments.promise(place, terms, now=clock.now(), today=today)
        proof = HeardOf(HeardKind.PROOF, later, "Verslag", "Gemeente", url="https://utrecht.nl/verslag")
        commitments.hear(promised, proof, now=clock.now(), today=later)
        services.link(known, promised)
    # The proof of the promise behind it is heard here too.
    assert queries.heard_on(known) == later
    assert queries.standing(known, today=later).stale == ()
    assert [entry.title for entry in queries.proofs(known)] == ["Verslag"]


def test_what_ended_is_neither_changed_nor_stale(known, driver):
    with transaction(actor=SYSTEM):
        services.end(known, clock.today(), "De ploeg stopte.", today=clock.today())
    with pytest.raises(RuleViolation):
        rewrite(known, driver, result="Nog iets")
    with pytest.raises(RuleViolation):
        say_yes(known, known.parties[0], driver)
    standing = queries.standing(known, today=clock.today() + timedelta(days=900))
    assert (standing.state, standing.stale) == (PartnershipState.ENDED, ())


def test_only_what_was_agreed_on_becomes_public(known, driver, place):
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        services.publish(known, now=clock.now())
    assert queries.published(place.id) == []
    with transaction(actor=SYSTEM):
        all_agree(known, driver)
        services.publish(known, now=clock.now())
    assert queries.published(place.id) == [known]


def test_of_two_who_propose_at_once_both_texts_are_there(app, known, driver, place, group):
    number, who = known.id, driver.id
    with transaction(actor=SYSTEM):
        other = two_sides(place, "Een andere", group, driver)
    assert other.id != number
    before = queries.newest(known).number
    start = threading.Barrier(2)

    def write(name):
        with app.app_context():
            start.wait()
            with transaction(actor=SYSTEM):
                mine, by = db.session.get_one(Partnership, number), db.session.get_one(type(driver), who)

                def change(text):
                    return replace(text, terms=replace(text.terms, **{name: "Wat ik schreef"}))

                services.propose(mine, change, for_party="", why=name, by=by, now=clock.now())

    writers = [threading.Thread(target=write, args=(name,)) for name in ("result", "seats")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    db.session.expire_all()
    newest = queries.newest(known)
    assert newest.number == before + 2
    assert (newest.text.terms.result, newest.text.terms.seats) == ("Wat ik schreef", "Wat ik schreef")
