"""What every page has in common: the templates, and how a text of a report is kept from acting as markup."""

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.views.brief_marks import Piece
from onrecord.views.brief_view import clipped, count_text, cut, names_text, parted

# What Markdown would read as markup: anywhere, and at the beginning of an item.
MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
ITEM = re.compile(r"^( [-+] | \d+ (?=[.)]) )", re.VERBOSE)


@cache
def environment() -> Environment:
    """Give what renders the templates: HTML is escaped, and a name that is not there is an error."""
    environment = Environment(  # nosec B701 # on for HTML, off for text
        loader=PackageLoader("onrecord.views"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"literal": literal, "marked": marked, "clipped": clipped, "names": names_text}
    environment.globals |= {"cut": cut, "parted": parted, "count": count_text}
    return environment


def literal(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is.

    >>> print(literal("1. *Bold* <b>"))
    1\. \*Bold\* \<b\>
    """
    escaped = MARKUP.sub(r"\\\1", text)
    return ITEM.sub(lambda match: f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}", escaped)


def marked(pieces: Sequence[Piece]) -> str:
    """Write the pieces of a wording in Markdown.

    >>> marked((Piece("I was "), Piece("not", "left out"), Piece(" told")))
    'I was ~~not~~ told'
    """
    signs = {"left out": "~~", "added": "**"}
    return "".join(f"{signs.get(each.mark, '')}{literal(each.text)}{signs.get(each.mark, '')}" for each in pieces)


def tidied(text: str) -> str:
    """Take out the blank lines that a template leaves."""
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
