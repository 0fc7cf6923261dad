"""What was handed in stands: no road writes it any more, the pages say the way forward, and what belongs after it goes on."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    BidStage,
    BuyerQuestion,
    DeclarationPart,
    LibraryKind,
    Partner,
    PartnerRole,
    PartnerState,
    PriceLine,
    PriceSheet,
    Requirement,
    RequirementKind,
    RequirementState,
    Section,
)
from incubator.bids.queries import declarations as declared
from incubator.bids.queries import sections as queries
from incubator.bids.rules import stages
from incubator.bids.rules.together import LaterChange
from incubator.bids.services import (
    answers,
    asking,
    bidding,
    declarations,
    making,
    partners,
    pricing,
    requirements,
    submitting,
    tasks,
)
from incubator.bids.services import sections as writing
from incubator.bids.services.submitting import HandedIn
from incubator.bids.services.tasks import TaskTerms
from incubator.bids.values.documents import Audience
from incubator.bids.values.pricing import PricedLine, PriceLineKind
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from tests.at_once import at_once
from tests.bids.test_work_terms import written
from tests.bids.test_writing import begin, own, requirement, save
from tests.factories import CooperativeFactory, MilestoneFactory, ParticipationFactory

BIDS = "/cooperaties/de-tuin/inschrijvingen"
LINE = PricedLine(PriceLineKind.HOURS, "Maaien", 4000)


@pytest.fixture
def group(app):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    MilestoneFactory(cooperative=group, key="deed")
    return group


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def bid(group, member):
    """A bid with something of everything in it."""
    bid = begin(group)
    save(own(bid), member, 0, what="Wij maaien elke week.")
    requirement(bid, "Maai zonder gif.", RequirementKind.REQUIREMENT)
    requirement(bid, "Maai ook langs de sloot.", RequirementKind.REQUIREMENT, RequirementState.PROPOSED)
    pricing.sheet_of(bid, now=clock.now())
    pricing.add_line(bid, LINE)
    partners.ensure_own(bid, now=clock.now())
    outside = Partner(bid=bid, name="Jansen B.V.", role=PartnerRole.SUBCONTRACTOR, state=PartnerState.AGREED)
    outside.lots, outside.signatories, outside.added_at = [], [], clock.now()
    db.session.add(outside)
    db.session.commit()
    return bid


def hand_in(bid, by):
    handed = HandedIn(clock.now(), "TenderNed", "T-1", open_because="Wij leveren dit na.")
    submission = submitting.submit(bid, handed, by=by, now=clock.now())
    db.session.commit()
    return submission


def only(kind, bid, **more):
    statement = select(kind).filter_by(**more)
    if kind in (Section, PriceLine, Requirement, Partner):
        statement = statement.where(kind.bid_id == bid.id)
    return db.session.scalars(statement).first()


def content(bid):
    """Everything that may not change."""
    db.session.expire_all()
    kept = [queries.texts_of(section) for section in queries.sections(bid)]
    for kind in (Section, PriceLine, PriceSheet, Requirement, Partner):
        for row in db.session.scalars(select(kind).where(kind.bid_id == bid.id).order_by(kind.id)):
            kept.append({column.key: getattr(row, column.key) for column in kind.__table__.columns})
    parts = select(DeclarationPart.id, DeclarationPart.revision).order_by(DeclarationPart.id)
    return [*kept, list(bid.lots), db.session.execute(parts).all()]


def addresses(bid):
    """Each road that writes: its address, and what is sent."""
    section, line, row = (
        only(Section, bid),
        only(PriceLine, bid),
        only(Requirement, bid, state=RequirementState.CONFIRMED),
    )
    proposal = only(Requirement, bid, state=RequirementState.PROPOSED)
    own_part, outside = only(Partner, bid, role=PartnerRole.LEAD), only(Partner, bid, role=PartnerRole.SUBCONTRACTOR)
    asked = {"kind": "requirement", "text": "Iets heel anders."}
    texts = {"what": "Iets heel anders.", "view": "", "proof": "", "revision": str(section.revision)}
    return {
        "schrijven/maken": {},
        "schrijven/eigen": {"title": "Iets heel anders."},
        f"schrijven/{section.id}": texts,
        f"schrijven/{section.id}/bewaren": texts,
        f"schrijven/{section.id}/afspraken": {"title": "Iets heel anders.", "page_limit": "2"},
        f"schrijven/{section.id}/bedrag": {"reason": "Leidraad, bladzijde 12: iets heel anders."},
        f"schrijven/{section.id}/verwijderen": {},
        "prijs/uitgangspunten": {"hour_cents": "46,50", "vat_hundredths": "21"},
        "prijs/regels/nieuw": {"kind": "hours", "what": "Iets heel anders.", "quantity_hundredths": "20"},
        f"prijs/regels/{line.id}": {"kind": "hours", "what": "Iets heel anders.", "quantity_hundredths": "20"},
        f"prijs/regels/{line.id}/verwijderen": {},
        "eisen/aankondiging": {},
        "eisen/nieuw": asked,
        f"eisen/{row.id}": asked,
        f"eisen/{row.id}/klaar": {"done": "1"},
        f"eisen/{row.id}/weg": {},
        "eisen/voorstellen": {"do": "confirm", "row": str(proposal.id)},
        "uea/begin": {},
        "uea/verzoek/weg": {},
        f"uea/{own_part.id}/bidder": {"version": "0", "city": "Iets heel anders."},
        f"uea/{own_part.id}/bidder/bewaren": {"version": "0", "city": "Iets heel anders."},
        f"uea/{own_part.id}/uitsluiting/verklaren": {"name": "Noor", "function": "Iets heel anders."},
        f"uea/{own_part.id}/uitsluiting/intrekken": {},
        f"uea/{own_part.id}/bewijs/niet-online": {},
        f"uea/{own_part.id}/geven": {},
        "samen/erbij": {"name": "Iets heel anders.", "role": "subcontractor"},
        f"samen/{outside.id}": {"name": "Iets heel anders.", "role": "subcontractor", "revision": "0"},
        f"samen/{outside.id}/terug": {},
        "stukken": {"document": "plan||"},
        "percelen": {"lots": "LOT-0001"},
    }


def test_no_road_writes_what_was_handed_in_and_what_was_typed_is_shown_again(bid, member, client):
    hand_in(bid, member)
    before = content(bid)
    for place, sent in addresses(bid).items():
        answer = client.post(f"{BIDS}/{bid.id}/{place}", data={**sent, "opened": "{}"})
        assert answer.status_code in {302, 409, 422}, place
        typed = [value for value in sent.values() if "Iets heel anders." in value]
        # What is typed on a form is on the page that refuses it; what is kept while one types stays in the field.
        if typed and not place.endswith("/bewaren"):
            assert answer.status_code == 422, place
            assert "Iets heel anders." in answer.text, place
        assert content(bid) == before, place
    file = {"files": (io.BytesIO(b"%PDF-1.4"), "leidraad.pdf")}
    assert client.post(f"{BIDS}/{bid.id}/eisen/bestanden", data=file).status_code == 302
    assert content(bid) == before


def test_the_pages_are_read_and_say_how_one_writes_again(bid, member, client):
    submission = hand_in(bid, member)
    way = f"{BIDS}/{bid.id}/inleveren/{submission.id}/terugnemen"
    section, line = only(Section, bid), only(PriceLine, bid)
    row, own_part = only(Requirement, bid), only(Partner, bid, role=PartnerRole.LEAD)
    reading = [
        "schrijven", f"schrijven/{section.id}", "prijs", "prijs/uitgangspunten", f"prijs/regels/{line.id}", "eisen",
        f"eisen/{row.id}", "eisen/nieuw", "eisen/voorstellen", "eisen/bestanden", "uea", f"uea/{own_part.id}", "stukken",
        "schrijven/eigen", f"schrijven/{section.id}/afspraken", f"uea/{own_part.id}/bidder",
    ]  # fmt: skip
    for place in reading:
        page = client.get(f"{BIDS}/{bid.id}/{place}")
        assert page.status_code == 200, place
        shown = page.text[page.text.index("<main") : page.text.index("</main")]
        assert way in shown, place
        # No field to fill in, but to choose what one sees; of a UEA the answers stand in fields that are closed.
        if "bidder" in place:
            assert "<fieldset" in shown
            assert "disabled" in shown
        else:
            assert "<textarea" not in shown, place
        assert "data-autosave" not in shown, place


def test_after_it_was_taken_back_one_writes_again(bid, member, client):
    submission = hand_in(bid, member)
    before = len(db.session.scalars(select(PriceLine)).all())
    reason = {"reason": "De opdrachtgever vraagt om een herstel."}
    assert client.post(f"{BIDS}/{bid.id}/inleveren/{submission.id}/terugnemen", data=reason).status_code == 302
    sent = {"kind": "hours", "what": "Snoeien", "quantity_hundredths": "20"}
    assert client.post(f"{BIDS}/{bid.id}/prijs/regels/nieuw", data=sent).status_code == 302
    assert len(db.session.scalars(select(PriceLine)).all()) == before + 1


def test_what_belongs_after_the_hand_in_goes_on(bid, member, client):
    hand_in(bid, member)
    task = tasks.add(bid, TaskTerms("Bel de opdrachtgever"), now=clock.now())
    tasks.tick(task, True, by=member, now=clock.now())
    about = {"text": "Wanneer hoort u iets?", "requirement_id": None, "ours": True}
    question = asking.ask(bid, answers=about, by=member, now=clock.now())
    reply = {"answer": "Binnenkort.", "answered_on": clock.today(), "answer_file_id": None}
    asking.answer(bid, question, answers=reply, today=clock.today())
    # A better answer goes back to the library, and a partner who stops stops: with the day and the reason.
    kept = answers.keep(only(Section, bid), "what", by=member, now=clock.now(), today=clock.today())
    noted = partners.Noted(LaterChange(clock.today(), "Failliet."), by=member)
    partners.withdraw(only(Partner, bid, role=PartnerRole.SUBCONTRACTOR), now=clock.now(), noted=noted)
    # What stays with the group may still be made; what goes to the buyer not.
    made = making.make(bid, by=member, now=clock.now(), base_url="").made
    db.session.commit()
    assert {row.audience for row in made} == {Audience.INTERNAL}
    assert (kept.kind, db.session.scalar(select(func.count()).select_from(BuyerQuestion))) == (LibraryKind.TEXT, 1)
    assert client.get(f"{BIDS}/{bid.id}/afloop").status_code == 200


@pytest.mark.parametrize("stage", [BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN, BidStage.SUBMITTED])
def test_in_every_stage_after_it_nothing_is_written(bid, member, client, stage):
    bid.stage = stage
    db.session.commit()
    with pytest.raises(RuleViolation):
        pricing.add_line(bid, PricedLine(PriceLineKind.HOURS, "Snoeien", 100))
    db.session.rollback()
    page = client.get(f"{BIDS}/{bid.id}/prijs").text
    shown = page[page.index("<main") : page.index("</main")]
    # What the buyer decided leads nowhere back; another bid can be taken up again.
    assert (f"{BIDS}/{bid.id}/stap" in shown) == bool(stages.STEPS[stage.value])


def pressing(bid, by, action):
    number, person = bid.id, by.id

    def press():
        with transaction(actor=SYSTEM):
            return action(db.session.get(Bid, number), db.session.get(User, person))

    return press


def counted(bid):
    """What a hand-in finds: lines of the price, requirements, sections, answers in the UEA, partners."""
    counts = [
        db.session.scalar(select(func.count()).where(kind.bid_id == bid.id))
        for kind in (PriceLine, Requirement, Section, Partner)
    ]
    return [*counts, db.session.scalar(select(func.count()).select_from(DeclarationPart))]


def handing_in(bid, by):
    handed = HandedIn(clock.now(), "TenderNed", "T-1", open_because="Wij leveren dit na.")
    submitting.submit(bid, handed, by=by, now=clock.now())
    return counted(bid)


def _answered(bid, by):
    known = declared.declaration_of(only(Partner, bid, role=PartnerRole.LEAD))
    return declarations.save_part(known, "bidder", {"city": "Utrecht"}, revision=0, by=by, now=clock.now())


WRITERS = {
    "line": lambda bid, _by: pricing.add_line(bid, PricedLine(PriceLineKind.HOURS, "Snoeien", 100)).id,
    "removed line": lambda bid, _by: pricing.remove_line(only(PriceLine, bid)),
    "requirement": lambda bid, _by: requirements.add(bid, written("Gebruik geen benzine."), now=clock.now()).id,
    "section": lambda bid, _by: writing.add_own(bid, "Over ons", now=clock.now()).id,
    "answer in the UEA": _answered,
    "partner": lambda bid, _by: (
        partners.add(bid, partners.PartnerTerms("De Brug B.V.", PartnerRole.SUBCONTRACTOR), now=clock.now()).id
    ),
}


@pytest.mark.both_databases
@pytest.mark.parametrize("writer", WRITERS)
def test_who_hands_in_while_another_writes_hands_in_with_it_or_the_other_is_refused(app, bid, member, writer):
    bid.started_at = clock.now() - timedelta(days=1)
    db.session.commit()
    handed, wrote = at_once(app, pressing(bid, member, handing_in), pressing(bid, member, WRITERS[writer]))
    db.session.expire_all()
    assert isinstance(handed, list), handed
    # Whoever came second saw what the first did: nothing came in after it was handed in.
    assert counted(bid) == handed
    assert not isinstance(wrote, Exception) or isinstance(wrote, RuleViolation), wrote
    assert queries.submission(bid) is not None


def test_of_a_bid_that_was_handed_in_a_correction_takes_no_lot(bid, member):
    hand_in(bid, member)
    with pytest.raises(RuleViolation):
        bidding.choose_lots(bid, ["LOT-0001"], now=clock.now())
