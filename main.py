"""The two commands: ``python3 main.py [ARGUMENTS]`` and ``python3 main.py test [PYTEST ARGUMENTS]``.

Prepares ``.venv`` once and hands over to timeline_app, or to pytest, inside it. Runs on the machine's own
interpreter: standard library only, written so that an old Python can still read it and say which one is
needed. It imports only what the moment needs, because every start passes through here, and knows nothing of
the program.
"""

from __future__ import annotations

import os
import sys

OLDEST, NEWEST = (3, 11), (3, 13)
ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
PROJECT = os.path.join(ROOT, "pyproject.toml")
CONSTRAINTS = os.path.join(ROOT, "resources", "constraints.txt")
UNFINISHED = os.path.join(VENV, "demarche-unfinished")
STAMPS = {"run": os.path.join(VENV, "demarche-run"), "test": os.path.join(VENV, "demarche-test")}
SIZES = {
    "run": "about 100 MB to download, 370 MB on disk",
    "test": "about 180 MB to download, 650 MB on disk",
}
SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadfile"]
"""Runs the tests of some files beside those of others, as many as there are processors."""


class StartError(Exception):
    """The program cannot start; the message says what happened, what is safe and what to do."""


def main(arguments: list[str]) -> int:
    """Prepare the environment if need be, then run the program or its tests in it.

    Returns
    -------
    int
        The exit code, where the process was not replaced by the program.
    """
    try:
        check_version(tuple(sys.version_info[:3]))
        if arguments[:1] == ["test"]:
            prepare("test")
            os.chdir(ROOT)
            return hand_over("pytest", [*SIDE_BY_SIDE, *arguments[1:]])
        prepare("run")
        return hand_over("timeline_app", arguments)
    except StartError as error:
        say(str(error))
    except OSError as error:
        say(unwritable(error))
    except KeyboardInterrupt:
        say("\nStopped. Your timelines are untouched; the next start begins the installation afresh.")
        return 130
    return 1


def check_version(version: tuple[int, ...]) -> None:
    """Refuse a Python that the parts do not run on, and name one of this machine that will do.

    Raises
    ------
    StartError
        When `version` is outside of 3.11 to 3.13.
    """
    if OLDEST <= version[:2] <= NEWEST:
        return
    import shutil

    named = ".".join(map(str, version))
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = [name for name in names if shutil.which(name)]
    advice = (
        f"This machine has another; start with\n    {found[0]} main.py"
        if found
        else "Install one (python.org, or the packages of your system) and start with it, for example\n"
        "    python3.13 main.py        (on Windows: py -3.13 main.py)"
    )
    raise StartError(
        f"Demarche needs Python 3.11, 3.12 or 3.13; this is {named} ({sys.executable}).\n"
        f"Nothing was installed or changed. {advice}"
    )


def prepare(extra: str) -> None:
    """Make the environment hold the parts of `extra` ("run" or "test"); cheap when it does already."""
    if is_ready(extra):
        return
    with open(__file__, "rb") as turn:
        wait_for(turn.fileno())
        if not is_ready(extra):
            install(extra)


def is_ready(extra: str) -> bool:
    """Tell whether the environment was filled for `extra` from these lists, here, by a Python still there."""
    try:
        with open(STAMPS[extra], encoding="utf-8") as stamp:
            stamped = stamp.read()
    except OSError:
        return False
    return os.path.exists(PYTHON) and not os.path.exists(UNFINISHED) and stamped == fingerprint()


