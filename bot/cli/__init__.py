"""Words typed in a terminal. Each command is one function; nothing of the bot is imported before a command needs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
knowledge = typer.Typer(no_args_is_help=True, help="Look after the knowledge base.", rich_markup_mode=None)
app.add_typer(knowledge, name="knowledge")

Folder = Annotated[Path | None, typer.Option("--knowledge", help="Another knowledge base of the same format.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable.")]


def main() -> None:
    """The program. Mistakes of the operator end with a sentence and exit code 2, not with a stack trace."""
    from bot.cli.problems import OperatorError
    from bot.knowledge.errors import KnowledgeError
    from bot.settings import SettingsError
    from bot.storage.database import StorageUnavailable

    try:
        app()
    except SettingsError as error:
        _fail("The settings cannot be used:", *(f"  {problem}" for problem in error.problems))
    except KnowledgeError as error:
        _fail(
            f"The knowledge base cannot be used: {error}",
            "`python -m bot knowledge check` shows everything that is wrong.",
        )
    except StorageUnavailable as error:
        _fail(f"The database cannot be used: {error}", "Check DATABASE_URL.")
    except OperatorError as error:
        _fail(str(error))


def _fail(*lines: str) -> None:
    for line in lines:
        typer.echo(line, err=True)
    sys.exit(2)


@app.callback()
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """Pathway: answers, plans and reminders for doctors on their way to a Canadian residency."""
    if show:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def run() -> None:
    """Run the bot: a web chat on this machine, or Telegram if TELEGRAM_BOT_TOKEN is set."""
    from bot.cli.running import run as run_bot

    run_bot()


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    as_json: AsJson = False,
    folder: Folder = None,
    after: Annotated[str | None, typer.Option(help="The entry that was shown last.")] = None,
    province: Annotated[str | None, typer.Option(help="A two-letter province code.")] = None,
) -> None:
    """Answer a question and show why; with --json, one JSON line out for each line in."""
    from bot.cli.asking import ask_json, ask_one

    if as_json:
        ask_json(folder)
    elif question is None:
        raise typer.BadParameter("give a question, or --json to read lines", param_hint="QUESTION")
    else:
        ask_one(question, folder, after, province)


@app.command()
def remind(
    as_json: AsJson = False, text: Annotated[str | None, typer.Argument(help="What to understand.")] = None
) -> None:
    """Understand a reminder's words; nothing is stored. With --json, one JSON line out for each line in."""
    from bot.cli.asking import remind_json, remind_one

    if as_json:
        remind_json()
    elif text is None:
        raise typer.BadParameter("give a text, or --json to read lines", param_hint="TEXT")
    else:
        remind_one(text)


@app.command()
def pathway(
    as_json: AsJson = False,
    graph: Annotated[bool, typer.Option("--graph", help="The decision graph as Mermaid text.")] = False,
    folder: Folder = None,
) -> None:
    """Plan for profiles: with --json, one JSON line out for each line in; with --graph, the questions drawn."""
    from bot.cli.asking import pathway_graph, pathway_json

    if graph:
        pathway_graph(folder)
    elif as_json:
        pathway_json(folder)
    else:
        raise typer.BadParameter("say --json or --graph")


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.cli.data import migrate as migrate_database

    migrate_database()


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write (.jsonl.gz).")]) -> None:
    """Write everything in the database into one file."""
    from bot.cli.data import backup as backup_database

    backup_database(target)


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="A file that `backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Erase what the database holds first.")] = False,
) -> None:
    """Fill an empty database from a backup."""
    from bot.cli.data import restore as restore_database

    restore_database(source, replace)


@knowledge.command()
def check(
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    folder: Folder = None,
) -> None:
    """Look for everything that an editor should mend, with file and line."""
    from bot.cli.editing import check as check_knowledge

    raise typer.Exit(check_knowledge(folder, strict))


@knowledge.command()
def score(
    files: Annotated[list[Path], typer.Argument(help="Labelled questions, one JSON object a line.")],
    as_json: AsJson = False,
    misses: Annotated[bool, typer.Option("--misses", help="Show what was missed, and what won.")] = False,
    compare: Annotated[bool, typer.Option("--compare", help="Show what changed since the last run.")] = False,
    folder: Folder = None,
) -> None:
    """Score the engine on labelled questions."""
    from bot.cli.scoring import run as score_knowledge

    score_knowledge(files, folder, as_json=as_json, misses=misses, compared=compare)


@knowledge.command()
def gaps(days: Annotated[int, typer.Option(help="How far back to look.", min=1, max=90)] = 90) -> None:
    """What people asked without a good answer, grouped, as YAML to finish."""
    from bot.cli.editing import gaps as show_gaps

    show_gaps(days)


@knowledge.command()
def vectors() -> None:
    """Make the sentence vectors of new and changed phrasings."""
    from bot.cli.editing import vectors as make_vectors

    make_vectors()


@knowledge.command()
def train(
    base: Annotated[Path, typer.Argument(help="A folder with all-MiniLM-L6-v2: vocab.txt and model.safetensors.")],
) -> None:
    """Fine-tune the small sentence encoder on the knowledge base (needs the extra `train`)."""
    from bot.cli.editing import train as train_encoder

    train_encoder(base)
