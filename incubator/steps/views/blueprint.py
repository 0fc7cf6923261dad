"""The blueprint of the steps, which the modules of this package fill; its parts hang in every workbench."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import clock
from incubator.neighbourhood.messages import NOTHING_YET, state_of_list
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece
from incubator.steps.queries import commitments, progress
from incubator.steps.values.progress import StepProgress

pages = Blueprint("steps", __name__)


@pages.record_once
def hang_in_workbenches(_state: object) -> None:
    """The way and the commitments stand in every workbench."""
    register_part(
        NeighbourhoodPart(
            "steps",
            _l("The five steps"),
            _l("From an assembly to commitments that last: the way of a neighbourhood."),
            "steps.index",
            _how_far,
            _nothing,
            PartTheme.DOING,
        )
    )
    register_part(
        NeighbourhoodPart(
            "commitments",
            _l("Commitments of government"),
            _l("What was promised to the neighbourhood, and what proves that it happens."),
            "steps.commitments",
            _how_many,
            _public_commitments,
            PartTheme.DOING,
        )
    )


def _how_far(place: Neighbourhood) -> str:
    known = progress.standings(place.id, now=clock.now(), today=clock.today())
    done = sum(each.progress is StepProgress.DONE for each in known)
    if not done:
        return str(NOTHING_YET)
    return _("%(done)s of five steps done.", done=done)


def _how_many(place: Neighbourhood) -> str:
    known = commitments.of_neighbourhood(place.id)
    asking = sum(bool(commitments.stale(each, today=clock.today())) for each in known)
    total = ngettext("%(num)d commitment", "%(num)d commitments", len(known))
    return state_of_list(len(known), total, asking)


def _nothing(_place: Neighbourhood) -> PublicPiece | None:
    """The way is of the workbench."""
    return None


def _public_commitments(place: Neighbourhood) -> PublicPiece | None:
    if commitments.published_at(place.id) is None:
        return None
    return PublicPiece((_how_many(place),), url_for("steps.public_commitments", slug=place.slug))
