//! The published attacks on signed PDF files, made here from their descriptions, and the verdict on
//! each: none is ever accepted.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

mod paper;

use std::fmt::Write;

use paper::{
    CATALOG, CONTENT, FONT, FORM, FREE, PAGE, SIGNATURE, SIGNED_FIELD, Said, TOWN, Terms, append,
    append_hybrid, append_references, append_saying, catalog, examine, find, form, gap, page,
    paper, replace, sign, start, stream, town, unsigned, unsigned_after, with_twice,
};

/// The verdict, and the code of each reason.
#[track_caller]
fn check(file: &[u8], expected: &str) {
    check_with(file, None, expected);
}

#[track_caller]
fn check_with(file: &[u8], password: Option<&str>, expected: &str) {
    let report = examine(file, password);
    let of_signatures = report.signatures.iter().flat_map(|it| &it.reasons);
    let mut told = format!("{:?}:", report.verdict);
    for reason in report.reasons.iter().chain(of_signatures) {
        let reason = format!("{reason:?}");
        let code = reason.split(' ').next().unwrap();
        if code != "IssuerUnknown" && !told.ends_with(code) {
            told.push(' ');
            told.push_str(code);
        }
    }
    assert_eq!(told, expected);
}

fn certified(permission: u8) -> Vec<u8> {
    paper(Terms { permission: Some(permission), ..Terms::default() })
}

fn plain() -> Vec<u8> {
    paper(Terms::default())
}

/// What the page should not say.
fn other_content() -> String {
    stream("", "BT /F1 12 Tf 20 200 Td (We agree on a thousand euros.) Tj ET")
}

/// A form drawn over the page, as an annotation of a kind.
fn evil_annotation(kind: &str) -> Vec<Said> {
    let drawn = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 400 300]",
        "1 g 0 0 400 300 re f BT /F1 12 Tf (We agree on a thousand euros.) Tj ET",
    );
    vec![
        (PAGE, page(&format!("/Annots [7 0 R 9 0 R {FREE} 0 R]"))),
        (
            FREE,
            format!(
                "<< /Type /Annot /Subtype /{kind} /Rect [0 0 400 300] /AP << /N {} 0 R >> >>",
                FREE + 1
            ),
        ),
        (FREE + 1, drawn),
    ]
}

// ---- what is as it should be

#[test]
fn a_signed_paper_is_whole() {
    check(&plain(), "Whole:");
    check(&certified(1), "Whole:");
}

#[test]
fn a_form_may_be_filled_in_unless_the_signature_says_no() {
    let filled = [(TOWN, town("/V (Lyon)"))];
    check(&append(&plain(), &filled), "PermittedUpdate:");
    check(&append(&certified(2), &filled), "PermittedUpdate:");
    check(&append(&certified(1), &filled), "Suspicious: ChangeForbidden");
    let locked = paper(Terms { permission: None, locks: true });
    check(&append(&locked, &filled), "Suspicious: FieldLocked ObjectUnexplained");
}

#[test]
fn one_byte_changed_among_those_covered_is_invalid() {
    let mut file = plain();
    replace(&mut file, b"ten euros", b"six euros");
    check(&file, "Invalid: DigestDiffers");
}

// ---- shadow attacks: what was prepared before signing and comes to light afterwards

#[test]
fn shadow_hide() {
    let picture = |drawn| stream("/Type /XObject /Subtype /Form /BBox [0 0 400 300]", drawn);
    let covered = page(&format!("/Annots [7 0 R 9 0 R] /Group {FREE} 0 R"));
    let prepared = [(PAGE, covered), (FREE, picture("1 g 0 0 400 300 re f"))];
    let file = sign(unsigned(Terms::default(), &prepared));
    check(&file, "Whole:");
    let gone = [(FREE, picture(""))];
    check(&append(&file, &gone), "Suspicious: ObjectUnexplained");
}

#[test]
fn shadow_replace() {
    let other = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>".to_owned();
    check(&append(&plain(), &[(FONT, other)]), "Suspicious: ObjectUnexplained");
}

#[test]
fn shadow_hide_and_replace() {
    let hidden = stream("", "BT /F1 12 Tf 20 200 Td (We agree on a thousand euros.) Tj ET");
    // The hidden object has the number of the visible one, and no cross-reference.
    let mut file = unsigned(Terms::default(), &[(FREE, hidden)]);
    replace(&mut file, b"10 0 obj", b" 4 0 obj");
    let file = sign(file);
    let at = find(&file, b" 4 0 obj") + 1;
    check(
        &append_references(&file, &[(CONTENT, at)], ""),
        "Suspicious: PointsIntoSignedBytes ObjectUnexplained",
    );
}

