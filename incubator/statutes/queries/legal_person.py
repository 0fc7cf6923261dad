"""The legal person on a day: what the statutes in force call it, and the number of the trade register."""

from datetime import date

from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.statutes import queries
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.legal_person import LegalPerson


def legal_person(group: Cooperative, on: date) -> LegalPerson:
    """As documents of that day name it; before the deed by the name that the group goes by."""
    noted = cooperatives_queries.milestones(group)
    version = queries.effective(group, on)
    deed, kvk = noted.get("deed"), noted.get("kvk")
    has_deed = version is not None or (deed is not None and deed.on_date <= on)
    if not has_deed:
        return LegalPerson(_name_in_use(group), has_deed=False)
    statutes = read(version.answers) if version is not None else Statutes()
    return LegalPerson(
        statutes.name or _name_in_use(group),
        statutes.seat.municipality,
        (kvk.note if kvk is not None else "") or "",
        _lines(statutes),
    )


def _name_in_use(group: Cooperative) -> str:
    named = cooperatives_queries.holding(group, "identity.name")
    return str(named.value) if named is not None else group.name


def _lines(statutes: Statutes) -> tuple[str, ...]:
    address = statutes.address
    place = f"{address.postcode} {address.city}".strip()
    return tuple(filter(None, (address.street, place)))
