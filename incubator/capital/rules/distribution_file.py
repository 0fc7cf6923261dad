"""A year to divide as a script gives it in JSON, read strictly: what is wrong is named by its key."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from incubator.capital.rules.dividing import FUNDS, OWED
from incubator.capital.values import (
    ClaimBasis,
    DistributionRule,
    LeavingMember,
    LossBearer,
    Regime,
    ShareBasis,
    SharingMember,
    YearToDivide,
)
from incubator.challenges.rules import json_answers as answers
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

KEYS = frozenset({"year", "regime", "surplus", "self_management_status", "rule", "balances", "members", "leaving"})
RULE_KEYS = frozenset({*FUNDS, "credit_share", "basis", "losses", "claim_basis"})
BALANCE_KEYS = frozenset({*FUNDS, OWED})
MEMBER_KEYS = frozenset({"id", "contribution", "allocated", "hours", "wage"})
LEAVER_KEYS = frozenset({"id", "index", "instalments"})
AMOUNT = re.compile(r"-?\d{1,11}(\.\d{1,2})?", re.ASCII)
NUMBER = re.compile(r"\d{1,9}(\.\d{1,12})?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_INSTALMENTS = 100
NO_AMOUNT = N_("“%(key)s” has to be an amount as 1250.00, with at most two decimals.")
NEGATIVE = N_("“%(key)s” cannot be less than nothing.")
NO_SHARE = N_("“%(key)s” has to be a part from 0 to 1, as 0.30.")
NO_LIST = N_("“%(key)s” has to be a list.")
NO_INDEX = N_("“%(key)s” has to be more than nothing: 1.03 when prices rose by 3 percent.")
TOO_MUCH = N_("“rule”: reserve and funds get more than the whole surplus.")
TWICE = N_("“%(key)s”: %(member)s stands there twice.")
NO_SUCH_MEMBER = N_("“%(key)s”: %(member)s is not among the members.")
NO_NAME = N_("“%(key)s” has to be a text or a number that names the member.")

Choice = TypeVar("Choice", bound=StrEnum)


def year_to_divide(raw: Any) -> YearToDivide:
    """The year that a file describes. Raises `RuleViolation`, which names the key."""
    given = answers.mapping(raw, "JSON")
    year = answers.count(answers.required(given, "year"), "year", least=FIRST_YEAR, most=LAST_YEAR)
    assert year is not None
    members = tuple(map(_member, _objects(answers.required(given, "members"), "members")))
    leaving = tuple(map(_leaver, _objects(_or_empty(given, "leaving", []), "leaving")))
    _check_names([member.id for member in members], "members")
    _check_names([leaver.id for leaver in leaving], "leaving")
    known = {member.id for member in members}
    for leaver in leaving:
        if leaver.id not in known:
            raise RuleViolation(NO_SUCH_MEMBER, key="leaving", member=leaver.id)
    return YearToDivide(
        year=year,
        surplus=_cents(answers.required(given, "surplus"), "surplus"),
        rule=_rule(answers.mapping(answers.required(given, "rule"), "rule")),
        members=members,
        regime=_choice(Regime, given.get("regime"), "regime", Regime.EXCLUDED),
        self_management=answers.truth(given.get("self_management_status"), "self_management_status"),
        balances=_balances(answers.mapping(_or_empty(given, "balances", {}), "balances")),
        leaving=leaving,
    )


def keys_nobody_reads(raw: Any) -> Iterator[str]:
    """Keys below the first in which there may be a typing error: `general_reserv` would leave the reserve without anything."""
    if not isinstance(raw, dict):
        return
    for key, known in (("rule", RULE_KEYS), ("balances", BALANCE_KEYS)):
        for name in answers.unknown_keys(raw.get(key), known):
            yield f"{key}.{name}"
    for key, known in (("members", MEMBER_KEYS), ("leaving", LEAVER_KEYS)):
        entries = raw.get(key)
        names: set[str] = set()
        for entry in entries if isinstance(entries, list) else ():
            names.update(answers.unknown_keys(entry, known))
        for name in sorted(names):
            yield f"{key}.{name}"


def _rule(given: Mapping[str, Any]) -> DistributionRule:
    shares = {}
    for key in (*FUNDS, "credit_share"):
        shares[key] = _share(given.get(key, "0"), f"rule.{key}")
    if sum(shares[fund] for fund in FUNDS) > 1:
        raise RuleViolation(TOO_MUCH)
    basis = None
    if given.get("basis") is not None:
        basis = _choice(ShareBasis, given["basis"], "rule.basis", ShareBasis.LABOUR_HOURS)
    return DistributionRule(
        **shares,
        basis=basis,
        losses=_choice(LossBearer, given.get("losses"), "rule.losses", LossBearer.ACCOUNTS),
        claim_basis=_choice(ClaimBasis, given.get("claim_basis"), "rule.claim_basis", ClaimBasis.PAID_IN_INDEXED),
    )


def _member(placed: tuple[str, Mapping[str, Any]]) -> SharingMember:
    key, given = placed
    return SharingMember(
        id=_name(given, key),
        contribution=_not_negative(given.get("contribution", "0"), f"{key}.contribution"),
        allocated=_not_negative(given.get("allocated", "0"), f"{key}.allocated"),
        hours=_number(given.get("hours", "0"), f"{key}.hours"),
        wage=_not_negative(given.get("wage", "0"), f"{key}.wage"),
    )


def _leaver(placed: tuple[str, Mapping[str, Any]]) -> LeavingMember:
    key, given = placed
    index = _number(given.get("index", "1"), f"{key}.index")
    if index == 0:
        raise RuleViolation(NO_INDEX, key=f"{key}.index")
    parts = answers.count(given.get("instalments", 1), f"{key}.instalments", least=1, most=MOST_INSTALMENTS)
    return LeavingMember(_name(given, key), index, parts or 1)


def _balances(given: Mapping[str, Any]) -> dict[str, int]:
    balances = {}
    for key in (*FUNDS, OWED):
        cents = _cents(given.get(key, "0"), f"balances.{key}")
        # Only the general reserve can carry a shortfall forward.
        if cents < 0 and key != FUNDS[0]:
            raise RuleViolation(NEGATIVE, key=f"balances.{key}")
        balances[key] = cents
    return balances


def _or_empty(given: Mapping[str, Any], key: str, empty: Any) -> Any:
    """What stands there; nothing at all when it is null or left out."""
    return empty if given.get(key) is None else given[key]


def _objects(raw: Any, key: str) -> list[tuple[str, Mapping[str, Any]]]:
    if not isinstance(raw, list):
        raise RuleViolation(NO_LIST, key=key)
    placed = []
    for place, entry in enumerate(raw, start=1):
        placed.append((f"{key}[{place}]", answers.mapping(entry, f"{key}[{place}]")))
    return placed


def _name(given: Mapping[str, Any], key: str) -> str:
    name = answers.required(given, "id", f"{key}.id")
    if isinstance(name, bool) or not isinstance(name, str | int) or not str(name).strip():
        raise RuleViolation(NO_NAME, key=f"{key}.id")
    return str(name).strip()


def _check_names(names: Iterable[str], key: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RuleViolation(TWICE, key=key, member=name)
        seen.add(name)


def _written(value: Any) -> str:
    """A number as it was written; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _cents(value: Any, key: str) -> int:
    written = _written(value)
    if not AMOUNT.fullmatch(written):
        raise RuleViolation(NO_AMOUNT, key=key)
    return int(Decimal(written) * 100)


def _not_negative(value: Any, key: str) -> int:
    cents = _cents(value, key)
    if cents < 0:
        raise RuleViolation(NEGATIVE, key=key)
    return cents


def _number(value: Any, key: str) -> Fraction:
    written = _written(value)
    if written.startswith("-"):
        raise RuleViolation(NEGATIVE, key=key)
    if not NUMBER.fullmatch(written):
        raise RuleViolation(answers.NO_NUMBER, key=key)
    return Fraction(written)


def _share(value: Any, key: str) -> Fraction:
    written = _written(value)
    if not NUMBER.fullmatch(written) or Fraction(written) > 1:
        raise RuleViolation(NO_SHARE, key=key)
    return Fraction(written)


def _choice(kinds: type[Choice], value: Any, key: str, usual: Choice) -> Choice:
    if value is None:
        return usual
    return kinds(answers.choice(value, key, map(str, kinds)))
