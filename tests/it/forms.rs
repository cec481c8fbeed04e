//! The invariants of the forms. `tests/golden/labels-*.txt` hold the published labels, copied from the notices
//! and not from our code; `table2.row.normative<TAB>行政规范性文件` per line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use expect_test::expect;
use gongkai::form::{Edition, Form, Kind, Piece, Print, Printed, Relation, Row, Scope, Sheet, Slot, Table, notes};

const EDITIONS: [Edition; 2] = [Edition::E2019, Edition::E2021];

fn forms() -> impl Iterator<Item = &'static Form> {
    EDITIONS.into_iter().map(Form::of)
}

fn sheets() -> impl Iterator<Item = (String, &'static Sheet)> {
    forms().flat_map(|f| f.sheets.iter().map(|s| (format!("{} {}", f.desc.edition.code(), s.table.id), s)))
}

fn sheet(edition: Edition, table: &str) -> &'static Sheet {
    Form::of(edition).table(table).unwrap()
}

/// Every row a table knows, the lump included.
fn rows(table: &'static Table) -> impl Iterator<Item = &'static Row> {
    table.rows.iter().chain(table.lump.iter().map(|l| &l.row))
}

fn spans(piece: &Piece) -> (usize, usize) {
    match piece {
        Piece::Head { cols, rows, .. } => (*cols as usize, *rows as usize),
        Piece::Cell { cols, .. } => (*cols as usize, 1),
    }
}

/// Places the pieces as a browser does and answers which piece covers each field. Panics on a gap or an overlap.
fn tile<'a>(what: &str, sheet: &'a Sheet) -> Vec<Vec<&'a Piece>> {
    let mut grid: Vec<Vec<Option<&Piece>>> = vec![vec![None; sheet.width]; sheet.lines.len()];
    for (y, line) in sheet.lines.iter().enumerate() {
        for piece in line {
            let x = grid[y].iter().position(Option::is_none).unwrap_or_else(|| panic!("{what}: line {y} too long"));
            let (cols, rows) = spans(piece);
            assert!(cols > 0 && rows > 0, "{what}: {piece:?} has no size");
            assert!(x + cols <= sheet.width && y + rows <= sheet.lines.len(), "{what}: {piece:?} sticks out");
            for field in grid[y..y + rows].iter_mut().flat_map(|l| &mut l[x..x + cols]) {
                assert!(field.is_none(), "{what}: {piece:?} overlaps {field:?}");
                *field = Some(piece);
            }
        }
    }
    let filled = |(y, line): (usize, Vec<Option<&'a Piece>>)| {
        line.into_iter().map(|f| f.unwrap_or_else(|| panic!("{what}: gap in line {y}"))).collect()
    };
    grid.into_iter().enumerate().map(filled).collect()
}

/// The texts of the headings among some fields, each heading once.
fn heads<'a>(fields: impl Iterator<Item = &'a Piece>) -> Vec<&'static str> {
    let mut found: Vec<(*const Piece, &'static str)> = Vec::new();
    for piece in fields {
        if let Piece::Head { text, .. } = piece
            && found.last().is_none_or(|(last, _)| !std::ptr::eq(*last, piece))
        {
            found.push((piece, text));
        }
    }
    found.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn codes_are_unique_and_read_back() {
    let codes: BTreeSet<&str> = Slot::all().map(Slot::code).collect();
    assert_eq!(codes.len(), Slot::count());
    for slot in Slot::all() {
        assert_eq!(Slot::parse(slot.code()), Some(slot));
        assert_eq!(Slot::at(slot.table(), slot.row(), slot.column()), Some(slot));
        assert!(forms().any(|f| f.has(slot)), "{slot:?} is in no form");
    }
    for form in forms() {
        let order: Vec<u16> = form.slots().map(|s| form.order(s)).collect();
        assert!(order.is_sorted_by(|a, b| a < b), "a slot is printed twice, or out of order");
        assert!(form.slots().all(|s| form.has(s) && form.sheet(s).table.id == s.table()));
    }
}

#[test]
fn ids_are_unique() {
    fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        ids.for_each(|id| assert!(seen.insert(id), "{what}: {id} twice"));
    }
    for form in forms() {
        unique("parts", form.desc.parts.iter().map(|p| p.id));
        unique("tables", form.desc.tables.iter().map(|t| t.id));
    }
    for (what, sheet) in sheets() {
        unique(&what, rows(sheet.table).map(|r| r.id));
        unique(&what, sheet.table.columns.iter().map(|c| c.id));
    }
}

