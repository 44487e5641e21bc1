"""Pages that are nested, huge, or try to fetch, run or name something."""

import json

from cases.hostile.case import PROSE, QUOTED, Hostile, fails, reads

NO_TEXT = "no text of a report"
BODY = f"<article><p>{QUOTED}</p><p>{PROSE} Nobody was hurt.</p></article>"


def page(body: str = BODY, head: str = "<title>Gate</title>", before: str = "<!doctype html>") -> bytes:
    """Give a page."""
    return f"{before}<html><head>{head}</head><body>{body}</body></html>".encode("utf-8", "surrogatepass")


def deep(tag: str, count: int, inner: str = BODY) -> bytes:
    """Give a page whose text is at the bottom of many elements."""
    return page(f"<{tag}>" * count + inner + f"</{tag}>" * count)


def linked(data: object) -> bytes:
    """Give a page with data about itself."""
    printed = data if isinstance(data, str) else json.dumps(data)
    return page(head=f'<title>Gate</title><script type="application/ld+json">{printed}</script>')


def meta(name: str, content: str) -> bytes:
    """Give a page with one property."""
    return page(head=f'<title>Gate</title><meta property="{name}" name="{name}" content="{content}">')


ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{ENTITIES}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
ARTICLE = {"@context": "https://schema.org", "@type": "NewsArticle"}

