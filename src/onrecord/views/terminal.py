"""Answers for people on a terminal. Colour only where the output is one; nothing wider than its window."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.model import Added, Change, Check, Hit, Report, Ruling, Saying, Story
from onrecord.pipeline.editor import told
from onrecord.pipeline.search import phrases_of
from onrecord.pipeline.suggest import place_of
from onrecord.views.brief import SENSES, name_of
from onrecord.views.brief_view import UNSAFE, clean, clipped, count_text, prose, searched_text
from onrecord.views.draft_view import words_at
from onrecord.views.ruling_view import subjects_of

if TYPE_CHECKING:
    from onrecord.pipeline.evaluate import Evaluation
    from onrecord.pipeline.local import Record

# A story in a list of hundreds: so much of its id, which `brief` takes, of its title, and so many of its people.
ID, LONGEST_TITLE, MOST_PEOPLE = 12, 160, 3
LONGEST_NAME = 40  # of an outlet
RULED_WORDS = 60  # characters of a place that a ruling is about
LONGEST_WORDS = 400  # characters of what was said
STYLES = {"exact": "green", "abridged": "green", "not found": "red", "misattributed": "red"}


class Terminal(Console):
    """A console that lets nothing of a report steer the terminal or turn a line round."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Give a string as text, without what is unsafe in it."""
        return super().render_str(UNSAFE.sub("", text), **options)

    def on_broken_pipe(self) -> None:
        """Let the command line end as for whoever has read enough, and not as rich does, with a 1."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """Give a console that marks nothing up by itself."""
    return Terminal(highlight=False, stderr=stderr, soft_wrap=False)


def print_added(added: Added, path: str, *, quiet: bool) -> None:
    """Say what a run of ``add`` did."""
    errors = console(stderr=True)
    for failure in added.failures:
        errors.print(f"onrecord: {escape(failure.location)}: {escape(failure.why)}", style="red", soft_wrap=True)
    if quiet:
        return
    parts = [f"{len(added.new)} added"]
    if added.editions:
        parts.append(f"{len(added.editions)} of them new editions of reports on record")
    parts.append(f"{len(added.known)} known")
    parts.append(f"{len(added.failures)} failed")
    console().print(f"{escape(path)}: {', '.join(parts)}")


def print_check(check: Check, record: "Record") -> None:
    """Print the answer to a check, with the places where the words stand."""
    out = console()
    out.print(f"[bold {STYLES.get(check.verdict, 'yellow')}]{check.verdict}[/]  {escape(check.says)}")
    for change in check.changes:
        out.print(f"  {change_text(change)}", markup=False)
    if check.verdict == "not found" and check.searched:
        out.print(f"[dim]searched: {searched_text(check.searched)}[/]")
    places = check.witnesses or check.nearest
    if check.nearest and not check.witnesses:
        out.print("[dim]nearest on record, but not its source:[/]")
    earlier = record.superseded(each.report for each in places)
    for report, witness in zip(record.reports_of(places), places, strict=True):
        remark = " (an earlier edition)" if report.id in earlier else ""
        _print_place(report, words_at(place_of(report, witness)), out, indent=2, remark=remark)


def change_text(change: Change) -> str:
    """Say what a quotation has otherwise than the record.

    >>> from onrecord.model import Span
    >>> change_text(Change(Span(0, 4), "July", "June", "replaced", "number"))
    'changes a number: “July”, where the record has “June”'
    """
    record = " ".join(change.record.split())
    if change.kind == "joined":
        between = f"; between them the record has “{clipped(record, LONGEST_WORDS)}”" if record else ""
        told = f"joined from two places{between}"
    elif change.words and record:
        told = f"“{change.words}”, where the record has “{record}”"
    else:
        told = f"left out: “{record}”" if record else f"added: “{change.words}”"
    return f"{SENSES[change.sense]}: {told}" if change.sense else told


def _print_place(report: Report, words: str, out: Console, *, indent: int = 0, remark: str = "") -> None:
    """Print where words stand, on a line that a terminal may open, and the words."""
    out.print(Padding(f"[bold]{escape(title_of(report))}[/]{remark}", (0, 0, 0, indent), expand=False))
    out.print(f"{' ' * indent}[dim]{escape(report.origin.location)}[/]", soft_wrap=True)
    out.print(Padding(escape(words), (0, 0, 0, indent + 2), expand=False))


def title_of(report: Report) -> str:
    """Name a report for people: outlet (or file), day, headline, as far as they are known."""
    day = report.published.isoformat() if report.published else "undated"
    headline = report.headline or ("transcript" if report.kind == "transcript" else "")
    name = report.outlet or PurePosixPath(report.origin.location.replace("!", "/")).name
    return ", ".join(part for part in (name, day, headline) if part)


def print_stories(stories: Sequence[Story], *, limit: int) -> None:
    """List stories with their days, reports, places, people and ids, so many of them."""
    out = console()
    if not stories:
        out.print("the record holds no stories yet; read reports in with: onrecord add SOURCE...")
        return
    for story in stories[:limit]:
        told = f"{story.id[:ID]}  {days_of(story)}  {count_text(len(story.reports), 'report')}"
        out.print(told, style="dim", soft_wrap=True)
        out.print(Padding(f"[bold]{escape(clipped(story.title, LONGEST_TITLE))}[/]", (0, 0, 0, 2), expand=False))
        if about := " · ".join(", ".join(names) for names in (story.places, story.people[:MOST_PEOPLE]) if names):
            out.print(Padding(escape(about), (0, 0, 0, 2), expand=False))
    if len(stories) > limit:
        out.print(f"and {len(stories) - limit:,} more; for more of them: --limit {len(stories)}", style="dim")


def days_of(story: Story) -> str:
    """Give the days of a story in the shortest form."""
    if story.period is None:
        return "undated"
    first, last = story.period.first.isoformat(), story.period.last.isoformat()
    return first if first == last else f"{first} – {last}"


def print_rulings(found: Sequence[tuple[Ruling, str | None]], record: "Record") -> None:
    """List rulings with the names of the persons they are about; what has no effect says why."""
    out = console()
    if not found:
        out.print(
            "there are no rulings; make one with: onrecord rule same|different A B,"
            " same-utterance|different-utterances A B, or speaker STATEMENT NAME",
            soft_wrap=True,
        )
    subjects = subjects_of([ruling for ruling, _ in found], record)
    for ruling, why_idle in found:
        about = "; ".join(clipped(each, RULED_WORDS) for each in subjects.get(ruling.id, ()))
        shown = f"  ({about})" if about else ""
        idle = f"  no effect: {why_idle}" if why_idle else ""
        out.print(f"{ruling.id}  {escape(told(ruling) + shown + idle)}", soft_wrap=True)


def print_hits(query: str, hits: Sequence[Hit], record: "Record") -> None:
    """Print the places that a search found, story by story, the best first; within one by days."""
    out = console()
    if not hits:
        out.print(f"no report holds {escape(query)}")
        return
    total = record.count_found(query)
    more = f"; the best {len(hits)} of them:" if total > len(hits) else ":"
    out.print(f"{count_text(total, 'report')} {'holds' if total == 1 else 'hold'} {escape(query)}{more}", style="dim")
    story_of = record.stories_of(hits)
    found: dict[str, list[tuple[Report, Hit]]] = {}
    for report, hit in zip(record.reports_of(hits), hits, strict=True):
        story = story_of.get(report.id)
        found.setdefault(clipped(story.title, LONGEST_TITLE) if story else "", []).append((report, hit))
    for title, pairs in found.items():
        out.print(f"\n[bold cyan]{escape(title)}[/]" if title else "")
        for report, hit in sorted(pairs, key=lambda pair: (str(pair[0].published or "9999"), pair[0].id)):
            by = f"  {escape(hit.speaker)}" if hit.speaker else ""
            day = report.published.isoformat() if report.published else "undated"
            name = escape(clipped(name_of(report), LONGEST_NAME))
            place = f"[dim]{day}[/] [bold]{name}[/]{by}  [dim]{escape(report.id)}[/]"
            out.print(f"  {place}", soft_wrap=True)
            words = Text(clipped(prose(hit.text).lstrip("#* "), LONGEST_WORDS))
            words.highlight_words(phrases_of(query), "bold yellow", case_sensitive=False)
            out.print(Padding(words, (0, 0, 0, 4), expand=False))


def print_sayings(query: str, found: Sequence[Saying]) -> None:
    """Print what was said that a search found, with whose it is and where it stands."""
    out = console()
    if not found:
        out.print(f"nothing that was said has {escape(query)}" if query else "nothing of that is on record as said")
    for saying in found:
        by = escape(saying.speaker or "speaker not told")
        cue = (
            escape(f" (“{clipped(clean(saying.cue), LONGEST_NAME)}”)")
            if saying.form == "indirect" and saying.cue
            else ""
        )
        day = saying.report.published.isoformat() if saying.report.published else "undated"
        name = escape(clipped(name_of(saying.report), LONGEST_NAME))
        out.print(
            f"[dim]{day}[/] [bold]{by}[/], {saying.form}{cue}, {name}  [dim]{escape(saying.statement)}[/]",
            soft_wrap=True,
        )
        words = Text(clipped(prose(saying.text), LONGEST_WORDS))
        words.highlight_words(phrases_of(query), "bold yellow", case_sensitive=False)
        out.print(Padding(words, (0, 0, 0, 4), expand=False))


def print_evaluation(evaluation: "Evaluation") -> None:
    """Print what was measured: figures, the confusion of forms, and how true confidence is."""
    out = console()
    table = _numbers("statements", "marked", "found", "content words", "exact", "overlap", "source", "end to end")
    for name, row in evaluation.figures.items():
        shares = (row.content_words, row.exact, row.overlap, row.source, row.end_to_end)
        table.add_row(name, str(row.marked), str(row.found), *map(_percent, shares))
    out.print(table)
    forms = ("direct", "mixed", "indirect", "none")
    table = _numbers("marked as", *(f"found {form}" for form in forms))
    for marked in forms:
        table.add_row(marked, *(str(evaluation.confusion.get((marked, found), "")) for found in forms))
    out.print(table)
    table = _numbers("confidence", "statements", "right")
    for each in evaluation.reliability:
        table.add_row(_percent(each.confidence), str(each.statements), _percent(each.right))
    out.print(table)
    out.print(f"calibration error {_percent(evaluation.calibration_error)}")


def _numbers(first: str, *columns: str) -> Table:
    table = Table(first, box=None, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f}"
