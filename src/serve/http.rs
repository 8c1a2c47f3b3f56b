//! Requests to answers.
//!
//! In: requests on a loopback port. Out: files of the site in memory, and server-sent events. Never: answers a
//! request for another host (a page elsewhere that rebinds its name to this machine); writes a file.

use std::io::{Cursor, Write};
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use super::state::State;
use crate::artifact::media_type;
use crate::url::SitePath;

/// How many ports are tried.
const PORTS: u16 = 50;

/// Threads that answer; one that sends events lives beside them.
const ANSWERING: usize = 4;

/// Where the preview's own things are. No page of a site begins so.
const OWN: &str = "__backlot/";

/// The script that reloads and shows what is wrong.
const SCRIPT: &str = include_str!("preview.js");

/// A server on the first free port from `first` on.
pub(super) fn bind(first: u16) -> Option<(Arc<Server>, u16)> {
    (first..first.saturating_add(PORTS))
        .find_map(|port| Server::http(("127.0.0.1", port)).ok().map(|server| (Arc::new(server), port)))
}

/// Answers requests from now on, on threads of its own.
pub(super) fn answer(server: &Arc<Server>, state: &Arc<State>, port: u16) {
    for _ in 0..ANSWERING {
        let (server, state) = (Arc::clone(server), Arc::clone(state));
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                respond(request, &state, port);
            }
        });
    }
}

type Answer = Response<Cursor<Vec<u8>>>;

fn respond(request: Request, state: &Arc<State>, port: u16) {
    if !is_for_us(&request, port) {
        let _ = request.respond(plain(421, "this preview answers to localhost only\n"));
        return;
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(plain(405, "this preview only shows\n"));
        return;
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if path == format!("{OWN}events") {
        let state = Arc::clone(state);
        std::thread::spawn(move || events(request, &state));
        return;
    }
    // A browser that went away is nobody's loss.
    let _ = request.respond(answer_for(&path, state));
}

fn answer_for(path: &str, state: &State) -> Answer {
    match path.strip_prefix(OWN) {
        Some("preview.js") => return file("preview.js", SCRIPT.as_bytes(), 200),
        Some("overlay") => return plain(200, &state.status().1),
        Some(_) => return plain(404, "there is nothing here\n"),
        None => {}
    }
    let asked = SitePath::new(path.to_owned());
    if let Some(bytes) = state.get(&asked) {
        return file(asked.file().as_str(), &bytes, 200);
    }
    if !path.ends_with('/') && state.get(&SitePath::new(format!("{path}/"))).is_some() {
        let name = crate::path::file_name(path);
        let name: String =
            percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).collect();
        return with_header(plain(302, "it is a folder\n"), "Location", &format!("./{name}/"));
    }
    match state.get(&SitePath::NOT_FOUND) {
        Some(bytes) => file(SitePath::NOT_FOUND.as_str(), &bytes, 404),
        None => file(
            SitePath::NOT_FOUND.as_str(),
            b"<!doctype html><title>Not found</title><h1>Not found</h1><p><a href=\"/\">Home</a>",
            404,
        ),
    }
}

/// Whether the request names this machine, and this port.
fn is_for_us(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    host.is_some_and(|header| is_our_host(header.value.as_str(), port))
}

fn is_our_host(host: &str, port: u16) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host == *name || host == format!("{name}:{port}"))
}

fn file(name: &str, bytes: &[u8], status: u16) -> Answer {
    let kind = media_type(name);
    let bytes = if kind.starts_with("text/html") { with_script(bytes) } else { bytes.to_vec() };
    let mut answer = Response::from_data(bytes).with_status_code(status);
    for (name, value) in [
        ("Content-Type", kind),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ] {
        answer = with_header(answer, name, value);
    }
    // A drawing that is opened by itself shall not run what somebody wrote into it.
    if kind.starts_with("image/svg") {
        let policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
        return with_header(answer, "Content-Security-Policy", policy);
    }
    answer
}

/// Values are ASCII: anything else is left out.
fn with_header(answer: Answer, name: &str, value: &str) -> Answer {
    match Header::from_bytes(name, value) {
        Ok(header) => answer.with_header(header),
        Err(()) => answer,
    }
}

fn plain(status: u16, text: &str) -> Answer {
    with_header(Response::from_string(text).with_status_code(status), "Cache-Control", "no-store")
}

/// The page with the preview's script before the end of its head.
fn with_script(page: &[u8]) -> Vec<u8> {
    const TAG: &[u8] = b"<script type=\"module\" src=\"/__backlot/preview.js\"></script>";
    let at = [&b"</head>"[..], b"</body>"]
        .iter()
        .find_map(|end| memchr::memmem::find(page, end))
        .unwrap_or(page.len());
    [&page[..at], TAG, &page[at..]].concat()
}

/// Sends the version whenever it goes up, until the browser leaves.
fn events(request: Request, state: &State) {
    let mut out = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let (mut version, _) = state.status();
    let mut send = |text: &str| out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok();
    let mut open = send(&format!("{head}data: {version}\n\n"));
    while open {
        open = match state.wait(version, Duration::from_secs(15)) {
            Some(newer) => {
                version = newer;
                send(&format!("data: {version}\n\n"))
            }
            // A line that says nothing, to notice a browser that has left.
            None => send(":\n\n"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (host, expected) in [
            ("localhost:8000", true),
            ("127.0.0.1:8000", true),
            ("[::1]:8000", true),
            ("localhost", true),
            ("localhost:9000", false),
            ("evil.example:8000", false),
            ("localhost.evil.example:8000", false),
            ("", false),
        ] {
            assert_eq!(is_our_host(host, 8000), expected, "{host}");
        }
    }

    #[test]
    fn the_script_goes_into_the_head() {
        let page = with_script(b"<html><head><title>x</title></head><body></body></html>");
        let text = String::from_utf8(page).unwrap();
        assert!(text.contains("preview.js\"></script></head>"), "{text}");
    }
}
