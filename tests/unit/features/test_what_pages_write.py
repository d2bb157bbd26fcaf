"""Whatever REST counts as a write counts when a page's event does it: no handler writes for somebody who isn't counted."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import videoplanet

PRODUCT = Path(videoplanet.__file__).parent
UNSAFE = {"post", "put", "patch", "delete"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def states(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """The classes whose methods browsers can call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "rx.State" for base in node.bases):
            yield node


def called(node: ast.AST) -> set[str]:
    """The last part of every name that is called: `f()` and `service.f()` are `f`."""
    names: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute):
            names.add(each.func.attr)
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            names.add(each.func.id)
    return names


def use_cases() -> set[str]:
    """Public functions of the features that are neither REST nor pages."""
    return {
        function.name
        for path in PRODUCT.glob("features/*/*.py")
        if not path.name.endswith(("api.py", "state.py"))
        for function in functions(ast.parse(path.read_text("utf-8")))
        if not function.name.startswith("_") and isinstance(function, ast.AsyncFunctionDef)
    }


def written_over_rest(*, by_visitors: bool) -> set[str]:
    """The use cases behind operations that are not safe (RFC 9110 §9.2.1) and count as writes: of persons, or by address."""
    found: set[str] = set()
    for path in PRODUCT.glob("features/*/*api.py"):
        tree = ast.parse(path.read_text("utf-8"))
        for function in functions(tree):
            calls = [each for each in function.decorator_list if isinstance(each, ast.Call)]
            methods = {each.func.attr for each in calls if isinstance(each.func, ast.Attribute)}
            counts_address = any(
                "by_address=True" in ast.unparse(each) and "'writes'" in ast.unparse(each) for each in calls
            )
            takes_principal = any(argument.arg == "principal" for argument in function.args.args)
            if methods & UNSAFE and (counts_address if by_visitors else takes_principal):
                found |= called(function)
    return found & use_cases()


def uncounted(writes: set[str], counting: str) -> tuple[int, list[str]]:
    """How many handlers of pages call one of `writes`, and which of them without `counting`."""
    handlers = [
        (path, function)
        for folder in ("pages", "widgets")
        for path in PRODUCT.glob(f"{folder}/**/*.py")
        for state in states(ast.parse(path.read_text("utf-8")))
        for function in functions(state)
    ]
    # A handler may leave the call to a method of its own, and the counting to that one or keep it.
    own = {
        function.name: counting in called(function)
        for _, function in handlers
        if function.name.startswith("_") and writes & called(function)
    }
    left_to_callers = {name for name, counts in own.items() if not counts}
    writing = [
        (path, function)
        for path, function in handlers
        if (writes | left_to_callers) & called(function) and function.name not in left_to_callers
    ]
    return len(writing), [
        f"{path.relative_to(PRODUCT)}: {function.name}"
        for path, function in writing
        if counting not in called(function)
    ]


def test_a_handler_that_writes_asks_who_is_acting() -> None:
    writes = written_over_rest(by_visitors=False)
    assert {"change_project", "invite", "accept_invitation", "create_share", "delete_video", "cancel_job"} <= writes
    looked_at, not_counted = uncounted(writes, "acting_principal")
    assert not_counted == []
    assert looked_at >= 15


def test_a_handler_of_those_who_are_not_signed_in_counts_their_address() -> None:
    writes = written_over_rest(by_visitors=True)
    assert "open_share" in writes
    looked_at, not_counted = uncounted(writes, "acting_visitor")
    assert not_counted == []
    assert looked_at >= 1
