"""Verbs of a challenge: begin, change, take a step or take it back, decide. Nothing here commits."""

from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.challenges.messages import reminding
from incubator.challenges.models import KnownContract
from incubator.challenges.models.challenges import Challenge, ChallengeStep
from incubator.challenges.queries import challenging as queries
from incubator.challenges.queries.assessing import deciding_authority
from incubator.challenges.rules import states
from incubator.challenges.rules.naming import full_name, namesakes
from incubator.challenges.services import dates, following, signing_up
from incubator.challenges.values.challenging import ChallengeState, Variant
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import coaches_of
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_day
from incubator.core.reference import authorities
from incubator.core.reference.authorities import Authority
from incubator.notices.models import Notice
from incubator.notices.queries import publications

FURTHEST_BACK = timedelta(days=3653)
SEVERAL = N_("“%(name)s” can be the municipality or the province. Write Gemeente or Provincie before it.")
BEGUN_AGAIN = N_("You began this challenge anew since then. Go on with that one.")
MOVED = N_("Somebody else took a step while this page was open. Look where the challenge is now.")


@dataclass(frozen=True, slots=True)
class ChallengeTerms:
    """What a group writes of the task that it challenges."""

    title: str
    authority: str
    task: str = ""
    variant: Variant = Variant.TAKE_OVER
    provider: str = ""
    contract_end: date | None = None
    contact: str = ""


TERMS = tuple(field.name for field in fields(ChallengeTerms))


def prefilled(notice: Notice) -> dict[str, object]:
    """What a notice says of the task, for the form of a new challenge."""
    deciding = deciding_authority(notice)
    authority = "" if deciding is None else full_name(deciding.code)
    return {
        "title": notice.title[:200],
        "authority": authority or getattr(notice.buyer, "name", "")[:200],
        "task": (notice.description or "")[:2000],
        "contract_end": notice.contract_end,
    }


def known_before(group: Cooperative, *, authority: str, end: str) -> dict[str, object]:
    """What was asked on another page, or else whose town it is, so that nobody types it twice. Nonsense is left out."""
    known: dict[str, object] = {"authority": full_name(authority) or full_name(group.municipality or "")}
    with suppress(RuleViolation):
        known["contract_end"] = read_day(end)
    return known


def prefilled_from(contract: KnownContract) -> dict[str, object]:
    """What somebody wrote down of a contract, for the form of a new challenge."""
    return {
        "title": contract.title[:200],
        "authority": full_name(contract.authority_code),
        "provider": contract.supplier[:200],
        "contract_end": contract.last_day,
    }


def begin(
    group: Cooperative,
    written: ChallengeTerms,
    *,
    by: User | None,
    now: datetime,
    today: date,
    notice: Notice | None = None,
    contract: KnownContract | None = None,
) -> Challenge:
    """Begin a challenge, or give the one that the group began from this notice or contract."""
    # Without the lock two who press the button at once both see that there is none yet.
    lock(group)
    begun = _begun_before(group, notice, contract)
    if begun is not None:
        return begun
    challenge = Challenge(
        cooperative=group,
        notice=notice,
        contract=contract,
        state=ChallengeState.SIGNAL,
        since=today,
        started_at=now,
        **_blank(),
    )
    challenge.started_by_id = None if by is None else by.id
    if notice is not None:
        challenge.known_publications = [publication.id for publication in publications.family(notice.family_id)]
        following.note_terms(challenge)
    challenge.contract_end_source = _source_of_end(written.contract_end, notice, contract)
    _write(challenge, written)
    db.session.add(challenge)
    db.session.flush()
    _note(challenge, ChallengeState.SIGNAL, "", on=today, by=by, now=now)
    return challenge


def _begun_before(group: Cooperative, notice: Notice | None, contract: KnownContract | None) -> Challenge | None:
    """What the group began before from the same notice or contract, and did not end."""
    begun = None
    if notice is not None:
        begun = queries.challenge_on(group, notice)
    if begun is None and contract is not None:
        begun = queries.challenge_from(group, contract)
    return begun


def _source_of_end(end: date | None, notice: Notice | None, contract: KnownContract | None) -> str:
    """Where the end of the contract was read. Whoever typed another day is its source."""
    if end is None:
        return ""
    if contract is not None and contract.last_day == end:
        day = contract.source_on
        return contract.source if day is None else f"{contract.source} ({day.day}-{day.month}-{day.year})"
    if notice is not None and notice.contract_end == end:
        return notice.url or notice.title[:200]
    return ""


def _blank() -> dict[str, object]:
    return {"agreements": {}, "texts": {}, "hour_parts": {}, "known_publications": [], "facts_used": {}}


def change(challenge: Challenge, written: ChallengeTerms, *, today: date) -> None:
    """Write what is known of the task now."""
    lock(challenge)
    if written.contract_end != challenge.contract_end:
        challenge.contract_end_source = ""
    _write(challenge, written)
    dates.put_decision(challenge, today)


def _write(challenge: Challenge, written: ChallengeTerms) -> None:
    if len(namesakes(written.authority)) > 1:
        raise RuleViolation(SEVERAL, field="authority", name=written.authority[:60])
    for name in TERMS:
        setattr(challenge, name, getattr(written, name))
    known = authorities.authority(written.authority)
    challenge.authority_code = None if known is None else known.code
    # Letters go out under this name: "amsterdam" is written as the authority writes itself.
    if known is not None and written.authority.casefold() in _ways_to_write(known):
        challenge.authority = full_name(known.code)


