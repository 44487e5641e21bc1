"""The brief on a terminal: marks in brackets, so that it reads the same without colour."""

from collections.abc import Callable, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.views.brief_marks import Piece
from onrecord.views.brief_view import (
    BriefView,
    EventLine,
    FigureLines,
    Line,
    PersonLine,
    ReportLine,
    Said,
    T,
    clipped,
    cut,
    headings,
    names_text,
)

MARKS = {"same": ("", "", ""), "left out": ("[-", "-]", "red"), "added": ("{+", "+}", "green"), "gap": ("", "", "dim")}
HEADLINE, WORDS = 120, 400  # characters of a headline and of a wording that a terminal shows


def brief_text(view: BriefView, *, full: bool = False, width: int = 100) -> str:
    """Give the brief as plain text, nowhere wider than ``width``."""
    out = StringIO()
    print_brief(
        view, Console(file=out, width=width, highlight=False, color_system=None, legacy_windows=False), full=full
    )
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def print_brief(view: BriefView, out: Console, *, full: bool = False) -> None:
    """Print the brief; without ``full``, a long list is cut and says how much more there is."""
    out.print(Text(clipped(view.title, HEADLINE), "bold"))
    out.print(Text(view.summary, "dim"))
    for _, line in view.glance:
        out.print(Padding(Text(f"! {line}", "yellow"), (0, 0, 0, 2)))
    printers: dict[str, Callable[[], None]] = {
        "reports": lambda: _print_reports(view, out, full=full),
        "turned": lambda: _print_said(view.turned, "turned", out, full=full),
        "said": lambda: _print_said(view.said, "said", out, full=full),
        "alone": lambda: _print_lines(view.alone, "alone", out, full=full),
        "unprinted": lambda: _print_lines(view.unprinted, "unprinted", out, full=full),
        "figures": lambda: _print_figures(view, out, full=full),
        "agreed": lambda: _print_agreed(view, out, full=full),
        "events": lambda: _print_events(view, out, full=full),
        "people": lambda: _print_people(view, out, full=full),
        "unsure": lambda: _print_unsure(view, out, full=full),
    }
    for section, heading in headings(view):
        out.print()
        out.print(Text(heading.upper(), "bold cyan"))
        printers[section]()


def _shown(items: Sequence[T], section: str, out: Console, full: bool, show: Callable[[Sequence[T]], None]) -> None:
    shown, more = cut(items, section, full=full)
    show(shown)
    if more:
        out.print(Text(f"  and {more:,} more", "dim italic"))


def _print_reports(view: BriefView, out: Console, *, full: bool) -> None:
    def show(lines: Sequence[ReportLine]) -> None:
        table = _grid()
        for line in lines:
            what = Text(clipped(line.headline, HEADLINE))
            if line.mark:
                what.append(f"  ({line.mark})", "dim")
            table.add_row(Text(line.day, "dim"), Text(clipped(line.outlet, 40), "bold"), what)
        out.print(Padding(table, (0, 0, 0, 2)))

    _shown(view.reports, "reports", out, full, show)


def _print_said(said: Sequence[Said], section: str, out: Console, *, full: bool) -> None:
    def show(entries: Sequence[Said]) -> None:
        for number, each in enumerate(entries):
            if number:
                out.print()
            _print_utterance(each, out, full=full)

    _shown(said, section, out, full, show)


def _print_utterance(said: Said, out: Console, *, full: bool) -> None:
    head = Text(said.speaker, "bold")
    head.append(f", {said.role}" if said.role else "", "not bold")
    head.append(f" · {said.heading}", "not bold dim")
    out.print(Padding(head, (0, 0, 0, 2)))
    out.print(Padding(Text(f"“{clipped(said.base, WORDS if not full else len(said.base))}”"), (0, 0, 0, 4)))
    for wording in said.wordings:
        line = Text(wording.how, "bold yellow" if wording.senses else "dim")
        line.append(f", {', '.join(wording.senses)}" if wording.senses else "")
        line.append(": ")
        line.append(names_text(wording.labels, full=full), "not bold default")
        out.print(Padding(line, (0, 0, 0, 4)))
        if wording.pieces:
            out.print(Padding(marked(wording.pieces), (0, 0, 0, 8)))
    for entry in said.entries if full else ():
        readings = "; ".join(f"{text} {', '.join(labels)}" for text, labels in entry.readings)
        out.print(Padding(Text(f"{entry.lemma} ] {readings}", "dim"), (0, 0, 0, 4)))


