//! A form with one file, read into memory part by part. Nothing of a photo touches a disk before it has become one of
//! ours; the name and the type that the sender gives the file are not looked at.
use std::{future::Future, io, pin::Pin, time::Duration};

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    error::{ErrorBadRequest, ErrorPayloadTooLarge, ErrorRequestTimeout, ErrorUnsupportedMediaType, PayloadError},
    http::{StatusCode, header},
    web::Bytes,
};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout};

use super::forms::LONGEST_FORM;
use crate::platform::{
    params::Params,
    photos::{MOST_BYTES, Refusal},
};

/// The name of the field with a photo.
pub const PHOTO: &str = "foto";
/// The name of the field with a table.
pub const TABLE: &str = "tabel";
/// The name of the field with a paper.
pub const PAPER: &str = "berkas";
/// Parts of a form; each costs a header.
const MOST_PARTS: usize = 32;
/// Letters of the name of a file that are read.
const LONGEST_NAME: usize = 255;
/// Bytes of the whole body. A file that is too large is read to its end and dropped as it comes, so that the form can
/// say so beside the field; a browser that is cut off in the middle shows nothing at all.
const LONGEST_BODY: usize = 4 * MOST_BYTES;
/// How long nothing may arrive, and how long the slowest line has before its speed is looked at.
const PATIENCE: Duration = Duration::from_secs(15);
/// Bytes a second, since the beginning. A body that trickles is cut off.
const SLOWEST: u32 = 1 << 10;

/// A file and the other fields of its form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Empty when no file was chosen. Of a file above [`MOST_BYTES`] that many bytes and one more are kept.
    pub file: Vec<u8>,
    /// What the sender calls the file; said by anybody, so it decides nothing by itself.
    pub name: String,
    pub params: Params,
}

/// The status to answer with when a photo is not taken.
pub fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        refusal if refusal.passes() => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

impl FromRequest for Upload {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let is_form = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("multipart/form-data"));
        let announced = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
        let parts = Multipart::new(request.headers(), within_limits(payload.take()));
        Box::pin(async move {
            if !is_form {
                return Err(ErrorUnsupportedMediaType("not a form with a file"));
            }
            if announced.is_some_and(|bytes| bytes > LONGEST_BODY) {
                return Err(ErrorPayloadTooLarge("too long"));
            }
            read(parts).await
        })
    }
}

async fn read(mut parts: Multipart) -> Result<Upload, actix_web::Error> {
    let mut file = None;
    let mut sent_as = String::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut text_left = LONGEST_FORM;
    let mut parts_left = MOST_PARTS;
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(answer)?;
        let name = part.name().unwrap_or_default().to_owned();
        parts_left = parts_left.checked_sub(1).ok_or_else(|| ErrorPayloadTooLarge("too many parts"))?;
        if [PHOTO, TABLE, PAPER].contains(&name.as_str()) {
            let told = part.content_disposition().and_then(|told| told.get_filename());
            sent_as = told.unwrap_or_default().chars().take(LONGEST_NAME).collect();
            let bytes = beginning(&mut part, MOST_BYTES + 1).await?;
            if file.replace(bytes).is_some() {
                return Err(ErrorBadRequest("more than one file"));
            }
        } else {
            text_left = text_left.checked_sub(name.len()).ok_or_else(|| ErrorPayloadTooLarge("too long"))?;
            let text = content(&mut part, text_left).await?;
            text_left -= text.len();
            pairs.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    // Read like any other form, so that the same rules hold for what was typed.
    let params = Params::read(&serde_html_form::to_string(&pairs).unwrap_or_default());
    Ok(Upload { file: file.unwrap_or_default(), name: sent_as, params })
}

/// The first bytes of a part; the others are read and dropped.
async fn beginning(part: &mut Field, most: usize) -> Result<Vec<u8>, actix_web::Error> {
    let mut content = Vec::new();
    while let Some(bytes) = part.next().await {
        let bytes = bytes.map_err(answer)?;
        content.extend_from_slice(&bytes[..bytes.len().min(most - content.len())]);
    }
    Ok(content)
}

/// A part that may not be longer.
async fn content(part: &mut Field, most: usize) -> Result<Vec<u8>, actix_web::Error> {
    let mut content = Vec::new();
    while let Some(bytes) = part.next().await {
        let bytes = bytes.map_err(answer)?;
        if content.len() + bytes.len() > most {
            return Err(ErrorPayloadTooLarge("too long"));
        }
        content.extend_from_slice(&bytes);
    }
    Ok(content)
}

/// The body as long as it is neither too long nor too slow.
fn within_limits(payload: Payload) -> impl Stream<Item = Result<Bytes, PayloadError>> + 'static {
    let begun = Instant::now();
    let body = stream::unfold(Some((payload, 0_usize)), move |state| async move {
        let (mut payload, read) = state?;
        let late = || PayloadError::Io(io::ErrorKind::TimedOut.into());
        let bytes = match timeout(PATIENCE, payload.next()).await {
            Err(_) => return Some((Err(late()), None)),
            Ok(None) => return None,
            Ok(Some(Err(error))) => return Some((Err(error), None)),
            Ok(Some(Ok(bytes))) => bytes,
        };
        let read = read + bytes.len();
        if read > LONGEST_BODY {
            return Some((Err(PayloadError::Overflow), None));
        }
        let granted = PATIENCE + Duration::from_secs(1) * u32::try_from(read).unwrap_or(u32::MAX) / SLOWEST;
        if begun.elapsed() > granted {
            return Some((Err(late()), None));
        }
        Some((Ok(bytes), Some((payload, read))))
    });
    // The reader asks again after the end.
    body.fuse()
}

