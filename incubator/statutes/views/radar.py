"""The page of changes of law, for coaches and the manager: what changes, which of their groups are hit, and what follows."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.core import clock
from incubator.statutes import messages
from incubator.statutes.documents.radar import RadarPeriod
from incubator.statutes.queries.radar import groups_in_sight, radar

pages = Blueprint("law_changes", __name__, url_prefix="/statuten")


@pages.get("/wetswijzigingen")
@guarded(is_coach)
def index() -> ResponseReturnValue:
    """Every change of law around today, with the groups within sight that it hits."""
    today = clock.today()
    period = RadarPeriod.around(today)
    groups = groups_in_sight(viewer())
    return render_template(
        "statutes/law_changes.html",
        lines=radar(groups, period, today=today),
        period=period,
        today=today,
        groups=len(groups),
        words_of_change=messages.change_in_this_language,
        words_of=messages.in_this_language,
        question_of=messages.question_in_this_language,
        value_in_words=messages.value_in_words,
        label_of=messages.label_of_answer,
    )
