"""What a decision does to members or directors beside its subject: duties, agreements, rights, an interest of one's own."""

from collections.abc import Iterator

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.registry import ERROR, INFO, WARNING, Breach, meeting_rule, stated_rule
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.case import CaseItem, DecisionEffect, MeetingCase
from incubator.meetings.values.findings import CaseRoll, MeetingFinding

CONFLICT = stated_rule("conflict-of-interest", "B-07", "BW 2:44(6)", own=("tegenstrijdig-belang",))


def items_with(case: MeetingCase, effect: DecisionEffect) -> Iterator[CaseItem]:
    return filter(lambda item: effect in item.effects, case.items)


@meeting_rule("duties-by-the-statutes", "M-03", ["BW 2:34a"], own=("verplichtingen",), convening=False)
def duties(case: MeetingCase) -> Iterator[Breach]:
    """A decision lays duties on members only where the statutes name the duty, or let the meeting lay it on them."""
    for item in items_with(case, DecisionEffect.DUTIES):
        if not case.terms.duties:
            yield Breach(
                N_("This lays duties on members, and the statutes name no duty and nobody who can impose one."),
                N_("Change the statutes first, or agree on it with each member."),
                item=item.id,
            )
        else:
            yield Breach(
                N_(
                    "This lays duties on members. Look whether the statutes name this duty or let the meeting impose it."
                ),
                severity=INFO,
                item=item.id,
            )


@meeting_rule(
    "agreements-with-members", "M-16", ["BW 2:59"], severity=WARNING, own=("ledenovereenkomst",), convening=False
)
def agreements(case: MeetingCase) -> Iterator[Breach]:
    """What was agreed with a member changes by a decision only where the agreement itself says that it can."""
    for item in items_with(case, DecisionEffect.AGREEMENTS):
        yield Breach(
            N_(
                "This changes agreements with members. A decision can do so only when the agreement itself clearly says that."
            ),
            N_("Read the agreements. If they do not say so, ask every member. Tell members of the change in writing."),
            item=item.id,
            unknown=True,
        )


@meeting_rule("fewer-rights", "M-09", ["BW 2:36(3)"], severity=INFO, own=("opzegging-lid",), convening=False)
def fewer_rights(case: MeetingCase) -> Iterator[Breach]:
    """Who gets fewer rights or more duties can leave at once within a month."""
    for item in case.items:
        if not item.effects.isdisjoint({DecisionEffect.FEWER_RIGHTS, DecisionEffect.DUTIES}):
            yield Breach(
                N_(
                    "Members get fewer rights or more duties. Within a month after they heard of it they can leave at once."
                ),
                N_("Tell all members in writing what was decided, and keep the day on which you did."),
                item=item.id,
            )


def conflict_findings(item: CaseItem, case: MeetingCase) -> Iterator[MeetingFinding]:
    """In the board: who has an interest of one's own takes no part, and does not count for how many have to be there."""
    if case.meeting.kind is not MeetingKind.BOARD or not item.conflicted:
        return
    roll = roll_of(case)
    free = votes_without(item, roll)
    if item.votes is not None and item.votes.total > free:
        yield CONFLICT.finding(
            Breach(
                N_(
                    "Somebody with a conflicting interest took part in the vote. Votes counted: %(votes)s; free to vote: %(free)s."
                ),
                N_("Vote again without who has that interest."),
                severity=ERROR,
                item=item.id,
                votes=item.votes.total,
                free=free,
            )
        )
    if set(roll.entitled) <= set(item.conflicted):
        yield CONFLICT.finding(
            Breach(
                N_("All directors have a conflicting interest, so the board cannot decide."),
                N_(
                    "The supervisory board decides; where there is none, the general meeting, unless the statutes say otherwise."
                ),
                severity=ERROR,
                item=item.id,
            )
        )


def votes_without(item: CaseItem, roll: CaseRoll) -> int:
    """The votes of who is there or represented and has no interest of one's own in this item."""
    attending = (*roll.present, *roll.represented)
    return sum(roll.votes[number] for number in attending if number not in item.conflicted)
