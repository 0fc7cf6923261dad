"""Whether the words of a notice say that candidates first ask to take part, and tender when they are invited. Plain Python.

The regime for social services fixes no procedure (art. 2.39 Aw 2012; in Belgium art. 89 of the law of 17 June 2016): buyers describe
their own, and often leave the code of the procedure out. Only what is said without a doubt counts. A sentence that speaks of
"offertes en/of aanvragen tot deelneming" is one that buyers put under each of their notices.
"""

import re
from collections.abc import Iterable
from itertools import chain

# In these one tenders at once, whatever else their texts speak of.
ONE_STAGE = frozenset({"open", "oth-single", "neg-wo-call"})
SEVERAL_STAGES = "oth-mult"
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+")
_REQUEST = (
    r"(?:aanvra(?:ag|gen)|verzoek(?:en)?) (?:tot|om|voor|van) (?:deelneming|deelname|deel te nemen)"
    r"|demandes? de participation|requests? to participate|teilnahmeantr(?:ag|äge)"
)
_CANDIDATES = (
    r"(?:geselecteerde|weerhouden) (?:kandidaten|gegadigden)|candidats (?:sélectionnés|retenus)|selected candidates"
)
REQUEST = re.compile(_REQUEST, re.IGNORECASE)
# A call for candidates, or the paper with which one asks to be selected.
CALL = re.compile(
    rf"\b(?:oproep|uitnodiging) (?:tot|voor) (?:het indienen van )?(?:een )?(?:kandida(?:ten|tuur|turen|atstelling)|{_REQUEST})"
    r"|\bappel (?:à|aux) candidatures?\b|\bselectieleidraad\b",
    re.IGNORECASE,
)
# Only who was selected tenders, or gets the documents.
ONLY_SELECTED = re.compile(
    rf"\b(?:alleen|enkel|slechts|uitsluitend|pas|seuls|only)\b[^.;]{{0,120}}?(?:{_CANDIDATES})", re.IGNORECASE
)
HANDED_IN = re.compile(
    r"\b(?:in te dienen|indienen|ingediend|ontvangen zijn|introduites?|introduire|remises?|déposées?|submitted)\b",
    re.IGNORECASE,
)
TENDERS = re.compile(r"\b(?:offertes?|inschrijving(?:en)?|offres?|tenders?|bids?|angebote?)\b", re.IGNORECASE)
# Who is on a framework is asked to tender for each order: that is no selection of candidates.
LATER = re.compile(r"\braamovereenkomst|\bnadere opdracht|\bmini-?competitie|\baccord-cadre|\bframework", re.IGNORECASE)
# One of these stands in every sentence that says it. Most sentences have none, and lists of notices ask this of all their texts.
SPOKEN_OF = (
    "deelne", "deelna", "deel te", "participa", "teilnahmeantr", "kandida", "candidat", "gegadigden", "selectieleidraad",
)  # fmt: skip
NAMED = re.compile(rf"{_REQUEST}|{_CANDIDATES}|\bselectieleidraad\b|\bselectiefase\b", re.IGNORECASE)


def said_in(texts: Iterable[str | None], procedure: str | None) -> bool:
    """Whether these texts of a notice say that one first asks to take part; never of a procedure in one stage."""
    if procedure in ONE_STAGE:
        return False
    speaking = filter(_speaks_of_it, filter(None, texts))
    return any(map(_says, filter(_speaks_of_it, chain.from_iterable(map(_SENTENCES.split, speaking)))))


def _speaks_of_it(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in SPOKEN_OF)


def _says(sentence: str) -> bool:
    if CALL.search(sentence):
        return True
    if ONLY_SELECTED.search(sentence):
        return not LATER.search(sentence)
    return bool(REQUEST.search(sentence) and HANDED_IN.search(sentence) and not TENDERS.search(sentence))


def is_open(texts: Iterable[str | None], procedure: str | None) -> bool:
    """Whether the documents have to tell it: several stages of which nothing is said, or words that point to a selection."""
    return procedure == SEVERAL_STAGES or any(NAMED.search(text or "") for text in texts)
