//! Photos and forms with a file, as a browser sends them.
use std::io::Cursor;

use actix_web::test::TestRequest;
use image::{ImageFormat, RgbImage};

use crate::support::{Answer, Client};

/// A photo that is taken.
pub fn photo() -> Vec<u8> {
    let picture =
        RgbImage::from_fn(640, 640, |x, y| image::Rgb([x / 3, y / 3, 90].map(|shade| u8::try_from(shade).unwrap())));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// Fields and a photo as a browser sends them.
pub async fn upload(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
    send(client, path, fields, "foto", file).await
}

/// The same, with the name of the field that holds the file.
pub async fn send(client: &mut Client<'_>, path: &str, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--grens\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "--grens\r\nContent-Disposition: form-data; filename=\"IMG_0001.jpg\"; name=";
    let head = format!("{head}\"{name}\"\r\n\r\n");
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--grens--\r\n");
    let request = TestRequest::post()
        .uri(path)
        .insert_header(("content-type", "multipart/form-data; boundary=grens"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(body);
    client.send(request).await
}
