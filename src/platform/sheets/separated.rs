//! Tables as separated values: semicolon, comma or tab, in the encodings spreadsheet programs save.
use super::{
    formulas,
    grid::Grid,
    read::{Refusal, Sheet},
};

/// In the order of preference where they do equally well: a comma also stands in prices and sentences.
const SEPARATORS: [u8; 3] = [b'\t', b';', b','];
/// Lines looked at to find the separator.
const SAMPLE: usize = 10;

pub(super) fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let text = decode(bytes)?.replace("\r\n", "\n").replace('\r', "\n");
    let (told, text) = told_separator(&text);
    let separator = told.unwrap_or_else(|| likeliest_separator(text));
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut grid, mut record) = (Grid::default(), csv::StringRecord::new());
    let mut numbers = Numbers { text: text.as_bytes(), at: 0, lines: if told.is_some() { 2 } else { 1 }, inside: 0 };
    while reader.read_record(&mut record).map_err(|_| Refusal::Damaged)? {
        let number = numbers.of(&record);
        for (column, cell) in record.iter().enumerate() {
            grid.put(number, column, formulas::unguarded(cell))?;
        }
    }
    grid.finish(Vec::new())
}

/// Numbers of rows as a spreadsheet counts: a blank line is a row, and a row may go over several lines.
struct Numbers<'a> {
    text: &'a [u8],
    at: usize,
    lines: u32,
    /// Line ends inside cells of earlier rows.
    inside: u32,
}

impl Numbers<'_> {
    fn of(&mut self, record: &csv::StringRecord) -> u32 {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let start = start.clamp(self.at, self.text.len());
        let blank = self.text[start..].iter().take_while(|byte| **byte == b'\n').count();
        self.lines = self.lines.saturating_add(line_ends(&self.text[self.at..start + blank]));
        self.at = start + blank;
        let number = self.lines.saturating_sub(self.inside);
        self.inside = self.inside.saturating_add(record.iter().map(|cell| line_ends(cell.as_bytes())).sum());
        number
    }
}

fn line_ends(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.split(|byte| *byte == b'\n').count().saturating_sub(1)).unwrap_or(u32::MAX)
}

/// The separator of a first line `sep=;`, which some programs write, and what stands below that line.
fn told_separator(text: &str) -> (Option<u8>, &str) {
    match text.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator, b'\n', ..] if SEPARATORS.contains(separator) => {
            (Some(*separator), &text[6..])
        }
        _ => (None, text),
    }
}

/// The separator that stands in most of the first lines, quoted texts aside.
fn likeliest_separator(text: &str) -> u8 {
    let sample = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let mut found = [0_usize; SEPARATORS.len()];
    for line in sample {
        let open: String = line.split('"').step_by(2).collect();
        for (count, separator) in found.iter_mut().zip(SEPARATORS) {
            *count += usize::from(open.as_bytes().contains(&separator));
        }
    }
    let most = found.iter().max().copied().unwrap_or(0);
    found.iter().zip(SEPARATORS).find(|(count, _)| **count == most).map_or(b';', |(_, separator)| separator)
}

/// The text of a file in UTF-8, in UTF-16 with its mark, or in the old encoding of Windows for Western languages.
fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map_err(|_| Refusal::Damaged)?.to_owned(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_letter(*byte)).collect(),
        },
    };
    let page = text.trim_start().starts_with('<') || text.starts_with("%PDF") || text.starts_with("{\\rtf");
    let strange = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if page || strange { Err(Refusal::NotATable) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String, Refusal> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    text.ok().filter(|_| rest.is_empty()).ok_or(Refusal::Damaged)
}

/// Code page 1252; the five bytes it leaves open stay control characters, so that such a file is refused.
fn windows_letter(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..0xA0 => HIGH[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8]) -> Vec<(u32, Vec<String>)> {
        read(text).unwrap().rows.into_iter().map(|row| (row.number, row.cells)).collect()
    }

    #[test]
    fn every_separator_and_encoding_gives_the_same_table() {
        let plain = "Nama;Harga\nKopi \u{e9}nak;25.000\n";
        let utf16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files = [
            plain.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", plain.as_bytes()].concat(),
            [b"\xFF\xFE".as_slice(), &utf16].concat(),
            plain.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
            plain.replace(';', "\t").into_bytes(),
            plain.replace(';', ",").into_bytes(),
            plain.replace('\n', "\r\n").into_bytes(),
            plain.replace('\n', "\r").into_bytes(),
        ];
        for file in files {
            let sheet = read(&file).unwrap();
            assert_eq!(sheet.header, ["Nama", "Harga"], "{file:?}");
            assert_eq!(sheet.rows[0].cells, ["Kopi énak", "25.000"], "{file:?}");
            assert_eq!(sheet.rows[0].number, 2);
        }
    }

    #[test]
    fn commas_in_prices_and_sentences_do_not_mislead() {
        let found = rows(b"Nama;Harga;Keterangan\nKopi;25,000;harum, segar, enak\nTeh;9,000;pahit, manis, hangat\n");
        assert_eq!(found[0].1, ["Kopi", "25,000", "harum, segar, enak"]);
        let found = rows(b"Nama,Harga\n\"Kopi; bubuk\",\"25,000\"\n");
        assert_eq!(found[0].1, ["Kopi; bubuk", "25,000"]);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_shows_them() {
        let found = rows(b"\n\nNama;Harga\n\nKopi;1\n\"Teh\nhijau\";2\n\n\nGula;3");
        let numbers: Vec<u32> = found.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [5, 6, 9]);
        let found = rows(b"sep=,\r\nNama,Harga\r\nKopi,1\r\n");
        assert_eq!(found[0].0, 3);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let files: [(&[u8], Refusal); 6] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refusal::NotATable),
            (b"<html><table><tr><td>1</td></tr></table></html>", Refusal::NotATable),
            (b"%PDF-1.7 hello", Refusal::NotATable),
            (b"Nama;\x81", Refusal::NotATable),
            (b"\xFF\xFEa", Refusal::Damaged),
            (b" \n;;;\n", Refusal::Empty),
        ];
        for (file, refusal) in files {
            assert_eq!(read(file), Err(refusal), "{file:?}");
        }
    }
}
