//! Requests to answers.
//!
//! In: requests on a port. Out: files of the site as it is now, and server-sent events. Never: answers a request that names another
//! host (a page elsewhere that rebinds its name to this machine) or that a page of another origin sends; writes a file.

use std::fmt::Write as _;
use std::io::{Cursor, Write};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use super::mark::Mark;
use super::state::{State, Status};
use crate::artifact::media_type;
use crate::pipeline::STACK;
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
pub(super) fn bind(host: IpAddr, first: u16) -> Option<(Arc<Server>, u16)> {
    (first..first.saturating_add(PORTS)).find_map(|port| {
        let server = Server::http(SocketAddr::new(host, port)).ok()?;
        // The system chooses where 0 is asked for.
        let port = server.server_addr().to_ip().map_or(port, |address| address.port());
        Some((Arc::new(server), port))
    })
}

/// `127.0.0.1:8000`, to be put into a URL.
pub(super) fn authority(host: IpAddr, port: u16) -> String {
    SocketAddr::new(host, port).to_string()
}

/// Answers requests from now on, on threads of its own.
pub(super) fn answer(server: &Arc<Server>, state: &Arc<State>, host: IpAddr, port: u16) {
    for _ in 0..ANSWERING {
        let (server, state) = (Arc::clone(server), Arc::clone(state));
        let act = move || {
            while let Ok(request) = server.recv() {
                respond(request, &state, host, port);
            }
        };
        // Pages are rendered here. One thread fewer is slower and no worse.
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(act);
    }
}

type Answer = Response<Cursor<Vec<u8>>>;

fn respond(request: Request, state: &Arc<State>, host: IpAddr, port: u16) {
    if !is_for_us(&request, host, port) {
        let _ = request.respond(plain(421, "this preview answers to the address it was started at only\n"));
        return;
    }
    if !is_from_us(&request, host, port) {
        let _ = request.respond(plain(403, "this preview answers to its own pages only\n"));
        return;
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(plain(405, "this preview only shows\n"));
        return;
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let path = decoded(path);
    if path == format!("{OWN}events") {
        let page = query.strip_prefix("page=").map(|page| SitePath::new(decoded(page)).file());
        let state = Arc::clone(state);
        let act = move || events(request, &state, page.as_ref());
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(act);
        return;
    }
    // A browser that went away is nobody's loss.
    let _ = request.respond(answer_for(&path, state));
}

/// A path of a URL as one below the site's root.
fn decoded(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    percent_decode_str(path).decode_utf8_lossy().trim_start_matches('/').to_owned()
}

fn answer_for(path: &str, state: &State) -> Answer {
    match path.strip_prefix(OWN) {
        Some("preview.js") => return file("preview.js", SCRIPT.as_bytes(), 200),
        Some("overlay") => return plain(200, &state.overlay()),
        Some(_) => return plain(404, "there is nothing here\n"),
        None => {}
    }
    let asked = SitePath::new(path.to_owned());
    if let Some(bytes) = state.get(&asked.file()) {
        return file(asked.file().as_str(), &bytes, 200);
    }
    if !path.ends_with('/') && state.get(&SitePath::new(format!("{path}/")).file()).is_some() {
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
fn is_for_us(request: &Request, own: IpAddr, port: u16) -> bool {
    header(request, "Host").is_some_and(|host| is_our_host(host, own, port))
}

/// Whether a request that a page sends is sent by one of ours. What is typed, and links that are followed, name no origin.
fn is_from_us(request: &Request, own: IpAddr, port: u16) -> bool {
    header(request, "Origin")
        .is_none_or(|origin| origin.strip_prefix("http://").is_some_and(|host| is_our_host(host, own, port)))
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Whether a host is this machine's. Beyond loopback it is any address, but no name: a name may be anybody's.
fn is_our_host(host: &str, own: IpAddr, port: u16) -> bool {
    let name = host.strip_suffix(&format!(":{port}")).unwrap_or(host);
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || address.is_ok_and(|address| address.is_loopback() || !own.is_loopback())
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

/// Tells a browser what its page is now whenever something changed, until it leaves.
fn events(request: Request, state: &State, page: Option<&SitePath>) {
    let mut out = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut status = state.status();
    let mut send = |text: &str| out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_ok();
    let mut open = send(&format!("{head}{}", event(&status, state, page)));
    while open {
        open = match state.wait(status.version, Duration::from_secs(15)) {
            Some(newer) => {
                status = newer;
                send(&event(&status, state, page))
            }
            // A line that says nothing, to notice a browser that has left.
            None => send(":\n\n"),
        };
    }
}

/// What a browser is told: its page, as it would be served now, by hashes.
fn event(status: &Status, state: &State, page: Option<&SitePath>) -> String {
    if status.slow {
        return "event: slow\ndata:\n\n".to_owned();
    }
    let mark = page.and_then(|page| state.get(page)).map(|bytes| Mark::of(&bytes)).unwrap_or_default();
    let mut text = format!(
        "data: {{\"version\":{},\"page\":\"{:x}\",\"styles\":\"{:x}\",\"copies\":[",
        status.version, mark.page, mark.styles
    );
    for (at, path) in status.copies.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let _ = write!(text, "{comma}\"/{}\"", path.encoded());
    }
    text + "]}\n\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let loopback = IpAddr::from([127, 0, 0, 1]);
        let all = IpAddr::from([0, 0, 0, 0]);
        for (host, at_home, to_all) in [
            ("localhost:8000", true, true),
            ("127.0.0.1:8000", true, true),
            ("[::1]:8000", true, true),
            ("localhost", true, true),
            ("192.168.1.7:8000", false, true),
            ("localhost:9000", false, false),
            ("evil.example:8000", false, false),
            ("localhost.evil.example:8000", false, false),
            ("", false, false),
        ] {
            assert_eq!(is_our_host(host, loopback, 8000), at_home, "{host}");
            assert_eq!(is_our_host(host, all, 8000), to_all, "{host}");
        }
    }

    #[test]
    fn the_script_goes_into_the_head() {
        let page = with_script(b"<html><head><title>x</title></head><body></body></html>");
        let text = String::from_utf8(page).unwrap();
        assert!(text.contains("preview.js\"></script></head>"), "{text}");
    }
}
