"""Imports point inwards, so that everything can be read from the ground up."""

import ast
import sys

from tests.house.sources import TRACKER, each_of, modules, name_of, tree
from tracker.app import CAPABILITIES

WEB = {
    "flask",
    "flask_login",
    "flask_wtf",
    "flask_babel",
    "flask_compress",
    "werkzeug",
    "wtforms",
    "markupsafe",
}
DATABASE = {"sqlalchemy"}
OUTERMOST = {
    *(
        "app",
        "backups",
        "bench",
        "checking",
        "chores",
        "cli",
        "cli_people",
        "database",
        "demo",
        "folding",
        "here",
        "log",
        "mails",
        "presence",
        "push_key",
        "readiness",
        "reaching",
        "readings",
        "refusing",
        "secret",
        "server",
        "statements",
        "sweeping",
        "traces",
        "whole",
    ),
    *("starting", "__main__", "__init__"),
}
LAYERS = {
    "domain",
    "catalogue",
    "models",
    "web",
    "extensions",
    "lines",
    "one_database",
    "writers",
    "keys",
    "sight",
    "planned",
    "leafing",
    "counted",
    "archives",
    "passing",
    "parting",
    "policies",
    "entering",
    "belonging",
    "hands",
    "holding",
    "telling",
}
# What every capability may build on.
BELOW = (
    *("domain", "catalogue", "models", "one_database", "extensions", "lines"),
    *("holding", "sight", "planned", "leafing", "counted", "archives", "passing", "parting", "policies"),
    *("entering", "belonging", "hands", "telling"),
)

# Of Flask's family the models know one class, which brings the four names Flask-Login asks of a person.
ALLOWED_IN_MODELS = {"flask_login"}
ACCOUNTS_FOR_WEB = {
    "tracker.accounts.queries",
    "tracker.accounts.events",
    "tracker.accounts.passwords",
    "tracker.accounts.room",
    "tracker.accounts.tokens",
    "tracker.accounts",
}


