"""The whole flow against a real provider on this machine, over real connections."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from oidc_provider_mock import (  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
    User,
    run_server_in_thread,
)

from goldenthread.app import now
from goldenthread.http.identity.discovery import Fetching, ProviderFailed
from goldenthread.http.identity.oidc import Oidc, Returned
from goldenthread.http.identity.providers import Provider

US = "https://notes.example.org"

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib.*")  # the provider's own business


def test_somebody_signs_in_at_a_provider(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush")
    secret.chmod(0o600)
    with run_server_in_thread(require_nonce=True, user_claims=[User(sub="person-1")]) as server:
        issuer = f"http://localhost:{server.server_port}"
        here = Oidc(
            [
                Provider(
                    id="elm",
                    label="Elm",
                    issuer=issuer,
                    client_id="golden-thread",
                    client_secret_file=str(secret),
                )
            ],
            US,
            Fetching(loopback=True),
        )
        address, kept = asyncio.run(here.begin("elm", "the-state", now()))
        answer = httpx.post(address, data={"sub": "person-1"})
        back = {name: one for name, (one,) in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
        assert back["state"] == "the-state"
        found = asyncio.run(here.finish(kept, Returned(code=back["code"]), now()))
        assert (found.provider, found.issuer, found.subject) == ("elm", issuer, "person-1")
        with pytest.raises(ProviderFailed, match="400"):
            asyncio.run(here.finish(kept, Returned(code=back["code"]), now()))


def test_a_provider_on_this_machine_is_not_spoken_to_over_plain_http_otherwise() -> None:
    with run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        one = Provider(id="elm", label="Elm", issuer=issuer, client_id="golden-thread")
        with pytest.raises(ProviderFailed, match="not https"):
            asyncio.run(Oidc([one], US, Fetching()).begin("elm", "the-state", now()))


def test_a_provider_that_is_gone_is_said_to_be() -> None:
    with run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
    one = Provider(id="elm", label="Elm", issuer=issuer, client_id="golden-thread")
    with pytest.raises(ProviderFailed, match="could not be reached"):
        asyncio.run(Oidc([one], US, Fetching(loopback=True)).begin("elm", "the-state", now()))
