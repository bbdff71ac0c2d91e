//! What a form of ours sent. Only a form that was shown to the same browser is heard, and only with its own fields:
//! a handler that takes a `Sent` is reached in no other way.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde::de::value::{Error as NotTheForm, MapDeserializer};

use super::super::errors::WebError;
use super::super::words::Words;
use super::{Visitor, language, refused};

/// The fields of a form; the type refuses those that it does not know (`deny_unknown_fields`).
pub(in super::super) struct Sent<T>(pub(in super::super) T);

/// The field that shows where the form comes from.
const FORM: &str = "form";

/// Bytes: a long remark takes six for each accented letter.
const LONGEST: usize = 16_384;

/// How forms are read.
pub(in super::super) fn form_config() -> web::FormConfig {
    web::FormConfig::default().limit(LONGEST)
}

/// Bytes of the forms of a whole declaration, or with free words in them.
const LONGEST_OF_LINKS: usize = 32 * 1024;

/// How the forms behind a link are read.
pub(in super::super) fn long_form_config() -> web::FormConfig {
    web::FormConfig::default().limit(LONGEST_OF_LINKS)
}

impl<T: DeserializeOwned> FromRequest for Sent<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let fields = web::Form::<Vec<(String, String)>>::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let words = Words::new(language(&request));
            let refuse = |error: WebError| refused(error.page(Some(&request), words.language));
            let wrong = || refuse(WebError::Wrong(words.say("error-form-fields")));
            let fields = fields.await.map_err(|error| {
                tracing::debug!("a form was refused: {error}");
                wrong()
            })?;
            let (marks, fields): (Vec<_>, Vec<_>) =
                fields.into_inner().into_iter().partition(|(name, _)| name == FORM);
            let token = Visitor::of(&request).token;
            let is_ours = match (&token, marks.as_slice()) {
                (Some(token), [(_, mark)]) => token.is_of_form(mark),
                _ => false,
            };
            if !is_ours {
                return Err(refuse(WebError::Forbidden(words.say("error-form"))));
            }
            let read = T::deserialize(MapDeserializer::<_, NotTheForm>::new(fields.into_iter()));
            read.map(Self).map_err(|_| wrong())
        })
    }
}
