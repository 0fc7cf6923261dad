"""A code from a phone after the password: asked where it must be, never got round, and used once."""

from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
import time_machine
from lxml import html
from sqlalchemy import select

from incubator.accounts import queries, services
from incubator.accounts.commands import group
from incubator.accounts.models import RecoveryCode, Role, SecondFactor, TokenPurpose, User
from incubator.accounts.rules import must_have_second_factor
from incubator.accounts.services import second_factor
from incubator.accounts.views.blueprint import limiter
from incubator.core import clock, sealing
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.errors import RuleViolation
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_door import HOSTILE, enter, mails, signed_in
from tests.at_once import at_once
from tests.factories import ManagerFactory, UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _early_in_a_step():
    """No code grows old while a test uses it."""
    start = clock.now().replace(second=3)
    with time_machine.travel(start):
        yield


@pytest.fixture
def policy(app):
    """`policy("staff")`: whom a second step is asked of in this test."""
    before = app.extensions["incubator"]

    def choose(name):
        app.extensions["incubator"] = replace(before, second_factor=name)

    choose("optional")
    yield choose
    app.extensions["incubator"] = before


@pytest.fixture
def phone(policy, fatma):
    """Fatma's app is connected. Gives what it shows at a moment."""
    connect(fatma)
    return shown


def connect(user):
    with transaction(actor=SYSTEM):
        sealed = sealing.seal(second_factor.PURPOSE, SECRET)
        db.session.add(SecondFactor(user_id=user.id, secret=sealed, last_step=0, since=clock.now()))


def shown(steps=0, secret=SECRET):
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30 * steps))


def give(client, code):
    return client.post("/inloggen/code", data={"code": code})


def a_wrong_code():
    near = {shown(steps) for steps in range(-3, 4)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in near)


def set_up(client, password=PASSWORD, path="/account/tweede-stap/instellen"):
    """Read the key off the page as someone does who has no camera, and fill in the first code."""
    page = html.document_fromstring(client.get(path).text)
    secret = page.find_class("key")[0].text_content().replace(" ", "")
    return client.post(path, data={"code": shown(secret=secret), "password": password}), secret


def codes_on(page):
    return [each.text_content() for each in html.document_fromstring(page.text).find_class("codes")[0]]


def test_after_the_password_there_is_no_session_until_the_code_is_right(client, fatma, phone):
    answer = enter(client, query="?next=/account/wachtwoord")
    assert answer.location == "/inloggen/code"
    assert not signed_in(client)
    wrong = give(client, a_wrong_code())
    assert wrong.status_code == 422
    assert "Deze code klopt niet" in wrong.text
    assert not signed_in(client)
    assert give(client, shown()).location == "/account/wachtwoord"
    assert signed_in(client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 41, "123456\x00x"])
def test_what_is_no_code_is_refused_in_words(client, fatma, phone, typed):
    enter(client)
    assert give(client, typed).status_code == 422
    assert not signed_in(client)


def test_blanks_in_a_code_do_not_matter(client, fatma, phone):
    enter(client)
    code = shown()
    assert give(client, f" {code[:3]} {code[3:]} ").status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_the_clock_of_a_phone_may_be_off_by_one_step(client, fatma, phone, steps, status):
    enter(client)
    assert give(client, shown(steps)).status_code == status


def test_a_code_is_used_once(app, client, fatma, phone):
    code = shown()
    enter(client)
    give(client, code)
    other = app.test_client()
    enter(other)
    assert give(other, code).status_code == 422
    assert give(other, shown(-1)).status_code == 422  # nor an earlier one
    assert give(other, shown(1)).status_code == 302


@pytest.mark.both_databases
def test_of_two_who_use_a_code_at_once_one_gets_in(app, database):
    user_id = UserFactory().id
    connect(db.session.get_one(User, user_id))

    def use():
        with transaction(actor=SYSTEM):
            return second_factor.check(db.session.get_one(User, user_id), code, now=now)

    now = clock.now()
    code = shown()
    outcomes = at_once(app, use, use)
    assert sorted(map(type, outcomes), key=str) == sorted([bool, second_factor.WrongCode], key=str)


@pytest.mark.both_databases
def test_of_two_who_use_a_recovery_code_at_once_one_gets_in(app, database):
    user_id = UserFactory().id
    connect(db.session.get_one(User, user_id))
    with transaction(actor=SYSTEM):
        code = second_factor._write_recovery_codes(db.session.get_one(User, user_id))[0]

    def use():
        with transaction(actor=SYSTEM):
            return second_factor.check(db.session.get_one(User, user_id), code, now=clock.now())

    outcomes = at_once(app, use, use)
    assert sum(outcome is True for outcome in outcomes) == 1
    assert sum(isinstance(outcome, second_factor.WrongCode) for outcome in outcomes) == 1
    assert len(queries.recovery_codes(db.session.get_one(User, user_id))) == 9


