"""Name what each witness has otherwise than the base: where, which words, of what kind, and to what effect."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.model import ChangeKind, Reading, Relation, Sense, Variant
from onrecord.text.align import align, gaps
from onrecord.text.words import Word, words_of
from onrecord.utterances.senses import reservation_in, sense_of
from onrecord.utterances.slips import is_slip

LEAP = 20  # words left out at one place, from which on two parts are spliced


class Difference(NamedTuple):
    """Words ``start:end`` of the base for which a witness has ``text``."""

    start: int
    end: int
    text: str
    kind: ChangeKind
    sense: Sense | None


def differences(base: str, text: str, *, spoken: bool = False) -> tuple[Difference, ...]:
    """List every place where a witness reads otherwise than the base; slips of a ``spoken`` one are no difference.

    >>> [(each.start, each.end, each.text, each.kind) for each in differences("We sell no bread.", "We sell cakes")]
    [(2, 4, 'cakes', 'replaced')]
    """
    if base == text:
        return ()
    words, others = words_of(base), words_of(text)
    keys, other_keys = [word.key for word in words], [word.key for word in others]
    found = []
    for gap in gaps(align(keys, other_keys), len(keys), len(other_keys)):
        if spoken and gap.other_start == gap.other_end and is_slip(base, words, gap.start, gap.end):
            continue
        printed = printed_of(text, others[gap.other_start : gap.other_end])
        mine, theirs = keys[gap.start : gap.end], other_keys[gap.other_start : gap.other_end]
        at_edge = gap.start == 0 or gap.end == len(keys)
        kind = _kind(len(mine), len(theirs), at_edge=at_edge)
        sense = sense_of(mine, theirs)
        if kind == "not quoted":
            sense = "hedge" if gap.end == len(keys) and reservation_in(mine) else None
        found.append(Difference(gap.start, gap.end, printed, kind, sense))
    return tuple(found)


def relation_of(found: Sequence[Difference]) -> Relation:
    """Tell how a witness goes with the base, all its differences taken together."""
    kinds = {each.kind for each in found}
    if kinds & {"replaced", "added"}:
        return "reworded"
    if "joined" in kinds:
        return "spliced"
    return "cut" if kinds else "identical"


def apparatus_of(base: str, found: Mapping[str, Sequence[Difference]]) -> tuple[Variant, ...]:
    """Gather the differences of the witnesses, by siglum, place by place."""
    words = words_of(base)
    places: dict[tuple[int, int], dict[tuple[str, ChangeKind, Sense | None], list[str]]] = defaultdict(dict)
    for siglum, each in found.items():
        for start, end, text, kind, sense in each:
            places[start, end].setdefault((text, kind, sense), []).append(siglum)
    return tuple(
        Variant(
            at=at,
            lemma=printed_of(base, words[at[0] : at[1]]),
            readings=tuple(Reading(text, tuple(sigla), kind, sense) for (text, kind, sense), sigla in readings.items()),
        )
        for at, readings in sorted(places.items())
    )


def printed_of(text: str, words: Sequence[Word]) -> str:
    """Give the printed characters from the first to the last of some words, with the bracket that closes among them.

    >>> printed_of("the prison (Cecot) for a fee", words_of("the prison (Cecot) for a fee")[2:])
    '(Cecot) for a fee'
    """
    if not words:
        return ""
    start, end = words[0].start, words[-1].end
    for left, right in ("()", "[]"):
        inside = text[start:end]
        if text[start - 1 : start] == left and inside.count(right) > inside.count(left):
            start -= 1
        elif text[end : end + 1] == right and inside.count(left) > inside.count(right):
            end += 1
    return text[start:end]


def _kind(mine: int, theirs: int, *, at_edge: bool) -> ChangeKind:
    if mine and theirs:
        return "replaced"
    if theirs:
        return "added"
    if at_edge:
        return "not quoted"
    return "joined" if mine >= LEAP else "left out"
