"""What browsers load is what we have written: with its imports, and without what only we read."""

import re

import pytest

from tests.house.sources import STATIC
from tracker.web.assets import loaded
from tracker.web.packing import packed_drawing, packed_script, packed_sheet, short_names


def written(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(text)
    return folder


def test_a_sheet_stands_with_what_it_imports_and_without_what_only_we_read(tmp_path):
    written(
        tmp_path,
        page__css='/* A page. */\n@import "part.css";\n@import "other.css";\n@layer pages {\n  .a, .b :hover { color: red; content: "a,  0.5; "; }\n}\n',
        other__css="@layer pages {\n  .z { top: 0; }\n}\n",
        part__css="@layer components {\n  .c { margin: 0 auto; &:is(h1, h2) > p { top: calc(0.5px + 10.5px); } }\n}\n",
    )

    assert packed_sheet(tmp_path / "page.css") == (
        "@layer components{.c{margin:0 auto;&:is(h1,h2)>p{top:calc(.5px + 10.5px)}}}"
        "@layer pages{.z{top:0}"
        '.a,.b :hover{color:red;content:"a,  0.5; "}}'
    )


def test_tokens_have_short_names_and_what_only_looks_like_one_keeps_its_own(tmp_path):
    written(
        tmp_path,
        tokens__css=":root { --ink: black; --shade: var(--ink); }\n.night { --ink: white; }\n",
        page__css=".tick--ink { color: var(--ink); border-color: var(--ink-deep, var(--shade)); --own: 1px; }\n",
    )

    assert packed_sheet(tmp_path / "page.css", short_names(tmp_path / "tokens.css")) == (
        ".tick--ink{color:var(--0);border-color:var(--ink-deep,var(--1));--own:1px}"
    )


def test_sizes_have_their_short_names_where_they_are_set(tmp_path):
    written(
        tmp_path,
        page__css=".a { inline-size: 1px; max-block-size: 2px; contain: inline-size; }\n@media (min-inline-size: 3px) { .b { min-inline-size: 4px; } }\n",
    )

    assert packed_sheet(tmp_path / "page.css") == (
        ".a{width:1px;max-height:2px;contain:inline-size}@media (min-inline-size:3px){.b{min-width:4px}}"
    )


def test_a_token_has_one_short_name_in_all_sheets_and_no_other_has_it():
    short = short_names(STATIC / "css" / "tokens.css")
    sheets = "".join(packed_sheet(sheet, short) for sheet in loaded(STATIC / "css"))
    scripts = "".join(script.read_text() for script in (STATIC / "js").rglob("*.js"))

    assert len(set(short.values())) == len(short) > 30
    assert [name for name in short if re.search(rf"(?<![\w-]){name}(?![\w-])", sheets + scripts)] == []
    assert set(re.findall(r"var\((--\d+)", sheets)) <= set(re.findall(r"(--\d+):", sheets))


def test_a_script_stands_after_what_it_imports_each_module_once_and_in_a_scope_of_its_own(tmp_path):
    written(
        tmp_path,
        page__js='import * as one from "./one.js"\nimport { same as other } from "./shared.js"\n\n// Both.\none.connect(other)\n',
        one__js='import { same } from "./shared.js"\nconst mine = "// no remark"\n\nexport function connect(x) {\n  same(x, mine)\n}\n',
        shared__js="const mine = 1\nexport async function same(x) {\n  // A remark.\n  return x + mine\n}\n",
    )
    here = tmp_path.name

    assert packed_script(tmp_path / "page.js") == (
        f"const {here}_shared=(()=>{{\nconst mine = 1\nasync function same(x) {{\nreturn x + mine\n}}\nreturn {{same}}\n}})()\n"
        f"const {here}_one=(()=>{{\nconst {{ same }}={here}_shared\n"
        f'const mine = "// no remark"\nfunction connect(x) {{\nsame(x, mine)\n}}\nreturn {{connect}}\n}})()\n'
        f"const one={here}_one\nconst {{ same:other }}={here}_shared\none.connect(other)\n"
    )


def test_a_drawing_stands_without_what_only_we_read(tmp_path):
    drawing = tmp_path / "drawing.svg"
    drawing.write_text('<svg>\n<!-- A leaf: -->\n<path d="M0 0\n1 1"/>\n</svg>\n')

    assert packed_drawing(drawing) == '<svg><path d="M0 0\n1 1"/></svg>'


@pytest.mark.parametrize("script", loaded(STATIC / "js"), ids=lambda path: path.name)
def test_nothing_is_left_to_be_imported_by_a_script(script):
    packed = packed_script(script)

    assert re.findall(r"^\s*(?:import|export)\b.*|\bimport\((?!later\)).*", packed, re.MULTILINE) == []


@pytest.mark.parametrize("sheet", loaded(STATIC / "css"), ids=lambda path: path.name)
def test_nothing_is_left_to_be_imported_by_a_sheet_and_its_blocks_close(sheet):
    packed = packed_sheet(sheet)

    assert "@import" not in packed
    assert packed.count("{") == packed.count("}")


def test_a_module_reads_as_our_scripts_are_put_together():
    """An import stands on a line of its own, what is exported is a function, and no text goes over several lines."""
    for module in (STATIC / "js").rglob("*.js"):
        text = module.read_text()
        assert all(
            re.match(r'import (?:\{[^}]*\}|\* as \w+) from "[^"]+"$', line)
            for line in text.splitlines()
            if line.startswith("import")
        ), module
        assert set(re.findall(r"^export (\w+ ?(?:function)?)", text, re.MULTILINE)) <= {
            "function ",
            "function",
            "async function",
        }, module
        assert [line for line in text.splitlines() if line.count("`") % 2] == [], module
