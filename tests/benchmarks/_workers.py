"""Workers of a queue, in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

from incubator.config import ROOT
from tests.benchmarks._killing import SECRET
from tests.mailbox import Mailbox


def worker(url: str, instance: Path, mailbox: Mailbox) -> subprocess.Popen[bytes]:
    """One that takes others for dead after a second, from the moment that it runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCUBATOR_")} | {
        "INCUBATOR_DATABASE_URL": url,
        "INCUBATOR_INSTANCE": str(instance),
        "INCUBATOR_JOBS": "procrastinate",
        "INCUBATOR_MAIL_URL": mailbox.url,
        "INCUBATOR_SECRET_KEY": SECRET,
    }
    command = [sys.executable, "-m", "tests.core.queue_process"]
    with (instance / "output").open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=output)
    process.stdout.readline()
    return process
