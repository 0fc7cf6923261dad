"""What stays in the register when an account goes, in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.accounts.values import Remainder
from incubator.register.messages.board import BODIES
from incubator.register.values.board import BoardOrgan
from incubator.register.values.keeping import Kept, KeptAs

WHY = {
    KeptAs.MEMBER: _l(
        "You stay a member: the register must show who may vote and who is liable (article 2:10 BW). "
        "To leave the cooperative, give notice first."
    ),
    KeptAs.FORMER: _l("Books must be kept for years after the year in which you left (article 2:10 lid 3 BW)."),
    KeptAs.OWED: _l("There is money on your account still. When that is paid, your e-mail address can go."),
    KeptAs.APPLICANT: _l("An application that was not decided, or was refused a short time ago, is kept."),
    KeptAs.SEATED: _l(
        "Others must be able to see who signs for the cooperative. Your seat does not end with your account."
    ),
    KeptAs.SAT: _l("Who sat in a body is kept for seven years after that year (article 2:10 lid 3 BW)."),
}


def remainder(kept: Kept) -> Remainder:
    """The line for who deletes an account."""
    return Remainder(kept.group, _what(kept), str(WHY[kept.kept_as]), kept.until)


def _what(kept: Kept) -> str:
    if kept.organ:
        return _("your seat in the %(body)s, with your name %(name)s", body=_body(kept.organ), name=kept.name)
    if kept.kept_as is KeptAs.FORMER:
        return _("member number %(number)s with name and address; your e-mail address goes", number=kept.number)
    return _("member number %(number)s with name, address and e-mail address", number=kept.number)


def _body(organ: str) -> str:
    name = str(BODIES[BoardOrgan(organ)])
    return name[:1].lower() + name[1:]
