"""What every office has to keep in mind, beside the days of this year. Each line with its article."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from incubator.duties.values import DutyOwner


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing to keep in mind, its number in the fact base and its article."""

    text: LazyString
    number: str
    article: str


CHECKLISTS: dict[DutyOwner, tuple[CheckLine, ...]] = {
    DutyOwner.BOARD: (
        CheckLine(
            _l("A director with an own interest says so, and does not take part in talk and decision."),
            "B-07",
            "BW 2:44(6)",
        ),
        CheckLine(
            _l("The general meeting decides on pay for directors, unless the statutes differ."), "B-10", "BW 2:44(7)"
        ),
        CheckLine(
            _l(
                "Books that are not kept, and accounts that come too late, count against every director in a bankruptcy."
            ),
            "B-14",
            "BW 2:9, 2:138",
        ),
        CheckLine(
            _l("The agreement with a member is changed only as that agreement itself allows, and in writing."),
            "M-16",
            "BW 2:59",
        ),
        CheckLine(
            _l("A contract with others lays duties on members only where the statutes expressly say that it can."),
            "M-20",
            "BW 2:46",
        ),
        CheckLine(_l("A duty of members stands in the statutes, or rests on them."), "M-03", "BW 2:34a"),
    ),
    DutyOwner.CHAIR: (
        CheckLine(
            _l("Discharge of the board is an item of its own on the agenda, after the accounts."), "A-04", "BW 2:58(1)"
        ),
    ),
    DutyOwner.SECRETARY: (
        CheckLine(
            _l(
                "How to leave is easy to find: on the home page of your website, and on page 1 to 3 of a magazine for members."
            ),
            "M-18",
            "BW 2:35(6)",
        ),
        CheckLine(_l("The register shows who was a member on any day."), "M-14", "BW 2:10, 2:38, 2:55"),
        CheckLine(
            _l("From the convocation on the accounts lie ready, and a member gets a copy for nothing."),
            "A-08",
            "BW 2:58(3)",
        ),
        CheckLine(
            _l("Personal data stay in the register. The citizen service number (BSN) and health do not belong there."),
            "R-04",
            "AVG, UAVG",
        ),
    ),
    DutyOwner.TREASURER: (
        CheckLine(
            _l("All directors sign the accounts. Where a signature is missing, the reason stands there."),
            "A-03",
            "BW 2:58(2)",
        ),
        CheckLine(_l("Books and records are kept for seven years."), "A-09", "BW 2:10(3)"),
    ),
    DutyOwner.COMMITTEE: (
        CheckLine(
            _l("Look at the accounts, ask the board what you need, and tell the general meeting what you saw."),
            "A-07",
            "BW 2:48(2)-(3)",
        ),
    ),
    DutyOwner.MEMBERS: (
        CheckLine(
            _l("Appoint an audit committee every year: two members who are not on the board."), "A-07", "BW 2:48(2)"
        ),
        CheckLine(_l("Decide on the surplus as the statutes say."), "A-10", "BW 2:53a(1)"),
    ),
}
