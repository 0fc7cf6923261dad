"""The front page for visitors, and the start page of who is signed in."""

from typing import Any

from flask import has_request_context, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import queries as accounts
from incubator.accounts.messages import ROLES
from incubator.accounts.models import Role
from incubator.accounts.permissions import public
from incubator.cooperatives.messages import PHASES, route
from incubator.cooperatives.values import Phase
from incubator.core import clock, public_pages
from incubator.core.web import page_asked, settings
from incubator.home import messages, queries
from incubator.home.views.blueprint import pages


@pages.app_context_processor
def menu() -> dict[str, Any]:
    """The main menu for who is reading; mails that jobs write have none."""
    if not has_request_context():
        return {}
    items = _menu_of(current_user.role) if current_user and current_user.is_authenticated else _menu_of(None)
    return {"navigation": [{"label": label, "url": url, "current": request.path == url} for label, url in items]}


def _menu_of(role: Role | None) -> list[tuple[str, str]]:
    """The names and addresses in the menu of someone with this role; None is a visitor."""
    items = []
    if role is not None:
        items.append((_("Start"), url_for("home.front")))
    if role in {Role.COACH, Role.MANAGER}:
        items.append((_("To review"), url_for("reviews.queue")))
    if role is not None:
        items.append((_("Groups"), url_for("cooperatives.index")))
    items.append((_("Notices"), url_for("notices.index")))
    items.append((_("Knowledge"), url_for("knowledge.index")))
    if role is Role.MANAGER:
        items.append((_("Manage"), url_for("home.manage")))
    return items


@pages.get("/")
@public
def front() -> ResponseReturnValue:
    """What this is and how to join; signed in: what is next."""
    if not current_user.is_authenticated:
        return _visitor()
    if current_user.role is Role.MANAGER:
        return _manager()
    return _coach() if current_user.role is Role.COACH else _founder()


def _visitor() -> ResponseReturnValue:
    chosen = settings()
    public_pages.same_for_everyone()
    people = queries.personas(accounts.personas()) if chosen.demo and not chosen.production else None
    return render_template(
        "home/front.html", personas=people, phases=PHASES, roles=ROLES, open_sign_up=chosen.sign_up == "open"
    )


def _founder() -> ResponseReturnValue:
    starts = queries.groups_of(current_user, now=clock.now())
    groups = [
        {
            "start": start,
            "route": route(start.group, start.milestones),
            "next": messages.next_step(start, queries.next_step(start)),
        }
        for start in starts
    ]
    return render_template("home/founder.html", groups=groups, phases=PHASES)


def _coach() -> ResponseReturnValue:
    now = clock.now()
    start = queries.coach_start(current_user, now=now, page=page_asked())
    return render_template("home/coach.html", start=start, now=now, phases=PHASES)


def _manager() -> ResponseReturnValue:
    start = queries.manager_start()
    phases = [(PHASES[phase], start.by_phase.get(phase.value, 0)) for phase in Phase]
    return render_template(
        "home/manager.html", start=start, phases=phases, coach=queries.coach_start(current_user, now=clock.now())
    )
