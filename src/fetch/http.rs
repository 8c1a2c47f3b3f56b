//! One HTTP request and its answer.
//!
//! In: a URL and headers. Out: status, headers and a bounded body, whatever the status; an error where there was no answer.
//! Never: hands a header on to another host by a redirect; shows a header or the credentials of a URL in a message.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::http::StatusCode;
use ureq::http::header::{HeaderMap, LOCATION};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};
use url::Url;

/// Most bytes of an answer: the catalog of a very large organisation has a few hundred megabytes.
const MOST: u64 = 1 << 30;

/// Most redirects of one request.
const REDIRECTS: usize = 5;

/// Makes requests, and keeps connections for the next.
#[derive(Debug, Clone)]
pub(crate) struct Client(Agent);

/// An answer.
#[derive(Debug)]
pub(crate) struct Response {
    /// Where it came from, after redirects.
    pub url: Url,
    /// Its status code: 200, 404.
    pub status: u16,
    headers: HeaderMap,
    /// Its body, unpacked.
    pub body: Vec<u8>,
}

impl Response {
    #[expect(dead_code, reason = "as its field")]
    /// A header's value; `None` where it is missing or not text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The status in words: `404 Not Found`.
    pub(crate) fn status_line(&self) -> String {
        let known = StatusCode::from_u16(self.status).ok().and_then(|status| status.canonical_reason());
        format!("{} {}", self.status, known.unwrap_or_default()).trim_end().to_owned()
    }
}

/// Why a request that was made whole by its caller had no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// There was no connection.
    #[error("it cannot be reached: {0}")]
    Connect(Error),
    /// There was no answer in time.
    #[error("it did not answer in time")]
    Timeout(Error),
    /// The connection ended too early.
    #[error("the connection broke: {0}")]
    Interrupted(Error),
    /// Something else.
    #[error("{0}")]
    Other(Error),
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreachable(String);

impl Client {
    /// A client that trusts what the system trusts and obeys `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
    pub(crate) fn new() -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_recv_response(Some(Duration::from_secs(60)))
            .timeout_recv_body(Some(Duration::from_secs(600)))
            .user_agent(concat!("backlot/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.new_agent())
    }

    /// Sends a request as it is, and answers with whatever comes; follows no redirect.
    pub(crate) fn send(
        &self,
        request: ureq::http::Request<Vec<u8>>,
    ) -> Result<ureq::http::Response<Vec<u8>>, SendError> {
        let sent = self.0.run(request).and_then(|answer| {
            let (parts, mut of_answer) = answer.into_parts();
            Ok(ureq::http::Response::from_parts(parts, body(&mut of_answer)?))
        });
        sent.map_err(|error| match &error {
            Error::HostNotFound | Error::ConnectionFailed => SendError::Connect(error),
            Error::Timeout(_) => SendError::Timeout(error),
            Error::Io(cause) => match cause.kind() {
                ErrorKind::ConnectionRefused => SendError::Connect(error),
                ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof => SendError::Interrupted(error),
                _ => SendError::Other(error),
            },
            _ => SendError::Other(error),
        })
    }

    /// Asks for `url`. A redirect is followed; to another origin, without `headers`.
    pub(crate) fn get(&self, url: &Url, headers: &[(&str, &str)]) -> Result<Response, Unreachable> {
        let mut at = url.clone();
        for _ in 0..=REDIRECTS {
            let mut request = self.0.get(at.as_str());
            if at.origin() == url.origin() {
                request =
                    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            }
            let mut answer = request.call().map_err(|error| unreachable(&at, &error))?;
            let status = answer.status();
            let next = answer.headers().get(LOCATION).and_then(|to| at.join(to.to_str().ok()?).ok());
            if status.is_redirection()
                && status != StatusCode::NOT_MODIFIED
                && let Some(next) = next
            {
                at = next;
                continue;
            }
            let body = body(answer.body_mut()).map_err(|error| unreachable(&at, &error))?;
            return Ok(Response {
                url: at,
                status: status.as_u16(),
                headers: answer.headers().clone(),
                body,
            });
        }
        Err(Unreachable(format!("`{}` redirects more than {REDIRECTS} times", host(url))))
    }
}

fn body(body: &mut Body) -> Result<Vec<u8>, Error> {
    body.with_config().limit(MOST).read_to_vec()
}

/// The host with its port, which is all of a URL that a message may show: the rest can hold a secret.
fn host(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}", url.host_str().unwrap_or_default())
}

fn unreachable(url: &Url, error: &Error) -> Unreachable {
    let why = match error {
        Error::HostNotFound => "the host is not known".to_owned(),
        Error::Timeout(_) => "it did not answer in time".to_owned(),
        Error::BodyExceedsLimit(_) => format!("the answer is larger than {} MB", MOST >> 20),
        Error::Io(error) => error.to_string(),
        error => error.to_string(),
    };
    Unreachable(format!("`{}` cannot be reached: {why}", host(url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers requests, one after the other, with these statuses and headers; says which headers came.
    fn server(answers: Vec<(u16, Option<String>)>) -> (Url, std::thread::JoinHandle<Vec<bool>>) {
        let server = tiny_http::Server::http("127.0.0.1:0").unwrap();
        let at = Url::parse(&format!("http://{}/", server.server_addr())).unwrap();
        let thread = std::thread::spawn(move || {
            let answer = |(status, location): (u16, Option<String>)| {
                let request = server.recv().unwrap();
                let authorized = request.headers().iter().any(|header| header.field.equiv("authorization"));
                let mut response = tiny_http::Response::from_string("body").with_status_code(status);
                if let Some(location) = location {
                    response.add_header(tiny_http::Header::from_bytes("location", location).unwrap());
                }
                request.respond(response).unwrap();
                authorized
            };
            answers.into_iter().map(answer).collect()
        });
        (at, thread)
    }

    #[test]
    fn a_redirect_takes_the_token_only_to_the_same_origin() {
        let (other, elsewhere) = server(vec![(200, None)]);
        let (url, asked) = server(vec![(301, Some("/moved".to_owned())), (302, Some(other.to_string()))]);
        let response = Client::new().get(&url, &[("authorization", "Bearer secret")]).unwrap();
        assert_eq!((response.status, response.text().as_str(), &response.url), (200, "body", &other));
        assert_eq!((asked.join().unwrap(), elsewhere.join().unwrap()), (vec![true, true], vec![false]));
    }

    #[test]
    fn no_answer_is_one_line_without_the_path() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let url = Url::parse(&format!("http://user:secret@{free}/secret")).unwrap();
        let error = Client::new().get(&url, &[]).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("`{free}` cannot be reached")) && !error.contains("secret"),
            "{error}"
        );
    }
}
