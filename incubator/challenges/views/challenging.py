"""Pages of the challenges of a group: the list, one challenge, its steps."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts import services as accounts
from incubator.accounts.permissions import guarded, viewer
from incubator.challenges.forms.challenging import ChallengeForm, ChallengeStepForm, StepBackForm
from incubator.challenges.messages import challenging as words
from incubator.challenges.messages import contracts as contract_words
from incubator.challenges.messages import papers as paper_words
from incubator.challenges.messages import reminding
from incubator.challenges.messages.buyers import MARKS
from incubator.challenges.models import KnownContract
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.permissions import challenging as permissions
from incubator.challenges.queries import challenging as queries
from incubator.challenges.queries import signatures
from incubator.challenges.queries.contracts import seen_contract
from incubator.challenges.queries.following import changed_terms
from incubator.challenges.rules import objections, states, terms
from incubator.challenges.rules.letters import fitting_papers
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.services import challenging as services
from incubator.challenges.services import following
from incubator.challenges.services.challenging import ChallengeTerms, StepTaken
from incubator.challenges.values.challenging import ChallengeState, PaperKind, SupportKind, Variant
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.models import Notice
from incubator.notices.queries import publications

OF_GROUP = "/cooperaties/<slug>/uitdagingen"
HERE = f"{OF_GROUP}/<int:challenge_id>"


@pages.record_once
def export_steps(_state: object) -> None:
    """What somebody wrote down goes along with the data of their account."""
    accounts.register_export("challenges", queries.written_by)


def to_challenge(challenge: Challenge, anchor: str | None = None) -> ResponseReturnValue:
    """Back to the page of the challenge, at the part that one was at."""
    return redirect(
        url_for("challenges.show", slug=challenge.cooperative.slug, challenge_id=challenge.id, _anchor=anchor)
    )


@pages.get(OF_GROUP)
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def challenges(group: Cooperative) -> ResponseReturnValue:
    """All challenges of a group."""
    begun = queries.challenges(group)
    return render_template(
        "challenges/index.html",
        group=group,
        challenges=begun,
        movers=queries.movers(begun, group),
        municipality=queries.municipality_of(group),
        words=words,
        may_write=group_permissions.may_work(current_user, group),
    )


@pages.route(f"{OF_GROUP}/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def begin(group: Cooperative) -> ResponseReturnValue:
    """Begin a challenge, from a notice, from a contract that people know, or from an own idea."""
    contract = _contract_asked(group)
    # A contract that corrects a notice is about the same task: who begins from either gets the same challenge.
    notice = _notice_asked() if contract is None else contract.notice
    known = _known(group, notice, contract)
    form = ChallengeForm(data={"variant": Variant.TAKE_OVER.value, **known})
    done = carry_out(form, lambda: _begin(group, form, notice, contract))
    if done is None:
        shown = {"notice": notice if contract is None else None, "contract": contract, "challenge": None}
        return form_page("challenges/terms.html", form, group=group, contract_words=contract_words, **shown)
    flash(_("Saved. This is the page of your challenge."))
    return to_challenge(done.value)


def _notice_asked() -> Notice | None:
    number = request.args.get("notice", type=int)
    if number is None:
        return None
    notice = publications.notice(number) if 0 < number < 2**31 else None
    if notice is None:
        abort(404)
    return notice


def _contract_asked(group: Cooperative) -> KnownContract | None:
    """The contract of the address; one that this group may not see is not there."""
    if "contract" not in request.args:
        return None
    number = request.args.get("contract", 0, type=int)
    contract = seen_contract(number, group) if 0 < number < 2**31 else None
    if contract is None:
        abort(404)
    return contract


def _known(group: Cooperative, notice: Notice | None, contract: KnownContract | None) -> dict[str, object]:
    """What is known of the task already: from a contract, a notice, or the page before this one."""
    if contract is not None:
        return services.prefilled_from(contract)
    if notice is not None:
        return services.prefilled(notice)
    asked = request.args
    return services.known_before(group, authority=asked.get("gemeente", "")[:100], end=asked.get("einde", "")[:20])


def _begin(group: Cooperative, form: ChallengeForm, notice: Notice | None, contract: KnownContract | None) -> Challenge:
    now, today = clock.now(), clock.today()
    return services.begin(group, _terms(form), by=viewer(), now=now, today=today, notice=notice, contract=contract)


def _terms(form: ChallengeForm) -> ChallengeTerms:
    typed = {name: form[name].data for name in services.TERMS}
    return ChallengeTerms(**{**typed, "variant": Variant(form.variant.data)})


@pages.get(HERE)
@guarded(permissions.may_read, load=queries.challenge)
def show(challenge: Challenge) -> ResponseReturnValue:
    """One challenge: the next step and whose turn it is, and then its parts."""
    today = clock.today()
    page = signatures.page_of(challenge)
    request_of_group = queries.information(challenge)
    rules = queries.rules_of(challenge, today)
    return render_template(
        "challenges/show.html",
        challenge=challenge,
        group=challenge.cooperative,
        today=today,
        words=words,
        rules=rules,
        rules_name=authority_name(challenge.authority_code),
        states=ChallengeState,
        mover=queries.mover(challenge),
        decision_due=queries.decision_due(challenge, today),
        information=request_of_group,
        information_due=queries.information_due(request_of_group),
        **_of_objection(challenge),
        erased_on=terms.erased_on(challenge.ended_on) if challenge.ended_on else None,
        waits=challenge.state in states.WAITING,
        page=page,
        support=signatures.count(challenge, page),
        names=signatures.shown_names(page),
        papers=PaperKind,
        fitting=fitting_papers(
            challenge.state,
            sent=getattr(request_of_group, "sent_on", None),
            answered=getattr(request_of_group, "answered_on", None),
        ),
        support_kinds=SupportKind,
        case=queries.business_case(challenge, rules),
        points=paper_words.open_points(challenge, at=clock.now()),
        changed=_changed(challenge),
        later=queries.later_publications(challenge),
        altered=reminding.terms_in_words(changed_terms(challenge)),
        history=queries.history(challenge),
        **_allowed(challenge),
    )


def _of_objection(challenge: Challenge) -> dict[str, object]:
    """Whether and until when one can object or go to court, and when the answer comes."""
    return {
        "objection_due": queries.objection_due(challenge),
        "objection_answer_due": queries.objection_answer_due(challenge),
        "appeal_due": queries.appeal_due(challenge),
        "law_of_objections": objections.ARTICLES,
        "marks": MARKS,
    }


def _changed(challenge: Challenge) -> list[str]:
    """The facts that changed since the plan was made, as the dossier calls them."""
    names = []
    for key in paper_words.changed_facts(challenge):
        names.append(FACT_KEYS[key].nl if language() == "nl" else FACT_KEYS[key].en)
    return names


def _allowed(challenge: Challenge) -> dict[str, object]:
    return {
        "may_write": permissions.may_write(current_user, challenge),
        "may_judge": permissions.may_judge(current_user, challenge),
        "may_make": permissions.may_make_papers(current_user, challenge),
        "may_take_back": services.may_take_back(challenge),
        "has_ended": challenge.state in states.ENDED,
        "form": ConfirmationForm(),
    }


@pages.route(f"{HERE}/gegevens", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def edit(challenge: Challenge) -> ResponseReturnValue:
    """Complete or correct what is known of the task."""
    form = ChallengeForm(data=_standing(challenge))
    if carry_out(form, lambda: _change(challenge, form)) is None:
        return form_page("challenges/terms.html", form, group=challenge.cooperative, notice=None, challenge=challenge)
    flash(_("Saved."))
    return to_challenge(challenge)


def _standing(challenge: Challenge) -> dict[str, Any]:
    standing = {name: getattr(challenge, name) for name in services.TERMS}
    return {**standing, "variant": challenge.variant.value}


def _change(challenge: Challenge, form: ChallengeForm) -> None:
    form.settle(_standing(lock(challenge)))
    services.change(challenge, _terms(form), today=clock.today())


@pages.route(f"{HERE}/stap", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def step(challenge: Challenge) -> ResponseReturnValue:
    """Write down a step that was taken."""
    form = ChallengeStepForm(data={"seen": challenge.state.value, "on": clock.today()})
    form.state.choices = [
        SelectChoice(state.value, words.step_name(challenge.state, state))
        for state in states.next_states(challenge.state)
    ]
    if carry_out(form, lambda: _move(challenge, form)) is None:
        return form_page("challenges/step.html", form, challenge=challenge, group=challenge.cooperative, words=words)
    flash(_("Saved."))
    return to_challenge(challenge)


def _move(challenge: Challenge, form: ChallengeStepForm) -> None:
    taken = StepTaken(ChallengeState(form.state.data), form.on.data, form.note.data or "", _seen(form, challenge))
    services.move(challenge, taken, by=viewer(), now=clock.now(), today=clock.today())


def _seen(form: ChallengeStepForm | StepBackForm, challenge: Challenge) -> ChallengeState:
    """Where the challenge was on the page that was sent; nonsense is where it is now."""
    if form.seen.data in set(ChallengeState):
        return ChallengeState(form.seen.data)
    return challenge.state


@pages.route(f"{HERE}/stap-terug", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def step_back(challenge: Challenge) -> ResponseReturnValue:
    """Take the last step back, with a reason."""
    form = StepBackForm(data={"seen": challenge.state.value})
    if carry_out(form, lambda: _take_back(challenge, form)) is None:
        return form_page(
            "challenges/step_back.html", form, challenge=challenge, group=challenge.cooperative, words=words
        )
    flash(_("The step has been taken back."))
    page = signatures.page_of(challenge)
    if page is not None and not page.is_open:
        # Ending closed it; nobody but the group decides that people may sign again.
        flash(_("Your page for signatures is closed. Do you want people to sign again? Then open it."))
        return to_challenge(challenge, "steun")
    return to_challenge(challenge)


def _take_back(challenge: Challenge, form: StepBackForm) -> None:
    seen = _seen(form, challenge)
    services.take_back(challenge, form.note.data or "", seen=seen, by=viewer(), now=clock.now(), today=clock.today())


@pages.post(f"{HERE}/gezien")
@guarded(permissions.may_write, load=queries.challenge)
def seen(challenge: Challenge) -> ResponseReturnValue:
    """The group has looked at what was published since."""
    carry_out_or_flash(lambda: following.look_at_publications(challenge))
    return to_challenge(challenge)