// ---- incremental saving

#[test]
fn incremental_saving() {
    let other = other_content();
    check(&append(&plain(), &[(CONTENT, other.clone())]), "Suspicious: ObjectUnexplained");
    // Without cross-references, as forgiving readers accept it.
    let plain = plain();
    let mut file = plain.clone();
    file.extend(format!("4 0 obj\n{other}\nendobj\n").into_bytes());
    check(&file, "Suspicious: ObjectsAfterEnd");
    // Nor where the end is said again.
    file.extend(format!("startxref\n{}\n%%EOF\n", start(&plain)).into_bytes());
    check(&file, "Suspicious: ObjectsAfterEnd");
}

#[test]
fn incremental_saving_of_a_catalogue_that_acts_on_opening() {
    let acting = catalog("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>");
    check(&append(&plain(), &[(CATALOG, acting)]), "Suspicious: CatalogChanged ObjectUnexplained");
}

// ---- the bytes that are covered

#[test]
fn signature_wrapping() {
    // The second part of what is signed is moved, and something else put where it was.
    let file = plain();
    let (_, end) = gap(&file);
    let moved = b" /Other (put between what is signed) ";
    let mut wrapped = [&file[..end], moved, &file[end..]].concat();
    let old = format!("{:010} {:010}]", end, file.len() - end);
    let new = format!("{:010} {:010}]", end + moved.len(), file.len() - end);
    replace(&mut wrapped, old.as_bytes(), new.as_bytes());
    check(&wrapped, "Unreadable: Unreadable");
}

#[test]
fn universal_forgery() {
    let file = plain();
    let (start, end) = gap(&file);
    let forged = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut file = file.clone();
        change(&mut file);
        file
    };
    let nothing_signed = forged(&|file| file[start + 1..end - 1].fill(b'0'));
    check(&nothing_signed, "Unreadable: ContainerUnreadable");
    let no_container = forged(&|file| replace(file, b"/Contents <", b"/Kontents <"));
    check(&no_container, "Unreadable: Unreadable");
    let no_range = forged(&|file| replace(file, b"/ByteRange", b"/BiteRange"));
    check(&no_range, "Unreadable: Unreadable");
    let negative = forged(&|file| {
        let at = find(file, b"/ByteRange [") + 12;
        file[at..at + 10].copy_from_slice(b"-000000001");
    });
    check(&negative, "Unreadable: Unreadable");
}

#[test]
fn a_byte_range_with_a_hole_elsewhere() {
    let mut file = unsigned(Terms::default(), &[]);
    let hole = find(&file, b"ten euros");
    let length = file.len();
    let numbers = format!("{:010} {:010} {:010} {:010}", 0, hole, hole + 9, length - hole - 9);
    let at = find(&file, b"/ByteRange [") + 12;
    file[at..at + numbers.len()].copy_from_slice(numbers.as_bytes());
    check(&file, "Unreadable: GapElsewhere ContainerUnreadable");
}

#[test]
fn bytes_appended_after_the_end() {
    let mut file = plain();
    file.extend(b"% nothing that a reader shows\n");
    check(&file, "PermittedUpdate: BytesAfterEnd");
}

// ---- cross-references

#[test]
fn an_object_defined_twice() {
    let other = stream("", "BT (We agree on a thousand euros.) Tj ET");
    check(&sign(with_twice(CONTENT, other)), "Suspicious: DefinedTwice");
}

#[test]
fn an_object_that_comes_back_under_another_generation() {
    // Readers that look for the older generation pass the new object over, and what it brings.
    let mut file = append(&plain(), &[(TOWN, town("/V (Lyon)"))]);
    let at = file.windows(8).rposition(|it| it == b" 00000 n").unwrap();
    file[at + 5] = b'1';
    check(&file, "Suspicious: DefinedTwice GapFilled");
    // Freed as a generation that it never had, it is there for some and gone for others.
    file[at + 5..at + 8].copy_from_slice(b"0 f");
    check(&file, "Suspicious: DefinedTwice ObjectFreed");
}

#[test]
fn an_object_under_the_number_of_none() {
    let mut file = append(&plain(), &[(TOWN, town("/V (Lyon)"))]);
    let entry = format!("\n{TOWN} 1\n");
    let at = file.windows(entry.len()).rposition(|it| it == entry.as_bytes()).unwrap();
    file[at + 1] = b'0';
    check(&file, "Suspicious: DefinedTwice");
}