def fingerprint() -> str:
    """Digest what the environment is made from: the two lists, the folder and the interpreter behind it."""
    import hashlib

    digest = hashlib.sha256("\n".join((ROOT, os.path.realpath(PYTHON))).encode("utf-8", "surrogateescape"))
    for path in (PROJECT, CONSTRAINTS):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def wait_for(turn: int) -> None:
    """Let two first starts at once fill the environment in turn; the turn ends with the open file."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another start is preparing Demarche; waiting for it.")
        fcntl.flock(turn, fcntl.LOCK_EX)
    except OSError:  # a file system without locks: go on without
        return


def install(extra: str) -> None:
    """Fill the environment, from an empty one unless a whole one is there.

    Raises
    ------
    StartError
        Without pip, or when pip fails.
    """
    check_pip()
    packages = site_packages()
    say(f"Demarche prepares its own Python environment in {VENV}\n({SIZES[extra]}, unless already there).")
    if packages is None:
        make_environment()
        packages = site_packages()
    if packages is None:
        raise StartError(
            f"The new environment in {VENV} does not run. Nothing else was changed; please report it."
        )
    write(UNFINISHED, "")
    # A relative path is plain ASCII, whatever encoding this Python reads such files in.
    write(os.path.join(packages, "demarche.pth"), os.path.relpath(ROOT, packages) + "\n")
    fetch(requirements(extra), packages)
    for name in ("run", "test") if extra == "test" else ("run",):
        write(STAMPS[name], fingerprint())
    os.remove(UNFINISHED)
    say("Ready.")


def check_pip() -> None:
    """Make sure that this interpreter has pip.

    Raises
    ------
    StartError
        Without pip, with the line that installs it.
    """
    import importlib.util

    if importlib.util.find_spec("pip") is None:
        raise StartError(
            f"Demarche fetches its parts with pip, and this Python has none ({sys.executable}).\n"
            "Nothing was changed. Install pip, then start again:\n"
            "    sudo apt-get install -y python3-pip      (Debian, Ubuntu)\n"
            f"    {sys.executable} -m ensurepip --upgrade   (elsewhere)"
        )


def site_packages() -> str | None:
    """Ask the environment where its packages are; None when it is absent, unfinished or broken."""
    import subprocess

    if os.path.exists(UNFINISHED):
        return None
    question = "import sysconfig; print(sysconfig.get_path('purelib'))"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    folder = answer.stdout.strip()
    # When the machine's Python was upgraded under the environment, this names a folder that is not there.
    return folder if os.path.isdir(folder) else None


def make_environment() -> None:
    """Make an empty environment, clearing what is in its place.

    Raises
    ------
    StartError
        When a file or a link is in its place.
    """
    import venv

    if os.path.islink(VENV) or os.path.isfile(VENV):
        raise StartError(
            f"Demarche needs a folder at {VENV}, and a file or link is there. Move it and start again."
        )
    # Without pip inside: Debian's Python cannot put it there, and the machine's own pip does the work.
    venv.create(VENV, with_pip=False, clear=True, symlinks=os.name != "nt")


def requirements(extra: str) -> list[str]:
    """Read the parts to install from pyproject.toml."""
    import tomllib

    with open(PROJECT, "rb") as file:
        project = tomllib.load(file)["project"]
    return [*project["dependencies"], *(project["optional-dependencies"]["test"] if extra == "test" else ())]


def fetch(wanted: list[str], packages: str) -> None:
    """Let the machine's pip install `wanted` into the folder `packages`; its words go to standard error.

    Raises
    ------
    StartError
        When pip fails.
    """
    import subprocess

    options = ["--disable-pip-version-check", "--no-input", "--python", PYTHON]
    command = [sys.executable, "-P", "-m", "pip", *options, "install", "-c", CONSTRAINTS, *wanted]
    # These would send the parts elsewhere.
    elsewhere = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    before = sorted(os.listdir(packages))
    if subprocess.call(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0:
        return
    if sorted(os.listdir(packages)) == before:
        # pip downloads everything before it installs anything: what was whole still is.
        os.remove(UNFINISHED)
    raise StartError(
        "\nThe parts of Demarche could not be installed; pip says why above (no network? a full disk?).\n"
        f"Your timelines are untouched, and nothing outside {VENV} was changed.\n"
        "Mend that and start again: the installation begins afresh."
    )


def hand_over(module: str, arguments: list[str]) -> int:
    """Run `module` in the environment: in place of this process, or on Windows as its child."""
    # -P: a stray numpy.py in the user's working folder must not be taken for ours.
    command = [PYTHON, "-P", "-m", module, *arguments]
    if os.name != "nt":
        os.execve(PYTHON, command, child_environment())
    import subprocess

    return subprocess.call(command, env=child_environment())


def child_environment() -> dict[str, str]:
    """Give the program our environment variables, and a place for bytecode that is not beside the sources."""
    environment = dict(os.environ)
    if environment.get("PYTHONDONTWRITEBYTECODE") and not environment.get("PYTHONPYCACHEPREFIX"):
        # A start without bytecode takes several times as long. Whoever sets this wants no litter beside the
        # sources, and gets none.
        del environment["PYTHONDONTWRITEBYTECODE"]
        environment["PYTHONPYCACHEPREFIX"] = os.path.join(VENV, "bytecode")
    return environment


def unwritable(error: OSError) -> str:
    """Say that a file could not be read or written while preparing."""
    return (
        f"Demarche could not prepare its environment in {VENV}:\n"
        f"{error.strerror or error} ({error.filename or 'no file named'}).\n"
        "Your timelines are untouched. Make that folder writable and see that the disk has room,\n"
        "or copy Demarche to a folder of your own, and start again."
    )


def write(path: str, text: str) -> None:
    """Write a small text file."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def say(text: str) -> None:
    """Tell the user something without mixing it into the program's output."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
