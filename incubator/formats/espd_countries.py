"""Countries as each version of the ESPD writes them: version 2 with two letters (ISO 3166-1), later ones as the list of the EU has it."""

import unicodedata
from functools import cache

from incubator.core.reference import eforms_codes

OLD = "2.1.1"
FIRST = "NLD"  # where most people look for


def countries(version: str, lang: str = "nl") -> dict[str, str]:
    """The names of the countries by the code of this version: the Netherlands first, then by name."""
    names = sorted(eforms_codes.countries(lang).items(), key=lambda row: (row[0] != FIRST, _plain(row[1][1])))
    if version == OLD:
        return {alpha2: name for _alpha3, (alpha2, name) in names}
    return {alpha3: name for alpha3, (_alpha2, name) in names}


def country_code(written: str, version: str) -> str:
    """The code of this version for a country that is written as a code or by its name; empty for what is no country."""
    alpha3 = _by_writing().get(_plain(written), "")
    if version == OLD and alpha3:
        return eforms_codes.countries()[alpha3][0]
    return alpha3


def country_name(code: str, lang: str = "nl") -> str:
    """The name for a code of any version; what is no country is given back as it is."""
    known = eforms_codes.countries(lang).get(_by_writing().get(_plain(code), ""))
    return code if known is None else known[1]


@cache
def _by_writing() -> dict[str, str]:
    writings: dict[str, str] = {}
    for lang in ("en", "nl"):
        for alpha3, (alpha2, name) in eforms_codes.countries(lang).items():
            writings.update(dict.fromkeys((_plain(name), _plain(alpha2), _plain(alpha3)), alpha3))
    return writings


def _plain(text: str) -> str:
    """Without capitals, marks and accents: people write Belgie."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))
