//! The preview, as a browser meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A preview of a folder of its own, ended with the test.
struct Preview {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Preview {
    fn of(name: &str, files: &[(&str, &str)]) -> Self {
        Self::with(name, files, &[])
    }

    fn with(name: &str, files: &[(&str, &str)], flags: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("backlot-serve-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for (path, text) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_backlot"))
            .args(["serve", folder.to_str().unwrap(), "--port", "18400"])
            .args(flags)
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("the preview ended").unwrap();
            if let Some(rest) = line.strip_prefix("Serving http://127.0.0.1:") {
                break rest.split('/').next().unwrap().parse().unwrap();
            }
        };
        // Somebody has to read what it says, or it stops when the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, folder, port }
    }

    fn request(&self, text: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.request(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
            self.port
        ))
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.join(path), text).unwrap();
    }

    /// Reads events until one has another version than the first.
    fn events(&self) -> impl FnMut() -> String + use<> {
        self.events_of("")
    }

    fn events_of(&self, query: &str) -> impl FnMut() -> String + use<> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET /__backlot/events{query} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port)
            .unwrap();
        let mut lines = BufReader::new(stream).lines();
        move || loop {
            let line = lines.next().expect("the stream ended").unwrap();
            if let Some(version) = line.strip_prefix("data: ") {
                break version.to_owned();
            }
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

const SHOP: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\nspec:\n  type: service\n  \
                    lifecycle: production\n  owner: group:team\n";

#[test]
fn it_follows_the_files_and_survives_broken_input() {
    let preview = Preview::of("follow", &[("shop/catalog-info.yaml", SHOP)]);
    let entity = "/api/catalog/entities/by-name/component/default/shop.json";
    assert!(preview.get(entity).starts_with("HTTP/1.1 200"), "{}", preview.get(entity));

    let mut next = preview.events();
    let first = next();
    preview.write("shop/catalog-info.yaml", &SHOP.replace("name: shop", "name: store"));
    let second = next();
    assert_ne!(first, second);
    let store = entity.replace("shop", "store");
    assert!(preview.get(&store).starts_with("HTTP/1.1 200"));

    preview.write("shop/catalog-info.yaml", "kind: [\n");
    let third = next();
    assert_ne!(second, third);
    assert!(preview.get("/__backlot/overlay").contains("error["), "{}", preview.get("/__backlot/overlay"));
    assert!(preview.get(&store).starts_with("HTTP/1.1 200"), "the last good page stays");

    preview.write("shop/catalog-info.yaml", SHOP);
    assert_ne!(third, next());
    assert!(preview.get(entity).starts_with("HTTP/1.1 200"));
    assert!(preview.get(&store).starts_with("HTTP/1.1 404"));
}

#[test]
fn it_answers_to_this_machine_and_shows_only_the_site() {
    let preview = Preview::of("guard", &[("shop/catalog-info.yaml", SHOP), ("secret.txt", "secret")]);
    let foreign = preview.request("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(foreign.starts_with("HTTP/1.1 421"), "{foreign}");
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/secret.txt", "//etc/passwd", "/..%2f..%2fetc/passwd"]
    {
        assert!(preview.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    let post = preview
        .request("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assert!(post.starts_with("HTTP/1.1 405"), "{post}");
}

/// The same choices for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

/// An organisation that is edited at random: what a page says depends on the step, so that every edit shows.
struct Edited {
    folder: PathBuf,
    dice: Dice,
    step: usize,
}

impl Edited {
    const FILES: &[(&str, &str)] = &[
        (
            "shop/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  annotations:\n    backstage.io/techdocs-ref: dir:.\nspec:\n  type: service\n  lifecycle: production\n  owner: group:team\n",
        ),
        (
            "shop/mkdocs.yml",
            "site_name: Shop\nplugins: [techdocs-core]\nmarkdown_extensions: [pymdownx.snippets]\n",
        ),
        (
            "shop/docs/index.md",
            "# Shop\n\n[Guide](guide.md#install), [team](../../team/docs/index.md)\n\n--8<-- \"docs/part.txt\"\n",
        ),
        ("shop/docs/guide.md", "# Guide\n\n## Install\n\nWords.\n"),
        ("shop/docs/part.txt", "a part\n"),
        ("shop/docs/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>"),
        (
            "team/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team\n  annotations:\n    backstage.io/techdocs-ref: dir:.\nspec:\n  type: team\n  children: []\n",
        ),
        ("team/docs/index.md", "# Team\n\n![](picture.png) `component:default/shop`\n"),
    ];

    fn pages(&self) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for folder in ["shop/docs", "shop/docs/sub", "team/docs"] {
            let entries = std::fs::read_dir(self.folder.join(folder)).into_iter().flatten();
            all.extend(
                entries
                    .map(|entry| entry.unwrap().path())
                    .filter(|path| path.extension().is_some_and(|it| it == "md")),
            );
        }
        all.sort();
        all
    }

    fn write(path: &std::path::Path, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Changes something; says what.
    fn edit(&mut self) -> String {
        self.step += 1;
        let step = self.step;
        let (pages, catalog) = (self.pages(), self.folder.join("shop/catalog-info.yaml"));
        let page = pages[self.dice.below(pages.len())].clone();
        let text = std::fs::read_to_string(&page).unwrap();
        let more = format!("{text}\nStep {step} [there](nowhere{step}.md) [g](guide.md#install)\n");
        let what = match self.dice.below(13) {
            0 | 1 => {
                Self::write(&page, &more);
                "appended"
            }
            2 => {
                // As vim and many others save.
                let beside = page.with_extension("md~new");
                Self::write(&beside, &format!("# Title {step}\n\n## Install {step}\n"));
                std::fs::rename(&beside, &page).unwrap();
                "replaced"
            }
            3 => {
                Self::write(&page, &text);
                "saved again"
            }
            4 => {
                Self::write(
                    &self.folder.join(format!("shop/docs/sub/new{step}.md")),
                    &format!("# New {step}\n"),
                );
                "added"
            }
            5 if pages.len() > 4 => {
                std::fs::remove_file(&page).unwrap();
                "removed"
            }
            6 => {
                Self::write(&self.folder.join("shop/docs/part.txt"), &format!("part {step}\n"));
                "included file"
            }
            7 => {
                let svg =
                    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{step}\" height=\"2\"/>");
                Self::write(&self.folder.join("shop/docs/picture.svg"), &svg);
                "picture"
            }
            8 => {
                Self::write(
                    &catalog,
                    &Self::FILES[0].1.replace("lifecycle: production", &format!("lifecycle: l{step}")),
                );
                "entity"
            }
            9 => {
                Self::write(
                    &self.folder.join("shop/mkdocs.yml"),
                    &format!(
                        "{}theme: {{features: [navigation.tabs]}}\nsite_description: d{step}\nnav:\n  - T{step}: index.md\n",
                        Self::FILES[1].1
                    ),
                );
                "nav"
            }
            10 => {
                let (one, other) = (self.folder.join("shop/docs/sub"), self.folder.join("shop/docs/moved"));
                let (from, to) = if one.exists() { (one, other) } else { (other, one) };
                if from.exists() {
                    std::fs::rename(from, to).unwrap();
                }
                "renamed folder"
            }
            11 => {
                let away = self.folder.with_extension("away");
                let team = self.folder.join("team");
                std::fs::rename(&team, &away).unwrap();
                std::fs::rename(&away, &team).unwrap();
                "repository moved away and back"
            }
            _ => {
                Self::write(
                    &self.folder.join(format!("new{step}/catalog-info.yaml")),
                    &SHOP.replace("shop", &format!("shop{step}")),
                );
                "new repository"
            }
        };
        format!("step {step}: {what} {}", page.display())
    }
}

/// Every file that a build writes, by path.
fn built(folder: &std::path::Path, out: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let status = Command::new(env!("CARGO_BIN_EXE_backlot"))
        .args(["build", folder.to_str().unwrap(), "-o", out.to_str().unwrap()])
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.code().is_some_and(|code| code < 2));
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(out).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files.remove(".nojekyll");
    files
}

impl Preview {
    /// Status and body, without what the preview adds.
    fn bytes(&self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let path =
            percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string();
        write!(stream, "GET /{path} HTTP/1.0\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let at = answer.windows(4).position(|part| part == b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&answer[..at]).into_owned();
        let tag = b"<script type=\"module\" src=\"/__backlot/preview.js\"></script>";
        let mut body = answer[at + 4..].to_vec();
        if let Some(at) = body.windows(tag.len()).position(|part| part == tag) {
            body.drain(at..at + tag.len());
        }
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body)
    }

    /// How what is served differs from a clean build; `None` where it does not.
    fn differs(
        &self,
        built: &std::collections::BTreeMap<String, Vec<u8>>,
        gone: &std::collections::BTreeSet<String>,
    ) -> Option<String> {
        for (path, bytes) in built {
            let (status, served) = self.bytes(path);
            // The page that stands for missing ones is one of them itself.
            if &served != bytes || (status != 200 && path != "404.html") {
                let at = served.iter().zip(bytes).take_while(|(a, b)| a == b).count();
                let part = |all: &[u8]| {
                    String::from_utf8_lossy(
                        &all[at.saturating_sub(60).min(all.len())..(at + 60).min(all.len())],
                    )
                    .into_owned()
                };
                return Some(format!(
                    "{path}: {status}\nserved …{}…\nbuilt …{}…",
                    part(&served),
                    part(bytes)
                ));
            }
        }
        let there = gone.iter().find(|path| self.bytes(path).0 == 200);
        there.map(|path| format!("{path} is there still"))
    }
}

/// `BACKLOT_SOAK=1000` edits as often; few are enough to notice a thing that is not followed.
#[test]
fn at_rest_it_is_a_clean_build() {
    let edits = std::env::var("BACKLOT_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(24);
    let seed = std::env::var("BACKLOT_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(17);
    let preview = Preview::of("soak", Edited::FILES);
    let out = preview.folder.with_extension("built");
    let mut edited = Edited { folder: preview.folder.clone(), dice: Dice(seed), step: 0 };
    let mut ever: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
    let mut log = vec!["the start".to_owned()];
    for _ in 0..=edits {
        let built = built(&preview.folder, &out);
        let gone = ever.iter().filter(|path| !built.contains_key(*path)).cloned().collect();
        let mut tries = 0;
        while let Some(difference) = preview.differs(&built, &gone) {
            tries += 1;
            assert!(tries < 100, "after {}\n{difference}", log.join("\n"));
            std::thread::sleep(Duration::from_millis(100));
        }
        ever.extend(built.into_keys());
        log.push(edited.edit());
    }
    let _ = std::fs::remove_dir_all(out);
}

#[test]
fn bytes_that_stay_the_same_change_nothing() {
    let preview = Preview::of("same", Edited::FILES);
    let mut next = preview.events();
    let first = next();
    preview.write("shop/docs/guide.md", Edited::FILES[3].1);
    preview.write("shop/catalog-info.yaml", Edited::FILES[0].1);
    // What is told next is this one.
    preview.write("shop/docs/guide.md", "# Another\n");
    let second = next();
    let version = |event: &str| {
        event.split("\"version\":").nth(1).unwrap().split(',').next().unwrap().parse::<u64>().unwrap()
    };
    assert_eq!(version(&second), version(&first) + 1, "{second}");
    assert!(preview.get("/docs/default/component/shop/guide/").contains("Another"));
}

#[test]
fn only_the_page_that_differs_is_told_to_reload() {
    let preview = Preview::of("marks", Edited::FILES);
    let mark = |event: &str| event.split("\"page\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut guide = preview.events_of("?page=/docs/default/component/shop/guide/");
    let mut team = preview.events_of("?page=/docs/default/group/team/");
    let (guide_before, team_before) = (mark(&guide()), mark(&team()));
    preview.write("shop/docs/guide.md", "# Guide\n\n## Install\n\nOther words.\n");
    assert_ne!(mark(&guide()), guide_before);
    assert_eq!(mark(&team()), team_before);
}

#[test]
fn a_page_of_another_origin_is_refused() {
    let preview = Preview::of("origin", &[("shop/catalog-info.yaml", SHOP)]);
    let ask = |origin: &str| {
        let port = preview.port;
        preview.request(&format!(
            "GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n"
        ))
    };
    assert!(ask("https://evil.example").starts_with("HTTP/1.1 403"));
    assert!(ask("null").starts_with("HTTP/1.1 403"));
    assert!(ask(&format!("http://localhost:{}", preview.port)).starts_with("HTTP/1.1 200"));
}

#[test]
fn a_docs_site_alone() {
    let files =
        [("mkdocs.yml", "site_name: Alone\n"), ("docs/index.md", "# Alone\n"), ("docs/a.md", "# A\n")];
    let preview = Preview::with("alone", &files, &["--docs", "--poll"]);
    assert!(preview.get("/a/").contains("<h1"), "{}", preview.get("/a/"));
    let mut next = preview.events();
    let first = next();
    preview.write("docs/a.md", "# Renamed\n");
    assert_ne!(first, next());
    assert!(preview.get("/a/").contains("Renamed"));
    assert!(preview.get("/").contains("Renamed"), "the nav follows");
}
