"""Why a notice was or was not found: rule by rule, with changes that one press makes and takes back; found by any number."""

import json
from datetime import timedelta

import pytest
from lxml import html

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import db
from incubator.watch import queries, services
from incubator.watch.matching import mending as mends
from incubator.watch.matching.mending import Mend, ProfileChange
from incubator.watch.models import MatchState, Unsuitable
from incubator.watch.queries import numbers
from incubator.watch.services import explaining, profiles
from tests.factories import ParticipationFactory
from tests.watch.factories import GREEN, publication, store, watching
from tests.watch.test_command import invoke

pytestmark = pytest.mark.both_databases
GROUP = "/cooperaties/de-tuin"
CLEANING = {
    "aanbestedingNaam": "Schoonmaak van kantoren",
    "opdrachtBeschrijving": "Het schoonmaken van kantoren.",
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "90919200-4"}],
}
# What stands in the way: in the dossier, in the profile, in the notice, in its publication; and the change that mends it.
IN_THE_WAY = {
    "place": ({"offer.places": ["Groningen"]}, {}, {}, {}, Mend(ProfileChange.ADD_PLACE, "NL35")),
    "value": ({"offer.max_value": "1000"}, {}, {"value_cents": 28_000_000}, {}, Mend(ProfileChange.MOST, "300000")),
    "excluded": (
        {"offer.exclude": ["groenonderhoud", "plantsoenen"]},
        {},
        {},
        {},
        Mend(ProfileChange.ALLOW_WORD, "groenonderhoud"),
    ),
    "words": ({}, {}, {}, CLEANING, Mend(ProfileChange.ADD_WORD, "schoonmaak")),
    "kind": ({}, {"kinds": ["planning"]}, {}, {}, Mend(ProfileChange.ADD_KIND, "competition")),
}


def in_the_way(rule, **more):
    offer, of_watch, of_notice, published, mend = IN_THE_WAY[rule]
    watch = watching(GREEN | offer, slug="de-tuin", name="De Tuin")
    (notice,) = store(publication(1, **published))
    for thing, values in ((watch, of_watch), (notice, of_notice)):
        for name, value in values.items():
            setattr(thing, name, value)
    db.session.commit()
    return watch, notice, mend


def explained(watch, notice):
    db.session.expire_all()
    (seen,) = explaining.explained([watch], notice, now=clock.now())
    return seen


def offered(seen):
    return {offer.mend: (step.rule, offer.fits) for step in seen.steps for offer in step.offers}


def signed_in(client, sign_in, watch, role=ParticipationRole.COORDINATOR):
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative, role=role).user)


def forms_of(page, part):
    forms = html.document_fromstring(page.text).xpath("//form[@method='post']")
    return [form.get("action") for form in forms if part in form.get("action", "")]


@pytest.mark.parametrize("rule", IN_THE_WAY)
def test_what_stops_a_notice_is_mended_with_one_press_and_taken_back_with_another(app, client, sign_in, rule):
    watch, notice, mend = in_the_way(rule)
    signed_in(client, sign_in, watch)
    before = explained(watch, notice)
    assert not before.fits
    assert offered(before)[mend] == (rule, True)
    address = next(
        form
        for form in forms_of(client.get(f"{GROUP}/kansen/op/{notice.id}/waarom"), "bijstellen")
        if mend.change.value in form
    )
    answer = client.post(address)
    assert answer.location.endswith(f"/kansen/op/{notice.id}/waarom")
    page = client.get(answer.location)
    assert "Dit past bij wat jullie zoeken" in page.text
    assert explained(watch, notice).fits
    (undo,) = forms_of(page, "bijstellen")
    client.post(undo)
    assert explained(watch, notice).score == pytest.approx(before.score)


def test_no_words_are_offered_where_the_work_fits_already(app):
    watch, notice, _mend = in_the_way("excluded")
    assert {mend.change for mend in offered(explained(watch, notice))} == {ProfileChange.ALLOW_WORD}


