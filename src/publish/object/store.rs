//! An object store, as publishing needs it.
//!
//! In: a bucket, and what the vendors' own environment variables say of region, endpoint and credentials. Out: objects read,
//! written, listed, deleted, each tried again where that may help. Never: a request to another endpoint than the configured one;
//! a credential in a message.

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStore, ObjectStoreExt, PutOptions, PutPayload};

use super::connector::Connector;
use crate::publish::PublishError;
use crate::publish::target::{Bucket, Store};

/// A bucket's objects below its prefix.
pub(super) struct Objects {
    store: Arc<dyn ObjectStore>,
    bucket: Bucket,
}

/// What is sent.
pub(super) struct Object {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: &'static str,
    pub(super) cache_control: &'static str,
}

impl Objects {
    /// Connects to nothing yet: the first request does.
    pub(super) fn new(bucket: &Bucket) -> Result<Self, PublishError> {
        let refused = |error: object_store::Error| PublishError::Refused {
            doing: format!("cannot use `{bucket}`"),
            reason: error.to_string(),
        };
        let name = bucket.name.as_str();
        let store: Arc<dyn ObjectStore> = match bucket.store {
            Store::S3 => {
                let builder = object_store::aws::AmazonS3Builder::from_env();
                // A local or in-house endpoint is named with `http://` on purpose.
                let plain = builder
                    .get_config_value(&object_store::aws::AmazonS3ConfigKey::Endpoint)
                    .is_some_and(|endpoint| endpoint.starts_with("http://"));
                let builder = builder.with_bucket_name(name).with_http_connector(Connector);
                let builder = if plain { builder.with_allow_http(true) } else { builder };
                Arc::new(builder.build().map_err(refused)?)
            }
            Store::Gcs => {
                let builder = object_store::gcp::GoogleCloudStorageBuilder::from_env();
                Arc::new(
                    builder.with_bucket_name(name).with_http_connector(Connector).build().map_err(refused)?,
                )
            }
            Store::Azure => {
                let builder = object_store::azure::MicrosoftAzureBuilder::from_env();
                let plain = builder
                    .get_config_value(&object_store::azure::AzureConfigKey::Endpoint)
                    .is_some_and(|endpoint| endpoint.starts_with("http://"));
                let builder = builder.with_container_name(name).with_http_connector(Connector);
                let builder = if plain { builder.with_allow_http(true) } else { builder };
                Arc::new(builder.build().map_err(refused)?)
            }
        };
        Ok(Self { store, bucket: bucket.clone() })
    }

    fn key(&self, path: &str) -> Result<Path, PublishError> {
        let key = if self.bucket.prefix.is_empty() {
            path.to_owned()
        } else {
            format!("{}/{path}", self.bucket.prefix)
        };
        Path::parse(&key).map_err(|error| PublishError::Refused {
            doing: format!("`{key}` cannot be a key"),
            reason: error.to_string(),
        })
    }

    fn refused(&self, doing: &str, path: &str) -> impl Fn(object_store::Error) -> PublishError {
        let doing = format!("cannot {doing} `{}/{path}`", self.bucket);
        move |error| PublishError::Refused { doing: doing.clone(), reason: said(&error) }
    }

    /// An object's bytes; `None` where there is none.
    pub(super) async fn get(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let refused = self.refused("read", path);
        match self.store.get(&self.key(path)?).await {
            Ok(object) => Ok(Some(object.bytes().await.map_err(refused)?.to_vec())),
            Err(object_store::Error::NotFound { .. }) if self.is_there().await? => Ok(None),
            Err(error) => Err(refused(error)),
        }
    }

    /// Whether the bucket itself can be listed; an error says why not. A missing bucket answers reads as a missing object does.
    async fn is_there(&self) -> Result<bool, PublishError> {
        let prefix = Path::parse(&self.bucket.prefix).ok();
        let mut listed = self.store.list(prefix.as_ref());
        match listed.next().await {
            Some(Err(error)) => Err(self.refused("list", "")(error)),
            Some(Ok(_)) | None => Ok(true),
        }
    }

    /// Sends an object.
    pub(super) async fn put(&self, object: Object) -> Result<(), PublishError> {
        let Object { path, bytes, media_type, cache_control } = object;
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, media_type.into());
        attributes.insert(Attribute::CacheControl, cache_control.into());
        let options = PutOptions { attributes, ..PutOptions::default() };
        let key = self.key(&path)?;
        let sent = self.store.put_opts(&key, PutPayload::from(bytes), options).await;
        sent.map(drop).map_err(self.refused("write", &path))
    }

    /// Paths of the objects below a folder of the prefix; all of them where it is empty.
    pub(super) async fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        let prefix = match (self.bucket.prefix.as_str(), folder) {
            ("", "") => None,
            _ => Some(self.key(folder)?),
        };
        let own =
            if self.bucket.prefix.is_empty() { String::new() } else { format!("{}/", self.bucket.prefix) };
        let found = self.store.list(prefix.as_ref()).map_ok(|meta| meta.location.to_string());
        let found: Vec<String> = found.try_collect().await.map_err(self.refused("list", folder))?;
        Ok(found.into_iter().filter_map(|key| key.strip_prefix(&own).map(str::to_owned)).collect())
    }

    /// Deletes objects; one that is not there is deleted already.
    pub(super) async fn delete(&self, paths: &[String]) -> Result<(), PublishError> {
        let keys: Result<Vec<Path>, PublishError> = paths.iter().map(|path| self.key(path)).collect();
        let keys = stream::iter(keys?.into_iter().map(Ok)).boxed();
        let mut deleted = self.store.delete_stream(keys);
        while let Some(outcome) = deleted.next().await {
            match outcome {
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(self.refused("delete files of", "")(error)),
            }
        }
        Ok(())
    }
}

/// An error in one line, in the store's own words where it sent some.
fn said(error: &object_store::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    shortened(&text)
}

/// What a person needs of an error: S3, GCS and Azure answer with XML, and without credentials the machine's metadata service is
/// asked, whose address tells nobody anything.
fn shortened(text: &str) -> String {
    if text.contains("169.254.169.254") || text.contains("metadata.google.internal") {
        return "no credentials are in the environment, and the machine's metadata service gives none"
            .to_owned();
    }
    let between = |start: &str, end: &str| {
        let (_, rest) = text.split_once(start)?;
        rest.split_once(end).map(|(inner, _)| inner.trim().to_owned())
    };
    match (between("<Code>", "</Code>"), between("<Message>", "</Message>")) {
        (Some(code), Some(message)) => format!("{} ({code})", message.lines().next().unwrap_or_default()),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn errors_are_a_line() {
        for (text, shown) in [
            (
                "Generic S3 error: 404: <?xml?><Error><Code>NoSuchBucket</Code><Message>The bucket does not exist</Message></Error>",
                "The bucket does not exist (NoSuchBucket)",
            ),
            (
                "PUT http://169.254.169.254/latest/api/token: 403",
                "no credentials are in the environment, and the machine's metadata service gives none",
            ),
            ("one\n  two", "one two"),
        ] {
            assert_eq!(shortened(text), shown);
        }
    }
}
