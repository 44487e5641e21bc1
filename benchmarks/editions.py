"""Edits planted in real reports: how many are found, and how much is told that nobody planted.

Each report becomes its own second edition: paragraphs change places, counters and clocks come in, marks are typeset
otherwise, and among all that some quotations and figures are edited. Nobody's sentence is written down here: what is
put in is invented.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.data import Row, read_rows
from onrecord.editions import Counted, compare_editions
from onrecord.model import Edit, Finding, Origin, Report, Span
from onrecord.pipeline.stages import find, pairs_of
from onrecord.stories.printed_figures import printed_figures
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

REPORTS = 80
FEWEST = 6  # words of a quotation that is edited
SETS = ("polnear-dev.jsonl.gz", "stories-dev.jsonl")
ADDED = (
    "“The lock was never safe, and we said so in spring,” said Joan Pike, a lock keeper.",
    "Ostmere council said it would look at the sluice again in June.",
    "“I have kept bees here for a long time and I have not seen the like,” Tobias Wren told reporters.",
)
WORDS = ("sluice", "lantern", "harbour", "quarry", "orchard")
NOISE = (
    "56 comments", "1,234 shares", "3 min read", "Updated 3 min ago", "10:42 GMT", "10.42am BST", "Advertisement",
    "Read more: Ten sluices to see", "Share this", "Last updated on 3 May 2031 at 10:15", "12.3K views", "Most read",
    "2 hours ago", "Sign up for our newsletter",
)  # fmt: skip
FIGURE = re.compile(r"\d+")


class Planted(NamedTuple):
    """An edit that was put in: what it is, and where it stands in the old text or, of what was added, in the new."""

    name: str
    what: tuple[str, ...]
    change: tuple[str, ...]
    before: Span | None
    words: str  # what stands there in the new text


def score_editions(work: Path) -> Row:
    """Count the planted edits that are found, and the found ones that were planted, by kind and by set."""
    return {name: _score(name) for name in SETS}


def _score(name: str) -> Row:
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    told = right = still = false_still = 0
    for number, row in enumerate(islice(_spread(name), REPORTS)):
        text = str(row["text"])
        old = find(_report(f"old-{number}", text))
        chance = Random(number)
        edits = _plant(old, chance)
        new = find(_report(f"new-{number}", _rewritten(text, edits, chance)))
        listed = compare_editions(old, new, _figures(old), _figures(new))
        for edit in edits:
            planted[edit.name] += 1
            found[edit.name] += any(_is_of(each, edit, new.report.text, strictly=True) for each in listed)
        told += len(listed)
        right += sum(any(_is_of(each, edit, new.report.text, strictly=False) for edit in edits) for each in listed)
        untouched = find(_report(f"same-{number}", _rewritten(text, [], chance)))
        still += 1
        false_still += len(compare_editions(old, untouched, _figures(old), _figures(untouched)))
    return {
        "reports": still,
        "planted": sum(planted.values()),
        "recall": round(100 * sum(found.values()) / sum(planted.values()), 1),
        "recall by kind": {kind: f"{found[kind]} of {count}" for kind, count in sorted(planted.items())},
        "told": told,
        "precision": round(100 * right / told, 1),
        "told where only noise changed": false_still,
    }


def _spread(name: str) -> Iterator[Row]:
    """Give every second row, so that the reports are not all of one outlet."""
    return islice(read_rows(name), 0, None, 2)


def _report(id: str, text: str) -> Report:
    return Report(id, text, Origin(f"{id}.txt", "", "text/plain"), language="en")


def _figures(finding: Finding) -> list[Counted]:
    mentions = printed_figures(finding.report, pairs_of(finding))
    return [Counted(mention.figure, mention.kind, mention.around) for mention in mentions]


def _plant(old: Finding, chance: Random) -> list[Planted]:
    """Choose edits of a report, no two in one sentence."""
    text = old.report.text
    furniture = [each.span for each in old.report.furniture]
    cut = [each for paragraph in paragraphs(text) for each in sentences(text, paragraph)]
    free = [each for each in cut if not any(_overlap(each, other) for other in furniture)]
    inner = [span for each in find_quotations(text) if each.depth == 0 and each.closed for span in each.inner]
    quotations: defaultdict[Span, list[Span]] = defaultdict(list)
    for sentence in free:
        held = [
            span
            for span in inner
            if text[span.start - 2 : span.start] != "''" and sentence.start <= span.start and span.end <= sentence.end
        ]
        if held and len(words_of(text, held[0])) >= FEWEST:
            quotations[sentence] = held
    quoting = list(quotations)
    chance.shuffle(quoting)
    edits: list[Planted] = []
    for sentence, make in zip(quoting, (_reword, _negate, _drop, _unquote), strict=False):
        edits += make(text, sentence, quotations[sentence][0], chance)
    edits += _give_away(old, [each for each in free if each not in quoting[:4]], chance)
    used = [edit.before for edit in edits if edit.before]
    numbers = [
        each.figure.span for each in printed_figures(old.report, pairs_of(old)) if each.figure.unit != "minute of day"
    ]
    chance.shuffle(numbers)
    taken = quoting[:4]
    for span in numbers:
        home = next((each for each in free if each.start <= span.start < each.end), None)
        match = FIGURE.search(text, span.start, span.end)
        if match and home and home not in taken and not any(_overlap(home, each) for each in used):
            place = Span(*match.span())
            value = str(int(match[0]) + chance.randint(2, 8))
            edits.append(Planted("figure changed", ("figure",), ("changed",), place, value))
            taken.append(home)
            if len(taken) > len(quoting[:4]) + 1:
                break
    edits.append(Planted("statement added", ("quotation", "statement"), ("added",), None, chance.choice(ADDED)))
    return edits


def _reword(text: str, sentence: Span, quotation: Span, chance: Random) -> list[Planted]:
    heavy = [word for word in words_of(text, quotation) if weight_of(word.key) > 20 and word.key.isalpha()]
    if not heavy:
        return []
    word = chance.choice(heavy)
    place = Span(word.start, word.end)
    return [Planted("quotation reworded", ("quotation",), ("changed",), place, chance.choice(WORDS))]


def _negate(text: str, sentence: Span, quotation: Span, chance: Random) -> list[Planted]:
    word = chance.choice(words_of(text, quotation)[1:-1])
    place = Span(word.start, word.end)
    return [Planted("word put into a quotation", ("quotation",), ("changed",), place, f"not {place.of(text)}")]


def _drop(text: str, sentence: Span, quotation: Span, chance: Random) -> list[Planted]:
    # Of a quotation that goes on in the next sentence so much is left that it was changed.
    return [Planted("quotation dropped", ("quotation",), ("removed", "changed"), sentence, "")]


def _unquote(text: str, sentence: Span, quotation: Span, chance: Random) -> list[Planted]:
    place = Span(quotation.start - 1, quotation.end + 1)
    if text[place.start] not in '“"' or text[place.end - 1] not in '”"':
        return []
    return [Planted("marks taken away", ("quotation",), ("changed",), place, quotation.of(text))]


def _give_away(old: Finding, free: Sequence[Span], chance: Random) -> list[Planted]:
    """Name another speaker of a statement, in its own sentence."""
    named = [
        statement.source[0]
        for statement, attribution in pairs_of(old)
        if attribution.ground == "named" and attribution.kind == "person" and len(statement.source) == 1
    ]
    chance.shuffle(named)
    for place in named:
        if any(each.start <= place.start and place.end <= each.end for each in free):
            return [Planted("speaker changed", ("quotation", "statement"), ("changed",), place, "Joan Pike")]
    return []


def _rewritten(text: str, edits: Sequence[Planted], chance: Random) -> str:
    """Write the second edition: the edits, and much that is none."""
    for edit in sorted(
        (each for each in edits if each.before), key=lambda each: each.before or Span(0, 0), reverse=True
    ):
        span = edit.before or Span(0, 0)
        text = text[: span.start] + edit.words + text[span.end :]
    lines = text.split("\n")
    moved = lines.pop(chance.randrange(len(lines)))
    lines[(at := chance.randrange(len(lines) + 1)) : at] = ["", moved, ""]
    lines += ["", *(edit.words for edit in edits if edit.before is None)]
    for line in chance.sample(NOISE, 6):
        at = chance.choice([number for number, each in enumerate(lines) if not each.strip()] or [len(lines)])
        lines[at:at] = ["", line, ""]
    return "\n".join(lines).replace(" – ", " — ").replace("...", "…")


def _is_of(edit: Edit, planted: Planted, text: str, *, strictly: bool) -> bool:
    """Tell whether what was found is what was planted: of its kind, and at its place."""
    if strictly and (edit.what not in planted.what or edit.change not in planted.change):
        return False
    if planted.name == "speaker changed":
        return edit.speaker_before is not None and "Joan Pike" in str(edit.speaker)
    if planted.before:
        return any(_overlap(span, planted.before) for span in edit.before_spans) or (
            bool(planted.words) and any(planted.words in span.of(text) for span in edit.after_spans)
        )
    return any(span.of(text).strip(" .,”“") in planted.words for span in edit.after_spans)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


EDITIONS = {"editions": score_editions}
