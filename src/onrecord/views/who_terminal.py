"""What a person is on record as saying, on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.views.brief_terminal import marked
from onrecord.views.brief_view import clipped, names_text
from onrecord.views.who_view import SaidLine, Turn, WhoView

NARROWEST = 64  # characters of a window from which two wordings stand side by side
WORDS = 400  # characters of a wording that are shown


def print_people(name: str, found: Sequence[WhoView], out: Console, *, full: bool = False) -> None:
    """Print what the people who may bear a name are on record as saying; without ``full`` a long wording is cut."""
    if not found:
        out.print(Text(f"nobody on record answers to {name}"))
    for number, person in enumerate(found):
        if number:
            out.print()
        out.print(Text(person.name, "bold").append(f"  {person.about}", "not bold dim"))
        if person.turns:
            out.print(Text("\nSAID OTHERWISE ON ANOTHER DAY", "bold cyan"))
            for turn in person.turns:
                _print_turn(turn, out)
        _print_days(person, out, full=full)


def _print_turn(turn: Turn, out: Console) -> None:
    out.print(Padding(Text(", ".join(turn.senses), "bold yellow"), (0, 0, 0, 2)))
    cells = (Text(f"“{turn.earlier}”"), marked(turn.later))
    heads = (Text(f"{day}  {names_text(labels)}", "dim") for day, labels in zip(turn.days, turn.labels, strict=True))
    if out.width >= NARROWEST:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*heads)
        table.add_row(*cells)
    else:
        table = Table.grid()
        for head, cell in zip(heads, cells, strict=True):
            table.add_row(head)
            table.add_row(cell)
    out.print(Padding(table, (0, 0, 1, 4)))


def _print_days(person: WhoView, out: Console, *, full: bool) -> None:
    out.print(Text("\nON RECORD", "bold cyan"))
    for day, lines in person.days:
        out.print(Text(f"  {day}", "bold"))
        for line in lines:
            _print_line(line, out, full=full)


def _print_line(line: SaidLine, out: Console, *, full: bool) -> None:
    words = clipped(line.words, len(line.words) if full else WORDS)
    text = Text(f"“{words}”" if line.quoted else words)
    text.append(f"  {names_text(line.labels, full=full)}", "dim")
    text.append(f"  {line.note}" if line.note else "", "dim italic")
    out.print(Padding(text, (0, 0, 0, 4)))
