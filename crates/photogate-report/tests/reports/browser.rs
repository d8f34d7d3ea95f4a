//! Chromium without a window, driven through `WebDriver`: what a test needs of it, and no more.

use std::io::{BufRead, BufReader, Lines};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Set where the tests must not be skipped.
const REQUIRED: &str = "PHOTOGATE_REQUIRE_CHROMIUM";

/// A browser with one page.
pub struct Browser {
    driver: Child,
    /// Kept open: the driver may say more.
    _output: Lines<BufReader<ChildStdout>>,
    session: String,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium; `None`, saying so, where there is none.
    pub fn start() -> Option<Self> {
        // A port that was free a moment ago; the driver's own choice is told only in words.
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut driver = match driver {
            Ok(driver) => driver,
            Err(error) => {
                assert!(std::env::var_os(REQUIRED).is_none(), "chromedriver does not start: {error}");
                eprintln!(
                    "skipped: chromedriver does not start ({error}); install chromium and chromium-driver"
                );
                return None;
            }
        };
        let mut output = BufReader::new(driver.stdout.take().expect("piped")).lines();
        let is_ready =
            output.by_ref().map_while(Result::ok).any(|line| line.contains("started successfully"));
        assert!(is_ready, "chromedriver ended before it was ready");
        let profile = tempfile::tempdir().expect("a folder");
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1400,1000",
        ];
        let arguments: Vec<String> = arguments
            .iter()
            .map(ToString::to_string)
            .chain([format!("--user-data-dir={}", profile.path().display())])
            .collect();
        let base = format!("http://127.0.0.1:{port}");
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            // Some elements appear a moment after the click that asks for them.
            "timeouts": { "implicit": 10_000 },
        } } });
        let mut browser = Self { driver, _output: output, session: base, _profile: profile };
        let session = browser.post("/session", &wanted);
        let id = session["sessionId"].as_str().expect("a session").to_owned();
        browser.session = format!("{}/session/{id}", browser.session);
        Some(browser)
    }

    /// Opens the file at `path`, as a double click does.
    pub fn open(&self, path: &Path) {
        self.post("/url", &json!({ "url": format!("file://{}", path.display()) }));
    }

    /// What the body of a function, `return` included, gives in the page; a promise is waited for.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// The texts of all elements that `selector` selects.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let script = format!(
            "return Array.from(document.querySelectorAll({})).map(function (e) {{ return e.textContent; }});",
            json!(selector)
        );
        serde_json::from_value(self.run(&script)).expect("texts")
    }

    /// Clicks the first element that `selector` selects, as a mouse does: it must be in sight and not covered.
    pub fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types `text` into the first element that `selector` selects.
    pub fn type_into(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.post(&format!("/element/{element}/value"), &json!({ "text": text }));
    }

    /// Waits until there is an element that `selector` selects.
    pub fn wait_for(&self, selector: &str) {
        self.element(selector);
    }

    /// Chooses the entry `value` of the selection `id`.
    pub fn choose(&self, id: &str, value: &str) {
        self.click(&format!("#{id} option[value='{value}']"));
    }

    /// Writes what is in sight to `path`, a PNG, in a window of this size.
    pub fn picture(&self, path: &Path, width: u32, height: u32) {
        self.post("/window/rect", &json!({ "width": width, "height": height }));
        let encoded = self.get("/screenshot");
        let png = base64(encoded.as_str().expect("a picture"));
        std::fs::write(path, png).expect("room");
    }

    /// What the console has said since the last call.
    pub fn console(&self) -> Vec<String> {
        let lines = self.post("/se/log", &json!({ "type": "browser" }));
        lines.as_array().expect("lines").iter().map(|line| line["message"].to_string()).collect()
    }

    fn element(&self, selector: &str) -> String {
        let found = self.post("/element", &json!({ "using": "css selector", "value": selector }));
        let (_, id) = found.as_object().and_then(|found| found.iter().next()).expect("an element");
        id.as_str().expect("its name").to_owned()
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let agent = agent();
        let answer = agent.post(format!("{}{command}", self.session)).send_json(body);
        value(command, answer)
    }

    fn get(&self, command: &str) -> Value {
        value(command, agent().get(format!("{}{command}", self.session)).call())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ends Chromium; the driver would leave it behind.
        let _ = agent().delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::new_with_config(
        ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build(),
    )
}

fn value(command: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    let mut answer = answer.unwrap_or_else(|error| panic!("{command}: {error}"));
    let mut body: Value = answer.body_mut().with_config().limit(64 << 20).read_json().expect("JSON");
    assert!(answer.status().is_success(), "{command}: {}", body["value"]["message"]);
    body["value"].take()
}

/// The bytes that `text` stands for in Base64.
fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u8> = text.bytes().filter_map(digit).collect();
    let triple = |digits: &[u8]| {
        let bits = digits.iter().fold(0_u32, |bits, digit| bits << 6 | u32::from(*digit))
            << (6 * (4 - digits.len()));
        bits.to_be_bytes()[1..digits.len()].to_vec()
    };
    digits.chunks(4).flat_map(triple).collect()
}
