"""Word files that declare, nest, fetch, run or bomb."""

import io
import zipfile
from random import Random

from cases.hostile.case import PROSE, QUOTED, Hostile, fails, reads
from wordfiles import SPACES, TYPES, paragraph, run

NAME = "a.docx"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {y} '{f'&{x};' * 10}'>" for x, y in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def document(body: str) -> str:
    """Give the part that holds the text."""
    return f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"


def word(body: str = paragraph(QUOTED), *, prolog: str = HEAD, **parts: str | bytes) -> bytes:
    """Give a Word file; a part is named by its path with __ for / and _ for a full stop."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", HEAD + TYPES)
        package.writestr("word/document.xml", prolog + document(body))
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return box.getvalue()


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """Give a Word file that refers to something outside."""
    relation = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    box = io.BytesIO(word())
    with zipfile.ZipFile(box, "a") as package:
        package.writestr(
            "word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'
        )
    return box.getvalue()


def raw(*parts: tuple[str, bytes]) -> bytes:
    """Give an archive of parts as they are."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            package.writestr(name, content)
    return box.getvalue()


CASES: tuple[Hostile, ...] = (
    # --- entities
    fails("entities that multiply", NAME, word("<w:p>&i;</w:p>", prolog=HEAD + LAUGHS), "declares XML entities"),
    fails("an entity from outside", NAME, word("<w:p>&a;</w:p>", prolog=HEAD + OUTSIDE), "declares XML entities"),
    fails(
        "a type from outside",
        NAME,
        word(prolog=HEAD + "<!DOCTYPE w SYSTEM 'http://127.0.0.1:9/x.dtd'>"),
        "declares XML entities",
    ),
    fails("entities in the styles", NAME, word(word__styles_xml=HEAD + LAUGHS + "<w>&i;</w>"), "declares XML entities"),
    fails("entities in the relations", NAME, word(_rels___rels=HEAD + LAUGHS + "<w>&i;</w>"), "declares XML entities"),
    fails(
        "entities in UTF-16",
        NAME,
        raw(
            ("[Content_Types].xml", TYPES.encode()),
            (
                "word/document.xml",
                ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS + document("&i;")).encode("utf-16"),
            ),
        ),
        "declares XML entities",
    ),
    # --- what is outside
    *(
        reads(f"{kind} at {target}", NAME, related(kind, target), never=("root:",))
        for kind, target in (
            ("image", "http://127.0.0.1:9/x.png"),
            ("image", "file:///etc/passwd"),
            ("oleObject", "http://127.0.0.1:9/x"),
            ("attachedTemplate", "http://127.0.0.1:9/x.dotm"),
            ("hyperlink", "javascript:alert(1)"),
            ("footnotes", "http://127.0.0.1:9/x"),
            ("aFChunk", "file:///etc/passwd"),
        )
    ),
    reads("macros", "a.docm", word(word__vbaProject_bin=b"\xd0\xcf\x11\xe0" + bytes(500))),
    reads("a program inside", NAME, word(word__embeddings__x_exe=b"MZ" + bytes(500))),
    reads(
        "a part whose path leads out",
        NAME,
        raw(
            ("[Content_Types].xml", TYPES.encode()),
            ("../../../etc/passwd.xml", b"<a/>"),
            ("word/document.xml", document(paragraph(PROSE)).encode()),
        ),
    ),
    # --- nesting and size
    fails(
        "XML 20,000 deep",
        NAME,
        lambda: word("<w:p>" * 20_000 + "</w:p>" * 20_000),
        "damaged|no text|can't be read|nest",
    ),
    fails(
        "tables 500 deep",
        NAME,
        lambda: word("<w:tbl><w:tr><w:tc>" * 500 + paragraph(PROSE) + "</w:tc></w:tr></w:tbl>" * 500),
        "damaged|no text|nest",
    ),
    fails("a bomb in the text", NAME, lambda: word(run(" " * 3_000_000)), "2,000,000 bytes"),
    fails(
        "a bomb in another part",
        NAME,
        lambda: word(word__styles_xml=b"<a>" + b" " * 3_000_000 + b"</a>"),
        "2,000,000 bytes",
    ),
    reads("a bomb among the pictures", NAME, lambda: word(word__media__x_png=bytes(3_000_000))),
    fails(
        "2,500 paragraphs", NAME, lambda: word("".join(paragraph(PROSE) for _ in range(2_500))), "200,000 characters"
    ),
    reads("2,000 empty paragraphs", NAME, lambda: word(paragraph(PROSE) + "<w:p/>" * 2_000)),
    reads("an attribute of a megabyte", NAME, lambda: word(f'<w:p x="{"a" * 1_000_000}">{run(PROSE)}</w:p>')),
    reads(
        "20,000 attributes",
        NAME,
        lambda: word("<w:p " + " ".join(f"a{n}=''" for n in range(20_000)) + f">{run(PROSE)}</w:p>"),
    ),
    fails(
        "a package past the limit",
        NAME,
        lambda: raw(("word/a.bin", Random(1).randbytes(4_100_000))),
        "larger than",
    ),
    # --- damage
    fails(
        "XML that is cut off",
        NAME,
        raw(("[Content_Types].xml", TYPES.encode()), ("word/document.xml", document("<w:p>").encode()[:-30])),
        "damaged",
    ),
    fails("NUL as a number", NAME, word(paragraph("&#0;")), "damaged"),
    fails(
        "bytes that are not UTF-8",
        NAME,
        raw(
            ("[Content_Types].xml", TYPES.encode()),
            ("word/document.xml", HEAD.encode() + document(paragraph("a~b")).encode().replace(b"~", b"\xff")),
        ),
        "damaged",
    ),
    fails(
        "no text part",
        NAME,
        raw(("[Content_Types].xml", TYPES.encode()), ("word/other.xml", b"<a/>")),
        "damaged|no text|can't",
    ),
    fails(
        "an empty text part", NAME, raw(("[Content_Types].xml", TYPES.encode()), ("word/document.xml", b"")), "damaged"
    ),
    fails(
        "another root",
        NAME,
        raw(("[Content_Types].xml", TYPES.encode()), ("word/document.xml", b"<html/>")),
        "damaged|empty|no text",
    ),
    fails("no words", NAME, word("<w:p/>"), "empty|no text"),
    fails("a zip called .docx", NAME, raw(("a.txt", PROSE.encode())), "another archive"),
    reads("text called .docx", NAME, PROSE.encode()),
    fails("an old .doc called .docx", NAME, b"\xd0\xcf\x11\xe0" + bytes(500), "password"),
    fails("a Word file that is cut off", NAME, word()[:-30], "damaged"),
    reads(
        "the text twice",
        NAME,
        raw(("[Content_Types].xml", TYPES.encode()), ("word/document.xml", document(paragraph(PROSE)).encode())),
    ),
    reads("a Word file by another name", "a.txt", word()),
    fails("a Word file in a zip in a zip", "a.zip", raw(("b.zip", raw(("c.docx", word())))), "archive inside"),
)
