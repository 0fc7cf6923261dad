"""The notary pack: everything that a notary asks for, in one ZIP that is made in memory and kept nowhere."""

import io
import zipfile
from datetime import date, datetime

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core import clock, files, word
from incubator.core.quantities import write_day
from incubator.core.word import open_points
from incubator.statutes import rules
from incubator.statutes.documents import DraftDetails, deed
from incubator.statutes.documents.pack import PackDetails, PackPaper, papers
from incubator.statutes.models import StatutesVersion
from incubator.statutes.values import read

DRAFT = "1 Ontwerp van de akte.docx"


def pack(version: StatutesVersion, *, now: datetime) -> bytes:
    """The ZIP for the notary. Raises `OSError` when the draft of this version is gone."""
    today = clock.local(now).date()
    made = _papers(version, now=now, today=today)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("0 Inhoud.txt", _contents(version, made, today))
        package.writestr(DRAFT, files.content_of(version.file))
        for paper in made:
            package.writestr(files.safe_name(f"{paper.name}.docx", ".docx"), word.to_bytes(paper.document))
    return stream.getvalue()


def _papers(version: StatutesVersion, *, now: datetime, today: date) -> list[PackPaper]:
    statutes, group = read(version.answers), version.cooperative
    findings = rules.check(statutes, on=today)
    draft = deed(statutes, findings, DraftDetails(now, write_day(today), group.name))
    points = [f"{where}: {what}" for where, what in open_points(draft)]
    # Of the dossier only how many: which facts these are is between the group and its coach.
    undecided = len(cooperatives_queries.open_points_for(group, "statutes"))
    if undecided:
        points.append(f"In het dossier van de groep zijn nog {undecided} punten niet besloten.")
    details = PackDetails(statutes.name or group.name, version.number, now, today)
    return papers(statutes, findings, points, details)


def _contents(version: StatutesVersion, made: list[PackPaper], today: date) -> str:
    lines = [
        f"Stukken voor de notaris: {version.cooperative.name}",
        f"Bij versie {version.number} van de statuten, gemaakt op {write_day(today)}",
        "",
        f"{DRAFT}: de tekst om mee te beginnen",
        *(f"{paper.name}.docx: {paper.purpose}" for paper in made),
        "",
        "Dit zijn ontwerpen van de oprichters. De notaris beoordeelt ze en maakt de akte.",
    ]
    return "\r\n".join(lines)
