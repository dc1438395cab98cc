//! One invented letter of each kind.
use time::macros::{date, datetime};

use super::super::{
    agreement::{Addendum, Agreement, Change, Instalment, Party},
    certificate::Certificate,
    decisions::{Aid, Approved, Refused, Scored, Stage, Waitlisted},
    ending::{Closing, Hearing, Suspension, Termination},
    hand_over::{Good, HandOverNote},
    objection::{ObjectionDecision, Outcome},
    parts::{Agency, File, Grounds, Head, OfficialNumber, Paper, Person, Signer, When},
    receipt::{ProposalReceipt, RequestLetter},
    recommendation::{Advice, Batched, BudgetBatch, Criterion, Evaluated, RecommendationNote, Scores},
    reports::{Receipt, Report, ReportAccepted, ReportLine, ReportReceipt, ReportReturned, ReportSheet, Rest, Sums},
    revision::{Lacking, RevisionNotice},
    sheet::{Letterhead, Sheet},
    tranches::TrancheRefused,
    visit::{Finding, Photo, VisitMinutes},
};
use crate::{
    funding::{
        budget::{Form, Line},
        checklist::{Point, Presence},
        machine::Letter,
        model::FundingKind,
        ranking::{Debrief, Rubric, Score},
        reasons::Reason,
        versions::ContentHash,
    },
    platform::money::Rupiah,
    regions::Zone,
};

/// Every kind of letter with the name of its file, and the letter of the machine it is.
pub fn all() -> Vec<(&'static str, Option<Letter>, Sheet)> {
    vec![
        ("request_letter", None, request_letter().sheet()),
        ("proposal_receipt", Some(Letter::ProposalReceipt), proposal_receipt().sheet()),
        ("revision_notice", Some(Letter::RevisionNotice), revision_notice().sheet()),
        ("visit_minutes", Some(Letter::VisitMinutes), visit_minutes().sheet()),
        ("recommendation_note", Some(Letter::RecommendationNote), recommendation_note().sheet()),
        ("budget_batch", None, budget_batch().sheet()),
        ("approved", Some(Letter::Approved), approved().sheet()),
        ("waitlisted", Some(Letter::Waitlisted), waitlisted().sheet()),
        ("ineligible", Some(Letter::Ineligible), ineligible().sheet()),
        ("rejected", Some(Letter::Rejected), rejected().sheet()),
        ("objection_decision", Some(Letter::ObjectionDecision), objection_decision().sheet()),
        ("agreement", Some(Letter::Agreement), agreement().sheet()),
        ("addendum", Some(Letter::Addendum), addendum().sheet()),
        ("hand_over_note", Some(Letter::HandOverNote), hand_over_note().sheet()),
        ("tranche_refused", Some(Letter::TrancheRefused), tranche_refused().sheet()),
        ("report", None, report().sheet()),
        ("report_receipt", Some(Letter::ReportReceipt), report_receipt().sheet()),
        ("report_returned", Some(Letter::ReportReturned), report_returned().sheet()),
        ("report_accepted", Some(Letter::ReportAccepted), report_accepted().sheet()),
        ("suspension", Some(Letter::Suspension), suspension().sheet()),
        ("termination", Some(Letter::Termination), termination().sheet()),
        ("closing", Some(Letter::Closing), closing().sheet()),
        ("certificate", Some(Letter::Certificate), certificate().sheet()),
    ]
}

fn text(text: &str) -> String {
    text.to_owned()
}

pub fn number(typed: &str) -> OfficialNumber {
    OfficialNumber::parse(typed).unwrap()
}

fn agency() -> Agency {
    Agency {
        government: text("Pemerintah Kota Banjarmasin"),
        name: text("Dinas Pariwisata Kota Banjarmasin"),
        lines: vec![text("Jalan Contoh 5, Banjarmasin")],
        place: text("Banjarmasin"),
    }
}

pub fn head(typed: &str) -> Head {
    Head { agency: agency(), number: number(typed), code: text("3H9TWX5C"), day: date!(2026 - 11 - 22) }
}

