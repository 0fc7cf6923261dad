"""Every form of the demo, filled in as nobody should: an answer in words each time, never a broken page, never a half-stored thing.

What is tried once, and why that is enough:
- a form of which every copy is read by the same lines, whatever it is about (`ONE_FORM`), is opened and tried for two of those things;
- a list of pages (`LISTS`: questions, facts) is walked by the first person who comes across it; others open two of it, and what is new;
  of a list of which every page has the same forms or none (`SAME_FORMS`: words, clauses, authorities) all open two, of files one;
- of the values that the same lines tell apart in the same way (`ALIKE_VALUES`: digits of other scripts; two numbers that are none) an
  address meets one, in turn;
- a control meets what it can take otherwise (`TAKEN`): nobody reads a number out of a list of choices, or a day out of a text of many
  lines; a line of text may be anything;
- forms of one address with the same kinds of fields are siblings: the first meets every value, the others one in twelve, in turn; two
  addresses that the same lines read (`SAME_LINES`) are one;
- one field at a time: of the first of siblings the fields of a kind meet every value of `SINGLE` together, and each of them two at
  least; each field of the others meets one, in turn; what is hidden is tried for the first form of an address;
- PostgreSQL meets what it takes otherwise than SQLite does: signs it cannot keep, numbers and days out of its range, long texts. It
  holds the rows of the demo on SQLite, and so has the same forms; that the demo can be filled on it stands in tests/home;
- the questions of a self-declaration that are answered in the same way are read by the same lines: of two of each the values are
  tried as above, the others meet one, in turn;
- a file instead of a text is tried for the first of the forms that have the same kinds of fields;
- what would send the same bytes to the same form again is not sent.
"""

import io
import re
import shutil
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import pytest
from flask_migrate import stamp
from lxml import html
from sqlalchemy import event, text

from incubator.accounts import queries as accounts
from incubator.core.db import Base, db
from tests.copies import to_postgresql
from tests.routes import LISTS, ONE_FORM, OPENED_ELSEWHERE, SAME_FORMS, Routes

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
    "past 32 bits": "3000000000",
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
# What the same lines tell apart in the same way.
ALIKE_VALUES = (
    ("arabic digits", "wide digits"),
    ("exponent", "past 32 bits"),
    ("infinity", "float"),
    ("no number", "underscore"),
    ("long", "words"),
    ("emoji", "rtl"),
)
# What a kind of control can take otherwise than the rest.
CHOICES = {"empty", "missing", "nul", "surrogate", "long", "words", "huge", "past 32 bits", "negative", "html"}
DAYS = {
    *("empty", "missing", "nul", "surrogate", "long", "html", "huge", "date", "early", "late", "next century"),
    *ALIKE_VALUES[0],
}
LINES = {
    *("empty", "blank", "missing", "long", "words", "nul", "control", "surrogate", "emoji", "rtl", "html"),
    "huge",
    "date",
}
TAKEN = {"radio": CHOICES, "checkbox": CHOICES, "select": CHOICES, "file": CHOICES, "date": DAYS, "textarea": LINES}
ANYTHING = {*HOSTILE, "missing"} - {"next century"}  # what every other control takes
OTHERS = 12  # of so many values the other forms of an address meet one
HOSTILE_INPUT = pytest.mark.xdist_group("hostile")  # one worker fills the demo and looks for its forms
REFUSED = {400, 404, 409, 413, 422}
ECHOED = ("emoji", "html")
FOLLOWED = re.compile(r"^/(?!static/|mails)")
ALIKE = re.compile(r"\d+|[?].*$|(?<=^/cooperaties/)[^/]+|(?<=^/leren/)[^/]+")
FIRST = 2  # so many of what is alike
ASKED = re.compile(r"^q[0-9a-f]{16}")  # a question of a self-declaration; what stands behind it is how it is answered
# The one profile of a group and one of several are the same form.
SAME_LINES = {"watch.one_profile": "watch.profile"}
SINGLE = ("nul", "long", "huge", "late", "missing")  # what each field meets alone
OTHERWISE = {"nul", "surrogate", "long", "huge", "past 32 bits", "early", "late", "infinity", "no number"}


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
        """The same for forms of an address with the same kinds of fields."""
        return *self.lines, tuple(sorted({kind for _, kind, _ in self.fields}))

    @property
    def lines(self) -> tuple[str, str]:
        """What reads this form."""
        return SAME_LINES.get(self.endpoint, self.endpoint), self.method

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
    for element in page.iter("form"):
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
    """Which pages one person opens: two of each kind, and of a list that others have walked what they have not opened.

    What gave somebody a file gives nobody a form.
    """

    def __init__(self, routes, walked, gave_files):
        self._routes, self._walked, self._gave_files = routes, walked, gave_files
        self._kinds, self._files = Counter(), set()

    def opens(self, path):
        kind, endpoint = ALIKE.sub("*", path), self._routes.endpoint(path)
        if kind in self._gave_files:
            return False
        # Each of the lessons has the same forms, and so has each lesson on the desk of the manager.
        if endpoint.partition(".")[0] in {"learning", "lesson_desk"} or endpoint in OPENED_ELSEWHERE:
            kind = endpoint
        if endpoint in ONE_FORM | SAME_FORMS | self._files or (endpoint in LISTS and kind in self._walked):
            kind = endpoint
        self._kinds[kind] += 1
        return self._kinds[kind] <= FIRST

    def no_page(self, path):
        """What gave a file holds no form, under whichever name it gives another."""
        self._files.add(self._routes.endpoint(path))
        self._gave_files.add(ALIKE.sub("*", path))

    def kinds(self):
        return set(self._kinds)


