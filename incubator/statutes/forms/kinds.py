"""The kinds of answers of the interview: for each its field, how a stored answer stands in it, and how what was filled in is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from incubator.core.errors import RuleViolation
from incubator.core.forms import CountField, DayField, EurosField, MonthDayField, stripped
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_count, read_day, read_share
from incubator.statutes.documents.library import library
from incubator.statutes.forms.fields import (
    ChoiceField,
    ChoicesField,
    LinesField,
    PercentField,
    Table,
    TableColumn,
    TableField,
    UsualLinesField,
)
from incubator.statutes.values.interview import AnswerField, Choice, Words

LONGEST = 5000  # as in the schema
PLACES = (
    Choice("deed", Words("In de akte", "In the deed"), Words(), Words()),
    Choice("house_rules", Words("In het huishoudelijk reglement", "In the house rules"), Words(), Words()),
    Choice("member_agreement", Words("In de ledenovereenkomst", "In the member agreement"), Words(), Words()),
)
MAJORITIES = (
    ("2/3", "twee derde", "two thirds"),
    ("3/4", "drie vierde", "three quarters"),
    ("4/5", "vier vijfde", "four fifths"),
    ("9/10", "negen tiende", "nine tenths"),
)
NO_CHOICE = ("", "kies", "choose")


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """How one kind of answer is asked. `shown` and `stored` may raise `RuleViolation`."""

    make: Callable[[AnswerField, dict[str, Any]], Any]
    shown: Callable[[Any], Any]
    stored: Callable[[Any, Any], Any]  # what was filled in, and the answer that stood there before


def _same(value: Any) -> Any:
    return value


def _plain(value: Any, _before: Any) -> Any:
    """A text or a list; empty is no answer."""
    return value or None


def _kept(value: Any, _before: Any) -> Any:
    return value


def _line(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return StringField(filters=[stripped], validators=[Optional(), Length(max=500)], **texts)


def _text(answer: AnswerField, texts: dict[str, Any]) -> Any:
    if answer.usual:
        return ChoiceField(answer=answer, validators=[Length(max=LONGEST)], **texts)
    return TextAreaField(filters=[stripped], validators=[Optional(), Length(max=LONGEST)], **texts)


def _line_or_usual(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return _text(answer, texts) if answer.usual else _line(answer, texts)


def _lines(answer: AnswerField, texts: dict[str, Any]) -> Any:
    if answer.usual:
        return UsualLinesField(answer=answer, **texts)
    return LinesField(**texts)


def _choice(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoiceField(answer=answer, **texts)


def _place(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoiceField(answer=_with_choices(answer, PLACES), **texts)


def _with_choices(answer: AnswerField, choices: tuple[Choice, ...]) -> AnswerField:
    return AnswerField(answer.path, "choice", answer.label, answer.hint, answer.needed, answer.when, choices)


def _choices(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoicesField(answer=answer, **texts)


def _count(answer: AnswerField, texts: dict[str, Any]) -> Any:
    between = NumberRange(min=answer.low, max=answer.high)
    return CountField(validators=[Optional(), between], **texts)


def _field(field_class: Any) -> Callable[[AnswerField, dict[str, Any]], Any]:
    return lambda _answer, texts: field_class(validators=[Optional()], **texts)


def _number(value: Any) -> int | None:
    """A whole number, also where a file has it as a text; None of what is none."""
    try:
        return read_count(value, "en")
    except RuleViolation:
        return None


def _day(value: Any) -> date | None:
    try:
        return read_day(value)
    except RuleViolation:
        return None


def _day_stored(value: Any, _before: Any) -> str | None:
    return value.isoformat() if value else None


def _percents(value: Any) -> Decimal | None:
    """The number of "30%", of 0.3 and of 30: as the answers are read everywhere."""
    share = read_share(value)
    if share is None:
        return None
    if share > 1 and "%" not in str(value):
        share /= 100
    percents: Fraction = share * 100
    return round(Decimal(percents.numerator) / percents.denominator, 2).normalize()


def _percents_stored(value: Any, _before: Any) -> str | None:
    return None if value is None else f"{value:f}%"


FOUNDERS = Table(
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
SEATS = Table(
    (TableColumn("name", "Volledige naam", "Full name"), TableColumn("function", "Functie", "Function")),
    needed=("name",),
)
VOTES = Table(
    (TableColumn("function", "Functie", "Function"), TableColumn("votes", "Stemmen", "Votes")),
    needed=("function", "votes"),
)
RESTRICTIONS = Table(
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


def _additions_table() -> Table:
    # The library has one language: an article has the title that it has in the deed.
    articles = tuple((article["id"], article["title"], article["title"]) for article in library())
    return Table(
        (
            TableColumn("article", "Bij welk artikel", "At which article", (NO_CHOICE, *articles)),
            TableColumn("text", "Eigen tekst", "Own text"),
        ),
        needed=("article", "text"),
    )


def _table(table: Callable[[], Table]) -> Callable[[AnswerField, dict[str, Any]], Any]:
    return lambda _answer, texts: TableField(table=table(), **texts)


def _founders_shown(founders: Any) -> list[dict[str, str]]:
    rows = []
    for founder in founders:
        comes = "power" if founder.get("written_poa") or not founder.get("present", True) else "present"
        rows.append({"name": founder.get("name") or "", "kind": founder.get("kind") or "natural", "comes": comes})
    return rows


def _founders_stored(rows: Any, before: Any) -> list[dict[str, Any]] | None:
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


def _seats_shown(seats: Any) -> list[dict[str, str]]:
    return [_seat(entry) for entry in seats if entry]


def _seat(entry: Any) -> dict[str, str]:
    if isinstance(entry, Mapping):
        return {"name": str(entry.get("name") or ""), "function": str(entry.get("function") or "")}
    return {"name": str(entry), "function": ""}


def _seats_stored(rows: Any, before: Any) -> list[Any] | None:
    """Names, or objects with a function; what a file said besides of the same person stays."""
    known = {entry.get("name"): entry for entry in before or () if isinstance(entry, Mapping)}
    seats: list[Any] = []
    for row in rows:
        entry = {**known.get(row["name"], {}), "name": row["name"], "function": row.get("function") or None}
        filled = {key: value for key, value in entry.items() if value is not None}
        seats.append(row["name"] if set(filled) == {"name"} else filled)
    return seats or None


def _votes_shown(votes: Any) -> list[dict[str, str]]:
    if isinstance(votes, Mapping):
        return [{"function": str(name), "votes": str(count)} for name, count in votes.items()]
    rows = []
    for entry in votes:
        holder = entry if isinstance(entry, Mapping) else {"function": str(entry)}
        rows.append(
            {"function": str(holder.get("function") or holder.get("name") or ""), "votes": str(holder.get("votes", 1))}
        )
    return rows


def _votes_stored(rows: Any, _before: Any) -> list[dict[str, Any]] | None:
    """Raises `RuleViolation` where votes are no whole number above zero."""
    votes = []
    for row in rows:
        count = read_count(row["votes"])
        if count < 1:
            raise RuleViolation(N_("A director has at least one vote."))
        votes.append({"function": row["function"], "votes": count})
    return votes or None


def _restrictions_shown(clauses: Any) -> list[dict[str, str]]:
    rows = []
    for clause in clauses:
        entry = clause if isinstance(clause, Mapping) else {"clause": clause}
        columns = ("clause", "majority", "change_majority")
        rows.append({name: str(entry.get(name) or "") for name in columns})
    return rows


def _restrictions_stored(rows: Any, _before: Any) -> list[dict[str, str]] | None:
    clauses = []
    for row in rows:
        # A restriction that its own majority does not protect could be lifted first, and would mean nothing (2:43(4)).
        change = row.get("change_majority") or row["majority"]
        clauses.append({"clause": row["clause"], "majority": row["majority"], "change_majority": change})
    return clauses or None


def _additions_shown(additions: Any) -> list[dict[str, str]]:
    return [{"article": article, "text": text} for article, text in additions.items()]


def _additions_stored(rows: Any, _before: Any) -> dict[str, str] | None:
    """Texts by article; two rows about one article become two sentences of one text."""
    additions: dict[str, str] = {}
    for row in rows:
        before = additions.get(row["article"])
        additions[row["article"]] = f"{before} {row['text']}" if before else row["text"]
    return additions or None


KINDS: dict[str, AnswerKind] = {
    "line": AnswerKind(_line_or_usual, _same, _plain),
    "text": AnswerKind(_text, _same, _plain),
    "lines": AnswerKind(_lines, _same, _plain),
    "choice": AnswerKind(_choice, _same, _kept),
    "choices": AnswerKind(_choices, _same, _plain),
    "yes_no": AnswerKind(_choice, _same, _kept),
    "place": AnswerKind(_place, _same, _kept),
    "count": AnswerKind(_count, _number, _kept),
    "euros": AnswerKind(_field(EurosField), _number, _kept),
    "percent": AnswerKind(_field(PercentField), _percents, _percents_stored),
    "day": AnswerKind(_field(DayField), _day, _day_stored),
    "month_day": AnswerKind(_field(MonthDayField), _same, _plain),
    "founders": AnswerKind(_table(lambda: FOUNDERS), _founders_shown, _founders_stored),
    "seats": AnswerKind(_table(lambda: SEATS), _seats_shown, _seats_stored),
    "votes": AnswerKind(_table(lambda: VOTES), _votes_shown, _votes_stored),
    "restrictions": AnswerKind(_table(lambda: RESTRICTIONS), _restrictions_shown, _restrictions_stored),
    "additions": AnswerKind(_table(_additions_table), _additions_shown, _additions_stored),
}
NEEDS_AN_ANSWER = _l("Give an answer here, or press “We do not know yet”.")
