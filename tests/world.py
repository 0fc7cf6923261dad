"""A small incubator with one of everything, made through the services: two cooperatives, and everybody who could look in."""

import io
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import docx

from incubator.accounts import messages as account_messages
from incubator.accounts import services as accounts
from incubator.accounts.models import Role, TokenPurpose, User
from incubator.accounts.services import corrections, invitations
from incubator.bids.models import Bid, BidStage, EffectKind, LibraryKind, PartnerChange, PartnerRole, PdfState
from incubator.bids.queries import requirements as bid_requirement_queries
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.rules.results import DecisionTerms, ScoreTerms
from incubator.bids.services import answers, asking, buyer_files, looks, making, pricing, scores, sections
from incubator.bids.services import bidding as bids
from incubator.bids.services import contracts as contract_services
from incubator.bids.services import partners as bid_partners
from incubator.bids.services import requirements as bid_requirements
from incubator.bids.services import results as outcomes
from incubator.bids.services.answers import AnswerTerms
from incubator.bids.services.asking import EffectTerms
from incubator.bids.services.buyer_files import Brought
from incubator.bids.services.partners import PartnerTerms
from incubator.bids.values.documents import Audience
from incubator.bids.values.pricing import PricedLine, PriceLineKind
from incubator.bids.values.requirements import Recognised, RequirementKind
from incubator.capital.models import CapitalYear, CapitalYearMember
from incubator.capital.queries import dividing
from incubator.capital.values import DistributionRule
from incubator.challenges.messages import support as support_messages
from incubator.challenges.models import GroupBuyer
from incubator.challenges.services import buyers, buying, challenging, gathering, registering, signing_up
from incubator.challenges.services import contracts as known_contracts
from incubator.challenges.services.challenging import ChallengeTerms
from incubator.challenges.services.gathering import WrittenQuestion, WrittenRow, WrittenSupport
from incubator.challenges.services.signing_up import PageText, WrittenSignature
from incubator.challenges.values.buyers import (
    BoughtKind,
    BuyingBand,
    ContactDetails,
    KnownBuyer,
    PolicyTerms,
    TalkNote,
)
from incubator.challenges.values.challenging import AskedItem, CaseKind, ChallengeState, SupportKind
from incubator.challenges.values.contracts import ContractAnswers
from incubator.cohorts.services import cohorts, gatherings, guiding, intakes, peers
from incubator.cohorts.values import (
    Application,
    CohortTerms,
    ContactKind,
    ContactNote,
    GatheringPlan,
    IntakeStart,
    Materials,
)
from incubator.cooperatives import services as cooperatives
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.services import people as inviting
from incubator.cooperatives.values import FactSource, FactSourceKind, Phase
from incubator.core import clock, files, outbox, secret_addresses, signing, ways_out
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import carrier, letters_in, mail_folder
from incubator.core.mail import MailKind, Pace
from incubator.core.quantities import year_end_from
from incubator.core.web import settings
from incubator.currency.services import accounts as currency_accounts
from incubator.currency.services import deciding as currency_rules
from incubator.currency.services import market as currency_market
from incubator.currency.services import paying as currency_paying
from incubator.currency.values import (
    CurrencyDecision,
    CurrencyPayment,
    CurrencyStart,
    CurrencyTerms,
    MarketCard,
    MarketSide,
)
from incubator.formats.papers import PaperUnreadable
from incubator.formats.papers.recognising import NO_TEXT
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.meetings.models import CommitteeQuestion, Meeting
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import (
    convening,
    convening_agenda,
    convening_calls,
    convening_days,
    convening_requests,
    deciding,
    holding,
    voting,
)
from incubator.meetings.values import ItemKind
from incubator.meetings.values.holding import PresenceKind, RoundTerms, VotingWay
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.services import buildings, stories
from incubator.neighbourhood.services import groups as neighbourhood_groups
from incubator.neighbourhood.services import people as neighbours
from incubator.neighbourhood.values import (
    BuildingState,
    BuildingTerms,
    BuildingUse,
    Certainty,
    NeighbourhoodRole,
    SaidOfBuilding,
    StatedGround,
    StatementAbout,
)
from incubator.notices.messages import saved as search_messages
from incubator.notices.models import Notice, Organisation
from incubator.notices.queries import saved as searches
from incubator.notices.queries.requests import Request
from incubator.notices.services import SourceDocument, import_documents, mergers
from incubator.notices.services import saved as saved_searches
from incubator.questions import services as questions
from incubator.register import queries as register_queries
from incubator.register import services as register
from incubator.register.models import BoardSeat, Member, SeatEvent
from incubator.register.services import board, deeds
from incubator.register.values import EnteredDeed, EntryKind, EventKind, Founding, MembershipNotice
from incubator.register.values.board import BoardOrgan, SeatChange
from incubator.reviews import services as reviews
from incubator.reviews.models import Round
from incubator.reviews.services import examples, talking, training
from incubator.reviews.services import saved as saved_remarks
from incubator.reviews.values import Work, WorkItem
from incubator.sources.kinds import KINDS
from incubator.sources.services import managing
from incubator.statutes import services as statutes
from incubator.statutes.documents.linting.proposals import clause_in
from incubator.statutes.models import ClauseProposal
from incubator.statutes.queries.founders import founder
from incubator.statutes.services import founders
from incubator.statutes.services.proposals import ProposedText, propose
from incubator.statutes.services.versions import keep_returned
from incubator.statutes.values.schema import example
from incubator.watch import messages as watch_messages
from incubator.watch import services as watch
from incubator.watch.models import Match
from incubator.watch.services import interest, profiles, requests, webhooks
from tests.anchors.world import anchor_world
from tests.bids.factories import handed_in
from tests.chances.world import chances_world
from tests.estate.in_world import estate_world
from tests.factories import CoachFactory, ManagerFactory, ParticipationFactory, UserFactory
from tests.indicators.in_world import figures_world
from tests.lending import in_world as lending
from tests.moneymap.world import money_world
from tests.partnerships import in_world as partnerships
from tests.powermap.world import power_world
from tests.solidarity.in_world import solidarity_world
from tests.steps import in_world as steps

