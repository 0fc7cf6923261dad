"""Help with the chances of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

CHANCES = HelpArea(
    "chances",
    _l("Chances of the neighbourhood"),
    (
        HelpTopic(
            _l("What is a chance?"),
            _l(
                "People who could start together, green that could be a garden, a building, a contract that ends, or work that is "
                "asked and that nobody here does yet. Write down what you see, and who follows it."
            ),
        ),
        HelpTopic(
            _l("Where do proposals come from?"),
            _l(
                "From contracts of the municipality that end, from your money map, and from what buyers in your town ask. You take "
                "over what you find useful. Of one proposal there is one chance, also when two people press."
            ),
        ),
        HelpTopic(
            _l("What happens when I start a group with a chance?"),
            _l(
                "The group gets the name of the chance, the place and the kind of work. You coordinate it and invite the others. The "
                "group is part of the neighbourhood at once; it can stop being so on its own page."
            ),
        ),
        HelpTopic(
            _l("What do others see of our group when demand and offer are compared?"),
            _l(
                "Whether something that is asked fits your work, and why. Not what you wrote down of yourselves, what you leave out, or "
                "what you judged. Groups that are no part of the neighbourhood are not compared."
            ),
        ),
        HelpTopic(
            _l("Why does a chance ask for attention?"),
            _l("Its next step is past its day, or nothing was heard for six months. Add news or another next step."),
        ),
    ),
)