fn file() -> File {
    File {
        code: text("7K4M2QXD"),
        call: text("Peralatan Gerai dan Kemasan 2027"),
        fiscal_year: 2027,
        applicant: text("Dapur Rahma"),
        place: text("Kota Banjarmasin"),
    }
}

fn letterhead() -> Letterhead {
    Letterhead { over: String::new(), name: text("Dapur Rahma"), lines: vec![text("Kota Banjarmasin")] }
}

fn signer() -> Signer {
    Signer { position: text("Kepala Dinas Pariwisata"), on_behalf_of: None }
}

fn on_behalf() -> Signer {
    Signer { position: text("Sekretaris"), on_behalf_of: Some(text("Kepala Dinas Pariwisata")) }
}

fn duty(position: &str) -> Signer {
    Signer { position: text(position), on_behalf_of: None }
}

fn person(name: &str, signer: Signer) -> Person {
    Person { name: text(name), signer }
}

fn chair() -> Person {
    person("Rahma", duty("Ketua"))
}

fn when() -> When {
    When { at: datetime!(2026-11-30 15:59:59 UTC), zone: Zone::Wita }
}

fn hash() -> ContentHash {
    ContentHash::of(b"isi")
}

pub fn line(number: u16, description: &str, quantity: i64, price: i64, cut: i64) -> Line {
    Line {
        number,
        activity: text("Kemasan"),
        description: text(description),
        form: Form::Goods,
        quantity,
        unit: text("buah"),
        unit_price: Rupiah(price),
        quotes: 3,
        cut: Rupiah(cut),
    }
}

fn lines() -> Vec<Line> {
    vec![
        line(1, "Mesin pengemas vakum", 1_000, 8_500_000, 500_000),
        line(2, "Kantong kemasan 250 g", 2_500_500, 1_200, 0),
        line(4, "Timbangan digital", 2_000, 749_700, 0),
    ]
}

fn request_letter() -> RequestLetter {
    RequestLetter {
        letterhead: letterhead(),
        number: number("04/DR/XI/2026"),
        dated: text("Banjarmasin, 22 November 2026"),
        agency: agency(),
        file: file(),
        kind: FundingKind::BusinessAid,
        purpose: text("Menambah alat kemas supaya keripik tahan lebih lama di rak gerai."),
        asked: Some(Rupiah(13_000_000)),
        chair: chair(),
        treasurer: person("", duty("Bendahara")),
    }
}

fn proposal_receipt() -> ProposalReceipt {
    ProposalReceipt {
        head: head(""),
        file: file(),
        version: 1,
        hash: hash(),
        asked: Rupiah(13_000_000),
        received: When { at: datetime!(2026-11-22 01:14 UTC), zone: Zone::Wita },
        answer_by: Some(when()),
    }
}

fn revision_notice() -> RevisionNotice {
    RevisionNotice {
        head: head("503/118/Dispar"),
        file: file(),
        lacking: vec![
            Lacking::point(Point::Budget, Reason::RabUnreasonable, "Harga mesin di baris 1 dua kali harga toko"),
            Lacking::point(Point::Domicile, Reason::InvalidDoc, ""),
            Lacking::section("Manfaat dan ukuran hasil", "Tulis berapa bungkus sebulan sesudah ada alat"),
        ],
        due: when(),
        round: Some((1, 2)),
        signer: on_behalf(),
    }
}

fn visit_minutes() -> VisitMinutes {
    let finding = |what: &str, found: &str| Finding { what: text(what), found: text(found) };
    VisitMinutes {
        head: head("503/121/BA/Dispar"),
        file: file(),
        visited: date!(2026 - 11 - 20),
        met: text("Ketua dan bendahara"),
        findings: vec![
            finding("Tempat produksi", "Dapur terpisah dari rumah, bersih, listrik cukup untuk mesin."),
            finding("Produksi", "Sekitar 300 bungkus seminggu, dikemas dengan tangan."),
        ],
        conclusion: text("Keadaan di tempat sesuai dengan isi proposal."),
        photos: vec![Photo { shows: text("Meja kemas dan alat yang ada"), hash: ContentHash::of(b"foto") }],
        officers: [person("Andi Saputra", duty("Pemeriksa")), person("Lina Marlina", duty("Pemilik program"))],
    }
}

