//! What stays within the agency: the note before a decision, and the list that goes to the budget team.
use super::{
    parts::{File, Grounds, Head, Paper, Signer, amount, fact, figures, long_day, money, numbered, part, said, text},
    sheet::{Block, Column, Sheet, Signatures, Table, Total},
};
use crate::{
    funding::{
        budget::Line,
        checklist::{Group, Point, Presence},
        ranking::Mean,
    },
    platform::{ids::shown_document_code, money::Rupiah},
};

/// Nota rekomendasi.
#[derive(Clone, Debug)]
pub struct RecommendationNote {
    pub head: Head,
    pub file: File,
    pub asked: Rupiah,
    pub advice: Advice,
    /// With what is cut of each.
    pub lines: Vec<Line>,
    /// Missing where nobody scores.
    pub scores: Option<Scores>,
    /// Points of the evaluation.
    pub evaluation: Vec<Evaluated>,
    /// The inspectorate's note, where the call asks for one.
    pub inspection: Option<Paper>,
    /// Why the order was left; else empty.
    pub out_of_order: String,
    /// Two officers, by their duties.
    pub officers: [Signer; 2],
}

/// What is recommended.
#[derive(Clone, Debug)]
pub enum Advice {
    Give(Rupiah),
    Certificate,
    Decline(Grounds),
}

/// What the reviews came to, without who reviewed.
#[derive(Clone, Debug)]
pub struct Scores {
    pub criteria: Vec<Criterion>,
    pub score_max: u16,
    pub mean: Mean,
    pub reviews: u8,
    /// In a ranked call.
    pub rank: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Criterion {
    pub name: String,
    /// Of 100.
    pub weight: u8,
    /// Mean score in hundredths.
    pub hundredths: u32,
}

#[derive(Clone, Debug)]
pub struct Evaluated {
    pub point: Point,
    pub presence: Presence,
    /// A guarded remark; may be empty.
    pub note: String,
}

/// Daftar pengantar to the budget team. A list names no applicant.
#[derive(Clone, Debug)]
pub struct BudgetBatch {
    pub head: Head,
    pub call: String,
    pub fiscal_year: u16,
    pub rows: Vec<Batched>,
    pub signer: Signer,
}

#[derive(Clone, Debug)]
pub struct Batched {
    /// Of the proposal.
    pub code: String,
    /// May be empty.
    pub sipd: String,
    pub asked: Rupiah,
    pub recommended: Rupiah,
}

impl RecommendationNote {
    pub fn sheet(&self) -> Sheet {
        let mut blocks = vec![
            self.file.facts(vec![
                fact("Jumlah yang diajukan", money(self.asked)),
                fact("Reviu APIP", self.inspection.as_ref().map(Paper::named).unwrap_or_default()),
            ]),
            part("Rekomendasi"),
        ];
        blocks.extend(self.advice());
        if !self.out_of_order.is_empty() {
            blocks.push(Block::Note { label: "Di luar urutan".to_owned(), text: self.out_of_order.clone() });
        }
        if !self.lines.is_empty() {
            blocks.extend([part("Rencana anggaran"), Block::Table(cuts(&self.lines))]);
        }
        if let Some(scores) = &self.scores {
            blocks.extend([part("Nilai"), scores.table()]);
        }
        for (group, title) in [(Group::Fit, "Kesesuaian"), (Group::Continuity, "Tidak terus-menerus")] {
            blocks.extend([part(title), self.evaluated(group)]);
        }
        blocks.push(part("Pernyataan"));
        blocks.push(text(
            "Kedua petugas menyatakan tidak mempunyai hubungan keluarga, usaha, atau pekerjaan dengan pemohon. Nota ini \
             untuk keperluan instansi.",
        ));
        let [first, second] = &self.officers;
        let signatures = Signatures {
            dated: self.head.dated(),
            boxes: vec![first.unnamed(), second.unnamed()],
            ..Signatures::default()
        };
        self.head.record("Nota Rekomendasi", blocks, signatures)
    }

    fn advice(&self) -> Vec<Block> {
        match &self.advice {
            Advice::Give(sum) => vec![amount("Direkomendasikan", *sum)],
            Advice::Certificate => vec![text("Direkomendasikan untuk menerima piagam.")],
            Advice::Decline(grounds) => [vec![text("Tidak direkomendasikan.")], grounds.blocks()].concat(),
        }
    }

