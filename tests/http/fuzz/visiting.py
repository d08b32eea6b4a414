"""Visiting: each made-up request is sent by every visitor, and every answer is held against the description."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportArgumentType=false, reportUnknownLambdaType=false

import contextlib
from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.http.fuzz.chosen import schemes
from tests.http.fuzz.visitors import NOBODY, POSTS, Visitors
from tests.http.fuzz.wire import ADDRESS, Wire

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]
AS_DESCRIBED, NOT_SO = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
REFUSED = {AS_DESCRIBED: frozenset({401}), NOT_SO: frozenset({401, 404, 405})}
"""What nobody in particular is answered: there may be no such address at all in what is not as described."""

FOUND = 0.75
"""How often an address is of something that is there."""


class Visiting:
    """What was asked, what was answered, and what was not as it should be."""

    def __init__(self, visitors: Visitors, wire: Wire) -> None:
        self.visitors, self.wire, self.line = visitors, wire, wire.line()
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.asked: set[str] = set()
        self.failures: Counter[str] = Counter()
        load_all_checks()

    def go_round(self, schema: BaseSchema, examples: Mapping[GenerationMode, int]) -> None:
        """Ask for every operation, with so many requests made up of each mode."""
        for found in schema.get_all_operations():
            assert isinstance(found, Ok), found
            operation = found.ok()
            for mode, number in examples.items():
                for case in made_up(operation, mode, number):
                    self.everybody(operation, case, mode)

    def everybody(self, operation: APIOperation[Any, Any, Any, Any], case: Case[Any], mode: GenerationMode) -> None:
        said = operation.definition.raw
        name, known = said["operationId"], schemes(said)
        chance = Random(f"{name} {self.wire.sent}")  # noqa: S311  # the same in every run
        if mode is AS_DESCRIBED and chance.random() < FOUND:
            there = self.visitors.known(chance)
            case.path_parameters = {one: there.get(one, value) for one, value in (case.path_parameters or {}).items()}
        if "If-Match" in (case.headers or {}):
            case.headers["If-Match"] = "*"
        self.asked.add(name)
        for who in (NOBODY, *POSTS):
            status = self.one(name, who, case, self.visitors.header(who, known))
            if who == NOBODY and known and status not in REFUSED[mode]:
                self.failures[f"{name}: {status} to nobody"] += 1

    def one(self, name: str, who: str, case: Case[Any], header: Mapping[str, str]) -> int:
        """Send one request, hold its answer against the description, and return its status."""
        sent: dict[str, Any] = {"session": self.line, "headers": dict(header), "allow_redirects": False}
        answer = case.call(base_url=ADDRESS, **sent)
        self.statuses[who or "nobody", answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS, headers=dict(header), transport_kwargs=sent)
        except* Failure as group:
            for wrong in every(group):
                self.failures[f"{name}: {answer.status_code} {type(wrong).__name__}: {first_line(wrong)}"] += 1
        return answer.status_code


def every(group: BaseExceptionGroup[Any]) -> list[BaseException]:
    """Return every single failure of a group."""
    found: list[BaseException] = []
    for one in group.exceptions:
        found += every(one) if isinstance(one, BaseExceptionGroup) else [one]
    return found


def first_line(wrong: BaseException) -> str:
    return " ".join(str(wrong).split())[:200]


def made_up(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, number: int) -> list[Case[Any]]:
    """Make up so many requests, the same in every run."""
    found: list[Case[Any]] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def make(case: Case[Any]) -> None:
        found.append(case)

    with contextlib.suppress(Unsatisfiable):  # where nothing can be sent that is not as described
        make()
    return found
