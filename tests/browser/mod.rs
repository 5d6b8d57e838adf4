//! A browser without a window: Chromium, driven through chromedriver (W3C WebDriver).

#![allow(dead_code, reason = "each of the tests that share it uses a part")]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde_json::{Value, json};
use tempfile::TempDir;

/// How long anything may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A program that ends with the test.
pub struct Process(pub Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody listens at.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A browser window.
pub struct Browser {
    session: String,
    _profile: TempDir,
    _driver: Process,
}

impl Browser {
    /// Opens a window of a size, in CSS pixels.
    pub fn open(width: u32, height: u32, dark: bool) -> Self {
        let port = free_port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver must be installed");
        let driver = Process(driver);
        let profile = tempfile::tempdir().unwrap();
        let mut arguments = vec![
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        if dark {
            arguments.push("--blink-settings=preferredColorScheme=0".to_owned());
        }
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments}
        }}});
        let address = format!("http://127.0.0.1:{port}");
        let start = Instant::now();
        let session = loop {
            match post(&format!("{address}/session"), &wanted) {
                Ok(answer) => break answer["sessionId"].as_str().unwrap().to_owned(),
                Err(error) => assert!(start.elapsed() < PATIENCE, "{error}"),
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        Self {
            session: format!("{address}/session/{session}"),
            _profile: profile,
            _driver: driver,
        }
    }

    fn command(&self, name: &str, body: &Value) -> Value {
        post(&format!("{}/{name}", self.session), body).unwrap()
    }

    /// Opens an address.
    pub fn go(&self, address: &str) {
        self.command("url", &json!({"url": address}));
    }

    /// What a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({"script": script, "args": []}))
    }

    /// What a script hands to the function that is its last argument.
    pub fn wait(&self, script: &str) -> Value {
        self.command("execute/async", &json!({"script": script, "args": []}))
    }

    /// Makes the page as narrow as a phone, which no window can be.
    pub fn narrow(&self, width: u32) {
        let metrics =
            json!({"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false});
        let command = json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics});
        self.command("goog/cdp/execute", &command);
    }

    /// A value as text.
    pub fn text(&self, script: &str) -> String {
        let value = self.run(&format!("return String({script})"));
        value.as_str().unwrap().to_owned()
    }

    /// A value as a number.
    pub fn number(&self, script: &str) -> f64 {
        self.run(&format!("return Number({script})"))
            .as_f64()
            .unwrap()
    }

    /// Waits until a condition holds in the page.
    pub fn until(&self, condition: &str) {
        let start = Instant::now();
        while self.run(&format!("return Boolean({condition})")) != Value::Bool(true) {
            assert!(
                start.elapsed() < PATIENCE,
                "never: {condition}\n{}",
                self.text("document.body.innerText")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key.
    pub fn press(&self, key: &str) {
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": [
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key},
        ]}]});
        self.command("actions", &actions);
    }

    /// Keeps a picture of the window where a person can look at it.
    pub fn picture(&self, name: &str) {
        let Ok(folder) = std::env::var("FOLIO_PICTURES") else {
            return;
        };
        let answer = ureq::get(&format!("{}/screenshot", self.session)).call();
        let value: Value = answer
            .unwrap()
            .body_mut()
            .with_config()
            .limit(50_000_000)
            .read_json()
            .unwrap();
        let png = BASE64.decode(value["value"].as_str().unwrap()).unwrap();
        fs::write(Path::new(&folder).join(format!("{name}.png")), png).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = ureq::delete(&self.session).call();
    }
}

fn post(address: &str, body: &Value) -> Result<Value, String> {
    let mut answer = ureq::post(address)
        .config()
        .http_status_as_error(false)
        .build()
        .send_json(body)
        .map_err(|error| error.to_string())?;
    let status = answer.status();
    let mut value: Value = answer
        .body_mut()
        .read_json()
        .map_err(|error| error.to_string())?;
    match status.as_u16() {
        200 => Ok(value["value"].take()),
        _ => Err(value.to_string()),
    }
}
