"""Beginning a partnership, proposing texts, saying yes, ending it. Nothing here commits; who and when are arguments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood.models import Neighbourhood
from incubator.partnerships import queries
from incubator.partnerships.models import Partnership, PartnershipParty, PartnershipVersion, PartnershipYes
from incubator.partnerships.rules import checks, texts
from incubator.partnerships.values import (
    AgreementParty,
    AgreementTerms,
    AgreementText,
    Contribution,
    ContributionKind,
    PartyKind,
    PublicRole,
    SaidYes,
)
from incubator.steps.models import Commitment

TWICE = timedelta(minutes=2)  # a button that was pressed twice
Change = Callable[[AgreementText], AgreementText]


def begin(place: Neighbourhood, title: str, terms: AgreementTerms, *, by: User, now: datetime) -> Partnership:
    """Begin a partnership with what it is for; pressed twice it is one."""
    # There is no partnership to lock yet: two presses wait for each other here.
    lock(place)
    known = queries.just_begun(place, title, now - TWICE)
    if known is not None:
        return known
    made = _begun(place, title, now)
    return _first(made, AgreementText(terms), by=by, now=now)


def _begun(place: Neighbourhood, title: str, now: datetime, challenge: Challenge | None = None) -> Partnership:
    challenge_id = challenge.id if challenge else None
    made = Partnership(neighbourhood_id=place.id, title=title, challenge_id=challenge_id, written_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def _first(made: Partnership, text: AgreementText, *, by: User, now: datetime, for_party: str = "") -> Partnership:
    version = _version(made, 1, text, by=by, now=now)
    version.for_party = for_party
    db.session.add(version)
    db.session.flush()
    db.session.expire(made)
    return made


def begin_from_challenge(challenge: Challenge, place: Neighbourhood, *, by: User, now: datetime) -> Partnership:
    """A partnership with the task, the parties and the agreements of a challenge; the same again is one."""
    lock(place)
    known = queries.begun_from(challenge, place)
    if known is not None:
        return known
    made, group = _begun(place, challenge.title, now, challenge), challenge.cooperative
    government = _add_row(made, PartyKind.GOVERNMENT, None, now)
    citizens = _add_row(made, PartyKind.GROUP, group, now)
    parties = (
        AgreementParty(government.id, government.kind, challenge.authority, PublicRole.CUSTOMER),
        AgreementParty(citizens.id, citizens.kind, group.name),
    )
    text = AgreementText(_terms_of(challenge), parties)
    return _first(made, _with_budget(text, challenge, government.id), by=by, now=now, for_party=group.name)


def _terms_of(challenge: Challenge) -> AgreementTerms:
    agreed, written = challenge.agreements, challenge.texts
    return AgreementTerms(
        task=challenge.task or challenge.title,
        quality=str(written.get("continuity") or ""),
        result=agreed.get("result", ""),
        reporter=agreed.get("reporting", ""),
        term=agreed.get("term", ""),
        stopping=agreed.get("revocation", ""),
    )


def _with_budget(text: AgreementText, challenge: Challenge, authority: int) -> AgreementText:
    """What the government would bring in, as the challenge asks it."""
    asked = (
        (ContributionKind.PURCHASE, challenge.agreements.get("budget")),
        (ContributionKind.OTHER, challenge.texts.get("asked-of-authority")),
    )
    for kind, what in asked:
        if what:
            key = len(text.contributions) + 1
            contribution = Contribution(key, authority, kind, str(what), challenge.cooperative.name)
            text = texts.with_contribution(text, contribution)
    return text


def propose(
    known: Partnership, change: Change, *, for_party: str = "", why: str = "", by: User, now: datetime
) -> PartnershipVersion:
    """Another version, made from the newest; the same text makes none. Raises `RuleViolation` when the partnership has ended."""
    lock(known)
    _check_open(known)
    # Under the lock and from the newest: a change of one thing keeps what others changed meanwhile.
    before = queries.newest(known)
    text = change(before.text)
    if text == before.text:
        return before
    made = _version(known, before.number + 1, text, by=by, now=now)
    made.for_party, made.why = for_party, why
    db.session.add(made)
    db.session.flush()
    db.session.expire(known, ["versions"])
    return made


def _version(known: Partnership, number: int, text: AgreementText, *, by: User, now: datetime) -> PartnershipVersion:
    return PartnershipVersion(
        partnership_id=known.id, number=number, stored=texts.as_stored(text), written_by_id=by.id, written_at=now
    )


def _check_open(known: Partnership) -> None:
    if known.ended_on is not None:
        raise RuleViolation(checks.ENDED)


def rewrite(terms: AgreementTerms) -> Change:
    """The change of a text that gives it these terms."""
    return lambda text: replace(text, terms=terms)


def add_party(
    known: Partnership, party: AgreementParty, group: Cooperative | None, *, by: User, now: datetime
) -> PartnershipVersion:
    """One party more, in a version of its own. The number of `party` is chosen here. Raises `RuleViolation`."""
    lock(known)
    _check_open(known)
    if group is not None and group.id not in {each.id for each in queries.groups_to_ask(known.neighbourhood)}:
        raise RuleViolation(N_("This group is not part of the neighbourhood any more."), field="name")
    named = replace(party, name=group.name if group else party.name)
    checks.check_party(named, queries.newest(known).text.parties)
    row = _row_of(known, group) or _add_row(known, party.kind, group, now)
    named = replace(named, party_id=row.id)
    return propose(known, lambda text: texts.with_party(text, named), by=by, now=now)


def _row_of(known: Partnership, group: Cooperative | None) -> PartnershipParty | None:
    """The row of a group that was a party before."""
    if group is None:
        return None
    # Who comes back gets the same row: earlier versions and their answers point at it.
    return next((each for each in known.parties if each.cooperative_id == group.id), None)


def _add_row(known: Partnership, kind: PartyKind, group: Cooperative | None, now: datetime) -> PartnershipParty:
    group_id = group.id if group else None
    row = PartnershipParty(partnership_id=known.id, kind=kind, cooperative_id=group_id, written_at=now)
    db.session.add(row)
    db.session.flush()
    db.session.expire(known, ["parties"])
    return row


def change_party(party: AgreementParty, known: Partnership, *, by: User, now: datetime) -> PartnershipVersion:
    """Another name, role or function of a party, in a version of its own. Raises `RuleViolation`."""
    lock(known)
    others = [each for each in queries.newest(known).text.parties if each.party_id != party.party_id]
    checks.check_party(party, others)
    return propose(known, lambda text: texts.with_party(text, party), by=by, now=now)


def remove_party(row: PartnershipParty, *, by: User, now: datetime) -> PartnershipVersion:
    """A party less, with what it would bring in, in a version of its own. Raises `RuleViolation`."""
    return propose(row.partnership, lambda text: texts.without_party(text, row.id), by=by, now=now)


def bring_in(known: Partnership, contribution: Contribution, *, by: User, now: datetime) -> PartnershipVersion:
    """One thing more that a party brings in; the same again is one. Its key is chosen here. Raises `RuleViolation`."""
    lock(known)
    text = queries.newest(known).text
    checks.check_contribution(contribution, text)
    if any(replace(each, key=contribution.key) == contribution for each in text.contributions):
        return queries.newest(known)
    # Over all versions: the key of what was left out must never come to mean something else.
    used = [each.key for version in known.versions for each in version.text.contributions]
    numbered = replace(contribution, key=max(used, default=0) + 1)
    return propose(known, lambda text: texts.with_contribution(text, numbered), by=by, now=now)


def leave_out(known: Partnership, key: int, *, by: User, now: datetime) -> PartnershipVersion:
    """One thing less that a party brings in; what is gone already changes nothing."""
    return propose(known, lambda text: texts.without_contribution(text, key), by=by, now=now)


def say_yes(row: PartnershipParty, yes: SaidYes, *, seen: int, by: User, now: datetime, today: date) -> None:
    """A party says yes to the version that it read. With the last yes the version is agreed on. Raises `RuleViolation`."""
    known = lock(row.partnership)
    newest = queries.newest(known)
    text = newest.text
    checks.check_yes(text, row.id, seen=seen, newest=newest.number, ended=known.ended_on is not None)
    checks.check_said(yes, proposed_on=queries.day_written(newest), today=today)
    # The first yes stands with its day and source; pressing again must not move them.
    if row.id in queries.yeses(newest):
        return
    answer = PartnershipYes(
        party_id=row.id,
        on_date=yes.on_date,
        by_function=yes.by_function,
        source=yes.source,
        written_by_id=by.id,
        written_at=now,
    )
    newest.answers.append(answer)
    if checks.is_agreed(text, queries.yeses(newest)):
        newest.agreed_at = now
    db.session.flush()


def take_back_yes(row: PartnershipParty) -> None:
    """A yes that was written down by mistake. Raises `RuleViolation` once all agreed: from then on another version is needed."""
    known = lock(row.partnership)
    newest = queries.newest(known)
    if newest.agreed_at is not None:
        raise RuleViolation(N_("Everybody said yes to this version. Propose another one instead."))
    answer = queries.yeses(newest).get(row.id)
    if answer is not None:
        newest.answers.remove(answer)
    db.session.flush()


def show_name(row: PartnershipParty, *, is_public: bool) -> None:
    """Whether the name of a group stands on the public page."""
    row.is_public = is_public


def link(known: Partnership, commitment: Commitment | None) -> None:
    """The commitment of government that stands behind it; its proof is shown here. Raises `RuleViolation` for another neighbourhood's."""
    lock(known)
    if commitment is not None and commitment.neighbourhood_id != known.neighbourhood_id:
        raise RuleViolation(N_("Choose a commitment to this neighbourhood."), field="commitment")
    known.commitment_id = commitment.id if commitment else None
    db.session.flush()
    db.session.expire(known, ["commitment"])


def publish(known: Partnership, *, now: datetime) -> None:
    """Everybody may read what was agreed on. Raises `RuleViolation` when there is no such version yet."""
    lock(known)
    if queries.agreed_version(known) is None:
        raise RuleViolation(N_("Make it public when each party said yes to the same version."))
    known.published_at = known.published_at or now


def withdraw(known: Partnership) -> None:
    """It is of the workbench again."""
    lock(known)
    known.published_at = None


def end(known: Partnership, on_date: date, why: str, *, today: date) -> None:
    """It has ended; its texts stay readable. Raises `RuleViolation` for a day that is still to come, and for who was first."""
    lock(known)
    _check_open(known)
    if on_date > today:
        raise RuleViolation(N_("This day is still to come. Write down what has been."), field="ended_on")
    if on_date < queries.day_written(known.versions[-1]):
        raise RuleViolation(N_("This day comes before the first version."), field="ended_on")
    known.ended_on, known.ended_why = on_date, why
    db.session.flush()
