"""Days and amounts as people type them, between the words and in the filters; what comes nearest when nothing answers."""

from datetime import date, timedelta

import pytest
from lxml import html

from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.notices import forms
from incubator.notices.queries import searching
from incubator.notices.queries.nearest import Leaving, nearest
from incubator.notices.queries.requests import Request
from incubator.notices.rules.amounts_typed import read_euros
from incubator.notices.rules.days_typed import read_period
from incubator.notices.rules.filters_typed import About, TypedAmount, read_filters
from tests.notices.test_pages import publication, store
from tests.notices.test_searching import hit_numbers

TODAY = date(2026, 11, 28)  # a Saturday

PERIODS = [
    ("1 maart", "2027-03-01", "2027-03-01"),
    ("1-3", "2027-03-01", "2027-03-01"),
    ("1-3-27", "2027-03-01", "2027-03-01"),
    ("2027-03-01", "2027-03-01", "2027-03-01"),
    ("29 februari", "2028-02-29", "2028-02-29"),
    ("vandaag", "2026-11-28", "2026-11-28"),
    ("deze week", "2026-11-23", "2026-11-29"),
    ("volgende maand", "2026-12-01", "2026-12-31"),
    ("week 48", "2026-11-23", "2026-11-29"),
    ("week 2", "2027-01-11", "2027-01-17"),
    ("wk 48 2025", "2025-11-24", "2025-11-30"),
    ("september", "2027-09-01", "2027-09-30"),
    ("eind maart", "2027-03-21", "2027-03-31"),
    ("over 14 dagen", "2026-11-28", "2026-12-12"),
    ("binnen twee weken", "2026-11-28", "2026-12-12"),
    ("een maand geleden", "2026-10-28", "2026-11-28"),
    ("eerste kwartaal", "2027-01-01", "2027-03-31"),
    ("1e kwartaal 2027", "2027-01-01", "2027-03-31"),
    ("q4 2026", "2026-10-01", "2026-12-31"),
    ("maandag", "2026-11-30", "2026-11-30"),
    ("dit jaar", "2026-01-01", "2026-12-31"),
    ("vorige week", "2026-11-16", "2026-11-22"),
    ("next month", "2026-12-01", "2026-12-31"),
    ("1ste maart", "2027-03-01", "2027-03-01"),
    ("kerst", "2026-12-25", "2026-12-26"),
    ("oud en nieuw", "2026-12-31", "2027-01-01"),
    ("koningsdag", "2027-04-27", "2027-04-27"),
    ("koningsdag 2031", "2031-04-26", "2031-04-26"),
    ("pasen", "2027-03-28", "2027-03-29"),
    ("pasen 2026", "2026-04-05", "2026-04-06"),
    ("hemelvaartsdag", "2027-05-06", "2027-05-06"),
    ("pinksteren", "2027-05-16", "2027-05-17"),
    ("binnenkort", "2026-11-28", "2026-12-28"),
]


@pytest.mark.parametrize(("typed", "first", "last"), PERIODS)
def test_a_period_as_people_type_it(typed, first, last):
    period = read_period(typed, TODAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("typed", "first"), [("1 maart", "2026-03-01"), ("september", "2026-09-01"), ("week 48", "2026-11-23")]
)
def test_who_looks_back_means_the_last_one(typed, first):
    assert read_period(typed, TODAY, past=True).first.isoformat() == first


@pytest.mark.parametrize(
    "typed", ["", "31-13", "week 99", "ooit", "30 februari", "over 9999 jaar", "1" * 300, "maart maart"]
)
def test_what_names_no_period(typed):
    assert read_period(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("50.000", 50_000),
        ("€ 1.250,-", 1_250),
        ("een ton", 100_000),
        ("anderhalve ton", 150_000),
        ("1,5 miljoen", 1_500_000),
        ("1.5 mln", 1_500_000),
        ("50k", 50_000),
        ("half miljoen", 500_000),
        ("25 mille", 25_000),
        ("10000 euro", 10_000),
    ],
)
def test_an_amount_as_people_type_it(typed, euros):
    assert read_euros(typed) == euros


@pytest.mark.parametrize("typed", ["veel", "abc", "9" * 40, "9999999 miljoen", ""])
def test_what_is_no_amount(typed):
    with pytest.raises(RuleViolation):
        read_euros(typed)


