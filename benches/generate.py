#!/usr/bin/env python3
"""Writes an invented organisation: repositories with catalog files, API definitions and documentation.

The same arguments give the same bytes, on any machine and under any Python from 3.9 on: only `Random.random()` is used,
whose sequence Python guarantees.

    python3 benches/generate.py OUT                       # 200 repositories, 1,000 entities, 4,000 pages
    python3 benches/generate.py OUT --repos 20 --pages 400 --words 900 --seed 7

Only the standard library is needed.
"""

import argparse
import os
import random
import shutil
import sys

WORDS = """
service request deploy cluster build cache release change owner queue token limit retry schema client server
region tenant session handler payload header record replica shard index batch stream worker consumer producer gateway
module config secret policy budget alert trace metric dashboard incident rollback canary flag pipeline stage branch
commit review merge test fixture sample report summary version upgrade migration contract endpoint operation resource
account invoice order basket payment ledger refund shipment parcel address customer partner supplier catalogue price
""".split()
GLUE = """
the a this that each every any one when while after before until because so and but or if then
is was has keeps reads writes sends checks waits returns needs uses holds shows finds starts stops moves becomes
with without from into over under between about through for by in on at of to
not only also still again usually always never often slowly quickly once twice safely together
small large new old shared local remote stale empty broken busy idle slow fast plain strict
""".split()
NAMES = """
amber basil cedar delta ember fjord grove heron indigo juniper kestrel lagoon maple nimbus osprey pebble quartz raven
sable tundra umber violet willow xenon yarrow zephyr
""".split()
ROLES = ["api", "worker", "web", "gateway", "sync", "store", "jobs", "events", "auth", "search"]
LANGUAGES = ["rust", "python", "go", "typescript", "yaml", "json", "bash", "sql", "java", "toml"]
CODE = {
    "rust": 'pub fn {a}_{b}(input: &str) -> Result<usize, Error> {{\n    // {a} before {b}\n    let {a} = input.trim().len() + {n};\n    if {a} > {n} {{ return Err(Error::new("{b} too long")); }}\n    Ok({a})\n}}\n',
    "python": 'def {a}_{b}(items: list[str], limit: int = {n}) -> dict[str, int]:\n    """Count the {a} of every {b}."""\n    seen: dict[str, int] = {{}}\n    for item in items[:limit]:\n        seen[item] = seen.get(item, 0) + 1  # {a}\n    return seen\n',
    "go": 'func {a}{b}(ctx context.Context, n int) (int, error) {{\n\tif n > {n} {{\n\t\treturn 0, fmt.Errorf("{a}: %d is over {n}", n)\n\t}}\n\tfor i := 0; i < n; i++ {{\n\t\t<-time.After({n} * time.Millisecond) // {b}\n\t}}\n\treturn n, nil\n}}\n',
    "typescript": 'export async function {a}(id: string): Promise<number | undefined> {{\n  const response = await fetch(`/api/{b}/${{id}}`);\n  if (!response.ok) throw new Error("{a} failed");\n  const {{ value = {n} }} = await response.json();\n  return value; // {b}\n}}\n',
    "yaml": '{a}:\n  enabled: true # {b}\n  replicas: {n}\n  limits: {{ cpu: "500m", memory: 256Mi }}\n  {b}:\n    - name: primary\n      url: "https://{a}.example.test/{b}"\n',
    "json": '{{\n  "{a}": {n},\n  "{b}": ["primary", "secondary"],\n  "enabled": true,\n  "nested": {{ "{a}": null, "ratio": 0.{n} }}\n}}\n',
    "bash": '#!/usr/bin/env bash\nset -euo pipefail\nfor {a} in $(seq 1 {n}); do\n  echo "{b} ${{{a}}}" | tee -a /var/log/{b}.log   # {a}\ndone\n',
    "sql": "select {a}, count(*) as total\n  from {b}\n where created_at > now() - interval '{n} days' -- {a}\n group by {a}\nhaving count(*) > {n}\n order by total desc;\n",
    "java": 'public final class {A}Store {{\n    private final Map<String, Integer> {b} = new HashMap<>();\n    /** Adds to {a}. */\n    public synchronized int add(String key) {{\n        return {b}.merge(key, {n}, Integer::sum);\n    }}\n}}\n',
    "toml": '[{a}]\nname = "{b}"\nsize = {n}\n# {a}\n[{a}.{b}]\nenabled = true\nurls = ["https://{a}.example.test"]\n',
}
ADMONITIONS = ["note", "tip", "warning", "info", "danger", "example"]