WRITTEN = {
    "method": "Iemand doet een voorstel.\nNiemand heeft een zwaar bezwaar.",
    "meetings": "Elke tweede dinsdag in het buurthuis.",
    "roles": "Fatima leidt, Samir schrijft.",
    "principles": "Wij laten niemand alleen werken.\nWij zijn eerlijk over fouten.",
    "conflict": "Eerst praten, dan een buddy, dan de coach.",
    "leaving": "Wie stopt krijgt de reiskosten terug.",
}
LESSON = "samen-beslissen"


@dataclass(frozen=True, slots=True)
class Group:
    """A cooperative with everything that a page can be about."""

    group: Cooperative
    ids: dict[str, Any]


def build() -> SimpleNamespace:
    """Fill an empty database. Gives the people by what they are, two groups, and what every address needs."""
    with transaction(actor=SYSTEM):
        people = _people()
        notice = _notice()
        ours = _group("Groep Eigen", people["coordinator"], people["coach"], notice, people)
        theirs = _group("Groep Anders", people["elsewhere"], people["other_coach"], notice, people)
        _takes_part(ours.group, people["member"], ParticipationRole.MEMBER)
        _takes_part(ours.group, people["observer"], ParticipationRole.OBSERVER)
        shared = _shared(people, notice) | _before_the_deed(people)
    with carrier(settings()) as folder:
        folder.carry(outbox.mail_by_id(shared["mail_id"]).content, "x@example.org")
    shared["mail_name"] = letters_in(mail_folder(settings()))[0][0]
    with transaction(actor=SYSTEM):
        remark = saved_remarks.keep(people["coach"], "Dit is nog vaag.", now=clock.now())
        proposal = proposed_clause(people["coach"])
        noted = talking.note(
            db.session.get_one(Round, ours.ids["round_id"]), "Rustig.", by=people["coach"], now=clock.now()
        )
        learning_with = training.begin(CoachFactory(name="Nieuw"), CoachFactory(name="Ervaren"), now=clock.now())
    shared |= {"note_id": noted.id, "training_id": learning_with.id}
    with transaction(actor=SYSTEM):
        reported = registering.report("GM0363", "De termijn is anders.", "", now=clock.now())
    shared["rules_report_id"] = reported.id
    coaches = {
        "member_id": people["member"].id,
        "remark_id": remark.id,
        "coach_id": people["coach"].id,
        "other_coach_id": people["other_coach"].id,
    }
    library = {"proposal_id": proposal.id, "clause_digest": clause_in((), CLAUSE).text.digest}
    with transaction(actor=SYSTEM):
        _neighbourhoods(people, ours, theirs)
        place = db.session.get_one(Neighbourhood, ours.ids["neighbourhood_id"])
        shared |= _currency(people, ours.group, place)
        shared |= estate_world(place, people["coordinator"])
        shared |= solidarity_world(place, ours.group, people["coordinator"])
        shared |= money_world(place, people, publication(441999, "Groen van de wijk"))
        shared |= figures_world(place, people["coordinator"])
    ids = {**ours.ids, **shared, **coaches, **library}
    return SimpleNamespace(people=people, ours=ours, theirs=theirs, shared=shared, ids=ids)


def _neighbourhoods(people: dict[str, User], ours: Group, theirs: Group) -> None:
    """Two neighbourhoods: the Zonnewijk of who coordinates and who takes part in the first group, and another one of people elsewhere.

    The first has `neighbourhood_slug` among the ids, `neighbourhood_id`, and one of everything: add to it what your feature hangs in it.
    """
    ours.ids.update(_neighbourhood("Zonnewijk", people["coordinator"], ours.group))
    theirs.ids.update(_neighbourhood("Havenwijk", people["elsewhere"], theirs.group))
    place = db.session.get_one(Neighbourhood, ours.ids["neighbourhood_id"])
    neighbourhoods.join(place, people["member"], NeighbourhoodRole.PARTICIPANT, today=clock.today())


