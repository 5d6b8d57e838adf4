//! Addresses of links in a PDF, byte by byte.

use std::path::Path;
use std::process::Command;

/// Addresses in the annotations of a PDF, in order of objects.
pub fn addresses(pdf: &Path) -> Vec<Vec<u8>> {
    let run = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable"])
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    let bytes = run.stdout;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].windows(5).position(|window| window == b"/URI ") {
        at += next + 5;
        match bytes[at] {
            b'(' => found.push(literal_string(&bytes[at + 1..])),
            b'<' => {
                let end = bytes[at..].iter().position(|&b| b == b'>').unwrap();
                let digits = std::str::from_utf8(&bytes[at + 1..at + end]).unwrap();
                found.push(
                    (0..digits.len() / 2)
                        .map(|i| u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).unwrap())
                        .collect(),
                );
            }
            _ => {}
        }
    }
    found
}

/// A literal string of a PDF, from after its parenthesis.
pub fn literal_string(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut depth, mut at) = (Vec::new(), 1, 0);
    loop {
        match bytes[at] {
            b'\\' => {
                at += 1;
                match bytes[at] {
                    b'0'..=b'7' => {
                        let code = std::str::from_utf8(&bytes[at..at + 3]).unwrap();
                        out.push(u8::from_str_radix(code, 8).unwrap());
                        at += 2;
                    }
                    other => out.push(other),
                }
            }
            b'(' => {
                depth += 1;
                out.push(b'(');
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return out;
                }
                out.push(b')');
            }
            other => out.push(other),
        }
        at += 1;
    }
}
