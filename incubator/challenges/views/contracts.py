"""Writing down contracts of authorities: by a group for itself, by coaches and managers for everybody."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.challenges.forms.contracts import KnownContractForm, standing
from incubator.challenges.models import KnownContract
from incubator.challenges.permissions import known_contracts as permissions
from incubator.challenges.queries import contracts as queries
from incubator.challenges.queries.assessing import deciding_authority
from incubator.challenges.queries.routes import sector_choices
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.services import contracts as services
from incubator.challenges.views.blueprint import pages
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.i18n import language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.notices.models import Notice
from incubator.notices.queries import publications


@pages.route("/cooperaties/<slug>/contracten/nieuw", methods=["GET", "POST"])
@guarded(group_permissions.may_record, load=cooperatives.cooperative)
def record_known_contract(group: Cooperative) -> ResponseReturnValue:
    """Write down a contract that only the group and its coaches see."""
    return _record(group)


@pages.route("/uitdagen/contracten/nieuw", methods=["GET", "POST"])
@guarded(is_coach)
def record_shared_contract() -> ResponseReturnValue:
    """Write down a contract that everybody sees."""
    return _record(None)


def _record(group: Cooperative | None) -> ResponseReturnValue:
    notice = _notice()
    known = queries.correction_of(notice.id, group) if notice is not None else None
    if known is not None:
        return redirect(address_of(known, group))
    form = KnownContractForm(data=_of_group(group) | _of_notice(notice))
    form.offer(sector_choices(language()))
    number = None if notice is None else notice.id
    done = carry_out(
        form,
        lambda: services.record(form.answers(), group, by=viewer(), now=clock.now(), notice_id=number),
    )
    if done is None:
        return form_page("challenges/contract.html", form, group=group, notice=notice, contract=None)
    flash(_("Saved."))
    return redirect(radar_of(group))


def _notice() -> Notice | None:
    number = request.args.get("notice", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return publications.notice(int(number))


def _of_group(group: Cooperative | None) -> dict[str, Any]:
    """A group mostly writes down contracts of its own municipality."""
    if group is None or group.municipality is None:
        return {}
    return {"authority": authority_name(group.municipality)}


def _of_notice(notice: Notice | None) -> dict[str, Any]:
    """What the notice says already, to be mended."""
    if notice is None:
        return {}
    deciding = deciding_authority(notice)
    authority = authority_name(deciding.code if deciding is not None else None)
    return {
        "authority": authority,
        "title": notice.title[:300],
        "ends_on": notice.contract_end,
        "value_cents": notice.value_cents if notice.value_currency in {None, "EUR"} else None,
    }


@pages.route("/cooperaties/<slug>/contracten/<int:known_id>", methods=["GET", "POST"])
@guarded(permissions.may_write_known_contract, load=queries.known_contract)
def correct_known_contract(contract: KnownContract) -> ResponseReturnValue:
    """Mend or complete what the group knows of a contract."""
    return _correct(contract)


@pages.route("/uitdagen/contracten/<int:shared_id>", methods=["GET", "POST"])
@guarded(permissions.may_write_known_contract, load=queries.shared_contract)
def correct_shared_contract(contract: KnownContract) -> ResponseReturnValue:
    """The same for a contract that everybody sees."""
    return _correct(contract)


def _correct(contract: KnownContract) -> ResponseReturnValue:
    group = contract.cooperative
    form = KnownContractForm(data=standing(queries.answers_of(contract)))
    form.offer(sector_choices(language()))
    if carry_out(form, lambda: _write(contract, form)) is None:
        return form_page("challenges/contract.html", form, group=group, notice=contract.notice, contract=contract)
    flash(_("Saved."))
    return redirect(radar_of(group))


def _write(contract: KnownContract, form: KnownContractForm) -> None:
    form.settle(standing(queries.answers_of(lock(contract))))
    services.correct(contract, form.answers(), by=viewer(), now=clock.now())


@pages.post("/cooperaties/<slug>/contracten/<int:known_id>/verwijderen")
@guarded(permissions.may_write_known_contract, load=queries.known_contract)
def remove_known_contract(contract: KnownContract) -> ResponseReturnValue:
    """Take back what was written down by mistake."""
    return _remove(contract)


@pages.post("/uitdagen/contracten/<int:shared_id>/verwijderen")
@guarded(permissions.may_write_known_contract, load=queries.shared_contract)
def remove_shared_contract(contract: KnownContract) -> ResponseReturnValue:
    return _remove(contract)


def _remove(contract: KnownContract) -> ResponseReturnValue:
    back = radar_of(contract.cooperative)
    if carry_out_or_flash(lambda: services.remove(contract)):
        flash(_("The contract has been removed."))
    return redirect(back)


def radar_of(group: Cooperative | None) -> str:
    """The radar of a group, or the one for everybody."""
    if group is None:
        return url_for("challenges.public_radar")
    return url_for("challenges.radar", slug=group.slug)


def address_of(contract: KnownContract, group: Cooperative | None) -> str:
    """The page on which a contract is mended."""
    if group is None:
        return url_for("challenges.correct_shared_contract", shared_id=contract.id)
    return url_for("challenges.correct_known_contract", slug=group.slug, known_id=contract.id)
