//! Names of files handed to the user (文件名): one function for all of them.

/// The most characters of a name before its ending.
const MOST: usize = 80;

/// `龙岗区…年度报告.json`: a name that every file system takes and that shows what it is. Nothing in it leads out of
/// a folder, turns the writing direction, pretends another ending or names a device.
pub fn file_name(title: &str, ending: &str) -> String {
    let mut name = String::new();
    for c in title.trim().chars().filter(|c| !is_unsafe(*c)).take(MOST) {
        name.push(if c == '.' { '_' } else { c });
    }
    let mut name = name.trim().to_owned();
    // No title is so short, but what old Windows takes for a device is: `CON`, `com1`, whatever the ending.
    if name.len() < 5 {
        name.insert_str(0, "年报");
    }
    name.push('.');
    name.push_str(ending);
    name
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_harmless() {
        for (title, name) in [
            ("龙岗区2025年政府信息公开工作年度报告", "龙岗区2025年政府信息公开工作年度报告.csv"),
            ("../../etc/passwd", "____etcpasswd.csv"),
            ("..", "年报__.csv"),
            ("", "年报.csv"),
            (" \t\u{200B}", "年报.csv"),
            ("CON", "年报CON.csv"),
            ("lpt1", "年报lpt1.csv"),
            ("Comet", "Comet.csv"),
            ("某县", "某县.csv"),
            ("report\u{202E}gpj.exe", "reportgpj_exe.csv"),
            ("a/b\\c:d*e?f\"g<h>i|j", "abcdefghij.csv"),
            ("两\n行", "两行.csv"),
        ] {
            assert_eq!(file_name(title, "csv"), name, "{title:?}");
        }
        assert_eq!(file_name(&"长".repeat(300), "csv").chars().count(), 84);
    }
}
