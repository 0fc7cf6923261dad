"""Words for contracts, and what a notice says that a contract can begin with."""

from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.bids.models import Contract
from incubator.bids.queries import work_terms
from incubator.formats.values import ReadNotice


def months() -> list[SelectChoice]:
    """The months of a year, to choose from."""
    names = get_locale().months["stand-alone"]["wide"]
    choices = [SelectChoice("", _("The price does not go along with an index"))]
    for number in range(1, 13):
        choices.append(SelectChoice(str(number), names[number]))
    return choices


def from_notice(contract: Contract) -> dict[str, Any]:
    """What the notice says of the work that was won: to be checked against the contract itself."""
    if contract.bid is None:
        return {}
    work = contract.bid.work
    proposals = _from_content(work.content, contract.bid.lots)
    # What was confirmed since goes before the notice.
    term = work_terms.of_bid(contract.bid)
    if term.is_confirmed:
        proposals["starts_on"] = term.start
    if term.end_is_confirmed:
        proposals["ends_on"] = term.end
    # An estimate of a public buyer is no price; what a client named itself is where its quote began.
    if contract.bid.request is not None:
        proposals["value_cents"] = work.value_cents
    if work.buyer is not None:
        proposals["contact"] = _contact(work.content)
    return {name: value for name, value in proposals.items() if value not in (None, "")}


def _from_content(content: ReadNotice, lots: list[str]) -> dict[str, Any]:
    proposals: dict[str, Any] = {"starts_on": content.contract_start}
    if not content.contract_end_derived:
        proposals["ends_on"] = content.contract_end
    for lot in content.real_lots:
        # Lots differ: what holds for several is not known.
        if len(lots) == 1 and lot.id in lots:
            proposals |= {"starts_on": lot.start or content.contract_start, "options": lot.renewals}
            proposals["ends_on"] = lot.end or proposals.get("ends_on")
    return proposals


def _contact(content: ReadNotice) -> str:
    buyer = content.buyer
    if buyer is None:
        return ""
    return ", ".join(filter(None, (buyer.contact, buyer.email, buyer.phone)))[:300]
