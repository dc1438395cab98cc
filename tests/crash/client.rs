//! One HTTP request at a time over a connection of its own, from whichever local address is asked for.
use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use socket2::{Domain, Socket, Type};
use url::form_urlencoded::Serializer;

/// Longer than the program may wait for a store that is busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back. A head that came in full counts, even when the program died while it sent the rest.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub text: String,
    cookies: Vec<(String, String)>,
}

impl Answer {
    /// The value of a cookie that was set; nothing when it was not, or was taken away.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|(known, value)| known == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }
}

/// Somebody who talks to the program.
#[derive(Clone)]
pub struct Client {
    pub program: SocketAddr,
    /// Every address of 127.0.0.0/8 is this machine, and the program counts by network.
    pub source: Ipv4Addr,
    /// The cookie of a session; empty without one.
    pub session: String,
}

impl Client {
    pub fn get(&self, path: &str) -> io::Result<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\n{}\r\n", self.headers()))
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = self.headers();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\n{headers}Sec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        ))
    }

    fn headers(&self) -> String {
        let cookie = if self.session.is_empty() { String::new() } else { format!("Cookie: s={}\r\n", self.session) };
        format!("Host: {}\r\nConnection: close\r\n{cookie}", self.program)
    }

    fn send(&self, request: &str) -> io::Result<Answer> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        socket.bind(&SocketAddr::from((self.source, 0)).into())?;
        socket.connect(&self.program.into())?;
        let mut stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        let end = stream.read_to_end(&mut bytes);
        match (read(&bytes), end) {
            (Some(answer), _) => Ok(answer),
            (None, Err(error)) => Err(error),
            (None, Ok(_)) => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

fn read(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let text = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut answer = Answer { status, location: String::new(), text, cookies: Vec::new() };
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        match name.to_ascii_lowercase().as_str() {
            "location" => value.clone_into(&mut answer.location),
            "set-cookie" => {
                let pair = value.split(';').next().and_then(|pair| pair.split_once('='))?;
                answer.cookies.push((pair.0.to_owned(), pair.1.to_owned()));
            }
            _ => {}
        }
    }
    Some(answer)
}
