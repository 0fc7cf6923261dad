"""Help with neighbourhoods."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

NEIGHBOURHOODS = HelpArea(
    "neighbourhoods",
    _l("Your neighbourhood"),
    (
        HelpTopic(
            _l("What is a driver?"),
            _l(
                "Somebody who keeps the neighbourhood going. Drivers invite people, ask groups, and decide what is public. Everyone "
                "who takes part writes along. There is always at least one driver."
            ),
        ),
        HelpTopic(
            _l("Two of us wrote in the story at the same time. Is something lost?"),
            _l(
                "No. Who saves last sees what the other wrote beside their own text, and chooses. Every version stays under “All "
                "versions”."
            ),
        ),
        HelpTopic(
            _l("When is something a fact?"),
            _l(
                "When others can look it up: write the source with it. Everything else is an estimate. With both stands who said "
                "it and when, so that everyone can judge."
            ),
        ),
        HelpTopic(
            _l("Who can read what we write?"),
            _l(
                "Only who takes part, the coach of a group that is part of it, and the manager, until a driver makes it public. "
                "Visitors then read the story, and the groups and buildings that may be shown. No names of people."
            ),
        ),
    ),
)
