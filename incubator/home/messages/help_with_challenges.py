"""Help with the right to challenge: contracts that end, the challenge itself, and the buyers."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

CHALLENGES = HelpArea(
    "challenges",
    _l("The right to challenge and buyers"),
    (
        HelpTopic(
            _l("What is the right to challenge?"),
            _l(
                "In many municipalities residents may ask to take over a task, when they think that they can do "
                "it better. Your municipality's own rules say how, and the municipality decides."
            ),
        ),
        HelpTopic(
            _l("Which work can we challenge, and when?"),
            _l(
                "Under Contracts that end you see what ends near you. With each stands whether it is promising. "
                "About a year before the end is the time. The last sensible day is reckoned back from the end, "
                "with the weeks that the municipality takes to decide. You can put that day in your agenda."
            ),
        ),
        HelpTopic(
            _l("It says “not known, ask”. What do we do?"),
            _l(
                "Then nobody wrote it down, and we do not guess. The question that you can send stands on the page. In "
                "a challenge you make a request for information in Word, and your agenda says when to ask again."
            ),
        ),
        HelpTopic(
            _l("How do we collect signatures?"),
            _l(
                "In your challenge you make a page of support. Neighbours sign there, and confirm by mail. Others see "
                "a name only when its owner wants that. Three months after the end of the challenge they are erased."
            ),
        ),
        HelpTopic(
            _l("Who decides, and what if nobody answers?"),
            _l(
                "The municipality decides. Nobody is obliged to say yes, and no answer is not a yes. When a term "
                "passes, your page says what you can do, and makes the reminder for you."
            ),
        ),
        HelpTopic(
            _l("Where does the first small work come from?"),
            _l(
                "Often from a buyer that asks one firm for a quote. No notice announces that. Under Buyers you "
                "write down who you talk to and what you agree, and you download a letter of introduction. Only "
                "your group and who guides you see it; it goes when your group stops."
            ),
        ),
    ),
)
