"""What the small world of the whole-site tests has of a money map."""

from dataclasses import replace
from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.formats.values import NoticeKind
from incubator.moneymap.models import AwardChoice
from incubator.moneymap.queries import awards as proposals
from incubator.moneymap.services import awards, maps, studies, versions
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice
from incubator.notices.services import import_documents
from tests.moneymap.factories import EXAMPLE


def money_world(place: Neighbourhood, people: dict[str, User], document: Any) -> dict[str, Any]:
    """The money map of a neighbourhood, public. `document` is a publication of its municipality, of which an award is made here."""
    now, today = clock.now(), clock.today()
    homes, shop, unused = (
        maps.add_node(place, NodeAnswers(name, kind, Whereabouts.HERE), by=None, now=now)
        for name, kind in (
            ("Huishoudens", NodeKind.HOUSEHOLDS),
            ("Winkel", NodeKind.FIRM),
            ("Buurtfonds", NodeKind.FUND),
        )
    )
    answers = FlowAnswers(homes.id, shop.id, 90_000, 2025, "Eten", FlowCertainty.FACT, "Kassa", "Henk", today)
    flow = maps.add_flow(place, answers, by=people["member"], now=now)
    kept = versions.keep(place, "Eerste", 2025, today=today, by=people["member"], now=now)
    study = studies.add(place, replace(EXAMPLE, is_public=True), by=people["member"], now=now)
    maps.publish(place, public=True, now=now)
    notice, choice = _award(place, document, people["member"])
    return {
        "money_node": homes.id,
        "unused_node": unused.id,
        "money_flow": flow.id,
        "money_version": kept.id,
        "money_study": study.id,
        "award_id": notice.id,
        "award_choice": choice.id,
    }


def _award(place: Neighbourhood, document: Any, by: User) -> tuple[Notice, AwardChoice]:
    """An award with two winners: about the first nobody decided, the second is left out."""
    import_documents([document], now=clock.now())
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id.desc())).first()
    assert notice is not None
    notice.kind = NoticeKind.AWARD
    notice.data = notice.data | {"winners": [{"name": "Groenwerk"}, {"name": "Tuinman"}]}
    db.session.flush()
    second = proposals.award(place, notice.id, 1)
    assert second is not None
    awards.drop(place, second, by=by, now=clock.now())
    db.session.flush()
    choice = proposals.choice(place, second)
    assert choice is not None
    return notice, choice
