"""Pages of the right to challenge."""

from incubator.challenges.views import (
    assessing,
    authorities,
    buyer_talks,
    buyers,
    buying_desk,
    contract_files,
    contracts,
    group_buyers,
    radar,
    regulation_desk,
    regulation_files,
    routes,
    windows,
)
from incubator.challenges.views.blueprint import pages

__all__ = [
    "assessing",
    "authorities",
    "buyer_talks",
    "buyers",
    "buying_desk",
    "contract_files",
    "contracts",
    "group_buyers",
    "pages",
    "radar",
    "regulation_desk",
    "regulation_files",
    "routes",
    "windows",
]
