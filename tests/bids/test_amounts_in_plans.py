"""No amount in the plan for the buyer: it is held back until it is gone, or somebody says where the buyer asks for it."""

import io
import re
from decimal import Decimal

import docx
import pytest

from incubator.bids.messages.sources import source_of
from incubator.bids.models import BidDocument, PriceSheet, Section, Submission
from incubator.bids.queries import amounts as queries
from incubator.bids.queries import checking
from incubator.bids.rules import amounts as rules
from incubator.bids.rules.checking import AMOUNT, Gravity
from incubator.bids.services import making, sections, submitting
from incubator.bids.services.submitting import HandedIn
from incubator.core import clock, files
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from tests.bids.test_writing import begin, own, requirement, save
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory, ParticipationFactory

HERE = "/cooperaties/de-tuin/inschrijvingen"
MONEY = re.compile(r"€|\beuro\b|\d,-")


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def writer(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def on_criterion(bid, text="Aanpak van het onderhoud"):
    requirement(bid, text)
    sections.make_sections(bid, now=clock.now())
    db.session.commit()
    return next(section for section in sections.queries.sections(bid) if section.title == text)


def plan_of(bid, writer):
    """The Word file of the plan as it is made now, and how much is open in it."""
    making.make(bid, by=writer, now=clock.now(), base_url="")
    db.session.commit()
    row = db.session.scalars(
        db.select(BidDocument).where(BidDocument.kind == "plan").order_by(BidDocument.id.desc())
    ).first()
    word = docx.Document(io.BytesIO(files.content_of(row.file)))
    return "\n".join(paragraph.text for paragraph in word.paragraphs), row


@pytest.mark.parametrize(
    "typed",
    [
        "Wij rekenen € 45 per uur.",
        "Dat levert u een besparing van € 4.000 op.",
        "Wij vragen veertig euro per uur.",
        "Een schouw kost 120,- per keer.",
        "- een ploeg voor 300 euro per dag",
        "Ons uurtarief: 42,50.",
    ],
)
def test_an_amount_in_a_text_never_reaches_the_plan_and_stays_with_the_group(group, writer, typed):
    bid = begin(group)
    section = on_criterion(bid)
    save(section, writer, 0, what=f"Wij maaien elke week.\n{typed}", view="U ziet het.", proof="Het lukte.")
    text, made = plan_of(bid, writer)
    assert not MONEY.search(text)
    assert "42,50" not in text
    assert "Wij maaien elke week." in text
    assert "bedrag weggelaten" in text
    assert made.open_count > 0
    assert typed in db.session.get(Section, section.id).what


@pytest.mark.parametrize("where", ["own heading", "text of an own heading", "summary", "dossier"])
def test_nor_does_one_that_stands_elsewhere_in_the_plan(group, writer, where):
    bid = begin(group)
    if where == "dossier":
        FactFactory(cooperative=group, key="offer.description", value="Wij maaien voor € 45 per uur.")
    elif where == "own heading":
        save(own(bid, "Ons plan voor € 45"), writer, 0, what="Wij maaien.", view="U ziet het.", proof="Het lukte.")
    else:
        title = "Samenvatting" if where == "summary" else "Wie wij zijn"
        save(own(bid, title), writer, 0, what="Voor € 45 per uur.", view="U ziet het.", proof="Het lukte.")
    text, _made = plan_of(bid, writer)
    assert "€" not in text
    assert "45" not in text


def test_it_is_an_open_point_that_keeps_a_bid_from_being_handed_in(group, writer, client):
    bid = begin(group)
    section = on_criterion(bid)
    save(section, writer, 0, what="Dat kost € 45.", view="U ziet het.", proof="Het lukte.")
    (point,) = [point for point in checking.points(bid, now=clock.now()) if point.message == AMOUNT]
    assert (point.severity, point.place, point.number) == (Gravity.BLOCKS, "amounts", section.id)
    page = client.get(f"{HERE}/{bid.id}/controleren").get_data(as_text=True)
    assert f"/schrijven/{section.id}/bedrag" in page
    assert f"{HERE}/{bid.id}/inleveren" not in page
    with pytest.raises(RuleViolation) as refused:
        submitting.submit(
            bid, HandedIn(clock.now(), "TenderNed", open_because="Toch maar."), by=writer, now=clock.now()
        )
    assert refused.value.message == rules.HOLDING
    # What was typed on the page of handing in is shown again.
    answer = client.post(
        f"{HERE}/{bid.id}/inleveren", data={"when": "now", "place": "Negometrix", "reference": "Kenmerk 88"}
    )
    assert answer.status_code == 422
    assert "Kenmerk 88" in answer.get_data(as_text=True)
    assert db.session.scalar(db.select(db.func.count()).select_from(Submission)) == 0


def test_taking_it_out_lets_the_bid_go(group, writer):
    bid = begin(group)
    section = on_criterion(bid)
    save(section, writer, 0, what="Dat kost € 45.")
    save(section, writer, section.revision, what="Zie het prijzenblad.")
    handed = submitting.submit(
        bid, HandedIn(clock.now(), "TenderNed", open_because="Wij leveren dit na."), by=writer, now=clock.now()
    )
    assert handed.id


def test_who_says_where_the_buyer_asks_for_it_lets_it_go_along_and_is_remembered(group, writer, client):
    bid = begin(group)
    section = on_criterion(bid)
    save(section, writer, 0, what="Wij geven € 45 per lid uit aan opleiding.", view="U ziet het.", proof="Ja.")
    _text, before = plan_of(bid, writer)
    page = f"{HERE}/{bid.id}/schrijven/{section.id}/bedrag"
    shown = client.get(f"{HERE}/{bid.id}/schrijven/{section.id}").get_data(as_text=True)
    assert page in shown
    assert client.get(page).status_code == 200
    opened = '{"reason": ""}'
    assert client.post(page, data={"reason": "Omdat", "opened": opened}).status_code == 422
    sent = client.post(page, data={"reason": "Leidraad, bladzijde 12.", "opened": opened})
    assert sent.status_code == 302
    db.session.refresh(section)
    assert section.amount_because == "Leidraad, bladzijde 12."
    assert section.amount_by_id == writer.id
    assert section.amount_at is not None
    # The plan that was made before is older now, and made anew it holds the amount.
    standing = [row for row in making.standing(bid, now=clock.now()) if row.document.id == before.id]
    assert [row.is_older for row in standing] == [True]
    text, _made = plan_of(bid, writer)
    assert "€ 45 per lid" in text
    assert client.post(page, data={"reason": "", "opened": '{"reason": "Leidraad, bladzijde 12."}'}).status_code == 302
    text, _made = plan_of(bid, writer)
    assert "€" not in text


def test_two_who_say_it_at_once_lose_nothing(group, writer, client):
    section = on_criterion(begin(group))
    sections.settle_amount(section, "Leidraad, bladzijde 3.", by=writer, now=clock.now())
    db.session.commit()
    page = f"{HERE}/{section.bid_id}/schrijven/{section.id}/bedrag"
    answer = client.post(page, data={"reason": "Nota van inlichtingen, vraag 8.", "opened": '{"reason": ""}'})
    assert answer.status_code == 409
    shown = answer.get_data(as_text=True)
    assert "Nota van inlichtingen, vraag 8." in shown
    assert "Leidraad, bladzijde 3." in shown


def test_where_the_criterion_itself_asks_for_an_amount_it_goes_along_by_itself(group, writer):
    bid = begin(group)
    section = on_criterion(bid, "Opleiding: noem het bedrag dat u per medewerker besteedt")
    save(section, writer, 0, what="Wij besteden € 450 per lid.", view="U ziet het.", proof="Ja.")
    assert queries.kept_from_buyer(bid) == {}
    text, _made = plan_of(bid, writer)
    assert "€ 450 per lid" in text


def test_the_budget_that_the_buyer_named_is_not_our_price_until_we_make_it_so(group, writer):
    bid = begin(group)
    requirement(bid, "Het budget is € 40.000 per jaar.", kind=sections.RequirementKind.TERM)
    section = on_criterion(bid)
    save(section, writer, 0, what="Wij blijven binnen uw budget van € 40.000.")
    assert queries.kept_from_buyer(bid) == {}
    save(section, writer, section.revision, what="Wij doen het voor € 40.000.")
    assert queries.kept_from_buyer(bid) == {section.id: ["€ 40.000"]}


def test_where_the_buyer_asks_the_price_in_the_plan_nothing_is_held_back(group, writer):
    bid = begin(group)
    section = on_criterion(bid)
    save(section, writer, 0, what="Dat kost € 45.")
    db.session.add(PriceSheet(bid=bid, in_plan=True, in_plan_because="Leidraad, 4.2", changed_at=clock.now()))
    db.session.commit()
    assert queries.kept_from_buyer(bid) == {}
    assert source_of(bid, made_at=clock.now(), base_url="").price.terms.in_plan


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Noem het bedrag dat u aan opleiding besteedt.", True),
        ("Geef een begroting van de activiteiten.", True),
        ("Beschrijf uw inzet. Vermeld de social return in euro's.", True),
        ("Hoeveel euro per medewerker besteedt u aan scholing?", True),
        ("Noem in uw plan geen bedragen.", False),
        ("Beschrijf hoe u de bedragen op de factuur controleert.", False),
        ("Beschrijf uw aanpak binnen het budget van € 5.000.", False),
        ("Beschrijf uw aanpak (fictieve korting € 25.000).", False),
        ("Kwaliteit van de uitvoering", False),
    ],
)
def test_whether_a_criterion_asks_for_an_amount_is_read_in_its_own_words(text, asks):
    assert rules.asks_amount(text) is asks


def test_amounts_of_the_buyer_are_compared_by_what_they_are_worth():
    theirs = rules.named_by_buyer(["Het budget is 40.000 euro.", "De waarde is € 1,5 miljoen."])
    assert theirs == {Decimal(40000), Decimal(1_500_000)}
    assert rules.kept_from_buyer("Binnen uw € 40.000,- blijven wij.", theirs) == []
    assert rules.kept_from_buyer("De 1,5 miljoen euro verdeelt u zelf.", theirs) == []
    assert rules.kept_from_buyer("Het scheelt € 1,50 per keer.", theirs) == ["€ 1,50"]
