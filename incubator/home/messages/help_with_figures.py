"""Help with the results in figures of a neighbourhood."""

from flask_babel import lazy_gettext as _l

from incubator.home.messages.help_topics import HelpArea, HelpTopic

FIGURES = HelpArea(
    "figures",
    _l("The results in figures of your neighbourhood"),
    (
        HelpTopic(
            _l("Why does it say unknown, and not nought?"),
            _l(
                "Nought is a number that somebody counted. Unknown means that nobody counted it yet; beside it stands what is missing. "
                "Fill that in where it belongs, and the figure comes by itself."
            ),
        ),
        HelpTopic(
            _l("We know a figure that is not here."),
            _l(
                "A driver opens the figure and chooses “Write this figure down yourself”, with the source and the day. It stands beside "
                "what is reckoned. When it was wrong, you take it back and say why."
            ),
        ),
        HelpTopic(
            _l("What does it mean to fix a period?"),
            _l(
                "When a year or quarter is over you fix its figures. Every report then says the same. When a figure turns out "
                "otherwise later, that stands beside it, and you can fix a next version with the reason."
            ),
        ),
        HelpTopic(
            _l("Why is a figure left out of the public page?"),
            _l(
                "Because so few people or cooperatives stand behind it that somebody could be recognised. In the neighbourhood itself "
                "you do see it."
            ),
        ),
    ),
)