fn scores() -> Scores {
    let rubric = Rubric { weights: vec![40, 30, 30], score_max: 5, low: None, high: None };
    let review = |scores: [u16; 3]| rubric.judge(&scores.map(|score| Score { score, justification: 0 })).unwrap();
    let reviews = [review([5, 4, 4]), review([4, 5, 4]), review([5, 5, 4])];
    let criterion = |name: &str, weight, hundredths| Criterion { name: text(name), weight, hundredths };
    Scores {
        criteria: vec![
            criterion("Mutu kemasan", 40, 467),
            criterion("Kesiapan produksi", 30, 467),
            criterion("Rencana pemasaran", 30, 400),
        ],
        score_max: 5,
        mean: rubric.mean(&reviews).unwrap(),
        reviews: 3,
        rank: Some(1),
    }
}

pub fn recommendation_note() -> RecommendationNote {
    let evaluated = |point: &Point| Evaluated {
        point: *point,
        presence: if *point == Point::Exception { Presence::NotNeeded } else { Presence::Present },
        note: if *point == Point::YearBefore { text("Menerima 2025, LPJ lengkap") } else { String::new() },
    };
    RecommendationNote {
        head: head("503/130/Dispar"),
        file: file(),
        asked: Rupiah(13_000_000),
        advice: Advice::Give(Rupiah(12_500_000)),
        lines: lines(),
        scores: Some(scores()),
        evaluation: Point::ALL.iter().filter(|point| !point.is_of_the_papers()).map(evaluated).collect(),
        inspection: Some(Paper { number: text("700/88/Itko"), day: date!(2026 - 11 - 18) }),
        out_of_order: text("Nomor urut sebelumnya sedang diperbaiki atas permintaan pemohonnya."),
        officers: [duty("Ketua tim pembukaan usulan"), duty("Pemilik program")],
    }
}

fn budget_batch() -> BudgetBatch {
    let row = |code: &str, sipd: &str, asked, recommended| Batched {
        code: text(code),
        sipd: text(sipd),
        asked: Rupiah(asked),
        recommended: Rupiah(recommended),
    };
    BudgetBatch {
        head: head("503/140/Dispar"),
        call: file().call,
        fiscal_year: 2027,
        rows: vec![
            row("7K4M2QXD", "5.02.01.2.14", 13_000_000, 12_500_000),
            row("2WQF6KXR", "", 20_000_000, 20_000_000),
        ],
        signer: signer(),
    }
}

fn aid() -> Aid {
    Aid::Given { amount: Rupiah(12_500_000), forms: vec![Form::Goods, Form::Money] }
}

pub fn approved() -> Approved {
    Approved {
        head: head("503/150/Dispar"),
        file: file(),
        asked: Rupiah(13_000_000),
        aid: aid(),
        decree: Some(Paper { number: text("188.45/512/2026"), day: date!(2026 - 11 - 21) }),
        answer_by: date!(2026 - 12 - 06),
        signer: person("Dr. Hj. Nurhayati", on_behalf()),
    }
}

fn waitlisted() -> Waitlisted {
    Waitlisted {
        head: head("503/151/Dispar"),
        file: file(),
        rank: 2,
        until: Some(date!(2027 - 03 - 31)),
        signer: signer(),
    }
}

fn ineligible() -> Refused {
    Refused {
        head: head(""),
        file: file(),
        stage: Stage::Ineligible,
        grounds: Grounds { reasons: vec![Reason::OutOfField], text: String::new() },
        debrief: None,
        object_by: Some(when()),
        signer: signer(),
    }
}

pub fn rejected() -> Refused {
    Refused {
        head: head("503/152/Dispar"),
        file: file(),
        stage: Stage::Rejected,
        grounds: Grounds {
            reasons: vec![Reason::BelowRank, Reason::Other],
            text: text("Rencana pemasaran belum menyebut tempat menjual."),
        },
        debrief: Some(Scored {
            criteria: vec![text("Mutu kemasan"), text("Kesiapan produksi"), text("Rencana pemasaran")],
            score_max: 5,
            debrief: Debrief { hundredths: vec![367, 300, 150], strongest: 0, weakest: 2 },
        }),
        object_by: Some(when()),
        signer: on_behalf(),
    }
}

