"""Searching notices finds the same on SQLite and on PostgreSQL: words in every form, filters, facets, order, pages."""

from datetime import date

import pytest
from lxml import html

from incubator.core import asking, clock, text
from incubator.formats.values import LegalRegime, NoticeKind, Reserved
from incubator.notices import forms
from incubator.notices.models import Notice
from incubator.notices.queries import searching
from incubator.notices.queries.requests import Request
from incubator.notices.services import SourceDocument
from tests.notices.test_pages import publication, store

pytestmark = pytest.mark.both_databases

TEXTS = {
    1: ("Groenonderhoud Zonnewijk", "Maaien en snoeien."),
    2: ("Onderhoud van het openbaar groen", "In heel de stad."),
    3: ("Schoonmaakwerkzaamheden stadhuis", "Ook de glasbewassing, met Wmo-begeleiding."),
    4: ("Werkzaamheden: schoonmaken van scholen", "Elke dag. Openbare gebouwen, groen gas."),
    5: ("Levering van e-bikes", "Voor cafés en coöperaties; re-integratie telt mee."),
    6: ("Renovatie", "Perceel 1 en 2."),
    7: ("ZONNEPANELEN", 'Een "slim" dak (100%) & meer: <b>zon</b>.'),
    8: ("Beheer openbaar\u00a0groen", "Groen- en grijsbeheer: kwaliteit B."),
}


@pytest.fixture
def texts(app):
    store(
        *(
            publication(number, title, opdrachtBeschrijving=description)
            for number, (title, description) in TEXTS.items()
        )
    )


def hit_numbers(words="", **more):
    hits = searching.search_notices(Request(words, **more), now=clock.now())
    assert hits.total == len(hits.notices)
    return {
        int(identity.value)
        for notice in hits.notices
        for identity in notice.identities
        if identity.scheme == "tenderned"
    }


WORDS = [
    # compounds both ways, word forms
    ("groenonderhoud", {1, 2}),
    ("onderhoud groen", {1, 2}),
    ("onderhoud van het groen", {1, 2}),
    ("schoonmaakwerkzaamheden", {3, 4}),
    ("schoonmaak", {3, 4}),
    ("schoonmaken", {3, 4}),
    ("glas bewassing", {3}),
    ("zonnepaneel", {7}),
    ("SCHOLEN", {4}),
    ("school", {4}),
    ("scholing", set()),
    # quotation marks: exactly these words, in this order
    ('"openbaar groen"', {2, 8}),
    ('"groen openbaar"', set()),
    ('"onderhoud van het openbaar groen"', {2}),
    ('"onderhoud groen"', set()),
    ('"groenonderhoud"', {1}),
    ('"onderhoud"', {2}),
    ('"openbare gebouwen"', {4}),
    ('"openbaar gebouw"', set()),
    ("“openbaar groen” beheer", {8}),
    ('"cafes en cooperaties"', {5}),
    ('"Groen- en grijsbeheer"', {8}),
    # leaving out
    ("groen -openbaar", {1}),
    ('groen -"openbaar groen"', {1, 4}),
    ('-"openbaar groen" -schoonmaak', {1, 5, 6, 7}),
    ("-groen", {3, 5, 6, 7}),
    ("-groenonderhoud", {3, 4, 5, 6, 7, 8}),
    ("groen –openbaar", {1}),
    ("-de", {1, 2, 3, 4, 5, 6, 7, 8}),
    # accents and hyphens
    ("cooperatie", {5}),
    ("coöperaties", {5}),
    ("cafe", {5}),
    ("e-bike", {5}),
    ("ebikes", {5}),
    ("bike", {5}),
    ("wmo-begeleiding", {3}),
    ("wmobegeleiding", {3}),
    ("begeleiding wmo", {3}),
    ("reintegratie", {5}),
    ("re-integratie", {5}),
    # numbers and codes
    ("77310000", {1, 2, 3, 4, 5, 6, 7, 8}),
    ("77310000-6 renovatie", {6}),
    # nothing meant
    ("de het een", set()),
    ('"van het"', set()),
    ("zwembad", set()),
    ("", {1, 2, 3, 4, 5, 6, 7, 8}),
]


def test_words(texts):
    assert {words: hit_numbers(words) for words, _numbers in WORDS} == dict(WORDS)