def _neighbourhood(name: str, driver: User, group: Cooperative) -> dict[str, Any]:
    """A public neighbourhood with a driver, a group that is part of it, another that was asked, a building and a story."""
    now, today = clock.now(), clock.today()
    place = neighbourhoods.start(name, "GM0344", "Plein", now=now)
    neighbourhoods.join(place, driver, NeighbourhoodRole.DRIVER, today=today)
    asked_in, _secret = neighbours.invite(
        place, f"buur@{name.lower()}.example", "Buur", NeighbourhoodRole.PARTICIPANT, by=driver, now=now
    )
    part = neighbourhood_groups.ask(place, group.name, by=driver, now=now)
    neighbourhood_groups.answer(part, agrees=True, is_public=True, by=driver, now=now)
    building = buildings.add(place, BuildingTerms("Het Oude Badhuis", "Plein 1", BuildingUse.MEETING, True), now=now)
    ground = StatedGround(Certainty.FACT, "Kadaster", "gemeente", today)
    empty = SaidOfBuilding(StatementAbout.STATE, BuildingState.EMPTY.value, None, ground)
    statement = buildings.state(building, empty, by=driver, now=now, today=today)
    stories.write(place, "Hier was een badhuis.", by=driver, now=now)
    stories.publish(place, seen=1, now=now)
    return {
        **power_world(place),
        **chances_world(place, driver),
        **anchor_world(place),
        "neighbourhood_slug": place.slug,
        "neighbourhood_id": place.id,
        "neighbour_invitation_id": asked_in.id,
        "asked_id": part.id,
        "building_id": building.id,
        "statement_id": statement.id,
        **steps.one_of_everything(place, driver),
        **partnerships.one_of_everything(place, group, driver),
        **lending.one_of_everything(place, driver, group),
    }


CLAUSE = "aftreden"  # of the library; the proposals of the world are about it


def proposed_clause(
    coach: User, text: str = "Een bestuurder treedt af met een brief aan het bestuur."
) -> ClauseProposal:
    """Another text for a clause of the library, put before the managers."""
    now = clause_in((), CLAUSE).text
    proposed = ProposedText(replace(now, text=text), now.digest, "Zo schrijft onze notaris het.", "artikel 2:37 BW")
    return propose(CLAUSE, proposed, by=coach, now=clock.now())


def _people() -> dict[str, User]:
    ManagerFactory(name="Tweede beheerder")
    return {
        "loner": UserFactory(name="Nog geen groep"),
        "coordinator": UserFactory(name="Coördinator"),
        "member": UserFactory(name="Deelnemer"),
        "observer": UserFactory(name="Meelezer"),
        "elsewhere": UserFactory(name="Coördinator elders"),
        "coach": CoachFactory(name="Coach"),
        "other_coach": CoachFactory(name="Coach elders"),
        "guest": UserFactory(name="Gast", role=Role.GUEST),
        "manager": ManagerFactory(name="Beheerder"),
    }


def publication(number: int, title: str, **more: Any) -> SourceDocument:
    """A publication in the shape of TenderNed's detail."""
    detail = {
        "publicatieId": number,
        "publicatieDatum": "2026-11-02T08:00:00.000000",
        "typePublicatie": "Aankondiging opdracht",
        "aankondigingCode": {"code": "AAO"},
        "publicatieCode": "EF16",
        "aanbestedingNaam": title,
        "opdrachtgeverNaam": "Gemeente Utrecht",
        "kenmerk": number,
        "opdrachtBeschrijving": "Een opdracht.",
        "typeOpdrachtCode": {"code": "D"},
        "cpvCodes": [{"isHoofdOpdracht": True, "code": "77310000-6"}],
        "nutsCodes": [{"code": "NL350"}],
        "sluitingsDatum": "2099-01-10T10:00:00",
        **more,
    }
    return SourceDocument(f"{number}.json", json.dumps(detail).encode())


def _notice() -> Notice:
    import_documents([publication(441936, "Groenonderhoud Zonnewijk")], now=clock.now())
    return db.session.scalars(db.select(Notice).order_by(Notice.id)).one()


def _takes_part(group: Cooperative, user: User, role: ParticipationRole) -> None:
    ParticipationFactory(cooperative=group, user=user, role=role)


