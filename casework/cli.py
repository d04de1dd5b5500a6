"""`./ieum …`: the command line. One command a module under casework/commands, imported when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import Abort

from casework.commands.output import CommandFailed
from casework.settings import ROOT, BadSetting

app = typer.Typer(
    name="ieum", help="산재이음: run it, look after it, ask it.", no_args_is_help=True, add_completion=False
)
staff = typer.Typer(help="People who sign in to the desk.", no_args_is_help=True)
app.add_typer(staff, name="staff")
nlu = typer.Typer(help="What people wrote and nobody trained on yet.", no_args_is_help=True)
app.add_typer(nlu, name="nlu")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Login = Annotated[str, typer.Argument(help="Sign-in name.")]
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


@app.command()
def run(json: Json = False) -> None:
    """Start gateway, engine and actions, and keep them alive until Ctrl-C."""
    from casework.commands.run import run as command

    command(as_json=json)


@app.command()
def parse(
    pipeline: Annotated[str, typer.Option(help="ours, or stock: Rasa's own default pipeline.")] = "ours",
    json: Json = True,
) -> None:
    """Understand JSON lines {"text": …} from standard input; JSON lines out, in the same order."""
    from casework.commands.parse import parse as command

    command(sys.stdin.buffer, pipeline)


@app.command()
def answer(
    question: Annotated[str, typer.Argument(help="What a worker may ask.")],
    on: Annotated[
        str | None, typer.Option("--on", help="The day the law is looked at, 2026-05-01; today without it.")
    ] = None,
    json: Json = False,
) -> None:
    """The written answer to a question, with its articles."""
    from casework.commands.answer import answer as command

    command(question, on, as_json=json)


@app.command()
def benefit(
    name: Annotated[str, typer.Argument(help="sick_leave, average_wage, disability, survivor, funeral …")],
    facts: Annotated[str, typer.Option(help="A JSON file with the facts; - for standard input.")],
    json: Json = False,
) -> None:
    """Work out a benefit: the amount, its arithmetic, its articles, what is missing."""
    from casework.commands.benefit import benefit as command

    command(name, facts, sys.stdin.buffer, as_json=json)


@app.command()
def case(number: Annotated[str, typer.Argument(help="Draft or receipt number.")], json: Json = False) -> None:
    """Show a case; what is sealed stays masked, and the reading is audited."""
    from casework.commands.case import case as command

    command(number, as_json=json)


@app.command()
def talk(
    script: Annotated[Path, typer.Argument(help="A YAML script.")],
    url: Annotated[str | None, typer.Option(help="The gateway; the local one without it.")] = None,
    json: Json = False,
) -> None:
    """Play a worker over the public web-chat API."""
    from casework.commands.talk import talk as command
    from casework.settings import Settings

    code = command(script, url or f"http://127.0.0.1:{Settings.load().port}", json)
    raise typer.Exit(code if isinstance(code, int) else 0)


@app.command()
def call(
    script: Annotated[Path, typer.Argument(help="A YAML script.")],
    url: Annotated[str | None, typer.Option(help="The gateway; the local one without it.")] = None,
    noise: Annotated[int, typer.Option(help="Per cent of syllables that are misheard: 0, 10 or 20.")] = 0,
    json: Json = False,
) -> None:
    """Play a worker over the telephone connector, as a voice gateway would."""
    from casework.commands.call import call as command
    from casework.settings import Settings

    settings = Settings.load()
    raise typer.Exit(command(script, url or f"http://127.0.0.1:{settings.port}", settings.phone_secret, noise, json))


@app.command()
def doctor(json: Json = False) -> None:
    """Check everything that the product needs; exit 1 if something is broken."""
    from casework.commands.doctor import doctor as command

    command(as_json=json)


@app.command()
def migrate(json: Json = False) -> None:
    """Bring the database to the newest schema."""
    from casework.commands.migrate import migrate as command

    command(as_json=json)


@app.command()
def demo(json: Json = False) -> None:
    """Load the demonstration staff and cases; again changes nothing."""
    from casework.commands.demo import demo as command

    command(as_json=json)


@staff.command("add")
def staff_add(
    login: Login,
    name: Annotated[str, typer.Option(help="As workers read it.")],
    role: Annotated[str, typer.Option(help="agent, handler, lead or admin.")],
    branch: Annotated[str | None, typer.Option(help="A code of params/branches.yaml.")] = None,
    team: Annotated[str | None, typer.Option(help="accident_counselling, care_support or rehabilitation.")] = None,
    phone: Annotated[str | None, typer.Option(help="Office number told to workers.")] = None,
    capacity: Annotated[int, typer.Option(help="Open cases at most.")] = 30,
    json: Json = False,
) -> None:
    """Add someone; prints a one-time password."""
    from casework.commands.staff import add as command

    command(login, name=name, role=role, branch=branch, team=team, phone=phone, capacity=capacity, as_json=json)


@staff.command("disable")
def staff_disable(login: Login, json: Json = False) -> None:
    """Let someone in no more and sign them out."""
    from casework.commands.staff import disable as command

    command(login, as_json=json)


@staff.command("enable")
def staff_enable(login: Login, json: Json = False) -> None:
    """Let someone in again."""
    from casework.commands.staff import enable as command

    command(login, as_json=json)


@staff.command("reset")
def staff_reset(login: Login, json: Json = False) -> None:
    """Give a new one-time password and lift a lock."""
    from casework.commands.staff import reset as command

    command(login, as_json=json)


@nlu.command("export")
def nlu_export(json: Json = False) -> None:
    """Print what leads labelled at /desk/learn, in the form of data/nlu, to be read before it is put there."""
    from casework.commands.nlu import export as command

    command(as_json=json)


@app.command(context_settings=PASS_ON)
def bench(context: typer.Context, name: Annotated[str, typer.Argument(help="nlu, turns …")]) -> None:
    """Take a measure of eval/bench; the last line is JSON."""
    from casework.commands.bench import bench as command

    command(name, context.args)


@app.command(context_settings=PASS_ON)
def pytest(context: typer.Context) -> None:
    """Run the tests in the main environment; takes pytest's arguments."""
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *context.args])


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code. What goes wrong is one line on standard error."""
    from casework.commands.environment import read_env_file

    command = typer.main.get_command(app)
    try:
        read_env_file(ROOT / ".env")
        code = command.main(arguments, prog_name="ieum", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except (CommandFailed, BadSetting) as error:
        return _fail(str(error), 1)
    except (Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        if hasattr(error, "format_message"):  # what typer says about the command line
            line = " ".join(error.format_message().split())
            return _fail(line, 2) if line else 2  # no line: the help was shown instead
        line = _known_failure(error)
        if line is None:
            raise
        return _fail(line, 1)


def _known_failure(error: Exception) -> str | None:
    """Failures of the surroundings, each with what to do; None for a fault of the program."""
    from casework.commands.environment import explain

    return explain(error)


def _fail(line: str, code: int) -> int:
    print(f"ieum: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
