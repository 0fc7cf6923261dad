"""Files out of .gz and .zip, recognised from their first bytes, with limits that a bomb cannot pass."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

LARGEST_FILE = 400_000_000  # bytes of one file, unpacked; a year of TenderNed is about 130 million
LARGEST_TOTAL = 4_000_000_000
MOST_FILES = 100_000
DEEPEST = 3
HIGHEST_RATIO = 300  # text of notices is packed 10 to 40 times smaller
RATIO_FROM = 20_000_000  # smaller files may be as repetitive as they like
_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_STEP = 1 << 20


class ArchiveRefused(Exception):
    """An archive that is damaged or too large; the message says which and why."""


class _Budget:
    """What may still be unpacked from one outermost archive."""

    def __init__(self) -> None:
        self.files, self.bytes = MOST_FILES, LARGEST_TOTAL

    def spend(self, size: int, name: str) -> None:
        self.files, self.bytes = self.files - 1, self.bytes - size
        if self.files < 0:
            raise ArchiveRefused(f"{name}: the archive holds more than {MOST_FILES} files.")
        if self.bytes < 0:
            raise ArchiveRefused(f"{name}: the archive unpacks to more than {LARGEST_TOTAL // 10**6} MB.")


def read_file(path: Path) -> bytes:
    """The bytes of a file that is not too large to be read."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ArchiveRefused(f"{path.name}: the file is larger than {LARGEST_FILE // 10**6} MB.")
    return path.read_bytes()


def unpack(data: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """The files inside, by a name that says where they were; what is no archive is given as it is."""
    yield from _unpacked(data, name, 0, _Budget())


def _unpacked(data: bytes, name: str, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    packed = data.startswith((_GZIP, *_ZIP))
    if packed and depth >= DEEPEST:
        raise ArchiveRefused(f"{name}: archives lie more than {DEEPEST} deep in each other.")
    if data.startswith(_GZIP):
        inside = _gunzipped(data, name)
        budget.spend(len(inside), name)
        yield from _unpacked(inside, name.removesuffix(".gz"), depth + 1, budget)
    elif data.startswith(_ZIP):
        yield from _zipped(data, name, depth, budget)
    else:
        yield name, data


def _gunzipped(data: bytes, name: str) -> bytes:
    """All members of a gzip file, one after another, as gunzip does."""
    parts: list[bytes] = []
    size, rest = 0, data
    while rest.startswith(_GZIP):
        opened = zlib.decompressobj(wbits=31)
        try:
            while not opened.eof and (part := opened.decompress(rest, _STEP)):
                size, rest = size + len(part), opened.unconsumed_tail
                _check(size, len(data), name)
                parts.append(part)
        except zlib.error as error:
            raise ArchiveRefused(f"{name}: the gzip file is damaged: {str(error).rstrip('.')}.") from error
        if not opened.eof:
            raise ArchiveRefused(f"{name}: the gzip file breaks off.")
        rest = opened.unused_data
    return b"".join(parts)


def _check(size: int, packed: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise ArchiveRefused(f"{name}: unpacked it is larger than {LARGEST_FILE // 10**6} MB.")
    if size > RATIO_FROM and size > packed * HIGHEST_RATIO:
        raise ArchiveRefused(f"{name}: it unpacks to more than {HIGHEST_RATIO} times its size.")


def _zipped(data: bytes, name: str, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ArchiveRefused(f"{name}: the zip file is damaged: {str(error).rstrip('.')}.") from error
    with archive:
        members = [
            member for member in archive.infolist() if not member.filename.endswith("/")
        ]  # is_dir fails on an empty name
        if any(member.filename == "[Content_Types].xml" for member in members):
            yield name, data  # a document of an office program
            return
        for member in members:
            inside = f"{name}/{member.filename}"
            content = _member(archive, member, inside)
            budget.spend(len(content), inside)
            yield from _unpacked(content, inside, depth + 1, budget)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """One file of a zip. What its directory says of the size is not believed."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while part := stream.read(_STEP):
                size += len(part)
                _check(size, max(member.compress_size, 1), name)
                parts.append(part)
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise ArchiveRefused(f"{name}: the file in the archive is protected by a password.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise ArchiveRefused(f"{name}: the file in the archive is damaged: {str(error).rstrip('.')}.") from error
    return b"".join(parts)
