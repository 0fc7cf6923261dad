"""Tables of the interview: founders, seats, votes, restrictions and own texts, and how their rows are stored and shown."""

from collections.abc import Mapping
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_count
from incubator.statutes.documents.library import library
from incubator.statutes.forms.table_fields import RowsTable, TableColumn

MAJORITIES = (
    ("2/3", "twee derde", "two thirds"),
    ("3/4", "drie vierde", "three quarters"),
    ("4/5", "vier vijfde", "four fifths"),
    ("9/10", "negen tiende", "nine tenths"),
)
NO_CHOICE = ("", "kies", "choose")


FOUNDERS = RowsTable(
    (
        TableColumn("name", "Volledige naam", "Full name"),
        TableColumn(
            "kind",
            "Wie is het",
            "Who is it",
            (("natural", "een mens", "a person"), ("legal", "een organisatie", "an organisation")),
        ),
        TableColumn(
            "comes",
            "Bij de notaris",
            "At the notary",
            (
                ("present", "komt zelf", "comes in person"),
                ("power", "geeft een schriftelijke volmacht", "gives a written power of attorney"),
            ),
        ),
    ),
    needed=("name",),
)
SEATS = RowsTable(
    (TableColumn("name", "Volledige naam", "Full name"), TableColumn("function", "Functie", "Function")),
    needed=("name",),
)
VOTES = RowsTable(
    (TableColumn("function", "Functie", "Function"), TableColumn("votes", "Stemmen", "Votes")),
    needed=("function", "votes"),
)
RESTRICTIONS = RowsTable(
    (
        TableColumn("clause", "Welke bepaling", "Which provision"),
        TableColumn("majority", "Hoeveel stemmen", "How many votes", (NO_CHOICE, *MAJORITIES)),
        TableColumn(
            "change_majority",
            "Om deze regel zelf te wijzigen",
            "To change this rule itself",
            (("", "evenveel", "as many"), *MAJORITIES),
        ),
    ),
    needed=("clause", "majority"),
)


def additions_table() -> RowsTable:
    # The library has one language: an article has the title that it has in the deed.
    articles = tuple((article["id"], article["title"], article["title"]) for article in library())
    return RowsTable(
        (
            TableColumn("article", "Bij welk artikel", "At which article", (NO_CHOICE, *articles)),
            TableColumn("text", "Eigen tekst", "Own text"),
        ),
        needed=("article", "text"),
    )


def founders_shown(founders: Any) -> list[dict[str, str]]:
    rows = []
    for founder in founders:
        comes = "power" if founder.get("written_poa") or not founder.get("present", True) else "present"
        rows.append({"name": founder.get("name") or "", "kind": founder.get("kind") or "natural", "comes": comes})
    return rows


def founders_stored(rows: Any, before: Any) -> list[dict[str, Any]] | None:
    """The founders; who was there already keeps the number by which details are kept."""
    ids = {founder.get("name"): founder.get("person_id") for founder in before or ()}
    taken = set(filter(None, ids.values()))
    founders = []
    for row in rows:
        number = ids.get(row["name"]) or _free_id(taken)
        taken.add(number)
        is_absent = row.get("comes") == "power"
        founders.append(
            {
                "person_id": number,
                "name": row["name"],
                "kind": row.get("kind") or "natural",
                "present": not is_absent,
                "written_poa": is_absent,
            }
        )
    return founders or None


def _free_id(taken: set[str]) -> str:
    number = 1
    while f"p{number}" in taken:
        number += 1
    return f"p{number}"


def seats_shown(seats: Any) -> list[dict[str, str]]:
    return [_seat(entry) for entry in seats if entry]


def _seat(entry: Any) -> dict[str, str]:
    if isinstance(entry, Mapping):
        return {"name": str(entry.get("name") or ""), "function": str(entry.get("function") or "")}
    return {"name": str(entry), "function": ""}


def seats_stored(rows: Any, before: Any) -> list[Any] | None:
    """Names, or objects with a function; what a file said besides of the same person stays."""
    known = {entry.get("name"): entry for entry in before or () if isinstance(entry, Mapping)}
    seats: list[Any] = []
    for row in rows:
        entry = {**known.get(row["name"], {}), "name": row["name"], "function": row.get("function") or None}
        filled = {key: value for key, value in entry.items() if value is not None}
        seats.append(row["name"] if set(filled) == {"name"} else filled)
    return seats or None


def votes_shown(votes: Any) -> list[dict[str, str]]:
    if isinstance(votes, Mapping):
        return [{"function": str(name), "votes": str(count)} for name, count in votes.items()]
    rows = []
    for entry in votes:
        holder = entry if isinstance(entry, Mapping) else {"function": str(entry)}
        rows.append(
            {"function": str(holder.get("function") or holder.get("name") or ""), "votes": str(holder.get("votes", 1))}
        )
    return rows


def votes_stored(rows: Any, _before: Any) -> list[dict[str, Any]] | None:
    """Raises `RuleViolation` where votes are no whole number above zero."""
    votes = []
    for row in rows:
        count = read_count(row["votes"])
        if count < 1:
            raise RuleViolation(N_("A director has at least one vote."))
        votes.append({"function": row["function"], "votes": count})
    return votes or None


def restrictions_shown(clauses: Any) -> list[dict[str, str]]:
    rows = []
    for clause in clauses:
        entry = clause if isinstance(clause, Mapping) else {"clause": clause}
        columns = ("clause", "majority", "change_majority")
        rows.append({name: str(entry.get(name) or "") for name in columns})
    return rows


def restrictions_stored(rows: Any, _before: Any) -> list[dict[str, str]] | None:
    clauses = []
    for row in rows:
        # A restriction that its own majority does not protect could be lifted first, and would mean nothing (2:43(4)).
        change = row.get("change_majority") or row["majority"]
        clauses.append({"clause": row["clause"], "majority": row["majority"], "change_majority": change})
    return clauses or None


def additions_shown(additions: Any) -> list[dict[str, str]]:
    return [{"article": article, "text": text} for article, text in additions.items()]


def additions_stored(rows: Any, _before: Any) -> dict[str, str] | None:
    """Texts by article; two rows about one article become two sentences of one text."""
    additions: dict[str, str] = {}
    for row in rows:
        before = additions.get(row["article"])
        additions[row["article"]] = f"{before} {row['text']}" if before else row["text"]
    return additions or None
