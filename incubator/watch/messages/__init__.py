"""What was found, in words: the reasons, the answers of a profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.challenges.rules import months_until
from incubator.core import clock, formatting, quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import language
from incubator.core.reference import cpv, nuts, places
from incubator.formats.values import NoticeKind
from incubator.notices import messages as notice_words
from incubator.watch import rules
from incubator.watch.matching import trades
from incubator.watch.matching.looking_back import Hindrance, NearMiss
from incubator.watch.models import CameBy, Match, MatchState, Unsuitable
from incubator.watch.values import ENDING, Profile, Scored

FEW_MONTHS = 2
STOP = "stop-alerts"
AMOUNTS = frozenset({"min_value", "max_value"})
UNSUITABLE = {
    Unsuitable.OTHER_WORK: _l("It is other work"),
    Unsuitable.TOO_FAR: _l("Too far away"),
    Unsuitable.TOO_LARGE: _l("Too large"),
    Unsuitable.TOO_SMALL: _l("Too small"),
    Unsuitable.TOO_SOON: _l("Too little time"),
    Unsuitable.THIS_BUYER: _l("Not this client"),
    Unsuitable.OTHER: _l("Something else"),
}
JUDGED = {
    MatchState.INTERESTING: _l("Kept as interesting"),
    MatchState.BID: _l("Bid begun"),
    MatchState.DISMISSED: _l("Put aside"),
}
WAYS = {
    CameBy.MAIL: _l("By mail"),
    CameBy.PHONE: _l("By phone"),
    CameBy.TALK: _l("In a talk"),
    CameBy.LETTER: _l("By letter"),
    CameBy.OTHER: _l("In another way"),
}

NEAR = {
    Hindrance.LARGE: _l("too large"),
    Hindrance.SMALL: _l("too small"),
    Hindrance.TIME: _l("with too little time"),
    Hindrance.CLOSED: _l("closed"),
    Hindrance.LANGUAGE: _l("in another language"),
    Hindrance.KIND: _l("of another kind"),
    Hindrance.LEFT_OUT: _l("with words that you leave out"),
    Hindrance.DOUBT: _l("just not sure enough"),
}

# How reasons that were stored before are put now.
PUT_OTHERWISE = {
    "It asks for another part in the work: %(word)s": "It does not ask for the work itself but for: %(word)s"
}
# What is asked beside the work itself, by the roles of `content/roles.toml`.
ROLES = {
    "advice": _l("advice"),
    "research": _l("research or inspection"),
    "software": _l("software"),
    "insurance": _l("insurance"),
    "staff": _l("people to hire in"),
    "design": _l("a design"),
    "supply": _l("the supply of goods"),
    "hire": _l("hire"),
    "building": _l("building or construction"),
}


def reason_text(reason: Mapping[str, Any]) -> str:
    """A reason in the reader's language, its codes with their labels."""
    params = dict(reason.get("params") or {})
    if "cpv" in params:
        params["label"] = cpv.label(str(params["cpv"]), language())
    if "nuts" in params:
        params["place"] = nuts.label(str(params["nuts"]), language()) or params["nuts"]
    if "deadline" in params:
        params["date"] = formatting.as_datetime(datetime.fromisoformat(str(params["deadline"])))
    trade = trades.trade(str(params.get("trade_id")))
    if trade is not None:
        params["trade"] = trade.name(language())
    if params.get("role") in ROLES:
        params["word"] = ROLES[params["role"]]
    params |= _of_kind(params)
    if "language" in params:
        params["language"] = Locale(language()).languages.get(str(params["language"]), params["language"])
    if "amount" in params:
        params["amount"] = formatting.money_cents(int(params["amount"]) * 100)
    sentence = str(reason["says"])
    return str(_(PUT_OTHERWISE.get(sentence, sentence), **params))


def _of_kind(params: Mapping[str, Any]) -> dict[str, str]:
    """The kind of a notice and the end of a contract in words, where a reason names them."""
    shown = {}
    if "kind" in params:
        shown["kind"] = kind_sought(str(params["kind"]))
    if "ends" in params:
        ends = date.fromisoformat(str(params["ends"]))
        shown |= {"date": formatting.as_date(ends), "term": months_left(ends)}
    return shown


