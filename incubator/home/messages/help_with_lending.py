"""Help with the loan fund of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

LENDING = HelpArea(
    "lending",
    _l("The loan fund of your neighbourhood"),
    (
        HelpTopic(
            _l("How does our group borrow from the fund?"),
            _l(
                "First your group takes part: one button. Then you fill in an application. It begins with the business plan that your "
                "coach approved. The committee sees nothing before you hand it in."
            ),
        ),
        HelpTopic(
            _l("Who decides about a loan?"),
            _l(
                "A committee. Each member gives advice with a reason. Who takes part in the group that applies, guides it or is a "
                "member of it, steps aside. That is written in the decision."
            ),
        ),
        HelpTopic(
            _l("Does this site pay the money out?"),
            _l(
                "No. Paying happens at a bank. A driver writes down what the bank says: the day, the amount and the number of the "
                "bank statement."
            ),
        ),
        HelpTopic(
            _l("We cannot pay an instalment. What now?"),
            _l(
                "Tell the drivers early. Being late costs nothing extra, and another schedule can be agreed. The earlier schedule "
                "stays in sight."
            ),
        ),
        HelpTopic(
            _l("Who sees what we owe?"),
            _l(
                "You do, and so do the drivers and the committee. Other groups and visitors do not. The public page shows terms and "
                "counts, never names or amounts of a group."
            ),
        ),
    ),
)
