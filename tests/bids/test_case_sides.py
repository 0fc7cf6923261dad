"""What the rules of procurement see of a bid as it stands: proofs, declarations, signatures, price, answers and the decision."""

from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.bids.documents.people import team_and_cvs
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.documents.references import earlier_work
from incubator.bids.messages import evidence, sources
from incubator.bids.models import (
    Answer,
    AwardDecision,
    AwardOutcome,
    BuyerQuestion,
    DeclarationPart,
    LibraryKind,
    PartnerRole,
    PriceLine,
    PriceSheet,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
    Section,
    StandstillKind,
)
from incubator.bids.queries import cases
from incubator.bids.queries import declarations as declaration_queries
from incubator.bids.rules import espd_criteria
from incubator.bids.rules.espd_own_request import own_criteria
from incubator.bids.rules.procurement import findings_of
from incubator.bids.services import partners
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.values.pricing import PriceLineKind
from incubator.core import clock
from incubator.core.db import db
from incubator.core.word import to_bytes
from incubator.formats.espd_values import NO, YES
from tests.bids.test_whole_set import words_of
from tests.factories import FactFactory


def case_of(bid):
    db.session.flush()
    return cases.case_of(bid, now=clock.now())


def keep(bid, kind, title, **columns):
    known = Answer(cooperative=bid.cooperative, kind=kind, title=title, verified_on=clock.today(), **columns)
    known.added_at = known.changed_at = clock.now()
    db.session.add(known)
    db.session.flush()
    return known


def source_of(bid):
    db.session.flush()
    return sources.source_of(bid, made_at=clock.now(), base_url="")


def test_the_newest_proof_of_each_kind_counts(bid):
    today = clock.today()
    for title, days in (
        ("Uittreksel KVK", 300),
        ("Uittreksel handelsregister", 20),
        ("Verklaring Belastingdienst", 40),
    ):
        keep(bid, LibraryKind.CERTIFICATE, title, begun_on=today - timedelta(days=days))
    keep(bid, LibraryKind.CERTIFICATE, "Gedragsverklaring aanbesteden", begun_on=today - timedelta(days=800))
    own = case_of(bid).own
    assert own.extract_on == today - timedelta(days=20)
    assert own.tax_statement_on == today - timedelta(days=40)
    assert own.conduct_on == today - timedelta(days=800)


def test_a_partner_without_a_declaration_and_who_is_relied_on_are_seen(bid):
    firm = partners.add(bid, PartnerTerms("Bouw BV", PartnerRole.RELIED_ON), now=clock.now())
    (own, side) = case_of(bid).partners
    assert (own.role, own.declaration) == ("lead", False)
    assert (side.declaration, side.binding_statement) == (False, False)
    declaration_queries.declaration_of(firm).ready_at = clock.now()
    (_own, side) = case_of(bid).partners
    assert (side.declaration, side.binding_statement) == (True, True)


def test_alone_is_no_combination_and_with_a_member_it_is(bid):
    assert not case_of(bid).combination
    partners.add(bid, PartnerTerms("Bouw BV", PartnerRole.MEMBER), now=clock.now())
    assert case_of(bid).combination


def test_the_price_stands_beside_the_work_at_the_wage_that_must_be_paid(bid):
    sheet = PriceSheet(bid=bid, hour_cents=1000, wage_cents=2000, on_top_hundredths=5000, changed_at=clock.now())
    line = PriceLine(bid=bid, kind=PriceLineKind.HOURS, what="Maaien", quantity_hundredths=1000)
    db.session.add_all([sheet, line])
    own = case_of(bid).own
    # Ten hours at 10 euros in the price; at 20 euros and half on top they cost 300.
    assert (own.price, own.own_cost) == (100, 300)
    line.quantity_hundredths = None
    assert case_of(bid).own.price is None


@pytest.mark.parametrize(("name", "may"), [("Fatima", True), ("Iemand anders", False), ("", None)])
def test_who_declares_is_compared_with_who_was_entered_as_signing(bid, name, may):
    own = partners.ensure_own(bid, now=clock.now())
    own.signatories = ["Fatima, voorzitter"]
    declaration_queries.declaration_of(own).grounds_name = name
    assert case_of(bid).own.signatory_on_extract is may


def test_a_ground_that_was_declared_is_seen(bid):
    known = declaration_queries.declaration_of(partners.ensure_own(bid, now=clock.now()))
    assert case_of(bid).own.exclusion_ground is None
    criterion = espd_criteria.parts_of(own_criteria())["convictions"][0]
    question = espd_criteria.main_question(criterion)
    part = DeclarationPart(declaration=known, part="convictions", answers={question.id: [[NO, ""]]})
    part.changed_at = known.grounds_at = clock.now()
    db.session.add(part)
    assert case_of(bid).own.exclusion_ground is False
    part.answers = {question.id: [[YES, ""]]}
    assert case_of(bid).own.exclusion_ground is True


