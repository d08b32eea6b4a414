"""Devices: browsers from which somebody signed in rightly before. Nobody else's failures keep them waiting there."""

import hmac
import re
from datetime import datetime, timedelta

from litestar.datastructures import Cookie

from goldenthread.http.identity.secrets import new_secret

COOKIE = "__Host-goldenthread-device"
LASTS = timedelta(days=180)
MOST = 6
"""How many people one browser is remembered for, as where colleagues share a tablet: those who came last."""

BETWEEN = "~"
TOKEN = re.compile(r"([A-Za-z0-9_-]{43})[.]([0-9]{1,12})[.]([0-9a-f]{64})")


class Devices:
    """What is signed into a browser's cookie. It says whose browser it is to nobody, and opens nothing."""

    def __init__(self, material: bytes) -> None:
        self._key = hmac.digest(material, b"goldenthread/devices/1", "sha256")

    def _mark(self, account: str, name: str, ends: str) -> str:
        return hmac.digest(self._key, f"{name}.{ends}.{account}".encode(), "sha256").hex()

    def known(self, said: str, account: str, now: datetime) -> str | None:
        """Return the name of a browser by its cookie, where an account signed in from it before; else None."""
        for one in said.split(BETWEEN)[:MOST]:
            found = TOKEN.fullmatch(one)
            if found and hmac.compare_digest(self._mark(account, found[1], found[2]), found[3]):
                return found[1] if int(found[2]) > now.timestamp() else None
        return None

    def remember(self, said: str, account: str, now: datetime) -> Cookie:
        """Return the cookie of a browser from which an account has just signed in, beside those of before."""
        name = self.known(said, account, now) or new_secret()
        ends = str(int((now + LASTS).timestamp()))
        others = [one for one in said.split(BETWEEN)[:MOST] if TOKEN.fullmatch(one) and not one.startswith(name)]
        value = BETWEEN.join([f"{name}.{ends}.{self._mark(account, name, ends)}", *others][:MOST])
        age = int(LASTS.total_seconds())
        return Cookie(COOKIE, value=value, path="/", secure=True, httponly=True, samesite="lax", max_age=age)
