"""The question about roads. It changes nothing, so it stands in the address and needs no protection against forgery."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from incubator.challenges.rules.routes.questions import LONGEST, codes
from incubator.challenges.values.routes import CooperativeSide, RouteBuyer, RouteQuestion
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, stripped
from incubator.core.i18n import mark as N_
from incubator.core.typed_fields import CountField, DayField, EurosField

BUYERS = [
    SelectChoice(RouteBuyer.MUNICIPALITY.value, _l("a municipality")),
    SelectChoice(RouteBuyer.PROVINCE.value, _l("a province")),
    SelectChoice(RouteBuyer.WATER_BOARD.value, _l("a water board")),
    SelectChoice(RouteBuyer.CENTRAL.value, _l("the State")),
    SelectChoice(RouteBuyer.OTHER.value, _l("another buyer")),
]
NATURES = [
    SelectChoice("services", _l("services")),
    SelectChoice("works", _l("building work")),
    SelectChoice("supplies", _l("supplies")),
]
YES_NO = [SelectChoice("", _l("we do not know")), SelectChoice("yes", _l("yes")), SelectChoice("no", _l("no"))]
TRUTHS = {"yes": True, "no": False}
NO_CODE = N_("Write CPV codes of eight digits, as in 85312000, with a comma between them.")


def _truth(label: Any, name: str, description: Any = "") -> SelectField:
    return SelectField(label, name=name, choices=YES_NO, default="", description=description)


def choices_of(sectors: Sequence[tuple[str, Any]]) -> list[SelectChoice]:
    """The kinds of work to choose from, and another."""
    named = (SelectChoice(value, name) for value, name in sectors)
    return [SelectChoice("", _l("another kind of work")), *named]


class RoutesForm(Form):
    """The task, who gives it, and the group that would do it. What is not known may stay open."""

    buyer = SelectField(_l("Who gives the work?"), name="opdrachtgever", choices=BUYERS)
    authority = StringField(
        _l("Which one?"),
        name="gemeente",
        filters=[stripped],
        validators=[Optional(), Length(max=100)],
        description=_l("For instance Amsterdam. Then we look at its own rules too."),
    )
    sector = SelectField(_l("What kind of work?"), name="werk")
    cpv = StringField(
        _l("CPV code"),
        name="cpv",
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("Stands in the notice. It decides whether a contract may be reserved for you."),
    )
    nature = SelectField(_l("Is it a service?"), name="aard", choices=NATURES)
    value = EurosField(
        _l("What is it worth?"),
        name="waarde",
        validators=[Optional(), NumberRange(min=0, max=10**13)],
        description=_l("All years together, with the years it may be extended, without VAT."),
    )
    months = CountField(
        _l("How many months does it take?"), name="maanden", validators=[Optional(), NumberRange(min=1, max=LONGEST)]
    )
    founded_on = DayField(_l("When were you founded?"), name="opgericht", validators=[Optional()])
    worker_owned = _truth(_l("Do the people who work in it own or lead your cooperative?"), "eigendom")
    public_mission = _truth(_l("Do your statutes name a public task as your purpose, such as care or welfare?"), "doel")
    profits_reinvested = _truth(_l("Does profit go back into that purpose?"), "winst")
    earlier = _truth(
        _l("Did this buyer give you a reserved contract for the same work in the past three years?"), "eerder"
    )
    share = CountField(
        _l("How many percent of you has an occupational disability or a distance to work?"),
        name="aandeel",
        validators=[Optional(), NumberRange(min=0, max=100)],
    )
    integration = _truth(_l("Is your main aim to bring these people into work?"), "inclusie")
    on = DayField(_l("On which day is the notice published?"), name="op", validators=[InputRequired()])

    @classmethod
    def of(cls, args: Any, sectors: Sequence[tuple[str, Any]], standing: dict[str, Any]) -> "RoutesForm":
        """The form as the address fills it in, and what is known already where the address says nothing."""
        form = cls(formdata=args or None, meta={"csrf": False}, data=standing)
        form.sector.choices = choices_of(sectors)
        return form

    def question(self, code: str | None, of_sector: tuple[str, ...]) -> RouteQuestion | None:
        """What was asked, or None when something is wrong: the fields say what. `of_sector`: the codes of the kind of work."""
        if not self.validate():
            return None
        try:
            typed = codes([written for written in (self.cpv.data or "").replace(",", " ").split() if written])
        except RuleViolation:
            self.refuse(RuleViolation(NO_CODE, field="cpv"))
            return None
        return RouteQuestion(
            on=self.on.data,
            buyer=RouteBuyer(self.buyer.data),
            buyer_code=code,
            cpv=typed or of_sector,
            nature=self.nature.data,
            value=_euros(self.value.data),
            months=self.months.data,
            cooperative=self._side(),
        )

    def _side(self) -> CooperativeSide:
        share = self.share.data
        return CooperativeSide(
            founded_on=self.founded_on.data,
            worker_owned=TRUTHS.get(self.worker_owned.data),
            public_mission=TRUTHS.get(self.public_mission.data),
            profits_reinvested=TRUTHS.get(self.profits_reinvested.data),
            contract_with_buyer_last_3_years=TRUTHS.get(self.earlier.data),
            disadvantaged_share=None if share is None else Decimal(share) / 100,
            integration_is_main_aim=TRUTHS.get(self.integration.data),
        )


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100
