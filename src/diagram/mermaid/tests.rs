use super::super::problem::Drawing;
use super::render;

fn drawn(text: &str) -> Drawing {
    render(text).unwrap_or_else(|problem| panic!("{problem:?} in\n{text}"))
}

/// Each type by statements of Mermaid's documentation in words of our own; what has to stand in the drawing.
const DRAWN: &[(&str, &[&str])] = &[
    (
        "flowchart LR\nA:::hot --> B\nclassDef hot fill:#f00,color:#fff\nstyle B fill:#0f0",
        &["fill=\"#ff0000\"", "fill=\"#00ff00\"", "fill=\"#ffffff\""],
    ),
    (
        "graph TD\nA[I #9829; you] -->|#quot;yes#quot;| B\nlinkStyle 0 stroke:#00f,stroke-width:3px",
        &["I ♥ you", "&quot;yes&quot;", "stroke-width=\"3\""],
    ),
    ("---\ntitle: Over all\n---\nflowchart\n A --> B\n", &["Over all</text>", "aria-label=\"Over all\""]),
    (
        "flowchart\naccTitle: For all\naccDescr: What it shows\nA",
        &["<title>For all</title><desc>What it shows</desc>"],
    ),
    ("%%{init: {'theme': 'dark'}}%%\nflowchart\n%% nothing\nA@{ shape: cyl, label: \"Store\" }", &["Store"]),
    (
        "sequenceDiagram\ntitle Hello\nA->>B: I #9829; you!\nbox Aqua Group\nparticipant C\nend\nrect rgb(0, 255, 0)\nB-->>C: x\nend\nlink A: Home @ https://x.y",
        &[
            "I ♥ you!",
            "Hello",
            ">Group<",
            "color-mix(in srgb,#00ffff",
            "color-mix(in srgb,#00ff00",
            "href=\"https://x.y\"",
        ],
    ),
    ("sequenceDiagram\nautonumber 10 5\nA->>B: x\nB->>A: y", &["10. x", "15. y"]),
    (
        "classDiagram\nAnimal <|-- Duck\nnote for Duck \"can fly\\ncan swim\"\nlink Duck \"https://x.y\" \"more\"",
        &["can fly", "can swim", "href=\"https://x.y\"", "<title>more</title>"],
    ),
    (
        "stateDiagram-v2\nstate Active {\n[*] --> A\n--\n[*] --> B\n}\nclassDef bad fill:#f00\nclass A bad",
        &[">A<", ">B<", "#ff0000"],
    ),
    (
        "erDiagram\ntitle Shop\nC only one to zero or more D : has\nC {\nint id PK \"the key\"\n}",
        &["Shop", ">has<"],
    ),
    ("pie showData title Pets\n\"Dogs\" : 3\n\"Cats\" : 1", &["Pets", "Dogs · 3 (75 %)"]),
    (
        "requirementDiagram\nrequirement r1 {\nid: 1\ntext: must work\nrisk: high\nverifymethod: test\n}\nelement e1 {\ntype: simulation\n}\ne1 - satisfies -> r1\nr1 <- copies - e1",
        &[
            "«Requirement»",
            "ID: 1",
            "Text: must work",
            "Risk: high",
            "Verification: test",
            "Type: simulation",
            "«satisfies»",
            "«copies»",
        ],
    ),
    (
        "C4Context\ntitle System\nPerson(a, \"Ann\", \"a person\")\nEnterprise_Boundary(b, \"Bank\") {\nSystem_Ext(s, \"Mail\", \"sends\", $link=\"https://x.y\")\nSystemDb(d, \"Store\")\n}\nRel(a, s, \"reads\", \"HTTPS\")\nBiRel(s, d, \"syncs\")\nUpdateElementStyle(a, $bgColor=\"red\")\nUpdateRelStyle(a, s, $lineColor=\"blue\")",
        &[
            "System",
            "Ann",
            "[Person]",
            "a person",
            "Bank [Enterprise]",
            "[External System]",
            "reads",
            "[HTTPS]",
            "syncs",
            "fill=\"#ff0000\"",
            "href=\"https://x.y\"",
        ],
    ),
    (
        "C4Dynamic\nContainer(a, \"App\", \"Go\")\nComponent(b, \"Part\", \"Rust\", \"does\")\nRelIndex(7, a, b, \"asks\")\nRel(b, a, \"answers\")",
        &["[Container: Go]", "[Component: Rust]", "7: asks", "2: answers"],
    ),
    (
        "C4Deployment\nDeployment_Node(n, \"Host\", \"Linux\") {\nContainer(c, \"App\", \"Go\", \"runs\")\n}",
        &["Host [Linux]", "runs"],
    ),
    (
        "architecture-beta\ngroup api(cloud)[API]\nservice db(database)[Database] in api\nservice web(internet)[Web]\njunction j in api\nweb:R -[asks]-> L:j\nj:R --> L:db{group}",
        &["API", "Database", ">Web<", ">asks<"],
    ),
    (
        "block-beta\ncolumns 3\na[\"A label\"] b:2\nspace\nblock:g:2\nc d((\"round\"))\nend\nx<[\"down\"]>(down)\na -- \"goes\" --> c\nstyle b fill:#f00",
        &["A label", ">b<", ">c<", ">round<", ">down<", ">goes<", "fill=\"#ff0000\""],
    ),
    (
        "gantt\ntitle Plan\ndateFormat YYYY-MM-DD\naxisFormat %d.%m.\nsection One\nFirst :a, 2024-01-01, 3d\nThen :crit, after a, 24h\nsection Two\nEnd :milestone, 2024-01-10, 0d\nLine :vert, v, 2024-01-05, 0d",
        &["Plan", ">One<", ">Two<", ">First<", ">Then<", ">End<", ">Line<", "g-danger"],
    ),
    (
        "gitGraph\ncommit id: \"one\" tag: \"v1\"\nbranch dev order: 2\ncommit type: HIGHLIGHT\ncheckout main\nmerge dev id: \"m\" tag: \"v2\"\ncheckout dev\ncommit \"why\"\ncheckout main\ncherry-pick id: \"one\"",
        &[">one<", ">v1<", ">dev<", ">main<", ">m<", ">v2<", ">why<", "cherry-pick: one"],
    ),
    (
        "%%{init: {'gitGraph': {'mainBranchName': 'trunk', 'showCommitLabel': false}}}%%\ngitGraph TB:\ncommit id: \"hidden\"",
        &[">trunk<"],
    ),
    (
        "journey\ntitle Day\nsection Work\nMake tea: 5: Me, Cat\nSleep: 1: Cat",
        &["Day", "Work", "Make tea", ">5<", ">Cat<"],
    ),
    (
        "kanban\ntodo[To do]\n  t1[Write]@{ assigned: 'ann', ticket: MC-1, priority: 'High' }\ndone\n  [Other]",
        &["To do", ">Write<", ">ann<", "MC-1", "Priority: High", ">done<", ">Other<"],
    ),
    (
        "---\nconfig:\n  kanban:\n    ticketBaseUrl: 'https://x.y/#TICKET#'\n---\nkanban\n a\n  b[B]@{ ticket: T-2 }",
        &["href=\"https://x.y/T-2\""],
    ),
    (
        "mindmap\n  root((Top))\n    A\n      (round)\n    B[\"`**bold** and\n    more`\"]\n      ::icon(fa fa-book)\n    c{{hex}}\n    d))bang((\n    e)cloud(",
        &[">Top<", ">A<", ">round<", "bold and", ">hex<", ">bang<", ">cloud<"],
    ),
    (
        "packet-beta\ntitle UDP\n0-15: \"Source\"\n16-31: \"Target\"\n+40: \"Data\"",
        &["UDP", ">Source<", "Data: 32 to 71", ">71<"],
    ),
    (
        "quadrantChart\ntitle Where\nx-axis Low --> High\ny-axis Bad --> Good\nquadrant-1 Do\nquadrant-3 Leave\nA: [0.3, 0.6]\nB:::c: [0.9, 0.1] radius: 12\nclassDef c color: #f00",
        &["Where", "Low", "High", ">Do<", ">Leave<", ">A<", "fill=\"#ff0000\"", "r=\"12\""],
    ),
    (
        "radar-beta\ntitle Skills\naxis a[\"Ada\"], b, c\ncurve x[\"Me\"]{1, 2, 3}\ncurve y{ c: 1, a: 2, b: 3 }\nmax 5\ngraticule polygon",
        &["Skills", ">Ada<", ">Me<", "Me: Ada 1, b 2, c 3", "y: Ada 2, b 3, c 1"],
    ),
    ("sankey-beta\n\n\"a, b\",c,10\nc,\"say \"\"d\"\"\",4", &["a, b 10", "say &quot;d&quot; 4", "c → say"]),
    (
        "timeline\ntitle History\nsection Early\n2002 : Started : Grew\n    : Paused\n2004: Sold",
        &["History", ">Early<", ">2002<", ">Started<", ">Grew<", ">Paused<", ">Sold<"],
    ),
    (
        "treemap-beta\n\"All\"\n  \"A\": 30:::hot\n  \"B\"\n    \"b one\": 10\nclassDef hot fill:#f00",
        &[">All<", "A: 30", "b one: 10", "fill=\"#ff0000\""],
    ),
    (
        "xychart-beta\ntitle \"Sales\"\nx-axis [jan, \"feb two\"]\ny-axis \"Money\" 0 --> 10\nbar [5, 6]\nline \"Trend\" [1, 9.5]",
        &["Sales", ">jan<", "feb two", ">Money<", ">10<", ">Trend<"],
    ),
    ("xychart horizontal\nbar [-5, 6]", &["g-solid"]),
];

