"""Join and part persons as an editor ruled.

*Same* joins all that the program joined with two statements. Of a person who is parted, the statements that are ruled
to be *different* are the heads of the parts; each other voice goes to the head it has most in common with. Where
rulings contradict one another, *same* stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.joining import components
from onrecord.model import Ruling, RulingKind
from onrecord.people.known import Group
from onrecord.people.parting import closest
from onrecord.people.rulings import report_of
from onrecord.people.voices import Voice


def parted_voices(voices: Iterable[Voice], rulings: Iterable[Ruling]) -> list[Voice]:
    """Make voices of their own of the statements that are under one name in one report, and ruled to be different."""
    anchors: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        if ruling.ruling == "different" and ruling.b and report_of(ruling.a) == report_of(ruling.b):
            anchors[report_of(ruling.a)].append(ruling)
    parted: list[Voice] = []
    for voice in voices:
        own = {each.statement for each in voice.said}
        apart = {each for ruling in anchors.get(voice.report.id, ()) for each in _anchored(ruling, own)}
        rest = [each for each in voice.said if each.statement not in apart]
        parted += [replace(voice, said=[each]) for each in voice.said if each.statement in apart]
        if rest:
            parted.append(replace(voice, said=rest) if apart else voice)
    return parted


def _anchored(ruling: Ruling, own: set[str]) -> set[str]:
    pair = {ruling.a, str(ruling.b)}
    return pair if pair <= own else set()


class Anchors:
    """The two voices that each ruling is about; rulings on a statement that is nobody's are left out."""

    def __init__(self, voices: Iterable[Voice], rulings: Sequence[Ruling]) -> None:
        wanted = {str(each) for ruling in rulings for each in (ruling.a, ruling.b)}
        reports = set(map(report_of, wanted))
        voice_of = {
            each.statement: voice
            for voice in voices
            if voice.report.id in reports
            for each in voice.said
            if each.statement in wanted
        }
        found = [(ruling, voice_of.get(ruling.a), voice_of.get(str(ruling.b))) for ruling in rulings]
        self.links = [(ruling, one, other) for ruling, one, other in found if one and other]

    def linked(self, kind: RulingKind) -> list[tuple[Ruling, Voice, Voice]]:
        """Give the rulings of a kind with their voices."""
        return [each for each in self.links if each[0].ruling == kind]


def ruled(groups: Sequence[Group], anchors: Anchors) -> list[Group]:
    """Join groups that are ruled to be the same person, then part what is ruled to be different."""
    same = [(one, other) for _, one, other in anchors.linked("same")]
    different = [(one, other) for _, one, other in anchors.linked("different")]
    if not same and not different:
        return list(groups)
    home = {voice: at for at, (voices, _) in enumerate(groups) for voice in voices}
    joined = components(range(len(groups)), [(home[one], home[other]) for one, other in same])
    blocks = components([voice for pair in (*same, *different) for voice in pair], same)
    block_of = {voice: at for at, block in enumerate(blocks) for voice in block}
    apart = {(block_of[one], block_of[other]) for one, other in different if block_of[one] != block_of[other]}
    found: list[Group] = []
    for members in joined:
        voices = sorted((voice for at in members for voice in groups[at][0]), key=_order)
        rows = [groups[at] for at in members if groups[at][1]]
        inside = {block_of[voice] for voice in voices if voice in block_of}
        edges = {(a, b) for a, b in apart if a in inside and b in inside} if inside else set()
        parts = _parts(voices, blocks, edges) if edges else [voices]
        found += _with_rows(parts, rows)
    return found


def _order(voice: Voice) -> tuple[str, str]:
    return voice.first, voice.name


def _parts(
    voices: Sequence[Voice], blocks: Sequence[Sequence[Voice]], edges: set[tuple[int, int]]
) -> list[list[Voice]]:
    """Part voices so that no two blocks of an edge are together; the others go to the closest part."""
    foes: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        foes[one].add(other)
        foes[other].add(one)
    parts: list[list[int]] = []
    for block in sorted(foes, key=lambda at: min(map(_order, blocks[at]))):
        part = next((part for part in parts if not foes[block].intersection(part)), None)
        if part is None:
            parts.append(part := [])
        part.append(block)
    seeds = [[voice for block in part for voice in blocks[block]] for part in parts]
    placed = {voice for seed in seeds for voice in seed}
    rest = [voice for voice in voices if voice not in placed]
    grown = [list(seed) for seed in seeds]
    for voice, at in zip(rest, closest(rest, seeds), strict=True):
        grown[at].append(voice)
    return grown


def _with_rows(parts: Sequence[list[Voice]], rows: Sequence[Group]) -> list[Group]:
    """Give each row of the user's table to the part with most of its voices; of two rows the first by name."""
    chosen: dict[int, Group] = {}
    for row in sorted(rows, key=lambda row: row[1].name if row[1] else ""):
        members = set(row[0])
        sizes = [sum(voice in members for voice in part) for part in parts]
        chosen.setdefault(sizes.index(max(sizes)), row)
    return [(part, chosen[at][1] if at in chosen else None) for at, part in enumerate(parts)]
