"""Ways in which a document can arrive damaged, all decided by a seeded random generator."""

import codecs
import copy
import gzip
import io
import json
import zipfile

NASTY = [
    None,
    True,
    False,
    0,
    -1,
    1e308,
    10**30,
    "",
    " ",
    "0",
    "\ud800",
    "\x00",
    "x" * 5000,
    [],
    {},
    [[]],
    [None],
    {"id": {}},
    [{"id": []}],
]
NASTY += [
    "2026-13-45",
    "9999-12-31T23:59:59Z",
    "0001-01-01",
    "2026-12-10T12:00:00+99:99",
    "NaN",
    "-Infinity",
    "1e999",
    "99999999-9",
]
NASTY += [
    "<b>&amp;&#0;",
    "javascript:alert(1)",
    "https://[",
    "00000000-0000-0000-0000-000000000000",
    {"nld": {"x": 1}},
    {"": [None, 3]},
]
ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7", "cp037"]
FRAGMENTS = [
    b"<",
    b">",
    b"&",
    b"&x;",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"<?xml?>",
    b'"',
    b"{",
    b"[",
    b"}",
    b"]",
    b",",
    b"\x00",
    b"\xff\xfe",
]
FRAGMENTS += [
    b"<cbc:ID/>",
    b"null",
    b"1e999",
    b"\\ud800",
    b"<!DOCTYPE x [<!ENTITY y 'z'>]>",
    codecs.BOM_UTF16_BE,
    "é".encode("latin-1"),
]


def truncated(data, random):
    start = random.randrange(len(data)) if random.random() < 0.2 else 0
    return data[start : random.randrange(start, len(data) + 1)]


def flipped(data, random):
    changed = bytearray(data)
    for _ in range(random.choice([1, 3, 30])):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def spliced(data, random):
    """Pieces moved, doubled, lost or put in."""
    for _ in range(random.choice([1, 2, 8])):
        at, size = random.randrange(len(data)), random.choice([1, 20, 400])
        piece = random.choice([data[at : at + size], random.choice(FRAGMENTS), b""])
        to = random.randrange(len(data) + 1)
        data = (data[:to] + piece + data[to + random.choice([0, size]) :]) or b" "
    return data


def recoded(data, random):
    text = data.decode("utf-8", "replace")
    encoding = random.choice(ENCODINGS)
    if random.random() < 0.5:
        text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').replace(
            'encoding="utf-8"', f'encoding="{encoding}"'
        )
    return text.encode(encoding, "replace")


def emptied(data, random):
    """Texts between marks replaced by something nasty."""
    mark = random.choice([b">", b'"', b":"])
    parts = data.split(mark)
    for _ in range(random.choice([1, 5, 40])):
        value = random.choice(NASTY)
        parts[random.randrange(len(parts))] = (
            json.dumps(value).encode() if random.random() < 0.5 else str(value).encode("utf-8", "replace")
        )
    return mark.join(parts)


def retyped(data, random):
    """Values of a JSON document replaced by values of another type."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return flipped(data, random)
    for _ in range(random.choice([1, 4, 20])):
        _replace_one(value, random)
    return json.dumps(value).encode()


def _replace_one(value, random):
    for _ in range(random.randrange(1, 9)):
        keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
        if not keys:
            return
        key = random.choice(keys)
        if random.random() < 0.35 or not isinstance(value[key], dict | list):
            value[key] = copy.deepcopy(random.choice(NASTY))
            return
        value = value[key]


def nested(data, random):
    depth = random.choice([50, 300, 3000, 100_000])
    if data.lstrip()[:1] == b"<":
        return b"<ContractNotice>" + b"<a>" * depth + data + b"</a>" * depth
    return random.choice([b"[", b'{"releases":[', b'{"a":']) * depth + data


def packed(data, random):
    if random.random() < 0.5:
        whole = gzip.compress(data)
    else:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.xml", data)
        whole = made.getvalue()
    return random.choice([truncated, flipped, spliced])(whole, random)


WAYS = (truncated, flipped, spliced, recoded, emptied, retyped, nested, packed)


def damaged(data, random):
    """The document damaged in one way or two."""
    changed = random.choice(WAYS)(data, random) or b" "
    return random.choice(WAYS)(changed, random) if random.random() < 0.3 else changed
