"""What the web server does, for who looks after it: a line a request in the log, and figures for Prometheus at `/metrics`.

Both name the rule of an address, `/cooperaties/<slug>`, and never the address itself: that may hold a name, or the secret of a
link in a mail.
"""

import time
from hmac import compare_digest

import structlog
from flask import Flask, Response, current_app, g, request

from incubator.core import health, outbox, runner
from incubator.core.figures import Figures, sample
from incubator.core.web import settings

log = structlog.get_logger()
NO_RULE = "-"  # no address of ours


def init_app(app: Flask) -> None:
    chosen = app.extensions["incubator"]
    app.extensions["figures"] = Figures(chosen.instance / "metrics")
    if chosen.access_log or chosen.metrics_token:
        app.before_request(_begin)
        app.after_request(_note)


def _begin() -> None:
    g.began = time.perf_counter()


def _note(response: Response) -> Response:
    chosen = settings()
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    rule = NO_RULE
    if request.url_rule is not None:
        rule = request.url_rule.rule
    if chosen.access_log:
        log.info("request", method=request.method, route=rule, status=response.status_code, seconds=round(seconds, 3))
    if chosen.metrics_token:
        _figures().note(request.method, rule, response.status_code, seconds)
    return response


def _figures() -> Figures:
    figures: Figures = current_app.extensions["figures"]
    return figures


def may_read_figures() -> bool:
    """Whether the asker knows the token; without a token in the settings nobody does."""
    token = settings().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and compare_digest(given.encode(), token.encode())


def _of_the_queue() -> list[str]:
    """How many workers and waiting jobs it has, and the seconds that the first has waited; nothing without a queue."""
    queue = runner.queue()
    if queue is None:
        return []
    figures = queue.figures()
    gauges = {
        "queue_workers": figures.workers,
        "queue_waiting": figures.waiting,
        "queue_waiting_seconds": int(figures.longest.total_seconds()),
    }
    lines = []
    for name, value in gauges.items():
        lines += [f"# TYPE incubator_{name} gauge", f"{sample(name)} {value}"]
    return lines


def metrics() -> str:
    """Requests, mails by state, and how the incubator is doing, in Prometheus' text format."""
    findings = health.examine(reach_out=False)
    lines = [*_figures().lines(), "# TYPE incubator_up gauge"]
    lines.append(f"{sample('up')} {int(health.overall(findings) is not health.Overall.DOWN)}")
    lines.append("# TYPE incubator_trouble gauge")
    for subject in sorted({finding.subject for finding in findings}):
        wrong = sum(finding.is_trouble for finding in findings if finding.subject == subject)
        lines.append(f"{sample('trouble', subject=subject)} {wrong}")
    if health.overall(findings) is not health.Overall.DOWN:
        lines.append("# TYPE incubator_mails gauge")
        counts = outbox.mail_counts()
        lines += [f"{sample('mails', state=state.value)} {number}" for state, number in counts.items()]
        lines += _of_the_queue()
    return "\n".join(lines) + "\n"
