"""The notary pack: everything that a notary asks for, in one ZIP that is made in memory and kept nowhere."""

import io
import zipfile
from datetime import date, datetime

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core import clock, files, word
from incubator.core.quantities import write_day
from incubator.core.word import open_points
from incubator.statutes import rules
from incubator.statutes.documents import DraftDetails, draft_deed, findings_about
from incubator.statutes.documents.amendment_decision import points_of_amendment
from incubator.statutes.documents.amendment_pack import ProposedChange, amendment_papers
from incubator.statutes.documents.founders import FilledIn
from incubator.statutes.documents.pack import PackDetails, PackPaper, papers
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries import amending, comparisons
from incubator.statutes.queries.explanations import explanations
from incubator.statutes.queries.wording import wording_of
from incubator.statutes.rules import asking
from incubator.statutes.services import document_of, undecided_in_words
from incubator.statutes.values import read
from incubator.statutes.values.amended_deed import AmendedDeed

DRAFT = "1 Ontwerp van de akte.docx"


def pack(version: StatutesVersion, *, now: datetime, filled_in: FilledIn | None = None) -> bytes:
    """The ZIP for the notary; `filled_in` is what founders filled in for the deed, for who may bring that to the notary.

    Raises `OSError` when the draft of this version is gone.
    """
    today = clock.local(now).date()
    made = _papers(version, filled_in or {}, now=now, today=today)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("0 Inhoud.txt", _contents(version, made, today))
        package.writestr(DRAFT, _draft(version, now=now, today=today))
        for paper in made:
            package.writestr(files.safe_name(f"{paper.name}.docx", ".docx"), word.to_bytes(paper.document))
    return stream.getvalue()


def _draft(version: StatutesVersion, *, now: datetime, today: date) -> bytes:
    """The document of the version; of an amendment that was adopted since, with the day of that meeting in it."""
    met_on = amending.adopted_on(version)
    if version.amends is None or met_on is None:
        return files.content_of(version.file)
    name = f"ontwerp, versie {version.number}"
    return document_of(
        version.cooperative,
        version.answers,
        name,
        now=now,
        today=today,
        undecided=version.undecided,
        in_force=version.amends,
        met_on=met_on,
        wording=wording_of(version),
    )


def _amended(version: StatutesVersion) -> AmendedDeed | None:
    if version.amends is None:
        return None
    return amending.amended_deed(version.amends, amending.adopted_on(version))


def _papers(version: StatutesVersion, filled_in: FilledIn, *, now: datetime, today: date) -> list[PackPaper]:
    statutes, group, amended = amending.statutes_of(version), version.cooperative, _amended(version)
    findings = findings_about(statutes, rules.check(statutes, on=today))
    draft = draft_deed(statutes, findings, DraftDetails(now, write_day(today), group.name), amended)
    points = [f"{where}: {what}" for where, what in open_points(draft)]
    if amended is not None:
        points += points_of_amendment(statutes, amended, today)
    points += map(undecided_in_words, asking.left_open(statutes, version.undecided))
    # Of the dossier only how many: which facts these are is between the group and its coach.
    differing = len(cooperatives_queries.open_points_for(group, "statutes"))
    if differing:
        points.append(f"In het dossier van de groep zijn nog {differing} punten niet besloten.")
    details = PackDetails(statutes.name or group.name, version.number, now, today)
    if version.amends is None or amended is None:
        return papers(statutes, findings, points, details, filled_in)
    return amendment_papers(statutes, findings, points, details, _proposed(version, version.amends, amended))


def _proposed(version: StatutesVersion, in_force: StatutesVersion, amended: AmendedDeed) -> ProposedChange:
    changes = comparisons.compared(in_force, version)
    return ProposedChange(read(in_force.answers), amended, changes, explanations(version))


def _contents(version: StatutesVersion, made: list[PackPaper], today: date) -> str:
    whose = "oprichters" if version.amends is None else "coöperatie"
    lines = [
        f"Stukken voor de notaris: {version.cooperative.name}",
        f"Bij versie {version.number} van de statuten, gemaakt op {write_day(today)}",
        "",
        f"{DRAFT}: de tekst om mee te beginnen",
        *(f"{paper.name}.docx: {paper.purpose}" for paper in made),
        "",
        f"Dit zijn ontwerpen van de {whose}. De notaris beoordeelt ze en maakt de akte.",
    ]
    return "\r\n".join(lines)
