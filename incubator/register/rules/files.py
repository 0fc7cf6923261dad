"""Members from a table: Dutch Excel's semicolons, days and amounts, and the columns of our own export."""

import csv
from collections.abc import Mapping

from incubator.core import email_addresses
from incubator.core.csv_files import MOST_LINES, LineTrouble, headed_lines
from incubator.core.errors import RuleViolation
from incubator.core.headed_sheets import TypedLine, cells_by_key, check_width, places_of
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_cents, read_count, read_day
from incubator.register.rules.membership import BOARD, check_dates
from incubator.register.values import Decision, EventKind, MemberLine, MembersFile, Person, PersonKind

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("nummer", "nr", "lidnummer", "number"),
    "name": ("naam", "name", "lid"),
    "kind": ("persoon", "soort", "kind"),
    "address": ("adres", "address"),
    "email": ("e-mail", "email", "e-mailadres", "mail"),
    "consent": ("e-mail akkoord", "akkoord e-mail", "mag per e-mail"),
    "since": ("lid sinds", "toegelaten op", "vanaf", "member from"),
    "organ": ("besluit", "toegelaten door", "besluit door"),
    "decided_on": ("besluit op", "datum besluit"),
    "last_day": ("laatste dag", "einde", "lid tot"),
    "reason": ("reden", "reden einde"),
    "paid": ("ingelegd (euro)", "ingelegd", "inleg", "paid in"),
}
ORGANS = {"": BOARD, "bestuur": BOARD, "alv": "ALV", "algemene vergadering": "ALV", "raad van commissarissen": "rvc"}
KINDS = {
    "rechtspersoon": PersonKind.LEGAL,
    "organisatie": PersonKind.LEGAL,
    "natuurlijk persoon": PersonKind.NATURAL,
}
REASONS = {
    "opzegging door het lid": EventKind.RESIGNATION,
    "opzegging door de coöperatie": EventKind.TERMINATION,
    "ontzetting": EventKind.EXPULSION,
    "overlijden": EventKind.DEATH,
    "overgedragen aan een ander": EventKind.TRANSFER,
}
# Whether somebody agreed decides how a convocation reaches a member: another word is asked about.
CONSENTS = dict.fromkeys(("ja", "j", "yes", "x", "1", "true"), True) | dict.fromkeys(
    ("nee", "n", "no", "0", "false", "-"), False
)
LONGEST = {"name": 200, "address": 500, "email": 254}  # as on the page


def read_members(text: str) -> MembersFile:
    """The members that a text names, line by line. What cannot be read is a trouble with its line and column."""
    try:
        table = headed_lines(text, _are_headings)
    except csv.Error:
        raise RuleViolation(N_("We cannot read this as a table.")) from None
    if not table:
        raise RuleViolation(N_("This file is empty."))
    if len(table) > MOST_LINES:
        raise RuleViolation(N_("This is more than we take in at once: at most %(most)s lines."), most=MOST_LINES)
    places, unread = _places(table[0][1])
    if not _are_headings(table[0][1]):
        raise RuleViolation(N_("Two columns are needed: Naam and Lid sinds."))
    if len(table) == 1:
        raise RuleViolation(N_("There are headings in this file, but no line with a member."))
    lines, troubles = [], []
    for number, cells in table[1:]:
        typed = _Typed(number, cells_by_key(cells, places))
        try:
            check_width(cells, table[0][1])
            lines.append(_member_line(typed))
        except RuleViolation as broken_rule:
            troubles.append(LineTrouble(number, typed.column, broken_rule))
    return MembersFile(tuple(lines), tuple(troubles), unread)


def _are_headings(cells: list[str]) -> bool:
    return _places(cells)[0].keys() >= {"name", "since"}


def _places(headings: list[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    return places_of(headings, COLUMNS)


class _Typed(TypedLine):
    """A line of members as it was typed."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        super().__init__(cells, COLUMNS, LONGEST)
        self.line = line

    def email(self) -> str | None:
        """The e-mail address, for a convocation to somebody at no address would never arrive."""
        typed = self.text("email")
        if not typed:
            return None
        if not email_addresses.is_address(typed):
            raise RuleViolation(N_("This is no e-mail address."))
        return typed


def _member_line(typed: _Typed) -> MemberLine:
    name = typed.text("name")
    if not name:
        raise RuleViolation(N_("Fill in the name of the member."))
    kind_of_person = typed.choose("kind", KINDS, PersonKind.NATURAL)
    address, email = typed.text("address") or None, typed.email()
    person = Person(name, kind_of_person, address, email, typed.choose("consent", CONSENTS, missing=False))
    since = typed.read("since", read_day)
    if since is None:
        raise RuleViolation(N_("Fill in since when."))
    organ = typed.text("organ")
    admission = Decision(ORGANS.get(organ.casefold(), organ), typed.read("decided_on", read_day, since), since)
    kind, last_day = typed.choose("reason", REASONS, EventKind.RESIGNATION), typed.read("last_day", read_day)
    end = None
    if last_day is not None:
        typed.column = COLUMNS["last_day"][0]
        check_dates(since, last_day)
        end = Decision("", last_day, last_day)
    paid = typed.read("paid", read_cents, 0)
    if paid < 0:
        raise RuleViolation(N_("There is not enough on this account."))
    return MemberLine(
        typed.line, person, admission, typed.read("number", read_count, 0), end, kind.value if end else "", paid
    )
