//! What hosts of static sites take.
//!
//! In: how many files and bytes a site has. Out: a line for each limit that it is near to or beyond. Never: an error: a site may be
//! meant for another host.

/// A limit of a host, as its documentation says.
struct Limit {
    host: &'static str,
    files: Option<usize>,
    bytes: Option<u64>,
}

/// docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits,
/// docs.gitlab.com/administration/pages and developers.cloudflare.com/pages/platform/limits, November 2026.
const LIMITS: &[Limit] = &[
    Limit { host: "GitHub Pages", files: None, bytes: Some(1_000_000_000) },
    Limit { host: "GitLab Pages", files: Some(200_000), bytes: Some(1_000_000_000) },
    Limit { host: "Cloudflare Pages", files: Some(20_000), bytes: None },
];

/// From this part of a limit on it is said.
const NEAR: f64 = 0.8;

/// What there is to say of a site's size.
pub(super) fn warnings(files: usize, bytes: u64) -> Vec<String> {
    let word = |part: f64| if part > 1.0 { "over" } else { "near" };
    let mut out = Vec::new();
    for limit in LIMITS {
        if let Some(most) = limit.files {
            let part = files as f64 / most as f64;
            if part >= NEAR {
                out.push(format!("{files} files are {} the {most} that {} takes", word(part), limit.host));
            }
        }
        if let Some(most) = limit.bytes {
            let part = bytes as f64 / most as f64;
            if part >= NEAR {
                let megabytes = bytes / 1_000_000;
                let most = most / 1_000_000;
                out.push(format!(
                    "{megabytes} MB are {} the {most} MB that {} takes",
                    word(part),
                    limit.host
                ));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::warnings;

    #[test]
    fn what_is_said() {
        assert!(warnings(15_999, 799_999_999).is_empty());
        assert_eq!(warnings(16_000, 0), ["16000 files are near the 20000 that Cloudflare Pages takes"]);
        assert_eq!(
            warnings(20_001, 1_200_000_000),
            [
                "1200 MB are over the 1000 MB that GitHub Pages takes",
                "1200 MB are over the 1000 MB that GitLab Pages takes",
                "20001 files are over the 20000 that Cloudflare Pages takes",
            ]
        );
    }
}
