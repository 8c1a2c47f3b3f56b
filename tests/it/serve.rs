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
        let folder = std::env::temp_dir().join(format!("backlot-serve-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for (path, text) in files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_backlot"))
            .args(["serve", folder.to_str().unwrap(), "--port", "18400"])
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
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(stream, "GET /__backlot/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port).unwrap();
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
