"""How templates become Python: with nothing asked of each value and each call that is known of all of them.

Jinja makes markup of every value that it writes, to be glued together like any text a moment later, asks of every call
whether what is called would know the template, and goes a long way round for what a thing has.
"""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

from jinja2.compiler import CodeGenerator, Frame, MacroRef, optimizeconst
from jinja2.nodes import Call, Expr, Getattr
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from tracker.web.language import marked

# What these are written as is never HTML.
PLAIN = frozenset({int, date})
# Such a text is looked through faster than it is made into markup; a longer one is not.
SHORT = 100
IS_HTML = re.compile("[&<>\"']").search


# Made into markup one by one, a habit's page takes 30 % longer, trends and the wall 10 %, a small page 4 %.
def written(value: Any) -> str:
    """A value as a page writes it: escaped, unless it is markup."""
    kind = type(value)
    if kind is str and len(value) < SHORT and not IS_HTML(value):
        return value  # type: ignore[no-any-return]
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return str(value) if kind in PLAIN else escape(value)


def called_straight(
    environment: Any, write: Callable[..., str], name: str, given: tuple[str, ...], *ways: bool
) -> Callable[..., str]:
    """A macro, to be called with what it is given in its place. Any other call, and any other macro, is the library's: asked of
    that what each call is like, Today takes 1 % longer.
    """
    *by_other_ways, escapes = ways
    macro = Macro(environment, write, name, given, *ways)  # type: ignore[arg-type]
    if any(by_other_ways) or "caller" in given or not escapes:
        return macro
    left_out = [(missing,) * count for count in range(len(given), -1, -1)]

    def call(*values: Any, **named: Any) -> str:
        if named or len(values) > len(given):
            return macro(*values, **named)
        return marked(write(*values, *left_out[len(values)]))

    return call


class Straight(CodeGenerator):
    """Writes values with `written`, and calls what is called. Nothing of ours asks to be handed a template's context."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """What a macro is made of comes to `called_straight`, which stands in the environment by the name that the library writes."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    @optimizeconst
    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        """What a thing has by a name, asked of the thing. Only where it has none such, Jinja is asked for what it holds by it.
        Asked of Jinja each time, a habit's page takes 4 % longer, and others 1 to 2 %.
        """
        self.write("(got if (got := getattr((of := ")
        self.visit(node.node, frame)
        name = repr(node.attr)
        self.write(f"), {name}, missing)) is not missing else environment.getattr(of, {name}))")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call as Python has it. Through the context, a page takes 1 to 5 % longer."""
        self.visit(node.node, frame)
        whole, self.stream = self.stream, StringIO()
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        given, self.stream = self.stream.getvalue().removeprefix(", "), whole
        self.write(f"({given})")
