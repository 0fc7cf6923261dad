"""Public pages: what the right to challenge is, a map of what is known, and a page for each authority."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from urllib.parse import quote

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RequestLimit

from incubator.accounts.permissions import public
from incubator.challenges.forms.regulations import RegulationReportForm
from incubator.challenges.messages import authorities as page_words
from incubator.challenges.messages import regulations as words
from incubator.challenges.messages import verdicts as verdict_words
from incubator.challenges.queries import overview
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules import naming
from incubator.challenges.rules.regulation_checks import address_of_law, state_of
from incubator.challenges.services import registering
from incubator.challenges.values import LaidDown
from incubator.challenges.views.blueprint import pages
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.i18n import mark as N_
from incubator.core.limits import limiter
from incubator.core.public_pages import same_for_everyone
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority
from incubator.core.web import carry_out, form_page


@pages.get("/uitdagen")
@public
def authorities_index() -> ResponseReturnValue:
    """What the right to challenge is, how it goes, and what is known where; a name that is meant leads on."""
    same_for_everyone()
    typed = search_words(request.args.get("zoek"))
    meant = naming.named_authorities(typed)
    if len(meant) == 1:
        return redirect(url_for("challenges.authority", code=meant[0].code))
    today = clock.today()
    return render_template(
        "challenges/authorities.html",
        shown=overview.register_map(today),
        typed=typed,
        meant=meant,
        alike=naming.like_names(typed) if typed and not meant else (),
        transition=page_words.transition(today),
        words=words,
        page_words=page_words,
    )


@pages.get("/uitdagen/<authority:code>")
@public
def authority(code: str) -> ResponseReturnValue:
    """What is known of an authority, what is not, and how to ask."""
    same_for_everyone()
    known = _known(code)
    today = clock.today()
    rules = register.regulations().get(code, ())
    holding = register.regulation_on(code, today)
    shown = holding or next(iter(reversed(rules)), None)
    subject, text = page_words.question(known, holding)
    return render_template(
        "challenges/authority.html",
        authority=known,
        name=words.shown_name(known),
        state=state_of(rules, today),
        regulation=shown,
        others=[rule for rule in rules if rule is not shown],
        law_of=address_of_law,
        laid_down=LaidDown,
        question=text,
        mail=f"mailto:?subject={quote(subject)}&body={quote(text)}",
        province=naming.province_of(known),
        tiles=_tiles(known, today),
        places_to_look=page_words.places_to_look(known),
        transition=page_words.transition(today),
        words=words,
        page_words=page_words,
        verdict_words=verdict_words,
    )


def _tiles(known: Authority, today: date) -> tuple[overview.Tile, ...]:
    """The municipalities of a province; others have none."""
    if known.kind != "province":
        return ()
    return overview.tiles_of(known, today)


def _known(code: str) -> Authority:
    known = authorities.authority_of_code(code)
    if known is None:
        abort(404)
    return known


def _is_report(answer: Response) -> bool:
    """Whether something was reported: who forgot a field tries again as often as it takes."""
    return answer.status_code < 400


def _too_often(limit: RequestLimit) -> Response:
    """The form as it was filled in, with the hour from which it can be sent."""
    until = datetime.fromtimestamp(limit.reset_at, UTC)
    form = RegulationReportForm()
    form.refused_with = 429
    hour = f"{clock.local(until + timedelta(minutes=1)):%H.%M}"
    form.refuse(
        RuleViolation(N_("Many reports came from here in the last hour. Send yours after %(hour)s."), hour=hour)
    )
    known = _known((request.view_args or {})["code"])
    answer = make_response(form_page("challenges/report.html", form, authority=known, name=words.shown_name(known)))
    answer.retry_after = until
    return answer


@pages.route("/uitdagen/<authority:code>/melden", methods=["GET", "POST"])
@public
@limiter.limit("10 per hour", methods=["POST"], deduct_when=_is_report, on_breach=_too_often)
def report(code: str) -> ResponseReturnValue:
    """Say what is not right on the page of an authority; no account is needed."""
    known = _known(code)
    form = RegulationReportForm()
    send = partial(registering.report, code, form.text.data or "", form.place.data or "", now=clock.now())
    if carry_out(form, send) is not None:
        flash(_("Thank you. The manager of this incubator looks at it."))
        return redirect(url_for("challenges.authority", code=code))
    return form_page("challenges/report.html", form, authority=known, name=words.shown_name(known))
