"""The command that offers the record to assistants."""

import click

from onrecord.views.command_options import FOUND, open_record, record_option


@click.command(name="mcp")
@record_option
def mcp(path: str) -> int:
    """Offer the record to an assistant, over the Model Context Protocol on standard input and output.

    The assistant's program starts it; it has the tools check, search, brief and who, and only reads.
    """
    from onrecord.views.mcp_server import serve

    with open_record(path):  # one that is not there, or is none, is told before the assistant asks
        pass
    serve(path)
    return FOUND
