"""Help with the rooms of a neighbourhood: which area belongs to which feature, and the areas in their order."""

from incubator.home.messages.help_with_anchors import ANCHORS
from incubator.home.messages.help_with_chances import CHANCES
from incubator.home.messages.help_with_currencies import CURRENCIES
from incubator.home.messages.help_with_figures import FIGURES
from incubator.home.messages.help_with_lending import LENDING
from incubator.home.messages.help_with_money_maps import MONEY
from incubator.home.messages.help_with_neighbourhoods import NEIGHBOURHOODS
from incubator.home.messages.help_with_partnerships import PARTNERSHIPS
from incubator.home.messages.help_with_power_maps import POWER
from incubator.home.messages.help_with_solidarity import ESTATE, SOLIDARITY
from incubator.home.messages.help_with_steps import STEPS

NEIGHBOURHOOD_AREA_OF_BLUEPRINT = {
    "neighbourhood": "neighbourhoods",
    "moneymap": "money",
    "steps": "steps",
    "powermap": "power",
    "chances": "chances",
    "indicators": "figures",
    "anchors": "anchors",
    "currency": "currency",
    "solidarity": "solidarity",
    "estate": "estate",
    "lending": "lending",
    "partnerships": "partnerships",
}
NEIGHBOURHOOD_AREAS = (
    NEIGHBOURHOODS,
    MONEY,
    STEPS,
    POWER,
    ANCHORS,
    CHANCES,
    PARTNERSHIPS,
    CURRENCIES,
    LENDING,
    SOLIDARITY,
    ESTATE,
    FIGURES,
)
