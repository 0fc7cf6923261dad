"""A lawful general meeting of ten members on Thursday 17 December 2026, of which tests change what matters."""

from dataclasses import replace
from datetime import date, timedelta

from incubator.meetings.queries.terms import terms_from
from incubator.meetings.rules.legality import findings_of
from incubator.meetings.rules.results import result_of
from incubator.meetings.values import Channel, ItemKind
from incubator.meetings.values.case import (
    CaseConvocation,
    CaseItem,
    CaseMember,
    CaseProxy,
    CaseVotes,
    MeetingCase,
    MeetingFacts,
)
from incubator.statutes.documents.comparing import as_articles
from incubator.statutes.values import read
from tests.statutes.answers import answers

THURSDAY = date(2026, 12, 17)
IN_TIME = date(2026, 11, 30)  # sixteen whole days before
DAY = timedelta(days=1)
MEMBERS = tuple(CaseMember(f"m{place}", f"Lid {place}", date(2024, 1, 1), email_consent=True) for place in range(1, 11))


WRITTEN = as_articles(read(answers()))


def terms(**changes):
    """What statutes say about meetings; `changes` as in tests.statutes.answers. The articles are numbered as in the plain ones."""
    return terms_from(read(answers(**changes)), WRITTEN)


PLAIN = terms()  # fourteen days, letter or e-mail, two proxies, two thirds and half of the members for an amendment
MEETING = MeetingFacts(
    on=THURSDAY,
    convened_by="bestuur",
    agenda=("1",),
    proposals_enclosed=True,
    inspection_from=date(2026, 12, 1),
    board_knew=None,
)


def item(kind=ItemKind.ORDINARY, in_favour=6, against=4, blank=0, invalid=0, number="1", **more):
    return CaseItem(number, ItemKind(kind), votes=CaseVotes(in_favour, against, blank, invalid), **more)


def unvoted(kind=ItemKind.ORDINARY, number="1", **more):
    return CaseItem(number, ItemKind(kind), **more)


def sent(on=IN_TIME, members=MEMBERS, channel=Channel.EMAIL):
    return tuple(CaseConvocation(member.id, on, channel) for member in members)


def case(kind=ItemKind.ORDINARY, *, terms=PLAIN, items=None, members=MEMBERS, meeting=None, **changes):
    """The case; what a field of the meeting is called changes the meeting, the rest the case."""
    fields = {name: changes.pop(name) for name in tuple(changes) if name in MeetingFacts.__dataclass_fields__}
    listed = items if items is not None else (item(kind),)
    defaults = {"sent": sent(members=members), "present": tuple(member.id for member in members)}
    facts = replace(meeting or MEETING, **fields)
    return MeetingCase(terms, facts, members, items=listed, **(defaults | changes))


def proxy(giver, holder, *, written=True):
    return CaseProxy(giver, holder, written)


def rules(checked):
    """The numbers of the rules that block or warn; what is only good to know is left out."""
    return sorted({finding.rule for finding in findings_of(checked) if finding.severity.value != "info"})


def blocking(checked):
    return sorted({finding.rule for finding in findings_of(checked) if finding.blocks})


def named(checked, name):
    """The findings of one rule, by the name of the rule."""
    return [finding for finding in findings_of(checked) if finding.name == name]


def result(checked, place=0):
    return result_of(checked.items[place], checked)