#[test]
fn every_type_is_drawn() {
    for (text, parts) in DRAWN {
        let drawing = drawn(text);
        for part in *parts {
            assert!(drawing.svg.contains(part), "{part} is missing of\n{text}\n{}", drawing.svg);
        }
        assert_eq!(drawing.svg.matches("<svg").count(), 1);
        assert!(!drawing.svg.contains("NaN") && !drawing.svg.contains("inf"), "{}", drawing.svg);
    }
}

#[test]
fn what_is_not_understood_is_told_with_its_line() {
    for (text, line) in [
        ("flowchart LR\nA --> B\nA -->", 3),
        ("sequenceDiagram\nA->>B: x\nwhat is this", 3),
        ("classDiagram\nclass A\nwhat is this", 3),
        ("stateDiagram\nA --> B\nwhat is this", 3),
        ("erDiagram\nA ||--|| B : x\nA what B", 3),
        ("pie\n\"a\" : x", 2),
        ("requirementDiagram\nrequirement r {\nwhat: x\n}", 3),
        ("C4Context\nWhat(a, b)", 2),
        ("architecture-beta\nservice a(cloud)[A]\na:R --> L:b", 3),
        ("block-beta\ncolumns 2\na[never closed", 3),
        ("gantt\ndateFormat YYYY-MM-DD\nA : soon, 3d", 3),
        ("gitGraph\ncommit\ncheckout nowhere", 3),
        ("journey\nTea: many: Me", 2),
        ("packet-beta\n0-7: \"a\"\n9-15: \"b\"", 3),
        ("quadrantChart\nA: [0.3, 7]", 2),
        ("radar-beta\naxis a, b, c\ncurve x{1, 2, 3, 4}", 3),
        ("sankey-beta\na,b", 2),
        ("treemap-beta\n\"a\": many", 2),
        ("xychart-beta\nbar [1, x]", 2),
        ("mindmap\n a\n b", 3),
        ("zenuml\nA.b()", 1),
    ] {
        let problem = render(text).map(|drawing| drawing.svg).unwrap_err();
        assert_eq!(problem.line, Some(line), "{problem:?} in\n{text}");
    }
}