class Dice:
    """Choices that depend on the seed alone."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, share):
        return self.random() < share


class Prose:
    """Text with the rhythm of documentation, if not its sense."""

    def __init__(self, dice):
        self.dice = dice

    def word(self):
        return self.dice.pick(WORDS) if self.dice.chance(0.42) else self.dice.pick(GLUE)

    def words(self, low, high):
        return [self.word() for _ in range(self.dice.between(low, high))]

    def title(self):
        words = [self.dice.pick(WORDS) for _ in range(self.dice.between(1, 3))]
        return " ".join(words).capitalize()

    def inline(self, words):
        at = self.dice.below(len(words))
        words[at] = self.dice.pick(["`{}`", "**{}**", "*{}*", "`{}_id`", "{}"]).format(words[at])
        return words

    def sentence(self):
        words = self.words(7, 19)
        if self.dice.chance(0.35):
            words = self.inline(words)
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, low=2, high=5):
        return " ".join(self.sentence() for _ in range(self.dice.between(low, high)))


def wrap(text, width=110):
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return lines


class Page:
    """One Markdown page of about `words` words."""

    def __init__(self, dice, prose, options):
        self.dice, self.prose, self.options = dice, prose, options
        self.lines, self.count = [], 0

    def add(self, *lines):
        self.lines.extend(lines)
        self.count += sum(len(line.split()) for line in lines)

    def code(self, indent=""):
        language = self.dice.pick(LANGUAGES)
        a, b = self.dice.pick(WORDS), self.dice.pick(WORDS)
        body = CODE[language].format(a=a, b=b, A=a.capitalize(), n=self.dice.between(2, 90))
        header = language
        if self.dice.chance(0.25):
            header += f' title="{a}.{language}"'
        if self.dice.chance(0.15):
            header += ' hl_lines="2"'
        self.add(*[indent + line for line in [f"```{header}", *body.rstrip("\n").split("\n"), "```"]], "")

    def table(self):
        columns = self.dice.between(2, 4)
        self.add("| " + " | ".join(self.prose.title() for _ in range(columns)) + " |", "|" + "---|" * columns)
        for _ in range(self.dice.between(3, 8)):
            cells = [" ".join(self.prose.inline(self.prose.words(1, 5))) for _ in range(columns)]
            self.add("| " + " | ".join(cells) + " |")
        self.add("")

    def bullets(self):
        ordered = self.dice.chance(0.3)
        for number in range(self.dice.between(3, 7)):
            mark = f"{number + 1}. " if ordered else "- "
            self.add(mark + self.prose.sentence())
            if not ordered and self.dice.chance(0.2):
                self.add("  - " + self.prose.sentence())
        self.add("")

    def admonition(self):
        mark = self.dice.pick(["!!!", "!!!", "???"])
        self.add(f'{mark} {self.dice.pick(ADMONITIONS)} "{self.prose.title()}"', "")
        self.add(*["    " + line for line in wrap(self.prose.paragraph(1, 3))], "")

    def tabs(self):
        for name in ("Linux", "macOS"):
            self.add(f'=== "{name}"', "")
            self.code(indent="    ")

    def links(self, here, pages):
        target = self.dice.pick(pages)
        path = os.path.relpath(target, os.path.dirname(here) or ".")
        self.add(*wrap(f"{self.prose.sentence()} See [{self.prose.title()}]({path})."), "")

    def write(self, title, here, pages):
        options, dice = self.options, self.dice
        self.add(f"# {title}", "")
        self.add(*wrap(self.prose.paragraph()), "")
        kinds = (
            [lambda: self.add(*wrap(self.prose.paragraph()), "")] * 6
            + [self.code] * options.code
            + [self.table] * options.tables
            + [lambda: self.links(here, pages)] * options.links
            + [self.bullets] * 2
            + [self.admonition, self.tabs]
        )
        goal = options.words * (0.4 + 1.2 * dice.random())
        section = 0
        while self.count < goal:
            if section % 4 == 0:
                self.add(("## " if section % 8 == 0 or dice.chance(0.5) else "### ") + self.prose.title(), "")
            section += 1
            dice.pick(kinds)()
        return "\n".join(self.lines)


def openapi(dice, prose, name):
    lines = ["openapi: 3.1.0", f"info: {{ title: {name}, version: 1.{dice.below(20)}.0 }}", "paths:"]
    for number in range(dice.between(4, 12)):
        thing = dice.pick(WORDS)
        lines += [
            f"  /{thing}s{number}/{{id}}:",
            "    get:",
            f"      operationId: get{thing.capitalize()}{number}",
            f"      summary: {prose.title()}",
            "      parameters:",
            "        - { name: id, in: path, required: true, schema: { type: string } }",
            "      responses:",
            "        '200':",
            f"          description: {prose.title()}",
            "          content:",
            "            application/json:",
            "              schema: { type: object, properties: { id: { type: string }, "
            + f"{dice.pick(WORDS)}: {{ type: integer }} }} }}",
        ]
    return "\n".join(lines) + "\n"


def entity(kind, name, spec, title=None, description=None, annotations=(), tags=(), links=()):
    lines = ["apiVersion: backstage.io/v1alpha1", f"kind: {kind}", "metadata:", f"  name: {name}"]
    if title:
        lines.append(f"  title: {title}")
    if description:
        lines.append(f'  description: "{description}"')
    if annotations:
        lines.append("  annotations:")
        lines += [f"    {key}: {value}" for key, value in annotations]
    if tags:
        lines.append("  tags: [" + ", ".join(tags) + "]")
    if links:
        lines.append("  links:")
        lines += [f"    - {{ url: {url}, title: {text} }}" for url, text in links]
    lines.append("spec:")
    lines += [f"  {key}: {value}" for key, value in spec]
    return "\n".join(lines) + "\n"


class Organisation:
    """Plans all entities first, so that references lead somewhere, then writes repository after repository."""

    def __init__(self, out, options):
        self.out, self.options = out, options
        self.dice = Dice(options.seed)
        self.prose = Prose(self.dice)
        self.written = 0

    def put(self, path, text):
        path = os.path.join(self.out, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        self.written += len(text)

    def write(self):
        options, dice = self.options, self.dice
        repos = [f"{NAMES[i % len(NAMES)]}-{ROLES[i // len(NAMES) % len(ROLES)]}-{i:04}" for i in range(options.repos)]
        teams = [f"team-{NAMES[i % len(NAMES)]}-{i}" for i in range(max(1, options.repos // 10))]
        systems = [f"system-{i}" for i in range(max(1, options.repos // 5))]
        domains = [f"domain-{i}" for i in range(max(1, len(systems) // 8))]
        people = [f"person-{i}" for i in range(max(1, len(teams) * 3))]
        shared = 1 + len(teams) + len(systems) + len(domains) + len(people)
        left = max(0, options.entities - shared)
        per_repo = [left // len(repos) + (1 if i < left % len(repos) else 0) for i in range(len(repos))]
        pages = [options.pages // len(repos) + (1 if i < options.pages % len(repos) else 0) for i in range(len(repos))]

        docs = [entity("Group", "org", [("type", "organization"), ("children", "[]")], title="The organisation")]
        docs += [
            entity("Group", team, [("type", "team"), ("parent", "org"), ("children", "[]")], description=self.prose.sentence().replace('"', ""))
            for team in teams
        ]
        docs += [entity("User", person, [("memberOf", f"[{dice.pick(teams)}]")]) for person in people]
        docs += [entity("Domain", domain, [("owner", dice.pick(teams))]) for domain in domains]
        docs += [
            entity("System", system, [("owner", dice.pick(teams)), ("domain", dice.pick(domains))], title=self.prose.title())
            for system in systems
        ]
        self.put(f"{repos[0]}/catalog-info.yaml", "---\n".join(docs))
        for index, repo in enumerate(repos):
            self.repository(index, repo, repos, teams, systems, per_repo, pages[index])

    def repository(self, index, repo, repos, teams, systems, per_repo, pages):
        dice, prose = self.dice, self.prose
        team, system = dice.pick(teams), dice.pick(systems)
        docs = []
        for number in range(per_repo[index]):
            kind = ["Component", "API", "Resource", "Component"][number % 4]
            name = repo if number == 0 else f"{repo}-{kind.lower()}-{number}"
            spec = [("type", {"Component": "service", "API": "openapi", "Resource": "database"}[kind])]
            if kind != "Resource":
                spec.append(("lifecycle", dice.pick(["production", "production", "experimental", "deprecated"])))
            spec += [("owner", team), ("system", system)]
            annotations = [("github.com/project-slug", f"example/{repo}")]
            if number == 0:
                annotations.append(("backstage.io/techdocs-ref", "dir:."))
                if per_repo[index] > 1:
                    spec.append(("providesApis", f"[{repo}-api-1]"))
                others = [other for other in (dice.below(len(repos)) for _ in range(3)) if other != index and per_repo[other]]
                if others:
                    spec.append(("dependsOn", "[" + ", ".join(f"component:{repos[other]}" for other in others) + "]"))
                    spec.append(("consumesApis", "[" + ", ".join(f"{repos[other]}-api-1" for other in others if per_repo[other] > 1) + "]"))
            if kind == "API":
                path = f"api/{name}.yaml"
                self.put(f"{repo}/{path}", openapi(dice, prose, name))
                spec.append(("definition", f"{{ $text: ./{path} }}"))
            docs.append(
                entity(kind, name, spec, title=prose.title(), description=prose.sentence().replace('"', ""), annotations=annotations,
                       tags=[dice.pick(LANGUAGES), dice.pick(WORDS)], links=[(f"https://{name}.example.test", "Dashboard")])
            )
        path = f"{repo}/catalog-info.yaml"
        text = "---\n".join(docs)
        if index == 0:
            with open(os.path.join(self.out, path), encoding="utf-8") as file:
                text = file.read() + "---\n" + text
        self.put(path, text)
        if pages:
            self.documentation(repo, pages)

    def documentation(self, repo, pages):
        dice, prose = self.dice, self.prose
        folders = ["", "guides/", "reference/", "runbooks/"]
        paths = ["index.md"] + [f"{folders[i % len(folders)]}{dice.pick(WORDS)}-{i}.md" for i in range(1, pages)]
        nav = ["nav:"]
        for folder in folders:
            mine = [path for path in paths if os.path.dirname(path) == folder.rstrip("/")]
            if folder and mine:
                nav.append(f"  - {folder.rstrip('/').capitalize()}:")
            nav += [("      - " if folder else "  - ") + path for path in mine]
        self.put(
            f"{repo}/mkdocs.yml",
            f"site_name: {repo}\nsite_description: {prose.title()}\nplugins: [techdocs-core]\n" + "\n".join(nav) + "\n",
        )
        for path in paths:
            page = Page(dice, prose, self.options)
            self.put(f"{repo}/docs/{path}", page.write(prose.title(), path, paths))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="folder to write; must not exist, unless --force")
    parser.add_argument("--repos", type=int, default=200)
    parser.add_argument("--entities", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=4000)
    parser.add_argument("--words", type=int, default=600, help="words of a page, on average")
    parser.add_argument("--code", type=int, default=3, help="weight of code blocks; paragraphs have 6")
    parser.add_argument("--links", type=int, default=2, help="weight of links between pages")
    parser.add_argument("--tables", type=int, default=1, help="weight of tables")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--force", action="store_true", help="replace the folder")
    options = parser.parse_args()
    if options.repos < 1:
        parser.error("--repos must be at least 1")
    if os.path.exists(options.out):
        if not options.force:
            parser.error(f"{options.out} exists; give --force to replace it")
        shutil.rmtree(options.out)
    organisation = Organisation(options.out, options)
    organisation.write()
    print(
        f"{options.repos} repositories, {options.entities} entities, {options.pages} pages, "
        f"{organisation.written / 1e6:.1f} MB -> {options.out}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
