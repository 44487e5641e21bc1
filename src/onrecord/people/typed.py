"""Names that people type, in a table or on the command line: clean of what nobody sees, or refused with the reason.

What is copied from a page brings marks along that order letters from right to left; they make two names of one.
"""

from unicodedata import category

LONGEST = 200  # characters of a name
JOINERS = "\u200c\u200d"  # these are seen, for they shape the letters of Persian and Hindi names


def typed_name(words: str) -> str:
    """Give a name with single spaces and without the marks that nobody sees.

    >>> typed_name(" Ana\\u200f  Ruiz\\n")
    'Ana Ruiz'

    Raises:
        ValueError: it is no name; the message says so in one line.
    """
    seen = (letter for letter in " ".join(words.split()) if category(letter) != "Cf" or letter in JOINERS)
    name = " ".join("".join(seen).split())
    if len(name) > LONGEST:
        raise ValueError(f"{name[:20]!r}... is no name: it is longer than {LONGEST} characters")
    if any(category(letter) in ("Cc", "Cs") for letter in name):
        raise ValueError(f"{name!r} is no name: one of its characters can't be printed")
    if not any(map(str.isalpha, name)):
        raise ValueError(f"{name!r} is no name: it has no letter")
    return name
