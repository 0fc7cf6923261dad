"""What a sentence or an item asks, by its words and by what it stands under."""

import re

from incubator.bids.rules.requirements.bidders import bidder_must, is_case, is_exclusion, is_suitability
from incubator.bids.rules.requirements.letters import asked_by_letter
from incubator.bids.rules.requirements.terms import is_asked_to, is_moment, is_question_deadline, is_term
from incubator.bids.rules.requirements.units import Phrase
from incubator.bids.rules.requirements.vocabulary import words
from incubator.bids.rules.requirements.weights import weight_announced, weight_in
from incubator.bids.values.requirements import RequirementKind

LISTED = {
    "exclusion": RequirementKind.EXCLUSION,
    "document": RequirementKind.DOCUMENT,
    "requirement": RequirementKind.REQUIREMENT,
}
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+\.?|0\d)\s+")  # "4.1.2 De opdrachtnemer"
_CODE = re.compile(r"^[A-Z]{1,3}-?\d{1,2}\.\s+")  # "GE1. Inschrijver"
ENDS = ".;:!)'’”\""
_TIE = re.compile(r"^(?:en|ook|verder|daarnaast|bovendien|tevens)\s+(?=\w+ \w)", re.IGNORECASE)
TOLD = ("", "term", "question", "document")  # below these headings what "u" does is asked
ORDERS = ("imperatives", "when_then", "preferred")
LONGEST_NAME = 3  # words: "Het waterschap:"
LONGEST_CRITERION = 160  # letters of an item that is a criterion


def kind_of(unit: Phrase, kind: str, announced_by: str = "") -> RequirementKind | None:
    """What a unit asks, under `kind`; None when it only tells something."""
    text = _bare_text(unit)
    asks_nothing = _asks_nothing(unit, text, kind)
    # Dates first: they are certain, whatever stands around them.
    timed = None if asks_nothing else _timed(_CODE.sub("", text), kind, unit)
    asked = timed or asked_by_letter(text, kind)
    # A term may be told of the buyer, what else the buyer does asks nothing of who bids.
    if asked is not None or asks_nothing or _is_buyers(text, kind):
        return asked
    if unit.is_item:
        listed = _item(text, kind, announced_by)
        if listed is not None:
            return listed
    return _sentence(text, kind)


def _asks_nothing(unit: Phrase, text: str, kind: str) -> bool:
    """It only tells something, or is a line that is no sentence."""
    return (only_tells(text) and not _is_example_to_send(unit, kind)) or _is_bare(unit, kind)


def _is_example_to_send(unit: Phrase, kind: str) -> bool:
    """In a list of what to send an example is asked: "een voorbeeld van een werkbon"."""
    return unit.is_item and kind == "document" and words("letters", "example").begin(unit.text)


def _timed(text: str, kind: str, unit: Phrase) -> RequirementKind | None:
    if is_question_deadline(text, kind):
        return RequirementKind.QUESTION_DEADLINE
    if is_term(text, kind) or (unit.is_item and is_moment(text, kind)):
        return RequirementKind.TERM
    return None


def _is_buyers(text: str, kind: str) -> bool:
    """What the buyer does; whom the buyer looks for, and what the buyer gives points for, is something else."""
    if not _by_buyer(text) or is_award(text, kind) or is_case(text):
        return False
    if words("suitability", "partner").begin(text) and words("suitability", "work_shown").within(text):
        return False
    return not (kind == "suitability" and words("suitability", "sought").begin(text))


def _bare_text(unit: Phrase) -> str:
    """Without its number, and without the word that ties it to the sentence before."""
    return _TIE.sub("", _NUMBER.sub("", unit.text))


def _is_bare(unit: Phrase, kind: str) -> bool:
    """A line without an end among the requirements is a name or a title, unless it says how much or what must be."""
    if kind != "requirement" or unit.is_item or unit.text[-1] in ENDS:
        return False
    return not words("requirement", "obliges").within(unit.text) and not words("requirement", "contractor").begin(
        unit.text
    )


