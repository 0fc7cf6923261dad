"""The page that says whether and why a notice shows a task that could be challenged."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import public
from incubator.challenges.messages import verdicts as verdict_words
from incubator.challenges.queries import assessing
from incubator.challenges.values import Verdict
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.next_steps import next_links
from incubator.core import clock
from incubator.core.public_pages import same_for_everyone
from incubator.notices.models import Notice
from incubator.notices.queries import publications


@pages.app_context_processor
def words() -> dict[str, object]:
    """Words for verdicts, a verdict on a notice, and where its next step is done, for every page that shows one."""
    return {"challenge_words": verdict_words, "challenge_verdict": _verdict, "challenge_links": next_links}


def _verdict(notice: Notice) -> Verdict:
    return assessing.assess(notice, today=clock.today(), now=clock.now())


@pages.get("/aankondigingen/<int:notice_id>/uitdagen")
@public
def assess(notice_id: int) -> ResponseReturnValue:
    """Public, like the notice itself."""
    same_for_everyone()
    notice = publications.notice(notice_id)
    if notice is None:
        abort(404)
    return render_template("challenges/assess.html", notice=notice, verdict=_verdict(notice))
