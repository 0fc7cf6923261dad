"""What stays in the house: what is open and where it is mended, facts with their source, the list before handing in."""

from collections.abc import Iterator, Sequence
from datetime import date

from incubator.bids.documents.facts import SHOWN, TO_BE_FOUNDED, day, shown
from incubator.bids.documents.foreign_law import ask_a_lawyer, written_law
from incubator.bids.documents.frame import Row, document, internal_front, key_facts
from incubator.bids.documents.gaps import REQUIREMENTS, Gap, address
from incubator.bids.rules.submitting import place_of
from incubator.bids.rules.validity import in_dutch
from incubator.bids.values.documents import ADMISSIONS, DIRECT, BidSource, ListedRequirement
from incubator.core.quantities import write_amount, write_day, write_enumeration
from incubator.core.word import Block, Document, Heading, Link, Open, Paragraph, Table, Text

KINDS = {
    "exclusion": "Uitsluiting",
    "suitability": "Geschiktheid",
    "requirement": "Eis",
    "award": "Gunning",
    "term": "Voorwaarde",
    "document": "Stuk",
    "question-deadline": "Termijn voor vragen",
}
OF_LOT = ", perceel "
PAGES = {
    "": "Inschrijving",
    "eisen": "Eisen",
    "schrijven": "Schrijven",
    "prijs": "Prijs",
    "vragen": "Vragen",
    "antwoorden": "Antwoorden",
    "samen": "Samen inschrijven",
    "stukken": "Stukken",
    "uea": "UEA",
}
WHERE = "Waar leveren jullie in? Het staat niet in de aankondiging"
OF_BID = (
    "Het prijzenblad van de opdrachtgever is ingevuld en verder niet veranderd",
    "Er staat nergens een voorwaarde bij: een voorwaardelijke inschrijving telt niet mee",
)
SENDING = (
    "Bestandsnamen en paginagrenzen kloppen met wat de opdrachtgever vraagt",
    *OF_BID,
    "De handtekeningen zijn van wie volgens het handelsregister mag tekenen",
    "Niets uit de map “intern” gaat mee",
    "Ingeleverd een dag voor de uiterste tijd, en het bewijs bewaard",
)


def open_points_and_facts(source: BidSource, gaps: Sequence[Gap]) -> Document:
    """Everything that is open in the documents for the buyer, with a link to the page where it is mended; and our facts."""
    blocks: list[Block] = [
        *internal_front(source, "Open punten en bronnen", "Dit is onze eigen werklijst."),
        *_not_founded(source),
        Heading("Open punten"),
        *_law_of_buyer(source),
    ]
    rows = tuple(_gap_row(source, gap) for gap in _once(gaps))
    if rows:
        blocks.append(Table(("Stuk", "Wat nog open is", "Waar jullie het invullen"), rows, "Open punten", (5, 8, 3)))
    else:
        blocks.append(Paragraph("Er is niets open in de stukken."))
    blocks += _facts(source)
    blocks += _buyers_words(source)
    return document(source, "Open punten en bronnen", blocks, is_internal=True)


def _not_founded(source: BidSource) -> Iterator[Block]:
    """What the law says of who signs now: for ourselves, and no text for a buyer."""
    if not source.has_deed:
        yield Paragraph(TO_BE_FOUNDED, "note")


def _law_of_buyer(source: BidSource) -> Iterator[Block]:
    """Of another law than ours nothing is promised: who knows it must look."""
    if not source.law.is_dutch:
        yield Paragraph((ask_a_lawyer(source.law, f"vraag een advocaat: hier geldt {written_law(source.law)}"),))


def _once(gaps: Sequence[Gap]) -> Iterator[Gap]:
    """The same question in more documents is mended in one place: it stands here once, with all of them."""
    asked: dict[tuple[str, str, str], list[str]] = {}
    for gap in gaps:
        asked.setdefault((gap.what, gap.page, gap.where if gap.page == "" else ""), []).append(gap.document)
    for (what, page, where), names in asked.items():
        yield Gap(_named_together(list(dict.fromkeys(names))), where, what, page)


def _named_together(names: Sequence[str]) -> str:
    """Plan van aanpak, perceel 1, 2 en 3; the others one after the other."""
    lots: dict[str, list[str]] = {}
    for name in names:
        begun, parted, lot = name.partition(OF_LOT)
        lots.setdefault(f"{begun}{parted}", []).append(lot)
    return "; ".join(f"{begun}{write_enumeration(numbers)}" for begun, numbers in lots.items())


def _gap_row(source: BidSource, gap: Gap) -> Row:
    where: Text = gap.where
    # A file of the command line on another machine has no page to lead to.
    if source.place:
        place = address(source.place, gap.page)
        where = (Link(PAGES.get(gap.page, "Dossier"), place),)
    return gap.document, gap.what, where


