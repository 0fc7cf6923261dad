"""An edition that tells only what is new is the whole call; the result of one lot is not that of the others."""

import json

import pytest

from incubator.core import clock
from incubator.core.db import db
from incubator.formats.values import LotState, NoticeKind, Scheme
from incubator.notices.messages import differences
from incubator.notices.queries import outcomes, publications
from incubator.notices.rules.statuses import FamilyPublication, decide
from incubator.notices.services import SourceDocument, import_documents
from incubator.notices.values import NoticeStatus
from tests.notices.editions import CORRIGENDUM, ORIGINAL, corrigendum

pytestmark = pytest.mark.both_databases

LOTS = [
    {"id": "1", "title": "Groen", "status": "active", "value": {"amount": 4, "currency": "EUR"}},
    {"id": "2", "title": "Grijs", "status": "active", "value": {"amount": 5, "currency": "EUR"}},
]


def release(number, tag="tender", date="2026-11-20T09:00:00Z", tender=None, **more):
    """A release of the procurement ocds-abc-1, in a package of its own."""
    call = {"id": "t", "title": "Groen in percelen", "status": "active", "lots": LOTS}
    call["tenderPeriod"] = {"endDate": "2027-01-15T12:00:00+01:00"}
    written = {
        "ocid": "ocds-abc-1",
        "id": str(number),
        "date": date,
        "tag": [tag],
        "buyer": {"name": "Gemeente Utrecht"},
        "tender": call if tender is None else tender,
        **more,
    }
    return SourceDocument(f"{number}.json", json.dumps({"version": "1.1", "releases": [written]}).encode())


def bring(*documents):
    import_documents(list(documents), now=clock.now())
    db.session.commit()
    db.session.expire_all()


def of_ocds(number):
    return publications.by_identity(Scheme.OCDS_RELEASE, f"ocds-abc-1/{number}")


def stopped(lot):
    return [{**known, "status": "cancelled"} if known["id"] == lot else known for known in LOTS]


def test_a_later_release_of_an_ocid_corrects_the_one_before_it_whatever_its_tag(app):
    bring(release(1), release(2, "tenderUpdate", "2026-11-21T09:00:00Z"))
    bring(release(3, "tenderAmendment", "2026-11-22T09:00:00Z"))
    assert (of_ocds(2).corrects_id, of_ocds(3).corrects_id) == (of_ocds(1).id, of_ocds(2).id)


def test_of_two_releases_of_one_day_the_hour_tells_which_holds(app):
    bring(release(2, "tenderUpdate", "2026-11-20T15:00:00Z"), release(1))
    assert of_ocds(2).corrects_id == of_ocds(1).id
    assert of_ocds(1).corrects_id is None


def test_a_release_that_tells_only_what_is_new_is_the_whole_call(app):
    update = {
        "id": "t",
        "tenderPeriod": {"endDate": "2026-12-20T12:00:00+01:00"},
        "lots": [{"id": "2", "status": "cancelled"}],
    }
    # The later one may come first: it is completed as soon as the earlier one is there.
    bring(release(2, "tenderUpdate", "2026-11-21T09:00:00Z", update))
    bring(release(1))
    whole = of_ocds(2)
    assert whole.content.title == "Groen in percelen"
    assert whole.deadline.day == 20
    assert [(lot.id, lot.title, lot.state) for lot in whole.content.real_lots] == [
        ("1", "Groen", LotState.OPEN),
        ("2", "Grijs", LotState.CANCELLED),
    ]
    assert any("2" in line for line in differences(of_ocds(1), whole))


def test_the_same_release_again_changes_nothing(app):
    documents = release(1), release(2, "tenderUpdate", "2026-11-21T09:00:00Z", {"id": "t"})
    bring(*documents)
    before = of_ocds(2).data
    bring(*documents)
    assert of_ocds(2).data == before
    assert of_ocds(2).deadline == of_ocds(1).deadline


def award(lot, status="active", date="2026-11-25T09:00:00Z", number=9):
    given = {"id": f"a{lot}", "status": status, "relatedLots": [lot], "suppliers": [{"name": "De Tuin"}]}
    return release(number, "award", date, awards=[given])


def test_the_result_of_one_lot_leaves_the_call_open_for_the_others(app):
    bring(release(1), award("1"))
    call = of_ocds(1)
    assert call.status is NoticeStatus.OPEN
    first, second = outcomes.outcomes_of(call)
    assert (first.state, first.winners) == (LotState.AWARDED, ("De Tuin",))
    assert (second.state, second.winners) == (LotState.OPEN, ())
    bring(award("2", "unsuccessful", "2026-11-26T09:00:00Z", 10))
    call = of_ocds(1)
    assert call.status is NoticeStatus.AWARDED
    assert [outcome.state for outcome in outcomes.outcomes_of(call)] == [LotState.AWARDED, LotState.CANCELLED]


