"""The clause library with the changes that were accepted here: each applies as long as the text that it was proposed upon is there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from incubator.statutes.values.library_changes import LibraryChange, LibraryText

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


def changed_articles(articles: Sequence[dict[str, Any]], changes: Sequence[LibraryChange]) -> ChangedLibrary:
    """These articles with what was accepted. A change of which the text is not there any more leaves the files as they are."""
    unfitting: list[LibraryChange] = []
    changed: list[dict[str, Any]] = []
    for article in articles:
        ids = {raw["id"] for raw in article["clause"]}
        of_article = [change for change in changes if change.clause in ids]
        changed.append(_changed_article(article, of_article, unfitting) if of_article else article)
    known = {raw["id"] for article in articles for raw in article["clause"]}
    unfitting += [change for change in changes if change.clause not in known]
    once = dict.fromkeys(sorted(unfitting, key=lambda change: change.number))
    return ChangedLibrary(tuple(changed), tuple(once))


def _changed_article(
    article: dict[str, Any], changes: Sequence[LibraryChange], unfitting: list[LibraryChange]
) -> dict[str, Any]:
    twins = (article["plain"], article["plain_en"])
    plain, plain_en = _settled(twins, _edits_of_twins(changes), unfitting)
    clauses = []
    for raw in article["clause"]:
        edits = [
            _Edit(change, change.base.text, change.proposed.text) for change in changes if change.clause == raw["id"]
        ]
        text = _settled(text_of_clause(raw), edits, unfitting)
        clauses.append(_with_text(raw, text))
    return {**article, "plain": plain, "plain_en": plain_en, "clause": clauses}


def _edits_of_twins(changes: Iterable[LibraryChange]) -> Iterator[_Edit[tuple[str, str]]]:
    for change in changes:
        base, proposed = change.base, change.proposed
        yield _Edit(change, (base.plain, base.plain_en), (proposed.plain, proposed.plain_en))


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
