"""Word files for tests, written part by part."""

import zipfile
from pathlib import Path

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def run(text: str) -> str:
    """Give words of one look."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """Give a paragraph; what has no markup becomes a run."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in content)}</w:p>"


def inserted(text: str) -> str:
    """Give words that somebody put in with changes tracked."""
    return f'<w:ins w:id="1" w:author="Vale">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """Give words that somebody struck with changes tracked."""
    return f'<w:del w:id="2" w:author="Vale"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def box(text: str) -> str:
    """Give a text box as Word writes it, twice."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice><mc:Fallback>'
        f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: tuple[str, ...]) -> str:
    """Give a table of texts."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def note(kind: str) -> str:
    """Give the sign in the text of the one footnote, endnote or comment."""
    return f'<w:r><w:{kind}Reference w:id="1"/></w:r>'


def make_word(path: Path, body: str, *, prolog: str = "", **notes: str) -> Path:
    """Write a Word file; ``notes`` are the texts of the one footnote, endnote and comment."""
    parts = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    for kind, text in notes.items():
        inner = f'<w:{kind} w:id="1">{paragraph(text)}</w:{kind}>'
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {SPACES}>{inner}</w:{kind}s>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{content}')
    return path
