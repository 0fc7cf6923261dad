"""The pages: what people type comes to one payment, what is refused stays typed, and nobody sees what others have."""

import re
from datetime import timedelta

import pytest
from lxml import html

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import db
from incubator.currency.models import CurrencyOffer, CurrencyProposal
from incubator.currency.queries import currencies
from incubator.currency.services import accounts, deciding
from incubator.currency.values import CurrencyBallot
from incubator.ledger.models import LedgerEntry
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.services import groups as neighbourhood_groups
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.currency.factories import balance, neighbourhood_with_currency, pay, terms
from tests.factories import ManagerFactory, ParticipationFactory, UserFactory

HERE = "/buurten/zonnewijk/munt"


@pytest.fixture
def zon(app):
    return neighbourhood_with_currency("Anna", "Bilal", "Chris", places="Klussen\nDe Spil")


@pytest.fixture
def as_(client, sign_in, zon):
    def be(name):
        people = {**zon.people, "Dina": zon.driver}
        return sign_in(client, people[name])

    return be


def to(zon, name):
    return f"{HERE}/betalen/{zon.accounts[name].number}"


def typed(zon, payer, **more):
    return {"payer": str(zon.accounts[payer].number), "amount": "5", "category": "Klussen", "text": "Lamp", **more}


def hidden(page, name):
    return html.fromstring(page.text).xpath(f"//main//input[@name='{name}']/@value")[0]


def booked():
    return db.session.scalar(db.select(db.func.count()).select_from(LedgerEntry))


def test_a_payment_is_shown_before_it_is_booked_and_a_double_press_books_once(as_, zon):
    client = as_("Anna")
    token = hidden(client.get(to(zon, "Bilal")), "token")
    shown = client.post(to(zon, "Bilal"), data=typed(zon, "Anna", token=token))
    assert (shown.status_code, booked()) == (200, 0)
    for part in ("Bilal", "5\u00a0zonnen", "Lamp", "Klussen", "-5\u00a0zonnen"):
        assert part in shown.text
    sent = typed(zon, "Anna", token=hidden(shown, "token"), amount=hidden(shown, "amount"), step="pay")
    for _press in range(2):
        assert client.post(to(zon, "Bilal"), data=sent).location == f"{HERE}/rekeningen/{zon.accounts['Anna'].number}"
    assert booked() == 1
    assert balance(zon, "Bilal") == 500


def test_what_is_past_the_limit_stays_typed_with_what_there_is(as_, zon):
    for step in ("check", "pay"):
        answer = as_("Anna").post(to(zon, "Bilal"), data=typed(zon, "Anna", amount="20,1", token="t", step=step))
        assert answer.status_code == 422
        assert "20\u00a0zonnen" in answer.text
        assert hidden(answer, "amount") == "20,1"
    assert booked() == 0


def test_who_changes_their_mind_finds_everything_typed(as_, zon):
    answer = as_("Anna").post(to(zon, "Bilal"), data=typed(zon, "Anna", token="t", step="change"))
    assert (answer.status_code, hidden(answer, "amount"), hidden(answer, "text"), booked()) == (200, "5", "Lamp", 0)


def test_the_address_of_a_code_fills_in_whom_and_how_much(as_, zon):
    own = zon.accounts["Bilal"].number
    page = as_("Bilal").get(f"{HERE}/rekeningen/{own}/ontvangen?bedrag=1,5&voor=Soep")
    address = html.fromstring(page.text).xpath("//p[@class='address']/a/@href")[0]
    assert "svg" in page.text
    asked = as_("Anna").get(re.sub(r"^https?://[^/]+", "", address))
    assert (hidden(asked, "amount"), hidden(asked, "text")) == ("1,5", "Soep")
    assert "Bilal" in asked.text
    nonsense = as_("Anna").get(f"{to(zon, 'Bilal')}?bedrag=veel&voor={'a' * 500}")
    assert (nonsense.status_code, html.fromstring(nonsense.text).xpath("//input[@name='amount']/@value")) == (200, [""])


def test_nobody_sees_or_spends_what_is_of_others(as_, zon):
    pay(zon, "Anna", "Bilal", 730, category="Klussen")
    db.session.commit()
    number = zon.accounts["Anna"].number
    for name in ("Bilal", "Dina"):
        client = as_(name)
        for path in ("", "/ontvangen", "/afschrift.csv"):
            assert client.get(f"{HERE}/rekeningen/{number}{path}").status_code == 404
        assert client.post(to(zon, "Chris"), data=typed(zon, "Anna", token="t", step="pay")).status_code == 422
    assert booked() == 1
    # Who drives sees names and limits.
    listed = as_("Dina").get(f"{HERE}/rekeningen")
    assert "Anna" in listed.text
    assert "7,3" not in listed.text


