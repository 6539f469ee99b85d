"""Whoever changes what lies in a space holds it first, so that nobody comes between; what does not says why nobody can."""

import ast
from functools import cache

from tests.house.sources import ROOT, modules, tree

HOLDING = "tracker.holding"
HOLDS = {(HOLDING, name) for name in ("hold_space", "hold_with", "hold_anew", "hold_homes")}

OF_ONESELF = "it is of the account of whoever asks, wherever they live"
NO_OTHERS_TO_CHANGE = (
    "of a letter, its author's part is only theirs and its reader's only theirs, whoever leaves"
)
PUT_AWAY = "it only takes a line off the page of whoever reads it"
NOBODY_YET = "whoever asks has no account yet, and no space"
ONE_STATEMENT = "one statement says who may and changes it"
NOT_HELD = {
    "tracker.accounts.views.ask_for_new_password": OF_ONESELF,
    "tracker.accounts.views.forget": OF_ONESELF,
    "tracker.accounts.views.log_out": OF_ONESELF,
    "tracker.calendars.views.entitle": OF_ONESELF,
    "tracker.confirming.views.send_code_again": OF_ONESELF,
    "tracker.calendars.views.revoke": OF_ONESELF,
    "tracker.confirming.views.send_again": OF_ONESELF,
    "tracker.exit.views.leave": OF_ONESELF,
    "tracker.exports.views.take": "it only looks, and notes that it was asked for",
    "tracker.factors.views.ask_by_mail": OF_ONESELF,
    "tracker.imports.views.cancel": OF_ONESELF,
    "tracker.jar.views.edit": NO_OTHERS_TO_CHANGE,
    "tracker.jar.views.put_back": NO_OTHERS_TO_CHANGE,
    "tracker.habits.views.put_less_away": PUT_AWAY,
    "tracker.habits.views.put_recount_away": PUT_AWAY,
    "tracker.passkeys.views.say_why": "the action before has held, where it has changed anything",
    "tracker.passkeys.views.prove": "what looks at the passkey holds; what is noted is of oneself",
    "tracker.security.views.prove": "what uses a code up holds; what is noted is of oneself",
    "tracker.passkeys.views.rename": OF_ONESELF,
    "tracker.pushing.views.send_here": "nothing is held while it is sent, and what is gone then is of oneself",
    "tracker.pushing.views.switch_off": OF_ONESELF,
    "tracker.pauses.views.put_away": PUT_AWAY,
    "tracker.pauses.views.put_hard_days_away": PUT_AWAY,
    "tracker.today.views.moved": OF_ONESELF,
    "tracker.today.views.put_check_in_away": PUT_AWAY,
    **dict.fromkeys(
        (f"tracker.reminders.views.{name}" for name in ("show", "remind_of_check_in", "remind_of_habit")),
        OF_ONESELF,
    ),
    "tracker.reminders.views.turn_off": OF_ONESELF,
    "tracker.reflections.views.saved": "it is handed what holds: to write one, or to write it anew",
    "tracker.security.views.clear_log": OF_ONESELF,
    "tracker.security.views.choose_lock": OF_ONESELF,
    "tracker.security.views.lock_now": OF_ONESELF,
    "tracker.joining.views.await_code": NOBODY_YET,
    "tracker.joining.views.guest_in": NOBODY_YET,
    "tracker.joining.views.join": ONE_STATEMENT,
    "tracker.joining.views.opened_by": "it only counts wrong codes",
    "tracker.spaces.views.put_away": PUT_AWAY,
    "tracker.spaces.views.put_farewell_away": PUT_AWAY,
    "tracker.spaces.views.revoke": "an invitation ends, which one that has led to a yes has done anyway",
    "tracker.tidings.views.done": PUT_AWAY,
    "tracker.wall.views.answer": NO_OTHERS_TO_CHANGE,
    "tracker.jar.views.bring_draft_back": NO_OTHERS_TO_CHANGE,
    "tracker.wall.views.put_back": NO_OTHERS_TO_CHANGE,
    "tracker.wall.views.react": NO_OTHERS_TO_CHANGE,
    "tracker.wall.views.remove": NO_OTHERS_TO_CHANGE,
    "tracker.jar.views.throw_away": NO_OTHERS_TO_CHANGE,
    "tracker.wall.views.unpin": NO_OTHERS_TO_CHANGE,
}

Function = tuple[str, str]  # its module and its name


@cache
def functions() -> dict[Function, ast.FunctionDef]:
    return {
        (module, node.name): node
        for module, body in bodies().items()
        for node in body
        if isinstance(node, ast.FunctionDef)
    }


@cache
def bodies() -> dict[str, list[ast.stmt]]:
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): tree(path).body for path in modules()}


@cache
def imported(module: str) -> dict[str, Function]:
    """What the names that a module imports stand for."""
    return {
        each.asname or each.name: (node.module, each.name)
        for node in bodies().get(module, ())
        if isinstance(node, ast.ImportFrom) and node.module
        for each in node.names
    }


def meant(module: str, called: ast.expr) -> Function:
    """The function that is called by a name or as a part of a module, wherever it was handed on from."""
    match called:
        case ast.Name(id=name):
            found = imported(module).get(name, (module, name))
        case ast.Attribute(value=ast.Name(id=alias), attr=name):
            of, part = imported(module).get(alias, ("", ""))
            found = f"{of}.{part}", name
        case _:
            return "", ""
    handed_on = imported(found[0]).get(found[1])
    return handed_on if found not in functions() and handed_on else found


@cache
def called_by(function: Function) -> frozenset[Function]:
    node = functions().get(function)
    calls = (each for each in ast.walk(node) if isinstance(each, ast.Call)) if node else ()
    return frozenset(meant(function[0], each.func) for each in calls)


def holds(function: Function) -> bool:
    """Whether a function comes to hold a space, by itself or by what it calls."""
    seen: set[Function] = set()
    left = [function]
    while left:
        each = left.pop()
        if each in HOLDS:
            return True
        if each not in seen:
            seen.add(each)
            left += called_by(each)
    return False


def test_every_page_that_changes_something_holds_the_space_or_says_why_not():
    writing = {
        (module, name)
        for (module, name), node in functions().items()
        if module.endswith(".views")
        and any(isinstance(each, ast.Attribute) and each.attr == "commit" for each in ast.walk(node))
    }
    assert len(writing) > 100

    assert {f"{module}.{name}" for module, name in writing if not holds((module, name))} == set(NOT_HELD)
