"""Words for challenges: where one is, who moves next, what it is made of."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from incubator.challenges.rules import states
from incubator.challenges.values.challenging import (
    AskedItem,
    CaseKind,
    ChallengeState,
    MoverKind,
    PaperKind,
    SupportKind,
    Variant,
)

STATES: dict[ChallengeState, LazyString] = {
    ChallengeState.SIGNAL: _l("A first idea"),
    ChallengeState.EXPLORING: _l("Being explored"),
    ChallengeState.SUPPORTED: _l("Support collected"),
    ChallengeState.INFORMATION: _l("Information asked"),
    ChallengeState.WRITTEN: _l("The plan is written"),
    ChallengeState.SUBMITTED: _l("Handed in"),
    ChallengeState.RECEIVED: _l("Receipt confirmed"),
    ChallengeState.TREATED: _l("Being considered"),
    ChallengeState.TALKING: _l("Talks with the authority"),
    ChallengeState.AWARDED: _l("Decision: yes"),
    ChallengeState.REFUSED: _l("Decision: no"),
    ChallengeState.OBJECTED: _l("Objection made"),
    ChallengeState.UPHELD: _l("Objection: you were right"),
    ChallengeState.REJECTED: _l("Objection: turned down"),
    ChallengeState.AGREED: _l("Agreements made"),
    ChallengeState.RUNNING: _l("You do the work"),
    ChallengeState.EVALUATED: _l("Evaluated"),
    ChallengeState.FINISHED: _l("Completed"),
    ChallengeState.STOPPED: _l("Stopped"),
    ChallengeState.WITHDRAWN: _l("Withdrawn"),
}
BADGES = {
    ChallengeState.SUBMITTED: "waiting",
    ChallengeState.RECEIVED: "waiting",
    ChallengeState.TREATED: "waiting",
    ChallengeState.TALKING: "waiting",
    ChallengeState.OBJECTED: "waiting",
    ChallengeState.UPHELD: "waiting",
    ChallengeState.AWARDED: "done",
    ChallengeState.AGREED: "done",
    ChallengeState.RUNNING: "done",
    ChallengeState.EVALUATED: "done",
    ChallengeState.FINISHED: "done",
    ChallengeState.REFUSED: "later",
    ChallengeState.REJECTED: "later",
    ChallengeState.STOPPED: "later",
    ChallengeState.WITHDRAWN: "later",
}
NEXT: dict[ChallengeState, LazyString] = {
    ChallengeState.SIGNAL: _l("Call the authority: who decides about this task, and may it be challenged?"),
    ChallengeState.EXPLORING: _l("Ask your neighbours for support, and ask the authority what the task costs now."),
    ChallengeState.SUPPORTED: _l("Ask the authority for the contract and the costs, and write your plan."),
    ChallengeState.INFORMATION: _l("The authority looks for what you asked. Meanwhile you write your plan."),
    ChallengeState.WRITTEN: _l("Let your coach read the plan before you hand it in."),
    ChallengeState.SUBMITTED: _l("Ask for a confirmation of receipt, and keep it."),
    ChallengeState.RECEIVED: _l("The authority looks at your plan. Ask who treats it."),
    ChallengeState.TREATED: _l("The authority looks at your plan. Ask for a talk."),
    ChallengeState.TALKING: _l("Write down what was spoken of, and what comes next."),
    ChallengeState.AWARDED: _l("Make agreements on the result, the budget, the term, reporting and stopping."),
    ChallengeState.REFUSED: _l(
        "Ask for the reasons, and whether you can object. You can also try again with a better plan."
    ),
    ChallengeState.OBJECTED: _l(
        "The authority looks at its decision again. Usually it hears you first: prepare what you want to say."
    ),
    ChallengeState.UPHELD: _l("The authority decides anew. Ask when, and write down what it decides."),
    ChallengeState.REJECTED: _l(
        "Read the reasons with a lawyer: perhaps you can go to court. You can also try again with a better plan."
    ),
    ChallengeState.AGREED: _l("Begin with the work, and put the days to report in your agenda."),
    ChallengeState.RUNNING: _l("Do the work, keep count of what you promised, and report it."),
    ChallengeState.EVALUATED: _l("Agree whether you go on, and how."),
    ChallengeState.FINISHED: _l("This challenge is completed."),
    ChallengeState.STOPPED: _l("You stopped with this challenge."),
    ChallengeState.WITHDRAWN: _l("You withdrew this challenge."),
}
# Where on the page a next step is done; steps of the authority are only waited for.
PLACES: dict[ChallengeState, dict[str, LazyString]] = {
    ChallengeState.SIGNAL: {"gesprekken": _l("Talks with the authority")},
    ChallengeState.EXPLORING: {"steun": _l("Support"), "informatie": _l("Ask for information")},
    ChallengeState.SUPPORTED: {"informatie": _l("Ask for information"), "plan": _l("Plan and costs")},
    ChallengeState.INFORMATION: {"plan": _l("Plan and costs")},
    ChallengeState.WRITTEN: {"documenten": _l("Documents")},
    ChallengeState.TALKING: {"gesprekken": _l("Talks with the authority")},
    ChallengeState.AWARDED: {"afspraken": _l("Agreements")},
    ChallengeState.REFUSED: {"besluit": _l("The decision")},
    ChallengeState.OBJECTED: {"besluit": _l("The decision")},
    ChallengeState.UPHELD: {"besluit": _l("The decision")},
    ChallengeState.REJECTED: {"besluit": _l("The decision")},
    ChallengeState.RUNNING: {"afspraken": _l("Agreements")},
    ChallengeState.EVALUATED: {"afspraken": _l("Agreements")},
}
MOVERS: dict[MoverKind, LazyString] = {
    MoverKind.GROUP: _l("Whose turn: you"),
    MoverKind.COACH: _l("Whose turn: your coach"),
    MoverKind.AUTHORITY: _l("Whose turn: the authority"),
    MoverKind.NOBODY: _l("Nobody has to do anything now"),
}
VARIANTS: dict[str, LazyString] = {
    Variant.TAKE_OVER.value: _l("We carry out the task ourselves, with the money that is there for it"),
    Variant.STEER.value: _l("The task stays with others, but is set up in another way"),
}
ITEMS: dict[str, LazyString] = {
    AskedItem.CONTRACT.value: _l("The contract, and who carries it out"),
    AskedItem.END.value: _l("The day on which it ends"),
    AskedItem.OPTIONS.value: _l("The options to extend it"),
    AskedItem.COSTS.value: _l("What the task costs a year"),
    AskedItem.QUALITY.value: _l("Reports about the quality"),
    AskedItem.COMPLAINTS.value: _l("Complaints and reports of residents"),
    AskedItem.SPECIFICATION.value: _l("The description of the work"),
}
SUPPORTS: dict[SupportKind, LazyString] = {
    SupportKind.PAPER: _l("Signatures on paper"),
    SupportKind.LETTER: _l("A letter of support"),
    SupportKind.MEETING: _l("A meeting in the neighbourhood"),
    SupportKind.TALK: _l("A talk with the authority"),
}
CASES: dict[CaseKind, LazyString] = {
    CaseKind.NOW: _l("What it costs now"),
    CaseKind.THEN: _l("What it costs with us"),
    CaseKind.QUALITY: _l("What becomes better"),
    CaseKind.SOCIAL: _l("What it brings the neighbourhood"),
}
PAPERS: dict[PaperKind, LazyString] = {
    PaperKind.PLAN: _l("The challenge plan"),
    PaperKind.INFORMATION: _l("The request for information"),
    PaperKind.INFORMATION_REMINDER: _l("A reminder of your request for information"),
    PaperKind.DECISION_REMINDER: _l("A reminder of the decision"),
    PaperKind.OBJECTION: _l("The letter of objection"),
    PaperKind.OBJECTION_FOR_TIME: _l("A letter of objection that asks for time (pro forma)"),
    PaperKind.SUPPORT: _l("A letter of support, for an organisation to sign"),
    PaperKind.MEETING: _l("The report of your meetings"),
    PaperKind.AGREEMENT: _l("Agreement on working together (draft)"),
}
POINTS: dict[str, LazyString] = {
    "task": _l("Is the task clear?"),
    "support": _l("Is there support?"),
    "value": _l("What is the added value?"),
    "cost": _l("Are the costs right?"),
    "capability": _l("Can they do it?"),
    "continuity": _l("Will it go on?"),
    "route": _l("Is the legal route clear?"),
    "partners": _l("Are there partners?"),
}
HINTS: dict[str, LazyString] = {
    "summary": _l("In three sentences: what, why you, what it brings."),
    "who-we-are": _l("What people should know of you besides your dossier."),
    "legal-form": _l("What you are and when you become a cooperative, if that is still to come."),
    "task": _l("What you want to add to the task as you described it: what you take over, and what not."),
    "why-better": _l("What goes wrong now, and what do you do otherwise?"),
    "social-value": _l("What it brings the neighbourhood: work, contacts, safety."),
    "costs": _l("What you want to say about the costs besides the table."),
    "approach": _l("How you do it: who, when, with what."),
    "support": _l("How you asked the neighbourhood, and what people said."),
    "partners": _l("Who works with you, and on what."),
    "capacity": _l("What you have done before, certificates, who has the knowledge."),
    "continuity": _l("Who stands in at illness, how complaints are handled, what happens when you stop."),
    "asked-of-authority": _l("Budget, building, data, a contact person."),
    "risks": _l("Privacy, safety, people who do the work now: what can go wrong and what do you do?"),
    "route": _l("How the authority can give you the work: a subsidy, a single quote, another way."),
    "agreements": _l("Which result, budget, term and reports you propose, and when each can stop."),
    "other": _l("What the authority asks here."),
}
LOOKED_AT_AGAIN = _l("Looked at again")
GROUNDS = _l("The grounds of your objection")


def step_name(now: ChallengeState, then: ChallengeState) -> LazyString:
    """What a step is called for who is here: what was refused is not considered for the first time."""
    if then is ChallengeState.TREATED and now in {*states.OBJECTING, ChallengeState.REFUSED}:
        return LOOKED_AT_AGAIN
    return STATES[then]


def paper_name(state: ChallengeState, paper: PaperKind) -> LazyString:
    """What a document is called for who is here: once an objection was made, its grounds follow."""
    if paper is PaperKind.OBJECTION and state is ChallengeState.OBJECTED:
        return GROUNDS
    return PAPERS[paper]
