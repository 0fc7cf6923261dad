"""Requirements: recognising them in a buyer's papers, and what is still open of them."""

from incubator.bids.rules.requirements.knock_outs import open_knock_outs
from incubator.bids.rules.requirements.recognising import recognised

__all__ = ["open_knock_outs", "recognised"]
