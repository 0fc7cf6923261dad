"""The front page for visitors, and the start page of who is signed in."""

from collections.abc import Iterable
from typing import Any

from flask import has_request_context, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts import queries as accounts
from incubator.accounts.messages import ROLES
from incubator.accounts.models import Role
from incubator.accounts.permissions import public, viewer
from incubator.challenges.queries.overview import due_checks
from incubator.cooperatives.messages import PHASES, route
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock, health, public_pages
from incubator.core.web import page_asked, settings
from incubator.home import messages, queries, rules
from incubator.home.permissions import reader_as
from incubator.home.queries.starts import MOST_PLANS
from incubator.home.rules.groups_table import NONE
from incubator.home.values import Reader
from incubator.home.views.blueprint import pages
from incubator.home.views.first_steps import steps_to_show
from incubator.learning.values import LessonStanding
from incubator.neighbourhood.queries.places import own_places
from incubator.neighbourhood.queries.stories import has_public_places
from incubator.register.messages.board import BODIES
from incubator.register.queries.linking import memberships_of, seats_held_by


@pages.app_context_processor
def menu() -> dict[str, Any]:
    """The main menu, made only by what shows it: a page is put together from several templates."""
    return {"navigation": _navigation}


def _navigation() -> list[dict[str, Any]]:
    """The menu for who is reading; mails that jobs write have none."""
    if not has_request_context():
        return []
    items = _menu_of(current_user.role) if current_user and current_user.is_authenticated else _menu_of(None)
    return [{"label": label, "url": url, "current": request.path == url} for label, url in items]


def _menu_of(role: Role | None) -> list[tuple[str, str]]:
    """The names and addresses in the menu of someone with this role; None is a visitor."""
    items = []
    if role is not None:
        items.append((_("Start"), url_for("home.front")))
    if role in {Role.COACH, Role.MANAGER}:
        items.append((_("To review"), url_for("reviews.queue")))
    if role is not None:
        items.append((_("Groups"), url_for("home.groups")))
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
        "home/front.html",
        personas=people,
        phases=PHASES,
        roles=ROLES,
        open_sign_up=chosen.sign_up == "open",
        has_neighbourhoods=has_public_places(),
    )


def _founder() -> ResponseReturnValue:
    now = clock.now()
    starts = queries.groups_of(current_user, now=now)
    groups = [_shown(start, reader_as(current_user, role)) for start, role in starts]
    names = {start.group.id: start.group.name for start, _role in starts}
    dates = agenda.entries(names, since=now, limit=queries.NEXT_DATES)
    return render_template(
        "home/founder.html",
        groups=groups,
        phases=PHASES,
        dates=dates,
        names=names,
        memberships=memberships_of(viewer()),
        seats=seats_held_by(viewer(), clock.local(now).date()),
        bodies=BODIES,
        neighbourhoods=own_places(viewer()),
    )


def _shown(start: queries.GroupStart, reader: Reader) -> dict[str, Any]:
    """A group on the start page of who takes part in it."""
    return {
        "group": start.group,
        "situation": start.situation,
        "route": route(start.group, start.situation.milestones),
        "card": messages.card(start.situation, start.group, reader),
        "approved": sum(lesson.standing is LessonStanding.APPROVED for lesson in start.situation.lessons),
    }


def _coach() -> ResponseReturnValue:
    now = clock.now()
    start = queries.coach_start(current_user, now=now, page=page_asked())
    lines = _with_headlines(start.groups.groups, Reader.COACH)
    dates = queries.dates_in_sight(current_user, now=now)
    return render_template(
        "home/coach.html",
        start=start,
        most_plans=MOST_PLANS,
        lines=lines,
        phases=PHASES,
        stands_still=rules.stands_still,
        dates=dates,
    )


def _with_headlines(
    starts: Iterable[queries.GroupStart], reader: Reader
) -> list[tuple[queries.GroupStart, messages.Headline]]:
    """Groups, each with its next step."""
    return [(start, messages.headline(start.situation, start.group, reader)) for start in starts]


def _manager() -> ResponseReturnValue:
    now = clock.now()
    start = queries.manager_start(current_user, now=now)
    phases = [(PHASES[phase], start.by_phase.get(phase.value, 0)) for phase in Phase]
    turns = _with_headlines(start.turns, Reader.MANAGER)
    return render_template(
        "home/manager.html",
        start=start,
        phases=phases,
        turns=turns,
        dates=queries.dates_in_sight(current_user, now=now),
        troubles=health.troubles(),
        first_steps=steps_to_show(),
        no_coach=NONE,
        due_checks=due_checks(clock.today()),
    )
