"""The minutes and the extract for the notary, in Dutch: who were there, what was voted with the sum, what was decided."""

from collections.abc import Iterable
from datetime import date, datetime

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.sentences import ended
from incubator.core.word import Block, Document, Heading, Numbering, Open, Paragraph, Strong, Table, Text
from incubator.meetings.documents.votes import (
    article_of,
    choice_in_dutch,
    left_out_in_dutch,
    papers_missing,
    result_in_dutch,
    way_in_dutch,
)
from incubator.meetings.values.holding import RoundState
from incubator.meetings.values.minutes import MinutedDecision, MinutedItem, MinutedVote, MinutesSource
from incubator.meetings.values.planning import REQUESTERS

CONVENERS = {
    "": "het bestuur",
    "bestuur": "het bestuur",
    "rvc": "de raad van commissarissen",
    "ALV": "de algemene vergadering",
    REQUESTERS: "de leden die om de vergadering vroegen",
}
SIGN = "Naam, datum en handtekening: ______________________________"


def minutes(source: MinutesSource) -> Document:
    """The minutes: a draft until a later meeting has approved them."""
    blocks: list[Block] = [
        Paragraph("Notulen", "title"),
        Paragraph(f"{source.title}, {write_day(source.on)}", "subtitle"),
        Paragraph(_standing(source), "intro"),
        *_circumstances(source),
        *_attendance(source),
    ]
    for item in source.items:
        blocks += _item(item, source)
    blocks += [*_decisions(source), *_signatures(source)]
    return _document(source, f"Notulen van {source.title}", blocks)


def notary_extract(source: MinutesSource, item: MinutedItem) -> Document:
    """What the notary needs of one decision: that the meeting could decide, the vote with its sum, and the words that were adopted."""
    blocks: list[Block] = [
        Paragraph("Uittreksel uit de notulen", "title"),
        Paragraph(f"{source.title}, {write_day(source.on)}", "subtitle"),
        Paragraph(
            f"Uit de notulen van de vergadering van {ended(source.cooperative.written_name)} Dit uittreksel geeft alleen agendapunt "
            f"{item.position} weer.",
            "intro",
        ),
        *_circumstances(source),
        *_attendance(source),
        *_item(item, source),
        Paragraph("Voorzitter en secretaris verklaren dat dit uittreksel overeenstemt met de notulen."),
        *_signatures(source),
    ]
    return _document(source, f"Uittreksel uit de notulen: {item.title}", blocks)


def _document(source: MinutesSource, title: str, blocks: Iterable[Block]) -> Document:
    return Document(
        title=title[:200],
        blocks=tuple(blocks),
        author=source.cooperative.name,
        made_at=source.made_at,
        date_text=write_day(clock.local(source.made_at).date()),
        version="" if source.approved_on else "concept",
        subject=source.title,
        numbering=Numbering.NONE,
    )


def _standing(source: MinutesSource) -> str:
    if source.approved_on is not None:
        return f"Goedgekeurd in de vergadering van {write_day(source.approved_on)}."
    return "Concept. De volgende vergadering stelt deze notulen vast."


def _circumstances(source: MinutesSource) -> tuple[Block, ...]:
    what = "bestuursvergadering" if source.is_board else "algemene vergadering"
    by = CONVENERS.get(source.convened_by, source.convened_by)
    convened: Text = by
    if source.convened_on is not None:
        convened = f"{by}, op {write_day(source.convened_on)}"
    rows: tuple[tuple[Text, ...], ...] = (
        ("Vergadering", f"{what} van {source.cooperative.in_full}"),
        ("Plaats", _known(source.place, "plaats", "Waar was de vergadering?")),
        ("Geopend", _moment(source.opened_at)),
        ("Gesloten", _moment(source.closed_at, begun_on=source.on)),
        ("Opgeroepen door", convened),
        ("Voorzitter", _known(source.chair, "naam", "Wie zat de vergadering voor?")),
        ("Secretaris", _known(source.secretary, "naam", "Wie maakte de notulen?")),
    )
    return (Table(("Onderwerp", "Gegeven"), rows, "De vergadering", (1, 2)),)


def _known(text: str, what: str, why: str) -> Text:
    return text or (Open(what, why),)


def _moment(moment: datetime | None, *, begun_on: date | None = None) -> Text:
    """The time; with its date when it is on another day than the meeting began on."""
    if moment is None:
        return (Open("tijd", "Begin en einde van de vergadering"),)
    local = clock.local(moment)
    if begun_on is not None and local.date() != begun_on:
        return f"{write_day(local.date())} om {local:%H.%M} uur"
    return f"{local:%H.%M} uur"


