//! How the bytes of a sheet stand for characters, where the file does not say.
//!
//! A text that is no UTF-8 is in one of the alphabets of 256 letters that spreadsheets still save.
//! Each of them reads any bytes at all, so what tells is whether words come out: « Arrivée » in one
//! is « ArrivŽe » in another. Nothing in the file would show the mistake afterwards, and every
//! accent of the club would be wrong.

use std::borrow::Cow;

use super::{Lookalike, SheetError};

/// How the bytes of a sheet stand for characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16: what Excel calls « Texte Unicode ».
    Utf16,
    /// What Excel on Windows saves as plain CSV.
    Windows1252,
    /// What Excel on a Macintosh saves as plain CSV.
    MacRoman,
    /// What older programs on Unix save.
    Iso8859_15,
    /// What programs of the command line of Windows save.
    Cp850,
}

/// Those that nothing in the file tells apart, the most frequent first: it wins where all make the
/// same sense.
const GUESSED: [Encoding; 4] =
    [Encoding::Windows1252, Encoding::MacRoman, Encoding::Iso8859_15, Encoding::Cp850];

/// So many bytes tell in which alphabet a file is.
const SAMPLE: usize = 256 * 1024;

/// One control character in so many is a slip of some program; with more, the file is no text.
const TEXT_FOR_A_CONTROL: usize = 16;

/// The upper half of code page 850.
const CP850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', //
    'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', //
    'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»', //
    '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐', //
    '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', //
    'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀', //
    'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', //
    '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³', '²', '■', '\u{a0}',
];

/// The text of a file and the encoding that it was in.
pub(super) fn decode(bytes: &[u8]) -> Result<(Encoding, Cow<'_, str>), SheetError> {
    let lookalike = |looks_like| Err(SheetError::NotText { looks_like });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return lookalike(Lookalike::Workbook);
    }
    if bytes.starts_with(b"%PDF-") {
        return lookalike(Lookalike::Pdf);
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).or_else(|| unmarked_utf16(bytes));
    let (encoding, text) = match marked {
        Some((found, mark)) => {
            let encoding =
                if found == encoding_rs::UTF_8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let body = bytes.get(mark..).unwrap_or_default();
            match found.decode_without_bom_handling_and_without_replacement(body) {
                Some(text) => (encoding, text),
                None => return lookalike(Lookalike::Binary),
            }
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Encoding::Utf8, Cow::Borrowed(text)),
            Err(_) => {
                let encoding = likely(bytes);
                (encoding, read(encoding, bytes))
            }
        },
    };
    let controls = text.chars().filter(|it| it.is_ascii_control() && !it.is_whitespace()).count();
    if controls * TEXT_FOR_A_CONTROL > text.len() {
        return lookalike(Lookalike::Binary);
    }
    Ok((encoding, text))
}

/// UTF-16 that lost its mark on the way: every other byte of a European text is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, usize)> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let zeros = |place: usize| pairs.iter().filter(|it| it[place] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |zeros: usize| pairs.len() >= 4 && zeros * 10 > pairs.len() * 8;
    if first == 0 && most(second) {
        Some((encoding_rs::UTF_16LE, 0))
    } else if second == 0 && most(first) {
        Some((encoding_rs::UTF_16BE, 0))
    } else {
        None
    }
}

/// The alphabet in which the bytes make the most sense.
fn likely(bytes: &[u8]) -> Encoding {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let sense = |it: &Encoding| sense(&read(*it, sample));
    // Of those that make the same sense, `max_by_key` gives the last.
    GUESSED.into_iter().rev().max_by_key(sense).unwrap_or(Encoding::Windows1252)
}

fn read(encoding: Encoding, bytes: &[u8]) -> Cow<'_, str> {
    let reader = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16 => encoding_rs::UTF_16LE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        Encoding::MacRoman => encoding_rs::MACINTOSH,
        Encoding::Iso8859_15 => encoding_rs::ISO_8859_15,
        Encoding::Cp850 => {
            let letter = |byte: &u8| match byte.checked_sub(0x80) {
                Some(upper) => CP850.get(usize::from(upper)).copied().unwrap_or('\u{fffd}'),
                None => char::from(*byte),
            };
            return bytes.iter().map(letter).collect();
        }
    };
    reader.decode_without_bom_handling(bytes).0
}

/// How much a text looks like one that people write in French, or in a language near it.
fn sense(text: &str) -> i64 {
    let mut letters = text.chars().peekable();
    let (mut before, mut total) = (' ', 0);
    while let Some(letter) = letters.next() {
        if !letter.is_ascii() {
            let after = letters.peek().copied().unwrap_or(' ');
            total += i64::from(weight(before, letter, after));
        }
        before = letter;
    }
    total
}

