#!/usr/bin/env python3
"""Writes the plugins' own results into the tables beside this file.

    pip install 'mkdocs<2' mkdocs-literate-nav mkdocs-awesome-pages-plugin mkdocs-awesome-nav \\
        mkdocs-monorepo-plugin mkdocs-section-index mkdocs-exclude mkdocs-redirects mkdocs-macros-plugin
    python tests/nav/expect.py

README.md says what a table holds. Every row is laid out in a folder of its own and built by MkDocs with the
plugins that its mkdocs.yml names; what they made of it replaces the row's `-- plugin` part.
"""

import contextlib
import html
import io
import logging
import os
import pathlib
import re
import sys
import tempfile

os.environ["DISABLE_MKDOCS_2_WARNING"] = "true"

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.nav import Link
from mkdocs.structure.pages import Page


def rows(text):
    """The rows of a table: a heading line, and parts of (name, lines)."""
    out = []
    for line in text.splitlines():
        if line.startswith("== "):
            out.append((line, []))
        elif line.startswith("-- ") and out:
            out[-1][1].append((line[3:], []))
        elif out and out[-1][1]:
            out[-1][1][-1][1].append(line)
    return out


def lay_out(parts, folder):
    for name, lines in parts:
        if name == "plugin" or name.startswith("departs"):
            continue
        body = "\n".join(lines).strip("\n")
        for path in name.split() if not body else [name]:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body + "\n" if body else "Text.\n", encoding="utf-8")


def title_of(item):
    return " ".join(str(item.title).split())


def nav_lines(items, depth=0):
    for item in items:
        before = "  " * depth
        if isinstance(item, Link):
            yield f"{before}{title_of(item)} | {item.url}"
        elif isinstance(item, Page):
            yield f"{before}{title_of(item)} | {html.unescape(item.url) or './'}"
        else:
            yield f"{before}{title_of(item)} |"
        if not isinstance(item, Link) and item.children:
            yield from nav_lines(item.children, depth + 1)


def result(folder):
    seen = {}
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(errors):
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        config.plugins.events["nav"].append(lambda nav, config, files: seen.update(nav=nav) or nav)
        build(config)
    lines = list(nav_lines(seen["nav"].items))
    site = folder / "site"
    in_nav = {page.file.dest_uri for page in seen["nav"].pages}
    moved, others = [], []
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        if path == "404.html" or path in in_nav:
            continue
        text = file.read_text(encoding="utf-8")
        target = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
        address = path.removesuffix("index.html") or "./"
        if target and "Redirecting" in text:
            moved.append(f"redirect: {address} > {target[1]}")
        else:
            others.append(address)
    if others:
        lines.append("elsewhere: " + " ".join(others))
    lines += moved
    if "macros" in config.plugins:
        text = (site / "index.html").read_text(encoding="utf-8")
        for found in re.findall(r"<p>(text:.*?)</p>", text, re.S):
            lines.append(html.unescape(re.sub(r"<[^>]*>", "", found)).replace("\n", " "))
    return lines


def refused(error):
    lines = [line for line in str(error).strip().splitlines() if line]
    first = re.sub(r"/tmp/\S*?/row/", "", lines[0]) if lines else ""
    return [f"refused: {type(error).__name__} {first}".strip()]


def main():
    logging.disable(logging.CRITICAL)
    here = pathlib.Path(__file__).parent
    for table in sorted(here.glob("*.txt")):
        text = table.read_text(encoding="utf-8")
        head = text.split("== ", 1)[0]
        out = [head.rstrip("\n"), ""]
        for title, parts in rows(text):
            if len(sys.argv) > 1 and sys.argv[1] not in title + table.name:
                made = next((lines for name, lines in parts if name == "plugin"), [])
            else:
                with tempfile.TemporaryDirectory() as temporary:
                    folder = pathlib.Path(temporary) / "row"
                    folder.mkdir()
                    lay_out(parts, folder)
                    try:
                        made = result(folder)
                    except (Exception, SystemExit) as error:
                        made = refused(error)
            out.append(title)
            for name, lines in parts:
                if name == "plugin" or name.startswith("departs"):
                    continue
                out += [f"-- {name}", *"\n".join(lines).strip("\n").splitlines()]
            out += ["-- plugin", *made]
            for name, lines in parts:
                if name.startswith("departs"):
                    out += [f"-- {name}", *"\n".join(lines).strip("\n").splitlines()]
            out.append("")
        table.write_text("\n".join(out).rstrip("\n") + "\n", encoding="utf-8")


main()
