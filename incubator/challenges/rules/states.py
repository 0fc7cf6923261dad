"""The way of a challenge: which step can follow which, who moves next, and what ends it.

The order is guidance. Until it is handed in, support, information and the plan come in the order that suits the group; a step can be
taken back with a reason, for things are written down too early or turn out otherwise.
"""

from incubator.challenges.values.challenging import ChallengeState as State
from incubator.challenges.values.challenging import MoverKind
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

PREPARING = (State.EXPLORING, State.SUPPORTED, State.INFORMATION, State.WRITTEN)
WAITING = frozenset({State.SUBMITTED, State.RECEIVED, State.TREATED, State.TALKING})  # for the decision
DECIDED = frozenset({State.AWARDED, State.REFUSED})
OBJECTING = frozenset({State.OBJECTED, State.UPHELD})  # the refusal lies with the authority once more
TURNED_DOWN = frozenset({State.REFUSED, State.REJECTED})
ENDED = frozenset({State.FINISHED, State.STOPPED, State.WITHDRAWN})
_DECISION = (State.AWARDED, State.REFUSED)
_AFTER = {
    State.SIGNAL: (*PREPARING, State.SUBMITTED),
    State.EXPLORING: (*PREPARING, State.SUBMITTED),
    State.SUPPORTED: (*PREPARING, State.SUBMITTED),
    State.INFORMATION: (*PREPARING, State.SUBMITTED),
    State.WRITTEN: (State.SUBMITTED, *PREPARING),
    State.SUBMITTED: (State.RECEIVED, State.TREATED, State.TALKING, *_DECISION),
    State.RECEIVED: (State.TREATED, State.TALKING, *_DECISION),
    State.TREATED: (State.TALKING, *_DECISION),
    # One talk can follow another.
    State.TALKING: (State.TALKING, State.TREATED, *_DECISION),
    State.AWARDED: (State.AGREED, State.RUNNING),
    # What was refused can be objected to, asked again, or be looked at again without that.
    State.REFUSED: (State.OBJECTED, State.WRITTEN, State.TREATED, State.FINISHED),
    State.OBJECTED: (State.TREATED, State.UPHELD, State.REJECTED),
    # Who is right in an objection does not have the task yet: the authority decides anew.
    State.UPHELD: (State.TREATED, State.TALKING, *_DECISION),
    State.REJECTED: (State.WRITTEN, State.FINISHED),
    State.AGREED: (State.RUNNING,),
    State.RUNNING: (State.EVALUATED, State.FINISHED),
    State.EVALUATED: (State.FINISHED, State.RUNNING),
    State.FINISHED: (),
    State.STOPPED: (),
    State.WITHDRAWN: (),
}
_MOVERS = {
    State.INFORMATION: MoverKind.AUTHORITY,
    State.WRITTEN: MoverKind.COACH,
    State.SUBMITTED: MoverKind.AUTHORITY,
    State.RECEIVED: MoverKind.AUTHORITY,
    State.TREATED: MoverKind.AUTHORITY,
    State.TALKING: MoverKind.AUTHORITY,
    State.OBJECTED: MoverKind.AUTHORITY,
    State.UPHELD: MoverKind.AUTHORITY,
    State.FINISHED: MoverKind.NOBODY,
    State.STOPPED: MoverKind.NOBODY,
    State.WITHDRAWN: MoverKind.NOBODY,
}


def next_states(now: State) -> tuple[State, ...]:
    """The states that can follow, the most usual first; what was handed in is withdrawn, what was not is stopped."""
    following = []
    for state in _AFTER[now]:
        if state is not now or now is State.TALKING:
            following.append(state)
    if now in ENDED:
        return tuple(following)
    return (*following, State.WITHDRAWN if now in WAITING | OBJECTING else State.STOPPED)


def mover(now: State, *, guided: bool = True, coach_has_read: bool = False) -> MoverKind:
    """Who moves next. A plan that the coach has read, or of a group without a coach, waits for the group."""
    if now is State.WRITTEN and (coach_has_read or not guided):
        return MoverKind.GROUP
    return _MOVERS.get(now, MoverKind.GROUP)


def check_step(now: State, then: State, *, reason: str) -> None:
    """Whether a challenge can go this way. Raises `RuleViolation`."""
    if then not in next_states(now):
        raise RuleViolation(N_("From here a challenge cannot go to that step."), field="state")
    if needs_reason(now, then) and not reason:
        raise RuleViolation(N_("Write down why: who reads this later wants to know."), field="note")


def needs_reason(now: State, then: State) -> bool:
    """Who stops, withdraws or begins again after a refusal says why."""
    return then in {State.STOPPED, State.WITHDRAWN} or (now in TURNED_DOWN and then in {State.WRITTEN, State.TREATED})
