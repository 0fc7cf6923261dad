"""The table of regulations: a line for each regulation of an authority, out of a row and into it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from incubator.challenges.rules import regulation_cells as cells
from incubator.challenges.rules.regulation_checks import cvdr_id
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference.authorities import Authority, authority, authority_of_code

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column: its heading, which field of a row it holds, how that is written and read, and what stands in it for `--help`."""

    heading: str
    field: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    explained: str
    width: int = 18


def _text(heading: str, field: str, explained: str, width: int = 30) -> RegisterColumn:
    return RegisterColumn(heading, field, cells.written_text, cells.read_text, explained, width)


def _words(heading: str, field: str, words: Mapping[Any, str], explained: str) -> RegisterColumn:
    return RegisterColumn(
        heading,
        field,
        lambda value: cells.written_word(value, words),
        lambda cell: cells.read_word(cell, words),
        f"{explained}: {', '.join(words.values())}",
    )


def _day(heading: str, field: str, explained: str) -> RegisterColumn:
    return RegisterColumn(heading, field, cells.written_day, cells.read_day, f"{explained}, as 1-12-2026", 14)


def _weeks(heading: str, field: str, explained: str) -> RegisterColumn:
    return RegisterColumn(
        heading, field, lambda weeks: cells.written_text(weeks and str(weeks)), cells.read_weeks, explained, 12
    )


def _sources_written(sources: Mapping[str, str] | None) -> str:
    return cells.written_lines([(HEADING_OF.get(field, field), source) for field, source in (sources or {}).items()])


def _sources_read(cell: str) -> dict[str, str]:
    fields = {heading: field for field, heading in HEADING_OF.items()}
    sources = {}
    for number, parts in enumerate(cells.read_lines(cell), start=1):
        if len(parts) != 2 or parts[0] not in fields or not parts[1]:
            raise RuleViolation(N_("Line %(row)s: write the heading of a column, a bar and the source."), row=number)
        sources[fields[parts[0]]] = parts[1]
    return dict(sorted(sources.items()))


def _challengers_written(challengers: list[str] | None) -> str:
    return cells.written_words(challengers or (), cells.CHALLENGERS)


COLUMNS = (
    _text("code", "code", "code of the authority: GM0363 (CBS), PV23, WS-de-dommel", 10),
    _text("overheid", "authority", "its name; left out it is looked up, another name is refused"),
    _words("vastgelegd", "laid_down", cells.LAID_DOWN, "whether the right is laid down"),
    _text("titel", "title", "what the regulation is called"),
    _text("titel_en", "title_en", "the same in English; empty: the Dutch holds"),
    _text("cvdr", "reference", "number of local law: CVDR with digits, or the address of its page", 14),
    _day("geldt_vanaf", "in_force_from", "first day on which it holds"),
    _day("geldt_tot", "in_force_until", "first day on which it holds no more"),
    RegisterColumn(
        "wie",
        "challengers",
        _challengers_written,
        lambda cell: cells.read_words(cell, cells.CHALLENGERS),
        f"who may challenge in any case, parted by commas: {', '.join(cells.CHALLENGERS.values())}",
    ),
    _text("wie_in_woorden", "who", "the same in words"),
    _text("wie_in_woorden_en", "who_en", "in English"),
    _words("rechtsvorm_nodig", "legal_form_required", cells.YES_NO, "whether a legal form is needed; empty is unknown"),
    _words("zonder_bedrijven", "excludes_commercial", cells.YES_NO, "whether commercial parties are left out"),
    _text("taken", "tasks", "which tasks", 40),
    _text("taken_en", "tasks_en", "in English", 40),
    _text("voorwaarden", "conditions", "conditions and form", 40),
    _text("voorwaarden_en", "conditions_en", "in English", 40),
    RegisterColumn(
        "uitsluitingen",
        "exclusion",
        lambda records: cells.written_exclusions(records or ()),
        cells.read_exclusions,
        "a line each: kind | words | English | article | codes of work (CPV) | whole euros",
        50,
    ),
    RegisterColumn(
        "onderdelen",
        "part",
        lambda records: cells.written_parts(records or ()),
        cells.read_parts,
        "of a request, in order, a line each: part | heading | English | article",
        50,
    ),
    _weeks("weken_besluit", "decision_weeks", "weeks to decide"),
    _weeks("weken_ingewikkeld", "complex_weeks", "weeks to decide on what is complex"),
    _weeks("weken_vooraf", "preparation_weeks", "weeks that are asked before the end of a contract, beside the term to decide"),
    _words("kosten", "cost_rule", cells.COST_RULES, "what it may cost"),
    _text("weigeringsgronden", "refusal", "grounds to refuse, in words", 40),
    _text("weigeringsgronden_en", "refusal_en", "in English", 40),
    _text("regeling_adres", "url", "where it can be read"),
    _text("formulier_adres", "form_url", "where one asks"),
    _text("bron", "source", "where this comes from"),
    RegisterColumn(
        "andere_bronnen",
        "sources_of",
        _sources_written,
        _sources_read,
        "what comes from elsewhere, a line each: heading of a column | source",
    ),
    _words("hoe_bekend", "mark", cells.MARKS, "how this is known"),
    _day("nagekeken_op", "checked_on", "when somebody looked"),
)  # fmt: skip
HEADINGS = tuple(column.heading for column in COLUMNS)
# A regulation calls some of its fields otherwise than a row does.
AS_IN_ROWS = {"in_force_from": "since", "in_force_until": "until", "exclusion": "exclusions", "part": "request_parts"}
HEADING_OF = {AS_IN_ROWS.get(column.field, column.field): column.heading for column in COLUMNS}


def written_line(row: Mapping[str, Any]) -> list[str]:
    """The cells of a regulation, in the order of the columns."""
    return [column.write(row.get(column.field)) for column in COLUMNS]


def read_line(line: Mapping[str, str]) -> tuple[Row, list[RuleViolation]]:
    """The row of a line, by heading, and what is wrong with it: each problem names its heading as its field."""
    row: Row = {}
    problems = []
    for column in COLUMNS:
        try:
            row[column.field] = column.read(line[column.heading])
        except RuleViolation as broken_rule:
            problems.append(RuleViolation(broken_rule.message, field=column.heading, **broken_rule.params))
    try:
        row |= _named(row)
    except RuleViolation as broken_rule:
        problems.append(broken_rule)
    if "reference" in row:
        row["reference"] = _reference(row["reference"])
    return row, problems


def _reference(typed: str | None) -> str:
    """The number, or what was typed when it is none: what checks the row says so."""
    try:
        return cvdr_id(typed or "")
    except RuleViolation:
        return typed or ""


def _named(row: Row) -> Row:
    """The code and the name of the authority of a line."""
    code = (row.get("code") or "").strip()
    known = authority_of_code(code)
    if known is None:
        raise RuleViolation(
            N_("There is no municipality, province or water board with the code “%(code)s”."),
            field="code",
            code=code[:40],
        )
    typed = row.get("authority")
    meant = authority(typed) if typed else None
    if meant is not None and meant.code != code:
        raise RuleViolation(
            N_("“%(code)s” is the code of %(name)s, not of %(typed)s."),
            field="overheid",
            code=code,
            name=known.name,
            typed=typed,
        )
    return {"code": code, "authority": name_of(known)}


def name_of(known: Authority) -> str:
    """What an authority is called where municipalities and provinces stand side by side."""
    if known.kind == "province":
        return f"Provincie {known.name}"
    return known.name.removesuffix(" (Z.)")
