"""Answers as short plain text that an assistant can quote from: each place with its outlet, day, address and words.

Words stand between quotation marks here only where the report has them so, or a transcript: what a reporter says in
other words of somebody is not to be taken for a quotation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import (
    Brief,
    Check,
    Form,
    Hit,
    OnRecord,
    PlaceOnRecord,
    Report,
    ReportHead,
    Saying,
    Span,
    Statement,
)
from onrecord.text.days import period_text
from onrecord.text.quotemarks import find_quotations
from onrecord.views.brief import SENSES, labels_of, name_of, render
from onrecord.views.brief_view import clean, clipped, count_text, prose, searched_text
from onrecord.views.draft_view import words_at
from onrecord.views.terminal import change_text

LONGEST_ANSWER = 16_000  # characters, some 4,000 tokens
LONGEST_WORDS = 1_200  # of one place
SHOWN = 8  # places of a check, and statements of a person
MOST_ADDRESSES = 20  # of the reports of a brief
WIDE = 400  # characters of a line of a brief, so that few are broken
NOT_FOUND = (
    "“Not found” means that it is not on this record. It does not mean that it was never said: look at what was"
    " searched, and do not print the quotation as verified."
)


def check_text(check: Check, places: Sequence[PlaceOnRecord]) -> str:
    """Tell the answer to a check, with the places where the words stand."""
    return fitting(_check_lines(check, places))


def _check_lines(check: Check, places: Sequence[PlaceOnRecord]) -> Iterator[str]:
    yield f"{check.verdict}: {clean(check.says)}"
    yield from (f"- {clipped(clean(change_text(change)), LONGEST_WORDS)}" for change in check.changes[:SHOWN])
    if check.searched:
        yield f"Searched: {searched_text(check.searched)}."
    if check.verdict == "not found":
        yield NOT_FOUND
    if places and not check.witnesses:
        yield "Nearest on record, but not its source:"
    for place in places[:SHOWN]:
        yield from _place_lines(place.report, _place_text(place))
    yield from _more(len(check.witnesses or check.nearest) - len(places[:SHOWN]), "place")


def _place_text(place: PlaceOnRecord) -> str:
    """Give the sentences of a place, between marks only if the report quotes them."""
    report, spans = place.report, place.witness.spans
    if report.kind == "transcript" or any(
        inner.start <= spans[0].start and spans[-1].end <= inner.end
        for quotation in find_quotations(report.text)
        for inner in quotation.inner
    ):
        return words_at(place)
    words = prose(place.sentences or place.witness.text)
    return words if any(mark in words for mark in '“”"„«»') else f"{words} (not quoted)"


def hits_text(query: str, total: int, hits: Sequence[Hit], reports: Mapping[str, Report]) -> str:
    """Tell the places of reports that a search found: sentences as the report has them."""
    if not hits:
        return f"No report on this record holds {clean(query)}."
    lines = [f"{count_text(total, 'report')} on this record with {clean(query)}. Sentences as printed:"]
    for hit in hits:
        by = f" (with words of {clean(hit.speaker)})" if hit.speaker else ""
        lines += _place_lines(reports[hit.report], f"{prose(hit.text).lstrip('#* ')}{by}")
    return fitting([*lines, *_more(total - len(hits), "report")])


def sayings_text(query: str, total: int, sayings: Sequence[Saying], *, is_more: bool) -> str:
    """Tell the statements that a search found, the latest first."""
    what = f" with {clean(query)}" if query else ""
    if not sayings:
        return f"Nothing on this record was said{what} by these speakers, in these reports."
    told = f"{'More than ' if is_more else ''}{count_text(total, 'statement')} on this record{what}, the latest first."
    lines = [told]
    for saying in sayings:
        words = _said_text(saying.text, saying.form, saying.cue or "")
        lines += _place_lines(saying.report, f"{clean(saying.speaker or 'speaker not told')}: {words}")
    return fitting([*lines, *_more(total - len(sayings), "statement")])


def brief_text(brief: Brief) -> str:
    """Tell all that is on record of a story, with the addresses of its reports."""
    labels = labels_of((*brief.reports, *brief.elsewhere))
    addresses = [f"  {labels[each.id]}: {_address(each)}" for each in brief.reports[:MOST_ADDRESSES]]
    further = _more(len(brief.reports) - len(addresses), "address", "addresses")
    head = ("[-words-] were left out by an outlet, {+words+} it has instead. Addresses:", *addresses, *further, "")
    return fitting([*head, *render(brief, "text", width=WIDE).splitlines()])


def who_text(name: str, people: Sequence[OnRecord], totals: Mapping[str, int]) -> str:
    """Tell what the people who may bear a name are on record as saying; ``totals`` are of all their statements."""
    if not people:
        return f"Nobody on this record is called {clean(name)}. It does not mean that there is no such person."
    return fitting(line for each in people for line in _person_lines(each, totals[each.person.id]))


def _person_lines(found: OnRecord, total: int) -> Iterator[str]:
    roles = f", {', '.join(map(clean, found.person.roles[:4]))}" if found.person.roles else ""
    yield f"{clean(found.person.name)}{roles}: {count_text(total, 'statement')} on this record."
    for change in found.changes[:SHOWN]:
        yield f"Said otherwise on another day ({', '.join(SENSES[each] for each in change.senses)}):"
        for day, utterance in zip(change.days, (change.earlier, change.later), strict=True):
            yield f"   {period_text(day)}: {_short(prose(utterance.base))}"
    dated = [pair for pair in found.said if pair[0].published]
    undated = [pair for pair in found.said if not pair[0].published]
    latest = [*reversed(dated), *undated][:SHOWN]
    for report, statement in latest:
        yield from _place_lines(report, _statement_text(report, statement))
    yield from _more(total - len(latest), "statement")


def _statement_text(report: Report, statement: Statement) -> str:
    first_to_last = Span(statement.content[0].start, statement.content[-1].end)
    cue = " ".join(span.of(report.text) for span in statement.cue)
    return _said_text(first_to_last.of(report.text), statement.form, cue)


def _said_text(text: str, form: Form, cue: str) -> str:
    """Give a stretch of a report that tells what was said, between marks if all of it is quoted.

    >>> _said_text("We sell bread", "direct", "said"), _said_text("she sold bread", "indirect", "denied")
    ('“We sell bread”', 'she sold bread (not quoted, “denied”)')
    """
    words = prose(text)
    if form == "direct":
        return f"“{words}”"
    told = f", “{clean(cue)}”" if cue else ""
    return f"{words} ({'not quoted' if form == 'indirect' else 'quoted in part'}{told})"


def _place_lines(report: Report | ReportHead, words: str) -> Iterator[str]:
    """Give where words stand, and the words."""
    day = report.published.isoformat() if report.published else "undated"
    headline = f", “{clipped(clean(report.headline), 160)}”" if report.headline else ""
    yield f"* {name_of(report)}, {day}{headline}"
    yield f"   {_address(report)} (report {clean(report.id)})"
    yield f"   {_short(words)}"


def _address(report: Report | ReportHead) -> str:
    """Give where a report can be read: an address of the web, else the place that it was read from."""
    of_the_web = report.url if (report.url or "").startswith(("https://", "http://")) else None
    return clean(of_the_web or report.origin.location)


def _short(words: str) -> str:
    return clipped(words, LONGEST_WORDS)


def _more(number: int, noun: str, nouns: str = "") -> Iterator[str]:
    if number > 0:
        yield f"And {count_text(number, f'further {noun}', nouns and f'further {nouns}')}."


def fitting(lines: Iterable[str]) -> str:
    """Join lines as far as an answer may go, and say where it is cut.

    >>> fitting(["one", "two"])
    'one\\ntwo'
    >>> fitting(["x" * 9_000, "y" * 9_000]).splitlines()[1:]
    ['[Cut here, for the answer is long: ask more narrowly.]']
    """
    kept: list[str] = []
    length = 0
    for line in lines:
        length += len(line) + 1
        if length > LONGEST_ANSWER:
            return "\n".join([*kept, "[Cut here, for the answer is long: ask more narrowly.]"])
        kept.append(line)
    return "\n".join(kept)
