"""Words of the tree."""

from flask_babel import lazy_gettext as _l

from incubator.steps.values.assemblies import TreeKind

TREE = {
    TreeKind.PROBLEM: _l("Problem"),
    TreeKind.CAUSE: _l("Cause"),
    TreeKind.HARM: _l("Whom it harms"),
}