fn objection_decision() -> ObjectionDecision {
    ObjectionDecision {
        head: head("503/160/Dispar"),
        file: file(),
        objected_on: date!(2026 - 11 - 10),
        outcome: Outcome::BackToDecision,
        reasons: text("Bantuan sebelumnya diterima pada 2024, bukan pada tahun sebelum pembukaan ini."),
        signer: duty("Kepala Bidang Usaha"),
    }
}

fn giver() -> Party {
    Party {
        person: person("Dr. Hj. Nurhayati", signer()),
        body: agency().name,
        address: text("Jalan Contoh 5, Banjarmasin"),
    }
}

fn receiver() -> Party {
    Party { person: chair(), body: text("Dapur Rahma"), address: text("Kota Banjarmasin") }
}

pub fn agreement() -> Agreement {
    let instalment =
        |amount, form, when: &str, report_by| Instalment { amount: Rupiah(amount), form, when: text(when), report_by };
    Agreement {
        head: head("503/170/NPHD/Dispar"),
        body_number: number("05/DR/XI/2026"),
        award: text("9RZP4TBN"),
        call: file().call,
        fiscal_year: 2027,
        kind: FundingKind::Grant,
        giver: giver(),
        receiver: receiver(),
        decision: Paper { number: text("188.45/512/2026"), day: date!(2026 - 11 - 21) },
        purpose: text("menambah alat kemas keripik dan sambal."),
        aid: aid(),
        lines: lines(),
        instalments: vec![
            instalment(8_000_000, Form::Goods, "Paling lambat 31 Maret 2027", date!(2027 - 04 - 30)),
            instalment(4_500_000, Form::Money, "Sesudah laporan tahap 1 diterima", date!(2027 - 08 - 31)),
        ],
        duties: vec![text("memasang tanda penerima bantuan pada mesin.")],
        stamp_duty: true,
    }
}

fn addendum() -> Addendum {
    let change =
        |what: &str, before: &str, after: &str| Change { what: text(what), before: text(before), after: text(after) };
    Addendum {
        head: head("503/188/NPHD/Dispar"),
        body_number: number(""),
        award: text("9RZP4TBN"),
        agreement: Paper { number: text("503/170/NPHD/Dispar"), day: date!(2026 - 11 - 22) },
        giver: giver(),
        receiver: receiver(),
        reason: text("Mesin yang sama tidak lagi dijual."),
        changes: vec![change("Barang pada baris 1", "Mesin pengemas vakum", "Mesin pengemas isap")],
        stamp_duty: false,
    }
}

fn hand_over_note() -> HandOverNote {
    let good = |name: &str, quantity, unit: &str, condition: &str, value| Good {
        name: text(name),
        quantity,
        unit: text(unit),
        condition: text(condition),
        value: Rupiah(value),
    };
    HandOverNote {
        head: head("503/201/BAST/Dispar"),
        award: text("9RZP4TBN"),
        agreement: text("503/170/NPHD/Dispar"),
        handed_over: date!(2027 - 03 - 15),
        place: text("Kantor Dinas Pariwisata Kota Banjarmasin"),
        giver: giver(),
        receiver: receiver(),
        goods: vec![
            good("Mesin pengemas vakum", 1_000, "buah", "Baik", 6_500_000),
            good("Timbangan digital", 2_000, "buah", "Baik, satu tanpa kotak", 1_500_000),
        ],
    }
}

fn tranche_refused() -> TrancheRefused {
    TrancheRefused {
        head: head("503/210/Dispar"),
        file: file(),
        award: text("9RZP4TBN"),
        instalment: (2, 2),
        asked: Rupiah(4_500_000),
        grounds: Grounds {
            reasons: vec![Reason::AccountMismatch, Reason::PreviousLpjMissing],
            text: text("Buku rekening yang diunggah atas nama pribadi."),
        },
        signer: on_behalf(),
    }
}

fn accounted() -> Report {
    Report { code: text("4NVB8YHJ"), award: text("9RZP4TBN"), instalment: 1 }
}

