"""Feeds and sitemaps that declare, nest, name or flood."""

from cases.hostile.case import MORE, PROSE, Hostile, fails, reads

NAME = "feed.xml"
HEAD = '<?xml version="1.0"?>'
TEXT = f"&lt;p&gt;{PROSE} {PROSE} {PROSE} {PROSE} {PROSE}&lt;/p&gt;"  # long enough to be the report and no teaser
SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def item(fields: str = "<title>Gate</title><link>https://elm.example/a</link>", text: str = TEXT) -> str:
    """Give an item with its whole text."""
    return f"<item>{fields}<content:encoded>{text}</content:encoded></item>"


def rss(*items: str, prolog: str = HEAD) -> bytes:
    """Give a feed."""
    listed = "".join(items or (item(),))
    return f"{prolog}<rss version='2.0' {SPACES}><channel><title>Elm Times</title>{listed}</channel></rss>".encode()


def declaring(entities: str) -> str:
    """Give a document type that declares entities."""
    return f"{HEAD}<!DOCTYPE rss [{entities}]>"


LAUGHS = "<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {y} '{f'&{x};' * 10}'>" for x, y in zip("abcdefgh", "bcdefghi", strict=True)
)
TEASER = "but a teaser"

CASES: tuple[Hostile, ...] = (
    fails("entities that multiply", NAME, rss(item(text="&i;"), prolog=declaring(LAUGHS)), "defines entities"),
    fails(
        "one entity many times",
        NAME,
        lambda: rss(item(text="&a;" * 100_000), prolog=declaring(f"<!ENTITY a '{'a' * 100_000}'>")),
        "defines entities",
    ),
    fails(
        "an entity from outside",
        NAME,
        rss(item(text="&a;"), prolog=declaring("<!ENTITY a SYSTEM 'file:///etc/passwd'>")),
        "defines entities",
    ),
    fails(
        "a parameter entity from outside",
        NAME,
        rss(prolog=declaring("<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'> %p;")),
        "defines entities",
    ),
    fails("entities in other letters", NAME, rss(prolog=declaring("<!entity a 'b'>")), "defines entities"),
    fails(
        "entities in UTF-16", NAME, (declaring(LAUGHS) + rss(prolog="").decode()).encode("utf-16"), "defines entities"
    ),
    reads("a document type from outside", NAME, rss(prolog=f"{HEAD}<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'>")),
    reads("a style sheet from outside", NAME, rss(prolog=f"{HEAD}<?xml-stylesheet href='file:///etc/passwd'?>")),
    reads("an inclusion", NAME, rss(item() + "<xi:include href='/etc/passwd'/>"), never=("root:",)),
    reads("a script in a text", NAME, rss(item(text=f"{TEXT}&lt;script&gt;alert(1)&lt;/script&gt;")), never=("alert",)),
    reads(
        "a frame in a text", NAME, rss(item(text=f"{TEXT}&lt;iframe src='file:///etc/passwd'&gt;")), never=("root:",)
    ),
    reads(
        "a title that steers", NAME, rss(item("<title>&#x202e;Gate\x1b[31m</title><link>https://elm.example/a</link>"))
    ),
    *(
        reads(f"the address {link!r}", NAME, rss(item(f"<title>Gate</title><link>{link}</link>")))
        for link in ("file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1/", "http://[::1", "", "a" * 50_000)
    ),
    *(
        reads(f"the day {day!r}", NAME, rss(item(f"<title>Gate</title><pubDate>{day}</pubDate>")))
        for day in ("Mon, 32 Foo 99999 99:99:99 +9999", "0000-00-00", "9999-12-31T23:59:59-23:59", "inf", "1" * 9_999)
    ),
    reads("two items of one id", NAME, rss(item("<guid>a</guid>"), item("<guid>a</guid>")), "Gull", "Gull"),
    reads("a feed without an end", NAME, rss()[:-20]),
    fails("a feed of nothing", NAME, rss("<x/>"), "empty"),
    fails("a feed of teasers", NAME, rss("<item><link>https://elm.example/a</link><title>Gate</title></item>"), TEASER),
    Hostile("3,000 teasers", NAME, lambda: rss("<item><title>a</title></item>" * 3_000), fails=(TEASER, MORE)),
    fails("a sitemap", NAME, b"<urlset><url><loc>http://127.0.0.1/</loc></url></urlset>", "sitemap"),
    fails(
        "an index of sitemaps that names itself",
        NAME,
        b"<sitemapindex><sitemap><loc>file:///feed.xml</loc></sitemap></sitemapindex>",
        "sitemap",
    ),
    fails("a feed past the limit", NAME, lambda: rss(item(text="a " * 1_100_000)), "larger|longer"),
    fails("elements 10,000 deep", NAME, lambda: rss("<a>" * 10_000), "empty|deep|no feed"),
    reads("an attribute of a megabyte", NAME, lambda: rss(f"<x a='{'a' * 1_000_000}'/>", item())),
    reads("a picture called a feed", NAME, PROSE.encode()),
)
