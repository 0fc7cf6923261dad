"""Who may bid: the grounds for which a bidder is out, and what a bidder must be able to show."""

from incubator.bids.rules.requirements.vocabulary import words
from incubator.bids.values.requirements import RequirementKind


def bidder_must(text: str) -> RequirementKind:
    if words("grounds").within(text) or words("exclusion", "persons").within(text):
        return RequirementKind.EXCLUSION
    return RequirementKind.SUITABILITY


def is_exclusion(text: str, kind: str) -> bool:
    if words("exclusion", "bid_itself").begin(text) or words("exclusion", "bid_itself").begin(_after_article(text)):
        return False
    # Who is out, whatever for.
    if words("exclusion", "persons").within(text):
        return True
    if kind in ("exclusion", "suitability") and words("exclusion", "bidder_out").within(text):
        return True
    return _names_ground(text, kind) or is_case(text)


def is_case(text: str) -> bool:
    """A ground for exclusion as a case that is put to who bids: "Ben je failliet, dan houdt het op." """
    return words("exclusion", "cases").begin(text) and words("grounds").within(text)


def _names_ground(text: str, kind: str) -> bool:
    """Whether a sentence, in a chapter of this kind, speaks of a ground for exclusion."""
    acts = words("exclusion", "acts").within(text)
    ground = words("grounds").within(text) or "uitsluitings" in text.lower()
    if kind == "exclusion":
        return ground or acts
    # Under suitability the ground itself is enough; elsewhere the sentence also says what it does to the bidder.
    return ground if kind == "suitability" else acts and ground


def _after_article(text: str) -> str:
    first, _blank, rest = text.partition(" ")
    return rest if first.lower() in ("een", "de", "elke", "het", "alle") else text


def is_suitability(text: str, kind: str) -> bool:
    if words("suitability", "reserved").within(text) or words("suitability", "insurance").begin(text):
        return True
    if kind not in ("award", "aside") and words("suitability", "work_shown").within(text):
        return True
    asks = words("suitability", "asks").within(text)
    if asks and words("suitability", "conditions").within(text):
        return True
    if kind == "suitability":
        return _stands_among_suitability(text)
    return asks and _shows_ability(text, kind)


def _shows_ability(text: str, kind: str) -> bool:
    """Outside the chapter about it."""
    if kind == "" and words("suitability", "subject").begin(text):
        return True
    return words("suitability").within(text) and _is_of_bidder(text, kind)


def _stands_among_suitability(text: str) -> bool:
    """Under its heading a sentence asks ability when it says how much, or that it must be; what one may do is no demand."""
    if words("nothing", "allows").within(text):
        return False
    asks = words("suitability", "asks").within(text)
    if asks and (words("suitability", "bidder").begin(text) or words("suitability").within(text)):
        return True
    if words("requirement", "at_least").begin(text):
        return True
    if words("nothing", "telling").within(text):
        return False
    if any(words("suitability", group).begin(text) for group in ("bidder", "sought")):
        return True
    return _speaks_of_ability(text)


def _speaks_of_ability(text: str) -> bool:
    """A certificate, a norm, or earlier work, wherever it stands in the sentence."""
    if words("suitability").within(text) or words("requirement", "norms").within(text):
        return True
    return words("suitability", "earlier").within(text)


def _is_of_bidder(text: str, kind: str) -> bool:
    """Whether what shows ability is asked of the bidder, in a chapter of this kind."""
    # In a programme of requirements a certificate is asked of the work, unless the sentence begins with the bidder.
    if kind == "requirement":
        return words("suitability", "bidder").begin(text)
    if kind == "document":
        return words("suitability", "bidder").begin(text) and words("suitability", "has").within(text)
    return kind != "award" and words("suitability", "bidder").within(text)


def shows_bidder(text: str) -> bool:
    """A row that says what the bidder has or did before: "E-07 Inschrijver bezit een certificaat"."""
    has = words("suitability", "bidder_has").within(text)
    return has and (words("suitability").within(text) or words("suitability", "earlier").within(text))
