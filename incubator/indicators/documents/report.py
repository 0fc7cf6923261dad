"""The report for the council: what it comes to in plain words, the figures, what was promised, what changed and what is unknown."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from incubator.core import clock
from incubator.core.mail import in_language
from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Table
from incubator.indicators.documents.rows import FiguresReport, by_theme, entered_words
from incubator.indicators.messages import words
from incubator.indicators.queries.figures import Figures, ScopeFigures
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import FigurePeriod, IndicatorFigure
from incubator.neighbourhood.messages import CERTAINTIES
from incubator.steps.messages.commitments import STATES

READING = (
    "Bij elk cijfer staat of het een feit of een schatting is, en waar het vandaan komt. "
    "Een cijfer dat niemand weet, is onbekend, en nooit nul. "
    "Hoe elk cijfer is bepaald, staat in de bijlage."
)


def report_document(
    reports: Sequence[FiguresReport], period: FigurePeriod, *, incubator: str, made_at: datetime
) -> Document:
    """The report in Word, in Dutch. The first of the reports leads; each has a chapter of its own."""
    today = clock.local(made_at).date()
    # A paper for the council is Dutch, whatever language its reader uses here.
    with in_language("nl"):
        name = _name(reports[0])
        when = words.period_words(period)
        blocks = (
            Paragraph(f"Resultaten van {name}", "title"),
            Paragraph(f"{when[0].upper()}{when[1:]}. Gemaakt op {write_day(today)}.", "subtitle"),
            *opening(reports[0], today),
            *chapters(reports, today),
            *method(),
        )
    return Document(
        title=f"Resultaten van {name} {period.code}"[:200],
        blocks=blocks,
        author=incubator,
        made_at=made_at,
        date_text=write_day(today),
        subject="Verslag voor de raad",
    )


def _name(report: FiguresReport) -> str:
    return report.name or "alle buurten samen"


def opening(report: FiguresReport, today: date) -> Iterator[Block]:
    """What a member of the council reads in two minutes."""
    of_scope = report.figures
    yield Heading("In het kort")
    texts = words.sentences(of_scope.figures, *_before(of_scope))
    if texts:
        yield Bullets(tuple(texts))
    else:
        yield Paragraph("Over deze periode is nog geen cijfer bekend.")
    yield Paragraph(_promised(report))
    yield Paragraph(_unknown_count(of_scope.figures))
    yield Paragraph(f"{_standing(of_scope, today)} {READING}", "note")


def _before(of_scope: ScopeFigures) -> tuple[Figures, str]:
    if not of_scope.before:
        return {}, ""
    period, figures = of_scope.before[-1]
    return figures, words.period_words(period)


def _standing(of_scope: ScopeFigures, today: date) -> str:
    if of_scope.fixed is not None:
        version = f", versie {of_scope.fixed.version}" if of_scope.fixed.version > 1 else ""
        return f"De cijfers zijn vastgezet op {write_day(of_scope.fixed.frozen_on)}{version}."
    if of_scope.period.is_over(today):
        return "De cijfers zijn nog niet vastgezet: ze kunnen nog veranderen."
    return f"De periode loopt nog: de cijfers gaan tot en met {write_day(today)}."


def _promised(report: FiguresReport) -> str:
    number = len(report.promises)
    if not number:
        return _no_promises(report)
    return (
        f"De overheid deed {number} {'belofte' if number == 1 else 'beloften'}; hoe het ermee staat, leest u hieronder."
    )


def _no_promises(report: FiguresReport) -> str:
    last = write_day(report.figures.period.last)
    return f"Tot en met {last} zijn er geen beloften van de overheid opgeschreven."


def _unknown_count(figures: Figures) -> str:
    unknown = sum(not figure.is_known for figure in figures.values())
    if not unknown:
        return f"Alle {len(figures)} cijfers zijn bekend."
    return f"Van de {len(figures)} cijfers {'is er 1' if unknown == 1 else f'zijn er {unknown}'} onbekend. Waarom, staat erbij."


def chapters(reports: Sequence[FiguresReport], today: date) -> Iterator[Block]:
    """A chapter for each: the figures by theme, what was promised, what changed, what is unknown."""
    for report in reports:
        name = _name(report)
        yield Heading(f"{name[0].upper()}{name[1:]}")
        yield Paragraph(_standing(report.figures, today), "note")
        for theme, rows in by_theme(report.figures):
            yield Heading(str(words.THEMES[theme]), 2)
            cells = [(words.name_of(row.definition.key), *_cells(row.figure)) for row in rows]
            description = f"{words.THEMES[theme]} van {_name(report)}"
            yield Table(("Cijfer", "Waarde", "Hoe zeker, en waar vandaan"), tuple(cells), description, (5, 5, 6))
        yield from _written_down(report)
        yield from _promises(report)
        yield from _changes(report)
        yield from _unknown(report)


def _cells(figure: IndicatorFigure) -> tuple[str, str]:
    possible = words.range_words(figure)
    value = words.value_words(figure)
    return f"{value} ({possible})" if possible else value, words.ground_words(figure)


def _written_down(report: FiguresReport) -> Iterator[Block]:
    entries = [each for each in report.figures.entries if each.taken_back_at is None]
    if not entries:
        return
    yield Heading("Opgeschreven door de buurt", 2)
    yield Paragraph("Deze cijfers staan naast de berekende cijfers. Ze zijn opgegeven door aanjagers, met hun bron.")
    rows = []
    for each in entries:
        certainty = CERTAINTIES[each.certainty]
        rows.append(
            (
                words.name_of(each.indicator),
                entered_words(each),
                f"{certainty} · {each.source} · {write_day(each.said_on)}",
            )
        )
    yield Table(
        ("Cijfer", "Waarde", "Hoe zeker, en waar vandaan"), tuple(rows), f"Opgeschreven in {_name(report)}", (5, 5, 6)
    )


def _promises(report: FiguresReport) -> Iterator[Block]:
    yield Heading("Wat is beloofd", 2)
    if not report.promises:
        yield Paragraph(_no_promises(report))
        return
    rows = [(each.title, each.owner, str(STATES[each.state])) for each in report.promises]
    yield Table(("Belofte", "Van wie", "Stand"), tuple(rows), f"Beloften aan {_name(report)}", (7, 5, 4))


def _changes(report: FiguresReport) -> Iterator[Block]:
    of_scope = report.figures
    yield Heading("Wat is veranderd", 2)
    before, earlier = _before(of_scope)
    rows = []
    for key, figure in of_scope.figures.items():
        was = before.get(key)
        if was is not None and was.is_known and figure.is_known and was.value != figure.value:
            rows.append((words.name_of(key), words.value_words(was), words.value_words(figure)))
    if not before:
        yield Paragraph("Er is geen eerdere periode vastgezet om mee te vergelijken.")
    elif not rows:
        yield Paragraph(f"Er is geen cijfer anders dan in {earlier}.")
    else:
        headers = ("Cijfer", earlier, words.period_words(of_scope.period))
        yield Table(headers, tuple(rows), f"Veranderingen van {_name(report)}", (7, 4, 4))
    yield from _corrected(of_scope)


def _corrected(of_scope: ScopeFigures) -> Iterator[Block]:
    """What became otherwise after it was fixed."""
    if of_scope.corrected and of_scope.fixed is not None:
        yield Paragraph("Deze cijfers zijn veranderd nadat ze waren vastgezet:")
        texts = [
            f"{words.name_of(key)}: nu {words.value_words(figure)}, vastgezet als {words.value_words(of_scope.figures[key])}."
            for key, figure in of_scope.corrected.items()
            if key in of_scope.figures
        ]
        yield Bullets(tuple(texts))


def _unknown(report: FiguresReport) -> Iterator[Block]:
    unknown = [figure for figure in report.figures.figures.values() if not figure.is_known]
    if not unknown:
        return
    yield Heading("Wat we niet weten", 2)
    yield Bullets(tuple(f"{words.name_of(each.key)}: {words.why_words(each)}." for each in unknown))


def method() -> Iterator[Block]:
    """The annex: what each figure is, and how it is reckoned."""
    yield Heading("Bijlage: hoe elk cijfer is bepaald")
    yield Paragraph("Alleen groepen die op het moment van tellen bij een buurt horen, tellen mee als coöperatie.")
    rows = []
    for key, definition in INDICATORS.items():
        rows.append(
            (words.name_of(key), str(words.UNITS[definition.unit]), words.definition_of(key), words.reckoned_how(key))
        )
    yield Table(
        ("Cijfer", "Eenheid", "Wat het is", "Hoe het is bepaald"),
        tuple(rows),
        "Alle cijfers met hun uitleg",
        (4, 3, 6, 6),
        long=True,
    )
