"""What changes on a page although nobody edits the report: counters, clocks, advertisements; and notes of correction.

Reading flags much of it as furniture. A page read again a minute later has another "3 min ago", though, so here even
the stretches of a line that reading leaves alone are looked for.
"""

import re
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Report, Span, Spans
from onrecord.text.sentences import paragraphs

HEADS = frozenset({"headline", "standfirst"})  # furniture that says something of its own
PARTS = re.compile(r"\s[|•·]\s")  # "12 shares · Updated 3 min ago" is noise on both sides of its dot
LONGEST = 240  # characters of a line that is noise as a whole


class LeftOut(NamedTuple):
    """The stretches of a report that are not followed, and the notes that say what the outlet corrected."""

    noise: Spans
    corrections: Spans


def _patterns() -> dict[str, re.Pattern[str]]:
    lines = files(__package__).joinpath("noise.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found: dict[str, list[str]] = {}
    for where, pattern in (line.split("\t") for line in lines if line and not line.startswith("#")):
        found.setdefault(where, []).append(pattern)
    return {where: re.compile("|".join(f"(?:{each})" for each in of), re.IGNORECASE) for where, of in found.items()}


PATTERNS = _patterns()


def left_out(report: Report) -> LeftOut:
    """Find what is not followed in a report.

    >>> from onrecord.model import Origin
    >>> text = "10:42 GMT\\n\\nThe gate broke.\\n\\n56 comments\\n\\nCorrection: the gate is 9 m wide, not 8 m."
    >>> found = left_out(Report("r", text, Origin("r.txt", "", "text/plain")))
    >>> [span.of(text) for span in found.noise], [span.of(text) for span in found.corrections]
    (['10:42 GMT', '56 comments'], ['Correction: the gate is 9 m wide, not 8 m.'])
    """
    text = report.text
    noise = [each.span for each in report.furniture if each.kind not in HEADS]
    corrections: list[Span] = []
    for line in paragraphs(text):
        if PATTERNS["correction"].match(text, line.start, line.end):
            corrections.append(line)
        elif line.end - line.start <= LONGEST and all(
            PATTERNS["line"].fullmatch(part.strip()) for part in PARTS.split(line.of(text))
        ):
            noise.append(line)
        else:
            noise += _stretches(text, line)
    return LeftOut(tuple(sorted(noise)), tuple(corrections))


def _stretches(text: str, line: Span) -> list[Span]:
    opening = PATTERNS["opening"].match(text, line.start, line.end)
    found = [Span(*opening.span())] if opening else []
    return found + [Span(*match.span()) for match in PATTERNS["anywhere"].finditer(text, line.start, line.end)]
