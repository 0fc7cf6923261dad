"""Pages of the compliance list: what the buyer asks, who sees to it, where it is answered and proven."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.bids.forms.requirements import ConfirmedRequirementForm, RequirementForm, hundredths, weight_of
from incubator.bids.messages import requirements as words
from incubator.bids.models import Bid, Requirement, RequirementKind
from incubator.bids.permissions import bidding as bid_permissions
from incubator.bids.permissions import requirements as permissions
from incubator.bids.queries import bidding as bids
from incubator.bids.queries import requirements as queries
from incubator.bids.queries.requirements import RequirementView
from incubator.bids.services import requirements as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.standing import may_write_now
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked

PLACE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/eisen"


@pages.get(PLACE)
@guarded(bid_permissions.may_see_bid, load=bids.bid)
def requirements(bid: Bid) -> ResponseReturnValue:
    """The compliance list, a part at a time."""
    shown, kind = shown_asked(), kind_asked()
    return render_template(
        "bids/requirements.html",
        bid=bid,
        group=bid.cooperative,
        listed=queries.listed(bid, shown, kind, page_asked()),
        shown=shown,
        kind=kind,
        words=words,
        may_write=may_write_now(bid),
        page_url=lambda page: _place(bid, soort=kind, stand=shown.value, pagina=page),
    )


def kind_asked() -> RequirementKind | None:
    """The kind in the address; nonsense is none."""
    asked = request.values.get("soort", "")
    return next((kind for kind in RequirementKind if kind.value == asked), None)


def shown_asked() -> RequirementView:
    asked = request.args.get("stand", "")
    return next((shown for shown in RequirementView if shown.value == asked), RequirementView.ALL)


def _place(bid: Bid, **asked: Any) -> str:
    return url_for("bids.requirements", slug=bid.cooperative.slug, bid_id=bid.id, **asked)


@pages.post(f"{PLACE}/aankondiging")
@guarded(bid_permissions.may_write_bid, load=bids.bid)
def propose_from_notice(bid: Bid) -> ResponseReturnValue:
    """Propose what the notice itself asks."""
    proposed = carry_out_or_flash(lambda: services.propose_from_notice(bid))
    if proposed is None or not proposed.value:
        if proposed is not None:
            flash(_("Everything that the notice asks is here already."))
        return redirect(_place(bid))
    flash(_("Look at these proposals: what is right, and what is no requirement?"))
    return redirect(url_for("bids.proposals", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route(f"{PLACE}/nieuw", methods=["GET", "POST"])
@guarded(bid_permissions.may_write_bid, load=bids.bid)
def add_requirement(bid: Bid) -> ResponseReturnValue:
    """A requirement that somebody read themselves."""
    form = RequirementForm()
    _choices(form, bid)
    added = carry_out(form, lambda: services.add(bid, _written(form), now=clock.now()))
    if added is None:
        return form_page("bids/requirement.html", form, bid=bid, group=bid.cooperative, words=words)
    flash(_("Saved."))
    return redirect(_place(bid, soort=added.value.kind.value))


@pages.route(f"{PLACE}/<int:requirement_id>", methods=["GET", "POST"])
@guarded(permissions.may_write_requirement, load=queries.requirement)
def edit_requirement(row: Requirement) -> ResponseReturnValue:
    """Read, correct and complete a requirement; saving a proposal confirms it."""
    bid = row.bid
    form = ConfirmedRequirementForm(data=_standing(row))
    _choices(form, bid, row)
    if carry_out(form, lambda: _change(row, form)) is None:
        replacement = queries.replacement_of(row)
        return form_page(
            "bids/requirement.html", form, bid=bid, group=bid.cooperative, row=row, words=words, newer=replacement
        )
    flash(_("Saved."))
    return redirect(_place(bid, soort=row.kind.value))


def _choices(form: RequirementForm, bid: Bid, row: Requirement | None = None) -> None:
    """Who works in the group; who left and still stands on the row may stay."""
    form.kind.choices = [SelectChoice(kind.value, words.KINDS[kind]) for kind in RequirementKind]
    # Observers too: who answers for a requirement need not write.
    people = {str(person.user_id): person.user.name for person in cooperatives.participants(bid.cooperative)}
    if row is not None and row.owner is not None:
        people.setdefault(str(row.owner_id), row.owner.name)
    form.owner.choices = [SelectChoice("", _("nobody yet")), *map(SelectChoice, people, people.values())]


def _standing(row: Requirement) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "text": row.text,
        "lot": row.lot or "",
        "weight": hundredths(row.weight),
        "weight_unit": row.weight_unit or "",
        "knock_out": row.knock_out,
        "owner": str(row.owner_id or ""),
        "answered_in": row.answered_in,
        "evidence": row.evidence,
        "done": row.is_done,
        "waived_because": row.waived_because,
    }


def _written(form: RequirementForm) -> dict[str, Any]:
    weight = weight_of(form.weight.data)
    unit = form.weight_unit.data if weight else ""
    return {
        "kind": RequirementKind(form.kind.data),
        "text": form.text.data,
        "lot": form.lot.data or None,
        "weight": weight,
        "weight_unit": unit or None,
        "knock_out": bool(form.knock_out.data),
        "owner_id": int(form.owner.data or 0) or None,
        "answered_in": form.answered_in.data or "",
        "evidence": form.evidence.data or "",
    }


def _change(row: Requirement, form: ConfirmedRequirementForm) -> None:
    """Of two who write at the same moment the second sees both versions."""
    # The group first, as everywhere: who locks in another order waits for ever.
    lock(row.bid.cooperative)
    form.settle(_standing(lock(row)))
    written = {**_written(form), "done": bool(form.done.data), "waived_because": form.waived_because.data or ""}
    services.change(row, written, by=current_user, now=clock.now())


@pages.post(f"{PLACE}/<int:requirement_id>/klaar")
@guarded(permissions.may_write_requirement, load=queries.requirement)
def finish_requirement(row: Requirement) -> ResponseReturnValue:
    """Done, or after all not."""
    done = request.form.get("done") == "1"
    carry_out_or_flash(lambda: services.mark_done(row, done, by=current_user, now=clock.now()))
    return _back(row)


@pages.post(f"{PLACE}/<int:requirement_id>/weg")
@guarded(permissions.may_write_requirement, load=queries.requirement)
def drop_requirement(row: Requirement) -> ResponseReturnValue:
    """It asks nothing of this bid."""
    if carry_out_or_flash(lambda: services.drop(row, now=clock.now())):
        flash(_("Removed from the list."))
    return _back(row)


@pages.post(f"{PLACE}/<int:requirement_id>/nieuwe-tekst")
@guarded(permissions.may_write_requirement, load=queries.requirement)
def take_new_words(row: Requirement) -> ResponseReturnValue:
    """Read on with the words of the newer version of the file."""
    if carry_out_or_flash(lambda: services.take_new_words(row)):
        flash(_("Saved. Look whether your answer still fits."))
    return redirect(_place(row.bid, stand=RequirementView.CHANGED.value))


def _back(row: Requirement) -> ResponseReturnValue:
    shown = shown_asked()
    return redirect(_place(row.bid, soort=kind_asked(), stand=shown.value, pagina=page_asked()))
