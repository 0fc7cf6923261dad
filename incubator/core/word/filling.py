"""Word files with named fields, `{{naam}}`: which fields they have, and the file with each replaced by plain text.

A field is a name and nothing more: no expression is read, nothing is reckoned, and only names that are given are replaced.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word import looks, opening
from incubator.core.word.xml_text import clean

W = opening.W
FIELD = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,39})\s*\}\}")
BRACES = re.compile(r"\{\{.{0,60}|.{0,20}\}\}")
PARTS = re.compile(r"word/(?:[^/]+/)?[^/]+\.xml")
# Word on the web numbers the document too.
WRITTEN = re.compile(r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes)\.xml")
RELATIONS = re.compile(r".*\.rels")
HYPERLINK = "/hyperlink"
FETCHING = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE)
FETCHES = N_(
    "This Word file fetches something from elsewhere (a picture, a template or a link to another file). Take that out."
)
OBJECTS = N_("This Word file holds another file inside it. Take that out and try again.")


def fields_of(content: bytes) -> tuple[list[str], list[str]]:
    """The names of the fields, each once, and what looks like a field and is none. Raises `RuleViolation` for what we do not take."""
    _check(content)
    names: dict[str, None] = {}
    broken: dict[str, None] = {}  # without their braces
    for paragraph in _paragraphs(content):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        names |= dict.fromkeys(FIELD.findall(text))
        broken |= dict.fromkeys(piece.strip("{} ") for piece in BRACES.findall(FIELD.sub("", text)))
    return list(names), list(broken)


def filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """The file with its fields filled in; a field without a value stays as it stands."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in package.infolist():
            part = package.read(entry.filename)
            if WRITTEN.fullmatch(entry.filename):
                part = _filled_part(part, values)
            made.writestr(entry.filename, part)
    return stream.getvalue()


def _filled_part(part: bytes, values: Mapping[str, str]) -> bytes:
    root = _parsed(part)
    for paragraph in root.iter(f"{W}p"):
        _fill(paragraph, values)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _fill(paragraph: Any, values: Mapping[str, str]) -> None:
    """From the last field to the first, so that the places of those before stay what they were."""
    # Read as a whole: what looks like a field in a value is text, and is not filled in again.
    pieces = list(paragraph.iter(f"{W}t"))
    text = "".join(piece.text or "" for piece in pieces)
    for field in reversed(list(FIELD.finditer(text))):
        if field[1] in values:
            _replace(pieces, field.start(), field.end(), clean(values[field[1]]))
    for piece in pieces:
        _break_lines(piece)


def _replace(pieces: list[Any], start: int, end: int, value: str) -> None:
    """Word cuts a field in pieces as it likes: the first piece takes the value, the others lose their part."""
    place, written = 0, False
    for piece in pieces:
        text = piece.text or ""
        begin, stop = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if begin >= stop:
            continue
        piece.text = text[:begin] + ("" if written else value) + text[stop:]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        written = True


def _break_lines(piece: Any) -> None:
    """A line that ends in a value ends in Word too."""
    lines = (piece.text or "").split("\n")
    piece.text = lines[0]
    after = piece
    for line in lines[1:]:
        for element in (etree.Element(f"{W}br"), etree.Element(f"{W}t")):
            after.addnext(element)
            after = element
        after.text = line


def _paragraphs(content: bytes) -> Iterator[Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if WRITTEN.fullmatch(name):
                yield from _parsed(package.read(name)).iter(f"{W}p")


def _check(content: bytes) -> None:
    """Nothing runs, nothing is fetched: no macros, no files inside, no fields or relations that lead outside."""
    looks.open_word(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                _check_member(name, package)
    except opening.BROKEN as error:
        raise RuleViolation(opening.DAMAGED) from error


def _check_member(name: str, package: zipfile.ZipFile) -> None:
    if name.startswith(("word/embeddings/", "word/activeX/")):
        raise RuleViolation(OBJECTS)
    if RELATIONS.fullmatch(name):
        _check_relations(_parsed(package.read(name)))
    elif PARTS.fullmatch(name):
        _check_instructions(_parsed(package.read(name)))


def _check_relations(relations: Any) -> None:
    """A link that somebody clicks is no harm; a picture or a template from elsewhere is fetched by whoever opens the file."""
    for relation in relations:
        outside = relation.get("TargetMode") == "External"
        if outside and not relation.get("Type", "").endswith(HYPERLINK):
            raise RuleViolation(FETCHES)


def _check_instructions(root: Any) -> None:
    instructions = [piece.get(f"{W}instr", "") for piece in root.iter(f"{W}fldSimple")]
    # Word puts a field together out of every piece of it, however it was cut.
    instructions += "".join(map(_instruction, root.iter(f"{W}instrText", f"{W}fldChar"))).split("\n")
    if any(map(FETCHING.search, instructions)) or next(root.iter(f"{W}altChunk"), None) is not None:
        raise RuleViolation(FETCHES)


def _instruction(piece: Any) -> str:
    """A piece of a field; where a field begins or ends another line."""
    return (piece.text or "").replace("\n", " ") if piece.tag == f"{W}instrText" else "\n"


def _parsed(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