def only_tells(text: str) -> bool:
    """It explains, gives an example, cites the law, or says that something is not asked."""
    if words("nothing", "inline").begin(text) or words("nothing", "contrast").within(text):
        return False
    if words("nothing", "beginnings").begin(text) or words("nothing", "negations").within(text):
        return True
    if words("nothing", "meanings").within(text) or words("nothing", "lists").within(text):
        return True
    # "Wilt u een planning meesturen?" is a question only by its manners.
    return words("nothing", "law").within(text) or (text.endswith("?") and not _is_request(text))


def _is_request(text: str) -> bool:
    """A question by its manners only, or one that wants a yes of who bids."""
    if words("requirement", "politely").begin(text):
        return True
    return words("suitability", "questions").begin(text) and words("suitability").within(text)


def _by_buyer(text: str) -> bool:
    """It is about what the buyer does."""
    if words("nothing", "provides").within(text) or words("nothing", "ours").begin(text):
        return True
    if words("nothing", "ours_inverted").within(text) and not is_asked_to(text):
        return True
    return words("nothing", "buyer").begin(text) and not words("nothing", "buyer_asks").within(text)


def is_by_buyer(unit: Phrase) -> bool:
    """It tells what the buyer does."""
    text = _bare_text(unit)
    return _by_buyer(text) and not words("requirement", "supplier").within(text)


def refers_back(unit: Phrase) -> bool:
    """He or she of the sentence before does it, and nobody else."""
    text = _bare_text(unit)
    return words("nothing", "refers").begin(text) and not words("requirement", "supplier").within(text)


def names_person(unit: Phrase) -> bool:
    """Somebody of the buyer is named in it, and nobody who bids."""
    return words("trades", "persons").within(unit.text) and not words("requirement", "supplier").within(unit.text)


def is_of_buyer(text: str) -> bool:
    """What announces a list of what the buyer does: "De gemeente zorgt voor:"."""
    if (
        not text.endswith(":")
        or not words("nothing", "buyer").begin(text)
        or words("nothing", "buyer_asks").within(text)
    ):
        return False
    return len(text.split()) <= LONGEST_NAME or words("nothing", "gives").within(text)


def _item(text: str, kind: str, announced_by: str) -> RequirementKind | None:
    """An item of a list that was announced, or that stands under a heading which promises something."""
    if kind == "suitability":
        return bidder_must(text)
    if kind in LISTED:
        return RequirementKind.EXCLUSION if is_exclusion(text, kind) else LISTED[kind]
    if kind == "award" and _is_criterion(text, announced_by):
        return RequirementKind.AWARD
    return None


def _is_criterion(text: str, announced_by: str) -> bool:
    if len(text) > LONGEST_CRITERION or _is_scale(text):
        return False
    return weight_announced(text, announced_by) is not None or "criteri" in announced_by.lower()


def _sentence(text: str, kind: str) -> RequirementKind | None:
    """By its words; the order is that of how surely they mean what they mean."""
    if is_exclusion(text, kind):
        return RequirementKind.EXCLUSION
    if is_award(text, kind):
        return RequirementKind.AWARD
    is_document = _is_document(text, kind)
    if _limits_length(text, kind, is_document):
        return RequirementKind.REQUIREMENT
    if kind == "suitability" and words("suitability", "earlier").within(text):
        return RequirementKind.SUITABILITY
    if is_document:
        return RequirementKind.DOCUMENT
    if is_suitability(text, kind):
        return RequirementKind.SUITABILITY
    if _is_requirement(text, kind):
        return RequirementKind.REQUIREMENT
    return None


def _limits_length(text: str, kind: str, is_document: bool) -> bool:
    """How long one of several documents may be stands between them."""
    among_others = any(words("document", group).begin(text) for group in ("orders", "contains"))
    listed = is_document and (kind == "document" or among_others or words("document", "with_others").within(text))
    return words("requirement", "page_limit").within(text) and not listed


