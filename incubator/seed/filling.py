"""Filling an empty database with the demo."""

from collections.abc import Sequence

from incubator.accounts import queries as accounts
from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage
from incubator.bids.services import bidding as bids
from incubator.bids.services import deciding
from incubator.bids.services import tasks as bid_tasks
from incubator.bids.services.deciding import GoAnswers
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.seed import (
    anchors,
    buyers,
    challenges,
    chances,
    cohorts,
    currencies,
    ended_bids,
    estates,
    figures,
    governing,
    groups,
    lending,
    meeting_held,
    meetings,
    money_maps,
    neighbourhoods,
    notices,
    partnerships,
    people,
    power_maps,
    regulations,
    solidarity,
    steps,
)
from incubator.seed import bids as bid_papers
from incubator.seed.moment import Moment
from incubator.seed.people import DemoPerson
from incubator.watch import queries as watching
from incubator.watch import services as watch
from incubator.watch.models import MatchState, Unsuitable
from incubator.watch.services import alerts

# How far the bids of a group are, on the best call first.
STAGES = (BidStage.WRITING, BidStage.DECIDING, BidStage.INTERESTING, BidStage.SUBMITTED)
GO = GoAnswers(
    answers={"hours": "yes", "pays": "yes", "want": "yes", "skills": "yes", "partners": "unsure"},
    risk="De eerste maand betalen we zelf voor.",
    reason="Dit werk kennen we, en het is om de hoek. Wat nog ontbreekt vragen we aan een partner.",
    hours_needed=24,
    hours_available=32,
)


def fill() -> Sequence[DemoPerson]:
    """Fill the database when nobody has an account yet. Gives whom one can sign in as, with their passwords (once)."""
    if accounts.users()[0]:
        return ()
    at = Moment(clock.local(clock.now()), clock.today())
    # One password for all of them, another at every filling: a demo on the internet has none that is known.
    password = people.a_password()
    with transaction(actor=SYSTEM):
        made = people.people(now=at.ago(900), password=password)
        notices.notices(now=at.ago(1), today=at.today)
        cooks, cleaners = groups.kitchen(made, at), groups.cleaners(made, at)
        gardeners = groups.gardeners(made, at)
        carers = groups.carers(made, at)
        for write in (challenges.challenge, buyers.contract, buyers.talk):
            write(gardeners, made["lotte"], at)
        # Before the meetings: who is on the board decides who can be chosen.
        governing.govern(gardeners, made["lotte"], at)
        governing.govern(carers, made["priya"], at)
        meetings.meetings(gardeners, made["lotte"], at)
        meeting_held.meetings_held(gardeners, made["lotte"], at)
        cohorts.cohort(made, (cooks, cleaners), at)
        cohorts.contact(cleaners, made["marijke"], at)
        cohorts.application(at)
        regulations.regulations(made, at)
        place = neighbourhoods.neighbourhood(made, (cooks, cleaners, gardeners, carers), at)
        steps.steps(place, made, at)
        partnerships.partnerships(place, made, (cooks, gardeners), at)
        currencies.currency(place, made, gardeners, at)
        lending.fund(place, made, (gardeners, cooks), at)
        money_maps.money_map(place, made, at)
        estates.estates(place, made, at)
        fund_groups = {"gardeners": gardeners, "cooks": cooks, "carers": carers}
        solidarity.solidarity(place, made, fund_groups, at)
        power_maps.power_map(place, at)
        chances.chances_of(place, made, at)
        anchors.anchors(place, at)
        # The first bids of these groups: what they learnt of them goes into the next.
        ended_bids.lost(gardeners, made["lotte"], at)
        ended_bids.won(carers, made["priya"], at)
    # In a transaction of its own: matching looks at notices that are stored.
    with transaction(actor=SYSTEM):
        for group, tasks in ((gardeners, ("read", "ask", "kvk")), (carers, ("read",))):
            watch.match_again(watch.begin(group, now=at.ago(30)), now=at.now)
            newest = _judge_and_bid(group, made, at, tasks)
            if group is gardeners and newest is not None:
                bid_papers.full(newest, carers, made["lotte"], at)
        figures.figures(place, made, at)
        alerts.tell(now=at.now)
    return people.shown(made, password)


def _judge_and_bid(group: Cooperative, made: dict[str, User], at: Moment, tasks: tuple[str, ...]) -> Bid | None:
    """One match put aside, one kept; bids on the best calls that are open, each further or less far. Gives the bid that is written."""
    owner = made["lotte"] if "Groen" in group.name else made["priya"]
    matches = watching.matches(group, now=at.now)
    if len(matches) > 2:
        watch.judge(matches[-1], MatchState.DISMISSED, unsuitable=Unsuitable.TOO_FAR, by=owner, now=at.now)
        watch.judge(matches[1], MatchState.INTERESTING, by=owner, now=at.now)
    open_calls = [match.notice for match in matches if _takes_bids(match.notice, at)]
    started = [
        _bid(group, notice, stage, owner, at, tasks=tasks) for notice, stage in zip(open_calls, STAGES, strict=False)
    ]
    # The first of the stages is the one that is written.
    return started[0] if started else None


def _takes_bids(notice: Notice, at: Moment) -> bool:
    return notice.kind is NoticeKind.COMPETITION and notice.deadline is not None and notice.deadline > at.now


def _bid(
    group: Cooperative, notice: Notice, stage: BidStage, owner: User, at: Moment, *, tasks: tuple[str, ...]
) -> Bid:
    """A bid as far as this stage."""
    began, decided = at.ago(10), at.ago(9)
    if stage is BidStage.INTERESTING:
        return bids.put_on_board(group, notice, stage, owner=owner, now=began)
    bid = bids.start(group, notice, owner=owner, now=began, today=began.date())
    if stage is BidStage.DECIDING:
        return bid
    deciding.decide(bid, GO, go=True, by=owner, now=decided, today=decided.date())
    for task in bid.tasks:
        if task.key in tasks:
            bid_tasks.tick(task, True, by=owner, now=decided)
    if stage is BidStage.SUBMITTED:
        ended_bids.hand_in(bid, "submitted", "TenderNed", by=owner, at=at, days=1)
    return bid