def test_a_group_pays_by_who_works_in_it(client, sign_in, app, zon):
    part = ParticipationFactory()
    neighbourhoods.join(zon.place, part.user, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    db.session.commit()
    sign_in(client, part.user)
    client.post(f"{HERE}/rekening/groep/{part.cooperative_id}")
    account = currencies.account_of_group(zon.currency, part.cooperative)
    sent = {
        "payer": str(account.number),
        "amount": "3",
        "category": "De Spil",
        "text": "Zaal",
        "token": "t",
        "step": "pay",
    }
    assert client.post(to(zon, "Anna"), data=sent).status_code == 302
    assert balance(zon, "Anna") == 300
    assert client.post(f"{HERE}/rekening/groep/999").status_code == 302
    assert len(currencies.accounts(zon.currency)) == 5


def test_a_group_that_is_part_has_an_account_that_its_coordinator_opens(client, sign_in, zon):
    """Nobody of the group takes part in the neighbourhood: the yes of the group is enough, and not before."""
    part = ParticipationFactory()
    group, member = part.cooperative, ParticipationFactory(cooperative=part.cooperative, role=ParticipationRole.MEMBER)
    open_it = f"{HERE}/rekening/groep/{group.id}"
    sign_in(client, part.user)
    assert (client.get(HERE).status_code, client.post(open_it).status_code) == (404, 404)
    asked = neighbourhood_groups.ask(zon.place, group.name, by=zon.driver, now=clock.now())
    db.session.commit()
    assert client.get(HERE).status_code == 404
    neighbourhood_groups.answer(asked, agrees=True, is_public=False, by=part.user, now=clock.now())
    db.session.commit()
    # The way there stands at the group, and only what is for the group.
    assert f'href="{HERE}"' in client.get(f"/cooperaties/{group.slug}/buurten").text
    assert open_it in client.get(HERE).text
    assert client.get("/buurten/zonnewijk").status_code == 404
    assert client.post(f"{HERE}/rekening").status_code == 403
    # A member uses the account, and does not open it.
    sign_in(client, member.user)
    assert open_it not in client.get(HERE).text
    client.post(open_it)
    assert currencies.account_of_group(zon.currency, group) is None
    sign_in(client, part.user)
    for _press in range(2):
        assert client.post(open_it).status_code == 302
    account = currencies.account_of_group(zon.currency, group)
    sign_in(client, member.user)
    sent = {
        "payer": str(account.number),
        "amount": "3",
        "category": "De Spil",
        "text": "Zaal",
        "token": "t",
        "step": "pay",
    }
    assert client.post(to(zon, "Anna"), data=sent).status_code == 302
    assert (balance(zon, "Anna"), len(currencies.accounts(zon.currency))) == (300, 5)
    # A group that leaves can still pay what it owes.
    neighbourhood_groups.answer(asked, agrees=False, is_public=False, by=part.user, now=clock.now())
    db.session.commit()
    assert client.get(f"{HERE}/rekeningen/{account.number}").status_code == 200


def test_who_is_here_for_a_group_does_not_vote(client, sign_in, as_, zon):
    part = ParticipationFactory()
    asked = neighbourhood_groups.ask(zon.place, part.cooperative.name, by=zon.driver, now=clock.now())
    neighbourhood_groups.answer(asked, agrees=True, is_public=False, by=part.user, now=clock.now())
    deciding.propose(
        zon.currency,
        terms(applies_from=clock.today() + timedelta(days=9)),
        "Zo",
        clock.today() + timedelta(days=7),
        0,
        by=zon.driver,
        now=clock.now(),
    )
    db.session.commit()
    page = f"{HERE}/voorstellen/1"
    sign_in(client, part.user)
    assert client.get(page).status_code == 200
    assert client.post(f"{page}/stem", data={"choice": "yes"}).status_code == 403


def test_a_name_is_looked_for_within_the_neighbourhood(as_, zon):
    UserFactory(name="Bilal van elders")
    page = as_("Anna").get(f"{HERE}/betalen?zoek=bil")
    names = html.fromstring(page.text).xpath("//main//ul[@class='list-rows']//a/text()")
    assert names == ["Bilal"]


def test_the_statement_and_its_file_say_the_same(as_, zon):
    pay(zon, "Bilal", "Anna", 730, category="Klussen", text="=Lamp")
    db.session.commit()
    number, client = zon.accounts["Anna"].number, as_("Anna")
    assert "+7,3\u00a0zonnen" in client.get(f"{HERE}/rekeningen/{number}").text
    lines = client.get(f"{HERE}/rekeningen/{number}/afschrift.csv").data.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].split(";")[3:] == ["Bilal", "'=Lamp", "7,3", "7,3"]


