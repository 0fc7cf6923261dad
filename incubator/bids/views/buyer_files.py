"""Pages of the buyer's files: bring them, see what was read, take one away."""

import contextlib

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.bids.forms.requirements import BuyerFilesForm
from incubator.bids.models import Bid, BuyerFile, FileState
from incubator.bids.permissions import bidding as bid_permissions
from incubator.bids.permissions import requirements as permissions
from incubator.bids.queries import bidding as bids
from incubator.bids.queries import requirements as queries
from incubator.bids.services import buyer_files as services
from incubator.bids.services.buyer_files import Brought
from incubator.bids.views.blueprint import pages
from incubator.bids.views.requirements import PLACE
from incubator.bids.views.standing import may_write_now
from incubator.core import clock, files
from incubator.core.db import GONE, transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked

MOST_AT_ONCE = 8  # reading takes a while each


@pages.get(f"{PLACE}/bestanden")
@guarded(bid_permissions.may_see_bid, load=bids.bid)
def buyer_files(bid: Bid) -> ResponseReturnValue:
    """The files, with what came out of them."""
    return _files_page(bid, _form(bid))


def _form(bid: Bid) -> BuyerFilesForm:
    form = BuyerFilesForm()
    replaced = queries.replaced_files(bid)
    current = [SelectChoice(str(file.id), file.name) for file in queries.buyer_files(bid) if file.id not in replaced]
    form.replaces.choices = [SelectChoice("", _("no, or by its name")), *current]
    return form


def _files_page(bid: Bid, form: BuyerFilesForm) -> ResponseReturnValue:
    return form_page(
        "bids/buyer_files.html",
        form,
        bid=bid,
        group=bid.cooperative,
        listed=queries.file_list(bid, page_asked()),
        page_url=lambda page: url_for("bids.buyer_files", slug=bid.cooperative.slug, bid_id=bid.id, pagina=page),
        may_write=may_write_now(bid),
    )


@pages.post(f"{PLACE}/bestanden")
@guarded(bid_permissions.may_write_bid, load=bids.bid)
def bring_files(bid: Bid) -> ResponseReturnValue:
    """Several files at once; one that cannot be taken does not stop the others."""
    form = _form(bid)
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not form.validate_on_submit():
        return _files_page(bid, form)
    if not 0 < len(sent) <= MOST_AT_ONCE:
        form.refuse(RuleViolation(N_("Choose one to %(count)s files."), count=MOST_AT_ONCE))
        return _files_page(bid, form)
    # Of several files nobody can say which is the newer version.
    replaces_id = int(form.replaces.data) if form.replaces.data and len(sent) == 1 else None
    taken = 0
    for file in sent:
        # A large file lies in a temporary one, which has to be closed.
        with contextlib.closing(file):
            brought = services.read(file.read(), file.filename or "")
        taken += _bring(bid, brought, replaces_id)
    if not taken:
        return redirect(url_for("bids.buyer_files", slug=bid.cooperative.slug, bid_id=bid.id))
    return redirect(url_for("bids.proposals", slug=bid.cooperative.slug, bid_id=bid.id))


def _bring(bid: Bid, brought: Brought, replaces_id: int | None) -> int:
    """Keep one file and say what came of it. Gives how many proposals it brought."""
    try:
        with transaction():
            file = services.bring(bid, brought, replaces_id=replaces_id, by=current_user, now=clock.now())
    except RuleViolation as refused:
        flash(_("%(file)s was not taken: %(reason)s", file=brought.name[:100], reason=explain(refused)), "error")
        return 0
    if file.state is FileState.UNREADABLE:
        reason = _(file.problem) if file.problem else ""
        flash(_("%(file)s is kept, but cannot be read: %(reason)s", file=file.name, reason=reason), "error")
        return 0
    proposals = queries.count_of_file(file)
    flash(
        ngettext(
            "%(file)s has been read: %(num)d proposal.",
            "%(file)s has been read: %(num)d proposals.",
            proposals,
            file=file.name,
        )
    )
    return proposals


@pages.get(f"{PLACE}/bestanden/<int:file_id>")
@guarded(permissions.may_fetch_file, load=queries.buyer_file)
def fetch_buyer_file(file: BuyerFile) -> ResponseReturnValue:
    """The file as the buyer made it."""
    return files.as_download(file.file)


@pages.post(f"{PLACE}/bestanden/<int:file_id>/prijzenblad")
@guarded(permissions.may_write_file, load=queries.buyer_file)
def say_prices(file: BuyerFile) -> ResponseReturnValue:
    """Say that a file is the price sheet of the buyer, or is not."""
    slug, bid_id, name = file.bid.cooperative.slug, file.bid_id, file.name
    is_prices = request.form.get("is") != "no"
    if carry_out_or_flash(lambda: services.say_prices(file, is_prices, by=current_user, now=clock.now())) is not None:
        if is_prices:
            flash(_("“%(name)s” is the price sheet of the buyer: fill in your rates there.", name=name))
        else:
            flash(_("“%(name)s” is not the price sheet of the buyer.", name=name))
    return redirect(url_for("bids.buyer_files", slug=slug, bid_id=bid_id))


@pages.route(f"{PLACE}/bestanden/<int:file_id>/weg", methods=["GET", "POST"])
@guarded(permissions.may_write_file, load=queries.buyer_file)
def remove_buyer_file(file: BuyerFile) -> ResponseReturnValue:
    """Take a file away with the proposals that nobody looked at; what was confirmed stays."""
    form, bid, name = ConfirmationForm(), file.bid, file.name
    slug, bid_id, file_id = bid.cooperative.slug, bid.id, file.id
    done = carry_out(form, lambda: services.take_away(file))
    if done is None and file_id not in {known.id for known in queries.buyer_files(bid)}:
        flash(_(GONE), "error")
        return redirect(url_for("bids.buyer_files", slug=slug, bid_id=bid_id))
    if done is None:
        going = queries.going_along(file)
        return form_page("bids/buyer_file_away.html", form, bid=bid, group=bid.cooperative, file=file, going=going)
    flash(
        ngettext(
            "“%(name)s” was removed, with %(num)d proposal that nobody had looked at.",
            "“%(name)s” was removed, with %(num)d proposals that nobody had looked at.",
            done.value,
            name=name,
        )
    )
    return redirect(url_for("bids.buyer_files", slug=slug, bid_id=bid_id))
