//! The walls of the window: what its page may not do, tried from inside it.

use std::{
    io::ErrorKind,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use expect_test::expect;
use serde_json::json;

use crate::{
    desk::{Desk, Keyring},
    turn,
    window::{DEMO, Window},
};

/// A server on this computer that nobody should ever call.
struct Listener {
    address: String,
    calls: Arc<AtomicU32>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    fn start() -> Self {
        let server = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        server.set_nonblocking(true).unwrap();
        let address = format!("127.0.0.1:{}", server.local_addr().unwrap().port());
        let (calls, over) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
        let (count, end) = (calls.clone(), over.clone());
        let listen = move || {
            while !end.load(Ordering::Relaxed) {
                match server.accept() {
                    Ok(_) => _ = count.fetch_add(1, Ordering::Relaxed),
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {
                        thread::sleep(Duration::from_millis(5));
                    }
                    Err(error) => panic!("{error}"),
                }
            }
        };
        Self { address, calls, over, thread: Some(thread::spawn(listen)) }
    }

    /// How often it was called, now that it is over.
    fn end(mut self) -> u32 {
        self.over.store(true, Ordering::Relaxed);
        self.thread.take().unwrap().join().unwrap();
        self.calls.load(Ordering::Relaxed)
    }
}

/// Makes a call as the page would, and says how it is answered.
async fn answer(window: &Window, call: &str) -> String {
    let script = "const [call, done] = arguments;
        window.__TAURI_INTERNALS__.invoke(call, {}).then(
          () => done('answered'), (error) => done(`refused: ${error}`))";
    let answer = window.client.execute_async(script, vec![json!(call)]).await.unwrap();
    format!("{call}: {}\n", answer.as_str().unwrap().lines().next().unwrap())
}

#[tokio::test]
async fn a_call_that_is_not_listed_is_refused() {
    let _turn = turn().await;
    let desk = Desk::new(1024, 700, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let mut told = String::new();
    for call in [
        "club",
        "read_any_file",
        "plugin:app|version",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:webview|create_webview_window",
        "plugin:window|close",
        "plugin:fs|read_file",
        "plugin:shell|execute",
    ] {
        told += &answer(&window, call).await;
    }
    expect![[r#"
        club: answered
        read_any_file: refused: read_any_file not allowed. Command not found
        plugin:app|version: refused: app.version not allowed. Permissions associated with this command: core:app:allow-version, core:app:default
        plugin:event|emit: refused: event.emit not allowed. Permissions associated with this command: core:event:allow-emit, core:event:default
        plugin:path|resolve_directory: refused: path.resolve_directory not allowed. Permissions associated with this command: core:path:allow-resolve-directory, core:path:default
        plugin:webview|create_webview_window: refused: webview.create_webview_window not allowed. Permissions associated with this command: core:webview:allow-create-webview-window
        plugin:window|close: refused: window.close not allowed. Permissions associated with this command: core:window:allow-close
        plugin:fs|read_file: refused: fs.read_file not allowed. Plugin not found
        plugin:shell|execute: refused: shell.execute not allowed. Plugin not found
    "#]].assert_eq(&told);
    window.close().await;
}

#[tokio::test]
async fn a_page_reaches_no_network_and_runs_no_foreign_script() {
    let _turn = turn().await;
    let desk = Desk::new(1024, 700, Keyring::None);
    let window = Window::open(&desk, &DEMO).await;
    let listener = Listener::start();
    let script = "const [address, done] = arguments;
        const told = new Set();
        document.addEventListener('securitypolicyviolation', (it) => told.add(it.effectiveDirective));
        const tried = (what, run) => Promise.resolve().then(run).then(
          () => told.add(`${what} went through`), () => {});
        const loaded = (it) => new Promise((yes, no) => {
          it.onload = yes;
          it.onerror = no;
          document.body.append(it);
        });
        const made = (tag, more) => Object.assign(document.createElement(tag), more);
        const http = `http://${address}/`;
        const inline = made('script', { textContent: 'window.foreign = true' });
        (async () => {
          await tried('fetch', () => fetch(http, { mode: 'no-cors' }));
          await tried('request', () => new Promise((yes, no) => {
            const request = new XMLHttpRequest();
            Object.assign(request, { onload: yes, onerror: no });
            request.open('GET', http);
            request.send();
          }));
          await tried('socket', () => new Promise((yes, no) => {
            Object.assign(new WebSocket(`ws://${address}/`), { onopen: yes, onerror: no });
          }));
          await tried('events', () => new Promise((yes, no) => {
            Object.assign(new EventSource(http), { onopen: yes, onerror: no });
          }));
          await tried('worker', () => new Promise((yes, no) => {
            Object.assign(new Worker(http), { onmessage: yes, onerror: no });
          }));
          await tried('picture', () => loaded(made('img', { src: http })));
          await tried('script', () => loaded(made('script', { src: http })));
          await tried('style', () => loaded(made('link', { rel: 'stylesheet', href: http })));
          await tried('font', () => new FontFace('x', `url(${http})`).load());
          await tried('code', () => (0, eval)('1'));
          await tried('function', () => new Function('return 1')());
          document.body.append(inline);
          if (window.foreign) told.add('a script inside the page went through');
          document.body.append(made('iframe', { src: http }), made('object', { data: http }));
          navigator.sendBeacon(http, 'x');
          window.open(http);
          const form = made('form', { action: http, method: 'post' });
          document.body.append(form);
          form.submit();
          location.href = http;
          // What is asked for last is answered after all that was asked before.
          await new Promise((it) => setTimeout(it, 500));
        })().then(() => done([...told].sort().join('\\n')), (error) => done(String(error)))";
    let address = json!(listener.address);
    let told = window.client.execute_async(script, vec![address]).await.unwrap();
    expect![[r#"
        connect-src
        font-src
        form-action
        frame-src
        img-src
        object-src
        script-src
        script-src-elem
        style-src-elem
    "#]]
    .assert_eq(&(told.as_str().unwrap().to_owned() + "\n"));
    // The page is still there, and nobody heard of any of it.
    window.reads("Club de démonstration").await;
    window.close().await;
    assert_eq!(listener.end(), 0, "the page called somebody");
}