def test_a_single_letter_before_a_hyphen_belongs_to_the_word(app):
    store(publication(1, "Levering van e-bikes"), publication(2, "Bikes voor kinderen"))
    assert hit_numbers("e-bike") == {1}
    assert hit_numbers("bike") == {1, 2}


@pytest.mark.parametrize("number", ["441936", "tn441936", "TN-441936"])
def test_the_number_of_a_notice_finds_it(app, number):
    store(publication(441936, "Renovatie"), publication(441937, "Renovatie"))
    assert hit_numbers(number) == {441936}


def test_a_number_also_finds_what_was_corrected_since(app):
    store(publication(441936, "Renovatie", kenmerk=7))
    store(publication(441999, "Renovatie", kenmerk=7, publicatieDatum="2026-11-09T08:00:00.000000"))
    assert hit_numbers("renovatie") == {441999}
    assert hit_numbers("441936") == {441936}


def test_notices_of_ted_are_found_by_number_and_by_identifier(app, shared_data):
    path = next(iter(sorted((shared_data / "notices" / "eforms-real").rglob("*.xml"))))
    store(SourceDocument(path.name, path.read_bytes()))
    notice = searching.search_notices(Request(corrected_too=True), now=clock.now()).notices[0]
    for identity in notice.identities:
        hits = searching.search_notices(Request(identity.value), now=clock.now())
        assert [hit.id for hit in hits.notices] == [notice.id], identity.value


HOSTILE = [
    '"',
    '""',
    "''",
    '" OR 1=1 --',
    "groen) OR (x",
    "groen AND OR NOT",
    "a*",
    "groen*",
    "NEAR(groen onderhoud)",
    "groen:onderhoud",
    "search_title:groen",
    "groen + ^ onderhoud",
    "\x00groen",
    "-",
    "--",
    '-"',
    '"-"',
    "é" * 3000,
    "groen " * 2000,
    "x" * 10_000,
    '"' + "groen " * 2000 + '"',
    "(((",
    "' & !x |",
    "<-> & | ! ( )",
    "'; DROP TABLE notices; --",
    "%_\\",
    "\ud83d\ude00 groen",
    "ﬁets ½ ²",
    "😀",
    "-groen -onderhoud -schoonmaak",
    "groen\u200bonderhoud",
]


def test_hostile_words_are_only_words(texts, client):
    for hostile in HOSTILE:
        searching.search_notices(Request(hostile), now=clock.now())
        for path in ("", "zoeken.atom"):
            asked = {"zoek": hostile.encode("utf-8", "replace")}
            assert client.get(f"/aankondigingen/{path}", query_string=asked).status_code == 200, hostile[:40]


@pytest.fixture
def various(app):
    store(
        publication(1, "Groen A", nutsCodes=[{"code": "NL310"}], opdrachtgeverNaam="Gemeente Utrecht"),
        publication(
            2,
            "Groen B",
            nutsCodes=[{"code": "NL329"}],
            opdrachtgeverNaam="Gemeente Amsterdam",
            cpvCodes=[
                {"isHoofdOpdracht": True, "code": "90910000-9"},
                {"isHoofdOpdracht": False, "code": "77313000-7"},
            ],
        ),
        publication(
            3,
            "Groen C",
            sluitingsDatum="2026-12-01T10:00:00",
            cpvCodes=[{"isHoofdOpdracht": True, "code": "30000000-9"}],
        ),
        publication(
            4, "Schoonmaak D", sluitingsDatum="2026-11-03T10:00:00", publicatieDatum="2026-10-01T08:00:00.000000"
        ),
    )


def test_a_cpv_code_holds_what_lies_below_it_and_nothing_beside_it(various):
    assert hit_numbers(cpv="77") == {1, 2, 4}
    assert hit_numbers(cpv="77310000") == {1, 2, 4}
    assert hit_numbers(cpv="77313000") == {2}
    assert hit_numbers(cpv="30000000") == {3}
    assert hit_numbers(cpv="99") == set()


