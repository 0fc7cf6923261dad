"""Letters after the award: the request for reasons, and the facts for a lawyer. They promise nothing about how it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from incubator.bids.documents.correspondence import LetterSource, document, letter, written_day
from incubator.bids.documents.foreign_law import ask_a_lawyer, written_law
from incubator.bids.documents.frame import named_work, number_row
from incubator.bids.values.law import ProcurementLaw, of_directive
from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Inline, Open, Paragraph, Table, Text


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """What a criterion brought, as a document writes it."""

    criterion: str
    lot: str
    ours: str
    most: str
    winners: str
    remark: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is known of the decision."""

    sent_on: date
    winner: str
    place: int | None
    bids_number: int | None
    last_day: date | None
    plan_by: date | None
    by_law: bool
    reasons_asked_on: date | None
    submitted_on: date | None
    scores: tuple[ScoreLine, ...]


def reasons(source: LetterSource, facts: DecisionFacts) -> Document:
    """A polite request for the reasons behind the decision, criterion by criterion."""
    body: list[Block] = [
        Paragraph(
            f"Op {write_day(facts.sent_on)} stuurde u ons uw gunningsbeslissing in {named_work(source.notice)}. Dank daarvoor. Om "
            "ervan te leren, en om te begrijpen hoe u tot uw beslissing kwam, vragen wij u om:"
        ),
        Bullets(
            (
                "onze score per gunningscriterium, met de reden waarom wij niet de hoogste score kregen;",
                "de naam van de winnaar en de kenmerken en voordelen van de winnende inschrijving;",
                "de score van de winnaar per gunningscriterium;",
                "onze plaats in de rangorde en het aantal inschrijvingen.",
            )
        ),
        Paragraph(_ground(source.law, facts)),
        Paragraph("Een gesprek is ook goed, als dat sneller is."),
    ]
    return letter(source, f"Verzoek om motivering: {source.notice.title}", body)


def _ground(law: ProcurementLaw, facts: DecisionFacts) -> str:
    """Which article asks the buyer to answer, as far as we know one."""
    if facts.by_law:
        return "Wij vragen u dit met een beroep op art. 2.103 en 2.130 Aw 2012; daarin staat een termijn van vijftien dagen."
    if law.is_dutch:
        return "Wij vragen u dit ook als de wet u hier geen termijn geeft. Graag binnen vijftien dagen."
    # The directive holds above the threshold only, and not for social services: that is for the buyer to know.
    where = law.cite("", f"{of_directive('55')}, als dat hier geldt, en uw eigen wet")
    if where:
        return f"Wij vragen u dit met een beroep op {where}. Graag binnen vijftien dagen."
    return "Graag ontvangen wij uw antwoord binnen vijftien dagen."


def objection(source: LetterSource, facts: DecisionFacts) -> Document:
    """The facts, the days and what to ask: a draft for a lawyer, who decides whether it makes sense."""
    return document(source, f"Concept bezwaar: {source.notice.title}", tuple(_objection(source, facts)))


def _objection(source: LetterSource, facts: DecisionFacts) -> Iterator[Block]:
    yield Paragraph("Concept voor een advocaat: bezwaar tegen een gunningsbeslissing", "title")
    yield Paragraph(named_work(source.notice), "subtitle")
    yield Paragraph(
        "Dit stuk zet de feiten op een rij. Of een bezwaar kans maakt, zegt het niet: dat beoordeelt een advocaat.",
        "note",
    )
    yield Heading("De feiten")
    yield Table(("Wat", "Gegeven"), tuple(_facts(source, facts)), "De feiten over de procedure", (1, 2))
    yield from _scores(facts.scores)
    yield Heading("Wat er volgens ons niet klopt")
    yield Paragraph(
        (Open("schrijf per punt: wat staat in de stukken, wat staat in de beslissing, en wat is het verschil"),)
    )
    yield Heading("Wat wij vragen")
    yield Bullets(
        (
            "dat u de gunningsbeslissing intrekt en de inschrijvingen opnieuw beoordeelt;",
            "dat u met niemand een contract tekent voordat op dit bezwaar is beslist;",
            "dat u ons de volledige motivering geeft, als die nog ontbreekt.",
        )
    )
    yield Heading("Wat de wegen zijn")
    yield Bullets(tuple(_ways(source.law, facts)))
    yield Heading("Wat mee moet naar de advocaat")
    yield Bullets(
        (
            "de gunningsbeslissing en de envelop of het bericht waarin zij kwam;",
            f"de aanbestedingsstukken met {_answers(source.law)};",
            "onze inschrijving zoals die is ingeleverd, met het bewijs van inleveren;",
            "de brieven en berichten met de aanbestedende dienst.",
        )
    )


def _answers(law: ProcurementLaw) -> str:
    return "alle nota's van inlichtingen" if law.is_dutch else "alle antwoorden op vragen"


