"""When a part of the clause library stands in a deed, in words."""

import tomllib
from functools import cache

from incubator.statutes.values.schema import CONTENT

JOINED = {
    "nl": {True: "als", False: "tenzij", "or": " of "},
    "en": {True: "if", False: "unless", "or": " or "},
}


@cache
def condition_words() -> dict[str, dict[str, str]]:
    """What each condition means, by its name and then by language."""
    return tomllib.loads((CONTENT / "conditions.toml").read_text(encoding="utf-8"))


def when_in_words(when: str, language: str) -> list[str]:
    """Everything that must be so, such as "als er een ledenraad is"; nothing for what stands in every deed."""
    return [_asked(asked, language) for asked in when.split()]


def _asked(asked: str, language: str) -> str:
    alternatives = [_condition(condition, language) for condition in asked.split("|")]
    return JOINED[language]["or"].join(alternatives)


def _condition(condition: str, language: str) -> str:
    words = condition_words()[condition.removeprefix("!")][language]
    return f"{JOINED[language][not condition.startswith('!')]} {words}"