CASES: tuple[Hostile, ...] = (
    # --- nesting and size
    *(
        Hostile(
            f"{count:,} {tag} deep",
            "a.html",
            lambda tag=tag, count=count: deep(tag, count),  # type: ignore[misc]
            fails=(NO_TEXT,),
        )
        for tag, count in (
            ("div", 100_000),
            ("b", 50_000),
            ("ul><li", 50_000),
            ("table><tr><td", 20_000),
            ("x-y", 100_000),
        )
    ),
    reads("200 div deep", "a.html", deep("div", 200)),
    reads("100,000 tags that are not closed", "a.html", lambda: page(BODY + "<i>" * 100_000)),
    reads("100,000 tags that were not opened", "a.html", lambda: page(BODY + "</div>" * 100_000)),
    reads("20,000 empty paragraphs", "a.html", lambda: page(BODY + "<p></p>" * 20_000)),
    reads(
        "100,000 attributes",
        "a.html",
        lambda: page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}></div>" + BODY),
    ),
    reads("an attribute of a megabyte", "a.html", lambda: page(f'<div data-x="{"a" * 1_000_000}"></div>' + BODY)),
    reads("a class of a megabyte", "a.html", lambda: page(f'<div class="{"tweet " * 150_000}">{BODY}</div>')),
    reads(
        "a picture of a megabyte inside",
        "a.html",
        lambda: page(f'<img src="data:image/png;base64,{"A" * 1_000_000}">' + BODY),
    ),
    reads("a title of a megabyte", "a.html", lambda: page(head=f"<title>{'a ' * 500_000}</title>")),
    reads("a word of a megabyte", "a.html", lambda: page(f"{BODY}<span>{'a' * 150_000}</span>")),
    reads("an attribute that is not closed", "a.html", page(BODY + '<a href="x>')),
    reads("a comment that is not closed", "a.html", page(BODY + "<!-- " + PROSE)),
    fails("a comment around all", "a.html", page("<!-- " + BODY), NO_TEXT),
    fails("a script that is not closed", "a.html", page("<script>" + BODY), NO_TEXT),
    fails("a style that is not closed", "a.html", page("<style>" + BODY), NO_TEXT),
    fails("a title that is not closed", "a.html", page(head="<title>"), NO_TEXT),
    fails("nothing but a head", "a.html", b"<!doctype html><html><head><title>a</title>", NO_TEXT),
    fails("nothing but a type", "a.html", b"<!doctype html>", NO_TEXT),
    fails("a menu", "a.html", page("<nav><a href='/'>Home</a></nav>"), NO_TEXT),
    fails("a page past the limit", "a.html", lambda: page("<p>" + "a b " * 600_000), "2,000,000 bytes"),
    fails(
        "a text past the limit",
        "a.html",
        lambda: page("".join(f"<p>{PROSE} {n}</p>" for n in range(3_000))),
        "200,000 char",
    ),
    # --- entities
    reads("entities that multiply", "a.xhtml", page(BODY + "<p>&l9;</p>", before=LAUGHS), never=("lollol",)),
    reads(
        "an entity from outside",
        "a.xhtml",
        page(BODY + "<p>&x; it is told in town, they said.</p>", before=OUTSIDE),
        never=("root:",),
    ),
    reads(
        "a parameter entity from outside",
        "a.xhtml",
        page(before='<!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]>'),
    ),
    reads("a document type from outside", "a.xhtml", page(before='<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">')),
    reads(
        "an inclusion",
        "a.xhtml",
        page(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>{BODY}'),
        never=("root:",),
    ),
    reads("half a character as a number", "a.html", page(f"<p>{PROSE} &#xD83D;</p>{BODY}"), never=("\ud83d",)),
    reads("a number past Unicode", "a.html", page(f"<p>{PROSE} &#x110000; &#99999999999999999999;</p>{BODY}")),
    reads("control characters as numbers", "a.html", page(f"<p>{PROSE} &#0;&#27;[31m&#x1b;</p>{BODY}"), never=("\0",)),
    reads("100,000 numbers", "a.html", lambda: page(f"{BODY}<p>{'&#97;' * 100_000}</p>")),
    reads("half a character in the bytes", "a.html", page(f"<p>{PROSE} \ud83d</p>{BODY}"), never=("\ud83d",)),
    reads("NUL in tags", "a.html", page(BODY).replace(b"<article>", b"<art\0icle>").replace(b"ninety", b"nin\0ety")),
    # --- what would run or fetch
    *(
        reads(f"{name} is not opened", "a.html", page(f"{markup}{BODY}"), never=("root:", "alert("))
        for name, markup in (
            ("a script", "<script>alert(1)</script>"),
            ("a script in a drawing", "<svg><script>alert(1)</script></svg>"),
            ("a frame", '<iframe src="file:///etc/passwd"></iframe>'),
            ("an object", '<object data="file:///etc/passwd"></object>'),
            ("a picture", '<img src="http://127.0.0.1:9/x" onerror="alert(1)">'),
            ("a base", '<base href="file:///etc/">'),
            ("a style sheet", '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">'),
            ("a template", "<template><script>alert(1)</script></template>"),
            ("a noscript", "<noscript><iframe src='http://127.0.0.1:9/'></iframe></noscript>"),
            ("a conditional comment", "<!--[if IE]><script>alert(1)</script><![endif]-->"),
            ("an XML island", "<xml src='file:///etc/passwd'></xml>"),
        )
    ),
    reads(
        "a refresh is not followed",
        "a.html",
        page(head='<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
    ),
    # --- what a page says of itself
    reads(
        "an address that is a script",
        "a.html",
        page(head='<link rel="canonical" href="javascript:alert(1)"><title>Gate</title>'),
    ),
    reads(
        "an address that is a file",
        "a.html",
        page(head='<link rel="canonical" href="file:///etc/passwd"><title>Gate</title>'),
    ),
    reads(
        "an address of 100,000 letters",
        "a.html",
        lambda: page(head=f'<link rel="canonical" href="https://a.example/{"a" * 100_000}">'),
    ),
    reads(
        "an address with a line in it",
        "a.html",
        page(head='<link rel="canonical" href="https://a.example/\n\x1b[31m">'),
    ),
    reads("an address in brackets", "a.html", page(head='<link rel="canonical" href="http://[::1">')),
    *(
        reads(f"the day is {day!r}", "a.html", meta("article:published_time", day))
        for day in (
            "0000-00-00",
            "0001-01-01",
            "9999-12-31",
            "2031-02-30",
            "inf",
            "-1",
            "99999999999999",
            "١٢-٠٥-٢٠٣١",
            "a" * 9_999,
        )
    ),
    reads("an author that steers", "a.html", meta("author", "Jane\x1b[31m\u202e Roe")),
    reads("5,000 authors", "a.html", lambda: meta("author", "; ".join(f"Jane Roe{n}" for n in range(5_000)))),
    reads("data that is no JSON", "a.html", linked("{")),
    reads("data 50,000 deep", "a.html", lambda: linked("[" * 50_000)),
    reads("data that is a number", "a.html", linked(7)),
    reads("data that is not a number", "a.html", linked('{"@type": "NewsArticle", "datePublished": NaN}')),
    reads(
        "data of wrong kinds",
        "a.html",
        linked({**ARTICLE, "author": 7, "headline": ["a"], "publisher": "x", "datePublished": {}}),
    ),
    reads("data that is empty", "a.html", linked({**ARTICLE, "author": [{}], "publisher": {}, "headline": ""})),
    reads("data with a script", "a.html", linked({**ARTICLE, "headline": "<script>alert(1)</script>"})),
    # --- what is no page
    reads("a page called .txt", "a.txt", page(), "“It held", never=("<p>",)),
    reads("text called .html", "a.html", PROSE.encode()),
    fails("a picture called .html", "a.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
    reads(
        "a drawing called .html",
        "a.html",
        f"<svg xmlns='http://www.w3.org/2000/svg'><text>{PROSE}</text></svg>".encode(),
    ),
)