pub fn report_line(number: u16, name: &str, planned: i64, spent: i64, note: &str) -> ReportLine {
    ReportLine {
        number,
        name: text(name),
        planned: Rupiah(planned),
        spent: Rupiah(spent),
        receipts: 1,
        note: text(note),
    }
}

pub fn report() -> ReportSheet {
    let receipt = |line, day, what: &str, amount| Receipt { line, day, what: text(what), amount: Rupiah(amount) };
    ReportSheet {
        letterhead: letterhead(),
        number: number(""),
        dated: text("Banjarmasin, 20 April 2027"),
        file: file(),
        report: accounted(),
        version: 2,
        hash: hash(),
        told: text("Kemasan sekarang rapat dan tahan tiga bulan.\nDalam sebulan terjual 1.400 bungkus di dua gerai."),
        lines: vec![
            report_line(1, "Kantong kemasan 250 g", 3_000_600, 2_650_600, "Beli langsung dari pabrik, lebih murah."),
            report_line(2, "Timbangan digital", 1_499_400, 1_499_400, ""),
        ],
        receipts: vec![
            receipt(1, date!(2027 - 04 - 02), "Nota 118, toko plastik", 2_650_600),
            receipt(2, date!(2027 - 04 - 03), "Kuitansi timbangan", 1_499_400),
        ],
        given: Rupiah(4_500_000),
        rest: Rest::Returned(Rupiah(350_000), Paper { number: text("STS-77"), day: date!(2027 - 04 - 18) }),
        chair: chair(),
        treasurer: person("Yuli", duty("Bendahara")),
    }
}

fn sums() -> Sums {
    Sums { given: Rupiah(4_500_000), spent: Rupiah(4_150_000), returned: Rupiah(350_000) }
}

fn report_receipt() -> ReportReceipt {
    ReportReceipt {
        head: head(""),
        file: file(),
        report: accounted(),
        version: 2,
        hash: hash(),
        sums: sums(),
        received: When { at: datetime!(2027-04-20 08:05 UTC), zone: Zone::Wita },
    }
}

fn report_returned() -> ReportReturned {
    ReportReturned {
        head: head("503/230/Dispar"),
        file: file(),
        report: accounted(),
        lacking: vec![Lacking::line(1, "Kantong kemasan 250 g", Reason::ReceiptMissing, "Foto nota tidak terbaca")],
        without_receipts: vec![(1, text("Kantong kemasan 250 g"), Rupiah(350_000))],
        due: when(),
        signer: signer(),
    }
}

fn report_accepted() -> ReportAccepted {
    ReportAccepted { head: head("503/240/Dispar"), file: file(), report: accounted(), sums: sums(), signer: signer() }
}

fn hearing() -> Hearing {
    Hearing { day: date!(2027 - 05 - 04), note: text("Pengurus menyampaikan bahwa mesin sudah dijual kembali.") }
}

fn suspension() -> Suspension {
    Suspension {
        head: head("503/250/Dispar"),
        file: file(),
        award: text("9RZP4TBN"),
        reason: text("Laporan tahap 1 belum menjelaskan letak mesin."),
        hearing: hearing(),
        signer: signer(),
    }
}

fn termination() -> Termination {
    Termination {
        head: head("503/251/Dispar"),
        file: file(),
        award: text("9RZP4TBN"),
        reason: text("Mesin tidak dipakai untuk tujuan perjanjian."),
        hearing: hearing(),
        recover: Rupiah(6_500_000),
        signer: signer(),
    }
}

fn closing() -> Closing {
    Closing { head: head("503/260/Dispar"), file: file(), award: text("9RZP4TBN"), sums: sums(), signer: signer() }
}

fn certificate() -> Certificate {
    Certificate {
        head: Head {
            agency: Agency {
                government: String::new(),
                name: text("Dewan Kerajinan Contoh Provinsi Kalimantan Selatan"),
                ..agency()
            },
            ..head("12/Piagam/2026")
        },
        name: text("Dapur Rahma"),
        rank: text("peringkat pertama"),
        call: text("Lomba Kemasan Oleh-oleh"),
        fiscal_year: 2026,
        signer: person("Dr. Hj. Nurhayati", duty("Ketua")),
    }
}
