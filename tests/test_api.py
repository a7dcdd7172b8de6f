"""The public names: each is there, documented and completed in a plain install, and costs what it uses."""

from __future__ import annotations

import ast
import inspect
import pydoc
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from packages import ROOT

import fengqiao_open as fo
from fengqiao_open.exports import FORMATS

STUB = Path(str(fo.__file__)).with_suffix(".pyi")
EXTRAS = (
    "polars", "pyarrow", "altair", "vl_convert", "duckdb", "sdmx", "simplejson", "xlsxwriter", "openpyxl",
    "mlcroissant", "rdflib", "opencc", "fsspec", "dask", "distributed",
)  # fmt: skip
FUNCTIONS = [name for name in fo.__all__ if inspect.isfunction(getattr(fo, name))]


def python(code: str, *without: str) -> str:
    """What a program prints that cannot import some modules."""
    lines = ["import sys", *(f"sys.modules[{name!r}] = None" for name in without), code]
    made = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    return made.stdout


def test_help_dir_and_inspect_work_in_a_plain_install() -> None:
    """`help(fo)` is the first thing an analyst types: one name that needs an extra made all of it fail."""
    said = python(
        "import inspect, pydoc, fengqiao_open as fo\n"
        "assert all(hasattr(fo, name) for name in fo.__all__)\n"
        "assert set(fo.__all__) == set(dir(fo))\n"
        "assert {name for name, _ in inspect.getmembers(fo)} >= set(fo.__all__)\n"
        "print(pydoc.render_doc(fo, renderer=pydoc.plaintext))",
        *EXTRAS,
    )
    for name in FUNCTIONS:
        assert f"{name}(" in said


def test_help_begins_with_what_to_use_for_what() -> None:
    """Forty names in the order of the alphabet, exceptions first, do not say where to begin."""
    doc = inspect.getdoc(fo) or ""
    assert pydoc.render_doc(fo, renderer=pydoc.plaintext).index("To do this") < 300
    table = doc.partition("use this\n")[2].partition("\n\n")[0].splitlines()
    named = {name for line in table for name in re.findall(r"(\w+)\(", line)}
    assert len(table) <= 20 and named <= {*FUNCTIONS, "save"} | set(fo.plot.NAMES)
    # Every function, and what has a name of its own: an analyst found `check` and the charts by chance.
    assert {*FUNCTIONS, "plot", "schemas"} <= {name for line in table for name in re.findall(r"\w+", line)}


@pytest.mark.parametrize("call", ["fo.load_lazy('units')", "fo.combine(['.'], 'all')", "fo.plot.targets()"])
def test_a_function_asks_for_its_extra_when_it_is_called(call: str) -> None:
    """“No module named polars” does not say what to install."""
    said = python(
        f"import fengqiao_open as fo\ntry: {call}\nexcept ImportError as problem: print(problem)", *EXTRAS
    )
    assert said.count("\n") == 1 and "pip install 'fengqiao-open[" in said


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_has_types_a_docstring_and_an_example(name: str) -> None:
    """What an editor shows where a pointer rests on it."""
    function = getattr(fo, name)
    assert ">>> " in (inspect.getdoc(function) or "")
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_the_stub_names_what_the_package_has() -> None:
    """Editors and type checkers read the stub and nothing else: what it lacks is not there for them."""
    found = {}
    for node in ast.parse(STUB.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            home = import_module(f".{node.module}" if node.module else "fengqiao_open", "fengqiao_open")
            found |= {each.asname: getattr(home, each.name) for each in node.names}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = fo.__version__
    assert set(found) == set(fo.__all__)
    assert all(getattr(fo, name) is value for name, value in found.items())


def test_no_module_takes_the_name_of_a_public_function() -> None:
    """Importing a module puts it under its name into the package: after `validate`, `tables` was one."""
    modules = {path.stem for path in Path(str(fo.__file__)).parent.iterdir()}
    assert modules & set(fo.__all__) == {"plot"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("progress", "targets"), ("source", "locate"), ("scan", "load_lazy"), ("figures", "extract")],
)
def test_an_earlier_name_gives_the_present_one(old: str, new: str) -> None:
    """Whoever has a script with the old name should not have to search the changelog."""
    code = f"import fengqiao_open as fo\ntry: fo.{old}\nexcept AttributeError as problem: print(problem)"
    assert python(code).endswith(f"it is now {new!r}\n")
    assert new in fo.__all__ and old not in fo.__all__


