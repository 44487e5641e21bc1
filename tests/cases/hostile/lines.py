"""JSON lines with what JSON allows and nobody expects, and with what it does not allow."""

import json
from dataclasses import replace

from cases.hostile.case import PROSE, QUOTED, TIGHT, Hostile, fails, reads

GOOD = json.dumps({"text": PROSE}).encode()
INVALID = "no valid JSON"


def line(**fields: object) -> bytes:
    """Give a line with a text and other fields."""
    return json.dumps({"text": QUOTED, **fields}).encode()


def with_value(key: str, value: str) -> bytes:
    """Give a line with a value as it is to stand there."""
    return f'{{"text": {json.dumps(QUOTED)}, "{key}": {value}}}'.encode()


def between(name: str, bad: bytes, why: str) -> Hostile:
    """Give a case of a bad line between two good ones, which are read."""
    return Hostile(name, "a.jsonl", GOOD + b"\n" + bad + b"\n" + GOOD, texts=("Gullhaven",) * 2, fails=(why,))


CASES: tuple[Hostile, ...] = (
    # --- what is no JSON
    between("a line that is cut off", GOOD[:40], INVALID),
    between("a comma at the end", GOOD[:-1] + b",}", INVALID),
    between("a comment", b"// " + GOOD, INVALID),
    between("single quotes", GOOD.replace(b'"', b"'"), INVALID),
    between("two values in a line", GOOD + b" " + GOOD, INVALID),
    reads(
        "a bare tab inside a text", "a.jsonl", GOOD + b"\n" + GOOD.replace(b"mayor of", b"mayor\\tof"), "Gull", "Gull"
    ),
    between("an escape that does not exist", GOOD.replace(b"mayor", b"\\x41"), INVALID),
    between("an escape that is cut off", GOOD.replace(b"mayor", b"\\u00"), INVALID),
    between("words for values", b'{"text": undefined}', INVALID),
    between("a formula", b"=HYPERLINK('http://127.0.0.1/')", INVALID),
    between("arrays 100,000 deep", b"[" * 100_000, INVALID + "|wrong kind"),
    between("objects 100,000 deep", b'{"a":' * 100_000, INVALID + "|wrong kind"),
    between("arrays 100,000 deep beside a text", with_value("x", "[" * 100_000 + "]" * 100_000), INVALID),
    between("a text 100,000 deep", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "wrong kind"),
    # --- numbers
    reads("not a number", "a.jsonl", with_value("date", "NaN")),
    reads("an infinite number", "a.jsonl", with_value("published", "Infinity")),
    reads("a number less than all", "a.jsonl", with_value("published", "-Infinity")),
    between("a number past all floats", with_value("published", "1e400"), "out of range"),
    reads("an integer of 4,000 digits for a day", "a.jsonl", with_value("published", "9" * 4_000)),
    between("an integer of 5,000 digits", with_value("published", "9" * 5_000), "out of range"),
    reads("an integer of 5,000 digits that is passed over", "a.jsonl", with_value("x", "9" * 5_000)),
    reads("a float for an id", "a.jsonl", with_value("id", "7")),
    between("a fraction for an id", with_value("id", "7.5"), "wrong kind"),
    between("a truth for an id", with_value("id", "true"), "wrong kind"),
    reads("a number less than nothing for an id", "a.jsonl", with_value("id", "-7")),
    # --- keys
    reads(
        "a key twice: the last counts",
        "a.jsonl",
        b'{"text": "other words", "text": ' + json.dumps(PROSE).encode() + b"}",
    ),
    reads("a key of a megabyte", "a.jsonl", lambda: line(**{"k" * 1_000_000: 1})),
    reads("50,000 keys", "a.jsonl", lambda: line(**{f"k{n}": n for n in range(50_000)})),
    reads("keys of Python", "a.jsonl", line(__class__="x", __init__="x", __dict__={"text": "x"})),
    reads("keys with NUL", "a.jsonl", line(**{"text\0": "x", "": "y"})),
    # --- values of other kinds
    *(
        between(f"a text that is {name}", b'{"text": ' + value + b"}", "wrong kind|neither")
        for name, value in (
            ("a number", b"7"),
            ("a list", b"[]"),
            ("an object", b"{}"),
            ("true", b"true"),
            ("null", b"null"),
        )
    ),
    *(
        between(f"a line that is {name}", value, "wrong kind")
        for name, value in (
            ("a list", b"[1]"),
            ("a number", b"7"),
            ("a text", b'"a"'),
            ("null", b"null"),
            ("true", b"true"),
        )
    ),
    between("a title that is an object", line(title={"a": 1}), "wrong kind"),
    between("an address that is a list", line(url=["a"]), "wrong kind"),
    between("a byline of numbers", line(byline=[1, 2]), "wrong kind"),
    between("a byline of lists", line(byline=[["Jane Roe"]]), "wrong kind"),
    between("a kind that does not exist", line(kind="\x1b[31mpoem" * 1_000), "has to be"),
    between("an empty line of blanks and a text of blanks", b'{"text": " \\n\\t\\u00a0"}', "empty"),
    between("a page without a text", b'{"html": "<p></p>"}', "no text"),
    # --- texts that steer
    reads(
        "halves of characters",
        "a.jsonl",
        b'{"text": "' + PROSE.encode() + b' \\ud83d \\udc00"}',
        never=("\ud83d", "\udc00"),
    ),
    reads(
        "halves of characters in names",
        "a.jsonl",
        line(title="a\ud83d", outlet="b\udc00", id="c\ud83d", byline=["Jane \ud83d"]),
        never=("\ud83d",),
    ),
    reads("NUL in a text", "a.jsonl", line(text=f"{PROSE}\0")),
    reads("a title that steers", "a.jsonl", line(title="\x1b]0;x\x07\x1b[2J\u202eGate", outlet="\x1b[31mElm\nTimes")),
    reads(
        "a title that is a script",
        "a.jsonl",
        line(title="<script>alert(1)</script>", outlet="'; DROP TABLE reports; --"),
    ),
    reads("an outlet that is a path", "a.jsonl", line(outlet="../../etc/passwd", id="../../etc/passwd")),
    reads("an id of 100,000 letters", "a.jsonl", lambda: line(id="a" * 100_000)),
    reads("an id with a line in it", "a.jsonl", line(id="a\nb\x1b[31m")),
    reads("an id of blanks", "a.jsonl", line(id="  ")),
    reads("an empty id", "a.jsonl", line(id="")),
    *(
        reads(f"the address {url!r}", "a.jsonl", line(url=url))
        for url in (
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://127.0.0.1/",
            "http://[::1",
            "https://user:secret@elm.example/",
            "https://elm.example/\r\nX: y",
            "\\\\server\\share",
            "//elm.example",
        )
    ),
    *(
        reads(f"the day {day!r}", "a.jsonl", line(published=day))
        for day in (
            "0000-00-00",
            "0001-01-01",
            "9999-12-31",
            "10000-01-01",
            "2031-02-30",
            "inf",
            "now()",
            "1e9",
            "-1",
            "２０３１-05-14",
        )
    ),
    # --- lines and files
    Hostile(
        "a line past the limit",
        "a.jsonl",
        lambda: GOOD + b"\n" + b"a" * 5_000_000 + b"\n" + GOOD,
        texts=("Gullhaven",) * 2,
        fails=("longer than 2,000,000",),
    ),
    Hostile(
        "a line past the limit without an end",
        "a.jsonl",
        lambda: GOOD + b"\n" + b"a" * 5_000_000,
        texts=("Gullhaven",),
        fails=("longer than 2,000,000",),
    ),
    fails("a text past the limit", "a.jsonl", lambda: line(text="a b " * 60_000), "longer than 200,000"),
    reads("blank lines and NULs between", "a.jsonl", b"\n\n\r\n \0\0\n" + GOOD + b"\r\n\n" + GOOD, "Gull", "Gull"),
    reads("a mark of UTF-8 on every line", "a.jsonl", (b"\xef\xbb\xbf" + GOOD + b"\n") * 2, "Gull", "Gull"),
    reads("separators that are no line ends", "a.jsonl", line(text=f"{PROSE}\u2028{PROSE}\x85", title="a\u2029b")),
    reads("Windows-1252", "a.jsonl", json.dumps({"text": QUOTED}, ensure_ascii=False).encode("cp1252"), "“It held"),
    reads("bytes that are no text", "a.jsonl", GOOD.replace(b"mayor", b"m\xff\xfeyor"), "Gullhaven"),
    reads("lines of old Macs are one line", "a.jsonl", GOOD + b"\r", "Gullhaven"),
    fails("an array of reports", "a.json", b"[" + GOOD + b"," + GOOD + b"]", "wrong kind"),
    fails("nothing but a few line ends", "a.jsonl", b"\n" * 1_000, "empty"),
    Hostile(
        "100,000 lines of nothing",
        "a.jsonl",
        lambda: b"\n" * 100_000 + GOOD,
        texts=("Gullhaven",),
        options=replace(TIGHT, largest_item=1_000),
    ),
)
