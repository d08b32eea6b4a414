"""Every endpoint has its row in the matrix, and every row its endpoint."""

from fnmatch import fnmatchcase

from goldenthread.http.identity.scopes import ADMITTING, IN_PERSON
from goldenthread.workflows.access import EVERYTHING
from goldenthread.workflows.papers import FACTS as DOCUMENTS
from tests.access.matrix.endpoints import app_of, endpoints
from tests.access.matrix.places import Place
from tests.access.matrix.rows import ROWS, Kind, kind_of, row_of


def test_a_new_endpoint_has_to_say_what_it_asks_of_whoever_uses_it(place: Place) -> None:
    without = sorted(one.operation for one in endpoints(app_of(place.town.api.client)) if row_of(one.operation) is None)
    assert without == [], "say in tests/access/matrix/rows.py what kind of endpoint each of these is"


def test_there_is_no_row_without_an_endpoint(place: Place) -> None:
    there = {one.operation for one in endpoints(app_of(place.town.api.client))}
    assert [row for row in ROWS if not any(fnmatchcase(one, row) for one in there)] == []


def test_a_family_of_endpoints_is_what_its_path_says(place: Place) -> None:
    """Nothing but a fact is named as one, and nothing but a move: a name must not borrow another's row."""
    for one in endpoints(app_of(place.town.api.client)):
        if row_of(one.operation) == "record-*":
            assert one.path.startswith("/api/cases/{case}/facts/"), one
        if row_of(one.operation) == "move-*":
            assert one.path.startswith("/api/cases/{case}/moves/"), one


def test_an_entry_of_every_class_is_planted_and_a_document_of_every_class_that_documents_are_of(place: Place) -> None:
    planted = [one for child in place.children.values() for one in child.planted]
    assert {one.kept for one in planted} == {one.name for one in EVERYTHING}
    assert {one.kept for one in planted if one.document} == {one.kept.name for one in DOCUMENTS}


def test_no_token_made_for_facts_changes_who_there_is_or_who_sees_a_case(place: Place) -> None:
    changes = [one for one in endpoints(app_of(place.town.api.client)) if one.method != "GET"]
    kinds = {one.operation: kind_of(one.operation) for one in changes}
    assert {name for name, kind in kinds.items() if kind in (Kind.KEEPS, Kind.DIRECTORY, Kind.CONFIRMS)} == IN_PERSON
    assert {name for name, kind in kinds.items() if kind in (Kind.ADMITS, Kind.EMERGENCY, Kind.REVIEWS)} == ADMITTING
