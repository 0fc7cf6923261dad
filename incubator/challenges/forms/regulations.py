"""The forms of the register of rules: a regulation, a file, and a report of what is not right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.challenges.messages import regulations as words
from incubator.challenges.rules.regulation_checks import cvdr_id
from incubator.challenges.rules.regulation_typed import REQUIRED, check_row, typed_exclusion, typed_part
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, MultiCheckboxField, readable, stripped
from incubator.core.i18n import mark as N_
from incubator.core.rows import RowsField
from incubator.core.typed_fields import CountField, DayField

YES_NO = {"yes": True, "no": False, "": None}
UNKNOWN = ""
AS_TYPED = {answer: typed for typed, answer in YES_NO.items()}
SOURCE_LINE = N_("Line %(row)s: choose what it is about, and write the source.")


@dataclass(frozen=True, slots=True)
class RegulationColumn:
    """A column of a table in the form; with choices it is chosen from."""

    id: str
    name: Any
    choices: Mapping[Any, Any] | None = None
    kind: str = "text"

    def label(self, _language: str) -> str:
        return str(self.name)

    def options(self, _language: str) -> list[tuple[str, str]]:
        """What can be chosen; nothing comes first."""
        return [("", str(_("Choose"))), *((value, str(word)) for value, word in (self.choices or {}).items())]


BESIDE = (RegulationColumn("en", _l("In English")), RegulationColumn("article", _l("Article")))
EXCLUSION_COLUMNS = (
    RegulationColumn("kind", _l("Kind"), words.EXCLUSIONS),
    RegulationColumn("nl", _l("In words")),
    *BESIDE,
    RegulationColumn("cpv", _l("Codes of the work (CPV)")),
    RegulationColumn("amount", _l("Amount in whole euros"), kind="amount"),
)
PART_COLUMNS = (
    RegulationColumn("part", _l("What it is about"), words.PARTS),
    RegulationColumn("nl", _l("Heading of the authority")),
    *BESIDE,
)
SOURCE_COLUMNS = (
    RegulationColumn("field", _l("About"), words.FIELDS),
    RegulationColumn("source", _l("Source")),
)


def _needed(name: str) -> InputRequired:
    """What has to be filled in, with the sentence for who left it out."""
    return InputRequired(lazy_gettext(REQUIRED[name]))


def _line(label: Any, hint: Any = "", need: Any = None) -> StringField:
    return StringField(label, filters=[stripped], validators=[need or Optional()], description=hint)


def _text(label: Any, hint: Any = "") -> TextAreaField:
    return TextAreaField(label, filters=[stripped], validators=[Optional()], description=hint)


def _choice(label: Any) -> RadioField:
    answers = [
        SelectChoice("yes", _l("Yes")),
        SelectChoice("no", _l("No")),
        SelectChoice(UNKNOWN, _l("We do not know")),
    ]
    return RadioField(label, choices=answers, validators=[Optional()], default=UNKNOWN)


def _weeks(label: Any) -> CountField:
    return CountField(
        label, validators=[Optional()], description=_l("In weeks. Leave it open when you do not know it.")
    )


class RegulationForm(Form):
    """Everything that is known of a regulation. What stays open is unknown."""

    version = HiddenField()
    laid_down = RadioField(words.FIELDS["laid_down"], validators=[_needed("laid_down")])
    title = _line(words.FIELDS["title"], _l("For example: Participatieverordening 2026, chapter 3."), _needed("title"))
    reference = _line(
        words.FIELDS["reference"], _l("Such as CVDR723122. You may paste the address of lokaleregelgeving.overheid.nl.")
    )
    since = DayField(words.FIELDS["since"], validators=[Optional()], description=_l("For example 1-12-2026."))
    until = DayField(
        words.FIELDS["until"],
        validators=[Optional()],
        description=_l("Repealed? Then the first day without these rules."),
    )
    url = _line(words.FIELDS["url"])
    form_url = _line(words.FIELDS["form_url"])
    who_codes = MultiCheckboxField(words.FIELDS["who_codes"], validators=[Optional()])
    who = _text(words.FIELDS["who"])
    legal_form_required = _choice(words.FIELDS["legal_form_required"])
    excludes_commercial = _choice(words.FIELDS["excludes_commercial"])
    tasks = _text(words.FIELDS["tasks"])
    conditions = _text(words.FIELDS["conditions"])
    cost_rule = RadioField(words.FIELDS["cost_rule"], validators=[Optional()], default=UNKNOWN)
    exclusion = RowsField(words.FIELDS["exclusions"], columns=EXCLUSION_COLUMNS)
    part = RowsField(words.FIELDS["request_parts"], columns=PART_COLUMNS)
    decision_weeks = _weeks(words.FIELDS["decision_weeks"])
    complex_weeks = _weeks(words.FIELDS["complex_weeks"])
    preparation_weeks = _weeks(words.FIELDS["preparation_weeks"])
    refusal = _text(words.FIELDS["refusal"])
    title_en = _line(_l("What the regulation is called, in English"))
    who_en = _text(_l("Who may challenge, in English"))
    tasks_en = _text(_l("Which tasks, in English"))
    conditions_en = _text(_l("Conditions, in English"))
    refusal_en = _text(_l("Grounds to refuse, in English"))
    source = _line(
        _l("Where does this come from?"), _l("For example the address of the page, or who told you."), _needed("source")
    )
    sources = RowsField(_l("Does something come from elsewhere?"), columns=SOURCE_COLUMNS)
    mark = RadioField(_l("How do you know this?"), validators=[_needed("mark")])
    checked_on = DayField(_l("On which day did somebody look?"), validators=[_needed("checked_on")])

    row: dict[str, Any]  # what was typed, once it was looked at

    @property
    def tables(self) -> tuple[RowsField, ...]:
        """The fields with rows that a button adds or takes away."""
        return self.exclusion, self.part, self.sources

    pressed = ""  # the table of which a button was pressed

    def is_open(self, part: str) -> bool:
        """Whether a part that is folded away has to be seen: something is wrong in it, or a row was added or taken away."""
        if any(self[name].errors for name in FOLDED[part]):
            return True
        return self.pressed in FOLDED[part]

    def filled(self, part: str) -> int:
        """How many fields of a part that is folded away hold something."""
        return sum(bool(self[name].data) for name in FOLDED[part])

    def validate(self, extra_validators: Any = None) -> bool:
        """Read what was typed as a row; what is wrong stands at its field."""
        super().validate(extra_validators)
        row = self._typed()
        for problem in check_row(row):
            # A field that could not be read says so already.
            if not self[problem.field].errors:
                self.refuse(problem)
        if self.errors:
            return False
        row["reference"] = cvdr_id(self.reference.data or "")
        self.row = {name: value for name, value in row.items() if value is not None}
        return True

    def _typed(self) -> dict[str, Any]:
        """What was typed, by the names of a row; what is wrong in a table stands at that table."""
        row: dict[str, Any] = {name: self[name].data or None for name in PLAIN}
        for name in ("decision_weeks", "complex_weeks", "preparation_weeks"):
            row[name] = self[name].data
        for name in ("legal_form_required", "excludes_commercial"):
            row[name] = YES_NO.get(self[name].data or UNKNOWN)
        row |= {"challengers": self.who_codes.data or [], "checked_on": _iso(self.checked_on.data)}
        row |= {"in_force_from": _iso(self.since.data), "in_force_until": _iso(self.until.data)}
        row["exclusion"] = self._rows(self.exclusion, typed_exclusion)
        row["part"] = self._rows(self.part, typed_part)
        row["sources_of"] = self._sources()
        return row

    def _rows(
        self, field: RowsField, typed: Callable[[Mapping[str, str], int], dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """The lines of a table; what is wrong with one is said at the table, with its number."""
        rows = []
        for number, cells in enumerate(field.data, start=1):
            try:
                rows.append(typed(cells, number))
            except RuleViolation as broken_rule:
                self.refuse(RuleViolation(broken_rule.message, field=field.short_name, **broken_rule.params))
        return rows

    def _sources(self) -> dict[str, str]:
        sources = {}
        for number, cells in enumerate(self.sources.data, start=1):
            if cells["field"] not in words.FIELDS or not cells["source"]:
                self.refuse(RuleViolation(SOURCE_LINE, field="sources", row=number))
            sources[cells["field"]] = cells["source"]
        return dict(sorted(sources.items()))


ENGLISH = ("title_en", "who_en", "tasks_en", "conditions_en", "refusal_en")
FOLDED = {
    "challengers": (
        *("who_codes", "who", "legal_form_required", "excludes_commercial"),
        *("tasks", "conditions", "cost_rule"),
    ),
    "exclusions": ("exclusion",),
    "request": ("part", "form_url", "decision_weeks", "complex_weeks", "preparation_weeks", "refusal"),
    "english": ENGLISH,
    "sources": ("sources",),
}
PLAIN = (
    *("laid_down", "title", "reference", "url", "form_url", "who", "tasks", "conditions", "cost_rule", "refusal"),
    *(*ENGLISH, "source", "mark"),
)


def as_typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it stands in the fields of the form."""
    typed = {name: row.get(name) for name in (*PLAIN, "decision_weeks", "complex_weeks", "preparation_weeks")}
    for name in ("legal_form_required", "excludes_commercial"):
        typed[name] = AS_TYPED[row.get(name)]
    typed["cost_rule"] = row.get("cost_rule") or UNKNOWN
    typed["who_codes"] = row.get("challengers", [])
    typed["exclusion"] = _cells(row.get("exclusion", ()), EXCLUSION_COLUMNS)
    typed["part"] = _cells(row.get("part", ()), PART_COLUMNS)
    typed["sources"] = [{"field": field, "source": source} for field, source in row.get("sources_of", {}).items()]
    return typed


def _cells(records: Sequence[Mapping[str, Any]], columns: Sequence[RegulationColumn]) -> list[dict[str, str]]:
    rows = []
    for record in records:
        row = {}
        for column in columns:
            row[column.id] = _cell(record.get(column.id))
        rows.append(row)
    return rows


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    return str(value)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


class RegulationFileForm(Form):
    """A file with the register: the file itself is read by the page."""


class RegulationReportForm(Form):
    """What is not right on a page. Nobody has to say who they are."""

    text = TextAreaField(_l("What is not right?"), filters=[stripped], validators=[DataRequired(), Length(max=2000)])
    place = StringField(
        _l("Where can we read that?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("For example the address of a page of the authority."),
    )


def version_number(typed: str | None) -> int:
    """With which version a page began; 0 for nonsense."""
    digits = str(readable(typed or ""))
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
