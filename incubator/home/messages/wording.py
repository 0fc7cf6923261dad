"""The next step in two voices: to the group, and to who guides it. Source texts; `cards` fills in the names."""

from dataclasses import dataclass

from incubator.core.i18n import mark as N_
from incubator.home.values import StepKind


@dataclass(frozen=True, slots=True)
class Wording:
    """What to do and why, in both voices, and the words on the button."""

    title: str
    why: str
    guide_title: str
    guide_why: str
    label: str
    guide_label: str = ""


WORDINGS = {
    StepKind.STOPPED: Wording(
        N_("This group has stopped"),
        N_("What you made stays here to read."),
        N_("%(group)s has stopped"),
        N_("What the group made stays here to read."),
        N_("To the group"),
    ),
    StepKind.BID_CLOSES: Wording(
        N_("Finish the bid: %(title)s"),
        N_("Closing date: %(until)s. The list says what is still open."),
        N_("%(group)s finishes a bid: %(title)s"),
        N_("Closing date: %(until)s. Look whether the group will make it."),
        N_("To the bid"),
    ),
    StepKind.DATE_NEAR: Wording(
        N_("Coming up: %(title)s"),
        N_("When: %(until)s."),
        N_("%(group)s, coming up: %(title)s"),
        N_("When: %(until)s."),
        N_("Have a look"),
    ),
    StepKind.LESSON_RETURNED: Wording(
        N_("Improve: %(title)s"),
        N_("Your coach has read your work and left remarks. Improve it, and hand it in again."),
        N_("%(group)s improves: %(title)s"),
        N_("The work went back with remarks. The group hands it in again."),
        N_("To the remarks"),
    ),
    StepKind.STATUTES_RETURNED: Wording(
        N_("Improve your statutes"),
        N_("Your coach has read your statutes and left remarks. Improve them, and hand them in again."),
        N_("%(group)s improves the statutes"),
        N_("The statutes went back with remarks. The group hands them in again."),
        N_("To the remarks"),
    ),
    StepKind.COACH_MISSING: Wording(
        N_("Nobody reads your work yet"),
        N_(
            "You have no coach yet. Every coach can read your work now, and the manager chooses who guides you. You can go on meanwhile."
        ),
        N_("%(group)s waits for an answer and has no coach"),
        N_("Every coach can read the work that was handed in. The manager chooses who guides the group."),
        N_("To the lessons"),
        N_("Choose a coach"),
    ),
    StepKind.STATUTES_READ: Wording(
        N_("Your coach reads your statutes"),
        N_("You get a mail when there is an answer."),
        N_("Read the statutes of %(group)s"),
        N_("The group waits for an answer before it goes to the notary."),
        N_("To the statutes"),
        N_("Read it"),
    ),
    StepKind.DEED_PROPOSED: Wording(
        N_("The deed waits for the manager to confirm it"),
        N_("You get a mail when it was confirmed, or when something is not right."),
        N_("The deed of %(group)s waits for the manager to confirm it"),
        N_("It counts once the manager has confirmed it."),
        N_("To the deed"),
        N_("Look at the deed"),
    ),
    StepKind.KVK_AWAITED: Wording(
        N_("Enter the KVK number"),
        N_(
            "The notary reports the deed to the trade register (KVK). A coordinator or your coach enters the number as soon as it is there."
        ),
        N_("%(group)s waits for the KVK number"),
        N_("The notary reports the deed to the trade register (KVK). A coordinator or the coach enters the number."),
        N_("To the deed"),
        N_("Record the number"),
    ),
    StepKind.REGISTER_EMPTY: Wording(
        N_("Begin the register of members"),
        N_("The law asks for a list of members from the first day (article 2:30 BW). The founders are the first."),
        N_("%(group)s begins the register of members"),
        N_("The deed was signed and nobody is in the register yet."),
        N_("To the register"),
    ),
    StepKind.VERSION_MISSING: Wording(
        N_("Make the document for the notary"),
        N_("Your coach approved the statutes. Make a version in Word, and take it to a notary."),
        N_("%(group)s makes the document for the notary"),
        N_("The statutes were approved. The group makes a version in Word."),
        N_("To the statutes"),
    ),
    StepKind.DEED_AWAITED: Wording(
        N_("Go to the notary"),
        N_("Your coach approved the draft. Once it is signed, a coordinator or your coach enters the deed here."),
        N_("%(group)s is at the notary"),
        N_(
            "The draft was approved. Once it is signed, a coordinator or the coach enters the deed; the manager confirms it."
        ),
        N_("To the deed"),
        N_("Record the deed"),
    ),
    StepKind.LESSON_WRITING: Wording(
        N_("%(title)s"),
        N_("You have begun. Finish the assignment together, and hand it in."),
        N_("%(group)s is writing: %(title)s"),
        N_("The group has begun with the assignment."),
        N_("Go on writing"),
        N_("See what is written"),
    ),
    StepKind.LESSON_OPEN: Wording(
        N_("%(title)s"),
        N_("Read the lesson together (about %(minutes)s minutes) and do the assignment."),
        N_("The lesson of %(group)s now: %(title)s"),
        N_("The group reads it together and does the assignment."),
        N_("To the lesson"),
    ),
    StepKind.LESSON_READ: Wording(
        N_("With your coach: %(title)s"),
        N_("You get a mail when there is an answer. In the meantime you can read ahead."),
        N_("Read the work of %(group)s: %(title)s"),
        N_("The group waits for an answer."),
        N_("To the lessons"),
        N_("Read it"),
    ),
    StepKind.STATUTES_OPEN: Wording(
        N_("Write your statutes"),
        N_("What you answered in the lessons is filled in already. Questions to answer: %(number)s."),
        N_("%(group)s writes the statutes"),
        N_("Questions that the group still has to answer: %(number)s."),
        N_("Answer the next question"),
        N_("To the statutes"),
    ),
    StepKind.STATUTES_ERRORS: Wording(
        N_("Solve what the law asks in your statutes"),
        N_("Points that must change before you go to the notary: %(number)s."),
        N_("%(group)s solves what the law asks in the statutes"),
        N_("Points that must change before the notary: %(number)s."),
        N_("See what must change"),
    ),
    StepKind.STATUTES_COMPLETE: Wording(
        N_("Hand in your statutes"),
        N_("Everything is answered, and the check sees nothing that the law forbids. Let your coach read them."),
        N_("%(group)s can hand in the statutes"),
        N_("Everything is answered, and the check sees nothing that the law forbids."),
        N_("To the statutes"),
    ),
    StepKind.CONTRIBUTION_UNPAID: Wording(
        N_("Record the contribution"),
        N_("Members who paid nothing in yet: %(number)s."),
        N_("%(group)s collects the contribution"),
        N_("Members who paid nothing in yet: %(number)s."),
        N_("To the register"),
    ),
    StepKind.BID_PASSED: Wording(
        N_("Did you hand in this bid? %(title)s"),
        N_("The closing date has gone by. Write down how it went."),
        N_("%(group)s has a bid that closed: %(title)s"),
        N_("Nobody wrote down whether it was handed in."),
        N_("To the bid"),
    ),
    StepKind.BID_WRITING: Wording(
        N_("Go on with your bid: %(title)s"),
        N_("Closing date: %(until)s. The list says what is still open."),
        N_("%(group)s writes a bid: %(title)s"),
        N_("Closing date: %(until)s."),
        N_("To the bid"),
    ),
    StepKind.BID_DECIDES: Wording(
        N_("Do you go for it: %(title)s"),
        N_("Closing date: %(until)s. Answer the questions together, then decide."),
        N_("%(group)s decides whether it goes for: %(title)s"),
        N_("Closing date: %(until)s."),
        N_("To the bid"),
    ),
    StepKind.PROFILE_MISSING: Wording(
        N_("Tell us what work you look for"),
        N_("Then we look in public notices for you, and tell you which ones fit and why."),
        N_("%(group)s still has to say what work it looks for"),
        N_("Until then no notice is laid beside what the group does."),
        N_("Fill in what you look for"),
        N_("To the opportunities"),
    ),
    StepKind.WORK_ASKED: Wording(
        N_("%(client)s asks you for work: %(title)s"),
        N_("Decide whether you want it: start a bid, or put it aside."),
        N_("A client asks %(group)s for work: %(title)s"),
        N_("The group decides whether it wants it."),
        N_("To what was asked"),
    ),
    StepKind.MATCHES_NEW: Wording(
        N_("New opportunities: %(number)s"),
        N_("Look which ones you want, and put the others aside with a reason: we learn from it."),
        N_("%(group)s has new opportunities: %(number)s"),
        N_("The group looks which ones it wants."),
        N_("To the opportunities"),
    ),
    StepKind.DOCUMENTS_MISSING: Wording(
        N_("Finish this phase: %(phase)s"),
        N_("Still to do: %(number)s. The list says where each is made."),
        N_("%(group)s finishes this phase: %(phase)s"),
        N_("Still to do: %(number)s. The list says where each is made."),
        N_("To the list"),
    ),
    StepKind.DOCUMENTS_READ: Wording(
        N_("Your coach looks at your documents"),
        N_("You said that they are ready. Your coach says whether they are good."),
        N_("Look at the documents of %(group)s"),
        N_("The group says that they are ready: %(number)s."),
        N_("To the list"),
    ),
    StepKind.PHASE_DONE: Wording(
        N_("This phase is complete: %(phase)s"),
        N_("Your coach looks at the list, and lets you go on to the next phase."),
        N_("Let %(group)s go on to the next phase"),
        N_("Everything of this phase is done: %(phase)s."),
        N_("To the list"),
        N_("Close this phase"),
    ),
    StepKind.BUYER_DECIDES: Wording(
        N_("The buyer decides: %(title)s"),
        N_("Write down how it went as soon as you hear."),
        N_("The buyer decides about the bid of %(group)s: %(title)s"),
        N_("The group writes down how it went as soon as it hears."),
        N_("To the bid"),
    ),
    StepKind.UP_TO_DATE: Wording(
        N_("Nothing is waiting for you"),
        N_("What fits you appears under Opportunities. You can search for yourself too."),
        N_("Nothing is waiting for %(group)s"),
        N_("What fits the group appears under Opportunities."),
        N_("Search public notices"),
        N_("To the opportunities"),
    ),
}
