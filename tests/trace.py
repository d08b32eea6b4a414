"""Which seed requirement a test proves, and on which declarations that rests."""

import pytest


def requirement(name: str, *declared: object) -> pytest.MarkDecorator:
    """Mark a test as the proof of a seed requirement, such as ``S2-12``.

    ``declared`` are the declarations it rests on, such as an event, a need or a clock: without any one of them the
    test fails.
    """
    return pytest.mark.requirement(name, *declared)
