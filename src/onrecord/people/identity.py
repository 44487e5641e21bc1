"""Tell which speakers of many reports are one person.

Full names join where the strings allow it and no third name makes it doubtful (J. Roe joins neither Jane nor John). A
surname alone joins a full name only in reports of the same days and the same names, where one such person speaks.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from onrecord.model import Attribution, Person, Report, SpeakerKind
from onrecord.text.names import bare_name, folded, may_be_one, parse_name, surname

NEAR_DAYS = 7
NEAR_LEAST = 3  # capitalised words that two reports share
NEAR_NAMES = 0.35  # share of the capitalised words of the shorter report
CAPITALS = re.compile(r"\b[A-Z][a-z]{2,}\b")


@dataclass(slots=True, eq=False)
class _Voice:
    """One name as one report gives it, with what is said under it."""

    report: Report
    name: str
    kind: SpeakerKind
    said: list[Attribution]

    @property
    def is_full(self) -> bool:
        return bool(parse_name(self.name).given)


class _Context(NamedTuple):
    """What bounds a report for comparing it with others: its day, its capitalised words as bits, their number."""

    day: int | None
    words: int
    size: int


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
    groups = [*_organizations(voices), *_same_names(_persons(voices))]
    return tuple(sorted(map(_person, groups), key=lambda person: (person.name, person.id)))


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
    capitals: dict[str, list[str]] = {}
    for voice in voices:
        if voice.kind == "person":
            by_surname.setdefault(folded(surname(voice.name).split(" ")[-1] or voice.name), []).append(voice)
    for namesakes in by_surname.values():
        full = [voice for voice in namesakes if voice.is_full]
        groups = _joined_full_names(full)
        lone = [voice for voice in namesakes if not voice.is_full]
        yield from [*groups, *(_joined_surnames(lone, groups, capitals) if lone else ())]


def _joined_full_names(voices: Sequence[_Voice]) -> list[list[_Voice]]:
    """Join the names that can be one, and that agree on which others they can be one with."""
    names = sorted({bare_name(voice.name) or voice.name for voice in voices})
    partners = {name: tuple(other for other in names if other == name or may_be_one(name, other)) for name in names}
    groups: dict[tuple[str, ...], list[_Voice]] = {}
    for voice in voices:
        groups.setdefault(partners[bare_name(voice.name) or voice.name], []).append(voice)
    return list(groups.values())


def _joined_surnames(
    lone: Sequence[_Voice], groups: Sequence[list[_Voice]], capitals: dict[str, list[str]]
) -> list[list[_Voice]]:
    """Give each surname to the one full name of its context; those left join one another by their context."""
    contexts = _contexts([*lone, *(voice for group in groups for voice in group)], capitals)
    known = [_by_name(group, contexts) for group in groups]
    left: list[_Voice] = []
    for voice in lone:
        near = [at for at, group in enumerate(known) if _is_near_any(voice, group, contexts[voice.report.id])]
        if len(near) == 1:
            groups[near[0]].append(voice)
        else:
            left.append(voice)
    return _joined_by_context(left, contexts)


def _joined_by_context(voices: Sequence[_Voice], contexts: Mapping[str, _Context]) -> list[list[_Voice]]:
    """Join every two voices that are near one another, and so on."""
    groups: list[list[_Voice]] = []
    seen: list[dict[str, list[_Context]]] = []
    for voice in voices:
        context = contexts[voice.report.id]
        near = [at for at, group in enumerate(seen) if _is_near_any(voice, group, context)]
        if not near:
            groups.append([])
            seen.append({})
        first, *others = near or [-1]
        for at in reversed(others):
            groups[first] += groups.pop(at)
            for name, found in seen.pop(at).items():
                seen[first].setdefault(name, []).extend(found)
        groups[first].append(voice)
        seen[first].setdefault(voice.name, []).append(context)
    return groups


def _contexts(voices: Sequence[_Voice], capitals: dict[str, list[str]]) -> dict[str, _Context]:
    """Give the context of each report; ``capitals`` keeps the words of reports that were read already."""
    bits: dict[str, int] = {}
    contexts: dict[str, _Context] = {}
    for voice in voices:
        report = voice.report
        if report.id not in contexts:
            if report.id not in capitals:
                capitals[report.id] = sorted(set(CAPITALS.findall(report.text)))
            words = capitals[report.id]
            day = report.published.toordinal() if report.published else None
            mask = sum(1 << bits.setdefault(word, len(bits)) for word in words)
            contexts[report.id] = _Context(day, mask, len(words))
    return contexts


def _by_name(group: Iterable[_Voice], contexts: Mapping[str, _Context]) -> dict[str, list[_Context]]:
    names: dict[str, list[_Context]] = {}
    for voice in group:
        names.setdefault(voice.name, []).append(contexts[voice.report.id])
    return names


def _is_near_any(voice: _Voice, group: Mapping[str, Sequence[_Context]], context: _Context) -> bool:
    return any(may_be_one(voice.name, name) and _is_near_one(context, others) for name, others in group.items())


def _is_near_one(context: _Context, others: Iterable[_Context]) -> bool:
    """Tell whether one of other reports is of about the same days and shares many capitalised words."""
    day, words, size = context
    for other_day, other_words, other_size in others:
        if day is not None and other_day is not None and not -NEAR_DAYS <= day - other_day <= NEAR_DAYS:
            continue
        shared = (words & other_words).bit_count()
        if shared >= NEAR_LEAST and shared >= NEAR_NAMES * (size if size < other_size else other_size):
            return True
    return False


def _same_names(groups: Iterable[list[_Voice]]) -> Iterator[list[_Voice]]:
    """Join groups whose full names differ in hyphens only: Kim Roe-un, Kim Roe Un."""
    full: dict[str, list[_Voice]] = {}
    for group in groups:
        if any(voice.is_full for voice in group):
            full.setdefault(_slug(_best_name(group)), []).extend(group)
        else:
            yield group
    yield from full.values()


def _best_name(group: Iterable[_Voice]) -> str:
    """Give the name printed by most reports; among equals the longest."""
    printed = Counter(voice.name for voice in group)
    full = {name: count for name, count in printed.items() if parse_name(name).given} or printed
    return max(full, key=lambda name: (full[name], len(name), name))


def _person(group: Sequence[_Voice]) -> Person:
    """Build a person with an id that stays when unrelated reports come: a full name's, or (Roe) that of a statement."""
    name = _best_name(group)
    statements = tuple(sorted({each.statement for voice in group for each in voice.said}))
    slug = _slug(name)
    if group[0].kind == "organization":
        slug = f"the-{slug.removeprefix('the-')}"
    elif not any(voice.is_full for voice in group):
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
