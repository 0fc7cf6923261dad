"""The UEA as files: XML for the buyer's system, Word to read and to sign."""

from dataclasses import replace

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.bids.documents.declaration import DeclarationSheet, Declared, declaration_document
from incubator.bids.messages import declarations as messages
from incubator.bids.models import Declaration
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import declarations as queries
from incubator.bids.queries import partners as partner_queries
from incubator.bids.services.declarations import XML
from incubator.bids.views.blueprint import pages
from incubator.bids.views.declarations import BASE
from incubator.core import clock, files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.word import to_bytes
from incubator.formats.espd_writing import write_response


@pages.get(f"{BASE}/<int:partner_id>/uea.xml")
@guarded(may.may_see_declaration, load=queries.declaration_to_read)
def declaration_xml(known: Declaration) -> ResponseReturnValue:
    """The response to the request of the buyer, or to our own list."""
    bid = known.partner.bid
    # What this buyer does not ask has no answers, and the criteria stand in the file all the same.
    asked = queries.asked_of(known, queries.request_of(bid))
    try:
        content = write_response(
            queries.request_xml(bid),
            messages.operator_of(known),
            messages.answers_of(known, asked),
            lots=queries.lots_of(known, asked),
            made_at=clock.local(clock.now()),
            number=known.number,
        )
    except RuleViolation as refused:
        flash(explain(refused), "error")
        return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))
    return files.made(content, _name(known), XML)


@pages.get(f"{BASE}/<int:partner_id>/uea.docx")
@guarded(may.may_see_declaration, load=queries.declaration_to_read)
def declaration_word(known: Declaration) -> ResponseReturnValue:
    """The same in Word, with room to sign."""
    return files.made(to_bytes(declaration_document(_sheet(known), made_at=clock.now())), _name(known), files.WORD)


def _name(known: Declaration) -> str:
    return f"uea-{known.partner.name}"


def _sheet(known: Declaration) -> DeclarationSheet:
    bid = known.partner.bid
    asked = queries.asked_of(known, queries.request_of(bid))
    operator, heading = messages.operator_of(known), queries.heading_of(bid)
    signing = partner_queries.who_signs(known.partner, clock.today())
    declared = None
    if known.grounds_at is not None:
        declared = Declared(known.grounds_name, known.grounds_function, clock.local(known.grounds_at).date())
    # Our own list is about no procurement yet.
    if queries.asked_request(bid) is None:
        asked = replace(asked, procedure=heading.procedure)
    words = signing.words
    if signing.article:
        words = f"{signing.words} ({signing.article})"
    return DeclarationSheet(
        asked,
        operator,
        messages.answers_of(known, asked),
        heading.description,
        heading.buyer,
        messages.ROLES_NL.get(operator.role, operator.role),
        messages.SIZES_NL.get(operator.size, ""),
        queries.lots_of(known, asked),
        declared,
        words,
    )