def marked(pieces: Sequence[Piece]) -> Text:
    """Give the pieces of a wording with marks that read the same without colour."""
    text = Text()
    for piece in pieces:
        left, right, style = MARKS[piece.mark]
        text.append(f"{left}{piece.text}{right}", style)
    return text


def _print_lines(lines: Sequence[Line], section: str, out: Console, *, full: bool) -> None:
    def show(shown: Sequence[Line]) -> None:
        for line in shown:
            words = clipped(line.text, len(line.text) if full else WORDS)
            text = Text(f"{line.speaker}: ", "bold")
            text.append(f"“{words}”" if line.quoted else words, "not bold")
            text.append(f"  {line.label}", "not bold dim")
            out.print(Padding(text, (0, 0, 0, 2)))

    _shown(lines, section, out, full, show)


def _print_figures(view: BriefView, out: Console, *, full: bool) -> None:
    def show(groups: Sequence[FigureLines]) -> None:
        for group in groups:
            style = "bold yellow" if group.verdict == "conflict" else "default"
            out.print(Padding(Text(group.counts, "bold").append(f": {group.says}", f"not bold {style}"), (0, 0, 0, 2)))
            out.print(Padding(Text(group.example, "dim italic"), (0, 0, 0, 4)))
            table = _grid()
            for row in group.rows:
                table.add_row(Text(row.text), Text(row.of), Text(names_text(row.labels, full=full), "dim"))
            out.print(Padding(table, (0, 0, 0, 4)))

    _shown(view.figures, "figures", out, full, show)


def _print_agreed(view: BriefView, out: Console, *, full: bool) -> None:
    def show(groups: Sequence[FigureLines]) -> None:
        for group in groups:
            line = Text(group.named, "bold").append(f"  {group.example}", "not bold dim italic")
            out.print(Padding(line.append(f"  {group.carried}", "not italic"), (0, 0, 0, 2)))

    _shown(view.agreed, "agreed", out, full, show)


def _print_events(view: BriefView, out: Console, *, full: bool) -> None:
    def show(lines: Sequence[EventLine]) -> None:
        table = _grid()
        for line in lines:
            what = Text(clipped(line.says, WORDS)).append(f"  {names_text(line.labels, full=full)}", "dim")
            for day, labels in line.otherwise:
                what.append(f"\n{names_text(labels, full=full)}: {day}", "yellow")
            table.add_row(Text(line.day, "dim"), what)
        out.print(Padding(table, (0, 0, 0, 2)))

    _shown(view.events, "events", out, full, show)


def _print_people(view: BriefView, out: Console, *, full: bool) -> None:
    def show(lines: Sequence[PersonLine]) -> None:
        for line in lines:
            text = Text(line.name, "bold").append(f", {line.roles_text}" if line.roles else "", "not bold")
            out.print(Padding(text.append(f"  {line.says}", "not bold dim"), (0, 0, 0, 2)))

    _shown(view.people, "people", out, full, show)


def _print_unsure(view: BriefView, out: Console, *, full: bool) -> None:
    if view.unattributed:
        out.print(Text("  Quotations whose speaker could not be told:"))
        _print_lines(view.unattributed, "unattributed", out, full=full)
    if view.undated:
        out.print(Padding(Text(f"Reports without a day: {names_text(view.undated, full=full)}"), (0, 0, 0, 2)))
    for names in view.namesakes:
        out.print(Padding(Text(f"Same surname, kept apart: {names}"), (0, 0, 0, 2)))


def _grid() -> Table:
    """Give columns without lines, the first of which keeps to one line."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    return table