def _group(name: str, founder: User, coach: User, notice: Notice, people: dict[str, User]) -> Group:
    now, today = clock.now(), clock.today()
    group = cooperatives.start_group(
        name, municipality="GM0344", neighbourhood="Zonnewijk", founder=founder, now=now, today=today, phase=Phase.F4
    )
    cooperatives.assign_coach(group, coach, today=today)
    offer = {"offer.cpv": ["77310000"], "offer.keywords": ["groenonderhoud"], "offer.places": ["Utrecht"]}
    watch.say_offer(group, offer, author=founder, now=now, approved=True)
    fact = cooperatives.record_fact(
        group, "offer.description", "Wij snoeien.", source=FactSource(FactSourceKind.ENTERED), author=founder, now=now
    )
    where = Place(group, lessons.library().lessons[LESSON])
    learning.start_track(group, lessons.library().first_track, now=now)
    offer_page = Place(group, lessons.library().lessons["de-eerste-verkoop"])
    (page,) = [question for question in offer_page.lesson.exercise.questions if question.id == "page"]
    file = learning.store_file(offer_page, page, b"%PDF-1.4", "aanbod.pdf", by=founder, now=now)
    learning.save(where, WRITTEN, began_with=0, by=founder, now=now)
    # Not just now: who presses twice within a moment is no reproach, and how long ago it was would decide what tests see.
    handed_in = learning.hand_in(where, by=founder, now=now - timedelta(hours=1))
    approved = _approved(group, founder, coach)
    statutes.import_answers(group, example(), author=founder, now=now)
    version = statutes.make_version(group, author=founder, now=now, today=today)
    keep_returned(version, files.content_of(version.file), "akte.docx", now=now)
    signed = Founding(date(2026, 10, 1), "mr. A. de Vries", "12345678", date(2026, 10, 5))
    members = register.record_founding(group, signed, author=people["manager"], now=now, today=today)
    chair = board.open_board(group, author=people["manager"], now=now)[0]
    statutes.make_version(group, author=founder, now=now, today=today)  # an amendment
    corrected = EnteredDeed(replace(signed, notary="mr. B. de Vries"), version=1, reason="De naam was fout.")
    deed = deeds.propose(group, corrected, by=founder, now=now)
    leaving, members[0].user_id = members[-1], founder.id
    register.enter_payment(members[0], EntryKind.CONTRIBUTION, 25_000, on=date(2026, 10, 5), author=founder, now=now)
    ending = register.resign(leaving, MembershipNotice(today), author=founder, now=now)
    money_year(group, members)
    profile = watch.begin(group, now=now)
    watch.match_again(profile, now=now)
    match = db.session.scalars(db.select(Match).where(Match.profile_id == profile.id)).one()
    schools = profiles.add(group, "Scholen", now=now)
    webhooks.save(schools, "https://example.org/hook", webhooks.new_secret(), is_new=True, now=now)
    interest.take_part(group, "Noor, 030 1234567", now=now)
    asked, _secret = inviting.invite(
        group, f"vriend@{group.slug}.org", "Vriend", ParticipationRole.MEMBER, by=founder, now=now
    )
    bid = bids.start(group, notice, owner=founder, now=now, today=today)
    bids.move(bid, BidStage.WRITING, note="", now=now, today=today)
    unread = Brought("Leidraad.pdf", f"%PDF-1.7 {name}".encode(), refusal=PaperUnreadable(NO_TEXT))
    buyer_file = buyer_files.bring(bid, unread, replaces_id=None, by=founder, now=now)
    bid_requirements.propose(
        bid, [Recognised("Maai zonder gif.", RequirementKind.REQUIREMENT, None, 1, 2)], file=buyer_file, after=0
    )
    bid_requirements.decide_kind(bid, RequirementKind.REQUIREMENT, keep=True, now=now)
    bid_requirements.propose(
        bid, [Recognised("Snoei in de winter.", RequirementKind.REQUIREMENT, None, 1, 3)], file=buyer_file, after=1
    )
    requirement, proposal = bid_requirement_queries.requirements(bid)
    written = _written(group, bid, founder)
    drafted = _drafted(bid, founder)
    contract = contract_services.record_contract(group, ContractTerms("Perken", "Woonzorg", today), by=founder, now=now)
    cohort = cohorts.begin(CohortTerms(f"Lichting van {name}"), [coach])
    peer = cooperatives.start_group(f"Maat van {name}", municipality=None, neighbourhood=None, now=now, today=today)
    cohorts.put_groups(cohort, [group, peer])
    peers.divide(cohort, {group.id: 1, peer.id: 1}, now=now)
    lender = PartnerTerms(
        "Jansen B.V.", PartnerRole.RELIED_ON, kvk="11112222", signatories=("J. Jansen",), two_sign=True
    )
    partner = bid_partners.add(bid, lender, now=now)
    bid_of_peer = bids.start(peer, notice, owner=None, now=now, today=today)
    joined = bid_partners.add(bid_of_peer, PartnerTerms(group.name, PartnerRole.MEMBER), now=now)
    came_in = PartnerChange(bid=bid, partner=partner, changed_on=today, reason="Erbij gekomen.", recorded_at=now)
    db.session.add(came_in)
    db.session.flush()
    soon = now + timedelta(days=5)
    planned = GatheringPlan("Prijs", soon, soon + timedelta(hours=2), "De Spil")
    session, _told = gatherings.plan(gatherings.Host(cohort=cohort), planned, led_by=coach, by=coach, now=now)
    material = gatherings.bring(session, Materials("Lezen", content=b"Lees dit.", name="lezen.txt"), now=now)
    talk = ContactNote(ContactKind.TALK, today, 30, "Over de prijs.", follow_up="Bellen", follow_up_on=today)
    entry = guiding.write_down(group, talk, by=coach, now=now, today=today)
    known = known_contracts.record(
        ContractAnswers("GM0344", f"Plantsoenen van {name}", "Woo-antwoord", ends_on=today + timedelta(days=400)),
        group,
        by=founder,
        now=now,
    )
    buyers.add(group, KnownBuyer("GM0344", "Utrecht", "municipality"), now=now)
    buyer = db.session.scalars(db.select(GroupBuyer).where(GroupBuyer.cooperative_id == group.id)).one()
    buyer_contact = buyers.add_contact(buyer, ContactDetails("Ria Inkoop", "inkoper"), by=founder, now=now)
    agreed = TalkNote(today, "Over de perken.", "Ria", "Bellen", today + timedelta(days=9))
    buyer_talk = buyers.write_down(buyer, agreed, by=founder, url="", now=now, today=today)
    thread = questions.ask(group, "Reistijd", "Is reistijd werktijd?", by=founder, now=now)
    asked_work = requests.enter(group, requests.AskedWork("Buurthuis", "Schoonmaak"), author=founder, now=now)
    assert ending.kind is EventKind.RESIGNATION
    ids = {
        "slug": group.slug,
        "fact_id": fact.id,
        "invitation_id": asked.id,
        "name": "wat-jullie-doen",
        "participation_id": group.participations[0].id,
        "ref": LESSON,
        "round_id": handed_in.id,
        "approved_id": approved.id,
        "approved_ref": approved.case.ref,
        "review_remark_id": approved.remarks[0].id,
        "item_id": WRITTEN_PART,
        "page": "naam",
        "number": members[0].number,
        "leaver": leaving.number,
        "file_number": file.id,
        "event_id": ending.id,
        "seat_id": chair.id,
        "seat_event_id": chair.events[0].id,
        "duty_key": f"committee-{year_end_from(today, '12-31').isoformat()}",
        "match_id": match.id,
        "profile_id": schools.id,
        "profile_token": secret_addresses.make(founder.id, f"profile:{schools.id}", now=now),
        "bid_id": bid.id,
        "buyer_file_id": buyer_file.id,
        "requirement_id": requirement.id,
        "bid_proposal_id": proposal.id,
        **drafted,
        "partner_id": partner.id,
        "joined_id": joined.id,
        "change_id": came_in.id,
        "contract_id": contract.id,
        "known_id": known.id,
        "thread_id": thread.id,
        "contact_id": buyer_contact.id,
        "talk_id": buyer_talk.id,
        "cohort_id": cohort.id,
        "gathering_id": session.id,
        "material_id": material.id,
        "entry_id": entry.id,
        "request_id": asked_work.id,
        "proposal_id": deed.id,
        **_challenge(group, founder),
        **written,
        "task": bid.tasks[0].key,
        "task_id": bid.tasks[0].id,
        **_asked_and_decided(group, bid, founder),
        **_meetings(group, founder),
        **_meetings_held(group, founder),
    }
    return Group(group, ids)


