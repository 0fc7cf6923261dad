"""What the page of searching says: what narrows it, what was made of the words, and what comes nearest when nothing answers."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core import formatting
from incubator.notices import messages
from incubator.notices.models import Organisation
from incubator.notices.queries.nearest import Leaving, NearSearch, without
from incubator.notices.queries.requests import Request
from incubator.notices.rules.filters_typed import About, TypedAmount, TypedFilters, TypedPeriod
from incubator.notices.values import NoticeStatus
from incubator.notices.views import page_texts

PARAMETERS = {About.CLOSES: "sluit", About.PUBLISHED: "sinds", About.ENDS: "afloop"}
ON = {
    About.CLOSES: _l("closes on %(first)s"),
    About.PUBLISHED: _l("published on %(first)s"),
    About.ENDS: _l("contract ends on %(first)s"),
}
BETWEEN = {
    About.CLOSES: _l("closes from %(first)s up to and including %(last)s"),
    About.PUBLISHED: _l("published from %(first)s up to and including %(last)s"),
    About.ENDS: _l("contract ends from %(first)s up to and including %(last)s"),
}
SINCE = {
    About.CLOSES: _l("closes on %(first)s or later"),
    About.PUBLISHED: _l("published on %(first)s or later"),
    About.ENDS: _l("contract ends on %(first)s or later"),
}
UNTIL = {
    About.CLOSES: _l("closes on %(last)s or earlier"),
    About.PUBLISHED: _l("published on %(last)s or earlier"),
    About.ENDS: _l("contract ends on %(last)s or earlier"),
}


def period_text(period: TypedPeriod) -> str:
    """A period in words, with what it is about."""
    wording = BETWEEN
    if period.first == period.last:
        wording = ON
    elif period.last is None:
        wording = SINCE
    elif period.first is None:
        wording = UNTIL
    days = {"first": formatting.as_date(period.first), "last": formatting.as_date(period.last)}
    return str(wording[period.about]) % days


def amount_text(amount: TypedAmount) -> str:
    """A typed amount in words."""
    lowest, highest = formatting.number(amount.lowest), formatting.number(amount.highest)
    if amount.lowest is None:
        return str(_("up to € %(amount)s", amount=highest))
    if amount.highest is None:
        return str(_("from € %(amount)s", amount=lowest))
    return str(_("from € %(lowest)s up to € %(highest)s", lowest=lowest, highest=highest))


Chip = tuple[str, str]  # what narrows the search, and the address of the same search without it


def chips(
    asked: Request, buyers: dict[int, Organisation], link: Callable[..., str], typed: TypedFilters | None = None
) -> list[Chip]:
    """What narrows this search, each with the address of the same search without it; filters among the words as they were read."""
    read = typed or TypedFilters(asked.words)
    return [*_words(asked, read, link), *_chosen(asked, link), *_about(asked, buyers, link), *_measured(asked, link)]


def _words(asked: Request, typed: TypedFilters, link: Callable[..., str]) -> Iterator[Chip]:
    if typed.words:
        yield f"“{typed.words}”", link(zoek=" ".join(read.typed for read in typed.filters))
    for read in typed.filters:
        label = amount_text(read) if isinstance(read, TypedAmount) else period_text(read)
        yield label, link(zoek=without(asked.words, read.typed))


def _chosen(asked: Request, link: Callable[..., str]) -> Iterator[Chip]:
    for status in asked.statuses:
        yield str(messages.STATUSES[status]), link(status=_all_but(status, asked.statuses))
    for kind in asked.kinds:
        yield str(messages.KINDS[kind]), link(soort=_all_but(kind, asked.kinds))


def _all_but(left_out: StrEnum, chosen: Sequence[StrEnum]) -> list[str]:
    return [choice.value for choice in chosen if choice != left_out]


def _about(asked: Request, buyers: dict[int, Organisation], link: Callable[..., str]) -> Iterator[Chip]:
    if asked.cpv:
        yield page_texts.code_name(asked.cpv), link(cpv="")
    if asked.place:
        yield page_texts.place_name(asked.place), link(plaats="")
    if asked.buyer is not None:
        name = buyers[asked.buyer].name if asked.buyer in buyers else str(asked.buyer)
        yield name, link(opdrachtgever="")
    if asked.regime is not None:
        yield str(messages.REGIMES[asked.regime]), link(regime="")
    if asked.reserved is not None:
        yield str(messages.RESERVED[asked.reserved]), link(voorbehouden="")


def _measured(asked: Request, link: Callable[..., str]) -> Iterator[Chip]:
    if asked.min_value is not None:
        yield _("from € %(amount)s", amount=formatting.number(asked.min_value)), link(vanaf="")
    if asked.max_value is not None:
        yield _("up to € %(amount)s", amount=formatting.number(asked.max_value)), link(tot="")
    if asked.deadline_within is not None:
        term = ngettext("closes within %(num)d day", "closes within %(num)d days", asked.deadline_within)
        yield term, link(binnen="")
    if asked.published_since is not None:
        yield _("published since %(date)s", date=formatting.as_date(asked.published_since)), link(sinds="")
    for period in asked.periods:
        yield period_text(period), link(**{PARAMETERS[period.about]: ""})


def filter_names(asked: Request) -> list[str]:
    """The filters by the names that we gave them; nothing that was typed as words."""

    def nowhere(**_changes: object) -> str:
        return ""

    names = [*_chosen(asked, nowhere), *_about(asked, {}, nowhere), *_measured(asked, nowhere)]
    return [label for label, _url in names]


def search_title(asked: Request) -> str:
    """A search in one line, for the title of a feed or a calendar."""
    labels = [label for label, _url in chips(asked, {}, lambda **_changes: "")]
    if not labels:
        return str(_("Public notices"))
    return f"{_('Public notices')}: {', '.join(labels)}"


LEAVING = {
    Leaving.PLACE: _l("in the whole country"),
    Leaving.CPV: _l("without the kind of work: buyers often choose a wrong code"),
    Leaving.BUYER: _l("with all buyers"),
    Leaving.VALUE: _l("whatever the value: most notices do not tell it"),
    Leaving.PERIODS: _l("whatever the dates"),
    Leaving.KINDS: _l("among all kinds of notices"),
    Leaving.RESERVED: _l("reserved or not"),
    Leaving.REGIME: _l("under any rules"),
}
CHANGES: dict[Leaving, dict[str, str]] = {
    Leaving.PLACE: {"plaats": ""},
    Leaving.CPV: {"cpv": ""},
    Leaving.BUYER: {"opdrachtgever": ""},
    Leaving.VALUE: {"vanaf": "", "tot": ""},
    Leaving.PERIODS: {"binnen": "", "sinds": "", "sluit": "", "afloop": ""},
    Leaving.KINDS: {"soort": ""},
    Leaving.RESERVED: {"voorbehouden": ""},
    Leaving.REGIME: {"regime": ""},
}
NearText = tuple[int, str, str]  # how many, what is otherwise, and the address


def near_texts(near: Sequence[NearSearch], asked: Request, link: Callable[..., str]) -> list[NearText]:
    """What comes nearest: how many, with the reason why these did not answer, and the address that shows them."""
    return [_near_text(search, asked, link) for search in near]


def _only_words(near: NearSearch) -> str:
    """The address of a search of nothing but words."""
    return url_for("notices.index", zoek=near.words)


def _near_text(near: NearSearch, asked: Request, link: Callable[..., str]) -> NearText:
    if near.leaving is Leaving.STATUS:
        label = str(messages.STATUSES[NoticeStatus(near.value)]).lower()
        return near.number, label, link(status=near.value, zoek=near.words)
    if near.leaving is Leaving.AREA:
        names = {"area": page_texts.place_name(near.value), "place": page_texts.place_name(asked.place)}
        return near.number, str(_("in %(area)s, outside %(place)s", **names)), link(plaats=near.value, zoek=near.words)
    if near.leaving is Leaving.AROUND:
        area = page_texts.place_name(near.value)
        return near.number, str(_("in %(place)s", place=area)), link(zoek=near.words, plaats=near.value)
    if near.leaving is Leaving.FILTERS:
        return near.number, str(_("without any filter")), _only_words(near)
    if near.leaving is Leaving.OTHER_WORDS:
        return near.number, str(_("with only “%(word)s”", word=near.value)), _only_words(near)
    if near.value:
        return near.number, str(_("without “%(word)s”", word=near.value)), link(zoek=near.words)
    return near.number, str(LEAVING[near.leaving]), link(zoek=near.words, **CHANGES[near.leaving])
