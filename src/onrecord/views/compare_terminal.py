"""Reports side by side on a terminal: in columns where the window has room for them, else one below the other."""

from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.views.brief_terminal import marked
from onrecord.views.compare_view import Cell, Column, CompareView, Row

NARROWEST = 30  # characters of a column that can still be read
GAP = 2


def compare_text(view: CompareView, *, width: int = 100) -> str:
    """Give the comparison as plain text, nowhere wider than ``width``."""
    out = StringIO()
    print_compare(view, Console(file=out, width=width, highlight=False, color_system=None, legacy_windows=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def print_compare(view: CompareView, out: Console) -> None:
    """Print the comparison."""
    for column in view.columns:
        _print_column(column, out)
    out.print()
    for line in filter(None, (view.summary, view.origins, view.legend)):
        out.print(Text(line, "dim"))
    if view.rows:
        _print_heading("In common", out)
        has_room = out.width >= len(view.columns) * (NARROWEST + GAP) - GAP
        for number, row in enumerate(view.rows):
            if number:
                out.print()
            _print_row(view.columns, row, out, in_columns=has_room)
    for alone in view.alone:
        _print_heading(f"Only in {alone.column.sign}, {alone.column.label}", out)
        for speaker, words in alone.lines:
            out.print(Padding(Text(f"{speaker}: ", "bold").append(words, "not bold"), (0, 0, 0, 2)))


def _print_heading(heading: str, out: Console) -> None:
    out.print()
    out.print(Text(heading, "bold cyan"))


def _print_column(column: Column, out: Console) -> None:
    line = Text(f"{column.sign}  ", "bold").append(column.label, "bold")
    out.print(line.append(f"  {column.headline}" if column.headline else "", "not bold"))
    out.print(Padding(Text(column.location, "dim", overflow="fold"), (0, 0, 0, 3)))


def _print_row(columns: tuple[Column, ...], row: Row, out: Console, *, in_columns: bool) -> None:
    out.print(Text(f"  {row.speaker}", "bold").append(f"  {row.heading}", "not bold dim"))
    table = Table.grid(padding=(0, GAP, 0, 0), expand=in_columns)
    pairs = [(Text(column.sign, "bold"), _cell(cells)) for column, cells in zip(columns, row.cells, strict=True)]
    if in_columns:
        for _ in columns:
            table.add_column(ratio=1)
        table.add_row(*(sign.append("  ").append(text) for sign, text in pairs))
    else:
        for pair in pairs:
            table.add_row(*pair)
    out.print(Padding(table, (0, 0, 0, 2)))


def _cell(cells: tuple[Cell, ...]) -> Text:
    """Write the wordings of one report; of one that has none, that it has none."""
    text = Text("" if cells else "–", "not bold")
    for number, cell in enumerate(cells):
        text.append("\n" if number else "")
        text.append(f"{cell.says}: " if cell.says else "", "yellow" if cell.senses else "dim")
        text.append(marked(cell.pieces))
    return text
