"""Help with calling members to a meeting."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

MEETINGS = HelpArea(
    "meetings",
    _l("Meetings of your cooperative"),
    (
        HelpTopic(
            _l("How long before a meeting must the members be called?"),
            _l(
                "That is in your statutes. The page counts it for you while you choose a day. To change the statutes it is at "
                "least seven whole days. The day of sending and the day of the meeting do not count."
            ),
        ),
        HelpTopic(
            _l("Why does somebody get a letter and not an e-mail?"),
            _l(
                "The law allows e-mail only to who agreed to it, at the address given for that. You note it in the register of "
                "members. Until then a member gets a letter, or you hand the convocation over."
            ),
        ),
        HelpTopic(
            _l("The members were called, and something must change. What now?"),
            _l(
                "Open the meeting and choose “Something must change”. Change it, and call the members anew. The term runs again "
                "from that day. What you sent before stays readable."
            ),
        ),
        HelpTopic(
            _l("The board does not call a meeting. Can the members do it?"),
            _l(
                "Yes. Ask for a meeting on this site. When enough members stand behind it, the board has fourteen days. If it does "
                "nothing, the members who asked can call the meeting themselves."
            ),
        ),
        HelpTopic(
            _l("The page says that decisions can be set aside. What does that mean?"),
            _l(
                "A member can ask a judge to undo a decision when the rules for calling a meeting were not kept. Only a judge "
                "decides that. The page says which rule it is, and what you can do about it."
            ),
        ),
    ),
)