@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        ("NL31", {1, 3, 4}),
        ("NL35", {1, 3, 4}),
        ("GM0344", {1, 3, 4}),
        ("NL32", {2}),
        ("NL", {1, 2, 3, 4}),
        ("NL11", set()),
    ],
)
def test_a_place_is_found_in_both_versions_of_its_code(various, place, numbers):
    assert hit_numbers(place=place) == numbers


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Utrecht", "GM0344"),
        ("gemeente utrecht", "GM0344"),
        ("Provincie Utrecht", "NL35"),
        ("Zaandam", "GM0479"),
        ("den haag", "GM0518"),
        ("Noord-Holland", "NL32"),
        ("nl31", "NL31"),
        ("Bergen", ""),
        ("Nergenshuizen", ""),
    ],
)
def test_a_place_may_be_typed_by_name(typed, code):
    assert forms.place_of(typed) == code


def test_a_name_that_several_places_have_gives_a_choice(various, client):
    assert len(forms.places_of("Bergen")) == 2
    page = client.get("/aankondigingen/?plaats=Bergen").get_data(as_text=True)
    assert "Bergen (NH.)" in page
    assert "plaats=GM0893" in page


def test_amounts_and_days_are_read_as_people_type_them(various, client):
    asked = forms.request_of({"vanaf": "€ 1.250,-", "tot": "10000,00", "sinds": "1-10-2026"}, [], [])
    assert (asked.min_value, asked.max_value, asked.published_since) == (1250, 10_000, date(2026, 10, 1))
    assert forms.unread({"vanaf": "€ 1.250,-", "sinds": "1 oktober 2026", "tot": " "}) == {}


@pytest.mark.parametrize(
    ("name", "typed"),
    [("vanaf", "abc"), ("tot", "1e9"), ("tot", "٣٠٠٠"), ("vanaf", "-5"), ("sinds", "31-2-2026"), ("sinds", "ooit")],
)
def test_what_cannot_be_read_is_left_out_and_the_page_says_so(various, client, name, typed):
    page = html.fromstring(client.get("/aankondigingen/", query_string={"zoek": "", name: typed}).data)
    (sentence,) = page.xpath("//details[@open]//p[@class='field-error']")
    assert sentence.text_content().strip().endswith(".")
    if name != "sinds":  # a browser shows no words in a field for a day
        assert page.get_element_by_id(name).get("value") == typed
    everything = html.fromstring(client.get("/aankondigingen/?zoek=").data)
    rows = "//ul[contains(@class, 'notice-rows')]/li"
    assert len(page.xpath(rows)) == len(everything.xpath(rows)) > 0


def test_the_largest_amount_can_be_asked_for(various, client):
    assert (
        client.get("/aankondigingen/?vanaf=1000000000000&opdrachtgever=99999999999&pagina=99999999999").status_code
        == 200
    )


def test_kinds_of_work_may_be_typed_in_words(various, client):
    assert forms.cpv_of("Schoonmaakdiensten") == ""
    assert "90900000" in forms.cpv_choices("schoonmaak")
    page = client.get("/aankondigingen/?cpv=groenonderhoud").get_data(as_text=True)
    assert "cpv=77310000" in page


def test_other_filters(various, session):
    first, second, third, fourth = session.query(Notice).order_by(Notice.id).all()
    first.value_cents, second.value_cents = 5_000_000, 20_000_000
    first.reserved, second.legal_regime = Reserved.SHELTERED, LegalRegime.SAS
    third.kind = NoticeKind.PLANNING
    session.commit()
    assert hit_numbers(buyer=first.buyer_id) == {1, 3, 4}
    assert hit_numbers(min_value=50_000) == {1, 2}
    assert hit_numbers(max_value=100_000) == {1}
    assert hit_numbers(min_value=50_001, max_value=200_000) == {2}
    assert hit_numbers(reserved=Reserved.SHELTERED) == {1}
    assert hit_numbers(regime=LegalRegime.SAS) == {2}
    assert hit_numbers(kinds=(NoticeKind.PLANNING,)) == {3}
    assert hit_numbers(published_since=date(2026, 11, 1)) == {1, 2, 3}
    assert hit_numbers("groen", kinds=(NoticeKind.COMPETITION,), place="NL32") == {2}
    assert fourth.id


def test_the_deadline_decides_what_is_open(various, time_machine):
    time_machine.move_to("2026-11-25T12:00:00Z", tick=False)
    assert hit_numbers(statuses=("open",)) == {1, 2, 3}
    assert hit_numbers(statuses=("closed",)) == {4}
    assert hit_numbers(deadline_within=7) == {3}


