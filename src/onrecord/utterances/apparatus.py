"""Name what each witness has otherwise than the base: where, which words, of what kind, and to what effect."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from onrecord.model import ChangeKind, Reading, Relation, Sense, Variant
from onrecord.text.align import align, gaps
from onrecord.text.printed import has_same_letters, names_among, printed_of
from onrecord.text.senses import condition_in, reservation_in, sense_of
from onrecord.text.words import fold, words_of
from onrecord.utterances.slips import is_slip

PHRASE = 3  # words
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
    names = names_among(base, words) | names_among(text, others)
    found = []
    for gap in gaps(align(keys, other_keys), len(keys), len(other_keys)):
        if spoken and gap.other_start == gap.other_end and is_slip(base, words, gap.start, gap.end):
            continue
        printed = printed_of(text, others[gap.other_start : gap.other_end])
        if has_same_letters(printed, printed_of(base, words[gap.start : gap.end])):
            continue
        mine, theirs = keys[gap.start : gap.end], other_keys[gap.other_start : gap.other_end]
        kind = _kind(len(mine), len(theirs), at_edge=gap.start == 0 or gap.end == len(keys))
        cut_off = _sense_cut_off(mine, at_end=gap.end == len(keys))
        sense = cut_off if kind == "not quoted" else sense_of(mine, theirs, names)
        found.append(Difference(gap.start, gap.end, printed, kind, sense))
    return tuple(found)


def _sense_cut_off(keys: Sequence[str], *, at_end: bool) -> Sense | None:
    """Tell what is lost with words at an edge: a reservation that follows, a condition that goes before."""
    return "hedge" if (reservation_in(keys) if at_end else condition_in(keys)) else None


def relation_of(found: Sequence[Difference], *, is_joined: bool = False) -> Relation:
    """Tell how a witness goes with the base, all its differences taken together.

    A cut takes words from an edge or a phrase from inside; who drops a word or two inside words it anew. ``is_joined``
    tells that the outlet prints it in one with words from elsewhere.

    >>> base = "We sell no bread and no cake."
    >>> [relation_of(differences(base, text)) for text in ("no bread and no cake", "We sell bread and no cake")]
    ['cut', 'reworded']
    """
    kinds = {each.kind for each in found}
    drops_a_word = any(each.kind == "left out" and each.end - each.start < PHRASE for each in found)
    if drops_a_word or kinds & {"replaced", "added"}:
        return "reworded"
    if is_joined or "joined" in kinds:
        return "spliced"
    return "cut" if kinds else "identical"


def apparatus_of(base: str, found: Mapping[str, Sequence[Difference]]) -> tuple[Variant, ...]:
    """Gather the differences of the witnesses, by siglum, place by place."""
    if not any(found.values()):
        return ()
    words = words_of(base)
    places: dict[tuple[int, int], dict[tuple[str, ChangeKind], tuple[Difference, list[str]]]] = defaultdict(dict)
    for siglum, differences_of in found.items():
        for each in differences_of:  # of two that differ by typography the first is printed
            readings = places[each.start, each.end]
            readings.setdefault((fold(each.text), each.kind), (each, []))[1].append(siglum)
    return tuple(
        Variant(
            at=at,
            lemma=printed_of(base, words[at[0] : at[1]]),
            readings=tuple(
                Reading(each.text, tuple(sigla), each.kind, each.sense) for each, sigla in readings.values()
            ),
        )
        for at, readings in sorted(places.items())
    )


def _kind(mine: int, theirs: int, *, at_edge: bool) -> ChangeKind:
    if mine and theirs:
        return "replaced"
    if theirs:
        return "added"
    if at_edge:
        return "not quoted"
    return "joined" if mine >= LEAP else "left out"
