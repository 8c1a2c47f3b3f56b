#!/usr/bin/env python3
"""Writes repositories as large or as twisted as nobody writes them by hand, one folder each, and measures builds of them.

    python3 benches/bombs.py OUT                                   # writes them all
    python3 benches/bombs.py OUT --only tags,aliases               # some of them
    python3 benches/bombs.py OUT --bin backlot [--bin older ...]   # builds each with each binary: processor seconds, memory, exit code

Each build may take 60 processor seconds and 4 GB of address space; the aim is 10 seconds and 512 MB. Only the standard library is needed.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys

HEAD = "apiVersion: backstage.io/v1alpha1\nkind: %s\nmetadata:\n  name: %s\n"
COMPONENT = "spec: {type: service, lifecycle: production, owner: group:default/g%s}\n"
TEAM = HEAD % ("Group", "g") + "spec: {type: team, children: []}\n"
DOCS = "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\n"


def component(name, metadata="", spec=""):
    return HEAD % ("Component", name) + metadata + COMPONENT % spec


def catalog(*documents):
    return {"catalog-info.yaml": "---\n".join((TEAM,) + documents)}


def page(text):
    """A component with one page of docs."""
    files = catalog(component("c", DOCS))
    files["mkdocs.yml"] = "site_name: S\nplugins: [techdocs-core]\n"
    files["docs/index.md"] = text
    return files


def nested(depth, inner):
    return "[" * depth + inner + "]" * depth


def tags():
    """100,000 tags on one entity."""
    return catalog(component("c", "  tags: [%s]\n" % ", ".join("t%d" % n for n in range(100_000))))


def labels():
    """100,000 labels and as many annotations on one entity."""
    pairs = "".join("    l%d: v\n" % n for n in range(100_000))
    return catalog(component("c", "  labels:\n" + pairs + "  annotations:\n" + pairs))


def links():
    """10,000 links of one entity."""
    items = "".join("    - {url: 'https://x.example/%d', title: Link %d}\n" % (n, n) for n in range(10_000))
    return catalog(component("c", "  links:\n" + items))


def description():
    """A description of 50 MB."""
    return catalog(component("c", "  description: %s\n" % ("word **bold** [a](b) " * 2_621_440)))


def scalar():
    """A value of 50 MB that no page shows."""
    return catalog(component("c", "  annotations:\n    x.example/a: %s\n" % ("a" * 50_000_000)))


def dependents():
    """5,000 entities that depend on one."""
    return catalog(component("hub"), *(component("c%d" % n, "", ", dependsOn: [component:hub]") for n in range(5_000)))


def dependencies():
    """One entity that depends on 5,000."""
    hub = component("hub", "", ", dependsOn: [%s]" % ", ".join("component:c%d" % n for n in range(5_000)))
    return catalog(hub, *(component("c%d" % n) for n in range(5_000)))


def chain():
    """5,000 entities, each depending on the one before."""
    return catalog(component("c0"), *(component("c%d" % n, "", ", dependsOn: [component:c%d]" % (n - 1)) for n in range(1, 5_000)))


def owners():
    """5,000 groups, each the parent of the next, and an entity of each."""
    groups = (HEAD % ("Group", "g%d" % n) + "spec: {type: team, parent: g%s, children: []}\n" % (n - 1 if n else "") for n in range(5_000))
    return catalog(*groups, *(component("c%d" % n, "", "").replace("default/g}", "default/g%d}" % n) for n in range(5_000)))


def members():
    """50,000 members of one group."""
    users = ((HEAD % ("User", "u%d" % n) + "spec: {memberOf: [g]}\n") for n in range(50_000))
    return catalog(*users)


def named_members():
    """A group that names 50,000 members, of whom none is there."""
    return catalog(HEAD % ("Group", "big") + "spec: {type: team, children: [], members: [%s]}\n" % ", ".join("u%d" % n for n in range(50_000)))


def aliases():
    """Aliases of aliases: a billion nodes in ten lines."""
    lines = "  x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n"
    lines += "".join("  x%d: &x%d [%s]\n" % (n, n, ", ".join(["*x%d" % (n - 1)] * 10)) for n in range(1, 10))
    return {**catalog(component("ok")), "bomb/catalog-info.yaml": HEAD % ("Component", "c") + lines + COMPONENT % ""}


def alias_texts():
    """40,000 aliases of a text of one megabyte."""
    lines = "  x: &x '%s'\n  labels: {%s}\n" % ("a" * 1_000_000, ", ".join("l%d: *x" % n for n in range(40_000)))
    return {**catalog(component("ok")), "bomb/catalog-info.yaml": HEAD % ("Component", "c") + lines + COMPONENT % ""}


def deep():
    """YAML that is nested 200,000 deep, in brackets and in blocks."""
    blocks = "".join(" " * n + "a:\n" for n in range(3_000))
    deep = HEAD % ("Component", "c") + "  x: " + nested(200_000, "a") + "\n" + COMPONENT % ""
    return {**catalog(component("ok")), "a/catalog-info.yaml": deep, "b/catalog-info.yaml": blocks}


def documents():
    """10,325 entities in one file."""
    return catalog(*(component("c%d" % n) for n in range(10_325)))


def empty_documents():
    """A million empty documents in one file."""
    return {**catalog(component("ok")), "many/catalog-info.yaml": "---\n" * 1_000_000}


def tags_apart():
    """5,000 entities with 50 tags each, no two alike."""
    return catalog(*(component("c%d" % n, "  tags: [%s]\n" % ", ".join("t%d-%d" % (n, t) for t in range(50))) for n in range(5_000)))


def all_to_all():
    """300 entities, each depending on every other."""
    every = ", ".join("component:c%d" % n for n in range(300))
    return catalog(*(component("c%d" % n, "", ", dependsOn: [%s]" % every) for n in range(300)))


def ampersands(count):
    return " & ".join("a%d" % n for n in range(count)) + " --> " + " & ".join("b%d" % n for n in range(count))


def mermaid():
    """A Mermaid diagram of 3,000 × 3,000 edges in a line."""
    return page("# P\n\n```mermaid\nflowchart LR\n%s\n```\n" % ampersands(3_000))


def mermaid_lines():
    """A Mermaid diagram of 100,000 nodes in a row."""
    return page("# P\n\n```mermaid\nflowchart LR\n%s\n```\n" % "\n".join("n%d --> n%d" % (n, n + 1) for n in range(100_000)))


def dot():
    """A DOT graph of 3,000 × 3,000 edges in a line."""
    left, right = (" ".join("%s%d" % (side, n) for n in range(3_000)) for side in "ab")
    return page("# P\n\n```dot\ndigraph { {%s} -> {%s} }\n```\n" % (left, right))


def definition():
    """An OpenAPI definition of 20,000 operations."""
    paths = "".join("      /p%d: {get: {summary: S, responses: {'200': {description: ok}}}}\n" % n for n in range(20_000))
    text = "spec:\n  type: openapi\n  lifecycle: production\n  owner: g\n  definition: |\n    openapi: 3.0.0\n    info: {title: T, version: '1'}\n    paths:\n" + paths
    return catalog(HEAD % ("API", "a") + text)


def svg():
    """An SVG picture of 40 MB with a script, and one of nested entities."""
    files = page("# P\n\n![](a.svg) ![](b.svg)\n")
    files["docs/a.svg"] = "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script>%s</svg>" % ("<path d='M0 0h9'/>" * 2_200_000)
    entities = "<!ENTITY e0 'aaaaaaaaaa'>" + "".join("<!ENTITY e%d '%s'>" % (n, ("&e%d;" % (n - 1)) * 10) for n in range(1, 10))
    files["docs/b.svg"] = "<!DOCTYPE svg [%s]><svg xmlns='http://www.w3.org/2000/svg'><text>&e9;</text></svg>" % entities
    return files


def assets():
    """20,000 files beside one page."""
    files = page("# P\n")
    files.update({"docs/f/%d.txt" % n: "x" for n in range(20_000)})
    return files


BOMBS = [
    tags, labels, links, description, scalar, dependents, dependencies, chain, owners, members, named_members, aliases, alias_texts, deep,
    documents, empty_documents, tags_apart, all_to_all, mermaid, mermaid_lines, dot, definition, svg, assets,
]


def write(folder, files):
    for path, text in files.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def bounds():
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))


def measure(binary, org, site):
    shutil.rmtree(site, ignore_errors=True)
    with open(site + ".log", "w+", encoding="utf-8", errors="replace") as log:
        process = subprocess.Popen([binary, "build", org, "-o", site], stdout=log, stderr=log, preexec_fn=bounds)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        said = log.read().strip().splitlines()[-1:] or [""]
    shutil.rmtree(site, ignore_errors=True)
    return used.ru_utime, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode, said[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--only", default="")
    parser.add_argument("--bin", action="append", default=[])
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name]
    os.makedirs(options.out, exist_ok=True)
    fails = 0
    for bomb in BOMBS:
        if wanted and bomb.__name__ not in wanted:
            continue
        folder = os.path.join(options.out, bomb.__name__, "org")
        shutil.rmtree(folder, ignore_errors=True)
        write(os.path.join(folder, "repo"), bomb())
        for binary in options.bin:
            user, processor, memory, code, said = measure(binary, folder, os.path.join(options.out, bomb.__name__, "site"))
            over = processor > 10 or memory > 512 or code not in (0, 1)
            fails += over
            print("%-16s user %6.2f s  all %6.2f s  %5.0f MB  exit %3d %s  %s" % (bomb.__name__, user, processor, memory, code, "OVER" if over else "    ", said[:150]), flush=True)
        if options.bin:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if fails else 0)


main()