def _imported(code: str) -> set[str]:
    return {name.split(".")[0] for name in python(f"{code}\nprint(*sys.modules)").split()}


def test_every_extra_that_is_named_is_there() -> None:
    """A command that installs an extra which does not exist installs nothing, and says so only in a warning."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    paths = (*ROOT.glob("*.*"), *(ROOT / "src").rglob("*"), *(ROOT / "docs").rglob("*.md"))
    texts = [path.read_text("utf-8") for path in paths if path.suffix in (".py", ".md", ".toml", ".yml")]
    in_commands = {name for text in texts for name in re.findall(r"fengqiao-open\[([a-z,]+)\]", text)}
    named = {name for names in in_commands for name in names.split(",")}
    named |= {name for text in texts for name in re.findall(r"extra `(\w+)`", text)}
    named |= {each.extra for each in FORMATS.values() if each.extra}
    assert {"plot", "large", "duckdb"} < named <= set(project["optional-dependencies"])


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readmes_list_the_extras_for_users(readme: str) -> None:
    """An extra that is not listed is not found; one that is gone installs nothing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for_users = set(project["optional-dependencies"]) - {"bench", "test", "lint", "dev"}
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| \+\d+ \| \+\d+ \|$", (ROOT / readme).read_text("utf-8"), re.M)
    assert set(rows) == for_users and len(rows) == len(for_users)


def test_a_plain_install_writes_the_metadata() -> None:
    """Six files of text are no reason to install 128 MB."""
    code = (
        "from fengqiao_open.datapackage.package import shipped\n"
        "from fengqiao_open.metadata.files import metadata_files\n"
        "print(len(metadata_files(shipped())))"
    )
    assert python(code, *EXTRAS) == "6\n"


def test_importing_the_package_imports_nothing_heavy() -> None:
    """An import that costs a second is paid by every script that uses the package."""
    after = _imported("import fengqiao_open")
    assert not after & {"pandas", "numpy", "pandera", "frictionless", "json", "typing"}


READING_AND_CITING = (
    "fo.load('observations')", "fo.statistics()", "fo.statistics(search='revenue')", "fo.derived()",
    "fo.tables()", "fo.targets()", "fo.revisions()", "fo.locate('fengqiao-2023-p10-01')", "fo.wide()",
    "fo.codes('observations', 'unit_id')", "fo.describe('areas')", "fo.dtypes('areas')",
    "fo.url('areas')", "fo.path('areas')",
    "fo.cite()", "fo.cite(fo.statistics(theme='trade'))", "fo.cite(['fengqiao-2023-p10-01'], 'gbt7714')",
    "fo.total(fo.statistics().head(1))", "fo.explain('t07')", "fo.extract('增长3%')", "fo.corrupted('中文')",
    "fo.plot.data('targets')", "fo.export('sqlite', sys.argv[-1])", "fo.export('csv', sys.argv[-1])",
    "fo.export('stata', sys.argv[-1])",
)  # fmt: skip


def test_reading_and_citing_import_nothing_beyond_pandas(tmp_path: Path) -> None:
    """Whoever reads 20 CSV files should not wait for validators, nor need them."""
    calls = [
        each.replace("sys.argv[-1]", repr(str(tmp_path / f"export{n}")))
        for n, each in enumerate(READING_AND_CITING)
    ]
    code = (
        "import sys, pandas, pyarrow, fengqiao_open as fo\n"
        f"for call in {calls!r}:\n"
        "    before = set(sys.modules)\n"
        "    eval(call)\n"
        "    print(call, *{name.split('.')[0] for name in set(sys.modules) - before}, sep='\\t')"
    )
    beyond = {}
    known = _imported("import pandas, pyarrow") | sys.stdlib_module_names | {"fengqiao_open"}
    for line in python(code).splitlines():
        call, *names = line.split("\t")
        beyond[call] = set(names) - known
    assert beyond == {call: set() for call in calls}
