"""The items of the yearly meeting and of other decisions that the law binds: accounts, discharge, audit committee, organs (BW 2:58)."""

from collections.abc import Iterator
from datetime import date

from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_after_year, months_later, year_end_from
from incubator.meetings.rules.calling import first_sent
from incubator.meetings.rules.registry import ERROR, INFO, WARNING, Breach, meeting_rule
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseItem, MeetingCase

ACCOUNTS = ("jaarrekening",)
MEETING = "ALV"
DRAWING_UP_MONTHS, ADOPTION_MONTHS = 6, 7  # after the end of the financial year (BW 2:58(1))
MOST_EXTENSION = 4
LEAST_COMMITTEE = 2  # people (BW 2:48(2))


def items_of(case: MeetingCase, *kinds: ItemKind) -> Iterator[CaseItem]:
    return filter(lambda item: item.kind in kinds, case.items)


@meeting_rule("discharge-apart", "A-04", ["BW 2:58(1)"], severity=WARNING, own=("agenda",))
def discharge_apart(case: MeetingCase) -> Iterator[Breach]:
    """Who adopts the accounts has not discharged the board."""
    if any(items_of(case, ItemKind.DISCHARGE)):
        return
    for item in items_of(case, ItemKind.ACCOUNTS):
        yield Breach(
            N_(
                "The accounts are on the agenda and the discharge of the board is not. Adopting the accounts is no discharge."
            ),
            N_("Put the discharge on the agenda as an item of its own."),
            item=item.id,
        )


@meeting_rule("accounts-lie-there", "A-08", ["BW 2:58(3)"], own=ACCOUNTS)
def accounts_there(case: MeetingCase) -> Iterator[Breach]:
    """From the convocation on members can read the accounts at the office."""
    sent, there = first_sent(case), case.meeting.accounts_from
    for item in items_of(case, ItemKind.ACCOUNTS):
        if there is None:
            yield Breach(
                N_("It is not recorded since when members can read the accounts at the office."),
                N_("They have to lie there from the convocation on; every member gets a free copy."),
                severity=INFO,
                item=item.id,
            )
        elif sent is not None and there > sent:
            yield Breach(
                N_(
                    "Members can read the accounts from %(there)s, and were called on %(sent)s: the accounts have to lie there then."
                ),
                N_("Send the convocation when the accounts lie there."),
                item=item.id,
                there=there,
                sent=sent,
            )


@meeting_rule("audit-committee", "A-07", ["BW 2:48(2)", "BW 2:58(1)"], own=ACCOUNTS, convening=False)
def audit_committee(case: MeetingCase) -> Iterator[Breach]:
    """Without supervisors and accountant a committee of two who are not on the board looks into the accounts."""
    if case.terms.supervisory_board or case.meeting.auditor:
        return
    for item in items_of(case, ItemKind.ACCOUNTS):
        if case.meeting.committee is None:
            yield Breach(
                N_(
                    "It is not recorded who looked into the accounts: an audit committee of at least two members, or an accountant."
                ),
                N_("Write down who did, before the accounts are adopted."),
                severity=INFO,
                item=item.id,
            )
        else:
            yield from _of_committee(case, case.meeting.committee, item)
    for item in items_of(case, ItemKind.AUDIT_COMMITTEE):
        # Where only a name was written down, that may be the number of a member.
        candidates = {candidate.member or candidate.name for candidate in item.candidates}
        yield from _outside_board(candidates, case, item)


def _of_committee(case: MeetingCase, committee: tuple[str, ...], item: CaseItem) -> Iterator[Breach]:
    yield from _outside_board(set(committee), case, item)
    if len(set(committee)) < LEAST_COMMITTEE:
        yield Breach(
            N_("The audit committee is of fewer than two members."),
            N_("Choose at least two members who are not on the board."),
            item=item.id,
        )


def _outside_board(committee: set[str], case: MeetingCase, item: CaseItem) -> Iterator[Breach]:
    directors = set(case.meeting.board or ())
    # On a ballot stand names, in the register numbers.
    names = {member.name for member in case.members if member.id in directors}
    if committee & (directors | names):
        yield Breach(
            N_("Somebody on the board is on the audit committee too. The committee has to be of others."),
            N_("Choose members who are not on the board."),
            item=item.id,
        )


@meeting_rule("accounts-in-time", "A-02", ["BW 2:58(1)"], own=ACCOUNTS, convening=False)
def accounts_in_time(case: MeetingCase) -> Iterator[Breach]:
    """The meeting adopts the accounts at most seven months after the financial year, or as much later as was decided."""
    for item in items_of(case, ItemKind.ACCOUNTS):
        ended = case.meeting.year_end or _year_before(case)
        if ended is None:
            continue
        last = months_after_year(ended, ADOPTION_MONTHS + min(case.meeting.extension_months, MOST_EXTENSION))
        if case.meeting.on > last:
            yield Breach(
                N_("The accounts of the year that ended on %(ended)s had to be adopted on %(last)s at the latest."),
                N_(
                    "Adopt and publish them as soon as possible: within eight days, and within twelve months after the year."
                ),
                # Which year it is, we can only guess where it is not written down.
                severity=ERROR if case.meeting.year_end else WARNING,
                item=item.id,
                voidable=False,
                ended=ended,
                last=last,
            )


