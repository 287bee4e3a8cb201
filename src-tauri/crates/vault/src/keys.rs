//! Where the key of a club waits from one day to the next: the keyring of the session.
//!
//! A keyring answers in ways that are easily misread. One that is locked, or that nobody has set up,
//! may say that it has no entry, so "no entry" beside a club never means a first start: it means
//! asking for the passphrase, and never making another key.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use store::Key;
use zeroize::{Zeroize, Zeroizing};

use crate::{ClubId, blocking};

/// The name under which the session lists what Cercle keeps in its keyring.
pub const SERVICE: &str = "Cercle";

/// How long the keyring may take. It asks a person to unlock it, who needs a minute; one that hangs
/// must not keep them from typing the passphrase instead.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where keys are kept.
#[derive(Debug, Clone)]
pub enum Keyring {
    /// The keyring of the session: Secret Service, Keychain or Credential Manager.
    System,
    /// One that ends with the process, for tests and for a session that must leave nothing behind.
    Memory(MemoryKeyring),
    /// None: every start asks for the passphrase.
    Absent,
}

/// Why the keyring did not give or take a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// No keyring answers in this session, or it does not answer in time.
    #[error("no keyring answers")]
    NoService(#[source] Option<Cause>),
    /// It is there, and nobody has unlocked it.
    #[error("the keyring is locked")]
    Locked(#[source] Option<Cause>),
    /// It answers something else than one key. Its words are left out, since they may quote the key.
    #[error("what the keyring holds is not one key of a club")]
    NotOneKey,
}

/// What the keyring said, in its own words.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

impl Keyring {
    /// The key of `club`, if there is one.
    pub(crate) async fn find(&self, club: ClubId) -> Result<Option<Key>, KeyringError> {
        let keyring = self.clone();
        patiently(PATIENCE, move || keyring.find_now(club)).await
    }

    /// Keeps `key` as the key of `club`, in the place of what was there.
    pub(crate) async fn keep(&self, club: ClubId, key: &Key) -> Result<(), KeyringError> {
        let (keyring, key) = (self.clone(), key.clone());
        patiently(PATIENCE, move || keyring.keep_now(club, &key)).await
    }

    /// Forgets the key of `club`; one that is not kept is as good as forgotten.
    pub(crate) async fn forget(&self, club: ClubId) -> Result<(), KeyringError> {
        let keyring = self.clone();
        patiently(PATIENCE, move || keyring.forget_now(club)).await
    }

    fn find_now(&self, club: ClubId) -> Result<Option<Key>, KeyringError> {
        match self {
            Self::System => {
                let bytes = match entry(club)?.get_secret() {
                    Ok(bytes) => Zeroizing::new(bytes),
                    Err(keyring::Error::NoEntry) => return Ok(None),
                    Err(error) => return Err(error.into()),
                };
                let bytes: &[u8; 32] =
                    bytes.as_slice().try_into().map_err(|_| KeyringError::NotOneKey)?;
                Ok(Some(Key::new(*bytes)))
            }
            Self::Memory(memory) => memory.find(club),
            Self::Absent => Err(KeyringError::NoService(None)),
        }
    }

    fn keep_now(&self, club: ClubId, key: &Key) -> Result<(), KeyringError> {
        match self {
            Self::System => Ok(entry(club)?.set_secret(key.bytes())?),
            Self::Memory(memory) => memory.keep(club, key),
            Self::Absent => Err(KeyringError::NoService(None)),
        }
    }

    fn forget_now(&self, club: ClubId) -> Result<(), KeyringError> {
        match self {
            Self::System => match entry(club)?.delete_credential() {
                Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
                Err(error) => Err(error.into()),
            },
            Self::Memory(memory) => memory.forget(club),
            Self::Absent => Ok(()),
        }
    }
}

/// Asks the keyring, as long as `patience` lasts.
async fn patiently<T: Send + 'static>(
    patience: Duration,
    ask: impl FnOnce() -> Result<T, KeyringError> + Send + 'static,
) -> Result<T, KeyringError> {
    // A thread that waits for a keyring cannot be called back: it is left to itself.
    tokio::time::timeout(patience, blocking(ask))
        .await
        .unwrap_or(Err(KeyringError::NoService(None)))
}

fn entry(club: ClubId) -> Result<keyring::Entry, KeyringError> {
    Ok(keyring::Entry::new(SERVICE, &club.to_string())?)
}

