"""Moments that the tests of identity speak of."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def after(**much: float) -> datetime:
    """Return the moment that is so much after noon."""
    return NOON + timedelta(**much)
