//! A postal address as one line of text.

/// Joins the parts that are there with single spaces.
pub(super) fn line<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().flat_map(str::split_whitespace).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