def kind_sought(kind: str) -> str:
    """A kind of notice that a profile looks for."""
    if kind == ENDING:
        return str(_("Contracts that end"))
    return str(notice_words.KINDS[NoticeKind(kind)])


def months_left(day: date) -> str:
    """How long it still is until a day, in whole months; in days when it is soon."""
    today = clock.today()
    months = months_until(day, today)
    if months < FEW_MONTHS:
        return str(ngettext("%(num)d day left", "%(num)d days left", max(0, (day - today).days)))
    return str(ngettext("%(num)d month left", "%(num)d months left", months))


def ending(match: Match) -> str:
    """When the contract of a match ends, for one that was found because it ends."""
    for kept in match.reasons:
        if kept["kind"] == "ending":
            return reason_text(kept)
    return ""


def code_with_label(code: str) -> str:
    """77310000 Beplanten en onderhouden van groengebieden"""
    return f"{code} {cpv.label(code, language())}".strip()


def shown(name: str, item: str) -> str:
    """An item of the profile as people read it: codes with their name."""
    code = rules.cpv_code(item)
    if name == "cpv" and code is not None:
        return code_with_label(code)
    if name == "places":
        return places.place_name(item, language())
    return item


def profile_text(name: str, answer: Any) -> str:
    """An answer of the profile as people read and type it: lists line by line, amounts without empty cents."""
    if answer is None:
        return ""
    if name in AMOUNTS:
        return _plain_amount(str(answer))
    if name == "description":
        return str(answer)
    return "\n".join(shown(name, item) for item in rules.lines(answer))


def _plain_amount(typed: str) -> str:
    """250000 or 1250,50; what is no amount stays as it was typed, so that it can be mended."""
    try:
        amount = str(quantities.read_amount(typed, language()))
    except RuleViolation:
        return typed
    return amount.removesuffix(".00").replace(".", ",")


def why_near(miss: NearMiss) -> str:
    """What kept a notice out, to follow a number: "1 in Noord-Brabant", "12 closed"."""
    if miss.hindrance is Hindrance.PLACE:
        return _("in %(place)s", place=nuts.label(miss.place, language()) or miss.place)
    return str(NEAR[miss.hindrance])


def why(match: Match) -> str:
    """What speaks for a match, on a single line."""
    return "; ".join(map(reason_text, filter(itemgetter("for"), lasting_reasons(match))))


def lasting_reasons(match: Match) -> list[dict[str, Any]]:
    """The reasons that were true at the matching and still are; whether one could challenge it changes with the day, and is asked anew."""
    return [reason for reason in match.reasons if reason["kind"] != "challenge"]


def judged(match: Match) -> str:
    """What the group decided about a notice, who did that and when, and why it is not for them."""
    sentence = _judged_by(match)
    grounds = []
    if match.dismissed_for is not None and match.dismissed_for is not Unsuitable.OTHER:
        grounds.append(str(UNSUITABLE[match.dismissed_for]))
    if match.dismissed_because:
        grounds.append(match.dismissed_because)
    return ": ".join(filter(None, (sentence, ", ".join(grounds))))


def _judged_by(match: Match) -> str:
    if match.state is MatchState.NEW:
        return ""
    if match.judged_by is None or match.judged_at is None:
        return str(JUDGED[match.state])
    return _(
        "%(what)s by %(name)s on %(date)s",
        what=JUDGED[match.state],
        name=match.judged_by.name,
        date=formatting.as_date(match.judged_at),
    )


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a notice was or was not found for a group, in words."""

    score: float
    threshold: float
    reasons: list[tuple[bool, str]]  # whether it speaks for the notice, and the sentence

    @property
    def fits(self) -> bool:
        return self.score >= self.threshold


def explanation(scored: Scored, profile: Profile) -> Explanation:
    """The reasons of the matching as sentences."""
    reasons = []
    for reason in scored.reasons:
        kept = {"says": reason.sentence, "params": reason.params}
        reasons.append((reason.speaks_for, reason_text(kept)))
    return Explanation(scored.score, profile.threshold, reasons)
