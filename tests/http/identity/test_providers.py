"""The file of providers: what it may say, and what it may not."""

from pathlib import Path

import pytest

from goldenthread.http.identity.providers import Provider, read
from goldenthread.settings import WrongSetting
from tests.docs.pages import DOCS, blocks

WHOLE = """
[[provider]]
id = "dfe"
label = "DfE Sign-in"
issuer = "https://oidc.signin.education.gov.uk"
client_id = "GoldenThread"
client_secret_file = "dfe.secret"
scopes = ["openid", "organisation"]

[[provider]]
id = "elm"
label = "Elm Primary (Google)"
issuer = "https://accounts.google.com"
client_id = "1234.apps.googleusercontent.com"
both_factors = "never"
require = { hd = ["elm.example"] }
"""
ONE = 'id = "elm"\nlabel = "Elm"\nissuer = "https://elm.example"\nclient_id = "us"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "providers.toml"


def secret(file: Path, mode: int = 0o600, said: str = "hush\n") -> None:
    path = file.with_name("dfe.secret")
    path.write_text(said)
    path.chmod(mode)


def test_providers_are_read_with_secrets_from_beside_the_file(file: Path) -> None:
    file.write_text(WHOLE)
    secret(file)
    dfe, elm = read(file)
    assert (dfe.id, dfe.scopes, dfe.claim, dfe.both_factors) == ("dfe", ("openid", "organisation"), "sub", "when-said")
    assert (dfe.secret(), elm.secret()) == ("hush", None)
    assert elm.require == {"hd": ("elm.example",)}


def test_providers_may_be_written_in_json(file: Path) -> None:
    json = file.with_suffix(".json")
    json.write_text('{"provider": [{"id": "elm", "label": "Elm", "issuer": "https://elm.example", "client_id": "us"}]}')
    assert read(json) == (Provider(id="elm", label="Elm", issuer="https://elm.example", client_id="us"),)


@pytest.mark.parametrize("claim", ["email", "preferred_username", "upn", "name"])
def test_nobody_is_linked_by_what_may_pass_to_somebody_else(file: Path, claim: str) -> None:
    file.write_text(f'[[provider]]\n{ONE}claim = "{claim}"')
    with pytest.raises(WrongSetting, match="pass to somebody else"):
        read(file)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "provider"),
        ("[[provider]", "not toml"),
        (f"[[provider]]\n{ONE}\n[[provider]]\n{ONE}", "twice"),
        (f'[[provider]]\n{ONE}\nsecret = "hush"', "unknown field"),
        (f'[[provider]]\n{ONE}\nscopes = ["email"]', "openid"),
        (f"[[provider]]\n{ONE}\nrequire = {{ hd = [] }}", "no value"),
        (f'[[provider]]\n{ONE}\nclient_secret_file = "gone"', "cannot be read"),
        (f"[[provider]]\n{ONE}".replace('"elm"', '"Elm/.."'), "small letters"),
        (f"[[provider]]\n{ONE}".replace('"us"', '""'), "client_id"),
        (f"[[provider]]\n{ONE}".replace("https://elm.example", "http://elm.example"), "https"),
        (f"[[provider]]\n{ONE}".replace("https://elm.example", "http://127.0.0.1:9"), "https"),
        (f"[[provider]]\n{ONE}".replace("https://elm.example", "https://elm.example?a=b"), "issuer"),
        (f"[[provider]]\n{ONE}".replace("https://elm.example", "https://jo@elm.example"), "issuer"),
    ],
)
def test_a_file_that_says_something_wrong_is_refused(file: Path, written: str, why: str) -> None:
    file.write_text(written)
    with pytest.raises(WrongSetting, match=why):
        read(file)


def test_a_provider_on_this_machine_is_spoken_to_over_plain_http_only_where_that_is_allowed(file: Path) -> None:
    file.write_text(f"[[provider]]\n{ONE}".replace("https://elm.example", "http://127.0.0.1:9"))
    assert read(file, loopback=True)[0].issuer == "http://127.0.0.1:9"
    file.write_text(f"[[provider]]\n{ONE}".replace("https://elm.example", "http://elm.example"))
    with pytest.raises(WrongSetting):
        read(file, loopback=True)


@pytest.mark.parametrize(("mode", "said", "why"), [(0o644, "hush", "others"), (0o600, " \n", "empty")])
def test_a_secret_that_others_may_read_or_that_is_none_is_refused(file: Path, mode: int, said: str, why: str) -> None:
    file.write_text(WHOLE)
    secret(file, mode, said)
    with pytest.raises(WrongSetting, match=why):
        read(file)


def test_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(WrongSetting, match="cannot be read"):
        read(file)


def test_the_examples_of_the_guide_are_read_as_they_stand(file: Path) -> None:
    guide = DOCS / "how-to" / "sign-in-with-your-organisation.md"
    (example,) = [said for language, said in blocks(guide) if language == "toml"]
    file.write_text(example)
    for name in ("dfe.secret", "microsoft.secret", "google.secret"):
        path = file.with_name(name)
        path.write_text("hush")
        path.chmod(0o600)
    assert [(one.id, one.claim) for one in read(file)] == [
        ("dfe", "sub"),
        ("elm-microsoft", "oid"),
        ("elm-google", "sub"),
    ]
