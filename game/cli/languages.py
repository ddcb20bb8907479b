"""`kherem languages`: which languages there are, and how complete each is."""

from collections import Counter

import click

from game.cli.common import echo_json, json_option, polite
from game.messages import languages, text
from game.messages.languages import complete, faults, missing, own_name


@click.command(help=text("cli/languages_help"))
@click.option("--missing", "listed", is_flag=True, help=text("cli/missing_option"))
@json_option
@polite
def command(*, listed: bool, as_json: bool) -> None:
    """List the languages with how much each lacks, by area; what is wrong with one fails."""
    if as_json:
        echo_json([_data(language) for language in languages()])
    else:
        for language in languages():
            _tell(language, listed=listed)
    if any(faults(language) for language in languages()):
        raise click.exceptions.Exit(1)


def _tell(language: str, *, listed: bool) -> None:
    lacks = missing(language)
    share = text("cli/language_line", language=language, name=own_name(language), percent=complete(language))
    click.echo(share)
    if listed:
        for code in lacks:
            click.echo(f"  {code}")
    elif lacks:
        areas = Counter(code.partition("/")[0] for code in lacks)
        click.echo("  " + text("cli/language_lacks", areas=", ".join(f"{key} {areas[key]}" for key in areas)))
    for fault in faults(language):
        click.echo("  " + text("cli/language_fault", fault=fault))


def _data(language: str) -> dict[str, object]:
    return {
        "language": language,
        "name": own_name(language),
        "percent": complete(language),
        "missing": list(missing(language)),
        "faults": list(faults(language)),
    }
