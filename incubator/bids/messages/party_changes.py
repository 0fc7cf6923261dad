"""What changed in who bids together, in words: for pages and mails in the reader's language, for documents in Dutch."""

from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.models import Bid, PartnerChange, PartnerRole, PartnerState
from incubator.bids.queries import party_changes as queries
from incubator.bids.rules.together import LIABLE, percent
from incubator.bids.values.joint import ChangeLine, PartyTerms, party_of
from incubator.core.quantities import write_percent
from incubator.notices import messages as notice_words

ROLES = {
    PartnerRole.LEAD: _l("leads (penvoerder)"),
    PartnerRole.MEMBER: _l("member of the combination"),
    PartnerRole.SUBCONTRACTOR: _l("subcontractor"),
    PartnerRole.RELIED_ON: _l("lends what you lack"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is other than it was, in words."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        return _("%(label)s: was %(old)s, is now %(new)s", label=self.label, old=self.old, new=self.new)


def differences(before: PartyTerms, after: PartyTerms) -> list[Difference]:
    """What is asked of a partner, or agreed with it, beside what it was."""
    pairs = (
        (_("Name"), before.name, after.name),
        (_("KVK number"), before.kvk, after.kvk),
        (_("Place in the bid"), _role(before), _role(after)),
        (_("Liable for the whole contract"), _liable(before), _liable(after)),
        (_("Share"), _share(before), _share(after)),
        (_("Lots"), _lots(before), _lots(after)),
        (_("Work"), before.task or _("not written down yet"), after.task or _("not written down yet")),
    )
    return [Difference(label, old, new) for label, old, new in pairs if old != new]


def since_yes(before: PartyTerms, after: PartyTerms) -> list[Difference]:
    """The same for a partner that said yes before: under which name it stands is not asked of it."""
    names = (_("Name"), _("KVK number"))
    return [each for each in differences(before, after) if each.label not in names]


def _role(terms: PartyTerms) -> str:
    return str(ROLES[PartnerRole(terms.role)])


def _liable(terms: PartyTerms) -> str:
    return _("yes") if terms.role in LIABLE else _("no")


def _share(terms: PartyTerms) -> str:
    return _("not divided yet") if terms.share is None else write_percent(percent(terms.share))


def _lots(terms: PartyTerms) -> str:
    return ", ".join(map(notice_words.lot_name, terms.lots)) or _("the whole work")


def what_changed(change: PartnerChange) -> list[str]:
    """A change after handing in, in sentences."""
    if change.before is None and change.after is not None:
        return [_("Comes in as %(role)s.", role=_role(party_of(change.after)))]
    if change.after is None and change.before is not None:
        return [_("Does not take part any more; was %(role)s.", role=_role(party_of(change.before)))]
    if change.before is None or change.after is None:
        return []
    return list(map(str, differences(party_of(change.before), party_of(change.after))))


def lines_of(bid: Bid) -> tuple[ChangeLine, ...]:
    """The changes after handing in, as documents write them."""
    lines = []
    with force_locale("nl"):
        for change in queries.changes(bid):
            what = "; ".join(what_changed(change)).rstrip(".")
            days = change.asked_on, change.consented_on
            agreed = change.partner.state is not PartnerState.INVITED
            lines.append(ChangeLine(change.changed_on, change.partner.name, what, change.reason, *days, agreed))
    return tuple(lines)
