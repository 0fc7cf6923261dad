"""Assemblies: planning, the page, sign-ups, minutes and decisions."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files, word
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page, settings
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.steps import permissions
from incubator.steps.documents import assemblies as documents
from incubator.steps.forms.assemblies import AssemblyDecisionForm, AssemblyForm, ComingForm, MinutesForm
from incubator.steps.messages.assemblies import TREE
from incubator.steps.models import Assembly, AssemblyDecision, SignUp
from incubator.steps.queries import assemblies as queries
from incubator.steps.services import assemblies as services
from incubator.steps.views.blueprint import pages

LIST = "/buurten/<slug>/vergaderingen"
EACH = f"{LIST}/<int:assembly_id>"


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def assemblies(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What is coming, what has been, and what was decided and is not done."""
    return render_template(
        "steps/assemblies.html",
        neighbourhood=neighbourhood,
        assemblies=queries.of_neighbourhood(neighbourhood.id),
        open_decisions=queries.open_decisions(neighbourhood.id),
        now=clock.now(),
        today=clock.today(),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def plan_assembly(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = AssemblyForm()
    done = carry_out(form, lambda: services.plan(neighbourhood, form.planned(), now=clock.now()))
    if done is not None:
        flash(_("Saved."))
        return to_assembly(done.value)
    back = (url_for("steps.assemblies", slug=neighbourhood.slug), _("Assemblies"))
    return form_page("steps/form.html", form, back=back, heading=_("Plan an assembly"))


@pages.get(EACH)
@guarded(permissions.may_see, load=queries.assembly)
def assembly(known: Assembly) -> ResponseReturnValue:
    people = sum(coming.number for coming in known.sign_ups)
    children = sum(coming.children for coming in known.sign_ups)
    return render_template(
        "steps/assembly.html",
        neighbourhood=known.neighbourhood,
        assembly=known,
        people=people,
        children=children,
        leaves=queries.tree(known),
        tree_words=TREE,
        now=clock.now(),
        may_build=neighbourhoods.may_build(viewer(), known.neighbourhood),
    )


@pages.route(f"{EACH}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.assembly)
def change_assembly(known: Assembly) -> ResponseReturnValue:
    form = AssemblyForm(data=_standing(known))
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved."))
        return to_assembly(known)
    return piece_form(known, form, _("Change the assembly"))


def _change(known: Assembly, form: AssemblyForm) -> None:
    form.settle(_standing(lock(known)))
    services.change(known, form.planned(), now=clock.now())


def _standing(known: Assembly) -> dict[str, Any]:
    begins, ends = clock.local(known.starts_at), clock.local(known.ends_at)
    names = ("title", "place", "invitation", "how_to_reach", "childcare", "languages", "agenda")
    return {name: getattr(known, name) for name in names} | {
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
    }


@pages.get(f"{EACH}/uitnodiging.docx")
@guarded(permissions.may_see, load=queries.assembly)
def invitation(known: Assembly) -> ResponseReturnValue:
    """A letter for every letterbox."""
    document = documents.invitation(known, incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(document), document.title, files.WORD)


@pages.get(f"{EACH}/verslag.docx")
@guarded(permissions.may_see, load=queries.assembly)
def minutes_in_word(known: Assembly) -> ResponseReturnValue:
    document = documents.minutes(known, incubator=settings().name, made_at=clock.now())
    return files.made(word.to_bytes(document), document.title, files.WORD)


@pages.route(f"{EACH}/aanmelden", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.assembly)
def count_in(known: Assembly) -> ResponseReturnValue:
    """How many come; no names are needed."""
    form = ComingForm()
    agrees = bool(form.agrees.data)
    if carry_out(form, lambda: services.count_in(known, form.coming(), agrees=agrees, now=clock.now())):
        flash(_("Added."))
        return to_assembly(known)
    return piece_form(known, form, _("Write down who comes"))


@pages.post(f"{EACH}/aanmelden/<int:sign_up_id>/weg")
@guarded(permissions.may_fill, load=queries.sign_up)
def take_back(coming: SignUp) -> ResponseReturnValue:
    known = coming.assembly
    if carry_out_or_flash(lambda: services.take_back(coming)):
        flash(_("Removed."))
    return to_assembly(known)


@pages.route(f"{EACH}/verslag", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.assembly)
def write_minutes(known: Assembly) -> ResponseReturnValue:
    form = MinutesForm(data={"minutes": known.minutes})
    if carry_out(form, lambda: _write_minutes(known, form)):
        flash(_("Saved."))
        return to_assembly(known)
    return piece_form(known, form, _("Write the minutes"))


def _write_minutes(known: Assembly, form: MinutesForm) -> None:
    # Several people write after one evening: who is second sees both texts and loses neither.
    form.settle({"minutes": lock(known).minutes})
    services.write_minutes(known, form.minutes.data or "", now=clock.now())


@pages.route(f"{EACH}/besluiten/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.assembly)
def decide(known: Assembly) -> ResponseReturnValue:
    form = AssemblyDecisionForm()
    if carry_out(form, lambda: services.decide(known, form.terms(), now=clock.now())):
        flash(_("Added."))
        return to_assembly(known)
    return piece_form(known, form, _("Write down a decision"))


@pages.route(f"{EACH}/besluiten/<int:decision_id>", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.decision)
def redecide(decision: AssemblyDecision) -> ResponseReturnValue:
    form = AssemblyDecisionForm(data=_decided(decision))
    if carry_out(form, lambda: _redecide(decision, form)):
        flash(_("Saved."))
        return to_assembly(decision.assembly)
    return piece_form(decision.assembly, form, _("Change decision %(number)s", number=decision.number))


def _redecide(decision: AssemblyDecision, form: AssemblyDecisionForm) -> None:
    form.settle(_decided(lock(decision)))
    services.redecide(decision, form.terms())


def _decided(decision: AssemblyDecision) -> dict[str, Any]:
    return {"text": decision.text, "owner": decision.owner, "due_on": decision.due_on}


@pages.post(f"{EACH}/besluiten/<int:decision_id>/<any(gedaan, open):how>")
@guarded(permissions.may_fill, load=queries.decision)
def finish(decision: AssemblyDecision, how: str) -> ResponseReturnValue:
    known = decision.assembly
    if carry_out_or_flash(lambda: services.finish(decision, is_done=how == "gedaan", today=clock.today())):
        flash(_("Saved."))
    return to_assembly(known)


def piece_form(known: Assembly, form: Any, heading: str) -> ResponseReturnValue:
    """The page of a form that belongs to an assembly."""
    back = (url_for("steps.assembly", slug=known.neighbourhood.slug, assembly_id=known.id), known.title)
    return form_page("steps/form.html", form, back=back, heading=heading)


def to_assembly(known: Assembly) -> ResponseReturnValue:
    """Back to the page of an assembly."""
    return redirect(url_for("steps.assembly", slug=known.neighbourhood.slug, assembly_id=known.id))
