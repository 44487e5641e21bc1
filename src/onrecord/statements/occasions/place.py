"""Where something was said."""

from onrecord.model import Span
from onrecord.statements.occasions.telling import Telling


def place_of(text: str, telling: Telling) -> Span | None:
    """Find where a statement was made."""
    return None
