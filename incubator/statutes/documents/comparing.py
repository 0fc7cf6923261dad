"""Two texts of statutes beside each other: which article is which, also when numbers moved, and which words came and went."""

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from incubator.statutes.documents.clauses import ClauseText, articles, as_text, numbers_of
from incubator.statutes.documents.likeness import alike
from incubator.statutes.values import Statutes
from incubator.statutes.values.changes import ArticleChange, Change, Piece, PieceKind
from incubator.statutes.values.read_deed import TextArticle

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
REFERENCE = re.compile(r"(?i)\b(artikel(?:en)?)\s+(\d{1,3}[a-z]?)\b")
ENOUGH = 0.45  # of likeness, for two articles to be the same article
SAME_CLAUSE, SAME_TITLE = 0.5, 0.4


def as_articles(statutes: Statutes) -> list[TextArticle]:
    """The articles that answers call for, as they read."""
    written = articles(statutes)
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
    counts = [0, 0, 0, 0]
    for clause in clauses:
        text = as_text(clause, numbers)
        if not clause.level:
            yield text
            continue
        counts[clause.level] += 1
        counts[clause.level + 1 :] = [0] * (3 - clause.level)
        label = {1: f"{counts[1]}.", 2: f"{chr(96 + counts[2])}.", 3: f"{counts[3]}°"}[clause.level]
        yield f"{label} {text}"


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
    scored = [
        (score, old, new)
        for old, left in enumerate(before)
        for new, right in enumerate(after)
        if (score := _score(left, right)) >= ENOUGH
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    # Of equals the one that stands nearest: an article moves less often than it stays.
    for _score_of_pair, old, new in sorted(scored, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1])):
        if old not in pairs and new not in taken:
            pairs[old] = new
            taken.add(new)
    return pairs


def _score(left: TextArticle, right: TextArticle) -> float:
    score = alike(left.text, right.text)
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
    )


def _new(article: TextArticle) -> ArticleChange:
    return ArticleChange(Change.NEW, article.clause, article.title, "", article.number, (), article.lines)


def _gone(article: TextArticle) -> ArticleChange:
    return ArticleChange(
        Change.GONE, article.clause, article.title, article.number, "", article.lines, (), article.title
    )


def _plain(article: TextArticle, moved: Mapping[str, str]) -> str:
    """What an article reads, without what is only layout; a reference to an article that moved follows it."""
    text = " ".join(f"{article.title} {article.text}".split())
    text = text.replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-")
    return REFERENCE.sub(lambda reference: f"artikel {moved.get(reference[2], reference[2])}", text)


def word_changes(before: str, after: str) -> list[Piece]:
    """The words of two texts as one: what stayed, what went, what came."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    pieces: list[Piece] = []
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece(PieceKind.DELETED, "".join(old[start:end])))
        if last > first:
            pieces.append(Piece(PieceKind.INSERTED, "".join(new[first:last])))
    return _joined(pieces)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A space between two changes belongs to them: word after word in turns cannot be read."""
    joined: list[Piece] = []
    for changing, group in itertools.groupby(_with_spaces(pieces), key=lambda piece: piece[0]):
        run = [piece for _changing, piece in group]
        if not changing:
            joined += run
            continue
        for kind in (PieceKind.DELETED, PieceKind.INSERTED):
            text = "".join(piece.text for piece in run if piece.kind in {kind, PieceKind.SAME})
            joined += [Piece(kind, text)] if text else []
    return joined


def _with_spaces(pieces: list[Piece]) -> Iterator[tuple[bool, Piece]]:
    """Each piece, and whether it belongs to a change: a space does when a change stands on both sides."""
    for place, piece in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1 and piece.text.isspace()
        yield piece.kind is not PieceKind.SAME or inside, piece


def line_changes(before: Sequence[str], after: Sequence[str]) -> list[list[Piece]]:
    """The lines of an article, each as words that stayed, went and came; lines that are alike stand together."""
    lines: list[list[Piece]] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            lines += [[Piece(PieceKind.SAME, line)] for line in before[start:end]]
        else:
            lines += _aligned(before[start:end], after[first:last])
    return lines


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    """Lines that changed: each new line beside the old line that it is most like, if there is one left."""
    left = 0
    for line in after:
        best = max(range(left, len(before)), key=lambda place: _ratio(before[place], line), default=None)
        if best is None or _ratio(before[best], line) < ENOUGH:
            yield [Piece(PieceKind.INSERTED, line)]
            continue
        yield from ([Piece(PieceKind.DELETED, gone)] for gone in before[left:best])
        yield word_changes(before[best], line)
        left = best + 1
    yield from ([Piece(PieceKind.DELETED, gone)] for gone in before[left:])


def _ratio(before: str, after: str) -> float:
    return difflib.SequenceMatcher(None, TOKEN.findall(before), TOKEN.findall(after), autojunk=False).ratio()