def test_counts_go_out_without_amounts(as_, zon):
    pay(zon, "Bilal", "Anna", 730, category="Klussen")
    db.session.commit()
    month = f"{clock.today():%Y-%m}"
    address = f"{HERE}/deelname.csv"
    # Two is a number that points at people.
    assert as_("Dina").get(address).data.decode("utf-8-sig").splitlines()[1] == f"{month};;"
    pay(zon, "Chris", "Anna", 100, category="Klussen")
    db.session.commit()
    assert as_("Dina").get(address).data.decode("utf-8-sig").splitlines()[1] == f"{month};3;2"


def test_the_public_page_shows_rules_and_heads_once_the_neighbourhood_is_public(client, zon):
    pay(zon, "Bilal", "Anna", 730, category="Klussen")
    db.session.commit()
    assert client.get("/buurt/zonnewijk/munt").status_code == 404
    zon.place.published_at = clock.now()
    db.session.commit()
    page = client.get("/buurt/zonnewijk/munt").text
    assert "Buurtvergadering" in page
    assert "Anna" not in page
    assert "7,3" not in page


def test_the_list_of_accounts_leads_only_who_may_close_them_to_closing(as_, client, sign_in, zon):
    accounts_page, close = f"{HERE}/rekeningen", f"{HERE}/rekeningen/{zon.accounts['Anna'].number}/sluiten"
    assert close in as_("Dina").get(accounts_page).text
    assert client.get(close).status_code == 200
    manager = sign_in(client, ManagerFactory())
    assert close not in manager.get(accounts_page).text
    assert manager.get(close).status_code == 404


def test_visitors_read_that_there_was_a_vote_and_not_how_few_people_voted(as_, client, zon):
    """Three for and none against, of four people: that says how three of them voted."""
    today, before = clock.today(), clock.now() - timedelta(days=10)
    yesterday = today - timedelta(days=1)
    proposal = deciding.propose(
        zon.currency, terms(applies_from=today), "Meer.", yesterday, 0, by=zon.driver, now=before
    )
    for name in ("Anna", "Bilal", "Chris"):
        deciding.vote(proposal, CurrencyBallot.YES, by=zon.people[name], now=before)
    deciding.settle_due(zon.currency, now=clock.now())
    zon.place.published_at = clock.now()
    db.session.commit()
    counted = "3 voor, 0 tegen"
    assert counted in as_("Dina").get(f"{HERE}/regels").text
    page = client.get("/buurt/zonnewijk/munt").text
    assert counted not in page
    assert "Buurtvergadering" not in page


def test_a_vote_is_cast_changed_and_secret(as_, zon):
    client = as_("Dina")
    today = clock.today()
    sent = {
        "credit": "30",
        "upper": "100",
        "text": "Meer ruimte.",
        "closes_on": (today + timedelta(days=5)).isoformat(),
        "applies_from": (today + timedelta(days=6)).isoformat(),
        "quorum": "0",
        "warn_low": "-25",
    }
    assert client.post(f"{HERE}/voorstellen/nieuw", data=sent).location == f"{HERE}/voorstellen/1"
    for choice in ("yes", "no"):
        assert as_("Anna").post(f"{HERE}/voorstellen/1/stem", data={"choice": choice}).status_code == 302
    assert as_("Anna").post(f"{HERE}/voorstellen/1/stem", data={}).status_code == 422
    page = as_("Dina").get(f"{HERE}/voorstellen/1")
    assert page.text.count("checked") == 0
    proposal = db.session.scalars(db.select(CurrencyProposal)).one()
    proposal.closes_on = today - timedelta(days=1)
    db.session.commit()
    late = as_("Bilal").post(f"{HERE}/voorstellen/1/stem", data={"choice": "yes"})
    assert late.status_code == 422


