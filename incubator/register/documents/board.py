"""A written power of attorney as a Word document. Dutch, whatever the reader's language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.core import clock
from incubator.core.quantities import write_cents, write_day
from incubator.core.word import Block, Document, Heading, Open, Paragraph, Steps, Table
from incubator.statutes.values.legal_person import LegalPerson


@dataclass(frozen=True, slots=True)
class Proxy:
    """What stands in a proxy: by whom, for whom, for what, up to which amount, until when."""

    cooperative: LegalPerson
    signers: Sequence[str]
    holder: str
    purpose: str
    until: date
    made_at: datetime
    article: str = ""
    most_cents: int | None = None
    substitution: bool = False
    sure: bool = True


def proxy(made: Proxy) -> Document:
    """The proxy, to be signed by hand."""
    day = write_day(clock.local(made.made_at).date())
    return Document("Volmacht", tuple(_blocks(made)), made.cooperative.name, made.made_at, day)


def _blocks(made: Proxy) -> Iterator[Block]:
    yield Paragraph("Volmacht", "title")
    yield Paragraph(made.cooperative.written_name, "subtitle")
    clause = f" (artikel {made.article} van de statuten)" if made.article else ""
    yield Paragraph(f"{made.cooperative.in_full},")
    yield Paragraph(f"hierna de coöperatie, hier vertegenwoordigd door {_listed(made.signers)}{clause},")
    yield Paragraph(f"geeft volmacht aan {made.holder}, hierna de gevolmachtigde, om namens de coöperatie:")
    yield Paragraph(made.purpose)
    yield Heading("Grenzen", 1, numbered=False)
    yield Steps(tuple(_limits(made)))
    if not made.sure:
        doubt = Open(
            "Kijk na wie mag tekenen", "De bepaling in de akte is anders dan onze tekst, of is nu niet te gebruiken"
        )
        yield Paragraph((doubt,))
    yield Heading("Ondertekening", 1, numbered=False)
    rows = tuple((name, "", "") for name in made.signers)
    yield Table(("Naam", "Datum en plaats", "Handtekening"), rows, "Wie namens de coöperatie tekent")


def _limits(made: Proxy) -> Iterator[str]:
    yield f"De volmacht geldt van {write_day(clock.local(made.made_at).date())} tot en met {write_day(made.until)}."
    if made.most_cents is not None:
        yield f"De gevolmachtigde bindt de coöperatie tot ten hoogste {write_cents(made.most_cents)}."
    if made.substitution:
        yield "De gevolmachtigde mag de volmacht aan een ander doorgeven."
    else:
        yield "De gevolmachtigde mag de volmacht niet aan een ander doorgeven."
    yield "De coöperatie kan de volmacht op elk moment schriftelijk intrekken."


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " en " + names[-1]