impl From<keyring::Error> for KeyringError {
    #[allow(
        clippy::wildcard_enum_match_arm,
        reason = "the enum is not exhaustive, and no other answer makes a difference"
    )]
    fn from(error: keyring::Error) -> Self {
        match error {
            keyring::Error::NoStorageAccess(cause) => Self::Locked(Some(cause)),
            keyring::Error::PlatformFailure(cause) => Self::NoService(Some(cause)),
            keyring::Error::NoDefaultStore => Self::NoService(None),
            keyring::Error::BadEncoding(mut bytes)
            | keyring::Error::BadDataFormat(mut bytes, _) => {
                bytes.zeroize();
                Self::NotOneKey
            }
            _ => Self::NotOneKey,
        }
    }
}

/// A keyring that ends with the process. Its clones are one keyring.
#[derive(Clone, Default)]
pub struct MemoryKeyring(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    keys: HashMap<ClubId, Key>,
    locked: bool,
}

impl MemoryKeyring {
    /// Locks it, as a session does that was left alone.
    pub fn lock(&self) {
        self.kept().locked = true;
    }

    /// Unlocks it.
    pub fn unlock(&self) {
        self.kept().locked = false;
    }

    /// Answers nobody as long as the value lives.
    #[cfg(test)]
    pub(crate) fn hang(&self) -> impl Drop {
        self.kept()
    }

    /// The key of `club`, if it keeps one.
    pub fn find(&self, club: ClubId) -> Result<Option<Key>, KeyringError> {
        let kept = self.kept();
        if kept.locked {
            return Err(KeyringError::Locked(None));
        }
        Ok(kept.keys.get(&club).cloned())
    }

    fn keep(&self, club: ClubId, key: &Key) -> Result<(), KeyringError> {
        let mut kept = self.kept();
        if kept.locked {
            return Err(KeyringError::Locked(None));
        }
        kept.keys.insert(club, key.clone());
        Ok(())
    }

