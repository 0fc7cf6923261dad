"""Every form of the demo, filled in as nobody should: an answer in words each time, never a broken page, never a half-stored thing.

What is tried once, and why that is enough:
- a form of which every copy is read by the same lines, whatever it is about (`ONE_FORM`), is opened and tried for two of those things;
- a list of pages (`LISTS`: questions, facts) is walked by the first person who comes across it; others open two of it, and what is new;
- forms of one address with the same kinds of fields are siblings: the first meets every value, the others one in six, in turn; one
  field at a time what is hidden is tried for the first, and each field of the others meets one of the values, in turn;
- PostgreSQL meets what it takes otherwise than SQLite does: signs it cannot keep, numbers and days out of its range, long texts;
- two addresses that the same lines read (`SAME_LINES`) are siblings too;
- the questions of a self-declaration that are answered in the same way are read by the same lines: two of each meet every value, the
  others one of them, in turn;
- what would send the same bytes to the same form again is not sent.
"""

import io
import re
import shutil
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from argon2 import PasswordHasher
from lxml import html
from sqlalchemy import event, text

from incubator.accounts import queries as accounts
from incubator.accounts import services
from incubator.core import schema
from incubator.core.db import db
from incubator.seed import filling
from tests.routes import LISTS, ONE_FORM, OPENED_ELSEWHERE, Routes

PEOPLE = (
    "aisha@example.org",
    "fatima@example.org",
    "lotte@example.org",
    "marijke@example.org",
    "annemiek@example.org",
)
HOSTILE = {
    "empty": "",
    "blank": "  \t ",
    "long": "a" * 100_000,
    "words": "groen onderhoud " * 400,
    "nul": "voor\x00na",
    "control": "een\x01\x08\x1b\x7f\x85twee",
    "emoji": "👩🏽‍🌾🇳🇱 groen",
    "rtl": "\u202eneerg\u202c עברית",
    "html": "<script>alert(1)</script>\"'><b>&amp;",
    "negative": "-1",
    "huge": "9" * 40,
    "float": "1e400",
    "date": "2026-02-31",
    "early": "0001-01-01",
    "late": "9999-12-31",
    "arabic digits": "١٢٣",
    "wide digits": "１２３",
    "exponent": "1e9",
    "underscore": "1_000",
    "next century": "2199-12-31",
    "infinity": "Infinity",
    "no number": "NaN",
    "surrogate": "half \ud800 teken",
}
ON_SQLITE = pytest.mark.xdist_group("hostile-sqlite")  # one worker fills the demo and looks for its forms
REFUSED = {400, 404, 409, 413, 422}
ECHOED = ("emoji", "html")
FOLLOWED = re.compile(r"^/(?!static/|mails)")
ALIKE = re.compile(r"\d+|[?].*$|(?<=^/cooperaties/)[^/]+|(?<=^/leren/)[^/]+")
FIRST = 2  # so many of what is alike
ASKED = re.compile(r"^q[0-9a-f]{16}")  # a question of a self-declaration; what stands behind it is how it is answered
# The one profile of a group and one of several are the same form.
SAME_LINES = {"watch.one_profile": "watch.profile"}
SINGLE = ("nul", "long", "huge", "late", "missing")  # what each field meets alone
OTHERWISE = {
    *("nul", "surrogate", "control", "long", "negative", "huge", "float", "exponent"),
    *("early", "late", "next century", "infinity", "no number", "missing"),
}


@dataclass(frozen=True)
class Form:
    """A form as someone finds it: where it goes, and what stands in it."""

    action: str
    method: str
    fields: tuple[tuple[str, str, str | None], ...]  # name, kind, value: none where nothing was chosen yet
    endpoint: str

    @property
    def signature(self) -> tuple[object, ...]:
        names = tuple(sorted({ALIKE.sub("*", name) for name, _, _ in self.fields}))
        return ALIKE.sub("*", self.action), self.method, names

    @property
    def siblings(self) -> tuple[object, ...]:
        """The same for forms that the same lines read in the same way."""
        lines = SAME_LINES.get(self.endpoint, self.endpoint)
        return lines, self.method, tuple(sorted({kind for _, kind, _ in self.fields}))

    @property
    def visible(self) -> set[str]:
        """The names of what someone can fill in."""
        return {name for name, kind, _ in self.fields if kind != "hidden"}

    def filled(self, field: str | None, value: str | None) -> dict[str, list[str]]:
        """What a browser would send, with one field (or all that one can fill in) set to something else, or left out."""
        sent: dict[str, list[str]] = {}
        for name, kind, standing in self.fields:
            chosen = name == field if field is not None else kind != "hidden"
            if not chosen and standing is not None:
                sent.setdefault(name, []).append(standing)
            elif chosen and value is not None:
                sent[name] = [value]
        return sent

    def as_files(self, kept: set[str]) -> dict[str, object]:
        """Every field a file, but those of the kinds that are kept."""
        return {name: standing if kind in kept else (io.BytesIO(b"x"), "x.txt") for name, kind, standing in self.fields}