/// What a body that could not be read is answered with.
fn answer(error: MultipartError) -> actix_web::Error {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => ErrorPayloadTooLarge("too long"),
        MultipartError::Payload(PayloadError::Io(error)) if error.kind() == io::ErrorKind::TimedOut => {
            ErrorRequestTimeout("too slow")
        }
        MultipartError::ContentTypeIncompatible => ErrorUnsupportedMediaType("not a form with a file"),
        _ => ErrorBadRequest("not a form that can be read"),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::{
        test::TestRequest,
        web::{BufMut, BytesMut},
    };

    use super::*;

    const KIND: &str = "multipart/form-data; boundary=grens";

    fn part(name: &str, more: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    }

    fn form(parts: &[Vec<u8>]) -> Vec<u8> {
        [parts.concat(), b"--grens--\r\n".to_vec()].concat()
    }

    async fn send(kind: &str, body: Vec<u8>) -> Result<Upload, StatusCode> {
        let request = TestRequest::post().insert_header((header::CONTENT_TYPE, kind));
        let (request, mut payload) = request.set_payload(body).to_http_parts();
        let upload = Upload::from_request(&request, &mut payload).await;
        upload.map_err(|error| error.as_response_error().status_code())
    }

    #[actix_web::test]
    async fn a_photo_comes_with_the_fields_of_its_form() {
        let photo: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[1]).collect();
        let named = "; filename=\"../../etc/DCIM.svg\"\r\nContent-Type: text/html";
        let body =
            form(&[part("alt", "", "Kue & kopi".as_bytes()), part(PHOTO, named, &photo), part("versi", "", b"3")]);
        let upload = send(KIND, body).await.unwrap();
        assert!(upload.file == photo);
        assert_eq!(upload.params.get("alt"), Some("Kue & kopi"));
        assert_eq!(upload.params.get("versi"), Some("3"));
        assert_eq!(upload.params.names().count(), 2);
    }

    #[actix_web::test]
    async fn a_form_without_a_chosen_file_is_read_too() {
        let body = form(&[part("alt", "", b"x"), part(PHOTO, "; filename=\"\"", b"")]);
        assert!(send(KIND, body).await.unwrap().file.is_empty());
    }

    #[actix_web::test]
    async fn the_limits_of_size_hold() {
        let largest = vec![7; MOST_BYTES];
        assert_eq!(send(KIND, form(&[part(PHOTO, "", &largest)])).await.unwrap().file.len(), MOST_BYTES);
        let too_large = [&largest[..], b"x"].concat();
        assert_eq!(send(KIND, form(&[part(PHOTO, "", &too_large)])).await.unwrap().file.len(), MOST_BYTES + 1);
        let far_too_large = vec![7; 3 * MOST_BYTES];
        let upload = send(KIND, form(&[part(PHOTO, "", &far_too_large), part("alt", "", b"x")])).await.unwrap();
        assert_eq!((upload.file.len(), upload.params.get("alt")), (MOST_BYTES + 1, Some("x")));
        let half = vec![b'a'; LONGEST_FORM / 2];
        assert!(send(KIND, form(&[part("a", "", &half), part("b", "", &half[2..])])).await.is_ok());
        let texts = form(&[part("a", "", &half), part("b", "", &half)]);
        assert_eq!(send(KIND, texts).await.unwrap_err(), StatusCode::PAYLOAD_TOO_LARGE);
        let many: Vec<_> = (0..=MOST_PARTS).map(|_| part("a", "", b"")).collect();
        assert_eq!(send(KIND, form(&many)).await.unwrap_err(), StatusCode::PAYLOAD_TOO_LARGE);
        let endless = vec![b'-'; LONGEST_BODY + 1];
        assert_eq!(send(KIND, endless).await.unwrap_err(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[actix_web::test]
    async fn what_is_no_such_form_is_refused() {
        let body = form(&[part(PHOTO, "", b"x")]);
        for kind in ["application/x-www-form-urlencoded", "multipart/mixed; boundary=grens", "text/plain", ""] {
            assert_eq!(send(kind, body.clone()).await.unwrap_err(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
        }
        assert_eq!(send("multipart/form-data", body.clone()).await.unwrap_err(), StatusCode::BAD_REQUEST);
        assert_eq!(send(KIND, body[..body.len() - 14].to_vec()).await.unwrap_err(), StatusCode::BAD_REQUEST);
        let twice = form(&[part(PHOTO, "", b"x"), part(PHOTO, "", b"y")]);
        assert_eq!(send(KIND, twice).await.unwrap_err(), StatusCode::BAD_REQUEST);
    }

    /// A body that comes in pieces, each after a pause.
    fn slowly(pieces: usize, bytes: usize, pause: Duration) -> Payload {
        let mut head = BytesMut::from(&part(PHOTO, "", b"")[..]);
        head.truncate(head.len() - 2);
        let first = stream::once(async { Ok(head.freeze()) });
        let rest = stream::repeat(()).take(pieces).then(move |()| async move {
            tokio::time::sleep(pause).await;
            let mut piece = BytesMut::new();
            piece.put_bytes(7, bytes);
            Ok(piece.freeze())
        });
        let last = stream::once(async { Ok(Bytes::from_static(b"\r\n--grens--\r\n")) });
        let boxed: Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>> = Box::pin(first.chain(rest).chain(last));
        boxed.into()
    }

    async fn receive(payload: Payload) -> Result<usize, StatusCode> {
        let request = TestRequest::post().insert_header((header::CONTENT_TYPE, KIND)).to_http_request();
        let parts = Multipart::new(request.headers(), within_limits(payload));
        let upload = read(parts).await.map_err(|error| error.as_response_error().status_code())?;
        Ok(upload.file.len())
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_is_waited_for_and_a_trickle_is_not() {
        let second = Duration::from_secs(1);
        assert_eq!(receive(slowly(100, 1_100, second)).await, Ok(110_000));
        assert_eq!(receive(slowly(2, 30_000, 14 * second)).await, Ok(60_000));
        assert_eq!(receive(slowly(100, 900, second)).await, Ok(90_000));
        assert_eq!(receive(slowly(300, 900, second)).await, Err(StatusCode::REQUEST_TIMEOUT));
        assert_eq!(receive(slowly(1, 30_000, 16 * second)).await, Err(StatusCode::REQUEST_TIMEOUT));
    }
}
