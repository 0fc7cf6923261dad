"""What every page of a group carries: the menu of the group and the card of its next step, as globals of all templates."""

from typing import Any

from flask import current_app, g, has_request_context, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from incubator.accounts.models import Role
from incubator.accounts.permissions import viewer
from incubator.cooperatives import permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.home import messages, queries, rules
from incubator.home.permissions import reader_of
from incubator.home.values import Reader, Situation
from incubator.register import queries as register

# The pages below each item of the menu: the name of the endpoint, or of everything in a feature.
ITEMS = {
    "learning": "lessons",
    "statutes": "statutes",
    "versions": "statutes",
    "papers": "statutes",
    "founders": "statutes",
    "register": "register",
    "capital": "capital",
    "register.board": "board",
    "register.open_board": "board",
    "register.appoint": "board",
    "register.seat": "board",
    "register.change_seat": "board",
    "register.correct_seat": "board",
    "register.seat_account": "board",
    "register.own_seat": "board",
    "register.signing": "board",
    "register.proxy": "board",
    "register.beneficial_owners": "board",
    "duties": "duties",
    "register.own": "membership",
    "register.own_change": "membership",
    "register.own_resign": "membership",
    "meetings": "meetings",
    "meetings.resolutions": "decisions",
    "meetings.resolution": "decisions",
    "meetings.committee": "decisions",
    "watch": "opportunities",
    "bids": "bids",
    "challenges": "challenges",
    "questions": "questions",
    "challenges.group_buyers": "buyers",
    "challenges.group_buyer": "buyers",
    "challenges.add_buyer_contact": "buyers",
    "challenges.correct_buyer_contact": "buyers",
    "challenges.write_buyer_talk": "buyers",
    "challenges.correct_buyer_talk": "buyers",
    "bids.contracts": "contracts",
    "bids.record_contract": "contracts",
    "bids.correct_contract": "contracts",
    "cooperatives.show": "overview",
    "cooperatives.edit": "overview",
    "cooperatives.coach": "overview",
    "cooperatives.people": "people",
    "cooperatives.invite": "people",
    "cooperatives.participation": "people",
    "cooperatives": "dossier",
    "home.agenda": "agenda",
    "cohorts": "agenda",
    "cohorts.contact": "overview",
    "cohorts.write_contact": "overview",
    "cohorts.correct_contact": "overview",
    "cohorts.note": "overview",
    "cohorts.certificates": "overview",
    "neighbourhood": "overview",
    "steps": "overview",
    "home": "progress",
    "home.way": "overview",
}


def situation_here(group: Cooperative) -> Situation:
    """Where this group stands, asked once for each page."""
    known: dict[int, Situation] = g.setdefault("situations", {})
    if group.id not in known:
        known[group.id] = queries.situation_of(group, now=clock.now())
    return known[group.id]


def reader_here(group: Cooperative) -> Reader:
    """As whom the signed-in user reads this group, asked once for each page."""
    known: dict[int, Reader] = g.setdefault("readers", {})
    if group.id not in known:
        known[group.id] = reader_of(viewer(), group)
    return known[group.id]


def group_card(group: Cooperative, level: int = 2) -> Markup:
    """The next step of this group, for the top of a page."""
    card = messages.card(situation_here(group), group, reader_here(group))
    return _part("home/_card.html", card=card, level=level)


def group_exit_list(group: Cooperative) -> Markup:
    """What closes the phase of this group, for its page."""
    lines = messages.exit_lines(group.slug, rules.exit_list(situation_here(group)))
    may_record = permissions.may_record(current_user, group)
    return _part("home/_exit_section.html", group=group, lines=lines, may_record=may_record)


def group_menu(group: Any) -> Markup:
    """The menu inside a group; nothing on a page of no group, or for who may not open its pages."""
    if not isinstance(group, Cooperative) or not has_request_context() or not _opens_pages_of(group):
        return Markup("")
    items = _items(group)
    current = _current()
    entries = [{"label": label, "url": url, "current": key == current} for key, label, url in items]
    # The overview speaks of the group to who looks along; the other pages speak to the group.
    looks_on = current != "overview" and reader_here(group) is not Reader.GROUP
    return _part("home/_group_menu.html", group=group, entries=entries, looks_on=looks_on)


def _part(template: str, **values: Any) -> Markup:
    """A part of a page, out of these values alone: what every page is put together with is not gathered once more for each."""
    made = current_app.jinja_env.get_template(template).render(**values)
    return Markup(made)  # noqa: S704  # a template of ours


def _opens_pages_of(group: Cooperative) -> bool:
    if not current_user.is_authenticated:
        return False
    # Who releases the decisions of a coach who learns reads work of groups that are not theirs.
    if current_user.role is Role.COACH:
        return cooperatives.cooperative(viewer(), group.slug) is not None
    return True


def _current() -> str | None:
    endpoint = request.endpoint or ""
    return ITEMS.get(endpoint, ITEMS.get(endpoint.partition(".")[0]))


def _items(group: Cooperative) -> list[tuple[str, str, str]]:
    """What this group has, with its page."""
    slug = group.slug
    items = [
        ("overview", _("Overview"), url_for("cooperatives.show", slug=slug)),
        ("progress", _("Phase"), url_for("home.progress", slug=slug)),
        ("lessons", _("Lessons"), url_for("learning.track", slug=slug)),
        ("dossier", _("Dossier"), url_for("cooperatives.dossier", slug=slug)),
        ("statutes", _("Statutes"), url_for("statutes.index", slug=slug)),
    ]
    # The register begins with the deed.
    is_founded = cooperatives.has_deed(group)
    if is_founded:
        items.append(("register", _("Members"), url_for("register.index", slug=slug)))
        items.append(("capital", _("Capital"), url_for("capital.index", slug=slug)))
        items.append(("board", _("Board"), url_for("register.board", slug=slug)))
        items.append(("duties", _("Duties"), url_for("duties.index", slug=slug)))
    if is_founded and register.own_membership(viewer(), slug) is not None:
        items.append(("membership", _("My membership"), url_for("register.own", slug=slug)))
    if _has("meetings.index"):
        items.append(("meetings", _("Meetings"), url_for("meetings.index", slug=slug)))
    if is_founded:
        items.append(("decisions", _("Decisions"), url_for("meetings.resolutions", slug=slug)))
    items += [
        ("opportunities", _("Opportunities"), url_for("watch.matches", slug=slug)),
        ("buyers", _("Buyers"), url_for("challenges.group_buyers", slug=slug)),
        ("challenges", _("Challenges"), url_for("challenges.challenges", slug=slug)),
        ("bids", _("Bids"), url_for("bids.index", slug=slug)),
        ("contracts", _("Contracts"), url_for("bids.contracts", slug=slug)),
        ("agenda", _("Agenda"), url_for("home.agenda", groep=slug)),
        ("people", _("People"), _people(slug)),
        ("questions", _("Questions"), url_for("questions.index", slug=slug)),
    ]
    return items


def _has(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _people(slug: str) -> str:
    if _has("cooperatives.people"):
        return url_for("cooperatives.people", slug=slug)
    return url_for("cooperatives.show", slug=slug, _anchor="people")