REQUESTS = (
    Request(),
    Request("groen"),
    Request("groen", statuses=("open",)),
    Request(cpv="77", kinds=(NoticeKind.COMPETITION,)),
    Request(place="NL31", statuses=("open", "closed")),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_facets_count_what_choosing_them_gives(various, request_):
    def total(**changes):
        given = {name: getattr(request_, name) for name in request_.__slots__} | changes
        return searching.search_notices(Request(**given), now=clock.now()).total

    facets = searching.search_notices(request_, now=clock.now()).facets
    assert facets["kind"]
    for choice in facets["kind"]:
        assert total(kinds=(NoticeKind(choice.value),)) == choice.count
    for choice in facets["status"]:
        assert total(statuses=(choice.value,)) == choice.count
    for choice in facets["cpv"]:
        assert total(cpv=choice.value) == choice.count
    for choice in facets["buyer"]:
        assert total(buyer=int(choice.value)) == choice.count


def test_order(various, session):
    first, second, third, fourth = session.query(Notice).order_by(Notice.id).all()
    first.value_cents, second.value_cents = 5_000_000, 20_000_000
    session.commit()

    def order(by, words=""):
        hits = searching.search_notices(Request(words, order=by), now=clock.now())
        return [notice.id for notice in hits.notices]

    assert order("value")[:2] == [second.id, first.id]
    assert order("deadline") == [fourth.id, third.id, first.id, second.id]
    assert order("published")[-1] == fourth.id


def test_a_word_in_the_title_weighs_most(app):
    store(
        publication(1, "Schoonmaak", opdrachtBeschrijving="Het groen van het stadhuis wordt ook gedaan."),
        publication(2, "Groen", opdrachtBeschrijving="Maaien en snoeien in de wijk, en verder niets."),
    )
    hits = searching.search_notices(Request("groen"), now=clock.now())
    assert [notice.title for notice in hits.notices] == ["Groen", "Schoonmaak"]


def test_pages_hold_each_notice_once(app):
    store(*(publication(100 + number, f"Groen {number}") for number in range(45)))
    pages = [searching.search_notices(Request("groen", page=number), now=clock.now()) for number in (1, 2, 3)]
    ids = [notice.id for page in pages for notice in page.notices]
    assert len(ids) == len(set(ids)) == pages[0].total == 45
    beyond = searching.search_notices(Request("groen", page=99), now=clock.now())
    assert (beyond.page, len(beyond.notices)) == (3, 5)


def test_the_number_of_queries_does_not_grow_with_the_rows(app, count_queries):
    store(publication(1, "Groen"))
    searching.search_notices(Request("groen"), now=clock.now())
    count_queries()
    searching.search_notices(Request("groen"), now=clock.now())
    before = count_queries()
    store(
        *(publication(100 + number, f"Groen {number}", opdrachtgeverNaam=f"Gemeente {number}") for number in range(19))
    )
    count_queries()
    searching.search_notices(Request("groen"), now=clock.now())
    assert count_queries() <= before + 1  # the buyers of the page, which were in the session before


def test_what_was_typed_is_understood_as_words_phrases_and_what_to_leave_out():
    question = asking.understand('groenonderhoud "openbaar groen" -sport')
    assert [sought.ways for sought in question.required] == [
        (("groen", "onderhoud"), ("groenonderhoud",)),
        (("open", "groen"),),
    ]
    assert [sought.phrase for sought in question.required] == ["", " openbaar groen "]
    assert [sought.ways for sought in question.excluded] == [(("sport",),)]


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("huis", "huizen"),
        ("bedrijf", "bedrijven"),
        ("adres", "adressen"),
        ("advies", "adviezen"),
        ("coöperatie", "coöperaties"),
        ("foto", "foto's"),
        ("medewerker", "medewerkers"),
        ("speelplaats", "speelplaatsen"),
        ("gemeente", "gemeentes"),
        ("reiniging", "reinigingen"),
        ("schoonmaak", "schoonmaken"),
    ],
)
def test_forms_of_a_word_have_one_stem(form, other):
    assert text.terms(form)[0] == text.terms(other)[0]
