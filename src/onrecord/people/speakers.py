"""Tell whose each statement of a report is."""

from collections.abc import Sequence

from onrecord.model import Attribution, Report, Statement
from onrecord.people.mentions import find_mentions
from onrecord.text.names import bare_name, may_be_one, parse_name


def attribute(report: Report, statements: Sequence[Statement]) -> tuple[Attribution, ...]:
    """Name the speaker of each statement, in the same order."""
    people = [mention for mention in find_mentions(report.text) if mention.kind == "person" and mention.sure]
    found = []
    for statement in statements:
        printed = " ".join(span.of(report.text) for span in statement.source)
        name = bare_name(printed)
        full = next(
            (each for each in people if name and may_be_one(each.name, name) and parse_name(each.name).given), None
        )
        span = full.span if full else statement.source[0] if statement.source else None
        found.append(
            Attribution(
                report.id,
                statement.id,
                full.name if full else name or None,
                "person" if name else "unnamed",
                "named" if name else "none",
                span,
                full.role if full else None,
            )
        )
    return tuple(found)
