"""What the law asks of an objection, article by article, with how sure we are: nobody of us read the act itself."""

from incubator.challenges.values.challenging import ArticleOfAct
from incubator.core.i18n import mark as N_

ARTICLES = (
    ArticleOfAct(
        "art. 1:3 Awb",
        N_("One can only object to a decision (besluit): written, by an authority, with legal effect."),
        "C",
    ),
    ArticleOfAct("art. 6:4 Awb", N_("The letter goes to the authority that decided."), "B"),
    ArticleOfAct(
        "art. 6:5 Awb",
        N_(
            "In the letter stand your name and address, the day, which decision it is about and why you disagree. Somebody signs it."
        ),
        "B",
    ),
    ArticleOfAct("art. 6:6 Awb", N_("When something is missing, the authority gives you a term to add it."), "B"),
    ArticleOfAct(
        "art. 6:7 Awb", N_("You have six weeks. They begin on the day after the decision was made known."), "B"
    ),
)
