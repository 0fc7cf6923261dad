"""Public notices as open data: as releases of OCDS, and as a table."""

from collections.abc import Iterable
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.mail import whole
from incubator.core.open_data import (
    ColumnType,
    DataColumn,
    DataFilter,
    DataRequest,
    DataRow,
    Dataset,
    DataState,
    FilterKind,
)
from incubator.formats import ocds_writing
from incubator.formats.ocds_written import prose
from incubator.formats.values import Money, NoticeKind, ReadOrganisation, Winner
from incubator.notices.documents import releases
from incubator.notices.models import Notice
from incubator.notices.queries import open_data

KINDS = tuple(kind.value for kind in NoticeKind if kind in ocds_writing.TAGS)
NOTICE = N_("the notice")
OURS = N_("this incubator")
FILTERS = (
    DataFilter("since", N_("Published on or after this day."), FilterKind.DAY, "2026-01-31"),
    DataFilter("kind", N_("What the publication does."), FilterKind.CHOICE, "competition", KINDS),
    DataFilter(
        "region",
        N_("Where the work is done: a NUTS code or the GM code of a municipality, with all that lies within."),
        FilterKind.PLACE,
        "NL33",
    ),
    DataFilter("cpv", N_("What is bought: a CPV code of 8 digits, or how it begins."), FilterKind.CPV, "7731"),
)
COLUMNS = (
    DataColumn("ocid", N_("The procurement that the notice belongs to."), OURS, nullable=False),
    DataColumn("release_id", N_("This version of the notice."), OURS, nullable=False),
    DataColumn(
        "kind", N_("What the publication does: planning, competition, award and so on."), NOTICE, nullable=False
    ),
    DataColumn("title", N_("What it is about."), NOTICE, nullable=False),
    DataColumn("buyer_reference", N_("The number under which the buyer itself keeps the procurement."), NOTICE),
    DataColumn("buyer_name", N_("Who buys."), NOTICE),
    DataColumn("buyer_id", N_("A number of the buyer, such as that of the trade register."), NOTICE),
    DataColumn("buyer_city", N_("The town of the buyer."), NOTICE),
    DataColumn("nature", N_("Services, supplies or works."), NOTICE),
    DataColumn("procedure", N_("The procedure, by its code in eForms."), NOTICE),
    DataColumn("main_cpv", N_("The main CPV code, without check digit."), NOTICE),
    DataColumn("cpv", N_("All CPV codes, with a blank between them."), NOTICE),
    DataColumn("places", N_("Where the work is done: NUTS codes with a blank between them."), NOTICE),
    DataColumn("published", N_("The day on which it was published."), NOTICE, ColumnType.DAY),
    DataColumn("deadline", N_("When one can send in at the latest: the first of its lots."), NOTICE, ColumnType.MOMENT),
    DataColumn(
        "value", N_("What it is worth, as estimated or awarded."), NOTICE, ColumnType.NUMBER, N_("see currency")
    ),
    DataColumn("currency", N_("The currency of the value (ISO 4217)."), NOTICE),
    DataColumn("value_kind", N_("Whether the value was estimated or awarded."), NOTICE),
    DataColumn("reserved", N_("For whom participation is reserved."), NOTICE),
    DataColumn("months", N_("How long the contract lasts."), NOTICE, ColumnType.WHOLE, N_("months")),
    DataColumn("lots", N_("How many lots there are."), NOTICE, ColumnType.WHOLE, N_("lots"), nullable=False),
    DataColumn("winners", N_("The enterprises that won, with a semicolon between them."), NOTICE),
    DataColumn("source_url", N_("The notice at its source."), NOTICE, ColumnType.ADDRESS),
    DataColumn("page", N_("The notice on this site."), OURS, ColumnType.ADDRESS, nullable=False),
    DataColumn("changed_at", N_("When it last changed here."), OURS, ColumnType.MOMENT, nullable=False),
)
LEFT_OUT = N_(
    "Who answers questions is left out, with telephone number and e-mail; addresses for e-mail are also left out of texts, where [e-mail] "
    "stands instead. What else a buyer wrote in a text stays, and enterprises are named as the notice names them. Entries of news feeds "
    "are left out, because they do not say what they are."
)


def _rows(request: DataRequest) -> Iterable[DataRow]:
    for notice, ocid in releases.with_ocids(open_data.given_out(request)):
        yield DataRow(notice.id, _cells(notice, ocid), notice.updated_at)