def test_a_declaration_that_was_begun_is_not_called_absent_and_says_how_far_it_is(bid):
    known = declaration_queries.declaration_of(partners.ensure_own(bid, now=clock.now()))
    (side,) = case_of(bid).partners
    assert (side.is_ours, side.begun, side.declaration) == (True, True, False)
    done, asked = side.answered
    assert 0 <= done < asked
    criterion = espd_criteria.parts_of(own_criteria())["convictions"][0]
    question = espd_criteria.main_question(criterion)
    part = DeclarationPart(declaration=known, part="convictions", answers={question.id: [[NO, ""]]})
    part.changed_at = clock.now()
    db.session.add(part)
    db.session.flush()
    assert case_of(bid).partners[0].answered == (done + 1, asked)
    (finding,) = [finding for finding in findings_of(case_of(bid)) if finding.rule.id == "P-15"]
    assert (finding.what.params["done"], finding.what.params["asked"]) == (done + 1, asked)
    known.grounds_at = clock.now()
    assert not [finding for finding in findings_of(case_of(bid)) if finding.rule.id == "P-15"]


def test_the_last_answers_and_the_decision_that_stands_are_seen(bid):
    today = clock.today()
    for days in (5, 2):
        question = BuyerQuestion(bid=bid, text="Wat?", added_at=clock.now(), answered_on=today - timedelta(days=days))
        db.session.add(question)
    decision = AwardDecision(bid=bid, number=1, outcome=AwardOutcome.LOST, sent_on=today, lots_won=[])
    decision.standstill, decision.recorded_at = StandstillKind.LAW, clock.now()
    db.session.add(decision)
    case = case_of(bid)
    assert (case.answers_published_on, case.award_sent_on) == (today - timedelta(days=2), today)
    decision.withdrawn_on = today
    assert case_of(bid).award_sent_on is None


def test_a_term_of_the_law_ends_at_midnight_here(bid):
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert cases.case_of(bid, now=late).now.date() == date(2026, 11, 23)


def test_who_agreed_has_a_cv_and_who_did_not_is_not_named(bid):
    keep(bid, LibraryKind.PERSON, "Fatima", role="voorvrouw", body="Tien jaar hovenier.", permitted=True)
    keep(bid, LibraryKind.PERSON, "Samir", role="hovenier", body="Jong.")
    text = words_of(to_bytes(team_and_cvs(source_of(bid))))
    assert "Fatima, voorvrouw" in text
    assert "Tien jaar hovenier." in text
    assert "Samir" not in text


def test_earlier_work_of_the_dossier_and_of_the_library_stands_there_once(bid):
    row = {"client": "Portaal", "work": "Onderhoud", "year": "2024", "value": "38000"}
    FactFactory(cooperative=bid.cooperative, key="evidence.references", value=[row])
    keep(bid, LibraryKind.REFERENCE, "onderhoud", client="Portaal", contact="An", body="Net zo groot.", permitted=True)
    keep(bid, LibraryKind.REFERENCE, "Snoeien", client="Geheim", contact="Piet")
    first, second = earlier_work(source_of(bid))
    assert (first.years, first.value, first.contact, first.likeness) == ("2024", "38000", "An", "Net zo groot.")
    # Who does not agree to be named is not named.
    assert (second.work, second.client, second.contact) == ("Snoeien", "", "")


def test_the_plan_names_how_long_a_chapter_may_be_and_leaves_the_price_to_its_sheet(bid):
    for position, text in enumerate(("Kwaliteit van het werk", "Prijs: 40 punten")):
        requirement = Requirement(bid=bid, kind=RequirementKind.AWARD, text=text, position=position)
        requirement.origin, requirement.state = RequirementOrigin.OWN, RequirementState.CONFIRMED
        section = Section(bid=bid, requirement=requirement, title=text, page_limit=2, changed_at=clock.now())
        db.session.add_all([requirement, section])
    source = source_of(bid)
    assert [criterion.kind for criterion in source.criteria][:2] == ["quality", "price"]
    assert words_of(to_bytes(plan_of_approach(source))).count("Ten hoogste 2 bladzijden") == 1


def test_the_risks_are_what_the_rules_and_the_knock_outs_see_in_dutch(bid):
    partners.add(bid, PartnerTerms("Bouw BV", PartnerRole.RELIED_ON), now=clock.now())
    db.session.flush()
    risks, doubts = evidence.risks(bid, clock.now())
    noted = [risk.what for risk in risks]
    assert any("Bouw BV" in what and "art. 2.92" in what for what in noted)
    assert len(noted) == len(set(noted))
    assert "Welke gunningscriteria gelden, en hoe zwaar weegt elk?" in doubts
    assert "P-" not in " ".join(noted)