QUESTIONS = [
    ("schoonmaak voor 1 maart", "schoonmaak", About.CLOSES, "2026-11-28", "2027-02-28"),
    ("uiterlijk vrijdag groen", "groen", About.CLOSES, "2026-11-28", "2026-12-04"),
    ("sinds september schoonmaak", "schoonmaak", About.PUBLISHED, "2026-09-01", None),
    ("gepubliceerd deze week", "", About.PUBLISHED, "2026-11-23", "2026-11-29"),
    ("afgelopen 7 dagen", "", About.PUBLISHED, "2026-11-21", "2026-11-28"),
    ("schoonmaak 1-3", "schoonmaak", About.CLOSES, "2027-03-01", "2027-03-01"),
    ("van 1 tot 15 maart", "", About.CLOSES, "2027-03-01", "2027-03-15"),
    ("na 1 maart 2027", "", About.CLOSES, "2027-03-02", None),
    ("na 1 november groen", "groen", About.PUBLISHED, "2026-11-02", None),
    ("groen voor 1 jan 27", "groen", About.CLOSES, "2026-11-28", "2026-12-31"),
    ("voor 1 maart 25 woningen", "25 woningen", About.CLOSES, "2026-11-28", "2027-02-28"),
    ("1 dec. '26", "", About.CLOSES, "2026-12-01", "2026-12-01"),
    ("15122026", "", About.CLOSES, "2026-12-15", "2026-12-15"),
    ("dec 2026", "", About.CLOSES, "2026-12-01", "2026-12-31"),
    ("1 t/m 15 december", "", About.CLOSES, "2026-12-01", "2026-12-15"),
    ("1 december - 15 december", "", About.CLOSES, "2026-12-01", "2026-12-15"),
    ("1 nov - 15 nov gepubliceerd", "", About.PUBLISHED, "2026-11-01", "2026-11-15"),
    ("jan-mrt 2027", "", About.CLOSES, "2027-01-01", "2027-03-31"),
    ("vrijdag a.s.", "", About.CLOSES, "2026-12-04", "2026-12-04"),
    ("aankomende vrijdag", "", About.CLOSES, "2026-12-04", "2026-12-04"),
    ("eind volgende maand", "", About.CLOSES, "2026-12-21", "2026-12-31"),
    ("tweede helft december", "", About.CLOSES, "2026-12-17", "2026-12-31"),
    ("eerste week van december", "", About.CLOSES, "2026-12-01", "2026-12-07"),
    ("voor 10/12/2026 12:00", "", About.CLOSES, "2026-11-28", "2026-12-09"),
    ("december 1, 2026", "", About.CLOSES, "2026-12-01", "2026-12-01"),
    ("schoonmaak vanaf 2027", "schoonmaak", About.CLOSES, "2027-01-01", None),
    ("loopt af in 2027", "", About.ENDS, "2027-01-01", "2027-12-31"),
    ("groen loopt af binnen 12 maanden", "groen", About.ENDS, "2026-11-28", "2027-11-28"),
    ("contract eindigt in 2027", "", About.ENDS, "2027-01-01", "2027-12-31"),
    ("contracten die aflopen in 2027", "", About.ENDS, "2027-01-01", "2027-12-31"),
    ("over 14 maanden opnieuw", "", About.ENDS, "2026-11-28", "2028-01-28"),
]


@pytest.mark.parametrize(("typed", "words", "about", "first", "last"), QUESTIONS)
def test_a_period_between_the_words(typed, words, about, first, last):
    read = read_filters(typed, TODAY)
    (period,) = read.filters
    assert (read.words, period.about) == (words, about)
    assert (period.first and period.first.isoformat(), period.last and period.last.isoformat()) == (first, last)
    assert period.typed in typed


