//! A club that an earlier Cercle wrote: it is kept as it was before anything touches it.

use std::path::Path;

use sqlx::{
    ConnectOptions, Connection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use store::Key;
use vault::{CopyKind, Keyring, Machine, MemoryKeyring, Passphrase, Vault, VaultError, Work};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// A file under `key` as a Cercle wrote it that knew only the first migrations.
pub(crate) async fn older_file(path: &Path, key: &Key) {
    let hex: String = key.bytes().iter().map(|it| format!("{it:02x}")).collect();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .pragma("key", format!("\"x'{hex}'\""))
        .journal_mode(SqliteJournalMode::Wal);
    let mut db = options.connect().await.unwrap();
    let first: Vec<_> = MIGRATIONS.iter().take(6).cloned().collect();
    Migrator::with_migrations(first).run(&mut db).await.unwrap();
    sqlx::query("insert into organisation (id, name, kind) values ('1', 'Marais', 'other')")
        .execute(&mut db)
        .await
        .unwrap();
    db.close().await.unwrap();
}

#[tokio::test]
async fn a_club_of_an_earlier_cercle_is_copied_before_it_is_touched() {
    for away in [false, true] {
        let place = tempfile::tempdir().unwrap();
        let keyring = MemoryKeyring::default();
        let mut machine = Machine {
            keyring: Keyring::Memory(keyring.clone()),
            ..Machine::for_tests(&place.path().join("copies"))
        };
        let folder = place.path().join("club");
        let passphrase = Passphrase::new("quatre mots bien choisis".into());
        let open = Vault::create(&machine, &folder, &passphrase).await.unwrap();
        let club = open.vault.club();
        open.close().await;
        let database = folder.join("club.db");
        std::fs::remove_file(&database).unwrap();
        older_file(&database, &keyring.find(club).unwrap().unwrap()).await;
        let before = std::fs::read(&database).unwrap();
        if away {
            // A disk that is not plugged in must not keep anybody from their club.
            machine.copies.chosen.insert(club, place.path().join("disk"));
        }

        let open = Vault::open(&machine, &folder).await.unwrap();
        let all = open.copies(machine.copies.clone()).list().await.unwrap();
        let kind = if away { CopyKind::Replaced } else { CopyKind::Made };
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((all[0].kind, all[0].checked), (kind, false), "nobody has read it whole");
        let kept = if away { folder.join("replaced") } else { machine.copies.folder(club) };
        let kept = std::fs::read(kept.join(&all[0].name).join("club.db")).unwrap();
        assert!(kept == before, "it is the file, byte for byte");
        open.close().await;

        // What is up to date is not copied again.
        let open = Vault::open(&machine, &folder).await.unwrap();
        assert_eq!(open.copies(machine.copies.clone()).list().await.unwrap().len(), 1);
        open.close().await;
    }
}

#[tokio::test]
async fn a_copy_of_a_later_cercle_takes_nobodys_place() {
    let place = tempfile::tempdir().unwrap();
    let machine = Machine::for_tests(&place.path().join("copies"));
    let passphrase = Passphrase::new("quatre mots bien choisis".to_owned());
    let open = Vault::create(&machine, &place.path().join("club"), &passphrase).await.unwrap();
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (29991231000000, 'later', true, x'00', 0)",
    )
    .execute(&mut *open.store.read().await.unwrap())
    .await
    .unwrap();
    let copies = open.copies(machine.copies.clone());
    let copy = copies.make((machine.now)(), &Work::unwatched()).await.unwrap();
    let key = copies.key_of(&copy, None).await.unwrap();
    let refused = copies.prepare(&copy, &key, &Work::unwatched()).await;
    assert!(matches!(refused, Err(VaultError::DatabaseNewer { .. })), "{refused:?}");
    open.close().await;
}
