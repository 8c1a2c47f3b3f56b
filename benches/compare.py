#!/usr/bin/env python3
"""Measures Backlot and its peers on the same pages, in the same run, on the same machine.

    cargo build --release --bin backlot --example floor
    python3 benches/generate.py ORG
    python3 benches/compare.py ORG WORK --bin target/release --python VENV/bin

`WORK` is a scratch folder; its sub-folders are replaced. `--python` is the `bin` of a virtual environment with
`mkdocs-techdocs-core` and `zensical`; a tool that is not there is left out of the table. Peak memory is the largest
resident set of the process (`wait4`), time is wall clock, the value shown is the median of the runs, and nothing else
should be busy meanwhile.

Only the standard library is needed.
"""

import argparse
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

HUGO_CONFIG = """baseURL = "https://example.test/"
title = "Portal"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
noClasses = false
guessSyntax = false
"""
# Plain on purpose: a header, the section's pages as navigation, the page. No theme in use does less.
HUGO_BASE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><ul>{{ with .CurrentSection }}{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul></nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
"""
HUGO_PAGE = '{{ define "main" }}{{ .Content }}{{ .TableOfContents }}{{ end }}\n'


def run(command, cwd=None, env=None, ok=(0,)):
    """Wall seconds, processor seconds, peak resident bytes. Output is kept for the message when it fails."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode not in ok:
        sys.exit(f"{command[0]} failed with {process.returncode}:\n{output.decode(errors='replace')[-4000:]}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def remove(path):
    """Out of the way by a rename: a file system that has just deleted ten thousand files is slow to make new ones."""
    if path.exists():
        trash = path.parent / ".trash"
        trash.mkdir(exist_ok=True)
        path.rename(trash / f"{path.name}-{time.monotonic_ns()}")


def measured(name, runs, prepare, command, **how):
    times, works, peaks = [], [], []
    for number in range(runs):
        prepare()
        seconds, work, peak = run(command, **how)
        times.append(seconds)
        works.append(work)
        peaks.append(peak)
        print(f"  {name} {number + 1}/{runs}: {seconds:.2f} s, {peak / 1e6:.0f} MB", file=sys.stderr)
    return statistics.median(times), statistics.median(works), max(peaks), (min(times), max(times))


def sites(org):
    return sorted(path.parent for path in pathlib.Path(org).glob("*/mkdocs.yml"))


def spread(items, wanted):
    """Evenly over the whole list, so that a sample is not the first letters of the alphabet."""
    if wanted <= 0 or wanted >= len(items):
        return items
    return [items[i * len(items) // wanted] for i in range(wanted)]


def hugo_tree(org, work):
    """The same pages: one section for every repository, the first heading as the title Hugo asks for."""
    remove(work)
    content = work / "content"
    (work / "layouts" / "_default").mkdir(parents=True)
    (work / "config.toml").write_text(HUGO_CONFIG)
    (work / "layouts" / "_default" / "baseof.html").write_text(HUGO_BASE)
    for kind in ("single", "list"):
        (work / "layouts" / "_default" / f"{kind}.html").write_text(HUGO_PAGE)
    pages = 0
    for site in sites(org):
        docs = site / "docs"
        for page in sorted(docs.rglob("*.md")):
            text = page.read_text(encoding="utf-8")
            heading = re.search(r"^# (.+)$", text, re.M)
            title = (heading.group(1) if heading else page.stem).replace('"', "'")
            relative = page.relative_to(docs)
            name = "_index.md" if relative.name == "index.md" else relative.name
            target = content / site.name / relative.parent / name
            target.parent.mkdir(parents=True, exist_ok=True)
            body = text if not heading else text[: heading.start()] + text[heading.end() :]
            if not text.startswith("---"):
                body = f'---\ntitle: "{title}"\n---\n{body}'
            target.write_text(body, encoding="utf-8")
            pages += 1
    return pages


def per_repository(name, sample, total, jobs, command, out, env):
    """Runs a per-repository tool over the sample, `jobs` at a time, and extrapolates to all repositories."""
    remove(out)
    waiting, running, peak, work = list(sample), [], 0, 0.0
    started = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < jobs:
            site = waiting.pop(0)
            running.append(subprocess.Popen(command(site, out / site.name), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        process = running.pop(0)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{name} failed on a repository; run it by hand to see why")
        peak = max(peak, usage.ru_maxrss * 1024)
        work += usage.ru_utime + usage.ru_stime
    seconds = time.perf_counter() - started
    print(f"  {name}: {len(sample)} of {total} repositories in {seconds:.2f} s", file=sys.stderr)
    return seconds * total / len(sample), work * total / len(sample), peak, None


def version(command):
    try:
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        return re.search(r"\d+\.\d+(\.\d+)?", text).group(0)
    except (OSError, subprocess.CalledProcessError, AttributeError):
        return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("org", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--bin", type=pathlib.Path, default=pathlib.Path("target/release"))
    parser.add_argument("--python", type=pathlib.Path, default=None, help="bin folder with mkdocs and zensical")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sample", type=int, default=20, help="repositories for the per-repository tools; 0 is all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="per-repository tools run so many at a time")
    options = parser.parse_args()
    org, work = options.org.resolve(), options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    all_sites = sites(org)
    sample = spread(all_sites, options.sample)
    rows = []

    backlot, site = options.bin.resolve() / "backlot", work / "backlot"
    command = [str(backlot), "build", str(org), "-o", str(site)]
    # 1 means that the build found mistakes in its input; the site stands.
    rows.append(("Backlot", version([str(backlot), "--version"]), "all", *measured("backlot, cold", options.runs, lambda: remove(site), command, ok=(0, 1))))
    rows.append(("Backlot, again", "", "all, nothing changed", *measured("backlot, again", options.runs, lambda: None, command, ok=(0, 1))))

    floor = options.bin.resolve() / "examples" / "floor"
    if floor.exists():
        target = work / "floor"
        command = [str(floor), str(org), str(site), str(target)]
        rows.append(("The floor", "", "read, parse, write", *measured("floor", options.runs, lambda: remove(target), command)))

    if shutil.which("hugo"):
        tree = work / "hugo"
        pages = hugo_tree(org, tree)
        command = ["hugo", "--quiet", "--source", str(tree), "--destination", str(tree / "public")]

        def clean():
            remove(tree / "public")
            remove(tree / "resources")

        rows.append(("Hugo, plain theme", version(["hugo", "version"]), f"all {pages} pages, no catalog, no search", *measured("hugo", options.runs, clean, command)))

    if options.python:
        env = dict(os.environ, DISABLE_MKDOCS_2_WARNING="true", NO_MKDOCS_2_WARNING="true")
        scope = "all" if len(sample) == len(all_sites) else f"{len(sample)} of {len(all_sites)} repositories, extrapolated"
        zensical = options.python / "zensical"
        if zensical.exists():
            # Zensical writes into site_dir beneath the project; it reads the sample from a copy.
            copies = work / "zensical"
            remove(copies)
            for source in sample:
                shutil.copytree(source, copies / source.name)
                config = copies / source.name / "mkdocs.yml"
                config.write_text(config.read_text().replace("plugins: [techdocs-core]\n", ""))

            def build(source, _out):
                return [str(zensical), "build", "--clean", "--config-file", str(copies / source.name / "mkdocs.yml")]

            rows.append(("Zensical", version([str(zensical), "--version"]), scope, *per_repository("zensical", sample, len(all_sites), options.jobs, build, work / "none", env)))
        mkdocs = options.python / "mkdocs"
        if mkdocs.exists():

            def build(source, out):
                return [str(mkdocs), "build", "--quiet", "--config-file", str(source / "mkdocs.yml"), "--site-dir", str(out)]

            rows.append(("MkDocs, techdocs-core", version([str(mkdocs), "--version"]), scope, *per_repository("mkdocs", sample, len(all_sites), options.jobs, build, work / "mkdocs", env)))

    shutil.rmtree(work / ".trash", ignore_errors=True)
    base = rows[0][3]
    print("| | Version | Did | Seconds | Times Backlot | Processor seconds | Peak memory |")
    print("|---|---|---|---:|---:|---:|---:|")
    for name, number, scope, seconds, work, peak, band in rows:
        shown = f"{seconds:.2f}" + (f" ({band[0]:.2f}–{band[1]:.2f})" if band else "")
        print(f"| {name} | {number} | {scope} | {shown} | {seconds / base:.2f} | {work:.2f} | {peak / 1e6:.0f} MB |")


if __name__ == "__main__":
    main()