def test_what_is_enough_only_together_is_changed_together(app, client, sign_in):
    watch, notice, _place = in_the_way("place")
    watch.kinds = ["planning"]
    db.session.commit()
    signed_in(client, sign_in, watch)
    seen = explained(watch, notice)
    assert not any(fits for _rule, fits in offered(seen).values())
    assert {mend.change for mend in seen.together} == {ProfileChange.ADD_KIND, ProfileChange.ADD_PLACE}
    all_at_once = forms_of(client.get(f"{GROUP}/kansen/op/{notice.id}/waarom"), "bijstellen")[0]
    page = client.get(client.post(all_at_once).location)
    assert explained(watch, notice).fits
    (undo,) = forms_of(page, "bijstellen")
    client.post(undo)
    assert explained(watch, notice).score == seen.score


def test_the_rules_are_told_in_one_order_also_those_that_did_nothing(app):
    watch, notice, _mend = in_the_way("place")
    rules = [step.rule.value for step in explained(watch, notice).steps]
    assert rules == [
        *("kind", "words", "trade", "code", "place", "value", "time", "language", "excluded", "learnt"),
    ]  # fmt: skip


def test_who_may_only_look_reads_what_to_propose(app, client, sign_in):
    watch, notice, _mend = in_the_way("place")
    signed_in(client, sign_in, watch, ParticipationRole.OBSERVER)
    page = client.get(f"{GROUP}/kansen/op/{notice.id}/waarom")
    assert not forms_of(page, "bijstellen")
    assert "Stel voor in jullie groep" in page.text or "Propose in your group" in page.text


def test_what_a_member_changes_in_the_dossier_is_a_proposal_and_is_called_so(app, client, sign_in):
    watch, notice, _mend = in_the_way("place")
    signed_in(client, sign_in, watch, ParticipationRole.MEMBER)
    address = forms_of(client.get(f"{GROUP}/kansen/op/{notice.id}/waarom"), "bijstellen")[0]
    page = client.get(client.post(address).location)
    assert "Voorgesteld" in page.text or "Proposed" in page.text
    assert not explained(watch, notice).fits


@pytest.mark.parametrize("address", ["", "?bij=onzin", "?bij=woord-erbij", "?bij=rm:x"])
def test_a_change_that_is_none_does_not_exist(app, client, sign_in, address):
    watch, _notice, _mend = in_the_way("place")
    signed_in(client, sign_in, watch)
    assert client.post(f"{GROUP}/profielen/{watch.id}/bijstellen{address}").status_code == 404


