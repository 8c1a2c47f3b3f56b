//! HTTP for object stores, through the client that everything else uses.
//!
//! In: signed requests of `object_store`. Out: answers, whatever their status. Never: a redirect followed: it would not be signed.

use std::sync::LazyLock;

use bytes::Bytes;
use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
    HttpService,
};

use crate::fetch::{Client, SendError};

/// Makes clients of ours.
#[derive(Debug)]
pub(super) struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(Service))
    }
}

#[derive(Debug)]
struct Service;

/// One for all stores of a run, with its connections.
static CLIENT: LazyLock<Client> = LazyLock::new(Client::new);

#[async_trait::async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body: Bytes = body.collect().await?.to_bytes();
        let request = ureq::http::Request::from_parts(parts, body.to_vec());
        let sent = tokio::task::spawn_blocking(move || CLIENT.send(request)).await;
        match sent {
            Ok(Ok(response)) => Ok(response.map(HttpResponseBody::from)),
            Ok(Err(error)) => Err(HttpError::new(kind(&error), error)),
            Err(error) => Err(HttpError::new(HttpErrorKind::Unknown, error)),
        }
    }
}

/// Which errors are worth another try.
fn kind(error: &SendError) -> HttpErrorKind {
    match error {
        SendError::Connect(_) => HttpErrorKind::Connect,
        SendError::Timeout(_) => HttpErrorKind::Timeout,
        SendError::Interrupted(_) => HttpErrorKind::Interrupted,
        SendError::Other(_) => HttpErrorKind::Unknown,
    }
}
