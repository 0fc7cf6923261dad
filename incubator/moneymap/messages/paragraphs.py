"""The outcome of a study as one cautious paragraph, for a bid or a plan."""

from decimal import Decimal

from flask_babel import gettext as _

from incubator.core.formatting import as_date
from incubator.core.i18n import language
from incubator.core.quantities import write_decimal
from incubator.moneymap.messages.pictures import euros
from incubator.moneymap.rules.multiplier import THOUSANDTHS, StudyOutcome
from incubator.moneymap.values.studies import StudyAnswers


def factor(number: Decimal) -> str:
    """2,14 and 1,465: a multiplier with at most three decimals."""
    return write_decimal(number.quantize(THOUSANDTHS, rounding="ROUND_HALF_UP").normalize(), language())


def percent(hundredths: int) -> str:
    """55 % out of 5500"""
    return f"{write_decimal(Decimal(hundredths) / 100, language())}%"


def paragraph(answers: StudyAnswers, outcome: StudyOutcome) -> str:
    """The figure with everything it rests on: what local is, which year, who answered, the range, and what it does not say."""
    sentences = [_figure(answers, outcome), _replies(answers)]
    if outcome.is_range:
        sentences.append(
            _(
                "If those who did not answer spend nothing there, it is %(lowest)s; if they spend everything there, %(highest)s.",
                lowest=factor(outcome.lowest.multiplier),
                highest=factor(outcome.highest.multiplier),
            )
        )
    if outcome.other is not None:
        sentences.append(
            _(
                "For the same turnover we reckon %(other)s for %(name)s; what that firm spends there is our estimate.",
                other=factor(outcome.other.multiplier),
                name=answers.other_name or _("a firm from elsewhere"),
            )
        )
    sentences.append(
        _(
            "This is the outcome of one study of one year, for three rounds of spending. It is no constant and no promise of what "
            "a new contract brings."
        )
    )
    return " ".join(sentences)


def _figure(answers: StudyAnswers, outcome: StudyOutcome) -> str:
    rounds = outcome.rounds
    return _(
        "Of every euro that %(organisation)s earned in %(year)s, %(extra)s euro more was spent locally in two further rounds "
        "(LM3 %(factor)s). Local here means: %(local)s. Turnover %(turnover)s; spent there by the organisation %(second)s; "
        "spent there again by its people and suppliers %(third)s. Source: %(source)s.",
        organisation=answers.organisation,
        year=answers.year,
        # Without the first euro: that 1.46 means 1.46 more is the mistake that everybody makes.
        extra=factor(rounds.multiplier - 1),
        factor=factor(rounds.multiplier),
        local=answers.local_means.strip().rstrip("."),
        turnover=euros(answers.turnover_cents),
        second=euros(int(rounds.second * 100)),
        third=euros(int(rounds.third * 100)),
        source=answers.source.rstrip(".") or "–",
    )


def _replies(answers: StudyAnswers) -> str:
    # A figure of which nobody was asked anything looks just as exact.
    if not answers.people_answered and not answers.suppliers_answered:
        return _("Nobody was asked what they spend: the shares of the third round are our assumption.")
    when = ""
    if answers.surveyed_on is not None:
        when = " " + _("Asked on %(day)s.", day=as_date(answers.surveyed_on))
    text = _(
        "The third round rests on what %(people)s of %(people_asked)s people and %(firms)s of %(firms_asked)s suppliers said: "
        "%(wages_share)s and %(suppliers_share)s of it they spend locally.",
        people=answers.people_answered,
        people_asked=answers.people_asked,
        firms=answers.suppliers_answered,
        firms_asked=answers.suppliers_asked,
        wages_share=percent(answers.wages_share),
        suppliers_share=percent(answers.suppliers_share),
    )
    return text + when
