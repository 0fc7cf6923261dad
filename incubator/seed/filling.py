"""Filling an empty database with the demo."""

from collections.abc import Sequence

from incubator.accounts import queries as accounts
from incubator.accounts.models import User
from incubator.bids.models import Bid
from incubator.bids.services import bidding as bids
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.formats.values import NoticeKind
from incubator.seed import buyers, challenges, cohorts, groups, notices, people, regulations
from incubator.seed.moment import Moment
from incubator.seed.people import DemoPerson
from incubator.watch import queries as watching
from incubator.watch import services as watch
from incubator.watch.models import MatchState, Unsuitable
from incubator.watch.services import alerts


def fill() -> Sequence[DemoPerson]:
    """Fill the database when nobody has an account yet. Gives whom one can sign in as, with their passwords (once)."""
    if accounts.users()[0]:
        return ()
    at = Moment(clock.now(), clock.today())
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
        cohorts.cohort(made, (cooks, cleaners), at)
        cohorts.contact(cleaners, made["marijke"], at)
        cohorts.application(at)
        regulations.regulations(made, at)
    # In a transaction of its own: matching looks at notices that are stored.
    with transaction(actor=SYSTEM):
        for group, tasks in ((gardeners, ("read", "ask", "kvk")), (carers, ("read",))):
            watch.match_again(watch.begin(group, now=at.ago(30)), now=at.now)
            _judge_and_bid(group, made, at, tasks)
        alerts.tell(now=at.now)
    return people.shown(made, password)


def _judge_and_bid(group: Cooperative, made: dict[str, User], at: Moment, tasks: tuple[str, ...]) -> None:
    """One match put aside, one kept; a bid on the best one that is open."""
    owner = made["lotte"] if "Groen" in group.name else made["priya"]
    matches = watching.matches(group, now=at.now)
    if len(matches) > 2:
        watch.judge(matches[-1], MatchState.DISMISSED, unsuitable=Unsuitable.TOO_FAR, by=owner, now=at.now)
        watch.judge(matches[1], MatchState.INTERESTING, by=owner, now=at.now)
    for match in matches:
        notice = match.notice
        if notice.kind is NoticeKind.COMPETITION and notice.deadline is not None and notice.deadline > at.now:
            bid = bids.start(group, notice, owner=owner, now=at.ago(3), today=at.ago(3).date())
            _tick(bid, owner, at, tasks)
            return


def _tick(bid: Bid, owner: User, at: Moment, tasks: tuple[str, ...]) -> None:
    for task in bid.tasks:
        if task.key in tasks:
            bids.tick(task, True, by=owner, now=at.ago(2))