@pytest.mark.both_databases
def test_of_two_who_set_it_up_at_once_one_does(app, database):
    user_id = UserFactory(password_hash=services.hasher.hash(PASSWORD)).id
    sealed = [second_factor.new_secret() for _ in range(2)]
    now = clock.now()

    def turn_on(secret):
        with transaction(actor=SYSTEM):
            code = shown(secret=second_factor.secret_for_app(secret))
            second_factor.turn_on(db.session.get_one(User, user_id), secret, code, PASSWORD, now=now)

    outcomes = at_once(app, *[lambda secret=secret: turn_on(secret) for secret in sealed])
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert len(queries.recovery_codes(db.session.get_one(User, user_id))) == 10


def test_between_password_and_code_lie_ten_minutes_at_most(client, fatma, phone):
    with time_machine.travel(clock.now(), tick=False) as moment:
        enter(client, query="?next=/account/wachtwoord")
        moment.shift(timedelta(minutes=10))
        assert client.get("/inloggen/code").status_code == 200
        moment.shift(timedelta(seconds=1))
        answer = give(client, shown())
        assert answer.status_code == 410
        assert "next=/account/wachtwoord" in answer.text
        assert not signed_in(client)


def test_the_page_of_the_code_is_for_who_gave_a_password(client, fatma, phone):
    assert client.get("/inloggen/code").status_code == 410
    assert give(client, shown()).status_code == 410
    assert not signed_in(client)


def test_who_waits_for_a_code_is_out_when_the_password_changes(client, fatma, phone, session):
    enter(client)
    services.set_password(fatma, "een heel andere lange zin")
    session.commit()
    assert give(client, shown()).status_code == 410
    assert not signed_in(client)


@pytest.mark.parametrize("target", HOSTILE)
def test_after_the_code_one_never_lands_elsewhere(client, fatma, phone, target):
    client.post("/inloggen", query_string={"next": target}, data={"email": fatma.email, "password": PASSWORD})
    assert give(client, shown()).location == "/"


def test_a_very_long_way_to_go_on_does_not_fill_the_cookie(client, fatma, phone):
    enter(client, query=f"?next=/{'a' * 5000}")
    assert give(client, shown()).location == "/"


def test_a_device_is_remembered_only_after_the_code(client, fatma, phone):
    enter(client, remember="y")
    assert client.get_cookie("remember_token") is None
    give(client, shown())
    assert client.get_cookie("remember_token") is not None


def test_a_new_password_by_mail_does_not_get_round_the_code(client, fatma, phone, session):
    secret = services.issue_token(fatma, TokenPurpose.PASSWORD_RESET, now=clock.now())
    session.commit()
    new = "nog een lange zin erbij"
    answer = client.post(f"/wachtwoord/password-reset/{secret}", data={"password": new, "again": new})
    assert answer.location == "/inloggen/code"
    assert not signed_in(client)
    assert give(client, shown()).location == "/"


def test_setting_it_up_gives_ten_codes_on_paper_that_each_work_once(app, client, policy, fatma):
    other = app.test_client()
    enter(client)
    enter(other)
    answer, _secret = set_up(client)
    codes = codes_on(answer)
    assert len(set(codes)) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    assert signed_in(client)
    assert not signed_in(other)  # it came in without a code
    assert "tweede stap" in mails("fatma@example.org")[-1].subject
    for expected in (302, 422):
        client.post("/uitloggen")
        enter(client)
        assert give(client, codes[0].replace(" ", "-")).status_code == expected
    assert "Herstelcodes over" in (give(client, codes[1]) and client.get("/account/tweede-stap").text)
    assert len(queries.recovery_codes(fatma)) == 8
    assert "herstelcode" in mails("fatma@example.org")[-1].subject


def test_setting_up_asks_for_the_password_and_the_code(client, policy, fatma):
    enter(client)
    answer, secret = set_up(client, password="verkeerd")
    assert answer.status_code == 422
    assert "Dit is niet je huidige wachtwoord." in answer.text
    page = html.document_fromstring(answer.text)
    assert page.find_class("key")[0].text_content().replace(" ", "") == secret  # a mistake does not change the key
    path = "/account/tweede-stap/instellen"
    assert client.post(path, data={"code": a_wrong_code(), "password": PASSWORD}).status_code == 422
    assert queries.second_factor(fatma) is None


def test_the_code_of_the_set_up_does_not_let_anyone_in_again(client, policy, fatma):
    enter(client)
    _answer, secret = set_up(client)
    client.post("/uitloggen")
    enter(client)
    assert give(client, shown(secret=secret)).status_code == 422
    assert give(client, shown(1, secret=secret)).status_code == 302


