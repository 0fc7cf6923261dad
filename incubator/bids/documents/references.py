"""Reference sheets: earlier work that shows that we can do this, one sheet for each."""

import re
from dataclasses import replace

from incubator.bids.documents.facts import amount
from incubator.bids.documents.frame import Row, document, front
from incubator.bids.documents.gaps import LIBRARY, TOGETHER, of_fact
from incubator.bids.values.documents import BidSource, EarlierJob
from incubator.core.word import Block, Document, Open, Paragraph, Table

ASKS_AMOUNT = re.compile(r"referen|ervaring", re.IGNORECASE)
AMOUNT_WORDS = re.compile(r"waarde|omvang|bedrag|omzet|€|euro", re.IGNORECASE)


def reference_sheet(source: BidSource) -> Document:
    """One reference as buyers ask it; without any an empty sheet that says by which road one may still bid."""
    references = earlier_work(source)
    # More than one: the reader sees which of how many this is.
    title = (
        "Referentie"
        if len(references) < 2 or source.reference is None
        else f"Referentie {source.reference + 1} van {len(references)}"
    )
    blocks: list[Block] = list(front(source, title))
    # A young group has none; the law lets it lean on a partner, so that is asked at once.
    if source.reference is None or source.reference >= len(references):
        blocks.append(
            Paragraph(
                (
                    Open(
                        "Eerder werk, of een partner die dat heeft",
                        "Referenties: vul eerder werk in, of zoek een partner die ze heeft en laat die zich verbinden",
                        TOGETHER,
                    ),
                )
            )
        )
        blocks.append(_sheet(EarlierJob(""), source))
    else:
        blocks.append(_sheet(references[source.reference], source))
    return document(source, title, blocks)


def earlier_work(source: BidSource) -> list[EarlierJob]:
    """What the dossier names and what the library of answers adds; the same work stands there once, as the library has it."""
    jobs: dict[tuple[str, str], EarlierJob] = {}
    known = source.facts.get("evidence.references")
    for row in known.value if known is not None else ():
        job = EarlierJob(
            row.get("work", ""), row.get("client", ""), years=row.get("year", ""), value=row.get("value", "")
        )
        jobs[_same(job)] = job
    for job in source.earlier:
        standing = jobs.get(_same(job), EarlierJob(""))
        # The library knows more of it, and the dossier may know what nobody typed there.
        years, value = job.years or standing.years, job.value or standing.value
        jobs[_same(job)] = replace(job, years=years, value=value)
    return list(jobs.values())


def _same(job: EarlierJob) -> tuple[str, str]:
    return job.work.strip().casefold(), job.client.strip().casefold()


def asks_amounts(source: BidSource) -> bool:
    """Whether the buyer wants to know what earlier work was worth: an amount stands nowhere else unless it is asked."""
    texts = (requirement.text for requirement in source.requirements if requirement.is_confirmed)
    return any(ASKS_AMOUNT.search(text) and AMOUNT_WORDS.search(text) for text in texts)


def _sheet(job: EarlierJob, source: BidSource) -> Table:
    page = of_fact("evidence.references")
    client = job.client
    rows: list[Row] = [
        ("Opdrachtgever", client or (Open("welke klant?", "Referentie: opdrachtgever", page),)),
        ("Wat wij deden", job.work or (Open("welk werk?", "Referentie: wat wij deden", page),)),
        ("Jaar", job.years or (Open("welk jaar?", "Referentie: in welk jaar", page),)),
    ]
    # An amount is left out unless it is asked: it says what we earn, and a small one counts against us.
    if asks_amounts(source):
        value = job.value
        rows.append(
            (
                "Waarde",
                amount(value)
                if value
                else (Open("hoeveel was het werk waard?", "Referentie: wat was het werk waard?", page),),
            )
        )
    short = f" bij {client}" if client else ""
    rows += [
        ("Hoe dit werk lijkt op deze opdracht", job.likeness or (_likeness(short),)),
        ("Wie dit kan bevestigen", job.contact or (_confirmation(short),)),
    ]
    return Table(("Onderwerp", "Gegeven"), tuple(rows), "Referentie", (1, 2))


def _likeness(short: str) -> Open:
    ask = "waarin lijkt dit werk op wat nu gevraagd wordt? Denk aan soort, omvang en plaats"
    return Open(ask, f"Referentie{short}: hoe lijkt dit werk op wat nu gevraagd wordt?", LIBRARY)


def _confirmation(short: str) -> Open:
    ask = "wie? Naam en telefoonnummer, met toestemming"
    return Open(ask, f"Referentie{short}: wie kan het bevestigen (met toestemming)?", LIBRARY)
