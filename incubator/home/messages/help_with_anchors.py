"""Help with the anchors of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

ANCHORS = HelpArea(
    "anchors",
    _l("The anchors of your neighbourhood"),
    (
        HelpTopic(
            _l("What is an anchor?"),
            _l(
                "A large organisation that is here and stays here: the municipality, a hospital, a school, a housing corporation. A strong "
                "organisation of the neighbourhood is one too. It buys and hires, and that can be done here."
            ),
        ),
        HelpTopic(
            _l("How do we get a list of creditors?"),
            _l(
                "Open the anchor: a letter in Word that asks for it is ready. Any CSV or Excel file is good, as long as it has a column "
                "for the supplier and one for the amount."
            ),
        ),
        HelpTopic(
            _l("A share shows a range. Which number is true?"),
            _l(
                "Nobody knows yet. The lowest number is certain; the highest would be true if all that is not known were a yes. A place or "
                "a size more in the list makes the range smaller."
            ),
        ),
        HelpTopic(
            _l("Who sees the suppliers?"),
            _l(
                "Only who builds in the neighbourhood. Public are shares that rest on three suppliers or more. Names of self-employed "
                "people are best replaced when you bring the list."
            ),
        ),
    ),
)
