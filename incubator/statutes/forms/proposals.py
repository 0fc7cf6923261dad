"""Forms of the clause library: another text for a clause, and the decision on it."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.statutes.values.library_changes import LibraryText

LONGEST = 5000
LONGEST_LINE = 300
ACCEPT, DECLINE = "accept", "decline"


def in_lines(typed: str | None) -> str | None:
    """A text and the lines below it, each without blanks around it; empty lines are nothing."""
    if typed is None:
        return None
    return "\n".join(" ".join(line.split()) for line in typed.splitlines() if line.strip())


class ProposalForm(Form):
    """Another text for a clause. `looked_at` is what the text was when the page was opened."""

    looked_at = HiddenField()
    text = TextAreaField(
        _l("The new text"),
        filters=[in_lines],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l(
            "What stands between braces is filled in with the answers of a group: leave it as it is. "
            "A line below is a letter: a, b, c."
        ),
    )
    plain = TextAreaField(
        _l("What the article means, in Dutch"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l("Groups read this beside the text. Does your text mean something else? Then change it along."),
    )
    plain_en = TextAreaField(
        _l("What the article means, in English"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )
    reason = TextAreaField(
        _l("Why must the text change?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )
    law = StringField(
        _l("Which article of law does it rest on?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_LINE)],
        description=_l("For example: article 2:42(2) of the Civil Code."),
    )
    on_behalf_of = StringField(
        _l("Whose proposal is it?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_LINE)],
        description=_l("For example the name of the notary who asked for it. Leave it empty when it is your own."),
    )

    def proposed(self) -> LibraryText:
        return LibraryText(self.text.data or "", self.plain.data or "", self.plain_en.data or "")


class DecisionForm(Form):
    """What a manager decides on a proposal."""

    decision = RadioField(
        _l("What do you decide?"),
        choices=[
            SelectChoice(ACCEPT, _l("Accept: every draft gets this text")),
            SelectChoice(DECLINE, _l("Decline: the text stays as it is")),
        ],
        validators=[InputRequired()],
    )
    remark = TextAreaField(
        _l("Your remark"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("Whoever proposed it reads this. When you decline, say why."),
    )
