"""Who may sign for a cooperative, a proxy to download, and the beneficial owners."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock, files, word
from incubator.core.errors import RuleViolation
from incubator.core.web import form_page
from incubator.register import permissions
from incubator.register.documents import board as documents
from incubator.register.forms.board import SigningProxyForm
from incubator.register.messages import board as messages
from incubator.register.queries import board as seated
from incubator.register.queries import owners
from incubator.register.rules import board as rules
from incubator.register.rules import signing as signing_rules
from incubator.register.values.board import BoardOrgan, BoardTerms, SigningAnswer
from incubator.register.views.blueprint import pages
from incubator.register.views.leaving import day_asked
from incubator.statutes.queries.legal_person import legal_person


@pages.get("/bestuur/tekenen")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def signing(group: Cooperative) -> ResponseReturnValue:
    """Who may sign this? The clause of the statutes, and the board of that day."""
    day = day_asked("datum")
    terms = seated.board_terms(group, day)
    rows = seated.rows_on(group, day, terms)
    answer = signing_rules.signing(terms, rows)
    board = rules.of_organ(rows, BoardOrgan.BOARD)
    asked = [row.name for row in board if str(row.seat_id) in request.args.getlist("wie")]
    return render_template(
        "register/signing.html",
        group=group,
        day=day,
        terms=terms,
        board=board,
        answer=answer,
        asked=asked,
        verdict=signing_rules.may_sign(answer, asked),
        words=messages,
        may_write=permissions.may_write(viewer(), group),
    )


@pages.route("/bestuur/volmacht", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def proxy(group: Cooperative) -> ResponseReturnValue:
    """A proxy as a Word document, signed by who may sign today. Nothing is stored."""
    today = clock.today()
    terms = seated.board_terms(group, today)
    answer = seated.signing_on(group, today)
    ways = [way for way in dict.fromkeys((*answer.ways, answer.whole_board)) if way]
    form = SigningProxyForm(data={"signers": "0"})
    form.signers.choices = [SelectChoice(str(place), ", ".join(way)) for place, way in enumerate(ways)]
    if form.validate_on_submit():
        try:
            signing_rules.check_limit(form.most.data)
            signing_rules.check_last_day(form.until.data, today)
            return _download(group, form, ways[int(form.signers.data)], answer, terms)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    return form_page("register/proxy.html", form, group=group, answer=answer, words=messages)


def _download(
    group: Cooperative, form: SigningProxyForm, signers: tuple[str, ...], answer: SigningAnswer, terms: BoardTerms
) -> ResponseReturnValue:
    made = documents.Proxy(
        legal_person(group, clock.today()),
        signers,
        form.holder.data,
        form.purpose.data,
        form.until.data,
        clock.now(),
        terms.representation_article,
        form.most.data,
        bool(form.substitution.data),
        answer.sure,
    )
    return files.made(word.to_bytes(documents.proxy(made)), f"volmacht-{group.slug}", files.WORD)


@pages.get("/bestuur/ubo")
@guarded(permissions.may_see, load=cooperatives_queries.cooperative)
def beneficial_owners(group: Cooperative) -> ResponseReturnValue:
    """Who stands in the UBO register, by the rule and the members of that day."""
    day = day_asked("datum")
    return render_template(
        "register/owners.html", group=group, day=day, answer=owners.owners_on(group, day), words=messages
    )
