"""By which road an authority buys, and what makes a purchasing policy one that can be kept."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from incubator.challenges.values.buyers import (
    NOTHING_KNOWN,
    BoughtKind,
    BuyingBand,
    BuyingPolicy,
    ChosenWay,
    PolicyTerms,
    TalkNote,
    WayIn,
)
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference.thresholds import Threshold, threshold

CHECKED_FOR = timedelta(days=365)
LARGEST = 1_000_000_000
MARKS = ("A", "B", "C")
KINDS = {
    "works": BoughtKind.WORKS,
    "services": BoughtKind.SERVICES,
    "supplies": BoughtKind.SERVICES,
    "social": BoughtKind.SOCIAL,
}
NEXT_STEPS = {
    WayIn.SINGLE_QUOTE: N_("Get to know who buys this, and ask whether you may make the one quote. No notice will announce it."),
    WayIn.SEVERAL_QUOTES: N_("Ask to be on the list of those who are invited: three to five firms are asked, and no notice is needed."),
    WayIn.PUBLIC_TENDER: N_("Watch the notices: it is announced on TenderNed. A market consultation before it is a good moment to talk."),
    WayIn.EUROPEAN_TENDER: N_("Watch the notices: it is announced in all of Europe. Look for a lot, or bid together with others."),
    WayIn.UNKNOWN: N_("Ask the authority below which amount it asks for one quote."),
}  # fmt: skip


def way_in(policy: BuyingPolicy | None, nature: str, value: int | None, day: date) -> ChosenWay:
    """How an authority buys work of this nature (works, services, supplies, social) and value (whole euros, without VAT) on a day.

    The European threshold caps what a policy says. What is not known of the policy gives `UNKNOWN`, never a guess.
    """
    kind = KINDS.get(nature)
    if kind is None or value is None or value < 0:
        return _chosen(WayIn.UNKNOWN, policy, None)
    limit = european_threshold(kind, day)
    band = NOTHING_KNOWN
    if policy is not None and policy.holds(day):
        band = policy.band(kind)
    # By law, whatever the policy of the authority says or does not say.
    if limit is not None and value >= limit.amount:
        return _chosen(WayIn.EUROPEAN_TENDER, policy, limit)
    return _below_threshold(band, value, policy, limit)


def _below_threshold(band: BuyingBand, value: int, policy: BuyingPolicy | None, limit: Threshold | None) -> ChosenWay:
    single, several = capped(band.single_until, limit), several_limit(band, limit)
    if single is not None and value < single:
        return _chosen(WayIn.SINGLE_QUOTE, policy, limit, single)
    if single is None and several is not None and value < several:
        return _chosen(WayIn.UNKNOWN, policy, limit)
    if several is not None and value < several:
        return _chosen(WayIn.SEVERAL_QUOTES, policy, limit, several)
    if several is not None:
        return _chosen(WayIn.PUBLIC_TENDER, policy, limit)
    return _chosen(WayIn.UNKNOWN, policy, limit)


def _chosen(way: WayIn, policy: BuyingPolicy | None, limit: Threshold | None, below: int | None = None) -> ChosenWay:
    if limit is None:
        return ChosenWay(way, NEXT_STEPS[way], below, policy=policy)
    return ChosenWay(way, NEXT_STEPS[way], below, int(limit.amount), limit.source, policy)


def european_threshold(kind: BoughtKind, day: date) -> Threshold | None:
    """The threshold for a municipality, province or water board; None on a day that nobody knows it for."""
    return threshold(kind.value, day, social=kind is BoughtKind.SOCIAL)


def capped(amount: int | None, limit: Threshold | None) -> int | None:
    """The amount of a policy, no higher than the European threshold."""
    if amount is None or limit is None:
        return amount
    return min(amount, int(limit.amount))


def several_limit(band: BuyingBand, limit: Threshold | None) -> int | None:
    """Below which value several quotes are asked; None when nobody knows."""
    if not band.to_threshold:
        return capped(band.several_until, limit)
    return int(limit.amount) if limit is not None else None


def terms_of(policy: BuyingPolicy) -> PolicyTerms:
    """What somebody recorded, to be changed or compared."""
    return PolicyTerms(
        bands={kind: band for kind, band in policy.bands.items() if band.is_known},
        source=policy.source,
        url=policy.url,
        checked_on=policy.checked_on,
        mark=policy.mark,
        since=policy.since,
        until=policy.until,
        social_return=policy.social_return,
        social_return_from=policy.social_return_from,
        local_buying=policy.local_buying,
        cooperatives=policy.cooperatives,
    )


def check_is_due(policy: BuyingPolicy, today: date) -> bool:
    """Whether somebody should look again: it was checked more than a year ago."""
    return today - policy.checked_on > CHECKED_FOR


def check_policy(terms: PolicyTerms, *, today: date) -> None:
    """Raises `RuleViolation`, at the field that is wrong."""
    for kind in BoughtKind:
        _check_band(kind, terms.bands.get(kind, NOTHING_KNOWN))
    _check_source(terms, today)
    if terms.since is not None and terms.until is not None and terms.until <= terms.since:
        raise RuleViolation(N_("It ends before it begins. Look at both days again."), field="until")
    _check_social_return(terms)
    known = (terms.social_return, terms.social_return_from, terms.local_buying, terms.cooperatives)
    if not any(known) and not any(band.is_known for band in terms.bands.values()):
        raise RuleViolation(N_("Fill in at least one thing that the policy says."))


def _check_band(kind: BoughtKind, band: BuyingBand) -> None:
    single, several = f"{kind.value}_single", f"{kind.value}_several"
    _check_amount(band.single_until, single)
    _check_amount(band.several_until, several)
    if band.to_threshold and band.several_until is not None:
        raise RuleViolation(N_("Fill in an amount, or choose “up to the European threshold”: not both."), field=several)
    if band.single_until is None or band.several_until is None:
        return
    if band.several_until <= band.single_until:
        raise RuleViolation(N_("Several quotes go on to a higher amount than one quote does."), field=several)


def _check_amount(amount: int | None, field: str) -> None:
    if amount is not None and not 0 < amount <= LARGEST:
        raise RuleViolation(N_("Fill in an amount above zero, and no more than a billion euros."), field=field)


def _check_source(terms: PolicyTerms, today: date) -> None:
    if not terms.source.strip():
        raise RuleViolation(N_("Say where you read this: the name of the document."), field="source")
    if terms.url and not _is_web_address(terms.url):
        raise RuleViolation(N_("A web address begins with https:// or http://."), field="url")
    if terms.checked_on is None:
        raise RuleViolation(N_("On which day did you look this up?"), field="checked_on")
    if terms.checked_on > today:
        raise RuleViolation(N_("That day has yet to come."), field="checked_on")
    if terms.mark not in MARKS:
        raise RuleViolation(N_("Choose how sure this is."), field="mark")


def _is_web_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in written


def _check_social_return(terms: PolicyTerms) -> None:
    if terms.social_return is not None and not 0 < terms.social_return <= 10_000:
        raise RuleViolation(N_("A percentage lies between 0 and 100."), field="social_return")
    _check_amount(terms.social_return_from, "social_return_from")


def check_talk(note: TalkNote, *, today: date) -> None:
    """Raises `RuleViolation`, at the field that is wrong."""
    if note.on_date > today:
        raise RuleViolation(N_("That day has yet to come."), field="on_date")
    if note.next_step and note.next_on is None:
        raise RuleViolation(N_("By which day? Then it stands in your agenda."), field="next_on")
    if note.next_on is not None and not note.next_step:
        raise RuleViolation(N_("What did you agree to do on that day?"), field="next_step")
    if note.next_on is not None and note.next_on < note.on_date:
        raise RuleViolation(N_("What comes next cannot lie before the talk."), field="next_on")