def money_year(group: Cooperative, members: list[Member]) -> CapitalYear:
    """A financial year that is over, as a group with another year end has."""
    year = CapitalYear(
        cooperative_id=group.id,
        year=2026,
        ends_on=date(2026, 10, 31),
        rule=dividing.stored_rule(DistributionRule()),
        changed_at=clock.now(),
    )
    year.members = [CapitalYearMember(member_id=member.id) for member in members]
    db.session.add(year)
    db.session.flush()
    return year


def _meetings_held(group: Cooperative, founder: User) -> dict[str, Any]:
    """Two meetings under way: one with a decision and a vote that waits for its result, one with a vote that is open."""
    now = clock.now()
    first, second = register_queries.members(group)[:2]
    first.user_id = founder.id
    quiet = _opened_meeting(group, founder, "Vergadering met een besluit")
    decided, counted, waiting = (item for item in quiet.items if item.kind is ItemKind.ORDINARY)
    for item in (decided, counted):
        voted_on = voting.put_to_the_vote(item, RoundTerms(VotingWay.HANDS, "Zo?"), by=founder, now=now)
        voting.close_round(voted_on, hands={"for": 1}, by=founder, now=now)
        if item is decided:
            resolution = deciding.announce(voted_on, by=founder, now=now)
    busy = _opened_meeting(group, founder, "Vergadering met een stemming")
    proxy = holding.give_proxy(busy, second, first, written=True, by=founder, now=now)
    item = next(item for item in busy.items if item.kind is ItemKind.ORDINARY)
    going_on = voting.put_to_the_vote(item, RoundTerms(VotingWay.SECRET, "Zo?"), by=founder, now=now)
    return {
        "quiet": quiet.number,
        "busy": busy.number,
        "waiting_item_id": waiting.id,
        "decided_item_id": decided.id,
        "proxy_id": proxy.id,
        "roll_entry_id": going_on.roll[0].id,
        "resolution_year": resolution.year,
        "resolution_number": resolution.number,
        "committee_question_id": _committee(group, founder, first).id,
    }


