//! The journal under whatever a coordinator may do: nothing is lost on the way back or forth.

use std::{cell::RefCell, collections::BTreeSet};

use api::{Api, Code, Command, JournalFilter, MemberList};
use domain::Refusal;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use sqlx::Row;
use uuid::Uuid;

use crate::{
    commands::{any_command, every_kind, furnished},
    office::{Office, date},
};

/// Every row of every fact, in words, and the names by which things are found: two clubs that read
/// the same are the same.
async fn rows(api: &Api) -> String {
    let mut db = api.store.read().await.unwrap();
    let facts: Vec<String> = sqlx::query_scalar(
        "select distinct tbl_name from sqlite_schema
         where type = 'trigger' and name like 'journal_%' order by 1",
    )
    .fetch_all(&mut *db)
    .await
    .unwrap();
    let mut told = String::new();
    for table in facts.iter().map(String::as_str).chain(["seen_name"]) {
        let text = format!("select * from {table} order by id");
        for row in sqlx::query(sqlx::AssertSqlSafe(text)).fetch_all(&mut *db).await.unwrap() {
            told += table;
            // The first column of `seen_name` is a number that only the index knows.
            let from = usize::from(table == "seen_name");
            for column in from..row.len() {
                let value: Option<String> = row
                    .try_get::<Option<String>, _>(column)
                    .or_else(|_| {
                        row.try_get::<Option<i64>, _>(column).map(|it| it.map(|it| it.to_string()))
                    })
                    .unwrap();
                told += &format!("|{value:?}");
            }
            told.push('\n');
        }
    }
    told
}

async fn execute(api: &Api, command: Command) -> Result<i32, Code> {
    api.execute(command).await.map(|it| it.operation).map_err(|it| it.code)
}

async fn undo(api: &Api, operation: i32) -> Result<i32, Code> {
    execute(api, Command::Undo { operation }).await
}

/// The command as the window would send it now: an import says what it was shown to do.
async fn as_shown(api: &Api, command: &Value) -> Command {
    let mut command: Command = serde_json::from_value(command.clone()).unwrap();
    if let Command::ImportMembers(it) = &mut command {
        let cells = it.sheet.rows.iter().map(|row| row.cells.clone()).collect();
        let csv = api::as_csv(&it.sheet.header, cells);
        let list = MemberList::new(it.name.clone(), &csv).unwrap();
        let preview = api.preview_import(&list, &it.choices, date("2026-11-23")).await.unwrap();
        it.counts = preview.counts;
    }
    command
}

/// Does each command, takes it back, brings it back; what is refused must leave everything as it
/// was. The kinds of those that were done go into `done`.
async fn back_and_forth(commands: &[Value], done: &RefCell<BTreeSet<String>>) {
    let office = furnished().await;
    let api = &office.api;
    for command in commands {
        let before = rows(api).await;
        match execute(api, as_shown(api, command).await).await {
            Err(code) => {
                assert_ne!(code, Code::Damaged, "{command}");
                assert_eq!(rows(api).await, before, "refused, and not as it was: {command}");
            }
            Ok(operation) => {
                let after = rows(api).await;
                done.borrow_mut().insert(command["kind"].as_str().unwrap().to_owned());
                if command["kind"] == "lock_minutes" {
                    // The one thing that is done for good.
                    let on = date("2026-11-23");
                    let locked = Code::Refused(Refusal::MinutesLocked { on });
                    assert_eq!(undo(api, operation).await, Err(locked));
                    assert_eq!(rows(api).await, after, "refused, and not as it was: {command}");
                    continue;
                }
                let undone = undo(api, operation).await.unwrap();
                assert_eq!(rows(api).await, before, "undone, and not as before: {command}");
                undo(api, undone).await.unwrap();
                assert_eq!(rows(api).await, after, "redone, and not as after: {command}");
            }
        }
    }
}

#[test]
fn whatever_is_done_can_be_taken_back_and_brought_back_row_for_row() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    // The same sequences each time: whether each kind was met is not left to luck.
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let done = RefCell::default();
    TestRunner::new_with_rng(config, rng)
        .run(&proptest::collection::vec(any_command(), 1..32), |commands| {
            runtime.block_on(back_and_forth(&commands, &done));
            Ok(())
        })
        .unwrap();
    assert_eq!(done.into_inner(), every_kind(), "not every command was done, undone and redone");
}

#[tokio::test]
async fn what_is_built_upon_is_not_taken_back() {
    let office = Office::open().await;
    let valmont = Uuid::from_u128(101);
    let create = json!({ "kind": "create_organisation", "id": valmont, "membership": null,
        "organisation": { "name": "Valmont", "legal_name": null, "kind": "research",
            "register_number": null, "parent": null } });
    assert_eq!(office.run(create).await, "done, operation 1");
    let draft = json!({ "kind": "draft_convention", "id": Uuid::from_u128(401),
        "organisation": valmont, "drafted_on": "2026-11-01",
        "convention": { "kind": "service", "reference": "2026-001", "object": null, "price": null,
            "starts_on": null, "ends_on": null } });
    assert_eq!(office.run(draft).await, "done, operation 2");
    let (table, by_table) = ("organisation".to_owned(), "convention".to_owned());
    assert_eq!(undo(&office.api, 1).await, Err(Code::StillUsed { table, by_table }));
}

/// The lines of one row are those that would be found by going through all that was ever written.
#[tokio::test]
async fn the_journal_of_a_row_leaves_nothing_out() {
    let office = Office::open().await;
    let api = &office.api;
    let today = date("2026-11-23");
    demo::fill(&api.store, demo::Size::SMALL, today).await.unwrap();
    let mut rows: Vec<String> = Vec::new();
    rows.extend(api.members(today).await.unwrap().iter().map(|it| it.id.to_string()));
    rows.extend(api.conventions(today).await.unwrap().iter().map(|it| it.id.to_string()));
    for it in api.meetings(today).await.unwrap() {
        rows.push(it.id.to_string());
        let page = api.meeting(it.id, today).await.unwrap();
        rows.extend(page.items.iter().map(|it| it.id.to_string()));
    }
    for it in api.members(today).await.unwrap() {
        let page = api.member(it.id, today).await.unwrap();
        rows.extend(page.people.iter().map(|it| it.id.to_string()));
    }
    assert!(rows.len() > 100, "{}", rows.len());
    for row in rows {
        let filter = JournalFilter { row: Some(row.clone()), ..JournalFilter::default() };
        let page = api.journal(filter).await.unwrap();
        let found: Vec<i32> = page.lines.iter().map(|it| it.operation).collect();
        let through_all: Vec<i32> = sqlx::query_scalar(
            "select o.id from operation o where exists (
               select 1 from change where operation_id = o.id
                 and (row_id = ?1 or instr(coalesce(after, before), ?1) > 0)
             ) order by o.id desc limit 200",
        )
        .bind(&row)
        .fetch_all(&mut *api.store.read().await.unwrap())
        .await
        .unwrap();
        assert!(!found.is_empty());
        assert_eq!(found, through_all, "{row}");
    }
}
