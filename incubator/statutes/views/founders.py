"""Personal data for the deed: whom the group asked and how far they are, and the page of a founder behind a link of one's own."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts import queries as accounts_queries
from incubator.accounts.permissions import guarded, public, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.limits import limiter
from incubator.core.mail import link
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.statutes import permissions, queries
from incubator.statutes.forms.founders import FounderForm, LinkForm, form_of, shown
from incubator.statutes.messages import founders as messages
from incubator.statutes.queries import founders as asked_founders
from incubator.statutes.queries.founders import FounderOfGroup
from incubator.statutes.rules.founder_details import what_is_wrong
from incubator.statutes.services import founders as services
from incubator.statutes.values.founder_details import DetailsOfFounder, PersonDetails, missing

pages = Blueprint("founders", __name__)
OF_GROUP = "/cooperaties/<slug>/statuten/gegevens-voor-de-akte"
OWN = "/gegevens-voor-de-akte/<secret>"


@pages.get(f"{OF_GROUP}/")
@guarded(permissions.may_see_who_was_asked, load=cooperatives_queries.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """How far each founder is; what was filled in stands here for nobody."""
    return render_template(
        "statutes/founders.html",
        group=group,
        founders=asked_founders.founders(group),
        all_told_apart=asked_founders.are_all_told_apart(group),
        state_of=messages.state_of,
        states=messages.STATE_OF_ASKED,
        happened=messages.happened,
        has_deed=queries.effective(group) is not None,
        may_ask=permissions.coordinates(viewer(), group),
    )


@pages.route(f"{OF_GROUP}/vragen/<path:person>", methods=["GET", "POST"])
@guarded(permissions.may_ask_founder, load=asked_founders.founder)
def ask(asked: FounderOfGroup) -> ResponseReturnValue:
    """Mail a founder a link, or make one to hand over."""
    form = LinkForm(data={"email": asked_founders.address_known_of(asked)})
    if carry_out(form, lambda: _mail_link(asked, form)):
        flash(_("The link is on its way to %(email)s.", email=form.email.data))
        return redirect(url_for("founders.index", slug=asked.group.slug))
    return form_page(
        "statutes/ask_founder.html", form, group=asked.group, asked=asked, state=messages.state_of(asked.asked)
    )


def _mail_link(asked: FounderOfGroup, form: LinkForm) -> None:
    by = viewer()
    row, secret, address = services.ask_by_mail(asked, form.email.data, by=by, now=clock.now())
    known = accounts_queries.by_email(address)
    spoken = known.language if known is not None else language()
    messages.send_request(row, secret, address, by=by, language=spoken)


@pages.post(f"{OF_GROUP}/link/<path:person>")
@guarded(permissions.may_ask_founder, load=asked_founders.founder)
def hand_over(asked: FounderOfGroup) -> ResponseReturnValue:
    """A link to hand over: it stands in the answer, and is never shown again."""
    group, name = asked.group, asked.founder.name
    done = carry_out_or_flash(lambda: services.ask(asked, by=viewer(), now=clock.now()))
    if done is None:
        return redirect(url_for("founders.index", slug=group.slug))
    row, secret = done.value
    address = link("founders.own", secret=secret)
    return render_template("statutes/founder_link.html", group=group, name=name, address=address, until=row.expires_at)


@pages.post(f"{OF_GROUP}/intrekken/<path:person>")
@guarded(permissions.may_ask_founder, load=asked_founders.founder)
def withdraw(asked: FounderOfGroup) -> ResponseReturnValue:
    slug, name = asked.group.slug, asked.founder.name
    if carry_out_or_flash(lambda: services.withdraw(asked)):
        flash(_("The link of %(name)s does not work any more, and what was filled in is erased.", name=name))
    return redirect(url_for("founders.index", slug=slug))


@pages.route(OWN, methods=["GET", "POST"])
@public
@limiter.limit("120 per hour")
def own(secret: str) -> ResponseReturnValue:
    """A founder's own page: what is asked, for what, who sees it and until when; one saves and comes back."""
    held = services.behind(secret, now=clock.now())
    if held is None:
        return _gone()
    row, founder = held
    details = services.details_of(row, founder)
    form = form_of(founder.kind, details)
    if carry_out(form, lambda: _save(secret, form)):
        flash(_("Saved. You can change it as long as this link works."))
        return redirect(url_for("founders.own", secret=secret))
    return form_page(
        "statutes/founder_own.html",
        form,
        secret=secret,
        group_name=row.cooperative.name,
        founder=founder,
        until=row.expires_at,
        is_filled_in=row.filled_at is not None,
        lacking=_lacking(details) if row.saved_at is not None else [],
        end_of_number=_end_of_number(details),
    )


def _lacking(details: DetailsOfFounder) -> list[str]:
    """What a founder who began still has to fill in."""
    return [str(messages.LABELS[name]) for name in missing(details)]


def _save(secret: str, form: FounderForm) -> None:
    """Everything that is wrong stands at its field, not the first thing alone."""
    now, today = clock.now(), clock.today()
    row, founder = services.hold(secret, now=now)
    before = services.details_of(row, founder)
    form.settle(shown(before))
    details = form.details(before)
    wrong = list(what_is_wrong(details, today=today))
    for broken_rule in wrong[1:]:
        form.refuse(broken_rule)
    services.save(row, details, now=now, today=today)


def _end_of_number(details: DetailsOfFounder) -> str:
    """The end of the number of the document, to recognise it by; the whole is shown to nobody."""
    if isinstance(details, PersonDetails):
        return details.document_number[-2:] if len(details.document_number) > 4 else ""
    return ""


@pages.post(f"{OWN}/wissen")
@public
@limiter.limit("120 per hour")
def remove(secret: str) -> ResponseReturnValue:
    """The founder takes everything back."""
    if services.behind(secret, now=clock.now()) is None:
        return _gone()
    form = ConfirmationForm()
    if carry_out(form, lambda: services.remove(secret, now=clock.now())) is None:
        return _gone()
    return render_template("statutes/founder_removed.html")


def _gone() -> ResponseReturnValue:
    """The same for a link that never was, that is too old, that was withdrawn, and after the deed."""
    return render_template("statutes/founder_gone.html"), 410
