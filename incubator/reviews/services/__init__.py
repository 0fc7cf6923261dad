"""Verbs of reviewing. Nothing here commits; who and when are arguments."""

from incubator.reviews.services.claiming import begin_to_guide, claim, hand_over, put_back, release
from incubator.reviews.services.deciding import approve, decide, give_back, return_to_group, take_draft_back
from incubator.reviews.services.ending import end_work
from incubator.reviews.services.handing_in import hand_in, hand_in_as_wished, take_back
from incubator.reviews.services.kinds import KINDS, register_kind
from incubator.reviews.services.nudging import remind
from incubator.reviews.services.writing import save_remarks, text_version, texts_of

__all__ = [
    "KINDS",
    "approve",
    "begin_to_guide",
    "claim",
    "decide",
    "end_work",
    "give_back",
    "hand_in",
    "hand_in_as_wished",
    "hand_over",
    "put_back",
    "register_kind",
    "release",
    "remind",
    "return_to_group",
    "save_remarks",
    "take_back",
    "take_draft_back",
    "text_version",
    "texts_of",
]
