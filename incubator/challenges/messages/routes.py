"""Words for the roads to a task."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.challenges.values import Exclusion
from incubator.challenges.values.routes import (
    CitedArticle,
    ConditionState,
    RouteAnswer,
    RouteCondition,
    RouteName,
    RouteReason,
)
from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.reference.thresholds import Threshold

NAMES = {
    RouteName.CHALLENGE: _l("The right to challenge (uitdaagrecht)"),
    RouteName.SINGLE_QUOTE: _l("A quote asked of you alone"),
    RouteName.SEVERAL_QUOTES: _l("Quotes asked of several"),
    RouteName.RESERVED_PARTICIPATORY: _l("Reserved for organisations of those who take part (article 2.82a)"),
    RouteName.RESERVED_SHELTERED: _l("Reserved for social integration (article 2.82)"),
    RouteName.SOCIAL_REGIME: _l("The light procedure for social services (SAS)"),
    RouteName.NATIONAL_OPEN: _l("A tender in the Netherlands"),
    RouteName.EU_OPEN: _l("A European tender"),
    RouteName.LOT: _l("A part of a larger contract (perceel)"),
    RouteName.CONSORTIUM: _l("Together with others"),
    RouteName.SUBSIDY: _l("A subsidy"),
    RouteName.PUBLIC_CIVIC: _l("A partnership with the authority"),
}
# The table of thresholds is kept in English; who reads Dutch reads where an amount stands in Dutch.
THRESHOLD_SOURCES = (
    N_("Delegated Regulations (EU) 2025/2150, 2025/2151 and 2025/2152"),
    N_(
        "Delegated Regulations (EU) 2023/2495, 2023/2496 and 2023/2497; amounts compared with two second-hand tables "
        "(bornlegal.nl, January 2024; mondaq 1696870, October 2025)"
    ),
    N_("Directive 2014/24/EU art. 4(d)"),
    N_("Directive 2014/25/EU art. 15(c)"),
)
OPENNESS = {True: _l("open"), None: _l("depends"), False: _l("closed")}
BADGES = {True: "open", None: "waiting", False: "blocked"}
STATES = {
    ConditionState.MET: _l("yes"),
    ConditionState.NOT_MET: _l("no"),
    ConditionState.UNKNOWN: _l("not known"),
}
MARKS = {"A": _l("read in the text itself"), "B": _l("second hand"), "C": _l("from memory")}
AMOUNTS = ("value", "limit", "social", "monthly", "single", "several", "small")


def text(reason: RouteReason) -> str:
    """A reason in the reader's language, with amounts and days as people write them."""
    params: dict[str, Any] = dict(reason.params)
    for key, value in params.items():
        if key in AMOUNTS and isinstance(value, Decimal):
            params[key] = formatting.money(value)
        elif isinstance(value, RouteReason):
            params[key] = text(value)
        elif isinstance(value, Exclusion):
            params[key] = _excluded(value)
        elif isinstance(value, date):
            params[key] = formatting.as_date(value)
        elif key == "mark":
            params[key] = MARKS.get(str(value), value)
        elif key == "source":
            params[key] = _(str(value))
    return str(_(reason.sentence, **params))


def _excluded(exclusion: Exclusion) -> str:
    words = exclusion.dutch
    if language() != "nl" and exclusion.english:
        words = exclusion.english
    if exclusion.article:
        return str(_("%(exclusion)s (article %(article)s)", exclusion=words, article=exclusion.article))
    return words


def article(cited: CitedArticle) -> str:
    """An article with the day of the text, and how well it is known."""
    day = formatting.as_date(cited.as_of)
    if cited.mark == "A":
        return str(_("%(article)s (text of %(day)s)", article=cited.reference, day=day))
    if cited.mark == "B":
        return str(_("%(article)s (second hand, as known on %(day)s)", article=cited.reference, day=day))
    return str(_("%(article)s (from memory, as known on %(day)s: look it up)", article=cited.reference, day=day))


def as_json(answer: RouteAnswer) -> dict[str, Any]:
    """A road as scripts read it."""
    return {
        "route": answer.name.value,
        "open": answer.open,
        "name": str(NAMES[answer.name]),
        "for": list(map(text, answer.speaks_for)),
        "against": list(map(text, answer.against)),
        "needs": list(map(text, answer.needs)),
        "risks": list(map(text, answer.risks)),
        "decides": text(answer.decides),
        "call": text(answer.call),
        "next": text(answer.next_step),
        "articles": list(map(article, answer.articles)),
        "thresholds": list(map(_threshold, answer.thresholds)),
        "conditions": list(map(_condition, answer.conditions)),
    }


def _threshold(limit: Threshold) -> dict[str, str]:
    return {
        "amount": str(limit.amount),
        "from": limit.valid_from.isoformat(),
        "until": limit.valid_to.isoformat(),
        "source": limit.source,
    }


def _condition(condition: RouteCondition) -> dict[str, str]:
    return {
        "condition": condition.name,
        "state": condition.state.value,
        "words": text(condition.reason),
        "mark": condition.mark,
    }
