//! Where signing in leads back to: a page of ours, never another site.

/// The path and query of a page of ours. Browsers take `//host` and `/\host` for another site, and leave out tabs and
/// line breaks before they look.
pub(super) fn own_path(next: &str) -> Option<&str> {
    let is_plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (next.starts_with('/') && !next.starts_with("//") && is_plain).then_some(next)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    #[test]
    fn another_site_is_no_page_of_ours() {
        for own in ["/", "/compte", "/structures/010009999/members?a=b", "/en/register?kind=moved"] {
            assert_eq!(own_path(own), Some(own));
        }
        for other in [
            "",
            "compte",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "/%0d\r\nx: y",
            "/é",
        ] {
            assert_eq!(own_path(other), None, "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn what_passes_stays_on_the_site(next in "[/\\\\a-z:.@?#% \\t\\n]{0,12}") {
            let site = Url::parse("https://observatoire.example/connexion").unwrap();
            if let Some(own) = own_path(&next) {
                prop_assert_eq!(site.join(own).unwrap().origin(), site.origin());
            }
        }
    }
}