def _attendance(source: MinutesSource) -> tuple[Block, ...]:
    rows: list[tuple[Text, ...]] = [(name, "aanwezig") for name in source.present]
    rows += [
        (giver, f"vertegenwoordigd door {holder} (schriftelijke volmacht)") for giver, holder in source.represented
    ]
    rows += [(name, "afwezig") for name in source.absent]
    count = (
        f"Aanwezig: {len(source.present)}. Vertegenwoordigd: {len(source.represented)}. Afwezig: {len(source.absent)}."
    )
    if not rows:
        return (Heading("Aanwezigheid"), Paragraph("Er is niemand als aanwezig genoteerd."))
    return (
        Heading("Aanwezigheid"),
        Paragraph(count),
        Table(("Lid", "Aanwezigheid"), tuple(rows), "Wie er waren", (1, 2), long=True),
    )


def _item(item: MinutedItem, source: MinutesSource) -> list[Block]:
    blocks: list[Block] = [Heading(f"{item.position}. {item.title}")]
    if item.proposal:
        blocks.append(Paragraph((Strong("Voorstel: "), item.proposal)))
    blocks += [Paragraph(part) for part in item.talked.splitlines() if part.strip()]
    for vote in item.votes:
        blocks += _vote(vote, source)
    if item.undecided:
        blocks.append(Paragraph("Hierover is niet gestemd."))
    blocks += map(_decision, item.decisions)
    return blocks


def _vote(vote: MinutedVote, source: MinutesSource) -> list[Block]:
    heading = f"Stemming {vote.number}: {way_in_dutch(vote)}"
    if vote.state is RoundState.CANCELLED:
        return [Paragraph((Strong(heading), f". Afgebroken, telt niet mee. {vote.ruling}"))]
    blocks: list[Block] = [Paragraph((Strong(heading), f". {vote.question}"))]
    rows = tuple((choice_in_dutch(choice, vote), str(number)) for choice, number in vote.counts.items())
    if rows:
        blocks.append(Table(("Keuze", "Stemmen"), rows, f"Uitslag van stemming {vote.number}", (3, 1), whole=True))
    blocks.append(Paragraph(f"Op de stemlijst: {vote.present_votes} van {vote.entitled} stemmen."))
    if papers_missing(vote):
        blocks.append(Paragraph(papers_missing(vote)))
    if vote.outcome:
        blocks.append(Paragraph(f"{result_in_dutch(vote)} {article_of(vote, source.articles)}"))
    if vote.by_name:
        named = tuple((name, _choices(choice, vote), words) for name, choice, words in vote.by_name)
        blocks.append(Table(("Lid", "Stem", "Toelichting"), named, "Stemmen op naam", (2, 2, 3), long=True))
    reasons = [left_out_in_dutch(name, why) for name, why in vote.left_out if why != "absent"]
    blocks += map(Paragraph, reasons)
    if vote.ruling:
        blocks.append(Paragraph(f"Oordeel van de voorzitter: {vote.ruling}"))
    return blocks


def _choices(joined: str, vote: MinutedVote) -> str:
    return ", ".join(choice_in_dutch(choice, vote) for choice in joined.split("+"))


def _decision(decision: MinutedDecision) -> Paragraph:
    text = f" {decision.text}"
    if not decision.of_people:
        what = "Aangenomen" if decision.adopted else "Verworpen"
        text = f" {what}: {decision.text}"
    if decision.replaced:
        text += " Dit besluit is vervangen na een nieuwe stemming."
    return Paragraph((Strong(f"Besluit {decision.reference}."), text))


def _decisions(source: MinutesSource) -> list[Block]:
    rows: list[tuple[Text, ...]] = []
    for item in source.items:
        for decision in item.decisions:
            if decision.adopted and not decision.replaced:
                again = write_day(decision.review_on) if decision.review_on else ""
                rows.append((decision.reference, decision.text, again))
    if not rows:
        return [Heading("Besluiten"), Paragraph("Er is niets aangenomen.")]
    table = Table(("Nummer", "Besluit", "Opnieuw bekijken"), tuple(rows), "Wat is aangenomen", (1, 4, 2), long=True)
    return [Heading("Besluiten"), table]


def _signatures(source: MinutesSource) -> tuple[Block, ...]:
    return (
        Heading("Ondertekening"),
        Paragraph(f"Voorzitter: {source.chair}"),
        Paragraph(SIGN),
        Paragraph(f"Secretaris: {source.secretary}"),
        Paragraph(SIGN),
    )
