//! Imports a list into an empty club on 28 November 2026, and prints as one JSON line what became
//! of it. What is asked stays unanswered.

use std::{env, error::Error, ops::ControlFlow, path::Path};

use api::{Api, MemberList, NewImport};
use chrono::{DateTime, NaiveDate};
use domain::{
    Day,
    member_list::{Choices, Outcome, Questions, Reading},
};
use serde_json::{Value, json};
use store::Store;
use uuid::Uuid;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let file = env::args_os().nth(1).ok_or("say which file to import")?;
    let told = match MemberList::read(Path::new(&file)) {
        Ok(list) => import(&list).await?,
        Err(failure) => told(&json!(failure.code), json!([]), json!([]), json!([])),
    };
    println!("{told}");
    Ok(())
}

async fn import(list: &MemberList) -> Result<Value, Box<dyn Error>> {
    let now = DateTime::parse_from_rfc3339("2026-11-28T09:00:00+01:00")?;
    let day: NaiveDate = now.date_naive();
    let store = Store::in_memory().await?;
    let api = Api { store, actor: "Camille Aubry".into(), now: Box::new(move || now) };
    let choices = Choices { columns: list.columns(), ..Choices::default() };
    let preview = match api.preview_import(list, &choices, day).await {
        Ok(preview) => preview,
        Err(failure) => return Ok(told(&json!(failure.code), json!([]), json!([]), json!([]))),
    };
    let new = NewImport { id: Uuid::from_u128(1 << 64), choices, counts: preview.counts };
    if let Err(failure) = api.import(new, list, &|_, _| ControlFlow::Continue(())).await {
        return Ok(told(&json!(failure.code), json!([]), json!([]), json!([])));
    }
    let (mut created, mut refused) = (Vec::new(), Vec::new());
    for line in preview.lines {
        match line.outcome {
            Outcome::Create { organisation, membership, .. } => created.push(json!({
                "name": organisation.name,
                "kind": organisation.kind,
                "number": organisation.register_number,
                "arrived": membership.as_ref().map(|it| bounds(it.arrived)),
                "left": membership.and_then(|it| it.left).map(bounds),
            })),
            Outcome::Refuse { faults, .. } => {
                refused.extend(faults.iter().map(|it| {
                    let refusal = json!(it.refusal);
                    let code = refusal["fault"]["problem"].as_str();
                    let code = code.or(refusal["code"].as_str()).unwrap_or_default();
                    json!({ "line": line.line, "code": code })
                }));
            }
            Outcome::Change { .. } | Outcome::Same { .. } | Outcome::Repeated { .. } => {}
        }
    }
    let asked = json!(asked(&preview.questions));
    Ok(told(&Value::Null, json!(created), asked, json!(refused)))
}

/// The words that wait for a person.
fn asked(questions: &Questions) -> Vec<&str> {
    let days = questions.arrivals.iter().chain(&questions.departures);
    let open = days.filter(|it| !matches!(it.reading, Reading::Said { .. }));
    let days = open.map(|it| it.words.as_str()).filter(|it| !it.is_empty());
    let kinds = questions.kinds.iter().filter(|it| it.reading.is_none());
    days.chain(kinds.map(|it| it.words.as_str())).collect()
}

fn bounds(day: Day) -> Value {
    json!([day.earliest, day.latest])
}

/// The line; `code` is null where the file is a list.
fn told(code: &Value, created: Value, asked: Value, refused: Value) -> Value {
    let facts = &code["with"];
    let code = facts["problem"].as_str().or(facts["code"].as_str()).or(code["code"].as_str());
    json!({ "created": created, "asked": asked, "refused": refused, "file_refused": code })
}
