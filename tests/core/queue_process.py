"""A worker as `incubator jobs work` starts it, that takes others for dead after a second: `python -m tests.core.queue_process`.

What a dead one had claimed is free after seconds, and looked for every other second.
"""

import sys
from dataclasses import replace
from datetime import timedelta

from incubator import scheduler
from incubator.cli import main
from incubator.core import outbox, queue, runner

runner.LEASE = timedelta(seconds=2)
runner.LOOK_EVERY = 0.2
queue.HEARTBEAT, queue.SILENT, queue.LOOK_EVERY, queue.BUSY_WAIT = 0.2, 1, 0.2, 0.2
outbox.CLAIM = timedelta(seconds=3)
SOON = timedelta(seconds=2)
scheduler.TIMETABLE = tuple(replace(job, every=SOON) if job.name == "send-mail" else job for job in scheduler.TIMETABLE)

if __name__ == "__main__":
    sys.argv = ["incubator", "jobs", "work"]
    main()
