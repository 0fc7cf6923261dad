"""The eForms code lists that the product shows, with Dutch and English labels (EU Publications Office, eForms-SDK)."""

from functools import cache

from incubator.core.reference.tables import rows


@cache
def _labels(name: str) -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["label_nl"] or row["label_en"], row["label_en"]) for row in rows(f"eforms/{name}")}


def label(name: str, code: str | None, language: str = "nl") -> str:
    """What a code of a list means; the code itself when the list does not know it, nothing for no code."""
    if code is None:
        return ""
    found = _labels(name).get(code)
    return code if found is None else found[0 if language == "nl" else 1]


def codes(name: str) -> frozenset[str]:
    return frozenset(_labels(name))
