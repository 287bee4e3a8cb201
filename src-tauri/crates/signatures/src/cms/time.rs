//! The two ways in which ASN.1 writes a moment, read strictly: a moment that two readers could
//! understand differently is none.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::ber::{Element, Malformed, Read, tag};

/// Reads a moment, in either way.
pub(crate) fn read(element: Element<'_>) -> Read<DateTime<Utc>> {
    match element.tag {
        tag::UTC_TIME => utc(element.content),
        tag::GENERALIZED_TIME => generalized(element.content),
        _ => Err(Malformed),
    }
}

/// Two digits of the year, of which 50 begins the twentieth century; seconds may be left out in BER.
fn utc(text: &[u8]) -> Read<DateTime<Utc>> {
    let text = text.strip_suffix(b"Z").ok_or(Malformed)?;
    let (year, rest) = digits(text, 2)?;
    let century = if year < 50 { 2000 } else { 1900 };
    moment(century + year, rest, 0)
}

/// Four digits of the year, and any fraction of a second: authorities of time-stamps write one.
pub(crate) fn generalized(text: &[u8]) -> Read<DateTime<Utc>> {
    let text = text.strip_suffix(b"Z").ok_or(Malformed)?;
    let point = text.iter().position(|byte| matches!(byte, b'.' | b','));
    let (whole, fraction) = match point {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, &b"0"[..]),
    };
    if fraction.is_empty() || fraction.len() > 12 || !fraction.iter().all(u8::is_ascii_digit) {
        return Err(Malformed);
    }
    let nanoseconds = fraction
        .iter()
        .chain(std::iter::repeat(&b'0'))
        .take(9)
        .fold(0, |number, byte| number * 10 + u32::from(byte - b'0'));
    let (year, rest) = digits(whole, 4)?;
    moment(year, rest, nanoseconds)
}

fn moment(year: u32, rest: &[u8], nanoseconds: u32) -> Read<DateTime<Utc>> {
    let (month, rest) = digits(rest, 2)?;
    let (day, rest) = digits(rest, 2)?;
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(rest, 2)?;
    let (second, rest) = if rest.is_empty() { (0, rest) } else { digits(rest, 2)? };
    if !rest.is_empty() {
        return Err(Malformed);
    }
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds);
    Ok(date.ok_or(Malformed)?.and_time(time.ok_or(Malformed)?).and_utc())
}

fn digits(text: &[u8], count: usize) -> Read<(u32, &[u8])> {
    let (digits, rest) = text.split_at_checked(count).ok_or(Malformed)?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return Err(Malformed);
    }
    Ok((digits.iter().fold(0, |number, byte| number * 10 + u32::from(byte - b'0')), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(tag: u8, text: &str) -> String {
        let element = Element { tag, content: text.as_bytes(), raw: &[] };
        read(element).map_or("refused".into(), |moment| moment.to_rfc3339())
    }

    #[test]
    fn a_moment_is_read_in_either_way() {
        assert_eq!(said(tag::UTC_TIME, "261127101500Z"), "2026-11-27T10:15:00+00:00");
        assert_eq!(said(tag::UTC_TIME, "991231235959Z"), "1999-12-31T23:59:59+00:00");
        assert_eq!(said(tag::UTC_TIME, "2611271015Z"), "2026-11-27T10:15:00+00:00");
        assert_eq!(said(tag::GENERALIZED_TIME, "20261127101500Z"), "2026-11-27T10:15:00+00:00");
    }

    #[test]
    fn a_fraction_of_a_second_is_kept() {
        assert_eq!(
            said(tag::GENERALIZED_TIME, "20261127101500.25Z"),
            "2026-11-27T10:15:00.250+00:00"
        );
    }

    #[test]
    fn what_leaves_a_doubt_is_refused() {
        for text in
            ["20261127101500", "20261327101500Z", "20261127101500.Z", "20261127+01500Z", "Z"]
        {
            assert_eq!(said(tag::GENERALIZED_TIME, text), "refused");
        }
        assert_eq!(said(tag::UTC_TIME, "261127101500+0100"), "refused");
        assert_eq!(said(tag::INTEGER, "20261127101500Z"), "refused");
    }
}
