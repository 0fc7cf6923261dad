"""The interview: one small group of questions a page, with what the check finds in the answers."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.web import carry_out
from incubator.statutes import permissions, queries, rules, services
from incubator.statutes.forms import FORMS, OthersAnswer, PageForm
from incubator.statutes.messages import (
    TITLES,
    WHY,
    in_this_language,
    page_after,
)
from incubator.statutes.values import RuleFinding, Severity, read
from incubator.statutes.views.blueprint import pages


@pages.route("/vragen/<page>", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.asked)
def question(group: Cooperative, page: str) -> ResponseReturnValue:
    """One small group of questions."""
    form = FORMS[page]()
    shown = _findings_at(group, page, form)
    if request.method == "GET":
        draft = queries.draft(group)
        form.fill(queries.answers_to_go_on_with(group, page), draft.revision if draft else 0)
    if carry_out(form, lambda: services.save_answers(group, _save(group, page, form))):
        flash(_("Saved."))
        # What the check finds is seen before one goes on; who saves it again as it is has seen it.
        if set(_findings_at(group, page, form)) - set(shown):
            return redirect(url_for("statutes.question", slug=group.slug, page=page))
        return redirect(_next_url(group, page))
    return _question_page(group, page, form, shown, _others_answers(group, page, form)), form.status


def _findings_at(group: Cooperative, page: str, form: PageForm) -> list[RuleFinding]:
    """What is wrong or risky in the answers that this page asks for; nothing before it was answered."""
    draft = queries.draft(group)
    if draft is None or page not in draft.answered:
        return []
    asked = form.paths()
    return [
        finding
        for finding in rules.check(read(draft.answers), on=clock.today())
        if finding.field in asked and finding.severity is not Severity.INFO
    ]


def _save(group: Cooperative, page: str, form: PageForm) -> services.Save:
    return services.Save(
        page=page,
        values=form.answers(),
        revision=form.given_revision(),
        author=current_user._get_current_object(),
        now=clock.now(),
        decides=cooperatives_permissions.may_coordinate(current_user, group),
    )


def _next_url(group: Cooperative, page: str) -> str:
    following = page_after(page)
    if following is None:
        return url_for("statutes.check", slug=group.slug)
    return url_for("statutes.question", slug=group.slug, page=following)


def _others_answers(group: Cooperative, page: str, form: PageForm) -> list[OthersAnswer]:
    """What others saved meanwhile of the answers that were changed here too; the form then is one of the newest revision."""
    draft = queries.draft(group)
    if draft is None or form.status != HTTPStatus.CONFLICT:
        return []
    compared = queries.comparison(draft, form.answers(), opened=form.given_revision())
    stored = FORMS[page](formdata=None)
    stored.fill(draft.answers, draft.revision)
    form.take_over(stored, compared.theirs)
    form.revision.data = str(draft.revision)
    return form.others_answers(stored, compared.both)


def _question_page(
    group: Cooperative,
    page: str,
    form: PageForm,
    findings: Sequence[RuleFinding],
    theirs: Sequence[OthersAnswer],
) -> str:
    sources = {path.replace(".", "__"): fact for path, fact in queries.sources(group).items()}
    return render_template(
        "statutes/question.html",
        group=group,
        page=page,
        form=form,
        title=TITLES[page],
        why=WHY[page],
        sources=sources,
        open_points={path.replace(".", "__"): points for path, points in queries.open_points(group).items()},
        theirs=theirs,
        findings=findings,
        words_of=in_this_language,
        next_url=_next_url(group, page),
        place=queries.PAGES.index(page) + 1,
        count=len(queries.PAGES),
    )