@pytest.mark.parametrize(
    "written",
    [
        *("plaats-erbij:Atlantis", "tot:veel", "dagen:99999999999999", "soort-erbij:signal", "niet-leren:12"),
        *("code-erbij:abc", "opdrachtgever-wel:0", "soort-weg:planning", "woord-erbij: ", "dagen:-3"),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_words(app, client, sign_in, written):
    watch, _notice, _mend = in_the_way("kind")
    signed_in(client, sign_in, watch)
    before = queries.profile_of(watch)
    answer = client.post(f"{GROUP}/profielen/{watch.id}/bijstellen", query_string={"bij": written})
    assert "alert--error" in client.get(answer.location).text
    assert queries.profile_of(watch) == before


def test_a_profile_of_its_own_is_mended_in_its_own_answers(app, client, sign_in):
    watch, _notice, _mend = in_the_way("place")
    other = profiles.add(watch.cooperative, "Kantoren", now=clock.now())
    db.session.commit()
    signed_in(client, sign_in, watch, ParticipationRole.MEMBER)
    client.post(f"{GROUP}/profielen/{other.id}/bijstellen", query_string={"bij": "woord-erbij:schoonmaak"})
    db.session.expire_all()
    assert queries.profile_of(other).keywords == ("schoonmaak",)
    assert "schoonmaak" not in queries.profile_of(watch).keywords


def test_every_change_and_what_takes_it_back_come_to_nothing():
    profile = mends.Profile(
        "x",
        cpv=("77310000",),
        keywords=("gras",),
        exclude=("sport",),
        places=("NL35",),
        kinds=("planning",),
        max_value=5,
    )
    for mend in (
        *(
            Mend(ProfileChange.ADD_WORD, "bomen"),
            Mend(ProfileChange.ADD_CODE, "77340000"),
            Mend(ProfileChange.ADD_PLACE, "NL41"),
        ),
        *(
            Mend(ProfileChange.ADD_KIND, "ending"),
            Mend(ProfileChange.MOST, "100"),
            Mend(ProfileChange.LEAST, "2"),
            Mend(ProfileChange.DAYS, "9"),
        ),
        *(Mend(ProfileChange.EXCLUDE_WORD, "school"), Mend(ProfileChange.ADD_LANGUAGE, "fr")),
    ):
        changed = mends.mended(profile, mend)
        assert changed != profile
        assert mends.mended(changed, mends.undone(mend, profile)) == profile


@pytest.mark.parametrize(
    ("amount", "up", "rounded"), [(312_000, True, 400_000), (312_000, False, 300_000), (7, True, 7)]
)
def test_amounts_are_such_as_people_think_in(amount, up, rounded):
    assert mends.rounded(amount, up=up) == rounded


def test_what_was_judged_is_left_out_from_here_too(app):
    watch, notice, _mend = in_the_way("place")
    services.match_again(watch, now=clock.now())
    profile = queries.profile_of(watch)
    judged = mends.learning.TaughtNotice(
        7, notice.title, notice.description, tuple(notice.cpv), notice.main_cpv, weight=-1
    )
    content = queries.matchable(notice, clock.now())
    learnt = mends.replace(profile, places=(), learnt=(judged,) * 3)
    (scored,) = mends.scores([learnt], content, clock.now())
    offers = mends.offered(mends.replace(learnt, threshold=0.99), content, scored, now=clock.now())
    assert Mend(ProfileChange.FORGET, "7") in [offer.mend for offer in offers]


# Numbers and addresses.

TED = "242317-2026"


@pytest.fixture
def numbered(app):
    (notice,) = store(publication(344455, kenmerk=478392))
    db.session.add(numbers.NoticeIdentity(notice_id=notice.id, scheme="ted", value=TED))
    notice.url = "https://www.inkoop.example/tender/groen-12"
    db.session.commit()
    return notice


@pytest.mark.parametrize(
    "typed",
    [
        *("344455", " 344.455 ", "TN344455", "TenderNed 344 455", "publicatie 344455"),
        *(
            "https://www.tenderned.nl/aankondigingen/overzicht/344455",
            "tenderned.nl/aankondigingen/overzicht/344455/details",
        ),
        *("478392", "kenmerk 478392", "TN 478392"),
        *("242317-2026", "00242317-2026", "242317/2026", "TED 242317 - 2026", "2026/S 118-242317", "2026/s 118–242317"),
        "https://ted.europa.eu/nl/notice/-/detail/242317-2026",
        "https://ted.europa.eu/udl?uri=TED:NOTICE:242317-2026:TEXT:NL:HTML",
        *("https://www.inkoop.example/tender/groen-12", "https://www.inkoop.example/tender/groen-12/"),
    ],
)
def test_a_notice_is_found_by_its_number_however_it_is_spelt(numbered, typed):
    assert numbers.notice_meant(typed) is numbered


@pytest.mark.parametrize("typed", ["I&A-2026/0058", " i&a 2026 0058 ", "IA20260058"])
def test_a_notice_is_found_by_the_number_that_its_buyer_gave(app, typed):
    _first, second = store(
        publication(1, kenmerk=7, referentieNummer="I&A-2026/0058"),
        publication(2, kenmerk=7, referentieNummer="I&A-2026/0058"),
    )
    assert numbers.notice_meant(typed) is second
    # Another buyer may use the same: then nobody can tell which is meant, and the search shows both.
    store(publication(3, referentieNummer="I&A-2026/0058", opdrachtgeverNaam="Gemeente Zeist", kenmerk=8))
    assert numbers.notice_meant(typed) is None


def test_a_number_that_may_be_of_a_source_is_left_to_that_source(app):
    store(publication(1, referentieNummer="338899"))
    assert numbers.notice_meant("338899") is None


def test_the_address_of_our_own_page_means_that_notice(numbered):
    assert numbers.notice_meant(f"http://localhost/aankondigingen/{numbered.id}") is numbered
    assert numbers.notice_meant("http://localhost/aankondigingen/99999999999") is None


@pytest.mark.parametrize("typed", ["%00", "groen%00onderhoud", "\0"])
def test_what_is_looked_up_holds_no_nul(typed):
    assert all("\0" not in name.value for name in numbers.names_in(typed))


@pytest.mark.parametrize("typed", ["", "   ", "999999", "1-2020", "groen", "12", "%00", "http://", "ocds-x-1", "²³"])
def test_what_is_no_number_of_a_notice_here_means_none(numbered, typed):
    assert numbers.notice_meant(typed) is None


def test_the_box_leads_to_why_for_each_of_ones_own_cooperatives(numbered, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    other = watching(slug="de-kas", name="De Kas")
    person = ParticipationFactory(cooperative=watch.cooperative).user
    ParticipationFactory(cooperative=other.cooperative, user=person)
    watching(slug="van-anderen", name="Van Anderen")
    sign_in(client, person)
    answer = client.get("/aankondigingen/waarom?nummer=TN344455")
    assert answer.location == f"/aankondigingen/{numbered.id}/waarom"
    page = client.get(answer.location).text
    assert "De Tuin" in page
    assert "De Kas" in page
    assert "Van Anderen" not in page


def test_a_number_that_is_not_here_says_which_source_has_it_and_keeps_what_was_typed(app, client, sign_in):
    signed_in(client, sign_in, watching(slug="de-tuin"))
    page = client.get("/aankondigingen/waarom?nummer=2026/S 118-777777").text
    assert "https://ted.europa.eu/nl/notice/-/detail/777777-2026" in page
    assert 'value="2026/S 118-777777"' in page
    page = client.get("/aankondigingen/waarom?nummer=555123").text
    assert "https://www.tenderned.nl/aankondigingen/overzicht/555123" in page


def test_the_command_tells_the_same_and_takes_the_number_of_the_source(app):
    watch, notice, mend = in_the_way("place")
    answer = invoke(app, "explain", "--profile", "de-tuin", "--notice", str(notice.id), "--json")
    answered = json.loads(answer.stdout)
    seen = explained(watch, notice)
    assert [step["rule"] for step in answered["steps"]] == [step.rule.value for step in seen.steps]
    assert answered["score"] == seen.score
    assert answered["alert"] is False
    (place,) = [step for step in answered["steps"] if step["rule"] == "place"]
    assert (place["mends"][0]["change"], place["mends"][0]["item"]) == (mend.change, mend.item)
    plain = invoke(app, "explain", "--profile", "de-tuin", "--notice", "TenderNed 1")
    assert plain.exit_code == 2
    plain = invoke(app, "explain", "--profile", "de-tuin", "--notice", f"{notice.id}")
    assert "provincie Utrecht" in plain.stdout


def test_what_is_over_is_said_to_be_over(app):
    watch = watching(slug="de-tuin")
    (notice,) = store(publication(1, days=1))
    notice.deadline = notice.last_deadline = clock.now() - timedelta(days=2)
    db.session.commit()
    seen = explained(watch, notice)
    assert seen.over
    assert any("over" in reason.sentence for reason in seen.steps[0].reasons)


def test_a_buyer_that_is_avoided_is_worked_for_again_with_one_press(app, client, sign_in):
    watch, notice, _mend = in_the_way("kind")
    watch.kinds = ["competition"]
    db.session.commit()
    services.match_again(watch, now=clock.now())
    (match,) = queries.matches(watch.cooperative, now=clock.now())
    services.judge(match, MatchState.DISMISSED, unsuitable=Unsuitable.THIS_BUYER, now=clock.now())
    db.session.commit()
    signed_in(client, sign_in, watch)
    again = Mend(ProfileChange.WORK_FOR, str(notice.buyer_id))
    assert offered(explained(watch, notice))[again] == ("learnt", True)
    client.post(f"{GROUP}/profielen/{watch.id}/bijstellen", query_string={"bij": again.written})
    assert explained(watch, notice).fits
