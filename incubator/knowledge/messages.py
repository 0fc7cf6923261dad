"""The words of the knowledge centre."""

from flask_babel import lazy_gettext as _l

from incubator.knowledge.rules.searching import WORD_ENTRY
from incubator.knowledge.values import KnowledgeKind, KnowledgeSubject

AREAS = {
    "coop": _l("The cooperative"),
    "practice": _l("Starting and working together"),
    "procurement": _l("Public contracts"),
    "r2c": _l("Right to challenge"),
    "cwb": _l("Community wealth"),
}
SUBJECTS = {
    KnowledgeSubject.STARTING: _l("Starting"),
    KnowledgeSubject.GOVERNING: _l("Governing together"),
    KnowledgeSubject.MONEY: _l("Money and tax"),
    KnowledgeSubject.WORK: _l("Work and pay"),
    KnowledgeSubject.CONTRACTS: _l("Public contracts"),
    KnowledgeSubject.NEIGHBOURHOOD: _l("The neighbourhood and the municipality"),
}
KIND_OF_HIT = {
    str(KnowledgeKind.ARTICLE): _l("Explanation"),
    str(KnowledgeKind.TEMPLATE): _l("Template"),
    str(KnowledgeKind.CASE): _l("Story from practice"),
    WORD_ENTRY: _l("Word"),
}
