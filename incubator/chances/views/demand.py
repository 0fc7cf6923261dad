"""Demand meets offer: each need beside the groups, and each group beside the needs."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, viewer
from incubator.chances import messages as words
from incubator.chances.queries import chances as queries
from incubator.chances.services import matching
from incubator.chances.services.matching import DemandAndOffer
from incubator.chances.values import FittingGroup, LocalNeed
from incubator.chances.views.blueprint import LIST, pages
from incubator.core import clock
from incubator.core.web import page_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight

NEEDS_ON_A_PAGE = 5
MOST_OF_A_GROUP = 4  # needs: what fits best


@pages.get(f"{LIST}/vraag")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def demand(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What is asked, and which groups could do it: the best match first, then what nobody could do."""
    now = clock.now()
    compared = matching.demand_and_offer(neighbourhood, now=now)
    ordered = sorted(compared.needs, key=lambda need: (-_highest(compared, need), need.day is None, need.day, need.key))
    last_page = max(1, -(-len(ordered) // NEEDS_ON_A_PAGE))
    page = min(page_asked(), last_page)
    shown = ordered[(page - 1) * NEEDS_ON_A_PAGE : page * NEEDS_ON_A_PAGE]
    needs = [(need, matching.beside(compared, need, now=now)) for need in shown]
    silent = [offer.group.name for offer in compared.offers if not offer.profiles]
    return render_template(
        "chances/demand.html",
        neighbourhood=neighbourhood,
        needs=needs,
        total=len(compared.needs),
        unmet=len(compared.unmet()),
        silent=silent,
        taken=queries.origins(neighbourhood.id),
        page=page,
        last_page=last_page,
        page_address=lambda number: url_for("chances.demand", slug=neighbourhood.slug, pagina=number),
        words=words,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


def _highest(compared: DemandAndOffer, need: LocalNeed) -> float:
    """The best score of a group that could do it; 0 when none could."""
    fitting = compared.fitting(need)
    return compared.score(need, fitting[0]) if fitting else 0.0


@pages.get(f"{LIST}/aanbod")
@guarded(neighbourhoods.may_look, load=place_in_sight)
def offer(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Each group of the neighbourhood, and what is asked that it could do."""
    now = clock.now()
    compared = matching.demand_and_offer(neighbourhood, now=now)
    last_page = max(1, -(-len(compared.offers) // NEEDS_ON_A_PAGE))
    page = min(page_asked(), last_page)
    groups = []
    for each in compared.offers[(page - 1) * NEEDS_ON_A_PAGE : page * NEEDS_ON_A_PAGE]:
        able = compared.fitting_needs(each)
        fitting: list[tuple[LocalNeed, FittingGroup]] = []
        for need in able[:MOST_OF_A_GROUP]:
            fitting.append((need, matching.explained(compared, need, each, now=now)))
        groups.append((each, fitting, len(able)))
    return render_template(
        "chances/offer.html",
        neighbourhood=neighbourhood,
        groups=groups,
        total=len(compared.needs),
        page=page,
        last_page=last_page,
        page_address=lambda number: url_for("chances.offer", slug=neighbourhood.slug, pagina=number),
        words=words,
    )
