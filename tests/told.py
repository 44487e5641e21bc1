"""Short ways to build what reports say of speakers, for tests of identity."""

from collections.abc import Iterable, Sequence

from makers import make_report
from onrecord.model import Attribution, Person, Report, SpeakerKind

Told = tuple[Report, Sequence[Attribution]]


def tell(
    number: int, text: str, day: str | None, speaker: str, kind: SpeakerKind = "person", role: str | None = None
) -> Told:
    """Build a report with one statement, and whose it is."""
    report = make_report(text, id=f"r{number}", published=day)
    return report, [Attribution(report.id, f"r{number}:0-1", speaker, kind, "named", role=role)]


def tell_in_stories(case: str) -> tuple[list[Told], dict[str, str]]:
    """Read "fire Joe Roe / Mayor, vote Roe" as reports r0, r1 of two stories with a statement each."""
    told, story_of = [], {}
    for number, each in enumerate(case.split(", ")):
        story, _, rest = each.partition(" ")
        speaker, _, role = rest.partition(" / ")
        told.append(tell(number, "Elm Harbor Oak Mill voted.", None, speaker, role=role or None))
        story_of[f"r{number}"] = story
    return told, story_of


def statements_of(people: Iterable[Person]) -> list[str]:
    """Give the statements of all persons."""
    return sorted(statement for person in people for statement in person.statements)