def _facts(source: LetterSource, facts: DecisionFacts) -> Iterator[tuple[Text, ...]]:
    yield "Aanbestedende dienst", (source.buyer or Open("de aanbestedende dienst"),)
    yield from number_row(source.notice)
    yield "Inschrijver", source.name
    if source.lots:
        yield "Percelen", ", ".join(source.lots)
    yield "Ingeleverd op", (written_day(facts.submitted_on, "de dag waarop wij inleverden"),)
    yield "Beslissing verzonden op", write_day(facts.sent_on)
    yield "Winnaar volgens de beslissing", (facts.winner or Open("de naam van de winnaar"),)
    yield "Onze plaats", (_place(facts),)
    yield "Motivering gevraagd op", (written_day(facts.reasons_asked_on, "nog niet gevraagd"),)
    yield "Recht dat geldt", (_governing(source.law),)
    yield "Laatste dag", (_last_day(source.law, facts),)


def _place(facts: DecisionFacts) -> Inline:
    if facts.place is None:
        return Open("onze plaats in de rangorde")
    if facts.bids_number is None:
        return str(facts.place)
    return f"{facts.place} van {facts.bids_number}"


def _governing(law: ProcurementLaw) -> Inline:
    return "Nederlands recht" if law.is_dutch else f"Niet het Nederlandse, maar {written_law(law)}"


def _last_day(law: ProcurementLaw, facts: DecisionFacts) -> Inline:
    if facts.last_day is None and not law.is_dutch:
        return ask_a_lawyer(law, "de laatste dag: in de stukken, of van een advocaat die dit recht kent")
    if facts.last_day is None or facts.plan_by is None:
        return Open("de laatste dag volgens de stukken", "Lees in de stukken tot wanneer bezwaar kan")
    source = "uit de stukken"
    if facts.by_law:
        source = "twintig dagen vanaf de dag na verzending, art. 2.127 Aw 2012"
    if facts.plan_by == facts.last_day:
        return f"{write_day(facts.last_day)} ({source})"
    return f"{write_day(facts.last_day)} ({source}); plan met {write_day(facts.plan_by)}, de laatste werkdag ervoor"


def _scores(scores: Sequence[ScoreLine]) -> Iterator[Block]:
    if not scores:
        yield Paragraph((Open("de punten per criterium", "Vul de punten per criterium in"),))
        return
    rows: list[tuple[Text, ...]] = []
    for line in scores:
        name = f"{line.criterion} ({line.lot})" if line.lot else line.criterion
        rows.append((name, line.ours, line.most, line.winners, line.remark))
    yield Table(
        ("Criterium", "Wij", "Hoogste", "Winnaar", "Uitleg van de dienst"), tuple(rows), "De punten", (4, 1, 1, 1, 4)
    )


def _ways(law: ProcurementLaw, facts: DecisionFacts) -> Iterator[Text]:
    if law.is_dutch:
        yield from _ways_here(facts)
    else:
        yield from _ways_abroad(law)


def _ways_abroad(law: ProcurementLaw) -> Iterator[Text]:
    """Courts, complaints and terms are of each country: nothing of ours is named there."""
    yield "Bellen of schrijven met de aanbestedende dienst. Reken erop dat de termijn intussen doorloopt."
    if law.has_directives:
        yield (
            "Boven de Europese drempel moet elk land een snelle weg van beroep hebben, en een tijd waarin de opdrachtgever nog geen "
            "contract mag tekenen (Richtlijn 89/665/EEG). Hoe lang die tijd duurt en bij wie je moet zijn, verschilt per land. De tijd "
            "kan korter zijn dan in Nederland.",
        )
    yield (ask_a_lawyer(law, "welke klacht of rechter er is, binnen hoeveel dagen, en wat het kost"),)


def _ways_here(facts: DecisionFacts) -> Iterator[Text]:
    yield "Bellen of schrijven met de aanbestedende dienst. Dat kost niets; de termijn loopt gewoon door."
    yield (
        "Een klacht bij het klachtenmeldpunt van de aanbestedende dienst. Dat kost niets; de termijn loopt gewoon door, tenzij de "
        "dienst iets anders toezegt. Vraag het na: lang niet elke dienst heeft er een.",
    )
    yield (
        "De Commissie van Aanbestedingsexperts. Zij vraagt meestal eerst een klacht bij de dienst zelf, en haar advies bindt niet. "
        "Kijk op haar website wat nu geldt.",
    )
    court = "Een kort geding bij de burgerlijke rechter. Een advocaat is daar verplicht, en wie verliest betaalt kosten van de ander. "
    if facts.by_law:
        court += "Een kort geding binnen de termijn houdt het tekenen van het contract tegen (art. 2.131 Aw 2012)."
    else:
        court += "Lees in de stukken binnen welke termijn dat moet: de wet geeft hier geen vaste termijn."
    yield court
