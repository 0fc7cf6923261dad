"""A response to an ESPD request: the criteria of the buyer copied, one answer per question, in the order of the published samples."""

import copy
import uuid
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word.xml_text import clean
from incubator.formats import espd_logic as logic
from incubator.formats.espd_dialects import Dialect, dialect_of
from incubator.formats.espd_lots import LotsOfBid, for_lots, is_for, key_of, lots_of_bid, lots_of_questions, real_lots
from incubator.formats.espd_numbers import check_numbers
from incubator.formats.espd_reading import REQUEST, RESPONSE, UBL, request_of, root_of
from incubator.formats.espd_repeats import Row, rows_of, together
from incubator.formats.espd_shapes import order_of_root
from incubator.formats.espd_values import EVIDENCE, PERIOD, Answers, EspdAnswer, EspdOperator, EspdProperty, EspdRequest
from incubator.formats.espd_values import questions_of as every_question
from incubator.formats.safe_xml import local_name

CAC, CBC = f"{UBL}:CommonAggregateComponents-2", f"{UBL}:CommonBasicComponents-2"
ROOT = f"{UBL}:{RESPONSE}-2"
LOTS_OPEN = N_(
    "Say first for which lots of the request you declare: the numbers of this bid are not those of the buyer."
)
COPIED = frozenset({"ContractingParty", "ProcurementProject", "TenderingCriterion"})


def write_response(
    request_xml: bytes,
    operator: EspdOperator,
    answers: Answers,
    *,
    lots: Collection[str],
    made_at: datetime,
    number: str,
    reference: str = "",
) -> bytes:
    """The response as XML; `number` is a UUID that stays the same for one bidder of one bid. Raises `RuleViolation`.

    `reference` is the number of the procurement, for a request in which the buyer left it open. `lots` are those that are bid on, in any
    writing; none for all that the request names. Lots that the request does not have are refused: nobody declares for others.
    """
    source = root_of(request_xml, REQUEST)
    request = request_of(source)
    check_numbers(request)
    of_bid = lots_of_bid(request, lots) if lots else LotsOfBid()
    if of_bid.is_open:
        raise RuleViolation(LOTS_OPEN)
    asked = for_lots(request, of_bid)
    writer = _ResponseWriter(dialect_of(request.version), asked, of_bid.named, made_at, number)
    parts = writer.parts(source, operator, logic.holding(asked, answers))
    if reference and not reference_in(request):
        parts["ContractFolderID"] = [writer.folder(source, reference)]
    prefixes: dict[Any, str] = {None: ROOT, "cac": CAC, "cbc": CBC}
    root = etree.Element(f"{{{ROOT}}}{RESPONSE}", nsmap=prefixes)
    for name in order_of_root(request.version):
        root.extend(parts.get(name, ()))
    # So that a person who opens the file can follow it too.
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def reference_in(request: EspdRequest) -> str:
    """The number that a buyer gave the procurement in its request; empty where it left that open."""
    return request.procedure if request.procedure.strip("- ") else ""