def is_award(text: str, kind: str) -> bool:
    """A criterion with what it counts for."""
    if words("award", "not_a_weight").within(text) or not weight_in(text):
        return False
    if kind == "award":
        return not words("award", "scale").begin(text)
    if words("award", "counts").within(text) and not words("award", "other_shares").within(text):
        return True
    return "gunningscriteri" in text.lower() or "fictieve" in text.lower()


def _is_scale(text: str) -> bool:
    return words("award", "scale").begin(text) or words("award", "not_a_weight").within(text)


def _is_document(text: str, kind: str) -> bool:
    return words("document", "for_choice").begin(text) or _is_paper(text, kind)


def _is_paper(text: str, kind: str) -> bool:
    if kind != "award" and words("document", "orders").begin(text):
        # "Stuur twee referenties mee."
        known = words("document").within(text) or words("suitability").within(text)
        return known or words("document", "with_bid").within(text)
    if not words("document").within(text) or not words("document", "acts").within(text):
        return False
    if kind == "requirement":
        return words("document", "sure").within(text) and not words("requirement", "contractor").begin(text)
    return words("requirement", "obliges").within(text) or words("document", "bidders").within(text)


def _is_requirement(text: str, kind: str) -> bool:
    if words("requirement", "code").begin(text) or _is_duty(text, kind) or _forbids(text):
        return True
    if kind in TOLD and any(words("requirement", group).begin(text) for group in ORDERS):
        return True
    return _stands_among_requirements(text) if kind == "requirement" else _obliges(text, kind)


def _forbids(text: str) -> bool:
    """An order not to, and when nobody works."""
    if words("requirement", "forbids").begin(text) or words("requirement", "banned").within(text):
        return True
    return words("requirement", "not_worked").within(text)


def _obliges(text: str, kind: str) -> bool:
    """Outside the requirements only what must be, and among the criteria only of the bid itself."""
    obliges = words("requirement", "obliges").within(text)
    if kind in ("award", "aside"):
        return obliges and _is_about_bid(text)
    # What only may be done in this way must be done in this way.
    if obliges or words("requirement", "at_least").begin(text) or words("requirement", "only").within(text):
        return True
    return not words("nothing", "telling").within(text) and _prescribes(text, kind)


def _prescribes(text: str, kind: str) -> bool:
    """It tells how something is done, as a rule."""
    if kind == "" and words("requirement", "norms").within(text):
        return True
    return words("requirement", "prescribes").within(text) or (kind in TOLD and _is_addressed(text))


def _is_addressed(text: str) -> bool:
    """Told to who reads it: what "u" does."""
    return words("requirement", "addressed").begin(text) or words("requirement", "inverted").within(text)


def may_ask(unit: Phrase, kind: str) -> bool:
    """A statement that asks something if those around it do: not of the buyer, not of the past, not of what may."""
    text = _bare_text(unit)
    if kind != "" or unit.announces or not (unit.is_item or text.endswith((".", ";"))):
        return False
    return not only_tells(text) and not _by_buyer(text) and not words("nothing", "telling").within(text)


def _stands_among_requirements(text: str) -> bool:
    """Under a heading that promises requirements every sentence is one, unless it tells of numbers, of the past, of what may."""
    if not words("nothing", "telling").within(text) or words("requirement", "supplier").begin(text):
        return True
    return is_asked_to(text) or words("requirement", "norms").within(text)


def _is_about_bid(text: str) -> bool:
    """It speaks of the bid or of who makes it, or says who is out."""
    if words("requirement", "supplier").begin(text) or words("requirement", "bid_form").begin(text):
        return True
    return words("requirement", "knock_out").within(text) or words("requirement", "of_bidder").within(text)


def _is_duty(text: str, kind: str) -> bool:
    """What the supplier does, told as if it were done already; and how the bid itself must look."""
    if kind in ("", "requirement") and words("requirement", "done_by").within(text):
        return True
    if words("requirement", "contractor").begin(text):
        return not words("requirement", "receives").within(text)
    return words("requirement", "bid_form").begin(text) and words("requirement", "form").within(text)


def is_knock_out(text: str) -> bool:
    """Who does not meet it is out."""
    return words("requirement", "knock_out").within(text)
