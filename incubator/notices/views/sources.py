"""The manager's list of sources."""

from flask import render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded, is_manager
from incubator.notices.queries import sources as queries
from incubator.notices.views.blueprint import pages


@pages.get("/bronnen")
@guarded(is_manager)
def sources() -> ResponseReturnValue:
    """Every source and how it is doing."""
    return render_template("notices/sources/index.html", sources=queries.sources())
