"""What a letter asks in its own manner: a paper "must not be missing", how would you do it, and whom the buyer lets in."""

from incubator.bids.rules.requirements.vocabulary import words
from incubator.bids.values.requirements import RequirementKind

NOT_BY_LETTER = ("requirement", "drop")  # below these headings the work is spoken of, and not the bid


def asked_by_letter(text: str, kind: str) -> RequirementKind | None:
    """What a sentence of a letter asks by its turn of phrase, under `kind`; None where it has no such turn."""
    if words("letters", "out").within(text) and words("grounds").within(text):
        return RequirementKind.EXCLUSION
    if kind in NOT_BY_LETTER:
        return None
    if _ranks(text):
        return RequirementKind.AWARD
    # Below a heading of criteria what a plan must tell is the criterion itself.
    if kind != "award" and _wants_paper(text):
        return RequirementKind.DOCUMENT
    return RequirementKind.SUITABILITY if _lets_in(text) else None


def _ranks(text: str) -> bool:
    """What counts most, or next, without a number; how a tie is broken is no criterion."""
    return words("letters", "ranked").within(text) and not words("letters", "tied").within(text)


def _wants_paper(text: str) -> bool:
    if text.endswith("?"):
        return words("letters", "asked_how").within(text)
    if words("letters", "not_wanted").within(text):
        return False
    if words("letters", "sent").within(text):
        return not words("requirement", "page_limit").within(text) or words("letters", "things").within(text)
    return words("letters", "sent_if").within(text) and words("letters", "things").within(text)


def _lets_in(text: str) -> bool:
    """A condition told as a fact of the one who is let in: "De tuinman die wij zoeken heeft een rijbewijs"."""
    if words("letters", "let_in").within(text):
        return True
    shown = words("suitability").within(text) or words("letters", "shown").within(text)
    return shown and words("letters", "let_in_if").within(text)
