"""The way of a group over all pillars, for who guides it."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative
from incubator.core.web import page_asked
from incubator.home.messages import timeline as messages
from incubator.home.queries.timeline import timeline
from incubator.home.values import Pillar
from incubator.home.views.blueprint import pages

PAGE = 40  # happenings on one page


@pages.get("/cooperaties/<slug>/weg")
@guarded(permissions.may_guide, load=cooperative)
def way(group: Cooperative) -> ResponseReturnValue:
    """Everything that happened to a group, the latest first; of one pillar when the address asks."""
    typed = request.args.get("soort", "")
    chosen = Pillar(typed) if typed in set(Pillar) else None
    # A group has some hundreds of lines in all its years: they are cut into pages here.
    everything = timeline(group)
    happened = [happening for happening in everything if chosen in {None, happening.pillar}]
    pages_count = max(1, -(-len(happened) // PAGE))
    page = min(page_asked(), pages_count)
    return render_template(
        "home/way.html",
        group=group,
        happened=happened[(page - 1) * PAGE : page * PAGE],
        chosen=chosen,
        pillars=messages.PILLARS,
        title_of=messages.title,
        text_of=messages.text,
        page=page,
        pages=pages_count,
        page_url=lambda number: url_for("home.way", slug=group.slug, soort=typed or None, pagina=number),
    )
