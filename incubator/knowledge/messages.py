"""The words of the knowledge centre."""

from flask_babel import lazy_gettext as _l

from incubator.knowledge.rules.searching import WORD_ENTRY
from incubator.knowledge.values import KnowledgeKind

AREAS = {
    "coop": _l("The cooperative"),
    "practice": _l("Starting and working together"),
    "procurement": _l("Public contracts"),
    "r2c": _l("Right to challenge"),
    "cwb": _l("Community wealth"),
}
KINDS = {
    KnowledgeKind.ARTICLE: _l("Explanations"),
    KnowledgeKind.TEMPLATE: _l("Templates"),
    KnowledgeKind.CASE: _l("Stories from practice"),
}
KIND_OF_HIT = {
    str(KnowledgeKind.ARTICLE): _l("Explanation"),
    str(KnowledgeKind.TEMPLATE): _l("Template"),
    str(KnowledgeKind.CASE): _l("Story from practice"),
    WORD_ENTRY: _l("Word"),
}
