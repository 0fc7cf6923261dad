"""The clause library with the changes that were accepted here: each applies as long as the text that it was proposed upon is there."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from incubator.statutes.documents.wording import words
from incubator.statutes.values import read
from incubator.statutes.values.library_changes import LibraryChange, LibraryText

SLOT = re.compile(r"\{([A-Za-z_]+(?::[a-z-]+)?)\}")
REF = "ref:"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Edit(Generic[Value]):
    change: LibraryChange
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ChangedLibrary:
    """Articles with what was changed in them, and the accepted changes whose text a release of the files has changed itself."""

    articles: tuple[dict[str, Any], ...]
    unfitting: tuple[LibraryChange, ...]


def text_of_clause(raw: dict[str, Any]) -> str:
    """A clause as it is proposed: its text, and each of its letters on a line below."""
    return "\n".join([raw["text"], *raw.get("letters", ())])


def library_text(article: dict[str, Any], raw: dict[str, Any]) -> LibraryText:
    """What can be proposed of a clause, as it stands."""
    return LibraryText(text_of_clause(raw), article["plain"], article["plain_en"])


@cache
def slots_of_a_deed() -> frozenset[str]:
    """The words for answers that a clause of the deed can ask for."""
    return frozenset(words(read({})))


def unwritable_slots(text: str, ids: Set[str]) -> list[str]:
    """What a text asks for and no deed can fill in: a word that no answer gives, a reference to a part that is not there."""
    known = slots_of_a_deed() | {f"{REF}{part}" for part in ids}
    return [slot for slot in SLOT.findall(text) if slot not in known]


def ids_in(articles: Iterable[dict[str, Any]]) -> frozenset[str]:
    """Everything that can be referred to."""
    ids: set[str] = set()
    for article in articles:
        ids |= {article["id"], *(raw["id"] for raw in article["clause"])}
    return frozenset(ids)


def changed_articles(articles: Sequence[dict[str, Any]], changes: Sequence[LibraryChange]) -> ChangedLibrary:
    """These articles with what was accepted. A change of which the text is not there any more leaves the files as they are."""
    ids = ids_in(articles)
    unfitting = [change for change in changes if _is_lost(change, ids)]
    fitting = [change for change in changes if change not in unfitting]
    changed: list[dict[str, Any]] = []
    for article in articles:
        own = {raw["id"] for raw in article["clause"]}
        of_article = [change for change in fitting if change.clause in own]
        changed.append(_changed_article(article, of_article, unfitting) if of_article else article)
    once = dict.fromkeys(sorted(unfitting, key=lambda change: change.number))
    return ChangedLibrary(tuple(changed), tuple(once))


def _is_lost(change: LibraryChange, ids: Set[str]) -> bool:
    """Whether a release took away the clause itself, or something that its new text asks for."""
    return change.clause not in ids or bool(unwritable_slots(change.proposed.text, ids))


def _changed_article(
    article: dict[str, Any], changes: Sequence[LibraryChange], unfitting: list[LibraryChange]
) -> dict[str, Any]:
    twins = (article["plain"], article["plain_en"])
    plain, plain_en = _settled(twins, _edits_of_twins(changes), unfitting)
    clauses = []
    for raw in article["clause"]:
        text = _settled(text_of_clause(raw), _edits_of_text(raw["id"], changes), unfitting)
        clauses.append(_with_text(raw, text))
    return {**article, "plain": plain, "plain_en": plain_en, "clause": clauses}


def _edits_of_text(clause: str, changes: Iterable[LibraryChange]) -> Iterator[_Edit[str]]:
    for change in changes:
        if change.clause == clause:
            yield _Edit(change, change.base.text, change.proposed.text)


def _edits_of_twins(changes: Iterable[LibraryChange]) -> Iterator[_Edit[tuple[str, str]]]:
    for change in changes:
        yield _Edit(change, change.base.twins, change.proposed.twins)


def _settled(written: Value, edits: Iterable[_Edit[Value]], unfitting: list[LibraryChange]) -> Value:
    """What holds after these edits, in the order in which they were accepted."""
    left = [edit for edit in edits if edit.before != edit.after]
    # What the files say already was taken over by them, with all that went before it.
    for place in reversed(range(len(left))):
        if left[place].after == written:
            left = left[place + 1 :]
            break
    failing: list[LibraryChange] = []
    for edit in left:
        if edit.before == written:
            written = edit.after
            # A later change that was made upon the new text settles what did not fit it.
            failing = []
        else:
            failing.append(edit.change)
    unfitting += failing
    return written


def _with_text(raw: dict[str, Any], written: str) -> dict[str, Any]:
    text, *letters = written.split("\n")
    if letters:
        return {**raw, "text": text, "letters": letters}
    return {**{key: value for key, value in raw.items() if key != "letters"}, "text": text}
