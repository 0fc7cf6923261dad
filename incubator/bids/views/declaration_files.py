"""The UEA as files: XML for the buyer's system, Word to read and to sign."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.bids.documents.declaration import declaration_document
from incubator.bids.messages.declaration_sheets import sheet_of, xml_of
from incubator.bids.models import Declaration
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.views.blueprint import pages
from incubator.bids.views.declarations import BASE, page_of
from incubator.core import clock, files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.word import to_bytes


@pages.get(f"{BASE}/<int:partner_id>/uea.xml")
@guarded(may.may_see_declaration, load=queries.declaration_to_read)
def declaration_xml(known: Declaration) -> ResponseReturnValue:
    """The response to the request of the buyer, or to our own list."""
    bid = known.partner.bid
    try:
        content = xml_of(known, bidders_of(bid), clock.now())
    except RuleViolation as refused:
        flash(explain(refused), "error")
        # Who fills it in can mend it there; who leads the bid only reads it.
        if request.view_args and request.view_args["slug"] == queries.group_of(known).slug:
            return redirect(page_of(known))
        return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))
    return files.made(content, _name(known), files.XML)


@pages.get(f"{BASE}/<int:partner_id>/uea.docx")
@guarded(may.may_see_declaration, load=queries.declaration_to_read)
def declaration_word(known: Declaration) -> ResponseReturnValue:
    """The same in Word, with room to sign."""
    return files.made(
        to_bytes(declaration_document(sheet_of(known, clock.today()), made_at=clock.now())), _name(known), files.WORD
    )


def _name(known: Declaration) -> str:
    return f"uea-{known.partner.name}"
