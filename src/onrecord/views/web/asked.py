"""What a request asks for, read and checked: words, ids, days, places, cursors."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

import msgspec

from onrecord.errors import UsageError
from onrecord.model import Form, Narrowing, Span

DAY = re.compile(r"\d{4}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)
LONGEST = 2_000  # characters of a query, a name or an id
LONGEST_QUOTATION = 20_000
LONGEST_NUMBER = 18  # digits of a number in an address: what SQLite takes, and no more


@dataclass(frozen=True, slots=True)
class Asked:
    """The query of a request."""

    values: Mapping[str, str]

    def text(self, name: str, longest: int = LONGEST) -> str | None:
        """Give what is asked for under a name, without blanks at its ends; nothing asked is None.

        Raises:
            UsageError: it is too long, or no text.
        """
        return _checked(name, self.values.get(name, "").strip(), longest)

    def exact(self, name: str) -> str | None:
        """Give what is asked for under a name as it stands, for blanks are a part of an id; nothing asked is None.

        Raises:
            UsageError: it is too long, or no text.
        """
        return _checked(name, self.values.get(name, ""), LONGEST)

    def number(self, name: str) -> int | None:
        """Give a whole number from 0 on.

        Raises:
            UsageError: it is none.
        """
        value = self.text(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdecimal() and len(value) <= LONGEST_NUMBER):
            raise UsageError(f"{name}: {value} is no whole number")
        return int(value)

    def day(self, name: str, *, is_last: bool = False) -> date | None:
        """Give a day; of a month or a year alone its first, or its last.

        Raises:
            UsageError: it is no day.
        """
        value = self.text(name)
        if value is None:
            return None
        found = DAY.fullmatch(value)
        try:
            first = date.fromisoformat(f"{value}-01-01"[:10]) if found else None
        except ValueError:
            first = None
        if found is None or first is None:
            raise UsageError(f"{name}: {value} is no day; write it as 2025-04-15, 2025-04 or 2025")
        if found["day"] or not is_last:
            return first
        month = first.month if found["month"] else 12
        return first.replace(month=month, day=monthrange(first.year, month)[1])

    def pair(self, name: str) -> tuple[str, str] | None:
        """Give a cursor of two texts, as :func:`pair_text` writes it.

        Raises:
            UsageError: it is none.
        """
        value = self.text(name, 4 * LONGEST)
        if value is None:
            return None
        try:
            return msgspec.json.decode(value, type=tuple[str, str])
        except msgspec.MsgspecError:
            raise UsageError(f"{name}: this is no place in a list; follow the link to the next page") from None

    def span(self, name: str) -> Span | None:
        """Give a range of characters, as in 120-180.

        Raises:
            UsageError: it is none.
        """
        value = self.text(name)
        if value is None:
            return None
        start, _, end = value.partition("-")
        if not all(each.isascii() and each.isdecimal() and len(each) < 10 for each in (start, end)) or int(start) > int(
            end
        ):
            raise UsageError(f"{name}: {value} is no range of characters; write it as 120-180")
        return Span(int(start), int(end))

    def narrowing(self) -> Narrowing:
        """Give what a search is narrowed to.

        Raises:
            UsageError: a form or a day is none.
        """
        form = self.text("form")
        if form is not None and form not in get_args(Form):
            raise UsageError(f"form: {form} is none; there are {', '.join(get_args(Form))}")
        return Narrowing(
            person=self.exact("person"),
            outlet=self.exact("outlet"),
            form=form,  # type: ignore[arg-type]
            first=self.day("from"),
            last=self.day("to", is_last=True),
            speaker=self.text("by"),
        )


def _checked(name: str, value: str, longest: int) -> str | None:
    if len(value) > longest:
        raise UsageError(f"{name}: {len(value):,} characters are more than the {longest:,} that are taken")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{name}: this is no text in UTF-8") from None
    return value or None


def pair_text(pair: tuple[str, str] | None) -> str | None:
    """Write a cursor of two texts, for an address."""
    return msgspec.json.encode(pair).decode() if pair else None