def _committee(group: Cooperative, founder: User, member: Member) -> CommitteeQuestion:
    """An audit committee in which the founder sits, with a question of somebody else who does."""
    seat = BoardSeat(cooperative_id=group.id, organ=BoardOrgan.COMMITTEE, name=member.name, member_id=member.id)
    day = clock.today()
    seat.events.append(
        SeatEvent(
            kind=SeatChange.APPOINTMENT,
            on_date=day,
            decided_on=day,
            decided_by="ALV",
            offices=[],
            year=2026,
            recorded_at=clock.now(),
        )
    )
    db.session.add(seat)
    db.session.flush()
    question = CommitteeQuestion(cooperative_id=group.id, year=2026, text="Waar is de bon?", asked_at=clock.now())
    db.session.add(question)
    db.session.flush()
    return question


def _opened_meeting(group: Cooperative, founder: User, title: str) -> Meeting:
    now = clock.now()
    plan = MeetingPlan(title, begins_at=now + timedelta(days=60), place="De Spil", convened_by="bestuur")
    meeting = convening.plan(group, plan, by=founder, now=now)
    for name in ("Een bakfiets", "Een tweede bakfiets", "Een derde bakfiets"):
        convening_agenda.add_item(meeting, PlannedItem(name, ItemKind.ORDINARY, proposal=name))
    convening_calls.convene(meeting, usual_roads(meeting, now=now), by=founder, now=now)
    holding.open_meeting(meeting, by=founder, now=now)
    holding.arrive(meeting, register_queries.members(group)[0], PresenceKind.ROOM, by=founder, now=now)
    return meeting


def _meetings(group: Cooperative, founder: User) -> dict[str, Any]:
    """A meeting that is being prepared, one to which the members were called, and a request for a third."""
    now = clock.now()
    later = now + timedelta(days=60)
    planned = MeetingPlan("Ledenvergadering", begins_at=later, place="De Spil", convened_by="bestuur")
    prepared = convening.plan(group, planned, by=founder, now=now)
    option = convening_days.propose_day(prepared, later, now=now)
    convened = convening.plan(group, replace(planned, title="Vergadering met oproep"), by=founder, now=now)
    convening_calls.convene(convened, usual_roads(convened, now=now), by=founder, now=now)
    asked = convening_requests.ask(group, "Over de pauzes", "Langer.", member=None, by=founder, now=now)
    return {
        "meeting": prepared.number,
        "convened": convened.number,
        "asked_meeting": asked.number,
        "agenda_item_id": prepared.items[1].id,
        "option_id": option.id,
        "member_number": convened.called[0].member.number,
    }


def _written(group: Cooperative, bid: Bid, founder: User) -> dict[str, Any]:
    """A section with a text, an answer in the library, and another bid that was handed in."""
    now, today = clock.now(), clock.today()
    section = sections.add_own(bid, "Wie wij zijn", now=now)
    sections.add_own(bid, "Nog een kopje", now=now)
    texts = {"what": "Wij maaien elke week.", "view": "U ziet het.", "proof": ""}
    sections.save(section, texts, began_with=0, by=founder, now=now)
    sections.save(section, {**texts, "proof": "Het lukte."}, began_with=1, by=founder, now=now)
    answer = answers.add(
        group, LibraryKind.TEXT, AnswerTerms("Maaien", "Wij maaien."), by=founder, now=now, today=today
    )
    sent = answers.SentFile(b"%PDF-1.4", "iso.pdf")
    paper = answers.add(
        group, LibraryKind.CERTIFICATE, AnswerTerms("ISO 9001"), by=founder, now=now, today=today, sent=sent
    )
    asked = requests.enter(group, requests.AskedWork("School", "Tuin"), author=founder, now=now)
    other = bids.start_on_request(asked, owner=founder, now=now, today=today)
    submission = handed_in(other, by=founder)
    return {
        "section_id": section.id,
        "answer_id": answer.id,
        "answer_ref": f"answer:{answer.id}",
        "paper_id": paper.id,
        "submitted_bid_id": other.id,
        "submission_id": submission.id,
        "submitted_file_id": submission.papers[0].id,
        "revision": 1,
    }


def _drafted(bid: Bid, founder: User) -> dict[str, Any]:
    """A document of a bid with its PDF, and a line of its price."""
    now = clock.now()
    line = pricing.add_line(bid, PricedLine(PriceLineKind.HOURS, "Maaien", 1000, "uur"))
    (plan,) = making.make(bid, by=founder, now=now, base_url="http://localhost", only=("team", "", "")).made
    plan.pdf_state = PdfState.WAITING
    making.keep_pdf(plan, b"%PDF-1.4", now=now)
    return {"document_id": plan.id, "line_id": line.id}


def _template(manager: User) -> int:
    """A template of the managers, that groups do not get yet."""
    stream = io.BytesIO()
    word = docx.Document()
    word.add_paragraph("Wij zijn {{cooperatie}}.")
    word.save(stream)
    added = looks.add_template(
        stream.getvalue(), "s.docx", "Verklaring", Audience.BUYER, ["eu"], by=manager, now=clock.now()
    )
    return added.id


