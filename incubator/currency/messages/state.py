"""How far a currency is, in a sentence, and what everyone may read of it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core import clock
from incubator.core.formatting import as_date, month_name
from incubator.currency.queries import currencies, deciding, statements
from incubator.currency.values import AccountKind, CurrencyVerdict, MonthCount
from incubator.neighbourhood.models import Neighbourhood


def state(place: Neighbourhood) -> str:
    """Whether there is a currency, since when it has rules, and how many use it."""
    known = currencies.of_neighbourhood(place.id)
    if known is None:
        return _("There is no currency yet.")
    rules = deciding.rules_on(known, clock.today())
    if rules is None:
        return _("%(name)s waits for its first rules.", name=known.name)
    used = [account for account in currencies.accounts(known) if account.kind is not AccountKind.COMMON]
    sentence = ngettext("%(num)d account.", "%(num)d accounts.", len(used))
    asked = [each for each in deciding.proposals(known) if each.state is CurrencyVerdict.OPEN]
    if asked:
        votes = ngettext("%(num)d proposal is open for votes.", "%(num)d proposals are open for votes.", len(asked))
        return f"{known.name}: {sentence} {votes}"
    return f"{known.name}: {sentence}"


def public_sentences(place: Neighbourhood) -> tuple[str, ...]:
    """What stands on the public page of the neighbourhood; nothing before there are rules."""
    known = currencies.of_neighbourhood(place.id)
    if known is None:
        return ()
    rules = deciding.rules_on(known, clock.today())
    # Without decided rules it is a plan of some people: visitors could take it for an offer.
    if rules is None:
        return ()
    decided = _(
        "People here pay each other with %(name)s, under rules of %(day)s.",
        name=known.name,
        day=as_date(rules.applies_from),
    )
    months = statements.participation(known, clock.today())
    if not months:
        return (decided,)
    return (decided, taking_part(months[0]))


def taking_part(month: MonthCount) -> str:
    """How many took part in a month; of fewer than three no number."""
    if month.is_small:
        return _(
            "In %(month)s fewer than three people and groups paid or were paid.",
            month=month_name(month.first_day),
        )
    return ngettext(
        "In %(month)s %(num)d person or group paid or was paid.",
        "In %(month)s %(num)d people and groups paid or were paid.",
        month.accounts,
        month=month_name(month.first_day),
    )
