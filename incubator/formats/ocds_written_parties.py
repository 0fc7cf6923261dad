"""Who takes part, as the `parties` of an OCDS release: organisations with their numbers and roles, without the people who work there."""

import re
from dataclasses import dataclass, field
from typing import Any

from incubator.formats.ocds_written import filled, local_id, web_address
from incubator.formats.values import ReadNotice, ReadOrganisation, Winner

# partyRole.csv of OCDS 1.1 (an open list) and the OCDS profile for eForms. `other` is our own word: the notice names
# the organisation, and its part has no word in either list.
ROLES = {
    "buyer": "buyer",
    "co-buyer": "buyer",
    "winner": "supplier",
    "tenderer": "tenderer",
    "review-body": "reviewBody",
    "service-provider": "procurementServiceProvider",
}
OTHER = "other"
TRADE_REGISTER = "NL-KVK"  # org-id.guide; a number of eight digits of a Dutch enterprise
_EIGHT_DIGITS = re.compile(r"[0-9]{8}", re.ASCII)
Reference = dict[str, str]


@dataclass(slots=True)
class WrittenParties:
    """The parties so far, each once. An organisation with several roles is one party."""

    _parties: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def add(self, organisation: ReadOrganisation) -> Reference:
        """Take an organisation in, and give the reference by which other parts name it."""
        # Number and name: parts of one body share a number, and strangers share a name.
        key = (next(iter(organisation.ids), ""), organisation.name)
        party = self._parties.get(key)
        if party is None:
            party = {"id": self._free_id(organisation), "name": organisation.name, **_details(organisation)}
            self._parties[key] = party
        role = ROLES.get(organisation.role, OTHER)
        if role not in party.setdefault("roles", []):
            party["roles"].append(role)
        return {"id": party["id"], "name": party["name"]}

    def supplier(self, winner: Winner) -> Reference:
        """The reference of a winner, who may be among the organisations already."""
        for (_number, name), party in self._parties.items():
            # Without a number the name has to do: twice in the list a winner would count as two.
            if name == winner.name and (winner.id is None or winner.id in _numbers(party)):
                if ROLES["winner"] not in party["roles"]:
                    party["roles"].append(ROLES["winner"])
                return {"id": party["id"], "name": name}
        ids = (winner.id,) if winner.id else ()
        return self.add(ReadOrganisation(winner.name, "winner", ids, size=winner.size))

    def listed(self) -> list[dict[str, Any]]:
        return list(self._parties.values())

    def _free_id(self, organisation: ReadOrganisation) -> str:
        """Its first number that no other party goes by, else one made of its name."""
        by_name = f"name-{local_id(organisation.name)}"
        for candidate in (*organisation.ids, by_name, f"{by_name}-{len(self._ids)}"):
            if candidate not in self._ids:
                self._ids.add(candidate)
                return candidate
        return by_name


def parties_of(notice: ReadNotice) -> tuple[WrittenParties, Reference | None]:
    """All organisations of a notice, and the reference of its buyer."""
    parties = WrittenParties()
    buyer = None
    if notice.buyer is not None:
        buyer = parties.add(notice.buyer)
    for organisation in notice.organisations:
        parties.add(organisation)
    return parties, buyer


def _details(organisation: ReadOrganisation) -> dict[str, Any]:
    """What is known of it. Name, address for e-mail and telephone of who answers questions are left out: those are people."""
    identifiers = [_identifier(number, organisation.country) for number in organisation.ids]
    return filled(
        identifier=next(iter(identifiers), None),
        additionalIdentifiers=identifiers[1:],
        address=filled(
            locality=organisation.city,
            postalCode=organisation.postcode,
            region=organisation.nuts,
            country=organisation.country,
        ),
        contactPoint=filled(url=web_address(organisation.url)),
        details=filled(scale=organisation.size),
    )


def _identifier(number: str, country: str | None) -> dict[str, str]:
    """A number with the register it is of, where its shape leaves no doubt: sources give the number alone."""
    if country == "NL" and _EIGHT_DIGITS.fullmatch(number):
        return {"scheme": TRADE_REGISTER, "id": number}
    return {"id": number}


def _numbers(party: dict[str, Any]) -> set[str]:
    listed = {party["id"]}
    for identifier in (party.get("identifier"), *party.get("additionalIdentifiers", ())):
        if identifier:
            listed.add(identifier["id"])
    return listed
