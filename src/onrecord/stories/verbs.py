"""Verbs by which a sentence is sorted: those that tell what has happened, and those that merely say."""

from importlib.resources import files


def verbs(kind: str) -> str:
    """Give the verbs of a kind as the alternatives of a pattern.

    >>> "told" in verbs("plain").split("|"), "announced" in verbs("plain").split("|")
    (True, False)
    """
    lines = files(__package__).joinpath("verbs.en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    forms = (form for each, listed in rows if each == kind for form in listed.split("|"))
    return "|".join(form.replace(" ", r"\s").replace("*", r"\w*") for form in forms)
