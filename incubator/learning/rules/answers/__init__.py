"""What each kind of answer is: how it is kept, how long it may be, when it is right, and how one reads it."""

from incubator.learning.rules.answers.kinds import AnswerShape
from incubator.learning.rules.answers.lines import CHOICE, LINE, LIST, MONEY, NUMBER
from incubator.learning.rules.answers.parts import FILE, REASONS
from incubator.learning.rules.answers.rows import ROWS, TABLE, added_up, cell_in_words
from incubator.learning.rules.answers.sums import CALCULATOR
from incubator.learning.values import FieldKind

KINDS: dict[FieldKind, AnswerShape] = {
    FieldKind.TEXT: LINE,
    FieldKind.LONG: LINE,
    FieldKind.LIST: LIST,
    FieldKind.NUMBER: NUMBER,
    FieldKind.MONEY: MONEY,
    FieldKind.CHOICE: CHOICE,
    FieldKind.REASONS: REASONS,
    FieldKind.PEOPLE: ROWS,
    FieldKind.RECORDS: ROWS,
    FieldKind.TABLE: TABLE,
    FieldKind.FILE: FILE,
    FieldKind.CALCULATOR: CALCULATOR,
}

__all__ = ["KINDS", "AnswerShape", "added_up", "cell_in_words"]