#[test]
fn an_object_under_the_number_of_another() {
    // What is meant to be there is missing, as a signature would be, and what is there is used by none.
    let mut file = append(&plain(), &[(FREE, "<< /Kept (Lyon) >>".to_owned())]);
    check(&file, "PermittedUpdate:");
    let entry = format!("\n{FREE} 1\n");
    let at = file.windows(entry.len()).rposition(|it| it == entry.as_bytes()).unwrap();
    file.splice(at..at + entry.len(), format!("\n{} 1\n", FREE + 1).into_bytes());
    check(&file, "Suspicious: SeenBySome ChangeUnreadable ObjectUnexplained");
}

#[test]
fn a_signature_that_no_field_leads_to() {
    let signature = "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>".to_owned();
    check(&append(&plain(), &[(FREE, signature)]), "Suspicious: ObjectUnexplained");
}

#[test]
fn hybrid_cross_references() {
    // New readers find the page's content in a stream of cross-references; old ones do not look.
    let file = plain();
    let at = u32::try_from(file.len()).unwrap();
    // The object stands where the appended bytes begin.
    let mut hybrid = append_hybrid(&file, &[(FREE, other_content())], &[(CONTENT, [1, at, 0])]);
    let header = format!("{FREE} 0 obj");
    replace(&mut hybrid, header.as_bytes(), b" 4 0 obj");
    check(&hybrid, "Suspicious: ObjectUnexplained");
}

#[test]
fn a_hybrid_that_takes_an_object_away() {
    let freed = append_hybrid(&plain(), &[], &[(CONTENT, [0, 0, 1])]);
    check(&freed, "Suspicious: ObjectFreed");
}

#[test]
fn a_hybrid_that_says_two_things() {
    let filled = (TOWN, town("/V (Lyon)"));
    let said = append_hybrid(&plain(), &[filled], &[(TOWN, [1, 9, 0])]);
    check(&said, "Suspicious: DefinedTwice");
}

#[test]
fn an_entry_of_a_kind_that_the_future_may_bring() {
    check(&append_hybrid(&plain(), &[], &[(CONTENT, [3, 0, 0])]), "Suspicious: SeenBySome");
}

#[test]
fn a_size_that_has_old_numbers_look_new() {
    // What was used when it was signed seems to be new, and used by nothing.
    let smaller = append_saying(&plain(), &[], 1, "/Root 1 0 R");
    check(&smaller, "Suspicious: TrailerChanged");
    let replaced = append(&smaller, &[(CONTENT, other_content())]);
    check(&replaced, "Suspicious: ObjectUnexplained");
}

#[test]
fn an_object_beyond_the_size() {
    let hidden = append_saying(&plain(), &[(FREE, "<< >>".to_owned())], FREE, "/Root 1 0 R");
    check(&hidden, "Suspicious: SeenBySome");
}

#[test]
fn a_gap_among_what_was_signed_is_filled() {
    let gaps = format!("/Contents [{CONTENT} 0 R {FREE} 0 R] /Annots [7 0 R 9 0 R]");
    let page = page(&gaps).replacen("/Contents 4 0 R", "", 1);
    let file = sign(unsigned(Terms::default(), &[(PAGE, page)]));
    check(&file, "Whole:");
    check(&append(&file, &[(FREE, other_content())]), "Suspicious: GapFilled");
}

#[test]
fn a_trailer_that_says_less() {
    check(&append_saying(&plain(), &[], FREE, ""), "Suspicious: TrailerChanged");
}

#[test]
fn a_key_that_comes_or_goes_afterwards() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let locked = std::fs::read(fixtures.join("locked.pdf")).unwrap();
    let text = String::from_utf8_lossy(&locked);
    let root = text.rsplit_once("/Root ").unwrap().1.split(" R").next().unwrap();
    let unlocked = append_saying(&locked, &[], 1000, &format!("/Root {root} R"));
    check_with(&unlocked, Some("club"), "Suspicious: TrailerChanged");
}

#[test]
fn a_table_that_each_reader_counts_otherwise() {
    // Those who count bytes read the second line of 20 from within the comment.
    let mut file = append(&plain(), &[(TOWN, town("/V (Lyon)"))]);
    let entry = file.windows(9).rposition(|it| it == b" 00000 n ").unwrap();
    file.splice(entry + 9..entry + 9, b"%0000000009 00000 n ".iter().copied());
    check(&file, "Suspicious: CrossReferencesLoose");
}

