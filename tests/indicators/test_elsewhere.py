"""Preston and Cleveland, as their sources say it."""

from decimal import Decimal

from incubator.indicators.rules.elsewhere import elsewhere


def series(place, title):
    known = {each.name: {of.title: of for of in each.series} for each in elsewhere()}
    return {(figure.when, figure.what): figure.value for figure in known[place][title].figures}


def number(text):
    return Decimal("".join(letter for letter in text if letter.isdigit() or letter == "."))


def test_what_leaves_lancashire_is_what_is_not_spent_there():
    six = series("Preston", "Six institutions together")
    total, share = (
        number(six["2012/13", "Spending of six institutions"]),
        number(six["2012/13", "Of it spent in Lancashire"]),
    )
    leaving = number(six["2012/13", "Of it leaving Lancashire (about 61 percent)"].split(" ")[0])
    assert total * share / 100 == Decimal("292.5")
    assert total - total * share / 100 == Decimal("457.5")
    assert abs(leaving - Decimal("457.5")) <= Decimal("0.5")
    assert round(leaving / total * 100) == 61


def test_the_council_alone_is_a_series_of_its_own_and_the_shares_of_2016_17_are_left_out():
    assert sorted(series("Preston", "The city council alone").values()) == ["14%", "28%"]
    everything = [figure for place in elsewhere() for each in place.series for figure in each.figures]
    assert not [figure for figure in everything if figure.value in {"18.2%", "79.2%"} or figure.when == "2016/17"]


def test_every_series_names_its_source():
    assert all(each.source for place in elsewhere() for each in place.series)
