"""The door: all that signing in needs, and the time. It reads the clock, so that nothing behind it does."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from litestar import Request

from goldenthread.http.identity.breached import SHIPPED, Breached
from goldenthread.http.identity.devices import COOKIE, Devices
from goldenthread.http.identity.passwords import HASHER, Passwords
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.sessions import IDLE, LONGEST, Sessions
from goldenthread.http.identity.set_up import SettingUp
from goldenthread.http.identity.signing_in import Came, Members, SigningIn
from goldenthread.http.identity.throttle import Limits, Throttle
from goldenthread.http.identity.tokens import A_YEAR, Tokens
from goldenthread.http.identity.totp import SecondSteps
from goldenthread.http.safety.addresses import Network, line_of


class Rules(Limits, frozen=True, kw_only=True):
    """How long things last here, how many tries are free, and which passwords are refused beside the shipped list.

    ``proxies`` are the networks of our own proxies, which say over which line a request came.
    """

    idle: timedelta = IDLE
    longest_session: timedelta = LONGEST
    longest_token: timedelta = A_YEAR
    breached: Path | None = None
    hasher: PasswordHasher = HASHER
    proxies: tuple[Network, ...] = ()


RULES = Rules()


@dataclass(frozen=True)
class Door:
    """The secrets file of one store, and what is done with it."""

    secrets: Secrets
    members: Members
    now: Callable[[], datetime]
    sessions: Sessions
    tokens: Tokens
    passwords: Passwords
    second: SecondSteps
    throttle: Throttle
    setting_up: SettingUp
    signing_in: SigningIn
    devices: Devices
    proxies: tuple[Network, ...]
    material: bytes = field(repr=False)

    @classmethod
    def at(
        cls, path: Path, material: bytes, members: Members, now: Callable[[], datetime], rules: Rules = RULES
    ) -> "Door":
        """Open a secrets file, sealed under ``material``: at least 32 bytes of a key that is kept elsewhere.

        Raises ``NotASecretsFile``, ``PermissionError``, and ``NotAList`` for a wrong list of passwords.
        """
        lists = [Breached(one) for one in (SHIPPED, rules.breached) if one]
        secrets = Secrets(path)
        sessions = Sessions(secrets, rules.idle, rules.longest_session)
        passwords = Passwords(secrets, rules.hasher, lists)
        devices = Devices(material)
        second, throttle = SecondSteps(secrets, material), Throttle(secrets, material)
        tokens = Tokens(secrets, rules.longest_token)
        return cls(
            secrets=secrets,
            members=members,
            now=now,
            sessions=sessions,
            tokens=tokens,
            passwords=passwords,
            second=second,
            throttle=throttle,
            setting_up=SettingUp(secrets, passwords, sessions, tokens, members),
            signing_in=SigningIn(secrets, passwords, second, sessions, throttle, members, devices, rules),
            devices=devices,
            proxies=rules.proxies,
            material=material,
        )

    def line(self, request: Request[Any, Any, Any]) -> str:
        """Return the line that a request came over, as it is counted everywhere here."""
        return line_of(request.scope, self.proxies)

    def came(self, request: Request[Any, Any, Any]) -> Came:
        """Return how somebody came who signs in."""
        return Came(self.line(request), request.cookies.get(COOKIE, ""))

    def close(self) -> None:
        self.secrets.close()
