"""What the steps add to the world of the tests: one of everything, in a neighbourhood."""

from base64 import b64decode
from datetime import timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.neighbourhood.models import Neighbourhood
from incubator.steps.models import SignUp
from incubator.steps.services import assemblies, commitments, dreams, network
from incubator.steps.values.assemblies import AssemblyDecisionTerms, AssemblyPlan, TreeKind
from incubator.steps.values.commitments import (
    CommitmentKind,
    CommitmentState,
    CommitmentTerms,
    HeardKind,
    HeardOf,
    SeatTerms,
    SecondmentTerms,
)
from incubator.steps.values.dreams import CardText, EveningPlan, VoteTerms
from incubator.steps.values.network import AnchorKind, AnchorTerms, TalkTerms

PNG_OF_ONE_POINT = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def one_of_everything(place: Neighbourhood, by: User) -> dict[str, Any]:
    """Fill the steps of a neighbourhood. Gives the numbers by the names of the arguments of addresses."""
    now, today = clock.now(), clock.today()
    terms = CommitmentTerms(
        CommitmentKind.EXCHANGE,
        "Een ambtenaar",
        "Twaalf uur.",
        "Gemeente",
        "wethouder",
        CommitmentState.PROMISED,
        today,
    )
    commitment = commitments.promise(place, terms, now=now, today=today)
    proof = HeardOf(HeardKind.PROOF, today, "Getekend", "Gemeente", content=b"%PDF-1.4 besluit", name="besluit.pdf")
    entry = commitments.hear(commitment, proof, now=now, today=today)
    gone = SecondmentTerms("beleidsmedewerker", "Gemeente", "De Spil", 1200, today, None, "Samen plannen")
    secondment = commitments.second(commitment, gone, now=now)
    seat = commitments.appoint(commitment, SeatTerms("Gebiedstafel", "de buurt", today, None), now=now, today=today)
    report = commitments.report_from_seat(seat, today, "Gevraagd om een bank.", now=now, today=today)
    commitments.publish(place, now=now)
    begins = now - timedelta(days=2)
    plan = AssemblyPlan("Vergadering", begins, begins + timedelta(hours=2), "De Spil", "", "", True, "", "Eten")
    assembly = assemblies.plan(place, plan, now=now)
    coming = SignUp(number=3, children=1, language="", name="")
    sign_up = assemblies.count_in(assembly, coming, agrees=False, now=now)
    leaf = assemblies.hang(assembly, TreeKind.PROBLEM, "Leegstand", None, now=now)
    decision = assemblies.decide(assembly, AssemblyDecisionTerms("We bellen.", "de aanjagers", None), now=now)
    evening = dreams.plan_evening(place, EveningPlan("Droomavond", "Werk", begins, "De Spil"), now=now)
    text = CardText("Buurtkeuken", "Samen koken.", "", "Een pan", PNG_OF_ONE_POINT, "pan.png")
    card = dreams.write_card(place, text, now=now)
    dreams.write_card(place, CardText("Klusploeg", "Samen klussen."), now=now)
    vote = dreams.open_vote(place, VoteTerms("Wat eerst?", 3, today + timedelta(days=9)), now=now, today=today)
    dreams.give(vote, {card.id: 2}, by=by, today=today)
    anchor = network.add_anchor(place, AnchorTerms("De Brug", AnchorKind.HOUSING, "directeur", ""), now=now)
    network.write_talk(anchor, TalkTerms(today, "directeur", "Doet mee."), now=now, today=today)
    return {
        "commitment_number": commitment.id,
        "commitment_entry_id": entry.id,
        "secondment_id": secondment.id,
        "platform_seat_id": seat.id,
        "seat_report_id": report.id,
        "assembly_id": assembly.id,
        "sign_up_id": sign_up.id,
        "leaf_id": leaf.id,
        "assembly_decision_id": decision.id,
        "evening_id": evening.id,
        "card_id": card.id,
        "vote_id": vote.id,
        "anchor_id": anchor.id,
    }
