"""The result of a vote: the sum, the rule that was applied, and whether the decision can stand."""

from collections.abc import Iterable
from dataclasses import replace

from incubator.core.i18n import mark as N_
from incubator.meetings.rules.attendance import QuorumTest, tested_quorum
from incubator.meetings.rules.counting import sum_of, tally
from incubator.meetings.rules.elections import FIRST_ROUND, ElectionOutcome, election_of, misses_ballots
from incubator.meetings.rules.legality import findings_on
from incubator.meetings.rules.majorities import RequiredMajority, majority_of
from incubator.meetings.rules.registry import INFO, WARNING, Breach, stated_rule
from incubator.meetings.rules.roll import roll_of
from incubator.meetings.rules.voting import findings_on_vote
from incubator.meetings.values.case import CaseItem, MeetingCase
from incubator.meetings.values.findings import ItemResult, MeetingFinding

__all__ = ["result_of", "tally"]
MOST_VOTES = "most-votes"
ELECTION = stated_rule("election", "B-02", "BW 2:37(2)", own=("personen",))


def result_of(item: CaseItem, case: MeetingCase) -> ItemResult:
    """The result on one item; `adopted` and `valid` are None as long as there was no vote."""
    majority = majority_of(item, case)
    if majority is None:
        return ItemResult(item.id, None, None, 0, None, 0, adopted=None, valid=None, article="")
    quorum = tested_quorum(item, case)
    if item.candidates:
        return _of_election(item, case, majority, quorum)
    counted = None
    if item.votes is not None:
        counted = sum_of(item, case)
    findings = [*_about(item, case, quorum), *findings_on_vote(item, case, counted)]
    result = _begun(item, majority, quorum)
    if counted is None:
        return replace(result, valid=_is_valid(None, quorum, findings), findings=tuple(findings))
    adopted = counted.is_enough(majority)
    return replace(
        result,
        cast=counted.cast,
        needed=majority.needed(counted.cast),
        in_favour=counted.in_favour,
        adopted=adopted,
        valid=_is_valid(adopted, quorum, findings),
        findings=tuple(findings),
    )


def _of_election(item: CaseItem, case: MeetingCase, majority: RequiredMajority, quorum: QuorumTest) -> ItemResult:
    outcome = election_of(item, case)
    if misses_ballots(item):
        outcome = ElectionOutcome(outcome.cast, None, ())
    findings = [
        *_about(item, case, quorum),
        *findings_on_vote(item, case, None),
        *_notes(item, case, outcome),
    ]
    adopted = None if misses_ballots(item) else bool(outcome.cast) and outcome.is_complete(item.seats)
    result = _begun(item, majority, quorum)
    if item.round != FIRST_ROUND:
        result = replace(result, majority=MOST_VOTES)
    return replace(
        result,
        cast=outcome.cast,
        needed=outcome.needed,
        in_favour=max(candidate.votes for candidate in item.candidates),
        adopted=adopted,
        valid=_is_valid(adopted, quorum, findings),
        chosen=outcome.chosen,
        next_round=outcome.again,
        by_lot=outcome.by_lot,
        findings=tuple(findings),
    )


def _begun(item: CaseItem, majority: RequiredMajority, quorum: QuorumTest) -> ItemResult:
    """What a result says before a vote is counted: what is asked."""
    result = ItemResult(
        item.id,
        majority.label,
        quorum.share,
        cast=0,
        needed=None,
        in_favour=0,
        adopted=None,
        valid=None,
        article=majority.article,
        own_article=majority.own_article,
        quorum_needed=quorum.needed,
    )
    return replace(result, quorum_met=quorum.met) if quorum.share else result


def _about(item: CaseItem, case: MeetingCase, quorum: QuorumTest) -> Iterable[MeetingFinding]:
    """What is to be noted about the meeting, who is there and who votes for whom."""
    return [*findings_on(item, case), *quorum.findings, *roll_of(case).findings]


def _notes(item: CaseItem, case: MeetingCase, outcome: ElectionOutcome) -> Iterable[MeetingFinding]:
    """What comes after a round in which not everybody was chosen."""
    if outcome.again:
        yield ELECTION.finding(
            Breach(N_("Vote again between: %(names)s."), severity=INFO, item=item.id, names=outcome.again)
        )
    if len(outcome.again) > 2 * max(1, item.seats - len(outcome.chosen)):
        yield ELECTION.finding(
            Breach(
                N_("More candidates share a place than can go on. The statutes do not say who of them goes on."),
                N_("Let the meeting decide how to choose, before the next round."),
                severity=WARNING,
                item=item.id,
            )
        )
    if outcome.by_lot:
        yield ELECTION.finding(
            Breach(
                N_("As many votes for: %(names)s. The statutes let the lot decide."),
                N_("Draw lots in the meeting, where everyone can see it."),
                severity=INFO,
                item=item.id,
                names=outcome.by_lot,
            )
        )
    if item.seats > 1 and item.ballots is None:
        yield ELECTION.finding(
            Breach(
                N_("With several seats a ballot bears several names. It is not recorded how many ballots were cast."),
                N_("Write down how many valid ballots there were."),
                severity=WARNING,
                unknown=True,
                item=item.id,
            )
        )


def _is_valid(adopted: bool | None, quorum: QuorumTest, findings: Iterable[MeetingFinding]) -> bool | None:
    """Whether the decision can stand as far as we can see; only a judge decides that."""
    findings = tuple(findings)
    if any(finding.blocks for finding in findings) or quorum.met is False:
        return False
    if adopted is None or quorum.met is None or any(finding.unknown for finding in findings):
        return None
    return True
