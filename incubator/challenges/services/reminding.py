"""What happens to challenges by itself: dates that move along, mails about days and publications. Nothing here commits."""

from datetime import date, timedelta

from incubator.accounts.models import User
from incubator.challenges.messages import reminding as messages
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.rules import terms
from incubator.challenges.services import dates
from incubator.challenges.values.challenging import Due
from incubator.cooperatives import queries as cooperatives

STILL_NEWS = timedelta(days=14)  # after a day that passed; older is no reminder any more


def remind(today: date) -> int:
    """Mail who has to know of a day, and write the dates as the rules are now. Gives the number of mails."""
    mailed = 0
    for challenge in queries.under_way():
        dates.put_decision(challenge, today)
        due = queries.decision_due(challenge, today)
        if due is not None and _is_near(due, today):
            mailed += messages.remind_of_decision(challenge, due, _readers(challenge), today=today)
    for request in queries.open_information():
        asked = queries.information_due(request)
        if asked is not None and request.challenge.ended_on is None and _is_near(asked, today):
            mailed += messages.remind_of_answer(request.challenge, asked, _readers(request.challenge), today=today)
    return mailed


def _is_near(due: Due, today: date) -> bool:
    return due.on - terms.REMIND_BEFORE <= today <= due.on + STILL_NEWS


def _readers(challenge: Challenge) -> list[User]:
    return [participation.user for participation in cooperatives.participants(challenge.cooperative)]
