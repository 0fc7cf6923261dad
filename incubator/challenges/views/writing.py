"""Pages of the plan: its own words, and the documents in Word."""

from typing import Any

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.challenges.forms.challenging import plan_form
from incubator.challenges.messages import challenging as words
from incubator.challenges.messages import papers
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.permissions import challenging as permissions
from incubator.challenges.queries import challenging as queries
from incubator.challenges.rules.outline import outline
from incubator.challenges.services import writing as services
from incubator.challenges.values.challenging import PaperKind
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.challenging import HERE, to_challenge
from incubator.core import clock, files
from incubator.core.db import lock, transaction
from incubator.core.forms import EditForm
from incubator.core.web import carry_out, form_page
from incubator.core.word import to_bytes


@pages.route(f"{HERE}/plan", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def plan(challenge: Challenge) -> ResponseReturnValue:
    """The own words of the plan, under the headings and in the order of the authority."""
    rules = queries.rules_of(challenge, clock.today())
    headings = {part.key: part.heading for part in outline(rules)}
    form = plan_form(headings, words.HINTS)(data=_texts(challenge, headings))
    if carry_out(form, lambda: _write_texts(challenge, form, headings)) is None:
        return form_page("challenges/plan.html", form, challenge=challenge, group=challenge.cooperative, rules=rules)
    flash(_("Saved."))
    return to_challenge(challenge, "plan")


def _texts(challenge: Challenge, headings: dict[str, str]) -> dict[str, Any]:
    return {key: challenge.texts.get(key, "") for key in headings}


def _write_texts(challenge: Challenge, form: EditForm, headings: dict[str, str]) -> None:
    form.settle(_texts(lock(challenge), headings))
    # What stands under a heading that these rules do not have stays: they may come back.
    services.write_texts(challenge, {**challenge.texts, **{key: form[key].data or "" for key in headings}})


@pages.post(f"{HERE}/documenten/<kind>.docx")
@guarded(permissions.may_make_papers, load=queries.challenge)
def document(challenge: Challenge, kind: str) -> ResponseReturnValue:
    """A document in Word; from which facts the plan was made is remembered."""
    if kind not in set(PaperKind):
        abort(404)
    chosen = PaperKind(kind)
    with transaction():
        # In this order, so that no fact can change between what is written and what is remembered; a coach only reads.
        if chosen is PaperKind.PLAN and permissions.may_write(current_user, challenge):
            services.remember_facts(challenge, now=clock.now())
        content = to_bytes(papers.paper_of(challenge, chosen, made_at=clock.now()))
    return files.made(content, f"{kind}-{challenge.cooperative.slug}", files.WORD)
