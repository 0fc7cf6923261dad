"""Who stands on a map as a table: what stands in it can be read in again."""

from collections.abc import Iterable, Iterator, Sequence

from incubator.core import files, tables
from incubator.neighbourhood.values import Certainty
from incubator.powermap.models import PowerActor
from incubator.powermap.values import PowerKind, PowerPersonGround

MEDIA = {"csv": files.CSV, "xlsx": files.SHEET}
COLUMNS = (
    tables.Column("Naam", 32),
    tables.Column("Belang", 8),
    tables.Column("Invloed", 8),
    tables.Column("Soort", 14),
    tables.Column("Voor ons", 40),
    tables.Column("Grond", 18),
    tables.Column("Grond sinds", 12),
    tables.Column("Zekerheid", 12),
    tables.Column("Bron", 40),
    tables.Column("Wie zei het", 20),
    tables.Column("Wanneer", 12),
)
# A file is Dutch, whatever language the page is in: `rules.sheets` reads these words.
KINDS = {
    PowerKind.ORGANISATION: "organisatie",
    PowerKind.GROUP: "groep",
    PowerKind.ROLE: "rol",
    PowerKind.PERSON: "persoon",
}
GROUNDS = {PowerPersonGround.PUBLIC_OFFICE: "openbaar ambt", PowerPersonGround.CONSENT: "toestemming"}
CERTAINTIES = {Certainty.FACT: "feit", Certainty.ESTIMATE: "schatting"}


def names_table(actors: Sequence[PowerActor], form: str, *, with_persons: bool) -> bytes:
    """Who stands on the map as CSV or XLSX; without `with_persons` nobody who stands there by name. Raises `KeyError` for another form."""
    rows = _rows(actor for actor in actors if with_persons or actor.kind is not PowerKind.PERSON)
    if MEDIA[form] is files.CSV:
        return tables.csv_table(COLUMNS, rows)
    return tables.xlsx_table("Machtkaart", COLUMNS, rows)


def _rows(actors: Iterable[PowerActor]) -> Iterator[Sequence[tables.Value]]:
    for actor in actors:
        ground = GROUNDS[actor.person_ground] if actor.person_ground else ""
        yield (
            actor.name,
            actor.interest,
            actor.influence,
            KINDS[actor.kind],
            actor.for_us,
            ground,
            actor.ground_on,
            CERTAINTIES[actor.certainty],
            actor.source,
            actor.said_by,
            actor.said_on,
        )