def crawl(client, routes, walk):
    """Every kind of form that this person comes across."""
    waiting, seen, forms = ["/"], {"/"}, {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.mimetype != "text/html":
            walk.no_page(path)
            answer.close()
            continue
        if answer.status_code == 302:
            target = urlsplit(answer.location).path
            if target not in seen:
                seen.add(target)
                waiting.append(target)
            continue
        page = html.document_fromstring(answer.get_data(as_text=True))
        for form in forms_on(page, path, routes):
            if form.fields:
                forms.setdefault(form.signature, form)
        for link in page.iter("a"):
            target = urlsplit(link.get("href") or "")
            if target.netloc or not FOLLOWED.match(target.path) or target.path in seen or not walk.opens(target.path):
                continue
            seen.add(target.path)
            waiting.append(target.path)
    return list(forms.values())


class Ledger:
    """Whether something was stored since one last asked."""

    def __init__(self, engine):
        self.written = self.stored = self.changed = False
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "rollback", self._rollback)

    def _statement(self, _connection, _cursor, statement, *_rest):
        self.written = self.written or statement.split(None, 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}

    def _commit(self, _connection):
        self.stored, self.changed = self.stored or self.written, self.changed or self.written
        self.written = False

    def _rollback(self, _connection):
        self.written = False

    def asked(self):
        stored, self.stored = self.stored, False
        return stored


@contextmanager
def watched(app, demo):
    """The demo, its forms, and what is stored in it."""
    app.ledger, app.forms = Ledger(db.engine), demo.forms
    yield app
    db.session.remove()
    db.engine.dispose()