#[test]
fn a_signature_in_a_field_that_tells_its_kind_elsewhere() {
    let field = |value: &str| {
        format!(
            "<< /FT {FREE} 0 R /T (agreed) /Type /Annot /Subtype /Widget /P 3 0 R \
             /Rect [0 0 0 0] {value} >>"
        )
    };
    let more = [(SIGNED_FIELD, field("/V 8 0 R")), (FREE, "/Sig".to_owned())];
    let file = sign(unsigned(Terms::default(), &more));
    check(&file, "Whole:");
    check(&append(&file, &[(SIGNED_FIELD, field(""))]), "Suspicious: SignatureRemoved");
}

#[test]
fn how_fields_are_drawn_after_a_certification_that_permits_nothing() {
    let drawn = form("").replacen("/F1 12 Tf", "/F1 1 Tf 1 g", 1);
    check(&append(&certified(1), &[(FORM, drawn.clone())]), "Suspicious: ChangeForbidden");
    check(&append(&certified(2), &[(FORM, drawn)]), "PermittedUpdate:");
}

#[test]
fn cross_references_that_lead_back_to_themselves() {
    let file = plain();
    let at = file.len();
    let mut looped = file.clone();
    looped.extend(
        format!("xref\n0 0\ntrailer\n<< /Size 10 /Prev {at} >>\nstartxref\n{at}\n%%EOF\n")
            .into_bytes(),
    );
    check(&looped, "Unreadable: Unreadable");
}

// ---- objects that stand elsewhere than they seem to

/// An object stream, of which each part tells a number and what is said.
fn packed(parts: &[(u32, &str)]) -> String {
    let (mut index, mut data) = (String::new(), String::new());
    for (number, said) in parts {
        write!(index, "{number} {} ", data.len()).unwrap();
        write!(data, "{said} ").unwrap();
    }
    let head = format!("/Type /ObjStm /N {} /First {}", parts.len(), index.len());
    stream(&head, &format!("{index}{data}"))
}

#[test]
fn a_catalogue_under_the_number_of_another_object() {
    for file in [plain(), certified(1)] {
        let moved = append_saying(&file, &[(CONTENT, catalog(""))], FREE, "/Root 4 0 R");
        check(&moved, "Suspicious: CatalogChanged ObjectUnexplained");
    }
}

#[test]
fn an_object_stream_written_again() {
    let (there, acting) = (catalog(""), catalog("/OpenAction << /S /JavaScript >>"));
    let at = [(CATALOG, [2, FREE, 0])];
    let file = append_hybrid(&plain(), &[(FREE, packed(&[(CATALOG, &there)]))], &at);
    check(&file, "PermittedUpdate:");
    let again = append(&file, &[(FREE, packed(&[(CATALOG, &acting)]))]);
    check(&again, "Suspicious: ObjectReused ObjectUnexplained");
}

#[test]
fn a_packed_object_that_the_next_one_cuts() {
    // Those who read no further than the next find a catalogue without what comes last.
    let whole = catalog("/Lang (fr)");
    let both = packed(&[(CATALOG, &whole), (FREE + 1, "1")]);
    let cut =
        both.replacen(&format!("{} {}", FREE + 1, whole.len() + 1), &format!("{} 20", FREE + 1), 1);
    let file = sign(unsigned(Terms::default(), &[(CATALOG, whole)]));
    let rows = [(CATALOG, [2, FREE, 0])];
    check(&append_hybrid(&file, &[(FREE, both)], &rows), "PermittedUpdate:");
    check(&append_hybrid(&file, &[(FREE, cut)], &rows), "Unreadable: Unreadable");
}

#[test]
fn a_page_that_has_its_parent_elsewhere() {
    let page = page("/Annots [7 0 R 9 0 R]").replacen("/Parent 2 0 R", "/Parent 6 0 R", 1);
    let file = sign(unsigned(Terms::default(), &[(PAGE, page)]));
    check(&append(&file, &[(TOWN, town("/V (Lyon)"))]), "Suspicious: ChangeUnreadable");
}

#[test]
fn a_gap_of_another_generation_is_filled() {
    let gaps = format!("/Contents [{CONTENT} 0 R {FREE} 7 R] /Annots [7 0 R 9 0 R]");
    let page = page(&gaps).replacen("/Contents 4 0 R", "", 1);
    let file = sign(unsigned(Terms::default(), &[(PAGE, page)]));
    check(&append(&file, &[(FREE, other_content())]), "Suspicious: GapFilled");
}

