"""What goes into a backup comes back the same, into either kind of database, or nothing changes at all."""

import json
import zipfile
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import select, text

from incubator.cooperatives.models import Cooperative, Fact
from incubator.core import backup, clock, files
from incubator.core.backup import BackupRefused, back_up, restore
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.files import StoredFile
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import queue_mail
from tests.factories import CooperativeFactory, FactFactory, ParticipationFactory
from tests.register.factories import MemberEventFactory, MemberFactory


@pytest.fixture
def filled(app):
    """A bit of everything: text beyond ASCII, moments, dates, lists, nothing, bytes, files."""
    group = CooperativeFactory(name="Coöperatie “De Zonnewijk” U.A.")
    ParticipationFactory(cooperative=group, since=date(2026, 9, 1))
    for value in ({"naam": "Søren", "delen": [1, 2.5, None]}, [], "", None, "€ 12", True, 0):
        FactFactory(cooperative=group, value=value)
    # The table of events comes before that of members, and what happens to a member is activity of the group.
    MemberEventFactory(member=MemberFactory(cooperative=group))
    with transaction(actor=SYSTEM):
        queue_mail(Letter("Groet", ("Dag",), why="Zo maar."), to=Recipient("a@example.org"), key="k")
        files.keep(b"%PDF-1.7 statutes", "Statuten.pdf", now=clock.now())
    return app


@pytest.fixture
def elsewhere(request, make_app, tmp_path):
    """Another incubator with an empty database."""

    @contextmanager
    def make(kind):
        url = request.getfixturevalue("empty_postgresql") if kind == "postgresql" else ""
        with make_app(instance=tmp_path / f"other-{kind}", database_url=url).app_context():
            yield
            db.session.remove()
            db.engine.dispose()

    return make


def rows_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(("tables/", "files/"))}


