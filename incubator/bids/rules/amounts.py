"""Amounts that stand in a text about quality. Many buyers exclude a bid for that (art. 2.114 Aw 2012 and the documents)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount

# With dots or blanks between thousands, as people write it.
NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
# "De prijs van 2025" names no amount.
YEAR = r"(?:19|20)\d\d\b(?![.,]\d)"
# "veertig euro", "tweehonderd duizend euro": as a number it is found by its digits.
IN_WORDS = r"\b\w*(?:tien|twaalf|tig|honderd|duizend|miljoen|ton)\s+euro\b"
MONEY = r"(?:[€£]|\beuro\b|\b(?:EUR|GBP|CHF|USD)\b)"
AMOUNT = re.compile(
    rf"{MONEY}\s?(?:{NUMBER})(?:,-|\s?(?:miljoen|ton|mln)\b)?"
    rf"|(?<![\d.,])(?:{NUMBER})(?:,-)?\s?(?:(?:miljoen|ton|mln)\s)?(?:€|euro's\b|euro\b|EUR\b|eurocent\b)"
    r"|(?<![\d.,])\d[\d.]*,-(?!\d)"
    rf"|\b(?:uur)?(?:tarief|loon|prijs)\s*(?:is|van|per uur|bedraagt|:)\s*(?!{YEAR})(?:{NUMBER})(?![\d%]|\s?procent)"
    rf"|{IN_WORDS}",
    re.IGNORECASE,
)
# Who names what the buyer itself named says no price, unless the sentence is about ours.
OWN_PRICE = re.compile(
    r"\b(?:prijs\w*|prijzen|\w*tarie(?:f|ven)|offer\w+|kost|aanbied\w*|bieden|rekenen|vragen|inschrijfsom|voor (?:dit|dat) bedrag)\b"
    r"|\bwij doen (?:het|dit|dat)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
ASKED = re.compile(
    r"\b(?:geef|noem|vermeld|specificeer|bereken|onderbouw|kwantificeer|neem|maak|toon|beschrijf|give|state|specify)\b"
    r"(?P<between>[^.?!]{0,120}?)"
    r"(?:\bbedrag(?:en)?\b|\bin euro'?s?\b|\bprijsopgave\b|\b(?:kosten)?begroting\b|\bkostenraming\b|\b(?:uur)?tarie(?:f|ven)\b"
    r"|\bprijs per\b|\bwat (?:het|dit|dat) kost\b|\bamounts?\b|\bin euros?\b|\bin €)",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(r"\b(?:hoeveel euro|welk bedrag|welke bedragen|wat kost|wat zijn de kosten)\b", re.IGNORECASE)
# "Noem geen bedragen", "Beschrijf hoe u bedragen controleert", "met een budget van € 5.000": there nothing is asked.
NOT_ASKED = re.compile(r"\b(?:geen|niet|zonder|nooit|hoe|waarom|budget|no|without|how)\b", re.IGNORECASE)
HOLDING = N_(
    "An amount stands in the plan that may not go to the buyer. Take it out, or say where the buyer asks for an amount."
)
UNREASONED = N_("Say in a few words where the buyer asks for an amount.")


def amounts_in(text: str) -> list[str]:
    """Every amount of money as it was written, each once."""
    return list(dict.fromkeys(match.group().strip() for match in AMOUNT.finditer(text)))


def named_by_buyer(texts: Iterable[str]) -> frozenset[Decimal]:
    """The amounts that the buyer itself names, in euros: a budget, a fictitious discount."""
    values = (_value_of(amount) for text in texts for amount in amounts_in(text))
    return frozenset(value for value in values if value is not None)


def asks_amount(text: str) -> bool:
    """Whether the words of a criterion themselves ask for an amount; then one may stand in the answer."""
    for sentence in SENTENCE.split(text):
        asked = ASKED.search(sentence)
        if asked is not None and not NOT_ASKED.search(sentence[: asked.end()]):
            return True
        if HOW_MUCH.search(sentence) and not NOT_ASKED.search(sentence):
            return True
    return False


def kept_from_buyer(text: str, theirs: frozenset[Decimal]) -> list[str]:
    """The amounts in a text that may not reach the buyer in the quality part, as they were written, each once.

    An amount that the buyer itself named (`theirs`) may stand there, unless the sentence makes it our price.
    """
    return list(dict.fromkeys(text[start:end].strip() for start, end in places_kept(text, theirs)))


def places_kept(text: str, theirs: frozenset[Decimal]) -> list[tuple[int, int]]:
    """Where in a text those amounts stand: begin and end, counted in letters."""
    return [match.span() for match in AMOUNT.finditer(text) if not _is_theirs(match, theirs)]


def _is_theirs(match: re.Match[str], theirs: frozenset[Decimal]) -> bool:
    if _value_of(match.group()) not in theirs:
        return False
    text = match.string
    start, end = 0, len(text)
    for break_ in SENTENCE.finditer(text):
        if break_.end() <= match.start():
            start = break_.end()
        elif break_.start() >= match.end():
            end = break_.start()
            break
    return OWN_PRICE.search(text[start:end]) is None


def _value_of(amount: str) -> Decimal | None:
    """The amount as a number; None for one that cannot be read, such as one in words."""
    number = re.search(rf"(?:{NUMBER})(?:,-)?", amount)
    if number is None:
        return None
    try:
        value = read_amount(number.group())
    except RuleViolation:
        return None
    # "€ 1,5 miljoen" is not "€ 1,50".
    large = re.search(r"(miljoen|mln|ton)\b", amount, re.IGNORECASE)
    if large is None:
        return value
    return value * (100_000 if large[1].lower() == "ton" else 1_000_000)


def check_plan(kept: Mapping[int, Sequence[str]]) -> None:
    """Raises `RuleViolation` while amounts hold the plan back. `kept` are those by the number of their section."""
    if kept:
        raise RuleViolation(HOLDING)


def check_reason(reason: str) -> None:
    """Raises `RuleViolation` for a reason that says nothing. Empty takes the reason back."""
    if reason and len(reason.split()) < 2:
        raise RuleViolation(UNREASONED, field="reason")
