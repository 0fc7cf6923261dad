"""Who may open what: every route, for everyone who could try. A route that is not in the table makes this file fail.

A line of the table: the address, what one does there, for whom it is, what a person who may gets, and what is posted. Whom it is for is a
row of AUDIENCES, which gives everybody's answer: `in` (sent to the sign-in page), `+` (what the line says), 403 or 404.
"""

import contextvars
import re
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import url_for
from flask.testing import FlaskClient
from sqlalchemy import text

from incubator.core import clock
from incubator.core.db import Base, db
from incubator.solidarity.queries.people import digest
from tests.solidarity.factories import lent

PERSONS = (
    "visitor",
    "loner",  # a founder without a group
    "coordinator",
    "member",
    "observer",
    "elsewhere",  # coordinates another cooperative
    "coach",
    "other_coach",
    "guest",
    "manager",
)
AUDIENCES = {
    #               visitor loner coord member observer elsewhere coach other_coach guest manager
    "everyone":     "+      +     +     +      +        +         +     +           +     +",
    "nobody":       "404    404   404   404    404      404       404   404         404   404",
    "account":      "in     +     +     +      +        +         +     +           +     +",
    "coaches":      "in     403   403   403    403      403       +     +           403   +",
    "managers":     "in     403   403   403    403      403       403   403         403   +",
    "group":        "in     404   +     +      +        404       +     404         404   +",
    "workers":      "in     404   +     +      403      404       403   404         404   403",
    "recorders":    "in     404   +     +      403      404       +     404         404   +",
    "coordinators": "in     404   +     403    403      404       403   404         404   +",
    "deciders":     "in     404   +     403    403      404       +     404         404   +",
    "guides":       "in     404   403   403    403      404       +     404         404   +",
    "participants": "in     404   +     +      +        404       403   404         404   403",
    "oneself":      "in     404   404   404    404      404       +     404         404   +",
    "coach alone":  "in     404   404   404    404      404       +     404         404   404",
    "proposing coach": "in  403   403   403    403      403       +     403         403   403",
    "proposer":     "in     404   +     403    403      404       403   404         404   403",
    "coordinator alone": "in 404 + 403    403      404       403   404         404   403",
    "any coach":    "in     404   404   404    404      404       +     +           404   +",
    "keeper":       "in     404   +     404    404      404       404   404         404   404",
    "group manager": "in    404   403   403    403      404       403   404         404   +",
    "neighbours":   "in     404   +     +      404      404       +     404         404   +",
    "builders":     "in     404   +     +      404      404       403   404         404   403",
    "signers":      "in     404   +     403    404      404       403   404         404   403",
    "drivers":      "in     404   +     403    404      404       403   404         404   +",
    "borrowers":    "in     404   +     +      +        404       404   404         404   +",
    "loan keepers": "in     404   +     403    403      404       404   404         404   +",
    "loan committee": "in   404   +     403    403      404       404   404         404   403",
    "fund books":   "in     404   +     404    404      404       404   404         404   +",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One thing one can do at an address."""

    endpoint: str
    method: str
    audience: str
    allowed: int | dict[str, int] = 200  # what a person who may gets; by person where it differs
    data: dict[str, Any] = field(default_factory=dict)
    args: dict[str, Any] = field(default_factory=dict)

    def expected(self, person: str) -> int | str:
        code = dict(zip(PERSONS, AUDIENCES[self.audience].split(), strict=True))[person]
        if code != "+":
            return code if code == "in" else int(code)
        return self.allowed if isinstance(self.allowed, int) else self.allowed.get(person, self.allowed["else"])

    def sent(self) -> dict[str, Any]:
        """The data as they are sent now."""
        today = clock.today().isoformat()
        return {name: today if value == TODAY else value for name, value in self.data.items()}

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint}"


def get(endpoint: str, audience: str, allowed: int | dict[str, int] = 200, **args: Any) -> Line:
    return Line(endpoint, "GET", audience, allowed, args=args)


def post(endpoint: str, audience: str, allowed: int | dict[str, int] = 302, **data: Any) -> Line:
    return Line(endpoint, "POST", audience, allowed, data=data, args=data.pop("args", {}))


FORM = {"form": "csv"}
TODAY = "=today"  # the day on which the form is sent: midnight may pass after this file was read
HERE = {"slug": "neighbourhood_slug"}
PLACE = HERE
NEXT_WEEK = (clock.today() + timedelta(days=7)).isoformat()
ON_MAP = {**PLACE, "number": "money_node"}
FLOW = {**PLACE, "number": "money_flow"}
MAP_VERSION = {**PLACE, "number": "money_version"}
STUDY = {**PLACE, "number": "money_study"}
AWARD = {**PLACE, "notice_id": "award_id", "position": "=0"}
FUND_GROUP = {**PLACE, "group_id": "fund_group_id"}
PROMISED_LOAN = {**PLACE, "loan_number": "promised_loan"}
FUND_TERMS = {
    "starts_on": NEXT_WEEK, "largest": "10.000", "shortest": "6", "longest": "60", "interest": "3", "share": "25", "quorum": "1",
    "basis": "Vergadering",
}  # fmt: skip
FUND_GIFT = {"token": "g", "kind": "fund", "giver": "Fonds", "amount": "10", "on": TODAY, "agreement": "brief"}
LOAN_PAYOUT = {"token": "p", "on": TODAY, "proof": "afschrift 2", "first_on": NEXT_WEEK}
LOAN_REPAYMENT = {"token": "r", "on": TODAY, "amount": "10", "proof": "afschrift 3"}
LOAN_SCHEDULE = {
    "seen": "1", "interest": "3", "form": "linear", "months": "6", "every": "1", "grace": "0", "first_on": NEXT_WEEK,
    "agreement": "brief",
}  # fmt: skip
MAP_NODE = {"name": "Bakker", "kind": "firm", "where": "here", "stock_way": ""}
MAP_FLOW = {
    "payer": "1",  # the first places of the world
    "receiver": "2",
    "amount": "12",
    "year": "2025",
    "category": "Brood",
    "certainty": "fact",
    "source": "Kassa",
}
MAP_FILE = {
    "text": "Van;Naar;Bedrag;Waarvoor\nHuishoudens;Slager;12;Worst",
    "year": "2025",
    "certainty": "fact",
    "source": "Begroting",
    "do": "save",
}
MAP_STUDY = {
    "organisation": "Groen",
    "year": "2025",
    "local_means": "de gemeente",
    "turnover": "100",
    "wages": "50",
    "wages_share": "50",
    "people_asked": "2",
    "people_answered": "2",
    "suppliers": "10",
    "suppliers_share": "50",
    "suppliers_asked": "1",
    "suppliers_answered": "1",
    "source": "Jaarrekening",
}
ESTATE = {**PLACE, "estate_id": "estate_id"}
ESTATE_TERMS = {
    "kind": "parcel",
    "name": "De moestuin",
    "address": "",
    "building_id": "0",
    "holding": "loan",
    "state": "held",
    "used_by": "",
    "no_speculation": "",
}
OWNED_BY = {"who": "Gemeente", "certainty": "fact", "source": "Kadaster", "said_on": TODAY}
FUND_MEMBER = {**PLACE, "member_id": "fund_member_id"}
FUND_QUESTION = {**PLACE, "question_id": "fund_question_id"}
FUND_SUPPORT = {**PLACE, "support_id": "fund_support_id"}
PEOPLE_LOAN = {**PLACE, "loan_id": "people_loan_id"}
AGREEMENT = {
    "share": "5",
    "used_for": "Slechte jaren",
    "returns": "either",
    "quorum": "50",
    "notice_months": "6",
    "pay_limit": "9",
    "text": "Samen.",
}
FUND_ACT = {"decided_on": TODAY, "decided_by": "bestuur", "reference": "notulen"}
FUND_PAYMENT = {"token": "t", "cents": "100", "paid_on": TODAY, "proof": "afschrift"}
LENT = {
    "borrower": "2",  # the second cooperative of the fund
    "who": "hovenier",
    "named_as": "role",
    "hours": "12",
    "begins_on": TODAY,
    "ends_on": (clock.today() + timedelta(days=30)).isoformat(),
    "aim": "Drukte",
    "lead": "borrower",
    "wage_payer": "lender",
    "refund_cents": "28,50",
}
LATER = (clock.today() + timedelta(days=90)).isoformat()
PREPARED, CONVENED = {"number": "meeting"}, {"number": "convened"}
ASKED_MEETING = {"number": "asked_meeting"}
QUIET, BUSY = {"number": "quiet"}, {"number": "busy"}
QUIET_ITEM = {**QUIET, "item_id": "waiting_item_id"}
OPEN_ROUND = {**BUSY, "round_number": "=1"}
COUNTED_ROUND = {**QUIET, "round_number": "=2"}
DECISION = {"year": "resolution_year"}
COMMITTEE = {"year": "=2026"}
COMMITTEE_QUESTION = {**COMMITTEE, "question_id": "committee_question_id"}
MEETING = {"what": "other", "title": "Najaar", "mode": "physical", "convened_by": "bestuur", "place": "De Spil"}
JOINED = {"partner_id": "joined_id"}
OF_COACH = {"user_id": "coach_id"}
PURPOSE = {"purpose": "invitation"}
ASKED = {"secret": "asked_secret"}
ASKED_IN = {"invitation_id": "asked_in_id"}
LEAVER = {"number": "leaver"}
FINANCIAL_YEAR = {"year": "=2026"}
POOL = {"kind": "opening", "pool": "130", "amount": "100", "on": "2026-11-20", "decision": "ALV 2026-1"}
FIGURES = {
    "outcome": "surplus",
    "amount": "12000",
    "source": "Jaarrekening",
    "general_reserve": "50",
    "education": "10",
    "solidarity": "10",
    "credit_share": "50",
}
OFFICES = {"what": "=functie"}
BEFORE_DEED = {"slug": "slug_before_deed"}
ASKED_FOUNDER = {**BEFORE_DEED, "person": "=p1"}
OWN = {"secret": "founder_secret"}
PIECE = {"number": "=1"}
SHEET = {"ref": "=wat-kost-een-uur", "question": "=sheet"}
SESSION = {"title": "Start", "day": "2027-01-12", "begins": "19.30", "ends": "21.00", "place": "De Spil"}
KNOWN_CONTRACT = {
    "authority": "Utrecht",
    "title": "Groen in de wijk",
    "sector": "",
    "ends_on": "2099-12-31",
    "source": "Woo-antwoord",
}
CONTRACT_FILE = {"text": "gemeente;titel;einddatum;bron\nUtrecht;Vegen;31-12-2099;Woo", "do": "save"}
CONTACT = {
    "kind": "phone",
    "on_date": "2026-11-02",
    "minutes": "20",
    "text": "Gebeld.",
    "follow_up": "",
    "follow_up_on": "",
}
PROMISED = {**HERE, "number": "commitment_number"}
TOGETHER = {**HERE, "number": "partnership_number"}
CITY_PARTY = {**TOGETHER, "party_id": "city_party_id"}
GROUP_TOGETHER = {"number": "partnership_number"}
NOTED_YES = {"seen": "4", "on_date": TODAY, "by_function": "wethouder", "source": "brief"}
AT_SEAT = {**PROMISED, "seat_id": "platform_seat_id"}
AT_REPORT = {**AT_SEAT, "report_id": "seat_report_id"}
AT_ENTRY = {**PROMISED, "entry_id": "commitment_entry_id"}
CHANCE = {**HERE, "number": "chance_number"}
CHANCE_TEXT = {
    "kind": "green", "title": "Moestuin", "text": "Samen tuinieren.", "certainty": "estimate", "said_on": "1-9-2026",
}  # fmt: skip
DECIDED_HERE = {**HERE, "decision_id": "assembly_decision_id"}
PROMISE = {
    "kind": "finance",
    "title": "Startgeld",
    "promise": "Een fonds.",
    "promised_on": "1-9-2026",
    "owner": "Gemeente",
    "owner_function": "wethouder",
    "state": "promised",
}
NEWS = {"kind": "news", "title": "In de raad", "on_date": TODAY, "source": "Gemeente"}
SECONDED = {
    "who": "beleidsmedewerker",
    "from_organisation": "Gemeente",
    "to_organisation": "De Wijk",
    "hours": "8",
    "begins_on": "1-9-2026",
    "aim": "Samen plannen",
}
ASSEMBLY = {"title": "Samen", "day": LATER, "begins": "19.30", "ends": "21.30", "place": "De Spil"}
EVENING = {"title": "Droomavond 2", "theme": "Groen", "day": LATER, "begins": "19.30", "place": "De Spil"}
ASKED_NEIGHBOUR = {**HERE, "invitation_id": "neighbour_invitation_id"}
NEIGHBOUR = {**HERE, "user_id": "member_id"}
ABOUT = {**HERE, "subject": "=staat"}
BUILDING = {"name": "De Garage", "address": "Plein 3", "use": "work"}
SAID = {"text": "for-sale", "certainty": "estimate", "said_by": "een buurvrouw", "said_on": "2026-11-02"}
POWER_ACTOR = {**HERE, "number": "power_actor"}
POWER_RELATION = {**HERE, "number": "power_relation"}
POWER_PROPOSAL = {**HERE, "number": "power_proposal"}
POWER_POSITION = {**POWER_PROPOSAL, "actor_number": "power_other"}
POWER_VERSION = {**HERE, "number": "power_version"}
FIGURE_ENTRY = {**HERE, "number": "figure_entry"}
FIGURE = {
    "indicator": "social_value_hours", "period": str(clock.today().year - 1), "value": "80", "certainty": "estimate",
    "source": "urenlijst", "said_on": "2026-11-02",
}  # fmt: skip
POWER_SAID = {"certainty": "estimate", "said_by": "kerngroep", "said_on": "2026-11-02"}
POWER_NAME = {"name": "School", "kind": "organisation", "interest": "7", "influence": "3", **POWER_SAID}
POWER_TIE = {"first": "2", "tie": "pays", "second": "1", **POWER_SAID}  # the first names of the world
POWER_SHEET = {"text": "Naam;Belang;Invloed\nSchool;7;3", "do": "save"}
ANCHOR = {**HERE, "number": "anchor_number"}
ANCHOR_LIST = {**ANCHOR, "year": "anchor_year"}
ANCHOR_CATEGORY = {**ANCHOR_LIST, "line": "=2"}
ANCHOR_KIND = {**ANCHOR, "part": "=werk"}
ANCHOR_PART = {**ANCHOR_KIND, "part_number": "anchor_part"}
ANCHOR_SAID = {"certainty": "fact", "source": "Jaarrekening", "said_on": "2026-11-02"}
ANCHOR_NAME = {"name": "School", "kind": "school", **ANCHOR_SAID}
ANCHOR_JOB = {"role": "Concierge", "people": "1", **ANCHOR_SAID}
ANCHOR_FILE = {"year": "2024", "persons": "replace", "text": "Naam;Bedrag\nSchoon BV;12", **ANCHOR_SAID}
ANCHOR_SURVEY = {"asked": "10", "answered": "5", "share": "30", **ANCHOR_SAID}
AMSTERDAM = {"code": "=GM0363"}
RULES = {
    "version": "0",
    "laid_down": "yes",
    "title": "Participatieverordening",
    "source": "de website",
    "mark": "A",
    "checked_on": "2026-11-20",
}
UTRECHT = {"code": "=GM0344"}
TALK = {
    "on_date": "2026-11-02",
    "with_whom": "Ria",
    "text": "Over bomen.",
    "next_step": "Bellen",
    "next_on": "2099-01-01",
}
POLICY = {"works_single": "50000", "source": "Beleid 2027", "checked_on": "2026-11-02", "mark": "A"}
SCORES = dict.fromkeys(("task", "support", "value", "cost", "capability", "continuity", "route", "partners"), "2")
HANDED_IN = {"bid_id": "submitted_bid_id"}
VERSION = {"revision": "=1"}
OWN_ACCOUNT = {**PLACE, "number": "own_account"}
PAID_ACCOUNT = {**PLACE, "number": "paid_account"}
PROPOSAL = {**PLACE, "number": "=1"}
UNITS = {"name": "De Ster", "unit": "ster", "units": "sterren", "worth": "een uur", "decimals": "1"}
TERMS = {"credit": "10", "upper": "50", "applies_from": NEXT_WEEK, "text": "Wij beginnen klein."}
CARD = {"side": "need", "title": "Fietsles", "text": "Een uur in de week.", "price": "1", "until": NEXT_WEEK}
DECIDED = {"bid_id": "decided_bid_id"}
WON = {"bid_id": "won_bid_id"}
TABLE = [
    # The layout, and what is the same for everyone.
    post("core.language", "everyone", language="en"),
    post("core.appearance", "everyone", appearance="dark"),
    get("core.theme", "everyone", 404),  # no house style was dropped in
    get("core.about", "everyone"),
    get("core.accessibility", "everyone"),
    get("core.privacy", "everyone"),
    get("core.healthy", "everyone"),
    get("core.metrics", "everyone", 404),  # no token was set, and this needs one
    get("core.robots", "everyone"),
    get("core.favicon", "everyone"),
    get("home.sitemap", "everyone"),
    get("home.sitemap_of_pages", "everyone"),
    get("home.sitemap_of_notices", "everyone", number="=0"),
    get("opendata.index", "everyone"),
    get("opendata_api.catalogue", "everyone"),
    get("opendata_api.openapi", "everyone"),
    get("opendata_api.rows", "everyone", key="=notices"),
    get("opendata_api.named", "everyone", key="=releases", name="=ocds-000000-1"),
    get("opendata_api.columns", "everyone", key="=notices"),
    get("opendata_api.file", "everyone", key="=results", form="=csv"),
    get("core.mails", "everyone"),  # in development only
    get("core.mail", "everyone", name="mail_name"),
    get("core.mail_html", "everyone", name="mail_name"),
    get("knowledge.index", "everyone"),
    get("knowledge.glossary", "everyone"),
    get("knowledge.word", "everyone", slug="=werkcooperatie"),
    get("knowledge.article", "everyone", slug="=wat-doet-de-notaris"),
    get("knowledge.search", "everyone"),
    get("knowledge.download", "everyone", slug="=intentieverklaring"),
    get("knowledge.upkeep", "managers"),
    get("knowledge.mark_checked", "managers", slug="=wat-doet-de-notaris"),
    post("knowledge.mark_checked", "managers", note="Artikelen nagelezen.", args={"slug": "=wat-doet-de-notaris"}),
    # The door.
    get("accounts.sign_in", "everyone", {"visitor": 200, "else": 302}),
    post("accounts.sign_in", "everyone", {"visitor": 422, "else": 302}),
    post("accounts.sign_out", "account"),
    get("accounts.sign_up", "everyone"),
    post("accounts.sign_up", "everyone", 422),
    get("accounts.forgot_password", "everyone"),
    post("accounts.forgot_password", "everyone", 422),
    get("accounts.choose_password", "everyone", **PURPOSE),
    post("accounts.choose_password", "everyone", 422, args=PURPOSE),
    get("accounts.invitation", "everyone", **ASKED),
    post("accounts.invitation", "everyone", 422, args=ASKED),
    post("accounts.decline_invitation", "everyone", 200, args=ASKED),
    post("accounts.persona", "nobody"),  # in the demo only
    # One's own account.
    get("accounts.account", "account"),
    post("accounts.account", "account", name="Nieuwe naam", language="nl"),
    get("accounts.password", "account"),
    post("accounts.password", "account", 422),
    get("accounts.export", "account"),
    get("accounts.code", "everyone", 410),  # nobody gave a password yet
    post("accounts.code", "everyone", 410, code="123456"),
    get("accounts.go_to_provider", "nobody"),  # no provider is set
    get("accounts.come_back", "nobody"),
    get("accounts.second_factor", "account"),
    get("accounts.set_up_second_factor", "account"),
    post("accounts.set_up_second_factor", "account", 422, code="123456", password="drie blauwe fietsen"),
    get("accounts.recovery_codes", "account", 302),  # it is off
    post("accounts.recovery_codes", "account", 302, code="123456", password="drie blauwe fietsen"),
    get("accounts.turn_off_second_factor", "account", 302),
    post("accounts.turn_off_second_factor", "account", 302, code="123456", password="drie blauwe fietsen"),
    get("accounts.delete", "account"),
    post("accounts.delete", "account", 422),
    # Everybody's account.
    get("accounts.people", "managers"),
    get("accounts.invite", "managers"),
    post("accounts.invite", "managers", name="Nieuw", email="nieuw@example.org", role="coach"),
    get("accounts.waiting_invitations", "managers"),
    post("accounts.send_invitation_again", "managers", args=ASKED_IN),
    post("accounts.withdraw_invitation", "managers", args=ASKED_IN),
    get("accounts.correct", "managers"),
    post("accounts.correct", "managers", name="Andere naam", email="ander.adres@example.org", reason="Typefout"),
    get("accounts.confirm_address", "everyone", secret="address_secret"),
    post("accounts.confirm_address", "everyone", args={"secret": "address_secret"}),
    post("accounts.refuse_address", "account"),
    get("accounts.person", "managers"),
    post("accounts.person", "managers", role="coach"),
    post("accounts.send_link", "managers"),
    post("accounts.access", "managers"),
    post("accounts.reset_second_factor", "managers"),
    post("accounts.remove", "managers"),
    # Start pages and what the manager looks after.
    get("home.front", "everyone"),
    get("home.search_site", "everyone"),
    get("home.help_pages", "everyone"),
    get("home.agenda", "account"),
    post("home.change_agenda_address", "account"),
    get("home.agenda_feed", "everyone", token="agenda_token"),
    get("home.manage", "managers"),
    get("home.council_results", "managers"),
    get("home.export_results", "managers", form="=docx"),
    get("home.audit_log", "managers"),
    get("home.export_audit_log", "managers", form="=csv"),
    get("home.first_steps", "managers"),
    post("home.put_first_steps_away", "managers"),
    get("home.jobs", "managers"),
    post("home.run_job", "managers", 404, args={"name": "=no-such-job"}),
    get("home.mail", "managers"),
    post("home.try_mail_again", "managers"),
    # The group.
    get("home.groups", "account"),
    get("home.export_groups", "coaches", form="=xlsx"),
    get("cooperatives.start", "account"),
    post("cooperatives.start", "account", name="Nieuwe groep", municipality="Utrecht"),
    get("cooperatives.show", "group"),
    get("cooperatives.edit", "coordinators"),
    post("cooperatives.edit", "coordinators", name="Andere naam", municipality="Utrecht"),
    get("home.progress", "group"),
    get("home.way", "guides"),
    get("home.document", "recorders", key="=ondernemingsplan"),
    post("home.document", "recorders", state="begun", note="Bij Fatima.", args={"key": "=ondernemingsplan"}),
    get("home.phase", "guides"),
    post("home.phase", "guides", phase="F6", reason="De groep is al verder."),
    get("cooperatives.coach", "group manager"),
    post("cooperatives.coach", "group manager", 422),
    get("cooperatives.hand_over", "managers", then="=stay"),
    post("cooperatives.hand_over", "managers", args={"then": "=stay"}, to="everyone"),
    get("cooperatives.absence", "oneself", **OF_COACH),
    post("cooperatives.absence", "oneself", 422, args=OF_COACH),
    post("cooperatives.come_back", "oneself", args=OF_COACH),
    get("cooperatives.invite", "coordinators"),
    post("cooperatives.invite", "coordinators", name="Nieuw", email="nieuw@example.org", role="member"),
    get("cooperatives.people", "group"),
    post("cooperatives.send_invitation_again", "coordinators"),
    post("cooperatives.withdraw_invitation", "coordinators"),
    get("cooperatives.leave", "participants"),
    post("cooperatives.leave", "participants", {"coordinator": 422, "else": 302}),
    get("cooperatives.participation", "coordinators"),
    post("cooperatives.participation", "coordinators", role="coordinator"),
    post("cooperatives.end_participation", "coordinators"),
    # The dossier.
    get("cooperatives.dossier", "group"),
    get("cooperatives.history", "group"),
    get("cooperatives.record", "recorders"),
    post("cooperatives.record", "recorders", value="Wij maaien."),
    post("cooperatives.approve", "deciders"),
    post("cooperatives.withdraw", "deciders"),
    post("cooperatives.put_back", "recorders"),
    # Learning.
    get("learning.index", "account", {"elsewhere": 302, "else": 200}),  # of one group: on to its track
    get("learning.track", "group"),
    post("learning.begin", "workers"),
    get("learning.tracks", "group"),
    get("learning.module", "group", name="=statuten"),
    get("learning.business_plan", "group"),
    get("learning.lesson", "group"),
    get("learning.piece", "group", **PIECE),
    post("learning.read_on", "group", args=PIECE),
    get("learning.self_check", "group"),
    get("learning.whole", "group"),
    get("learning.calculator", "workers", **SHEET),
    post("learning.work_out", "workers", args=SHEET),
    get("learning.file", "group", number="file_number"),
    get("learning.exercise", "group"),
    post("learning.save", "workers", 422),  # it is with the coach
    post("learning.autosave", "workers", 409),
    get("learning.check", "workers", 302),  # it is with the coach
    post("learning.hand_in", "workers", 422),  # it is with the coach
    post("learning.take_back", "workers"),
    get("learning.history", "group"),
    # The desk on which managers look after the lessons.
    get("lesson_desk.index", "managers"),
    get("lesson_desk.add", "managers"),
    post("lesson_desk.add", "managers", title="Samen koken", module="idee"),
    get("lesson_desk.edit", "managers"),
    post("lesson_desk.edit", "managers", 422, **{"tekst-text": "Geen les.", "tekst-note": "Korter."}),
    get("lesson_desk.hide", "managers"),
    post("lesson_desk.place", "managers", do="down"),
    get("lesson_desk.track", "managers", name="=groen"),
    post("lesson_desk.track", "managers", 422, args={"name": "=groen"}),
    get("lesson_desk.version", "managers", 404, number="=1"),  # nobody changed it
    post("lesson_desk.put_back", "managers", number="0", version="0"),
    # Reviewing.
    get("reviews.queue", "coaches"),
    get("reviews.saved_remarks", "coaches"),
    post("reviews.saved_remarks", "coaches", text="Mooi begin."),
    get("reviews.saved_remark", "coach alone"),
    post("reviews.saved_remark", "coach alone", text="Mooi begin, ga zo door."),
    post("reviews.remove_saved_remark", "coach alone"),
    get("reviews.show", "guides"),
    post("reviews.show", "guides", 422),  # take it first
    post("reviews.autosave", "guides", 409),
    post("reviews.claim", "guides"),
    post("reviews.release", "guides"),
    post("reviews.begin_to_guide", "guides"),
    post("reviews.take_draft_back", "guides"),
    post("reviews.give_back", "guides", note="Kijk nog eens."),
    get("reviews.notes", "guides"),
    post("reviews.notes", "guides", text="Eerst de prijs bespreken."),
    post("reviews.remove_note", "coach alone"),
    get("reviews.piece", "group"),
    get("reviews.part", "recorders"),
    post("reviews.part", "recorders", text="Wat bedoel je?"),
    post("reviews.resolve", "recorders"),
    post("reviews.open_again", "recorders"),
    post("reviews.allow_example", "workers", args={"round_id": "approved_id"}),
    post("reviews.withdraw_example", "workers", args={"round_id": "approved_id"}),
    get("reviews.example", "group", kind="=exercise", ref="approved_ref"),
    get("reviews.training", "managers"),
    post("reviews.training", "managers", 422),  # chosen are nobody
    post("reviews.end_training", "managers"),
    # The statutes.
    get("statutes.index", "group"),
    get("statutes.handed_in", "group", 302, ref="=draft"),
    post("statutes.hand_in", "workers"),
    get("statutes.question", "workers", name="=naam"),
    post("statutes.question", "workers", 422, args={"name": "=naam"}),
    post("statutes.preview", "workers", 200, args={"name": "=naam"}),
    post("statutes.autosave", "workers", 200, args={"name": "=naam"}),
    get("statutes.chapter", "group", ref="=naam"),
    post("statutes.hand_in_chapter", "workers", args={"ref": "=naam"}),
    get("statutes.check", "group"),
    get("statutes.text", "group"),
    post("statutes.make_version", "workers"),
    get("statutes.version", "group"),
    get("statutes.word_file", "group"),
    get("papers.text", "group", paper="=house-rules"),
    get("papers.word_file", "group", paper="=house-rules"),
    get("law_changes.index", "coaches"),
    get("clause_library.index", "coaches"),
    get("clause_library.clause", "coaches", clause="=aftreden"),
    get("clause_library.propose", "coaches", clause="=aftreden"),
    post("clause_library.propose", "coaches", 422, text="Aftreden kan met een brief.", args={"clause": "=aftreden"}),
    get("clause_library.proposal", "coaches", proposal_id="proposal_id"),
    get("clause_library.decide", "managers", proposal_id="proposal_id"),
    post("clause_library.decide", "managers", decision="accept", args={"proposal_id": "proposal_id"}),
    post("clause_library.withdraw", "proposing coach", args={"proposal_id": "proposal_id"}),
    get("versions.compare", "group", other="=1"),
    get("versions.redline_file", "group", other="=1"),
    get("versions.columns_file", "group", other="=1"),
    get("versions.explain", "workers", other="=2", article="=slot"),
    post(
        "versions.explain",
        "workers",
        text="Dit gold alleen bij de oprichting.",
        args={"other": "=2", "article": "=slot"},
    ),
    get("versions.comment", "recorders", clause="=zetel"),
    post("versions.comment", "recorders", text="Waarom Utrecht?", args={"clause": "=zetel"}),
    get("versions.pack_file", "workers"),
    get("versions.step", "workers"),
    post("versions.step", "workers", kind="at-notary", on="2026-11-20"),
    get("versions.put_back", "workers"),
    post("versions.put_back", "workers", 409, revision="0"),  # the draft was changed meanwhile
    get("versions.bring_deed", "workers"),
    post("versions.bring_deed", "workers", 422),
    get("versions.returned", "group"),
    get("versions.returned_file", "group"),
    post("versions.take_over", "workers"),
    # The personal data for the deed: of whom, for who works on it; the values, for the founder with the link alone.
    get("founders.index", "recorders", **BEFORE_DEED),
    get("founders.ask", "coordinator alone", **ASKED_FOUNDER),
    post("founders.ask", "coordinator alone", email="joke@example.org", args=ASKED_FOUNDER),
    post("founders.hand_over", "coordinator alone", 200, args=ASKED_FOUNDER),
    post("founders.withdraw", "coordinator alone", args=ASKED_FOUNDER),
    get("founders.own", "everyone", **OWN),
    post("founders.own", "everyone", surname="De Vries", args=OWN),
    post("founders.remove", "everyone", 200, args=OWN),
    # The register.
    get("register.index", "group"),
    get("register.export", "group", **FORM),
    get("register.show", "group"),
    get("register.admit", "workers"),
    post("register.admit", "workers", 422),
    get("register.resign", "workers"),
    post("register.resign", "workers", noticed_on="2026-11-24"),
    get("register.end", "workers"),
    post("register.end", "workers", 422),
    get("register.correct", "workers", **LEAVER),
    post("register.correct", "workers", note="Vergissing.", args=LEAVER),
    get("register.pay", "workers"),
    post("register.pay", "workers", kind="contribution", amount="10", on="2026-11-24"),
    get("register.apply", "workers"),
    post("register.apply", "workers", 422),
    get("register.bring", "workers"),
    post("register.bring", "workers", 200, text="Naam;Lid sinds\nNoor;2-10-2026"),
    get("register.decide", "workers"),
    post("register.decide", "workers", 422),
    get("register.suspend", "workers"),
    post("register.suspend", "workers", 422),
    get("register.transfer", "workers"),
    post("register.transfer", "workers", 422),
    get("register.change", "workers"),
    post("register.change", "workers", name="Noor Haddad", on="2026-11-24"),
    get("register.votes", "workers"),
    post("register.votes", "workers", 422, votes="2", since="2026-11-24", reason="Oprichter"),
    get("register.account", "coordinators"),
    post("register.account", "coordinators", 422, email="nieuw@example.org"),
    post("register.ask_link_again", "coordinators"),
    post("register.withdraw_link", "coordinators"),
    post("register.unlink", "coordinators"),
    get("register.erase", "workers"),
    post("register.erase", "workers", 422),
    get("register.follow", "workers", **LEAVER),
    post("register.follow", "workers", 422, args=LEAVER),
    get("register.leaving", "workers"),
    get("register.statement", "workers"),
    get("register.trade_list", "workers", 404),
    get("register.own", "keeper"),
    get("register.own_change", "keeper"),
    post("register.own_change", "keeper", name="Noor Haddad", on="2026-11-24"),
    get("register.own_resign", "keeper"),
    post("register.own_resign", "keeper", note="Verhuisd."),
    get("register.own_data", "keeper"),
    get("register.own_statement", "keeper"),
    # Capital.
    get("capital.index", "group"),
    get("capital.pools", "group"),
    get("capital.move_pool", "workers"),
    post("capital.move_pool", "workers", **POOL),
    get("capital.account", "group"),
    get("capital.statement", "group", **FINANCIAL_YEAR),
    get("capital.correct", "workers", number="=1"),
    post("capital.correct", "workers", reason="Vergissing.", args={"number": "=1"}),
    get("capital.begin", "workers"),
    post("capital.begin", "workers", 422, year="2025"),
    get("capital.year", "group", **FINANCIAL_YEAR),
    get("capital.figures", "workers", **FINANCIAL_YEAR),
    post("capital.figures", "workers", **FIGURES, args=FINANCIAL_YEAR),
    get("capital.hours", "workers", **FINANCIAL_YEAR),
    post("capital.hours", "workers", source="Loonkantoor", hours_1="1600", args=FINANCIAL_YEAR),
    get("capital.bring_hours", "workers", **FINANCIAL_YEAR),
    post(
        "capital.bring_hours", "workers", 200, source="Loonkantoor", text="Nummer;Uren\n1;1.600,5", args=FINANCIAL_YEAR
    ),
    get("capital.export", "group", what="=stand", **FORM),
    get("capital.all_statements", "group", **FINANCIAL_YEAR),
    get("capital.work", "workers", **FINANCIAL_YEAR),
    post("capital.work", "workers", employed="3", members_employed="2", args=FINANCIAL_YEAR),
    post("capital.post", "workers", args=FINANCIAL_YEAR),
    get("capital.take_back", "workers", **FINANCIAL_YEAR),
    post("capital.take_back", "workers", 422, reason="Vergissing.", args=FINANCIAL_YEAR),
    get("capital.settle", "workers"),
    post("capital.settle", "workers", 422, basis="artikel 9"),
    get("capital.pay", "workers"),
    post("capital.pay", "workers", 422, kind="surplus", amount="10", on="2026-11-20"),
    get("capital.stress", "group"),
    get("capital.cash", "workers"),
    post("capital.cash", "workers", amount="1000", on="2026-11-20", source="Bank"),
    get("capital.advice", "group"),
    get("register.deed", "group"),
    get("register.founding", "deciders"),
    post("register.founding", "deciders", 422),
    get("register.returned_deed", "deciders"),
    post("register.returned_deed", "deciders", 422),
    get("register.kvk", "deciders"),
    post("register.kvk", "deciders", 422),
    post("register.confirm_deed", "group manager"),
    get("register.refuse_deed", "group manager"),
    post("register.refuse_deed", "group manager", answer="De datum is anders."),
    post("register.withdraw_deed", "proposer"),
    # The board.
    get("register.board", "group"),
    post("register.open_board", "workers"),
    get("register.appoint", "workers"),
    post("register.appoint", "workers", 422),
    get("register.seat", "group"),
    get("register.change_seat", "workers", **OFFICES),
    post(
        "register.change_seat",
        "workers",
        decided_by="bestuur",
        decided_on=TODAY,
        on=TODAY,
        offices="chair",
        args=OFFICES,
    ),
    get("register.seat_account", "coordinators"),
    post("register.seat_account", "coordinators", 422, email="nieuw@example.org"),
    post("register.ask_seat_again", "coordinators"),
    post("register.withdraw_seat_link", "coordinators"),
    post("register.unlink_seat", "coordinators"),
    get("register.erase_seat", "workers"),
    post("register.erase_seat", "workers", 422),
    get("register.own_seat", "keeper"),
    get("register.correct_seat", "workers"),
    post("register.correct_seat", "workers", note="Vergissing."),
    get("register.signing", "group"),
    get("register.proxy", "workers"),
    post("register.proxy", "workers", 422),
    get("register.beneficial_owners", "group"),
    # Duties.
    get("duties.index", "group"),
    get("duties.roles", "group"),
    get("duties.size", "group"),
    get("duties.show", "group"),
    get("duties.mark", "workers"),
    post("duties.mark", "workers", outcome="not-needed", proof="Wij hebben een accountant."),
    post("duties.reopen", "workers"),
    get("duties.extend", "workers"),
    post("duties.extend", "workers", 422),
    get("duties.overview", "coaches"),
    # Notices are public; where they come from is the manager's.
    get("notices.index", "everyone"),
    get("notices.export", "everyone", form="=csv"),
    get("notices.show", "everyone"),
    get("notices.family", "everyone"),
    get("notices.by_ted_number", "everyone", 404, number="=1-2026"),
    get("notices.raw", "coaches"),
    get("notices.organisation", "everyone"),
    get("notices.organisations", "managers"),
    get("notices.merge", "managers"),
    post("notices.merge", "managers", 422),
    post("notices.split", "managers"),
    get("searches.index", "account"),
    get("searches.keep", "account"),
    post("searches.keep", "account", name="Wat open is", pace="weekly"),
    get("searches.show", "keeper"),
    get("searches.change", "keeper"),
    post("searches.change", "keeper", name="Groen hier", pace="none"),
    post("searches.seen", "keeper"),
    post("searches.remove", "keeper"),
    get("searches.subscribe", "everyone"),
    post("searches.subscribe", "everyone", email="iemand@example.org", pace="daily"),
    get("searches.asked", "everyone"),
    get("searches.confirm", "everyone", token="confirm_search_token"),
    post("searches.confirm", "everyone", args={"token": "confirm_search_token"}),
    get("searches.stop", "everyone", token="stop_search_token"),
    post("searches.stop", "everyone", 200, args={"token": "stop_search_token"}),
    get("sources.sources", "managers"),
    get("sources.add_source", "managers"),
    post("sources.add_source", "managers", 422),
    post("sources.confirm_source", "managers", 400),  # nothing was shown to be confirmed
    post("sources.add_ready_made", "managers", args={"kind": "=ted"}),
    get("sources.source", "managers"),
    post("sources.read_source_now", "managers"),
    post("sources.pause_source", "managers"),
    post("sources.resume_source", "managers"),
    get("sources.change_source", "managers"),
    post("sources.change_source", "managers", name="Andere naam"),
    get("sources.delete_source", "managers"),
    post("sources.delete_source", "managers"),
    get("challenges.assess", "everyone"),
    get("challenges.authorities_index", "everyone"),
    get("challenges.authority", "everyone", **AMSTERDAM),
    get("challenges.report", "everyone", **AMSTERDAM),
    post("challenges.report", "everyone", text="Er is een nieuwe verordening.", args=AMSTERDAM),
    get("challenges.desk", "managers"),
    get("challenges.desk_export", "managers"),
    get("challenges.desk_import", "managers"),
    post("challenges.desk_import", "managers", 422),  # without a file
    get("challenges.desk_authority", "managers", **AMSTERDAM),
    get("challenges.desk_regulation", "managers", place="=0", **AMSTERDAM),
    post("challenges.desk_regulation", "managers", args={"place": "=0", **AMSTERDAM}, **RULES),
    post("challenges.desk_put_back", "managers", number="0", version="0", args=AMSTERDAM),
    post("challenges.desk_settle", "managers", args={"report_id": "rules_report_id"}),
    get("challenges.window", "everyone"),
    get("challenges.public_radar", "everyone"),
    get("challenges.window_of_group", "group"),
    post("challenges.put_window_in_agenda", "recorders", gemeente="GM0363", einde="2099-12-31"),
    get("challenges.routes", "group"),
    get("challenges.radar", "group"),
    get("challenges.record_known_contract", "recorders"),
    post("challenges.record_known_contract", "recorders", **KNOWN_CONTRACT),
    get("challenges.correct_known_contract", "recorders"),
    post("challenges.correct_known_contract", "recorders", **KNOWN_CONTRACT),
    post("challenges.remove_known_contract", "recorders"),
    get("challenges.import_known_contracts", "recorders"),
    post("challenges.import_known_contracts", "recorders", **CONTRACT_FILE),
    get("challenges.record_shared_contract", "coaches"),
    post("challenges.record_shared_contract", "coaches", **KNOWN_CONTRACT),
    get("challenges.correct_shared_contract", "any coach"),
    post("challenges.correct_shared_contract", "any coach", **KNOWN_CONTRACT),
    post("challenges.remove_shared_contract", "any coach"),
    get("challenges.import_shared_contracts", "coaches"),
    post("challenges.import_shared_contracts", "coaches", **CONTRACT_FILE),
    # Buyers: what everyone may know, what a group writes down, and what the manager keeps.
    get("challenges.buyers", "everyone"),
    get("challenges.buyer", "everyone", **UTRECHT),
    get("challenges.group_buyers", "group"),
    post("challenges.add_buyer", "recorders", args={"code": "=GM1966"}),
    get("challenges.group_buyer", "group", **UTRECHT),
    post("challenges.drop_buyer", "recorders", args=UTRECHT),
    get("challenges.introduction_letter", "group", **UTRECHT),
    get("challenges.add_buyer_contact", "recorders", **UTRECHT),
    post("challenges.add_buyer_contact", "recorders", name="Jan", args=UTRECHT),
    get("challenges.correct_buyer_contact", "recorders", **UTRECHT),
    post("challenges.correct_buyer_contact", "recorders", name="Ria", args=UTRECHT),
    post("challenges.remove_buyer_contact", "recorders", args=UTRECHT),
    get("challenges.write_buyer_talk", "recorders", **UTRECHT),
    post("challenges.write_buyer_talk", "recorders", **TALK, args=UTRECHT),
    get("challenges.correct_buyer_talk", "recorders", **UTRECHT),
    post("challenges.correct_buyer_talk", "recorders", **TALK, args=UTRECHT),
    post("challenges.remove_buyer_talk", "recorders", args=UTRECHT),
    post("challenges.finish_buyer_talk", "recorders", args=UTRECHT),
    get("challenges.buying_policies", "managers"),
    get("challenges.export_buying_policies", "managers"),
    get("challenges.edit_buying_policy", "managers", **UTRECHT),
    post("challenges.edit_buying_policy", "managers", **POLICY, args=UTRECHT),
    post("challenges.withdraw_buying_policy", "managers"),
    # Finding work and bidding.
    get("watch.profile", "recorders"),
    post("watch.profile", "recorders", 422, description="Wij maaien.", kinds="no-such-kind"),
    get("watch.profiles", "group"),
    get("watch.add_profile", "recorders"),
    post("watch.add_profile", "recorders", name="Kantoren", begins_as="empty"),
    get("watch.one_profile", "recorders"),
    post("watch.one_profile", "recorders", 422, description="Wij maaien.", kinds="no-such-kind"),
    post("watch.look_with_profile", "recorders", stop="1"),
    post("watch.subscribe", "participants"),
    get("watch.mail_preferences", "account"),
    post("watch.mail_preferences", "account"),
    post("watch.undo", "workers"),
    get("watch.remove_profile", "recorders"),
    post("watch.remove_profile", "recorders"),
    get("watch.follow_profile", "group"),
    post("watch.change_profile_address", "group"),
    get("watch.profile_feed", "everyone", token="profile_token", form="=atom"),
    get("watch.webhook", "coordinators"),
    post("watch.webhook", "coordinators", 422, url="http://example.org/"),  # not encrypted
    post("watch.renew_webhook_secret", "coordinators", 200),
    post("watch.switch_webhook", "coordinators", stop="1"),
    get("watch.remove_webhook", "coordinators"),
    post("watch.remove_webhook", "coordinators"),
    get("watch.share_interest", "coordinators"),
    post("watch.share_interest", "coordinators", contact="Noor, 030 1234567"),
    post("watch.stop_sharing_interest", "coordinators"),
    get("watch.who_else", "group"),
    post("watch.show_interest", "workers"),
    get("watch.matches", "group"),
    get("watch.match", "group"),
    post("watch.keep", "workers"),
    post("watch.take_up", "workers"),
    get("watch.why", "group"),
    get("watch.why_notice", "account"),
    get("watch.find_notice", "account"),
    post("watch.fetch_notice", "account", nummer="x"),
    get("watch.learnt", "group"),
    post("watch.let_teach", "workers", weg="1"),
    post("watch.mend", "recorders", bij="woord-erbij:bomen"),
    post("watch.follow", "account"),
    get("watch.enter_request", "workers"),
    post("watch.enter_request", "workers", client="Buurthuis", title="Schoonmaak"),
    get("watch.work_request", "group"),
    post("watch.put_request_aside", "workers"),
    post("bids.start_on_request", "workers"),
    get("watch.dismiss", "workers"),
    post("watch.dismiss", "workers", unsuitable="too-far"),
    get("accounts.stop_mails", "everyone", token="stop_mails_token"),
    post("accounts.stop_mails", "everyone", 200, args={"token": "stop_mails_token"}),
    get("core.stop_together", "everyone", token="stop_together_token"),
    post("core.stop_together", "everyone", 200, args={"token": "stop_together_token"}),
    get("watch.stop_alerts", "everyone", token="stop_token"),
    post("watch.stop_alerts", "everyone", 200, args={"token": "stop_token"}),
    # The right to challenge: the group writes, its coaches read along and judge.
    get("challenges.challenges", "group"),
    get("challenges.begin", "workers"),
    post("challenges.begin", "workers", title="Groen", authority="Gemeente Utrecht", variant="take-over"),
    get("challenges.show", "group"),
    get("challenges.edit", "workers"),
    post("challenges.edit", "workers", title="Groen", authority="Gemeente Utrecht", variant="steer"),
    get("challenges.step", "workers"),
    post("challenges.step", "workers", 422),
    get("challenges.step_back", "workers"),
    post("challenges.step_back", "workers", note="Vergissing.", seen="besluit_afwijzing"),
    post("challenges.seen", "workers"),
    get("challenges.add_case_row", "workers", kind="=now"),
    post("challenges.add_case_row", "workers", args={"kind": "=now"}, label="Maaien", quantity="1", price_cents="10"),
    post("challenges.remove_case_row", "workers"),
    get("challenges.hour_price", "workers"),
    post("challenges.hour_price", "workers", wage="18,50"),
    get("challenges.add_support", "workers", kind="=paper"),
    post("challenges.add_support", "workers", args={"kind": "=paper"}, on_date="2026-11-02", number="12"),
    post("challenges.remove_support", "workers"),
    get("challenges.information", "workers"),
    post("challenges.information", "workers", items="costs", own_words="Hoe vaak?"),
    get("challenges.information_answer", "workers"),
    post("challenges.information_answer", "workers", 422),
    get("challenges.plan", "workers"),
    post("challenges.plan", "workers", risks="Regen."),
    post("challenges.document", "recorders", 200, args={"kind": "=plan"}),
    get("challenges.decision", "workers"),
    post("challenges.decision", "workers", decision="Nee.", reasons="", formal="unknown"),
    get("challenges.agreements", "workers"),
    post("challenges.agreements", "workers", result="Schoon."),
    get("challenges.score", "guides"),
    post("challenges.score", "guides", **SCORES),
    get("challenges.support_page", "workers"),
    post("challenges.support_page", "workers", what="Maaien.", who="Wij.", why="Daarom.", is_open="y"),
    get("challenges.signatures_file", "workers"),
    get("challenges.support", "everyone", token="support_token"),
    post("challenges.support", "everyone", args={"token": "support_token"}, name="Noor", email="n@example.org"),
    get("challenges.support_asked", "everyone", token="support_token"),
    get("challenges.confirm_signature", "everyone", token="confirm_signature_token"),
    post("challenges.confirm_signature", "everyone", args={"token": "confirm_signature_token"}),
    get("challenges.remove_signature", "everyone", token="remove_signature_token"),
    post("challenges.remove_signature", "everyone", args={"token": "remove_signature_token"}),
    get("bids.index", "group"),
    post("bids.start", "workers"),
    post("bids.put_on_board", "workers"),
    post("bids.start_on_challenge", "workers"),
    post("bids.move", "workers", stage="withdrawn", seen="writing"),
    get("bids.decide", "workers"),
    post("bids.decide", "workers", hours="yes", do="save"),
    get("bids.tasks", "group"),
    get("bids.add_task", "workers"),
    post("bids.add_task", "workers", words="Bel de buurt"),
    get("bids.correct_task", "workers"),
    post("bids.correct_task", "workers", due_on=TODAY),
    post("bids.remove_task", "workers"),
    post("bids.plan_anew", "workers"),
    get("bids.show", "group"),
    post("bids.tick", "workers", args={"key": "task"}, done="1"),
    post("bids.lots", "workers"),
    get("bids.requirements", "group"),
    post("bids.propose_from_notice", "workers"),
    get("bids.add_requirement", "workers"),
    post("bids.add_requirement", "workers", kind="award", text="Plan van aanpak"),
    get("bids.edit_requirement", "workers"),
    post("bids.edit_requirement", "workers", kind="requirement", text="Maai zonder gif of benzine."),
    post("bids.finish_requirement", "workers", done="1"),
    post("bids.drop_requirement", "workers"),
    post("bids.take_new_words", "workers"),
    get("bids.proposals", "group"),
    post("bids.decide_proposals", "workers", do="confirm-all", soort="requirement"),
    get("bids.buyer_files", "group"),
    post("bids.bring_files", "workers", 422),
    get("bids.fetch_buyer_file", "group", file_id="buyer_file_id"),
    post("bids.say_prices", "workers", args={"file_id": "buyer_file_id"}, **{"is": "yes"}),
    get("bids.remove_buyer_file", "workers", file_id="buyer_file_id"),
    post("bids.remove_buyer_file", "workers", args={"file_id": "buyer_file_id"}),
    get("bids.road", "workers"),
    post("bids.road", "workers", 422, road="ask"),
    get("bids.invitation", "workers"),
    post("bids.invitation", "workers", 422),
    post("bids.take_invitation_back", "workers"),
    get("bids.stage", "workers"),
    post("bids.stage", "workers", 422),
    get("bids.documents", "group"),
    post("bids.make_documents", "workers"),
    get("bids.document", "group"),
    get("bids.document_pdf", "group"),
    get("bids.documents_archive", "group", readers="=opdrachtgever"),
    get("bids.price", "group"),
    get("bids.price_terms", "workers"),
    post("bids.price_terms", "workers", hour_cents="46,50", vat_hundredths="21"),
    get("bids.add_price_line", "workers"),
    post("bids.add_price_line", "workers", kind="hours", what="Snoeien", quantity_hundredths="20"),
    get("bids.price_line", "workers"),
    post("bids.price_line", "workers", kind="hours", what="Maaien", quantity_hundredths="40"),
    post("bids.remove_price_line", "workers"),
    get("bids.looks", "managers"),
    get("bids.put_look", "managers"),
    post("bids.put_look", "managers", 422),
    post("bids.put_look_back", "managers"),
    get("bids.look_sample", "managers"),
    get("bids.add_template", "managers"),
    post("bids.add_template", "managers", 422),
    post("bids.use_template", "managers", in_use="1"),
    get("bids.template_file", "managers"),
    post("bids.remove_template", "managers"),
    get("bids.declarations", "group"),
    post("bids.begin_declaration", "workers"),
    post("bids.put_declaration_request", "workers"),
    post("bids.remove_declaration_request", "workers"),
    get("bids.declaration", "group"),
    get("bids.declaration_part", "group", part="=bidder"),
    post("bids.answer_part", "workers", args={"part": "=bidder"}, version="0", city="Utrecht"),
    post("bids.keep_part", "workers", 200, args={"part": "=bidder"}, version="0", city="Utrecht"),
    get("bids.declare_grounds", "workers"),
    post("bids.declare_grounds", "workers", 422),
    post("bids.take_back_grounds", "workers"),
    post("bids.no_proof_online", "workers"),
    post("bids.hand_over_declaration", "workers"),
    get("bids.declaration_xml", "group"),
    get("bids.declaration_word", "group"),
    get("bids.together", "group"),
    get("bids.add_partner", "workers"),
    post("bids.add_partner", "workers", name="Hoveniers B.V.", role="subcontractor"),
    get("bids.change_partner", "workers"),
    post("bids.change_partner", "workers", name="Jansen B.V.", role="subcontractor", revision="0"),
    get("bids.withdraw_partner", "workers"),
    post("bids.withdraw_partner", "workers"),
    get("bids.ask_partner_again", "workers"),
    post("bids.ask_partner_again", "workers", 422),
    get("bids.note_consent", "workers"),
    post("bids.note_consent", "workers", revision="0", asked_on=TODAY),
    get("bids.share_contract", "workers"),
    post("bids.share_contract", "workers"),
    get("bids.share_out", "workers"),
    post("bids.share_out", "workers", 422),
    get("bids.joint_document", "group", document="=verklaring"),
    get("bids.partner_document", "group", document="=volmacht"),
    get("bids.joint_bids", "group"),
    get("bids.joining", "group", **JOINED),
    post("bids.answer_invitation", "workers", args=JOINED, do="yes", revision="0"),
    get("bids.shared_document", "group", document="=overeenkomst", **JOINED),
    get("bids.own_document", "group", document="=volmacht", **JOINED),
    get("questions.waiting", "coaches"),
    get("questions.index", "group"),
    get("questions.ask", "recorders"),
    post("questions.ask", "recorders", subject="Prijs", text="Hoe rekenen wij reistijd?"),
    get("questions.show", "group"),
    post("questions.show", "group", {"observer": 200, "else": 302}, text="Reistijd is werktijd."),
    post("questions.settle", "recorders"),
    # Partnerships of government and neighbourhood.
    get("partnerships.public_index", "everyone", **HERE),
    get("partnerships.index", "neighbours", **HERE),
    get("partnerships.begin", "builders", **HERE),
    post("partnerships.begin", "builders", args=HERE, title="Buurtkeuken", task="Samen koken."),
    get("partnerships.show", "neighbours", **TOGETHER),
    get("partnerships.versions", "neighbours", **TOGETHER),
    get("partnerships.in_word", "neighbours", **TOGETHER),
    get("partnerships.propose", "builders", part="=wat", **TOGETHER),
    post("partnerships.propose", "builders", args={**TOGETHER, "part": "=wat"}, task="Het plein.", result="Een 7."),
    get("partnerships.add_party", "builders", **TOGETHER),
    post("partnerships.add_party", "builders", args=TOGETHER, kind="people", name="De straat"),
    get("partnerships.change_party", "builders", **CITY_PARTY),
    post("partnerships.change_party", "builders", args=CITY_PARTY, name="Gemeente", role="both", signs="burgemeester"),
    post("partnerships.remove_party", "builders", args=CITY_PARTY),
    get("partnerships.bring_in", "builders", **TOGETHER),
    post("partnerships.bring_in", "builders", 422, args=TOGETHER, what="Contactpersoon"),
    post("partnerships.leave_out", "builders", args={**TOGETHER, "key": "=1"}),
    get("partnerships.note_yes", "drivers", **CITY_PARTY),
    post("partnerships.note_yes", "drivers", args=CITY_PARTY, **NOTED_YES),
    post("partnerships.take_back_yes", "drivers", args=CITY_PARTY),
    get("partnerships.link", "builders", **TOGETHER),
    post("partnerships.link", "builders", args=TOGETHER, commitment=""),
    post("partnerships.publish", "drivers", args=TOGETHER),
    post("partnerships.withdraw", "drivers", args=TOGETHER),
    get("partnerships.end", "drivers", **TOGETHER),
    post("partnerships.end", "drivers", args=TOGETHER, ended_on=TODAY, why="Klaar."),
    get("partnerships.of_group", "group"),
    get("partnerships.begin_from_challenge", "coordinators"),
    post("partnerships.begin_from_challenge", "coordinators", 422),
    get("partnerships.show_to_group", "group", **GROUP_TOGETHER),
    get("partnerships.versions_for_group", "group", **GROUP_TOGETHER),
    get("partnerships.word_for_group", "group", **GROUP_TOGETHER),
    get("partnerships.propose_for_group", "coordinators", part="=stoppen", **GROUP_TOGETHER),
    post(
        "partnerships.propose_for_group", "coordinators", args={**GROUP_TOGETHER, "part": "=stoppen"}, notice_months="3"
    ),
    get("partnerships.say_yes", "coordinators", **GROUP_TOGETHER),
    post("partnerships.say_yes", "coordinators", args=GROUP_TOGETHER, seen="4"),
    # The five steps of a neighbourhood.
    get("steps.index", "neighbours", **HERE),
    post("steps.again", "drivers", args={**HERE, "name": "=netwerk"}),
    post("steps.finish_map", "drivers", args=HERE),
    get("steps.commitments", "neighbours", **HERE),
    get("steps.word_report", "neighbours", **HERE),
    get("steps.sheet", "neighbours", **HERE),
    get("steps.public_commitments", "everyone", **HERE),
    post("steps.publish", "drivers", args=HERE),
    post("steps.withdraw", "drivers", args=HERE),
    get("steps.promise", "builders", **HERE),
    post("steps.promise", "builders", args=HERE, **PROMISE),
    get("steps.commitment", "neighbours", **PROMISED),
    get("steps.change_commitment", "builders", **PROMISED),
    post("steps.change_commitment", "builders", args=PROMISED, **PROMISE),
    get("steps.hear", "builders", **PROMISED),
    post("steps.hear", "builders", args=PROMISED, **NEWS),
    get("steps.proof_file", "neighbours", **AT_ENTRY),
    get("steps.second", "builders", **PROMISED),
    post("steps.second", "builders", args=PROMISED, **SECONDED),
    get("steps.change_secondment", "builders", **PROMISED),
    post("steps.change_secondment", "builders", args=PROMISED, **SECONDED),
    get("steps.appoint", "builders", **PROMISED),
    post("steps.appoint", "builders", args=PROMISED, body="Raad", holder="de buurt", appointed_on="1-9-2026"),
    get("steps.report_from_seat", "builders", **AT_SEAT),
    post("steps.report_from_seat", "builders", args=AT_SEAT, on_date=TODAY, text="Gevraagd."),
    get("steps.correct_seat_report", "builders", **AT_REPORT),
    post("steps.correct_seat_report", "builders", args=AT_REPORT, on_date=TODAY, text="Toch niet."),
    get("steps.assemblies", "neighbours", **HERE),
    get("steps.plan_assembly", "builders", **HERE),
    post("steps.plan_assembly", "builders", args=HERE, **ASSEMBLY),
    get("steps.assembly", "neighbours", **HERE),
    get("steps.change_assembly", "builders", **HERE),
    post("steps.change_assembly", "builders", args=HERE, **ASSEMBLY),
    get("steps.invitation", "neighbours", **HERE),
    get("steps.minutes_in_word", "neighbours", **HERE),
    get("steps.count_in", "builders", **HERE),
    post("steps.count_in", "builders", args=HERE, number="4"),
    post("steps.take_back", "builders", args=HERE),
    get("steps.write_minutes", "builders", **HERE),
    post("steps.write_minutes", "builders", args=HERE, minutes="Er is gesproken."),
    get("steps.decide", "builders", **HERE),
    post("steps.decide", "builders", args=HERE, text="We bouwen.", owner="de groep"),
    get("steps.redecide", "builders", **DECIDED_HERE),
    post("steps.redecide", "builders", args=DECIDED_HERE, text="We mailen.", owner="de groep"),
    post("steps.finish", "builders", args={**DECIDED_HERE, "how": "=gedaan"}),
    get("steps.tree", "neighbours", **HERE),
    get("steps.hang", "builders", **HERE),
    post("steps.hang", "builders", args=HERE, kind="cause", text="Hoge huur"),
    get("steps.rehang", "builders", **HERE),
    post("steps.rehang", "builders", args=HERE, kind="harm", text="Leegstand"),
    post("steps.prune", "builders", args={**HERE, "how": "=weg"}),
    get("steps.dreams", "neighbours", **HERE),
    get("steps.plan_evening", "builders", **HERE),
    post("steps.plan_evening", "builders", args=HERE, **EVENING),
    get("steps.change_evening", "builders", **HERE),
    post("steps.change_evening", "builders", args=HERE, **EVENING),
    get("steps.write_card", "builders", **HERE),
    post("steps.write_card", "builders", args=HERE, title="Naaiatelier", text="Samen naaien."),
    get("steps.card", "neighbours", **HERE),
    get("steps.change_card", "builders", **HERE),
    post("steps.change_card", "builders", args=HERE, title="Keuken", text="Samen koken."),
    get("steps.picture", "neighbours", **HERE),
    get("steps.combine", "builders", **HERE),
    post("steps.combine", "builders", 422, args=HERE, title="Samen", text="Beide."),
    post("steps.start_group", "builders", args=HERE),
    get("steps.open_vote", "drivers", **HERE),
    post("steps.open_vote", "drivers", 422, args=HERE, title="Nog een?", dots="3", last_day=LATER),  # one is open
    get("steps.give_dots", "builders", **HERE),
    post("steps.give_dots", "builders", args=HERE),
    post("steps.close_vote", "drivers", args=HERE),
    get("steps.network", "neighbours", **HERE),
    get("steps.add_anchor", "builders", **HERE),
    post("steps.add_anchor", "builders", args=HERE, name="De School", kind="school", contact="directeur"),
    get("steps.anchor", "neighbours", **HERE),
    get("steps.change_anchor", "builders", **HERE),
    post("steps.change_anchor", "builders", args=HERE, name="De Brug", kind="housing", contact="inkoop"),
    post("steps.take_to_register", "builders", args=HERE),
    get("steps.write_talk", "builders", **HERE),
    post("steps.write_talk", "builders", args=HERE, on_date="1-9-2026", with_whom="inkoop", result="Denkt na."),
    # Neighbourhoods: who takes part, groups, buildings, the story, and what is public.
    get("neighbourhood.index", "account"),
    get("neighbourhood.start", "managers"),
    post("neighbourhood.start", "managers", name="Kanaalwijk", municipality="Utrecht"),
    get("neighbourhood.show", "neighbours", **HERE),
    get("neighbourhood.change", "drivers", **HERE),
    post("neighbourhood.change", "drivers", args=HERE, name="Zonnewijk-Oost", municipality="Utrecht"),
    get("neighbourhood.people", "neighbours", **HERE),
    get("neighbourhood.invite", "drivers", **HERE),
    post("neighbourhood.invite", "drivers", args=HERE, name="Noor", email="noor@example.org", role="participant"),
    post("neighbourhood.send_invitation_again", "drivers", args=ASKED_NEIGHBOUR),
    post("neighbourhood.withdraw_invitation", "drivers", args=ASKED_NEIGHBOUR),
    get("neighbourhood.person", "drivers", **NEIGHBOUR),
    post("neighbourhood.person", "drivers", args=NEIGHBOUR, role="driver"),
    post("neighbourhood.end_person", "drivers", args=NEIGHBOUR),
    get("neighbourhood.leave", "builders", **HERE),
    post("neighbourhood.leave", "builders", {"coordinator": 422, "else": 302}, args=HERE),  # the last driver stays
    get("neighbourhood.groups", "neighbours", **HERE),
    get("neighbourhood.ask_group", "drivers", **HERE),
    post("neighbourhood.ask_group", "drivers", args=HERE, name="Groep Anders"),
    post("neighbourhood.stop_group", "drivers", args=HERE),
    get("neighbourhood.of_group", "group"),
    get("neighbourhood.answer", "coordinators"),
    post("neighbourhood.answer", "coordinators", agrees="yes"),
    get("neighbourhood.buildings", "neighbours", **HERE),
    get("neighbourhood.add_building", "builders", **HERE),
    post("neighbourhood.add_building", "builders", args=HERE, **BUILDING),
    get("neighbourhood.building", "neighbours", **HERE),
    get("neighbourhood.change_building", "builders", **HERE),
    post("neighbourhood.change_building", "builders", args=HERE, **BUILDING),
    get("neighbourhood.remove_building", "drivers", **HERE),
    post("neighbourhood.remove_building", "drivers", args=HERE),
    get("neighbourhood.say", "builders", **ABOUT),
    post("neighbourhood.say", "builders", args=ABOUT, **SAID),
    post("neighbourhood.take_back", "builders", args=HERE),
    get("neighbourhood.story", "neighbours", **HERE),
    get("neighbourhood.write_story", "builders", **HERE),
    post("neighbourhood.write_story", "builders", args=HERE, text="Hier komt een werkplaats."),
    post("neighbourhood.put_story_back", "builders", args={**HERE, "revision": "=1"}),
    get("neighbourhood.story_versions", "neighbours", **HERE),
    get("neighbourhood.publish", "drivers", **HERE),
    post("neighbourhood.publish", "drivers", args=HERE, do="publish", seen="1"),
    get("neighbourhood.public_index", "everyone"),
    get("neighbourhood.public_page", "everyone", **HERE),
    # Chances of a neighbourhood.
    get("chances.index", "neighbours", **HERE),
    get("chances.sheet", "neighbours", **HERE),
    get("chances.write", "builders", **HERE),
    post("chances.write", "builders", args=HERE, **CHANCE_TEXT),
    get("chances.chance", "neighbours", **CHANCE),
    get("chances.change", "builders", **CHANCE),
    post("chances.change", "builders", args=CHANCE, **CHANCE_TEXT),
    get("chances.move", "builders", **CHANCE),
    post("chances.move", "builders", args=CHANCE, state="exploring", news="Er is een ruimte."),
    post("chances.start_group", "builders", args=CHANCE),
    post("chances.show", "drivers", args=CHANCE),
    post("chances.hide", "drivers", args=CHANCE),
    get("chances.proposals", "neighbours", **HERE),
    post("chances.take", "builders", args=HERE, key="leak:energie"),
    get("chances.demand", "neighbours", **HERE),
    get("chances.offer", "neighbours", **HERE),
    get("chances.public_chances", "everyone", **HERE),
    get("powermap.index", "neighbours", **HERE),
    get("powermap.export", "neighbours", **HERE, form="=csv"),
    get("powermap.add_actor", "builders", **HERE),
    post("powermap.add_actor", "builders", args=HERE, **POWER_NAME),
    get("powermap.change_actor", "builders", **POWER_ACTOR),
    post("powermap.change_actor", "builders", args=POWER_ACTOR, **POWER_NAME),
    post("powermap.remove_actor", "builders", args=POWER_ACTOR),
    get("powermap.relations", "neighbours", **HERE),
    get("powermap.add_relation", "builders", **HERE),
    post("powermap.add_relation", "builders", args=HERE, **POWER_TIE),
    get("powermap.change_relation", "builders", **POWER_RELATION),
    post("powermap.change_relation", "builders", args=POWER_RELATION, **POWER_TIE),
    post("powermap.remove_relation", "builders", args=POWER_RELATION),
    get("powermap.proposals", "neighbours", **HERE),
    get("powermap.add_proposal", "builders", **HERE),
    post("powermap.add_proposal", "builders", args=HERE, text="Een buurtkeuken"),
    get("powermap.proposal", "neighbours", **POWER_PROPOSAL),
    get("powermap.change_proposal", "builders", **POWER_PROPOSAL),
    post("powermap.change_proposal", "builders", args=POWER_PROPOSAL, text="Een buurtkeuken"),
    post("powermap.remove_proposal", "builders", args=POWER_PROPOSAL),
    get("powermap.position", "builders", **POWER_POSITION),
    post("powermap.position", "builders", args=POWER_POSITION, stance="against", **POWER_SAID),
    get("powermap.bring", "builders", **HERE),
    post("powermap.bring", "builders", args=HERE, **POWER_SHEET),
    get("powermap.versions", "neighbours", **HERE),
    get("powermap.keep_version", "builders", **HERE),
    post("powermap.keep_version", "builders", args=HERE, title="Tweede"),
    get("powermap.version", "neighbours", **POWER_VERSION),
    post("powermap.remove_version", "drivers", args=POWER_VERSION),
    get("indicators.index", "neighbours", **HERE),
    get("indicators.export", "neighbours", **HERE, form="=docx"),
    get("indicators.frozen", "neighbours", **HERE, number="figure_snapshot"),
    get("indicators.enter", "drivers", **HERE),
    post("indicators.enter", "drivers", args=HERE, **FIGURE),
    get("indicators.take_back", "drivers", **FIGURE_ENTRY),
    post("indicators.take_back", "drivers", args=FIGURE_ENTRY, reason="Dubbel geteld."),
    get("indicators.freeze", "drivers", **HERE),
    post("indicators.freeze", "drivers", 422, args=HERE, period="1999"),
    post("indicators.publish", "drivers", args=HERE, shown="yes"),
    get("indicators.public_place", "everyone", **HERE),
    get("indicators.public_all", "everyone"),
    get("indicators.elsewhere", "everyone"),
    get("indicators.overall", "managers"),
    get("indicators.overall_sheet", "managers"),
    get("indicators.freeze_all", "managers"),
    post("indicators.freeze_all", "managers", 422, period="1999"),
    post("indicators.publish_all", "managers", shown="yes"),
    get("anchors.index", "neighbours", **HERE),
    get("anchors.scoreboard", "neighbours", **HERE),
    post("anchors.publish", "drivers", args=HERE, shown="no"),
    get("anchors.published", "everyone", **HERE),
    get("anchors.add_anchor", "builders", **HERE),
    post("anchors.add_anchor", "builders", args=HERE, **ANCHOR_NAME),
    get("anchors.anchor", "neighbours", **ANCHOR),
    get("anchors.change_anchor", "builders", **ANCHOR),
    post("anchors.change_anchor", "builders", args=ANCHOR, **ANCHOR_NAME),
    post("anchors.remove_anchor", "drivers", args=ANCHOR),
    get("anchors.add_part", "builders", **ANCHOR_KIND),
    post("anchors.add_part", "builders", args=ANCHOR_KIND, **ANCHOR_JOB),
    get("anchors.change_part", "builders", **ANCHOR_PART),
    post("anchors.change_part", "builders", args=ANCHOR_PART, **ANCHOR_JOB),
    post("anchors.remove_part", "builders", args=ANCHOR_PART),
    get("anchors.bring", "builders", **ANCHOR),
    post("anchors.bring", "builders", 200, args=ANCHOR, **ANCHOR_FILE),
    get("anchors.spend", "neighbours", **ANCHOR_LIST),
    post("anchors.remove_list", "drivers", args=ANCHOR_LIST),
    get("anchors.mark_category", "builders", **ANCHOR_CATEGORY),
    post("anchors.mark_category", "builders", args=ANCHOR_CATEGORY, reach="free", **ANCHOR_SAID),
    get("anchors.survey", "builders", **ANCHOR_LIST),
    post("anchors.survey", "builders", args=ANCHOR_LIST, **ANCHOR_SURVEY),
    get("anchors.write_letter", "neighbours", **ANCHOR, ask="=lijst"),
    get("anchors.word_analysis", "neighbours", **ANCHOR_LIST),
    get("anchors.sheet_analysis", "neighbours", **ANCHOR_LIST),
    # Who wants to begin, cohorts, sessions, and what coaches write down.
    get("cohorts.apply", "everyone"),
    post("cohorts.apply", "everyone", 422),
    get("cohorts.applied", "everyone"),
    get("cohorts.intakes", "coaches"),
    get("cohorts.intake", "coaches"),
    post("cohorts.intake", "coaches", notes="Gebeld."),
    get("cohorts.answer_intake", "coaches", decision="=later"),
    post(
        "cohorts.answer_intake",
        "coaches",
        subject="Later",
        text="Nu is er geen plaats.",
        seen="new",
        args={"decision": "=later"},
    ),
    get("cohorts.accept_intake", "coaches"),
    post("cohorts.accept_intake", "coaches", name="De Portiek", seen="new"),
    get("cohorts.index", "coaches"),
    get("cohorts.begin", "managers"),
    post("cohorts.begin", "managers", name="Lente 2027"),
    get("cohorts.show", "guides"),
    get("cohorts.change", "group manager"),
    post("cohorts.change", "group manager", name="Herfst 2026"),
    get("cohorts.groups", "group manager"),
    post("cohorts.groups", "group manager"),
    get("cohorts.write", "guides"),
    post("cohorts.write", "guides", subject="Welkom", text="Tot dinsdag.", step="send"),
    get("cohorts.divide", "guides"),
    post("cohorts.divide", "guides"),
    get("cohorts.plan_with_peers", "workers"),
    post("cohorts.plan_with_peers", "workers", **SESSION),
    post("cohorts.be_contact", "participants", shown="y"),
    get("cohorts.of_group", "group"),
    get("cohorts.plan_for_cohort", "guides"),
    post("cohorts.plan_for_cohort", "guides", **SESSION),
    get("cohorts.plan_for_group", "guides"),
    post("cohorts.plan_for_group", "guides", **SESSION),
    get("cohorts.gathering", "group"),
    get("cohorts.calendar", "group"),
    get("cohorts.change_gathering", "guides"),
    post("cohorts.change_gathering", "guides", **SESSION),
    get("cohorts.cancel_gathering", "guides"),
    post("cohorts.cancel_gathering", "guides"),
    get("cohorts.attendance", "guides", 302),  # the session is still to come
    post("cohorts.attendance", "guides", 422),
    get("cohorts.report", "guides"),
    post("cohorts.report", "guides", report="Uurprijs wordt 38 euro."),
    get("cohorts.bring_material", "guides"),
    post("cohorts.bring_material", "guides", url="https://example.org/lezen"),
    get("cohorts.fetch_material", "group"),
    post("cohorts.remove_material", "guides"),
    get("cohorts.contact", "group"),
    get("cohorts.write_contact", "guides"),
    post("cohorts.write_contact", "guides", **CONTACT),
    get("cohorts.correct_contact", "guides"),
    post("cohorts.correct_contact", "guides", **CONTACT),
    post("cohorts.remove_contact", "guides"),
    post("cohorts.follow_up", "guides"),
    get("cohorts.follow_ups", "coaches"),
    get("cohorts.note", "guides"),
    post("cohorts.note", "guides", text="Rustig aan."),
    get("cohorts.hours", "coaches"),
    get("cohorts.export_hours", "coaches", form="=csv"),
    get("cohorts.certificates", "guides"),
    get("cohorts.certificate_of_group", "guides"),  # a lesson was approved
    get("cohorts.certificate_of_person", "guides", user_id="member_id"),
    get("bids.sections", "group"),
    post("bids.make_sections", "workers"),
    get("bids.own_section", "workers"),
    post("bids.own_section", "workers", title="Over ons"),
    get("bids.section", "group"),
    post("bids.section", "workers", what="Wij maaien.", view="", proof="", revision="2"),
    post("bids.autosave_section", "workers", 200, what="Wij maaien.", view="", proof="", revision="2"),
    get("bids.section_terms", "workers"),
    post("bids.section_terms", "workers", title="Wie wij zijn", page_limit="2"),
    get("bids.section_amount", "workers"),
    post("bids.section_amount", "workers", reason="Leidraad, bladzijde 12."),
    post("bids.move_section", "workers", to="down"),
    post("bids.remove_section", "workers"),
    get("bids.section_versions", "group"),
    post("bids.put_back_section", "workers", seen="2", args=VERSION),
    get("bids.comment_section", "recorders"),
    post("bids.comment_section", "recorders", text="Mooi."),
    get("bids.section_answers", "workers"),
    post("bids.use_answer", "workers", ref="answer:1", part="what"),
    post("bids.keep_answer", "workers", args={"part": "=what"}),
    get("bids.handed_in", "group", 302, ref="=1-2"),
    get("bids.plan_to_coach", "workers"),
    post("bids.plan_to_coach", "workers"),
    get("bids.section_to_coach", "workers"),
    post("bids.section_to_coach", "workers"),
    post("bids.take_plan_back", "workers"),
    post("bids.take_section_back", "workers"),
    get("bids.answers", "group"),
    get("bids.add_answer", "workers", kind="=text"),
    post("bids.add_answer", "workers", title="Snoeien", body="Wij snoeien.", args={"kind": "=text"}),
    get("bids.answer", "group"),
    post("bids.answer", "workers", title="Maaien", body="Wij maaien netjes."),
    post("bids.verify_answer", "workers"),
    post("bids.remove_answer", "workers"),
    get("bids.answer_file", "group", answer_id="paper_id"),
    get("bids.check_bid", "group"),
    get("bids.submit", "workers"),
    post("bids.submit", "workers", when="now", place="TenderNed", reference="T-1"),
    get("bids.submission", "group", **HANDED_IN),
    get("bids.submitted_file", "group", file_id="submitted_file_id", **HANDED_IN),
    get("bids.take_submission_back", "workers", **HANDED_IN),
    post("bids.take_submission_back", "workers", reason="Verkeerd bestand.", args=HANDED_IN),
    get("bids.contracts", "group"),
    get("bids.record_contract", "recorders"),
    post("bids.record_contract", "recorders", name="Tuinen", client="Woonzorg", agreed_on="2026-10-01"),
    get("bids.correct_contract", "recorders"),
    post("bids.correct_contract", "recorders", name="Tuinen", client="Woonzorg", agreed_on="2026-10-02"),
    post("bids.extend_contract", "recorders", seen=""),
    post("bids.remove_contract", "recorders"),
    post("bids.propose_reference", "recorders"),
    get("bids.questions", "group"),
    get("bids.add_question", "workers"),
    post("bids.add_question", "workers", text="Mag het ook digitaal?", ours="yes", requirement_id=""),
    get("bids.change_question", "workers"),
    post("bids.change_question", "workers", text="Mag het nog later?", ours="yes", requirement_id=""),
    post("bids.remove_question", "workers"),
    post("bids.send_questions", "workers", sent_on="2026-11-02"),
    get("bids.questions_document", "group"),
    get("bids.answer_question", "workers"),
    post("bids.answer_question", "workers", answer="Ja.", answered_on="2026-11-02", answer_file_id=""),
    get("bids.add_effect", "workers"),
    post("bids.add_effect", "workers", kind="other", note="De bijlage is nieuw", requirement_id="", section_id=""),
    post("bids.settle_effect", "workers", done="1"),
    get("bids.corrections", "group"),
    post("bids.take_over", "workers"),
    post("bids.stop_cancelled", "workers"),
    get("bids.after", "group"),
    get("bids.decision", "workers", **DECIDED),
    post("bids.decision", "workers", args=DECIDED, outcome="lost", sent_on=TODAY, winner="Groen BV", reason=""),
    get("bids.add_score", "workers", **DECIDED),
    post("bids.add_score", "workers", args=DECIDED, criterion="Prijs", lot="", ours="12,5", most="50"),
    get("bids.change_score", "workers", **DECIDED),
    post("bids.change_score", "workers", args=DECIDED, criterion="Kwaliteit", lot="", ours="31", most="50"),
    post("bids.remove_score", "workers", args=DECIDED),
    get("bids.withdraw_decision", "workers", **DECIDED),
    post("bids.withdraw_decision", "workers", args=DECIDED, withdrawn_on=TODAY, because="Fout in de telling"),
    post("bids.undo_decision", "workers", args=WON),
    get("bids.sign_agreement", "workers", **WON),
    post("bids.sign_agreement", "workers", args=WON, agreed_on=TODAY),
    post("bids.ask_reasons", "workers", args=DECIDED, asked_on=TODAY),
    get("bids.reasons_document", "group", **DECIDED),
    get("bids.objection_document", "group", **DECIDED),
    get("bids.lesson", "workers"),
    post("bids.lesson", "workers", note="Eerder beginnen", revision="0"),
    get("bids.missed", "workers"),
    post("bids.missed", "workers", 422, happened="no", lesson="Te druk"),
    get("bids.results", "group"),
    get("bids.results_file", "group"),
    get("bids.all_results", "managers"),
    get("bids.all_results_file", "managers"),
    # Land and buildings in common ownership.
    get("estate.public_page", "everyone", **PLACE),
    get("estate.register", "neighbours", **PLACE),
    get("estate.add", "builders", **PLACE),
    post("estate.add", "builders", args=PLACE, **ESTATE_TERMS),
    get("estate.show", "neighbours", **ESTATE),
    get("estate.change", "builders", **ESTATE),
    post("estate.change", "builders", args=ESTATE, **ESTATE_TERMS),
    get("estate.say", "builders", **ESTATE, subject="=eigenaar"),
    post("estate.say", "builders", args={**ESTATE, "subject": "=eigenaar"}, **OWNED_BY),
    post("estate.take_back", "builders", args={**PLACE, "said_id": "estate_statement_id"}),
    get("estate.hear", "builders", **ESTATE),
    post("estate.hear", "builders", args=ESTATE, title="Brief", on_date=TODAY, source="Gemeente"),
    get("estate.document", "neighbours", **PLACE, paper_id="estate_event_id"),
    get("estate.sheet", "neighbours", **PLACE),
    get("estate.publish", "drivers", **PLACE),
    post("estate.publish", "drivers", args=PLACE, with_prices="y"),
    post("estate.withdraw", "drivers", args=PLACE),
    # The solidarity fund between cooperatives.
    get("solidarity.public_page", "everyone", **PLACE),
    get("solidarity.show", "neighbours", **PLACE),
    get("solidarity.start", "drivers", **PLACE),
    post("solidarity.start", "drivers", 422, args=PLACE, name="De Tweede"),  # there is one already
    get("solidarity.rename", "drivers", **PLACE),
    post("solidarity.rename", "drivers", args=PLACE, name="De Pot"),
    get("solidarity.rules", "neighbours", **PLACE),
    get("solidarity.record_rules", "drivers", **PLACE),
    post(
        "solidarity.record_rules",
        "drivers",
        422,  # cooperatives take part: they vote
        args=PLACE,
        **AGREEMENT,
        applies_from=TODAY,
        decided_on=TODAY,
        decided_by="vergadering",
    ),
    get("solidarity.propose_rules", "signers", **PLACE),
    post("solidarity.propose_rules", "signers", args=PLACE, **AGREEMENT, applies_from=NEXT_WEEK),
    post("solidarity.publish", "drivers", args=PLACE),
    post("solidarity.withdraw", "drivers", args=PLACE),
    get("solidarity.join", "builders", **PLACE),
    post("solidarity.join", "builders", 422, args=PLACE, group="1", **FUND_ACT),  # it takes part already
    get("solidarity.member", "builders", **FUND_MEMBER),
    get("solidarity.leave", "signers", **FUND_MEMBER),
    post(
        "solidarity.leave",
        "signers",
        args=FUND_MEMBER,
        leaves_on=(clock.today() + timedelta(days=200)).isoformat(),
        **FUND_ACT,
    ),
    get("solidarity.answer_ratio", "signers", **FUND_MEMBER),
    post("solidarity.answer_ratio", "signers", args=FUND_MEMBER, answer="unknown"),
    get("solidarity.contribute", "signers", **FUND_MEMBER),
    post(
        "solidarity.contribute",
        "signers",
        args=FUND_MEMBER,
        year="2020",
        cents="600",
        paid_on=TODAY,
        proof="afschrift",
    ),
    post("solidarity.take_back", "signers", args=PLACE),
    get("solidarity.questions", "builders", **PLACE),
    get("solidarity.ask", "signers", **FUND_MEMBER),
    post(
        "solidarity.ask",
        "signers",
        args=FUND_MEMBER,
        why="Dak lekt",
        kind="money",
        cents="500",
        returns="gift",
        closes_on=NEXT_WEEK,
    ),
    get("solidarity.question", "builders", **FUND_QUESTION),
    post("solidarity.vote", "signers", args=FUND_QUESTION, voter="1", choice="no"),
    get("solidarity.pay", "signers", **FUND_SUPPORT),
    post("solidarity.pay", "signers", args=FUND_SUPPORT, **FUND_PAYMENT),
    get("solidarity.repay", "signers", **FUND_SUPPORT),
    post("solidarity.repay", "signers", args=FUND_SUPPORT, **FUND_PAYMENT),
    get("solidarity.people", "builders", **PLACE),
    get("solidarity.lend", "signers", **FUND_MEMBER),
    post("solidarity.lend", "signers", args=FUND_MEMBER, **LENT),
    get("solidarity.loan", "builders", **PEOPLE_LOAN),
    get("solidarity.change_loan", "signers", **PEOPLE_LOAN),
    post("solidarity.change_loan", "signers", args=PEOPLE_LOAN, **LENT),
    post("solidarity.agree", "signers", args=PEOPLE_LOAN, seen=digest(lent())),
    get("solidarity.write_hours", "signers", **PEOPLE_LOAN),
    post("solidarity.write_hours", "signers", args=PEOPLE_LOAN, month=TODAY, hours="30"),
    get("solidarity.settle", "signers", **PLACE, month_id="people_month_id"),
    post(
        "solidarity.settle",
        "signers",
        args={**PLACE, "month_id": "people_month_id"},
        settled_on=TODAY,
        proof="afschrift",
    ),
    get("solidarity.agreement", "builders", **PEOPLE_LOAN),
    get("solidarity.book_sheet", "builders", **PLACE),
    get("solidarity.people_sheet", "builders", **PLACE),
    # The loan fund of a neighbourhood.
    get("lending.public_page", "everyone", **PLACE),
    get("lending.show", "group", **PLACE),
    get("lending.start", "drivers", **PLACE),
    post("lending.start", "drivers", 422, args=PLACE, name="Nog een fonds"),  # there is one already
    get("lending.terms", "group", **PLACE),
    get("lending.set_terms", "coordinators", **PLACE),
    post("lending.set_terms", "coordinators", args=PLACE, **FUND_TERMS),
    post("lending.publish", "coordinators", args=PLACE),
    post("lending.withdraw", "coordinators", args=PLACE),
    post("lending.join", "group", args=FUND_GROUP),
    post("lending.leave", "group", args=FUND_GROUP),
    get("lending.committee", "group", **PLACE),
    get("lending.appoint", "coordinators", **PLACE),
    post("lending.appoint", "coordinators", 422, args=PLACE, member="0", since="1-9-2026"),  # nobody has this number
    get("lending.end_seat", "coordinators", **PLACE),
    post("lending.end_seat", "coordinators", args=PLACE, until=NEXT_WEEK),
    get("lending.gifts", "coordinators", **PLACE),
    get("lending.receive", "coordinators", **PLACE),
    post("lending.receive", "coordinators", args=PLACE, **FUND_GIFT),
    get("lending.take_gift_back", "coordinators", **PLACE),
    post("lending.take_gift_back", "coordinators", args=PLACE, reason="Verkeerd"),
    get("lending.loans_file", "coordinators", **PLACE),
    get("lending.applications", "group", **PLACE),
    post("lending.begin", "group", args=FUND_GROUP),
    get("lending.application", "group", **PLACE),
    get("lending.change_application", "workers", **PLACE),
    post("lending.change_application", "workers", args=PLACE, amount="1.000", months="12", purpose="Kas", plan="Plan"),
    get("lending.guarantee", "workers", **PLACE),
    post("lending.guarantee", "workers", args=PLACE, guarantor="Buur", amount="100", document="brief"),
    post("lending.remove_guarantee", "workers", args=PLACE),
    post("lending.hand_in", "workers", args=PLACE),
    post("lending.withdraw_application", "workers", args=PLACE),
    get("lending.advise", "coordinator alone", **PLACE),
    post("lending.advise", "coordinator alone", 422, args=PLACE, choice="grant", reason="Goed."),  # it is a draft
    get("lending.decide", "coordinator alone", **PLACE),
    post("lending.decide", "coordinator alone", 422, args=PLACE, outcome="refuse", reason="Nee."),
    get("lending.loans", "group", **PLACE),
    get("lending.loan", "borrowers", **PLACE),
    get("lending.pay_out", "loan keepers", **PROMISED_LOAN),
    post("lending.pay_out", "loan keepers", args=PROMISED_LOAN, **LOAN_PAYOUT),
    get("lending.repay", "loan keepers", **PLACE),
    post("lending.repay", "loan keepers", args=PLACE, **LOAN_REPAYMENT),
    get("lending.reschedule", "loan keepers", **PLACE),
    post("lending.reschedule", "loan keepers", args=PLACE, **LOAN_SCHEDULE),
    get("lending.take_back", "loan keepers", **PLACE),
    post("lending.take_back", "loan keepers", args=PLACE, reason="Verkeerd"),
    get("lending.write_off", "loan committee", **PLACE),
    post("lending.write_off", "loan committee", 422, args=PLACE, reason="Weg", token="w"),  # is tied to who borrowed
    get("lending.agreement", "borrowers", **PLACE),
    get("lending.statement_letter", "borrowers", **PLACE),
    get("lending.statement_sheet", "borrowers", **PLACE),
    get("lending.reminder", "loan keepers", **PLACE),
    get("lending.borrowed", "group", **PLACE),
    get("lending.borrow", "group", **PLACE),
    post("lending.borrow", "group", 422, args=PLACE, borrower="0", lender="Buur"),
    get("lending.one_borrowed", "fund books", **PLACE),
    get("lending.pay_back", "fund books", **PLACE),
    post("lending.pay_back", "fund books", args=PLACE, **LOAN_REPAYMENT),
    # The currency of a neighbourhood.
    get("currency.public_page", "everyone", **PLACE),
    get("currency.show", "neighbours", **PLACE),
    get("currency.start", "drivers", **PLACE),
    post("currency.start", "drivers", 422, args=PLACE, **UNITS),  # there is one already
    get("currency.rename", "drivers", **PLACE),
    post("currency.rename", "drivers", args=PLACE, **UNITS),
    get("currency.rules", "neighbours", **PLACE),
    get("currency.record", "drivers", **PLACE),
    post(
        "currency.record",
        "drivers",
        args=PLACE,
        **TERMS,
        decided_on=TODAY,
        meeting="Buurtvergadering",
        votes="9 voor",
    ),
    get("currency.propose", "drivers", **PLACE),
    post(
        "currency.propose", "drivers", args=PLACE, **{**TERMS, "applies_from": LATER}, closes_on=NEXT_WEEK, quorum="25"
    ),
    get("currency.proposal", "neighbours", **PROPOSAL),
    post("currency.vote", "builders", args=PROPOSAL, choice="yes"),
    post("currency.open_own", "builders", args=PLACE),
    post("currency.open_of_group", "builders", args=PLACE),
    get("currency.accounts", "drivers", **PLACE),
    get("currency.open_for", "drivers", **PLACE),
    post("currency.open_for", "drivers", 422, args=PLACE, holder="p0"),  # nobody has this number
    get("currency.close", "keeper", **OWN_ACCOUNT),
    post("currency.close", "keeper", args=OWN_ACCOUNT),
    get("currency.find", "builders", **PLACE),
    get("currency.pay", "builders", **PAID_ACCOUNT),
    post(
        "currency.pay",
        "builders",
        {"coordinator": 302, "else": 422},  # the account that pays is the coordinator's
        args=PAID_ACCOUNT,
        step="pay",
        token="t",
        payer="2",
        amount="1",
        text="Hulp",
    ),
    get("currency.receive", "keeper", **OWN_ACCOUNT),
    get("currency.statement", "keeper", **OWN_ACCOUNT),
    get("currency.statement_file", "keeper", **OWN_ACCOUNT),
    get("currency.participation_file", "drivers", **PLACE),
    get("currency.take_back", "drivers", **PLACE),
    post("currency.take_back", "drivers", args=PLACE, number="1", reason="Verkeerde naam"),
    get("currency.market", "neighbours", **PLACE),
    get("currency.card", "neighbours", **PLACE),
    get("currency.place", "builders", **PLACE),
    post(
        "currency.place",
        "builders",
        {"coordinator": 302, "else": 422},  # the account is the coordinator's
        args=PLACE,
        account="2",
        **CARD,
    ),
    get("currency.change_card", "keeper", **PLACE),
    post("currency.change_card", "keeper", args=PLACE, **CARD),
    post("currency.end_card", "keeper", args=PLACE),
    get("moneymap.index", "neighbours", **PLACE),
    get("moneymap.leaking", "neighbours", **PLACE),
    get("moneymap.export", "neighbours", **PLACE, form="=csv"),
    post("moneymap.publish", "drivers", args=PLACE, shown="no"),
    get("moneymap.published", "everyone", **PLACE),
    get("moneymap.nodes", "neighbours", **PLACE),
    get("moneymap.add_node", "builders", **PLACE),
    post("moneymap.add_node", "builders", args=PLACE, **MAP_NODE),
    get("moneymap.change_node", "builders", **ON_MAP),
    post("moneymap.change_node", "builders", args=ON_MAP, **MAP_NODE),
    post("moneymap.remove_node", "builders", args={**PLACE, "number": "unused_node"}),
    get("moneymap.flows", "neighbours", **PLACE),
    get("moneymap.add_flow", "builders", **PLACE),
    post("moneymap.add_flow", "builders", args=PLACE, **MAP_FLOW),
    get("moneymap.change_flow", "builders", **FLOW),
    post("moneymap.change_flow", "builders", args=FLOW, **MAP_FLOW),
    post("moneymap.remove_flow", "builders", args=FLOW),
    get("moneymap.bring", "builders", **PLACE),
    post("moneymap.bring", "builders", args=PLACE, **MAP_FILE),
    get("moneymap.awards", "neighbours", **PLACE),
    get("moneymap.accept_award", "builders", **AWARD),
    post("moneymap.accept_award", "builders", args=AWARD, amount="12", category="Groen"),
    post("moneymap.drop_award", "builders", args=AWARD),
    post("moneymap.reopen_award", "builders", args={**PLACE, "choice_id": "award_choice"}),
    get("moneymap.versions", "neighbours", **PLACE),
    post("moneymap.keep_version", "builders", args=PLACE, title="Tweede", year="2025"),
    get("moneymap.version", "neighbours", **MAP_VERSION),
    post("moneymap.remove_version", "drivers", args=MAP_VERSION),
    get("moneymap.studies", "neighbours", **PLACE),
    get("moneymap.study", "neighbours", **STUDY),
    get("moneymap.add_study", "builders", **PLACE),
    post("moneymap.add_study", "builders", args=PLACE, **MAP_STUDY),
    get("moneymap.change_study", "builders", **STUDY),
    post("moneymap.change_study", "builders", args=STUDY, **MAP_STUDY),
    post("moneymap.remove_study", "builders", args=STUDY),
    get("meetings.index", "group"),
    get("meetings.plan", "workers"),
    post("meetings.plan", "workers", **MEETING),
    get("meetings.show", "group", **PREPARED),
    get("meetings.change", "workers", **PREPARED),
    post("meetings.change", "workers", args=PREPARED, **MEETING),
    get("meetings.cancel", "workers", **PREPARED),
    post("meetings.cancel", "workers", args=PREPARED, because="De zaal is dicht."),
    get("meetings.add_item", "workers", **PREPARED),
    post("meetings.add_item", "workers", args=PREPARED, kind="talk", title="Koffie", version=""),
    get("meetings.change_item", "workers", **PREPARED),
    post("meetings.change_item", "workers", args=PREPARED, kind="talk", title="Thee", version=""),
    get("meetings.item_effects", "workers", **PREPARED),
    post("meetings.item_effects", "workers", args=PREPARED, effects="duties"),
    post("meetings.move_item", "workers", args=PREPARED, to="down"),
    post("meetings.remove_item", "workers", args=PREPARED),
    get("meetings.enclose", "workers", **PREPARED),
    post("meetings.enclose", "workers", 422, args=PREPARED),
    post("meetings.take_out", "workers", args=PREPARED),
    get("meetings.item_file", "group", 404, **PREPARED),
    get("meetings.literal_text", "group", 404, **PREPARED),
    get("meetings.days", "group", **PREPARED),
    post("meetings.days", "group", {"coach": 200, "manager": 200, "else": 302}, args=PREPARED),
    get("meetings.propose_day", "workers", **PREPARED),
    post("meetings.propose_day", "workers", args=PREPARED, day=LATER, begins="19.30"),
    post("meetings.ask_days", "workers", args=PREPARED),
    post("meetings.drop_day", "workers", args=PREPARED),
    post("meetings.choose_day", "workers", args=PREPARED),
    get("meetings.call", "workers", **PREPARED),
    post("meetings.call", "workers", args=PREPARED, **{"row-1": "letter", "row-2": "letter", "anyway": "y"}),
    post("meetings.take_back_call", "workers", args=CONVENED),
    get("meetings.convocation_file", "group", **CONVENED),
    get("meetings.letters", "workers", **CONVENED),
    get("meetings.note_call", "workers", **CONVENED),
    post("meetings.note_call", "workers", args=CONVENED, road="letter", sent_on=TODAY),
    post("meetings.call_failed", "workers", args=CONVENED),
    get("meetings.ask", "participants"),
    post("meetings.ask", "participants", title="Over de uren", words="Minder uren."),
    get("meetings.request_page", "group", **ASKED_MEETING),
    post("meetings.support", "participants", args=ASKED_MEETING),
    get("meetings.support_on_paper", "workers", **ASKED_MEETING),
    post("meetings.support_on_paper", "workers", args=ASKED_MEETING, member="1"),
    post("meetings.withdraw_request", "participants", args=ASKED_MEETING),
    get("meetings.plan_for_request", "workers", **ASKED_MEETING),
    post("meetings.plan_for_request", "workers", args=ASKED_MEETING, **MEETING),
    # At the meeting, and after it.
    get("meetings.hall", "coordinator alone", **QUIET),
    post("meetings.open_meeting", "coordinator alone", args=CONVENED),
    post("meetings.close_meeting", "coordinator alone", args=QUIET),
    post("meetings.presence", "coordinator alone", 404, args=QUIET, member_id="0"),
    post("meetings.everyone_present", "coordinator alone", args=QUIET),
    get("meetings.proxies", "coordinator alone", **QUIET),
    post("meetings.proxies", "coordinator alone", 422, args=QUIET),
    get("meetings.proxy_forms_of_all", "workers", **QUIET),
    get("meetings.blank_proxy_form", "group", **QUIET),
    get("meetings.own_proxy_form", "keeper", **QUIET),
    post("meetings.take_part_from_elsewhere", "keeper", args=QUIET),
    get("meetings.own_proxy", "keeper", **QUIET),
    post("meetings.own_proxy", "keeper", 422, args=QUIET),
    post("meetings.withdraw_proxy", "coordinator alone", args=BUSY),
    get("meetings.put_to_vote", "coordinator alone", **QUIET_ITEM),
    post("meetings.put_to_vote", "coordinator alone", args=QUIET_ITEM, question="Zullen we?", way="hands"),
    get("meetings.voting_round", "coordinator alone", **OPEN_ROUND),
    post("meetings.close_round", "coordinator alone", args=OPEN_ROUND),
    post("meetings.call_off", "coordinator alone", args=OPEN_ROUND, reason="De vraag klopte niet."),
    post("meetings.announce", "coordinator alone", args=COUNTED_ROUND, ruling=""),
    post("meetings.enter_entry", "coordinator alone", args=OPEN_ROUND),
    post("meetings.print_papers", "coordinator alone", 200, args=OPEN_ROUND),
    get("meetings.enter_paper", "coordinator alone", **OPEN_ROUND),
    post("meetings.enter_paper", "coordinator alone", 422, args=OPEN_ROUND, code="AAAA AAAA", choices="for"),
    get("meetings.my_vote", "group", **BUSY),
    post("meetings.cast", "coordinator alone", 422, args=OPEN_ROUND),
    get("meetings.minutes", "group", **QUIET),
    get("meetings.minutes_document", "group", **QUIET),
    get("meetings.write_note", "coordinator alone", **QUIET_ITEM),
    post("meetings.write_note", "coordinator alone", args=QUIET_ITEM, words="Er is gesproken."),
    get("meetings.say_about", "coordinator alone", **QUIET_ITEM),
    post("meetings.say_about", "coordinator alone", args=QUIET_ITEM),
    get("meetings.notary_extract", "group", **QUIET_ITEM),
    get("meetings.resolutions", "group"),
    get("meetings.resolution", "group", **DECISION),
    post("meetings.resolution", "coordinator alone", args=DECISION, review_on=LATER),
    post("meetings.act_again", "coordinator alone", args=DECISION),
    post("meetings.settle_act", "coordinator alone", args=DECISION),
    get("meetings.committee", "group", **COMMITTEE),
    get("meetings.ask_board", "coordinator alone", **COMMITTEE),
    post("meetings.ask_board", "coordinator alone", args=COMMITTEE, text="Klopt de kas?"),
    get("meetings.answer_committee", "coordinator alone", **COMMITTEE_QUESTION),
    post("meetings.answer_committee", "coordinator alone", args=COMMITTEE_QUESTION, answer="Hier."),
    get("meetings.committee_report", "coordinator alone", **COMMITTEE),
    post("meetings.committee_report", "coordinator alone", args=COMMITTEE, words="Gezien.", advice="approve"),
]


class Client(FlaskClient):
    """Each request in a context of its own; the pages themselves are looked at elsewhere."""

    def open(self, *args, **kwargs):
        return contextvars.Context().run(super().open, *args, **kwargs)


@pytest.fixture(scope="module")
def house(make_app, kept_world):
    """An application with a small world in it, and a copy of its database to go back to."""
    app = make_app(second_factor="optional")
    app.test_client_class = Client
    with app.app_context():
        world = kept_world.put_in(app)
        world.app = app
        world.session_ids, world.cookies = {name: user.get_id() for name, user in world.people.items()}, {}
        db.session.remove()
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
        world.path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        shutil.copyfile(world.path, world.path.with_suffix(".whole"))
        world.rows = everything()
        yield world
        db.session.remove()
        db.engine.dispose()


class Watch:
    """Whether anything was stored since it began: SQLite tells one connection that another has committed."""

    def __init__(self, path):
        self._connection = sqlite3.connect(path)
        self._before = self._version()

    def _version(self):
        return self._connection.execute("PRAGMA data_version").fetchone()

    def stored(self):
        return self._version() != self._before

    def close(self):
        self._connection.close()


@contextmanager
def watching(house):
    """Whether something is stored here. What was stored is gone afterwards."""
    watch = Watch(house.path)
    try:
        yield watch
    finally:
        stored = watch.stored()
        watch.close()
        if stored:
            put_back(house)


@pytest.fixture
def watch(house):
    """Whether this test has stored something. What it stored is gone afterwards."""
    with watching(house) as watch:
        yield watch


def put_back(house):
    db.session.remove()
    db.engine.dispose()
    for leftover in (house.path.with_name(house.path.name + "-wal"), house.path.with_name(house.path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(house.path.with_suffix(".whole"), house.path)


def client_of(house, person):
    client = house.app.test_client()
    if person == "visitor":
        return client
    if person not in house.cookies:
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = house.session_ids[person], True
        house.cookies[person] = client.get_cookie("session").value
    client.set_cookie("session", house.cookies[person])
    return client


def address(house, line, **other):
    """The address of a line in this world; `=x` in the table is x itself, anything else the name of something in the world."""
    known = house.ids | other
    rule = next(rule for rule in house.app.url_map.iter_rules(line.endpoint) if line.method in rule.methods)
    named = {name: line.args.get(name, name) for name in rule.arguments}
    values = {name: (entry[1:] if entry.startswith("=") else known.get(entry, entry)) for name, entry in named.items()}
    with house.app.test_request_context():
        return url_for(line.endpoint, **values)


def everything():
    """All rows of all tables as the database has them, to compare: nothing is made of them."""
    with db.engine.connect() as connection:
        return {
            table.name: connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').all()
            for table in Base.metadata.sorted_tables
        }


def ask(house, line, person, path=None):
    client = client_of(house, person)
    path = path or address(house, line)
    return client.get(path) if line.method == "GET" else client.post(path, data=line.sent())


def test_every_route_is_in_the_table(app):
    routes = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"GET", "POST"}
        if rule.endpoint != "static"
    }
    lines = {(line.endpoint, line.method) for line in TABLE}
    missing, gone = sorted(routes - lines), sorted(lines - routes)
    assert missing == [], (
        f"Add a line to TABLE in {__file__}, for example get('{missing[0][0]}', 'group'), for: {missing}"
    )
    assert gone == [], f"These routes are gone; take their lines out of TABLE: {gone}"
    assert len(lines) == len(TABLE), "A route stands twice in TABLE"


def given(answer):
    """What somebody got, as the table writes it."""
    answer.close()
    to = answer.location or ""
    if answer.status_code == 302 and to.split("?")[0] == "/inloggen":
        return "in"
    return f"{answer.status_code} {to}" if to.startswith("/inloggen") else answer.status_code


@pytest.mark.parametrize("line", TABLE, ids=str)
def test_who_may_do_what(house, line):
    """Each person comes to the house as it was: what those before them stored is gone."""
    path, answers, stored = address(house, line), {}, []
    for person in PERSONS:
        with watching(house) as watch:
            answers[person] = given(ask(house, line, person, path))
            refused = line.method == "POST" and line.expected(person) in {"in", 403, 404}
            if refused and watch.stored() and everything() != house.rows:
                stored.append(person)
    assert answers == {person: line.expected(person) for person in PERSONS}
    assert stored == [], "who is refused stores something all the same"


def test_what_is_stored_is_noticed(house, watch):
    """Without this, what somebody may not do would pass for not done."""
    line = next(line for line in TABLE if (line.method, line.endpoint) == ("POST", "cooperatives.start"))
    assert not watch.stored()
    assert ask(house, line, "coordinator").status_code == 302
    assert watch.stored()
    assert everything() != house.rows


def test_every_button_is_refused_as_a_link(house):
    """What changes something cannot be reached by following a link, not even for the manager."""
    readable = {address(house, line) for line in TABLE if line.method == "GET"}
    buttons = [line for line in TABLE if line.method == "POST" and address(house, line) not in readable]
    for line in buttons:
        path = address(house, line)
        assert client_of(house, "manager").get(path).status_code in {404, 405}, path
    assert len(buttons) > 20
    assert everything() == house.rows


OF_A_GROUP = [
    line for line in TABLE if AUDIENCES[line.audience].split()[PERSONS.index("elsewhere")] == "404"
    and line.audience != "nobody"
]  # fmt: skip
UNKNOWN = {
    "slug": "bestaat-niet",
    "neighbourhood_slug": "bestaat-niet",
    "asked_id": 999_999,
    "round_id": 999_999,
    "fact_id": 999_999,
    "participation_id": 999_999,
    "invitation_id": 999_999,
    "match_id": 999_999,
    "profile_id": 999_999,
    "bid_id": 999_999,
    "task_id": 999_999,
    "decided_bid_id": 999_999,
    "question_id": 999_999,
    "effect_id": 999_999,
    "score_id": 999_999,
    "challenge_id": 999_999,
    "row_id": 999_999,
    "record_id": 999_999,
    "contract_id": 999_999,
    "section_id": 999_999,
    "answer_id": 999_999,
    "submission_id": 999_999,
    "known_id": 999_999,
    "thread_id": 999_999,
    "event_id": 999_999,
}


def plain(answer):
    """A page without what differs at every request."""
    return re.sub(r'(value|content)="[^"]{40,}"', "", answer.get_data(as_text=True))


@pytest.mark.parametrize("line", OF_A_GROUP, ids=str)
def test_somebody_elses_thing_looks_like_nothing(house, line):
    """The page about another cooperative's thing is the page about what does not exist."""
    theirs = ask(house, line, "elsewhere")
    nothing = ask(house, line, "elsewhere", address(house, line, **UNKNOWN))
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    assert plain(theirs) == plain(nothing)


OF_CHALLENGES = {
    f"challenges.{name}" for name in (
        "show", "edit", "step", "step_back", "seen", "add_case_row", "remove_case_row", "hour_price", "add_support", "remove_support",
        "information", "information_answer", "plan", "document", "decision", "agreements", "score", "support_page", "signatures_file",
    )
}  # fmt: skip
OF_REQUIREMENTS = (
    "requirements", "propose_from_notice", "add_requirement", "edit_requirement", "finish_requirement", "drop_requirement",
    "take_new_words", "proposals", "decide_proposals", "buyer_files", "bring_files", "fetch_buyer_file", "say_prices", "remove_buyer_file",
)  # fmt: skip
OF_BIDS = {
    f"bids.{name}" for name in (
        "questions", "add_question", "change_question", "remove_question", "send_questions", "questions_document", "answer_question",
        "add_effect", "settle_effect", "corrections", "take_over", "stop_cancelled", "after", "lesson", "missed",
    )
}  # fmt: skip
OF_SECTIONS = {
    f"bids.{name}" for name in (
        "section", "autosave_section", "section_terms", "section_amount", "move_section", "remove_section", "section_versions",
        "put_back_section",
        "comment_section", "section_answers", "use_answer", "keep_answer", "section_to_coach", "take_section_back",
    )
}  # fmt: skip
NUMBERED = (
    "fact_id", "participation_id", "profile_id", "match_id", "request_id", "bid_id", "partner_id", "task_id", "contract_id", "thread_id",
    "event_id", "seat_id", "known_id", "section_id", "answer_id", "submission_id",
    "contact_id", "talk_id", "building_id", "statement_id", "asked_id", "neighbour_invitation_id",
    "challenge_id",
    "agenda_item_id", "option_id",
    "waiting_item_id", "proxy_id", "roll_entry_id", "committee_question_id",
)  # fmt: skip
BY_NUMBER = [line for line in TABLE for name in NUMBERED
             if name in line.args or line.endpoint in {
                 "fact_id": {"cooperatives.approve", "cooperatives.withdraw", "cooperatives.put_back"},
                 "participation_id": {"cooperatives.participation", "cooperatives.end_participation"},
                  "profile_id": {
                      "watch.one_profile", "watch.subscribe", "watch.look_with_profile", "watch.remove_profile",
                                "watch.learnt", "watch.mend",
                      "watch.follow_profile", "watch.change_profile_address", "watch.webhook",
                      "watch.renew_webhook_secret", "watch.switch_webhook", "watch.remove_webhook",
                  },
                  "match_id": {"watch.match", "watch.keep", "watch.dismiss", "watch.undo", "watch.let_teach"},
                 "request_id": {"watch.work_request", "watch.put_request_aside", "bids.start_on_request"},
                 "bid_id": {
                     "bids.show", "bids.tick", "bids.lots", "bids.stage", "bids.move", "bids.decide", "bids.tasks",
                     "bids.add_task", "bids.correct_task", "bids.remove_task", "bids.plan_anew",
                     "bids.sections", "bids.make_sections",
                     "bids.own_section", "bids.plan_to_coach", "bids.take_plan_back", "bids.check_bid", "bids.submit",
                     *OF_BIDS, "bids.declarations",
                     "bids.begin_declaration", "bids.put_declaration_request", "bids.remove_declaration_request",
                     "bids.together", "bids.add_partner", "bids.share_out", "bids.share_contract", "bids.note_consent",
                     "bids.joint_document", "bids.documents", "bids.make_documents",
                     "bids.document", "bids.document_pdf", "bids.documents_archive", "bids.price", "bids.price_terms",
                     "bids.add_price_line", "bids.price_line", "bids.remove_price_line",
                 } | {f"bids.{name}" for name in OF_REQUIREMENTS},
                 "task_id": {"bids.correct_task", "bids.remove_task"},
                 "challenge_id": {line.endpoint for line in TABLE if line.endpoint in OF_CHALLENGES} | {"bids.start_on_challenge"},
                 "section_id": OF_SECTIONS,
                 "answer_id": {"bids.answer", "bids.verify_answer", "bids.remove_answer"},
                 "submission_id": {"bids.submission", "bids.submitted_file", "bids.take_submission_back"},
                 "contract_id": {"bids.correct_contract", "bids.remove_contract", "bids.propose_reference"},
                 "partner_id": {
                     "bids.declaration", "bids.declaration_part", "bids.answer_part", "bids.keep_part", "bids.declare_grounds",
                     "bids.take_back_grounds", "bids.no_proof_online", "bids.hand_over_declaration", "bids.declaration_xml",
                     "bids.declaration_word", "bids.change_partner", "bids.withdraw_partner", "bids.ask_partner_again",
                     "bids.partner_document",
                 },
                 "building_id": {
                     f"neighbourhood.{name}" for name in ("building", "change_building", "remove_building", "say")
                 },
                 "statement_id": {"neighbourhood.take_back"},
                 "asked_id": {"neighbourhood.stop_group", "neighbourhood.answer"},
                 "neighbour_invitation_id": {
                     "neighbourhood.send_invitation_again", "neighbourhood.withdraw_invitation",
                 },
                 "known_id": {"challenges.correct_known_contract", "challenges.remove_known_contract"},
                 "thread_id": {"questions.show", "questions.settle"},
                 "event_id": {"register.correct", "register.follow"},
                 "seat_id": {
                     "register.seat", "register.change_seat", "register.correct_seat", "register.seat_account",
                     "register.ask_seat_again", "register.withdraw_seat_link", "register.unlink_seat",
                     "register.erase_seat",
                 },
                 "contact_id": {"challenges.correct_buyer_contact", "challenges.remove_buyer_contact"},
                 "agenda_item_id": {
                     f"meetings.{name}" for name in (
                         "change_item", "move_item", "remove_item", "enclose", "take_out", "item_file", "literal_text",
                     )
                 },
                 "option_id": {"meetings.drop_day", "meetings.choose_day"},
                 "waiting_item_id": {
                     f"meetings.{name}" for name in ("put_to_vote", "write_note", "notary_extract")
                 },
                 "proxy_id": {"meetings.withdraw_proxy"},
                 "roll_entry_id": {"meetings.enter_entry", "meetings.cast"},
                 "committee_question_id": {"meetings.answer_committee"},
                 "talk_id": {
                     "challenges.correct_buyer_talk", "challenges.remove_buyer_talk", "challenges.finish_buyer_talk",
                 },
             }[name]]  # fmt: skip


@pytest.mark.parametrize("line", BY_NUMBER, ids=str)
def test_the_number_of_another_group_does_not_open_under_ones_own_address(house, watch, line):
    numbers = {name: value for name, value in house.theirs.ids.items() if name.endswith("_id")}
    assert ask(house, line, "manager", address(house, line, **numbers)).status_code == 404
    assert ask(house, line, "coordinator", address(house, line, **numbers)).status_code == 404
    assert not watch.stored() or everything() == house.rows


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "-1", "1.0", "%00", "abc", "²"])
@pytest.mark.parametrize(
    "path",
    [
        "/cooperaties/{}",
        "/cooperaties/groep-eigen/leden/{}",
        "/cooperaties/groep-eigen/inschrijvingen/{}",
        "/cooperaties/groep-eigen/vergaderingen/{}",
        "/cooperaties/groep-eigen/kansen/{}",
        "/cooperaties/groep-eigen/uitdagingen/{}",
        "/cooperaties/groep-eigen/buurten/{}",
        "/buurten/zonnewijk/panden/{}",
        "/buurten/zonnewijk/mensen/{}",
        "/steun/{}",
        "/cooperaties/groep-eigen/statuten/versies/{}",
        "/cooperaties/groep-eigen/statuten/vragen/{}",
        "/cooperaties/groep-eigen/dossier/{}",
        "/nakijken/{}",
        "/aankondigingen/{}",
        "/aankondigingen/procedures/{}",
        "/beheer/mensen/{}",
        "/kennis/{}",
        "/leren/groep-eigen/{}",
        "/mails/{}",
    ],
)
def test_an_address_that_cannot_be_is_a_page_that_helps(house, path, number):
    answer = client_of(house, "manager").get(path.format(number))
    assert answer.status_code == 404
    assert "bestaat niet" in answer.text
