"""A deed that comes back, read as articles: however a notary lays it out, and with nothing lost."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word.reading import Line, lines
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.documents.likeness import clause_of, is_ours
from incubator.statutes.values import read
from incubator.statutes.values.read_deed import LooseText, ReadDeed, TextArticle
from incubator.statutes.values.schema import problems_of

HEADED = re.compile(r"(?i)^(?:artikel|art\.?)\s*(\d{1,3}[a-z]?)(?![\d.]*\d)\s*[.:)°]*\s*[-–—]?\s*(.*)$")
COUNTED = re.compile(r"^(\d{1,3})\s*[.)]\s+(\S.*)$")
CHAPTER = re.compile(r"(?i)^(?:hoofdstuk|titel|afdeling|paragraaf|deel)\s+(?:\d{1,2}|[ivx]{1,5}|[a-z])\b")
CLOSING = re.compile(
    r"(?i)^(?:slot(?:\s*(?:van de\s*)?akte|verklaring(?:en)?)|ondertekening|waarvan akte|woonplaatskeuze|"
    r"volmacht(?:en)?|einde (?:van de )?statuten|bijlagen?|open punten)\b"
)
WITHIN = re.compile(r"^[a-zà-ÿ]")  # a sentence that goes on after a reference
LONGEST_TITLE = 110
FEWEST = 2
WRONG_SHAPE = N_("These answers are not in the shape of the schema: %(path)s. %(sentence)s")
NO_ANSWERS = N_("This is neither a Word document nor a set of answers.")
NO_ARTICLES = N_("There are no articles in this document. Is it the deed with the statutes?")


@dataclass
class _Article:
    number: str
    title: str
    chapter: str
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Sorting:
    """What stands where, line after line."""

    articles: list[_Article] = field(default_factory=list)
    loose: list[tuple[str, list[str]]] = field(default_factory=list)
    open: _Article | None = None
    chapter: str = ""
    level: int = 0  # of the headings of articles

    def begin(self, number: str, title: str, level: int) -> None:
        self.open, self.level = _Article(number, title, self.chapter), level
        self.articles.append(self.open)

    def is_chapter(self, line: Line) -> bool:
        """A heading within an article, lower than its own, is part of the article."""
        if CHAPTER.match(line.written) and len(line.written) <= LONGEST_TITLE:
            return True
        within = self.open is not None and self.level and line.heading > self.level
        return bool(line.heading) and not within

    def begin_loose(self, place: str) -> None:
        self.open = None
        self.loose.append((place, []))

    def add(self, line: Line) -> None:
        if self.open is not None:
            self.open.lines.append(line.written)
            self.open.notes += line.notes
            return
        if not self.loose:
            self.loose.append(("Voor de artikelen", []))
        self.loose[-1][1].append(line.written)
        self.loose[-1][1].extend(line.notes)


def read_deed(content: bytes) -> ReadDeed:
    """The articles of a Word file, and all that stands around them. Raises `RuleViolation` with a sentence when it holds none."""
    return sorted_out(lines(content))


def text_of(content: bytes) -> list[TextArticle]:
    """The articles of a Word file or of answers (JSON). Raises `RuleViolation` with a sentence when it is neither."""
    if not content.lstrip().startswith((b"{", b"\xef\xbb\xbf{")):
        return list(read_deed(content).articles)
    try:
        answers = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RuleViolation(NO_ANSWERS) from error
    for path, sentence in problems_of(answers):
        raise RuleViolation(WRONG_SHAPE, path=path, sentence=sentence)
    return as_articles(read(answers))


def sorted_out(written: Sequence[Line]) -> ReadDeed:
    """The lines of a document as articles. Raises `RuleViolation` when there are none."""
    typed = [heading_of(line) is not None for line in written]
    sorting = _sort(written, by_count=sum(typed) < FEWEST)
    if len(sorting.articles) < FEWEST:
        raise RuleViolation(NO_ARTICLES)
    articles = tuple(map(_finished, sorting.articles))
    return ReadDeed(articles, tuple(_unknown(sorting, articles)))


def heading_of(line: Line) -> tuple[str, str] | None:
    """The number and the title of an article that this line begins; the title may be empty. None when it begins none."""
    match = HEADED.match(line.written)
    if match is None:
        return None
    number, title = match[1].lower(), match[2].strip()
    counted = bool(HEADED.match(line.number))
    if not title or counted or line.heading:
        return number, title
    if len(title) > LONGEST_TITLE or WITHIN.match(title):
        return None
    # A sentence that begins with a reference ends as a sentence does; a title does not.
    if not line.stands_out and title.endswith((".", ";", ":", ",")) and len(title.split()) > 6:
        return None
    return number, title


def _counted_heading(line: Line) -> tuple[str, str] | None:
    """As `heading_of`, in a document that only numbers its articles."""
    match = COUNTED.match(line.written)
    if match is None or not line.stands_out or len(match[2]) > LONGEST_TITLE:
        return None
    return match[1], match[2]


def _sort(written: Sequence[Line], *, by_count: bool) -> _Sorting:
    sorting = _Sorting()
    untitled = False
    for line in written:
        begun = _counted_heading(line) if by_count else heading_of(line)
        if begun is not None:
            sorting.begin(*begun, line.heading)
            untitled = not begun[1]
        elif sorting.open is not None and untitled and _is_title(line):
            sorting.open.title, untitled = line.text, False
        else:
            untitled = False
            _place(sorting, line)
    return sorting


def _is_title(line: Line) -> bool:
    """Whether the line below "Artikel 1" is its title."""
    if line.number or len(line.text) > LONGEST_TITLE or COUNTED.match(line.text):
        return False
    return line.stands_out or not line.text.endswith((".", ";", ":"))


def _place(sorting: _Sorting, line: Line) -> None:
    if CLOSING.match(line.text) and (line.stands_out or line.text.isupper()):
        sorting.begin_loose(line.written)
    elif sorting.is_chapter(line):
        sorting.chapter, sorting.open = line.written, None
        sorting.loose.append((line.written, []))
    else:
        sorting.add(line)


def _finished(article: _Article) -> TextArticle:
    title = _as_title(article.title)
    # A note is no part of the text that holds, but it must not be lost.
    written = (*article.lines, *(f"[noot] {note}" for note in article.notes))
    clause = clause_of(title, " ".join(article.lines))
    differs = clause is None or not is_ours(clause, written)
    return TextArticle(article.number, title, written, clause, differs, article.chapter)


def _as_title(text: str) -> str:
    """A title without its stop, and not in capitals."""
    text = text.strip().rstrip(".:;").strip()
    if text.isupper() and len(text) > 3:
        return text[:1] + text[1:].lower()
    return text


def _unknown(sorting: _Sorting, articles: Sequence[TextArticle]) -> Iterator[LooseText]:
    for place, text in sorting.loose:
        if text:
            yield LooseText(place, "\n".join(text))
    for article in articles:
        if article.clause is None:
            yield LooseText(article.name, article.text)
