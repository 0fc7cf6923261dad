"""The coach's form: a remark beside each part of the work, and a verdict."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from incubator.core.forms import Form, stripped
from incubator.reviews.values import WorkItem

PREFIX = "remark-"


class ReviewForm(Form):
    """The verdict; `review_form` adds a remark for each part."""

    verdict = TextAreaField(
        _l("Your answer to the group"),
        filters=[stripped],
        validators=[Optional(), Length(max=5000)],
        description=_l("Begin with what is good. Needed when you ask for improvement."),
    )

    def remarks(self) -> dict[str, str]:
        """What was remarked, by the id of the part."""
        return {
            name.removeprefix(PREFIX): field.data or ""
            for name, field in self._fields.items()
            if name.startswith(PREFIX)
        }


def review_form(items: Sequence[WorkItem], remarks: dict[str, str], verdict: str) -> ReviewForm:
    """The form for this work, filled with what the coach wrote so far."""
    fields = {
        PREFIX + item.id: TextAreaField(
            _l("Remark about “%(label)s”", label=item.label),
            filters=[stripped],
            validators=[Optional(), Length(max=5000)],
        )
        for item in items
    }
    made: ReviewForm = type("ReviewFormOfThisWork", (ReviewForm,), fields)(
        data={"verdict": verdict} | {PREFIX + item_id: text for item_id, text in remarks.items()}
    )
    return made
