"""XML from strangers: no entities, no DTD, no network, and limits on size, depth (256, by libxml2) and number of elements.

`parse` gives the root element or raises `NotReadable` with one sentence. Recognising what the root is belongs to `recognise`.
"""

from typing import Any

from lxml import etree

from incubator.core.i18n import mark as N_

LARGEST = 60_000_000  # bytes; the largest real notices are a few megabytes
MOST_ELEMENTS = 1_500_000
SMALLEST_ELEMENT = len("<a/>")


class NotReadable(Exception):
    """The bytes are no XML that we read; the message says why and where."""


def parse(data: bytes) -> Any:
    """The root element. Raises `NotReadable`."""
    if len(data) > LARGEST:
        raise NotReadable(N_("The file is larger than 60 MB."))
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"The file is no well-formed XML: {_sentence(error)}") from error
    except (ValueError, LookupError) as error:
        raise NotReadable(f"The file is no XML that can be read: {error}") from error
    if root is None:
        raise NotReadable(N_("The file holds no XML element."))
    _refuse_entities(root)
    _refuse_excess(root, len(data))
    return root


def _sentence(error: etree.XMLSyntaxError) -> str:
    place = f" (line {error.lineno})" if error.lineno else ""
    return f"{(error.msg or 'unknown error').split(', line')[0]}{place}"


def _refuse_entities(root: Any) -> None:
    """A document type with its own entities is never part of a notice: it is an attack or an accident."""
    info = root.getroottree().docinfo
    internal = info.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise NotReadable(N_("The file defines entities of its own, which no notice does."))
    for _entity in root.iter(etree.Entity):
        raise NotReadable(N_("The file uses entities of its own, which no notice does."))


def _refuse_excess(root: Any, size: int) -> None:
    if size < MOST_ELEMENTS * SMALLEST_ELEMENT:
        return
    for count, _element in enumerate(root.iter(), 1):
        if count > MOST_ELEMENTS:
            raise NotReadable(N_("The file holds too many elements to be a notice."))


def local_name(element: Any) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def namespace(element: Any) -> str:
    return str(etree.QName(element).namespace or "")
