"""What an editor ruled about identity, applied to what the program joined: *same* joins, *different* parts.

A ruling holds on to statements. Their ids are places of a report's text, so that they outlast new reports and new
persons; where another version of the program finds other borders, the statement that overlaps most is meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from onrecord.model import Attribution, Finding, Ruling, RulingKind, Span, SpeakerKind
from onrecord.people.known import Group
from onrecord.people.parting import closest
from onrecord.people.voices import Voice

Node = TypeVar("Node")


def rule_pair(ruling: RulingKind, one: str, other: str) -> Ruling:
    """Build a ruling on two statements; both orders are one ruling, and its id is that of the pair.

    >>> rule_pair("same", "b:0-9", "a:0-9") == rule_pair("same", "a:0-9", "b:0-9")
    True
    >>> rule_pair("same", "a:0-9", "b:0-9").id == rule_pair("different", "a:0-9", "b:0-9").id
    True
    """
    a, b = sorted((one, other))
    return Ruling(_id_of("identity", a, b), ruling, a, b)


def rule_speaker(statement: str, name: str | None, kind: SpeakerKind = "person") -> Ruling:
    """Build a ruling on the speaker of a statement; a later one has the same id."""
    return Ruling(_id_of("speaker", statement), "speaker", statement, None, name, kind if name else "unnamed")


def moved(ruling: Ruling, old: str, new: str) -> Ruling:
    """Give a ruling after a report got another id."""
    a, b = (each and _moved(each, old, new) for each in (ruling.a, ruling.b))
    if ruling.ruling == "speaker" or b is None:
        return rule_speaker(str(a), ruling.speaker, ruling.speaker_kind)
    return rule_pair(ruling.ruling, str(a), b)


def _moved(statement: str, old: str, new: str) -> str:
    report, _, place = statement.rpartition(":")
    return f"{new}:{place}" if report == old else statement


def _id_of(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:8]


def report_of(statement: str) -> str:
    """Give the report of a statement's id.

    >>> report_of("day.jsonl:7:10-20")
    'day.jsonl:7'
    """
    return statement.rpartition(":")[0]


def found_again(statement: str, statements: Iterable[str]) -> str | None:
    """Find a statement among those of its report: itself, else the one that overlaps it most.

    >>> found_again("r:10-20", ["r:0-9", "r:12-25"]), found_again("r:10-20", ["r:30-40"]), found_again("x", ["r:0-9"])
    ('r:12-25', None, None)
    """
    known = list(statements)
    if statement in known:
        return statement
    wanted = _place(statement)
    shared = {each: _overlap(wanted, _place(each)) for each in known if report_of(each) == report_of(statement)}
    best = min(shared, key=lambda each: (-shared[each], each), default=None)
    return best if best is not None and shared[best] > 0 else None


def _place(statement: str) -> Span:
    start, _, end = statement.rpartition(":")[2].partition("-")
    return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else Span(0, 0)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


# --- who is the speaker ---------------------------------------------------------------------------------------------


def with_speakers(finding: Finding, rulings: Sequence[Ruling]) -> Finding:
    """Give a finding with the speakers that an editor named; ``rulings`` are those of its report."""
    ids = [each.id for each in finding.statements]
    named = {found_again(ruling.a, ids): ruling for ruling in rulings if ruling.ruling == "speaker"}
    if not named:
        return finding
    return replace(
        finding,
        attributions=tuple(
            _attributed(each, named[each.statement]) if each.statement in named else each
            for each in finding.attributions
        ),
    )


def _attributed(attribution: Attribution, ruling: Ruling) -> Attribution:
    return Attribution(
        attribution.report, attribution.statement, ruling.speaker, ruling.speaker_kind, "ruling", None, None
    )


# --- who is one person ----------------------------------------------------------------------------------------------


def parted_voices(voices: Iterable[Voice], rulings: Sequence[Ruling]) -> list[Voice]:
    """Make voices of their own of the statements that are under one name in one report, and ruled to be different."""
    anchors: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in rulings:
        if ruling.ruling == "different" and ruling.b and report_of(ruling.a) == report_of(ruling.b):
            anchors[report_of(ruling.a)].append(ruling)
    parted: list[Voice] = []
    for voice in voices:
        apart = _apart(voice, anchors.get(voice.report.id, ()))
        rest = [each for each in voice.said if each.statement not in apart]
        parted += [replace(voice, said=[each]) for each in voice.said if each.statement in apart]
        if rest:
            parted.append(replace(voice, said=rest) if apart else voice)
    return parted


def _apart(voice: Voice, rulings: Iterable[Ruling]) -> set[str]:
    own = [each.statement for each in voice.said]
    pairs = [(found_again(ruling.a, own), found_again(str(ruling.b), own)) for ruling in rulings]
    return {each for pair in pairs if all(pair) and pair[0] != pair[1] for each in pair if each}


class Anchors:
    """The voices that pairs of statements stand for, as far as they are on record and have a named speaker."""

    def __init__(self, voices: Iterable[Voice], rulings: Iterable[Ruling]) -> None:
        self.pairs = [ruling for ruling in rulings if ruling.ruling != "speaker"]
        reports = {report_of(str(each)) for ruling in self.pairs for each in (ruling.a, ruling.b)}
        by_report: dict[str, dict[str, Voice]] = defaultdict(dict)
        for voice in voices:
            if voice.report.id in reports:
                by_report[voice.report.id].update((each.statement, voice) for each in voice.said)
        self._by_report = by_report

    def voice_at(self, statement: str) -> Voice | None:
        """Give the voice that says a statement."""
        known = self._by_report.get(report_of(statement), {})
        return known.get(found_again(statement, known) or "")

    def linked(self, kind: RulingKind) -> list[tuple[Ruling, Voice, Voice]]:
        """Give the rulings of a kind with their voices."""
        found = [
            (each, self.voice_at(each.a), self.voice_at(str(each.b))) for each in self.pairs if each.ruling == kind
        ]
        return [(each, one, other) for each, one, other in found if one and other]


def contradictions(anchors: Anchors) -> list[tuple[Ruling, tuple[Ruling, ...]]]:
    """Give the *different* rulings that *same* ones contradict, with these, in a chain from one end to the other."""
    chains: dict[Voice, list[tuple[Ruling, Voice]]] = defaultdict(list)
    for ruling, one, other in anchors.linked("same"):
        chains[one].append((ruling, other))
        chains[other].append((ruling, one))
    found = []
    for ruling, one, other in anchors.linked("different"):
        chain = _chain(one, other, chains)
        if chain is not None:
            found.append((ruling, chain))
    return found


def _chain(
    start: Voice, end: Voice, chains: Mapping[Voice, Sequence[tuple[Ruling, Voice]]]
) -> tuple[Ruling, ...] | None:
    """Find the shortest chain of rulings from one voice to another."""
    reached: dict[Voice, tuple[Ruling, ...]] = {start: ()}
    waiting = [start]
    for voice in waiting:
        for ruling, other in chains.get(voice, ()):
            if other not in reached:
                reached[other] = (*reached[voice], ruling)
                waiting.append(other)
    return reached.get(end)


def ruled(groups: Sequence[Group], anchors: Anchors) -> list[Group]:
    """Join groups that are ruled to be the same person, then part what is ruled to be different."""
    same = [(one, other) for _, one, other in anchors.linked("same")]
    different = [(one, other) for _, one, other in anchors.linked("different")]
    if not same and not different:
        return list(groups)
    home = {voice: at for at, (voices, _) in enumerate(groups) for voice in voices}
    joined = _components(range(len(groups)), [(home[one], home[other]) for one, other in same])
    blocks = _components([voice for pair in (*same, *different) for voice in pair], same)
    block_of = {voice: at for at, block in enumerate(blocks) for voice in block}
    apart = {(block_of[one], block_of[other]) for one, other in different if block_of[one] != block_of[other]}
    found: list[Group] = []
    for members in joined:
        voices = sorted((voice for at in members for voice in groups[at][0]), key=_order)
        rows = [groups[at] for at in members if groups[at][1]]
        inside = {block_of[voice] for voice in voices if voice in block_of}
        edges = {(a, b) for a, b in apart if a in inside and b in inside}
        parts = _parts(voices, blocks, edges) if edges else [voices]
        found += _with_rows(parts, rows)
    return found


def _order(voice: Voice) -> tuple[str, str]:
    return voice.first, voice.name


def _components(nodes: Iterable[Node], edges: Iterable[tuple[Node, Node]]) -> list[list[Node]]:
    """Give the nodes that edges connect, in the order of the nodes."""
    beside: dict[Node, list[Node]] = {node: [] for node in nodes}
    for one, other in edges:
        beside[one].append(other)
        beside[other].append(one)
    seen: set[Node] = set()
    found: list[list[Node]] = []
    for node in beside:
        if node not in seen:
            seen.add(node)
            component = [node]
            for each in component:
                fresh = [other for other in dict.fromkeys(beside[each]) if other not in seen]
                seen.update(fresh)
                component += fresh
            found.append(component)
    return found


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
