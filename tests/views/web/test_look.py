"""The style sheet and the script: colours that can be read, and nothing that comes from elsewhere."""

import re
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest

STATIC = files("onrecord.views.web") / "static"
TEMPLATES = files("onrecord.views.web") / "templates"
CSS = (STATIC / "onrecord.css").read_text("utf-8")
SCRIPT = (STATIC / "onrecord.js").read_text("utf-8")

GROUNDS = ("paper", "raised")
TINTS = ("direct", "mixed", "indirect", "copied", "target", "accent-ground", "look-ground", "bad-ground", "good-ground")
#: Letters and the grounds that they stand on.
LETTERS = (
    *product(("ink", "dim", "accent", "look", "bad", "good"), GROUNDS),
    *(("ink", tint) for tint in TINTS),
    ("accent", "accent-ground"), ("look", "look-ground"), ("bad", "bad-ground"), ("good", "good-ground"),
    ("paper", "accent"), ("paper", "ink"),
)  # fmt: skip
#: Edges of fields, signs of drawings and the ring about what has the focus.
SIGNS = tuple(product(("edge", "focus", "accent", "look", "bad"), GROUNDS))
TEXT, SIGN = 4.5, 3.0  # WCAG 2.2 AA, 1.4.3 and 1.4.11


def colours(scheme: str) -> dict[str, str]:
    """Give the colours of a scheme by name; dark and print change some of the light ones."""
    light, *others = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    blocks = {"light": [light], "dark": [light, others[0]], "print": [light, others[1]]}[scheme]
    return {name: colour for block in blocks for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)}


def luminance(colour: str) -> float:
    """Give the relative luminance of a colour, as WCAG 2.2 defines it.

    >>> round(luminance("#ffffff"), 3), round(luminance("#000"), 3)
    (1.0, 0.0)
    """
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_that_of_the_definition() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_letters_can_be_read(scheme: str) -> None:
    named = colours(scheme)
    faint = {pair: ratio for pair in LETTERS if (ratio := contrast(named[pair[0]], named[pair[1]])) < TEXT}
    assert not faint, f"letters on their ground, {scheme}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_can_be_seen(scheme: str) -> None:
    named = colours(scheme)
    faint = {pair: ratio for pair in SIGNS if (ratio := contrast(named[pair[0]], named[pair[1]])) < SIGN}
    assert not faint, f"signs on their ground, {scheme}"


def test_dark_changes_every_colour() -> None:
    light, dark = colours("light"), colours("dark")
    assert light.keys() == dark.keys()
    assert not [name for name in light if light[name] == dark[name]]


def test_every_property_that_is_used_is_there() -> None:
    used, made = set(re.findall(r"var\((--[\w-]+)\)", CSS)), set(re.findall(r"(--[\w-]+):", CSS))
    assert used <= made
    assert made <= used


def test_every_class_that_has_a_look_is_given_somewhere() -> None:
    views = Path(str(files("onrecord.views")))
    given = "".join(path.read_text("utf-8") for path in views.rglob("*") if path.suffix in (".py", ".j2", ".js"))
    given += given.replace(" ", "-")  # a verdict is a class, with hyphens
    looks = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", CSS, flags=re.DOTALL)))
    assert len(looks) > 50
    assert not {name for name in looks if not re.search(rf"(?<![\w.-]){name}(?![\w-])", given)}


def test_braces_close() -> None:
    assert CSS.count("{") == CSS.count("}")


def test_nothing_is_loaded() -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:", CSS)
    assert not re.search(r"https?:|fetch|XMLHttp|import\(|Worker|sendBeacon", SCRIPT)


def test_the_script_is_small_and_remembers_nothing() -> None:
    assert len(SCRIPT.encode()) < 4096
    assert not re.search(r"eval|Function\(|innerHTML|localStorage|sessionStorage|cookie|indexedDB", SCRIPT)


@pytest.mark.parametrize("name", sorted(each.name for each in TEMPLATES.iterdir() if each.name.endswith(".j2")))
def test_no_template_has_a_style_or_a_script_of_its_own(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text.replace(" ", "")
