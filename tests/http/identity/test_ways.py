"""The ways in, put together from the settings, with a real provider beside them."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from litestar import Litestar, Router
from litestar.testing import TestClient
from oidc_provider_mock import (  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
    run_server_in_thread,
)

from goldenthread.app import now
from goldenthread.http.identity.csrf import only_from_here
from goldenthread.http.identity.discovery import Fetching
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.oidc import Identity
from goldenthread.http.identity.routes import routes
from goldenthread.http.identity.ways import Ways
from goldenthread.http.parameters import only_what_is_asked
from goldenthread.http.problems import HANDLERS
from goldenthread.settings import Settings, WrongSetting
from tests.http.identity.house import MATERIAL, Everybody
from tests.http.identity.wide_house import OfElm

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib.*")  # the provider's own business
US = "https://notes.example.org"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door.at(tmp_path / "identity.db", MATERIAL, Everybody(), now)
    yield made
    made.close()


def configured(folder: Path, issuer: str) -> Settings:
    secret, file = folder / "secret", folder / "providers.toml"
    secret.write_text("hush")
    secret.chmod(0o600)
    file.write_text(
        f'[[provider]]\nid = "elm"\nlabel = "Elm"\nissuer = "{issuer}"\nclient_id = "us"\n'
        'client_secret_file = "secret"\n'
    )
    return Settings(origin=US, oidc=str(file), mail_folder=str(folder / "letters"))


def test_somebody_comes_in_through_a_real_provider(door: Door, tmp_path: Path) -> None:
    with run_server_in_thread(require_nonce=True) as server:
        issuer = f"http://localhost:{server.server_port}"
        ways = Ways.of(configured(tmp_path, issuer), door, OfElm(), MATERIAL, Fetching(loopback=True))
        person = Identity(provider="elm", issuer=issuer, subject="person-1", both_factors=False)
        ways.oidc.links.link("pat", person, "jo", now())
        app = Litestar(
            [Router("/api", route_handlers=[*routes(door), *ways.routes()])],
            lifespan=[ways.running()],
            guards=[only_what_is_asked, only_from_here],
            exception_handlers=HANDLERS,
            logging_config=None,
        )
        with TestClient(app, base_url=US) as browser:
            away = browser.post("/api/sign-in/providers/elm", json={}).json()["address"]
            back = urlsplit(httpx.post(away, data={"sub": "person-1"}).headers["Location"])
            answer = browser.get(f"{back.path}?{back.query}", follow_redirects=False)
            assert (answer.status_code, answer.headers["location"]) == (303, "/")
            assert browser.get("/api/session").json()["account"] == "pat"


def test_a_link_is_put_into_the_folder_of_letters(door: Door, tmp_path: Path) -> None:
    ways = Ways.of(Settings(origin=US, mail_folder=str(tmp_path / "letters")), door, OfElm(), MATERIAL)
    ways.families.addresses.keep("pat", "pat@home.example")
    app = Litestar(
        [Router("/api", route_handlers=ways.routes())],
        lifespan=[ways.running()],
        exception_handlers=HANDLERS,
        logging_config=None,
    )
    with TestClient(app, base_url=US) as browser:
        assert browser.post("/api/sign-in/link", json={"address": "pat@home.example"}).status_code == 202
    (letter,) = (tmp_path / "letters").iterdir()
    assert b"To: pat@home.example" in letter.read_bytes()


@pytest.mark.parametrize(
    "settings", [Settings(origin="ftp://x"), Settings(oidc="/nowhere.toml"), Settings(smtp_host="mail.example.org")]
)
def test_a_setting_that_cannot_be_is_said_before_anything_starts(door: Door, settings: Settings) -> None:
    with pytest.raises(WrongSetting, match="GOLDENTHREAD_"):
        Ways.of(settings, door, OfElm(), MATERIAL)
