"""From which facts the duties of a group follow: the deed, the statutes in force, the board, the certificates."""

from collections.abc import Iterator, Mapping
from datetime import date

from incubator.bids.models import LibraryKind
from incubator.bids.queries import answers as library
from incubator.bids.rules import checking
from incubator.capital.queries import standing
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import year_end_from
from incubator.duties.rules import year
from incubator.duties.values import DutyMark, MarkKind
from incubator.duties.values.facts import DatedChange, RunningTerm, YearFacts
from incubator.meetings.queries import deciding
from incubator.meetings.queries.standing_changes import standing_changes
from incubator.register import queries as register
from incubator.register.queries import board, owners
from incubator.register.rules.board import complete_since, of_organ
from incubator.register.rules.resigning import resigning_terms
from incubator.register.values.board import BoardOrgan, BoardTerms, SeatRow
from incubator.statutes import queries as statutes_queries


def facts_of(group: Cooperative, today: date, marks: Mapping[str, DutyMark]) -> YearFacts | None:
    """What is known of a group today; None as long as no deed was signed."""
    deeds = _deeds(group)
    if not deeds or deeds[0].on > today:
        return None
    first = deeds[0]
    statutes = register.statutes_in_force(group, today)
    year_end = resigning_terms("", None, statutes.fiscal_year_end).fiscal_year_end
    terms = board.board_terms(group, today)
    rows = board.rows_on(group, today, terms)
    return YearFacts(
        first.on,
        statutes.liability.regime,
        year_end,
        first.filed_on,
        statutes.rvc.exists,
        tuple(deeds[1:]),
        tuple(_board_changes(group, first.on)),
        tuple(_owner_changes(group, first.on, today)),
        tuple(standing_changes(group, today)),
        tuple(_board_terms(rows, terms)),
        tuple(_certificates(group)),
        _committees(rows, first.on, year_end, today),
        marks,
        **_accounts(group, year_end, today),
    )


def _accounts(group: Cooperative, year_end: str, today: date) -> dict[str, dict[int, DutyMark]]:
    """What became of the accounts of each year: by the resolutions, and where there are none by what was entered with the capital."""
    drawn_up: dict[int, DutyMark] = {}
    adopted: dict[int, DutyMark] = {}
    extended: dict[int, DutyMark] = {}
    for known in standing.years(group):
        if known.adopted_on is not None and known.adopted_on <= today:
            adopted[known.year] = DutyMark(MarkKind.DONE, known.adopted_on, known.decision)
    for decided in deciding.about_accounts(group, today):
        if decided.months:
            extended[decided.year] = DutyMark(MarkKind.EXTENDED, decided.on, decided.proof, decided.months)
        # Accounts of a year that still ran cannot have been adopted, whatever the agenda named.
        elif decided.on > year_end_from(date(decided.year, 1, 1), year_end):
            adopted[decided.year] = DutyMark(MarkKind.DONE, decided.on, decided.proof)
            # From the convocation on the accounts lie there (BW 2:58(3)): by then they had been drawn up.
            drawn_up[decided.year] = DutyMark(MarkKind.DONE, decided.lay_there_on, decided.proof)
    return {"drawn_up": adopted | drawn_up, "adopted": adopted, "extended": extended}


def _deeds(group: Cooperative) -> list[DatedChange]:
    """The deed of incorporation and those of amendments, the first first."""
    deeds = []
    for version in statutes_queries.versions(group):
        if version.deed_on is not None:
            deeds.append(DatedChange(version.deed_on, str(version.number), str(version.number), version.filed_on))
    return sorted(deeds, key=lambda deed: (deed.on, int(deed.ref)))


def _board_changes(group: Cooperative, since: date) -> Iterator[DatedChange]:
    for known in owners.board_changes(group, since=since):
        yield DatedChange(known.on, known.on.isoformat(), ", ".join(known.names))


def _owner_changes(group: Cooperative, since: date, today: date) -> Iterator[DatedChange]:
    for day in owners.owner_changes(group, today, since=since):
        yield DatedChange(day, day.isoformat(), "")


def _board_terms(rows: list[SeatRow], terms: BoardTerms) -> Iterator[RunningTerm]:
    for row in of_organ(rows, BoardOrgan.BOARD):
        # Who leaves before the end of the term needs no reappointment.
        leaves = row.ended_on is not None and row.until is not None and row.ended_on <= row.until
        if row.until is not None and not leaves:
            yield RunningTerm(str(row.seat_id), row.name, row.until, terms.board_article)


def _certificates(group: Cooperative) -> Iterator[RunningTerm]:
    for answer in library.library(group):
        if answer.kind is LibraryKind.CERTIFICATE and answer.valid_until is not None:
            for_tenders = checking.paper_of(answer.title) is not None
            yield RunningTerm(str(answer.id), answer.title, answer.valid_until, for_tenders=for_tenders)


def _committees(rows: list[SeatRow], deed_on: date, year_end: str, today: date) -> dict[date, date]:
    """For which financial years an audit committee was chosen, and since when it is complete."""
    complete = {}
    for end in year.year_ends(deed_on, year_end, today):
        since = complete_since(rows, end.year)
        if since is not None:
            complete[end] = since
    return complete
