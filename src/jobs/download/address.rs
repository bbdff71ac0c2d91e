//! Where a file is: an address that never shows its secrets. Pure.

use std::fmt;

use url::Url;

/// An `http` or `https` address. Printed without user, password and what stands after the question mark.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Address(Url);

impl Address {
    /// # Errors
    /// What is wrong with it, in words that do not repeat it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|error| format!("the address cannot be read: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("an address begins with https:// or http://, not {}:", url.scheme()));
        }
        Ok(Self(url))
    }

    /// Where a redirect leads. What was secret here is not told to another server.
    ///
    /// # Errors
    /// The redirect leaves TLS, or leads to no address.
    pub(super) fn follow(&self, location: &str) -> Result<Self, String> {
        let mut next = self.0.join(location).map_err(|error| format!("a redirect leads nowhere: {error}"))?;
        match (self.0.scheme(), next.scheme()) {
            (_, "https") | ("http", "http") => {}
            (from, to) => return Err(format!("a redirect from {from} to {to} is not followed")),
        }
        if next.origin() == self.0.origin() && next.username().is_empty() {
            // Neither can fail: the address has a host.
            let _ = next.set_username(self.0.username());
            let _ = next.set_password(self.0.password());
        }
        Ok(Self(next))
    }

    /// As it is asked for, secrets included: for the request alone.
    pub(super) fn secret(&self) -> &str {
        self.0.as_str()
    }

    /// The last part of the path.
    pub(super) fn file(&self) -> Option<&str> {
        self.0.path_segments()?.next_back().filter(|name| !name.is_empty() && !name.starts_with('.'))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.0.clone();
        let _ = shown.set_username("");
        let _ = shown.set_password(None);
        shown.set_fragment(None);
        shown.set_query(self.0.query().map(|_| "…"));
        // The one letter put in the place of the query is not to be read as its code.
        f.write_str(&shown.as_str().replace("%E2%80%A6", "…"))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::read(text).unwrap()
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = address("https://me:secret@host.example/a/file.csv?token=secret#secret").to_string();
        assert_eq!(shown, "https://host.example/a/file.csv?…");
        assert!(!Address::read("secret://host/secret").unwrap_err().contains("/secret"));
    }

    #[test]
    fn a_redirect_keeps_tls_and_tells_no_other_server_what_is_secret() {
        let here = address("https://me:secret@host.example/a/file.csv");
        assert_eq!(here.follow("../b").unwrap().secret(), "https://me:secret@host.example/b");
        assert_eq!(here.follow("https://other.example/b").unwrap().secret(), "https://other.example/b");
        for elsewhere in ["http://host.example/b", "file:///etc/passwd", "ftp://host.example/"] {
            assert!(here.follow(elsewhere).unwrap_err().contains("is not followed"), "{elsewhere}");
        }
        assert!(address("http://host.example/").follow("https://host.example/").is_ok());
    }

    #[test]
    fn the_file_is_the_last_part_of_the_path() {
        assert_eq!(address("https://host.example/a/f.json.gz?x=/y").file(), Some("f.json.gz"));
        assert_eq!(address("https://host.example/a/").file(), None);
        assert_eq!(address("https://host.example/a/.hidden").file(), None);
    }
}
