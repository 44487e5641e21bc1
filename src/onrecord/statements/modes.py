"""Speech and writing, or thought: what somebody is printed as thinking, wishing or meaning to do was not said.

The terms are those of Semino and Short, Corpus Stylistics (2004): speech, writing and thought presentation. A cue
tells of thought if a word of it does and none reports speech: "hopes", but not "said he hopes".
"""

import re
from collections.abc import Iterable
from importlib.resources import files

from onrecord.model import Mode, Span
from onrecord.statements.ruled.cues import CUES

WORD = re.compile(r"[^\W\d_]+")


def _table() -> frozenset[str]:
    lines = files(__package__).joinpath("modes.en.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(form for line in lines if not line.startswith("#") for form in line.split("\t")[0].split())


THOUGHT = _table()
SPEECH = frozenset(CUES) - THOUGHT


def mode_of(text: str, cue: Iterable[Span]) -> Mode:
    """Tell by its cue whether a statement is speech or thought; without a cue it is speech.

    >>> [mode_of(cue, [Span(0, len(cue))]) for cue in ("hopes", "said she hopes", "made clear", "was sure")]
    ['thought', 'speech', 'speech', 'thought']
    """
    words = {word.lower() for span in cue for word in WORD.findall(span.of(text))}
    return "thought" if words & THOUGHT and not words & SPEECH else "speech"
