"""Sessions: on the server, ending, ended, rotated, and kept only as a digest."""

import pytest

from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.sessions import How, SessionOver, Sessions, cookie, csrf_token, no_cookie
from tests.http.identity.moments import NOON, after


@pytest.fixture
def sessions(secrets: Secrets) -> Sessions:
    return Sessions(secrets)


def test_a_session_is_found_by_its_secret_alone(sessions: Sessions, secrets: Secrets) -> None:
    made, secret = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    assert sessions.find(secret, NOON) == made
    assert (made.account, made.organisation, made.how, made.enrolling) == ("jo", "elm", How.PASSKEY, False)
    for wrong in (made.id, "", secret[:-1], secret + "a", "a" * 43, "\ud800"):
        assert sessions.find(wrong, NOON) is None
    assert not any(secret.encode() in one.read_bytes() for one in secrets.path.parent.iterdir())


def test_a_session_ends_when_it_is_not_used(sessions: Sessions) -> None:
    _, secret = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    assert sessions.find(secret, after(minutes=29))
    assert sessions.find(secret, after(minutes=58))
    assert sessions.find(secret, after(minutes=88)) is None


def test_it_is_written_down_once_a_minute_that_it_is_used(sessions: Sessions) -> None:
    made, secret = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    sessions.find(secret, after(seconds=59))
    assert sessions.of("jo", NOON) == [made]
    sessions.find(secret, after(seconds=60))
    assert sessions.of("jo", NOON)[0].seen_at == after(seconds=60)


def test_a_session_ends_at_last_however_much_it_is_used(sessions: Sessions) -> None:
    session, secret = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    for minutes in range(20, 720, 20):
        assert sessions.find(secret, after(minutes=minutes))
        session, secret = sessions.rotate(session, after(minutes=minutes))
    assert sessions.find(secret, after(hours=12)) is None


def test_a_rotated_session_opens_with_its_new_secret_only(sessions: Sessions) -> None:
    session, old = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    again, new = sessions.rotate(session, after(minutes=1))
    assert (again.id, again.ends_at) == (session.id, session.ends_at)
    assert sessions.find(old, after(minutes=1)) is None
    assert sessions.find(new, after(minutes=1)) == again


def test_choosing_an_organisation_rotates(sessions: Sessions) -> None:
    session, old = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    _, new = sessions.choose(session, "oak", NOON)
    found = sessions.find(new, NOON)
    assert sessions.find(old, NOON) is None
    assert found
    assert found.organisation == "oak"


def test_an_enrolling_session_is_enrolled_by_rotation(sessions: Sessions) -> None:
    session, old = sessions.begin("jo", "elm", How.PASSWORD, NOON, enrolling=True)
    before = sessions.find(old, NOON)
    assert before
    assert before.enrolling
    _, new = sessions.enrolled(session, NOON)
    found = sessions.find(new, NOON)
    assert sessions.find(old, NOON) is None
    assert found
    assert not found.enrolling


def test_an_ended_session_opens_nothing_and_cannot_be_renewed(sessions: Sessions) -> None:
    session, secret = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    assert not sessions.end(session.id, "sam")
    assert sessions.find(secret, NOON)
    assert sessions.end(session.id, "jo")
    assert sessions.find(secret, NOON) is None
    with pytest.raises(SessionOver):
        sessions.rotate(session, NOON)


def test_all_are_ended_but_the_one_that_asks(sessions: Sessions) -> None:
    mine, _ = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    for _ in range(3):
        sessions.begin("jo", "elm", How.PASSWORD, NOON)
    sessions.begin("sam", "elm", How.PASSWORD, NOON)
    assert sessions.end_all("jo", but=mine.id) == 3
    assert sessions.of("jo", NOON) == [mine]
    assert sessions.end_all("jo") == 1
    assert len(sessions.of("sam", NOON)) == 1


def test_each_session_has_a_csrf_token_of_its_own(sessions: Sessions) -> None:
    _, first = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    _, second = sessions.begin("jo", "elm", How.PASSKEY, NOON)
    assert csrf_token(first) == csrf_token(first)
    assert csrf_token(first) != csrf_token(second)
    assert first not in csrf_token(first)


def test_the_cookie_is_of_this_host_alone_and_out_of_reach_of_scripts() -> None:
    said = cookie("abc").to_header(header="")
    assert said.startswith("__Host-goldenthread=abc;")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in said.split(";")}
    assert "Domain" not in said
    assert "Max-Age=0" in no_cookie().to_header(header="")
