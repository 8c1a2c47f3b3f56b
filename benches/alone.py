#!/usr/bin/env python3
"""Each repository of an organisation, checked alone against the whole's catalog.

    benches/alone.py ORG [--backlot BINARY] [--config FILE]

ORG is a folder of repositories. The whole is built once; then each repository is checked with `--catalog`, and once without. Says
what a repository alone is told that the whole is not (which has to be nothing), and what the whole finds that is not found alone.
Exit status 1 where there is something of the former.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

# Findings about references to entities or repositories.
REFERENCES = ("BL206", "BL207", "BL209", "BL412")


# Paths are shown as seen from the working folder: from here, below their repository.
EMPTY = tempfile.TemporaryDirectory()


def findings(binary, arguments):
    done = subprocess.run([binary, *arguments, "--format", "json"], capture_output=True, text=True, cwd=EMPTY.name)
    if done.returncode == 2:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["diagnostics"]


def places(finding, before=""):
    """Every place of a finding; a missing target is reported once, with all places that name it."""
    every = [finding.get("place"), *(finding.get("secondary") or [])]
    return [f"{before}{place['path']}:{place.get('line')}" for place in every if place] or [before]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("org")
    parser.add_argument("--backlot", default="target/release/backlot")
    parser.add_argument("--config")
    options = parser.parse_args()
    binary, org = os.path.abspath(options.backlot), os.path.abspath(options.org)
    config = ["--config", os.path.abspath(options.config)] if options.config else []
    with tempfile.TemporaryDirectory() as folder:
        site = os.path.join(folder, "site")
        whole = findings(binary, ["build", org, "-o", site, *config])
        known = {(one["code"], one["message"], place) for one in whole for place in places(one)}
        known_of_entity = {(one["code"], one["message"]) for one in whole}
        total, strange, alone, failing = 0, [], collections.Counter(), collections.Counter()
        told = set()
        repositories = sorted(one for one in os.listdir(org) if os.path.isdir(os.path.join(org, one)))
        for name in repositories:
            path = os.path.join(org, name)
            for one in findings(binary, ["check", path, "--catalog", site, *config]):
                total += 1
                at = places(one, name + "/")
                told.update((one["code"], one["message"], place) for place in at)
                if not any((one["code"], one["message"], place) in known for place in at):
                    strange.append((name, one["code"], one["message"], at[0]))
            without = findings(binary, ["check", path, *config])
            for one in without:
                if one["severity"] != "note" and one["code"] in REFERENCES:
                    known_there = (one["code"], one["message"]) in known_of_entity
                    alone[(one["code"], "also of the whole" if known_there else "of this repository alone")] += 1
            failing["errors"] += any(one["severity"] == "error" for one in without)
            failing["warnings"] += any(one["severity"] == "warning" for one in without)
            failing["not-checked"] += any(one["name"] == "not-checked" for one in without)
        lost = [one for one in whole if not any((one["code"], one["message"], at) in told for at in places(one))]
    print(f"{len(repositories)} repositories, {len(whole)} findings of the whole, {total} of each alone")
    print(f"alone and not of the whole: {len(strange)}")
    for one in strange:
        print("  ", *one)
    print(f"of the whole and not alone: {len(lost)}", dict(collections.Counter(one["code"] for one in lost)))
    print("without --catalog, repositories with", dict(failing), "and references reported:", dict(alone))
    sys.exit(bool(strange))


main()
