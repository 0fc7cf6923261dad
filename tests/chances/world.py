"""What the small world of the whole-site tests has of chances."""

from typing import Any

from incubator.accounts.models import User
from incubator.chances.services import chances
from incubator.chances.values import ChanceKind, ChanceTerms
from incubator.core import clock
from incubator.moneymap.services import maps
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.values import Certainty, StatedGround


def chances_world(place: Neighbourhood, by: User) -> dict[str, Any]:
    """A chance that is public, of which somebody follows the next step."""
    chance = _written(place, "Naaiploeg", by)
    chances.show(chance, by=by, now=clock.now())
    _leak(place)
    return {"chance_number": chance.id}


def _leak(place: Neighbourhood) -> None:
    """Money that goes elsewhere, so that there is a proposal: `leak:energie`."""
    school = maps.add_node(place, NodeAnswers("School", NodeKind.ANCHOR, Whereabouts.HERE), by=None, now=clock.now())
    firm = NodeAnswers("Stroombedrijf", NodeKind.FIRM, Whereabouts.ELSEWHERE)
    elsewhere = maps.add_node(place, firm, by=None, now=clock.now())
    answers = FlowAnswers(school.id, elsewhere.id, 2_000_000, 2025, "Energie", FlowCertainty.FACT, "Rekening")
    maps.add_flow(place, answers, by=None, now=clock.now())


def more_chances(place: Neighbourhood, number: int, by: User) -> None:
    """One chance more, with news."""
    _written(place, f"Kans {number}", by)


def _written(place: Neighbourhood, title: str, by: User) -> Any:
    ground = StatedGround(Certainty.ESTIMATE, "", "een buur", clock.today())
    terms = ChanceTerms(ChanceKind.COMMUNITY, title, "Samen naaien.", ground, owner_id=by.id)
    return chances.write(place, terms, by=by, now=clock.now(), today=clock.today())
