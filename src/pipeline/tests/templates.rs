//! The page of a template: form, steps, outputs, skeleton.

use super::{Site, between, holds, lacks};

const TEMPLATE: &str = r#"apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: new, title: New thing, tags: [go]}
spec:
  type: service
  owner: team
  parameters:
    - title: What?
      description: Say **what**.
      required: [name, database]
      properties:
        name: {type: string, title: Name, pattern: "^[a-z]+$", minLength: 3, maxLength: 20, ui:help: Short}
        size: {type: integer, enum: [1, 2], enumNames: [Small, Large], default: 2}
        owner: {type: string, ui:field: OwnerPicker, ui:options: {catalogFilter: {kind: Group}}}
        hosts: {type: array, items: {type: string}}
        database:
          type: object
          title: Database
          required: [engine]
          properties:
            engine: {type: string, oneOf: [{const: pg, title: Postgres}, {const: none, title: None}]}
      dependencies:
        size:
          oneOf:
            - properties: {size: {enum: [1]}}
            - properties: {size: {enum: [2]}, reason: {type: string, title: Reason}}
  steps:
    - id: fetch
      name: Fetch it
      action: fetch:template
      input: {url: ./skeleton, values: {name: "${{ parameters.name }}", deep: {list: [a, b]}}}
    - id: each
      action: debug:log
      if: ${{ parameters.size > 1 }}
      each: ["x", "y"]
    - id: away
      action: fetch:plain
      input: {url: ../../../../etc}
  output:
    links: [{title: Repository, url: "${{ steps.x.output.remoteUrl }}"}, {title: Guide, url: "https://guide.example/"}]
    text: [{title: Next, content: "Read **this**"}]
"#;

fn page() -> String {
    let site = Site::of(&[
        ("org/it/templates/new/template.yaml", TEMPLATE),
        ("org/it/templates/new/skeleton/README.md", "# ${{ values.name }}\n<script>alert(1)</script>\n"),
        ("org/it/templates/new/skeleton/src/main.go", "package main\n"),
        ("org/it/templates/new/skeleton/logo.png", "\u{0}\u{1}"),
    ]);
    site.text("catalog/default/template/new/")
}

#[test]
fn the_form_is_readable() {
    let page = page();
    let form = between(&page, "<h2>Parameters</h2>", "<h2>Steps");
    holds(form, "Say <strong>what</strong>.");
    holds(form, "Name <span class=\"req\">required</span>");
    holds(form, "<code>name</code> · text · 3 to 20 characters · matches ^[a-z]+$");
    holds(form, "Short");
    holds(form, "Small <code>1</code>");
    holds(form, "default <code>2</code>");
    holds(form, "Pick from the catalog: Group.");
    holds(form, "<code>hosts</code> · list of text");
    holds(form, "<div class=\"d1\"><dt>engine <span class=\"req\">required</span>");
    holds(form, "Postgres <code>pg</code>");
    let reason = between(form, "<dt>Reason", "</div>");
    holds(reason, "Only if size is 2");
}

#[test]
fn steps_show_their_whole_input() {
    let page = page();
    let steps = between(&page, "<h2>Steps", "Template files");
    holds(steps, "<h3>Fetch it</h3>");
    holds(steps, "${{ parameters.name }}");
    holds(steps, "list");
    holds(steps, "if <code>${{ parameters.size &gt; 1 }}</code>");
    holds(steps, "for each of <code>[&quot;x&quot;,&quot;y&quot;]</code>");
    holds(steps, "<a href=\"https://guide.example/\" rel=\"noopener\">");
    lacks(steps, "href=\"${{");
    holds(steps, "Read <strong>this</strong>");
}

#[test]
fn the_skeleton_is_listed_and_shown() {
    let page = page();
    let files = between(&page, "Template files", "</section>");
    holds(files, "<code>./skeleton</code> <span class=\"n\">3</span>");
    holds(files, "<code>README.md</code>");
    holds(files, "${{ values.name }}");
    holds(files, "<code>src/main.go</code>");
    holds(files, "binary");
    lacks(files, "<script>");
    lacks(files, "etc");
}
