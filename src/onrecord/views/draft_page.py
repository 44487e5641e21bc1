"""A checked draft as one HTML page that an editor can print; it needs nothing else."""

from onrecord.model import Draft
from onrecord.views.draft_view import view_of
from onrecord.views.pages import environment


def render(draft: Draft) -> str:
    """Render the draft: what wants a look, the text with each quotation marked and linked, what is fine."""
    return environment().get_template("draft.html.j2").render(view=view_of(draft))
