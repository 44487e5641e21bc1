"""Work apart from the server: in a process of its own, which a limit of time ends, whatever it is doing.

Reading a draft loads the tagger and deriving needs the whole record: neither shall grow the process that answers
requests, nor keep it waiting.
"""

import asyncio
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from onrecord.errors import OnRecordError, RecordUnusable, SourceError, UsageError

SPAWN = multiprocessing.get_context("spawn")
STEP = 0.02  # seconds between two looks at whether it is done


class NotNow(UsageError):
    """It can't be answered now; another time it may be."""


class TooSlow(NotNow):
    """It took longer than it may."""


async def run_apart(work: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
    """Run a function of a module in another process and give its result.

    Raises:
        TooSlow: it was not done in time, and was ended.
        OnRecordError: what the function raised.
        RecordUnusable: the process died.
    """
    mine, theirs = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_run, args=(theirs, work, arguments), daemon=True)
    process.start()
    theirs.close()
    try:
        return await asyncio.wait_for(_result(mine), seconds)
    except TimeoutError:
        raise TooSlow(f"this took longer than the {seconds:g} seconds that it may take") from None
    finally:
        mine.close()
        process.kill()
        process.join()


async def _result(connection: Connection) -> Any:
    while not connection.poll():
        await asyncio.sleep(STEP)
    try:
        result = connection.recv()
    except EOFError:
        raise RecordUnusable("the work was broken off; try again") from None
    if isinstance(result, OnRecordError):
        raise result
    return result


def _run(connection: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        result = work(*arguments)
    except OnRecordError as error:
        result = _picklable(error)
    connection.send(result)
    connection.close()


def _picklable(error: OnRecordError) -> OnRecordError:
    """Give an error that travels: of a source, which has more than a message, that alone arrives."""
    return UsageError(str(error)) if isinstance(error, SourceError) else error
