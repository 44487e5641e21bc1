"""Set two editions of a report side by side."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.editions.figures import Counted, compare_figures
from onrecord.editions.follow import Following, follow, side_of
from onrecord.editions.noise import left_out
from onrecord.editions.statements import compare_statements
from onrecord.model import Edit, Finding, Report, Span, Spans
from onrecord.text.words import fold

LIKE = 0.5  # share of the words of two notes that is common to both, from which on one is the other, changed

SHORT = 100  # words up to which a text may be written anew and be the same report
IN_COMMON = 0.15  # share of the words of the shorter text that stand in both, below which they are two reports
MOST_NOTES = 50  # a page of corrections has no more; what has is no page of news


def compare_editions(
    before: Finding, after: Finding, figures_before: Sequence[Counted] = (), figures_after: Sequence[Counted] = ()
) -> tuple[Edit, ...]:
    """List what an outlet edited: statements and figures that were changed, added or removed, and its notes on that.

    What only moved, or is typeset otherwise, is no edit; neither is what changes by itself: counters, clocks, links. A
    text that has next to nothing in common with the one before is another report at its address, as on a front page.

    >>> from onrecord.model import Attribution, Origin, Statement
    >>> def finding(text):
    ...     content = (Span(1, text.index("”")),)
    ...     said = Statement("s", text[1:3], "direct", content, content)
    ...     report = Report(text[1:3], text, Origin("r.txt", "", "text/plain"))
    ...     return Finding(report, (said,), (Attribution(report.id, "s", "Ana Ruiz", "person", "named"),))
    >>> (edit,) = compare_editions(finding("“We will not sell,” Ruiz said."), finding("“We'll sell,” Ruiz said."))
    >>> edit.what, edit.change, edit.words[0].lemma, edit.words[0].sense
    ('quotation', 'changed', 'not', 'negation')
    """
    apart = left_out(before.report), left_out(after.report)
    following = follow(
        side_of(before.report.text, (*apart[0].noise, *apart[0].corrections)),
        side_of(after.report.text, (*apart[1].noise, *apart[1].corrections)),
    )
    if _is_another(following):
        return ()
    edits = [
        *compare_statements(before, after, following),
        *compare_figures(figures_before, figures_after, following),
        *_compare_notes(before.report, after.report, apart[0].corrections, apart[1].corrections),
    ]
    found = (replace(each, before=before.report.id, after=after.report.id) for each in edits)
    return tuple(sorted(found, key=lambda each: _place(each, following)))


def _is_another(following: Following) -> bool:
    fewest = min(len(following.before.words), len(following.after.words))
    return fewest >= SHORT and len(following.to_after) < IN_COMMON * fewest


def _place(edit: Edit, following: Following) -> tuple[int, Spans, str]:
    """Give where an edit stands in the later edition; of what was removed, where it would stand."""
    if edit.after_spans:
        return edit.after_spans[0].start, edit.before_spans, edit.what
    words = following.before.words
    number = bisect_left(words, edit.before_spans[0].start, key=lambda word: word.start) - 1
    while number >= 0 and number not in following.to_after:
        number -= 1
    start = following.after.words[following.to_after[number]].start if number >= 0 else -1
    return start, edit.before_spans, edit.what


def _compare_notes(before: Report, after: Report, old: Spans, new: Spans) -> Iterator[Edit]:
    """List the notes of correction that came, went or were reworded."""
    keys_before = {span: fold(span.of(before.text)) for span in old}
    keys_after = {span: fold(span.of(after.text)) for span in new}
    stood, stands = set(keys_before.values()), set(keys_after.values())
    gone = [span for span, keys in keys_before.items() if keys not in stands][:MOST_NOTES]
    come = [span for span, keys in keys_after.items() if keys not in stood][:MOST_NOTES]
    for span in come:
        was = next((each for each in gone if _is_like(keys_before[each], keys_after[span])), None)
        if was:
            gone.remove(was)
        yield _note(before, after, was, span)
    yield from (_note(before, after, span, None) for span in gone)


def _is_like(keys: str, others: str) -> bool:
    one, other = Counter(keys.split()), Counter(others.split())
    return (one & other).total() >= LIKE * max(one.total(), other.total())


def _note(before: Report, after: Report, old: Span | None, new: Span | None) -> Edit:
    return Edit(
        before=before.id,
        after=after.id,
        what="correction",
        change="changed" if old and new else "added" if new else "removed",
        before_spans=(old,) if old else (),
        after_spans=(new,) if new else (),
        before_text=old.of(before.text) if old else None,
        after_text=new.of(after.text) if new else None,
        ways=("reworded",) if old and new else (),
    )
