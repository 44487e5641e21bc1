"""A record in which every text that somebody else wrote is an attack on whoever opens the page."""

from pathlib import Path

import msgspec

from browser.served import run
from onrecord.pipeline.local import Record

SCRIPT = "<script>window.hacked=1</script>"
IMAGE = '"><img src=x onerror=window.hacked=1>'
OVERRIDE = "\u202egnirts\u202c \u2066hidden\u2069 \u200f"
ATTACKS = (
    SCRIPT,
    IMAGE,
    "'\"><svg/onload=window.hacked=1>",
    "</title><script>window.hacked=1</script>",
    "</textarea>" + SCRIPT,
    "{{7*7}} {% raw %} ${7*7} #{7*7}",
    "javascript:window.hacked=1",
    OVERRIDE,
    "nul\0l and \x1b[31m bell\a",
)
ADDRESSES = (
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1//https://elm.example/",
    f"https://elm.example/{IMAGE}",
    "data:text/html,<script>window.hacked=1</script>",
    "https://user:word@elm.example/\u202ea",
    " javascript:window.hacked=1",
)
IDS = ("..", "../../etc/passwd", "a/b?c#d", SCRIPT, IMAGE, "x.json", "%2e%2e%2f", "a b")
SPAN_OF_LETTERS = 1_000_000


def make_hostile_record(folder: Path) -> Path:
    """Make the record: reports, a transcript, a file that can't be read, a table of people, rulings."""
    source, record = folder / "<img src=x onerror=window.hacked=1>.jsonl", folder / "hostile.db"
    lines = [_line(number, attack) for number, attack in enumerate(ATTACKS)]
    lines += [_turns(), {"id": "long", "text": "“It held,” said Ada Quill.\n\n" + "x" * SPAN_OF_LETTERS}]
    source.write_bytes(b"\n".join(map(msgspec.json.encode, lines)) + b"\n")
    broken = folder / f"{SCRIPT.replace('/', '∕')}.docx"
    broken.write_bytes(b"PK\x03\x04 no Word file")
    people = folder / "people.csv"
    people.write_text(f'name,aliases,wikidata\n"{SCRIPT} Quill","Ada Quill","Q1"\n', encoding="utf-8")
    run("add", str(source), "--record", str(record), "--people", str(people), "--quiet")
    with Record(record) as opened:
        opened.add(str(broken))
        first, *others = (str(row["id"]) for row in opened.export("statements"))
        opened.rule_speaker(first, f"Vale {IMAGE}", kind="person")
        opened.rule("different", others[0], others[-1])
        opened.refresh()
    return record


def _line(number: int, attack: str) -> dict[str, object]:
    """Give a report whose every field attacks; all tell of one event, so that they meet on a page."""
    said = f"We will not sell the {attack} bridge before the spring tide comes back"
    return {
        "id": IDS[number % len(IDS)] + "/" * (number // len(IDS)),
        "title": f"Bridge of Dell closed {attack}",
        "outlet": f"Dell {attack} Mail",
        "url": ADDRESSES[number % len(ADDRESSES)],
        "byline": [f"Rolf {attack} Ambry"],
        "published": f"2031-03-0{number % 5 + 1}",
        "text": (
            f"DELL, March 4 ({attack}) — The bridge of Dell was closed on Tuesday, and more than {number + 38} lorries"
            f" waited.\n\n“{said},” Mayor Ada Quill told the {attack} council on Tuesday.\n\n“I was {attack} told about"
            f" the crack in the bridge,” said Bram {attack} Osgard, the head of {attack}. Osgard said that"
            f" {attack} forty people had seen the crack.\n\n{attack}: “Nobody looked at the rust,” she added. {attack}"
        ),
    }


def _turns() -> dict[str, object]:
    turns = [f"{attack.upper()}: We will not sell the bridge, {attack}, before Friday." for attack in ATTACKS]
    return {"id": "hall", "kind": "transcript", "published": "2031-03-04", "text": "\n\n".join(turns)}
