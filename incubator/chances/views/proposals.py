"""What could become a chance, to take over one by one."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.chances import messages as words
from incubator.chances.models import Chance
from incubator.chances.queries import chances as queries
from incubator.chances.services import chances as services
from incubator.chances.services import proposals as proposing
from incubator.chances.views.blueprint import LIST, pages
from incubator.chances.views.chances import to_chance
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out_or_flash, page_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight

ON_A_PAGE = 8
LONGEST_KEY = 300
GONE = N_("This is no proposal any more: the contract ended, the call closed, or the map changed.")


@pages.get(f"{LIST}/voorstellen")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def proposals(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Contracts that end, money that leaves, and demand that no group of the neighbourhood meets."""
    known = proposing.of_place(neighbourhood, now=clock.now())
    last_page = max(1, -(-len(known) // ON_A_PAGE))
    page = min(page_asked(), last_page)
    return render_template(
        "chances/proposals.html",
        neighbourhood=neighbourhood,
        proposals=known[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        total=len(known),
        page=page,
        last_page=last_page,
        page_address=lambda number: url_for("chances.proposals", slug=neighbourhood.slug, pagina=number),
        words=words,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.post(f"{LIST}/voorstellen")
@guarded(neighbourhoods.may_build, load=place_in_sight)
def take(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """A proposal becomes a chance; who presses again, or second, comes to the same chance."""
    key = request.form.get("key", "")[:LONGEST_KEY]
    done = carry_out_or_flash(lambda: _take(neighbourhood, key))
    if done is None:
        return redirect(url_for("chances.proposals", slug=neighbourhood.slug))
    flash(_("Taken over. You follow this chance now: write down what is done next."))
    return to_chance(done.value)


def _take(neighbourhood: Neighbourhood, key: str) -> Chance:
    before = queries.taken(neighbourhood.id, key)
    if before is not None:
        return before
    proposal = proposing.named(neighbourhood, key, now=clock.now())
    if proposal is None:
        raise RuleViolation(GONE)
    shown = replace(proposal, source=words.source(proposal))
    return services.take(neighbourhood, shown, words.why(proposal), by=viewer(), now=clock.now(), today=clock.today())