def test_the_picture_is_readable_without_styles_or_scripts(client, policy, fatma):
    enter(client)
    page = html.document_fromstring(client.get("/account/tweede-stap/instellen").text)
    (picture,) = page.find_class("qr")
    assert picture.find("title").text == "QR-code voor je app"
    assert any(path.get("fill") == "#fff" for path in picture.iter("path"))


def test_turning_it_off_asks_for_the_password_and_a_code(client, fatma, phone):
    enter(client)
    give(client, shown(-1))
    path = "/account/tweede-stap/uitzetten"
    assert client.post(path, data={"code": shown(), "password": "verkeerd"}).status_code == 422
    assert client.post(path, data={"code": a_wrong_code(), "password": PASSWORD}).status_code == 422
    assert queries.second_factor(fatma) is not None
    assert client.post(path, data={"code": shown(), "password": PASSWORD}).location == "/account/tweede-stap"
    assert queries.second_factor(fatma) is None
    assert mails("fatma@example.org")[-1].subject == "Je tweede stap bij het inloggen staat uit"
    client.post("/uitloggen")
    assert enter(client).location == "/"


def test_new_codes_on_paper_replace_the_others(client, policy, fatma):
    enter(client)
    answer, secret = set_up(client)
    old = codes_on(answer)
    data = {"code": shown(1, secret=secret), "password": PASSWORD}
    new = codes_on(client.post("/account/tweede-stap/herstelcodes", data=data))
    client.post("/uitloggen")
    enter(client)
    assert give(client, old[0]).status_code == 422
    assert give(client, new[0]).status_code == 302


@pytest.mark.parametrize(
    ("name", "asked"),
    [("off", []), ("optional", []), ("managers", ["manager"]), ("staff", ["coach", "manager"])],
)
def test_who_must_have_one_depends_on_the_setting(name, asked):
    assert sorted(role.value for role in Role if must_have_second_factor(name, role.value)) == asked


def test_who_must_have_one_gets_no_further_than_setting_it_up(client, policy):
    policy("managers")
    ManagerFactory(email="bas@example.org", password_hash=services.hasher.hash(PASSWORD))
    enter(client, "bas@example.org")
    for path in (
        "/",
        "/account",
        "/account/wachtwoord",
        "/beheer",
        "/beheer/mensen",
        "/aankondigingen/",
        "/cooperaties/",
    ):
        answer = client.get(path)
        assert answer.location == f"/account/tweede-stap/instellen?next={path}", path
    assert client.post("/cooperaties/nieuw", data={"name": "x"}).status_code == 302
    assert client.get("/account", headers={"Accept": "application/json"}).status_code == 403
    assert client.get("/gezond").status_code == 200
    answer, _secret = set_up(client, path="/account/tweede-stap/instellen?next=/beheer/mensen")
    assert 'href="/beheer/mensen"' in answer.text
    assert client.get("/beheer/mensen").status_code == 200


@pytest.mark.parametrize("target", HOSTILE)
def test_after_setting_up_one_never_lands_elsewhere(client, policy, fatma, target):
    enter(client)
    page = html.document_fromstring(client.get("/account/tweede-stap/instellen").text)
    secret = page.find_class("key")[0].text_content().replace(" ", "")
    data = {"code": shown(secret=secret), "password": PASSWORD}
    answer = client.post("/account/tweede-stap/instellen", query_string={"next": target}, data=data)
    assert "evil" not in answer.text


def test_who_must_set_it_up_can_go_away(client, policy):
    policy("managers")
    ManagerFactory(email="bas@example.org", password_hash=services.hasher.hash(PASSWORD))
    enter(client, "bas@example.org")
    assert client.post("/uitloggen").location == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("name", "status"), [("managers", 200), ("staff", 302)])
def test_a_coach_must_have_one_where_staff_must(client, policy, sign_in, name, status):
    policy(name)
    assert sign_in(client, UserFactory(role=Role.COACH)).get("/account").status_code == status


def test_who_becomes_a_manager_is_led_to_it_at_once(client, policy, fatma, sign_in, session):
    policy("managers")
    sign_in(client, fatma)
    assert client.get("/account").status_code == 200
    fatma.role = Role.MANAGER
    session.commit()
    assert client.get("/account").status_code == 302


def test_off_is_off_for_everyone(client, policy, fatma, phone):
    policy("off")
    assert enter(client).location == "/"
    for path in ("", "/instellen", "/herstelcodes", "/uitzetten"):
        assert client.get(f"/account/tweede-stap{path}").status_code == 404
    assert "tweede-stap" not in client.get("/account").text


