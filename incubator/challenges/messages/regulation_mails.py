"""The mail to who works in a place of which the rules changed."""

from collections.abc import Sequence

from flask_babel import gettext as _

from incubator.challenges.messages.regulations import changes_in_words, shown_name
from incubator.challenges.models import RegulationVersion
from incubator.challenges.values import RegulationChange
from incubator.cooperatives.models import Participation
from incubator.core.mail import Letter, MailKind, MailLine, in_language, link
from incubator.core.outbox import queue_mail
from incubator.core.reference import authorities


def tell(version: RegulationVersion, changed: Sequence[RegulationChange], people: Sequence[Participation]) -> None:
    """Queue a mail for each person, once for this change, however many groups they work in."""
    authority = authorities.authority_of_code(version.code)
    if authority is None:
        return
    name = shown_name(authority)
    for participation in people:
        reader = participation.user
        with in_language(reader.language):
            letter = Letter(
                subject=_("What we know of the right to challenge in %(name)s changed", name=name),
                paragraphs=(
                    _("Look at what changed when you prepare a challenge in %(name)s.", name=name),
                    _("Only the text of the authority itself decides. Ask when you are not sure."),
                ),
                items=tuple(
                    MailLine(
                        field, lines=(_("It was: %(before)s", before=before), _("It is now: %(after)s", after=after))
                    )
                    for field, before, after in changes_in_words(changed)
                ),
                action=(_("To the page of %(name)s", name=name), link("challenges.authority", code=version.code)),
                why=_(
                    "You get this mail because %(group)s is or works in %(name)s, follows it as a buyer, or challenges it.",
                    group=participation.cooperative.name,
                    name=name,
                ),
                settings_url=link("watch.mail_preferences"),
            )
        queue_mail(letter, to=reader, key=f"regulation:{version.id}:{reader.id}", kind=MailKind.WORK)
