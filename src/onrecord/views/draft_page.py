"""A checked draft as one HTML page that an editor can print."""

from jinja2 import Environment, PackageLoader

from onrecord.model import Draft


def render(draft: Draft) -> str:
    """Render the draft with each quotation marked by its verdict."""
    page = Environment(loader=PackageLoader("onrecord.views"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return page.get_template("draft.html.j2").render(draft=draft, pieces=pieces_of(draft))


def pieces_of(draft: Draft) -> list[tuple[str, int | None]]:
    """Cut the draft's text at its quotations: each piece with the number of its check, or None.

    >>> pieces_of(Draft("d.txt", "He said.", ()))
    [('He said.', None)]
    """
    marks = sorted((span, number) for number, (spans, _) in enumerate(draft.quotations, 1) for span in spans)
    pieces: list[tuple[str, int | None]] = []
    at = 0
    for span, number in marks:
        pieces += [(draft.text[at : span.start], None), (span.of(draft.text), number)]
        at = span.end
    return [piece for piece in (*pieces, (draft.text[at:], None)) if piece[0]]
