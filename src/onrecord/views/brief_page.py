"""The brief as Markdown and as one HTML page that needs nothing else: no script, no address to load from."""

from onrecord.views.brief_view import BriefView, headings
from onrecord.views.pages import environment, tidied


def brief_markdown(view: BriefView, *, full: bool = False) -> str:
    """Give the brief as Markdown, in which no text of a report can act as markup."""
    return tidied(environment().get_template("brief.md.j2").render(view=view, headings=headings(view), full=full))


def brief_html(view: BriefView) -> str:
    """Give the brief as a page; what a section does not show at first is folded, not left out."""
    return environment().get_template("brief.html.j2").render(view=view, headings=headings(view))
