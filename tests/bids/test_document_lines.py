"""What the page of documents says of each document."""

import pytest

from incubator.bids.messages.documents import DocumentLine
from incubator.bids.models import BidDocument
from incubator.bids.values.documents import Audience


@pytest.mark.parametrize(("kind", "open_count", "ready"), [("uea", 0, True), ("uea", 147, False), ("espd", 0, False)])
def test_the_xml_of_a_declaration_is_never_called_ready_as_only_its_word_counts_what_is_open(kind, open_count, ready):
    row = BidDocument(open_count=open_count)
    assert DocumentLine((kind, "", "4"), "UEA", Audience.BUYER, row, (), ()).is_ready is ready


def test_what_is_not_made_is_not_ready():
    assert not DocumentLine(("plan", "", ""), "Plan", Audience.BUYER, None, (), ()).is_ready
