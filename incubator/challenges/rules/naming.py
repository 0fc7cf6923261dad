"""What authorities are called, and which ones people mean: by an official, daily, Frisian or former name, or that of a village."""

from functools import cache

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import authorities, municipalities, nuts, places
from incubator.core.reference.authorities import Authority
from incubator.notices.rules import place_names

# What one types beside a name to say what one wants to know of it.
SUBJECTS = frozenset({"uitdaagrecht", "uitdagen", "gemeente", "provincie"})
UNKNOWN_AUTHORITY = N_("“authority” is not a municipality, province or water board that we know: %(code)s.")
SHORTEST_BEGINNING = 3  # letters: fewer begin half of all names
PROVINCE_IN_TABLE = {"Friesland": "Fryslân"}  # two tables call it otherwise


def authority_name(code: str | None) -> str:
    """What an authority with this code is called; nothing for an unknown code."""
    known = authorities.authority_of_code(code or "")
    if known is None:
        return ""
    # Utrecht is a municipality and a province: bare it is the municipality.
    return f"provincie {known.name}" if known.kind == "province" else known.name


def successor_of(name: str) -> Authority | None:
    """The municipality that a former one became a part of. Its name has "gemeente" before it: without it a village can be meant."""
    bare = municipalities.bare(name)
    if bare == municipalities.plain(name):
        return None
    return authorities.authority_of_code(place_names.followed_by(bare) or "")


def full_name(code: str | None) -> str:
    """The same as a letter has it, so that “Utrecht” is not both a municipality and a province."""
    name = authority_name(code)
    if municipalities.municipality(code or "") is not None:
        return f"Gemeente {name}"
    return name[:1].upper() + name[1:]


def known_authority(written: str) -> str:
    """The code of an authority by its code or its name. Raises `RuleViolation` when we do not know it."""
    if authorities.authority_of_code(written) is not None:
        return written
    # Of a name that a province has too the municipality is meant, unless somebody writes "provincie Utrecht".
    named = authorities.authority(written) or municipalities.municipality_by_name(written)
    if named is None:
        raise RuleViolation(UNKNOWN_AUTHORITY, code=written[:60])
    return named.code


def named_authorities(typed: str) -> tuple[Authority, ...]:
    """The authorities that a name can mean, the municipality first; nothing for a name that nobody has."""
    meant: dict[str, Authority] = {}
    words = typed.split()
    if not words:
        return ()
    exact = authorities.authority(typed)
    codes = [exact.code] if exact is not None else []
    # Some villages are called like a word: asked for here, the village is meant.
    place = place_names.called([words[0].capitalize(), *words[1:]])
    if place is not None:
        codes += [_code_of(code) for code in place.codes]
    codes += [municipality.code for municipality in municipalities.municipalities_of_place(typed)]
    codes += _sharing(typed)
    for code in codes:
        known = authorities.authority_of_code(code)
        if known is not None:
            meant[code] = known
    return tuple(sorted(meant.values(), key=lambda known: known.kind))


def answering_authorities(asked: str) -> tuple[Authority, ...]:
    """The authorities that words of a search can mean: those of this name, then those with words that begin like these."""
    words = [word for word in municipalities.bare(asked).split() if word not in SUBJECTS]
    meant = {known.code: known for known in named_authorities(" ".join(words))}
    if words and min(map(len, words)) >= SHORTEST_BEGINNING:
        for known in authorities.every_authority():
            if _begins(known, words):
                meant.setdefault(known.code, known)
    return tuple(meant.values())


def _begins(known: Authority, words: list[str]) -> bool:
    """Whether a word of its name begins with each of these."""
    # A blank before each word of the name: then a beginning is a part of the whole.
    name = f" {municipalities.plain(known.name)}"
    return all(f" {word}" in name for word in words)


def _code_of(place: str) -> str:
    """The code of the authority of a place: that of its province for a region of the statistics."""
    return province_codes().get(place, place)


@cache
def province_codes() -> dict[str, str]:
    """The code of each province as an authority, by its code in the statistics."""
    codes = {}
    for province in authorities.all_of("province"):
        codes[places.place_code(f"provincie {province.name}") or ""] = province.code
    return codes


def _sharing(typed: str) -> list[str]:
    """Municipalities that are told apart by what stands behind their name: Bergen (L.) and Bergen (NH.)."""
    plain = municipalities.bare(typed)
    shared = []
    for municipality in municipalities.municipalities():
        if municipalities.plain(municipality.name).split(" (")[0] == plain:
            shared.append(municipality.code)
    return shared


def like_names(typed: str) -> list[str]:
    """Names of municipalities that look like what was typed."""
    return places.like_place(typed)


def municipalities_of(province: Authority) -> tuple[Authority, ...]:
    """The municipalities in a province, by name."""
    inside = []
    for municipality in municipalities.municipalities():
        if PROVINCE_IN_TABLE.get(municipality.province, municipality.province) == province.name:
            inside.append(Authority("municipality", municipality.code, municipality.name))
    return tuple(sorted(inside, key=by_name))


def by_name(known: Authority) -> str:
    """For lists: 's-Hertogenbosch stands with the h."""
    return municipalities.plain(known.name).removeprefix("'s ").removeprefix("'s-").lstrip("'")


def province_of(known: Authority) -> Authority | None:
    """The province that a municipality lies in; None for others."""
    municipality = municipalities.municipality(known.code)
    if municipality is None:
        return None
    return authorities.authority_of_code(province_codes().get(nuts.current(municipality.nuts3)[:4], ""))


def namesakes(typed: str) -> tuple[Authority, ...]:
    """The authorities that are called exactly this, with nothing that says which of them is meant."""
    bare = typed.strip().casefold()
    return tuple(known for known in authorities.every_authority() if known.name.casefold() == bare)
