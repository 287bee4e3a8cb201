//! The texts and the days of a PDF file.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};

/// A text string: UTF-16 or UTF-8 where it says so, Latin-1 otherwise.
pub(crate) fn text(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units)
            .map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
    }
    if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().copied().map(char::from).collect()
}

/// A day and its hour, such as `D:20240131120000+01'00'`, where the year alone must be told.
pub(crate) fn moment(bytes: &[u8]) -> Option<DateTime<Utc>> {
    let text = text(bytes);
    let written = text.strip_prefix("D:").unwrap_or(&text);
    let digits = written.len() - written.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let (digits, zone) = written.split_at(digits);
    let part = |from: usize, to: usize, otherwise: u32| match digits.get(from..to) {
        Some(part) => part.parse().ok(),
        None => (digits.len() <= from).then_some(otherwise),
    };
    let year = digits.get(..4)?.parse().ok()?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 6, 1)?, part(6, 8, 1)?)?;
    let local = day.and_hms_opt(part(8, 10, 0)?, part(10, 12, 0)?, part(12, 14, 0)?)?;
    let zone = offset(zone)?;
    Some(zone.from_local_datetime(&local).single()?.with_timezone(&Utc))
}

/// The offset from UTC, such as `+01'00'`; what is not told counts as none.
fn offset(written: &str) -> Option<FixedOffset> {
    let (sign, rest) = match written.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return FixedOffset::east_opt(0),
    };
    let mut parts = rest.split('\'');
    let mut part = || match parts.next() {
        None | Some("") => Some(0),
        Some(part) => part.parse::<i32>().ok(),
    };
    let (hours, minutes) = (part()?, part()?);
    FixedOffset::east_opt(sign * (hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_itself_how_it_is_written() {
        assert_eq!(text(b"caf\xe9"), "café");
        assert_eq!(text(b"\xfe\xff\x00c\x00a\x00f\x00\xe9"), "café");
        assert_eq!(text(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
    }

    #[test]
    fn a_day_may_be_told_in_part_and_with_its_zone() {
        let told = |it: &str| moment(it.as_bytes()).map(|it| it.to_rfc3339());
        assert_eq!(told("D:20240131120000+01'00'").as_deref(), Some("2024-01-31T11:00:00+00:00"));
        assert_eq!(told("D:20240131120000-03'30").as_deref(), Some("2024-01-31T15:30:00+00:00"));
        assert_eq!(told("20240131").as_deref(), Some("2024-01-31T00:00:00+00:00"));
        assert_eq!(told("D:2024").as_deref(), Some("2024-01-01T00:00:00+00:00"));
        assert_eq!(told("D:20241301"), None);
        assert_eq!(told("tomorrow"), None);
    }
}
