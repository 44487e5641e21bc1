"""Group passages into utterances and set the witnesses of each side by side, word by word.

The base is chosen from the whole set and every witness is aligned to it alone: adding witnesses one after the other
gave other columns under other orders in 16 of 27 groups. A group is re-made from its set, never patched.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, starmap
from string import ascii_uppercase

from onrecord.model import Passage, Period, Place, Relation, Ruling, Spans, Utterance, Witness
from onrecord.utterances.apparatus import apparatus_of, differences, relation_of
from onrecord.utterances.groups import base_of, groups_of
from onrecord.utterances.match import alike
from onrecord.utterances.paraphrases import paraphrases_of
from onrecord.utterances.rulings import Gathered, is_held, places_of, ruled, standing_rulings
from onrecord.utterances.units import Unit, is_joined, units_of


def collate_utterances(passages: Iterable[Passage], rulings: Sequence[Ruling] = ()) -> tuple[Utterance, ...]:
    """Group passages into utterances, each with its witnesses and apparatus; no order makes a difference.

    Of an editor's ``rulings`` those on utterances are obeyed, see :mod:`onrecord.utterances.rulings`.
    """
    ordered = sorted(passages, key=lambda passage: (passage.report, passage.spans, passage.statement))
    quoted = _once(unit for passage in ordered if passage.form != "indirect" for unit in units_of(passage))
    reported = [unit for passage in ordered if passage.form == "indirect" for unit in units_of(passage)]
    standing = standing_rulings(rulings, [*quoted, *reported])
    wordings = alike(quoted)
    groups = [[unit for wording in group for unit in wording] for group in groups_of(wordings)]
    groups = [*_join_unmatched_turns(groups, places_of(standing))]
    paraphrases = paraphrases_of(groups, reported)
    gathered = [Gathered(group, paraphrases.get(number, ())) for number, group in enumerate(groups)]
    if standing:
        gathered = ruled(gathered, reported, standing)
    return tuple(sorted(starmap(_utterance, gathered), key=lambda utterance: utterance.id))


def _once(units: Iterable[Unit]) -> list[Unit]:
    """Take words printed once for one witness, though two statements of the report hold them."""
    return list({(unit.passage.report, unit.spans): unit for unit in units}.values())


def _join_unmatched_turns(groups: list[list[Unit]], ruled_on: Sequence[Place]) -> Iterator[list[Unit]]:
    """Make one utterance of neighbouring sentences of a transcript that no report quotes.

    What one ruling is about and another is not stays apart.
    """
    lone = []
    for group in groups:
        if len(group) == 1 and group[0].passage.primary:
            lone.append(group[0])
        else:
            yield group
    lone.sort(key=lambda unit: (unit.passage.report, unit.passage.statement, unit.at))
    numbered = [
        (
            (unit.passage.report, unit.passage.statement, unit.at - at, [is_held(place, unit) for place in ruled_on]),
            unit,
        )
        for at, unit in _counted(lone)
    ]
    for _, run in groupby(numbered, key=lambda pair: pair[0]):
        units = [unit for _, unit in run]
        spans = tuple(span for unit in units for span in unit.spans)
        yield [Unit(units[0].passage, units[0].at, spans, tuple(key for unit in units for key in unit.keys))]


def _counted(units: Iterable[Unit]) -> Iterator[tuple[int, Unit]]:
    for _, turn in groupby(units, key=lambda unit: (unit.passage.report, unit.passage.statement)):
        yield from enumerate(turn)


def _utterance(units: Sequence[Unit], paraphrases: Sequence[Unit]) -> Utterance:
    base = base_of(units)
    ordered = [base, *sorted((unit for unit in units if unit is not base), key=_by_day)]
    text = base.text
    found = [differences(text, unit.text, spoken=base.passage.primary) for unit in ordered]
    sigla = [siglum(number) for number in range(len(ordered) + len(paraphrases))]
    witnesses = [
        _witness(name, unit, relation_of(each, is_joined=joined))
        for name, unit, each, joined in zip(sigla, ordered, found, _spliced(ordered, base), strict=False)
    ]
    witnesses += [
        Witness(name, unit.passage.report, unit.passage.statement, unit.spans, unit.text, "paraphrase")
        for name, unit in zip(sigla[len(ordered) :], sorted(paraphrases, key=_by_day), strict=True)
    ]
    named = _speaker(ordered)
    return Utterance(
        id=_id(ordered),
        person=named.person,
        speaker=named.names[0] if named.names else named.speaker,
        said=_said(ordered),
        base=text,
        primary=base.passage.primary,
        witnesses=tuple(witnesses),
        apparatus=apparatus_of(text, dict(zip(sigla, found, strict=False))),
    )


def _id(units: Sequence[Unit]) -> str:
    """Make the id out of the first printing: it stays when later reports print the utterance, too."""
    first = min(units, key=lambda unit: (str(unit.passage.published or "~"), unit.passage.report, unit.spans))
    place = (first.passage.report, *((span.start, span.end) for span in first.spans))
    return sha256(repr(place).encode()).hexdigest()[:20]


def _spliced(units: Sequence[Unit], base: Unit) -> list[bool]:
    """Tell which units dots join to words that are no part of the base, where the base has no such dots."""
    places = {(unit.passage.report, unit.passage.statement, unit.at) for unit in units}

    def has_next(unit: Unit) -> bool:
        return any((unit.passage.report, unit.passage.statement, unit.at + step) in places for step in (-1, 1))

    if is_joined(base):
        return [False] * len(units)  # all print the same dots
    return [is_joined(unit) and not has_next(unit) for unit in units]


def _witness(name: str, unit: Unit, relation: Relation) -> Witness:
    return Witness(name, unit.passage.report, unit.passage.statement, unit.spans, unit.text, relation)


def siglum(number: int) -> str:
    """Give the sign of a witness: A to Z, then AA.

    >>> siglum(0), siglum(25), siglum(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = ascii_uppercase[letter] + name
    return name


def _by_day(unit: Unit) -> tuple[bool, str, str, Spans]:
    published = unit.passage.published
    return (not unit.passage.primary, published.isoformat() if published else "~", unit.passage.report, unit.spans)


def _speaker(units: Sequence[Unit]) -> Passage:
    """Give the passage that names the speaker best: the person most witnesses give, by a name, the fullest."""
    votes: dict[str | None, int] = defaultdict(int)
    for unit in units:
        if unit.passage.speaker:
            votes[unit.passage.person] += 2 if unit.passage.ground == "named" else 1
    return min(
        (unit.passage for unit in units),
        key=lambda passage: (
            passage.speaker is None,
            -votes[passage.person],
            -len(passage.speaker or ""),
            passage.report,
            passage.spans,
        ),
    )


def _said(units: Sequence[Unit]) -> Period | None:
    """Give the shortest time that a witness names, else the day of a primary source."""
    named = [unit.passage.said for unit in units if unit.passage.said]
    if named:
        return min(named, key=lambda period: (period.last - period.first, period))
    days = [unit.passage.published for unit in units if unit.passage.primary and unit.passage.published]
    return Period(min(days), min(days)) if days else None
