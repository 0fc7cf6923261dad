"""The question about roads as a script asks it in JSON."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from incubator.challenges.rules import json_answers as answers
from incubator.challenges.values.routes import CooperativeSide, QuoteBands, RouteBuyer, RouteQuestion
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

CPV = re.compile(r"(\d{8})(-\d)?", re.ASCII)
CODES = {"municipality": "GM", "province": "PV", "water-board": "WS"}
NATURES = ("services", "works", "supplies")
LONGEST = 600  # months
MOST_CODES = 200
KEYS = frozenset(
    {"on", "buyer", "cpv", "nature", "value", "monthly", "months", "option_months", "options_value"}
    | {"refers_to_article", "cooperative", "policy"}
)
TRUTHS = (
    "worker_owned",
    "participatory",
    "public_mission",
    "profits_reinvested",
    "contract_with_buyer_last_3_years",
    "integration_is_main_aim",
)
NO_CODES = N_("“%(key)s” has to be a list of CPV codes of eight digits, as in 85312000.")
OTHER_KIND = N_(
    "“buyer.code” (%(code)s) is not a code of the kind in “buyer.kind” (%(kind)s): one of the two is wrong."
)
TOO_MUCH = N_("“%(key)s” has to be a share from 0 to 1, as in 0.30.")
CONTRADICTION = N_("“policy.single_until” is larger than “policy.several_until”: one of the two is wrong.")


def question_from_json(raw: Any) -> RouteQuestion:
    """The question that a file asks. Raises `RuleViolation`, which names the key that is missing or wrong."""
    given = answers.mapping(raw, "routes")
    buyer = answers.mapping(answers.required(given, "buyer"), "buyer")
    kind = answers.choice(answers.required(buyer, "kind", "buyer.kind"), "buyer.kind", tuple(RouteBuyer))
    code = answers.text(buyer.get("code"), "buyer.code")
    if code is not None and not code.startswith(CODES.get(kind, "")):
        raise RuleViolation(OTHER_KIND, code=code[:60], kind=kind)
    on = answers.day(answers.required(given, "on"), "on")
    assert on is not None
    return RouteQuestion(
        on=on,
        buyer=RouteBuyer(kind),
        buyer_code=code,
        cpv=codes(given.get("cpv")),
        nature=answers.choice(answers.required(given, "nature"), "nature", NATURES),
        value=answers.amount(given.get("value"), "value"),
        monthly=answers.amount(given.get("monthly"), "monthly"),
        months=answers.count(given.get("months"), "months", least=1, most=LONGEST),
        option_months=answers.count(given.get("option_months"), "option_months", least=0, most=LONGEST) or 0,
        options_value=answers.amount(given.get("options_value"), "options_value") or Decimal(0),
        refers_to_article=answers.truth(given.get("refers_to_article"), "refers_to_article"),
        cooperative=_side(given.get("cooperative")),
        policy=_bands(given.get("policy")),
    )


def codes(raw: Any) -> tuple[str, ...]:
    """CPV codes without their check digit."""
    if raw is None:
        return ()
    if not isinstance(raw, list) or len(raw) > MOST_CODES:
        raise RuleViolation(NO_CODES, key="cpv")
    read = []
    for code in raw:
        written = CPV.fullmatch(code) if isinstance(code, str) else None
        if written is None:
            raise RuleViolation(NO_CODES, key="cpv")
        read.append(written[1])
    return tuple(read)


def _side(raw: Any) -> CooperativeSide:
    given = {} if raw is None else answers.mapping(raw, "cooperative")
    share = answers.amount(given.get("disadvantaged_share"), "cooperative.disadvantaged_share")
    if share is not None and share > 1:
        raise RuleViolation(TOO_MUCH, key="cooperative.disadvantaged_share")
    return CooperativeSide(
        founded_on=answers.day(given.get("founded_on"), "cooperative.founded_on"),
        disadvantaged_share=share,
        **_truths(given),
    )


def _truths(given: Mapping[str, Any]) -> dict[str, bool | None]:
    truths = {}
    for key in TRUTHS:
        truths[key] = answers.truth(given.get(key), f"cooperative.{key}")
    return truths


def _bands(raw: Any) -> QuoteBands | None:
    if raw is None:
        return None
    given = answers.mapping(raw, "policy")
    single = answers.amount(given.get("single_until"), "policy.single_until")
    several = answers.amount(given.get("several_until"), "policy.several_until")
    if single is not None and several is not None and single > several:
        raise RuleViolation(CONTRADICTION)
    source = answers.text(answers.required(given, "source", "policy.source"), "policy.source")
    return QuoteBands(single, several, str(source), answers.day(given.get("checked_on"), "policy.checked_on"))
