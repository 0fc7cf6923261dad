"""Help with the capital of members and with the duties of law and statutes."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

CAPITAL = HelpArea(
    "capital",
    _l("Capital of members"),
    (
        HelpTopic(
            _l("Why can a booking not be changed?"),
            _l(
                "So that everyone can see afterwards what happened. A mistake is taken back with a counter-entry, and "
                "both stay readable."
            ),
        ),
        HelpTopic(
            _l("When can we divide the result of a year?"),
            _l(
                "After the general meeting has adopted the annual accounts. Enter the figures and the hours; the page "
                "shows what each member gets under your statutes before anything is booked."
            ),
        ),
    ),
)

DUTIES = HelpArea(
    "duties",
    _l("Duties"),
    (
        HelpTopic(
            _l("Where do these dates come from?"),
            _l(
                "From the law and from your statutes in force. With each date stand the article and how it was "
                "reckoned. When your deed or a decision changes it, the date moves along."
            ),
        ),
        HelpTopic(
            _l("We did this already. What now?"),
            _l(
                "Say when you did it and where the proof is. It then leaves the list of what is open, and stays "
                "readable for the general meeting and the audit committee."
            ),
        ),
    ),
)
