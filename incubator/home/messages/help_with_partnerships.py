"""Help with partnerships of government and neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

PARTNERSHIPS = HelpArea(
    "partnerships",
    _l("Partnerships with government"),
    (
        HelpTopic(
            _l("When is something agreed on?"),
            _l(
                "When each party said yes to the same version. Another text is a new version, and asks everybody again. Until then "
                "the last version that all agreed on holds."
            ),
        ),
        HelpTopic(
            _l("Who says yes for whom?"),
            _l(
                "The coordinator for a group of this incubator. For a government, an anchor or people of the street a driver writes "
                "down who said yes, on which day, and where that can be read."
            ),
        ),
        HelpTopic(
            _l("Does a partnership give us the work?"),
            _l(
                "No. A government that buys stays under the rules for public contracts, and decides by its own rules. The page names "
                "what to look into; let a lawyer read along before anybody signs."
            ),
        ),
        HelpTopic(
            _l("Can we go on from our challenge?"),
            _l(
                "Yes. On the page of your group, under “Partnerships”, the coordinator begins one from the challenge. Its task, parties "
                "and agreements come along; the rest of it stays yours."
            ),
        ),
    ),
)
