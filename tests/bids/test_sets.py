"""The documents of a bid over twelve real notices: complete, true to the notice, no amount in the plan, nothing internal for the buyer."""

import io
import re
from datetime import UTC, datetime

import docx
import pytest

from incubator.bids import documents
from incubator.bids.documents.frame import INTERNAL, lot_name
from incubator.bids.messages import sources
from incubator.bids.models import Bid, BidStage
from incubator.bids.queries import bidding
from incubator.bids.rules.criteria import name_of
from incubator.bids.values.documents import ADMISSIONS, Audience, ProcurementRoute
from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import write_day
from incubator.formats.values import Scheme
from incubator.notices.models import Notice
from incubator.notices.services import SourceDocument, import_documents
from tests.bids.facts_of_twelve import FULL
from tests.bids.twelve import TWELVE
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory

AMOUNT = re.compile(r"€|\bEUR\b|\d\s?euro\b|uurtarief", re.IGNORECASE)
NOT_FOR_THE_BUYER = re.compile(
    r"INTERN|niet meesturen|zelf ingevuld|Herkomst van|Woo\b|risico's van deze", re.IGNORECASE
)
OF_EVERY_PUBLIC_SET = {"letter", "plan", "references", "team", "planning", "questions"}
OF_ADMISSION = {"letter", "admission", "references", "team", "planning", "questions"}
OF_SELECTION = {"request-letter", "request", "references", "team", "questions"}
FOR_OURSELVES = {"internal", "checklist", "risks", "calculation"}


def words_of(content: bytes) -> str:
    """Everything that a Word file reads, the headers too."""
    word = docx.Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in word.paragraphs]
    texts += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    texts += [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    return "\n".join(texts)


def group_with(facts):
    group = CooperativeFactory(slug="de-tuin", name="De Tuin")
    for key, value in facts.items():
        FactFactory(cooperative=group, key=key, value=value)
    return group


def bid_on(group, shared_data, real):
    data = (shared_data / "notices" / real.path).read_bytes()
    import_documents([SourceDocument(real.path, data)], now=clock.now())
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id.desc())).first()
    bid = Bid(cooperative=group, notice=notice, stage=BidStage.WRITING, started_at=clock.now(), facts_used={}, lots=[])
    bid.lots = [lot.id for lot in bidding.lots_to_choose(notice)]
    db.session.add(bid)
    db.session.commit()
    return bid


def source_of(bid):
    return sources.source_of(bid, made_at=datetime(2026, 11, 28, 9, 0, tzinfo=UTC), base_url="https://ons.nl")


@pytest.fixture(scope="module")
def once():
    """What was drafted of a notice: it is asked from several sides, and made once."""
    return {}


@pytest.fixture
def drafted(app, shared_data, once):
    """The set on a notice, for a group with a full dossier and a deed: the source and what was made."""

    def draft(real, facts=FULL):
        key = (real, len(facts))
        if key not in once:
            once[key] = _draft(real, facts)
        return once[key]

    def _draft(real, facts):
        group = group_with(facts)
        MilestoneFactory(cooperative=group, key="deed")
        bid = bid_on(group, shared_data, real)
        source = source_of(bid)
        return source, made_of(source)

    return draft


def made_of(source):
    """The set as it can be made: without lines there is no price sheet."""
    return [documents.made(planned) for planned in documents.planned_of(source) if planned.kind.key != "price"]


def of(made, *kinds):
    return [document for document in made if document.planned.kind.key in kinds]


@pytest.mark.parametrize("real", TWELVE, ids=lambda real: real.path.rpartition("/")[2])
def test_a_real_notice_gives_a_set_that_is_complete_and_true(drafted, real):
    source, made = drafted(real)
    assert source.route is ProcurementRoute(real.route)
    for_buyer = {document.planned.kind.key for document in made if document.planned.kind.audience is Audience.BUYER}
    expected = OF_ADMISSION if source.route in ADMISSIONS else OF_EVERY_PUBLIC_SET
    # Who is admitted to a dynamic purchasing system has no work yet to plan.
    if source.route is ProcurementRoute.DYNAMIC:
        expected = OF_ADMISSION - {"planning"}
    if source.route is ProcurementRoute.SELECTION:
        expected = OF_SELECTION
    assert for_buyer - {"reserved"} == expected
    assert {document.planned.kind.key for document in made} - for_buyer == FOR_OURSELVES
    notice = source.notice
    for document in of(made, "plan", "admission", "letter", "request", "request-letter"):
        text = words_of(document.content)
        assert notice.buyer.name in text
        assert notice.title in text
        assert write_day(clock.local(source.deadline).date()) in text
        identifiers = [
            identity.id
            for identity in notice.identities
            if identity.scheme in {Scheme.KENMERK, Scheme.TED, Scheme.TENDERNED}
        ]
        # The number of the buyer itself, where the notice has it, goes before that of a publication.
        numbers = [notice.buyer_reference] if notice.buyer_reference else identifiers
        assert any(number in text for number in numbers)
    for document in of(made, "plan"):
        text = words_of(document.content)
        lot = document.planned.source.lot
        of_lot = [criterion for criterion in source.criteria if lot is None or criterion.lot in {"", lot.id}]
        for criterion in of_lot:
            assert criterion.name[:120] in text
            assert not criterion.weight or f"Weging: {criterion.weight}" in text
        # The only lot of a procurement is the procurement: naming it would only look like a form.
        if lot is not None and len(notice.real_lots) > 1:
            assert lot_name(lot) in text