def imports(path):
    """What a module imports, as whole names: `from a import b` is a and a.b."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)} imports relatively"
            found.add(node.module)
            if (
                node.module.startswith("tracker")
                and (TRACKER.parent / node.module.replace(".", "/")).is_dir()
            ):
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(names):
    """Imports from Tend itself, as parts after `tracker`."""
    return [tuple(name.split(".")[1:]) for name in names if name.split(".")[0] == "tracker" and "." in name]


def others(names):
    """Packages that are neither Tend's nor the standard library's."""
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"tracker", "__future__"}


def part(path):
    """The layer or capability a module belongs to, and its name in it."""
    parts = path.relative_to(TRACKER).with_suffix("").parts
    return parts[0], parts[-1]


def earlier(capability):
    return CAPABILITIES[: CAPABILITIES.index(capability)]


def outward_in_domain(names):
    return others(names) | {each for each in ours(names) if each[0] != "domain"}


def outward_in_catalogue(names):
    return others(names) | {each for each in ours(names) if each[0] not in ("domain", "catalogue")}


def outward_in_models(names):
    return ((others(names) & WEB) - ALLOWED_IN_MODELS) | {
        each for each in ours(names) if each[0] not in ("domain", "keys", "models", "extensions")
    }


def outward_between(names, *before):
    """What lies between the models and the capabilities."""
    return (others(names) & (WEB | {"config"})) | {
        each
        for each in ours(names)
        if each[0] not in ("domain", "catalogue", "models", "one_database", "extensions", *before)
    }


def outward_in_web(names):
    wrong = {
        each
        for each in ours(names)
        if each[0]
        not in (
            "domain",
            "catalogue",
            "models",
            "one_database",
            "extensions",
            "lines",
            "holding",
            "telling",
            "web",
        )
        and ".".join(("tracker", *each)) not in ACCOUNTS_FOR_WEB
        and each[:2] not in {("accounts", each) for each in ("queries", "passwords", "room", "events")}
    }
    return wrong | (others(names) & {"config"})


def outward_in_inner(names, capability):
    """Queries, actions and what stands beside them: no web, and of others only the inside of earlier ones."""
    there = {*earlier(capability), capability}
    wrong = {
        each
        for each in ours(names)
        if each[0] not in BELOW and not (each[0] in there and each[-1] not in ("views", "forms"))
    }
    return wrong | (others(names) & (WEB | {"config"}))


def outward_in_forms(names, capability):
    wrong = {
        each
        for each in ours(names)
        if each[0] not in ("domain", "catalogue", "keys", "web")
        and not (each[0] == capability and each[-1] != "views")
    }
    shared = {
        each
        for each in ours(names)
        if each[0] == "web" and each[1:2] not in ((), ("forms",), ("fields",), ("choices",), ("overwriting",))
    }
    return wrong | shared | (others(names) & (DATABASE | {"flask", "flask_login"}))


def outward_in_views(names, capability):
    there = {*earlier(capability), capability}
    wrong = {
        each
        for each in ours(names)
        if each[0]
        not in (
            "domain",
            "catalogue",
            "models",
            "one_database",
            "extensions",
            "lines",
            "holding",
            "planned",
            "web",
        )
        and each[0] != capability
        and not (each[0] in there and each[-1] not in ("views", "forms"))
    }
    return wrong | (others(names) & {"config"})


# What each layer may not import, given what a module of it does.
OUTWARD = {
    "domain": outward_in_domain,
    "catalogue": outward_in_catalogue,
    "models": outward_in_models,
    **dict.fromkeys(
        ("counted", "hands", "holding", "leafing", "passing", "sight", "telling"), outward_between
    ),
    "parting": lambda names: outward_between(names, "keys"),
    "policies": lambda names: outward_between(names, "parting"),
    "archives": lambda names: outward_between(names, "archives", "keys"),
    "planned": lambda names: outward_between(names, "hands", "holding", "parting", "policies", "sight"),
    "entering": lambda names: outward_between(names, "parting", "policies"),
    "belonging": lambda names: outward_between(
        names, "sight", "counted", "archives", "passing", "parting", "policies", "entering"
    ),
    "extensions": lambda names: {each for each in ours(names) if each[0] not in ("one_database", "writers")},
    "one_database": ours,
    **dict.fromkeys(("keys", "writers"), lambda names: others(names) | {*ours(names)}),
    "web": outward_in_web,
}


def outward(path):
    """What a module imports that it must not know."""
    names = imports(path)
    match part(path):
        case layer, _ if layer in OUTWARD:
            return OUTWARD[layer](names)
        case capability, "forms" if capability in CAPABILITIES:
            return outward_in_forms(names, capability)
        case capability, "views" if capability in CAPABILITIES:
            return outward_in_views(names, capability)
        case capability, _ if capability in CAPABILITIES:
            return outward_in_inner(names, capability)
    return set()


@each_of(modules())
def test_a_module_imports_only_what_lies_further_in(path):
    assert sorted(map(str, outward(path))) == []


def test_every_module_belongs_to_a_layer_a_capability_or_the_outermost():
    strangers = {part(path)[0] for path in modules()} - {*LAYERS, *CAPABILITIES, *OUTERMOST}

    assert strangers == set()


def test_nothing_further_in_imports_the_outermost():
    inner = [path for path in modules() if part(path)[0] not in OUTERMOST]

    assert [
        name_of(path) for path in inner if any(each[0] in OUTERMOST for each in ours(imports(path)))
    ] == []


IN_A_PROCESS_OF_THEIR_OWN = {"wall/drawing.py", "wall/drawer.py", "demo/drawing.py"}


@each_of(modules())
def test_what_draws_is_loaded_only_where_a_process_ends_with_the_picture(path):
    """It takes memory that is never given back, and reads what may be made to do harm."""
    drawing = {"PIL", "pillow_heif", *(name_of_module(each) for each in IN_A_PROCESS_OF_THEIR_OWN)}
    text = path.read_text()

    if str(path.relative_to(TRACKER)) not in IN_A_PROCESS_OF_THEIR_OWN:
        assert drawing & {*others(imports(path)), *imports(path)} == set()
        assert [each for each in drawing if f'import_module("{each}' in text] == []


def name_of_module(path):
    return "tracker." + path.removesuffix(".py").replace("/", ".")


@each_of(modules())
def test_imports_stand_at_the_top(path):
    inside = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []
