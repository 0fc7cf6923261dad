"""Pages of the right to challenge."""

from incubator.challenges.views import (
    assessing,
    authorities,
    contract_files,
    contracts,
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
    "contract_files",
    "contracts",
    "pages",
    "radar",
    "regulation_desk",
    "regulation_files",
    "routes",
    "windows",
]