@pytest.mark.parametrize(
    ("typed", "lowest", "highest"),
    [
        ("groen tot 50.000", None, 50_000),
        ("onder een ton", None, 100_000),
        ("max. 50k", None, 50_000),
        ("meer dan 2 ton groen", 200_000, None),
        ("tussen 50.000 en 1,5 miljoen", 50_000, 1_500_000),
        ("onder de 50000", None, 50_000),
        ("groen 50.000 tot 100.000", 50_000, 100_000),
        ("€ 50.000 - € 100.000", 50_000, 100_000),
        ("van 50k tot 2 ton", 50_000, 200_000),
        ("tussen 1 en 2 ton", 100_000, 200_000),
        ("tussen de een en twee ton", 100_000, 200_000),
    ],
)
def test_an_amount_between_the_words(typed, lowest, highest):
    (amount,) = read_filters(typed, TODAY).filters
    assert isinstance(amount, TypedAmount)
    assert (amount.lowest, amount.highest) == (lowest, highest)


@pytest.mark.parametrize(
    "typed",
    [
        "groep 1-3",
        "opvang 0-4 jaar",
        "tot 50",
        '"voor 1 maart"',
        "zorg voor jeugd",
        "2026-2030",
        "441936",
        "e-bike",
        "perceel 1-2",
        "bestek 2026-2031",
    ],
)
def test_what_only_looks_like_a_filter_stays_among_the_words(typed):
    read = read_filters(typed, TODAY)
    assert (read.words, read.filters, read.unclear) == (typed, [], [])


def test_an_amount_that_does_not_say_which_end_it_is_is_named():
    read = read_filters("schoonmaak € 50.000", TODAY)
    assert (read.words, read.unclear) == ("schoonmaak", ["€ 50.000"])
    read = read_filters("schoonmaak ongeveer 50.000", TODAY)
    assert (read.words, read.unclear) == ("schoonmaak", ["50.000"])


@pytest.fixture
def various(app):
    soon = clock.today() + timedelta(days=5)
    later = clock.today() + timedelta(days=40)
    store(
        publication(1, "Groen A", sluitingsDatum=f"{soon}T10:00:00", nutsCodes=[{"code": "NL310"}]),
        publication(2, "Groen B", sluitingsDatum=f"{later}T10:00:00", nutsCodes=[{"code": "NL411"}]),
        publication(3, "Groen C", sluitingsDatum="2020-03-01T10:00:00", publicatieDatum="2020-01-01T08:00:00"),
    )


@pytest.mark.both_databases
def test_typed_days_narrow_a_search(various):
    assert hit_numbers("groen over 14 dagen") == {1}
    assert hit_numbers("groen binnen 2 maanden") == {1, 2}
    assert hit_numbers("groen na vandaag") == {1, 2}
    assert hit_numbers("groen sluit op 1-3-2020") == {3}
    assert hit_numbers("groen gepubliceerd in 2020") == {3}


@pytest.mark.both_databases
def test_after_nothing_the_nearest_come_with_the_reason(various):
    def near(request):
        now = clock.now()
        results = searching.search_notices(request, now=now)
        assert results.total == 0
        return [(search.leaving, search.number, search.value) for search in nearest(request, results, now=now)]

    assert near(Request("groen zwembad")) == [(Leaving.WORD, 3, "zwembad")]
    assert (Leaving.STATUS, 1, "closed") in near(Request("groen gepubliceerd in 2020", statuses=("open",)))
    assert near(Request("groenonderzeeboot")) == [(Leaving.OTHER_WORDS, 3, "groen")]
    assert (Leaving.AROUND, 1, "NL41") in near(Request("groen bergen op zoom"))
    in_limburg = near(Request("groen", place="NL42"))
    assert (Leaving.AREA, 1, "NL41") in in_limburg
    assert (Leaving.PLACE, 3, "") in in_limburg
    both = near(Request("groen", place="NL42", min_value=10**9))
    assert both == [(Leaving.FILTERS, 3, "")]
    assert near(Request("groen over 2 dagen")) == [(Leaving.PERIODS, 3, "over 2 dagen")]
    assert near(Request("groen", min_value=10**9)) == [(Leaving.VALUE, 3, "")]


