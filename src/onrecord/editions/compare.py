"""Set two editions of a report side by side."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.editions.figures import Counted, compare_figures
from onrecord.editions.follow import follow, side_of
from onrecord.editions.noise import left_out
from onrecord.editions.statements import compare_statements
from onrecord.model import Edit, Finding, Report, Span, Spans
from onrecord.text.words import fold

LIKE = 0.5  # share of the words of two notes that is common to both, from which on one is the other, changed


def compare_editions(
    before: Finding, after: Finding, figures_before: Sequence[Counted] = (), figures_after: Sequence[Counted] = ()
) -> tuple[Edit, ...]:
    """List what an outlet edited: statements and figures that were changed, added or removed, and its notes on that.

    What only moved, or is typeset otherwise, is no edit; neither is what changes by itself: counters, clocks, links.

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
    edits = [
        *compare_statements(before, after, following),
        *compare_figures(figures_before, figures_after, following),
        *_compare_notes(before.report, after.report, apart[0].corrections, apart[1].corrections),
    ]
    found = (replace(each, before=before.report.id, after=after.report.id) for each in edits)
    return tuple(sorted(found, key=_place))


def _place(edit: Edit) -> tuple[Spans, Spans, str]:
    return edit.after_spans or edit.before_spans, edit.before_spans, edit.what


def _compare_notes(before: Report, after: Report, old: Spans, new: Spans) -> Iterator[Edit]:
    """List the notes of correction that came, went or were reworded."""
    keys_of = {span: Counter(fold(span.of(before.text)).split()) for span in old}
    gone = [span for span in old if fold(span.of(before.text)) not in {fold(each.of(after.text)) for each in new}]
    for span in new:
        text = span.of(after.text)
        if fold(text) in {fold(each.of(before.text)) for each in old}:
            continue
        keys = Counter(fold(text).split())
        near = [each for each in gone if 2 * (keys & keys_of[each]).total() >= 2 * LIKE * keys.total()]
        was = near[0] if near else None
        if was:
            gone.remove(was)
        yield _note(before, after, was, span)
    yield from (_note(before, after, span, None) for span in gone)


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
