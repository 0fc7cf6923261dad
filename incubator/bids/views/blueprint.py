"""The blueprint of bids."""

from flask import Blueprint

from incubator.bids.messages.bidding import in_words_of

pages = Blueprint("bids", __name__)
pages.add_app_template_filter(in_words_of, "in_words")
