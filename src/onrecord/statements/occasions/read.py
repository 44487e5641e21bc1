"""Read the occasion of each statement of a report: puts the readers of its parts together."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Occasion, Report
from onrecord.statements.occasions.addressee import addressee_of
from onrecord.statements.occasions.medium import medium_of
from onrecord.statements.occasions.place import place_of
from onrecord.statements.occasions.relay import is_relayed, via_of
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.occasions.when import Day, days_of


def occasions_of(report: Report, tellings: Sequence[Telling]) -> tuple[Occasion, ...]:
    """Read the occasion of each statement of a report, in the same order."""
    days = days_of(report, tellings)
    return tuple(
        _occasion(report.text, replace(telling, scene=day.scene, dated_by=day.printed), day)
        for telling, day in zip(tellings, days, strict=True)
    )


def _occasion(text: str, telling: Telling, day: Day) -> Occasion:
    medium, shown_by = medium_of(text, telling) or (None, None)
    return Occasion(
        addressee=addressee_of(text, telling),
        said=day.said,
        said_ground=day.ground,
        dated_by=day.printed,
        place=place_of(text, telling),
        medium=medium,
        shown_by=shown_by,
        via=via_of(text, telling),
        relayed=is_relayed(text, telling),
    )
