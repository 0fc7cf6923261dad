"""What is to be noted about a vote itself: more votes than voters, votes of others, harder majorities, how people are voted on."""

from collections.abc import Iterator
from fractions import Fraction

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.counting import VoteSum, cast_of, counted_votes, most_of_outsiders
from incubator.meetings.rules.days import HEAVY
from incubator.meetings.rules.effects import conflict_findings
from incubator.meetings.rules.elections import fewest_ballots
from incubator.meetings.rules.majorities import touched_restrictions, touches_anchor
from incubator.meetings.rules.registry import INFO, WARNING, Breach, stated_rule
from incubator.meetings.rules.roll import ENTITLED, roll_of
from incubator.meetings.rules.unanimity import everyone_attends, is_unanimous
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.meetings.values.findings import MeetingFinding

PEOPLE = frozenset(
    {
        ItemKind.ELECTION,
        ItemKind.DISMISSAL,
        ItemKind.BOARD_SUSPENSION,
        ItemKind.ADMISSION,
        ItemKind.EXPULSION,
        ItemKind.SUSPENSION,
        ItemKind.APPEAL,
    }
)
OUTSIDERS = stated_rule("votes-of-non-members", "G-03", "BW 2:38(3)", own=("stemmen",))
MAJORITY = stated_rule("majority-of-an-amendment", "G-15", "BW 2:43(1)", own=("statutenwijziging",))
HARDER = stated_rule("harder-to-change", "G-16", "BW 2:43(2)", "BW 2:43(4)", own=("statutenwijziging",))
CONVERSION = stated_rule("majority-of-a-conversion", "G-18", "BW 2:18(1)", "BW 2:18(2)", own=("omzetting",))
WAY_OF_VOTING = stated_rule("voting-on-people", "G-21", "BW 2:13(3)", own=("personen",))


def findings_on_vote(item: CaseItem, case: MeetingCase, counted: VoteSum | None) -> Iterator[MeetingFinding]:
    """All that a vote itself gives to note."""
    yield from _too_many(item, case)
    yield from _more_names_than_ballots(item)
    if counted is not None:
        yield from _of_outsiders(item, case, counted)
    yield from _of_restrictions(item, case, counted)
    yield from _of_unreadable_terms(item, case)
    yield from _of_conversion(item)
    yield from _of_people(item, case)
    yield from conflict_findings(item, case)


def _too_many(item: CaseItem, case: MeetingCase) -> Iterator[MeetingFinding]:
    """More votes than there can be: somebody voted twice, or without a vote."""
    roll = roll_of(case)
    possible = roll.entitled_votes if case.present is None else roll.present_votes
    votes = counted_votes(item, case).total
    if item.candidates:
        votes += _ballots(item)
    # Who voted beforehand need not be there.
    possible += sum(early.votes.total for early in item.early)
    if votes > min(possible, roll.entitled_votes):
        yield ENTITLED.finding(
            Breach(
                N_(
                    "More votes were counted (%(votes)s) than can be cast (%(possible)s): somebody voted twice or had no vote."
                ),
                N_("Count again, or vote again."),
                item=item.id,
                votes=votes,
                possible=min(possible, roll.entitled_votes),
            )
        )


def _ballots(item: CaseItem) -> int:
    """How many ballots bear a name: as many as were counted, and never fewer than the names on them ask."""
    return fewest_ballots(item) if item.seats == 1 or item.ballots is None else item.ballots


def _more_names_than_ballots(item: CaseItem) -> Iterator[MeetingFinding]:
    ballots, fewest = item.ballots, fewest_ballots(item)
    if item.seats > 1 and ballots is not None and fewest > ballots:
        yield ENTITLED.finding(
            Breach(
                N_(
                    "Fewer ballots were counted (%(ballots)s) than the votes on them ask (%(fewest)s): "
                    "a ballot bears a name once, and no more names than there are seats."
                ),
                N_("Count again, or vote again."),
                item=item.id,
                ballots=ballots,
                fewest=fewest,
            )
        )


