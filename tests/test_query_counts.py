"""A list asks the database as often for thirty rows as for three."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.accounts.models import Role
from incubator.accounts.services import invitations
from incubator.anchors.queries.institutions import anchors
from incubator.bids.models import Bid, BidStage, LibraryKind, Section
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.rules.results import DecisionTerms, ScoreTerms
from incubator.bids.services import answers, asking, scores
from incubator.bids.services import bidding as bids
from incubator.bids.services import contracts as contract_services
from incubator.bids.services import results as outcomes
from incubator.bids.services import sections as writing
from incubator.bids.services.answers import AnswerTerms
from incubator.capital import services as capital
from incubator.capital.models import CapitalYear
from incubator.capital.values.entering import Worked
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import buyers as known_buyers
from incubator.challenges.queries import group_buyers
from incubator.challenges.services import buyers, buying, challenging, gathering, signing_up
from incubator.challenges.services.challenging import ChallengeTerms, StepTaken
from incubator.challenges.services.gathering import WrittenRow, WrittenSupport
from incubator.challenges.services.signing_up import PageText, WrittenSignature
from incubator.challenges.values.buyers import ContactDetails, PolicyTerms, TalkNote
from incubator.challenges.values.challenging import CaseKind, ChallengeState, SupportKind
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.services import people as inviting
from incubator.core import clock, job_runs
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import queue_mail
from incubator.currency.models import Currency
from incubator.currency.queries import currencies
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
from incubator.formats.values import NoticeKind
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.learning.services import editing
from incubator.learning.values.arranging import EditedText
from incubator.meetings.models import Meeting, MeetingRequest
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import (
    convening,
    convening_agenda,
    convening_calls,
    convening_days,
    convening_requests,
)
from incubator.meetings.values import MeetingState, Suiting
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services import buildings, stories
from incubator.neighbourhood.services import groups as neighbourhood_groups
from incubator.neighbourhood.services import people as neighbours
from incubator.neighbourhood.values import (
    BuildingTerms,
    BuildingUse,
    Certainty,
    NeighbourhoodRole,
    SaidOfBuilding,
    StatedGround,
    StatementAbout,
)
from incubator.notices.models import Notice
from incubator.notices.services import import_documents
from incubator.questions import services as questions
from incubator.questions.models import Thread
from incubator.questions.values import SECTION
from incubator.register import services as register
from incubator.register.values import EntryKind
from incubator.reviews import services as reviews
from incubator.reviews.models import Round
from incubator.reviews.services import saved as saved_remarks
from incubator.reviews.services import talking, training
from incubator.reviews.values import Work, WorkItem
from incubator.statutes import services as statutes
from incubator.statutes.documents.linting.proposals import clause_in
from incubator.statutes.models import StatutesVersion
from incubator.statutes.queries.wording import accepted_changes
from incubator.statutes.services.proposals import ProposedText, accept, propose
from incubator.statutes.values.schema import example
from incubator.watch.models import Match, MatchState, WatchProfile
from tests.anchors.world import more_anchors, more_of_first_anchor
from tests.bids.factories import handed_in
from tests.chances.world import more_chances
from tests.copies import Copy
from tests.estate.in_world import more_estate
from tests.factories import (
    SOME_MOMENT,
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    FactFactory,
    ManagerFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.indicators.in_world import more_figures
from tests.lending.in_world import more_loans
from tests.partnerships.in_world import more as more_partnerships
from tests.powermap.world import more_power
from tests.register.factories import MemberEventFactory, MemberFactory
from tests.solidarity.in_world import more_solidarity
from tests.world import CLAUSE, LESSON, WRITTEN, WRITTEN_PART, publication


class Rows:
    """What a list can be filled with, one row at a time; the same people and group for all rows."""

    def __init__(self):
        self.founder, self.coach, self.manager = UserFactory(), CoachFactory(), ManagerFactory()
        self.group = CooperativeFactory(name="De groep", slug="de-groep")
        ParticipationFactory(user=self.founder, cooperative=self.group)
        CoachAssignmentFactory(user=self.coach, cooperative=self.group)

    def people(self, _number):
        UserFactory()

    def neighbours(self, number):
        """Of everything in a neighbourhood one more: a person, an invitation, a group, a building, a version of the story."""
        now, today = clock.now(), clock.today()
        with transaction(actor=SYSTEM):
            place = self._neighbourhood()
            neighbourhoods.join(place, UserFactory(), NeighbourhoodRole.PARTICIPANT, today=today)
            address = f"buur{number}@example.org"
            neighbours.invite(place, address, "Buur", NeighbourhoodRole.PARTICIPANT, by=self.manager, now=now)
            name = CooperativeFactory().name
            part = neighbourhood_groups.ask(place, name, by=self.founder, now=now)
            neighbourhood_groups.answer(part, agrees=True, is_public=True, by=self.founder, now=now)
            terms = BuildingTerms(f"Pand {number}", "", BuildingUse.SHOP, True)
            building = buildings.add(place, terms, now=now)
            ground = StatedGround(Certainty.ESTIMATE, "", "een buur", today)
            wish = SaidOfBuilding(StatementAbout.WISH, "Een werkplaats.", None, ground)
            buildings.state(building, wish, by=UserFactory(), now=now, today=today)
            version = stories.write(place, f"Versie {number}", by=UserFactory(), now=now)
            stories.publish(place, seen=version.revision, now=now)
            more_power(place, number)
            more_chances(place, number, self.founder)
            more_partnerships(place, part.cooperative, number, self.founder)
            more_anchors(place, number)
            other = neighbourhoods.start(f"Buurt {number}", "GM0344", "", now=now)
            neighbourhoods.join(other, self.founder, NeighbourhoodRole.DRIVER, today=today)

    def rooms(self, number):
        """Of everything in the funds, the register of land and buildings, the figures and the anchors of a neighbourhood one more."""
        now = clock.now()
        with transaction(actor=SYSTEM):
            place = self._neighbourhood()
            if number == 0:
                stories.write(place, "Hier was een badhuis.", by=self.founder, now=now)
                stories.publish(place, seen=1, now=now)
            group = CooperativeFactory()
            ParticipationFactory(user=self.founder, cooperative=group)
            part = neighbourhood_groups.ask(place, group.name, by=self.founder, now=now)
            neighbourhood_groups.answer(part, agrees=True, is_public=True, by=self.founder, now=now)
            more_loans(place, group, number, self.founder)
            more_solidarity(place, group, number, self.founder)
            more_estate(place, number, self.founder)
            more_figures(place, number, self.founder)
            more_anchors(place, number)
            more_of_first_anchor(place, number)
        self.notices(number)
        with transaction(actor=SYSTEM):
            # An award of the anchor that was written down last.
            notice, anchor = self._last_notice(), max(anchors(place.id), key=lambda each: each.id)
            notice.kind, anchor.buyer_id = NoticeKind.AWARD, notice.buyer_id

    def _neighbourhood(self):
        """The neighbourhood that the founder drives; once."""
        known = places.called(self.founder, "De buurt", most=1)
        if known:
            return known[0]
        place = neighbourhoods.start("De buurt", "GM0344", "", now=SOME_MOMENT)
        neighbourhoods.join(place, self.founder, NeighbourhoodRole.DRIVER, today=SOME_MOMENT.date())
        return place

    def _founded(self, on=date(2026, 11, 2)):
        """Statutes in force, and a meeting; once."""
        known = db.session.scalars(db.select(Meeting)).all()
        if known:
            return known[0]
        with transaction(actor=SYSTEM):
            statutes.import_answers(self.group, example(), author=None, now=SOME_MOMENT)
            version = statutes.make_version(self.group, author=None, now=SOME_MOMENT, today=SOME_MOMENT.date())
            statutes.record_signing(version, on=on, notary="mr. B", filed_on=None, author=None, now=SOME_MOMENT)
        return self._meeting("Eerste")

    def _meeting(self, title):
        plan = MeetingPlan(title, begins_at=clock.now() + timedelta(days=60), place="De Spil")
        with transaction(actor=SYSTEM):
            return convening.plan(self.group, plan, by=self.founder, now=clock.now())

    def meetings(self, number):
        self._founded()
        self._meeting(f"Vergadering {number}")

    def items(self, number):
        meeting = self._founded()
        with transaction(actor=SYSTEM):
            convening_agenda.add_item(meeting, PlannedItem(f"Punt {number}"))

    def calls(self, number):
        """A member who is called, and a meeting to which nobody is called yet."""
        meeting = self._founded()
        member = MemberFactory(cooperative=self.group, number=number + 1, email=f"lid{number}@example.org")
        MemberEventFactory(member=member)
        with transaction(actor=SYSTEM):
            if meeting.state is MeetingState.CONVENED:
                convening_calls.take_back(meeting, by=self.founder)
            roads = usual_roads(meeting, now=clock.now())
            convening_calls.convene(meeting, roads, by=self.founder, now=clock.now())
        if number == 0:
            self._meeting("Tweede")

    def days(self, _number):
        """Somebody more who says which day suits."""
        meeting = self._founded()
        with transaction(actor=SYSTEM):
            if not meeting.options:
                convening_days.propose_day(meeting, clock.now() + timedelta(days=50), now=clock.now())
            (option,) = meeting.options
            convening_days.answer_days(meeting, UserFactory(), {option.id: Suiting.YES}, now=clock.now())

    def supports(self, number):
        self._founded()
        member = MemberFactory(cooperative=self.group, number=number + 1)
        MemberEventFactory(member=member)
        asked = db.session.scalars(db.select(MeetingRequest)).first()
        with transaction(actor=SYSTEM):
            if asked is None:
                asked = convening_requests.ask(
                    self.group, "Pauzes", "Langer.", member=None, by=self.founder, now=clock.now()
                )
            convening_requests.support(asked, member, on_paper=True, by=self.founder, now=clock.now())

    def remarks(self, number):
        with transaction(actor=SYSTEM):
            saved_remarks.keep(self.coach, f"Opmerking {number}", now=later(number))

    def replies(self, number):
        """What is written below work of the group, each time by somebody else."""
        self._below(number, lambda work, text, by: talking.reply(work, WRITTEN_PART, text, by=by, now=later(number)))

    def notes(self, number):
        self._below(number, lambda work, text, by: talking.note(work, text, by=by, now=later(number)))

    def _below(self, number, write):
        with transaction(actor=SYSTEM):
            work = db.session.scalars(db.select(Round)).first()
            if work is None:
                items = [WorkItem(WRITTEN_PART, "Besluiten", "Samen.")]
                work = reviews.hand_in(
                    self.group, Work("exercise", LESSON, "Besluiten"), items, by=self.founder, now=SOME_MOMENT
                )
            write(work, f"Tekst {number}", UserFactory())

    def trainings(self, _number):
        with transaction(actor=SYSTEM):
            training.begin(CoachFactory(), CoachFactory(), now=clock.now())

    def decided(self, number):
        """Work that was decided, out of which a promise is made."""
        with transaction(actor=SYSTEM):
            work = Work("exercise", f"werk-{number}", "Werk")
            done = reviews.hand_in(self.group, work, [WorkItem("a", "A", "x")], by=self.founder, now=clock.now())
            reviews.claim(done, coach=self.coach, now=clock.now())
            reviews.approve(done, "", coach=self.coach, now=clock.now())

    def buyers(self, number):
        """A buyer on the list of the group, with a talk."""
        code = known_buyers.authorities_called("gemeente e")[number].code
        with transaction(actor=SYSTEM):
            buyers.add(self.group, known_buyers.buyer_with(code), now=SOME_MOMENT)
            row = group_buyers.group_buyer(self.group, code)
            self._talk(row, number)

    def talks(self, number):
        """Talks and contacts with one buyer."""
        with transaction(actor=SYSTEM):
            buyers.add(self.group, known_buyers.buyer_with("GM0344"), now=SOME_MOMENT)
            self._talk(group_buyers.group_buyer(self.group, "GM0344"), number)

    def _talk(self, row, number):
        note = TalkNote(SOME_MOMENT.date(), f"Gesprek {number}", "Ria", "Bellen", SOME_MOMENT.date())
        buyers.write_down(row, note, by=UserFactory(), url="", now=later(number), today=clock.today())
        buyers.add_contact(row, ContactDetails(f"Contact {number}"), by=self.founder, now=later(number))

    def policies(self, number):
        code = known_buyers.authorities_called("gemeente e")[number].code
        terms = PolicyTerms(source="Beleid", checked_on=SOME_MOMENT.date(), social_return=500)
        with transaction(actor=SYSTEM):
            buying.record(code, terms, by=UserFactory(), now=later(number), today=clock.today())

    def awards(self, number):
        """A contract of Utrecht."""
        with transaction(actor=SYSTEM):
            import_documents([publication(number + 1, f"Werk {number}")], now=clock.now())
            notice = db.session.scalars(db.select(Notice).order_by(Notice.id.desc())).first()
            notice.kind, notice.contract_end = NoticeKind.AWARD, clock.today() + timedelta(days=90)

    def participants(self, _number):
        ParticipationFactory(cooperative=self.group, role=ParticipationRole.MEMBER)

    def groups(self, _number):
        """A group with work that waits for the coach, which the founder takes part in too."""
        group = CooperativeFactory()
        ParticipationFactory(user=self.founder, cooperative=group)
        CoachAssignmentFactory(user=self.coach, cooperative=group)
        where = Place(group, lessons.library().lessons[LESSON])
        with transaction(actor=SYSTEM):
            learning.save(where, WRITTEN, began_with=0, by=self.founder, now=SOME_MOMENT)
            learning.hand_in(where, by=self.founder, now=SOME_MOMENT)

    def asked(self, number):
        with transaction(actor=SYSTEM):
            by = UserFactory()
            inviting.invite(self.group, f"v{number}@example.org", "V", ParticipationRole.MEMBER, by=by, now=clock.now())

    def invitations(self, number):
        with transaction(actor=SYSTEM):
            invitations.invite(f"w{number}@example.org", "W", Role.FOUNDER, by=ManagerFactory(), now=clock.now())

    def facts(self, number):
        FactFactory(cooperative=self.group, value=f"Naam {number}", author=UserFactory(), recorded_at=later(number))

    def members(self, _number):
        MemberEventFactory(member=MemberFactory(cooperative=self.group))

    def paying(self, number):
        """Another member who paid in, and hours of everyone in the year that is divided."""
        self._founded(date(2025, 1, 15))
        member = MemberFactory(cooperative=self.group, number=number + 1)
        MemberEventFactory(member=member, on_date=date(2025, 2, 1), decided_on=date(2025, 2, 1))
        with transaction(actor=SYSTEM):
            paid_in = EntryKind.CONTRIBUTION
            register.enter_payment(member, paid_in, 1000_00, on=date(2026, 1, 5), author=None, now=later(number))
            known = db.session.scalar(db.select(CapitalYear))
            year = known or capital.begin_year(self.group, 2025, by=self.founder, now=SOME_MOMENT)
            capital.enter_hours(year, [Worked(number + 1, 1600_00)], "Blad", by=self.founder, now=SOME_MOMENT)

    def notices(self, number):
        with transaction(actor=SYSTEM):
            import_documents(
                [publication(1000 + number, f"Groenonderhoud {number}", opdrachtgeverNaam=f"Gemeente {number}")],
                now=clock.now(),
            )

    def matches(self, number):
        self.notices(number)
        with transaction(actor=SYSTEM):
            profile = db.session.scalars(db.select(WatchProfile)).first()
            if profile is None:
                profile = WatchProfile(cooperative=self.group, kinds=["competition"], created_at=SOME_MOMENT)
                db.session.add(profile)
            match = Match(
                profile=profile, notice=self._last_notice(), score_permille=800, reasons=[], found_at=SOME_MOMENT
            )
            match.state = MatchState.NEW
            db.session.add(match)

    def bids(self, number):
        self.notices(number)
        with transaction(actor=SYSTEM):
            bids.start(self.group, self._last_notice(), owner=UserFactory(), now=clock.now(), today=clock.today())

    def ended_bids(self, number):
        """Each a bid that was not won; the first gets one more question, effect and criterion."""
        self.bids(number)
        with transaction(actor=SYSTEM):
            by, now, today = UserFactory(), clock.now(), clock.today()
            known = list(db.session.scalars(db.select(Bid).order_by(Bid.id)))
            handed_in(known[-1], by=by)
            known[-1].notice.deadline = now
            outcomes.record_decision(known[-1], DecisionTerms("lost", today), by=by, now=now, today=today)
            decision = outcomes.queries.standing_decision(known[0])
            scores.write_score(decision, ScoreTerms(f"Criterium {number}", ours=1, most=2))
            answers = {"text": f"Vraag {number}", "requirement_id": None, "ours": True}
            question = asking.ask(known[0], answers=answers, by=by, now=now)
            asking.add_effect(known[0], question, asking.EffectTerms(asking.EffectKind.OTHER, "Nieuw"), now=now)

    def sections(self, number):
        """Each a section with a text, a comment, an answer that was used and a certificate, of one bid."""
        with transaction(actor=SYSTEM):
            bid = db.session.scalars(db.select(Bid)).first()
            now, today = clock.now(), clock.today()
        if bid is None:
            self.bids(number)
        with transaction(actor=SYSTEM):
            bid = db.session.scalars(db.select(Bid)).first()
            bid.stage = BidStage.WRITING
            by = UserFactory()
            section = writing.add_own(bid, f"Groen {number}", now=now)
            text = {"what": f"Wij maaien {number}.", "view": "", "proof": ""}
            writing.save(section, text, began_with=0, by=by, now=now)
            first = db.session.scalars(db.select(Section).order_by(Section.id)).first()
            writing.save(first, text, began_with=first.revision, by=by, now=later(number))
            terms = AnswerTerms(f"Groen {number}", f"Groen werk {number}.", owner_id=by.id)
            answer = answers.add(self.group, LibraryKind.TEXT, terms, by=by, now=now, today=today)
            answers.use(section, f"answer:{answer.id}", "proof", by=by, now=now, today=today)
            answer.verified_on = date(2020, 1, 1)
            old = AnswerTerms(f"VCA {number}", valid_until=date(2020, 1, 1))
            answers.add(self.group, LibraryKind.CERTIFICATE, old, by=by, now=now, today=today)
            ref = f"{bid.id}/{first.id}"
            questions.comment(self.group, f"S {number}", "Mooi.", by=by, now=now, ref=ref, kind=SECTION)

    def challenges(self, number):
        """Each a challenge with a notice of its own; the first gets one more of everything that its page shows."""
        self.notices(number)
        with transaction(actor=SYSTEM):
            by, now, today = UserFactory(), clock.now(), clock.today()
            terms = ChallengeTerms(f"Groen {number}", "Gemeente Amsterdam")
            challenging.begin(self.group, terms, by=by, now=now, today=today, notice=self._last_notice())
            first = db.session.scalars(db.select(Challenge).order_by(Challenge.id)).first()
            for kind in (CaseKind.NOW, CaseKind.QUALITY):
                gathering.add_case_row(first, kind, WrittenRow(f"Regel {number}", quantity=100, price_cents=100))
            for kind in (SupportKind.PAPER, SupportKind.MEETING):
                support = WrittenSupport(today, f"Buur {number}", "Goed.", number + 1)
                gathering.add_support(first, kind, support, by=by, now=now, today=today)
            challenging.move(first, StepTaken(self._other_state(first), today), by=by, now=now, today=today)
            page = signing_up.write_page(first, PageText("a", "b", "c"), now=now)
            signing_up.sign(
                page, WrittenSignature("Noor", f"noor{number}@example.org", shows_name=True), language="nl", now=now
            )
            signing_up.confirm(signing_up.queries.signature_of(page, f"noor{number}@example.org"), now=now)

    def _other_state(self, challenge):
        state = ChallengeState.EXPLORING
        return ChallengeState.SUPPORTED if challenge.state is state else state

    def contracts(self, number):
        """A contract of a group of its own: for the results each group and each contract is a row."""
        with transaction(actor=SYSTEM):
            for group in (self.group, CooperativeFactory()):
                terms = ContractTerms(f"Werk {number}", "Woonzorg", clock.today(), value_cents=number)
                contract_services.record_contract(group, terms, by=None, now=clock.now())

    def questions(self, number):
        """Each a thread of its own in the group, and one more message in the first."""
        with transaction(actor=SYSTEM):
            by = ParticipationFactory(cooperative=self.group, role=ParticipationRole.MEMBER).user
            questions.ask(self.group, f"Vraag {number}", "Hoe?", by=by, now=later(number))
            first = db.session.scalars(db.select(Thread).order_by(Thread.id)).first()
            questions.answer(first, f"Zo {number}.", by=by, now=later(number))

    def _last_notice(self):
        return db.session.scalars(db.select(Notice).order_by(Notice.id.desc())).first()

    def mails(self, number):
        with transaction(actor=SYSTEM):
            letter = Letter(subject="Onderwerp", paragraphs=("Tekst.",), why="Daarom.")
            queue_mail(letter, to=Recipient(f"x{number}@example.org", "X"), key=f"brief:{number}")

    def runs(self, number):
        with transaction(actor=SYSTEM):
            run = job_runs.begin("core.send-mail", "host", attempt=1, now=later(number))
            job_runs.end(run, now=later(number), error="Stuk.")

    def versions(self, number):
        with transaction(actor=SYSTEM):
            known = db.session.scalars(db.select(StatutesVersion)).first()
            if known is None:  # a document takes a while to make: the others have the same one
                statutes.import_answers(self.group, example(), author=self.founder, now=later(number))
                statutes.make_version(self.group, author=UserFactory(), now=later(number), today=SOME_MOMENT.date())
                return
            same = {"answers": known.answers, "articles": known.articles, "facts_used": {}}
            same |= {"file_id": known.file_id, "made_at": later(number)}
            db.session.add(
                StatutesVersion(cooperative=self.group, number=number + 1, made_by_id=UserFactory().id, **same)
            )

    def proposals(self, number):
        """Proposals, of which every third was accepted."""
        with transaction(actor=SYSTEM):
            known = clause_in(accepted_changes(), CLAUSE).text
            proposed = replace(known, text=f"Aftreden kan met brief {number}.")
            made = propose(
                CLAUSE, ProposedText(proposed, known.digest, "Beter.", "2:37 BW"), by=CoachFactory(), now=later(number)
            )
            if number % 3 == 0:
                accept(made, "", by=self.manager, now=later(number))

    def _currency(self):
        """A neighbourhood with a currency that the founder drives; made once."""
        now, today = clock.now(), clock.today()
        known = db.session.scalars(db.select(Currency)).first()
        if known is None:
            place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=now)
            neighbourhoods.join(place, self.founder, NeighbourhoodRole.DRIVER, today=today)
            known = currency_accounts.start(place, CurrencyStart("De Zon", "zon", "zonnen", "", 1), now=now)
            self._decided(known, 0)
            currency_accounts.open_for(known, self.founder, today=today)
        return known

    def _decided(self, currency, number):
        decision = CurrencyDecision(clock.today(), "Vergadering", f"Voorstel {number}", "9 voor")
        rules = CurrencyTerms(clock.today(), 2_000)
        currency_rules.record(currency, rules, decision, by=UserFactory(), now=clock.now())

    def payers(self, number):
        """Somebody with an account who was paid, a card, another version of the rules, and somebody without an account."""
        now, today = clock.now(), clock.today()
        currency, user, other = self._currency(), UserFactory(), UserFactory()
        for person in (user, other):
            neighbourhoods.join(currency.neighbourhood, person, NeighbourhoodRole.PARTICIPANT, today=today)
        own, account = (
            currencies.account_of(currency, self.founder),
            currency_accounts.open_for(currency, user, today=today),
        )
        payment = CurrencyPayment(own, account, 10, "Hulp", "", f"t{number}")
        currency_paying.pay(payment, by=self.founder, now=now)
        card = MarketCard(MarketSide.OFFER, f"Kaart {number}", "Tekst", "", today)
        currency_market.place(account, card, by=user, now=now)
        self._decided(currency, number + 1)

    def lesson_texts(self, number):
        """Each a version of another lesson, and one more of the first."""
        text = lessons.shipped_texts()
        with transaction(actor=SYSTEM):
            for slug in (LESSON, sorted(text)[number]):
                newest = lessons.newest_version(slug)
                began_with = newest.number if newest is not None else 0
                changed = EditedText(text[slug] + f"\nNog {number} keer.\n", "Meer.", False, began_with)
                # A lesson cannot have been checked after the day on which it is saved.
                editing.save_lesson(slug, changed, by=UserFactory(), now=clock.now())

    def saves(self, number):
        where = Place(self.group, lessons.library().lessons[LESSON])
        with transaction(actor=SYSTEM):
            learning.save(
                where, {**WRITTEN, "meetings": f"Dag {number}"}, began_with=number, by=UserFactory(), now=later(number)
            )


def later(number):
    return SOME_MOMENT + timedelta(minutes=number)


LISTS = [
    ("payers", "founder", "/buurten/zonnewijk/munt"),
    ("payers", "founder", "/buurten/zonnewijk/munt/betalen"),
    ("payers", "founder", "/buurten/zonnewijk/munt/rekeningen"),
    ("payers", "founder", "/buurten/zonnewijk/munt/rekeningen/nieuw"),
    ("payers", "founder", "/buurten/zonnewijk/munt/rekeningen/2"),
    ("payers", "founder", "/buurten/zonnewijk/munt/rekeningen/2/afschrift.csv"),
    ("payers", "founder", "/buurten/zonnewijk/munt/vraag-en-aanbod"),
    ("payers", "founder", "/buurten/zonnewijk/munt/regels"),
    ("buyers", "founder", "/cooperaties/de-groep/opdrachtgevers"),
    ("talks", "founder", "/cooperaties/de-groep/opdrachtgevers/utrecht"),
    ("policies", "founder", "/opdrachtgevers"),
    ("policies", "manager", "/beheer/inkoopbeleid"),
    ("awards", "founder", "/opdrachtgevers/utrecht"),
    ("groups", "founder", "/"),
    ("groups", "coach", "/"),
    ("groups", "manager", "/"),
    ("groups", "founder", "/cooperaties/"),
    ("groups", "manager", "/cooperaties/"),
    ("groups", "manager", "/cooperaties/?beurt=group"),
    ("groups", "coach", "/cooperaties/lijst.csv"),
    ("groups", "coach", "/leren/"),
    ("groups", "manager", "/leren/"),
    ("groups", "manager", "/nakijken/"),
    ("groups", "coach", "/cooperaties/afwezig/2"),
    ("groups", "manager", "/cooperaties/afwezig/2"),
    ("remarks", "coach", "/nakijken/opmerkingen"),
    ("groups", "coach", "/nakijken/"),
    ("decided", "coach", "/nakijken/?wie=decided"),
    ("replies", "coach", "/nakijken/1"),
    ("replies", "founder", "/nakijken/werk/1"),
    ("notes", "coach", "/nakijken/1/notities"),
    ("trainings", "manager", "/nakijken/inwerken"),
    *(
        ("neighbours", "founder", path)
        for path in (
            *("/", "/agenda", "/buurten", "/buurten/de-buurt", "/buurten/de-buurt/mensen", "/buurten/de-buurt/groepen"),
            *("/buurten/de-buurt/panden", "/buurten/de-buurt/panden/1", "/buurten/de-buurt/verhaal"),
            *("/buurten/de-buurt/verhaal/versies", "/buurten/de-buurt/openbaar", "/buurt", "/buurt/de-buurt"),
            "/zoeken?zoek=buurt",
            *("/buurten/de-buurt/kansen", "/buurten/de-buurt/kansen/1", "/buurten/de-buurt/kansen.xlsx"),
            *(
                "/buurten/de-buurt/kansen/voorstellen",
                "/buurten/de-buurt/kansen/vraag",
                "/buurten/de-buurt/kansen/aanbod",
            ),
            *(
                "/buurten/de-buurt/samenwerkingen",
                "/buurten/de-buurt/samenwerkingen/1",
                "/buurt/de-buurt/samenwerkingen",
            ),
            *("/buurten/de-buurt/samenwerkingen/1/versies", "/buurten/de-buurt/samenwerkingen/1.docx"),
            *("/buurten/de-buurt/macht", "/buurten/de-buurt/macht/verbanden", "/buurten/de-buurt/macht/voorstellen"),
            *(
                "/buurten/de-buurt/macht/voorstellen/1",
                "/buurten/de-buurt/macht/versies",
                "/buurten/de-buurt/macht/versies/1",
            ),
        )
    ),
    ("groups", "founder", "/agenda"),
    ("groups", "founder", "/zoeken?zoek=groep"),
    ("people", "manager", "/beheer/mensen"),
    ("invitations", "manager", "/beheer/mensen/uitnodigingen"),
    ("participants", "founder", "/cooperaties/de-groep"),
    ("participants", "founder", "/cooperaties/de-groep/mensen"),
    ("asked", "founder", "/cooperaties/de-groep/mensen"),
    ("facts", "founder", "/cooperaties/de-groep/dossier"),
    ("facts", "founder", "/cooperaties/de-groep/dossier/naam/geschiedenis"),
    ("members", "founder", "/cooperaties/de-groep/leden/"),
    ("members", "coach", "/cooperaties/de-groep/leden/export/csv"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/"),
    ("paying", "coach", "/cooperaties/de-groep/kapitaal/export/stand/csv"),
    ("paying", "coach", "/cooperaties/de-groep/kapitaal/export/boekingen/csv"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/overzichten/2026"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/reserves"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/wat-als"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/jaren/2025"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/jaren/2025/uren"),
    ("paying", "founder", "/cooperaties/de-groep/kapitaal/jaren/2025/uren/bestand"),
    ("matches", "founder", "/cooperaties/de-groep/kansen"),
    ("meetings", "founder", "/cooperaties/de-groep/vergaderingen"),
    ("items", "founder", "/cooperaties/de-groep/vergaderingen/1"),
    ("calls", "founder", "/cooperaties/de-groep/vergaderingen/1"),
    ("calls", "founder", "/cooperaties/de-groep/vergaderingen/2/oproepen"),
    ("days", "founder", "/cooperaties/de-groep/vergaderingen/1/dagen"),
    ("supports", "founder", "/cooperaties/de-groep/vergaderingen/verzoeken/1"),
    ("bids", "founder", "/cooperaties/de-groep/inschrijvingen"),
    ("bids", "founder", "/agenda"),
    ("bids", "founder", "/cooperaties/de-groep/inschrijvingen/1"),
    ("bids", "founder", "/cooperaties/de-groep/inschrijvingen/1/taken"),
    ("ended_bids", "founder", "/cooperaties/de-groep/inschrijvingen/uitkomsten"),
    ("ended_bids", "founder", "/cooperaties/de-groep/inschrijvingen/1/vragen"),
    ("ended_bids", "founder", "/cooperaties/de-groep/inschrijvingen/1/afloop"),
    ("ended_bids", "founder", "/agenda"),
    ("ended_bids", "manager", "/beheer/inschrijvingen"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/schrijven"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/schrijven/1"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/schrijven/1/versies"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/schrijven/1/antwoorden"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/schrijven/coach"),
    ("sections", "founder", "/cooperaties/de-groep/inschrijvingen/1/controleren"),
    ("sections", "founder", "/cooperaties/de-groep/antwoorden"),
    ("challenges", "founder", "/cooperaties/de-groep/uitdagingen"),
    ("challenges", "founder", "/cooperaties/de-groep/uitdagingen/1"),
    ("challenges", "founder", "/cooperaties/de-groep/uitdagingen/1/handtekeningen.csv"),
    ("contracts", "founder", "/agenda"),
    ("matches", "founder", "/agenda"),
    ("questions", "founder", "/cooperaties/de-groep/vragen"),
    ("questions", "founder", "/cooperaties/de-groep/vragen/1"),
    ("questions", "coach", "/vragen"),
    ("contracts", "founder", "/cooperaties/de-groep/opdrachten"),
    ("contracts", "manager", "/beheer/resultaten"),
    ("notices", "founder", "/aankondigingen/"),
    ("notices", "founder", "/aankondigingen/zoeken.csv"),
    ("notices", "founder", "/open-data/v1/notices"),
    ("notices", "founder", "/open-data/v1/releases"),
    ("notices", "founder", "/open-data/v1/releases.jsonl"),
    ("contracts", "founder", "/open-data/v1/results"),
    ("neighbours", "founder", "/buurten/de-buurt/resultaten"),
    ("neighbours", "founder", "/buurten/de-buurt/resultaten.xlsx"),
    ("neighbours", "manager", "/beheer/kengetallen"),
    ("neighbours", "manager", "/beheer/kengetallen.xlsx"),
    ("mails", "manager", "/beheer/mail"),
    ("runs", "manager", "/beheer/taken"),
    ("groups", "manager", "/beheer/logboek"),
    ("versions", "founder", "/cooperaties/de-groep/statuten/"),
    ("groups", "coach", "/statuten/wetswijzigingen"),
    ("groups", "coach", "/statuten/modelteksten/"),
    ("proposals", "coach", "/statuten/modelteksten/"),
    ("proposals", "coach", "/statuten/modelteksten/bepalingen/aftreden"),
    ("proposals", "manager", "/statuten/modelteksten/voorstellen/2"),
    ("proposals", "founder", "/cooperaties/de-groep/statuten/tekst"),
    ("lesson_texts", "manager", "/beheer/lessen"),
    ("lesson_texts", "manager", "/beheer/lessen/samen-beslissen"),
    ("lesson_texts", "founder", "/leren/de-groep"),
    ("saves", "founder", "/leren/de-groep/samen-beslissen/opdracht/geschiedenis"),
]


HOME = "/buurten/de-buurt"
# The rooms of the institutions of a neighbourhood, as their driver sees them.
ROOMS = (
    *("/", "/agenda", "/zoeken?zoek=buurt", HOME, "/buurt/de-buurt", "/account/gegevens.json"),
    *("/buurt/de-buurt/leenfonds", "/buurt/de-buurt/solidariteit", "/buurt/de-buurt/grond-en-gebouwen"),
    *("/buurt/de-buurt/ankers", "/buurt/de-buurt/resultaten", "/resultaten", "/resultaten/elders"),
    *(
        f"{HOME}/leenfonds{page}"
        for page in (
            *("", "/voorwaarden", "/voorwaarden/nieuw", "/commissie", "/commissie/nieuw", "/inleg", "/leningen.xlsx"),
            *("/leningen", "/leningen/1", "/leningen/1/aflossen", "/leningen/1/schema", "/leningen/1/afboeken"),
            *("/leningen/1/overeenkomst.docx", "/leningen/1/overzicht.docx", "/leningen/1/overzicht.xlsx"),
            *(
                "/leningen/1/herinnering.docx",
                "/aanvragen",
                "/aanvragen/1",
                "/aanvragen/1/advies",
                "/aanvragen/1/besluit",
            ),
            *(
                "/aanvragen/3",
                "/ledenleningen",
                "/ledenleningen/nieuw",
                "/ledenleningen/1",
                "/ledenleningen/1/terugbetalen",
            ),
        )
    ),
    *(
        f"{HOME}/solidariteit{page}"
        for page in (
            *("", ".xlsx", "/regels", "/meedoen", "/vragen", "/vragen/1", "/vragen/2", "/leden/1", "/leden/1/inbreng"),
            *(
                "/leden/1/uitlenen",
                "/leden/1/steun-vragen",
                "/leden/1/beloning",
                "/leden/1/stoppen",
                "/steun/1/betaald",
            ),
            *("/mensen", "/mensen.xlsx", "/mensen/1", "/mensen/1.docx"),
        )
    ),
    *(f"{HOME}/grond-en-gebouwen{page}" for page in ("", ".xlsx", "/1", "/1/wijzigen", "/1/zeggen/huur", "/nieuw")),
    *(
        f"{HOME}/resultaten{page}"
        for page in ("", ".docx", ".pdf", ".xlsx", "/vastgezet/1", "/opschrijven", "/vastzetten")
    ),
    *(f"{HOME}/ankers{page}" for page in ("", "/scorebord", "/1", "/1/lijst/2025", "/1/lijst/2025.docx")),
    *(f"{HOME}/ankers/1/{page}" for page in ("lijst/2025.xlsx", "brief/lijst.docx", "brief/gesprek.docx")),
)
LISTS += [("rooms", "founder", path) for path in ROOMS]
LISTS += [("rooms", "manager", path) for path in ("/beheer/kengetallen", "/beheer/kengetallen.xlsx")]


FEW, MANY = 3, 30


class Filled:
    """An incubator with few rows of a kind and the same one with many: what is asked of both, all pages with such rows share."""

    def __init__(self, app, what, folder):
        rows = Rows()
        self.session_ids = {who: getattr(rows, who).get_id() for who in ("founder", "coach", "manager")}
        self.copies = []
        for numbers in (range(FEW), range(FEW, MANY)):
            for number in numbers:
                getattr(rows, what)(number)
            db.session.commit()
            place = folder / f"{what}-{numbers.stop}"
            place.mkdir()
            self.copies.append(Copy(app, place))


@pytest.fixture(scope="module")
def known():
    """What was filled so far."""
    return {}


@pytest.fixture
def filled(app, known, tmp_path_factory, what):
    if what not in known:
        known[what] = Filled(app, what, tmp_path_factory.mktemp("filled"))
    return known[what]


@pytest.mark.parametrize(("what", "who", "path"), LISTS, ids=[f"{what}-{who}-{path}" for what, who, path in LISTS])
def test_the_number_of_queries_does_not_grow_with_the_rows(app, client, count_queries, filled, who, path):
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = filled.session_ids[who], True

    def asked():
        client.get(path).close()  # what is read once per process
        count_queries()
        answer = client.get(path)
        assert answer.status_code == 200
        answer.close()
        return count_queries()

    asked_for = []
    for copy in filled.copies:
        copy.put_back(app)
        asked_for.append(asked())
    few, many = asked_for
    assert many == few