def ted(number):
    return publications.by_ted(number)


def test_a_corrigendum_changes_the_notice_that_it_corrects_and_the_rest_stays(app):
    bring(SourceDocument("f02.xml", ORIGINAL), SourceDocument("f14.xml", CORRIGENDUM))
    original, corrected = ted("754136-2026"), ted("754900-2026")
    assert corrected.corrects_id == original.id
    assert corrected.content.deadline.isoformat() == "2027-01-12T09:00:00+01:00"
    lots = corrected.content.real_lots
    assert [lot.title for lot in lots] == ["Groen", "Grijs"]
    assert [[(each.name, int(each.weight)) for each in lot.criteria] for lot in lots] == [
        [("Technische kennis", 20), ("Prijs", 60)],
        [("Technische kennis", 40), ("Prijs", 60)],
    ]
    assert {lot.deadline for lot in lots} == {corrected.content.deadline}
    assert (corrected.buyer_id, corrected.content.description) == (original.buyer_id, original.content.description)


def test_a_second_corrigendum_builds_on_the_first(app):
    second = corrigendum("754950-2026", "20261201", ("IV.2.2", "", ("2027-01-12", "09:00"), ("2027-01-18", "09:00")))
    # In any order, each in an import of its own.
    for content in (second, CORRIGENDUM, ORIGINAL):
        bring(SourceDocument("x.xml", content))
    first, last = ted("754900-2026"), ted("754950-2026")
    assert last.corrects_id == first.id
    assert last.deadline.day == 18
    assert [int(lot.criteria[0].weight) for lot in last.content.real_lots] == [20, 40]


@pytest.mark.parametrize(
    "change",
    [
        ("IV.2.2", "", ("2026-12-24", "10:30"), ("2027-01-12", "09:00")),  # another old day than we know
        ("II.2.5", "2", "Kennis van zaken 20", "Kennis van zaken 40"),  # a criterion that is not there
        ("II.2.5", "7", "Technische kennis 20", "Technische kennis 40"),  # a lot that is not there
        ("II.2.4", "1", "Maaien", "Maaien en snoeien"),  # words that do not stand there
        ("III.1.2", "", "EUR 1", "EUR 2"),  # a section that we do not read
    ],
)
def test_what_does_not_fit_for_certain_is_left_as_it_is_and_stays_to_be_looked_at(app, change):
    bring(
        SourceDocument("f02.xml", ORIGINAL), SourceDocument("f14.xml", corrigendum("754900-2026", "20261127", change))
    )
    original, corrected = ted("754136-2026"), ted("754900-2026")
    assert [change.applied for change in corrected.content.changes] == [False]
    assert corrected.content.real_lots == original.content.real_lots
    assert corrected.deadline == original.deadline


OPEN, AWARDED, STOPPED = LotState.OPEN, LotState.AWARDED, LotState.CANCELLED


def published(number, kind, lots=(), alone=NoticeStatus.OPEN, ref=None):
    names = frozenset({f"ted:{number}-2026:"})
    return FamilyPublication(
        number, kind, None, clock.today(), ref, names, frozenset({"procedure:1"}), alone, lots=dict(lots)
    )


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([("1", AWARDED)], NoticeStatus.OPEN),
        ([("1", AWARDED), ("2", STOPPED)], NoticeStatus.AWARDED),
        ([("1", STOPPED), ("2", STOPPED)], NoticeStatus.CANCELLED),
        ([], NoticeStatus.AWARDED),  # a result that names no lot is about the whole
        ([("9", AWARDED)], NoticeStatus.AWARDED),  # and so is one with numbers of its own
    ],
)
def test_a_call_is_settled_when_its_last_lot_is(results, expected):
    call = published(1, NoticeKind.COMPETITION, [("1", OPEN), ("2", OPEN)])
    decide([call, published(2, NoticeKind.AWARD, results, NoticeStatus.AWARDED)])
    assert call.status is expected


def test_an_edition_that_withdraws_the_call_ends_the_editions_before_it():
    first = published(1, NoticeKind.COMPETITION)
    last = published(2, NoticeKind.COMPETITION, alone=NoticeStatus.CANCELLED, ref="ted:1-2026:")
    decide([first, last])
    assert (first.status, last.corrects_id) == (NoticeStatus.CANCELLED, 1)
    again = published(3, NoticeKind.COMPETITION)
    decide([first, last, again])
    assert first.status is NoticeStatus.OPEN
