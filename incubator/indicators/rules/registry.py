"""The indicators: the one place where each is described (set of our own, from the fact base of Community Wealth Building, section 6)."""

from incubator.core.i18n import mark as N_
from incubator.indicators.values import FigureUnit, HideBy, IndicatorDefinition, IndicatorKey, IndicatorTheme

# A year of a full-time job. Regulation (EU) 2021/1060, article 55(2)(a): to reckon a rate by the hour, the labour costs of a year of
# somebody who works full time are divided by 1,720 hours. No law says what a full-time job is: taking this number is our choice.
FULL_TIME_HOURS = 1720

_DEFINITIONS = (
    IndicatorDefinition(
        IndicatorKey.LOCAL_SHARE,
        IndicatorTheme.MONEY,
        N_("Bought locally by institutions"),
        FigureUnit.PERCENT,
        N_("Which part of what institutions pay their suppliers in a year goes to suppliers here."),
        N_(
            "Payments to suppliers here, divided by all payments of which the place is known. The range counts the others all as "
            "elsewhere, and all as here. Where anchors gave a list of creditors of that year it counts, and here is the municipality. Else "
            "the money map counts, and here is the neighbourhood."
        ),
        HideBy.SUPPLIERS,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.COOP_SHARE,
        IndicatorTheme.MONEY,
        N_("Bought from cooperatives by institutions"),
        FigureUnit.PERCENT,
        N_("Which part of what institutions pay their suppliers in a year goes to cooperatives."),
        N_(
            "Payments to cooperatives, divided by all payments of which the kind of firm is known; the range counts the others too. "
            "Where anchors gave a list of creditors of that year it counts, with the legal forms in it; else the money map."
        ),
        HideBy.COOPERATIVES,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.MULTIPLIER,
        IndicatorTheme.MONEY,
        N_("Local multiplier (LM3)"),
        FigureUnit.FACTOR,
        N_(
            "How much of a turnover is spent here again, in three rounds: from 1 (nothing stays) to 3 (everything stays)."
        ),
        N_(
            "From the studies of that year: the three rounds together, divided by the turnover. The range shows what it would be if who "
            "did not answer spends nothing here, or everything."
        ),
        HideBy.ORGANISATIONS,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.RETAINED,
        IndicatorTheme.MONEY,
        N_("Money that stays in the neighbourhood"),
        FigureUnit.EUROS,
        N_("What people and organisations of the neighbourhood paid each other in a year."),
        N_(
            "All flows on the money map from here to here. Flows of which an end is not known can come on top: that is the range."
        ),
        HideBy.NOTHING,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.JOBS,
        IndicatorTheme.WORK,
        N_("Work in cooperatives"),
        FigureUnit.FTE,
        N_(
            "Full-time jobs in the cooperatives in a year. We count 1,720 hours as one: the year that European subsidies reckon with "
            "(Regulation (EU) 2021/1060, article 55). Collective agreements may have another number."
        ),
        N_(
            "The hours of members in the financial years that ended in the period, divided by 1,720. Who works there and is no member "
            "has no hours here: the range counts each of them as at most a full-time job."
        ),
        HideBy.COOPERATIVES,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.MEMBERS,
        IndicatorTheme.WORK,
        N_("Members of cooperatives"),
        FigureUnit.PEOPLE,
        N_("People and organisations that are a member of a cooperative on the last day of the period."),
        N_("Counted in the registers of members. Who is a member of two cooperatives counts twice."),
        HideBy.NUMBER,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.SOCIAL_HOURS,
        IndicatorTheme.WORK,
        N_("Hours for the neighbourhood"),
        FigureUnit.HOURS,
        N_(
            "Hours that cooperatives gave as social value: training places, people far from work, help in the neighbourhood."
        ),
        N_(
            "Nothing here counts these hours by itself. A driver writes down what the cooperatives report, with the source."
        ),
        HideBy.COOPERATIVES,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.PAY_RATIO,
        IndicatorTheme.STRENGTH,
        N_("Highest pay beside the lowest"),
        FigureUnit.TIMES,
        N_("How many times the lowest pay the highest pay is, in the cooperative where that is most."),
        N_(
            "Highest divided by lowest pay for full-time work, of the last financial year. The range shows the other cooperatives."
        ),
        HideBy.COOPERATIVES,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.RESERVES,
        IndicatorTheme.STRENGTH,
        N_("Reserves that stay together"),
        FigureUnit.PERCENT,
        N_("Which part of the own capital of the cooperatives is of no member alone."),
        N_(
            "General and indivisible reserve, divided by all reserves, contributions and capital of members in the books on the last day."
        ),
        HideBy.COOPERATIVES,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.WATCHED,
        IndicatorTheme.TENDERS,
        N_("Tenders that fitted"),
        FigureUnit.NUMBER,
        N_("Public notices found in the period that fit what a cooperative can do."),
        N_("Counted in the matches. A notice that fits two cooperatives counts once."),
        HideBy.NUMBER,
        adds_up=False,
    ),
    IndicatorDefinition(
        IndicatorKey.BID,
        IndicatorTheme.TENDERS,
        N_("Bids handed in"),
        FigureUnit.NUMBER,
        N_("Bids on public notices that cooperatives handed in during the period."),
        N_("Counted on the boards with bids, by the day of handing in."),
        HideBy.NUMBER,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.WON,
        IndicatorTheme.TENDERS,
        N_("Bids won"),
        FigureUnit.NUMBER,
        N_("Bids on public notices that were won in the period."),
        N_("Counted on the boards with bids, by the day of the outcome. It may have been handed in earlier."),
        HideBy.NUMBER,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.SIGNALS,
        IndicatorTheme.CHALLENGING,
        N_("Tasks looked at to challenge"),
        FigureUnit.NUMBER,
        N_(
            "Public tasks of which a group began to look in the period whether it can take them over (right to challenge)."
        ),
        N_("Counted in the challenges, by the day on which they began here."),
        HideBy.NUMBER,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.CHALLENGES,
        IndicatorTheme.CHALLENGING,
        N_("Challenges handed in"),
        FigureUnit.NUMBER,
        N_("Challenges that were handed in to an authority in the period."),
        N_("Counted in the challenges, by the day of handing in."),
        HideBy.NUMBER,
        adds_up=True,
    ),
    IndicatorDefinition(
        IndicatorKey.ACCEPTED,
        IndicatorTheme.CHALLENGING,
        N_("Challenges accepted"),
        FigureUnit.NUMBER,
        N_("Challenges to which the authority said yes in the period."),
        N_("Counted in the challenges, by the day of the decision. A decision that was taken back does not count."),
        HideBy.NUMBER,
        adds_up=True,
    ),
)
INDICATORS = {each.key: each for each in _DEFINITIONS}


def of_theme(theme: IndicatorTheme) -> list[IndicatorDefinition]:
    """The indicators of a theme, in their order."""
    return [each for each in _DEFINITIONS if each.theme is theme]
