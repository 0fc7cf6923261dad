"""Verbs of versions: note a step, put one back, take in the deed as the notary gave it."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core import files
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes import queries, services
from incubator.statutes.models import StatutesDraft, StatutesStep, StatutesVersion
from incubator.statutes.queries import comparisons
from incubator.statutes.rules import states
from incubator.statutes.values.changes import Change
from incubator.statutes.values.prefilling import with_values
from incubator.statutes.values.states import VersionStep

CHANGED_MEANWHILE = N_("The answers were changed while you read this page. Look again at what you would replace.")
NO_FILE = N_("Choose the file first.")
EMPTY_FILE = N_("This file is empty. Ask for it again, or choose another.")
NOTHING_TO_TAKE_OVER = N_("There is nothing to take over: what the notary wrote is what the answers say.")


def note_step(version: StatutesVersion, step: VersionStep, on: date, *, by: User, now: datetime, today: date) -> None:
    """Note what happened to a version; the same step again mends its date. Raises `RuleViolation` when it cannot have happened."""
    lock(version.cooperative)
    amends = comparisons.amends(version, queries.versions(version.cooperative))
    states.check_step(step, on, amends=amends, today=today)
    known = next((noted for noted in version.steps if noted.kind is step), None)
    if known is None:
        known = StatutesStep(kind=step, on_date=on, noted_at=now)
        version.steps.append(known)
    known.on_date, known.noted_at, known.noted_by_id = on, now, by.id
    db.session.flush()


def put_back(version: StatutesVersion, revision: int, *, by: User, now: datetime) -> StatutesDraft:
    """Make the answers of a version the draft again. Raises `Conflict` when the draft is no longer the one that was looked at."""
    group = lock(version.cooperative)
    current = queries.draft(group)
    if current is not None and current.revision != revision:
        raise Conflict(CHANGED_MEANWHILE)
    return services.import_answers(group, version.answers, author=by, now=now)


def keep_returned(version: StatutesVersion, content: bytes, name: str, *, now: datetime) -> None:
    """Keep the deed as the notary gave it with the version that was sent. Raises `RuleViolation` when it cannot be read as one."""
    if not content:
        raise RuleViolation(EMPTY_FILE if name else NO_FILE, field="deed")
    lock(version.cooperative)
    beside = comparisons.beside_deed(version, content)
    version.returned_id = files.keep(content, name, now=now, kinds=(files.WORD,)).id
    version.returned_articles = [
        {"number": change.number_after, "clause": change.clause, "differs": change.change is not Change.SAME}
        for change in beside.changes
        if change.number_after
    ]
    db.session.flush()


def take_over(version: StatutesVersion, *, by: User, now: datetime, today: date) -> StatutesVersion:
    """Bring the answers in line with the notary's deed where a term can be read back: a new version, to which the deed goes along.

    Raises `RuleViolation` when there is nothing to take over, or when an answer that was read back does not fit.
    """
    group = lock(version.cooperative)
    beside = comparisons.returned_deed(version)
    if not beside.terms or version.returned is None:
        raise RuleViolation(NOTHING_TO_TAKE_OVER)
    answers = with_values(version.answers, {term.path: term.value for term in beside.terms})
    services.import_answers(group, answers, author=by, now=now)
    made = services.make_version(group, author=by, now=now, today=today, instead_of=version)
    keep_returned(made, files.content_of(version.returned), version.returned.name, now=now)
    return made
