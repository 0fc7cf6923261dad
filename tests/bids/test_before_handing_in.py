"""What is said before a bid is handed in: a price below the wage, papers that are older, and what is open in them."""

import io
import zipfile

import pytest

from incubator.bids.messages import evidence
from incubator.bids.models import (
    BidStage,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import cases, checking
from incubator.bids.rules import pricing
from incubator.bids.rules.checking import OLDER, OPEN_IN_PAPER, Gravity
from incubator.bids.rules.procurement import findings_of
from incubator.bids.services import bidding, making
from incubator.bids.services import pricing as prices
from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms
from incubator.cooperatives import services as groups
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from tests.bids.factories import handed_in
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store


@pytest.fixture
def bid(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin", phase=Phase.F6)
    groups.record_milestone(group, "deed", on=clock.today())
    (notice,) = store(publication(1))
    begun = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    begun.stage = BidStage.WRITING
    db.session.commit()
    return begun


def priced(bid, *, hour=3000, wage=1500):
    sheet = prices.sheet_of(bid, now=clock.now())
    terms = PriceTerms(hour_cents=hour, wage_cents=wage, wage_source="minimum", wage_named="1 juli 2026")
    prices.write_terms(sheet, terms, by=UserFactory(), now=clock.now())


def line(bid, what="Maaien"):
    prices.add_line(bid, PricedLine(PriceLineKind.HOURS, what, 1000))
    db.session.commit()


def make(bid):
    done = making.make(bid, by=None, now=clock.now(), base_url="")
    db.session.commit()
    return done


def points(bid):
    papers = making.papers_of(making.standing(bid, now=clock.now()))
    return checking.points(bid, now=clock.now(), papers=papers)


def test_a_price_below_the_wage_is_said_first_and_asks_for_a_reason(bid):
    priced(bid, hour=1000)
    line(bid)
    first = points(bid)[0]
    assert (first.severity, first.message, first.place) == (Gravity.REASON, pricing.TOO_LOW, "price")
    with pytest.raises(RuleViolation) as refused:
        handed_in(bid)
    assert refused.value.field == "open_because"
    assert handed_in(bid, because="Vrijwilligers doen het halve werk").open_because


def test_an_older_price_sheet_asks_for_a_reason_and_is_not_kept(bid):
    priced(bid)
    line(bid)
    make(bid)
    assert OLDER not in [point.message for point in points(bid)]
    line(bid, "Snoeien")
    older = {point.params["title"]: point for point in points(bid) if point.message == OLDER}
    assert older["Prijzenblad"].severity is Gravity.REASON
    assert older["Calculatie"].severity is Gravity.WARNS
    with pytest.raises(RuleViolation):
        handed_in(bid)
    names = {paper.file.name for paper in handed_in(bid, because="Het is goed zo").papers}
    assert "plan-van-aanpak.docx" in names
    assert "prijzenblad.xlsx" not in names


def test_what_is_handed_in_has_the_new_price_and_no_questions(bid, client, sign_in):
    sign_in(client, ParticipationFactory(cooperative=bid.cooperative).user)
    priced(bid)
    line(bid)
    make(bid)
    answer = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stukken/opdrachtgever.zip")
    packed = set(zipfile.ZipFile(io.BytesIO(answer.data)).namelist())
    names = {paper.file.name for paper in handed_in(bid).papers}
    for along in (packed, names):
        assert "prijzenblad.xlsx" in along
        assert "vragen-aan-de-opdrachtgever.docx" not in along


def test_a_price_sheet_without_lines_is_not_made(bid):
    done = make(bid)
    assert [(title, rule.message) for title, rule in done.stopped] == [("Prijzenblad", pricing.NO_LINES)]


def test_what_is_open_in_the_papers_for_the_buyer_is_counted_one_by_one(bid, client, sign_in):
    sign_in(client, ParticipationFactory(cooperative=bid.cooperative).user)
    make(bid)
    counted = {point.params["title"]: point for point in points(bid) if point.message == OPEN_IN_PAPER}
    assert counted["Planning"].params["count"] > 0
    assert counted["Plan van aanpak"].place == "sections"
    assert not {"Vragen aan de opdrachtgever", "Risico's"} & set(counted)
    page = client.get(f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/controleren").text
    assert f"/cooperaties/de-tuin/inschrijvingen/{bid.id}/stukken" in page
    assert "Planning" in page


def test_a_confirmed_criterion_is_known_to_the_rules_and_to_the_overview(bid):
    for text, weight in (("Plan van aanpak", "60"), ("Prijs", "40")):
        row = Requirement(
            bid=bid,
            kind=RequirementKind.AWARD,
            text=text,
            weight=weight,
            weight_unit="points",
            origin=RequirementOrigin.FILE,
            state=RequirementState.CONFIRMED,
        )
        db.session.add(row)
    db.session.commit()
    seen = {finding.rule.id for finding in findings_of(cases.case_of(bid, now=clock.now()))}
    assert not {"P-11", "P-12"} & seen


def test_supplying_staff_is_a_finding_a_task_and_a_point_of_the_check(app):
    group = CooperativeFactory(slug="de-hulp", name="De Hulp", phase=Phase.F6)
    (notice,) = store(publication(2, title="Detachering van twee medewerkers"))
    bid = bidding.start(group, notice, owner=None, now=clock.now(), today=clock.today())
    bidding.move(bid, BidStage.WRITING, note="", now=clock.now(), today=clock.today())
    db.session.commit()
    assert "P-25" in {finding.rule.id for finding in findings_of(cases.case_of(bid, now=clock.now()))}
    assert "staff" in {task.key for task in bid.tasks}
    assert checking.PAPER_TASKS["staff"] in {point.message for point in points(bid)}
    risks, _doubts = evidence.risks(bid, clock.now())
    assert any("Wtta" in risk.what for risk in risks)
