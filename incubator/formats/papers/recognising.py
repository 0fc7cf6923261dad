"""What a paper is, from its content, before anything of it is parsed; and the sentences about what cannot be read."""

import io
import zipfile
import zlib

from incubator.core.file_sizes import LARGEST_UNPACKED
from incubator.core.i18n import mark as N_
from incubator.formats.papers.values import PaperFormat, PaperUnreadable

LARGEST_PAPER = 50 * 1024 * 1024  # leidraden with maps and photographs are larger than what people write themselves
MOST_MEMBERS = 5_000
HIGHEST_RATIO = 200  # text is packed ten to forty times smaller
RATIO_FROM = 30_000_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
MAIN_PARTS = (("word/document.xml", PaperFormat.WORD), ("xl/workbook.xml", PaperFormat.SHEET))
HEAD = 1024  # a PDF may begin with a few bytes of something else

EMPTY = N_("This file is empty.")
TOO_LARGE = N_("This file is too large to be read: at most %(size)s MB.")
MOUNTAIN = N_("This file unpacks to more than we accept.")
PASSWORD = N_("This file is protected with a password. Ask the buyer for one that opens without.")
OLD = N_("This is a file of an old kind (.doc or .xls). Save it as .docx, .xlsx or PDF and bring it again.")
OTHER = N_("We can read Word files (.docx), PDF and spreadsheets (.xlsx). This is something else.")
DAMAGED = N_("This file is damaged. Ask for it again, or open it and save it as a new file.")
NO_TEXT = N_("This file holds no text. It may be a scan: pictures of pages. Ask the buyer for the file itself.")
TOO_HARD = N_("Reading this file takes too long or too much memory. Ask the buyer for it as a Word file.")

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)


def kind_of(content: bytes) -> PaperFormat:
    """What the file is. Raises `PaperUnreadable`."""
    if not content:
        raise PaperUnreadable(EMPTY)
    if len(content) > LARGEST_PAPER:
        raise PaperUnreadable(TOO_LARGE, size=LARGEST_PAPER // 1024 // 1024)
    if b"%PDF-" in content[:HEAD]:
        return PaperFormat.PDF
    if content.startswith(OLD_OFFICE):
        raise PaperUnreadable(PASSWORD if WITH_PASSWORD in content else OLD)
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    raise PaperUnreadable(OTHER)


def is_locked(content: bytes) -> bool:
    """Whether this is a Word or Excel file behind a password."""
    return content.startswith(OLD_OFFICE) and WITH_PASSWORD in content


def has_macros(content: bytes) -> bool:
    """Whether a Word or Excel file holds small programs, whatever its name says. Nothing in it is run or unpacked to see it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.lower().endswith("vbaproject.bin") for name in package.namelist())
    except BROKEN:
        return False


def _kind_of_package(content: bytes) -> PaperFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except BROKEN as error:
        raise PaperUnreadable(DAMAGED) from error
    if _is_mountain(entries):
        raise PaperUnreadable(MOUNTAIN)
    names = {entry.filename for entry in entries}
    for part, kind in MAIN_PARTS:
        if part in names:
            return kind
    raise PaperUnreadable(OTHER)


def _is_mountain(entries: list[zipfile.ZipInfo]) -> bool:
    """A small package that unpacks to very much. Readers count again what really comes out."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    steep = unpacked > RATIO_FROM and unpacked > packed * HIGHEST_RATIO
    return steep or len(entries) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED
