"""Which duties follow from what is known of a cooperative: those of its founding, of each financial year, of every change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_after_year, months_later, year_end_from
from incubator.duties.rules import terms
from incubator.duties.rules.deciding import after_decisions
from incubator.duties.rules.running_out import posting, running_out
from incubator.duties.values import DueDay, Duty, DutyMark, DutyOwner, DutySource, DutyStanding, MarkKind
from incubator.duties.values.facts import DatedChange, YearFacts

LOOK_BACK_MONTHS = 18  # what should have been done longer ago is not asked any more
LOOK_AHEAD_MONTHS = 12
LIABLE = frozenset({"WA", "BA"})


def duties(facts: YearFacts, today: date) -> list[Duty]:
    """Everything that is to be done, was done, or will have to be within a year; the nearest day first."""
    known = [
        *_of_founding(facts),
        *_of_changes(facts),
        *after_decisions(facts),
        *_of_years(facts, today),
        *running_out(facts),
        *posting(facts),
    ]
    oldest, newest = months_later(today, -LOOK_BACK_MONTHS), months_later(today, LOOK_AHEAD_MONTHS)
    near = [duty for duty in known if oldest <= duty.due.last and duty.due.counted <= newest]
    marked = [_with_mark(duty, facts.marks.get(duty.key)) for duty in near]
    return sorted(marked, key=lambda duty: (duty.due.last, duty.key))


def _with_mark(duty: Duty, mark: DutyMark | None) -> Duty:
    """What somebody wrote down goes before what we derived; reopened means that neither counts."""
    if mark is None or mark.kind is MarkKind.EXTENDED:
        return duty
    return replace(duty, mark=None if mark.kind is MarkKind.REOPENED else mark)


def standing(duty: Duty, today: date) -> DutyStanding:
    """How a duty stands on a day. The last day is a day to do it."""
    if duty.mark is not None:
        return DutyStanding.DONE if duty.done else DutyStanding.NOT_NEEDED
    if today > duty.due.last:
        return DutyStanding.LATE
    if (duty.due.last - today).days <= duty.days_before:
        return DutyStanding.SOON
    return DutyStanding.LATER


def year_ends(deed_on: date, year_end: str, today: date) -> list[date]:
    """The financial years that count now: from the one in which the cooperative was founded to the one that runs."""
    oldest = max(deed_on, months_later(today, -LOOK_BACK_MONTHS - terms.MONTHS_AT_MOST))
    ends = []
    end = year_end_from(oldest, year_end)
    while end <= year_end_from(today, year_end):
        ends.append(end)
        end = year_end_from(end + terms.DAY, year_end)
    return ends


def year_begin(year_end: date) -> date:
    """The first day of the financial year that ends on this day."""
    return months_after_year(year_end, -terms.MONTHS_AT_MOST) + terms.DAY


def _filed(filed_on: date | None) -> DutyMark | None:
    return None if filed_on is None else DutyMark(MarkKind.DONE, filed_on)


def _of_founding(facts: YearFacts) -> Iterator[Duty]:
    day = facts.deed_on
    if not _holds(terms.REGISTRATION, day):
        return
    yield Duty(
        "kvk-first",
        terms.REGISTRATION,
        terms.registration(day),
        DutyOwner.SECRETARY,
        N_("Register the cooperative in the trade register (KVK)"),
        N_(
            "Until it is registered every director is liable for what is done in its name. Often the notary does it for you."
        ),
        earliest=day,
        mark=_filed(facts.registered_on),
    )
    if _holds(terms.OWNERS, day):
        yield _owners("ubo-first", N_("Report the beneficial owners (UBO) to the KVK"), day)
    # M-13: only where members are liable (W.A. and B.A.) their names are filed.
    if facts.regime in LIABLE:
        yield Duty(
            "member-list-first",
            terms.MEMBER_LIST,
            terms.registration(day),
            DutyOwner.SECRETARY,
            N_("File the list of members with the trade register"),
            N_("Your members are liable for a deficit, so the law wants their list to be public."),
            earliest=day,
        )


def _owners(key: str, title: str, day: date) -> Duty:
    return Duty(
        key,
        terms.OWNERS,
        terms.owners(day),
        DutyOwner.SECRETARY,
        title,
        N_("The page of beneficial owners says who that are by the rule of that day. Nobody? Then all directors are."),
        earliest=day,
        days_before=7,
    )


def _of_changes(facts: YearFacts) -> Iterator[Duty]:
    # R-02 and G-17: new statutes hold between members from the deed on, against others once they are filed.
    for known in facts.deeds:
        yield _filing(f"kvk-deed-{known.ref}", N_("File the new statutes with the trade register"), known)
    for known in facts.board_changes:
        yield _filing(f"kvk-board-{known.ref}", N_("Report to the KVK who is on the board: %(what)s"), known)
    for known in facts.owner_changes:
        if _holds(terms.OWNERS, known.on):
            yield _owners(f"ubo-{known.ref}", N_("Report the changed beneficial owners (UBO) to the KVK"), known.on)


def _filing(key: str, title: str, known: DatedChange) -> Duty:
    return Duty(
        key,
        terms.CHANGES,
        terms.change(known.on),
        DutyOwner.SECRETARY,
        title,
        N_("A change must be in the trade register within a week. Until then others may rely on what stands there."),
        {"what": known.what},
        earliest=known.on,
        days_before=7,
        mark=_filed(known.filed_on),
    )


def _of_years(facts: YearFacts, today: date) -> Iterator[Duty]:
    for year_end in year_ends(facts.deed_on, facts.year_end, today):
        yield from _accounts(facts, year_end)
        yield from _beside_the_accounts(facts, year_end)


def _yearly(
    name: str,
    source: DutySource,
    due: DueDay,
    owner: DutyOwner,
    *,
    title: str,
    reason: str,
    year_end: date,
    **more: Any,
) -> Duty:
    # What is done about a year is done after it, unless it says otherwise.
    more.setdefault("earliest", year_end + terms.DAY)
    return Duty(f"{name}-{year_end.isoformat()}", source, due, owner, title, reason, {"year": year_end.year}, **more)


def _extension(facts: YearFacts, year_end: date) -> tuple[int, str]:
    """How many months longer the general meeting gave, and what is to be looked at. What was written down goes before the resolution."""
    mark = facts.marks.get(extension_key(year_end), facts.extended.get(year_end.year))
    if mark is None or mark.kind is not MarkKind.EXTENDED:
        return 0, ""
    return mark.months, terms.check_extension(mark.months, mark.on, year_end)


def extension_key(year_end: date) -> str:
    return f"extension-{year_end.isoformat()}"


def adopted_on(facts: YearFacts, year_end: date) -> date | None:
    """When the general meeting adopted the accounts of a year: as it was written down, else by its resolution."""
    mark = facts.marks.get(f"adoption-{year_end.isoformat()}", facts.adopted.get(year_end.year))
    return mark.on if mark is not None and mark.kind is MarkKind.DONE else None


def _accounts(facts: YearFacts, year_end: date) -> Iterator[Duty]:
    months, doubt = _extension(facts, year_end)
    yield _yearly(
        "accounts",
        terms.ACCOUNTS,
        terms.accounts(year_end, months),
        DutyOwner.TREASURER,
        title=N_("Draw up the annual accounts of %(year)s"),
        reason=N_("The board draws them up, all directors sign, and members can look at them from the convocation on."),
        year_end=year_end,
        days_before=90,
        doubt=doubt,
        mark=facts.drawn_up.get(year_end.year),
    )
    yield _yearly(
        "adoption",
        terms.ADOPTION,
        terms.adoption(year_end, months),
        DutyOwner.CHAIR,
        title=N_("Have the general meeting adopt the accounts of %(year)s"),
        reason=N_("Put discharge of the board on the agenda as an item of its own: adoption is not discharge."),
        year_end=year_end,
        days_before=60,
        mark=facts.adopted.get(year_end.year),
    )
    yield _yearly(
        "publication",
        terms.PUBLICATION,
        terms.publication(year_end, months, adopted_on(facts, year_end)),
        DutyOwner.TREASURER,
        title=N_("Publish the accounts of %(year)s at the KVK"),
        reason=N_(
            "Within eight days after adoption. Too late counts against the directors when the cooperative goes bankrupt."
        ),
        year_end=year_end,
    )


def _beside_the_accounts(facts: YearFacts, year_end: date) -> Iterator[Duty]:
    yield _yearly(
        "balance",
        terms.BALANCE,
        terms.balance(year_end),
        DutyOwner.TREASURER,
        title=N_("Put balance sheet and income and expenses of %(year)s on paper"),
        reason=N_("This term cannot be lengthened, not by the general meeting either. Keep the books for seven years."),
        year_end=year_end,
        days_before=60,
    )
    # B-12: who has supervisors writes to them, and needs no audit committee.
    if facts.has_supervisors:
        yield _yearly(
            "supervisors",
            terms.SUPERVISORS,
            terms.as_counted(year_end),
            DutyOwner.BOARD,
            title=N_("Write to the supervisory board about plans, risks and control in %(year)s"),
            reason=N_(
                "At least once a year and in writing: strategy, general and financial risks, and how you keep an eye on them."
            ),
            year_end=year_end,
            earliest=year_begin(year_end),
        )
    else:
        yield _committee(facts, year_end)
    if facts.regime in LIABLE:
        yield _yearly(
            "member-list",
            terms.MEMBER_LIST,
            terms.member_list(year_end),
            DutyOwner.SECRETARY,
            title=N_("File the changes in the list of members of %(year)s"),
            reason=N_("Your members are liable for a deficit, so the law wants their list to be public."),
            year_end=year_end,
        )


# without supervisors, for each financial year anew.
def _committee(facts: YearFacts, year_end: date) -> Duty:
    return _yearly(
        "committee",
        terms.COMMITTEE,
        terms.as_counted(year_end),
        DutyOwner.MEMBERS,
        title=N_("Appoint the audit committee for %(year)s"),
        reason=N_(
            "Two members at least, who are not on the board. With a statement of an accountant it is not needed."
        ),
        year_end=year_end,
        earliest=year_begin(year_end),
        days_before=60,  # it takes a general meeting, which is called weeks before
        mark=_filed(facts.committees.get(year_end)),
    )


def _holds(source: DutySource, day: date) -> bool:
    return source.since <= day
