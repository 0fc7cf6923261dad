"""What is known already of a task and of the group that would do it, so that it need not be typed again."""

from datetime import date
from itertools import chain
from typing import Any

from incubator.challenges.queries.assessing import deciding_authority
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.values.routes import RouteBuyer
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.reference import authorities, sectors
from incubator.notices.models import Notice

CENTRAL = "central"  # how notices call ministries and what is of them


def sector_choices(language: str) -> list[tuple[str, str]]:
    """The kinds of work that cooperatives do, by name."""
    choices = []
    for sector in sectors.sectors().values():
        choices.append((sector.id, sector.name(language)))
    return sorted(choices, key=lambda choice: choice[1].casefold())


def codes_of_sector(sector_id: str | None) -> tuple[str, ...]:
    """The CPV codes of a kind of work."""
    sector = sectors.sector(sector_id or "")
    return () if sector is None else tuple(sector.cpv)


def of_notice(notice: Notice) -> dict[str, Any]:
    """What a notice says of the task, by the fields of the form."""
    deciding = deciding_authority(notice)
    main = [notice.main_cpv] if notice.main_cpv else []
    others = [code for code in notice.cpv if code != notice.main_cpv]
    sector = next(chain.from_iterable(map(sectors.sectors_of, main + others)), None)
    known: dict[str, Any] = {
        "buyer": _kind(notice),
        "cpv": ", ".join(main + others),
        "nature": notice.nature or "services",
        "months": notice.duration_months,
        "sector": "" if sector is None else sector.id,
        "on": notice.published,
    }
    if deciding is not None:
        # Whoever buys, the authority that it buys for is whose rules hold.
        known |= {"buyer": deciding.kind, "authority": authority_name(deciding.code)}
    if notice.value_currency in {None, "EUR"}:
        known["value"] = notice.value_cents
    return {name: value for name, value in known.items() if value is not None}


def of_authority(typed: str) -> dict[str, Any]:
    """Which authority a link to the roads names, by the fields of the form; a name that nobody has says nothing."""
    known = authorities.authority_of_code(typed)
    if known is None:
        return {}
    return {"buyer": known.kind, "authority": authority_name(known.code)}


def _kind(notice: Notice) -> str:
    if notice.buyer is not None and notice.buyer.type == CENTRAL:
        return RouteBuyer.CENTRAL.value
    return RouteBuyer.OTHER.value


def of_dossier(group: Cooperative) -> dict[str, Any]:
    """What the dossier of a group says, by the fields of the form."""
    values = cooperatives.holding_values(group)
    known: dict[str, Any] = {}
    deed = values.get("identity.deed_date")
    if isinstance(deed, str):
        known["founded_on"] = date.fromisoformat(deed)
    work = values.get("offer.sectors")
    if isinstance(work, list) and work:
        known["sector"] = work[0]
    if group.municipality:
        known["authority"] = authority_name(group.municipality)
    return known


def purpose_of(group: Cooperative) -> str:
    """The purpose as the dossier has it, to hold the question about it against."""
    return str(cooperatives.holding_values(group).get("purpose.text") or "")
