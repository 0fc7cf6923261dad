"""Help with each part of the site: short answers to what people ask. A page belongs to the part of its feature."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_for_neighbourhoods import NEIGHBOURHOOD_AREA_OF_BLUEPRINT, NEIGHBOURHOOD_AREAS
from incubator.home.messages.help_for_staff import STAFF_AREAS
from incubator.home.messages.help_topics import HelpArea, HelpTopic
from incubator.home.messages.help_with_capital_and_duties import CAPITAL, DUTIES
from incubator.home.messages.help_with_challenges import CHALLENGES
from incubator.home.messages.help_with_meetings import MEETINGS
from incubator.home.messages.help_with_sessions import SESSIONS

AREA_OF_BLUEPRINT = {
    **NEIGHBOURHOOD_AREA_OF_BLUEPRINT,
    "home": "start",
    "opendata": "notices",
    "opendata_api": "notices",
    "core": "start",
    "accounts": "account",
    "cooperatives": "group",
    "learning": "lessons",
    "lesson_desk": "lessons",
    "questions": "group",
    "reviews": "reviews",
    "statutes": "statutes",
    "versions": "statutes",
    "papers": "statutes",
    "founders": "statutes",
    "law_changes": "reviews",
    "clause_library": "reviews",
    "register": "register",
    "watch": "opportunities",
    "challenges": "challenges",
    "cohorts": "sessions",
    "meetings": "meetings",
    "capital": "capital",
    "duties": "duties",
    "bids": "bids",
    "notices": "notices",
    "searches": "notices",
    "knowledge": "notices",
    "sources": "manage",
}
AREAS = (
    HelpArea(
        "start",
        _l("Where to begin"),
        (
            HelpTopic(
                _l("What do we do now?"),
                _l(
                    "Your start page shows one next step, and whose turn it is. Follow that step. When you wait for "
                    "somebody, it says for whom."
                ),
            ),
            HelpTopic(
                _l("Do we have to do everything in this order?"),
                _l(
                    "No. The lessons build on each other, and so it is the easiest way. But you may read ahead, and "
                    "look for work before you are founded. Only with a deed can your cooperative itself hand in a "
                    "bid."
                ),
            ),
            HelpTopic(
                _l("Does anyone see what we write?"),
                _l(
                    "The people in your group do, and your coach and the manager of this incubator. Other groups "
                    "never see it. Nothing goes to a buyer or a notary by itself: you download it and hand it over."
                ),
            ),
        ),
    ),
    HelpArea(
        "group",
        _l("Your group and its dossier"),
        (
            HelpTopic(
                _l("How does someone join our group?"),
                _l(
                    "A coordinator of the group invites this person by mail. Who says yes takes part. Who says no, or "
                    "does not answer, sees nothing of your group."
                ),
            ),
            HelpTopic(
                _l("How do we ask our coach something?"),
                _l(
                    "Under Questions, in the menu of your group. Your coach gets a mail, and you get one when there is an "
                    "answer. Everyone in the group can read along."
                ),
            ),
            HelpTopic(
                _l("What is the dossier?"),
                _l(
                    "All that you answered once: your name, your place, your founders, what you can do. Every lesson, "
                    "draft and bid starts from it, so you type nothing twice. With each answer stands where it comes "
                    "from."
                ),
            ),
            HelpTopic(
                _l("Why can we not change this answer?"),
                _l(
                    "Because it comes from something that counts for more: the deed, the register of members, or work "
                    "that your coach approved. The page says where it is changed."
                ),
            ),
        ),
    ),
    HelpArea(
        "lessons",
        _l("Lessons and assignments"),
        (
            HelpTopic(
                _l("Is what we type kept?"),
                _l(
                    "Yes, while you type. You see “Saved at” with the time. When the connection drops your text stays "
                    "in this browser, and the page says so."
                ),
            ),
            HelpTopic(
                _l("When do we hand in?"),
                _l(
                    "When you have talked about it and everyone can live with it. It need not be perfect. Your coach "
                    "reads it and approves it, or returns it with remarks. You can hand in as often as it takes."
                ),
            ),
            HelpTopic(
                _l("Two of us write at the same time. Does that go well?"),
                _l(
                    "Yes. If you change the same answer, you see both texts and choose. No text disappears, and "
                    "earlier versions can be read again."
                ),
            ),
        ),
    ),
    HelpArea(
        "statutes",
        _l("Statutes"),
        (
            HelpTopic(
                _l("What are statutes?"),
                _l(
                    "The rules of your cooperative, in a deed that a notary makes: who can be a member, who decides "
                    "what, what happens with the money."
                ),
            ),
            HelpTopic(
                _l("Does this draft replace the notary?"),
                _l(
                    "No. A cooperative is founded by a deed before a notary (article 2:54 of the Civil Code). With "
                    "the draft you know what you want, and the notary needs less time. The notary decides what is in "
                    "the deed."
                ),
            ),
            HelpTopic(
                _l("What do error, warning and remark mean in the check?"),
                _l(
                    "An error is against the law: mend it first. A warning deserves a talk, among yourselves or with "
                    "the notary. A remark only says what is usual. With each stands the article of law."
                ),
            ),
        ),
    ),
    HelpArea(
        "register",
        _l("Register of members"),
        (
            HelpTopic(
                _l("When do we start the register?"),
                _l(
                    "It opens by itself. A coordinator or your coach enters the deed, the manager confirms it, and the "
                    "founders are the first members. The KVK number may follow later."
                ),
            ),
            HelpTopic(
                _l("We made a mistake. How do we take it back?"),
                _l(
                    "With a correction. What was entered stays readable, with who corrected it and why. So you can "
                    "always show how the register stood on a day."
                ),
            ),
        ),
    ),
    HelpArea(
        "opportunities",
        _l("Opportunities"),
        (
            HelpTopic(
                _l("Why do we get nothing?"),
                _l(
                    "Say in your profile what you do, in the words that you use yourselves, and where. A wide place "
                    "and few words give more; many words that you shut out give less."
                ),
            ),
            HelpTopic(
                _l("Why did we get this one?"),
                _l(
                    "Below each opportunity stand the reasons. When it does not suit you, put it aside and say why: "
                    "the next ones will suit you better."
                ),
            ),
        ),
    ),
    CHALLENGES,
    HelpArea(
        "bids",
        _l("Bids and contracts"),
        (
            HelpTopic(
                _l("May we bid before we are founded?"),
                _l(
                    "You can prepare everything. Handing in is for someone who can sign: a cooperative with a deed, "
                    "or one of you with a business of his own."
                ),
            ),
            HelpTopic(
                _l("Where do the texts in our plan come from?"),
                _l(
                    "From your dossier. What is still missing stands in the document as open. Read everything before "
                    "you hand it in, and compare it with what the buyer asks."
                ),
            ),
            HelpTopic(
                _l("Why do you ask for our contracts?"),
                _l(
                    "So that you have your references together, and your municipality can see what all groups earn. "
                    "You decide what you fill in."
                ),
            ),
        ),
    ),
    HelpArea(
        "notices",
        _l("Notices and explanations"),
        (
            HelpTopic(
                _l("What is a notice?"),
                _l(
                    "A message in which a government says that it looks for somebody to do work. We read them from "
                    "the official places, and show where each comes from."
                ),
            ),
            HelpTopic(
                _l("May we rely on what stands here?"),
                _l(
                    "For reading, yes. Before you hand in, read the official notice and its documents: only these "
                    "count. The link stands with each notice."
                ),
            ),
        ),
    ),
    MEETINGS,
    CAPITAL,
    DUTIES,
    SESSIONS,
    *NEIGHBOURHOOD_AREAS,
    HelpArea(
        "account",
        _l("Your account"),
        (
            HelpTopic(
                _l("I cannot sign in."),
                _l(
                    "Choose “Forgot your password?” on the page where you sign in. You get a mail with a link. "
                    "Nothing received? Look among the unwanted mail, or ask your coach which address is known."
                ),
            ),
            HelpTopic(
                _l("How do I get fewer mails?"),
                _l("Under your name you choose for each kind of mail: at once, every day, every week, or none."),
            ),
            HelpTopic(
                _l("How do I stop?"),
                _l(
                    "Under your name you can close your account. The page says first what goes and what has to stay, "
                    "such as your line in a register of members."
                ),
            ),
        ),
    ),
    *STAFF_AREAS,
)
