"""The start pages of a founder and of a coach in an incubator of 500 groups, beside the same template with everything ready.

Ours: the page as a browser gets it. Baseline: under the same server, what the page cannot do without: the statements that it asks,
executed bare on the driver, and the same template rendered from the objects that the view made once. The note tells how many times the
template alone it takes. The coach guides all 500 groups: the hardest case there is.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
import waitress
from flask import Flask, g, has_request_context, request
from sqlalchemy import event, insert
from sqlalchemy.engine import Engine

from incubator.accounts.models import Role, User
from incubator.accounts.permissions import public
from incubator.app import create_app
from incubator.cooperatives.models import CoachAssignment, Cooperative, Participation, ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core import clock, schema
from incubator.core.db import db
from incubator.home.views import front
from incubator.learning.models import Draft
from incubator.learning.queries import EXERCISE, library
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage, WorkItem
from tests.benchmarks.measuring import Result, in_turn, size

PAGES_A_RUN = 10
ANSWER = "Wij doen het groen in de wijk, met negen mensen die er ook wonen. " * 12
STAGES = (RoundStage.APPROVED, RoundStage.RETURNED, RoundStage.SUBMITTED, RoundStage.CLAIMED)


def run() -> list[Result]:
    groups = size("START_GROUPS", 500)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), groups) as (address, cookies):
        return [_compare(name, address, cookie, groups) for name, cookie in cookies.items()]


def _compare(name: str, address: str, cookie: str, groups: int) -> Result:
    with requests.Session() as browser:
        browser.cookies.set("session", cookie)

        def fetch(path: str) -> None:
            for _ in range(PAGES_A_RUN):
                answer = browser.get(f"{address}{path}")
                assert answer.status_code == 200, (path, answer.status_code)
                assert len(answer.content) > 3000, f"{path} is no start page"

        fetch("/")  # the objects and the statements of the baseline are those of these requests
        ours, baseline = in_turn(lambda: fetch("/"), lambda: fetch(f"/least/{name}"), runs=7)
        again, template = in_turn(lambda: fetch("/"), lambda: fetch(f"/ready/{name}"), runs=7)
    note = f"{groups} groups, median of 7 times {PAGES_A_RUN} pages; {again / template:.2f} times the template alone"
    return Result(f"start page of a {name}", ours / PAGES_A_RUN, baseline / PAGES_A_RUN, 3.0, note)


@contextmanager
def serving(instance: Path, groups: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The filled application under waitress; its address, and the session cookies of the founder and the coach."""
    app = create_app(instance=instance, timetable=False, secret_key="a-secret-for-benchmarks-long-enough")
    with app.app_context():
        schema.upgrade()
        users = fill(groups)
    _offer_ready_pages(app, users)
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}", {name: cookie_of(app, user) for name, user in users.items()}
    finally:
        server.close()


def cookie_of(app: Flask, user: User) -> str:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = user.get_id(), True
    return client.get_cookie("session").value


def _offer_ready_pages(app: Flask, users: dict[str, User]) -> None:
    """Remember what the view asks and what it gives to its template, and offer pages that do just that."""
    ready: dict[int, tuple[str, dict[str, Any]]] = {}
    asked: dict[int, list[tuple[str, Any]]] = {}
    render = front.render_template

    @event.listens_for(Engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if has_request_context() and request.path == "/":
            g.setdefault("statements", []).append((statement, values))

    def remember(template: str, **objects: Any) -> str:
        ready.setdefault(front.current_user.id, (template, objects))
        asked[front.current_user.id] = g.statements
        return render(template, **objects)

    front.render_template = remember

    @app.get("/ready/<name>")
    @public
    def page(name: str) -> str:
        g._login_user = users[name]
        template, objects = ready[users[name].id]
        return render(template, **objects)

    @app.get("/least/<name>")
    @public
    def least(name: str) -> str:
        with closing(db.engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            for statement, values in asked[users[name].id]:
                cursor.execute(statement, values)
                cursor.fetchall()
        return page(name)


def fill(groups: int) -> dict[str, User]:
    """Groups in every phase, each with work of which some is approved, returned, waiting or being written."""
    now = clock.now()
    made = {"created_at": now, "language": "nl", "session_stamp": "stamp", "email_confirmed_at": now}
    made = {key: value for key, value in made.items() if hasattr(User, key)}
    coach = User(name="Coach", email="coach@example.org", role=Role.COACH, **made)
    founder = User(name="Founder", email="founder@example.org", role=Role.FOUNDER, **made)
    db.session.info["actor"] = "benchmark"
    db.session.add_all([coach, founder])
    db.session.commit()
    phases = [phase for phase in Phase if phase is not Phase.STOPPED]
    rows = [
        {"name": f"Groep {number}", "slug": f"groep-{number}", "phase": phases[number % 8], "municipality": "GM0344",
         "neighbourhood": "Zuid", "created_at": now}
        for number in range(groups)
    ]  # fmt: skip
    ids = list(db.session.scalars(insert(Cooperative).returning(Cooperative.id, sort_by_parameter_order=True), rows))
    today = clock.local(now).date()
    db.session.execute(
        insert(CoachAssignment), [{"user_id": coach.id, "cooperative_id": group_id, "since": today} for group_id in ids]
    )
    role = ParticipationRole.COORDINATOR
    takes_part = [
        {"user_id": founder.id, "cooperative_id": group_id, "role": role, "since": today}
        for group_id in (ids[1], ids[6])
    ]
    db.session.execute(insert(Participation), takes_part)
    _hand_in(ids, founder, coach)
    db.session.commit()
    people = {"founder": founder, "coach": coach}
    for user in people.values():
        db.session.refresh(user)
        db.session.expunge(user)
    return people


def _hand_in(ids: list[int], founder: User, coach: User) -> None:
    lessons, now = library().first_track.lessons, clock.now()
    answers = {question.id: ANSWER for question in lessons[0].exercise.questions}
    snapshot = [vars_of(WorkItem(key, key, value)) for key, value in answers.items()]
    drafts, cases, stages = [], [], []
    for position, group in enumerate(ids):
        begun = lessons[: 1 + position % len(lessons)]
        # Up to fifty lessons behind it, each approved in two rounds; with the last a group is anywhere.
        stages += [*[RoundStage.APPROVED] * (len(begun) - 1), STAGES[position % 4]]
        for lesson in begun:
            edited = now - timedelta(days=position % 40)
            drafts.append(
                {"cooperative_id": group, "lesson": lesson.slug, "number": 1, "answers": answers,
                 "edited_by_id": founder.id, "edited_at": edited, "lock": 1}
            )  # fmt: skip
            cases.append({"cooperative_id": group, "kind": EXERCISE, "ref": lesson.slug, "title": lesson.title})
    db.session.execute(insert(Draft), drafts)
    case_ids = list(
        db.session.scalars(insert(ReviewCase).returning(ReviewCase.id, sort_by_parameter_order=True), cases)
    )
    rounds = [
        {"case_id": case, "number": number, "attempt": number, "snapshot": snapshot,
         "stage": RoundStage.RETURNED if number == 1 else stages[at],
         "handed_in_by_id": founder.id, "handed_in_at": now - timedelta(days=at % 30 + 1 - number / 10), "coach_id": coach.id,
         "version": 1, "verdict": ""}
        for at, case in enumerate(case_ids)
        for number in (1, 2)
    ]  # fmt: skip
    db.session.execute(insert(Round), rounds)


def vars_of(item: WorkItem) -> dict[str, Any]:
    return {"id": item.id, "label": item.label, "value": item.value, "data": item.data}