def forms_on(page, path, routes):
    for element in html.document_fromstring(page).iter("form"):
        fields = []
        for control in element.iter("input", "select", "textarea", "button"):
            name, kind = control.get("name"), control.get("type") or control.tag
            if not name or name == "csrf_token" or kind in {"submit"} or control.tag == "button":
                continue
            if kind == "radio" and control.get("checked") is None:
                fields.append((name, kind, None))
                continue
            value = control.value if control.tag in {"select", "textarea"} else control.get("value")
            if control.tag == "select" and control.get("multiple") is not None:
                value = next(iter(control.value), "")
            fields.append((name, kind, value or ""))
        action, method = element.get("action") or path, (element.get("method") or "get").upper()
        yield Form(action, method, tuple(fields), routes.endpoint(action, method))


class Walk:
    """Which pages one person opens: two of each kind, and of a list that others have walked what they have not opened."""

    def __init__(self, routes, walked):
        self._routes, self._walked = routes, walked
        self._kinds = Counter()

    def opens(self, path):
        kind, endpoint = ALIKE.sub("*", path), self._routes.endpoint(path)
        # Each of the lessons has the same forms, and so has each lesson on the desk of the manager.
        if endpoint.partition(".")[0] in {"learning", "lesson_desk"} or endpoint in OPENED_ELSEWHERE:
            kind = endpoint
        if endpoint in ONE_FORM or (endpoint in LISTS and kind in self._walked):
            kind = endpoint
        self._kinds[kind] += 1
        return self._kinds[kind] <= FIRST

    def kinds(self):
        return set(self._kinds)


def crawl(client, routes, walk):
    """Every kind of form that this person comes across."""
    waiting, seen, forms = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.mimetype != "text/html":
            answer.close()
            continue
        if answer.status_code == 302:
            target = urlsplit(answer.location).path
            if target not in seen:
                seen.add(target)
                waiting.append(target)
            continue
        page = answer.get_data(as_text=True)
        for form in forms_on(page, path, routes):
            if form.fields:
                forms.setdefault(form.signature, form)
        for link in html.document_fromstring(page).iter("a"):
            target = urlsplit(link.get("href") or "")
            if target.netloc or not FOLLOWED.match(target.path) or target.path in seen or not walk.opens(target.path):
                continue
            seen.add(target.path)
            waiting.append(target.path)
    return list(forms.values())


class Ledger:
    """Whether something was stored since one last asked."""

    def __init__(self, engine):
        self.written = self.stored = False
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "rollback", self._rollback)

    def _statement(self, _connection, _cursor, statement, *_rest):
        self.written = self.written or statement.split(None, 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}

    def _commit(self, _connection):
        self.stored, self.written = self.stored or self.written, False

    def _rollback(self, _connection):
        self.written = False

    def asked(self):
        stored, self.stored = self.stored, False
        return stored


@contextmanager
def watched(app):
    """The demo, its forms, and what is stored in it."""
    with app.app_context():
        app.ledger = Ledger(db.engine)
        app.forms = forms_of_everyone(app)
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module", autouse=True)
def _cheap_hashes():
    """Argon2 as quick as it can be: what it protects here is nothing."""
    usual, services.hasher = services.hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    services._nobody_hash.cache_clear()
    yield
    services.hasher = usual
    services._nobody_hash.cache_clear()


@pytest.fixture(scope="module")
def on_sqlite(make_demo):
    with watched(make_demo()) as app:
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
        app.path = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
        shutil.copyfile(app.path, app.path.with_suffix(".whole"))
        yield app


@pytest.fixture(scope="module")
def on_postgresql(make_app, postgresql_server):
    url = postgresql_server.create()
    app = make_app(demo=True, database_url=url)
    with app.app_context():
        schema.upgrade()
        filling.fill()
        db.session.remove()
    with watched(app):
        yield app
    postgresql_server.drop(url)


