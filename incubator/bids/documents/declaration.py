"""The UEA as people read it: who declares, every answer in Dutch, and what is still open."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal

from incubator.bids.documents.frame import framed, lot_number, signature_table
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.together import EO_ROLES_NL
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

# Of the codes that a person may give those that have a word; a country that is not here keeps its code.
CODES_NL = {
    **EO_ROLES_NL,
    YES: "ja",
    NO: "nee",
    "NLD": "Nederland",
    "NL": "Nederland",
    "BEL": "België",
    "BE": "België",
    "DEU": "Duitsland",
    "DE": "Duitsland",
}
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
        ("Percelen", ", ".join(map(lot_number, sheet.lots)) or "de hele opdracht"),
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
        shown = [criterion for criterion in asked if logic.concerns(criterion, sheet.lots)]
        if part == criteria.BIDDER or not shown:
            continue
        yield Heading(PARTS_NL[part])
        if part in criteria.EXCLUSION:
            yield Paragraph("Gronden voor uitsluiting. Wat hier staat, heeft een mens verklaard.", "note")
        rows: list[tuple[Text, ...]] = []
        for criterion in shown:
            rows += _rows(criterion, sheet)
        yield Table(("Onderwerp", "Vraag", "Antwoord"), tuple(rows), PARTS_NL[part], (3, 3, 3))


def _rows(criterion: EspdCriterion, sheet: DeclarationSheet) -> Iterator[tuple[Text, ...]]:
    """A line for each question; the name of the subject stands at its first."""
    words = criteria.words_of(criterion)
    main = criteria.main_question(criterion)
    name: Text = (Strong(words.name),)
    for question in criteria.shown_questions(criterion, sheet.answers):
        label = criteria.question_for_buyer(question)
        # Where buyers differ in what a yes means, the document does not say what it means.
        if question is main and words.part in criteria.EXCLUSION and words.code not in criteria.ONE_BY_ONE:
            label = "Geldt dit?"
        yield name, label, _value(question, sheet.answers.get(question.id, ()), words.name)
        name = ""


def _value(question: EspdProperty, given: Collection[EspdAnswer], where: str) -> Text:
    if not given:
        what = criteria.question_for_buyer(question) or "antwoord"
        return (Open("nog invullen", f"{where}: {what}"[:200]),)
    texts = [in_words(question.data_type, answer) for answer in given]
    return "; ".join(texts)


def in_words(data_type: str, answer: EspdAnswer) -> str:
    """An answer the Dutch way."""
    text = answer.text
    # What was answered to another version of the question is shown as it is.
    if logic.problem_of(data_type, text):
        return text
    if data_type in {INDICATOR, *CODES}:
        return CODES_NL.get(text, text)
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
