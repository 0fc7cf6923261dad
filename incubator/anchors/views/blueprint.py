"""The blueprint of the anchors, and what it hangs in the workbench of a neighbourhood."""

from typing import Any

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.accounts.models import User
from incubator.accounts.services.mentions import register_mentions
from incubator.accounts.values import Mention
from incubator.anchors.messages import pictures, words
from incubator.anchors.queries import figures, institutions, purchases
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.models.grounds import StatementGround
from incubator.neighbourhood.queries.people import of_person
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("anchors", __name__)


@pages.record_once
def hang_in_workbench(_state: object) -> None:
    register_part(
        NeighbourhoodPart(
            "anchors",
            _l("Anchors"),
            _l(
                "Large organisations of the place: what they buy and from whom, what they promised, and what they need."
            ),
            "anchors.index",
            state_of,
            published_of,
            PartTheme.KNOWING,
        )
    )
    register_mentions(_mentions)


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"anchor_words": words, "anchor_pictures": pictures}


def state_of(place: Neighbourhood) -> str:
    """How far it is, in a sentence."""
    known = institutions.anchors(place.id)
    if not known:
        return _("No anchor is in the register yet.")
    anchors = ngettext("%(num)d anchor", "%(num)d anchors", len(known))
    number = len(purchases.lists_of_place(place.id))
    lists = ngettext("%(num)d list of creditors", "%(num)d lists of creditors", number)
    return _("%(anchors)s, %(lists)s.", anchors=anchors, lists=lists)


def published_of(place: Neighbourhood) -> PublicPiece | None:
    """What every visitor may see; None while it is not public."""
    if not institutions.is_public(place.id):
        return None
    sentences = [
        ngettext(
            "%(num)d organisation that is tied to the place.",
            "%(num)d organisations that are tied to the place.",
            len(institutions.anchors(place.id)),
        )
    ]
    rows = purchases.lists_of_place(place.id)
    # The last year alone: every visitor of the neighbourhood opens this.
    of_year = [row for row in rows if row.year == rows[0].year]
    lines = purchases.bought(of_year)
    analyses = figures.for_visitors(of_year, lines, figures.one_by_one(of_year, lines))
    last = next(iter(analyses.values()), None)
    if last is not None and last.may_show(last.local):
        sentences.append(
            _(
                "Of what they bought in %(year)s, %(share)s stayed in the municipality.",
                year=last.year,
                share=pictures.between(last.local),
            )
        )
    return PublicPiece(tuple(sentences), url_for("anchors.published", slug=place.slug))


def _mentions(user: User) -> list[Mention]:
    """Where somebody stands in the log of contacts."""
    places = [person.neighbourhood_id for person in of_person(user)]
    mentions = []
    for contact in institutions.naming(user.name, places):
        anchor = contact.anchor
        slug = anchor.neighbourhood.slug
        page = url_for("anchors.change_part", slug=slug, number=anchor.id, part="contact", part_number=contact.id)
        mentions.append(Mention(anchor.neighbourhood.name, anchor.name, page))
    return mentions


def when() -> dict[str, Any]:
    """Now and today, as services ask for them."""
    return {"now": clock.now(), "today": clock.today()}


def ground_of(row: StatementGround | None) -> dict[str, Any]:
    """What a statement rests on, by the fields of its form; today for what nobody stated yet."""
    if row is None:
        return {"said_on": clock.today()}
    return row.ground.by_field


def to_anchor(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("anchors.anchor", slug=slug, number=number))
