"""What people hand in, what is mailed and what is stored can be read by its owner only, whatever the umask is."""

import os
import stat

import pytest
from flask.cli import ScriptInfo

from incubator import cli as console
from incubator.core import clock, files, jobs, private, schema
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import queue_mail

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture(autouse=True)
def _careless():
    """Everything that is made may be read by everybody, unless the program sees to it."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder):
    return sorted(str(path) for path in (folder, *folder.rglob("*")) if path.stat().st_mode & OTHERS)


def personal(instance):
    """All but the program's own texts."""
    return [path for path in open_to_others(instance) if "/translations" not in path]


@pytest.mark.parametrize("again", [False, True], ids=["made", "made over"])
def test_all_that_is_stored_is_its_owners(make_app, tmp_path, again):
    app = make_app(instance=tmp_path / "instance")
    with app.app_context():
        schema.upgrade()
        with transaction(actor=SYSTEM):
            files.keep(b"%PDF-1.7 x", "plan.pdf", now=clock.now())
            queue_mail(Letter("x", ("y",), why="z"), to=Recipient("a@example.org"), key="k")
        jobs.send_mail()
        assert len(list((tmp_path / "instance" / "mail").iterdir())) == 1
        assert len(list((tmp_path / "instance" / "files").rglob("*"))) == 2
        assert personal(tmp_path / "instance") == []
        run = app.test_cli_runner()
        given = {"obj": ScriptInfo(create_app=lambda: app)}
        backup = tmp_path / "backup.zip"
        assert run.invoke(console.cli, ["backup", str(backup)], **given).exit_code == 0
        assert run.invoke(console.cli, ["backup", "--keep", "7d", str(tmp_path / "backups")], **given).exit_code == 0
        assert open_to_others(backup) == []
        assert open_to_others(tmp_path / "backups") == []
        if again:
            assert run.invoke(console.cli, ["restore", "--yes", str(backup)], **given).exit_code == 0
            assert personal(tmp_path / "instance") == []
        db.session.remove()
        db.engine.dispose()


def test_a_file_that_others_could_read_is_closed_when_it_is_written_again(tmp_path):
    path = tmp_path / "mail.eml"
    path.write_bytes(b"longer than what follows")
    assert path.stat().st_mode & OTHERS
    private.write(path, b"short")
    assert path.read_bytes() == b"short"
    assert not path.stat().st_mode & OTHERS


def test_what_is_not_there_is_left_alone(tmp_path):
    private.keep(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
