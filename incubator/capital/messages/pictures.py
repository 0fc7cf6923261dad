"""Pictures of capital: what stands on the names of members, and what is of all over the years."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.capital.values.overview import CapitalStanding, YearEnd
from incubator.core.charts import Bar, Chart, ChartFrame, ChartTable, KeyEntry, Look, Tone, bar_chart
from incubator.core.formatting import money_cents
from incubator.core.i18n import language


def capital_of_members(standing: CapitalStanding) -> Chart | None:
    """A bar for each member who has something on the account; None when nobody has."""
    members = [member for member in standing.members if member.total]
    if not members:
        return None
    rows = []
    for member in members:
        amounts = (member.contribution, member.allocated, member.total)
        rows.append((f"{member.number}. {member.name}", *map(money_cents, amounts)))
    table = ChartTable((_("Member"), _("Paid in"), _("Credited"), _("Together")), tuple(rows))
    words = ngettext(
        "%(num)d member has %(amount)s on the account.",
        "%(num)d members together have %(amount)s on their accounts.",
        len(members),
        amount=money_cents(standing.member_capital),
    )
    frame = ChartFrame(_("Capital of each member"), words, table, _("number of the member"), _("euros"))
    bars = [Bar(str(member.number), member.total / 100) for member in members]
    return bar_chart(frame, bars, language=language())


def over_the_years(ends: Sequence[YearEnd]) -> Chart | None:
    """Reserves and funds as bars, capital of members as a line; None before the first entry."""
    if not ends:
        return None
    rows = []
    for end in ends:
        rows.append((str(end.year), money_cents(end.reserves), money_cents(end.members)))
    table = ChartTable((_("Year"), _("Reserves and funds"), _("Capital of members")), tuple(rows))
    last = ends[-1]
    words = _(
        "Reserves and funds are %(reserves)s now, the capital of members is %(members)s.",
        reserves=money_cents(last.reserves),
        members=money_cents(last.members),
    )
    frame = ChartFrame(_("Reserves and capital over the years"), words, table, _("end of the year"), _("euros"))
    bars = [Bar(str(end.year), end.reserves / 100) for end in ends]
    line = [end.members / 100 for end in ends]
    key = (
        KeyEntry(_("Reserves and funds"), Look.AREA, Tone.A),
        KeyEntry(_("Capital of members"), Look.DASHES, Tone.B),
    )
    return bar_chart(frame, bars, line=line, key=key, language=language())