#[test]
fn what_only_mermaid_draws_is_told() {
    for (text, line) in [
        ("flowchart\nA\nclick A \"javascript:alert(1)\"", 3),
        ("flowchart\nA\nstyle A fill:url(x)", 3),
        ("sequenceDiagram\nA->>B: x\nlinks A: {\"a\": \"b\"}", 3),
        ("architecture-beta\nservice a(logos:aws)[A]", 2),
        ("mindmap\n a\n ::icon(fa fa-x)", 3),
    ] {
        let drawing = drawn(text);
        assert_eq!(
            drawing.left_out.iter().map(|problem| problem.line).collect::<Vec<_>>(),
            [Some(line)],
            "{text}"
        );
    }
}

/// Work is bounded by counts: these are refused, or drawn, without the product or the depth they ask for.
#[test]
fn floods_are_refused() {
    let many = |count: usize, item: &dyn Fn(usize) -> String, between: &str| {
        (0..count).map(item).collect::<Vec<_>>().join(between)
    };
    let names = |start: &str| many(3000, &|at| format!("{start}{at}"), " & ");
    let deep = |open: &str, count: usize| open.repeat(count);
    for text in [
        format!("flowchart\n{} --> {}", names("a"), names("b")),
        format!("flowchart\n{}", many(10_000, &|at| format!("n{at}"), "\n")),
        format!("flowchart\n{}", deep("subgraph a\n", 5000)),
        format!("stateDiagram-v2\n{}", deep("state a {\n", 5000)),
        format!("stateDiagram-v2\nstate a {{\n{}", deep("--\n", 5000)),
        format!("classDiagram\n{}", deep("namespace a {\n", 5000)),
        format!("sequenceDiagram\n{}", deep("loop x\n", 5000)),
        format!("block-beta\n{}", deep("block\n", 5000)),
        format!("mindmap\n{}", many(5000, &|at| format!("{}a", " ".repeat(at % 100)), "\n")),
        format!("C4Context\n{}", deep("Boundary(a, b) {\n", 5000)),
        format!("gitGraph\n{}", deep("commit\n", 5000)),
        format!("gantt\n{}", deep("a : 1970-01-01, 1d\n", 5000)),
        format!("sankey-beta\n{}", many(5000, &|at| format!("a{at},b{at},1"), "\n")),
        "packet-beta\n0-4294967295: \"x\"".to_owned(),
        format!("timeline\n{}", deep("a : b\n", 5000)),
        format!("xychart-beta\nbar [{}]", many(5000, &|_| "1".to_owned(), ",")),
        format!("architecture-beta\n{}", many(5000, &|at| format!("service a{at}"), "\n")),
        format!("requirementDiagram\n{}", many(5000, &|at| format!("element a{at} {{\n}}"), "\n")),
    ] {
        assert!(render(&text).is_err(), "{}", &text[..60]);
    }
    // A circle of flows, and tasks that wait for each other.
    assert!(render("sankey-beta\na,b,1\nb,a,1").is_err());
    assert!(render("gantt\na : x, after y, 1d\nb : y, after x, 1d").is_err());
    // A name of a megabyte is shortened or set as it is, once.
    let long = "x".repeat(60_000);
    for text in [
        format!("flowchart\nA[{long}]"),
        format!("sequenceDiagram\nA->>B: {long}"),
        format!("mindmap\n {long}"),
    ] {
        assert!(drawn(&text).svg.len() < 4 * long.len());
    }
}

#[test]
fn cut_off_or_shuffled_nothing_panics() {
    for (text, _) in DRAWN {
        for (at, _) in text.char_indices().step_by(3) {
            let _ = render(&text[..at]);
        }
        let mut lines: Vec<&str> = text.lines().skip(1).collect();
        lines.reverse();
        let head = text.lines().next().unwrap_or_default();
        let _ = render(&format!("{head}\n{}", lines.join("\n")));
        // The statements of each type below the head of each other.
        for (other, _) in DRAWN {
            let _ = render(&format!("{head}\n{}", other.lines().skip(1).collect::<Vec<_>>().join("\n")));
        }
    }
}
