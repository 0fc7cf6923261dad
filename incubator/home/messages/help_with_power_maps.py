"""Help with the power map of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

POWER = HelpArea(
    "power",
    _l("The power map of your neighbourhood"),
    (
        HelpTopic(
            _l("What do interest and influence mean?"),
            _l(
                "Interest: how much it matters to them what happens here. Influence: how much they can help it on, or stop it. Choose "
                "the numbers together; a guess is fine."
            ),
        ),
        HelpTopic(
            _l("May we write down names of people?"),
            _l(
                "Rather not: write the organisation or the role. A name may stand here when somebody holds a public office, or said "
                "yes. You write down which of the two, and since when."
            ),
        ),
        HelpTopic(
            _l("Somebody does not want to stand on our map any more."),
            _l(
                "Open the name and choose “Erase this person”. The name is then gone everywhere, also from kept versions. You need to "
                "ask nobody."
            ),
        ),
        HelpTopic(
            _l("Who sees our power map?"),
            _l("Who takes part in the neighbourhood, and the manager. The map is never public."),
        ),
    ),
)
