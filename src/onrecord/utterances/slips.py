"""What a transcript takes down and no report would print: notes, false starts, a little word said twice."""

import re
from collections.abc import Sequence

from onrecord.text.weights import weight_of
from onrecord.text.words import Word
from onrecord.utterances.units import NOTE

FALSE_START = 12  # words at the most
LIGHT = 13
BREAK = re.compile(r"[-–—…]|\.\.")
SOUNDS = frozenset({"uh", "um", "er", "ah"})


def is_slip(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether leaving out ``words[start:end]`` of a speech changes nothing.

    >>> from onrecord.text.words import words_of
    >>> said = "We have -- we have almost won. (APPLAUSE)"
    >>> [is_slip(said, words_of(said), *place) for place in ((0, 2), (4, 5), (6, 7))]
    [True, False, True]
    """
    lost = [word.key for word in words[start:end]]
    before = [word.key for word in words[max(0, start - len(lost) - 3) : start]]
    after = [word.key for word in words[end : end + len(lost) + 3]]
    if SOUNDS.issuperset(lost) or _is_note(text, words[start:end]):
        return True
    if len(lost) == 1 and weight_of(lost[0]) < LIGHT and lost[0] in (*before[-1:], *after[:1]):
        return True
    if len(lost) > FALSE_START:
        return False
    left, right = words[max(0, start - 1)].end, words[min(len(words) - 1, end)].start
    again = max(sum(key in before for key in lost), sum(key in after for key in lost))
    return bool(BREAK.search(text, left, right)) and 2 * again >= len(lost)


def _is_note(text: str, words: Sequence[Word]) -> bool:
    around = max(0, words[0].start - 1), words[-1].end + 1
    notes = [match.span() for match in NOTE.finditer(text, *around)]
    return all(any(start <= word.start and word.end <= end for start, end in notes) for word in words)
