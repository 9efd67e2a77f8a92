"""The build's commands: `python -m publish COMMAND`."""

import argparse
import sys
from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what it prints is for people."""
    parser = argparse.ArgumentParser(prog="python -m publish", description="Build, serve and check the site.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, add, action in COMMANDS:
        add(commands.add_parser(name, help=(action.__doc__ or "").splitlines()[0])).set_defaults(action=action)
    chosen = parser.parse_args(arguments)
    chosen.action(chosen)
    return 0


def run_npm(chosen: argparse.Namespace) -> None:
    """Run npm with the Node of the Python environment."""
    from publish import node

    node.npm(*chosen.rest)


def run_node(chosen: argparse.Namespace) -> None:
    """Run a script with the Node of the Python environment."""
    from publish import node

    node.run(*chosen.rest)


def provide_browser(chosen: argparse.Namespace) -> None:  # noqa: ARG001
    """Find or install the browser that the tests use."""
    from publish import browser

    print(browser.provide())


def _plain(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    return parser


def _passing_on(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="passed on as it is")
    return parser


Adder = Callable[[argparse.ArgumentParser], argparse.ArgumentParser]

COMMANDS: tuple[tuple[str, Adder, Callable[[argparse.Namespace], None]], ...] = (
    ("npm", _passing_on, run_npm),
    ("node", _passing_on, run_node),
    ("browser", _plain, provide_browser),
)

if __name__ == "__main__":
    sys.exit(main())
