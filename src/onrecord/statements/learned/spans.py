"""Tagged units as spans with a role: contents, cues and sources of one paragraph."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.model import Span
from onrecord.statements.learned.chain import Tagged
from onrecord.statements.learned.tags import BEGINS, INSIDE, OUTSIDE, ROLE_OF
from onrecord.statements.learned.units import Units


class Role(NamedTuple):
    """Units ``first`` to ``last`` (not included) of a paragraph in one role.

    ``sure`` is the mean chance that its units have the role, ``edges`` the chance of its borders.
    """

    role: str
    first: int
    last: int
    span: Span
    sure: float
    edges: float


def roles_of(units: Units, tagged: Tagged) -> Iterator[Role]:
    """Give the spans of a tagged paragraph, in order."""
    begun, role = 0, None
    tags = tagged.tags.tolist()
    for at, tag in enumerate([*tags, OUTSIDE]):
        if role is not None and tag != INSIDE[role]:
            yield role_at(units, tagged, role, begun, at)
            role = None
        if role is None and tag != OUTSIDE:
            begun, role = at, ROLE_OF[tag]


def role_at(units: Units, tagged: Tagged, role: str, first: int, last: int) -> Role:
    """Give some units in a role, with what the tagger says of it."""
    begins, inside = tagged.chances[:, BEGINS[role]], tagged.chances[:, INSIDE[role]]
    ends = 1 - inside[last] if last < len(inside) else 1.0
    return Role(
        role, first, last,
        Span(units.spans[first].start, units.spans[last - 1].end),
        float((begins[first:last] + inside[first:last]).mean()),
        float(begins[first] * ends),
    )  # fmt: skip