def _of_outsiders(item: CaseItem, case: MeetingCase, counted: VoteSum) -> Iterator[MeetingFinding]:
    if counted.left_out:
        yield OUTSIDERS.finding(
            Breach(
                N_("People who are no member voted, and the statutes give them no vote. Left out: %(votes)s."),
                N_("Let only members vote."),
                voidable=False,
                item=item.id,
                votes=counted.left_out,
            )
        )
    if counted.surplus:
        yield OUTSIDERS.finding(
            Breach(
                N_(
                    "People who are no member cast more votes than they can: half of those of members, or what the statutes "
                    "allow (%(most)s). "
                    "Too many: %(surplus)s; the law does not say which."
                ),
                N_("Say before the vote how many of them can vote."),
                voidable=False,
                item=item.id,
                most=most_of_outsiders(cast_of(counted_votes(item, case), case), case),
                surplus=counted.surplus,
            )
        )


def _of_restrictions(item: CaseItem, case: MeetingCase, counted: VoteSum | None) -> Iterator[MeetingFinding]:
    """What is harder to change than the rest of the statutes."""
    if item.kind is not ItemKind.AMENDMENT:
        return
    for restriction in touched_restrictions(item, case):
        if restriction.majority is None:
            yield HARDER.finding(
                Breach(
                    N_("“%(clause)s” can only be changed under a restriction. Read in the statutes which."),
                    severity=WARNING,
                    unknown=True,
                    item=item.id,
                    clause=restriction.clause,
                )
            )
    if touches_anchor(item, case) and everyone_attends(case) is not True:
        yield HARDER.finding(
            Breach(
                N_(
                    "This clause can only be changed by all members together, present or represented, and all in favour."
                ),
                N_("Call a meeting in which everyone is present or represented."),
                item=item.id,
            )
        )
    if not item.clauses and not is_unanimous(item, case):
        yield from _whichever_clause(item, case, counted)


def _whichever_clause(item: CaseItem, case: MeetingCase, counted: VoteSum | None) -> Iterator[MeetingFinding]:
    """It is not recorded which clauses change: a vote that meets every restriction leaves nothing to ask."""
    shares = [restriction.majority for restriction in case.terms.restricted]
    if None not in shares and not case.terms.anchored and counted is not None:
        hardest = max(filter(None, shares), default=Fraction(0))
        if counted.in_favour >= hardest * counted.cast:
            return
    if shares or case.terms.anchored:
        yield HARDER.finding(
            Breach(
                N_(
                    "Some clauses of the statutes are harder to change. It is not recorded whether this proposal changes one of them."
                ),
                N_("Write down which articles change."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        )


def _of_unreadable_terms(item: CaseItem, case: MeetingCase) -> Iterator[MeetingFinding]:
    """Terms of the statutes that nobody can count with."""
    if item.kind in HEAVY and "amendment_majority" in case.terms.unreadable:
        yield MAJORITY.finding(
            Breach(
                N_(
                    "The statutes name a majority for an amendment that is no part of a whole. We count with two thirds, as the law does."
                ),
                N_("Ask the notary what it means."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        )
    unreadable = {"quorum", "amendment_quorum"}.intersection(case.terms.unreadable)
    if unreadable and item.kind is not ItemKind.TALK:
        yield MAJORITY.finding(
            Breach(
                N_("The statutes ask for a part of the members that cannot be: how many have to be there is not sure."),
                N_("Ask the notary what it means."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        )


def _of_conversion(item: CaseItem) -> Iterator[MeetingFinding]:
    if item.kind is ItemKind.CONVERSION:
        yield CONVERSION.finding(
            Breach(
                N_(
                    "A conversion also asks a decision to change the statutes and a notarial deed, and in some cases leave of a judge."
                ),
                N_("Ask the notary. Members may leave at once within a month after they are told."),
                severity=INFO,
                item=item.id,
            )
        )


def _of_people(item: CaseItem, case: MeetingCase) -> Iterator[MeetingFinding]:
    if item.kind in PEOPLE and case.terms.persons == "written" and item.written is False:
        yield WAY_OF_VOTING.finding(
            Breach(
                N_("The statutes ask closed ballots for a vote on people, and this vote was open."),
                N_("Vote again, on paper or as secretly as that."),
                item=item.id,
            )
        )
