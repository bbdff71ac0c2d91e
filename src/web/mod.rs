//! The dashboard over HTTP.
