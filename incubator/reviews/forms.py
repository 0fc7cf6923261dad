"""The coach's form: a remark beside each part of the work, and a verdict."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import EditForm, Form, readable, stripped
from incubator.reviews.values import VERDICT, HandInWish, WorkItem

PREFIX = "remark-"
LONGEST = 5000


class ReviewForm(Form):
    """The verdict; `review_form` adds a remark for each part. `version` says with which texts the page began."""

    version = HiddenField()
    verdict = TextAreaField(
        _l("Your answer to the group"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("Begin with what is good. With remarks beside the answers you need not write more here."),
    )

    def remarks(self) -> dict[str, str]:
        """What was remarked, by the id of the part."""
        remarks = {}
        for name, field in self._fields.items():
            if name.startswith(PREFIX):
                remarks[name.removeprefix(PREFIX)] = field.data or ""
        return remarks

    def texts(self) -> dict[str, str]:
        """All that was typed: the remarks by the id of the part, and the verdict."""
        return {**self.remarks(), VERDICT: self.verdict.data or ""}

    def refused_parts(self) -> list[str]:
        """The parts with a remark that was refused."""
        return [name.removeprefix(PREFIX) for name in self.errors if name and name.startswith(PREFIX)]

    def field_of(self, part: str) -> Field | None:
        """The field of a part of the work, or of the verdict."""
        name = VERDICT if part == VERDICT else f"{PREFIX}{part}"
        return self._fields.get(name)

    def begin_again(self, version: str) -> None:
        """Show what was typed beside what another tab stored; what is sent next is meant for that version."""
        self.version.data = version
        self.refused_with = 409
        self.form_errors.append(_("In another tab you changed the same text. Make one of the two and save again."))


class SavedRemarkForm(EditForm):
    """A remark to use again."""

    text = TextAreaField(_l("The remark"), filters=[stripped], validators=[DataRequired(), Length(max=2000)])


class ReplyForm(Form):
    """What comes next below a part of the work."""

    text = TextAreaField(
        _l("Write below this answer"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )


class NoteForm(Form):
    """A note for coaches alone."""

    text = TextAreaField(
        _l("Note for coaches"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l("Coaches of this group and the manager read it. The group never does."),
    )


class GiveBackForm(Form):
    """What a lead wants a coach to look at once more."""

    note = TextAreaField(
        _l("What to look at once more?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )


class TrainingForm(Form):
    """Who learns the work, and who releases what they decide."""

    junior = SelectField(_l("Who learns the work?"), coerce=int, validators=[DataRequired()])
    lead = SelectField(_l("Who releases the decisions?"), coerce=int, validators=[DataRequired()])


def wish_in(sent: Mapping[str, str]) -> HandInWish:
    """What a group wants with its hand-in, out of the form on the page that checks the answers."""
    request = sent.get("request")
    how = sent.get("how", "")
    if request is not None:
        request = str(readable(request)).replace("\r\n", "\n").strip()
    return HandInWish(request, together=how == "together", stop=how == "stop")


def with_saved(wish: str) -> tuple[str, str, int]:
    """What a button does with saved remarks: insert (of which number, in which part) or keep (of which part); else nothing."""
    what, _colon, rest = wish.partition(":")
    if what == "keep":
        return what, rest, 0
    number, _colon, part = rest.partition(":")
    if what == "insert" and number.isdecimal() and len(number) < 10:
        return what, part, int(number)
    return "", "", 0


def review_form(items: Sequence[WorkItem], texts: Mapping[str, str], version: str) -> ReviewForm:
    """The form for this work, filled with what the coach wrote so far, or with what was sent."""
    # WTForms reads its fields from a class, and each work has other parts: so each gets a class of its own.
    fields: dict[str, Any] = {}
    filled = {"version": version, VERDICT: texts.get(VERDICT, "")}
    for item in items:
        label = _l("Remark about “%(label)s”", label=item.label)
        validators = [Optional(), Length(max=LONGEST)]
        fields[PREFIX + item.id] = TextAreaField(label, filters=[stripped], validators=validators)
        filled[PREFIX + item.id] = texts.get(item.id, "")
    made: ReviewForm = type("ReviewFormOfThisWork", (ReviewForm,), fields)(data=filled)
    return made
