"""Pages of what befalls a membership: suspension, appeal and ruling, other data, and what may go."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, form_page
from incubator.register import messages, permissions, queries, services
from incubator.register.forms import ErasureForm, FollowingForm, PersonalForm, SuspensionForm
from incubator.register.models import Member, MemberEvent
from incubator.register.values import PERSONAL
from incubator.register.views.blueprint import pages, to_member


@pages.route("/leden/<int:number>/schorsen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def suspend(member: Member) -> ResponseReturnValue:
    """Suspend a member, where the statutes give that right."""
    form = SuspensionForm(data={"decided_on": clock.today(), "on": clock.today()})
    done = carry_out(
        form,
        lambda: services.suspend(member, form.decision(), form.until.data, author=viewer(), now=clock.now()),
    )
    if done is None:
        suspension = queries.statutes_in_force(member.cooperative, clock.today()).suspension
        return form_page("register/suspend.html", form, group=member.cooperative, member=member, suspension=suspension)
    flash(_("Saved. Send the member the reasons in writing."))
    return to_member(member)


@pages.route("/leden/<int:number>/gebeurtenissen/<int:event_id>/vervolg", methods=["GET", "POST"])
@guarded(permissions.may_write_event, load=queries.event)
def follow(event: MemberEvent) -> ResponseReturnValue:
    """What followed on an entry: an appeal, a ruling, a lifting, a confirmation."""
    steps = services.steps_after(event)
    form = FollowingForm(data={"on": clock.today(), "step": next(iter(steps), None)})
    form.step.choices = [SelectChoice(step, messages.STEPS[step]) for step in steps]
    member = event.member
    done = carry_out(
        form,
        lambda: services.follow(
            event, form.step.data, form.on.data, form.note.data or "", author=viewer(), now=clock.now()
        ),
    )
    if done is None:
        return form_page("register/follow.html", form, member=member, event=event, events=messages.EVENTS)
    flash(_("Saved."))
    return to_member(member)


@pages.route("/leden/<int:number>/gegevens", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def change(member: Member) -> ResponseReturnValue:
    """Another name, address or e-mail address; what it was stays readable."""
    form = PersonalForm(data=known_data(member))
    done = carry_out(
        form, lambda: services.change(member, form.changed(), form.on.data, author=viewer(), now=clock.now())
    )
    if done is None:
        return form_page("register/change.html", form, group=member.cooperative, member=member, own=False)
    flash(_("Saved. What it was before stays readable."))
    return to_member(member)


def known_data(member: Member) -> dict[str, object]:
    """What the form of a member's data begins with."""
    return {**{key: getattr(member, key) for key in PERSONAL}, "on": clock.today()}


@pages.route("/leden/<int:number>/wissen", methods=["GET", "POST"])
@guarded(permissions.may_write_member, load=queries.member)
def erase(member: Member) -> ResponseReturnValue:
    """Take out what nobody has to keep; the page says what must stay, and until when."""
    form = ErasureForm()
    done = carry_out(form, lambda: services.erase(member, author=viewer(), now=clock.now()))
    if done is None:
        kept = queries.kept_until(member)
        return form_page(
            "register/erase.html",
            form,
            group=member.cooperative,
            member=member,
            kept=kept,
            everything=kept is not None and kept < clock.today(),
        )
    flash(_("Erased. That it was done stays readable."))
    return to_member(member)
