"""Words for the sections of a plan, the answer library and what stands out before handing in."""

from collections.abc import Iterable
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.bids.models import LibraryKind, Requirement, Section
from incubator.bids.rules.checking import Gravity
from incubator.bids.rules.freshness import Freshness
from incubator.bids.rules.sections import SectionLength
from incubator.core.formatting import number
from incubator.core.quantities import write_percent
from incubator.notices.messages import lot_name

PARTS = {"what": _l("What do you do?"), "view": _l("How does the buyer see it?"), "proof": _l("What is your proof?")}
PART_HINTS = {
    "what": _l("Who does it, when and how often? Promise only what you can keep."),
    "view": _l("What can the buyer measure or look at, and what do you do when it falls short?"),
    "proof": _l("Where did it work before? A number, a reference, a paper. No promise is proof."),
}
KINDS = {
    LibraryKind.TEXT: _l("Texts"),
    LibraryKind.REFERENCE: _l("References"),
    LibraryKind.PERSON: _l("People"),
    LibraryKind.CERTIFICATE: _l("Certificates and statements"),
}
ADD = {
    LibraryKind.TEXT: _l("Add a text"),
    LibraryKind.REFERENCE: _l("Add a reference"),
    LibraryKind.PERSON: _l("Add a person"),
    LibraryKind.CERTIFICATE: _l("Add a certificate or statement"),
}
FRESHNESS = {
    Freshness.FRESH: _l("up to date"),
    Freshness.STALE: _l("look at it again"),
    Freshness.EXPIRED: _l("too old"),
    Freshness.UNKNOWN: _l("date missing"),
    Freshness.LEFT: _l("left your group"),
}
FRESHNESS_BADGES = {
    Freshness.FRESH: "done",
    Freshness.STALE: "attention",
    Freshness.EXPIRED: "blocked",
    Freshness.UNKNOWN: "attention",
    Freshness.LEFT: "blocked",
}
SOURCES = {
    "library": _l("your answer library"),
    "dossier": _l("your dossier"),
    "exercise": _l("an exercise that your coach approved"),
    "bid": _l("an earlier bid of yours"),
}
SEVERITIES = {
    Gravity.BLOCKS: _l("You cannot hand in yet"),
    Gravity.REASON: _l("Only with a reason"),
    Gravity.WARNS: _l("Look at this"),
}


def stake_of(requirement: Requirement | None) -> str:
    """How much a criterion counts, with its unit; empty where the source does not say."""
    if requirement is None or not requirement.weight:
        return ""
    weight = number(Decimal(requirement.weight))
    if requirement.weight_unit == "percentage":
        return _("%(weight)s of the score", weight=write_percent(weight))
    if requirement.weight_unit == "points":
        return ngettext("%(weight)s point", "%(weight)s points", 1 if weight == "1" else 2, weight=weight)
    if requirement.weight_unit == "euro":
        return _("%(weight)s euros of fictitious discount", weight=weight)
    if requirement.weight_unit == "order":
        return _("number %(weight)s in order of importance", weight=weight)
    return _("weight %(weight)s (the notice does not say in what)", weight=weight)


def words_of(section: Section | None) -> list[str]:
    """What a coach sees of a section before opening it: how much it counts, and how long it may be."""
    if section is None:
        return []
    words = [stake_of(section.requirement)]
    if section.word_limit is not None:
        words.append(ngettext("at most %(num)d word", "at most %(num)d words", section.word_limit))
    elif section.page_limit is not None:
        words.append(ngettext("at most %(num)d page", "at most %(num)d pages", section.page_limit))
    return [each for each in words if each]


def weights_by_lot(sections: Iterable[Section]) -> list[tuple[str, str]]:
    """For a bid on several lots what the sections of each count for together, where the buyer gives percentages."""
    shared, of_lots = Decimal(0), dict[str, Decimal]()
    for section in sections:
        asked = section.requirement
        if asked is None or asked.weight is None or asked.weight_unit != "percentage":
            continue
        if section.lot:
            of_lots[section.lot] = of_lots.get(section.lot, Decimal(0)) + Decimal(asked.weight)
        else:
            shared += Decimal(asked.weight)
    return [(lot_name(lot), write_percent(number(shared + total))) for lot, total in sorted(of_lots.items())]


def length_in_words(length: SectionLength) -> str:
    """How long a section is and may be."""
    if length.allowed is None:
        return ngettext("%(words)s word", "%(words)s words", length.words, words=number(length.words))
    allowed = number(length.allowed)
    if length.in_pages:
        return _("%(words)s of about %(allowed)s words", words=number(length.words), allowed=allowed)
    return _("%(words)s of at most %(allowed)s words", words=number(length.words), allowed=allowed)
