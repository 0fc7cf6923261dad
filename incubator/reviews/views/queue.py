"""What waits for coaches, what they read, what they release, and what they decided."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.queries import cooperatives
from incubator.core import clock
from incubator.core.forms import search_words
from incubator.core.web import page_asked
from incubator.reviews import queries
from incubator.reviews.messages import BADGES, STAGES, turns
from incubator.reviews.queries import QueueFilter, waiting
from incubator.reviews.queries.training import releases
from incubator.reviews.rules.hurry import closing_first
from incubator.reviews.services import hurrying
from incubator.reviews.views.blueprint import pages

TABS = ("waiting", "mine", "release", "decided")


@pages.get("/")
@guarded(is_coach)
def queue() -> ResponseReturnValue:
    """What waits for a coach: what closes soon, then the oldest; what one reads; what was decided lately."""
    who = request.args.get("wie", TABS[0])
    chosen = QueueFilter(
        who=who if who in TABS else TABS[0],
        group=search_words(request.args.get("groep")),
        phase=request.args.get("fase", ""),
        own=request.args.get("van") == "mij",
    )
    page, now = page_asked(), clock.now()
    terms = hurrying.terms_in_reach(viewer())
    return render_template(
        "reviews/queue.html",
        releases=releases(viewer()),
        promise=turns.in_words(waiting.promise(now=now)),
        now=now,
        queue=queries.queue(current_user, chosen, page, first=closing_first(terms, now)),
        terms=terms,
        chosen=chosen,
        page=page,
        per_page=queries.PAGE,
        groups=cooperatives(current_user),
        phases=PHASES,
        stages=STAGES,
        badges=BADGES,
    )