@pytest.mark.parametrize("real", TWELVE, ids=lambda real: real.path.rpartition("/")[2])
def test_the_criteria_are_those_of_the_notice_with_their_weights(drafted, real):
    source, _made = drafted(real)
    notice = source.notice
    given = {
        (name_of(criterion), criterion.weight)
        for owner in (notice, *(lot for lot in notice.lots if lot.kind == "lot"))
        for criterion in owner.criteria
    }
    assert {criterion.name for criterion in source.criteria} == {name for name, _weight in given}
    weighed = [weight for _name, weight in given if weight is not None]
    assert bool(weighed) == any(criterion.weight for criterion in source.criteria)


@pytest.mark.parametrize("real", TWELVE, ids=lambda real: real.path.rpartition("/")[2])
def test_no_amount_stands_in_the_plan_and_nothing_internal_goes_along(drafted, real):
    _source, made = drafted(real)
    for document in made:
        if document.planned.kind.audience is Audience.INTERNAL or document.planned.kind.key == "price":
            continue
        text = words_of(document.content)
        assert not AMOUNT.search(text), (document.planned.title, AMOUNT.search(text))
        assert not NOT_FOR_THE_BUYER.search(text), (document.planned.title, NOT_FOR_THE_BUYER.search(text))
        assert "46,50" not in text
    for document in of(made, "internal", "checklist", "risks"):
        assert INTERNAL in words_of(document.content)


@pytest.mark.parametrize("real", TWELVE, ids=lambda real: real.path.rpartition("/")[2])
def test_criteria_that_the_source_does_not_give_are_open_and_own_headings_are_marked(drafted, real):
    source, made = drafted(real)
    for document in of(made, "plan"):
        text = words_of(document.content)
        lot = document.planned.source.lot
        has_criteria = any(lot is None or criterion.lot in {"", lot.id} for criterion in source.criteria)
        assert has_criteria != any("geen gunningscriteria" in gap.what for gap in document.gaps)
        assert has_criteria != ("Het zijn geen gunningscriteria van de opdrachtgever." in text)
    for document in of(made, "admission"):
        assert "unningscriteri" not in words_of(document.content)


def test_each_lot_of_a_framework_has_its_plan_and_its_own_criteria(drafted):
    source, made = drafted(TWELVE[8])
    assert [document.planned.lot for document in of(made, "plan")] == [lot.id for lot in source.lots]
    assert len(source.lots) == 3
    assert len(of(made, "reserved")) == 1
    assert "Richtlijn 2014/24/EU" in words_of(of(made, "reserved")[0].content)


@pytest.mark.parametrize("real", TWELVE, ids=lambda real: real.path.rpartition("/")[2])
def test_the_neighbourhood_is_named_only_where_the_work_is_ours(drafted, real):
    source, made = drafted(real)
    for document in of(made, "plan", "admission"):
        assert ("Wat het de buurt oplevert" in words_of(document.content)) == ("Utrecht" in source.notice.buyer.name)


def test_every_open_point_leads_to_a_page_of_this_bid_or_of_the_dossier(drafted):
    source, made = drafted(TWELVE[0], {"identity.name": "Groep U.A."})
    (internal,) = of(made, "internal")
    links = [
        relation.target_ref
        for relation in docx.Document(io.BytesIO(internal.content)).part.rels.values()
        if relation.is_external and relation.target_ref.startswith("https://ons.nl")
    ]
    assert f"{source.place}/eisen" in links
    assert "https://ons.nl/cooperaties/de-tuin/dossier/kvk-nummer" in links
    assert all(link.startswith("https://ons.nl/cooperaties/de-tuin/") for link in links)


def test_a_group_without_a_deed_sends_a_draft_and_keeps_the_warning_of_the_law_for_itself(app, shared_data):
    facts = {key: value for key, value in FULL.items() if key not in {"identity.deed_date", "identity.kvk"}}
    source = source_of(bid_on(group_with(facts), shared_data, TWELVE[0]))
    made = made_of(source)
    for document in of(made, "plan", "letter"):
        text = words_of(document.content)
        assert "(in oprichting)" in text
        assert "art. 2:29 lid 2 BW" not in text
    assert "onvoorwaardelijk" not in words_of(of(made, "letter")[0].content)
    assert "art. 2:29 lid 2 BW" in words_of(of(made, "internal")[0].content)
    assert "nog niet opgericht" in words_of(of(made, "risks")[0].content)
