"""What a document is, told from its content and never from its name; and its notices, read by the format that it is."""

import re

from incubator.formats import syndication, texts, xml
from incubator.formats.json_documents import decoded
from incubator.formats.json_reading import LOOKED_AT, NO_NOTICE, NOTICE_WORDS, read_json
from incubator.formats.values import Reading, Rejection

BEGINNING = 80_000  # bytes, of which the prologue of a feed takes at most a part
EMPTY = "An empty file."
_BLANK = "\ufeff \t\r\n\x00"
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff")
# What PHP prints before a document when something went wrong on the way: <br /> <b>Warning</b>: ... on line <b>3</b><br />
_PHP_ERROR = re.compile(
    rb"\s*(?:<br\s*/?>\s*)?(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards|Fatal error|Parse error)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(rb"<\?xml\b|<(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|RDF)[\s>]|[{\[]\s*[\"{]")


def read(data: bytes, name: str = "", base: str = "") -> Reading:
    """The notices in a document. Never raises because of what the document says.

    `base` is the address that the document comes from, for links without a host; a `name` that is an address serves as one.
    """
    if not data.strip(b" \t\r\n\x00"):
        return Reading(None, ignored=EMPTY)
    if data.startswith(_BINARY):
        return Reading(None, ignored=NO_NOTICE.format("a PDF, picture, archive or office document"))
    data = _without_errors(data)
    beginning = decoded(data[:BEGINNING]).lstrip(_BLANK)
    if beginning.startswith("<"):
        if syndication.claims(beginning):
            return syndication.read(data, base or texts.web_address(name) or "")
        return xml.read_xml(data)
    text = decoded(data)
    if text.lstrip(_BLANK).startswith(("{", "[")):
        return read_json(text.lstrip("\ufeff"))
    if NOTICE_WORDS.search(text[:LOOKED_AT]):
        return Reading(None, (), (Rejection("The JSON does not begin with an object or a list."),))
    return Reading(None, ignored=NO_NOTICE.format(_other_text(text)))


def is_feed(data: bytes) -> bool:
    """Whether this is a feed, whatever the server printed before it."""
    return syndication.claims(decoded(_without_errors(data)[:BEGINNING]).lstrip(_BLANK))


def _without_errors(data: bytes) -> bytes:
    """The document behind the errors that the server printed before it."""
    if not _PHP_ERROR.match(data[:1000]):
        return data
    document = _DOCUMENT.search(data[:BEGINNING])
    if document:
        return data[document.start() :]
    return data


def _other_text(text: str) -> str:
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    if any(first.count(mark) >= 2 for mark in ",;\t"):
        return "a table (CSV)"
    return "text in no format that we read"
