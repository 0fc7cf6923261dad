"""Verbs of who keeps the register of rules. Nothing here commits; who and when are arguments."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.challenges.messages import regulation_mails
from incubator.challenges.models import RegulationReport, RegulationVersion
from incubator.challenges.queries import concerned
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.regulation_changes import changes
from incubator.challenges.rules.regulation_checks import check_overlap, check_regulation
from incubator.challenges.rules.regulation_rows import written_regulation
from incubator.challenges.values import Imported, Regulation
from incubator.core import clock
from incubator.core.db import db, one_at_a_time
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

DESK = "regulations"  # of whom only one at a time writes
NEW = 0  # the place of a regulation that is added
OTHERS_SAVED = N_(
    "Someone else saved the rules of this authority while you were typing. What you typed is still here, and nothing is "
    "stored yet. Look below at what they changed. Save again to put yours over it."
)
UNCHANGED = N_("Nothing was changed, so nothing was saved.")


def save_regulation(
    regulation: Regulation, place: int, began_with: int, *, by: User, now: datetime
) -> RegulationVersion:
    """Record a regulation at its place among those of its authority; 0 adds it. The groups of that place are told what changed.

    Raises `Conflict` when somebody else recorded something of this authority since, `RuleViolation` for what cannot be.
    """
    one_at_a_time(DESK)
    code = regulation.code
    before = register.recorded(code)
    _check_not_overtaken(code, began_with)
    if place > len(before):
        raise Conflict(OTHERS_SAVED)
    check_regulation(regulation, clock.local(now).date())
    after = list(before)
    if place == NEW:
        after.append(regulation)
    else:
        after[place - 1] = regulation
    check_overlap([rule for rule in after if rule is not regulation], regulation)
    if tuple(after) == before:
        raise RuleViolation(UNCHANGED)
    return _record(code, before, after, by=by, now=now)


def put_back(code: str, number: int, began_with: int, *, by: User, now: datetime) -> RegulationVersion:
    """Let an earlier version hold again; 0 is what comes with the product. Raises `RuleViolation` when there is none."""
    one_at_a_time(DESK)
    before = register.recorded(code)
    _check_not_overtaken(code, began_with)
    if number == 0:
        return _record(code, before, None, by=by, now=now)
    version = register.version(code, number)
    if version is None:
        raise RuleViolation(N_("There is no such version."))
    return _record(code, before, version.rules and register.rules_of(version), by=by, now=now)


def compare(rules: Mapping[str, Sequence[Regulation]]) -> Imported:
    """What a file would change, authority by authority. Changes nothing."""
    outcome: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": []}
    known = register.all_recorded()
    for code, after in rules.items():
        before = known.get(code, ())
        if tuple(after) == before:
            outcome["unchanged"].append(code)
        elif before:
            outcome["changed"].append(code)
        else:
            outcome["new"].append(code)
    return Imported(**{kind: tuple(codes) for kind, codes in outcome.items()})


def import_rules(rules: Mapping[str, Sequence[Regulation]], *, by: User | None, now: datetime) -> Imported:
    """Record what a file holds of each authority in it, in place of what was recorded; others stay as they are."""
    one_at_a_time(DESK)
    compared, known = compare(rules), dict(register.all_recorded())
    for code in (*compared.new, *compared.changed):
        _record(code, known.get(code, ()), rules[code], by=by, now=now)
    return compared


def _check_not_overtaken(code: str, began_with: int) -> None:
    if began_with != register.newest_number(code):
        raise Conflict(OTHERS_SAVED)


def _record(
    code: str, before: Sequence[Regulation], after: Sequence[Regulation] | None, *, by: User | None, now: datetime
) -> RegulationVersion:
    rows = None
    if after is not None:
        rows = list(map(written_regulation, after))
    version = RegulationVersion(
        code=code,
        number=register.newest_number(code) + 1,
        rules=rows,
        edition=secrets.token_hex(8),
        author=by,
        at=now,
    )
    db.session.add(version)
    db.session.flush()
    register.forget_edition()
    changed = changes(before, register.rules_of(version))
    if changed:
        regulation_mails.tell(version, changed, concerned.people_of(code))
    return version


def report(code: str, text: str, place: str, *, now: datetime) -> RegulationReport:
    """Keep what a reader wrote that is not right; pressed twice it stands there once."""
    one_at_a_time(DESK)
    for earlier in register.open_reports(code):
        if earlier.text == text:
            return earlier
    written = RegulationReport(code=code, text=text, place=place, at=now)
    db.session.add(written)
    return written


def settle(written: RegulationReport, *, now: datetime) -> None:
    """Nobody has to look at it any more. Who does so a second time changes nothing."""
    one_at_a_time(DESK)
    if written.settled_at is None:
        written.settled_at = now
