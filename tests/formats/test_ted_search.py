"""Notices of TED's Search API."""

import json

import pytest

from incubator.formats import recognise, ted_search
from incubator.formats.fields import Wrong
from incubator.formats.values import Identity, LegalRegime, NoticeKind, Scheme
from incubator.notices import rules


def search_hit(**more):
    return {
        "publication-number": "00440722-2026",
        "notice-identifier": "2643a209-b633-41bd-a725-9341768af62c",
        "procedure-identifier": "2516f659-c223-4ce0-a929-82af7304fdb0",
        "notice-type": "cn-standard",
        "publication-date": "2026-06-26+02:00",
        "classification-cpv": ["77310000", "77310000"],
        "buyer-name": {"nld": ["Gemeente Zaanstad"]},
        "buyer-country": ["NLD"],
        "notice-title": {
            "eng": "Netherlands – Planting and maintenance services of green areas – Maaien – watergangen",
            "nld": "Nederland – Beplanten en onderhouden van groengebieden – Maaien – watergangen",
        },
        "deadline": ["2026-07-12T10:00:00+02:00", "2026-07-10T10:00:00+02:00"],
        "estimated-value-lot": ["350000.0", "50000.0"],
        "links": {"html": {"ENG": "https://ted.europa.eu/en/x", "NLD": "https://ted.europa.eu/nl/x"}},
        **more,
    }


def test_a_notice_is_read_whole():
    notice = ted_search.read(search_hit())
    assert notice.identities == (
        Identity(Scheme.TED, "440722-2026"),
        Identity(Scheme.EFORMS, "2643a209-b633-41bd-a725-9341768af62c"),
        Identity(Scheme.PROCEDURE, "2516f659-c223-4ce0-a929-82af7304fdb0"),
    )
    assert notice.title == "Maaien – watergangen"
    assert notice.language == "nl"
    assert notice.cpv == ("77310000",)
    assert notice.published.isoformat() == "2026-06-26"
    assert notice.deadline.isoformat() == "2026-07-10T10:00:00+02:00"
    assert (str(notice.value.amount), notice.value.currency, notice.value.kind) == ("400000.0", "EUR", "estimated")
    assert notice.buyer.name == "Gemeente Zaanstad"
    assert notice.buyer.country == "NL"
    assert notice.url == "https://ted.europa.eu/nl/x"
    assert not notice.doubts


def test_the_label_of_the_code_is_cut_off_also_when_it_holds_a_dash():
    hit = search_hit(**{"classification-cpv": ["90510000"]})
    hit["notice-title"] = {"nld": "Nederland – Afvalverzameling en –verwerking – Inzameling papier"}
    assert ted_search.read(hit).title == "Inzameling papier"


@pytest.mark.parametrize(
    ("notice_type", "kind", "regime"),
    [
        ("cn-social", NoticeKind.COMPETITION, LegalRegime.SAS),
        ("can-social", NoticeKind.AWARD, LegalRegime.SAS),
        ("veat", NoticeKind.EX_ANTE, LegalRegime.UNKNOWN),
        ("pmc", NoticeKind.CONSULTATION, LegalRegime.UNKNOWN),
        ("pin-only", NoticeKind.PLANNING, LegalRegime.UNKNOWN),
        ("can-modif", NoticeKind.MODIFICATION, LegalRegime.UNKNOWN),
    ],
)
def test_the_type_tells_the_kind(notice_type, kind, regime):
    notice = ted_search.read(search_hit(**{"notice-type": notice_type}))
    assert (notice.kind, notice.legal_regime) == (kind, regime)


def test_an_award_has_its_value_and_winners():
    hit = search_hit(**{"notice-type": "can-standard", "tender-value": ["1.0", "335788.0"]})
    hit["winner-name"] = {"nld": ["Groen BV", "Groen BV"], "eng": ["Green Ltd"]}
    notice = ted_search.read(hit)
    assert (str(notice.value.amount), notice.value.kind) == ("335788.0", "awarded")
    assert [winner.name for winner in notice.winners] == ["Groen BV"]


def test_a_value_of_one_euro_is_doubted():
    notice = ted_search.read(search_hit(**{"notice-type": "can-standard", "tender-value": ["1.0", "1.0"]}))
    assert [doubt.field for doubt in rules.completed(notice).doubts] == ["value"]


def test_the_buyers_own_title_comes_first_and_other_languages_are_kept():
    hit = search_hit(
        **{"title-proc": {"fra": "Titre", "nld": "Titel"}, "description-proc": {"nld": ["Eerste\nTweede"]}}
    )
    notice = ted_search.read(hit)
    assert (notice.title, notice.description) == ("Titel", "Eerste\nTweede")
    assert [(text.language, text.title) for text in notice.other_languages] == [("fr", "Titre")]


def test_day_and_hour_of_a_lot_come_apart():
    hit = search_hit(**{"deadline-receipt-tender-date-lot": ["2026-08-17+02:00"]})
    del hit["deadline"]
    notice = ted_search.read(hit)
    assert notice.deadline.isoformat() == "2026-08-17T23:59:59+02:00"
    assert notice.deadline_day_only
    assert notice.doubts[0].field == "deadline"
    hit["deadline-receipt-tender-time-lot"] = ["14:00:00+02:00"]
    assert ted_search.read(hit).deadline.isoformat() == "2026-08-17T14:00:00+02:00"


def test_a_correction_names_what_it_corrects():
    hit = search_hit(**{"change-notice-version-identifier": "2643a209-b633-41bd-a725-9341768af62d-01"})
    assert ted_search.read(hit).corrects == Identity(Scheme.EFORMS, "2643a209-b633-41bd-a725-9341768af62d", "01")


@pytest.mark.parametrize(
    "broken", [{"publication-number": "x", "notice-identifier": None}, {"notice-type": "brin-ecs"}]
)
def test_without_identity_or_kind_it_is_rejected(broken):
    with pytest.raises(Wrong, match=next(iter(broken))):
        ted_search.read(search_hit(**broken))


def test_a_single_notice_is_recognised_without_its_envelope():
    assert recognise.read(json.dumps(search_hit()).encode()).format == "ted-search"
    assert recognise.read(b'{"notices": [], "totalNoticeCount": 0}').ignored


def test_every_notice_at_hand_is_read(shared_data):
    reading = recognise.read((shared_data / "notices/ted-search-v3/notices.json").read_bytes())
    assert (len(reading.notices), reading.rejected) == (54, ())
    assert not any(notice.title.startswith("Nederland –") for notice in reading.notices)
    assert all(notice.language == "nl" for notice in reading.notices)


def test_each_lot_has_its_own_closing_day_and_currency():
    days, hours = ["2027-01-20+01:00", "2027-01-21+01:00"], ["12:00:00+01:00", "09:00:00+01:00"]
    hit = search_hit(**{"identifier-lot": ["LOT-0001", "LOT-0002"], "estimated-value-cur-lot": ["SEK", "SEK"]})
    del hit["deadline"]
    hit |= {"deadline-receipt-tender-date-lot": days, "deadline-receipt-tender-time-lot": hours}
    first, second = ted_search.read(hit).lots
    assert (first.deadline.isoformat(), second.deadline.isoformat()) == (
        "2027-01-20T12:00:00+01:00",
        "2027-01-21T09:00:00+01:00",
    )
    assert {first.value.currency, second.value.currency} == {"SEK"}