def _ways_to_write(known: Authority) -> tuple[str, str]:
    return known.name.casefold(), full_name(known.code).casefold()


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step somebody writes down. `seen` is where the challenge was on the page: another says that others were first."""

    to: ChallengeState
    on: date
    note: str = ""
    seen: ChallengeState | None = None


def move(challenge: Challenge, step: StepTaken, *, by: User | None, now: datetime, today: date) -> None:
    """Take a step. Raises `RuleViolation` when it cannot follow, `Conflict` when others took one since."""
    lock(challenge)
    if step.seen is not None and step.seen is not challenge.state:
        raise Conflict(MOVED)
    states.check_step(challenge.state, step.to, reason=step.note)
    _check_day(challenge, step.on, today)
    _date_the_idea(challenge, step.on)
    _arrive(challenge, step.to, step.on)
    _note(challenge, step.to, step.note, on=step.on, by=by, now=now)
    signing_up.close_of_ended(challenge)
    dates.put_all(challenge, today)
    if step.to is ChallengeState.WRITTEN:
        reminding.ask_coaches(challenge, coaches_of(challenge.cooperative))


def _check_day(challenge: Challenge, day: date, today: date) -> None:
    if day > today:
        raise RuleViolation(N_("This day is still to come. Write the step down once it is taken."), field="on")
    if challenge.state is not ChallengeState.SIGNAL and day < challenge.since:
        raise RuleViolation(N_("This day lies before the step that came before it."), field="on")
    if day < today - FURTHEST_BACK:
        raise RuleViolation(N_("This is more than ten years ago. Look at the year."), field="on")


def _date_the_idea(challenge: Challenge, day: date) -> None:
    """Who was under way before they came here writes down what happened before: the idea is not later than what came of it."""
    if challenge.state is ChallengeState.SIGNAL and day < challenge.since:
        challenge.steps[-1].on_date = day


def _arrive(challenge: Challenge, state: ChallengeState, on: date) -> None:
    challenge.state, challenge.since = state, on
    if state is ChallengeState.SUBMITTED:
        challenge.handed_in_on = on
    if state is ChallengeState.WRITTEN:
        # Another plan after a refusal is handed in and judged anew.
        challenge.handed_in_on = challenge.decided_on = challenge.formal_decision = None
    if state in states.DECIDED:
        challenge.decided_on = on
    challenge.ended_on = on if state in states.ENDED else None


def take_back(
    challenge: Challenge, reason: str, *, seen: ChallengeState, by: User | None, now: datetime, today: date
) -> None:
    """Go back to the step before the last; both stay in the history. Raises `RuleViolation` at the first step."""
    lock(challenge)
    if seen is not challenge.state:
        raise Conflict(MOVED)
    before = _before(challenge)
    if before is None:
        raise RuleViolation(N_("This is the first step: there is none to go back to."))
    _check_not_begun_again(challenge, before)
    if challenge.state is ChallengeState.SUBMITTED:
        challenge.handed_in_on = None
    if challenge.state in states.DECIDED:
        challenge.decided_on = _decided_before(challenge)
    challenge.state, challenge.since = before.state, before.on_date
    challenge.ended_on = before.on_date if before.state in states.ENDED else None
    _note(challenge, before.state, reason, on=before.on_date, by=by, now=now, taken_back=True)
    dates.put_all(challenge, today)


def _check_not_begun_again(challenge: Challenge, before: ChallengeStep) -> None:
    """What had ended does not go on beside the challenge that came in its place."""
    if before.state in states.ENDED or challenge.state not in states.ENDED:
        return
    lock(challenge.cooperative)  # as who begins one does
    if queries.is_begun_again(challenge):
        raise RuleViolation(BEGUN_AGAIN)


def _before(challenge: Challenge) -> ChallengeStep | None:
    """The step that the last leads back to."""
    standing = _standing(challenge)
    if len(standing) < 2:
        return None
    return standing[-2]


def _standing(challenge: Challenge) -> list[ChallengeStep]:
    """The steps that count: those that were taken back do not any more."""
    standing: list[ChallengeStep] = []
    for step in challenge.steps:
        if step.taken_back:
            standing.pop()
        else:
            standing.append(step)
    return standing


def _decided_before(challenge: Challenge) -> date | None:
    """When the plan was decided on before the last step: after an objection there are two decisions about it."""
    decided = None
    for step in _standing(challenge)[:-1]:
        if step.state is ChallengeState.WRITTEN:
            decided = None
        if step.state in states.DECIDED:
            decided = step.on_date
    return decided


def may_take_back(challenge: Challenge) -> bool:
    """Whether there is a step to go back to."""
    return _before(challenge) is not None


def _note(
    challenge: Challenge,
    state: ChallengeState,
    text: str,
    *,
    on: date,
    by: User | None,
    now: datetime,
    taken_back: bool = False,
) -> None:
    step = ChallengeStep(state=state, on_date=on, note=text, taken_back=taken_back, recorded_at=now)
    step.recorded_by_id = None if by is None else by.id
    challenge.steps.append(step)
    db.session.flush()
