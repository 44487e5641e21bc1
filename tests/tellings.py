"""A statement written with its parts marked, for tests: "{It leaks}, [Ruiz] <told> reporters."."""

import json
import re
from pathlib import Path
from typing import Any

from onrecord.model import Form, Span
from onrecord.statements.modes import mode_of
from onrecord.statements.occasions import Telling
from onrecord.text.sentences import sentences

BRACKETS = {"{": "}", "<": ">", "[": "]"}
MARK = re.compile(r"[{}<>\[\]]")


def read_telling(marked: str) -> tuple[str, Telling]:
    """Read a text of one paragraph with its content in {}, its cue in <>, its source in []."""
    text = MARK.sub("", marked)
    spans: dict[str, list[Span]] = {bracket: [] for bracket in BRACKETS}
    opened: dict[str, int] = {}
    for nth, mark in enumerate(MARK.finditer(marked)):
        place = mark.start() - nth
        if mark[0] in BRACKETS:
            opened[BRACKETS[mark[0]]] = place
        else:
            bracket = next(each for each, closing in BRACKETS.items() if closing == mark[0])
            spans[bracket].append(Span(opened[mark[0]], place))
    content, cue, source = (tuple(spans[bracket]) for bracket in "{<[")
    touched = [*content, *cue, *source]
    whole = Span(0, len(text))
    first, last = min(touched).start, max(span.end for span in touched)
    run = [each for each in sentences(text, whole) if each.start < last and each.end > first]
    form: Form = "direct" if text[content[0].start - 1 : content[0].start] in ("“", '"') else "indirect"
    sentence = Span(run[0].start, run[-1].end)
    return text, Telling(form, mode_of(text, cue), content, cue, source, sentence, whole)


def cases(path: Path) -> list[Any]:
    """Read a table of cases: label, text, expected, and a comment where it says why."""
    rows: list[Any] = json.loads(path.read_text(encoding="utf-8"))
    return rows
