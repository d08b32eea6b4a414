"""What a body may not say of itself: asked of whoever writes, before anything is decided."""

from goldenthread.http.api.bodies import Said
from goldenthread.http.problems import Problem


def must_agree(body: Said, where: str) -> None:
    """Refuse a strand that is named and another that is opened."""
    if body.strand and body.new_strand:
        why = "give strand, or new_strand, not both: the first names a strand, the second opens another"
        errors = [{"pointer": f"{where}/{name}", "detail": why} for name in ("strand", "new_strand")]
        raise Problem(400, "invalid", "The request cannot be read", why, {"errors": errors})
