"""Sending a family the link it asked for, where there is somebody to send it to."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from goldenthread.http.identity.addresses import Addresses
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.links import Links, link_letter, shared_letter
from goldenthread.http.identity.mail import Delivery, Letter, address
from goldenthread.http.identity.signing_in import log
from goldenthread.http.identity.throttle import Limit, Tried
from goldenthread.http.problems import Problem

LETTERS = Limit("letters to an address", 3, timedelta(minutes=15))
"""So nobody's letter box is filled by somebody who asks in their name."""


class FamilyPost:
    """The letters with links. ``origin``: where browsers find this service."""

    def __init__(self, door: Door, addresses: Addresses, links: Links, delivery: Delivery, origin: str) -> None:
        self._door, self._addresses, self._links = door, addresses, links
        self._delivery, self._origin = delivery, origin

    async def send(self, said: str, browser: str) -> None:
        """Send a link, if this address is one account's. Raises ``BadAddress`` and ``NotSent``."""
        to = address(said)
        letter = await asyncio.to_thread(self._letter, to, browser)
        if letter is not None:
            await self._delivery.send(letter, self._door.now())

    def _letter(self, to: str, browser: str) -> Letter | None:
        now = self._door.now()
        accounts = [one for one in self._addresses.accounts_at(to) if self._may(one)]
        if not accounts or self._too_often(accounts):
            return None
        if len(accounts) > 1:
            return shared_letter(to)
        return link_letter(to, self._links.make(accounts[0], browser, now), self._origin)

    def _may(self, account: str) -> bool:
        """Say whether an account may be let in by a link alone: a family's, with a post today."""
        now = self._door.now()
        members = self._door.members
        return bool(members.organisations_of(account, now)) and not members.is_staff(account, now)

    def _too_often(self, accounts: Sequence[str]) -> bool:
        try:
            self._door.throttle.begin([asked(one) for one in accounts], self._door.now())
        except Problem:
            log.warning("letter-not-sent", reason="slow-down")
            return True
        return False


def asked(account: str) -> Tried:
    """Return what is counted of an account whose link is asked for, until one is used."""
    return Tried(LETTERS, account, account)
