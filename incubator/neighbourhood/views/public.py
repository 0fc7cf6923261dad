"""What every visitor may read of neighbourhoods. No name of a person stands on these pages."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import public
from incubator.core.public_pages import same_for_everyone
from incubator.core.reference import municipalities
from incubator.neighbourhood import documents, services
from incubator.neighbourhood import messages as words
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import buildings, groups, stories
from incubator.neighbourhood.values import PublicPiece
from incubator.neighbourhood.views.blueprint import pages


@pages.get("/buurt")
@public
def public_index() -> ResponseReturnValue:
    """Every neighbourhood that was published."""
    same_for_everyone()
    return render_template(
        "neighbourhood/public_index.html", places=stories.public_places(), municipality=municipalities.municipality
    )


@pages.get("/buurt/<slug>")
@public
def public_page(slug: str) -> ResponseReturnValue:
    """The story, the borders, the groups and buildings that are shown, and what each part lets visitors read."""
    place = stories.public_place(slug)
    # The same answer as for a name that nobody has: that something is being made is not public.
    if place is None:
        abort(404)
    same_for_everyone()
    story = stories.published(place)
    text = story.text if story is not None else ""
    shown = buildings.of_place(place, public_only=True)
    return render_template(
        "neighbourhood/public.html",
        place=place,
        municipality=municipalities.municipality(place.municipality),
        plain=documents.plain(text),
        text=documents.story_html(text),
        groups=groups.public(place),
        buildings=[(building, buildings.standing(building)) for building in shown],
        pieces=_pieces(place),
        words=words,
        changed=stories.changed_at(place),
    )


def _pieces(place: Neighbourhood) -> list[tuple[services.NeighbourhoodPart, PublicPiece]]:
    """The parts that have something for visitors."""
    pieces = []
    for part in services.PARTS.values():
        piece = part.published(place)
        if piece is not None:
            pieces.append((part, piece))
    return pieces
