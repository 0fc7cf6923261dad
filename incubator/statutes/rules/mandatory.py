"""Law from which statutes cannot depart: words of one's own that go against it."""

import re
from collections.abc import Iterator

from incubator.statutes.rules.founding import WBTR
from incubator.statutes.rules.polarity import NEGATION, affirmed, parts
from incubator.statutes.rules.registry import ERROR, Broken, rule
from incubator.statutes.values import Statutes

TAKES_PART = re.compile(
    r"meestem|meebeslis|meedoen|meedoet|meeprat|meepraat|meeberaad|meeoverleg|deelne(em|men)"
    r"|\bstem(t|men)\b.*\bwel\b|\bwel\b.*\bstem(t|men)\b"
    r"|\b(stem|doe|praat|beslis|beraadslaag)(t|en|n)?\b.*\bmee\b|\bne(emt|men)\b.*\bdeel\b"
    r"|\b(blijft|blijven)\b.*\b(bevoegd|stemgerechtigd|betrokken)\b|\b(be)?houdt\b.*\bstem"
    r"|\b(mag|mogen|kan|kunnen)\b.*\b(stemmen|besluiten|beslissen)\b|\bgewoon\b.*\b(stem|beslis|besluit)",
    re.I,
)
NO_MATTER = re.compile(
    r"\bniet (verboden|uitgesloten)|onthoudt zich niet|hoeft zich niet|hoeft niet (terug|weg|opzij)"
    r"|\bgeen (bezwaar|probleem|beletsel|gevolgen|belemmering|reden)|maakt niet uit|niet van belang",
    re.I,
)
THE_OTHERS = re.compile(r"\b(overige|andere|resterende|vergadering|commissarissen)\b", re.I)
CONSENT = re.compile(
    r"toestemming|goedkeuring|instemming|akkoord|medewerking|goedkeurt|instemt|toestaat|goed ?vindt", re.I
)
ONLY_WHEN = re.compile(
    r"\b(alleen|slechts|enkel|uitsluitend)\b.*\b(bij|wegens|om|als|wanneer|na|in geval)\b"
    r"|\b(weiger|afwijz|tegenhoud)",
    re.I,
)
NOT_WITHOUT = re.compile(r"\bniet\b.*\bzonder\b", re.I)
EARLIER = re.compile(r"korter|eerder|sneller|direct|onmiddellijk|meteen|afwijk|termijn|boekjaar", re.I)
NOBODY = re.compile(
    r"\b(niemand|niets|geen bestuur|zien we|sluiten|niet geregeld|geen regeling|hoeft niet|staat nog niet|doen we niet|nog niet)\b",
    re.I,
)
THE_BOARD = re.compile(r"\bbestuur\b", re.I)
SOMEBODY = re.compile(
    r"perso|\blid\b|\bleden\b|vergadering|commissaris|\braad\b|notaris|rechter|accountant|commissie|vereffenaar|oud-|coöperatie|stichting",
    re.I,
)


@rule("conflicted-directors-stand-aside", number="B-07", articles=["BW 2:44(6)"], severity=ERROR, since=WBTR)
def conflicted_directors_stand_aside(statutes: Statutes) -> Iterator[Broken]:
    if _lets_take_part(statutes.board.conflict_clause):
        yield Broken(
            "board.conflict_clause",
            "Een bestuurder met een tegenstrijdig belang doet volgens deze tekst toch mee. "
            "De wet zegt dat die niet meedoet aan het overleg en het besluit.",
            "Schrijf dat deze bestuurder niet meedoet aan het overleg en het besluit.",
        )


@rule("conflicted-supervisors-stand-aside", number="B-08", articles=["BW 2:47(7)"], severity=ERROR, since=WBTR)
def conflicted_supervisors_stand_aside(statutes: Statutes) -> Iterator[Broken]:
    if statutes.rvc.exists and _lets_take_part(statutes.rvc.conflict_clause):
        yield Broken(
            "rvc.conflict_clause",
            "Een commissaris met een tegenstrijdig belang doet volgens deze tekst toch mee. "
            "De wet zegt dat die niet meedoet aan het overleg en het besluit.",
            "Schrijf dat deze commissaris niet meedoet aan het overleg en het besluit.",
        )


def _lets_take_part(clause: str) -> bool:
    """Whether who has a conflict of interest takes part after all, by these words."""
    taking_part = affirmed(clause, TAKES_PART)
    return bool(taking_part and not THE_OTHERS.search(taking_part)) or bool(NO_MATTER.search(clause))


@rule("leaving-needs-no-consent", number="M-07", articles=["BW 2:36(1)"], severity=ERROR)
def leaving_needs_no_consent(statutes: Statutes) -> Iterator[Broken]:
    for part, _denies in parts(statutes.resignation.notice):
        conditional = CONSENT.search(part) or ONLY_WHEN.search(part)
        # Consent to leave sooner than the term is a favour; consent to leave at all is none.
        denied = NEGATION.search(part) and not NOT_WITHOUT.search(part)
        if conditional and not denied and not EARLIER.search(part):
            yield Broken(
                "resignation.notice",
                f"Volgens '{part.strip()}' kan een lid niet vrij weg. Een lid mag altijd opzeggen, zonder toestemming.",
                "Haal de voorwaarde weg en noem alleen de termijn.",
            )


@rule(
    "absence-clause-names-somebody",
    number="C-18",
    articles=["BW 2:44(5)", "BW 2:53a(1)"],
    severity=ERROR,
    confidence="A (article) / B (transition)",
    since=WBTR,
)
def absence_clause_names_somebody(statutes: Statutes) -> Iterator[Broken]:
    clause = statutes.board.absence_all
    # The board is who is not there: a clause that names nobody else leaves the cooperative without one.
    nobody = NOBODY.search(clause) or THE_BOARD.search(clause)
    if nobody and not SOMEBODY.search(clause):
        yield Broken(
            "board.absence_clause.all_directors",
            f"'{clause}' wijst niemand aan die bestuurt als alle bestuurders er niet zijn.",
            "Wijs een persoon of orgaan aan dat dan tijdelijk bestuurt.",
        )