def test_a_manager_takes_it_away_from_who_lost_the_phone(app, client, fatma, phone, sign_in):
    bas = ManagerFactory(name="Bas", email="bas@example.org")
    hers = sign_in(app.test_client(), fatma)
    sign_in(client, bas)
    path = f"/beheer/mensen/{fatma.id}"
    assert "tweede-stap" in client.get(path).text
    assert client.post(f"{path}/tweede-stap").location == path
    assert queries.second_factor(fatma) is None
    assert not signed_in(hers)
    assert [len(mails(who)) for who in ("fatma@example.org", "bas@example.org")] == [1, 1]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.table_name == "second_factors")).all()[-1]
    assert (entry.action, entry.actor) == ("delete", bas.audit_name)
    client.post(f"{path}/tweede-stap")
    assert "Dit account heeft geen tweede stap." in client.get(path).text


def test_a_manager_does_not_take_away_their_own(client, policy, sign_in):
    bas = ManagerFactory()
    connect(bas)
    sign_in(client, bas)
    client.post(f"/beheer/mensen/{bas.id}/tweede-stap")
    assert queries.second_factor(bas) is not None


def test_the_command_takes_it_away_and_mails_its_owner(app, fatma, phone):
    runner = app.test_cli_runner()
    assert runner.invoke(group, ["reset-second-factor", " Fatma@example.org"]).exit_code == 0
    assert queries.second_factor(fatma) is None
    assert len(mails("fatma@example.org")) == 1
    assert runner.invoke(group, ["reset-second-factor", "fatma@example.org"]).exit_code == 1
    assert runner.invoke(group, ["reset-second-factor", "niemand@example.org"]).exit_code == 1


def test_nothing_of_the_secret_is_stored_readably(client, policy, fatma, caplog):
    caplog.set_level("DEBUG")
    enter(client)
    answer, secret = set_up(client)
    codes = [code.replace(" ", "") for code in codes_on(answer)]
    stored = [queries.second_factor(fatma).secret, *[code.code_hash for code in queries.recovery_codes(fatma)]]
    trail = str([entry.changes for entry in db.session.scalars(select(AuditEntry))])
    for hidden in (secret, *codes):
        assert hidden not in str(stored)
        assert hidden not in caplog.text
    for hidden in (secret, *codes, *stored):
        assert hidden not in trail


def test_the_session_of_who_sets_it_up_does_not_hold_the_key_readably(client, policy, fatma):
    enter(client)
    page = html.document_fromstring(client.get("/account/tweede-stap/instellen").text)
    secret = page.find_class("key")[0].text_content().replace(" ", "")
    with client.session_transaction() as cookie:
        assert secret not in str(dict(cookie))


def test_another_secret_key_makes_codes_unreadable_and_the_page_says_what_to_do(app, client, fatma, phone):
    app.extensions["incubator"] = replace(app.extensions["incubator"], secret_key="another-secret-for-these-tests-x")
    enter(client)
    assert "Vraag een beheerder" in give(client, shown()).text
    assert not signed_in(client)


def test_it_goes_with_the_account(app, policy, fatma, session):
    fatma_id = fatma.id
    connect(fatma)
    with transaction(actor=SYSTEM):
        second_factor._write_recovery_codes(fatma)
        assert services.export_account(fatma)["second_factor"]["recovery_codes_left"] == 10
        services.delete_account(fatma, known_as="voormalig deelnemer", now=clock.now())
    assert session.get(SecondFactor, fatma_id) is None
    assert session.scalars(select(RecoveryCode)).all() == []


@pytest.fixture
def limited(make_app):
    """A client of an application with the limits on; off again afterwards, because the limiter is one for all."""
    strict = make_app(rate_limits=True, second_factor="optional")
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        connect(UserFactory(email="fatma@example.org", password_hash=services.hasher.hash(PASSWORD)))
        limiter.reset()
        yield strict.test_client()
        limiter.reset()
        limiter.enabled = False
        db.session.remove()
        db.engine.dispose()


def test_guessing_codes_ends_with_when_to_try_again(limited):
    enter(limited)
    answers = [give(limited, a_wrong_code()) for _attempt in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert 200 < int(answers[-1].headers["Retry-After"]) <= 301
    limited.delete_cookie("session")
    enter(limited)
    assert give(limited, shown()).status_code == 429  # another session of the same account is held back too


def test_guessing_codes_from_many_places_ends_too(limited):
    enter(limited)
    statuses = []
    for number in range(101):
        place = {"REMOTE_ADDR": f"198.51.100.{number}"}
        answer = limited.post("/inloggen/code", data={"code": a_wrong_code()}, environ_overrides=place)
        statuses.append(answer.status_code)
    assert statuses == [422] * 100 + [429]


def test_guessing_passwords_says_when_to_try_again(limited):
    answers = [enter(limited, password="gok") for _attempt in range(11)]
    assert 200 < int(answers[-1].headers["Retry-After"]) <= 301
