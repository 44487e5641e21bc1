"""Work apart from the server: in a process of its own, which a limit of time ends, whatever it is doing.

Reading a draft loads the tagger and deriving needs the whole record: neither shall grow the process that answers
requests, nor keep it waiting.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Thread
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
    mine, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_run, args=(theirs,), daemon=True)
    try:
        async with asyncio.timeout(seconds):
            await asyncio.to_thread(_start, process, mine, theirs, (work, arguments))
            result = await _result(mine)
    except TimeoutError:
        raise TooSlow(f"this took longer than the {seconds:g} seconds that it may take") from None
    except (EOFError, OSError):
        raise RecordUnusable("the work was broken off; try again") from None
    finally:
        if process.pid is not None:
            process.kill()
            await asyncio.to_thread(process.join)
        mine.close()
    if isinstance(result, OnRecordError):
        raise result
    return result


def _start(process: SpawnProcess, mine: Connection, theirs: Connection, task: tuple[Any, ...]) -> None:
    """Start a process, and send it what to do: in a thread, for a draft is more than a pipe holds at once."""
    process.start()
    theirs.close()  # so that sending to a process that died fails, and does not wait
    mine.send(task)


async def _result(connection: Connection) -> Any:
    while not connection.poll():
        await asyncio.sleep(STEP)
    return connection.recv()


def _run(connection: Connection) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    work, arguments = connection.recv()
    try:
        result = work(*arguments)
    except OnRecordError as error:
        result = _picklable(error)
    connection.send(result)
    connection.close()


def _end_with_parent() -> None:
    """End when the server does, however it ends: nobody waits for the result any more."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _picklable(error: OnRecordError) -> OnRecordError:
    """Give an error that travels: of a source, which has more than a message, that alone arrives."""
    return UsageError(str(error)) if isinstance(error, SourceError) else error
