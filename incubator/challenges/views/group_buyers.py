"""The buyers that a group keeps an eye on: its list, one buyer, and the letter of introduction."""

from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.challenges.documents import introduction
from incubator.challenges.messages import buyers as words
from incubator.challenges.models import GroupBuyer
from incubator.challenges.queries import buyers as known_buyers
from incubator.challenges.queries import buying
from incubator.challenges.queries import group_buyers as queries
from incubator.challenges.services import buyers as services
from incubator.challenges.values.buyers import ContactDetails, KnownBuyer
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.buyers import about
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock, files
from incubator.core.forms import search_words
from incubator.core.i18n import language
from incubator.core.web import carry_out_or_flash
from incubator.core.word import to_bytes


@pages.get("/cooperaties/<slug>/opdrachtgevers")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def group_buyers(group: Cooperative) -> ResponseReturnValue:
    """The list of a group: the last talk, and what to do next; and a search to add one."""
    name = search_words(request.args.get("naam"))
    listed = queries.listed(group)
    results = [*known_buyers.authorities_called(name), *known_buyers.organisations_called(name)]
    return render_template(
        "challenges/group_buyers.html",
        group=group,
        listed=listed,
        on_list={row.buyer.code for row in listed},
        name=name,
        results=results,
        near=known_buyers.authority_named(group.municipality or ""),
        may_write=group_permissions.may_record(current_user, group),
        today=clock.today(),
    )


@pages.post("/cooperaties/<slug>/opdrachtgevers/<authority:code>/erbij")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def add_buyer(group: Cooperative, code: str) -> ResponseReturnValue:
    """Put a buyer on the list."""
    known = known_buyers.buyer_with(code)
    if known is None:
        abort(404)
    if carry_out_or_flash(partial(services.add, group, known, now=clock.now())):
        flash(_("%(buyer)s is on your list.", buyer=known.name))
    return redirect(url_for("challenges.group_buyer", slug=group.slug, code=code))


@pages.get("/cooperaties/<slug>/opdrachtgevers/<authority:code>")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def group_buyer(group: Cooperative, code: str) -> ResponseReturnValue:
    """One buyer of a group: contacts, talks, what comes next, the letter, and what everyone may know."""
    row = row_of(group, code)
    known = _known(row)
    sender = words.sender_of(group)
    needed, welcome = introduction.missing_facts(sender)
    page_of = partial(_fact, group)
    return render_template(
        "challenges/group_buyer.html",
        group=group,
        row=row,
        next_talk=queries.next_of(row),
        founded=sender.founded,
        needed=list(map(page_of, needed)),
        welcome=list(map(page_of, welcome)),
        may_write=group_permissions.may_record(current_user, group),
        today=clock.today(),
        **about(known),
    )


def row_of(group: Cooperative, code: str) -> GroupBuyer:
    """The buyer on the list of this group; for who asks another there is no such page."""
    row = queries.group_buyer(group, code)
    if row is None:
        abort(404)
    return row


def _known(row: GroupBuyer) -> KnownBuyer:
    return known_buyers.buyer_with(row.code) or KnownBuyer(row.code, row.code, "organisation")


def _fact(group: Cooperative, key: str) -> tuple[str, str]:
    """What the dossier lacks, and where it is filled in."""
    definition = FACT_KEYS[key]
    return definition.label(language()), url_for("cooperatives.record", slug=group.slug, name=definition.name)


@pages.post("/cooperaties/<slug>/opdrachtgevers/<authority:code>/eraf")
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def drop_buyer(group: Cooperative, code: str) -> ResponseReturnValue:
    """Take a buyer off the list, with all contacts and talks."""
    if carry_out_or_flash(lambda: services.drop(row_of(group, code))):
        flash(_("Removed from your list, with its contacts and talks."))
    return redirect(url_for("challenges.group_buyers", slug=group.slug))


@pages.get("/cooperaties/<slug>/opdrachtgevers/<authority:code>/kennismaking.docx")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def introduction_letter(group: Cooperative, code: str) -> ResponseReturnValue:
    """The letter of introduction in Word; `aan` is the number of the contact it goes to."""
    row = row_of(group, code)
    today = clock.today()
    policy = buying.buying_policy(row.code, today)
    letter = introduction.introduction_letter(
        words.sender_of(group), _known(row), _addressee(row), policy, made_at=clock.now()
    )
    return files.made(to_bytes(letter), f"kennismaking-{group.slug}-{today.isoformat()}", files.WORD)


def _addressee(row: GroupBuyer) -> ContactDetails | None:
    asked = request.args.get("aan", "")
    for contact in row.contacts:
        if str(contact.id) == asked:
            return services.details_of(contact)
    return None
