"""By what trade a letter calls who bids, "de hovenier" or "het kantoor", and whom it calls its own: "onze huismeester".

What a paper asks is seldom asked of "de opdrachtnemer" in a letter. Its own noun shows by how it is used: as the one that is looked for, of
whom something is expected, at whose cost something is, and of whom sentence after sentence says what it does.
"""

import re
from collections import Counter

from incubator.bids.rules.requirements.vocabulary import words
from incubator.formats.papers.values import ReadPaper

BIDDER, BUYER = "de opdrachtnemer", "de opdrachtgever"
ENOUGH, MOST_NAMES = 3, 3
OURS = -3
BEFORE, AFTER = 60, 190  # letters around a noun
_TRADE = re.compile(r"[a-zà-ÿ]{2,}(?:er|aar|eur|ist|ant|or|man|bedrijf|bureau|kantoor|firma|erij|atelier|maatschappij)")
_WORD = re.compile(r"[a-zà-ÿ]{4,}")
_WE = r"(?:wij|we|ik)"
_DOES = r"(?!is\b|wordt\b|heeft\b|krijgt\b|ontvangt\b|vindt\b|met\b|uit\b|dat\b|niet\b|tot\b|het\b|want\b|nu\b)[a-zà-ÿ]{2,}t\b"


def _used(before: str, after: str, worth: int) -> tuple[re.Pattern[str], re.Pattern[str], int]:
    return re.compile(rf"(?:^|.*\b){before} $", re.IGNORECASE), re.compile(after, re.IGNORECASE), worth


# What stands before and after a noun, and how much that says of who bids.
_USES = (
    _used("van (?:de|het|een|onze nieuwe)", rf" (?:verwacht|verlang|vraag|vrag|eis|wil)\w* {_WE}\b", 3),
    _used(
        rf"{_WE} (?:verwachten|verlangen|vragen|eisen|rekenen erop|gaan ervan uit|willen)(?: van| dat) (?:de|het)",
        "",
        3,
    ),
    _used("(?:zoek|zoeken|zoekt|op zoek) (?:daarom |dus |nu |ook )?(?:naar )?een(?: [a-z]+e)?", "", 3),
    _used("(?:onze|de|een) (?:gekozen|nieuwe|toekomstige|geselecteerde|aangestelde|beoogde)", "", 3),
    _used("(?:beste|geachte|aan (?:de|het))", r"\W*$", 3),
    _used(r"(?:op kosten|voor rekening|door toedoen|tot de (?:taak|taken)|\w*voorwaarden) van (?:de|het)", "", 3),
    _used(
        "(?:een|elke?|iedere?)",
        r" (?:die|dat|waarvan)\b.{3,160}\b(?:geweerd|uitgesloten|niet in aanmerking|valt .{0,20}af)\b",
        3,
    ),
    _used("(?:de|het)", " (?:die|dat) (?:wij|we) zoeken", 3),
    _used("(?:uw|jullie)(?: eigen)?", "", 2),
    _used("(?:huidige|vorige|vroegere)", "", 2),
    _used("(?:de|het)", r" (?:zorgt|draagt|dient|voorziet|garandeert|waarborgt)\b", 2),
    _used("(?:de|het)", f" {_DOES}", 1),
    _used(f"{_DOES} (?:de|het)", "", 1),
    _used("(?:ons|onze|eigen)(?: (?!gekozen|nieuwe|toekomstige)[a-z]+e)?", "", OURS),
)
_OWN = re.compile(r"\b(?:onze|ons) (?!nieuwe |toekomstige )(?:[a-z]+e )?([a-zà-ÿ]{3,})\b", re.IGNORECASE)


class TradeNames:
    """Puts a role in the place of the noun, to judge a sentence by."""

    def __init__(self, paper: ReadPaper) -> None:
        texts = [passage.text for page in paper.pages for passage in page.passages]
        trades = _trades_in(texts)
        self._trades = _pattern_of(trades)
        own = {noun.lower() for text in texts for noun in _OWN.findall(text)}
        self._own = _pattern_of(sorted(noun for noun in own - set(trades) if words("trades", "people").begin(noun)))

    def as_role(self, text: str) -> str:
        """The text with "de opdrachtnemer" for the noun by which the paper calls who bids."""
        return _put(self._trades, BIDDER, text)

    def as_both_roles(self, text: str) -> str:
        """As `as_role`, and with "de opdrachtgever" for the people of the buyer."""
        return _put(self._own, BUYER, self.as_role(text))


def _put(pattern: re.Pattern[str] | None, role: str, text: str) -> str:
    if pattern is None:
        return text
    return pattern.sub(lambda hit: role.capitalize() if hit[0][0].isupper() else role, text)


def _pattern_of(nouns: list[str]) -> re.Pattern[str] | None:
    if not nouns:
        return None
    before = r"\b(?:de|het|een|elke|iedere|ieder|onze|ons|uw|de gekozen|onze nieuwe|de nieuwe) "
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, nouns))})\b", re.IGNORECASE)


def _trades_in(texts: list[str]) -> list[str]:
    """The nouns that are used often enough as who bids is; the surest first."""
    words_used = {word for text in texts for word in _WORD.findall(text.lower())}
    nouns = [word for word in words_used if _TRADE.fullmatch(word) and not words("trades", "never").begin(word)]
    if not nouns:
        return []
    known = re.compile(rf"\b(?:{'|'.join(sorted(nouns))})\b", re.IGNORECASE)
    evidence = Counter[str]()
    for text in texts:
        for hit in known.finditer(text):
            evidence[hit[0].lower()] += _worth(text, hit)
    sure = [noun for noun, much in sorted(evidence.items(), key=lambda each: (-each[1], each[0])) if much >= ENOUGH]
    return sure[:MOST_NAMES]


def _worth(text: str, noun: re.Match[str]) -> int:
    """How much the words around a noun say of who bids."""
    before = text[max(0, noun.start() - BEFORE) : noun.start()]
    after = text[noun.end() : noun.end() + AFTER]
    return sum(much for around, follows, much in _USES if around.match(before) and follows.match(after))
