"""All that the register holds of somebody, for that person."""

from typing import Any

from incubator.register.models import Member


def personal_data(member: Member) -> dict[str, Any]:
    """Dutch names: it is read by a person, and by whoever they bring it to."""
    happened = []
    for event in member.events:
        happened.append(
            {
                "wat": event.kind.value,
                "op": event.on_date.isoformat(),
                "besloten op": event.decided_on.isoformat(),
                "door": event.decided_by,
                "grond": event.ground,
                "toelichting": event.note,
                "bijzonderheden": event.details or {},
            }
        )
    movements = []
    for line in member.payments:
        movements.append(
            {
                "op": line.entry.on_date.isoformat(),
                "wat": line.entry.kind,
                "centen": line.amount_cents,
                "toelichting": line.entry.description,
            }
        )
    votes = []
    for weight in member.weights:
        votes.append({"vanaf": weight.since.isoformat(), "stemmen": weight.votes, "reden": weight.reason})
    return {
        "coöperatie": member.cooperative.name,
        "lidnummer": member.number,
        "naam": member.name,
        "adres": member.address,
        "e-mail": member.email,
        "uitnodigen per e-mail": member.email_consent,
        "gebeurtenissen": happened,
        "stemmen": votes,
        "rekening": movements,
    }
