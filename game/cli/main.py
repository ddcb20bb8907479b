"""The command's table of contents, and its manners: plain help, no tracebacks, documented exit codes.

Exit codes: 0 done; 1 it could not be done (a bad scenario, a damaged log); 2 the command line is wrong, or a
file it names is not there; 3 an act was refused.
"""

import importlib
import os
import sys

import click

import game
from game.messages import MessageError, languages, speak, text
from game.messages.languages import VARIABLE

COMMANDS = (
    "scenarios",
    "play",
    "watch",
    "host",
    "resume",
    "replay",
    "new-match",
    "legal",
    "view",
    "act",
    "validate",
    "debrief",
    "whatif",
    "analyse",
    "convert",
    "schema",
    "languages",
)
DONE, FAILED, USAGE, REFUSED = 0, 1, 2, 3
TRACEBACK = "KHEREM_TRACEBACK"


class LazyGroup(click.Group):
    """A group whose commands are imported when they run; their help lines are known before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of a game's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"game.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language that is spoken by now."""
        self.help, self.epilog = text("cli/about"), text("cli/exit_codes")
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their one-line help, importing none."""
        with formatter.section(text("cli/commands")):
            formatter.write_dl([(name, text(f"cli/{_key(name)}_help")) for name in COMMANDS])


def _key(name: str) -> str:
    return name.replace("-", "_")


def _speak(_context: click.Context, _option: click.Parameter, chosen: str | None) -> None:
    """Speak the language that is named, else that of KHEREM_LANGUAGE or of the system."""
    try:
        speak(chosen or "")
        if chosen:
            os.environ[VARIABLE] = chosen
    except MessageError:
        known = ", ".join(languages())
        raise click.BadParameter(text("cli/no_language", language=chosen, languages=known)) from None


@click.group(cls=LazyGroup)
@click.option(
    "--language", is_eager=True, expose_value=False, callback=_speak, help=text("cli/language_option")
)
@click.version_option(game.__version__, message="kherem %(version)s")
def kherem() -> None:
    """Run the command named on the line."""


def main() -> None:
    """Run the `kherem` command and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = kherem.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli/stopped"), err=True)
        code = 130
    except BrokenPipeError:
        # Whoever read our output has gone; keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    except OSError as error:
        click.echo(text("cli/system", reason=error.strerror or error), err=True)
        code = FAILED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        click.echo(text("cli/broken", kind=type(error).__name__, error=error), err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else DONE)
