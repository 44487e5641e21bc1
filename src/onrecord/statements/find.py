"""Find the statements of a report: by the learned finder, or by rule where that must be quick or knows no better."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

from onrecord.model import Mode, Occasion, Report, Span, Statement
from onrecord.statements.draft import SURE, Draft, meet
from onrecord.statements.modes import mode_of
from onrecord.statements.occasions import Telling, occasions_of
from onrecord.statements.ruled.contents import clause
from onrecord.statements.ruled.drafts import read_by_rule
from onrecord.statements.turns import find_turns
from onrecord.text.edges import within_blanks, words_within
from onrecord.text.sentences import paragraphs, sentences

CITING = frozenset({"citing", "quoting"})
ENGLISH = ("en", None)  # None: too short to tell


def find_statements(report: Report, *, fast: bool = False) -> tuple[Statement, ...]:
    """Find the statements of a report, in order of their content; ``fast`` is by rule alone.

    The learned finder knows English; a report in another language is read by rule, which knows quotation marks.

    >>> from onrecord.model import Origin
    >>> text = "“It is not safe,” Ana Ruiz said."
    >>> report = Report("r", text, Origin("r.txt", "", "text/plain"))
    >>> [(each.form, each.content[0].of(text), each.source[0].of(text)) for each in find_statements(report)]
    [('direct', 'It is not safe,', 'Ana Ruiz')]
    """
    if report.kind == "transcript":
        drafts = [Draft("direct", list(words), [], [], [name]) for name, words in find_turns(report.text)]
    elif fast or report.language not in ENGLISH:
        drafts = list(read_by_rule(report.text))
    else:
        from onrecord.statements.learned.drafts import read_by_tagger  # a quarter of a second that rules do not need

        drafts = read_by_tagger(report.text)
        drafts = _with_rules(drafts, list(read_by_rule(report.text)))
    datelines = [each.span for each in report.furniture if each.kind == "dateline"]
    datelines += [report.dateline.span] if report.dateline else []
    kept: dict[str, Draft] = {}
    for draft in drafts:
        if datelines and not _leave_out(report.text, draft, datelines):
            continue
        if _has_content(report.text, draft):
            kept.setdefault(f"{report.id}:{draft.content[0].start}-{draft.content[-1].end}", draft)
    tellings = tellings_of(report.text, list(kept.values()))
    occasions = occasions_of(report, tellings)
    statements = [
        _statement(report, id, draft, telling.mode, occasion)
        for (id, draft), telling, occasion in zip(kept.items(), tellings, occasions, strict=True)
    ]
    told = [each for each in statements if not _is_cited(report.text, each, statements)]
    return tuple(sorted(told, key=lambda each: (each.content[0].start, each.content[-1].end)))


def _has_content(text: str, draft: Draft) -> bool:
    """Leave out what is no words and the blanks around those that are, and tell whether a draft has content left.

    A cue may be a sign: Ruiz: “It leaks.”
    """
    draft.content = _words(text, draft.content)
    draft.quoted = _words(text, draft.quoted)
    draft.source = _words(text, draft.source)
    draft.via = _words(text, draft.via)
    draft.cue = [bare for span in draft.cue if (bare := within_blanks(text, span))]
    if draft.form == "mixed" and not draft.quoted:
        draft.form = "indirect"
    return bool(draft.content)


def _words(text: str, spans: Iterable[Span]) -> list[Span]:
    return [bare for span in spans if (bare := words_within(text, span))]


def _is_cited(text: str, statement: Statement, statements: Sequence[Statement]) -> bool:
    """Tell whether a statement is no more than whom another came through: the Times reported, citing two clerks."""
    if not statement.cue or statement.cue[0].of(text).lower() not in CITING:
        return False
    through = (span for each in statements for span in each.occasion.via if each is not statement)
    return any(meet(span, statement.content[0]) for span in through)


def _with_rules(drafts: list[Draft], ruled: list[Draft]) -> list[Draft]:
    """Let rules speak where they know better.

    They tell through whom words came, and whose a quotation is that the tagger gives nobody; a cue is no part of the
    content that it reports: "It leaks," Ruiz said, according to a clerk.
    """
    # The tagger's contents do not overlap, so those that a rule's content meets stand side by side.
    places = sorted((span.end, span.start, nth) for nth, draft in enumerate(drafts) for span in draft.content)
    gone: set[int] = set()
    added = []
    for draft in ruled:
        met = {nth for span in draft.content for nth in _met(places, span)}
        sure = draft.form == "direct" and draft.confidence == SURE
        if sure and len(met) == 1 and (outer := drafts[next(iter(met))]) and _is_relayed(draft, outer):
            outer.cue, outer.source = draft.cue, draft.source
        elif (
            draft.via
            or (draft.source and any(not drafts[nth].source and (sure or not drafts[nth].cue) for nth in met))
            or (sure and (not met or any(_holds_cue(drafts[nth], draft) for nth in met)))
        ):
            added.append(draft)
            gone |= met
    return [draft for nth, draft in enumerate(drafts) if nth not in gone] + added


def _met(places: Sequence[tuple[int, int, int]], span: Span) -> Iterator[int]:
    at = bisect_right(places, span.start, key=itemgetter(0))
    while at < len(places) and places[at][1] < span.end:
        yield places[at][2]
        at += 1


def _is_relayed(inner: Draft, outer: Draft) -> bool:
    """Tell whether the tagger gives words to who only passed them on: "No," the clerk said, the paper reported."""
    if not (inner.cue and inner.source and outer.cue and outer.source) or outer.form != "direct":
        return False
    between = [*inner.cue, *inner.source]
    return outer.content[0].end <= min(between).start and max(between).end < min(*outer.cue, *outer.source).start


def _holds_cue(draft: Draft, other: Draft) -> bool:
    return any(meet(span, cue) for span in draft.content for cue in other.cue)


def _leave_out(text: str, draft: Draft, datelines: list[Span]) -> bool:
    """Take datelines off the words of a draft, and tell whether any are left."""
    for dateline in datelines:
        draft.content = [
            bare
            for span in draft.content
            if (bare := _behind(text, span, dateline.end) if meet(span, dateline) else span)
        ]
        draft.source = [span for span in draft.source if not meet(span, dateline)]
    return bool(draft.content)


def _behind(text: str, span: Span, at: int) -> Span | None:
    while at < span.end and text[at] in " -–—":
        at += 1
    return clause(text, max(span.start, at), span.end)


def tellings_of(text: str, drafts: Sequence[Draft]) -> list[Telling]:
    """Give drafts as their occasions are read, in the same order."""
    blocks = paragraphs(text) if drafts else ()
    within: dict[Span, tuple[Span, ...]] = {}
    tellings = []
    for draft in drafts:
        anchor = (draft.cue or draft.content)[0]
        block = blocks[_last_before(blocks, anchor.start)]
        if block not in within:
            within[block] = sentences(text, block)
        touched = [span for span in (*draft.content, *draft.cue, *draft.source) if meet(span, block)]
        tellings.append(
            Telling(
                form=draft.form,
                mode=mode_of(text, draft.cue),
                content=tuple(draft.content),
                cue=tuple(draft.cue),
                source=tuple(draft.source),
                sentence=_run(within[block], touched) or block,
                paragraph=block,
                via=tuple(draft.via),
            )
        )
    return tellings


def _run(within: Sequence[Span], touched: Sequence[Span]) -> Span | None:
    """Give the run of sentences from the first to the last that some spans touch."""
    if not within or not touched:
        return None
    first = within[_last_before(within, min(touched).start)]
    last = within[_last_before(within, max(span.end for span in touched) - 1)]
    return Span(first.start, last.end)


def _last_before(spans: Sequence[Span], place: int) -> int:
    return max(0, bisect_right(spans, place, key=attrgetter("start")) - 1)


def _statement(report: Report, id: str, draft: Draft, mode: Mode, occasion: Occasion) -> Statement:
    content = tuple(draft.content)
    return Statement(
        id=id,
        report=report.id,
        form=draft.form,
        content=content,
        quoted=tuple(draft.quoted),
        cue=tuple(draft.cue),
        source=tuple(draft.source),
        occasion=replace(occasion, via=tuple(_words(report.text, occasion.via))),
        furniture=any(
            each.span.start <= content[0].start and content[-1].end <= each.span.end for each in report.furniture
        ),
        mode=mode,
        confidence=draft.confidence,
    )
