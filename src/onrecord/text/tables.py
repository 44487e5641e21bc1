"""A table that a user keeps: CSV with a line of column names, and errors that name the line."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import SourceUnreadable


def read_table(
    data: bytes, location: str, columns: Sequence[str], hint: str = ""
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row that is not blank with the number of its first line; the first of the ``columns`` must be there.

    >>> list(read_table(b"Town,note\\nElm,dry\\n\\nHarbor\\n", "towns.csv", ("town",)))
    [(2, {'town': 'Elm', 'note': 'dry'}), (4, {'town': 'Harbor'})]

    Raises:
        SourceUnreadable: it is no such table; the error names the line.
    """
    if not data.strip():
        raise SourceUnreadable(location, f"the file is empty; its first line must be {','.join(columns)}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceUnreadable(f"{location}:{line}", "this is not UTF-8; save the table as UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    names: list[str] = []
    try:
        for cells in reader:
            if not names:
                names = _names(cells, f"{location}:{line}", columns)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(names):
                    why = f"there are {len(cells)} cells under {len(names)} columns{hint}"
                    raise SourceUnreadable(f"{location}:{line}", why)
                yield line, dict(zip(names, (" ".join(cell.split()) for cell in cells), strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            why = f"a cell is longer than {csv.field_size_limit():,} characters; is a quotation mark left open in it?"
            raise SourceUnreadable(f"{location}:{line}", why) from error
        raise SourceUnreadable(f"{location}:{line}", f"this is no CSV ({error})") from error


def _names(cells: Iterable[str], place: str, columns: Sequence[str]) -> list[str]:
    names = [" ".join(cell.casefold().replace("_", " ").split()) for cell in cells]
    if columns[0] not in names:
        why = f"the column {columns[0]} is missing; the first line must be {','.join(columns)}"
        raise SourceUnreadable(place, why)
    for column in columns:
        if names.count(column) > 1:
            raise SourceUnreadable(place, f"there are two columns named {column}")
    return names
