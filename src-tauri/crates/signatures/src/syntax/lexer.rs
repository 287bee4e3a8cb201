use super::{Error, Name, Result};
use crate::report::Fault;

/// Whether a byte separates tokens and does nothing else.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Whether some bytes separate tokens and do nothing else.
pub(crate) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| is_space(*byte))
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

/// Bytes to tokens.
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    position: usize,
    /// Whether offsets are those of the file, and worth telling.
    in_file: bool,
}

/// What a value begins with.
#[derive(Debug, PartialEq)]
pub(crate) enum Token<'a> {
    Integer(i64),
    Real(f64),
    String(Vec<u8>),
    Name(Name),
    Word(&'a [u8]),
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,
    End,
}

impl<'a> Lexer<'a> {
    pub(crate) fn in_file(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position, in_file: true }
    }

    pub(crate) fn in_memory(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position, in_file: false }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn seek(&mut self, position: usize) {
        self.position = position;
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    pub(crate) fn error(&self, fault: Fault) -> Error {
        if self.in_file { Error::at(fault, self.position) } else { Error::new(fault) }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.position).copied()
    }

    /// Passes spaces and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.position += 1;
                }
            } else if is_space(byte) {
                self.position += 1;
            } else {
                break;
            }
        }
    }

    /// Passes a word, if it comes next and ends there.
    pub(crate) fn take_word(&mut self, word: &[u8]) -> bool {
        let rest = self.rest();
        let ends = rest.get(word.len()).is_none_or(|&byte| !is_regular(byte));
        let found = rest.starts_with(word) && ends;
        if found {
            self.position += word.len();
        }
        found
    }

    /// Passes a number written in digits alone.
    pub(crate) fn take_digits(&mut self) -> Option<u64> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut value = 0_u64;
        for &digit in self.rest().get(..digits)? {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        }
        self.position += digits;
        (digits > 0).then_some(value)
    }

    /// The next token.
    pub(crate) fn token(&mut self) -> Result<Token<'a>> {
        self.skip_space();
        let Some(byte) = self.peek() else { return Ok(Token::End) };
        match byte {
            b'[' => self.single(Token::ArrayStart),
            b']' => self.single(Token::ArrayEnd),
            b'(' => self.literal(),
            b'/' => Ok(Token::Name(self.name())),
            b'<' if self.rest().starts_with(b"<<") => {
                self.position += 2;
                Ok(Token::DictionaryStart)
            }
            b'>' if self.rest().starts_with(b">>") => {
                self.position += 2;
                Ok(Token::DictionaryEnd)
            }
            b'<' => self.hexadecimal(),
            b'>' | b')' | b'{' | b'}' => Err(self.error(Fault::Syntax)),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ => {
                let length = self.rest().iter().take_while(|&&byte| is_regular(byte)).count();
                let word = self.rest().get(..length).unwrap_or_default();
                self.position += length;
                Ok(Token::Word(word))
            }
        }
    }

    fn single(&mut self, token: Token<'a>) -> Result<Token<'a>> {
        self.position += 1;
        Ok(token)
    }

    fn number(&mut self) -> Result<Token<'a>> {
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        let text = rest.get(..length).unwrap_or_default();
        let unsigned = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
        let dots = unsigned.iter().filter(|&&byte| byte == b'.').count();
        let digits = unsigned.iter().filter(|byte| byte.is_ascii_digit()).count();
        if digits + dots != unsigned.len() || dots > 1 || digits == 0 {
            return Err(self.error(Fault::Number));
        }
        let text = std::str::from_utf8(text).map_err(|_| self.error(Fault::Number))?;
        let token = if dots == 0 {
            text.parse().map(Token::Integer).map_err(|_| self.error(Fault::Number))?
        } else {
            text.parse().map(Token::Real).map_err(|_| self.error(Fault::Number))?
        };
        self.position += length;
        Ok(token)
    }

    fn name(&mut self) -> Name {
        self.position += 1;
        let rest = self.rest();
        let length = rest.iter().take_while(|&&byte| is_regular(byte)).count();
        let written = rest.get(..length).unwrap_or_default();
        self.position += length;
        let mut name = Vec::with_capacity(length);
        let mut bytes = written;
        while let [first, after @ ..] = bytes {
            if let (b'#', [high, low, beyond @ ..]) = (first, after)
                && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
            {
                name.push(high << 4 | low);
                bytes = beyond;
            } else {
                name.push(*first);
                bytes = after;
            }
        }
        name.into()
    }

    fn literal(&mut self) -> Result<Token<'a>> {
        let start = self.position;
        self.position += 1;
        let mut depth = 1_usize;
        let mut value = Vec::new();
        while let Some(byte) = self.peek() {
            self.position += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    value.push(byte);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(Token::String(value));
                    }
                    value.push(byte);
                }
                b'\\' => self.escape(&mut value),
                // An end of line counts as one line feed, however it is written.
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.position += 1;
                    }
                    value.push(b'\n');
                }
                _ => value.push(byte),
            }
        }
        self.position = start;
        Err(self.error(Fault::String))
    }

    fn escape(&mut self, value: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.position += 1;
        match byte {
            b'n' => value.push(b'\n'),
            b'r' => value.push(b'\r'),
            b't' => value.push(b'\t'),
            b'b' => value.push(b'\x08'),
            b'f' => value.push(b'\x0c'),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.position += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.position += 1;
                    code = code * 8 + u32::from(digit - b'0');
                }
                // A high-order overflow is ignored, says the standard.
                value.push(code.to_le_bytes()[0]);
            }
            _ => value.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Result<Token<'a>> {
        self.position += 1;
        let rest = self.rest();
        let Some(length) = rest.iter().position(|&byte| byte == b'>') else {
            return Err(self.error(Fault::String));
        };
        let written = rest.get(..length).unwrap_or_default();
        let mut value = Vec::with_capacity(length / 2 + 1);
        let mut half = None;
        for &byte in written {
            if is_space(byte) {
                continue;
            }
            let Some(digit) = hex_digit(byte) else { return Err(self.error(Fault::String)) };
            match half.take() {
                None => half = Some(digit),
                Some(high) => value.push(high << 4 | digit),
            }
        }
        value.extend(half.map(|high| high << 4));
        self.position += length + 1;
        Ok(Token::String(value))
    }
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}
