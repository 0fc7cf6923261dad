"""The last sensible days of a challenge in the agenda of a group. Nothing here commits."""

from datetime import date

from incubator.challenges.values.windows import ChallengeWindow, WindowQuestion
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

BEGIN, HAND_IN = "begin", "hand-in"
TITLES = {
    BEGIN: N_("Begin with the challenge of %(authority)s: the contract ends on %(end)s"),
    HAND_IN: N_("Last sensible day to hand in the challenge at %(authority)s"),
}
NO_DAY = N_("There is no day to put in the agenda: how long the authority takes to decide is not known.")
PAST = N_("The last sensible day to hand in is past: there is nothing left to put in the agenda.")


def key_of(group: Cooperative, question: WindowQuestion, step: str = "") -> str:
    """What the agenda knows the days of this window by; without a step: how all of them begin."""
    return f"window:{group.id}:{question.authority}:{question.contract_end.isoformat()}:{step}"


def put_in_agenda(
    group: Cooperative, question: WindowQuestion, window: ChallengeWindow, *, authority: str, url: str
) -> None:
    """Put the days to begin and to hand in in the agenda; the same again moves them. Raises `RuleViolation` without a day to come."""
    if window.submit_by is None or window.start_by is None:
        raise RuleViolation(NO_DAY)
    if window.submit_by < question.on:
        raise RuleViolation(PAST)
    lock(group)
    _put(group, question, HAND_IN, day=window.submit_by, authority=authority, url=url)
    if window.start_by >= question.on:
        _put(group, question, BEGIN, day=window.start_by, authority=authority, url=url)
    else:
        agenda.remove(key_of(group, question, BEGIN))


def _put(group: Cooperative, question: WindowQuestion, step: str, *, day: date, authority: str, url: str) -> None:
    end = question.contract_end
    agenda.put(
        key_of(group, question, step),
        TITLES[step],
        day,
        source="challenges",
        cooperative_id=group.id,
        url=url,
        authority=authority,
        end=f"{end.day}-{end.month}-{end.year}",
    )


def take_out_of_agenda(group: Cooperative, question: WindowQuestion) -> None:
    """Take the days of this window out again."""
    lock(group)
    agenda.remove_all(key_of(group, question))
