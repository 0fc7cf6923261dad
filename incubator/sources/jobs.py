"""What notices do by themselves: read the sources that are due, and tell the manager how they are doing.

Each step fetches outside any transaction and stores inside one, together with the place to go on from.
"""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

import structlog
from flask_babel import gettext as _

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.health import Condition, HealthFinding
from incubator.core.http import Client
from incubator.core.runner import stop_asked
from incubator.core.web import settings
from incubator.notices.services import SourceDocument, batches
from incubator.sources import messages, queries, rules
from incubator.sources.kinds import KINDS, Page
from incubator.sources.models import Source
from incubator.sources.rules import SourceState
from incubator.sources.services import fetching, reporting

log = structlog.get_logger()

TURN = timedelta(minutes=2)  # after which a source that has more to tell waits until the others had their turn


@dataclass(slots=True)
class SourceReading:
    """What one reading of one source came to. `status`: read, more, failed, busy."""

    id: int
    name: str
    kind: str
    status: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    next: datetime | None = None
    error: str | None = None

    @property
    def stored(self) -> int:
        return self.new + self.updated


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one round over the sources came to."""

    readings: tuple[SourceReading, ...]
    mails: int

    @property
    def stored(self) -> int:
        return sum(reading.stored for reading in self.readings)

    def __str__(self) -> str:
        failed = new = updated = 0
        for reading in self.readings:
            failed += reading.status == "failed"
            new += reading.new
            updated += reading.updated
        return f"{len(self.readings)} sources read, {failed} failed: {new} new, {updated} updated; {self.mails} mails"


def fetch_sources() -> Fetched:
    """Read every source that is due, one after the other; none stops the others. Then tell the manager what needs attention."""
    client = Client.of(settings())
    with transaction(actor=SYSTEM):
        due = queries.due_ids(clock.now())
    readings = tuple(read_source(source_id, client, turn=TURN) for source_id in due if not stop_asked())
    with transaction(actor=SYSTEM):
        mails = reporting.report(now=clock.now())
        fetching.forget_old_runs(now=clock.now())
    return Fetched(readings, mails)


def read_source(
    source_id: int,
    client: Client,
    *,
    turn: timedelta | None = None,
    progress: Callable[[SourceReading], None] | None = None,
) -> SourceReading:
    """Read one source until all is read, its turn is over or it fails. Raises nothing but what stops the program."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
    with transaction(actor=SYSTEM):
        run = fetching.begin(source_id, holder, now=clock.now())
        run_id = run.id if run else None
    if run_id is None:
        return _outcome(source_id, None, "busy")
    reading = _ClaimedReading(source_id, run_id, holder, client)
    until = clock.now() + turn if turn is not None else None
    try:
        status = reading.go_on(until, progress)
    except fetching.ClaimLost:
        status = "busy"
    except BaseException as error:
        db.session.rollback()
        with transaction(actor=SYSTEM):
            status = reading.give_up(error)
        if not isinstance(error, Exception):  # Ctrl-C, or the service is stopped: that is for who called us
            raise
    return _outcome(source_id, run_id, status)


@dataclass(slots=True)
class _ClaimedReading:
    """One reading that goes on: which source, its record, and who we are to it."""

    source_id: int
    run_id: int
    holder: str
    client: Client

    def go_on(self, until: datetime | None, progress: Callable[[SourceReading], None] | None) -> str:
        while True:
            with transaction(actor=SYSTEM):
                source = self._held()
                kind = KINDS[source.kind]
                walk = fetching.walk_of(source, today=clock.today(), known=_known, siblings=_siblings)
            page = kind.read(walk, self.client)
            if status := self._keep(page, until):
                return status
            if progress is not None:
                progress(_outcome(self.source_id, self.run_id, "more"))

    def _held(self) -> Source:
        return fetching.hold(self.source_id, self.holder, now=clock.now())

    def _keep(self, page: Page, until: datetime | None) -> str:
        """Store a step: large ones in several transactions, the last one with the place to go on from."""
        waiting: list[SourceDocument] = []
        for batch in batches(page.documents):
            if waiting:
                with transaction(actor=SYSTEM):
                    fetching.store(self._held(), queries.run(self.run_id), waiting, now=clock.now())
            waiting = batch
        with transaction(actor=SYSTEM):
            source, run, now = self._held(), queries.run(self.run_id), clock.now()
            if waiting:
                fetching.store(source, run, waiting, now=now)
            fetching.move_on(source, run, page)
            if page.done:
                fetching.succeed(source, run, now=now)
                return "read"
            if stop_asked() or (until is not None and now >= until):
                fetching.rest(source, run, now=now)
                return "more"
        return ""

    def give_up(self, error: BaseException) -> str:
        now = clock.now()
        try:
            source = self._held()
        except fetching.ClaimLost:
            return "busy"
        if not isinstance(error, Exception):
            fetching.let_go(self.source_id, self.holder, queries.run(self.run_id), now=now)
            return "stopped"
        if not isinstance(error, RuleViolation):
            log.error("source_not_read", source=self.source_id, exc_info=error)
        fetching.fail(source, queries.run(self.run_id), error, now=now)
        return "failed"


