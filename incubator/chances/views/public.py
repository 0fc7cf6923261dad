"""The chances that every visitor may read."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from incubator.chances import messages as words
from incubator.chances.queries import chances as queries
from incubator.chances.views.blueprint import pages
from incubator.core import clock
from incubator.core.guards import public
from incubator.core.public_pages import same_for_everyone


@pages.get("/buurt/<slug>/kansen")
@public
def public_chances(slug: str) -> ResponseReturnValue:
    """What the drivers put on the public page: no person, and no building that is not public itself."""
    neighbourhood = queries.public_place(slug)
    if neighbourhood is None:
        abort(404)
    same_for_everyone()
    return render_template(
        "chances/public.html",
        neighbourhood=neighbourhood,
        chances=queries.public_chances(neighbourhood.id),
        words=words,
        today=clock.today(),
    )
