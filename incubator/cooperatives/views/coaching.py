"""The manager lets a colleague take over what hangs on somebody's role, and ends the role in the same step."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from incubator.accounts import queries as account_queries
from incubator.accounts import services as account_services
from incubator.accounts.messages import name_of_the_gone
from incubator.accounts.models import Role, User
from incubator.accounts.permissions import guarded, is_manager
from incubator.accounts.services import handing_over
from incubator.cooperatives.forms import HandOverForm
from incubator.cooperatives.queries.people import coaches_with_load
from incubator.cooperatives.views.blueprint import pages
from incubator.core import clock
from incubator.core.web import carry_out, form_page

EVERYONE = "everyone"  # nobody in particular: the work waits for whichever coach takes it


@pages.route("/overdragen/<int:user_id>/<any('stay', 'demote', 'close', 'delete'):then>", methods=["GET", "POST"])
@guarded(is_manager, load=account_queries.user)
def hand_over(user: User, then: str) -> ResponseReturnValue:
    form = HandOverForm()
    colleagues = {str(coach.id): (coach, groups) for coach, groups in coaches_with_load() if coach.id != user.id}
    form.to.choices = _choices(colleagues)
    name = user.name
    successors: dict[str, User | None] = {number: coach for number, (coach, _groups) in colleagues.items()}
    successors[EVERYONE] = None
    if carry_out(form, lambda: _end(user, then, successors[form.to.data])):
        flash(_("What hung on the role of %(name)s is handed over. Everyone concerned gets a mail.", name=name))
        return redirect(url_for("accounts.people"))
    return form_page("cooperatives/hand_over.html", form, user=user, then=then, held=handing_over.holdings(user))


def _choices(colleagues: dict[str, tuple[User, int]]) -> list[SelectChoice]:
    """Who can take over, each with the groups that they guide already."""
    choices = [SelectChoice("", _("Choose")), SelectChoice(EVERYONE, _("Nobody yet: every coach can take it"))]
    for number, (coach, groups) in colleagues.items():
        load = ngettext("%(num)d group", "%(num)d groups", groups)
        choices.append(SelectChoice(number, f"{coach.name} ({load})"))
    return choices


def _end(user: User, then: str, to: User | None) -> None:
    now = clock.now()
    if then == "demote":
        account_services.change_role(user, Role.FOUNDER, now=now, to=to)
    elif then == "close":
        account_services.deactivate(user, now=now, to=to)
    elif then == "delete":
        account_services.delete_account(user, known_as=name_of_the_gone(), now=now, to=to)
    else:
        handing_over.hand_over(user, to, now=now)
