"""Pages of the right to challenge."""

from incubator.challenges.views import assessing, contract_files, contracts, radar, routes, windows
from incubator.challenges.views.blueprint import pages

__all__ = ["assessing", "contract_files", "contracts", "pages", "radar", "routes", "windows"]
