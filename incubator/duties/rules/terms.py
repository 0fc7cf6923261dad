"""How the terms of law are counted, each with its article and the day from which it holds."""

from datetime import date, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_after_year, months_later
from incubator.core.reference.supplying_staff import ADMISSION_ACT, ADMISSION_SINCE
from incubator.core.working_days import next_working_day
from incubator.duties.values import DueDay, DutySource
from incubator.register.rules import WINDOW_MONTHS, leave_at_once_until

# Book 2 of the civil code; the trade register act of 2007; the act on beneficial owners; the act on boards and supervision (WBTR).
BOOK_2, TRADE_REGISTER = date(1976, 7, 26), date(2008, 7, 1)
OWNERS_ACT, WBTR = date(2020, 9, 27), date(2021, 7, 1)
# Financial years that began on this day or later have the shorter terms of the accounts.
SHORTER_TERMS = date(2016, 1, 1)

REGISTRATION = DutySource("R-01", "BW 2:29; Hrw 2007 art. 20(1)", TRADE_REGISTER)
CHANGES = DutySource("R-02", "Hrw 2007 art. 20(2)", TRADE_REGISTER)
AMENDED = DutySource("G-17", "BW 2:43(5)", BOOK_2)
CONVERTED = DutySource("G-18", "BW 2:18(2)", BOOK_2)
FREE_TO_LEAVE = DutySource("M-10", "BW 2:36(4)", BOOK_2)
OWNERS = DutySource("R-03", "Wwft; Uitvoeringsbesluit Wwft 2018 art. 3(1)(c)", OWNERS_ACT, "B")
BALANCE = DutySource("A-09", "BW 2:10(2)", BOOK_2)
ACCOUNTS = DutySource("A-01", "BW 2:58(1)", SHORTER_TERMS)
ADOPTION = DutySource("A-02", "BW 2:58(1)", BOOK_2)
PUBLICATION = DutySource("A-05", "BW 2:394(1)-(3)", SHORTER_TERMS)
COMMITTEE = DutySource("A-07", "BW 2:48(2), 2:58(1)", BOOK_2)
MEMBER_LIST = DutySource("M-13", "BW 2:61(d)", BOOK_2)
SUPERVISORS = DutySource("B-12", "BW 2:47(11)", WBTR)
DISMISSAL = DutySource("B-05", "BW 2:37", BOOK_2)
POSTING = DutySource("T-04", ADMISSION_ACT, ADMISSION_SINCE, "B")
TENDER_PROOF = DutySource("P-14", "Aw 2012 art. 2.89", date(2013, 4, 1), "C")
# No law says until when another certificate is good: the paper itself does.
CERTIFICATE = DutySource("", "", date(2013, 4, 1), "C")

ONE_WEEK, DAYS_TO_PUBLISH = timedelta(days=7), timedelta(days=8)
# A cooperative has four months of extension where companies have five (BW 2:58(1)).
MONTHS_TO_DRAW_UP, MONTHS_TO_ADOPT, MONTHS_UNADOPTED, MONTHS_AT_MOST = 6, 1, 2, 12
LONGEST_EXTENSION = 4
MONTHS_TO_DEED = 1
YEARS_KEPT = 7
DAY = timedelta(days=1)


def as_counted(day: date) -> DueDay:
    """A term that ends on the day itself, whatever day that is.

    So it is with terms of more than three months or twelve weeks (Algemene termijnenwet art. 4), and with what we count ourselves.
    """
    return DueDay(day, day)


def with_working_day(day: date) -> DueDay:
    """A short term of law runs on when it ends on a Saturday, a Sunday or a holiday (Algemene termijnenwet art. 1)."""
    return DueDay(day, next_working_day(day))


def registration(deed_on: date) -> DueDay:
    """R-01: in the trade register within a week after the deed."""
    return with_working_day(deed_on + ONE_WEEK)


def change(changed_on: date) -> DueDay:
    """R-02: a change of directors, address or statutes within a week."""
    return with_working_day(changed_on + ONE_WEEK)


def deed(decided_on: date) -> DueDay:
    """G-17, G-18: the law sets no last day for the deed. A month is what we count ourselves, so that nobody forgets it."""
    return as_counted(months_later(decided_on, MONTHS_TO_DEED))


def leaving(decided_on: date) -> DueDay:
    """M-10: who was at the meeting can leave at once for a month."""
    last = leave_at_once_until(decided_on)
    return DueDay(months_later(decided_on, WINDOW_MONTHS), last)


def owners(changed_on: date) -> DueDay:
    """R-03: beneficial owners within seven days. That comes from a second source, so no day is won by a weekend."""
    return as_counted(changed_on + ONE_WEEK)


def balance(year_end: date) -> DueDay:
    """BW 2:10(2): balance sheet and statement of income and expenses on paper, six months after the year; no one can lengthen it."""
    return as_counted(months_after_year(year_end, MONTHS_TO_DRAW_UP))


def accounts(year_end: date, extension: int = 0) -> DueDay:
    """A-01: the annual accounts within six months, and at most four more when the general meeting decided so."""
    return as_counted(months_after_year(year_end, MONTHS_TO_DRAW_UP + extension))


def adoption(year_end: date, extension: int = 0) -> DueDay:
    """A-02: the general meeting at the latest a month after that term. Counted from the year, so that no weekend lengthens it."""
    return as_counted(months_after_year(year_end, MONTHS_TO_DRAW_UP + MONTHS_TO_ADOPT + extension))


def publication(year_end: date, extension: int = 0, adopted_on: date | None = None) -> DueDay:
    """A-05: eight days after adoption; not adopted in time, then unadopted; never later than twelve months after the year."""
    limit = months_after_year(year_end, MONTHS_AT_MOST)
    # B-14: this term counts in a bankruptcy, so the earliest of the days is the one that is shown.
    unadopted = months_after_year(year_end, MONTHS_TO_DRAW_UP + MONTHS_UNADOPTED + extension)
    if adopted_on is None:
        return as_counted(min(unadopted, limit))
    due = with_working_day(adopted_on + DAYS_TO_PUBLISH)
    # Adopted after the day on which they had to be there unadopted: that day does not come back.
    if adopted_on > unadopted:
        due = as_counted(unadopted)
    return DueDay(min(due.counted, limit), min(due.last, limit))


def member_list(year_end: date) -> DueDay:
    """M-13: changes of the list of members within a month after the year, where the members are liable (W.A. and B.A.)."""
    return with_working_day(months_after_year(year_end, 1))


def kept_until(year_end: date) -> date:
    """A-09: books and records stay for seven years."""
    return months_after_year(year_end, 12 * YEARS_KEPT)


def check_extension(months: int, decided_on: date, year_end: date) -> str:
    """A-01: at most four months. Gives what to look at when it was decided late; whether that still counts, a judge decides."""
    if not 1 <= months <= LONGEST_EXTENSION:
        raise RuleViolation(
            N_("The general meeting can lengthen the term by one to four months, no more (article 2:58(1) BW)."),
            field="months",
        )
    if decided_on > accounts(year_end).last:
        return N_("This was decided after the term was over. Ask your accountant whether the extension holds.")
    return ""