    fn forget(&self, club: ClubId) -> Result<(), KeyringError> {
        let mut kept = self.kept();
        if kept.locked {
            return Err(KeyringError::Locked(None));
        }
        kept.keys.remove(&club);
        Ok(())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept();
        f.debug_struct("MemoryKeyring")
            .field("clubs", &kept.keys.keys())
            .field("locked", &kept.locked)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::{error::Error, fs, path::Path, process::Command, sync::mpsc};

    use super::*;
    use crate::staged;

    const CLUB: ClubId = ClubId(uuid::uuid!("0193a5b0-7c00-7000-8000-000000000001"));
    const OTHER: ClubId = ClubId(uuid::uuid!("0193a5b0-7c00-7000-8000-000000000002"));

    fn key() -> Key {
        Key::new([7; 32])
    }

    fn check_keeps(keyring: &Keyring) {
        assert!(keyring.find_now(CLUB).unwrap().is_none());
        keyring.keep_now(CLUB, &Key::new([6; 32])).unwrap();
        keyring.keep_now(CLUB, &key()).unwrap();
        assert!(keyring.find_now(CLUB).unwrap() == Some(key()), "the last key is kept");
        assert!(keyring.find_now(OTHER).unwrap().is_none(), "the key is kept for one club");
        keyring.keep_now(OTHER, &key()).unwrap();
        for _ in 0..2 {
            keyring.forget_now(OTHER).unwrap();
        }
        assert!(keyring.find_now(OTHER).unwrap().is_none(), "a key that was forgotten is gone");
        assert!(keyring.find_now(CLUB).unwrap() == Some(key()), "and no other with it");
    }

    #[test]
    fn a_keyring_in_memory_keeps_keys_and_can_be_locked() {
        let memory = MemoryKeyring::default();
        let keyring = Keyring::Memory(memory.clone());
        check_keeps(&keyring);
        memory.lock();
        assert!(matches!(keyring.find_now(CLUB), Err(KeyringError::Locked(_))));
        assert!(matches!(keyring.keep_now(CLUB, &key()), Err(KeyringError::Locked(_))));
        memory.unlock();
        assert!(keyring.find_now(CLUB).unwrap() == Some(key()));
    }

    #[test]
    fn without_a_keyring_no_key_is_found_and_none_is_kept() {
        let keyring = Keyring::Absent;
        assert!(matches!(keyring.find_now(CLUB), Err(KeyringError::NoService(_))));
        assert!(matches!(keyring.keep_now(CLUB, &key()), Err(KeyringError::NoService(_))));
    }

    #[tokio::test]
    async fn a_keyring_that_hangs_is_left_alone() {
        let (wake, woken) = mpsc::channel::<()>();
        let asked = patiently(Duration::from_millis(20), move || {
            let _ = woken.recv();
            Ok(())
        });
        assert!(matches!(asked.await, Err(KeyringError::NoService(None))));
        drop(wake);
        patiently(Duration::from_secs(60), || Ok(())).await.unwrap();
    }

    #[test]
    fn a_keyring_never_prints_a_key() {
        let memory = MemoryKeyring::default();
        memory.keep(CLUB, &Key::new([231; 32])).unwrap();
        assert!(!format!("{:?}", Keyring::Memory(memory)).contains("231"));
        for error in [
            keyring::Error::BadEncoding(vec![231; 32]),
            keyring::Error::BadDataFormat(vec![231; 32], "231".into()),
        ] {
            let told = KeyringError::from(error);
            assert!(!format!("{told} {told:?} {:?}", told.source()).contains("231"), "{told:?}");
        }
    }

    #[test]
    fn a_session_without_a_keyring_is_told_apart() {
        const TEST: &str = "keys::tests::a_session_without_a_keyring_is_told_apart";
        if staged::part().is_some() {
            let found = Keyring::System.find_now(CLUB);
            assert!(matches!(found, Err(KeyringError::NoService(_))), "{found:?}");
            let kept = Keyring::System.keep_now(CLUB, &key());
            assert!(matches!(kept, Err(KeyringError::NoService(_))), "{kept:?}");
            return staged::played();
        }
        let mut command = staged::again(TEST, "no bus");
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        staged::finish(command);

        let folder = tempfile::tempdir().unwrap();
        stage(folder.path(), r#"exec "$@""#, TEST, "a bus with nothing on it");
    }

    /// A session of its own at `folder`, whose bus starts nothing by itself: the usual one would
    /// start the keyring of whoever runs the tests.
    fn stage(folder: &Path, script: &str, test: &str, part: &str) {
        fs::create_dir_all(folder.join("run")).unwrap();
        let config = folder.join("bus.conf");
        fs::write(
            &config,
            r#"<busconfig>
                 <type>session</type>
                 <listen>unix:tmpdir=/tmp</listen>
                 <policy context="default">
                   <allow send_destination="*" eavesdrop="true"/>
                   <allow eavesdrop="true"/>
                   <allow own="*"/>
                 </policy>
               </busconfig>"#,
        )
        .unwrap();
        staged::play_on(
            "gnome-keyring-daemon --version && command -v dbus-send",
            script,
            &["dbus-run-session", "--config-file", config.to_str().unwrap(), "--"],
            folder,
            test,
            part,
        );
    }

    #[test]
    fn the_keyring_of_a_session_keeps_keys_and_says_when_it_is_locked() {
        const TEST: &str =
            "keys::tests::the_keyring_of_a_session_keeps_keys_and_says_when_it_is_locked";
        match staged::part().as_deref() {
            None => {}
            Some("unlocked") => {
                check_keeps(&Keyring::System);
                lock_session();
                check_locked();
                return staged::played();
            }
            Some("locked since the session began") => {
                check_locked();
                return staged::played();
            }
            Some(_) => {
                // Nobody ever made a keyring: it is read as one that has no key.
                assert!(Keyring::System.find_now(CLUB).unwrap().is_none());
                let kept = Keyring::System.keep_now(CLUB, &key());
                assert!(matches!(kept, Err(KeyringError::Locked(_))), "{kept:?}");
                return staged::played();
            }
        }
        let home = tempfile::tempdir().unwrap();
        let session = |name: &str, start: &str, part: &str| {
            let script = format!(
                r#"export HOME="$FOLDER" XDG_RUNTIME_DIR="$FOLDER/run"
                   # Nobody is here to answer a question.
                   unset XDG_DATA_HOME DISPLAY WAYLAND_DISPLAY
                   {start} >/dev/null
                   until dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
                     org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q true
                   do sleep 0.05; done
                   "$@""#
            );
            stage(&home.path().join(name), &script, TEST, part);
        };
        const DAEMON: &str = "gnome-keyring-daemon --components=secrets";
        session("one", &format!("echo secret | {DAEMON} --unlock"), "unlocked");
        session("one", &format!("{DAEMON} --start"), "locked since the session began");
        session("other", &format!("{DAEMON} --start"), "no keyring was ever made");
    }

    /// A keyring that is locked says so of what it keeps, but of nothing else.
    fn check_locked() {
        let found = Keyring::System.find_now(CLUB);
        assert!(matches!(found, Err(KeyringError::Locked(_))), "{found:?}");
        assert!(Keyring::System.find_now(OTHER).unwrap().is_none());
        for club in [CLUB, OTHER] {
            let kept = Keyring::System.keep_now(club, &key());
            assert!(matches!(kept, Err(KeyringError::Locked(_))), "{kept:?}");
        }
    }

    fn lock_session() {
        let status = Command::new("dbus-send")
            .args(["--session", "--print-reply", "--dest=org.freedesktop.secrets"])
            .args(["/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock"])
            .arg("array:objpath:/org/freedesktop/secrets/collection/login")
            .status()
            .unwrap();
        assert!(status.success());
    }
}
