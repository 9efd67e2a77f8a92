"""Compiles archives with pyodide-build's own step. Runs inside Pyodide: only its Python writes the .pyc that it reads.

Unchecked hash-based files: the same bytes on every build, and no source file is looked for when they are loaded. Where
asserts stay, words that only people and checkers read go: docstrings, and the types of functions and modules. A class
keeps a docstring of one letter, because a dataclass without one makes one, and it keeps the types of its fields.
"""

import ast
import functools
import json
import py_compile
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

job = json.loads(globals()["job_text"])
sys.path.append(job["site_packages"])
sys.dont_write_bytecode = True

from pyodide_build._py_compile import _py_compile_archive  # noqa: E402 (the path to it is set above)


class Spare(ast.NodeTransformer):
    """Takes away what a program never looks at."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """No docstring, and plain assignments."""
        node.body = [plain(each) for each in without_docstring(node.body)]
        self.generic_visit(node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        """A docstring of one letter."""
        rest = without_docstring(node.body)
        if len(rest) < len(node.body):
            node.body = [ast.Expr(ast.Constant("-")), *rest]
        self.generic_visit(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """No docstring, no types."""
        node.body = without_docstring(node.body) or [ast.Pass()]
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """No type."""
        node.annotation = None
        return node


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements without the words that begin them."""
    match body:
        case [ast.Expr(ast.Constant(str())), *rest]:
            return rest
    return body


def plain(node: ast.stmt) -> ast.stmt:
    """An assignment without its type."""
    if isinstance(node, ast.AnnAssign) and node.value:
        return ast.copy_location(ast.Assign([node.target], node.value), node)
    return node


class Loader(SourceFileLoader):
    """Compiles what is left."""

    def source_to_code(self, data: bytes, path: str, *, _optimize: int = -1) -> object:  # type: ignore[override]
        """The code of one file."""
        tree = ast.parse(data, path)
        if _optimize == 0:
            tree = ast.fix_missing_locations(Spare().visit(tree))
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


py_compile.importlib.machinery.SourceFileLoader = Loader  # type: ignore[attr-defined]
original = py_compile.compile
names = []
for archive, optimize in job["archives"].items():
    py_compile.compile = functools.partial(
        original, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, optimize=optimize
    )
    compiled = _py_compile_archive(Path(archive), verbose=False, compression_level=0)
    if compiled is None:
        message = f"nothing to compile in {archive}"
        raise ValueError(message)
    names.append(compiled.name)
json.dumps(names)
