"""The count of a convocation in sentences."""

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from incubator.meetings.queries.notice import NoticeCount


def day_in_words(day: object) -> str:
    """woensdag 9 december 2026"""

    return str(format_date(day, "EEEE d MMMM y", rebase=False))


def headline(count: NoticeCount) -> str:
    """The one thing to know: by when the convocation goes, or that it is too late for this day."""
    if count.days is None:
        return _("The statutes name no term for calling the members. Seven days is the least that is fair.")
    if count.on is None or count.send_by is None or count.days_left is None:
        return _("Called today, the meeting can be on %(day)s at the earliest.", day=day_in_words(count.first_possible))
    if count.days_left < 0:
        return _("Too late for this day: the members had to be called by %(day)s.", day=day_in_words(count.send_by))
    if count.days_left == 0:
        return _("The members must be called today.")
    left = ngettext("%(num)d day left", "%(num)d days left", count.days_left)
    return _("Call the members by %(day)s: %(left)s.", day=day_in_words(count.send_by), left=left)


def is_too_late(count: NoticeCount) -> bool:
    return count.days_left is not None and count.days_left < 0


def notes(count: NoticeCount) -> list[str]:
    """How it was counted, and what else this day asks."""
    lines = [*_term(count)]
    if count.doubtful:
        lines.append(_("The notary wrote this article otherwise than our text. Read it yourselves."))
    if is_too_late(count):
        lines.append(
            _("Called today, the meeting can be on %(day)s at the earliest.", day=day_in_words(count.first_possible))
        )
    if count.inspection_from is not None:
        lines.append(
            _(
                "The literal text lies there for the members from %(day)s at the latest (article 2:42(2) BW).",
                day=day_in_words(count.inspection_from),
            )
        )
    if count.is_holiday:
        lines.append(_("This is a holiday. It is allowed, but fewer people will come."))
    elif count.is_weekend:
        lines.append(_("This is in the weekend. Ask whether that suits everyone."))
    return lines


def _term(count: NoticeCount) -> list[str]:
    if count.days is None:
        return []
    term = ngettext(
        "%(num)d whole day lies between the convocation and the meeting.",
        "%(num)d whole days lie between the convocation and the meeting.",
        count.days,
    )
    how = _("The day of sending and the day of the meeting do not count.")
    if count.article is None:
        return [f"{term} {how}"]
    return [
        f"{term} {how}",
        _("That follows from article %(number)s of your statutes and the law.", number=count.article),
    ]
