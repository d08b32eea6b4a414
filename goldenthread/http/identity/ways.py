"""Every way in beside a password, put together as the settings say."""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from litestar.handlers import HTTPRouteHandler

from goldenthread.http.identity import family_routes, oidc_routes, passkey_routes
from goldenthread.http.identity.ceremony import Party
from goldenthread.http.identity.discovery import Fetching
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.family_routes import FamilyRoutes
from goldenthread.http.identity.mail import Delivery, delivery
from goldenthread.http.identity.oidc import Oidc
from goldenthread.http.identity.oidc_routes import OidcRoutes
from goldenthread.http.identity.passkeys import Passkeys
from goldenthread.http.identity.providers import read
from goldenthread.http.identity.stewards import Stewards
from goldenthread.settings import Settings


@dataclass(frozen=True)
class Ways:
    """The ways in of one server: their routes, below ``/api``, and what must run beside them."""

    passkeys: Passkeys
    oidc: OidcRoutes
    families: FamilyRoutes
    door: Door
    delivery: Delivery | None
    origin: str

    @classmethod
    def of(
        cls, settings: Settings, door: Door, stewards: Stewards, material: bytes, fetching: Fetching | None = None
    ) -> "Ways":
        """Return the ways in of the settings. Raises ``WrongSetting``.

        ``material``: at least 32 bytes of a key that is kept elsewhere and stays as it is, for codes and addresses are
        found by it. ``fetching``: how providers are asked; over https, if it is not said otherwise.
        """
        party, asking = Party.of(settings), fetching or Fetching()
        letters = delivery(settings)
        providers = read(Path(settings.oidc), loopback=asking.loopback) if settings.oidc else ()
        return cls(
            passkeys=Passkeys(door.secrets, party),
            oidc=OidcRoutes(door, Oidc(providers, party.origin, asking), stewards),
            families=FamilyRoutes(door, stewards, material, party.origin, letters),
            door=door,
            delivery=letters,
            origin=party.origin,
        )

    def routes(self) -> list[HTTPRouteHandler]:
        return [
            *passkey_routes.routes(self.door, self.passkeys),
            *oidc_routes.routes(self.oidc),
            *family_routes.routes(self.families),
        ]

    def running(self) -> Callable[[object], AbstractAsyncContextManager[None]]:
        """Return what sends letters for as long as the application runs: a ``lifespan`` of it."""

        @asynccontextmanager
        async def sending(app: object) -> AsyncGenerator[None]:
            del app
            async with self.families.outbox.running():
                yield

        return sending