def _year_before(case: MeetingCase) -> date | None:
    """The last end of a financial year before the meeting."""
    try:
        ends = year_end_from(case.meeting.on, case.terms.financial_year_end)
    except ValueError:
        return None
    return months_later(ends, -12) if ends >= case.meeting.on else ends


@meeting_rule("extension-for-the-accounts", "A-01", ["BW 2:58(1)"], own=ACCOUNTS, convening=False)
def extension(case: MeetingCase) -> Iterator[Breach]:
    """At most four months, because of special circumstances, decided before the six months are over."""
    for item in items_of(case, ItemKind.EXTENSION):
        if case.meeting.extension_months > MOST_EXTENSION:
            yield Breach(
                N_("The term for the accounts can be made longer by four months at most."),
                N_("Decide on four months or fewer."),
                item=item.id,
            )
        ended = case.meeting.year_end
        if ended is not None and case.meeting.on > months_after_year(ended, DRAWING_UP_MONTHS):
            yield Breach(
                N_(
                    "The six months for drawing up the accounts were over on %(last)s. Whether they can still be made longer is not sure."
                ),
                N_("Decide on it before the term ends; ask the notary or accountant."),
                severity=WARNING,
                item=item.id,
                last=months_after_year(ended, DRAWING_UP_MONTHS),
            )


@meeting_rule(
    "distribution-after-adoption", "A-10", ["BW 2:53a(1)"], severity=WARNING, own=("resultaat",), convening=False
)
def distribution_after(case: MeetingCase) -> Iterator[Breach]:
    """A surplus is divided when the accounts that show it are adopted."""
    adopted = False
    for item in case.items:
        if item.kind is ItemKind.DISTRIBUTION and not adopted and any(items_of(case, ItemKind.ACCOUNTS)):
            yield Breach(
                N_("The distribution comes before the accounts that it follows from."),
                N_("Put the accounts first on the agenda."),
                item=item.id,
            )
        adopted = adopted or item.kind is ItemKind.ACCOUNTS


@meeting_rule("meeting-may-admit", "M-02", ["BW 2:33"], own=("toelating",), convening=False)
def may_admit(case: MeetingCase) -> Iterator[Breach]:
    """The board admits unless the statutes say otherwise; after a refusal the meeting still can, unless they exclude that."""
    if case.terms.admission_organ == MEETING:
        return
    for item in items_of(case, ItemKind.ADMISSION):
        if case.terms.admission_appeal:
            yield Breach(
                N_(
                    "The statutes leave admission to another organ (%(organ)s). The meeting can admit after that has refused."
                ),
                N_("Write down when it refused."),
                severity=INFO,
                item=item.id,
                organ=case.terms.admission_organ,
            )
        else:
            yield Breach(
                N_(
                    "The statutes leave admission to another organ (%(organ)s), also after a refusal: the meeting cannot admit."
                ),
                N_("Let that organ decide."),
                item=item.id,
                organ=case.terms.admission_organ,
            )


@meeting_rule("meeting-may-expel", "M-06", ["BW 2:35(4)"], own=("ontzetting",), convening=False)
def may_expel(case: MeetingCase) -> Iterator[Breach]:
    """Who expels and who hears the appeal is in the statutes; else the board expels and the meeting hears the appeal."""
    for item in items_of(case, ItemKind.EXPULSION):
        if case.terms.expulsion_organ != MEETING:
            yield Breach(
                N_("The statutes leave expulsion to another organ (%(organ)s); the meeting hears the appeal."),
                N_("Let that organ decide first."),
                item=item.id,
                organ=case.terms.expulsion_organ,
            )
    for item in items_of(case, ItemKind.APPEAL):
        if case.terms.appeal_organ != MEETING:
            yield Breach(
                N_("The statutes let another organ (%(organ)s) decide on the appeal."),
                N_("Take the appeal there."),
                item=item.id,
                organ=case.terms.appeal_organ,
            )
        elif case.terms.expulsion_organ == MEETING:
            yield Breach(
                N_(
                    "The general meeting expels itself by the statutes. Against its own decision the act gives no appeal."
                ),
                N_("Call it what it is: a request to decide again. A judge can be asked too."),
                severity=WARNING,
                item=item.id,
            )


@meeting_rule("who-appoints-dismisses", "B-05", ["BW 2:37(6)"], severity=WARNING, own=("bestuur",), convening=False)
def may_dismiss(case: MeetingCase) -> Iterator[Breach]:
    """A director is dismissed by the organ that appointed."""
    if case.terms.board_by_meeting:
        return
    for item in (*items_of(case, ItemKind.DISMISSAL), *items_of(case, ItemKind.BOARD_SUSPENSION)):
        yield Breach(
            N_(
                "The statutes do not let the general meeting appoint all directors. Who appointed a director, dismisses."
            ),
            N_("Look who appointed this director."),
            item=item.id,
        )
