"""What somebody called a file is text and nothing else; what ours is called says nothing."""

from uuid import UUID

import pytest

from goldenthread.engine.attached import DocumentKind
from goldenthread.http.uploads.names import as_text, ours


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jo\\Sam's letter.pdf", "Sam's letter.pdf"),
        ("a\x00b\r\nSet-Cookie: x", "abSet-Cookie: x"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  ..hidden.  ", "hidden"),
        ("Zoe\u0308.pdf", "Zoë.pdf"),
        ("x" * 500, "x" * 200),
        ("..", None),
        ("/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_is_kept_as_text(said: str | None, kept: str | None) -> None:
    assert as_text(said) == kept


def test_ours_is_made_of_an_id_and_a_kind() -> None:
    assert ours(UUID(int=7), DocumentKind.JPEG) == "document-00000000.jpg"
