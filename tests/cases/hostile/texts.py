"""Plain text and Markdown in shapes that are slow to read or tell nonsense."""

from cases.hostile.case import PROSE, QUOTED, Hostile, fails, reads


def front(fields: str) -> bytes:
    """Give a text with front matter."""
    return f"---\n{fields}\n---\n\n{QUOTED}\n".encode()


CASES: tuple[Hostile, ...] = (
    # --- front matter
    reads("front matter without end", "a.md", f"---\ntitle: a\n{PROSE}".encode()),
    reads("front matter with references", "a.md", front("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")),
    reads("front matter that makes objects", "a.md", front("title: !!python/object/apply:os.system ['id']")),
    reads(
        "front matter of 20,000 fields",
        "a.md",
        lambda: front("\n".join(f"k{'x' * (n % 50)}: {n}" for n in range(20_000))),
    ),
    reads("an id that leads out", "a.md", front("id: ../../etc/passwd\nurl: file:///etc/passwd")),
    reads("a title that steers", "a.md", front("title: \x1b]0;x\x07\x1b[31mGate\u202e")),
    reads("a day that is none", "a.md", front("date: 2031-13-45")),
    reads("a kind that does not exist", "a.md", front("kind: poem")),
    # --- the date line
    *(
        reads(f"the date line {line!r}", "a.txt", f"{line} {PROSE}".encode())
        for line in (
            "date 0000-00-00",
            "date 9999-99-99",
            "date 99999-01-01",
            "date inf",
            "date -1",
            "date ２０３１-０５-１４",
            "date 31 February 2031",
        )
    ),
    reads("a date line of 100,000 blanks", "a.txt", f"date {' ' * 100_000}2031-05-14 {PROSE}".encode()),
    # --- the top of a report
    reads(
        "a byline of 20,000 names",
        "a.txt",
        ("By " + "Jane Roe and " * 20_000)[:150_000].encode() + f"\n\n{PROSE}".encode(),
    ),
    reads("a line of 150,000 capitals", "a.txt", b"A" * 150_000 + f"\n\n{PROSE}".encode()),
    reads("20,000 brackets", "a.txt", b"[" * 20_000 + f"\n\n{PROSE}".encode()),
    reads("20,000 links that are not closed", "a.md", b"[a](" * 20_000 + f"\n\n{PROSE}".encode()),
    reads("20,000 parentheses", "a.txt", b"(" * 20_000 + f"\n\n{PROSE}".encode()),
    reads("a headline that steers", "a.txt", f"\x1b[2JThe gate\u202e\n\n{PROSE}".encode()),
    reads("20,000 headings", "a.md", b"# a\n" * 20_000 + f"\n\n{PROSE}".encode()),
    reads("20,000 rules", "a.md", b"---\n" * 20_000 + f"\n\n{PROSE}".encode()),
    # --- shapes
    reads("a word of 190,000 letters", "a.txt", PROSE.encode() + b" " + b"a" * 190_000),
    reads("a number of 100,000 digits", "a.txt", f"{PROSE} It cost ${'9' * 100_000}.".encode()),
    reads("an address of 100,000 letters", "a.txt", f"{PROSE} https://a.example/{'a' * 100_000}".encode()),
    reads("100,000 blanks", "a.txt", f"{PROSE}{' ' * 100_000}{PROSE}".encode()),
    reads("100,000 line ends", "a.txt", f"{PROSE}{chr(10) * 100_000}{PROSE}".encode()),
    reads("100,000 full stops", "a.txt", f"{PROSE}{'.' * 100_000}{PROSE}".encode()),
    reads("1,000 dashes", "a.txt", f"{PROSE}{' —' * 1_000}".encode()),
    reads("500 quotation marks", "a.txt", f"{PROSE}{' “' * 500}{' ”' * 500}".encode()),
    reads("500 straight marks", "a.txt", (PROSE + ' "' * 501).encode()),
    reads("500 apostrophes", "a.txt", (PROSE + " '" * 501).encode()),
    reads(
        "quotations 200 deep", "a.txt", f"{'“He said ‘she said ' * 100}it leaks{'’ he said”' * 100}. {PROSE}".encode()
    ),
    reads("a sentence of 200 clauses", "a.txt", (PROSE[:-1] + ", he said, that she said" * 100 + ".").encode()),
    fails("nothing but marks that cannot be seen", "a.txt", "\ufeff \n\t\u00a0\u3000".encode(), "empty"),
    reads("nothing but punctuation", "a.txt", b"?!.,;:" * 100, "?!"),
    reads("nothing but pictures", "a.txt", "\U0001f600\u200d\U0001f469".encode() * 50, "\U0001f600"),
    fails("a text past the limit", "a.txt", b"a b " * 60_000, "200,000 characters"),
    fails("a file past the limit", "a.txt", lambda: b"a b " * 600_000, "2,000,000 bytes"),
    fails("a database", "a.txt", b"SQLite format 3\0" + bytes(500), "database"),
    fails("a PDF", "a.txt", b"%PDF-1.7\n" + bytes(90), "PDF"),
    fails("rich text", "a.txt", b"{\\rtf1 " + b"{" * 10_000, "RTF"),
    fails("a program", "a.txt", b"\x7fELF" + bytes(500), "binary"),
    fails("a program of Windows", "a.txt", b"MZ\x90\0" + bytes(500), "binary"),
)
