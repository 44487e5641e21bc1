"""What is told of a record's keeping, in the words in which people read it."""

from onrecord.model import Failure, Maker, Problem
from onrecord.views.brief_view import clean

MODEL = 12  # characters of a model's hash that name it


def problem_text(problem: Problem) -> str:
    """Say what does not hold, in one line.

    >>> problem_text(Problem("payloads", "7", "its bytes are not those of its SHA-256"))
    'payloads 7: its bytes are not those of its SHA-256'
    """
    return clean(f"{problem.table}{f' {problem.row}' if problem.row else ''}: {problem.what}")


def failure_text(failure: Failure) -> str:
    """Say what could not be read.

    >>> failure_text(Failure("a.txt", "read", "it is empty"))
    'a.txt: it is empty (stage read)'
    """
    return f"{failure.location}: {failure.why} (stage {failure.stage})"


def maker_text(maker: Maker | None) -> str:
    """Name what made a row.

    >>> maker_text(Maker("1.2.0", "7d8cad45a3cdeef3dd144446")), maker_text(None)
    ('onrecord 1.2.0, model 7d8cad45a3cd', 'an older onrecord, which did not note its version')
    """
    if maker is None:
        return "an older onrecord, which did not note its version"
    return f"onrecord {maker.onrecord}, model {maker.model[:MODEL]}"
