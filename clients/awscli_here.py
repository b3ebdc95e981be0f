"""The AWS CLI as it is, run in this process, which spares the time that its start takes."""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

_DRIVER = create_clidriver()


class Failed(Exception):
    """A command that did not end with 0, and what it said."""


def text(*arguments):
    """Runs `aws …` and gives what it printed."""
    out, err = io.StringIO(), io.StringIO()
    before = sys.argv
    sys.argv = ["aws", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = _DRIVER.main(list(arguments))
    except SystemExit as ended:
        code = ended.code
    finally:
        sys.argv = before
    if code:
        raise Failed(f"aws {' '.join(arguments)}: {code}: {(err.getvalue() + out.getvalue()).strip()}")
    return out.getvalue()


def run(*arguments):
    """Runs `aws … --output json` and gives its answer."""
    said = text(*arguments, "--output", "json")
    return json.loads(said) if said.strip() else None
