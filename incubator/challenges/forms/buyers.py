"""Forms of contacts and talks with buyers, and of the purchasing policy of an authority."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.challenges.values.buyers import (
    BoughtKind,
    BuyingBand,
    BuyingPolicy,
    ContactDetails,
    PolicyTerms,
    TalkNote,
)
from incubator.core.forms import EditForm, stripped
from incubator.core.i18n import language
from incubator.core.quantities import write_decimal
from incubator.core.typed_fields import DayField, EurosField, HundredthsField

LONGEST = 10_000
LONGEST_ADDRESS = 1_000


class BuyerContactForm(EditForm):
    """Somebody at a buyer."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    role = StringField(
        _l("What does this person do there?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example: buyer, neighbourhood manager, policy officer for care."),
    )
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[Optional(), Email(), Length(max=254)])
    phone = TelField(_l("Telephone number"), filters=[stripped], validators=[Optional(), Length(max=40)])

    def details(self) -> ContactDetails:
        """What was filled in."""
        return ContactDetails(self.name.data or "", self.role.data or "", self.email.data or "", self.phone.data or "")


class BuyerTalkForm(EditForm):
    """A talk with a buyer, and what was agreed."""

    on_date = DayField(_l("When did you talk?"), validators=[InputRequired()])
    with_whom = StringField(_l("With whom?"), filters=[stripped], validators=[Optional(), Length(max=200)])
    text = TextAreaField(
        _l("What did you talk about?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )
    next_step = StringField(
        _l("What did you agree to do next?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example: send our references."),
    )
    next_on = DayField(
        _l("By which day?"), validators=[Optional()], description=_l("It comes in the agenda of your group.")
    )

    def note(self) -> TalkNote:
        """What was filled in."""
        return TalkNote(
            self.on_date.data,
            self.text.data or "",
            self.with_whom.data or "",
            self.next_step.data or "",
            self.next_on.data,
        )


class WholeEurosField(EurosField):
    """An amount in whole euros as people type it: 50.000, € 50.000,-."""

    def _value(self) -> str:
        if isinstance(self.data, int) and not self.process_errors:
            return write_decimal(self.data, language())
        return super()._value()

    def read(self, typed: str) -> Any:
        cents = super().read(typed)
        if cents % 100:
            raise ValueError(_("Fill in whole euros."))
        return cents // 100


def _single() -> WholeEurosField:
    return WholeEurosField(_l("One quote: below which amount?"), validators=[Optional()])


def _several() -> WholeEurosField:
    return WholeEurosField(_l("Several quotes: below which amount?"), validators=[Optional()])


def _to_threshold() -> BooleanField:
    return BooleanField(_l("Several quotes up to the European threshold"))


class BuyingPolicyForm(EditForm):
    """What a manager looked up of the purchasing policy of an authority. What is not known stays empty."""

    works_single = _single()
    works_several = _several()
    works_to_threshold = _to_threshold()
    services_single = _single()
    services_several = _several()
    services_to_threshold = _to_threshold()
    social_single = _single()
    social_several = _several()
    social_to_threshold = _to_threshold()
    social_return = HundredthsField(
        _l("Social return, as a percentage of the value"),
        validators=[Optional()],
        description=_l("Social return: part of the value goes to work for people who find it hard to get a job."),
    )
    social_return_from = WholeEurosField(_l("Social return from which value?"), validators=[Optional()])
    local_buying = TextAreaField(
        _l("What does it say about buying from local firms?"), filters=[stripped], validators=[Length(max=2000)]
    )
    cooperatives = TextAreaField(
        _l("What does it say about cooperatives and social firms?"), filters=[stripped], validators=[Length(max=2000)]
    )
    source = StringField(
        _l("Where did you read this?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("The name of the document, and the year."),
    )
    url = StringField(_l("Web address"), filters=[stripped], validators=[Optional(), Length(max=LONGEST_ADDRESS)])
    checked_on = DayField(_l("Looked up on"), validators=[InputRequired()])
    mark = RadioField(_l("How sure is this?"), validators=[InputRequired(_l("Choose how sure this is."))])
    since = DayField(_l("Holds from"), validators=[Optional()])
    until = DayField(
        _l("Holds until"), validators=[Optional()], description=_l("The first day on which it holds no more.")
    )

    def terms(self) -> PolicyTerms:
        """What was filled in."""
        return PolicyTerms(
            bands={kind: self._band(kind) for kind in BoughtKind},
            source=self.source.data or "",
            url=self.url.data or None,
            checked_on=self.checked_on.data,
            mark=self.mark.data or "",
            since=self.since.data,
            until=self.until.data,
            social_return=self.social_return.data,
            social_return_from=self.social_return_from.data,
            local_buying=self.local_buying.data or "",
            cooperatives=self.cooperatives.data or "",
        )

    def _band(self, kind: BoughtKind) -> BuyingBand:
        single, several = self[f"{kind.value}_single"].data, self[f"{kind.value}_several"].data
        return BuyingBand(single, several, bool(self[f"{kind.value}_to_threshold"].data))


def standing_of(policy: BuyingPolicy | None, today: date) -> dict[str, Any]:
    """What stands of a policy, by the name of the field; of one that nobody recorded only the day is filled in."""
    if policy is None:
        return {"checked_on": today, "mark": "A"}
    names = ("source", "url", "checked_on", "mark", "since", "until", "social_return", "social_return_from")
    standing = {name: getattr(policy, name) for name in (*names, "local_buying", "cooperatives")}
    for kind in BoughtKind:
        band = policy.band(kind)
        standing[f"{kind.value}_single"] = band.single_until
        standing[f"{kind.value}_several"] = band.several_until
        standing[f"{kind.value}_to_threshold"] = band.to_threshold
    return standing