def _facts(source: BidSource) -> Iterator[Block]:
    yield Heading("Onze gegevens en hun bron")
    rows = []
    for key in SHOWN:
        if key in source.facts:
            known = source.facts[key]
            rows.append((known.label, shown(key, known.value), known.source, write_day(known.since)))
    if rows:
        yield Table(("Gegeven", "Inhoud", "Bron", "Sinds"), tuple(rows), "Herkomst van de gegevens", (3, 6, 3, 3))
    else:
        yield Paragraph("Het dossier is nog leeg.")


def _buyers_words(source: BidSource) -> Iterator[Block]:
    """What the notice says, to lay beside what is written; the plan does not repeat it to the buyer."""
    yield Heading("Wat de opdrachtgever schrijft")
    rows = tuple(_of_buyer(source))
    if rows:
        yield Table(("Onderwerp", "Wat de bron zegt"), rows, "Uit de aankondiging", (1, 3))
    # Whole, as the buyer wrote it: who writes compares with every word.
    for part in filter(str.strip, (source.notice.description or "").split("\n\n")):
        yield Paragraph(part, "note")


def _of_buyer(source: BidSource) -> Iterator[Row]:
    notice = source.notice
    # One euro is what buyers fill in to get past a field.
    if notice.value is not None and notice.value.amount > 1:
        yield "Geraamde waarde", write_amount(notice.value.amount, notice.value.currency)
    for criterion in source.criteria:
        weight = f" ({criterion.weight})" if criterion.weight else ""
        yield "Gunningscriterium", f"{criterion.name}{weight}: {criterion.origin}"
    for label, url in (("Aankondiging", notice.url), ("Stukken", notice.documents_url)):
        if url:
            yield label, (Link(url, url),)
    for name in source.buyer_sheets:
        yield "Prijzenblad van de opdrachtgever", name


def check_list(source: BidSource) -> Document:
    """What has to be there and done before handing in."""
    blocks: list[Block] = [
        *internal_front(source, "Controlelijst voor het inleveren", "Loop deze lijst met twee mensen na."),
        key_facts(source),
        *_where(source),
    ]
    blocks += [Paragraph(f"De inschrijving blijft gestand {in_dutch(each)}.") for each in source.validity]
    blocks += _requirements(source)
    if source.tasks:
        blocks.append(Heading("Taken"))
        # What is due first stands first; what has no day comes last.
        tasks = sorted(source.tasks, key=lambda task: task.due_on or date.max)
        rows = tuple((_mark(task.is_done), task.words, task.owner or "nog niemand", day(task.due_on)) for task in tasks)
        blocks.append(Table(("Klaar", "Taak", "Wie", "Voor"), rows, "Taken", (2, 9, 4, 4)))
    blocks.append(Heading("Vlak voor het inleveren"))
    blocks.append(
        Table(("Klaar", "Wat"), tuple(("☐", words) for words in _sending(source)), "Vlak voor het inleveren", (2, 18))
    )
    return document(source, "Controlelijst", blocks, is_internal=True)


def _sending(source: BidSource) -> Iterator[str]:
    """What is looked at last; who asks to be admitted gives no price and makes no offer yet."""
    for words in SENDING:
        if not (source.route in ADMISSIONS and words in OF_BID):
            yield words


def _where(source: BidSource) -> Iterator[Block]:
    """Where it is handed in, as the notice gives it, else an open point: a bid in the wrong place is no bid."""
    # A client that asked for a quotation says itself how it wants it, and the rules of a municipality where a challenge goes.
    if source.route in DIRECT:
        return
    place = place_of(source.notice, source.law)
    look = Open("zoek op in de stukken waar de inschrijving binnen moet zijn", WHERE, REQUIREMENTS)
    yield Paragraph(("Waar inleveren: ", place or look, "."))


def _requirements(source: BidSource) -> Iterator[Block]:
    yield Heading("Eisen van de opdrachtgever")
    if not source.requirements:
        yield Paragraph(
            "Er zijn nog geen eisen vastgelegd. Voeg de stukken van de opdrachtgever toe op de pagina Eisen."
        )
        return
    rows = tuple(map(_requirement_row, source.requirements))
    yield Table(("Klaar", "Soort", "Eis", "Beantwoord in"), rows, "Eisen", (2, 3, 9, 4))


def _requirement_row(requirement: ListedRequirement) -> Row:
    text = requirement.text[:400]
    # What was only recognised may be no requirement at all.
    if not requirement.is_confirmed:
        text += " (nog te bevestigen)"
    if requirement.waived_because:
        text += f" (bewust gelaten: {requirement.waived_because})"
    return _mark(requirement.is_done), KINDS.get(requirement.kind, requirement.kind), text, requirement.answered_in


def _mark(is_done: bool) -> str:
    return "☑" if is_done else "☐"
