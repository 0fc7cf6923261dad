"""Pages of the answer library of a cooperative."""

import contextlib
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.answers import FORMS, KeptAnswerForm
from incubator.bids.messages import sections as words
from incubator.bids.models import Answer, LibraryKind
from incubator.bids.permissions import writing as permissions
from incubator.bids.queries import answers as queries
from incubator.bids.rules.freshness import Freshness
from incubator.bids.services import answers as services
from incubator.bids.services.answers import AnswerTerms, SentFile
from incubator.bids.views.blueprint import pages
from incubator.bids.views.sections import owner_choices
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.messages import origin
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page

HERE = "/cooperaties/<slug>/antwoorden"
SUFFIXES = ",".join(kind.suffix for kind in files.DOCUMENTS)


@pages.get(HERE)
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def answers(group: Cooperative) -> ResponseReturnValue:
    """What the group can use again in every bid."""
    by_kind: dict[LibraryKind, list[tuple[Answer, Freshness]]] = {kind: [] for kind in LibraryKind}
    for answer, fresh in queries.judged(group, clock.today()):
        by_kind[answer.kind].append((answer, fresh))
    return render_template(
        "bids/answers.html",
        group=group,
        by_kind=by_kind,
        facts=[_fact(key, fact) for key, fact in queries.facts(group)],
        words=words,
        may_write=group_permissions.may_work(current_user, group),
    )


def _fact(key: str, fact: Any) -> dict[str, Any]:
    definition = FACT_KEYS[key]
    text = definition.in_words(fact.value, language())
    return {"name": definition.name, "label": definition.label(language()), "text": text, "source": origin(fact)}


@pages.route(f"{HERE}/nieuw/<kind>", methods=["GET", "POST"])
@guarded(group_permissions.may_work, load=cooperatives.cooperative)
def add_answer(group: Cooperative, kind: str) -> ResponseReturnValue:
    """Keep an answer."""
    if kind not in set(LibraryKind):
        abort(404)
    chosen = LibraryKind(kind)
    form = FORMS[chosen](data={"owner": str(viewer().id)})
    form.owner.choices = owner_choices(group)
    now, today, sent = clock.now(), clock.today(), _sent()
    done = carry_out(
        form, lambda: services.add(group, chosen, _terms(form), by=viewer(), now=now, today=today, sent=sent)
    )
    if done is None:
        return _form_page(group, chosen, form, None)
    flash(_("Kept."))
    return redirect(url_for("bids.answers", slug=group.slug))


@pages.route(f"{HERE}/<int:answer_id>", methods=["GET", "POST"])
@guarded(permissions.may_see_answer, load=queries.answer)
def answer(answer: Answer) -> ResponseReturnValue:
    """Read an answer; who works in the group improves it here."""
    group = answer.cooperative
    form = FORMS[answer.kind](data=_standing(answer))
    form.owner.choices = owner_choices(group)
    if not permissions.may_write_answer(current_user, answer):
        if request.method == "POST":
            abort(403)
        return render_template("bids/answer_read.html", answer=answer, group=group, **_judged(answer))
    if carry_out(form, lambda: _change(answer, form)) is None:
        return _form_page(group, answer.kind, form, answer)
    flash(_("Saved."))
    return redirect(url_for("bids.answers", slug=group.slug))


def _judged(answer: Answer) -> dict[str, Any]:
    return {"words": words, "freshness": queries.freshness_of(answer, clock.today()), "text": queries.text_of(answer)}


# Only a certificate or statement comes with a file: the other kinds are words.
def _form_page(
    group: Cooperative, kind: LibraryKind, form: KeptAnswerForm, answer: Answer | None
) -> ResponseReturnValue:
    judged = {"words": words, "freshness": None} if answer is None else _judged(answer)
    takes_file = kind is LibraryKind.CERTIFICATE
    return form_page(
        "bids/answer.html",
        form,
        group=group,
        kind=kind,
        answer=answer,
        takes_file=takes_file,
        suffixes=SUFFIXES,
        **judged,
    )


def _change(answer: Answer, form: KeptAnswerForm) -> None:
    form.settle(_standing(lock(answer)))
    services.change(answer, _terms(form), by=viewer(), now=clock.now(), today=clock.today(), sent=_sent())


def _standing(answer: Answer) -> dict[str, Any]:
    standing = {name: getattr(answer, name) for name in AnswerTerms.__dataclass_fields__}
    return {**standing, "owner": str(answer.owner_id or "")}


def _terms(form: KeptAnswerForm) -> AnswerTerms:
    typed = {name: form[name].data for name in AnswerTerms.__dataclass_fields__ if name in form}
    owner = form.owner.data
    return AnswerTerms(**typed, owner_id=int(owner) if owner else None)


def _sent() -> SentFile | None:
    """The file that came with the form; None when none was chosen."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    # A large file lies in a temporary one, which has to be closed.
    with contextlib.closing(sent):
        return SentFile(sent.read(), sent.filename)


@pages.post(f"{HERE}/<int:answer_id>/klopt")
@guarded(permissions.may_write_answer, load=queries.answer)
def verify_answer(answer: Answer) -> ResponseReturnValue:
    """Somebody looked, and it is still right."""
    slug = answer.cooperative.slug
    if carry_out_or_flash(lambda: services.verify(answer, by=viewer(), today=clock.today())):
        flash(_("Noted that this is still right."))
    return redirect(url_for("bids.answers", slug=slug))


@pages.post(f"{HERE}/<int:answer_id>/verwijderen")
@guarded(permissions.may_write_answer, load=queries.answer)
def remove_answer(answer: Answer) -> ResponseReturnValue:
    """Take it out of the library."""
    slug = answer.cooperative.slug
    if carry_out_or_flash(lambda: services.remove(answer)):
        flash(_("Removed. Where you used it the text stays."))
    return redirect(url_for("bids.answers", slug=slug))


@pages.get(f"{HERE}/<int:answer_id>/bestand")
@guarded(permissions.may_see_answer, load=queries.answer)
def answer_file(answer: Answer) -> ResponseReturnValue:
    """The file of a certificate."""
    if answer.file is None:
        abort(404)
    return files.as_download(answer.file)
