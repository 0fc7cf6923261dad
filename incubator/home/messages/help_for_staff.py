"""Help for coaches and managers."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

STAFF_AREAS = (
    HelpArea(
        "reviews",
        _l("For coaches: reading work"),
        (
            HelpTopic(
                _l("In which order do I read?"),
                _l(
                    "The oldest stands on top. “I am going to read this” shows others that it is yours. After a "
                    "decision you can go on with the next."
                ),
            ),
            HelpTopic(
                _l("I am away for a while. What do I do?"),
                _l(
                    "Under My account, choose the last day and who stands in. Your groups and the mails about them go to that "
                    "colleague, and come back by themselves. Back earlier? One tap."
                ),
            ),
            HelpTopic(
                _l("I write the same remark often. Can I keep it?"),
                _l(
                    "Yes. Below every remark stands “Saved remarks”: keep what you wrote, or put one in with one tap. What you "
                    "typed is saved along. Under To review you change and remove them."
                ),
            ),
            HelpTopic(
                _l("A law changes. Which of my groups must do something?"),
                _l(
                    "Under Changes in the law, below Groups, stands what changes and when, which groups it touches and what "
                    "would change in their statutes. Whether it is so, the notary says."
                ),
            ),
            HelpTopic(
                _l("A notary wants another text in the deeds. What do I do?"),
                _l(
                    "Under Model texts, below Groups, stand all clauses. Open one and propose another text, with the reason. A "
                    "manager decides. From then on every draft has the new text; versions that were made stay as they are."
                ),
            ),
            HelpTopic(
                _l("Where do I write down what I did with a group?"),
                _l(
                    "On the page of the group, under Contact with the coach. What you mark as shared the group reads too; your own "
                    "note only you. It adds up to your hours, below Groups."
                ),
            ),
            HelpTopic(
                _l("What happens when I approve?"),
                _l(
                    "The answers go into the dossier of the group, with your name and the date. From there they are "
                    "used in the statutes and in bids."
                ),
            ),
        ),
    ),
    HelpArea(
        "manage",
        _l("For the manager"),
        (
            HelpTopic(
                _l("What do I do every week?"),
                _l(
                    "Look at Start: groups without a coach, groups that stand still, sources that give nothing, mail "
                    "that was not delivered. Each line leads to where you mend it."
                ),
            ),
            HelpTopic(
                _l("Somebody's name or address is wrong. What do I do?"),
                _l(
                    "Open the person under People and correct it, with a reason. The name changes at once; a new address counts "
                    "when its owner says yes. Registers and deeds stay as they are: they have their own rules."
                ),
            ),
            HelpTopic(
                _l("Somebody wants to begin. What do I do?"),
                _l(
                    "Under Manage, Applications. Read it, and invite them to talk, put it off or decline, with a mail that you read "
                    "first. Accepted, it becomes a group with what they filled in."
                ),
            ),
            HelpTopic(
                _l("Who changed this?"),
                _l("Under Manage, Audit trail. Choose a period, a person, a group or what it is about."),
            ),
            HelpTopic(
                _l("How do I report to the council?"),
                _l(
                    "Under Manage, Results. Choose a period; everything is counted from what happened in it. Behind "
                    "every number stands its list, and the whole can be downloaded for Word and as a spreadsheet."
                ),
            ),
        ),
    ),
)
