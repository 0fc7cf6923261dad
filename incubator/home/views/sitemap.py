"""The list of pages for search engines (sitemaps.org): what everyone may read, in files of a size that they accept."""

from collections.abc import Iterable
from datetime import datetime

from flask import Response, abort, url_for
from flask.typing import ResponseReturnValue
from lxml import etree

from incubator.accounts.permissions import public
from incubator.core.mail import whole
from incubator.core.public_pages import answer_unless_kept, same_for_everyone
from incubator.core.reference.authorities import every_authority
from incubator.home.views.blueprint import pages
from incubator.knowledge import queries as knowledge
from incubator.neighbourhood.queries import stories
from incubator.notices.queries import addresses

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
FIXED = (
    *("home.front", "knowledge.index", "knowledge.glossary", "notices.index"),
    "challenges.authorities_index",
    "neighbourhood.public_index",
    *("challenges.public_radar", "challenges.window"),
    *("core.about", "core.accessibility", "core.privacy"),
)
Listed = tuple[str, datetime | None]  # an address, and when its page last changed


@pages.get("/sitemap.xml")
@public
def sitemap() -> ResponseReturnValue:
    """Which files there are: the fixed pages, and the notices in portions."""
    same_for_everyone()
    files: list[Listed] = [(url_for("home.sitemap_of_pages"), None)]
    for number, changed in addresses.portions():
        files.append((url_for("home.sitemap_of_notices", number=number), changed))
    return _answer(_xml("sitemapindex", "sitemap", files))


@pages.get("/sitemap-paginas.xml")
@public
def sitemap_of_pages() -> ResponseReturnValue:
    """The pages that are always there, the articles, the words, the authorities and the neighbourhoods."""
    same_for_everyone()
    listed: list[Listed] = [(url_for(endpoint), None) for endpoint in FIXED]
    for slug in knowledge.articles():
        listed.append((url_for("knowledge.article", slug=slug), None))
    for term in knowledge.glossary():
        listed.append((url_for("knowledge.word", slug=term.slug), None))
    for authority in every_authority():
        listed.append((url_for("challenges.authority", code=authority.code), None))
    for place in stories.public_places():
        listed.append((url_for("neighbourhood.public_page", slug=place.slug), None))
    return _answer(_xml("urlset", "url", listed))


@pages.get("/sitemap-aankondigingen-<int:number>.xml")
@public
def sitemap_of_notices(number: int) -> ResponseReturnValue:
    """One portion of the notices, in the order in which they came."""
    same_for_everyone()
    notices = addresses.portion(number)
    if not notices:
        abort(404)
    listed: list[Listed] = []
    for notice_id, changed in notices:
        listed.append((url_for("notices.show", notice_id=notice_id), changed))
    return _answer(_xml("urlset", "url", listed), max(changed for _notice_id, changed in notices))


def _xml(kind: str, entry: str, listed: Iterable[Listed]) -> bytes:
    root = etree.Element(f"{{{SITEMAP}}}{kind}", nsmap={None: SITEMAP})  # type: ignore[dict-item]  # the default namespace
    for address, changed in listed:
        element = etree.SubElement(root, f"{{{SITEMAP}}}{entry}")
        etree.SubElement(element, f"{{{SITEMAP}}}loc").text = whole(address)
        if changed is not None:
            etree.SubElement(element, f"{{{SITEMAP}}}lastmod").text = changed.isoformat(timespec="seconds")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _answer(content: bytes, changed: datetime | None = None) -> Response:
    return answer_unless_kept(Response(content, mimetype="application/xml"), changed)
