"""Help with cohorts, sessions and what a coach writes down."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

SESSIONS = HelpArea(
    "sessions",
    _l("Sessions and your cohort"),
    (
        HelpTopic(
            _l("Where do we see when the next session is?"),
            _l(
                "In your agenda, and in your own calendar when you subscribed to it. Under Agenda, “Sessions and cohort” also has "
                "the files, the messages and the reports."
            ),
        ),
        HelpTopic(
            _l("I cannot come to a session. What do I do?"),
            _l("Tell your coach, for example under Questions. The coach notes that you told beforehand."),
        ),
        HelpTopic(
            _l("Who sees what my coach writes about our group?"),
            _l(
                "Contact that is marked as shared you read yourselves. The rest is read by your coaches and the manager. A private "
                "note is read by its writer alone."
            ),
        ),
    ),
)