/// What a letter tells between its neighbours. An accent that is frequent in French weighs more
/// than one that is rare; a capital after a small letter, or a sign within a word, is what another
/// alphabet looks like.
fn weight(before: char, letter: char, after: char) -> i32 {
    let (follows, precedes) = (before.is_alphabetic(), after.is_alphabetic());
    let alone = !follows && !precedes;
    match letter {
        'à' if precedes => -1,
        'à' => 2,
        'À' if alone => 1,
        _ if letter.is_alphabetic() && alone => -2,
        'é' => 3,
        'è' | 'ê' | 'ç' | 'ô' | 'î' | 'û' | 'ï' | 'ë' | 'ù' | 'œ' => 2,
        'â' | 'ä' | 'ö' | 'ü' | 'ñ' | 'æ' => 1,
        _ if letter.is_uppercase() && before.is_lowercase() => -4,
        'É' | 'È' | 'Ê' | 'À' | 'Ç' | 'Ô' | 'Î' | 'Û' | 'Ï' | 'Ë' | 'Ù' | 'Â' | 'Œ' => {
            2
        }
        'Ä' | 'Ö' | 'Ü' | 'Ñ' | 'Æ' => 0,
        'á' | 'í' | 'ó' | 'ú' | 'ì' | 'ò' | 'ã' | 'õ' | 'å' | 'ø' | 'ß' => 0,
        'š' | 'ž' | 'Š' | 'Ž' => -1,
        _ if letter.is_alphabetic() => -2,
        '’' | '‘' if follows && precedes => 3,
        '\u{a0}' | '’' | '‘' | '“' | '”' | '«' | '»' | '–' | '—' | '…' | '°' | '€'
            if !(follows && precedes) =>
        {
            1
        }
        '\u{80}'..='\u{9f}' => -6,
        '²' | '³' | '½' | '§' | '·' | '©' | '®' | '™' | '±' | '×' | 'º' | 'ª' if !precedes => {
            0
        }
        _ => -3,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lists as clubs have them: each alone has to tell its alphabet.
    const LISTS: [&str; 8] = [
        "Nom;Arrivée\nVille de Guérande;14/03/2022\n",
        "Nom;Type\nRégie des phares;opérateur\nÎle-de-Groix;collectivité\n",
        "Organisme;Région\nUniversité de Valmont;Auvergne\n",
        "Nom;Nature\nDépartement du Léré;collectivité\nPère Noël & fils;société\n",
        "MÉTROPOLE DE ROCHECLAIRE;ÉTABLISSEMENT\nDÉPARTEMENT;FORÊT\n",
        "Nom;Projet\nAgence de l’eau;« Élan » – à côté\n",
        "Nom;Ville\nFrançois et frères;Nîmes\n",
        "name;type\nCafé Zoë;société à mission\n",
    ];

    fn written(encoding: Encoding, text: &str) -> Option<Vec<u8>> {
        let byte = |it: char| (0..=u8::MAX).find(|byte| read(encoding, &[*byte]).chars().eq([it]));
        text.chars().map(byte).collect()
    }

    #[test]
    fn a_list_tells_its_alphabet() {
        for encoding in GUESSED {
            for list in LISTS {
                let Some(bytes) = written(encoding, list) else { continue };
                let (_, text) = decode(&bytes).unwrap();
                assert_eq!(text, list, "{encoding:?}");
            }
        }
    }

    #[test]
    fn the_euro_and_the_ligature_tell_the_alphabet_of_unix() {
        let list = "Nom;Cotisation;Œuvre\nCœur d’île;15 €;cœur\n".replace('’', "'");
        let bytes = written(Encoding::Iso8859_15, &list).unwrap();
        assert_eq!(decode(&bytes).unwrap(), (Encoding::Iso8859_15, list.into()));
    }

    #[test]
    fn utf16_is_read_without_its_mark() {
        for list in LISTS {
            let little: Vec<u8> = list.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = list.encode_utf16().flat_map(u16::to_be_bytes).collect();
            if !list.contains('’') {
                assert_eq!(decode(&little).unwrap(), (Encoding::Utf16, list.into()));
                assert_eq!(decode(&big).unwrap(), (Encoding::Utf16, list.into()));
            }
        }
    }

    proptest! {
        #[test]
        fn a_phrase_with_an_accent_reads_as_it_was_written(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "arrivée", "départ", "région", "société", "à", "forêt", "français", "œuvre",
                    "hôpital", "élève", "très", "naïf", "où", "dîner", "sûreté", "Noël", "École",
                ]),
                1..12,
            ),
        ) {
            let text = format!("Liste des membres arrivés\n{}\n", words.join(" "));
            for encoding in GUESSED {
                if let Some(bytes) = written(encoding, &text) {
                    prop_assert_eq!(decode(&bytes).unwrap().1, text.as_str());
                }
            }
        }
    }
}
