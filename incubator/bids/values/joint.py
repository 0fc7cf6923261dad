"""What the papers of who bids together are made of: who takes part, what each declares, and what is asked of the buyer."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from incubator.bids.values.law import OUR_LAW, ProcurementLaw
from incubator.bids.values.wording import wording_of
from incubator.formats.espd_values import Answers, EspdOperator, EspdRequest

# The places in a bid as documents write them.
LEADER, MEMBER = "penvoerder", "combinant"
SUBCONTRACTOR, THIRD = "onderaannemer", "derde op wie een beroep wordt gedaan"


@dataclass(frozen=True, slots=True)
class PartyTerms:
    """Who takes part on which terms: what a partner says yes to, and what is handed in. The share is in hundredths of a percent."""

    name: str
    kvk: str
    role: str
    lots: tuple[str, ...] = ()
    share: int | None = None
    task: str = ""
    number: int = 0  # its row

    @property
    def binding(self) -> tuple[object, ...]:
        """What a partner has to agree to again when it changes: its place (and so its liability), lots, share and work."""
        return self.role, self.lots, self.share, self.task

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"lots": list(self.lots)}


def party_of(kept: Mapping[str, Any]) -> PartyTerms:
    """The terms as they were kept."""
    return PartyTerms(**{**kept, "lots": tuple(kept["lots"])})


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change after handing in, as a document writes it."""

    on: date
    name: str
    what: str
    reason: str
    asked_on: date | None = None
    consented_on: date | None = None
    is_agreed: bool = True  # by the partner itself


@dataclass(frozen=True, slots=True)
class PartySheet:
    """A partner as it stands in a document."""

    name: str
    kvk: str
    role: str  # in words
    leads: bool = False
    share: str = ""  # 40%, as it is written
    lots: tuple[str, ...] = ()
    task: str = ""
    contact: str = ""
    signing: str = ""  # who may sign, in words
    article: str = ""
    two_sign: bool | None = None
    signatories: tuple[str, ...] = ()
    number: int = 0  # its row: names may be the same
    is_declared: bool = False  # its own UEA is ready
    is_founded: bool = True  # its deed has been signed; of a firm outside nothing else is known

    @property
    def written(self) -> str:
        """The name in documents: before the deed there is no legal person of that name (art. 2:4 lid 1 and 2:54 lid 1 BW)."""
        return self.name if self.is_founded else f"{self.name} (in oprichting)"


@dataclass(frozen=True, slots=True)
class JointWork:
    """What is bid on, by whom."""

    title: str
    buyer: str
    reference: str
    parties: tuple[PartySheet, ...]
    twice: tuple[str, ...] = ()  # who also takes part in another bid
    law: ProcurementLaw = OUR_LAW  # of the buyer
    reference_name: str = "kenmerk"
    asks_first: bool = False  # one asks to be admitted or to take part, and bids later
    asked: tuple[
        tuple[str, int], ...
    ] = ()  # name and row of who was asked into the combination and has not said yes to what is asked now
    as_handed_in: tuple[PartySheet, ...] = ()  # who bid, once it was handed in
    handed_in_on: date | None = None
    changed: tuple[ChangeLine, ...] = ()  # in who bids, since

    @property
    def handed_in(self) -> str:
        """What the parties hand in, in the words of the buyer."""
        return "aanmelding" if self.asks_first else wording_of(self.law).bid

    @property
    def members(self) -> list[PartySheet]:
        """Who forms the combination."""
        return [party for party in self.parties if party.role in {LEADER, MEMBER}]

    @property
    def relied_on(self) -> list[PartySheet]:
        """Who lends what the bidder lacks."""
        return [party for party in self.parties if party.role == THIRD]

    @property
    def leader(self) -> PartySheet | None:
        return next((party for party in self.parties if party.leads), None)


@dataclass(frozen=True, slots=True)
class Declared:
    """Who declared what holds about exclusion, in which function and when."""

    name: str
    function: str
    on: date


@dataclass(frozen=True, slots=True)
class DeclarationSheet:
    """Everything a readable UEA is made of."""

    request: EspdRequest
    operator: EspdOperator
    answers: Answers
    work: str
    buyer: str
    role: str  # in words
    size: str  # in words
    lots: tuple[str, ...] = ()
    declared: Declared | None = None
    signatories: str = ""
    law: ProcurementLaw = OUR_LAW  # of the buyer
    reference_name: str = "kenmerk"  # what the number of the procurement is called
    lots_open: bool = False  # nobody said yet which lots of the request these are


@dataclass(frozen=True, slots=True)
class GivenDeclaration:
    """A UEA that goes along: of the own cooperative, or of a partner that gave it. `write` makes the XML."""

    partner: int
    sheet: DeclarationSheet
    write: Callable[[], bytes]

    @property
    def digest(self) -> str:
        """Changes with everything that a reader of this UEA would see change."""
        sheet = self.sheet
        shown = (sheet.operator, sorted(sheet.answers.items()), sheet.lots, sheet.declared, sheet.signatories)
        criteria = tuple(criterion.id for criterion in sheet.request.criteria)
        return digest_of(shown, sheet.role, sheet.size, sheet.request.procedure, criteria)


def digest_of(*shown: object) -> str:
    """A short mark of what documents show: another one when something of it is another."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class AskedOfBuyer:
    """A question as the document has it, with the requirement or criterion that it is about."""

    text: str
    about: str = ""
    where: str = ""
