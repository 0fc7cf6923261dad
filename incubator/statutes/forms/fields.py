"""Fields of the interview: usual choices beside an answer in own words, lists and percentages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, StringField, TextAreaField
from wtforms.utils import unset_value

from incubator.core.errors import RuleViolation
from incubator.core.forms import readable
from incubator.core.i18n import explain, language
from incubator.core.quantities import read_number, read_share, write_decimal
from incubator.core.typed_fields import StopsAtItsReading
from incubator.statutes.values.interview import AnswerField, Choice

OWN, NOTHING = "own", ""
YES_AND_NO = {"y": True, "n": False}


@dataclass(frozen=True, slots=True)
class WeighedOption:
    """A choice as a page shows it: what is sent, its label, what speaks for and against it, and whether it is chosen."""

    key: str
    label: str
    pro: str = ""
    con: str = ""
    chosen: bool = False
    dutch: bool = False  # the words of the deed itself, whatever the language of the page


class LinesField(TextAreaField):
    """A list: one item on a line."""

    def _value(self) -> str:
        if isinstance(self.data, str):
            return self.data
        return "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = lines_of("".join(valuelist))


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, without blanks around them."""
    lines = [line.strip() for line in text.splitlines()]
    return list(filter(None, lines))


class WithOwnWords(Field):
    """A field whose answer is chosen, or written in own words in a second input named `<name>-own`."""

    data: Any
    answer: AnswerField

    @property
    def own_name(self) -> str:
        return f"{self.name}-own"

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        if formdata is not None:
            chosen = [str(readable(text)) for text in formdata.getlist(self.name)]
            self.data = self.read(chosen, str(readable(formdata.get(self.own_name, ""))).strip())

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was sent is read as a whole, in `process`."""

    def read(self, chosen: list[str], own: str) -> Any:
        """The answer out of what was chosen and what was written."""
        raise NotImplementedError

    def options(self) -> list[WeighedOption]:
        """The choices, with which of them holds now."""
        raise NotImplementedError

    def own_text(self) -> str:
        """What stands in the input for own words."""
        raise NotImplementedError

    def in_words(self) -> str:
        """The answer as a page tells it."""
        chosen = [option.label for option in self.options() if option.chosen and option.key not in {OWN, NOTHING}]
        return "\n".join([*chosen, *lines_of(self.own_text())])


class ChoiceField(WithOwnWords):
    """One of several: yes or no (True, False), a value, own words where they are allowed, or nothing (None) where the law fills in."""

    def __init__(self, label: str, *, answer: AnswerField, silence: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.answer = answer
        self.silence = silence
        self.is_open = True  # nobody has chosen yet, not even to leave it to the law

    @property
    def allows_own(self) -> bool:
        return bool(self.answer.own.nl or self.answer.usual)

    def read(self, chosen: list[str], own: str) -> Any:
        key = next(iter(chosen), OWN if own else None)
        self.is_open = key is None or (key == OWN and not own)
        if key in {None, NOTHING}:
            return None
        if key == OWN:
            return own or None
        known = self._known().get(str(key), unset_value)
        if known is not unset_value:
            return known
        # A script, or an answer that was taken in from a file, may say more than the choices do.
        return key if self.allows_own else self._unknown()

    def _unknown(self) -> None:
        self.process_errors = [_("Choose one of these answers.")]

    def _known(self) -> dict[str, Any]:
        if self.answer.kind == "yes_no":
            return dict(YES_AND_NO)
        values = [choice.value for choice in self.answer.choices] or list(self.answer.usual)
        return {str(value): value for value in values}

    def options(self) -> list[WeighedOption]:
        current = self._current_key()
        options = [self._option(key, key == current) for key in self._known()]
        if current not in {None, NOTHING, OWN} and current not in self._known():
            options.append(WeighedOption(str(current), str(current), chosen=True, dutch=True))
        if self.allows_own:
            label = self.answer.own.in_language(language()) or _("In our own words")
            options.append(WeighedOption(OWN, label, chosen=current == OWN))
        if self.silence and not self.answer.needed:
            options.append(WeighedOption(NOTHING, _("We choose nothing"), con=self.silence, chosen=current == NOTHING))
        return options

    def _current_key(self) -> str | None:
        if self.data is None:
            return None if self.is_open else NOTHING
        for key, value in self._known().items():
            if same_value(value, self.data):
                return key
        return OWN if self.allows_own else str(self.data)

    def _option(self, key: str, chosen: bool) -> WeighedOption:
        spoken = language()
        choice = self._choice(key)
        if choice is None:
            return WeighedOption(key, _yes_or_no(key) or key, chosen=chosen, dutch=key not in YES_AND_NO)
        label = choice.label.in_language(spoken) or _yes_or_no(key)
        return WeighedOption(key, label, choice.pro.in_language(spoken), choice.con.in_language(spoken), chosen)

    def _choice(self, key: str) -> Choice | None:
        value = self._known()[key]
        return next((choice for choice in self.answer.choices if choice.value == value), None)

    def sets(self) -> Mapping[str, Any]:
        """The other answers that come with what was chosen."""
        choice = next((choice for choice in self.answer.choices if same_value(choice.value, self.data)), None)
        return choice.sets if choice else {}

    def own_text(self) -> str:
        return str(self.data) if self._current_key() == OWN and self.data is not None else ""


def _yes_or_no(key: str) -> str:
    return {"y": _("Yes"), "n": _("No")}.get(key, "")


def same_value(value: Any, other: Any) -> bool:
    """Whether two stored answers say the same: 0.1 and "1/10" are one share, "2/3" and "67%" another."""
    if value == other:
        return True
    if isinstance(value, bool) or isinstance(other, bool):
        return False
    share, other_share = read_share(value), read_share(other)
    return share is not None and share == other_share


class ChoicesField(WithOwnWords):
    """Several of a list; what stands there already and is not in the list stays a choice."""

    data: list[str]

    def __init__(self, label: str, *, answer: AnswerField, **more: Any) -> None:
        super().__init__(label, **more)
        self.answer = answer

    def read(self, chosen: list[str], own: str) -> list[str]:
        return list(dict.fromkeys(filter(str.strip, chosen)))

    def options(self) -> list[WeighedOption]:
        spoken, current = language(), self.data or []
        known = {choice.value for choice in self.answer.choices}
        options = [_of(choice, spoken, choice.value in current) for choice in self.answer.choices]
        return options + [
            WeighedOption(value, value, chosen=True, dutch=True) for value in current if value not in known
        ]

    def own_text(self) -> str:
        return ""


def _of(choice: Choice, spoken: str, chosen: bool) -> WeighedOption:
    label, pro, con = (part.in_language(spoken) for part in (choice.label, choice.pro, choice.con))
    return WeighedOption(str(choice.value), label, pro, con, chosen)


class UsualLinesField(WithOwnWords):
    """A list: usual items to tick, and lines of one's own."""

    data: list[str]

    def __init__(self, label: str, *, answer: AnswerField, **more: Any) -> None:
        super().__init__(label, **more)
        self.answer = answer

    def read(self, chosen: list[str], own: str) -> list[str]:
        lines = [line for text in (*chosen, own) for line in lines_of(text)]
        return list(dict.fromkeys(lines))

    def options(self) -> list[WeighedOption]:
        current = self.data or []
        return [WeighedOption(item, item, chosen=item in current, dutch=True) for item in self.answer.usual]

    def own_text(self) -> str:
        return "\n".join(item for item in self.data or [] if item not in self.answer.usual)


class PercentField(StopsAtItsReading, StringField):
    """A part in percent as people type it (30, 12,5, 30%), kept as a number of percents."""

    def _value(self) -> str:
        if isinstance(self.data, Decimal):
            return write_decimal(self.data, language())
        if self.raw_data:
            return str(self.raw_data[0])
        return ""

    def read(self, typed: str) -> Decimal:
        try:
            number = read_number(typed.rstrip("% "), language())
        except RuleViolation as broken_rule:
            raise ValueError(explain(broken_rule)) from broken_rule
        if not 0 <= number <= 100:
            raise ValueError(_("Write a number from 0 to 100."))
        return number
