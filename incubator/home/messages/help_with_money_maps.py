"""Help with the money map of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

MONEY = HelpArea(
    "money",
    _l("The money map of your neighbourhood"),
    (
        HelpTopic(
            _l("Where do we begin?"),
            _l(
                "Put the places on the map: the households together, the firms, the municipality, and what lies elsewhere. Then write "
                "down who pays whom. A guess is fine, if you say that it is one."
            ),
        ),
        HelpTopic(
            _l("Why does a place not add up?"),
            _l(
                "What comes in must go out or be set aside. When it does not, a flow is missing, or an amount is wrong. The map shows "
                "how much, not what is right."
            ),
        ),
        HelpTopic(
            _l("We have a spreadsheet. Can we use it?"),
            _l(
                "Yes, under “From a file”. The columns may stand in any order. You see first what we read; a wrong line is named, and "
                "then nothing is stored."
            ),
        ),
        HelpTopic(
            _l("What may we say with the local multiplier?"),
            _l(
                "Copy the whole paragraph, not the figure alone. It is the outcome of one study of one year, and part of it rests on "
                "what people say."
            ),
        ),
        HelpTopic(
            _l("Who sees our map?"),
            _l(
                "Who takes part in the neighbourhood, and the manager. Drivers can make it public. Who said what is never public."
            ),
        ),
    ),
)