def test_the_page_says_what_it_made_of_the_words(various, client):
    page = html.fromstring(client.get("/aankondigingen/?zoek=groen+over+14+dagen").get_data(as_text=True))
    chips = [" ".join(chip.text_content().split()) for chip in page.xpath("//a[@class='chip']")]
    assert any(chip.startswith("“groen”") for chip in chips)
    assert len(chips) == 2


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("zoek=schoonmaek+x", "x"),
        ("zoek=groen+van+de", "van, de"),
        ("zoek=groen+€+50.000", "€ 50.000"),
        ("status=abc", "abc"),
        ("regime=xyz", "xyz"),
        ("binnen=ooit", "ooit"),
        ("volgorde=willekeurig", "willekeurig"),
        ("afloop=veel", "veel"),
    ],
)
def test_nothing_that_was_typed_is_passed_over_in_silence(various, client, address, named):
    page = html.fromstring(client.get(f"/aankondigingen/?{address}").get_data(as_text=True))
    muted = " ".join(" ".join(page.xpath("//main//p[@class='muted']//text()")).split())
    assert named in muted


@pytest.mark.parametrize("typed", ["voor 1 maart", "deze week", "week 48", "over 14 dagen", "1-3", "volgende maand"])
def test_the_filter_of_closing_reads_days_as_people_type_them(app, typed):
    (period,) = forms.request_of({"sluit": typed}, [], [], today=TODAY).periods
    assert period.about is About.CLOSES
    assert forms.unread({"sluit": typed}, today=TODAY) == {}


@pytest.mark.parametrize("typed", ["september", "sinds september", "1-9-2026", "vorige week", "week 40"])
def test_the_filter_of_publication_reads_days_as_people_type_them(app, typed):
    assert forms.request_of({"sinds": typed}, [], [], today=TODAY).published_since < TODAY


@pytest.mark.parametrize("typed", ["Friesland", "Fryslân", "fryslan", "Den Bosch", "Ljouwert", "Uden", "brabant"])
def test_the_filter_of_places_knows_every_name(app, typed):
    assert forms.place_of(typed)


@pytest.mark.parametrize(
    ("typed", "words", "no_days"),
    [
        ("schoonmaak voor 31 februari", "schoonmaak", ["31 februari"]),
        ("schoonmaak week 99", "schoonmaak", ["week 99"]),
        ("week 53 2027", "", ["week 53 2027"]),
        ("groen tussen 1 februari en 31 februari", "groen", ["31 februari"]),
        ("groen uiterlijk 30-02-2027", "groen", ["30-02-2027"]),
        ("opvang voor 24-36 personen", "opvang voor 24-36 personen", []),
        ('groen "voor 31 februari"', 'groen "voor 31 februari"', []),
    ],
)
def test_a_day_that_does_not_exist_is_taken_out_and_named(typed, words, no_days):
    read = read_filters(typed, TODAY)
    assert (read.words, read.no_days, read.filters) == (words, no_days, [])


def test_the_page_says_that_a_day_does_not_exist_and_searches_the_rest(app, client):
    store(publication(1, "Schoonmaak"), publication(2, "Groen"))
    page = client.get("/aankondigingen/?zoek=schoonmaak+voor+31+februari").text
    assert "“31 februari” bestaat niet" in page
    assert hit_numbers("schoonmaak voor 31 februari") == {1}


@pytest.mark.parametrize(
    ("typed", "words", "last"),
    [
        ("catering voor kerst", "catering", "2026-12-24"),
        ("uiterlijk koningsdag", "", "2027-04-27"),
        ("sluit voor oud en nieuw", "", "2026-12-30"),
        ("catering binnenkort", "catering", "2026-12-28"),
    ],
)
def test_a_feast_after_a_word_of_time_is_a_day(typed, words, last):
    read = read_filters(typed, TODAY)
    assert (read.words, [period.last.isoformat() for period in read.filters]) == (words, [last])


@pytest.mark.parametrize("typed", ["kerst", "kerstbomen", "podium op koningsdag", "opvang in de zomervakantie"])
def test_a_feast_that_is_looked_for_stays_a_word(typed):
    read = read_filters(typed, TODAY)
    assert (read.words, read.filters, read.without_day) == (typed, [], [])


def test_a_holiday_without_a_fixed_day_is_searched_and_explained(app, client):
    read = read_filters("groen voor de zomervakantie", TODAY)
    assert (read.words, read.without_day) == ("groen voor de zomervakantie", ["voor de zomervakantie"])
    store(publication(1, "Schoonmaak"))
    page = client.get("/aankondigingen/?zoek=groen+voor+de+zomervakantie").text
    assert "“voor de zomervakantie” heeft geen vaste dag" in page
