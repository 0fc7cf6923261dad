"""Kinds, measures, answers and states in words, and what each number means."""

from flask_babel import lazy_gettext as _l

from incubator.anchors.values.institutions import (
    AnchorContactKind,
    ContactGround,
    InstitutionKind,
    LetterAsk,
    PromiseMeasure,
)
from incubator.anchors.values.purchases import (
    PassedReason,
    PersonNames,
    PromiseState,
    SpendAnswer,
    SpendArea,
    SpendReach,
    UnclearReason,
)

KINDS = {
    InstitutionKind.MUNICIPALITY: _l("municipality"),
    InstitutionKind.HOSPITAL: _l("hospital"),
    InstitutionKind.UNIVERSITY: _l("university or college"),
    InstitutionKind.HOUSING: _l("housing corporation"),
    InstitutionKind.SCHOOL: _l("school"),
    InstitutionKind.CARE: _l("care provider"),
    InstitutionKind.NEIGHBOURHOOD: _l("organisation of the neighbourhood"),
    InstitutionKind.OTHER: _l("other organisation"),
}
MEASURES = {
    PromiseMeasure.LOCAL: _l("Bought in the own municipality"),
    PromiseMeasure.SMALL: _l("Bought from small and medium-sized firms"),
    PromiseMeasure.SOCIAL: _l("Bought from social enterprises and cooperatives"),
    PromiseMeasure.WORDS: _l("In words: no number shows it"),
}
MEANINGS = {
    PromiseMeasure.LOCAL: _l(
        "What is paid to suppliers in the own municipality, of all that is in the list. By the place in the list: a branch or a head "
        "office may lie elsewhere. The region is the COROP area of Statistics Netherlands (CBS)."
    ),
    PromiseMeasure.SMALL: _l(
        "Small and medium-sized: fewer than 250 people, and not part of a large group (Recommendation 2003/361/EC). By what the list "
        "says; of a self-employed person it is likely."
    ),
    PromiseMeasure.SOCIAL: _l(
        "A social enterprise by what the list says, or a cooperative by its legal form. By the name alone it is likely. A cooperative by "
        "legal form need not be of those who work there."
    ),
}
AREAS = {
    SpendArea.MUNICIPALITY: _l("own municipality"),
    SpendArea.REGION: _l("rest of the region"),
    SpendArea.BEYOND: _l("beyond the region"),
    SpendArea.UNKNOWN: _l("not known"),
}
ANSWERS = {
    SpendAnswer.YES: _l("yes"),
    SpendAnswer.LIKELY: _l("likely"),
    SpendAnswer.NO: _l("no"),
    SpendAnswer.UNKNOWN: _l("not known"),
}
REACHES = {
    SpendReach.BOUND: _l("bound by a contract"),
    SpendReach.NO_SUPPLY: _l("no supply here"),
    SpendReach.FREE: _l("can be influenced"),
}
REACHES_EXPLAINED = {
    SpendReach.FREE: _l("Yes: no contract binds it, and somebody here could deliver"),
    SpendReach.BOUND: _l("Not now: a contract binds it until a day"),
    SpendReach.NO_SUPPLY: _l("No: nobody here delivers it"),
}
PASSED = {
    PassedReason.TOTAL: _l("a total"),
    PassedReason.SUBTOTAL: _l("a subtotal"),
    PassedReason.TEXT: _l("text alone"),
    PassedReason.HEADINGS: _l("the headings again"),
}
PERSONS = {
    PersonNames.REPLACE: _l("Write “zelfstandige” instead of their names (best)"),
    PersonNames.KEEP: _l("Keep the names: they know, or may be expected to know, that they stand here"),
}
STATES = {
    PromiseState.KEPT: _l("kept"),
    PromiseState.UNDER_WAY: _l("on the way"),
    PromiseState.NOT_YET: _l("not yet"),
    PromiseState.UNCLEAR: _l("cannot be said"),
}
BADGES = {
    PromiseState.KEPT: "done",
    PromiseState.UNDER_WAY: "waiting",
    PromiseState.NOT_YET: "attention",
    PromiseState.UNCLEAR: "later",
}
REASONS = {
    UnclearReason.NO_NUMBER: _l("it was promised in words, and no number shows it"),
    UnclearReason.NO_FIGURES: _l("there are no figures yet"),
    UnclearReason.FEW: _l("the figures rest on too few suppliers to show them here"),
    UnclearReason.WIDE_RANGE: _l("too much is unknown: the promised share lies within the range"),
}
CONTACTS = {
    AnchorContactKind.TALK: _l("talk"),
    AnchorContactKind.LETTER: _l("letter"),
    AnchorContactKind.MAIL: _l("mail"),
    AnchorContactKind.VISIT: _l("visit"),
}
CONTACT_GROUNDS = {
    ContactGround.NO_PERSON: _l("No: only a function"),
    ContactGround.PUBLIC_OFFICE: _l("Yes: somebody in a public office"),
    ContactGround.CONSENT: _l("Yes: they agreed to it"),
}
ASKS = {LetterAsk.LIST: _l("to ask for a list of creditors"), LetterAsk.TALK: _l("to ask for a talk")}
# What the law allows instead of choosing by place (Aanbestedingswet 2012; Directive 2014/24/EU, articles 18, 20, 40, 46 and 70).
LEVERS = (
    _l("Cut a large contract into lots, so that small firms can bid (article 1.5)."),
    _l("Ask for social results in the contract, such as work for people with few chances (article 2.80)."),
    _l(
        "Below the European thresholds: invite a few firms, chosen for objective reasons, local ones among them "
        "(articles 1.4 and 1.15)."
    ),
    _l("Talk with the market before buying, open to everyone (article 2.25)."),
    _l(
        "Reserve a contract for sheltered workplaces and social enterprises, where at least 30% need support (article 2.82)."
    ),
)
PRESTON_SERIES = {"six-anchors": _l("six anchors together"), "council": _l("the city council alone")}
PRESTON_MEASURES = {
    "spend": _l("all they spent"),
    "preston": _l("share in Preston"),
    "lancashire": _l("share in Lancashire"),
    "leaving": _l("left Lancashire"),
    "more-preston": _l("more spent in Preston than in 2013"),
    "more-lancashire": _l("more spent in Lancashire than in 2013"),
}
