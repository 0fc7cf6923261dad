"""The radar of contracts that end: for a group with what it knows itself, and for everyone."""

from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach, public
from incubator.challenges.messages import contracts as words
from incubator.challenges.queries import contracts as queries
from incubator.challenges.queries.contract_details import details_of
from incubator.challenges.queries.contracts import RadarRequest
from incubator.challenges.queries.radar_verdicts import verdicts_of
from incubator.challenges.queries.routes import sector_choices
from incubator.challenges.rules.naming import authority_name, known_authority
from incubator.challenges.values.contracts import RunningContract
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, quantities
from incubator.core.charts.shapes import Chart
from incubator.core.charts.spans import span_chart
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.reference import sectors
from incubator.core.web import page_asked

PERIODS = (6, 12, 18, 24, 48)  # months
ON_A_PAGE = 5  # with the drawing as much as a phone shows without an end


@pages.get("/cooperaties/<slug>/contracten")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def radar(group: Cooperative) -> ResponseReturnValue:
    """Contracts that end near the group, with those that it wrote down itself."""
    return _page(group)


@pages.get("/uitdagen/contracten")
@public
def public_radar() -> ResponseReturnValue:
    """What notices say, and what the incubator wrote down for everybody."""
    return _page(None)


def _page(group: Cooperative | None) -> ResponseReturnValue:
    today = clock.today()
    typed = request.args.get("gemeente", "").strip()[:100]
    code = _authority(typed)
    near = queries.near(group) if group is not None else frozenset()
    rows = [] if typed and code is None else queries.running(_asked(code, near, today), group, today=today)
    last_page = max(1, -(-len(rows) // ON_A_PAGE))
    page = min(page_asked(), last_page)
    shown = rows[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    details = details_of(shown)
    return render_template(
        "challenges/radar.html",
        group=group,
        rows=shown,
        total=len(rows),
        details=details,
        verdicts=verdicts_of(shown, details, today=today, now=clock.now()),
        chart=_chart(shown, today),
        page=page,
        last_page=last_page,
        page_address=lambda number: _address(group, pagina=number),
        everywhere=_address(group, overal=1),
        typed=typed,
        unknown=bool(typed) and code is None,
        place=authority_name(code),
        near=_names_near(near, group),
        periods=PERIODS,
        sector_choices=sector_choices(language()),
        words=words,
        authority_name=authority_name,
        **_rights(group),
    )


def _names_near(near: frozenset[str], group: Cooperative | None) -> list[str]:
    """What the places near a group are called, its own municipality first."""
    own = group.municipality if group is not None else None
    names = sorted(map(authority_name, near - {own or ""}))
    return [authority_name(own), *names] if own else names


def _rights(group: Cooperative | None) -> dict[str, bool]:
    """Who may write: in a group who records for it; on the public page who keeps the contracts of the incubator."""
    if group is not None:
        may_begin = group_permissions.may_work(current_user, group)
        return {"may_record": group_permissions.may_record(current_user, group), "may_begin": may_begin}
    return {"may_record": current_user.is_authenticated and is_coach(current_user), "may_begin": False}


def _authority(typed: str) -> str | None:
    if not typed:
        return None
    try:
        return known_authority(typed)
    except RuleViolation:
        return None


def _asked(code: str | None, near: frozenset[str], today: date) -> RadarRequest:
    """What the address asks for; without a place: near the group, or with `overal` everywhere."""
    codes: frozenset[str] | None = near or None
    if code is not None:
        codes = frozenset({code})
    elif request.args.get("overal"):
        codes = None
    sector = request.args.get("dienst", "")
    months = request.args.get("binnen", type=int)
    until = quantities.months_later(today, months) if months in PERIODS else None
    return RadarRequest(codes, sector if sectors.sector(sector) else None, until)


def _chart(rows: list[RunningContract], today: date) -> Chart | None:
    if not rows:
        return None
    return span_chart(words.frame(rows), words.spans(rows, today), today=today)


def _address(group: Cooperative | None, **changed: Any) -> str:
    asked: dict[str, Any] = {}
    for name in ("gemeente", "dienst", "binnen", "overal"):
        if request.args.get(name):
            asked[name] = request.args[name][:100]
    asked |= changed
    if group is None:
        return url_for("challenges.public_radar", **asked)
    return url_for("challenges.radar", slug=group.slug, **asked)
