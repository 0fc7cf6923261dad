"""Files that people bring or that the house makes: kept by the hash of their content, under names that cannot do harm.

What a file is, is seen from its content; the name must agree with it. A row names a file, the content lies in the instance
folder (and in every backup); the same content twice takes place once.
"""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flask import Response, send_file
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core import private
from incubator.core.db import Base, db
from incubator.core.errors import RuleViolation
from incubator.core.file_sizes import LARGEST, LARGEST_UNPACKED
from incubator.core.i18n import mark as N_
from incubator.core.web import settings

UNUSED_KEPT = timedelta(days=1)
# The beginnings of XML in UTF-16: the mark of the order of the bytes and "<", or "<?" where that mark was left out.
UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<", b"<\x00?\x00", b"\x00<\x00?")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that we take."""

    suffix: str
    media_type: str
    recognised: Callable[[bytes], bool]


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _package(member: str) -> Callable[[bytes], bool]:
    return lambda content: member in _members(content)


def _text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _xml(content: bytes) -> bool:
    """Whether it begins as XML does, also with two bytes for each letter (XML 1.0, appendix F)."""
    if content[:4] in UTF_16:
        return True
    return content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _members(content: bytes) -> set[str]:
    """The names in a ZIP; none when it is no ZIP, or one that unpacks to a mountain."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except zipfile.BadZipFile:
        return set()
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise RuleViolation(N_("This file unpacks to more than we accept."))
    return {entry.filename for entry in entries}


OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = FileKind(".pdf", "application/pdf", _starts(b"%PDF-"))
PNG = FileKind(".png", "image/png", _starts(b"\x89PNG\r\n\x1a\n"))
# SVG is not among the pictures: it can hold scripts.
JPEG = FileKind(".jpg", "image/jpeg", _starts(b"\xff\xd8\xff"))
WORD = FileKind(".docx", f"{OFFICE}.wordprocessingml.document", _package("word/document.xml"))
SHEET = FileKind(".xlsx", f"{OFFICE}.spreadsheetml.sheet", _package("xl/workbook.xml"))
OPEN_TEXT = FileKind(".odt", "application/vnd.oasis.opendocument.text", _package("content.xml"))
TEXT = FileKind(".txt", "text/plain", _text)
CSV = FileKind(".csv", "text/csv", _text)
XML = FileKind(".xml", "application/xml", _xml)
JSON = FileKind(".json", "application/json", _text)
ARCHIVE = FileKind(".zip", "application/zip", _starts(b"PK"))
DOCUMENTS = (PDF, WORD, OPEN_TEXT, SHEET, PNG, JPEG, TEXT, CSV)
SPELLINGS = {".jpeg": ".jpg"}


class StoredFile(Base):
    """One file as someone named it. Other tables point at it."""

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    stored_at: Mapped[datetime]


def keep(
    content: bytes, name: str, *, now: datetime, kinds: tuple[FileKind, ...] = DOCUMENTS, largest: int = LARGEST
) -> StoredFile:
    """Store a file. Raises `RuleViolation` when it is empty, too large, or of a kind that is not taken."""
    if not content:
        raise RuleViolation(N_("This file is empty."))
    if len(content) > largest:
        raise RuleViolation(N_("This file is too large: at most %(size)s MB."), size=largest // 1024 // 1024)
    kind = kind_of(content, name, kinds)
    # The content lies under its own hash: nothing that people type becomes a path.
    digest = hashlib.sha256(content).hexdigest()
    _write(_place(digest), content)
    stored = StoredFile(
        digest=digest,
        name=safe_name(name, kind.suffix),
        media_type=kind.media_type,
        size=len(content),
        stored_at=now,
    )
    db.session.add(stored)
    db.session.flush()
    return stored


def kind_of(content: bytes, name: str, kinds: tuple[FileKind, ...]) -> FileKind:
    """What it is: the name says it and the content agrees. Raises `RuleViolation`."""
    suffix = Path(name).suffix.lower()
    # Two spellings of one kind, so that a camera's .JPEG is taken too.
    suffix = SPELLINGS.get(suffix, suffix)
    for kind in kinds:
        if kind.suffix == suffix and kind.recognised(content):
            return kind
    names = ", ".join(kind.suffix.removeprefix(".").upper() for kind in kinds)
    raise RuleViolation(N_("We can take these kinds of files: %(kinds)s. This is something else."), kinds=names)


def safe_name(name: str, suffix: str) -> str:
    """A name without folders, control characters or tricks, that ends in its true suffix."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = base[: -len(Path(base).suffix)] if Path(base).suffix else base
    stem = re.sub(r"[^\w\s().,&+-]", "", stem)
    stem = re.sub(r"\s+", " ", stem).strip(" .")[:100].strip(" .")
    return f"{stem or 'bestand'}{suffix}"


def path_of(stored: StoredFile) -> Path:
    return _place(stored.digest)


def content_of(stored: StoredFile) -> bytes:
    """The bytes. Raises `OSError` when they are gone."""
    return path_of(stored).read_bytes()


def as_download(stored: StoredFile) -> Response:
    """An answer that saves the file; it is never opened inside this site."""
    # As an attachment: a page that somebody uploads never opens as if it were ours.
    return send_file(path_of(stored), mimetype=stored.media_type, as_attachment=True, download_name=stored.name)


def made(content: bytes, name: str, kind: FileKind) -> Response:
    """An answer that saves a file which was made for whoever asks and is kept nowhere."""
    # The name is ours: a slash in it belongs to the name of a group, and is no folder.
    name = safe_name(f"{name.replace('/', ' ')}{kind.suffix}", kind.suffix)
    return send_file(io.BytesIO(content), mimetype=kind.media_type, as_attachment=True, download_name=name)


def sweep(*, now: datetime) -> int:
    """Remove contents that no row names any more (of work that was undone or deleted). Gives how many."""
    used = set(db.session.scalars(select(StoredFile.digest)))
    removed = 0
    for path in sorted(files_folder().glob("??/*")):
        # What was stored a moment ago may belong to a transaction that is not committed yet.
        old = path.stat().st_mtime < (now - UNUSED_KEPT).timestamp()
        if old and path.name not in used:
            path.unlink()
            removed += 1
    return removed


def files_folder() -> Path:
    return settings().instance / "files"


def _place(digest: str) -> Path:
    return files_folder() / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; who stores the same content again makes it young again."""
    if path.is_file():
        path.touch()
        return
    private.make_folder(path.parent)
    unfinished = path.with_suffix(f".{id(content)}.part")
    private.write(unfinished, content)
    unfinished.replace(path)
