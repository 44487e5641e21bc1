"""Where quotation marks open and close, however they were typed.

No mark can be trusted alone: straight ones have no direction, curly ones are typed the wrong way round, texts re-joined
from tokens have spaces on both sides, an apostrophe is a closing mark, an inch too. So each mark gets points: for
opening, for closing, for being no mark at all, and the best reading of its paragraph as a whole is taken. A paragraph
is also where mistakes end: a quotation runs on into the next one only if that opens with the mark again.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.model import Span, Spans
from onrecord.text.sentences import paragraphs


class Quotation(NamedTuple):
    """A stretch between marks: ``outer`` with the marks, ``inner`` without, a span for each paragraph.

    ``mark`` is the one that opens it; ``depth`` counts the quotations around it; ``closed`` is False when the end of
    the paragraph had to stand in for the closing mark.
    """

    outer: Span
    inner: Spans
    mark: str
    depth: int
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    opens: int
    closes: int
    stray: int


def _table() -> dict[str, tuple[str, str]]:
    lines = files(__package__).joinpath("quotemarks.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {mark: (family, use) for mark, family, use in rows}


MARKS = _table()
# Families in the order in which they outrank one another where two quotations cross.
FAMILIES = tuple(dict.fromkeys(family for family, _ in MARKS.values()))
RUN = re.compile(f"[{''.join(sorted(set(''.join(MARKS))))}]+")
MARK = re.compile("|".join(sorted(MARKS, key=len, reverse=True)))
NO_MARK = re.compile(
    r"""
      (?<= \w ) ['’‘`´] (?= \w )                                                   # don't
    | (?<! \w ) ['’‘] (?: s | re | ve | ll | d | m | t ) (?! \w )                  # re-joined from tokens: he 's
    | (?<! \w ) ['’‘`] (?: \d\d? s | (?: tis | twas | em | til | cause | n ['’]? | bout | round | cuz ) (?! \w ) )
    | (?<= \d ) \s? ['’] \s? -? \d{1,2} (?: \.\d | ½ )? \s? (?: ["”] | '' )        # 6' 2"
    """,
    re.VERBOSE | re.IGNORECASE,
)
OPENING = frozenset("([{<—–-/=>|*_:")  # before a mark that opens; a dash stands before closing ones too
CLOSING = frozenset(")]}>—–-/.,;:!?…|*_<")
STOPS = frozenset(",.?!…")

# Points, set by hand on the cases of tests/text/cases/quotemarks.json.
NESTED = -5  # a mark inside a quotation that opened with the same family
REOPENED = -4  # a mark that opens while the quotation before was never closed
UNCLOSED = -4  # the paragraph ends first
UNCLOSED_SINGLE = -14  # an apostrophe explains a lone single mark better
STRAY = -4
DEEPEST = 2


@lru_cache(maxsize=2)  # the rules, the tagger and the occasions each ask for those of the report in hand
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in order of their start; those inside others have a depth of 1 and more.

    >>> text = '“It’s ‘fine’,” she said. "No'
    >>> for quotation in find_quotations(text):
    ...     print(quotation.depth, quotation.inner[0].of(text), quotation.closed)
    0 It’s ‘fine’, True
    1 fine True
    0 No False
    """
    blocks = paragraphs(text)
    marks = _marks(text, blocks)
    found: list[Quotation] = []
    for family in FAMILIES:
        if family in marks:
            found += _without_crossings(found, _pairs(text, blocks, marks[family], single=family == "single"))
    return tuple(_nested(found))


def _marks(text: str, blocks: Sequence[Span]) -> dict[str, dict[int, list[_Mark]]]:
    """Give the marks of each family in each paragraph that has any."""
    marks: dict[str, dict[int, list[_Mark]]] = {}
    none = [match.span() for match in NO_MARK.finditer(text)]
    german = "„" in text
    block = passed = 0
    for run in RUN.finditer(text):
        while block < len(blocks) and blocks[block].end <= run.start():
            block += 1
        if block == len(blocks):
            break
        for match in MARK.finditer(text, *run.span()):
            while passed < len(none) and none[passed][1] <= match.start():
                passed += 1
            if passed < len(none) and none[passed][0] <= match.start():
                continue
            family, use = MARKS[match[0]]
            if german and match[0] == "“":
                use = "close"
            mark = _weighed(text, match.span(), run.span(), blocks[block], family == "single", use)
            marks.setdefault(family, {}).setdefault(block, []).append(mark)
    return marks


def _weighed(text: str, at: tuple[int, int], run: tuple[int, int], block: Span, single: bool, use: str) -> _Mark:
    """Weigh a mark by its shape and by what stands around it and the marks it touches."""
    before = text[run[0] - 1] if run[0] > block.start else " "
    after = text[run[1]] if run[1] < block.end else " "
    opens, closes = _seen_from(before, after)
    if before.isspace() and opens >= 0:
        last = text[max(block.start, run[0] - 4) : run[0]].rstrip()[-1:] or " "
        following = text[run[1] : min(block.end, run[1] + 4)].lstrip()[:1] or " "
        if opens == 0:  # re-joined from tokens: the stops around it may tell
            opens, closes = int(following.isupper()), int(last in STOPS) + 5 * (following in STOPS)
        elif last in STOPS and following.islower():  # a slip, maybe: "Hello, "he said
            closes = 0
    if single:
        return _weighed_single(at, before, after, use, opens, closes)
    if use != "either":
        opens, closes = (opens + 4, closes - 4) if use == "open" else (opens - 4, closes + 4)
    if before.isdecimal() and use == "either" and closes > 0:
        return _Mark(*at, opens, 2, 0)  # an inch, maybe
    return _Mark(*at, opens, closes, STRAY)


def _seen_from(before: str, after: str) -> tuple[int, int]:
    """Give the points that a mark has for opening and for closing from what stands on both sides."""
    may_open = before.isspace() or before in OPENING
    may_close = after.isspace() or after in CLOSING
    if before.isspace() and after.isspace():
        return 0, 0
    if may_open == may_close:  # said:"Hello   said"Hello"
        return (0, 0) if may_open or before not in ".?!" else (0, 1)
    return (4, -4) if may_open else (-4, 4)


def _weighed_single(at: tuple[int, int], before: str, after: str, use: str, opens: int, closes: int) -> _Mark:
    """Weigh a single mark, which is an apostrophe more often than not."""
    if use == "open":
        return _Mark(*at, opens + 4, closes - 4, -2)
    if opens == 4:
        return _Mark(*at, 4, -9, -1)
    if before in STOPS:
        return _Mark(*at, -9, 6, -3)
    if before in "sS" or (before.isdecimal() and use == "either"):  # the players'  6'
        return _Mark(*at, -9, 1, 0)
    return _Mark(*at, opens - 1, max(closes - 1, -9), -1 if closes > 0 else 0)


def _pairs(text: str, blocks: Sequence[Span], marks: dict[int, list[_Mark]], *, single: bool) -> Iterator[Quotation]:
    """Read the marks of one family, paragraph by paragraph."""
    begun: list[tuple[int, list[Span]]] = []  # where a quotation that still runs began, and its stretches so far
    for block, here in marks.items():
        runs_on = _opens_with(text, blocks, block + 1, marks)
        continued = begun[:1]
        inner_start = here[0].end if continued else 0
        rest = here[1:] if continued else here
        unclosed = 0 if runs_on else UNCLOSED_SINGLE if single else UNCLOSED
        actions = _best_reading(rest, len(continued), unclosed, 1 if single else DEEPEST)
        stack: list[tuple[int, int, list[Span]]] = [(start, inner_start, spans) for start, spans in continued]
        for mark, action in zip(rest, actions, strict=True):
            if action in "cr":
                start, inner, spans = stack.pop()
                end = mark.end if action == "c" else mark.start
                yield from _quotation(text, start, end, [*spans, Span(inner, mark.start)], closed=action == "c")
            if action in "or":
                stack.append((mark.start, mark.end, []))
        end = blocks[block].end
        begun = []
        for start, inner, spans in stack:
            # A straight mark that nobody closed is not repeated by a curly one.
            if runs_on and not begun and text[start] == text[marks[block + 1][0].start]:
                spans.append(Span(inner, end))
                begun = [(start, spans)]
            else:
                yield from _quotation(text, start, end, [*spans, Span(inner, end)], closed=False)


def _opens_with(text: str, blocks: Sequence[Span], block: int, marks: dict[int, list[_Mark]]) -> bool:
    """Tell whether a paragraph opens with a mark of the family, other marks before it aside."""
    if block not in marks:
        return False
    first = marks[block][0]
    lead = text[blocks[block].start : first.start]
    return first.opens >= 0 and len(lead) < 4 and RUN.sub("", lead).strip() == ""


def _best_reading(marks: Sequence[_Mark], depth: int, unclosed: int, deepest: int) -> str:
    """Read each mark as o(pening), c(losing), r(eopening) or s(tray), so that all together have the most points.

    It is the Viterbi algorithm; its states are the number of quotations that are open.
    """
    if depth == 0 and _is_plain(marks):
        return "oc" * (len(marks) // 2)
    least = -(10**9)
    points = [0 if state == depth else least for state in range(deepest + 1)]
    ways: list[list[tuple[str, int]]] = []
    for mark in marks:
        reached: list[tuple[int, str, int]] = []
        for state in range(deepest + 1):
            options = [(points[state] + mark.stray, "s", state)]
            if state < deepest:
                options.append((points[state + 1] + mark.closes, "c", state + 1))
            if state:
                options.append((points[state - 1] + mark.opens + (NESTED if state > 1 else 0), "o", state - 1))
                options.append((points[state] + mark.opens + REOPENED, "r", state))
            reached.append(max(options))
        points = [each[0] for each in reached]
        ways.append([each[1:] for each in reached])
    state = max(range(deepest + 1), key=lambda state: (points[state] + unclosed * state, -state))
    actions = []
    for way in reversed(ways):
        action, state = way[state]
        actions.append(action)
    return "".join(reversed(actions))


def _is_plain(marks: Sequence[_Mark]) -> bool:
    """Tell marks that open and close in turn beyond doubt."""
    return len(marks) % 2 == 0 and all(
        mark.opens >= 4 if at % 2 == 0 else mark.closes >= 4 for at, mark in enumerate(marks)
    )


def _quotation(text: str, start: int, end: int, stretches: Iterable[Span], *, closed: bool) -> Iterator[Quotation]:
    inner = tuple(bare for span in stretches if (bare := _bare(text, span)).start < bare.end)
    if inner:
        mark = MARK.match(text, start)
        yield Quotation(Span(start, end if closed else inner[-1].end), inner, mark[0] if mark else "", 0, closed)


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _without_crossings(found: Iterable[Quotation], more: Iterable[Quotation]) -> list[Quotation]:
    """Leave out of ``more`` what lies half inside a quotation that is ``found``."""
    candidates = list(more)
    points = [(each.outer.start, 1, at) for at, each in enumerate(candidates)]
    points += [(each.outer.end, 0, at) for at, each in enumerate(candidates)]
    borders = sorted(border for each in found for border in ((each.outer.start, 1), (each.outer.end, -1)))
    inside: list[tuple[int, int]] = []  # the borders passed and not passed back, innermost last
    around: dict[int, tuple[int, int] | None] = {}
    crossing: set[int] = set()
    passed = 0
    for place, _, at in sorted(points):
        while passed < len(borders) and borders[passed][0] <= place:
            if borders[passed][1] > 0:
                inside.append(borders[passed])
            elif inside:
                inside.pop()
            passed += 1
        innermost = inside[-1] if inside else None
        if around.setdefault(at, innermost) != innermost:
            crossing.add(at)
    return [each for at, each in enumerate(candidates) if at not in crossing]


def _nested(found: Iterable[Quotation]) -> Iterator[Quotation]:
    ends: list[int] = []
    for each in sorted(found, key=lambda each: (each.outer.start, -each.outer.end)):
        while ends and ends[-1] <= each.outer.start:
            ends.pop()
        yield each._replace(depth=len(ends))
        ends.append(each.outer.end)
