"""Words of the network and of the steps."""

from flask_babel import lazy_gettext as _l

from incubator.steps.queries.coming import DayKind
from incubator.steps.values.network import AnchorKind
from incubator.steps.values.progress import Step, StepPart, StepProgress

ANCHORS = {
    AnchorKind.GOVERNMENT: _l("Government"),
    AnchorKind.SCHOOL: _l("School or college"),
    AnchorKind.CARE: _l("Care"),
    AnchorKind.HOUSING: _l("Housing association"),
    AnchorKind.COMPANY: _l("Company"),
    AnchorKind.NEIGHBOURHOOD: _l("Organisation of the neighbourhood"),
    AnchorKind.FAITH: _l("Church, mosque or temple"),
    AnchorKind.OTHER: _l("Something else"),
}
STEPS = {
    Step.ASSEMBLY: _l("Agree on the problem"),
    Step.MAP: _l("Make the map together"),
    Step.NETWORK: _l("Build a network of drivers"),
    Step.INSPIRATION: _l("Dream and plan"),
    Step.COMMITMENTS: _l("Commitments of government"),
}
WHY = {
    Step.ASSEMBLY: _l("What is wrong, what causes it and whom it harms: everyone says it in an assembly."),
    Step.MAP: _l(
        "Where money is earned, where value is taken out, which way it flows. Who makes the map tells the story."
    ),
    Step.NETWORK: _l("Institutions that are tied to this place, and what they can do: buy and hire nearby."),
    Step.INSPIRATION: _l("Several evenings on which people dream and plan, starting from the new story."),
    Step.COMMITMENTS: _l("What a government promises, lasting and not yet another pilot, with proof."),
}
PROGRESS = {
    StepProgress.NOT_BEGUN: _l("not begun"),
    StepProgress.GOING_ON: _l("going on"),
    StepProgress.DONE: _l("done"),
}
PROGRESS_LOOKS = {StepProgress.NOT_BEGUN: "later", StepProgress.GOING_ON: "now", StepProgress.DONE: "done"}
PARTS = {
    StepPart.HELD: _l("an assembly was held"),
    StepPart.TREE: _l("a tree with three leaves at least"),
    StepPart.DECISION: _l("a decision"),
    StepPart.MAP: _l("a money map"),
    StepPart.MAP_DONE: _l("the neighbourhood says that the map is finished"),
    StepPart.ANCHORS: _l("three institutions at least"),
    StepPart.TALKS: _l("a talk with one of them"),
    StepPart.EVENING: _l("an evening was held"),
    StepPart.CARDS: _l("two cards at least"),
    StepPart.VOTE: _l("a vote that is closed"),
    StepPart.COMMITMENT: _l("a commitment"),
    StepPart.DECIDED: _l("a decision about a commitment"),
}
DAYS = {
    DayKind.ASSEMBLY: _l("Assembly"),
    DayKind.EVENING: _l("Evening"),
    DayKind.REPORT: _l("Report on a commitment"),
    DayKind.PROMISED: _l("A commitment is to be done"),
    DayKind.NEXT_STEP: _l("Next step in the network"),
}
