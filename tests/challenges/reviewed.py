"""The real notices with the level that each has, and how a reader judged it: is it worth a founder's time to explore a challenge now?

`worth`: yes, no or doubtful, judged from what the notice says and how things stood on the day below, by who had not seen the level.
`second`: what another reader, who had seen neither level nor judgement, said of the Dutch ones: yes, later (the moment is wrong) or no.
After a change of the rules: `python -m tests.challenges.reviewed` writes the levels anew, keeps the
judgements, and shows them beside the levels; read the difference.
"""

import csv
import os
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from incubator.app import create_app
from incubator.challenges.queries import assessing
from incubator.challenges.values import Level
from incubator.core import clock
from incubator.core.db import Base, db
from incubator.formats.values import PUBLICATION_SCHEMES
from incubator.notices.queries import publications
from incubator.notices.services import SourceDocument, import_documents

LEVELS = Path(__file__).parent / "data" / "levels.csv"
COLUMNS = ("scheme", "id", "version", "buyer", "title", "level", "next", "reasons", "worth", "second")
READERS = ("worth", "second")
REAL = ("eforms-real", "mixed-real", "ocds-real", "ted-r209-be", "ted-r209-nl", "ted-search-v3", "tenderned")
ON = date(2026, 11, 25)
FIRST = ("tenderned", "ted")


def documents(shared_data: Path) -> list[SourceDocument]:
    """The real notices as files; samples and what is broken on purpose left out."""
    files = []
    for folder in REAL:
        paths = sorted((shared_data / "notices" / folder).rglob("*"))
        files += [SourceDocument(path.name, path.read_bytes()) for path in paths if path.suffix in {".json", ".xml"}]
    return files


def import_all(shared_data: Path) -> None:
    import_documents(documents(shared_data), now=clock.now())
    db.session.commit()


def assessed() -> list[dict[str, str]]:
    """A row for each stored notice, without the judgement."""
    now = clock.start_of_day(ON)
    rows = []
    for notice, verdict in assessing.assess_each(publications.listed(now=now), today=ON, now=now):
        name = _name(notice)
        row = {
            "scheme": name.scheme.value,
            "id": name.value,
            "version": name.version,
            "buyer": notice.buyer.name if notice.buyer else "",
            "title": " ".join(notice.title.split())[:100],
            "level": verdict.level.value,
            "next": verdict.next_action.value,
            "reasons": _reasons(verdict),
        }
        rows.append(row)
    return sorted(rows, key=_key)


def _name(notice):
    names = [name for name in notice.identities if name.scheme in PUBLICATION_SCHEMES]
    return min(names, key=lambda name: (name.scheme.value not in FIRST, -len(name.scheme.value), name.value))


def _reasons(verdict) -> str:
    signs = {True: "+", False: "-", None: "?"}
    return " ".join(f"{ground.kind.value}{signs[ground.speaks_for]}{ground.weight:d}" for ground in verdict.grounds)


def _key(row):
    return row["scheme"], row["id"], row["version"]


def kept() -> list[dict[str, str]]:
    """The rows as they were reviewed."""
    with LEVELS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(rows, judged) -> None:
    with LEVELS.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, **judged.get(_key(row), {})})


def table(rows) -> str:
    """How often each reader judged the notices of a level so."""
    lines = []
    for level in Level:
        of_level = [row for row in rows if row["level"] == level.value]
        for reader in READERS:
            counted = Counter(row[reader] for row in of_level if row[reader])
            lines.append(f"{level.value:10} {reader:7} {dict(counted.most_common())}")
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(instance=Path(folder), timetable=False)
        with app.app_context():
            Base.metadata.create_all(db.engine)
            import_all(Path(os.environ["INCUBATOR_SHARED_DATA"]))
            write(assessed(), {_key(row): {reader: row[reader] for reader in READERS} for row in kept()})
    print(table(kept()))
