"""The page on which a group sees by which roads it could get a task."""

from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts.permissions import guarded
from incubator.challenges.forms.routes import RoutesForm
from incubator.challenges.forms.windows import NO_SUCH
from incubator.challenges.messages import routes as words
from incubator.challenges.queries import routes as queries
from incubator.challenges.queries.buying import buying_policy
from incubator.challenges.queries.regulations import regulation_on
from incubator.challenges.rules.naming import known_authority
from incubator.challenges.rules.routes import by_openness, roads
from incubator.challenges.rules.routes.policies import bands_of
from incubator.challenges.values.routes import RouteAnswer
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.notices.models import Notice
from incubator.notices.queries import publications

ASKED = "op"  # the day is always filled in: without it nobody has asked yet


@pages.get("/cooperaties/<slug>/uitdagen/routes")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def routes(group: Cooperative) -> ResponseReturnValue:
    """By which roads the group could get a task; a notice and the dossier fill in what they say."""
    notice = _notice()
    args = request.args if ASKED in request.args else None
    form = RoutesForm.of(args, queries.sector_choices(language()), _known(group, notice))
    answers = _answers(form) if args is not None else ()
    shown = {"group": group, "form": form, "notice": notice, "answers": answers, "words": words}
    return render_template("challenges/routes.html", purpose=queries.purpose_of(group), **shown), form.status


def _notice() -> Notice | None:
    number = request.args.get("notice", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return publications.notice(int(number))


def _known(group: Cooperative, notice: Notice | None) -> dict[str, Any]:
    # Of a challenge without a notice the link itself names the authority.
    named = queries.of_authority(request.args.get("gemeente", ""))
    known = {"on": clock.today()} | queries.of_dossier(group) | named
    return known if notice is None else known | queries.of_notice(notice)


def _answers(form: RoutesForm) -> tuple[RouteAnswer, ...]:
    code = None
    if form.authority.data:
        try:
            code = known_authority(form.authority.data)
        except RuleViolation:
            form.validate()
            form.refuse(RuleViolation(NO_SUCH, field="authority"))
            return ()
    question = form.question(code, queries.codes_of_sector(form.sector.data))
    if question is None:
        return ()
    question = replace(question, policy=bands_of(question, buying_policy(code, question.on)))
    return tuple(sorted(roads(question, regulation_on(code, question.on)), key=by_openness))