def _asked_and_decided(group: Cooperative, bid: Bid, founder: User) -> dict[str, Any]:
    """A question to the buyer with what its answer changes; and a bid that was not won, with points."""
    now, today = clock.now(), clock.today()
    answers = {"text": "Mag het later?", "requirement_id": None, "ours": True}
    question = asking.ask(bid, answers=answers, by=founder, now=now)
    effect = asking.add_effect(bid, question, EffectTerms(EffectKind.OTHER, "Ander formulier"), now=now)
    work = requests.enter(group, requests.AskedWork("Gemeente Amsterdam", "Hekken verven"), author=founder, now=now)
    decided = bids.start_on_request(work, owner=founder, now=now, today=today)
    handed_in(decided, by=founder)
    decision = outcomes.record_decision(decided, DecisionTerms("lost", today), by=founder, now=now, today=today)
    score = scores.write_score(decision, ScoreTerms("Kwaliteit", ours=3000, most=5000))
    offered = requests.enter(group, requests.AskedWork("Gemeente Amsterdam", "Banken verven"), author=founder, now=now)
    won = bids.start_on_request(offered, owner=founder, now=now, today=today)
    handed_in(won, by=founder)
    outcomes.record_decision(won, DecisionTerms("won", today), by=founder, now=now, today=today)
    return {
        "won_bid_id": won.id,
        "question_id": question.id,
        "effect_id": effect.id,
        "decided_bid_id": decided.id,
        "score_id": score.id,
    }


def _challenge(group: Cooperative, founder: User) -> dict[str, Any]:
    """A challenge that was refused, with a line of costs, a letter, a question that was sent, and a signature."""
    now, today = clock.now(), clock.today()
    terms = ChallengeTerms("Groen in de wijk", "Gemeente Amsterdam", task="Maaien.")
    challenge = challenging.begin(group, terms, by=founder, now=now, today=today)
    gathering.add_case_row(challenge, CaseKind.THEN, WrittenRow("Bus", quantity=100, price_cents=100_00))
    letter = WrittenSupport(today, "Speeltuin", "Wij steunen dit.")
    gathering.add_support(challenge, SupportKind.LETTER, letter, by=founder, now=now, today=today)
    gathering.ask(challenge, WrittenQuestion((AskedItem.COSTS.value,), "", today, False), today=today)
    page = signing_up.write_page(challenge, PageText("Maaien.", "Buren.", "Netjes."), now=now)
    address = f"noor@{group.slug}.example"
    signing_up.sign(page, WrittenSignature("Noor", address), language="nl", now=now)
    signature = signing_up.queries.signature_of(page, address)
    for state in (ChallengeState.SUBMITTED, ChallengeState.REFUSED):
        challenging.move(challenge, challenging.StepTaken(state, today), by=founder, now=now, today=today)
    return {
        "challenge_id": challenge.id,
        "row_id": challenge.case_rows[0].id,
        "record_id": challenge.supports[0].id,
        "support_token": page.token,
        "confirm_signature_token": signing.sign(support_messages.CONFIRM, signature.stamp),
        "remove_signature_token": signing.sign(support_messages.REMOVE, signature.stamp),
    }


WRITTEN_PART = "method"  # of the exercise that waits for the coach
APPROVED = "publiek-werk-vinden"  # the lesson of which the exercise passed


def _approved(group: Cooperative, founder: User, coach: User) -> Round:
    """Work that passed with a remark, and that the group lets others read."""
    now, lesson = clock.now(), lessons.library().lessons[APPROVED]
    work = Work("exercise", lesson.slug, lesson.exercise.title)
    handed_in = reviews.hand_in(group, work, [WorkItem("first", "Wat", "Wij snoeien.")], by=founder, now=now)
    reviews.claim(handed_in, coach=coach, now=now)
    reviews.save_remarks(handed_in, {"first": "Voor wie?"}, "", coach=coach, now=now)
    reviews.approve(handed_in, "Mooi.", coach=coach, now=now)
    examples.allow(handed_in, with_name=True, by=founder, now=now)
    return handed_in


def _before_the_deed(people: dict[str, User]) -> dict[str, Any]:
    """A group with the same people that has no deed yet, and asked one of its founders for personal data."""
    now, today, by = clock.now(), clock.today(), people["coordinator"]
    group = cooperatives.start_group(
        "Groep Akte", municipality="GM0344", neighbourhood="Zonnewijk", founder=by, now=now, today=today, phase=Phase.F4
    )
    cooperatives.assign_coach(group, people["coach"], today=today)
    _takes_part(group, people["member"], ParticipationRole.MEMBER)
    _takes_part(group, people["observer"], ParticipationRole.OBSERVER)
    statutes.import_answers(group, example(), author=by, now=now)
    asked = founder(by, group.slug, "p1")
    assert asked is not None
    _row, secret = founders.ask(asked, by=by, now=now)
    return {"slug_before_deed": group.slug, "founder_secret": secret}