def put_back(app):
    """As the demo was. On PostgreSQL what was stored stays: the next form meets it."""
    if not hasattr(app, "path"):
        return
    db.session.remove()
    db.engine.dispose()
    for leftover in (app.path.with_name(app.path.name + "-wal"), app.path.with_name(app.path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(app.path.with_suffix(".whole"), app.path)


def sign_in(client, email):
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = accounts.by_email(email).get_id(), True


def send(client, form, sent):
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, values in sent.items() for value in values]
    body = urlencode(pairs)
    if form.method == "GET":
        return client.get(form.action, query_string=body)
    return client.post(form.action, data=body, content_type="application/x-www-form-urlencoded")


def tries_of(app, values_of):
    """Every kind of form, by the first who comes across it: (client, form, field, name of the value, value)."""
    alike = Counter()
    for person, form in app.forms:
        alike[form.siblings] += 1
        client = app.test_client()
        put_back(app)
        sign_in(client, person)
        sent = []
        for field, what, value in values_of(form, alike[form.siblings]):
            filled_in = form.filled(field, value)
            if filled_in not in sent:
                sent.append(filled_in)
                yield client, form, field, what, value


def forms_of_everyone(app):
    """Who comes first across each kind of form, and the form."""
    routes, walked = Routes(app), set()
    known, copies = {}, Counter()
    for person in PEOPLE:
        client = app.test_client()
        sign_in(client, person)
        walk = Walk(routes, walked)
        for form in crawl(client, routes, walk):
            copies[form.endpoint] += form.signature not in known
            if form.endpoint not in ONE_FORM or copies[form.endpoint] <= FIRST:
                known.setdefault(form.signature, (person, form))
        walked |= walk.kinds()
    assert {form.endpoint for _person, form in known.values()} >= {
        *ONE_FORM,
        "statutes.question",
        "cooperatives.record",
    }
    assert len(known) > 150
    return list(known.values())


def everything(_form, _number):
    return [(None, what, value) for what, value in (*HOSTILE.items(), ("missing", None))]


def in_turn(form, number):
    """All that one can fill in is the same value: every value for the first of siblings, for the others one in six."""
    whole = everything(form, number)
    return whole if number == 1 else whole[number % 6 :: 6]


def taken_otherwise(form, number):
    """The same, of what PostgreSQL takes otherwise."""
    return [(field, what, value) for field, what, value in in_turn(form, number) if what in OTHERWISE]


def one_by_one(form, number):
    """One field at a time. What is hidden is read alike for all siblings; who has one field only was filled in all at once."""
    names = {name for name, _, _ in form.fields}
    if number > 1:
        names = form.visible
    if len(form.visible) == 1:
        names = names - form.visible
    # The cells of a column are read by the same line, whichever row they stand in.
    names = {ALIKE.sub("*", name): name for name in sorted(names, reverse=True)}.values()
    kinds = {name: kind for name, kind, _ in form.fields}
    tried, met = [], Counter()
    for place, name in enumerate(sorted(names)):
        question = ASKED.sub("", name), kinds[name]
        met[question] += 1
        whole = number == 1 and met[question] <= FIRST
        values = SINGLE if whole else (SINGLE[(number + place) % len(SINGLE)],)
        tried += [(name, what, HOSTILE.get(what)) for what in values]
    return tried


def problem_with(app, client, form, field, what, value):
    """What is wrong with the answer, or nothing."""
    app.ledger.asked()
    try:
        answer = send(client, form, form.filled(field, value))
    except AssertionError as problem:  # the page is not in order
        return str(problem)[:200]
    with closing(answer):
        if answer.status_code >= 500:
            return answer.status_code
        if answer.status_code in REFUSED and app.ledger.asked():
            return f"{answer.status_code}, and something was stored"
        if (
            answer.status_code in REFUSED
            and answer.mimetype == "text/html"
            and what in ECHOED
            and form.method == "POST"
        ):
            return lost(answer, form, value)
    return None


def lost(answer, form, value):
    """The text fields of a refused form that came back without what was typed."""
    page = html.document_fromstring(answer.get_data(as_text=True))
    typed = {name for name, kind, _ in form.fields if kind in {"text", "textarea", "email", "tel"}}
    standing = {
        control.get("name"): control.value for control in page.iter("input", "textarea") if control.get("name") in typed
    }
    missing = sorted(name for name, shown in standing.items() if value.strip() not in (shown or ""))
    return f"lost: {missing}" if missing else None


@ON_SQLITE
@pytest.mark.parametrize("values_of", [in_turn, one_by_one], ids=["all_at_once", "one_by_one"])
def test_no_form_breaks(on_sqlite, values_of):
    wrong = []
    for client, form, field, what, value in tries_of(on_sqlite, values_of):
        problem = problem_with(on_sqlite, client, form, field, what, value)
        if problem is not None:
            wrong.append((form.method, form.action, field, what, problem))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.postgresql
@pytest.mark.xdist_group("hostile-postgresql")
def test_no_form_breaks_on_postgresql(on_postgresql):
    wrong = []
    for client, form, field, what, value in tries_of(on_postgresql, taken_otherwise):
        problem = problem_with(on_postgresql, client, form, field, what, value)
        if problem is not None:
            wrong.append((form.method, form.action, field, what, problem))
    assert not wrong, "\n".join(map(str, wrong))


@ON_SQLITE
@pytest.mark.parametrize("kept", [{"hidden"}, set()], ids=["what-one-sees", "all"])
def test_a_file_where_a_text_belongs_is_answered_in_words(on_sqlite, kept):
    wrong = []
    for person, form in on_sqlite.forms:
        if form.method != "POST":
            continue
        put_back(on_sqlite)
        client = on_sqlite.test_client()
        sign_in(client, person)
        on_sqlite.ledger.asked()
        answer = client.post(form.action, data=form.as_files(kept), content_type="multipart/form-data")
        if answer.status_code >= 500 or (answer.status_code in REFUSED and on_sqlite.ledger.asked()):
            wrong.append((form.action, answer.status_code))
        answer.close()
    assert not wrong, "\n".join(map(str, wrong))
