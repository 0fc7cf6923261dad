"""Who may sign for the cooperative (BW 2:45): the clause of the statutes, and the board of that day."""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import combinations

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register.rules.board import APART, of_organ
from incubator.register.rules.membership import BOOK_2, MembershipRule
from incubator.register.values.board import (
    BoardOrgan,
    BoardTerms,
    Office,
    SeatRow,
    SeatStanding,
    SigningAnswer,
    SigningOnDay,
)

REPRESENTATION = MembershipRule("B-09", "BW 2:45", BOOK_2)
LARGEST_LIMIT = 100_000_000_000  # cents: a thousand million euros is no limit that somebody means
WHOLE_BOARD, TOGETHER, ALONE = "bestuur", "twee_bestuurders", "zelfstandig"
# The clauses that we know, as documents write them. Whatever else statutes say, a person has to read.
CLAUSES = {
    WHOLE_BOARD: "het hele bestuur samen",
    TOGETHER: "twee bestuurders samen",
    ALONE: "iedere bestuurder afzonderlijk",
    "voorzitter+secretaris": "de voorzitter en de secretaris samen",
    "voorzitter+penningmeester": "de voorzitter en de penningmeester samen",
}
# How many sign by the clause alone; of a whole board only the register knows how many that are.
BY_CLAUSE = {TOGETHER: 2, ALONE: 1} | dict.fromkeys(APART, 2)

NO_DIRECTORS = N_("Nobody is on the board that day, so nobody can sign for the cooperative. Elect a board first.")
OTHER_WORDS = N_("The clause in your deed reads otherwise than our text. Read it yourselves before you rely on this.")
OWN_CLAUSE = N_("Your statutes have a clause of their own. Only the whole board together is certain.")
NOT_FILLED = N_("The clause cannot be used as the board is now. Only the whole board together is certain.")
SOMEBODY_SUSPENDED = N_("A director is suspended and does not sign. The trade register may still name this person.")
TERM_IS_OVER = N_("The term of a director is over. Until the members decide, do not let this person sign.")
BELOW_LEAST = N_(
    "There are fewer directors than the statutes ask. Look what they say about a board with an empty seat."
)


def signing(terms: BoardTerms, rows: Iterable[SeatRow]) -> SigningAnswer:
    """Every way to sign on the day of which these rows are."""
    rows = list(rows)
    board = of_organ(rows, BoardOrgan.BOARD)
    acting = [row for row in board if row.acts]
    names = tuple(row.name for row in acting)
    if not names:
        return SigningAnswer((), doubts=(NO_DIRECTORS,))
    doubts = _doubts(terms, rows, len(board))
    if terms.representation_differs:
        return SigningAnswer((names,), False, names, (OTHER_WORDS, *doubts))
    clause = terms.representation or WHOLE_BOARD
    if clause not in CLAUSES:
        return SigningAnswer((names,), False, names, (OWN_CLAUSE, *doubts))
    ways = _ways(clause, acting)
    if not ways:
        return SigningAnswer((names,), False, names, (NOT_FILLED, *doubts))
    return SigningAnswer(ways, whole_board=names, doubts=doubts)


def signatures(known: SigningOnDay) -> int | None:
    """How many people sign together at least; None when somebody has to look."""
    if known.differs or known.clause not in CLAUSES:
        return None
    if known.answer is None:
        return BY_CLAUSE.get(known.clause)
    if not known.answer.sure or not known.answer.ways:
        return None
    return min(map(len, known.answer.ways))


def _ways(clause: str, acting: list[SeatRow]) -> tuple[tuple[str, ...], ...]:
    names = [row.name for row in acting]
    if clause == ALONE:
        return tuple((name,) for name in names)
    if clause == TOGETHER:
        return tuple(combinations(names, 2))
    if clause == WHOLE_BOARD:
        return (tuple(names),)
    chairs, others = _holding(acting, Office.CHAIR), _holding(acting, APART[clause])
    # Somebody who is both does not make two signatures.
    pairs = [(chair, other) for chair in chairs for other in others]
    return tuple(pair for pair in pairs if pair[0] != pair[1])


def _holding(acting: Iterable[SeatRow], office: Office) -> list[str]:
    return [row.name for row in acting if office in row.offices]


def _doubts(terms: BoardTerms, rows: Iterable[SeatRow], seated: int) -> tuple[str, ...]:
    standings = {row.standing for row in rows if row.organ is BoardOrgan.BOARD}
    doubts = []
    if SeatStanding.SUSPENDED in standings:
        doubts.append(SOMEBODY_SUSPENDED)
    if SeatStanding.TERM_OVER in standings:
        doubts.append(TERM_IS_OVER)
    if terms.least is not None and seated < terms.least:
        doubts.append(BELOW_LEAST)
    return tuple(doubts)


def check_limit(cents: int | None) -> None:
    """Up to which amount a proxy lets somebody sign. None is no limit in money; a limit of nothing gives no power at all."""
    if cents is None:
        return
    if cents <= 0:
        raise RuleViolation(
            N_("With this limit the proxy allows nothing. Fill in an amount above zero, or leave it empty."),
            field="most",
        )
    if cents > LARGEST_LIMIT:
        raise RuleViolation(
            N_("This is a very large amount. Look whether it is right, or leave it empty for no limit."), field="most"
        )


def check_last_day(until: date, today: date) -> None:
    """A proxy holds for today at least."""
    if until < today:
        raise RuleViolation(N_("A proxy that is over already helps nobody."), field="until")


def may_sign(answer: SigningAnswer, names: Collection[str]) -> bool | None:
    """Whether these people together may sign; None when somebody has to look."""
    signing_now = frozenset(names)
    ways = [way for way in (*answer.ways, answer.whole_board) if way]
    if any(signing_now >= frozenset(way) for way in ways):
        return True
    return False if answer.sure else None