def _cells(notice: Notice, ocid: str) -> dict[str, Any]:
    content = notice.content
    return {
        "ocid": ocid,
        "release_id": releases.of_notice(notice, ocid)["id"],
        "kind": notice.kind.value,
        "title": prose(notice.title),
        "buyer_reference": content.buyer_reference,
        **_buyer(content.buyer),
        "nature": notice.nature,
        "procedure": notice.procedure,
        "main_cpv": notice.main_cpv,
        "cpv": " ".join(notice.cpv) or None,
        "places": _places(notice),
        "published": notice.published,
        "deadline": content.deadline,
        **_value(content.value),
        "reserved": notice.reserved,
        "months": notice.duration_months,
        "lots": len(content.real_lots),
        "winners": _winners(content.winners),
        "source_url": notice.url,
        "page": whole(f"/aankondigingen/{notice.id}"),
        "changed_at": notice.updated_at,
    }


def _buyer(buyer: ReadOrganisation | None) -> dict[str, Any]:
    if buyer is None:
        return dict.fromkeys(("buyer_name", "buyer_id", "buyer_city"))
    return {"buyer_name": buyer.name, "buyer_id": next(iter(buyer.ids), None), "buyer_city": buyer.city}


def _places(notice: Notice) -> str | None:
    """As the notice gives them. Where it names none, the place of the buyer that we show is ours and not the notice's."""
    if notice.place_derived:
        return None
    return " ".join(notice.places) or None


def _value(value: Money | None) -> dict[str, Any]:
    if value is None:
        return dict.fromkeys(("value", "currency", "value_kind"))
    return {"value": value.amount, "currency": value.currency, "value_kind": value.kind}


def _winners(winners: Iterable[Winner]) -> str | None:
    names = dict.fromkeys(winner.name for winner in winners)
    return "; ".join(names) or None


def _releases(request: DataRequest) -> Iterable[DataRow]:
    for notice, ocid in releases.with_ocids(open_data.given_out(request)):
        yield DataRow(notice.id, releases.of_notice(notice, ocid), notice.updated_at)


def _releases_of(ocid: str) -> list[DataRow]:
    notices = releases.of_ocid(ocid)
    names = releases.ocids(notices)
    rows = []
    for notice in notices:
        rows.append(DataRow(notice.id, releases.of_notice(notice, names[notice.id]), notice.updated_at))
    return rows


def _package(rows: list[DataRow], uri: str) -> dict[str, Any]:
    """The rows of a page in a release package."""
    moments = [row.changed_at for row in rows if row.changed_at]
    return ocds_writing.package((dict(row.values) for row in rows), releases.facts(uri, moments))


def _state(request: DataRequest) -> DataState:
    return DataState(*open_data.standing(request))


# What the standard requires of a package and of a release (release-package-schema.json of OCDS 1.1.5), and what we promise besides.
RELEASE = {
    "type": "object",
    "required": ["ocid", "id", "date", "tag", "initiationType", "tender"],
    "properties": {
        "ocid": {"type": "string", "minLength": 1},
        "id": {"type": "string", "minLength": 1},
        "date": {"type": "string", "format": "date-time"},
        "tag": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "initiationType": {"const": ocds_writing.INITIATION},
        "tender": {"type": "object", "required": ["id"]},
    },
}
PACKAGE = {
    "type": "object",
    "description": "A release package: https://standard.open-contracting.org/schema/1__1__5/release-package-schema.json",
    "required": ["uri", "version", "publishedDate", "publisher", "license", "publicationPolicy", "releases"],
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "version": {"const": ocds_writing.VERSION},
        "publishedDate": {"type": "string", "format": "date-time"},
        "publisher": {"type": "object", "required": ["name"]},
        "license": {"type": "string", "format": "uri"},
        "publicationPolicy": {"type": "string", "format": "uri"},
        "extensions": {"type": "array", "items": {"type": "string", "format": "uri"}},
        "releases": {"type": "array", "items": RELEASE},
    },
}
RELEASES = Dataset(
    key="releases",
    title=N_("Public notices, as OCDS releases"),
    about=N_(
        "Each notice as a release of the Open Contracting Data Standard (OCDS) 1.1: with buyer, lots, dates, amounts and winners. "
        "For who compares procurement over several publishers."
    ),
    left_out=LEFT_OUT,
    licence=releases.LICENCE,
    rows=_releases,
    filters=FILTERS,
    state=_state,
    named=_releases_of,
    schema=PACKAGE,
    envelope=_package,
)
NOTICES = Dataset(
    key="notices",
    title=N_("Public notices, as a table"),
    about=N_("Each notice as one row: for a spreadsheet, or to count with."),
    left_out=LEFT_OUT,
    licence=releases.LICENCE,
    rows=_rows,
    columns=COLUMNS,
    filters=FILTERS,
    state=_state,
)
DATASETS = (RELEASES, NOTICES)
