"""The UEA as people read it: who declares, every answer in Dutch, and what is still open."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal

from incubator.bids.documents.frame import framed, signature_table
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_codes import code_in_words
from incubator.bids.rules.espd_demands import about_of, as_sentence, lot_in_words, subjects_of, told_apart
from incubator.bids.values.joint import DeclarationSheet
from incubator.bids.values.law import of_directive
from incubator.core.quantities import write_amount, write_day, write_decimal, write_percent
from incubator.core.word import (
    Block,
    Document,
    Heading,
    Open,
    Paragraph,
    Strong,
    Table,
    TableOfContents,
    Text,
)
from incubator.formats import espd_logic as logic
from incubator.formats.espd_repeats import Row, rows_of, together
from incubator.formats.espd_values import (
    AMOUNT,
    CODES,
    DATE,
    EVIDENCE,
    INDICATOR,
    NO,
    PERCENTAGE,
    PERIOD,
    YES,
    EspdAnswer,
    EspdCriterion,
    EspdProperty,
)

YES_NO_NL = {YES: "ja", NO: "nee"}
PARTS_NL = {
    "convictions": "Veroordelingen",
    "taxes": "Belastingen en premies",
    "obligations": "Milieu, sociaal recht en arbeidsrecht",
    "insolvency": "Schulden en faillissement",
    "misconduct": "Fouten en eerdere opdrachten",
    "conflicts": "Belangen en nationale gronden",
    "registers": "Registers en vergunningen",
    "finance": "Omzet en verzekering",
    "references": "Eerder werk",
    "people": "Mensen en diploma's",
    "means": "Materieel, werkwijze en onderaanneming",
    "certificates": "Certificaten",
    "self": "Over de inschrijver zelf",
    "together": "Samen met anderen",
}


def declaration_document(sheet: DeclarationSheet, *, made_at: datetime) -> Document:
    """The declaration of one partner; who signs it says that it is right (art. 2.84 Aw 2012)."""
    title = "Uniform Europees Aanbestedingsdocument"
    return framed(
        f"UEA van {sheet.operator.name}",
        (
            Paragraph(title, "title"),
            Paragraph(sheet.work, "subtitle"),
            Paragraph(f"Eigen verklaring van {sheet.operator.name}", "intro"),
            TableOfContents(levels=1),
            *_bidder(sheet),
            *_parts(sheet),
            *_signing(sheet),
        ),
        author=sheet.operator.name,
        made_at=made_at,
        subject=sheet.work,
    )


def _bidder(sheet: DeclarationSheet) -> Iterator[Block]:
    operator = sheet.operator
    address = ", ".join(filter(None, (operator.street, f"{operator.postcode} {operator.city}".strip())))
    yield Heading("De procedure en de ondernemer")
    rows: list[tuple[Text, ...]] = [
        ("Opdrachtgever", sheet.buyer or (Open("opdrachtgever"),)),
        ("Opdracht", sheet.work),
        (
            f"{sheet.reference_name[:1].upper()}{sheet.reference_name[1:]}",
            sheet.request.procedure or (Open("kenmerk", "Kenmerk van de aanbesteding"),),
        ),
        ("Percelen", _lots(sheet)),
        ("Ondernemer", operator.name),
        ("KVK-nummer", operator.number or (Open("KVK-nummer", "KVK-nummer van de ondernemer"),)),
        ("Adres", address or (Open("adres", "Adres van de ondernemer"),)),
        ("Contactpersoon", operator.contact or (Open("contactpersoon", "Contactpersoon"),)),
        ("E-mailadres", operator.email or (Open("e-mailadres", "E-mailadres van de contactpersoon"),)),
        ("Telefoon", operator.phone or "niet opgegeven"),
        ("Omvang", sheet.size or (Open("omvang", "Omvang van de onderneming"),)),
        ("Rol in deze inschrijving", sheet.role),
    ]
    yield Table(("Onderwerp", "Gegeven"), tuple(rows), "De procedure en de ondernemer", (1, 2))


def _parts(sheet: DeclarationSheet) -> Iterator[Block]:
    for part, asked in criteria.parts_of(sheet.request).items():
        if part == criteria.BIDDER or not asked:
            continue
        yield Heading(PARTS_NL[part])
        if part in criteria.EXCLUSION:
            yield Paragraph("Gronden voor uitsluiting. Wat hier staat, heeft een mens verklaard.", "note")
        rows: list[tuple[Text, ...]] = []
        names = told_apart([criteria.words_of(criterion).name for criterion in asked])
        for criterion, name in zip(asked, names, strict=True):
            rows += _rows(criterion, name, sheet)
        yield Table(("Onderwerp", "Vraag", "Antwoord"), tuple(rows), PARTS_NL[part], (3, 3, 3))


def _lots(sheet: DeclarationSheet) -> Text:
    if sheet.lots_open:
        return (Open("percelen", "Voor welke percelen van het verzoek deze verklaring geldt"),)
    return ", ".join(f"perceel {lot_in_words(lot)}" for lot in sheet.lots) or "de hele opdracht"


def _rows(criterion: EspdCriterion, title: str, sheet: DeclarationSheet) -> Iterator[tuple[Text, ...]]:
    """A line for each question, and for each row of what may be given more than once; the name of the subject stands at its first."""
    repeated, labels = rows_of(criterion), _Labels(criterion)
    name: Text = (Strong(title),)
    for row in together(criteria.shown_questions(criterion, sheet.answers), repeated):
        count = 1
        if row[0].id in repeated:
            count = max(len(sheet.answers.get(line.id, ())) for line in row)
        lines = _one_row(row, labels, sheet) if count <= 1 else _counted(row, count, labels, sheet)
        for label, given in lines:
            yield name, label, given if given else _open(f"{title}: {label}")
            name = ""


def _one_row(row: Row, labels: "_Labels", sheet: DeclarationSheet) -> Iterator[tuple[str, str]]:
    for line in row:
        yield labels.of(line), _value(line, sheet.answers.get(line.id, ()))


def _counted(row: Row, count: int, labels: "_Labels", sheet: DeclarationSheet) -> Iterator[tuple[str, str]]:
    """What was given more than once: the first year with its amount, then the second."""
    for place in range(count):
        for line in row:
            yield f"{labels.of(line)} ({place + 1})", _value(line, sheet.answers.get(line.id, ())[place : place + 1])


class _Labels:
    """The questions of a criterion as the buyer reads them: each with its lot, and with what its proof is of."""

    def __init__(self, criterion: EspdCriterion) -> None:
        self.words = criteria.words_of(criterion)
        self.main = criteria.main_question(criterion)
        self.about, self.subjects = about_of(criterion, dutch=True), subjects_of(criterion, dutch=True)

    def of(self, question: EspdProperty) -> str:
        """What stands before the answer to a question."""
        label = criteria.question_for_buyer(question)
        # Where buyers differ in what a yes means, the document does not say what it means.
        grounds = self.words.part in criteria.EXCLUSION and self.words.code not in criteria.ONE_BY_ONE
        if question is self.main and grounds:
            label = "Geldt dit?"
        if question.id in self.subjects:
            label = f"{as_sentence(label)} Het gaat om: {self.subjects[question.id]}"
        lots, least = self.about.get(question.id, ((), ""))
        if not lots:
            return label
        least_words = f" (minstens {least})" if least else ""
        return f"Perceel {', '.join(map(lot_in_words, lots))}{least_words}: {label}"


def _open(where: str) -> Text:
    return (Open("nog invullen", where[:200]),)


def _value(question: EspdProperty, given: Collection[EspdAnswer]) -> str:
    """The answers in words; empty while there are none."""
    return "; ".join(in_words(question.data_type, answer) for answer in given if answer.text)


def in_words(data_type: str, answer: EspdAnswer) -> str:
    """An answer the Dutch way."""
    text = answer.text
    # What was answered to another version of the question is shown as it is.
    if logic.problem_of(data_type, text):
        return text
    if data_type == INDICATOR:
        return YES_NO_NL[text]
    if data_type in CODES:
        return code_in_words(text)
    if data_type == DATE:
        return write_day(date.fromisoformat(text))
    if data_type == PERIOD:
        begin, _slash, end = text.partition("/")
        return f"{write_day(date.fromisoformat(begin))} tot en met {write_day(date.fromisoformat(end))}"
    if data_type == AMOUNT:
        return write_amount(Decimal(text), cents=True)
    if data_type == PERCENTAGE:
        return write_percent(write_decimal(Decimal(text) * 100))
    if data_type == EVIDENCE:
        return f"{text} ({answer.issuer})" if answer.issuer else text
    return text


def _signing(sheet: DeclarationSheet) -> Iterator[Block]:
    yield Heading("Ondertekening")
    if sheet.declared is None:
        yield Paragraph(
            (Open("Nog niemand heeft verklaard wat over de uitsluitingsgronden geldt.", "Verklaring over uitsluiting"),)
        )
    else:
        declared = sheet.declared
        function = f", {declared.function}" if declared.function else ""
        yield Paragraph(
            (
                "Over de gronden voor uitsluiting heeft ",
                Strong(f"{declared.name}{function}"),
                f", op {write_day(declared.on)} verklaard wat in dit document staat.",
            )
        )
    source = sheet.law.bracketed("art. 2.84 en 2.85 Aanbestedingswet 2012", of_directive("59"))
    yield Paragraph(
        "De ondertekenaar verklaart dat de antwoorden juist en volledig zijn, en dat de ondernemer de bewijsstukken kan geven "
        f"als de opdrachtgever daarom vraagt{source}."
    )
    if sheet.signatories:
        yield Paragraph(f"Wie mag tekenen: {sheet.signatories}.", "note")
    yield signature_table(("",))
