//! One club, one process; and how a second start finds the first window.
//!
//! The lock is on an empty file of the folder, and the kernel lets go of it however the process
//! ends, so nobody is ever asked to remove a lock file. The socket only carries a knock: whoever
//! connects asks the window to come forward, and is told that it was asked. It needs no D-Bus, and
//! says nothing about the club.

use std::{
    env,
    fs::{File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use interprocess::local_socket::{
    GenericFilePath, GenericNamespaced, Listener, ListenerOptions, Name, Stream, prelude::*,
};
use sha2::{Digest, Sha256};

use crate::{Result, VaultError, files};

/// How long a first window may take to answer. One that hangs must not make the second hang too.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the first window answers once it was asked to come forward.
const ANSWER: &[u8] = b"cercle comes forward\n";

/// The hold of this process on a club. Dropping it lets go.
#[derive(Debug)]
pub(crate) struct Lock {
    /// None in a read-only folder that no process can have locked.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock on the club in `folder`.
    pub(crate) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(files::LOCK);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let writable = options.open(&path);
        let file = match writable {
            Ok(file) => file,
            Err(error) if files::is_read_only(&error) => match File::open(&path) {
                Ok(file) => file,
                // Nobody can make the file, so nobody holds the club.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    return Ok(Self { file: None });
                }
                Err(error) => return Err(VaultError::reading(&path)(error)),
            },
            Err(error) => return Err(VaultError::writing(folder)(error)),
        };
        match file.try_lock() {
            Ok(()) => Ok(Self { file: Some(file) }),
            Err(TryLockError::WouldBlock) => {
                Err(VaultError::AlreadyOpen { folder: folder.to_owned() })
            }
            Err(TryLockError::Error(error)) => Err(VaultError::reading(&path)(error)),
        }
    }

    /// Whether another process that takes the lock would be told of this one.
    pub(crate) fn excludes_others(&self) -> bool {
        self.file.is_some()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file is not enough: a program that is being started has a copy of it for an
        // instant, and the club would still be locked when it is opened again at once.
        if let Some(Err(error)) = self.file.as_ref().map(File::unlock) {
            tracing::warn!(%error, "the lock of a club could not be given back");
        }
    }
}