class _ResponseWriter:
    """Writes elements in the dialect of one version."""

    def __init__(
        self, dialect: Dialect, request: EspdRequest, lots: Collection[str], made_at: datetime, number: str
    ) -> None:
        self.dialect, self.request, self.lots = dialect, request, lots
        self.made_at, self.number = made_at, number
        self.evidence: list[Any] = []

    def parts(self, source: Any, operator: EspdOperator, answers: Answers) -> dict[str, list[Any]]:
        """Every element below the root, by its name."""
        parts: dict[str, list[Any]] = {}
        for element in source:
            # Numbers and times of the buyer's own document are not those of ours.
            if local_name(element) in COPIED or not len(element):
                parts.setdefault(local_name(element), []).append(copy.deepcopy(element))
        for element in self._heading(source):
            parts[local_name(element)] = [element]
        parts["EconomicOperatorParty"] = [self._operator(operator)]
        parts["ProcurementProjectLot"] = list(self._lots(source))
        parts["TenderingCriterionResponse"] = list(self._responses(answers))
        parts["Evidence"] = self.evidence
        return parts

    def _heading(self, source: Any) -> Iterator[Any]:
        """What names this document; the rest of the heading is the buyer's."""
        made_at = self.made_at.replace(microsecond=0)
        # A time of its own has no offset where that depends on the day: summer and winter.
        day, _t, hour = made_at.isoformat().partition("T")
        offset = hour[len("00:00:00") :]
        yield self._basic("ID", f"ESPDRES-{self.number}", self.dialect.own)
        yield self._basic("UUID", self.number, self.dialect.document)
        yield self._basic("CopyIndicator", "false")
        yield self._basic("IssueDate", f"{day}{offset}" if self.dialect.zoned_day else day)
        yield self._basic("IssueTime", hour)
        custom = source.find(f"{{{CBC}}}CustomizationID")
        if custom is not None:
            yield self._basic("CustomizationID", (custom.text or "").strip().replace("070", "092"), dict(custom.attrib))

    def folder(self, source: Any, reference: str) -> Any:
        """The reference that the buyer gave to the procurement, with the agency that its own document names for it."""
        written = source.find(f"{{{CBC}}}ContractFolderID")
        attributes = {"schemeAgencyID": "OP"} if written is None else dict(written.attrib)
        return self._basic("ContractFolderID", reference, attributes)

    def _lots(self, source: Any) -> Iterator[Any]:
        # The words of the buyer stay: its system looks for the numbers that it gave.
        named = [copy.deepcopy(element) for element in source if local_name(element) == "ProcurementProjectLot"]
        keys = set(map(key_of, self.lots))
        yield from (lot for lot in named if not keys or is_for((lot.findtext(f"{{{CBC}}}ID") or "",), keys))
        if not named:
            for lot in self.lots or self.dialect.whole:
                yield self._aggregate("ProcurementProjectLot", self._basic("ID", lot, self.dialect.lot))

    def _operator(self, operator: EspdOperator) -> Any:
        dialect = self.dialect
        role = self._basic("RoleCode", dialect.role(operator.role), dialect.role_list)
        party = self._aggregate("Party")
        self._add(party, "WebsiteURI", operator.website)
        self._add(party, "IndustryClassificationCode", dialect.size(operator.size), dialect.size_list)
        if operator.number:
            party.append(self._aggregate("PartyIdentification", self._basic("ID", operator.number, dialect.party)))
        party.append(self._aggregate("PartyName", self._basic("Name", operator.name)))
        address = self._aggregate("PostalAddress")
        self._add(address, "StreetName", operator.street)
        self._add(address, "CityName", operator.city)
        self._add(address, "PostalZone", operator.postcode)
        country = self._basic("IdentificationCode", dialect.country(operator.country), dialect.country_list)
        address.append(self._aggregate("Country", country))
        contact = self._aggregate("Contact")
        # A person to turn to has a name in every sample; without one the bidder itself is asked for.
        if operator.contact or operator.phone or operator.email:
            self._add(contact, "Name", operator.contact or operator.name)
        self._add(contact, "Telephone", operator.phone)
        self._add(contact, "ElectronicMail", operator.email)
        party.extend([address, contact] if len(contact) else [address])
        if operator.signer and dialect.is_old:
            party.append(self._signer(operator))
        return self._aggregate("EconomicOperatorParty", self._aggregate("EconomicOperatorRole", role), party)

    def _signer(self, operator: EspdOperator) -> Any:
        """Who declares for the bidder: by name and function. Birthday and home are not asked, and nobody's business here."""
        first, _blank, family = operator.signer.strip().partition(" ")
        person = self._aggregate("Person")
        self._add(person, "FirstName", first if family else "")
        self._add(person, "FamilyName", family.strip() or first)
        power = self._aggregate("PowerOfAttorney")
        self._add(power, "Description", operator.signer_role)
        power.append(self._aggregate("AgentParty", person))
        return power

    def _responses(self, answers: Answers) -> Iterator[Any]:
        # A buyer may ask the same twice; a second answer under the same number would replace the first.
        written: set[str] = set()
        lots = lots_of_questions(self.request)
        for criterion in self.request.criteria:
            rows = rows_of(criterion)
            for row in together(every_question(criterion), rows):
                if row[0].id not in written:
                    written.update(line.id for line in row)
                    yield from self._rows(row, answers, self._lots_of(lots.get(row[0].id, ())))

    def _rows(self, row: Row, answers: Answers, lots: list[str]) -> Iterator[Any]:
        """What belongs together stands together: the first year with its amount, then the second."""
        for count in range(max(len(answers.get(line.id, ())) for line in row)):
            for line in row:
                given = answers.get(line.id, ())
                if count < len(given) and given[count].text:
                    yield self._response(line, given[count], count + 1, lots)

    def _lots_of(self, asked_for: tuple[str, ...]) -> list[str]:
        """Only the newest version says at each answer for which lots it is: those that are bid on, where these are known."""
        if not self.dialect.names_lots:
            return []
        named = [lot for lot in asked_for if not self.lots or key_of(lot) in set(map(key_of, self.lots))]
        if named or not asked_for:
            return named
        # What is asked for the whole work is answered for the part of it that is bid on.
        return list(self.lots) if real_lots(self.request) else list(asked_for)

    def _response(self, question: EspdProperty, answer: EspdAnswer, count: int, lots: list[str]) -> Any:
        dialect = self.dialect
        response = self._aggregate("TenderingCriterionResponse")
        response.append(self._basic("ID", self._id(f"{question.id}/R{count}"), dialect.answer))
        response.append(self._basic("ValidatedCriterionPropertyID", question.id, dialect.pointer))
        response.append(self._value(question, answer, count))
        for lot in lots:
            response.append(self._aggregate("ProcurementProjectLotReference", self._basic("ID", lot, dialect.lot)))
        return response

    def _value(self, question: EspdProperty, answer: EspdAnswer, count: int) -> Any:
        dialect = self.dialect
        if question.data_type == PERIOD:
            begin, _slash, end = answer.text.partition("/")
            return self._aggregate("ApplicablePeriod", self._basic("StartDate", begin), self._basic("EndDate", end))
        if question.data_type == EVIDENCE:
            reference = self._keep_evidence(answer)
            return self._aggregate("EvidenceSupplied", self._basic("ID", reference, dialect.supplied))
        name, attributes = dialect.value(question.data_type, answer.text)
        own_id = self._basic("ID", self._id(f"{question.id}/R{count}/RV"), dialect.answer)
        return self._aggregate("ResponseValue", own_id, self._basic(name, answer.text, attributes))

    def _keep_evidence(self, answer: EspdAnswer) -> str:
        dialect = self.dialect
        reference = f"EVIDENCE-{len(self.evidence) + 1:05d}"
        address = self._aggregate("ExternalReference", self._basic("URI", answer.text))
        document = self._aggregate("DocumentReference", self._basic("ID", reference, dialect.evidence))
        document.append(self._aggregate("Attachment", address))
        if answer.issuer:
            name = self._aggregate("PartyName", self._basic("Name", answer.issuer))
            document.append(self._aggregate("IssuerParty", name))
        # What stands on the web for everybody is no secret in the file either.
        level = self._basic("ConfidentialityLevelCode", *dialect.openness)
        self.evidence.append(
            self._aggregate("Evidence", self._basic("ID", reference, dialect.evidence), level, document)
        )
        return reference

    def _id(self, path: str) -> str:
        """Older versions number with a UUID; the same answer keeps the same."""
        if self.dialect.readable_ids:
            return path
        return str(uuid.uuid5(uuid.UUID(self.number), path))

    def _add(self, parent: Any, name: str, value: str, attributes: dict[str, str] | None = None) -> None:
        if value:
            parent.append(self._basic(name, value, attributes))

    @staticmethod
    def _basic(name: str, value: str, attributes: dict[str, str] | None = None) -> Any:
        element = etree.Element(f"{{{CBC}}}{name}", attributes or {})
        # What XML cannot hold was pasted unseen: no letter that people read is lost.
        element.text = clean(value)
        return element

    @staticmethod
    def _aggregate(name: str, *children: Any) -> Any:
        element = etree.Element(f"{{{CAC}}}{name}")
        element.extend(children)
        return element
