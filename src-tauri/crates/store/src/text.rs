//! How values with a text form are stored.

use std::{error::Error, fmt::Display, str::FromStr};

use serde::{Deserialize, Deserializer, de::Error as _};
use sqlx::{
    Decode, Encode, Sqlite, Type,
    encode::IsNull,
    error::BoxDynError,
    sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
};

/// Stores any value that prints and parses, such as an id or a date, in a TEXT column.
///
/// The domain stays free of SQL, and this type stays inside the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<T>(pub T);

impl<T> Type<Sqlite> for Text<T> {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }
}

impl<T: Display> Encode<'_, Sqlite> for Text<T> {
    fn encode_by_ref(&self, buf: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(self.0.to_string(), buf)
    }
}

impl<'r, T: FromStr<Err: Error + Send + Sync + 'static>> Decode<'r, Sqlite> for Text<T> {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(<&str as Decode<Sqlite>>::decode(value)?.parse()?))
    }
}

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map(Self).map_err(D::Error::custom)
    }
}

/// Stores a list or a record as JSON in a TEXT column.
///
/// It is how a list of thousands of rows is read, too: `json_group_array` makes one row of them, of
/// which each is an array in the order of the fields of its struct. sqlx hands every row from its
/// thread to ours, which takes up to ten times as long as finding the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T> Type<Sqlite> for Json<T> {
    fn type_info() -> SqliteTypeInfo {
        <str as Type<Sqlite>>::type_info()
    }
}

impl<T: serde::Serialize> Encode<'_, Sqlite> for Json<T> {
    fn encode_by_ref(&self, buf: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        <String as Encode<Sqlite>>::encode(serde_json::to_string(&self.0)?, buf)
    }
}

impl<'r, T: serde::de::DeserializeOwned> Decode<'r, Sqlite> for Json<T> {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(serde_json::from_str(<&str as Decode<Sqlite>>::decode(value)?)?))
    }
}

/// The word under which a choice is stored, the same as in its JSON.
pub(crate) fn word<T: serde::Serialize>(choice: &T) -> crate::Result<String> {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        other => Err(crate::Error::Unknown { what: "choice", value: format!("{other:?}") }),
    }
}

/// The choice stored under `word`; `what` says what it should be.
pub(crate) fn choice<T: serde::de::DeserializeOwned>(
    what: &'static str,
    word: &str,
) -> crate::Result<T> {
    serde_json::from_value(word.into())
        .map_err(|_| crate::Error::Unknown { what, value: word.to_owned() })
}
