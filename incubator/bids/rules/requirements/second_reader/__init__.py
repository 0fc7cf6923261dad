"""A second reader beside the rules: it was fitted on papers with their truth, and judges what the rules took and what they left."""

from incubator.bids.rules.requirements.second_reader.judging import judged

__all__ = ["judged"]
