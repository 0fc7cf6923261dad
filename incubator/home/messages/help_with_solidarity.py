"""Help with the solidarity fund between cooperatives, and with land and buildings in common."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

SOLIDARITY = HelpArea(
    "solidarity",
    _l("The solidarity fund"),
    (
        HelpTopic(
            _l("How does our cooperative join?"),
            _l(
                "Your board or your founders decide it. Then the coordinator opens the fund, chooses “Join” and writes down when "
                "that was decided. Your group must be part of the neighbourhood first."
            ),
        ),
        HelpTopic(
            _l("Where is the money?"),
            _l(
                "At a bank, in an account that the cooperatives agree on. This site only keeps the books: you pay through your own "
                "bank, and record here what was paid and what proves it."
            ),
        ),
        HelpTopic(
            _l("Who decides about support?"),
            _l(
                "The other cooperatives, each with one vote. Who asks does not vote. After the last day the votes are counted by "
                "themselves in the night."
            ),
        ),
        HelpTopic(
            _l("Who sees our amounts and wages?"),
            _l(
                "Who works in one of the cooperatives of the fund sees the amounts of the fund. Nobody sees wages: of the pay ratio "
                "the others read yes, no or not known."
            ),
        ),
        HelpTopic(
            _l("May we simply lend somebody to another cooperative?"),
            _l(
                "Not always. When the other leads the work and pays for it, an admission may be needed from 1 January 2027 (Wtta). "
                "The page of the agreement says what to look into. Ask an adviser before anybody goes."
            ),
        ),
    ),
)
ESTATE = HelpArea(
    "estate",
    _l("Land and buildings in common"),
    (
        HelpTopic(
            _l("Is this the land register?"),
            _l(
                "No. Here stands what people of the neighbourhood know and agreed, each with its source. What a deed says a notary "
                "decides, and who owns it stands at Kadaster."
            ),
        ),
        HelpTopic(
            _l("The rent changed. How do I write that down?"),
            _l(
                "Write the lease down as it is now. The earlier one stays readable, so that you can see later what changed and "
                "who said so."
            ),
        ),
        HelpTopic(
            _l("Who sees the prices?"),
            _l(
                "Who takes part in the neighbourhood. Visitors see the register when a driver makes it public, and prices only "
                "when the driver says so."
            ),
        ),
    ),
)
