"""Bringing a file of contracts: it is read and shown first, and only then taken over, whole or not at all."""

import contextlib

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.challenges.forms.contracts import ContractFileForm
from incubator.challenges.forms.windows import NO_SUCH
from incubator.challenges.messages import contracts as words
from incubator.challenges.rules.contract_files import EMPTY, ContractFile, decoded, read_contracts
from incubator.challenges.rules.naming import authority_name, known_authority
from incubator.challenges.services import contracts as services
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.contracts import radar_of
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import readable
from incubator.core.web import carry_out

SHOWN = 20  # lines of a preview


@pages.route("/cooperaties/<slug>/contracten/bestand", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def import_known_contracts(group: Cooperative) -> ResponseReturnValue:
    """A file whose contracts only the group and its coaches see."""
    return _import(group)


@pages.route("/uitdagen/contracten/bestand", methods=["GET", "POST"])
@guarded(is_coach)
def import_shared_contracts() -> ResponseReturnValue:
    """A file whose contracts everybody sees."""
    return _import(None)


def _import(group: Cooperative | None) -> ResponseReturnValue:
    form, read = ContractFileForm(), ContractFile()
    if form.validate_on_submit():
        try:
            read = _read(form)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if read.contracts and not read.troubles and form.do.data == "save":
        outcome = carry_out(
            form, lambda: services.import_contracts(read.contracts, group, by=viewer(), now=clock.now())
        )
        if outcome is not None:
            flash(_in_words(outcome.value))
            return redirect(radar_of(group))
    return _page(form, read, group)


def _page(form: ContractFileForm, read: ContractFile, group: Cooperative | None) -> ResponseReturnValue:
    ready = bool(read.contracts) and not read.troubles
    shown = {
        "ready": ready,
        "known": services.count_known(read.contracts, group) if ready else 0,
        "troubles": list(map(words.trouble, read.troubles[:SHOWN])),
        "more_troubles": max(0, len(read.troubles) - SHOWN),
        "lines": read.contracts[:SHOWN],
    }
    status = 422 if read.troubles else form.status
    return render_template(
        "challenges/contract_file.html", form=form, group=group, read=read, authority_name=authority_name, **shown
    ), status


def _read(form: ContractFileForm) -> ContractFile:
    """What the file holds, or else what was pasted. Raises `RuleViolation` when there is nothing, or it is no text."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        # A large file lies in a temporary one, which has to be closed.
        with contextlib.closing(sent):
            form.text.data = readable(decoded(sent.read()))
    if not (form.text.data or "").strip():
        raise RuleViolation(EMPTY, field="text")
    code = None
    if form.authority.data:
        try:
            code = known_authority(form.authority.data)
        except RuleViolation as unknown:
            raise RuleViolation(NO_SUCH, field="authority") from unknown
    return read_contracts(form.text.data, authority=code, source=form.source.data or "", today=clock.today())


def _in_words(outcome: services.ImportOutcome) -> str:
    added = ngettext("%(num)d contract was added.", "%(num)d contracts were added.", outcome.added)
    if not outcome.known:
        return str(added)
    known = ngettext("%(num)d was there already.", "%(num)d were there already.", outcome.known)
    return f"{added} {known}"