    fn evaluated(&self, group: Group) -> Block {
        let of_group = self.evaluation.iter().filter(|evaluated| evaluated.point.group() == group);
        let row = |evaluated: &Evaluated| {
            let Evaluated { point, presence, note } = evaluated;
            vec![point.as_str().to_owned(), said(point.key()), shown(*presence).to_owned(), note.clone()]
        };
        let columns = vec![
            Column::figures("No."),
            Column::text("Yang dinilai", 4),
            Column::text("Hasil", 1),
            Column::text("Catatan", 3),
        ];
        Block::Table(Table { columns, rows: of_group.map(row).collect(), totals: Vec::new() })
    }
}

impl Scores {
    fn table(&self) -> Block {
        let row = |criterion: &Criterion| {
            vec![criterion.name.clone(), criterion.weight.to_string(), hundredths(criterion.hundredths)]
        };
        let mut totals = vec![Total { label: "Nilai dari 100", values: vec![self.mean.shown()] }];
        if let Some(rank) = self.rank {
            totals.push(Total { label: "Peringkat", values: vec![rank.to_string()] });
        }
        totals.push(Total { label: "Banyaknya penilaian", values: vec![self.reviews.to_string()] });
        Block::Table(Table {
            columns: vec![Column::text("Kriteria", 1), Column::figures("Bobot"), Column::figures("Rata-rata")],
            rows: self.criteria.iter().map(row).collect(),
            totals,
        })
    }
}

impl BudgetBatch {
    pub fn sheet(&self) -> Sheet {
        let row = |row: &Batched| {
            let sipd = if row.sipd.is_empty() { "–" } else { &row.sipd };
            vec![shown_document_code(&row.code), sipd.to_owned(), figures(row.asked.0), figures(row.recommended.0)]
        };
        let sum = |of: fn(&Batched) -> Rupiah| figures(self.rows.iter().map(|row| of(row).0).sum());
        let table = Table {
            columns: vec![
                Column::figures("No."),
                Column::text("Kode proposal", 1),
                Column::text("Nomor SIPD", 2),
                Column::figures("Diajukan (Rp)"),
                Column::figures("Direkomendasikan (Rp)"),
            ],
            rows: numbered(self.rows.iter().map(row)),
            totals: vec![Total { label: "Jumlah", values: vec![sum(|row| row.asked), sum(|row| row.recommended)] }],
        };
        let blocks = vec![
            Block::Facts {
                rows: vec![
                    fact("Pembukaan usulan", &self.call),
                    fact("Tahun anggaran", self.fiscal_year.to_string()),
                    fact("Tanggal", long_day(self.head.day)),
                    fact("Banyaknya proposal", self.rows.len().to_string()),
                ],
            },
            text("Proposal berikut kami sampaikan untuk pertimbangan Tim Anggaran Pemerintah Daerah."),
            Block::Table(table),
        ];
        let signatures =
            Signatures { dated: self.head.dated(), boxes: vec![self.signer.unnamed()], ..Signatures::default() };
        self.head.record("Daftar Pengantar TAPD", blocks, signatures)
    }
}

/// Each line with what was asked, cut and left.
fn cuts(lines: &[Line]) -> Table {
    let asked = |line: &Line| line.subtotal().unwrap_or_default().0;
    let row = |line: &Line| {
        vec![
            line.number.to_string(),
            format!("{}: {}", line.activity, line.description),
            figures(asked(line)),
            figures(line.cut.0),
            figures(asked(line) - line.cut.0),
        ]
    };
    let sum = |of: &dyn Fn(&Line) -> i64| figures(lines.iter().map(of).sum());
    let values = vec![sum(&asked), sum(&|line| line.cut.0), sum(&|line| asked(line) - line.cut.0)];
    Table {
        columns: vec![
            Column::figures("No."),
            Column::text("Kegiatan dan uraian", 1),
            Column::figures("Diajukan (Rp)"),
            Column::figures("Dikurangi (Rp)"),
            Column::figures("Menjadi (Rp)"),
        ],
        rows: lines.iter().map(row).collect(),
        totals: vec![Total { label: "Jumlah", values }],
    }
}

/// "84,50".
pub fn hundredths(score: u32) -> String {
    format!("{},{:02}", score / 100, score % 100)
}

const fn shown(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "Ya",
        Presence::Absent => "Tidak",
        Presence::NotNeeded => "Tidak perlu",
    }
}
