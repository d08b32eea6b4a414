"""The secrets file: its owner's alone, stamped, and able to forget."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from goldenthread.http.identity.secrets import NotASecretsFile, Secrets, StillHeld
from goldenthread.http.identity.sessions import How, Sessions
from goldenthread.http.identity.tables import HOLDER, METADATA, SESSION
from goldenthread.http.identity.tokens import Scope, Tokens
from tests.http.identity.moments import NOON, after


def test_it_is_for_its_owner_alone(secrets: Secrets) -> None:
    Sessions(secrets).begin("jo", "elm", How.PASSKEY, NOON)
    modes = {one.name: one.stat().st_mode & 0o777 for one in secrets.path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert "identity.db" in modes


def test_a_file_that_others_may_read_is_refused(secrets: Secrets) -> None:
    secrets.path.chmod(0o640)
    with pytest.raises(PermissionError, match="chmod 600"):
        Secrets(secrets.path)


@pytest.mark.parametrize("make", ["text", "other", "later"])
def test_a_file_that_is_not_ours_is_refused_and_left_alone(secrets: Secrets, tmp_path: Path, make: str) -> None:
    path = tmp_path / "other.db"
    if make == "text":
        path.write_bytes(b"not a database at all " * 100)
    elif make == "other":
        with sqlite3.connect(path) as other:
            other.execute("create table song (name text)")
        other.close()
    else:
        secrets.close()
        shutil.copy(secrets.path, path)
        with sqlite3.connect(path) as later:
            later.execute("pragma user_version=99")
        later.close()
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(NotASecretsFile, match="put back the right one"):
        Secrets(path)
    assert path.read_bytes() == before


def test_it_is_opened_again_with_what_it_holds(secrets: Secrets) -> None:
    _, secret = Sessions(secrets).begin("jo", "elm", How.PASSKEY, NOON)
    secrets.close()
    again = Secrets(secrets.path)
    assert Sessions(again).find(secret, NOON)
    again.close()


def test_nothing_of_a_forgotten_account_is_left_in_any_table_or_any_byte(secrets: Secrets) -> None:
    sessions, tokens = Sessions(secrets), Tokens(secrets)
    for account in ("marker-ada", "jo"):
        _, secret = sessions.begin(account, "elm", How.PASSKEY, NOON)
        tokens.make(account, "elm", [Scope.READ], f"script of {account}", after(days=1), NOON)
    secrets.forget("marker-ada")
    assert not sessions.of("marker-ada", NOON)
    assert not tokens.of("marker-ada", NOON)
    assert sessions.find(secret, NOON)
    held = b"".join(one.read_bytes() for one in secrets.path.parent.iterdir())
    assert b"marker-ada" not in held
    assert b"script of jo" in held


def test_every_row_of_an_account_hangs_on_its_holder() -> None:
    """So that a table that is added cannot be missed when an account is forgotten."""
    for table in METADATA.sorted_tables:
        if table is not HOLDER and "account" in table.c:
            parents = [key for key in table.c.account.foreign_keys if key.column is HOLDER.c.account]
            assert [key.ondelete for key in parents] == ["CASCADE"], table.name


def test_a_row_without_its_holder_is_refused(secrets: Secrets) -> None:
    row = dict.fromkeys(("begun_at", "seen_at", "ends_at"), 1)
    row_of = insert(SESSION).values(
        id="1", digest=b"1", account="nobody", organisation="elm", how="passkey", enrolling=False, **row
    )
    with pytest.raises(IntegrityError), secrets.writing() as connection:
        connection.execute(row_of)


def test_forgetting_says_when_a_reader_still_holds_the_log(secrets: Secrets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.http.identity.secrets.TRIES", 1)
    monkeypatch.setattr("goldenthread.http.identity.secrets.BUSY", 0.05)
    sessions = Sessions(secrets)
    sessions.begin("ada", "elm", How.PASSKEY, NOON)
    with secrets.reading() as reader:
        reader.exec_driver_sql("select count(*) from session").scalar_one()
        sessions.begin("ada", "elm", How.PASSKEY, NOON)
        with pytest.raises(StillHeld, match="forget the account again"):
            secrets.forget("ada")
    secrets.forget("ada")
    assert not sessions.of("ada", NOON)


def test_what_has_ended_is_swept_away(secrets: Secrets) -> None:
    sessions, tokens = Sessions(secrets), Tokens(secrets)
    sessions.begin("jo", "elm", How.PASSKEY, NOON)
    tokens.make("jo", "elm", [Scope.READ], "script", after(days=1), NOON)
    secrets.sweep(after(hours=13))
    with secrets.reading() as connection:
        counts = {
            table.name: connection.exec_driver_sql(f"select count(*) from {table.name}").scalar_one()  # noqa: S608
            for table in METADATA.sorted_tables
        }
    assert (counts["session"], counts["token"], counts["holder"]) == (0, 1, 1)


def test_many_threads_may_use_it_at_once(secrets: Secrets) -> None:
    sessions = Sessions(secrets)
    found: list[bool] = []

    def work(account: str) -> None:
        for _ in range(5):
            session, secret = sessions.begin(account, "elm", How.PASSKEY, NOON)
            _, secret = sessions.rotate(session, NOON)
            found.append(sessions.find(secret, after(minutes=2)) is not None)

    threads = [threading.Thread(target=work, args=(f"jo{at}",)) for at in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 40
