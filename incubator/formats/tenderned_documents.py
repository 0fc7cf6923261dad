"""The documents of a publication of TenderNed, and how its JSON writes codes."""

import re
from collections.abc import Iterator

from incubator.formats import texts
from incubator.formats.fields import JsonObject
from incubator.formats.values import ReadDocument

API = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
_CODE = re.compile(r"^[A-Z][A-Z0-9]{1,8}$")


def code_and_label(item: JsonObject, *keys: str) -> tuple[str | None, str | None]:
    """Code and label of a field that is an object in one answer and a text in the other."""
    for key in keys:
        value = item.value.get(key)
        if isinstance(value, dict):
            inside = item.child(key)
            return inside.text("code"), inside.text("omschrijving")
        if isinstance(value, str) and value.strip():
            text = texts.line(value)
            if _CODE.match(text):
                return (text, None)
            return (None, text)
    return None, None


def read_documents(item: JsonObject) -> Iterator[ReadDocument]:
    """The official PDF and the documents, where they came along."""
    if item.has("links"):
        pdf = item.child("links").child("pdf").address("href", "links.pdf.href")
        if pdf:
            yield ReadDocument("PDF", pdf, "ANK")
    yield from _listed(item)


def _listed(item: JsonObject) -> Iterator[ReadDocument]:
    """The answer of `/documenten`: names, kinds, sizes and where to fetch them."""
    for document in item.children("documenten"):
        url = document.child("links").child("download").address("href")
        name = document.text("documentNaam")
        if url is None or name is None:
            continue
        category, _label = code_and_label(document, "publicatieCategorie")
        yield ReadDocument(name, url, category, document.day("datumPublicatie"), document.whole("grootte"))


def documents_url(item: JsonObject, publication_id: str) -> str | None:
    """All documents in one zip, where there are any."""
    if item.has("documenten"):
        return f"{API}/publicaties/{publication_id}/documenten/zip"
    return None
