"""Statements of a text as the tagger sees them: contents gathered by the cue they hang on, paragraph by paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.statements.learned.chain import Tagged
from onrecord.statements.learned.links import Ground, Linked, Ranker, link
from onrecord.statements.learned.quotes import settle
from onrecord.statements.learned.spans import Role
from onrecord.statements.learned.tagger import Scores
from onrecord.statements.learned.units import OUTSIDE, Units
from onrecord.text.quotemarks import Quotation


@dataclass(slots=True)
class Found:
    """Contents with their cue and its source; ``linked`` and ``sourced`` are how sure the links are."""

    contents: list[Role]
    linked: float
    cue: Role | None = None
    source: Role | None = None
    sourced: float = 0.0


def attributions_of(
    text: str,
    units: Units,
    scores: Scores,
    tagged: Tagged,
    quotations: Sequence[Quotation],
    sources: Ranker,
    cues: Ranker,
) -> tuple[list[Found], Linked | None]:
    """Put together what one paragraph says, in the order of its contents; also its last cue, if nothing hangs on it.

    ``sources`` ranks a source for a cue, ``cues`` a cue for a content.

    A content that hangs on no cue stays if it is a quotation; without marks it is dropped.
    """
    roles = settle(text, units, tagged, quotations)
    contents, reported, named = ([each for each in roles if each.role == role] for role in ("content", "cue", "source"))
    ground = Ground(roles, units, scores)
    sourced = {each.of: each for each in link(reported, named, ground, sources)}
    found: dict[Role, Found] = {}
    floating: list[Found] = []
    for linked in link(contents, reported, ground, cues):
        content, cue = linked.of, linked.to
        if cue is None:
            if any(units.quotes[at] != OUTSIDE for at in units.first[content.first : content.last]):
                floating.append(Found([content], linked.sure))
        elif cue in found:
            found[cue].contents.append(content)
        else:
            source = sourced[cue]
            found[cue] = Found([content], linked.sure, cue, source.to, source.sure)
    in_order = sorted([*found.values(), *floating], key=lambda each: each.contents[0].first)
    idle = reported[-1] if reported and reported[-1] not in found else None
    return in_order, sourced[idle] if idle else None