def _known(publication_ids: Sequence[str]) -> set[str]:
    with transaction(actor=SYSTEM):
        return queries.known_details(publication_ids)


def _siblings(kenmerken: Sequence[str]) -> set[str]:
    with transaction(actor=SYSTEM):
        return queries.publications_of(kenmerken)


def _outcome(source_id: int, run_id: int | None, status: str) -> SourceReading:
    with transaction(actor=SYSTEM):
        source = queries.source(source_id)
        if source is None:
            return SourceReading(source_id, str(source_id), "", "busy")
        outcome = SourceReading(source.id, source.name, source.kind, status, next=source.next_at)
        run = queries.run(run_id) if run_id is not None else None
        if run is not None:
            outcome.new, outcome.updated, outcome.unchanged = run.new, run.updated, run.unchanged
            outcome.rejected = run.rejected
            if run.problem:
                outcome.error = run.problem["message"] % run.problem["params"]
        return outcome


# One reading that fails is usual, and mends itself; the others need somebody.
CONDITIONS = {
    SourceState.FAILING: Condition.NOTE,
    SourceState.QUIET: Condition.ATTENTION,
    SourceState.UNREADABLE: Condition.ATTENTION,
    SourceState.BROKEN: Condition.BROKEN,
}


def check_sources() -> list[HealthFinding]:
    """For the doctor: how the sources are doing, what they lose, and whether the clock was ever wrong."""
    now = clock.now()
    overview = queries.overview(now)
    findings = [*_troubles(overview, now), *_never_read(overview, now), *_losses(overview), *_ahead(now)]
    if not any(shown.source.active for shown in overview):
        condition = Condition.NOTE if settings().production else Condition.GOOD  # trying it out needs none
        remedy = _("Add one: incubator sources add tenderned")
        findings.append(HealthFinding("sources", condition, _("No source of notices is read."), remedy))
    return findings or [HealthFinding("sources", Condition.GOOD, _("All sources of notices can be read."))]


def _troubles(overview: list[queries.Shown], now: datetime) -> Iterator[HealthFinding]:
    for shown in overview:
        if shown.state in CONDITIONS:
            reason = messages.source_problem(shown.source.problem) or messages.source_loss(shown.source)
            sentence = f"{shown.source.name}: {messages.source_health(shown, now)}. {reason}"
            yield HealthFinding("sources", CONDITIONS[shown.state], sentence.strip(), _advice(shown.source))


def _advice(source: Source) -> str:
    return _('Try it: incubator sources test "%(name)s"', name=source.name)


def _never_read(overview: list[queries.Shown], now: datetime) -> Iterator[HealthFinding]:
    for shown in overview:
        if rules.is_overlooked(queries.record_of(shown.source), now):
            sentence = _("%(name)s was never read, and should have been.", name=shown.source.name)
            remedy = _(
                'Is the timetable running? To read it now: incubator sources fetch "%(name)s"', name=shown.source.name
            )
            yield HealthFinding("sources", Condition.BROKEN, sentence, remedy)


def _losses(overview: list[queries.Shown]) -> Iterator[HealthFinding]:
    """A notice that cannot be read now and then is no trouble, and is not silently gone either."""
    for shown in overview:
        if shown.state is SourceState.GOOD and shown.source.last_rejected:
            sentence = f"{shown.source.name}: {messages.source_loss(shown.source)}"
            yield HealthFinding("sources", Condition.GOOD, sentence)


def _ahead(now: datetime) -> Iterator[HealthFinding]:
    for source in queries.ahead(now):
        sentence = _(
            "%(name)s has moments in its record that are still to come: the clock was ahead.", name=source.name
        )
        remedy = _(
            "Switch on time synchronisation. The source is read at the next round as if those moments were not there."
        )
        yield HealthFinding("sources", Condition.ATTENTION, sentence, remedy)
