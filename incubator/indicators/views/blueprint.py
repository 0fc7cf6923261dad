"""The blueprint of figures, which the modules of this package fill; its part in every workbench, and its chapter for the council."""

from datetime import date

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.models import User
from incubator.accounts.services.mentions import register_mentions
from incubator.accounts.values import Mention
from incubator.core import clock
from incubator.home.documents.chapters import CouncilBlocks, CouncilChapter, register_chapter
from incubator.indicators.documents import report
from incubator.indicators.messages import words
from incubator.indicators.queries import kept, reports
from incubator.indicators.rules.periods import around, last_year, read_period, to_choose
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import FigurePeriod, FigureScope
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import own_places
from incubator.neighbourhood.services import NeighbourhoodPart, register_part
from incubator.neighbourhood.values import PartTheme, PublicPiece

pages = Blueprint("indicators", __name__)


@pages.record_once
def take_part(_state: object) -> None:
    """Figures stand in every workbench, and open the report for the council."""
    register_part(
        NeighbourhoodPart(
            "figures",
            _l("Results in figures"),
            _l("What it comes to: money that stays, work, members and contracts, each with its certainty."),
            "indicators.index",
            _state_of,
            _published_of,
            PartTheme.KNOWING,
        )
    )
    register_chapter(CouncilChapter(_l("Results in figures"), "indicators.overall", _for_council))
    register_mentions(_mentions)


@pages.app_context_processor
def _words() -> dict[str, object]:
    return {"figure_words": words}


def period_asked() -> FigurePeriod:
    """The period in the address; the last year that is over when it asks for none that there is."""
    today = clock.today()
    asked = read_period(request.args.get("periode", ""))
    return asked if asked in to_choose(today) else last_year(today)


def choices() -> list[tuple[str, str]]:
    """The periods to choose from, with their names."""
    return [(each.code, words.period_words(each)) for each in to_choose(clock.today())]


def _state_of(place: Neighbourhood) -> str:
    fixed = kept.last_version(FigureScope(place.id))
    if fixed is None:
        return _("No period was fixed yet.")
    return _(
        "Fixed last: %(period)s, on %(day)s.",
        period=words.period_words(fixed.period),
        day=words.day_words(fixed.frozen_on),
    )


def _published_of(place: Neighbourhood) -> PublicPiece | None:
    scope = FigureScope(place.id)
    latest = kept.last_version(scope)
    if latest is None or not kept.is_published(scope):
        return None
    known = sum(figure.is_known for figure in latest.by_key().values())
    sentence = _(
        "%(known)s of %(all)s figures of %(period)s are known.",
        known=known,
        all=len(INDICATORS),
        period=words.period_words(latest.period),
    )
    return PublicPiece((sentence,), url_for("indicators.public_place", slug=place.slug))


def _for_council(last: date) -> CouncilBlocks:
    today = clock.today()
    known = reports.of_all(around(last), today=today)
    return CouncilBlocks(tuple(report.opening(known[0], today)), (*report.chapters(known, today), *report.method()))


def _mentions(user: User) -> list[Mention]:
    """Where somebody's name was written down as who told a figure."""
    places = [place.id for place in own_places(user)]
    return [
        Mention(
            entry.neighbourhood.name,
            words.name_of(entry.indicator),
            url_for("indicators.index", slug=entry.neighbourhood.slug, periode=entry.period.code),
        )
        for entry in kept.entries_with(user.name, places)
    ]
