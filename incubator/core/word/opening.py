"""The parts of a Word file that somebody brings, opened so that it can do no harm."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.core.file_sizes import LARGEST, LARGEST_UNPACKED
from incubator.core.i18n import mark as N_

LARGEST_PART = 40 * 1024 * 1024
MOST_MEMBERS = 5_000
BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")

# What reading a damaged package or a damaged part of it ends in.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, etree.XMLSyntaxError)

OTHER = N_("This is no Word document. Bring the deed as a Word file (.docx).")
PDF = N_("This is a PDF. Ask the notary for the deed as a Word file (.docx).")
PASSWORD = N_("This Word file is protected with a password. Save it without one and try again.")
OLD = N_("This is a Word file of an old kind (.doc). Save it as .docx and try again.")
MACROS = N_("This Word file holds macros, and we do not open those. Save it as .docx without macros and try again.")
DAMAGED = N_("This Word file is damaged. Ask for it again, or open it in Word and save it as a new file.")
MOUNTAIN = N_("This file unpacks to more than we accept.")
TOO_LARGE = N_("This file is too large: at most %(size)s MB.")


@dataclass(frozen=True, slots=True)
class Opened:
    """The roots of the parts that say what a document reads; a part that is not there is None."""

    parts: Mapping[str, Any]

    def part(self, name: str) -> Any:
        return self.parts.get(f"word/{name}.xml")


def opened(content: bytes) -> Opened:
    """The parts of a Word file. Raises `RuleViolation` with a sentence when it is something else, damaged, locked or a trap."""
    if len(content) > LARGEST:
        raise RuleViolation(TOO_LARGE, size=LARGEST // 1024 // 1024)
    _refuse_other_kinds(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return Opened(_parts(package))
    except BROKEN as error:
        raise RuleViolation(DAMAGED) from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise RuleViolation(PASSWORD) from error


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(b"%PDF-"):
        raise RuleViolation(PDF)
    if content.startswith(OLD_OFFICE):
        raise RuleViolation(PASSWORD if WITH_PASSWORD in content else OLD)
    if not content.startswith(b"PK"):
        raise RuleViolation(OTHER)


def _parts(package: zipfile.ZipFile) -> dict[str, Any]:
    entries = {entry.filename: entry for entry in package.infolist()}
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries.values()) > LARGEST_UNPACKED:
        raise RuleViolation(MOUNTAIN)
    if any(name.lower().endswith("vbaproject.bin") for name in entries):
        raise RuleViolation(MACROS)
    if BODY not in entries:
        raise RuleViolation(OTHER)
    if b"macroEnabled" in _read(package, "[Content_Types].xml"):
        raise RuleViolation(MACROS)
    names = (BODY, "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml")
    return {name: _xml(_read(package, name)) for name in names if name in entries}


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    """A member, by what it really unpacks to. Raises `RuleViolation` when that is too much."""
    try:
        with package.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
    except KeyError as error:
        raise RuleViolation(DAMAGED) from error
    if len(content) > LARGEST_PART:
        raise RuleViolation(MOUNTAIN)
    return content


def _xml(content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content, parser)
