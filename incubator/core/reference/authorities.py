"""Which public authority a name belongs to: only exact names, for a wrong guess would send people to the wrong counter."""

import re
from dataclasses import dataclass
from functools import cache

from incubator.core.reference.municipalities import municipalities, municipality_by_name, plain
from incubator.core.reference.tables import rows

_MUNICIPALITY = re.compile(r"\bgem(?:eente)?\b")
# "Gemeente X, afdeling Inkoop": a part of the municipality, told after a comma, a dash, a bar or between brackets.
_DEPARTMENT = re.compile(
    r"^(?P<whole>[^,|(]*?)\s*(?:[,|(]|\s[-–]\s)\s*(?:de\s+|het\s+)?"
    r"(?:afd(?:eling|\.)?|team|cluster|sector|directie|domein|concern|bureau|dienst|bestuursdienst|inkoop\w*|ingenieursbureau|"
    r"stadsdeel|stadsbeheer|stadsontwikkeling|ruimte|openbare ruimte|maatschappelijke ontwikkeling|facilitair\w*|griffie)\b[^,|]*$",
    re.IGNORECASE,
)
_AUTHORITIES = re.compile(r"\b(?:gemeenten?|gem|provincie|waterschap|hoogheemraadschap|namens)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Authority:
    kind: str  # municipality, province or water-board
    code: str
    name: str


@cache
def _others() -> dict[str, Authority]:
    """Provinces and water boards by their plain names. A bare name that a municipality also has is left out."""
    others: dict[str, Authority] = {}
    for row in rows("authorities"):
        authority = Authority(row["kind"], row["code"], row["name"])
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            if authority.kind == "province":
                others[plain(f"provincie {name}")] = authority
            others[plain(name)] = authority
    return others


def authority(name: str) -> Authority | None:
    """The municipality, province or water board with exactly this name. "Utrecht" alone may be two: then nothing.

    A department named after it is left off; other authorities in the name make it a combination, and that is nobody's.
    """
    part = _DEPARTMENT.match(name)
    if part is not None and len(_AUTHORITIES.findall(name)) == 1:
        name = part["whole"]
    plain_name = plain(name).replace(",", "")
    other = _others_without_commas().get(plain_name)
    municipality = municipality_by_name(name)
    if municipality is not None and (other is None or _MUNICIPALITY.search(plain_name)):
        return Authority("municipality", municipality.code, municipality.name)
    if municipality is None:
        return other
    return None


@cache
def _others_without_commas() -> dict[str, Authority]:
    return {name.replace(",", ""): authority for name, authority in _others().items()}


def authority_kind(name: str) -> str | None:
    """`municipality`, `province`, `water-board` or nothing."""
    named = authority(name)
    if named:
        return named.kind
    return None


def all_of(kind: str) -> tuple[Authority, ...]:
    """All provinces or all water boards, in the order of the table."""
    return tuple(Authority(row["kind"], row["code"], row["name"]) for row in rows("authorities") if row["kind"] == kind)


@cache
def _by_code() -> dict[str, Authority]:
    by_code = {}
    for municipality in municipalities():
        by_code[municipality.code] = Authority("municipality", municipality.code, municipality.name)
    for row in rows("authorities"):
        by_code[row["code"]] = Authority(row["kind"], row["code"], row["name"])
    return by_code


def authority_of_code(code: str) -> Authority | None:
    """The municipality, province or water board that has this code."""
    return _by_code().get(code)


def every_authority() -> tuple[Authority, ...]:
    """All municipalities, provinces and water boards."""
    return tuple(_by_code().values())


def _address(authority: Authority) -> str:
    """Its name as an address has it. Utrecht, Groningen and Limburg are provinces too: those have the word before it."""
    name = f"provincie {authority.name}" if authority.kind == "province" else authority.name
    return re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")


@cache
def _addresses() -> dict[str, str]:
    return {authority.code: _address(authority) for authority in every_authority()}


@cache
def _codes_by_address() -> dict[str, str]:
    return {address: code for code, address in _addresses().items()}


def address_of(code: str) -> str:
    """How an address of ours names the authority with this code: `utrecht`, `provincie-utrecht`. Another code stays as it is."""
    return _addresses().get(code, code)


def code_at(address: str) -> str:
    """The code of the authority that an address names. What is no such name comes back as it is: a code can be one."""
    return _codes_by_address().get(address, address)
