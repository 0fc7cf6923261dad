"""All that the register holds of somebody, for that person."""

from typing import Any

from incubator.register.models import BoardSeat, Member


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


def seat_data(seat: BoardSeat) -> dict[str, Any]:
    """All that the register of the board holds of somebody's seat."""
    happened = []
    for event in seat.events:
        happened.append(
            {
                "wat": event.kind.value,
                "op": event.on_date.isoformat(),
                "besloten op": event.decided_on.isoformat(),
                "door": event.decided_by,
                "functies": event.offices,
                "laatste dag van de termijn": event.until.isoformat() if event.until else None,
                "toelichting": event.note,
            }
        )
    return {
        "coöperatie": seat.cooperative.name,
        "orgaan": seat.organ.value,
        "naam": seat.name,
        "gebeurtenissen": happened,
    }
