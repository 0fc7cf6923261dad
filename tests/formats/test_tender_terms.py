"""How long a tender must stay valid, and what has to be in by the deadline, as each source says it."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from incubator.formats import merging, recognise, stored
from incubator.formats.tender_terms import DeadlineFor, Validity, validity
from incubator.formats.values import ReadNotice

REAL = {
    "eforms-real/2024-OJS017-00047522.xml": (Validity(180, "day"), DeadlineFor.TENDER),
    "eforms-real/2024-OJS056-00163529.xml": (Validity(180, "day"), DeadlineFor.REQUEST),
    "eforms-real/2024-OJS074-00219998.xml": (Validity(180, "day"), DeadlineFor.INTEREST),
    # A restricted procedure in which the sender used the field of the tenders: nobody tenders before being invited.
    "eforms-real/2024-OJS015-00041387.xml": (None, DeadlineFor.REQUEST),
    "eforms-sdk-1.15.1/cn_24_minimal.xml": (Validity(6, "month"), DeadlineFor.TENDER),
    "eforms-sdk-1.15.1/cn_24_open.xml": (Validity(150, "day"), DeadlineFor.TENDER),
    "eforms-sdk-1.15.1/cn-social_25.xml": (None, DeadlineFor.REQUEST),
    # No procedure in two stages by its code, and still its own field says that one asks to take part.
    "eforms-sdk-1.7.5/cn-social_24.xml": (None, DeadlineFor.REQUEST),
    "mixed-real/ted2ocds_587711-2025.xml": (Validity(90, "day"), DeadlineFor.TENDER),
    "ted-r209-be/BE_054136-2020.xml": (Validity(until=date(2020, 7, 1)), DeadlineFor.TENDER),
    "ted-r209-nl/NL_278505-2021.xml": (Validity(5, "month"), DeadlineFor.REQUEST),
    "ted-r209-nl/NL_087730-2017.xml": (None, DeadlineFor.REQUEST),
}
LOTS = """<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:ID schemeName="notice-id">0ab0b0a0-1234-4cde-9abc-0123456789ab</cbc:ID><cbc:NoticeTypeCode>cn-standard</cbc:NoticeTypeCode>
 <cac:TenderingProcess><cbc:ProcedureCode>{procedure}</cbc:ProcedureCode></cac:TenderingProcess>
 {lots}
