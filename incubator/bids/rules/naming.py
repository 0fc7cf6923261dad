"""Which criterion of a notice a text of the list of requirements means: by its whole name, and none when that is in doubt."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incubator.bids.values.requirements import words_of
from incubator.formats.values import Criterion, ReadNotice

# Of the words of two names together: a word that is spelt otherwise or added is still the same name, another word is not.
ALIKE = 0.8
ARTICLES = frozenset({"de", "het", "een", "the", "a", "an"})
Key = tuple[str, str]
_NUMBERED = re.compile(r"^\s*(?:[A-Z]{1,3}[.-]?)?\d+(?:[.-]\d+)*[a-z]?[.):]?\s+")  # K1, G2.1, 3.
MARKS = (":", " - ", " – ", " (", ". ", "\n")  # what ends a name and begins what is told of it


@dataclass(frozen=True, slots=True)
class NamedCriterion:
    """An award criterion where it stands: in a lot, or for the whole."""

    criterion: Criterion
    lot: str

    @property
    def weight(self) -> str | None:
        """As the list of requirements keeps it: 40 or 12.5; None where the notice does not tell."""
        weight = self.criterion.weight
        return None if weight is None else f"{weight.normalize():f}"


def are_shared(notice: ReadNotice) -> bool:
    """Whether all lots have the same criteria: those of the whole then only repeat them."""
    return all(lot.criteria == notice.real_lots[0].criteria for lot in notice.real_lots)


def criteria_of(notice: ReadNotice, *, together: bool = False) -> dict[Key, NamedCriterion]:
    """The award criteria by lot and name, as one compares them: capitals, blanks and marks do not count.

    `together`: what all lots share stands once, for the whole.
    """
    criteria: dict[Key, NamedCriterion] = {}
    shared = notice.real_lots[0].criteria if notice.real_lots and are_shared(notice) else ()
    placed = [(criterion, "") for criterion in notice.criteria if criterion not in shared or together]
    for lot in notice.real_lots:
        place = "" if together and shared else lot.id
        placed += [(criterion, place) for criterion in lot.criteria]
    for criterion, place in placed:
        criteria[place, words_of(criterion.name)] = NamedCriterion(criterion, place)
    return criteria


def criterion_in(text: str, lot: str | None, edition: Mapping[Key, NamedCriterion]) -> Key | None:
    """The criterion that a text names; None when it names none, or could as well mean another."""
    best, chosen = 0.0, set[Key]()
    for key, named in edition.items():
        of_lot, _name = key
        if lot is not None and of_lot not in ("", lot):
            continue
        likeness = _likeness(text, named.criterion)
        if likeness >= ALIKE and likeness > best:
            best, chosen = likeness, {key}
        elif likeness == best and chosen:
            chosen.add(key)
    return _one_of(chosen, lot, edition)


def _one_of(chosen: Iterable[Key], lot: str | None, edition: Mapping[Key, NamedCriterion]) -> Key | None:
    """Of the same name in several places that of the lot; for the whole they count as one when they weigh the same."""
    ordered = sorted(chosen)
    names = {name for _lot, name in ordered}
    if len(names) != 1:
        return None
    for key in ordered:
        if key[0] == (lot or ""):
            return key
    weights = {edition[key].weight for key in ordered}
    return ordered[0] if lot is not None or len(weights) == 1 else None


def _likeness(text: str, criterion: Criterion) -> float:
    """Whether a text is the criterion, from 0 to 1: its name, its name with what the notice tells of it, or a name much like it."""
    name = words_of(criterion.name)
    if not name:
        return 0.0
    whole = words_of(f"{criterion.name} {criterion.description or ''}")
    if words_of(text) in {name, whole}:
        return 2.0
    # A name may hold a mark of its own, so every place at which the text could be cut is tried.
    text = _NUMBERED.sub("", text)
    heads = {words_of(text[: text.index(mark)]) for mark in MARKS if mark in text}
    if name in heads:
        return 1.5
    return max(_shared(name, head) for head in (*heads, words_of(text)))


def _shared(first: str, second: str) -> float:
    mine, theirs = set(first.split()) - ARTICLES, set(second.split()) - ARTICLES
    return len(mine & theirs) / max(len(mine | theirs), 1)
