"""Verbs of contracts. Nothing here commits."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.messages import outcome_mails
from incubator.bids.models import Bid, Contract
from incubator.bids.queries import results
from incubator.bids.queries.contracts import contracts
from incubator.bids.rules.contracts import TERMS, ContractTerms, check_signed, extended
from incubator.bids.services import award_dates
from incubator.bids.services.party_changes import forget_contract_parts
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_

REFERENCES = "evidence.references"


def record_contract(
    group: Cooperative, terms: ContractTerms, *, by: User | None, now: datetime, bid: Bid | None = None
) -> Contract:
    """Note work that was agreed; the same again is no second contract. Raises `RuleViolation` for days that cannot be."""
    lock(group)
    terms.check(clock.local(now).date())
    if bid is None:
        for known in contracts(group):
            if _terms_of(known) == terms:
                return known
    contract = Contract(cooperative=group, bid=bid, recorded_at=now, recorded_by_id=None if by is None else by.id)
    _write_terms(contract, terms)
    db.session.add(contract)
    db.session.flush()
    note_first_contract(group)
    return contract


def correct_contract(contract: Contract, terms: ContractTerms, *, today: date) -> None:
    """Write what is known now. Raises `RuleViolation` for days that cannot be."""
    lock(lock(contract).cooperative)
    terms.check(today)
    _check_award(contract, terms)
    _write_terms(contract, terms)
    note_first_contract(contract.cooperative)


def _check_award(contract: Contract, terms: ContractTerms) -> None:
    """Of work that was won the day of signing goes with the award. Who wrote before why it was early need not do so again."""
    if contract.bid is None or terms.agreed_on == contract.agreed_on:
        return
    decision = results.standing_decision(contract.bid)
    if decision is not None:
        term = results.standstill_of(decision)
        check_signed(terms.agreed_on, decision.sent_on, term, because=contract.early_because, field="agreed_on")


def remove_contract(contract: Contract, *, now: datetime) -> None:
    """Take back a contract that was recorded by mistake; a bid that was won stays won. Raises `Conflict` when it is gone."""
    # The contract before its group, in every verb: who locks in another order waits for ever. It may be gone by now.
    lock(lock(contract).cooperative)
    bid = contract.bid
    if bid is not None:
        outcome_mails.tell_not_signed(contract)
    drop_contract(contract, now=now)
    decision = None if bid is None else results.standing_decision(bid)
    if decision is not None:
        award_dates.put_dates(decision)


def drop_contract(contract: Contract, *, now: datetime) -> None:
    """Take a contract out, with what followed from it: without any work a group is not in the phase that the first brought."""
    group = contract.cooperative
    if contract.bid is not None:
        forget_contract_parts(contract.bid)
    db.session.delete(contract)
    note_first_contract(group)
    if not contracts(group):
        groups.take_back_move(group, Phase.F7, now=now)


def extend_contract(contract: Contract, *, seen: str) -> None:
    """The client extended it: the end and the next day to say so move along, and an option is used.

    `seen` is the end that the page showed, as a day of ISO 8601. Raises `RuleViolation` without options or an end, `Conflict` when it
    was extended meanwhile.
    """
    lock(lock(contract).cooperative)
    if str(contract.ends_on or "") != seen:
        raise Conflict(N_("Somebody else has changed the end meanwhile. Look at it again."))
    known = extended(_terms_of(contract))
    _write_terms(contract, known)


def note_first_contract(group: Cooperative) -> None:
    """The earliest contract is a milestone of the cooperative; without any there is none."""
    db.session.flush()
    first = min(contracts(group), key=lambda contract: (contract.agreed_on, contract.id), default=None)
    if first is None:
        groups.take_back_milestone(group, "first-contract")
    else:
        groups.record_milestone(group, "first-contract", on=first.agreed_on, note=first.name)


def _terms_of(contract: Contract) -> ContractTerms:
    return ContractTerms(**{name: getattr(contract, name) for name in TERMS})


def _write_terms(contract: Contract, terms: ContractTerms) -> None:
    for name in TERMS:
        setattr(contract, name, getattr(terms, name))


def propose_reference(contract: Contract, *, by: User, now: datetime) -> None:
    """Put delivered work among the references of the dossier: proposed, so that who coordinates decides. Raises `RuleViolation`."""
    group = contract.cooperative
    lock(group)
    row = _reference(contract)
    held = cooperatives.holding_values(group).get(REFERENCES)
    # The list that holds, with this work added: a fact is one value.
    rows = list(held) if isinstance(held, list) else []
    if any(_is_same(known, row) for known in rows):
        raise RuleViolation(N_("This work stands among your references already."))
    source = FactSource(FactSourceKind.ENTERED)
    groups.record_fact(group, REFERENCES, [*rows, row], source=source, author=by, now=now)


def _reference(contract: Contract) -> dict[str, str]:
    # Buyers count the age of a reference from the end of the work.
    last = contract.ends_on or contract.agreed_on
    value = ""
    if contract.value_cents is not None:
        value = f"{contract.value_cents / 100:.2f}".replace(".", ",")
    return {"client": contract.client, "work": contract.name, "year": str(last.year), "value": value}


def _is_same(known: object, row: dict[str, str]) -> bool:
    return isinstance(known, dict) and (known.get("client"), known.get("work")) == (row["client"], row["work"])