def test_rules_that_cannot_be_meant_stay_typed(as_, zon):
    sent = {"credit": "10", "warn_low": "-25", "text": "Zo.", "meeting": "Avond", "votes": "5 voor", "decided_on": "x"}
    answer = as_("Dina").post(f"{HERE}/regels/besluit", data=sent)
    assert answer.status_code == 422
    assert hidden(answer, "warn_low") == "-25"


def test_a_card_is_placed_found_changed_paid_and_taken_out(as_, zon):
    client = as_("Anna")
    until = (clock.today() + timedelta(days=9)).isoformat()
    card = {
        "account": "2",
        "side": "offer",
        "title": "Taart bakken",
        "text": "Op zaterdag",
        "category": "Klussen",
        "until": until,
    }
    address = client.post(f"{HERE}/vraag-en-aanbod/nieuw", data={**card, "price": "2,5"}).location
    assert client.post(f"{HERE}/vraag-en-aanbod/nieuw", data=card).status_code == 422
    seen = as_("Bilal").get(f"{HERE}/vraag-en-aanbod?zoek=TAART+zaterdag&soort=offer")
    assert "Taart bakken" in seen.text
    assert "Taart bakken" not in as_("Bilal").get(f"{HERE}/vraag-en-aanbod?soort=need").text
    paying = html.fromstring(as_("Bilal").get(address).text).xpath("//main//a[contains(@href, 'betalen')]/@href")[0]
    form = as_("Bilal").get(paying)
    assert (hidden(form, "amount"), hidden(form, "text")) == ("2,5", "Taart bakken")
    assert as_("Bilal").get(f"{address}/wijzigen").status_code == 404
    opened = as_("Anna").get(f"{address}/wijzigen")
    changed = {**card, "price": "3", "opened": hidden(opened, "opened"), "contact": "In De Spil"}
    assert as_("Anna").post(f"{address}/wijzigen", data=changed).status_code == 302
    assert as_("Anna").post(f"{address}/weg").status_code == 302
    assert db.session.scalars(db.select(CurrencyOffer)).one().until < clock.today()
    assert "Taart bakken" not in as_("Bilal").get(f"{HERE}/vraag-en-aanbod").text


def test_an_account_is_opened_and_closed(as_, zon, client, sign_in):
    newcomer = UserFactory(name="Nieuw")
    neighbourhoods.join(zon.place, newcomer, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    db.session.commit()
    assert as_("Dina").post(f"{HERE}/rekeningen/nieuw", data={"holder": f"p{newcomer.id}"}).status_code == 302
    number = currencies.account_of(zon.currency, newcomer).number
    sign_in(client, newcomer)
    assert client.get(f"{HERE}/rekeningen/{number}/sluiten").status_code == 200
    assert client.post(f"{HERE}/rekeningen/{number}/sluiten").status_code == 302
    assert client.post(f"{HERE}/rekening").status_code == 302
    assert currencies.account_of(zon.currency, newcomer).closed_on is None


def test_a_neighbourhood_without_a_currency_says_what_one_is(client, sign_in, app):
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
    manager = ManagerFactory()
    db.session.commit()
    sign_in(client, manager)
    assert "beginnen" in client.get(HERE).text
    sent = {"name": "De Ster", "unit": "ster", "units": "sterren", "decimals": "0"}
    assert client.post(f"{HERE}/beginnen", data=sent).location == f"{HERE}/regels"
    assert client.get(HERE).status_code == 200
    assert currencies.of_neighbourhood(place.id).decimals == 0
    neighbourhoods.join(place, UserFactory(), NeighbourhoodRole.DRIVER, today=clock.today())
    for path in ("/regels", "/rekeningen", "/vraag-en-aanbod"):
        assert client.get(f"{HERE}{path}").status_code == 200


def test_a_name_that_two_change_is_a_choice(as_, zon):
    client = as_("Dina")
    opened = hidden(client.get(f"{HERE}/naam"), "opened")
    accounts.rename(zon.currency, accounts.CurrencyStart("De Maan", "zon", "zonnen", "een uur werk", 1))
    db.session.commit()
    sent = {"name": "De Ster", "unit": "zon", "units": "zonnen", "worth": "een uur werk", "opened": opened}
    answer = client.post(f"{HERE}/naam", data=sent)
    assert answer.status_code == 409
    assert "De Maan" in answer.text
