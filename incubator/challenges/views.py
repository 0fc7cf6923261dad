"""The page that says whether and why a notice shows a task that could be challenged."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import public
from incubator.challenges import messages, queries
from incubator.core import clock
from incubator.notices.queries import publications

pages = Blueprint("challenges", __name__)


@pages.app_context_processor
def words() -> dict[str, object]:
    """Words for verdicts, for every page that shows one."""
    return {"challenge_words": messages}


@pages.get("/aankondigingen/<int:notice_id>/uitdagen")
@public
def assess(notice_id: int) -> ResponseReturnValue:
    """Public, like the notice itself."""
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    verdict = queries.assess(notice, today=clock.today(), now=clock.now())
    return render_template("challenges/assess.html", notice=notice, verdict=verdict, levels=messages.LEVELS)
