"""Applications: the form for visitors, and the list in which coaches and managers decide."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_limiter import RequestLimit
from wtforms.fields.choices import SelectChoice

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_coach, public, viewer
from incubator.accounts.views.blueprint import address_and_origin
from incubator.cohorts import permissions, rules
from incubator.cohorts.forms.intakes import AcceptForm, AnswerIntakeForm, IntakeForm, NotesForm
from incubator.cohorts.messages import intakes as messages
from incubator.cohorts.models import Intake
from incubator.cohorts.queries import cohorts
from incubator.cohorts.queries import intakes as queries
from incubator.cohorts.services import intakes as services
from incubator.cohorts.services.intakes import Acceptance
from incubator.cohorts.values import Application, IntakeStart, IntakeState
from incubator.cohorts.views.blueprint import pages
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.forms import choices_of, search_words
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.limits import limiter
from incubator.core.reference import municipalities
from incubator.core.web import carry_out, form_page, page_asked


def _is_application(answer: Response) -> bool:
    """Whether what was sent is an application: who forgot a field, or fills in a wrong one, tries again as often as it takes."""
    return answer.status_code < 400


def _too_often(limit: RequestLimit) -> Response:
    """The form as it was filled in, with the hour from which it can be sent."""
    until = datetime.fromtimestamp(limit.reset_at, UTC)
    form = _form()
    form.refused_with = 429
    # A minute on, because the hour on a clock has no seconds.
    hour = f"{clock.local(until + timedelta(minutes=1)):%H.%M}"
    form.refuse(
        RuleViolation(N_("Many applications came from here in the last hour. Send yours after %(hour)s."), hour=hour)
    )
    answer = make_response(form_page("cohorts/apply.html", form))
    answer.retry_after = until
    return answer


def _form() -> IntakeForm:
    form = IntakeForm()
    form.start.choices = choices_of(messages.STARTS)
    form.languages.choices = [SelectChoice(code, words) for code, words in messages.SPOKEN.items()]
    return form


@pages.route("/meedoen", methods=["GET", "POST"])
@public
@limiter.limit(
    "5 per hour", key_func=address_and_origin, methods=["POST"], deduct_when=_is_application, on_breach=_too_often
)
# A room full of people shares one address on the internet.
@limiter.limit("60 per hour", methods=["POST"], deduct_when=_is_application, on_breach=_too_often)
def apply() -> ResponseReturnValue:
    """Say that one wants to begin; no account is needed."""
    form = _form()
    # Gone to another page afterwards, so that loading it again applies no second time.
    if carry_out(form, lambda: services.apply(_application(form), language=language(), now=clock.now())):
        return redirect(url_for("cohorts.applied"))
    return form_page("cohorts/apply.html", form)


def _application(form: IntakeForm) -> Application:
    return Application(
        name=form.name.data or "",
        email=form.email.data or "",
        municipality=form.municipality.data or "",
        plan=form.plan.data or "",
        people=form.people.data or 0,
        start=IntakeStart(form.start.data),
        languages=tuple(form.languages.data or ()),
        phone=form.phone.data or "",
        others=form.others.data or "",
        neighbourhood=form.neighbourhood.data or "",
    )


@pages.get("/meedoen/ontvangen")
@public
def applied() -> ResponseReturnValue:
    """What happens next."""
    return render_template("cohorts/applied.html")


@pages.get("/aanmeldingen")
@guarded(is_coach)
def intakes() -> ResponseReturnValue:
    """Who wants to begin: what waits for a decision, or what the address asks for."""
    typed = request.args.get("stand", "")
    state = IntakeState(typed) if typed in set(IntakeState) else None
    words = search_words(request.args.get("zoek"))
    kept: dict[str, Any] = {"stand": state.value if state else None, "zoek": words or None}
    return render_template(
        "cohorts/intakes.html",
        listed=queries.intakes(state, words=words, page=page_asked()),
        state=state,
        words=words,
        states=messages.STATES,
        badges=messages.BADGES,
        municipality_name=municipalities.name_of,
        page_url=lambda number: url_for("cohorts.intakes", **kept, pagina=number),
    )


@pages.route("/aanmeldingen/<int:intake_id>", methods=["GET", "POST"])
@guarded(permissions.may_decide, load=queries.intake)
def intake(shown: Intake) -> ResponseReturnValue:
    """An application with notes, and what can be decided."""
    form = NotesForm(data={"notes": shown.notes})
    if carry_out(form, lambda: _note(shown, form)):
        flash(_("Saved."))
        return redirect(url_for("cohorts.intake", intake_id=shown.id))
    return form_page(
        "cohorts/intake.html",
        form,
        intake=shown,
        others=queries.same_address(shown),
        municipality=municipalities.name_of(shown.municipality),
        states=messages.STATES,
        badges=messages.BADGES,
        starts=messages.STARTS,
        spoken=[messages.SPOKEN[code] for code in shown.languages if code in messages.SPOKEN],
        # What was decided is not decided again; who was invited can be written to once more.
        decisions=_open_decisions(shown),
        is_decided=shown.state is IntakeState.ACCEPTED,
    )


def _open_decisions(shown: Intake) -> dict[IntakeState, LazyString]:
    done = shown.state if shown.state is not IntakeState.INVITED else None
    return {decision: words for decision, words in messages.DECISIONS.items() if decision is not done}


def _turned_away(shown: Intake, decision: IntakeState) -> ResponseReturnValue | None:
    """Back to the application with the sentence why, when there is nothing to decide; None when there is."""
    # What somebody typed meanwhile is refused in the form, where it still stands.
    if request.method == "POST":
        return None
    try:
        rules.check_undecided(shown.state, decision)
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
        return redirect(url_for("cohorts.intake", intake_id=shown.id))
    return None


def _note(shown: Intake, form: NotesForm) -> None:
    form.settle({"notes": lock(shown).notes})
    services.write_notes(shown, form.notes.data or "")


@pages.route("/aanmeldingen/<int:intake_id>/<any('invited', 'later', 'declined'):decision>", methods=["GET", "POST"])
@guarded(permissions.may_decide, load=queries.intake)
def answer_intake(shown: Intake, decision: str) -> ResponseReturnValue:
    """Write the mail with which it is decided; the text that is proposed can be changed."""
    chosen = IntakeState(decision)
    if turned := _turned_away(shown, chosen):
        return turned
    subject, text = messages.proposed_answer(shown, chosen, by=viewer())
    form = AnswerIntakeForm(data={"subject": subject, "text": text, "seen": shown.state.value})
    done = carry_out(
        form,
        lambda: services.answer(
            shown,
            chosen,
            form.subject.data or "",
            form.text.data or "",
            seen=form.seen.data or "",
            by=viewer(),
            now=clock.now(),
        ),
    )
    if done is not None:
        flash(_("Your answer is on its way to %(name)s.", name=shown.name))
        return redirect(url_for("cohorts.intakes"))
    return form_page("cohorts/answer_intake.html", form, intake=shown, title=messages.DECISIONS[chosen])


@pages.route("/aanmeldingen/<int:intake_id>/aannemen", methods=["GET", "POST"])
@guarded(permissions.may_decide, load=queries.intake)
def accept_intake(shown: Intake) -> ResponseReturnValue:
    """Make it a group, and ask them in."""
    if turned := _turned_away(shown, IntakeState.ACCEPTED):
        return turned
    form = AcceptForm(data={"seen": shown.state.value})
    known_cohorts = {str(cohort.id): cohort for cohort in cohorts.all_cohorts()}
    coaches = {str(coach.id): coach for coach in cooperatives.possible_coaches()}
    form.cohort.choices = [SelectChoice("", _("No cohort")), *_choices(known_cohorts)]
    form.coach.choices = [SelectChoice("", _("Nobody yet")), *_choices(coaches)]
    done = carry_out(form, lambda: _accept(shown, form, known_cohorts, coaches))
    if done is not None:
        flash(_("%(group)s is a group now. The invitation is on its way.", group=done.value.name))
        return redirect(url_for("cohorts.intake", intake_id=shown.id))
    return form_page("cohorts/accept_intake.html", form, intake=shown)


def _choices(rows: dict[str, Cohort] | dict[str, User]) -> list[SelectChoice]:
    return [SelectChoice(number, row.name) for number, row in rows.items()]


def _accept(shown: Intake, form: AcceptForm, known_cohorts: dict[str, Cohort], coaches: dict[str, User]) -> Cooperative:
    acceptance = Acceptance(
        form.name.data or "", known_cohorts.get(form.cohort.data or ""), coaches.get(form.coach.data or "")
    )
    group, invitation, secret = services.accept(
        shown, acceptance, seen=form.seen.data or "", by=viewer(), now=clock.now()
    )
    messages.welcome(shown, group.name, invitation, secret)
    return group