/// The thread that hears who knocks. Dropping it ends the thread and frees the name.
#[derive(Debug)]
pub(crate) struct Listening {
    name: Name<'static>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    /// Calls `on_request` each time another start asks the window of the club in `folder` to come
    /// forward. Only the holder of the lock may listen: what is left of an earlier process that was
    /// killed is swept away.
    pub(crate) fn start(folder: &Path, on_request: impl Fn() + Send + 'static) -> io::Result<Self> {
        let mut refused = io::Error::from(ErrorKind::NotFound);
        for name in names(folder)? {
            let options = ListenerOptions::new().name(name.clone()).try_overwrite(true);
            match options.create_sync() {
                Ok(listener) => return Self::hear(name, listener, on_request),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn hear(
        name: Name<'static>,
        listener: Listener,
        on_request: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let ended = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&ended);
        let thread = thread::Builder::new().name("second start".to_owned()).spawn(move || {
            for visitor in listener.incoming() {
                if heard.load(Ordering::Relaxed) {
                    break;
                }
                match visitor {
                    Ok(mut visitor) => {
                        on_request();
                        if let Err(error) = visitor.write_all(ANSWER) {
                            tracing::debug!(%error, "the second start did not wait");
                        }
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a second start could not be heard");
                        // What lasts, such as too many open files, would otherwise spin here.
                        thread::sleep(Duration::from_millis(200));
                    }
                }
            }
        })?;
        Ok(Self { name, ended, thread: Some(thread) })
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        // The thread waits for a visitor. Where it can be visited no more, because something swept
        // the socket away, waiting for its end would be for ever.
        if Stream::connect(self.name.clone()).is_ok()
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::warn!("what a second start asked for had failed");
        }
    }
}

/// Asks the window that holds the club in `folder` to come forward, and says whether it was heard.
pub fn come_forward(folder: &Path) -> bool {
    let Ok(names) = names(folder) else {
        return false;
    };
    let (tell, told) = mpsc::channel();
    // On a thread of its own, because connecting to a process that hangs can hang as well.
    thread::spawn(move || {
        let heard = names.into_iter().any(|name| knock(name).is_ok_and(|answer| answer == ANSWER));
        // Nobody listens any more where patience ran out.
        let _ = tell.send(heard);
    });
    told.recv_timeout(PATIENCE).unwrap_or(false)
}

fn knock(name: Name<'static>) -> io::Result<Vec<u8>> {
    let mut answer = vec![0; ANSWER.len()];
    Stream::connect(name)?.read_exact(&mut answer)?;
    Ok(answer)
}

/// Where the club in `folder` is heard, the best place first.
fn names(folder: &Path) -> io::Result<Vec<Name<'static>>> {
    let folder = folder.canonicalize()?;
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let mut name = "cercle-".to_owned();
    for byte in &digest[..16] {
        name.push_str(&format!("{byte:02x}"));
    }
    // Only its owner enters the run-time folder. A session without one is left with names that are
    // common to the machine, where a stranger could at most make the window come forward.
    let private = env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|it| it.is_absolute())
        .map(|it| it.join(format!("{name}.sock")).to_fs_name::<GenericFilePath>());
    private.into_iter().chain([name.to_ns_name::<GenericNamespaced>()]).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        fs,
        sync::{Mutex, atomic::AtomicUsize},
    };

    use super::*;
    use crate::staged::{self, Player};

    fn is_taken(folder: &Path) -> bool {
        match Lock::take(folder) {
            Ok(_) => false,
            Err(VaultError::AlreadyOpen { folder: named }) => {
                assert_eq!(named, folder);
                true
            }
            Err(error) => panic!("{error:?}"),
        }
    }

    #[test]
    fn a_club_has_one_holder_and_another_club_may_run_beside() {
        let (club, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let lock = Lock::take(club.path()).unwrap();
        assert!(lock.excludes_others());
        assert!(is_taken(club.path()));
        assert!(!is_taken(other.path()));
        drop(lock);
        assert!(!is_taken(club.path()), "a club that was let go can be held again");
    }

    #[test]
    fn a_killed_process_lets_go_and_its_socket_is_in_nobodys_way() {
        const TEST: &str = "lock::tests::a_killed_process_lets_go_and_its_socket_is_in_nobodys_way";
        if let Some(folder) = staged::part() {
            let folder = Path::new(&folder);
            let _lock = Lock::take(folder).unwrap();
            let _listening = Listening::start(folder, || println!("asked")).unwrap();
            println!("held");
            loop {
                thread::park();
            }
        }

        // With a run-time folder, where a socket is a file that outlives its process, and without.
        let runtime = tempfile::tempdir().unwrap();
        for runtime in [Some(runtime.path()), None] {
            let club = tempfile::tempdir().unwrap();
            let start = || {
                let mut command = staged::again(TEST, club.path().to_str().unwrap());
                match runtime {
                    Some(runtime) => command.env("XDG_RUNTIME_DIR", runtime),
                    None => command.env_remove("XDG_RUNTIME_DIR"),
                };
                let mut player = Player::start(command);
                player.wait_for("held");
                player
            };
            let ask = |expected: bool| {
                let part = format!("{expected} {}", club.path().display());
                let mut command = staged::again(ASKING, &part);
                match runtime {
                    Some(runtime) => command.env("XDG_RUNTIME_DIR", runtime),
                    None => command.env_remove("XDG_RUNTIME_DIR"),
                };
                staged::finish(command);
            };

            ask(false);
            let mut first = start();
            assert!(is_taken(club.path()));
            ask(true);
            first.wait_for("asked");
            first.kill();
            assert!(!is_taken(club.path()));
            ask(false);

            let mut second = start();
            ask(true);
            second.wait_for("asked");
            if let Some(runtime) = runtime {
                let sockets: Vec<_> = fs::read_dir(runtime).unwrap().collect();
                assert_eq!(sockets.len(), 1, "the socket of the first was taken over");
                let name = sockets[0].as_ref().unwrap().path();
                Stream::connect(name.to_fs_name::<GenericFilePath>().unwrap()).unwrap();
            }
            second.kill();
        }
    }

    const ASKING: &str = "lock::tests::a_second_start_asks_the_first_window_to_come_forward";

    #[test]
    fn a_second_start_asks_the_first_window_to_come_forward() {
        if let Some(part) = staged::part() {
            let (expected, folder) = part.split_once(' ').unwrap();
            assert_eq!(come_forward(Path::new(folder)).to_string(), expected);
            return staged::played();
        }

        let (club, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let listening = Listening::start(club.path(), move || {
            count.fetch_add(1, Ordering::SeqCst);
        })
        .unwrap();
        assert!(come_forward(club.path()));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert!(come_forward(&club.path().join(".")), "by another path of the same folder");
        assert_eq!(asked.load(Ordering::SeqCst), 2);
        assert!(!come_forward(other.path()), "the window of another club is left alone");
        assert!(!come_forward(&club.path().join("gone")), "a folder that is gone has no window");

        drop(listening);
        assert!(!come_forward(club.path()), "a club that is closed has no window");
        let again = Listening::start(club.path(), || {}).unwrap();
        assert!(come_forward(club.path()), "it can be opened again in the same process");
        drop(again);
        assert_eq!(asked.load(Ordering::SeqCst), 2, "nobody was asked by the end of the thread");
    }

    #[test]
    fn a_window_that_hangs_does_not_make_the_second_start_hang() {
        let club = tempfile::tempdir().unwrap();
        let (wake, woken) = mpsc::channel::<()>();
        let woken = Mutex::new(woken);
        let listening = Listening::start(club.path(), move || {
            let _ = woken.lock().unwrap().recv();
        })
        .unwrap();
        assert!(!come_forward(club.path()));
        drop(wake);
        assert!(come_forward(club.path()), "it answers again once it is awake");
        drop(listening);
    }
}
