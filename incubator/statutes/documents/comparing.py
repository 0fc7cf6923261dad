"""Two texts of statutes beside each other: which article is which, also when numbers moved, and which words came and went."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from incubator.core.word_differences import word_differences
from incubator.statutes.documents.clauses import articles, as_text, labelled, numbers_of
from incubator.statutes.documents.likeness import cosine, weights
from incubator.statutes.values import Statutes
from incubator.statutes.values.changes import ArticleChange, Change, Piece, PieceKind
from incubator.statutes.values.read_deed import TextArticle
from incubator.statutes.values.written import ClauseText

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
REFERENCE = re.compile(r"(?i)\b(artikel(?:en)?)\s+(\d{1,3}[a-z]?)\b")
KINDS = {"equal": PieceKind.SAME, "delete": PieceKind.DELETED, "insert": PieceKind.INSERTED}
ENOUGH = 0.45  # of likeness, for two articles to be the same article
MOST_PAIRS = (
    10_000  # of lines within an article that are held beside each other; beyond it they stand one after the other
)
SAME_CLAUSE, SAME_TITLE = 0.5, 0.4
Pair = tuple[int | None, int | None]  # the places of a line in the old and in the new text


def as_articles(statutes: Statutes, *, on: date | None = None) -> list[TextArticle]:
    """The articles that answers call for, as they read; with the law of a day, or else that of the deed."""
    written = articles(statutes, on=on)
    numbers = numbers_of(written)
    return [
        TextArticle(
            number=str(place),
            title=article.title,
            lines=tuple(_lines(article.clauses, numbers)),
            clause=article.id,
            differs=False,
            chapter=article.chapter,
        )
        for place, article in enumerate(written, start=1)
    ]


def _lines(clauses: Sequence[ClauseText], numbers: dict[str, str]) -> Iterator[str]:
    for label, clause in labelled(clauses):
        yield f"{label} {as_text(clause, numbers)}".strip()


def compare_texts(before: Sequence[TextArticle], after: Sequence[TextArticle]) -> list[ArticleChange]:
    """Every article of either text once, in the order of the new text; what is gone stands where it stood."""
    pairs = _pairs(before, after)
    partner = {new: old for old, new in pairs.items()}
    moved = {before[old].number: after[new].number for old, new in pairs.items()}
    changes = []
    shown: set[int] = set()
    for new, article in enumerate(after):
        old = partner.get(new)
        if old is not None:
            changes += [_gone(before[gone]) for gone in range(old) if gone not in pairs and gone not in shown]
            shown |= set(range(old + 1))
            changes.append(_beside(before[old], article, moved))
        else:
            changes.append(_new(article))
    changes += [_gone(article) for place, article in enumerate(before) if place not in pairs and place not in shown]
    return changes


def _pairs(before: Sequence[TextArticle], after: Sequence[TextArticle]) -> dict[int, int]:
    """Which article of the one text is which of the other: the most alike first, each once."""
    weighed = [(article, weights(article.text)) for article in after]
    scored: list[tuple[float, int, int]] = []
    for old, left in enumerate(before):
        left_weights = weights(left.text)
        for new, (right, right_weights) in enumerate(weighed):
            score = cosine(left_weights, right_weights) + _same_name(left, right)
            if score >= ENOUGH:
                scored.append((score, old, new))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    # Of equals the one that stands nearest: an article moves less often than it stays.
    for _score_of_pair, old, new in sorted(scored, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1])):
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return pairs


def _same_name(left: TextArticle, right: TextArticle) -> float:
    score = 0.0
    if left.clause is not None and left.clause == right.clause:
        score += SAME_CLAUSE
    if left.title and left.title.casefold() == right.title.casefold():
        score += SAME_TITLE
    return score


def _beside(old: TextArticle, new: TextArticle, moved: Mapping[str, str]) -> ArticleChange:
    same = _plain(old, moved) == _plain(new, {})
    return ArticleChange(
        change=Change.SAME if same else Change.CHANGED,
        clause=new.clause or old.clause,
        title=new.title,
        number_before=old.number,
        number_after=new.number,
        before=old.lines,
        after=new.lines,
        title_before=old.title,
        chapter=new.chapter,
    )


def _new(article: TextArticle) -> ArticleChange:
    return ArticleChange(
        Change.NEW, article.clause, article.title, "", article.number, (), article.lines, chapter=article.chapter
    )


def _gone(article: TextArticle) -> ArticleChange:
    return ArticleChange(
        Change.GONE,
        article.clause,
        article.title,
        article.number,
        "",
        article.lines,
        (),
        article.title,
        article.chapter,
    )


def _plain(article: TextArticle, moved: Mapping[str, str]) -> str:
    """What an article reads, without what is only layout; a reference to an article that moved follows it."""
    text = " ".join(f"{article.title} {article.text}".split())
    text = text.replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    return REFERENCE.sub(lambda reference: f"artikel {moved.get(reference[2], reference[2])}", text)


def word_changes(before: str, after: str) -> list[Piece]:
    """The words of two texts as one: what stayed, what went, what came."""
    return [Piece(KINDS[kind], text) for kind, text in word_differences(before, after)]


def line_changes(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """The lines of an article, each as words that stayed, went and came; lines that are alike stand together."""
    return [_changes_of(before, after, pair) for pair in line_pairs(before, after)]


def _changes_of(before: Sequence[str], after: Sequence[str], pair: Pair) -> list[Piece]:
    old, new = pair
    if old is None:
        return [Piece(PieceKind.INSERTED, after[new or 0])]
    if new is None:
        return [Piece(PieceKind.DELETED, before[old])]
    if before[old] == after[new]:
        return [Piece(PieceKind.SAME, after[new])]
    return word_changes(before[old], after[new])


def line_pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Every line of either text once, by its place: with the line that it is, or nothing where it came or went."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
        else:
            yield from _aligned(before, after, range(start, end), range(first, last))


def _aligned(before: Sequence[str], after: Sequence[str], old: range, new: range) -> Iterator[Pair]:
    """Lines that changed: each new line beside the old line that it is most like, if there is one left; what went stands first."""
    left = old.start
    came: list[int] = []
    for place in new:
        best = None
        if len(old) * len(new) <= MOST_PAIRS:
            best = _most_like(after[place], before, range(left, old.stop))
        if best is None:
            came.append(place)
            continue
        yield from _whole(range(left, best), came)
        yield best, place
        left, came = best + 1, []
    yield from _whole(range(left, old.stop), came)


def _whole(gone: Sequence[int], came: Sequence[int]) -> Iterator[Pair]:
    yield from ((place, None) for place in gone)
    yield from ((None, place) for place in came)


def _most_like(line: str, before: Sequence[str], left: range) -> int | None:
    """Which of the old lines that are left this line is most like; None when none comes near."""
    best = max(left, key=lambda place: _ratio(before[place], line), default=None)
    if best is None or _ratio(before[best], line) < ENOUGH:
        return None
    return best


def _ratio(before: str, after: str) -> float:
    # By the words that both hold, whatever their order: a paragraph of thousands of words must not take seconds.
    return difflib.SequenceMatcher(None, TOKEN.findall(before), TOKEN.findall(after), autojunk=False).quick_ratio()