#[test]
fn an_appearance_that_a_page_uses_too() {
    let drawn = |number: u32| format!("<< /X {number} 0 R >>");
    let page = page("/Annots [7 0 R 9 0 R]").replacen(
        "/Resources <<",
        &format!("/Resources << /XObject {FREE} 0 R"),
        1,
    );
    let more = [
        (PAGE, page),
        (TOWN, town(&format!("/AP {FREE} 0 R"))),
        (FREE, drawn(FONT)),
        (FREE + 1, other_content()),
    ];
    let file = sign(unsigned(Terms::default(), &more));
    check(&file, "Whole:");
    let redrawn = append_saying(&file, &[(FREE, drawn(FREE + 1))], FREE + 2, "/Root 1 0 R");
    check(&redrawn, "Suspicious: AppearanceShared ObjectUnexplained");
}

#[test]
fn a_beginning_elsewhere_that_comes_true() {
    let said = |length: usize| {
        let head = format!("50 0 obj << /Linearized 1 /L {length:05} >> endobj\n");
        sign(unsigned_after(&head, Terms::default(), &[]))
    };
    let length = said(0).len() + 100;
    let mut file = said(length);
    check(&file, "Whole:");
    file.resize(length, b'\n');
    check(&file, "Suspicious: LinearizedSince");
}

#[test]
fn a_field_to_be_signed_that_shows_something_unsigned() {
    let mut shown = evil_annotation("Widget");
    shown[1].1 = shown[1].1.replace("/Subtype", "/FT /Sig /T (evil) /Subtype");
    shown.push((FORM, form(&format!("{FREE} 0 R"))));
    check(&append(&plain(), &shown), "Suspicious: SignatureMalformed ObjectUnexplained");
    // Nor does a place that some readers mend count as none.
    for said in &mut shown {
        said.1 = said.1.replace("/Rect [0 0 400 300]", "/Rect [null 0 400 300 400]");
    }
    check(
        &append(&certified(2), &shown),
        "Suspicious: VisibleFieldAfterCertification ObjectUnexplained",
    );
}

#[test]
fn a_later_signature_that_names_an_old_object() {
    let signature = format!(
        "<< /Type /Sig /SubFilter /adbe.pkcs7.detached /ByteRange [0 1 2 3] /Contents <00> \
         /Reference [<< /TransformMethod /Identity /TransformParams {CONTENT} 0 R >>] >>"
    );
    let field = format!("<< /FT /Sig /T (more) /V {FREE} 0 R >>");
    let signed = append(
        &plain(),
        &[
            (FREE, signature),
            (FREE + 1, field),
            (FORM, form(&format!("{} 0 R", FREE + 1))),
            (CONTENT, other_content()),
        ],
    );
    let first = &examine(&signed, None).signatures[0];
    assert_eq!(first.changes, signatures::report::Changes::Suspicious);
}

// ---- after certification

#[test]
fn evil_annotation_after_certification() {
    for permission in [1, 2, 3] {
        let file = append(&certified(permission), &evil_annotation("FreeText"));
        assert_eq!(examine(&file, None).verdict, signatures::report::Verdict::Suspicious);
    }
    check(&append(&certified(3), &evil_annotation("Stamp")), "Suspicious: ObjectUnexplained");
}

#[test]
fn evil_signature_field_after_certification() {
    let mut added = evil_annotation("Widget");
    added[1].1 = added[1].1.replace("/Subtype", "/FT /Sig /T (evil) /Subtype");
    added.push((FORM, form(&format!("{FREE} 0 R"))));
    check(
        &append(&certified(2), &added),
        "Suspicious: VisibleFieldAfterCertification ObjectUnexplained",
    );
}

#[test]
fn evil_font_after_certification() {
    let glyphs = "<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /CharProcs << >> >>";
    let filled = [(TOWN, town("/V (Lyon)")), (FONT, glyphs.to_owned())];
    check(&append(&certified(2), &filled), "Suspicious: ObjectUnexplained");
}

#[test]
fn a_signature_is_never_taken_back_nor_written_over() {
    let empty = "<< /FT /Sig /T (agreed) /Type /Annot /Subtype /Widget /P 3 0 R /Rect [0 0 0 0] >>";
    check(&append(&plain(), &[(SIGNED_FIELD, empty.to_owned())]), "Suspicious: SignatureRemoved");
    let file = plain();
    let at = find(&file, b"8 0 obj") + 8;
    let length = find(&file[at..], b"\nendobj");
    let again = String::from_utf8(file[at..at + length].to_vec()).unwrap();
    check(&append(&file, &[(SIGNATURE, again)]), "Suspicious: SignatureRemoved GapElsewhere");
}
