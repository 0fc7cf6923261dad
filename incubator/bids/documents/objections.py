"""The facts for a lawyer, after a decision that may be wrong. The paper promises nothing about how it ends."""

from collections.abc import Iterator, Sequence

from incubator.bids.documents.correspondence import LetterSource, document, written_day
from incubator.bids.documents.decided import REASONS, DecisionFacts, ScoreLine
from incubator.bids.documents.foreign_law import ask_a_lawyer, written_law
from incubator.bids.documents.frame import named_work, number_row
from incubator.bids.rules.standstill import Standstill
from incubator.bids.values.law import ProcurementLaw
from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Inline, Open, Paragraph, Table, Text

ASKED = {
    "lost": "dat u de gunningsbeslissing intrekt en de inschrijvingen opnieuw beoordeelt;",
    "invalid": "dat u de ongeldigverklaring intrekt en onze inschrijving alsnog beoordeelt;",
    "not-selected": "dat u de selectiebeslissing intrekt en onze aanmelding opnieuw beoordeelt;",
    "refused": "dat u de weigering intrekt en onze aanmelding opnieuw beoordeelt;",
}
MEANWHILE = {
    "not-selected": "dat u de procedure stilzet totdat op dit bezwaar is beslist;",
    "refused": "dat u ons laat weten wat wij kunnen aanvullen, en tot wanneer;",
}
NO_CONTRACT = "dat u met niemand een contract tekent voordat op dit bezwaar is beslist;"
DOUBTFUL = "De laatste dag is voorbij, en de wet geeft misschien nog iets meer tijd. Bel vandaag een advocaat. "
# Whether one member alone may go to court differs by case: for a lawyer to say, in time.
TOGETHER = (
    "Jullie schreven in als combinatie. Vraag de advocaat meteen of alle leden samen moeten procederen. Vaak is dat zo: overleg dus nu "
    "met alle leden."
)
LATE = (
    "De laatste dag is voorbij. Een kort geding om het contract tegen te houden is daarmee meestal te laat. Of er nog iets kan, zoals "
    "schadevergoeding, of een langere termijn, beoordeelt alleen een advocaat: bel vandaag."
)


def objection(source: LetterSource, facts: DecisionFacts) -> Document:
    """The facts, the days and what to ask: a draft for a lawyer, who decides whether it makes sense."""
    return document(source, f"Concept bezwaar: {source.notice.title}", tuple(_objection(source, facts)))


def _objection(source: LetterSource, facts: DecisionFacts) -> Iterator[Block]:
    yield Paragraph(f"Concept voor een advocaat: bezwaar tegen {facts.named}", "title")
    yield Paragraph(named_work(source.notice), "subtitle")
    yield Paragraph(
        "Dit stuk zet de feiten op een rij. Of een bezwaar kans maakt, zegt het niet: dat beoordeelt een advocaat.",
        "note",
    )
    yield Heading("De feiten")
    yield Table(("Wat", "Gegeven"), tuple(_facts(source, facts)), "De feiten over de procedure", (1, 2))
    yield from _scores(facts)
    yield Heading("Wat er volgens ons niet klopt")
    yield Paragraph(
        (Open("schrijf per punt: wat staat in de stukken, wat staat in de beslissing, en wat is het verschil"),)
    )
    yield Heading("Wat wij vragen")
    yield Bullets(
        (
            ASKED.get(facts.outcome, ASKED["lost"]),
            MEANWHILE.get(facts.outcome, NO_CONTRACT),
            "dat u ons de volledige motivering geeft, als die nog ontbreekt.",
        )
    )
    yield Heading("Wat de wegen zijn")
    yield Bullets(tuple(_ways(source.law, facts)))
    if source.combination:
        yield Paragraph(TOGETHER)
    yield Heading("Wat mee moet naar de advocaat")
    yield Bullets(tuple(_papers(source.law, facts)))


def _papers(law: ProcurementLaw, facts: DecisionFacts) -> Iterator[str]:
    yield f"{facts.named} en de envelop of het bericht waarin die kwam;"
    answers = "alle nota's van inlichtingen" if law.is_dutch else "alle antwoorden op vragen"
    yield f"de aanbestedingsstukken met {answers};"
    sent = "aanmelding" if facts.outcome in {"not-selected", "refused"} else "inschrijving"
    yield f"onze {sent} zoals die is ingeleverd, met het bewijs van inleveren;"
    yield "de brieven en berichten met de aanbestedende dienst."


def _facts(source: LetterSource, facts: DecisionFacts) -> Iterator[tuple[Text, ...]]:
    yield "Aanbestedende dienst", (source.buyer or Open("de aanbestedende dienst"),)
    yield from number_row(source.notice)
    yield "Inschrijver", f"{source.bidder[:1].upper()}{source.bidder[1:]}"
    if source.lots:
        yield "Percelen", ", ".join(source.lots)
    yield "Ingeleverd op", (written_day(facts.submitted_on, "de dag waarop wij inleverden"),)
    yield "Beslissing verzonden op", write_day(facts.sent_on)
    yield "Reden volgens de beslissing", (_reason(facts),)
    if facts.compares or facts.winner:
        yield "Winnaar volgens de beslissing", (facts.winner or Open("de naam van de winnaar"),)
    if facts.compares:
        yield "Onze plaats", (_place(facts.place, facts) or Open("onze plaats in de rangorde"),)
        price_place = _place(facts.price_place, facts)
        if price_place:
            yield "Onze plaats op prijs", price_place
    yield "Motivering gevraagd op", (written_day(facts.reasons_asked_on, "nog niet gevraagd"),)
    yield "Recht dat geldt", (_governing(source.law),)
    yield "Laatste dag", tuple(_last_day(source.law, facts))


