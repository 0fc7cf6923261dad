"""The chances that every visitor may read."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.chances import messages as words
from incubator.chances.queries import chances as queries
from incubator.chances.views.blueprint import pages
from incubator.core import clock
from incubator.core.guards import public
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import page_asked

ON_A_PAGE = 12


@pages.get("/buurt/<slug>/kansen")
@public
def public_chances(slug: str) -> ResponseReturnValue:
    """What the drivers put on the public page: no person, and no building that is not public itself."""
    neighbourhood = queries.public_place(slug)
    if neighbourhood is None:
        abort(404)
    same_for_everyone()
    known = queries.public_chances(neighbourhood.id)
    last_page = max(1, -(-len(known) // ON_A_PAGE))
    page = min(page_asked(), last_page)
    return render_template(
        "chances/public.html",
        neighbourhood=neighbourhood,
        chances=known[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        page=page,
        last_page=last_page,
        page_address=lambda number: url_for("chances.public_chances", slug=neighbourhood.slug, pagina=number),
        words=words,
        today=clock.today(),
    )
