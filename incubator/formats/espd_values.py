"""What an ESPD (Uniform Europees Aanbestedingsdocument) asks and answers, whatever its version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

VERSIONS = ("2.1.1", "3.3.0", "4.1.0")  # of which samples were published that we check against

QUESTION, REQUIREMENT, CAPTION = "QUESTION", "REQUIREMENT", "CAPTION"
INDICATOR, DESCRIPTION, DATE, AMOUNT, PERIOD = "INDICATOR", "DESCRIPTION", "DATE", "AMOUNT", "PERIOD"
URL, PERCENTAGE, EVIDENCE = "URL", "PERCENTAGE", "EVIDENCE_IDENTIFIER"
CODES = frozenset({"CODE", "CODE_COUNTRY"})
YEAR = "QUANTITY_YEAR"  # a year, or a number of them: written without a mark for thousands
QUANTITIES = frozenset({"QUANTITY", "QUANTITY_INTEGER", YEAR})
IDENTIFIERS = frozenset({"ECONOMIC_OPERATOR_IDENTIFIER", "QUAL_IDENTIFIER", "LOT_IDENTIFIER", "IDENTIFIER"})
YES, NO = "true", "false"


@dataclass(frozen=True, slots=True)
class EspdProperty:
    """A line of a criterion: a question to answer, a minimum of the buyer, or a heading."""

    id: str
    kind: str  # QUESTION, REQUIREMENT or CAPTION
    data_type: str
    text: str
    name: str = ""
    expected: str = ""  # what the buyer filled in at a requirement
    dutch: str = ""  # the Dutch of a buyer who writes more languages; `text` is what the model is recognised by


@dataclass(frozen=True, slots=True)
class EspdGroup:
    """Lines that are asked together: always, or when the yes-or-no question above was answered so."""

    id: str
    when: str  # ON*, ONTRUE or ONFALSE
    lines: tuple["EspdProperty | EspdGroup", ...] = ()

    @property
    def properties(self) -> list[EspdProperty]:
        return [line for line in self.lines if isinstance(line, EspdProperty)]


@dataclass(frozen=True, slots=True)
class EspdCriterion:
    """A ground for exclusion, a demand on suitability, or a question about the bidder."""

    id: str
    code: str
    name: str
    text: str
    groups: tuple[EspdGroup, ...]
    lots: tuple[str, ...] = ()
    additions: tuple["EspdCriterion", ...] = ()  # national parts of the criterion

    def every_group(self) -> Iterator[EspdGroup]:
        """Its own groups and those of its national parts."""
        yield from self.groups
        for addition in self.additions:
            yield from addition.groups


@dataclass(frozen=True, slots=True)
class EspdRequest:
    """What a buyer asks every bidder to declare; of a response, what was asked in it."""

    version: str
    extended: bool  # 2.1.1 knows a basic and an extended kind; later versions are what was extended
    procedure: str  # the reference that the buyer gave to the procurement
    buyer: str
    description: str
    lots: tuple[str, ...]
    criteria: tuple[EspdCriterion, ...]


@dataclass(frozen=True, slots=True)
class EspdAnswer:
    """An answer as XML has it: `true`, `2026-11-28`, `1250.00`, `2025-01-01/2025-12-31`, a fraction, a code, words.

    Of evidence the text is where it can be found, and `issuer` who gave it.
    """

    text: str
    issuer: str = ""


Answers = Mapping[str, tuple[EspdAnswer, ...]]  # by the question's own number; several where one may give more


@dataclass(frozen=True, slots=True)
class EspdOperator:
    """The bidder, its place in the bid (a code of `EoRoleType`) and its size (a code of `EconomicOperatorSize`)."""

    name: str
    role: str = "sole-tenderer"
    number: str = ""  # of the trade register
    size: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NLD"
    contact: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    signer: str = ""  # who declares in its name, and in which function: only version 2 has a place for it
    signer_role: str = ""


@dataclass(frozen=True, slots=True)
class EspdResponse:
    """A response that was read: what was asked, who answered, and what."""

    request: EspdRequest
    operator: EspdOperator
    answers: Answers = field(default_factory=dict)


def questions_in(lines: tuple[EspdProperty | EspdGroup, ...]) -> Iterator[EspdProperty]:
    """Every question under these lines, asked or not."""
    for line in lines:
        if isinstance(line, EspdGroup):
            yield from questions_in(line.lines)
        elif line.kind == QUESTION:
            yield line


def questions_of(criterion: EspdCriterion) -> Iterator[EspdProperty]:
    """Every question of a criterion, asked or not."""
    yield from questions_in(tuple(criterion.every_group()))


@dataclass(frozen=True, slots=True)
class EspdFinding:
    """What is wrong with a response, for who makes or checks the file: a sentence with what it speaks about."""

    message: str
    place: str
    name: str = ""

    def __str__(self) -> str:
        return self.message % {"place": self.place, "name": self.name}
