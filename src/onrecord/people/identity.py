"""Tell which speakers of many reports are one person.

Full names join where the strings allow it, no third name makes it doubtful and their callings can be one person's; a
surname alone joins a full name of its own story, and one of another only by an office. Stronger than that are the
user's table of people and, above all, the editor's rulings.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from onrecord.model import KnownPerson, Person, Ruling, SpeakerKind
from onrecord.people.callings import parted
from onrecord.people.joins import Anchors, parted_voices, ruled
from onrecord.people.known import Group, named_by_user
from onrecord.people.namesakes import joined_full_names
from onrecord.people.rulings import placed
from onrecord.people.surnames import Capitals, joined_surnames
from onrecord.people.voices import Attributed, Voice, voices_of
from onrecord.text.names import folded, parse_name, surname


def identify(
    attributed: Attributed,
    story_of: Mapping[str, str] | None = None,
    known: Sequence[KnownPerson] = (),
    rulings: Sequence[Ruling] = (),
) -> tuple[Person, ...]:
    """Join the speakers of all reports into persons, the same in any order of reports.

    >>> from onrecord.model import Attribution, Origin, Report
    >>> def told(report, name):
    ...     origin = Origin(report, "", "text/plain")
    ...     return Report(report, "", origin), [Attribution(report, f"{report}:0-1", name, "person", "named")]
    >>> people = identify([told("a", "Joe Roe"), told("b", "Joseph Roe"), told("c", "Ann Roe")])
    >>> [(person.name, person.statements) for person in people]
    [('Ann Roe', ('c:0-1',)), ('Joseph Roe', ('a:0-1', 'b:0-1'))]
    """
    told = list(attributed)
    pairs = placed(rulings, {report.id: [each.statement for each in said] for report, said in told} if rulings else {})
    voices = parted_voices(voices_of(told, story_of or {}), pairs)
    groups: Iterable[list[Voice]] = [*_organizations(voices), *_same_names(_persons(voices))]
    named = named_by_user(groups, known) if known else [(group, None) for group in groups]
    return _persons_of(ruled(named, Anchors((voice for group, _ in named for voice in group), pairs)))


def _organizations(voices: Iterable[Voice]) -> Iterator[list[Voice]]:
    """Join organizations of one name; "the agency" of two reports is not one."""
    groups: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.kind == "organization" and any(word[0].isupper() for word in voice.name.split()):
            groups.setdefault(folded(voice.name.lower().removeprefix("the ")), []).append(voice)
    yield from groups.values()


def _persons(voices: Iterable[Voice]) -> Iterator[list[Voice]]:
    by_surname: dict[str, list[Voice]] = defaultdict(list)
    capitals = Capitals()
    for voice in voices:
        if voice.kind == "person":
            by_surname[folded(surname(voice.compared).split(" ")[-1] or voice.compared)].append(voice)
    for namesakes in by_surname.values():
        full = [part for group in joined_full_names([v for v in namesakes if v.is_full]) for part in parted(group)]
        lone = [voice for voice in namesakes if not voice.is_full]
        yield from joined_surnames(lone, full, capitals) if lone else full


def _same_names(groups: Iterable[list[Voice]]) -> Iterator[list[Voice]]:
    """Join groups whose full names differ in hyphens only: Kim Roe-un, Kim Roe Un."""
    full: dict[str, list[list[Voice]]] = defaultdict(list)
    for group in groups:
        if any(voice.is_full for voice in group):
            full[_slug(_best_name(group))].append(group)
        else:
            yield group
    for alike in full.values():
        if len({folded(surname(_best_name(group))) for group in alike}) == 1:
            yield from alike  # two people of one name, who were told apart
        else:
            yield from parted(sorted((voice for group in alike for voice in group), key=lambda voice: voice.first))


def _best_name(group: Iterable[Voice]) -> str:
    """Give the name printed by most reports; among equals the longest, but "Mick Roe" rather than "Staff Mick Roe"."""
    printed = Counter(voice.name for voice in group)
    full = {name: count for name, count in printed.items() if parse_name(name).given} or printed
    best = [name for name, count in full.items() if count == max(full.values())]
    plain = [name for name in best if not any(name.endswith(f" {other}") for other in best)]
    return max(plain, key=lambda name: (name != name.upper(), len(name), name))


def _persons_of(groups: Iterable[Group]) -> tuple[Person, ...]:
    """Build persons; of those with one id the one with the most statements keeps it, the others' are lengthened."""
    by_id: dict[str, list[Person]] = defaultdict(list)
    for group in groups:
        person = _person(*group)
        by_id[person.id].append(person)
    people = [person for alike in by_id.values() for person in _told_apart(alike)]
    return tuple(sorted(people, key=lambda person: (person.name, person.id)))


def _told_apart(alike: Iterable[Person]) -> Iterator[Person]:
    first, *others = sorted(alike, key=lambda person: (-len(person.statements), person.statements))
    yield first
    for person in others:
        yield replace(person, id=f"{person.id}-{_digest(person.statements[0])}")


def _person(group: Sequence[Voice], row: KnownPerson | None) -> Person:
    """Build a person with an id that stays when unrelated reports come: a full name's, or (Roe) that of a statement."""
    name = row.name if row else _best_name(group)
    statements = tuple(sorted({each.statement for voice in group for each in voice.said}))
    kind = _kind(group)
    slug = _slug(name)
    if kind == "organization":
        slug = f"the-{slug.removeprefix('the-')}"
    elif not row and not any(voice.is_full for voice in group):
        slug = f"{slug}-{_digest(statements[0])}"
    return Person(
        id=slug,
        name=name,
        kind=kind,
        names=tuple(sorted({*(voice.name for voice in group), *(row.aliases if row else ())})),
        roles=tuple(sorted({role for voice in group for role in voice.roles})),
        statements=statements,
        wikidata=row.wikidata if row else None,
    )


def _kind(group: Sequence[Voice]) -> SpeakerKind:
    """Give the kind of most voices; a ruling can join a person with an organization."""
    kinds = Counter(voice.kind for voice in group)
    return max(kinds, key=lambda kind: (kinds[kind], kind))


def _digest(statement: str) -> str:
    return sha256(statement.encode()).hexdigest()[:8]


def _slug(name: str) -> str:
    return "-".join(filter(None, map(folded, re.split(r"[\s‑-]+", name)))) or "unnamed"
