"""Places as people call them: official, daily, Frisian and former names, and the terms by which a notice of a place is found.

Every name leads to codes. A notice is indexed with a term for each place it is of, so that "den bosch" also finds what only
gives a code. Daily and Frisian names: `content/place_names.csv`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from incubator.core import asking
from incubator.core.asking import Terms, Ways
from incubator.core.reference import municipalities, nuts
from incubator.core.reference.places import UNOFFICIAL
from incubator.core.reference.tables import rows
from incubator.formats.values import ReadNotice
from incubator.notices.rules import content_tables
from incubator.notices.rules.places import municipality_of_buyer

FORMER = "former municipality"
ONE_WAY = frozenset({FORMER, "part of it", "abbreviation"})  # such a name is not what the whole is called
LONGEST_NAME = 6  # words
AAN_DEN = ("aan den", "aan de")
WRITTEN_SHORT = {
    "a/d": AAN_DEN,
    "ad": AAN_DEN,
    "a.d": AAN_DEN,
    "o/d": ("op de", "op den"),
    "st": ("sint",),
    "st.": ("sint",),
}
MOST_PLACES = 60  # of a notice: one that names more is for the whole country
# Towns that are called like an ordinary word: that is what is meant, unless it has a capital.
ORDINARY_WORDS = frozenset(
    """
    almen alem baak balk basse bavel beek beers beets berg bergen bern best blije boer borne buren dalem deil doorn dorst driel echt een
    eenum elst ens enter graft grave groet haaren hall halle hank haps haren hedel heel heide hem herten hoek horn horst hout hulst ie
    kessel leek lent lies linde lomm loon made marle mill nes netterden noord norg nuis park put putte reek ried riel rips roden schoten
    sloten soest son spier spui stein strijen stroe thorn tuil tuk veen velden vlist vries vuren waal wal wanneperveen wedde well wier
    wijk wilp winde wons zand zegge zorgvlied zuid zuna made kop oever winsum weert werken ruigoord eede kamp camp
    """.split()
)


def term_of(code: str) -> str:
    """The term that a notice of this place is indexed with."""
    return f"pl{code.lower()}"


def terms_of(notice: ReadNotice) -> list[str]:
    """The terms of all places that a notice is of, and of the areas that those lie in."""
    codes = list(notice.places[:MOST_PLACES])
    for lot in notice.lots:
        codes += lot.places[:MOST_PLACES]
    codes += _seat(notice)
    terms: dict[str, None] = {}
    for code in dict.fromkeys(codes):
        terms |= dict.fromkeys(map(term_of, _with_areas(code)))
    return list(terms)[: 3 * MOST_PLACES]


def _seat(notice: ReadNotice) -> Iterator[str]:
    """The municipality that the buyer is, or in which it sits. A body of the state sits where it does not buy."""
    buyer = notice.buyer
    if buyer is None or buyer.country not in {None, "NL"}:
        return
    municipality = municipality_of_buyer(buyer)
    if municipality is None and buyer.city and buyer.type != "cga":
        municipality = municipalities.municipality_of_place(buyer.city)
    if municipality is not None:
        yield municipality.code


def _with_areas(code: str) -> Iterator[str]:
    """A place and the areas that it lies in, in the codes of 2024; the whole country is no place."""
    place = nuts.current(code)
    municipality = municipalities.municipality(place)
    if municipality is not None:
        yield place
        place = municipality.nuts3
    if nuts.is_whole_country(place):
        return
    # Who looks for Belgium looks for another country; of our own the whole is no place.
    for length in range(3 if place.startswith(nuts.COUNTRY) else 2, len(place) + 1):
        yield place[:length]


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """What a name leads to: the codes, and the other names in use for the same place."""

    codes: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def ways(self) -> Ways:
        """The ways to look for this place."""
        ways: list[Terms] = [(term_of(code),) for code in self.codes]
        for name in self.names:
            ways += asking.ways_of(name)
        return tuple(dict.fromkeys(ways))


def key_of(words: Iterable[str]) -> str:
    """How a name is looked up, however its capitals, accents, hyphens and apostrophes are written."""
    name = " ".join(word.strip('",.;:!?()') for word in words)
    return " ".join(municipalities.plain(name).replace("'", "").split())


def called(words: Sequence[str]) -> NamedPlace | None:
    """The place with exactly this name. An ordinary word has to be written as a name."""
    key = key_of(words)
    place = _named().get(key) or _written_short(key)
    if place is None or (key in ORDINARY_WORDS and not words[0][:1].isupper()):
        return None
    return place


def _written_short(key: str) -> NamedPlace | None:
    """The place of a name with a word cut short in it: Krimpen a/d IJssel, Alphen ad Rijn, St. Willebrord."""
    words = key.split()
    for position, word in enumerate(words):
        for whole in WRITTEN_SHORT.get(word, ()):
            place = _named().get(" ".join((*words[:position], whole, *words[position + 1 :])))
            if place is not None:
                return place
    return None


@cache
def _followed() -> dict[str, str]:
    return {
        key_of(row["name"].split()): row["place"] for row in content_tables.rows("place_names") if row["kind"] == FORMER
    }


def followed_by(former: str) -> str | None:
    """The code of the municipality that a former one, with exactly this name, became a part of."""
    return _followed().get(key_of(former.split()))


def single_words() -> frozenset[str]:
    """The names of one word, for who mistypes one."""
    return frozenset(key for key in _named() if key.isalpha() and key not in ORDINARY_WORDS)


@cache
def _named() -> dict[str, NamedPlace]:
    codes: dict[str, dict[str, None]] = {}
    for name, code in _names():
        codes.setdefault(key_of(name.split()), {})[code] = None
    for town in _towns():
        # A town is looked for by its municipality, unless a municipality or a region has that name.
        if key_of(town.split()) not in codes:
            for municipality in municipalities.municipalities_of_place(town):
                codes.setdefault(f"town {key_of(town.split())}", {})[municipality.code] = None
    in_use = _in_use()
    places = {}
    for key, of_key in codes.items():
        names: dict[str, None] = {}
        if not key.startswith("town "):
            for code in of_key:
                names |= in_use.get(code, {})
        places[key.removeprefix("town ")] = NamedPlace(tuple(of_key), tuple(names))
    return places


def _names() -> Iterator[tuple[str, str]]:
    """Every name of a municipality or a region, with its code."""
    yield from _official()
    for row in content_tables.rows("place_names"):
        yield row["name"], row["place"]


def _official() -> Iterator[tuple[str, str]]:
    for municipality in municipalities.municipalities():
        yield municipality.name.split(" (")[0], municipality.code
    for code in nuts.dutch_codes():
        yield UNOFFICIAL.sub("", nuts.label(code)), code


def _in_use() -> dict[str, dict[str, None]]:
    """The names that are in use for each code: those of its parts and of former municipalities are not."""
    names: dict[str, dict[str, None]] = {}
    for name, code in _official():
        names.setdefault(code, {})[name] = None
    for row in content_tables.rows("place_names"):
        if row["kind"] not in ONE_WAY:
            names.setdefault(row["place"], {})[row["name"]] = None
    return names


def _towns() -> Iterator[str]:
    for row in rows("woonplaatsen"):
        yield row["Woonplaats"]