def _reason(facts: DecisionFacts) -> Inline:
    return REASONS.get(facts.reason) or Open("de reden die in de beslissing staat")


def _place(place: int | None, facts: DecisionFacts) -> str:
    """Empty when the letter does not say."""
    if place is None:
        return ""
    return str(place) if facts.bids_number is None else f"{place} van {facts.bids_number}"


def _governing(law: ProcurementLaw) -> Inline:
    return "Nederlands recht" if law.is_dutch else f"Niet het Nederlandse, maar {written_law(law)}"


def _last_day(law: ProcurementLaw, facts: DecisionFacts) -> Iterator[Inline]:
    """The day with where it comes from, the other day beside it, and whether it has passed."""
    term = facts.term
    if term is None and not law.is_dutch:
        yield ask_a_lawyer(law, "de laatste dag: in de stukken, of van een advocaat die dit recht kent")
        return
    if term is None:
        yield Open("de laatste dag volgens de stukken", "Lees in de stukken tot wanneer bezwaar kan")
        return
    by_law = "twintig dagen vanaf de dag na verzending, art. 2.127 Aw 2012"
    source = "door ons ingevuld uit de brief of de stukken" if facts.in_letter else by_law
    yield f"{write_day(term.last_day)} ({source})"
    if facts.in_letter and term.by_law is not None:
        yield f"; volgens de wet ten minste {write_day(term.by_law)} ({by_law})"
    if facts.is_over:
        yield f"; voorbij sinds {write_day(term.over_since)}"
    elif facts.is_doubtful:
        # Likely, and not confirmed: enough to call, and not to wait.
        yield f"; voorbij, maar de wet geeft misschien tijd tot en met {write_day(term.waits_until)}"
    elif term.plan_by != term.last_day:
        yield f"; plan met {write_day(term.plan_by)}, een werkdag"
    yield "."
    yield from _doubts(term)


def _doubts(term: Standstill) -> Iterator[Inline]:
    if term.is_short:
        yield " De ingevulde dag ligt vóór die van de wet: houd de vroegste aan en kijk de brief na."
    elif term.is_unusual:
        yield " De ingevulde dag ligt veel later dan gewoon: kijk de brief na en plan met de vroegste."


def _scores(facts: DecisionFacts) -> Iterator[Block]:
    if not facts.scores:
        if facts.compares:
            yield Paragraph((Open("de punten per criterium", "Vul de punten per criterium in"),))
        return
    yield Table(
        ("Criterium", "Wij", "Hoogste", "Winnaar", "Uitleg van de dienst"),
        tuple(_rows(facts.scores)),
        "De punten",
        (4, 1, 1, 1, 4),
    )


def _rows(scores: Sequence[ScoreLine]) -> Iterator[tuple[Text, ...]]:
    for line in scores:
        name = f"{line.criterion} ({line.lot})" if line.lot else line.criterion
        yield name, line.ours, line.most, line.winners, line.remark


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
    going_on = "" if facts.is_over else "; de termijn loopt gewoon door"
    yield f"Bellen of schrijven met de aanbestedende dienst. Dat kost niets{going_on}."
    unless = "" if facts.is_over else ", tenzij de dienst iets anders toezegt"
    yield (
        f"Een klacht bij het klachtenmeldpunt van de aanbestedende dienst. Dat kost niets{going_on}{unless}. Vraag het na: lang niet "
        "elke dienst heeft er een.",
    )
    # An open house is no procurement: whether this committee looks at it is not sure.
    if not facts.is_open_house:
        yield (
            "De Commissie van Aanbestedingsexperts. Zij vraagt meestal eerst een klacht bij de dienst zelf, en haar advies bindt niet. "
            "Kijk op haar website wat nu geldt.",
        )
    yield from _court(facts)


def _court(facts: DecisionFacts) -> Iterator[Text]:
    if facts.is_over:
        yield LATE
        return
    if facts.is_open_house:
        yield (
            Open(
                "welke rechter hier beslist, en binnen hoeveel dagen",
                "Vraag een advocaat welke rechter over toelating beslist",
            ),
        )
        return
    court = DOUBTFUL if facts.is_doubtful else ""
    court += "Een kort geding bij de burgerlijke rechter. Een advocaat is daar verplicht, en wie verliest betaalt kosten van de ander. "
    if facts.term is not None and facts.term.by_law is not None:
        court += "Een kort geding binnen de termijn houdt het tekenen van het contract tegen (art. 2.131 Aw 2012)."
    else:
        court += "Lees in de stukken binnen welke termijn dat moet: de wet geeft hier geen vaste termijn."
    yield court