#[test]
fn pieces_tile_a_rectangle() {
    let sizes: Vec<String> = sheets()
        .map(|(what, sheet)| {
            let grid = tile(&what, sheet);
            format!("{what}: {} × {}, head {}, {} cells\n", sheet.width, grid.len(), sheet.head, sheet.slots.len())
        })
        .collect();
    expect![[r#"
        2019 table2: 4 × 18, head 0, 22 cells
        2019 table3: 10 × 26, head 3, 161 cells
        2019 table4: 15 × 4, head 3, 15 cells
        2021 table2: 4 × 14, head 0, 10 cells
        2021 table3: 10 × 28, head 3, 175 cells
        2021 table4: 15 × 4, head 3, 15 cells
    "#]]
    .assert_eq(&sizes.concat());
}

#[test]
fn every_cell_stands_under_and_beside_its_headings() {
    for (what, sheet) in sheets() {
        let grid = tile(&what, sheet);
        for (y, line) in grid.iter().enumerate() {
            for (x, piece) in line.iter().enumerate() {
                if let Piece::Cell { slot, cols } = piece {
                    let above: Vec<&Piece> = grid[..y].iter().map(|l| l[x]).collect();
                    headed_right(sheet, *slot, *cols, &line[..x], &above);
                }
            }
        }
    }
}

fn headed_right(sheet: &Sheet, slot: Slot, cols: u8, left: &[&Piece], above: &[&Piece]) {
    let (row, column) = (sheet.row(slot.row()).unwrap(), sheet.column(slot.column()).unwrap());
    let nearest = above.iter().rfind(|p| matches!(p, Piece::Head { .. })).unwrap();
    let (text, id, rows) = (column.label, Some(column.id), spans(nearest).1 as u8);
    assert_eq!(**nearest, Piece::Head { text, cols, rows, scope: Scope::Column, row: None, column: id }, "{slot:?}");

    let row_name: Vec<&str> = row.groups.iter().copied().chain([row.label]).collect();
    let (left, above) = (heads(left.iter().copied()), heads(above.iter().copied()));
    match sheet.table.id {
        "table2" => assert_eq!(left, row_name, "{slot:?}"),
        "table3" => {
            let column_name: Vec<&str> = ["申请人情况"].into_iter().chain(column.group).chain([column.label]).collect();
            assert_eq!((left, above), (row_name, column_name), "{slot:?}");
        }
        "table4" => assert_eq!(above, [row_name, vec![column.label]].concat(), "{slot:?}"),
        other => panic!("{other}: say what its headings are"),
    }
}

#[test]
fn every_printed_id_exists() {
    for (what, sheet) in sheets() {
        let row = |id: &str| assert!(sheet.table.rows.iter().any(|r| r.id == id), "{what}: no row {id}");
        let column = |id: &str| assert!(sheet.column(id).is_some(), "{what}: no column {id}");
        let Print::Lines(lines) = &sheet.table.print else { continue };
        for piece in lines.iter().flat_map(|l| l.iter()) {
            match piece {
                Printed::RowHead(id) => row(id),
                Printed::Cell(r, c, _) => (row(r), column(c)).0,
                Printed::Caption(_) | Printed::Head(..) => {}
            }
        }
        for r in sheet.table.rows {
            assert!(sheet.slots.iter().any(|s| s.row() == r.id), "{what}: row {} is not printed", r.id);
        }
        for c in sheet.table.columns {
            assert!(sheet.slots.iter().any(|s| s.column() == c.id), "{what}: column {} is not printed", c.id);
        }
    }
}

#[test]
fn relations_name_what_exists() {
    for (what, sheet) in sheets() {
        let row = |id: &&str| assert!(sheet.table.rows.iter().any(|r| r.id == *id), "{what}: no row {id}");
        let column = |id: &&str| assert!(sheet.column(id).is_some(), "{what}: no column {id}");
        for relation in sheet.table.relations {
            match relation {
                Relation::Across { total, parts, .. } => parts.iter().chain([total]).for_each(column),
                Relation::Down { total, parts, .. } => parts.iter().chain([total]).for_each(row),
                Relation::Balance { left, right, .. } => left.iter().chain(*right).for_each(row),
            }
        }
        let lump = sheet.table.lump.as_ref();
        lump.iter().for_each(|l| l.replaces.iter().for_each(row));
    }
    for part in forms().flat_map(|f| f.desc.parts) {
        assert!(part.table.is_none_or(|at| at < 3), "{}", part.id);
    }
}

#[test]
fn identities_are_counted() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (what, sheet) in sheets() {
        for identity in &sheet.identities {
            *counts.entry(format!("{what} {}", identity.rule)).or_default() += 1;
        }
    }
    let lines: Vec<String> = counts.iter().map(|(rule, n)| format!("{rule}: {n}\n")).collect();
    expect![[r#"
        2019 table3 T3-BAL: 7
        2019 table3 T3-ROW: 23
        2019 table3 T3-SUM: 7
        2019 table4 T4-SUM: 3
        2021 table3 T3-BAL: 7
        2021 table3 T3-ROW: 26
        2021 table3 T3-SUM: 7
        2021 table4 T4-SUM: 3
    "#]]
    .assert_eq(&lines.concat());
}

/// （七）总计 adds up every result row there is, and nothing else.
#[test]
fn the_sum_of_results_is_complete() {
    for edition in EDITIONS {
        let sheet = sheet(edition, "table3");
        let result = |r: &&Row| r.groups.first() == Some(&"三、本年度办理结果") && r.id != "done_total";
        let results: BTreeSet<&str> = rows(sheet.table).filter(result).map(|r| r.id).collect();
        for identity in sheet.identities.iter().filter(|i| i.rule == "T3-SUM") {
            assert_eq!(identity.left.iter().map(|s| s.row()).collect::<BTreeSet<_>>(), results);
            assert_eq!(identity.left.len(), results.len());
            let column = identity.right[0].column();
            assert!(identity.left.iter().all(|s| s.column() == column));
        }
    }
}

/// What no identity holds. Table two: its rows count different things, and the notice prints no sum over them.
#[test]
fn every_printed_cell_is_in_an_identity_or_excused() {
    for (what, sheet) in sheets() {
        let bound: BTreeSet<Slot> =
            sheet.identities.iter().flat_map(|i| i.left.iter().chain(&i.right)).copied().collect();
        for slot in &sheet.slots {
            assert_ne!(bound.contains(slot), sheet.table.id == "table2", "{what}: {slot:?}");
        }
    }
}

#[test]
fn labels_are_the_published_ones() {
    for form in forms() {
        let path = format!("{}/tests/golden/labels-{}.txt", env!("CARGO_MANIFEST_DIR"), form.desc.edition.code());
        let golden = fs::read_to_string(path).unwrap();
        let golden: BTreeMap<&str, &str> = golden.lines().map(|l| l.split_once('\t').unwrap()).collect();
        let ours = labels(form);
        for (id, label) in &golden {
            assert_eq!(ours.get(*id).copied(), Some(*label), "{id}");
        }
        for id in ours.keys() {
            assert!(golden.contains_key(id.as_str()), "{id} is not in the golden file");
        }
    }
}

/// Every official word of a form, by the ids of the golden files.
fn labels(form: &'static Form) -> BTreeMap<String, &'static str> {
    let mut all: BTreeMap<String, &str> = form.desc.parts.iter().map(|p| (p.id.to_string(), p.heading)).collect();
    for table in form.desc.tables {
        let id = table.id;
        all.extend(table.columns.iter().map(|c| (format!("{id}.column.{}", c.id), c.label)));
        all.extend(table.rows.iter().map(|r| (format!("{id}.row.{}", r.id), r.label)));
        all.extend(groups(table));
        match &table.print {
            Print::Matrix { corner, top } => {
                all.extend([(format!("{id}.corner"), *corner), (format!("{id}.top"), *top)]);
            }
            Print::Lines(lines) => all.extend(captions(id, lines)),
        }
    }
    all
}

/// Group headings, named after the first row (and the level) or the first column under them.
fn groups(table: &'static Table) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    let mut before: &[&str] = &[];
    for row in table.rows {
        for (level, group) in row.groups.iter().enumerate() {
            if before.get(..=level) != row.groups.get(..=level) {
                all.push((format!("{}.group.{}.{level}", table.id, row.id), *group));
            }
        }
        before = row.groups;
    }
    let mut before = None;
    for column in table.columns {
        if let Some(group) = column.group.filter(|_| column.group != before) {
            all.push((format!("{}.column-group.{}", table.id, column.id), group));
        }
        before = column.group;
    }
    all
}

/// Captions by number, and the heading over the row headings. The other headings printed line by line are held
/// to the labels of rows and columns by `every_cell_stands_under_and_beside_its_headings`.
fn captions(id: &str, lines: &'static [&'static [Printed]]) -> Vec<(String, &'static str)> {
    let caption = |p: &&Printed| matches!(p, Printed::Caption(_));
    let captions = lines.iter().flat_map(|l| l.iter()).filter(caption).enumerate();
    let mut all = Vec::new();
    for (at, piece) in captions {
        let Printed::Caption(text) = piece else { continue };
        all.push((format!("{id}.caption.{}", at + 1), *text));
    }
    for pair in lines.windows(2) {
        if let ([Printed::Caption(_)], [Printed::Head(text, 1, 1), ..]) = (pair[0], pair[1]) {
            all.push((format!("{id}.content"), text));
        }
    }
    all
}

#[test]
fn every_content_heading_is_the_same() {
    for edition in EDITIONS {
        let Print::Lines(lines) = &sheet(edition, "table2").table.print else { panic!("table two is printed by line") };
        let contents: BTreeSet<&str> =
            captions("", lines).into_iter().filter(|c| c.0 == ".content").map(|c| c.1).collect();
        assert_eq!(contents.into_iter().collect::<Vec<_>>(), ["信息内容"]);
    }
}

#[test]
fn group_headings_span_their_rows() {
    let heights = |edition| -> String {
        let pieces = sheet(edition, "table3").lines.iter().flatten();
        let groups = pieces.filter_map(|p| match p {
            Piece::Head { text, rows, scope: Scope::RowGroup, .. } => Some(format!("{text} {rows}\n")),
            _ => None,
        });
        groups.collect()
    };
    expect![[r#"
        三、本年度办理结果 20
        （三）不予公开 8
        （四）无法提供 3
        （五）不予处理 5
    "#]]
    .assert_eq(&heights(Edition::E2019));
    expect![[r#"
        三、本年度办理结果 22
        （三）不予公开 8
        （四）无法提供 3
        （五）不予处理 5
        （六）其他处理 3
    "#]]
    .assert_eq(&heights(Edition::E2021));
}

#[test]
fn every_row_is_explained() {
    for edition in EDITIONS {
        for table in Form::of(edition).desc.tables {
            for row in rows(table) {
                let code = format!("{}.{}", table.id, row.id);
                let note = notes::note(edition, &code).unwrap_or_else(|| panic!("{edition:?} {code}: no note"));
                let sentences = note.explain.matches('。').count();
                assert!(note.explain.ends_with('。') && (1..=2).contains(&sentences), "{code}: {}", note.explain);
                assert!(!note.article.trim().is_empty(), "{code}: no article");
                let clean = |text: &str| !text.contains(char::is_whitespace) && !text.contains(['(', ')', ',', ';']);
                assert!(clean(note.explain) && clean(note.article), "{code}: spaces or half-width marks");
                let later = note.article.contains("〔2021〕") || note.article.contains("〔2020〕");
                assert!(edition != Edition::E2019 || !later, "{code}: a row of 2019 rests on a later document");
            }
        }
    }
}

#[test]
fn every_part_says_what_is_wanted() {
    for form in forms() {
        let parts = form.desc.parts;
        assert_eq!(parts.len(), 6);
        assert_eq!(parts.iter().filter_map(|p| p.table).collect::<Vec<_>>(), [0, 1, 2]);
        for part in parts {
            let wanted = notes::wants(form.desc.edition, part.id).unwrap_or_else(|| panic!("{}: nothing", part.id));
            assert!((2..=5).contains(&wanted.wants.len()), "{}", part.id);
            assert!(wanted.wants.iter().all(|w| w.ends_with('。')), "{}", part.id);
            assert!(wanted.source.contains("国办公开办函"), "{}", part.id);
            assert!(part.heading.ends_with(part.short), "{}: {}", part.heading, part.short);
        }
    }
    let limits = |e| Form::of(e).desc.parts.iter().map(|p| p.limit).collect::<Vec<_>>();
    assert_eq!(limits(Edition::E2021), [Some(1000), None, None, None, None, None]);
    assert_eq!(limits(Edition::E2019), [None; 6]);
}

#[test]
fn kinds_other_than_counts() {
    for (edition, expected) in [
        (
            Edition::E2019,
            "table2.licensing.delta Signed, table2.other_services.delta Signed, table2.punishment.delta Signed, \
             table2.coercion.delta Signed, table2.fees.delta Signed, \
             table2.procurement.amount_text Money { unit: None }",
        ),
        (Edition::E2021, "table2.fees.amount_wan Money { unit: Some(\"万元\") }"),
    ] {
        let form = Form::of(edition);
        let kinds: Vec<String> =
            form.slots().filter(|s| s.kind() != Kind::Count).map(|s| format!("{} {:?}", s.code(), s.kind())).collect();
        assert_eq!(kinds.join(", "), expected);
    }
    // Both editions share a slot, so they must agree about it.
    for (what, sheet) in sheets() {
        let agrees = |s: &&Slot| sheet.column(s.column()).is_some_and(|c| c.kind == s.kind());
        assert!(sheet.slots.iter().chain(&sheet.lump).all(|s| agrees(&s)), "{what}");
    }
}

#[test]
fn cells_have_names() {
    let name = |edition, code| format!("{}\n", Form::of(edition).name(Slot::parse(code).unwrap()));
    let now: String = [
        "table2.normative.made",
        "table2.licensing.decisions",
        "table2.fees.amount_wan",
        "table3.new.natural",
        "table3.granted.commercial",
        "table3.denied_1.other_org",
        "table3.other_3.total",
        "table3.other.total",
        "table3.done_total.total",
        "table4.review.upheld",
        "table4.direct.other",
        "table4.post.total",
    ]
    .map(|code| name(Edition::E2021, code))
    .concat();
    expect![[r#"
        表二“行政规范性文件”的“本年制发件数”
        表二“行政许可”的“本年处理决定数量”
        表二“行政事业性收费”的“本年收费金额（单位：万元）”
        表三“一、本年新收政府信息公开申请数量”的“自然人”
        表三“（一）予以公开”的“商业企业”
        表三“（三）不予公开 1.属于国家秘密”的“法人或其他组织—其他”
        表三“（六）其他处理 3.其他”的“总计”
        表三“（六）其他处理”的“总计”
        表三“（七）总计”的“总计”
        表四“行政复议”的“结果维持”
        表四“行政诉讼 未经复议直接起诉”的“其他结果”
        表四“行政诉讼 复议后起诉”的“总计”
    "#]]
    .assert_eq(&now);
    let former: String =
        ["table2.normative.made", "table2.licensing.delta", "table2.procurement.amount_text", "table3.other.total"]
            .map(|code| name(Edition::E2019, code))
            .concat();
    expect![[r#"
        表二“规范性文件”的“本年新制作数量”
        表二“行政许可”的“本年增/减”
        表二“政府集中采购”的“采购总金额”
        表三“（六）其他处理”的“总计”
    "#]]
    .assert_eq(&former);
}

#[test]
fn the_year_decides_the_edition() {
    let editions = [2019, 2020, 2021, 2025].map(|year| Edition::of_year(year).code());
    assert_eq!(editions, ["2019", "2019", "2021", "2021"]);
    for edition in EDITIONS {
        assert_eq!(Edition::parse(edition.code()), Some(edition));
        assert_eq!(Form::of(edition).desc.edition, edition);
    }
    assert_eq!(Edition::parse("2020"), None);
}

/// The ids are the ones the collected reports use.
#[test]
fn reports_fit_their_forms() {
    let folder = format!("{}/tests/reports", env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        if report["schema"] != "gongkai-report/1" {
            continue;
        }
        let form = Form::of(Edition::parse(report["meta"]["format"].as_str().unwrap()).unwrap());
        for code in codes(&report) {
            assert!(Slot::parse(&code).is_some_and(|s| form.has(s)), "{}: {code}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 1000, "only {seen} cells seen");
}

/// The address of every cell a report file has.
fn codes(report: &serde_json::Value) -> Vec<String> {
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default()
    };
    let mut all = Vec::new();
    for row in keys(&report["table2"]) {
        all.extend(keys(&report["table2"][&row]).into_iter().map(|field| format!("table2.{row}.{field}")));
    }
    for row in keys(&report["table3"]["rows"]) {
        let columns = report["table3"]["columns"].as_array().into_iter().flatten().filter_map(|c| c.as_str());
        all.extend(columns.map(|column| format!("table3.{row}.{column}")));
    }
    for row in keys(&report["table4"]) {
        all.extend(keys(&report["table4"][&row]).into_iter().map(|field| format!("table4.{row}.{field}")));
    }
    all
}