@pytest.fixture(scope="module")
def demo(make_demo):
    """The forms of the demo, and the database in which they were found."""
    app = make_demo()
    with app.app_context():
        forms = forms_of_everyone(app)
        db.session.remove()
        with db.engine.connect() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    return SimpleNamespace(forms=forms, path=Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")))


@pytest.fixture(scope="module")
def on_sqlite(make_demo, demo):
    app = make_demo()
    with app.app_context(), watched(app, demo):
        app.path, app.whole = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")), demo.path
        yield app


@pytest.fixture(scope="module")
def on_postgresql(make_demo, demo, postgresql_server):
    url = postgresql_server.create()
    app = make_demo(database_url=url)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        stamp()
        to_postgresql(demo.path, db.engine)
        with watched(app, demo):
            yield app
    postgresql_server.drop(url)


def put_back(app):
    """As the demo was. On PostgreSQL what was stored stays: the next form meets it."""
    if not hasattr(app, "path") or not app.ledger.changed:
        return
    app.ledger.changed = False
    db.session.remove()
    db.engine.dispose()
    for leftover in (app.path.with_name(app.path.name + "-wal"), app.path.with_name(app.path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    shutil.copyfile(app.whole, app.path)


def sign_in(client, email):
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = accounts.by_email(email).get_id(), True


def send(client, form, sent):
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, values in sent.items() for value in values]
    body = urlencode(pairs)
    if form.method == "GET":
        return client.get(form.action, query_string=body)
    return client.post(form.action, data=body, content_type="application/x-www-form-urlencoded")


def tries_of(app, plan):
    """Every kind of form, by the first who comes across it: (client, form, field, name of the value, value)."""
    for person, form in app.forms:
        client = app.test_client()
        put_back(app)
        sign_in(client, person)
        sent = []
        for field, what in plan.tries(form):
            value = HOSTILE.get(what)
            filled_in = form.filled(field, value)
            if filled_in not in sent:
                sent.append(filled_in)
                yield client, form, field, what, value


def forms_of_everyone(app):
    """Who comes first across each kind of form, and the form."""
    routes, walked, gave_files = Routes(app), set(), set()
    known, copies = {}, Counter()
    for person in PEOPLE:
        client = app.test_client()
        sign_in(client, person)
        walk = Walk(routes, walked, gave_files)
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


class Plan:
    """What each form meets; it remembers what forms of the same address have met."""

    def __init__(self):
        self._turns, self._numbers, self._known = {}, Counter(), set()

    def tries(self, form):
        """(Field or none for all that one can fill in, name of the value) for the next form."""
        self._turns.setdefault(form.lines, len(self._turns))
        self._numbers[form.lines] += 1
        yield from self._of(form, self._numbers[form.lines], form.siblings not in self._known)
        self._known.add(form.siblings)


class AllAtOnce(Plan):
    """All that one can fill in is the same value."""

    def __init__(self, values=frozenset({*HOSTILE, "missing"})):
        super().__init__()
        self._values = values

    def _of(self, form, number, is_first):
        taken = self._taken(form)
        return [(None, what) for what in (taken if is_first else taken[number % OTHERS :: OTHERS])]

    def _taken(self, form):
        """The values that its controls take, in their order; of values that are alike the one whose turn it is."""
        kinds = {kind for _, kind, _ in form.fields if kind != "hidden"}
        taken = set().union(*(TAKEN.get(kind, ANYTHING) for kind in kinds)) & self._values
        for alike in ALIKE_VALUES:
            among = [what for what in alike if what in taken]
            if among:
                taken -= set(among)
                taken.add(among[self._turns[form.lines] % len(among)])
        return [what for what in (*HOSTILE, "missing") if what in taken]


class OneByOne(Plan):
    """One field at a time. Who has one field only was filled in all at once."""

    def _of(self, form, number, is_first):
        kinds = {name: kind for name, kind, _ in form.fields}
        names = set(kinds) if number == 1 else form.visible
        if len(form.visible) == 1:
            names = names - form.visible
        # The cells of a column are read by the same line, whichever row they stand in.
        names = sorted({ALIKE.sub("*", name): name for name in sorted(names, reverse=True)}.values())
        met, tried = Counter(), Counter()
        sizes = Counter(kinds[name] for name in names)
        for name in names:
            kind, question = kinds[name], (ASKED.sub("", name), kinds[name])
            values = [what for what in SINGLE if what in TAKEN.get(kind, ANYTHING)]
            met[question] += 1
            many = max(2, -(-len(values) // sizes[kind])) if is_first and met[question] <= FIRST else 1
            for place in range(tried[kind], tried[kind] + many):
                yield name, values[(number + place) % len(values)]
            tried[kind] += many


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


def problems(app, plan):
    wrong = []
    for client, form, field, what, value in tries_of(app, plan):
        problem = problem_with(app, client, form, field, what, value)
        if problem is not None:
            wrong.append((form.method, form.action, field, what, problem))
    return "\n".join(map(str, wrong))


@HOSTILE_INPUT
@pytest.mark.parametrize("plan", [AllAtOnce, OneByOne], ids=["all_at_once", "one_by_one"])
def test_no_form_breaks(on_sqlite, plan):
    assert not problems(on_sqlite, plan())


@HOSTILE_INPUT
@pytest.mark.parametrize("kept", [{"hidden"}, set()], ids=["what-one-sees", "all"])
def test_a_file_where_a_text_belongs_is_answered_in_words(on_sqlite, kept):
    wrong, known = [], set()
    for person, form in on_sqlite.forms:
        if form.method != "POST" or form.siblings in known:
            continue
        known.add(form.siblings)
        put_back(on_sqlite)
        client = on_sqlite.test_client()
        sign_in(client, person)
        on_sqlite.ledger.asked()
        answer = client.post(form.action, data=form.as_files(kept), content_type="multipart/form-data")
        if answer.status_code >= 500 or (answer.status_code in REFUSED and on_sqlite.ledger.asked()):
            wrong.append((form.action, answer.status_code))
        answer.close()
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.postgresql
@HOSTILE_INPUT
def test_no_form_breaks_on_postgresql(on_postgresql):
    assert not problems(on_postgresql, AllAtOnce(OTHERWISE))
