"""Style sheets and scripts as browsers load them: each one file with all that it imports, and nothing that only we read.

What is written is plain CSS and plain modules, so there is nothing to build: this puts in the place of an import what it
names, takes away comments and white space, and gives the tokens short names.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

IMPORTED_SHEET = re.compile(r'@import "(?P<file>[^"]+)";\n?')
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOM = re.compile(r'(?P<kept>"[^"]*")|\s*(?P<sign>[{};,>])\s*|(?<=:)\s+|(?<![\w.])0(?=\.\d)|(?P<room>\s+)')
VARIABLE = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")
# All that is written here runs in lines, so that these are the same and take fewer letters.
SIZE = re.compile(r"(?<=[{;])(?P<most>min-|max-|)(?P<along>inline|block)-size(?=:)")
LAYER = re.compile(r"(?=@layer \w+\{)")

IMPORTED_MODULE = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\}|\* as (?P<all>\w+)) from "(?P<file>[^"]+)"\n', re.MULTILINE
)
EXPORTED = re.compile(r"^export (?=(?:async )?function (?P<name>\w+))", re.MULTILINE)
REMARK_OR_ROOM = re.compile(r"^\s*//.*\n|^\s+", re.MULTILINE)

UNDRAWN = re.compile(r"<!--.*?-->|(?<=>)\s+", re.DOTALL)


def packed_sheet(sheet: Path, short: Mapping[str, str] = MappingProxyType({})) -> str:
    """A sheet with those that it imports in their places, and the short names of variables where there are such."""
    text = ROOM.sub(tight, REMARK.sub("", whole_sheet(sheet))).replace(";}", "}").strip()
    text = SIZE.sub(lambda found: found["most"] + ("width" if found["along"] == "inline" else "height"), text)
    return joined(VARIABLE.sub(lambda found: short.get(found[0], found[0]), text))


def short_names(tokens: Path) -> Mapping[str, str]:
    """A number for each variable in the sheet that all sheets take theirs from: a page of a day is 200 bytes smaller."""
    return {name: f"--{n}" for n, name in enumerate(dict.fromkeys(VARIABLE.findall(tokens.read_text())))}


def whole_sheet(sheet: Path) -> str:
    return IMPORTED_SHEET.sub(lambda found: whole_sheet(sheet.parent / found["file"]), sheet.read_text())


def joined(sheet: str) -> str:
    """Layers of one name that follow each other, as one."""
    name, text = "", ""
    for block in LAYER.split(sheet):
        head = block[: block.find("{") + 1]
        goes_on = head == name and text.endswith("}}")
        text = text.removesuffix("}") + block.removeprefix(head) if goes_on else text + block
        name = head
    return text


def tight(found: re.Match[str]) -> str:
    """White space is needed between words alone, a nought before a point nowhere; a text stays as it is."""
    return found["kept"] or found["sign"] or (" " if found["room"] else "")


def packed_script(script: Path) -> str:
    """A module with those that it imports before it, each in a scope of its own, once."""
    modules: dict[Path, str] = {}
    gather(script.resolve(), modules)
    last = modules.pop(script.resolve())
    return "".join(f"const {name_of(path)}=(()=>{{\n{text}}})()\n" for path, text in modules.items()) + last


def packed_drawing(drawing: Path) -> str:
    """A drawing with nothing in it but what is drawn."""
    return UNDRAWN.sub("", drawing.read_text())


def gather(module: Path, modules: dict[Path, str]) -> None:
    """Add to the modules what one imports, and then itself."""
    text = module.read_text()
    for found in IMPORTED_MODULE.finditer(text):
        imported = (module.parent / found["file"]).resolve()
        if imported not in modules:
            gather(imported, modules)
    names = [found["name"] for found in EXPORTED.finditer(text)]
    text = EXPORTED.sub("", IMPORTED_MODULE.sub(lambda found: taken_from(module, found), text))
    given = f"return {{{','.join(names)}}}\n" if names else ""
    modules[module] = REMARK_OR_ROOM.sub("", text) + given


def taken_from(module: Path, found: re.Match[str]) -> str:
    """An import, as what it takes of a module that stands before."""
    names = found["all"] or f"{{{found['names'].replace(' as ', ':')}}}"
    return f"const {names}={name_of((module.parent / found['file']).resolve())}\n"


def name_of(module: Path) -> str:
    """What a module is called where it stands with others in one file."""
    return f"{module.parent.name}_{module.stem}"
