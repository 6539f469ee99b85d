"""Templates, made ready once for each language: what is the same on every page is not worked out again for each.

A text of ours and a small picture depend on nothing but the language, so they are put into the compiled template
as they are. What names a value, a person or an address is left for the page.
"""

from collections.abc import Callable, Mapping, MutableMapping
from threading import Lock
from typing import Any, cast

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from tracker.web.language import LOCALES, locale_name, speech, translations

ALIKE = frozenset({"_", "asset", "icon", "locale_name", "plant", "scene"})


class Straight(Context):
    """What a template knows. Nothing of ours asks to be handed it, so nothing has to be asked whether it does."""

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **kwargs: Any,
    ) -> Any:
        """What a call gives. The variables of loops and blocks would be for those who ask for the context."""
        return called(*args, **kwargs)


class Templates(Environment):
    """All templates, each compiled for the language it is read in."""

    context_class = Straight
    language = ""
    ready: dict[str, Template]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages: dict[str, Templates] = {}
        self.making = Lock()

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template of this name in the reader's language. One that was made ready stays so."""
        if not self.language:
            return self.spoken(locale_name()).get_template(name, parent, globals)
        if globals is not None or name not in self.ready:
            self.ready[name] = super().get_template(name, parent, globals)
        return self.ready[name]

    def spoken(self, language: str) -> "Templates":
        """The same templates in one language. They are made whole before anybody else can see them."""
        if language not in self.languages:
            with self.making:
                if language not in self.languages:
                    self.languages[language] = self.made_for(language)
        return self.languages[language]

    def made_for(self, language: str) -> "Templates":
        made: Templates = self.overlay()
        made.language = language
        made.ready = {}
        made.globals = {**self.globals, **speech(translations())}
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, in one look; it is all there before the first is loaded."""
        return {**self.globals, **(d or {})}

    def _generate(self, source: nodes.Template, *where: Any, **how: Any) -> str:
        """Compile a template once what is alike has been filled in; Jinja keeps this hook for such as us."""
        return super()._generate(Filled(self.globals).visit(source), *where, **how)


def be_ready(app: Flask) -> None:
    """Make the templates of every language ready, so that no reader meets them half made or waits for them."""
    for language in LOCALES:
        with app.test_request_context(headers={"Accept-Language": language.replace("_", "-")}):
            templates = cast(Templates, app.jinja_env)
            templates.spoken(locale_name())


class Filled(NodeTransformer):
    """Puts what a call would give in the place of the call, where that is the same for every reader of a language."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.known = known

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802
        """The value of a call of one of ours with nothing but constants, else the call."""
        node = self.generic_visit(node, *args, **kwargs)  # type: ignore[assignment]
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if not (plain and isinstance(node.node, nodes.Name) and node.node.name in ALIKE):
            return node
        if not all(isinstance(each, nodes.Const) for each in node.args):
            return node
        values = [each.value for each in node.args]  # type: ignore[attr-defined]
        return nodes.Const(
            self.known[node.node.name](*values), lineno=node.lineno, environment=node.environment
        )
