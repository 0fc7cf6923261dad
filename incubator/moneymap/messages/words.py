"""Kinds, places and certainties in words."""

from flask_babel import lazy_gettext as _l

from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts

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
    FlowCertainty.FACT: _l("Fact"),
    FlowCertainty.ESTIMATE: _l("Estimate"),
    FlowCertainty.GUESS: _l("Guess"),
}
CERTAINTY_CHOICES = {
    FlowCertainty.FACT: _l("Fact: it stands on paper"),
    FlowCertainty.ESTIMATE: _l("Estimate: reckoned, or somebody knows about how much"),
    FlowCertainty.GUESS: _l("Guess: nobody knows yet"),
}
BADGES = {FlowCertainty.FACT: "done", FlowCertainty.ESTIMATE: "waiting", FlowCertainty.GUESS: "attention"}
