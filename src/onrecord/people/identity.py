"""Tell which speakers of many reports are one person.

Full names join where the strings allow it and no third name makes it doubtful (J. Roe joins neither Jane nor John). A
surname alone joins a full name only in reports of the same days and the same names, where one such person speaks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from onrecord.model import Attribution, Person, Report, SpeakerKind
from onrecord.text.names import bare_name, folded, may_be_one, parse_name, surname

NEAR_DAYS = 7
NEAR_NAMES = 0.35  # share of the capitalised words of the shorter report
CAPITALS = re.compile(r"\b[A-Z][a-z]{2,}\b")


@dataclass(slots=True, eq=False)
class _Voice:
    """One name as one report gives it, with what is said under it."""

    report: Report
    name: str
    kind: SpeakerKind
    said: list[Attribution]


def identify(attributed: Iterable[tuple[Report, Sequence[Attribution]]]) -> tuple[Person, ...]:
    """Join the speakers of all reports into persons, the same in any order of reports.

    >>> from onrecord.model import Origin
    >>> def told(report, name):
    ...     origin = Origin(report, "", "text/plain")
    ...     return Report(report, "", origin), [Attribution(report, f"{report}:0-1", name, "person", "named")]
    >>> people = identify([told("a", "Joe Roe"), told("b", "Joseph Roe"), told("c", "Ann Roe")])
    >>> [(person.name, person.statements) for person in people]
    [('Ann Roe', ('c:0-1',)), ('Joseph Roe', ('a:0-1', 'b:0-1'))]
    """
    voices = _voices(attributed)
    groups = [*_organizations(voices), *_persons(voices)]
    slugs = Counter(_slug(_best_name(group)) for group in groups)
    people = [_person(group, slugs) for group in groups]
    return tuple(sorted(people, key=lambda person: (person.name, person.id)))


def _voices(attributed: Iterable[tuple[Report, Sequence[Attribution]]]) -> list[_Voice]:
    found: dict[tuple[str, str, str], _Voice] = {}
    for report, attributions in attributed:
        for each in attributions:
            if each.speaker and each.kind in ("person", "organization"):
                key = (report.id, each.speaker, each.kind)
                found.setdefault(key, _Voice(report, each.speaker, each.kind, [])).said.append(each)
    return [found[key] for key in sorted(found)]


def _organizations(voices: Iterable[_Voice]) -> Iterator[list[_Voice]]:
    """Join organizations of one name; "the agency" of two reports is not one."""
    groups: dict[str, list[_Voice]] = {}
    for voice in voices:
        if voice.kind == "organization" and any(word[0].isupper() for word in voice.name.split()):
            groups.setdefault(folded(voice.name.lower().removeprefix("the ")), []).append(voice)
    yield from groups.values()


def _persons(voices: Iterable[_Voice]) -> Iterator[list[_Voice]]:
    by_surname: dict[str, list[_Voice]] = {}
    for voice in voices:
        if voice.kind == "person":
            by_surname.setdefault(folded(surname(voice.name).split(" ")[-1] or voice.name), []).append(voice)
    for namesakes in by_surname.values():
        full = [voice for voice in namesakes if parse_name(voice.name).given]
        groups = _joined_full_names(full)
        lone = [voice for voice in namesakes if not parse_name(voice.name).given]
        yield from [*groups, *_joined_surnames(lone, groups)]


def _joined_full_names(voices: Sequence[_Voice]) -> list[list[_Voice]]:
    """Join the names that can be one, and that agree on which others they can be one with."""
    names = sorted({bare_name(voice.name) or voice.name for voice in voices})
    partners = {name: tuple(other for other in names if other == name or may_be_one(name, other)) for name in names}
    groups: dict[tuple[str, ...], list[_Voice]] = {}
    for voice in voices:
        groups.setdefault(partners[bare_name(voice.name) or voice.name], []).append(voice)
    return list(groups.values())


def _joined_surnames(lone: Sequence[_Voice], groups: Sequence[list[_Voice]]) -> list[list[_Voice]]:
    """Give each surname to the one full name of its context; those left join one another by their context."""
    capitals: dict[str, frozenset[str]] = {}
    known = [list(group) for group in groups]
    left: list[_Voice] = []
    for voice in lone:
        near = [at for at, group in enumerate(known) if _fits(voice, group, capitals)]
        if len(near) == 1:
            groups[near[0]].append(voice)
        else:
            left.append(voice)
    joined: list[list[_Voice]] = []
    for voice in left:
        near = [at for at, group in enumerate(joined) if _fits(voice, group, capitals)]
        merged = [voice, *(other for at in near for other in joined[at])]
        joined = [group for at, group in enumerate(joined) if at not in near] + [merged]
    return joined


def _fits(voice: _Voice, group: Iterable[_Voice], capitals: dict[str, frozenset[str]]) -> bool:
    return any(may_be_one(voice.name, other.name) and _is_near(voice.report, other.report, capitals) for other in group)


def _is_near(report: Report, other: Report, capitals: dict[str, frozenset[str]]) -> bool:
    if report.id == other.id:
        return True
    if report.published and other.published and abs((report.published - other.published).days) > NEAR_DAYS:
        return False
    for each in (report, other):
        if each.id not in capitals:
            capitals[each.id] = frozenset(CAPITALS.findall(each.text))
    one, two = capitals[report.id], capitals[other.id]
    return len(one & two) >= max(3, NEAR_NAMES * min(len(one), len(two)))


def _best_name(group: Iterable[_Voice]) -> str:
    """Give the name printed by most reports; among equals the longest."""
    printed = Counter(voice.name for voice in group)
    full = {name: count for name, count in printed.items() if parse_name(name).given} or printed
    return max(full, key=lambda name: (full[name], len(name), name))


def _person(group: Sequence[_Voice], slugs: Counter[str]) -> Person:
    name = _best_name(group)
    statements = tuple(sorted({each.statement for voice in group for each in voice.said}))
    slug = _slug(name)
    if slugs[slug] > 1:
        slug = f"{slug}-{sha256(statements[0].encode()).hexdigest()[:8]}"
    return Person(
        id=slug,
        name=name,
        kind=group[0].kind,
        names=tuple(sorted({voice.name for voice in group})),
        roles=tuple(sorted({each.role for voice in group for each in voice.said if each.role})),
        statements=statements,
    )


def _slug(name: str) -> str:
    return "-".join(filter(None, map(folded, re.split(r"[\s‑-]+", name)))) or "unnamed"
