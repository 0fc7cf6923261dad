"""The yearly statement of a member's capital, in Word."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from incubator.capital.models import CapitalYearMember
from incubator.capital.queries.statements import YearOfMember, codes_of
from incubator.core import clock, word
from incubator.core.quantities import write_cents, write_day, write_decimal
from incubator.register.documents.letterhead import letterhead
from incubator.statutes.values.legal_person import LegalPerson

KINDS = {
    "contribution": "Inleg betaald",
    "repayment": "Inleg terugbetaald",
    "correction": "Correctie",
    "settlement": "Afrekening na vertrek",
    "distribution": "Verdeling van het jaar",
    "claim_paid": "Deel van de afrekening betaald",
    "surplus_paid": "Deel van het overschot betaald",
}
NAMES = (
    "Betaalde inleg",
    "Bijgeschreven resultaat",
    "Nog uit te betalen overschot",
    "Nog te betalen na vertrek",
)


def member_statement(year: YearOfMember, whose: LegalPerson, *, private: bool = False, made_at: datetime) -> bytes:
    """The statement of a member, with the address for who may see that; of a year that is not over it is a standing until now."""
    member = year.member
    document = word.Document(
        title=f"Overzicht ledenkapitaal {year.year}",
        subject=f"Lid {member.number}, {member.name}",
        author=whose.name,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version=f"over {year.year}",
        blocks=tuple(_blocks(year, whose, made_at, private=private)),
    )
    return word.to_bytes(document)


def all_statements(
    whose: LegalPerson, years: Sequence[YearOfMember], year: int, *, private: bool = False, made_at: datetime
) -> bytes:
    """The statements of all members in one file, each on a page of its own."""
    blocks: list[word.Block] = []
    for of_member in years:
        if blocks:
            blocks.append(word.PageBreak())
        blocks += _blocks(of_member, whose, made_at, private=private)
    document = word.Document(
        title=f"Overzichten ledenkapitaal {year}",
        subject=f"Alle leden van {whose.written_name}",
        author=whose.name,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version=f"over {year}",
        blocks=tuple(blocks),
    )
    return word.to_bytes(document)


def _blocks(year: YearOfMember, whose: LegalPerson, made_at: datetime, *, private: bool) -> Iterator[word.Block]:
    member, today = year.member, clock.local(made_at).date()
    ends = "Eind van het jaar"
    if today.year == year.year:
        ends = f"Stand op {write_day(today)} (voorlopig)"
    yield from letterhead(whose, member.name, member.address or "" if private else "")
    yield word.Paragraph(f"Overzicht ledenkapitaal {year.year}", "title")
    yield word.Paragraph(f"{member.name}, lid {member.number} van {whose.written_name}", "subtitle")
    if today.year == year.year:
        yield word.Paragraph(f"{ends}. Het jaar is nog niet voorbij: hierna kan er nog iets geboekt worden.", "intro")
    yield word.Heading("Stand van de rekening", 1)
    yield word.Table(
        ("Rekening", "Begin van het jaar", ends),
        tuple(_balances(year)),
        f"De stand van de rekeningen van {member.name} in {year.year}",
        (5, 3, 3),
    )
    if year.due_cents:
        yield word.Paragraph(f"Nog in te leggen: {write_cents(year.due_cents)}.")
    yield word.Heading("Wat er gebeurde", 1)
    if year.lines:
        yield word.Table(
            ("Datum", "Wat", "Rekening", "Bedrag"),
            tuple(_movements(year)),
            f"Boekingen op de rekeningen van {member.name} in {year.year}",
            (3, 5, 4, 3),
        )
    else:
        yield word.Paragraph("Dit jaar is er niets geboekt.")
    for share in year.shares:
        yield from _share_blocks(share)
    yield word.Paragraph(
        "Klopt er iets niet? Meld het bij het bestuur. Wat een lid bij vertrek terugkrijgt, staat in de statuten."
    )


def _balances(year: YearOfMember) -> Iterator[tuple[str, ...]]:
    for code, name in zip(codes_of(year.member.number), NAMES, strict=True):
        if code in year.after or code in year.before:
            yield name, write_cents(year.before.get(code, 0)), write_cents(year.after.get(code, 0))


def _movements(year: YearOfMember) -> Iterator[tuple[str, ...]]:
    names = dict(zip(codes_of(year.member.number), NAMES, strict=True))
    for line in year.lines:
        entry = line.entry
        what = KINDS.get(entry.kind, "Boeking")
        if entry.reverses_id is not None:
            what = f"{what}, teruggenomen"
        yield write_day(entry.on_date), what, names[line.code], write_cents(line.cents)


def _share_blocks(share: CapitalYearMember) -> Iterator[word.Block]:
    year = share.year
    yield word.Heading(f"Verdeling over {year.year}", 1)
    hours = write_decimal(Decimal(share.hours_hundredths) / 100)
    allocated, credited = share.allocated_cents or 0, share.credited_cents or 0
    yield word.Table(
        ("Wat", "Hoeveel"),
        (
            ("Gewerkte uren", hours),
            ("Toegekend", write_cents(allocated)),
            ("Daarvan bijgeschreven", write_cents(credited)),
            ("Daarvan in geld", write_cents(allocated - credited)),
            ("Besluit", year.decision),
        ),
        f"Wat het lid kreeg van het resultaat over {year.year}",
        (5, 4),
    )