@pytest.mark.both_databases
@pytest.mark.parametrize("target", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_everything_comes_back_byte_for_byte(filled, database, target, elsewhere, tmp_path):
    made = back_up(tmp_path / "first.zip", now=clock.now())
    assert made.rows["cooperatives"] == 1
    assert made.files == 1
    with elsewhere(target):
        restored = restore(tmp_path / "first.zip")
        assert restored == made
        again = back_up(tmp_path / "second.zip", now=clock.now())
        assert again.rows == made.rows
        (stored,) = db.session.scalars(select(StoredFile))
        assert files.content_of(stored) == b"%PDF-1.7 statutes"
    assert rows_of(tmp_path / "first.zip") == rows_of(tmp_path / "second.zip")


@pytest.mark.both_databases
def test_work_goes_on_after_a_restore(filled, database, tmp_path):
    """Numbers go on after the highest, references hold, and the old rows are gone."""
    back_up(tmp_path / "b.zip", now=clock.now())
    CooperativeFactory(name="Van na de reservekopie")
    restore(tmp_path / "b.zip", overwrite=True)
    db.session.expire_all()
    assert [group.name for group in db.session.scalars(select(Cooperative))] == ["Coöperatie “De Zonnewijk” U.A."]
    fresh = CooperativeFactory()
    assert fresh.id > 1
    db.session.delete(db.session.scalars(select(Cooperative).order_by(Cooperative.id)).first())
    db.session.commit()
    assert db.session.scalars(select(Fact)).all() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("target", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def test_the_number_of_a_deleted_row_goes_to_no_other_after_a_restore(filled, database, target, elsewhere, tmp_path):
    gone = CooperativeFactory()
    number = gone.id
    db.session.delete(gone)
    db.session.commit()
    back_up(tmp_path / "b.zip", now=clock.now())
    with elsewhere(target):
        restore(tmp_path / "b.zip")
        assert CooperativeFactory().id == number + 1


@pytest.mark.parametrize("number", [-1, "7", 2**31])
def test_a_table_that_counts_in_another_way_is_refused(filled, tmp_path, number):
    back_up(tmp_path / "b.zip", now=clock.now())
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
        parts = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    manifest["tables"]["cooperatives"]["last_number"] = number
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        for name, content in {**parts, "manifest.json": json.dumps(manifest)}.items():
            archive.writestr(name, content)
    with pytest.raises(BackupRefused):
        restore(tmp_path / "c.zip", overwrite=True)


def test_nothing_and_null_stay_different(filled, tmp_path):
    with transaction(actor=SYSTEM):
        db.session.execute(text("UPDATE audit_entries SET changes = 'null' WHERE id = 1"))
    back_up(tmp_path / "b.zip", now=clock.now())
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        lines = [json.loads(line) for line in archive.read("tables/audit_entries.jsonl").splitlines()]
    place = lines[0].index("changes")
    assert lines[1][place] == [None]


def test_a_full_database_is_not_overwritten_unasked(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())
    with pytest.raises(BackupRefused, match="--yes"):
        restore(tmp_path / "b.zip")


def test_a_damaged_backup_changes_nothing(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())
    _rewrite(tmp_path / "b.zip", "tables/facts.jsonl", lambda content: content.replace(b"GM0344", b"GM0363") + b"[]\n")
    with pytest.raises(BackupRefused, match="damaged: the table facts"):
        restore(tmp_path / "b.zip", overwrite=True)
    assert not backup.is_empty()


def test_a_damaged_file_changes_nothing(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        name = next(name for name in archive.namelist() if name.startswith("files/"))
    _rewrite(tmp_path / "b.zip", name, lambda _content: b"%PDF-1.7 other")
    with pytest.raises(BackupRefused, match="damaged: the file"):
        restore(tmp_path / "b.zip", overwrite=True)
    assert [path.name for path in files.files_folder().parent.iterdir() if path.name.startswith("files-")] == []


@pytest.mark.parametrize("gone", ["files/", "tables/facts"])
def test_a_backup_without_a_part_that_it_promises_changes_nothing(filled, tmp_path, gone):
    back_up(tmp_path / "b.zip", now=clock.now())
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist() if not name.startswith(gone)}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(BackupRefused, match="0 of its 1 files" if gone == "files/" else "damaged"):
        restore(tmp_path / "b.zip", overwrite=True)
    assert not backup.is_empty()
    assert len(list(files.files_folder().glob("??/*"))) == 1


def test_a_manifest_that_leaves_out_a_table_is_refused(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())

    def without_facts(content):
        manifest = json.loads(content)
        del manifest["tables"]["facts"]
        return json.dumps(manifest).encode()

    _rewrite(tmp_path / "b.zip", "manifest.json", without_facts)
    with pytest.raises(BackupRefused, match="table facts"):
        restore(tmp_path / "b.zip", overwrite=True)


def test_a_manifest_that_unfolds_to_gigabytes_is_not_read(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())
    _rewrite(tmp_path / "b.zip", "manifest.json", lambda content: content + b" " * backup.LARGEST_MANIFEST)
    with pytest.raises(BackupRefused, match="too large"):
        restore(tmp_path / "b.zip", overwrite=True)


def test_only_its_owner_reads_a_backup(filled, tmp_path):
    (tmp_path / "b.zip.part").write_bytes(b"of a backup that was broken off")
    (tmp_path / "b.zip.part").chmod(0o644)
    back_up(tmp_path / "b.zip", now=clock.now())
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_what_a_killed_restore_left_is_cleared(filled, tmp_path):
    back_up(tmp_path / "b.zip", now=clock.now())
    left = files.files_folder().parent / "files-restored-abc"
    (left / "ab").mkdir(parents=True)
    restore(tmp_path / "b.zip", overwrite=True)
    assert [path.name for path in left.parent.iterdir() if path.name.startswith("files-")] == []
    assert len(list(files.files_folder().glob("??/*"))) == 1


@pytest.mark.both_databases
def test_a_reference_that_leads_nowhere_undoes_everything(filled, database, tmp_path, monkeypatch):
    back_up(tmp_path / "b.zip", now=clock.now())
    monkeypatch.setattr(backup, "_checked", lambda archive: json.loads(archive.read("manifest.json")))
    _rewrite(tmp_path / "b.zip", "tables/cooperatives.jsonl", lambda content: content.splitlines(keepends=True)[0])
    with pytest.raises(BackupRefused):
        restore(tmp_path / "b.zip", overwrite=True)
    db.session.expire_all()
    assert db.session.scalars(select(Cooperative)).one().name == "Coöperatie “De Zonnewijk” U.A."


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_backup_is_refused(app, tmp_path, content):
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(BackupRefused, match="no backup"):
        restore(tmp_path / "b.zip")


def test_a_zip_of_someone_else_is_refused(app, tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(BackupRefused, match="no backup"):
        restore(tmp_path / "b.zip")


@pytest.mark.parametrize(
    ("key", "value", "message"), [("format", 99, "format 99"), ("revision", "abc", "version that made it")]
)
def test_a_backup_of_another_version_is_refused_with_what_to_do(filled, tmp_path, key, value, message):
    back_up(tmp_path / "b.zip", now=clock.now())

    def changed(content):
        return json.dumps(json.loads(content) | {key: value}).encode()

    _rewrite(tmp_path / "b.zip", "manifest.json", changed)
    with pytest.raises(BackupRefused, match=message):
        restore(tmp_path / "b.zip", overwrite=True)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(app, tmp_path):
    with pytest.raises(BackupRefused, match="cannot be written"):
        back_up(tmp_path / "no" / "folder" / "b.zip", now=clock.now())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.both_databases
def test_the_snapshot_is_of_one_moment(filled, database, tmp_path, monkeypatch):
    """What is written while the backup reads is in none of its tables."""
    real = backup.read_rows

    def read(table, connection):
        yield from list(real(table, connection))
        if table.name == "audit_entries":
            CooperativeFactory(name="Tijdens de reservekopie")

    monkeypatch.setattr(backup, "read_rows", read)
    made = back_up(tmp_path / "b.zip", now=clock.now())
    assert made.rows["cooperatives"] == 1
    assert len(db.session.scalars(select(Cooperative)).all()) == 2


def _rewrite(path, name, change):
    """The same ZIP with one member changed."""
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)
