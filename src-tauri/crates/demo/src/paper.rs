//! A paper of one page, as small as a PDF can be.

/// A page that says `title`, for whom it is, and that it is invented.
pub(crate) fn page(title: &str, organisation: &str) -> Vec<u8> {
    let lines = [
        ("F2", 16, title),
        ("F1", 12, organisation),
        ("F1", 11, "Document de démonstration : tout y est inventé, rien ne vaut engagement."),
        ("F1", 11, "Article 1. Le programme accompagne le membre dans l'usage du logiciel."),
        ("F1", 11, "Article 2. La convention prend effet à la date de sa dernière signature."),
        ("F1", 11, "Article 3. Toute modification fait l'objet d'un avenant numéroté."),
    ];
    let mut content = b"BT 72 770 Td 0 -34 TD ".to_vec();
    for (font, size, text) in lines {
        content.extend(format!("/{font} {size} Tf (").bytes());
        content.extend(text.chars().flat_map(latin));
        content.extend(b") Tj 0 -34 TD ");
    }
    content.extend(b"ET");
    let mut stream = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
    stream.extend(content);
    stream.extend(b"\nendstream");
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
            .into_bytes()
    };
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
            .to_vec(),
        stream,
        font("Helvetica"),
        font("Helvetica-Bold"),
    ];
    let mut pdf = b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut offsets = Vec::new();
    for (at, object) in objects.into_iter().enumerate() {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", at + 1).bytes());
        pdf.extend(object);
        pdf.extend(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).bytes());
    for offset in &offsets {
        pdf.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = offsets.len() + 1;
    pdf.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    pdf
}

/// A letter as WinAnsi writes it inside a string of a PDF; the invented texts need no more.
fn latin(letter: char) -> Vec<u8> {
    match letter {
        '(' | ')' | '\\' => vec![b'\\', letter as u8],
        '’' => vec![0x92],
        'œ' => vec![0x9C],
        'Œ' => vec![0x8C],
        it => vec![u8::try_from(u32::from(it)).unwrap_or(b'?')],
    }
}
