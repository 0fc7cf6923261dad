"""The code lists of eForms that the product shows, and the two-letter codes of countries and languages."""

from functools import cache

from incubator.core.reference.tables import FOLDER, rows


@cache
def _list(name: str) -> dict[str, tuple[str, str]]:
    if not (FOLDER / "eforms" / f"{name}.csv").is_file():
        return {}
    return {row["code"]: (row["label_nl"], row["label_en"]) for row in rows(f"eforms/{name}")}


def codes(name: str) -> tuple[str, ...]:
    """The codes of a list, in its order."""
    return tuple(_list(name))


def label(name: str, code: str | None, lang: str = "nl") -> str:
    """What a code of a list stands for; a code that the list does not have is given back as it is."""
    labels = _list(name).get(code or "")
    if labels is None:
        return code or ""
    return labels[0 if lang == "nl" else 1]


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("countries")}


@cache
def _languages() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows("languages")}


def country2(code: str) -> str | None:
    """NLD -> NL; a two-letter code stays as it is; anything else is unknown."""
    code = code.strip().upper()
    if not code:  # some countries and languages of the lists have no code of two letters
        return None
    row = _countries().get(code)
    if row:
        return row["alpha2"] or None
    if any(country["alpha2"] == code for country in _countries().values()):
        return code
    return None


def country_label(alpha2: str, lang: str = "nl") -> str:
    """BE -> België; a code that the list does not have is given back as it is."""
    for country in _countries().values():
        if country["alpha2"] == alpha2:
            return country[f"label_{lang}"]
    return alpha2


def countries(lang: str = "nl") -> dict[str, tuple[str, str]]:
    """Every country by its code of three letters: its code of two, and its name."""
    known = _countries().values()
    return {row["code"]: (row["alpha2"], row[f"label_{lang}"]) for row in known if row["alpha2"]}


def language2(code: str) -> str | None:
    """NLD or nld -> nl; a two-letter code stays; a language that has none (or is none) is unknown."""
    code = code.strip()
    if not code:
        return None
    row = _languages().get(code.upper())
    if row:
        return row["alpha2"] or None
    if any(spoken["alpha2"] == code.lower() for spoken in _languages().values()):
        return code.lower()
    return None
