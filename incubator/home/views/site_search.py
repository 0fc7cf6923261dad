"""Searching the whole site, and help with the page one comes from."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.models import User
from incubator.accounts.permissions import public, viewer
from incubator.challenges.rules.naming import full_name
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.home import queries
from incubator.home.messages.help import AREA_OF_BLUEPRINT, AREAS
from incubator.home.views.blueprint import pages
from incubator.learning.messages import title_of
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import places


@pages.get("/zoeken")
@public
def search_site() -> ResponseReturnValue:
    """Groups, people, lessons, articles, words, authorities and notices within what the reader may know."""
    asked = search_words(request.args.get("zoek"))
    reader = _reader()
    answers = queries.site_answers(reader, asked, now=clock.now())
    # A lesson is read in a group: the first of the reader's own.
    own_groups = () if reader is None else cooperatives.going_on(reader)
    return render_template(
        "home/search.html",
        asked=asked,
        answers=answers,
        places_in_sight=_in_sight(reader, answers.neighbourhoods),
        own_group=next(iter(own_groups), None),
        title_of=title_of,
        full_name=full_name,
    )


def _in_sight(reader: User | None, answering: Sequence[Neighbourhood]) -> set[int]:
    """Of which neighbourhoods the reader opens the workbench instead of the public page."""
    if reader is None or not answering:
        return set()
    return {place.id for place in places.within_sight(reader)}


def _reader() -> User | None:
    return viewer() if current_user.is_authenticated else None


@pages.get("/hulp")
@public
def help_pages() -> ResponseReturnValue:
    """Answers to what people ask, by the part of the site; the part that one comes from stands open."""
    return render_template("home/help.html", areas=AREAS, chosen=request.args.get("bij", ""))


@pages.app_template_global()
def help_area() -> str:
    """The part of the help that belongs to the page which is shown; "" for none."""
    return AREA_OF_BLUEPRINT.get(request.blueprint or "", "")
