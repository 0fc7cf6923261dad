"""What changed of the notice that a challenge hangs on, since its group looked at it last."""

from typing import Any

from incubator.challenges.models.challenges import Challenge
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus


def terms_of(notice: Notice) -> dict[str, Any]:
    """What a group plans by. What a notice does not say is not among it; where it was read makes no difference."""
    terms: dict[str, Any] = {
        "title": notice.title,
        "description": notice.description,
        "kind": notice.kind.value,
        "cpv": sorted(notice.cpv),
        "places": sorted(notice.places),
        "duration_months": notice.duration_months,
    }
    if notice.value_cents is not None:
        terms["value"] = [notice.value_cents, notice.value_currency]
    if notice.own_status is NoticeStatus.CANCELLED:
        terms["cancelled"] = True
    if notice.deadline is not None:
        terms["deadline"] = notice.deadline.isoformat()
    if notice.contract_end is not None:
        terms["contract_end"] = notice.contract_end.isoformat()
    return {name: term for name, term in terms.items() if term not in (None, "", [])}


def changed_terms(asked: Challenge) -> list[str]:
    """Which terms of the notice are others than the group has seen. A notice that nobody has looked at yet changed nothing."""
    if asked.notice is None or asked.notice_terms is None:
        return []
    seen, now = asked.notice_terms, terms_of(asked.notice)
    names = dict.fromkeys((*now, *seen))
    return [name for name in names if now.get(name) != seen.get(name)]
