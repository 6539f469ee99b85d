"""`./tend` and `.ci/run`, with pip, apt-get and the programs handed over to kept on a lead."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from shutil import copytree
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]


class HandedOver(Exception):
    """Another program was started in our place."""


class Machine:
    """Notes what is run instead of running it; `broken` names what fails, `interrupted` what is cut short."""

    def __init__(self):
        self.commands = []
        self.broken = self.interrupted = None

    def run(self, command, **_):
        name = short_name(command)
        self.commands.append(name)
        if name == self.interrupted:
            raise KeyboardInterrupt
        if name == "venv":
            make_executable(Path(command[-1]) / "bin" / "python")
            (Path(command[-1]) / "pyvenv.cfg").touch()
        return SimpleNamespace(returncode=int(name == self.broken), stdout="no such package")

    def execv(self, program, words):
        raise HandedOver(program, words[1:])


def short_name(command):
    if "venv" in command:
        return "venv"
    return Path(command[-1]).name if "pip" in command else " ".join(command)


@pytest.fixture
def machine(monkeypatch):
    machine = Machine()
    monkeypatch.setattr(subprocess, "run", machine.run)
    return machine


@pytest.fixture
def launcher(monkeypatch, tmp_path):
    """The launcher in a home of its own, where no program is to be found."""
    home, programs = tmp_path / "home", tmp_path / "programs"
    home.mkdir()
    programs.mkdir()
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (home / lock).write_text("flask==1\n")
    monkeypatch.chdir(tmp_path)
    environ = {"PATH": str(programs), "TEND_VENV": str(home / ".venv")}
    monkeypatch.setattr(os, "environ", environ)
    monkeypatch.setattr(os, "execv", Machine().execv)
    monkeypatch.setattr(os, "sync", lambda: None)
    launcher = loaded()
    launcher.HOME = home
    return launcher


def loaded() -> ModuleType:
    loader = SourceFileLoader("launcher", str(ROOT / "tend"))
    module = module_from_spec(spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


def make_executable(path, script="#!/bin/sh\n"):
    path.parent.mkdir(exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)
    return str(path)


def start(launcher, *words):
    """What a start hands over to: the words after `python -m`."""
    with pytest.raises(HandedOver) as handed_over:
        launcher.main(list(words))
    program, words = handed_over.value.args
    assert Path(program) == launcher.PYTHON
    return words[1:]


def test_python_3_8_can_read_it():
    ast.parse((ROOT / "tend").read_text(), feature_version=(3, 8))


def test_it_can_be_started():
    assert os.access(ROOT / "tend", os.X_OK)


def test_an_old_python_says_what_is_needed(launcher, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))

    with pytest.raises(SystemExit) as stopped:
        launcher.main(["run"])

    assert stopped.value.code == (
        "Tend needs Python 3.11 or newer; this is Python 3.8, and no newer one was found."
    )


def test_an_old_python_hands_over_to_the_newest_that_works(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18, "final", 0))
    make_executable(tmp_path / "programs" / "python3.13", "#!/bin/sh\nexit 127\n")
    newer = make_executable(tmp_path / "programs" / "python3.12")

    with pytest.raises(HandedOver) as handed_over:
        launcher.main(["run", "--port", "80"])

    assert handed_over.value.args == (newer, [str(ROOT / "tend"), "run", "--port", "80"])


@pytest.mark.parametrize("words", [[], ["help"]])
def test_help_installs_nothing(launcher, machine, capsys, words):
    launcher.main(words)

    assert capsys.readouterr().out == launcher.HELP
    assert machine.commands == []


def test_the_version_is_said_and_installs_nothing(launcher, machine, capsys):
    (launcher.HOME / "pyproject.toml").write_text(
        '[tool]\nversion = "9"\n\n[project]\nname = "tend"\nversion = "1.2.3"\n'
    )

    launcher.main(["--version"])

    assert capsys.readouterr().out == "Tend 1.2.3\n"
    assert machine.commands == []


def test_the_version_is_the_one_that_stands_in_the_project(tmp_path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    done = subprocess.run(
        [ROOT / "tend", "--version"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TEND_VENV": str(tmp_path)},
    )

    assert done.stdout == f"Tend {project['version']}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "lock", "module"),
    [
        (["run", "--port", "80"], "requirements.txt", ["tracker", "run", "--port", "80"]),
        (["demo"], "requirements.txt", ["tracker", "demo"]),
        (["anything"], "requirements.txt", ["tracker", "anything"]),
        (["check"], "requirements.txt", ["tracker", "check"]),
        (["bench"], "requirements-dev.txt", ["tracker", "bench"]),
        (["test"], "requirements-dev.txt", ["pytest", "-n", "auto"]),
        (["test", "-k", "streak"], "requirements-dev.txt", ["pytest", "-k", "streak"]),
        (["mutants", "20"], "requirements-dev.txt", ["tests.mutants", "20"]),
    ],
)
def test_a_first_start_installs_what_the_command_needs(launcher, machine, words, lock, module):
    assert start(launcher, *words) == module

    assert machine.commands == ["venv", lock]


def test_a_start_goes_home_first(launcher, machine):
    start(launcher, "run")

    assert Path.cwd() == launcher.HOME


def test_a_second_start_installs_nothing(launcher, machine):
    start(launcher, "run")

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt"]


def test_tests_add_to_what_is_there_and_running_goes_on_with_it(launcher, machine):
    for command in ("run", "test", "run", "test"):
        start(launcher, command)

    assert machine.commands == ["venv", "requirements.txt", "requirements-dev.txt"]


def test_a_changed_lock_is_brought_into_the_same_environment(launcher, machine):
    start(launcher, "run")
    (launcher.HOME / "requirements.txt").write_text("flask==2\n")

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt", "requirements.txt"]


@pytest.mark.parametrize("moment", ["venv", "requirements.txt"])
def test_a_set_up_cut_short_begins_again_from_nothing(launcher, machine, moment):
    machine.interrupted = moment
    with pytest.raises(KeyboardInterrupt):
        launcher.main(["run"])
    (launcher.ENVIRONMENT / "half-a-package").touch()
    machine.interrupted, machine.commands = None, []

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt"]
    assert not (launcher.ENVIRONMENT / "half-a-package").exists()


def test_an_update_cut_short_begins_again_from_nothing(launcher, machine):
    start(launcher, "run")
    machine.interrupted = "requirements-dev.txt"
    with pytest.raises(KeyboardInterrupt):
        launcher.main(["test"])
    machine.interrupted, machine.commands = None, []

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt"]


def test_an_environment_whose_python_went_away_is_made_again(launcher, machine):
    start(launcher, "run")
    launcher.PYTHON.unlink()

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt"] * 2


def test_a_python_that_became_another_gets_a_new_environment(launcher, machine, tmp_path):
    start(launcher, "run")
    launcher.PYTHON.unlink()
    launcher.PYTHON.symlink_to(make_executable(tmp_path / "programs" / "python3.14"))

    start(launcher, "run")

    assert machine.commands == ["venv", "requirements.txt"] * 2


def test_a_folder_with_other_things_is_left_alone(launcher, machine):
    launcher.ENVIRONMENT.mkdir()
    letter = launcher.ENVIRONMENT / "letter.txt"
    letter.touch()

    with pytest.raises(SystemExit, match="holds other things"):
        launcher.main(["run"])

    assert letter.exists()


def test_what_pip_says_is_shown_when_it_fails(launcher, machine, capsys):
    machine.broken = "requirements.txt"

    with pytest.raises(SystemExit, match="Look at the network and the space on the disk"):
        launcher.main(["run"])

    assert "no such package" in capsys.readouterr().err


def test_a_python_without_venv_names_the_command_that_brings_it(launcher, machine, monkeypatch):
    monkeypatch.setattr(launcher, "find_spec", lambda _name: None)

    with pytest.raises(SystemExit, match=r"apt-get install python3\.\d+-venv"):
        launcher.main(["run"])


def test_the_lists_of_apt_are_renewed_before_it_installs(launcher, machine, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    make_executable(tmp_path / "programs" / "apt-get")

    assert launcher.apt_install("chromium")

    assert [command.partition("apt-get ")[2].split()[2:] for command in machine.commands] == [
        ["update"],
        ["install", "--no-install-recommends", "chromium"],
    ]


def test_without_leave_to_act_as_root_apt_is_not_asked(launcher, machine, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    make_executable(tmp_path / "programs" / "apt-get")
    make_executable(tmp_path / "programs" / "sudo")
    machine.broken = "sudo -n true"

    assert not launcher.apt_install("chromium")

    assert machine.commands == ["sudo -n true"]


def test_what_is_compiled_for_the_tests_is_kept(launcher, machine):
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

    start(launcher, "test", "tests/domain")

    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


@pytest.mark.parametrize("name", ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"])
def test_the_tests_are_told_where_chromium_is(launcher, machine, tmp_path, name):
    browser = make_executable(tmp_path / "programs" / name)

    start(launcher, "test")

    assert os.environ["TEND_CHROMIUM"] == browser


def test_a_chromium_one_names_comes_first(launcher, machine, tmp_path):
    make_executable(tmp_path / "programs" / "chromium")
    mine = os.environ["TEND_CHROMIUM"] = make_executable(tmp_path / "mine" / "chrome")

    start(launcher, "test")

    assert os.environ["TEND_CHROMIUM"] == mine


def test_of_two_the_tests_take_the_one_without_a_window(launcher, machine, tmp_path):
    for name in ("chromium", "chromium-headless-shell"):
        browser = make_executable(tmp_path / "programs" / name)

    start(launcher, "test")

    assert os.environ["TEND_CHROMIUM"] == browser


def test_where_that_one_is_not_to_be_had_the_usual_one_is_installed(launcher, machine, monkeypatch, tmp_path):
    a_machine_of_ones_own(monkeypatch, tmp_path)
    (tmp_path / "programs" / "chromium").unlink()
    start(launcher, "test")
    [machine.broken] = [command for command in machine.commands if "chromium" in command]

    start(launcher, "test")

    asked = [packages.split()[0] for packages in installed(machine)]
    assert asked == ["chromium-headless-shell", "chromium-headless-shell", "chromium"]


def test_without_chromium_the_tests_are_told_why(launcher, machine, capsys):
    start(launcher, "test")

    assert os.environ["TEND_NO_BROWSER"] == (
        "No Chromium here: apt-get install chromium, or set TEND_CHROMIUM to one."
    )
    assert os.environ["TEND_NO_BROWSER"] in capsys.readouterr().err


def test_without_chromium_the_tests_do_not_start_where_they_count(launcher, machine):
    os.environ["CI"] = "true"

    with pytest.raises(SystemExit) as stopped:
        launcher.main(["test"])

    assert stopped.value.code == (
        "No Chromium here: apt-get install chromium, or set TEND_CHROMIUM to one. "
        "Under CI the tests do not run without."
    )


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], True),
        (["-n", "2", "-k", "streak"], True),
        (["tests"], True),
        (["."], True),
        (["tests/browser"], True),
        (["tests/browser/test_look.py::test_a_page"], True),
        (["tests/domain", "tests/browser"], True),
        (["tests/domain", "--whole"], True),
        (["tests/domain"], False),
        (["tests/domain", "--postgresql"], False),
        (["tests/domain/test_folds.py::test_a_track", "-x"], False),
    ],
)
def test_a_browser_is_looked_for_where_tests_need_one(launcher, machine, words, asked):
    for file in ("browser/test_look.py", "domain/test_folds.py"):
        (launcher.HOME / "tests" / file).parent.mkdir(parents=True)
        (launcher.HOME / "tests" / file).touch()

    start(launcher, "test", *words)

    assert ("TEND_NO_BROWSER" in os.environ) == asked


def installed(machine):
    """What apt-get was asked to install, one entry a time."""
    asked = [command.partition(" install --no-install-recommends ")[2] for command in machine.commands]
    return [packages for packages in asked if packages]


def a_machine_of_ones_own(monkeypatch, tmp_path):
    """One with apt-get and all that the tests of every run need."""
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    for name in ("apt-get", "chromium", "nginx"):
        make_executable(tmp_path / "programs" / name)


def test_the_engine_of_iphones_is_installed_for_a_whole_run_alone(launcher, machine, monkeypatch, tmp_path):
    a_machine_of_ones_own(monkeypatch, tmp_path)

    start(launcher, "test")
    assert installed(machine) == []

    start(launcher, "test", "--whole")
    assert installed(machine) == ["webkit2gtk-driver xvfb"]


def test_the_engine_of_iphones_is_not_installed_twice(launcher, machine, monkeypatch, tmp_path):
    a_machine_of_ones_own(monkeypatch, tmp_path)
    for name in ("WebKitWebDriver", "Xvfb"):
        make_executable(tmp_path / "programs" / name)

    start(launcher, "test", "--whole")

    assert installed(machine) == []


def test_where_the_engine_of_iphones_cannot_be_installed_that_is_said(launcher, machine, capsys):
    start(launcher, "test", "--whole")

    assert "No WebKit here: apt-get install webkit2gtk-driver xvfb." in capsys.readouterr().err


def looks(launcher, machine, *words):
    """What `./tend lint` runs, and what it ends with."""
    with pytest.raises(SystemExit) as stopped:
        launcher.main(["lint", *words])
    python = f"{launcher.PYTHON} -m "
    return [each[len(python) :] for each in machine.commands if each.startswith(python)], stopped.value.code


def test_looking_the_code_over_goes_on_to_the_end(launcher, machine):
    machine.broken = f"{launcher.PYTHON} -m ruff check"

    assert looks(launcher, machine) == (["ruff check", "ruff format --check", "mypy"], 1)


def test_where_nothing_is_found_all_is_well(launcher, machine):
    assert looks(launcher, machine, "--statistics", "tracker/habits") == (
        ["ruff check --statistics tracker/habits", "ruff format --check tracker/habits", "mypy"],
        0,
    )
    assert machine.commands[:2] == ["venv", "requirements-dev.txt"]


def test_what_can_be_mended_is_mended_where_that_is_asked_for(launcher, machine):
    assert looks(launcher, machine, "--fix") == (["ruff check --fix", "ruff format", "mypy"], 0)


def test_the_lock_for_development_holds_the_one_for_running():
    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def pins(lock):
    return {line.rstrip(" \\") for line in (ROOT / lock).read_text().splitlines() if "==" in line}


@pytest.mark.parametrize(
    ("ends_with_3", "run"), [("test", ["lint", "test"]), ("lint", ["lint"])], ids=["tests", "lint"]
)
def test_ci_looks_the_code_over_and_runs_the_tests_from_anywhere(tmp_path, ends_with_3, run):
    copytree(ROOT / ".ci", tmp_path / ".ci")
    make_executable(
        tmp_path / "tend", f'#!/bin/sh\necho "$PWD" "$1"; [ "$1" = {ends_with_3} ] && exit 3; exit 0\n'
    )

    done = subprocess.run([tmp_path / ".ci" / "run"], check=False, capture_output=True, text=True, cwd="/")

    assert (done.stdout, done.returncode) == ("".join(f"{tmp_path} {each}\n" for each in run), 3)


@pytest.mark.parametrize(
    ("failed", "alone", "ends_with"),
    [(1, 0, 0), (3, 0, 0), (3, 1, 1), (4, 0, 1)],
    ids=["holds alone", "so do three", "fails alone, too", "too many"],
)
def test_ci_asks_the_few_that_failed_once_more_alone(tmp_path, failed, alone, ends_with):
    copytree(ROOT / ".ci", tmp_path / ".ci")
    kept = tmp_path / ".pytest_cache" / "v" / "cache"
    kept.mkdir(parents=True)
    (kept / "lastfailed").write_text(
        json.dumps({f"tests/test_a.py::test_{each}": True for each in range(failed)}, indent=2)
    )
    make_executable(
        tmp_path / "tend",
        f'#!/bin/sh\necho "$*"\ncase "$*" in *--last-failed*) exit {alone};; test*) exit 1;; esac\n',
    )

    done = subprocess.run([tmp_path / ".ci" / "run"], check=False, capture_output=True, text=True)

    assert done.returncode == ends_with
    assert ("Asked once more, alone:" in done.stdout) == (failed <= 3)
