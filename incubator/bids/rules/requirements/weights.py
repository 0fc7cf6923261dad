"""How much a criterion counts, as a text or a cell gives it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from incubator.bids.values.requirements import CriterionWeight

PERCENTAGE, POINTS, EURO = "percentage", "points", "euro"
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,2})?)"
_PERCENT = re.compile(rf"(?<![\d.,]){_NUMBER}\s*(?:%|procent\b)", re.IGNORECASE)
_POINTS = re.compile(rf"(?<![\d.,]){_NUMBER}\s*(?:punten|punt|pnt|ptn|pt)\b", re.IGNORECASE)
_EURO = re.compile(
    r"(?:€|\beur(?:o)?\b)\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:\d{2}|-+))?|(\d{1,3}(?:\.\d{3})+|\d{4,})\s*euro\b",
    re.IGNORECASE,
)
# "30/100", "30 op 100".
_OF_HUNDRED = re.compile(rf"(?<![\d.,/]){_NUMBER}\s*(?:/|op)\s*100\b(?![/.,]\d)")
# "maximaal 400 van de 1.000 punten".
_OF_TOTAL = re.compile(
    rf"(?<![\d.,/]){_NUMBER}\s*(?:van|uit|op)\s+(?:de\s+)?(?:in totaal\s+)?[\d.]+\s*punten\b", re.IGNORECASE
)
_BARE = re.compile(rf"^(?:max\.?\s*|maximaal\s*|0\s*[-–]\s*)?{_NUMBER}$", re.IGNORECASE)
# "Plan van aanpak: 0,45": a share of one.
_FACTOR = re.compile(r"(?<![\d.,])(0[.,]\d{1,3})\s*$")
_AT_END = re.compile(rf"[:–(-]\s*{_NUMBER}\s*\)?[.;]?$")
# "Voor de prijs zijn er maximaal 40", after a sentence with points.
_REST = re.compile(rf"\b(?:maximaal|hoogstens|nog|resterende|overige|andere|laatste) {_NUMBER}[.;]?$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[;,]\s+(?:en\s+|terwijl\s+)?|\s+en\s+)(?:voor\s+(?=\d))?", re.IGNORECASE)
# "We kiezen op ", "We kijken voor ", "De jury let op ", "De opdracht wordt gegund op basis van: ".
_LEAD_IN = re.compile(
    r"^(?:(?:wij|we|ik) \w+(?: [^\W\d]+){0,3} (?:op|naar)|(?:wij|we|ik) \w+ (?:\w+ )?voor(?=\s\d)"
    r"|(?:de|het|een) \w+ (?:let|kijkt|beoordeelt|kiest|weegt)(?: \w+){0,2} (?:op|naar)"
    r"|[^:(\d]{5,60}(?:van|op|aan):)\s+(?=\S)",
    re.IGNORECASE,
)
# "Voor kwaliteit worden 70 punten toegekend".
_SUM = re.compile(r"toegekend|te (?:behalen|verdienen|verdelen)|verdeeld|bestaat uit|totaal", re.IGNORECASE)
_SHARED = re.compile(r"punten|procent|%|100\b|weging|gewicht|verdeling", re.IGNORECASE)
_FICTIVE = re.compile(r"fictie|meerwaarde|korting|aftrek|monetair", re.IGNORECASE)
_ONLY_WEIGHT = re.compile(
    rf"^(?:max\.?\s*|maximaal\s*|0\s*[-–]\s*)?(?:{_NUMBER}\s*(?:%|procent|punten|punt|pnt|ptn|pt|/\s*100)?"
    r"|(?:€|eur(?:o)?)\s*[\d.,]+(?:,?-+)?|[\d.]+\s*euro)$",
    re.IGNORECASE,
)
# "veertig procent", "vijfenzestig punten".
_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = ("tien", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd")
_IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(_ONES)})(?:en|ën))?({'|'.join(_TENS)}|vijftien)(?=\s+(?:procent|punten)\b)", re.IGNORECASE
)
# "De helft van de punten", "telt voor een vijfde": a share of the marks, and of nothing else.
_SHARES = {"helft": "50", "derde": "33", "kwart": "25", "vijfde": "20", "tiende": "10"}
_SHARE = rf"(?:de|een|één) ({'|'.join(_SHARES)})"
_SHARE_OF_MARKS = re.compile(
    rf"\b{_SHARE} van (?:de|het|alle) (?:punten|totaal|score|eindscore|beoordeling|weging|eindoordeel|oordeel|eindcijfer)\b"
    rf"|(?:(?<=\bvoor )|(?<=\bbepaalt )|(?<=\bbepalen )){_SHARE}(?=(?: mee)?[.,;]|$)",
    re.IGNORECASE,
)
_COUNTS_FOR = re.compile(r"\b(?:bepaalt|bepalen|tel|telt|tellen|weeg|weegt|wegen)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\s*(?:van de|van het|hoger|lager|minder|meer dan|duurder)", re.IGNORECASE)


def weight_in(text: str) -> CriterionWeight | None:
    """The weight in a sentence, heading or item: the first share or number of points that is not of something else."""
    text = _shares_in_digits(_IN_WORDS.sub(_in_digits, text))
    of_hundred = _OF_HUNDRED.search(text) or _OF_TOTAL.search(text)
    if of_hundred:
        return CriterionWeight(_written(of_hundred[1]), POINTS)
    # Points first: a percentage beside them is what they come to.
    for pattern, unit in ((_POINTS, POINTS), (_PERCENT, PERCENTAGE)):
        for hit in pattern.finditer(text):
            if not _COMPARED.match(text, hit.end()):
                return CriterionWeight(_written(hit[1]), unit)
    factor = _FACTOR.search(text)
    if factor:
        return CriterionWeight(_written(factor[1]), POINTS)
    amount = _EURO.search(text)
    if amount and _FICTIVE.search(text):
        return CriterionWeight((amount[1] or amount[2]).replace(".", ""), EURO)
    return None


def _in_digits(number: re.Match[str]) -> str:
    ones, tens = (number[1] or "").lower(), number[2].lower()
    if tens not in _TENS:
        return "15"
    return str((_TENS.index(tens) + 1) * 10 + (_ONES.index(ones) + 1 if ones else 0))


def _shares_in_digits(text: str) -> str:
    """ "De helft van de punten" as "50 procent", also where something counts for a share."""
    shares = list(_SHARE_OF_MARKS.finditer(text))
    for share in reversed(shares):
        if share[1] or _COUNTS_FOR.search(text, 0, share.start()):
            percentage = _SHARES[(share[1] or share[2]).lower()]
            text = f"{text[: share.start()]}{percentage} procent{text[share.end() :]}"
    return text


def criteria_apart(text: str) -> list[str]:
    """A sentence that says of more than one criterion what it counts for: its parts, without their sum; else whole."""
    first, *parts = _parts_with_weights(text)
    total = weight_in(first)
    counted = [Decimal(weight.number) for weight in map(weight_in, parts) if weight]
    is_sum = total is not None and len(counted) > 1 and sum(counted) == Decimal(total.number)
    return parts if is_sum and _SUM.search(first) else [first, *parts]


def _parts_with_weights(text: str) -> list[str]:
    for cut in _BETWEEN.finditer(text):
        first, rest = text[: cut.start()].strip(), text[cut.end() :].strip()
        if weight_in(first) is not None and weight_in(rest) is not None:
            return [_LEAD_IN.sub("", first), *_parts_with_weights(rest)]
    return [text]


def weight_announced(text: str, announced: str) -> CriterionWeight | None:
    """The weight of an item: its own, else the number at its end when what announced the list speaks of points or shares."""
    bare = _AT_END.search(text) or _REST.search(text)
    if weight_in(text) is not None or bare is None or not _SHARED.search(announced):
        return weight_in(text)
    return CriterionWeight(
        _written(bare[1]), PERCENTAGE if "%" in announced or "procent" in announced.lower() else POINTS
    )


def weight_in_cell(cell: str, heading: str) -> CriterionWeight | None:
    """The weight in a cell of a column of weights."""
    amount = _EURO.search(cell)
    if amount:
        return CriterionWeight((amount[1] or amount[2]).replace(".", ""), EURO)
    shown = weight_in(cell)
    if shown is not None:
        return shown
    bare = _BARE.match(cell.strip())
    if bare is None:
        return None
    share = "%" in heading or "percent" in heading.lower() or "procent" in heading.lower()
    return CriterionWeight(_written(bare[1]), PERCENTAGE if share else POINTS)


def is_weight(text: str) -> bool:
    """Whether a cell gives a weight and nothing else."""
    return _ONLY_WEIGHT.match(text.strip()) is not None


def shares(weights: Sequence[CriterionWeight | None]) -> list[CriterionWeight | None]:
    """Weights that follow each other; factors that add up to one are percentages."""
    settled, run = list(weights), list[int]()
    for place, weight in enumerate(weights):
        if weight is None or weight.unit != POINTS or Decimal(weight.number) > 1:
            run = []
            continue
        run.append(place)
        numbers = [Decimal(known.number) for known in map(weights.__getitem__, run) if known]
        if len(run) > 1 and sum(numbers) == 1:
            for factor, number in zip(run, numbers, strict=True):
                settled[factor] = CriterionWeight(_written(format(number * 100, "f")), PERCENTAGE)
        if sum(numbers) >= 1:
            run = []
    return settled


def _written(number: str) -> str:
    """12,50 is 12.5, as it is written in code."""
    whole, _mark, part = number.replace(",", ".").partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part}" if part else whole
