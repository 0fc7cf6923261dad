"""Kinds, places and certainties in words."""

from flask_babel import lazy_gettext as _l

from incubator.moneymap.values import Certainty, NodeKind, Whereabouts

KINDS = {
    NodeKind.HOUSEHOLDS: _l("Households"),
    NodeKind.ANCHOR: _l("Anchor institution"),
    NodeKind.FIRM: _l("Firm"),
    NodeKind.COOPERATIVE: _l("Cooperative"),
    NodeKind.FUND: _l("Fund"),
    NodeKind.GOVERNMENT: _l("Government"),
    NodeKind.ELSEWHERE: _l("Elsewhere"),
}
PLACES = {
    Whereabouts.HERE: _l("Yes, it belongs to the neighbourhood"),
    Whereabouts.ELSEWHERE: _l("No, it is elsewhere"),
    Whereabouts.UNKNOWN: _l("We do not know"),
}
PLACE_TAGS = {
    Whereabouts.HERE: _l("of the neighbourhood"),
    Whereabouts.ELSEWHERE: _l("elsewhere"),
    Whereabouts.UNKNOWN: _l("place not known"),
}
CERTAINTIES = {
    Certainty.FACT: _l("Fact"),
    Certainty.ESTIMATE: _l("Estimate"),
    Certainty.GUESS: _l("Guess"),
}
CERTAINTY_CHOICES = {
    Certainty.FACT: _l("Fact: it stands on paper"),
    Certainty.ESTIMATE: _l("Estimate: reckoned, or somebody knows about how much"),
    Certainty.GUESS: _l("Guess: nobody knows yet"),
}
BADGES = {Certainty.FACT: "done", Certainty.ESTIMATE: "waiting", Certainty.GUESS: "attention"}
