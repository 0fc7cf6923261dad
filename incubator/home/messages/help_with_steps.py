"""Help with the five steps and the commitments of government."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

STEPS = HelpArea(
    "steps",
    _l("The five steps and commitments"),
    (
        HelpTopic(
            _l("Do we take the five steps in this order?"),
            _l(
                "Mostly. But you may go back to a step: a driver presses “Take this step again”. What was done stays readable."
            ),
        ),
        HelpTopic(
            _l("When is a commitment done?"),
            _l(
                "When there is proof: a file, a link or an award notice. Without proof it is news. Who says so stands with it, an "
                "organisation or a function and no person."
            ),
        ),
        HelpTopic(
            _l("Why does a commitment ask for attention?"),
            _l(
                "Nothing was heard for six months, its day has passed, or a report did not come. Add news or proof, or change it."
            ),
        ),
        HelpTopic(
            _l("Who sees how I spread my dots?"),
            _l(
                "Nobody. Others see how many dots a card has, and from how many people. You can change yours until the vote closes."
            ),
        ),
    ),
)