</ContractNotice>"""
LOT = """<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">{id}</cbc:ID>
 <cac:TenderingTerms><cac:TenderValidityPeriod>{term}</cac:TenderValidityPeriod></cac:TenderingTerms>
 <cac:TenderingProcess>{days}</cac:TenderingProcess></cac:ProcurementProjectLot>"""
TENDERS = "<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>{}</cbc:EndDate></cac:TenderSubmissionDeadlinePeriod>"
REQUESTS = (
    "<cac:ParticipationRequestReceptionPeriod><cbc:EndDate>{}</cbc:EndDate></cac:ParticipationRequestReceptionPeriod>"
)


def eforms(procedure, *lots):
    written = "".join(
        LOT.format(id=f"LOT-{number:04d}", term=term, days=days) for number, (term, days) in enumerate(lots, 1)
    )
    (notice,) = recognise.read(LOTS.format(procedure=procedure, lots=written).encode(), "notice.xml").notices
    return notice


def measure(unit, number):
    return f'<cbc:DurationMeasure unitCode="{unit}">{number}</cbc:DurationMeasure>'


@pytest.mark.parametrize("name", REAL)
def test_real_notices_say_how_long_a_tender_holds_and_what_is_due(shared_data, name):
    (notice,) = recognise.read((shared_data / "notices" / name).read_bytes(), name).notices
    assert (notice.validity, notice.closes_for) == REAL[name]
    assert stored.load(json.loads(json.dumps(stored.dump(notice)))) == notice


def test_lots_that_differ_keep_their_own_term_and_the_whole_has_none():
    notice = eforms(
        "open", (measure("DAY", 90), TENDERS.format("2026-03-01")), (measure("MONTH", 4), TENDERS.format("2026-04-01"))
    )
    assert [lot.validity for lot in notice.lots] == [Validity(90, "day"), Validity(4, "month")]
    assert notice.validity is None
    assert notice.validity_of(notice.lots[1]) == Validity(4, "month")


def test_where_both_days_are_given_the_request_comes_first_and_the_tender_later():
    both = REQUESTS.format("2026-03-01") + TENDERS.format("2026-05-01")
    notice = eforms("restricted", (measure("WEEK", 12), both))
    assert notice.deadline.date() == date(2026, 3, 1)
    assert notice.tenders_due.date() == date(2026, 5, 1)
    assert notice.closes_for is DeadlineFor.REQUEST
    opened = eforms("open", (measure("WEEK", 12), both))
    assert (opened.deadline.date(), opened.closes_for, opened.tenders_due) == (
        date(2026, 5, 1),
        DeadlineFor.TENDER,
        None,
    )


@pytest.mark.parametrize(
    ("number", "unit", "read"),
    [
        (Decimal(90), "DAY", Validity(90, "day")),
        (Decimal(90), "CALENDAR_DAY", Validity(90, "day")),
        (Decimal(12), "WEEK", Validity(12, "week")),
        (Decimal(4), "MON", Validity(4, "month")),
        (Decimal(1), "ANN", Validity(1, "year")),
        (Decimal(0), "DAY", None),
        (Decimal(-3), "DAY", None),
        (Decimal("1.5"), "MONTH", None),
        (Decimal(99999), "DAY", None),
        (Decimal(90), "HOUR", None),
        (Decimal(90), None, None),
        (None, "DAY", None),
    ],
)
def test_a_term_that_nobody_means_is_no_term(number, unit, read):
    assert validity(number, unit) == read


@pytest.mark.parametrize(
    ("term", "closes", "last"),
    [
        (Validity(90, "day"), date(2026, 3, 1), date(2026, 5, 30)),
        (Validity(12, "week"), date(2026, 3, 1), date(2026, 5, 24)),
        (Validity(3, "month"), date(2026, 11, 30), date(2027, 2, 28)),
        (Validity(1, "year"), date(2028, 2, 29), date(2029, 2, 28)),
        (Validity(until=date(2026, 7, 1)), date(2026, 3, 1), date(2026, 7, 1)),
        (Validity(until=date(2026, 7, 1)), None, date(2026, 7, 1)),
        (Validity(90, "day"), None, None),
        (Validity(10, "year"), date(9995, 1, 1), None),
        (Validity(3660, "day"), date(9999, 1, 1), None),
    ],
)
def test_the_last_day_is_counted_from_the_closing_day(term, closes, last):
    assert term.last_day(closes) == last


def test_ocds_says_it_in_days_for_the_whole_or_for_a_lot():
    release = {
        "ocid": "ocds-x-1", "id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"], "buyer": {"name": "Gemeente"},
        "tender": {
            "id": "1", "title": "Groen", "submissionTerms": {"bidValidityPeriod": {"durationInDays": 120}},
            "lots": [{"id": "1", "submissionTerms": {"bidValidityPeriod": {"durationInDays": 60}}}, {"id": "2"}],
        },
    }  # fmt: skip
    (notice,) = recognise.read(json.dumps(release).encode(), "release.json").notices
    assert notice.validity == Validity(120, "day")
    assert [notice.validity_of(lot) for lot in notice.lots] == [Validity(60, "day"), Validity(120, "day")]


def test_of_merged_readings_the_deadline_and_what_it_is_of_come_from_one_source():
    requested = eforms("oth-single", (measure("DAY", 30), REQUESTS.format("2026-03-01")))
    without = ReadNotice("ted-export", requested.identities, requested.kind, "Groen")
    together = merging.merge([without, requested])
    assert together.deadline == requested.deadline
    assert together.deadline_for is DeadlineFor.REQUEST
    assert together.validity == Validity(30, "day")
    assert isinstance(together.deadline, datetime)