def _shared(people: dict[str, User], notice: Notice) -> dict[str, Any]:
    now = clock.now()
    letter_key = "one-of-everything"
    secret = accounts.issue_token(people["loner"], TokenPurpose.INVITATION, now=now)
    manager = people["manager"]
    asked_in, _secret = invitations.invite("iemand@example.org", "Iemand", Role.COACH, by=manager, now=now)
    _asked, asked_secret = invitations.invite("ander@example.org", "Ander", Role.FOUNDER, by=manager, now=now)
    address_secret = corrections.correct(
        people["guest"], "Gast", "gast.nieuw@example.org", "Typefout", by=manager, now=now
    )
    mail = db.session.scalars(db.select(outbox.OutgoingMail).order_by(outbox.OutgoingMail.id)).first()
    assert mail is not None, letter_key
    mail.state, mail.next_attempt_at = outbox.MailState.DEAD, now + timedelta(days=1)
    other = Organisation(name="Gemeente Elders", normalised_name="gemeente elders", first_seen_at=now)
    db.session.add(other)
    db.session.flush()
    merger = mergers.merge(other, notice.buyer, by=people["manager"], now=now)
    source = managing.add("https://example.org/feed", KINDS["feed"], "Nieuws", now=now, allow_private=False)
    shared_known = known_contracts.record(
        ContractAnswers("GM0344", "Afval van iedereen", "Woo-antwoord", ends_on=clock.today() + timedelta(days=500)),
        None,
        by=manager,
        now=now,
    )
    applied = Application("Noor", "noor@example.org", "Utrecht", "Portieken schoonmaken.", 3, IntakeStart.NOTHING)
    bands = {BoughtKind.SERVICES: BuyingBand(50_000, 150_000)}
    terms = PolicyTerms(bands, source="Inkoopbeleid 2026", checked_on=clock.today())
    policy = buying.record("GM0344", terms, by=manager, now=now, today=clock.today())
    return {
        "template_id": _template(manager),
        "record_id": policy.id,
        "intake_id": intakes.apply(applied, language="nl", now=now).id,
        "source_id": source.id,
        "shared_id": shared_known.id,
        "user_id": people["loner"].id,
        "secret": secret,
        "asked_secret": asked_secret,
        "asked_in_id": asked_in.id,
        "address_secret": address_secret,
        "mail_id": mail.id,
        "notice_id": notice.id,
        "organisation_id": notice.buyer_id,
        "merger_id": merger.id,
        "family_id": notice.family_id,
        "document_id": 1,
        "agenda_token": signing.sign("agenda", people["coordinator"].get_id()),
        "stop_mails_token": signing.sign(account_messages.STOP, f"reminders.{people['loner'].id}"),
        "stop_together_token": signing.sign(ways_out.STOP, _stop_path(people["loner"])),
        "stop_token": signing.sign(watch_messages.STOP, str(people["loner"].id)),
        **_searches(people),
    }


def _currency(people: dict[str, User], group: Cooperative, place: Neighbourhood) -> dict[str, Any]:
    """The currency of a neighbourhood, in which a neighbour was paid."""
    now, today = clock.now(), clock.today()
    neighbour = UserFactory(name="Buurvrouw")
    neighbourhoods.join(place, neighbour, NeighbourhoodRole.PARTICIPANT, today=today)
    currency = currency_accounts.start(place, CurrencyStart("De Zon", "zon", "zonnen", "een uur werk", 1), now=now)
    rules = CurrencyTerms(today, 2_000, 10_000)
    decision = CurrencyDecision(today, "Buurtvergadering", "Zo doen wij het.", "9 voor, 1 tegen")
    currency_rules.record(currency, rules, decision, by=people["coordinator"], now=now)
    own = currency_accounts.open_for(currency, people["coordinator"], today=today)
    theirs = currency_accounts.open_for(currency, people["member"], today=today)
    hers = currency_accounts.open_for(currency, neighbour, today=today)
    payment = CurrencyPayment(theirs, hers, 500, "Oppassen", "", "world")
    paid = currency_paying.pay(payment, by=people["member"], now=now)
    closes_on = today + timedelta(days=9)
    wider = replace(rules, applies_from=closes_on + timedelta(days=1), credit=3_000)
    currency_rules.propose(currency, wider, "Meer ruimte.", closes_on, 0, by=people["coordinator"], now=now)
    card = MarketCard(MarketSide.OFFER, "Taart bakken", "Op zaterdag.", "", closes_on, 300)
    placed = currency_market.place(own, card, by=people["coordinator"], now=now)
    return {
        "group_id": group.id,
        "offer_id": placed.id,
        "payment_number": str(paid.number),
        "own_account": str(own.number),
        "paid_account": str(hers.number),
    }


def _stop_path(person: User) -> str:
    return urlsplit(account_messages.way_out(person, MailKind.REMINDERS)).path


def _searches(people: dict[str, User]) -> dict[str, Any]:
    """A search that somebody keeps, and one that a visitor asked for by mail."""
    now, question = clock.now(), {"zoek": "groen"}
    kept = saved_searches.save(people["coordinator"], "Groen", question, Pace.WEEKLY, Request("groen"), now=now)
    visitor = "visitor@example.org"
    saved_searches.subscribe(visitor, "Groen", question, Pace.DAILY, language="nl", filters=(), now=now)
    (asked,) = searches.of_address(visitor)
    return {
        "search_id": kept,
        "confirm_search_token": signing.sign(search_messages.CONFIRM, asked.stamp),
        "stop_search_token": signing.sign(search_messages.STOP, asked.stamp),
    }
