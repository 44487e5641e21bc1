"""Part voices that were taken for one person's: each goes to the part it has most in common with."""

from collections.abc import Iterable, Sequence

from onrecord.people.voices import Voice
from onrecord.text.names import folded


def closest(voices: Iterable[Voice], parts: Sequence[Sequence[Voice]]) -> list[int]:
    """Give for each voice the part that has its name, else its story, else one of its roles; in doubt the first.

    >>> from onrecord.model import Origin, Report
    >>> bill, will, story = (
    ...     Voice(Report(report, "", Origin("", "", "")), name, "person", story="fire")
    ...     for report, name in (("a", "Bill Roe"), ("b", "Will Roe"), ("c", "W. Roe"))
    ... )
    >>> closest([Voice(will.report, "Will Roe", "person"), story], [[bill], [will]])
    [1, 0]
    """
    marks = [[_marks(voice) for voice in part] for part in parts]
    told = [[frozenset().union(*(each[at] for each in part)) for at in range(3)] for part in marks]
    return [_closest(_marks(voice), told) for voice in voices]


def _closest(marks: Sequence[frozenset[str]], parts: Sequence[Sequence[frozenset[str]]]) -> int:
    scores = [tuple(bool(mine & theirs) for mine, theirs in zip(marks, part, strict=True)) for part in parts]
    return scores.index(max(scores))


def _marks(voice: Voice) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give what a voice can have in common with others, the most telling first."""
    return frozenset({folded(voice.bare)}), frozenset({voice.setting}), frozenset(map(str.lower, voice.roles))
