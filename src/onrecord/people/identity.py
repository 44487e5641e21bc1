"""Tell which speakers of many reports are one person."""

from collections.abc import Iterable, Sequence

from onrecord.model import Attribution, Person, Report


def identify(attributed: Iterable[tuple[Report, Sequence[Attribution]]]) -> tuple[Person, ...]:
    """Join the speakers of all reports into persons, the same in any order of reports."""
    said: dict[str, list[Attribution]] = {}
    for _, attributions in attributed:
        for each in attributions:
            if each.speaker and each.kind in ("person", "organization"):
                said.setdefault(each.speaker, []).append(each)
    return tuple(
        Person(
            name.lower().replace(" ", "-"),
            name,
            each[0].kind,
            (name,),
            tuple(sorted({a.role for a in each if a.role})),
            tuple(sorted(a.statement for a in each)),
        )
        for name, each in sorted(said.items())
    )
