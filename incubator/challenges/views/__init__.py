"""Pages of the right to challenge."""

from incubator.challenges.views import assessing, buyer_talks, buyers, buying_desk, group_buyers
from incubator.challenges.views.blueprint import pages

__all__ = ["assessing", "buyer_talks", "buyers", "buying_desk", "group_buyers", "pages"]
