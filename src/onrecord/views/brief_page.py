"""The brief as Markdown and as one HTML page that needs nothing else: no script, no address to load from."""

import re
from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.views.brief_marks import Piece
from onrecord.views.brief_view import BriefView, clipped, count_text, cut, headings, names_text

# What Markdown would read as markup: anywhere, and at the beginning of an item.
MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
ITEM = re.compile(r"^( [-+] | \d+ (?=[.)]) )", re.VERBOSE)


def brief_markdown(view: BriefView, *, full: bool = False) -> str:
    """Give the brief as Markdown, in which no text of a report can act as markup."""
    text = _environment().get_template("brief.md.j2").render(view=view, headings=headings(view), full=full)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def brief_html(view: BriefView) -> str:
    """Give the brief as a page; what a section does not show at first is folded, not left out."""
    return _environment().get_template("brief.html.j2").render(view=view, headings=headings(view))


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


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.views"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"literal": literal, "marked": marked, "clipped": clipped, "names": names_text}
    environment.globals |= {"cut": cut, "count": count_text}
    return environment
