"""A record full of attacks, opened page by page: nothing of it acts, and nothing of it lies."""

import re
from urllib.parse import parse_qsl, urlsplit

from browser.served import Site
from browser.watched import Watch
from onrecord.views.web.addresses import ENDINGS

MOST = 600  # pages; there are fewer, and more would mean that the walk goes round in circles
# Signs that turn the direction of writing, and others that steer rather than say.
STEERING = re.compile("[\0-\b\v\f\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
LOOK = """() => ({
  hacked: window.hacked,
  text: document.title + document.body.innerText + [...document.querySelectorAll("*")].flatMap(
    (each) => [...each.attributes].filter(({name}) => name !== "value").map(({value}) => value)).join(""),
  addresses: [...document.querySelectorAll("[href], [src], [action], [formaction]")].flatMap(
    (each) => ["href", "src", "action", "formaction"].map((name) => each.getAttribute(name)).filter(Boolean)),
  links: [...document.querySelectorAll("a[href^='/']")].map((each) => each.getAttribute("href")),
  strangers: document.querySelectorAll("script:not([src]), img, iframe, object, embed, [onerror], [onload]").length,
})"""


def test_no_page_of_a_hostile_record_runs_or_hides_anything(hostile: Site, watch: Watch) -> None:
    page = watch.open(hostile)
    waiting, seen, kinds = ["/"], set[str](), set[tuple[str, tuple[str, ...]]]()
    while waiting:
        path = waiting.pop(0)
        seen.add(path)
        if urlsplit(path).path.endswith(ENDINGS):  # data tell what is printed, sign by sign, and are no page
            data = page.request.get(path)
            assert data.ok, f"{data.status}: {path}"
            assert "html" not in data.headers["content-type"], path
            assert data.headers["x-content-type-options"] == "nosniff", path
            continue
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, f"{answer.status}: {path}"
        found = page.evaluate(LOOK)
        assert found["hacked"] is None, f"a script ran on {path}"
        assert found["strangers"] == 0, f"an element of a report stands on {path}"
        steering = STEERING.search(found["text"])
        assert steering is None, f"{path} holds {found['text'][max(0, steering.start() - 40) : steering.end() + 20]!r}"
        for address in found["addresses"]:
            assert urlsplit(address).scheme in ("", "http", "https"), f"{address} on {path}"
        for link in found["links"]:
            split = urlsplit(link)
            kind = (split.path, tuple(sorted(name for name, _ in parse_qsl(split.query))))
            if kind not in kinds:
                kinds.add(kind)
                waiting.append(link)
    assert len(seen) > 30, "the walk did not get far"
    assert len(seen) < MOST
