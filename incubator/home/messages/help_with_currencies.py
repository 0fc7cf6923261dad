"""Help with the currency of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

CURRENCIES = HelpArea(
    "currency",
    _l("The currency of your neighbourhood"),
    (
        HelpTopic(
            _l("How do I pay somebody?"),
            _l(
                "Choose “Pay somebody” and look for the name. Or look at the QR code of the other with the camera of your phone. "
                "You first see to whom, how much and what for. Nothing is paid before you press “Pay now”."
            ),
        ),
        HelpTopic(
            _l("How can I pay when I have earned nothing yet?"),
            _l(
                "Everyone begins at zero and may go below it, as far as the neighbourhood decided. What you pay now you earn "
                "later with what others ask. All accounts together are always zero."
            ),
        ),
        HelpTopic(
            _l("I paid the wrong person. What now?"),
            _l(
                "Ask this person to pay it back. When you both agree that it was a mistake, a driver can take it back, with the "
                "number of the payment and the reason. Nothing is erased."
            ),
        ),
        HelpTopic(
            _l("Who sees what I have?"),
            _l(
                "You do, and nobody else. Drivers see who has an account, without amounts. The public page shows how many people "
                "take part, never who or how much."
            ),
        ),
        HelpTopic(
            _l("Who decides the rules?"),
            _l(
                "The neighbourhood. A driver puts rules to the vote, and everyone who takes part votes once. When more people "
                "vote yes than no, they hold from their day."
            ),
        ),
    ),
)
