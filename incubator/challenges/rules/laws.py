"""The laws that the right to challenge rests on, and the days on which they hold."""

from datetime import date

from incubator.challenges.values import LegalRule
from incubator.core.i18n import mark as N_

IN_FORCE = date(2025, 1, 1)
LAW = LegalRule(
    N_("Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"), since=IN_FORCE
)
LAWS = {
    "municipality": LegalRule(
        N_(
            "art. 150 of the Municipalities Act (Gemeentewet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
    # The articles of these two laws have not been checked, so they are not named.
    "province": LegalRule(
        N_(
            "Provinces Act (Provinciewet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
    "water-board": LegalRule(
        N_(
            "Water Boards Act (Waterschapswet); "
            "Act on participation at the local level (Kamerstuk 36210, in force since 1 January 2025)"
        ),
        since=IN_FORCE,
    ),
}
# Authorities have two years to bring their regulation in line with the act.
TRANSITION = LegalRule(LAW.source, since=IN_FORCE, until=date(2027, 1, 1))
