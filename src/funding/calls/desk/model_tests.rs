use time::macros::datetime;

use super::*;

fn draft() -> Draft {
    let share = |name: &str, percent| Share { name: name.to_owned(), percent };
    Draft {
        text: TextForm {
            name: "Alat Jahit 2027".to_owned(),
            summary: "Mesin jahit untuk usaha kecil.".to_owned(),
            purpose: "Mesin baru.\nBukan bangunan.".to_owned(),
            kind: Some(FundingKind::BusinessAid),
            region: Some("63".to_owned()),
            applicants: vec!["Usaha kecil".to_owned(), "Koperasi".to_owned()],
            steps: vec!["Berkas diperiksa.".to_owned()],
            legal_basis: "Keputusan Nomor 9911".to_owned(),
            fiscal_year: Some(2027),
        },
        money: MoneyForm {
            forms: vec![Form::Goods, Form::Services],
            ceiling: Rupiah(100_000_000),
            ask_min: Rupiah(1_000_000),
            per_proposal: Rupiah(10_000_000),
            quota: Some(10),
            zone: Zone::Wita,
            opens: Some(datetime!(2026-11-24 00:00 UTC)),
            closes: Some(datetime!(2026-12-20 08:00 UTC)),
            grace: 30,
            tranches: vec![6_000, 4_000],
            funders: vec![share("Pemerintah Provinsi Kalimantan Selatan", 70), share("Kota: Banjarmasin", 30)],
        },
        doors: DoorsForm {
            doors: vec![Door::Cooperative],
            questions: vec![Question::Place, Question::Domicile],
            papers: vec![PaperKind::Deed],
            other_papers: vec!["Foto alat".to_owned()],
            quotes: 3,
            quotes_above: Rupiah(1_000_000),
            standard_prices: true,
        },
        assessment: AssessmentForm {
            reviews_required: 2,
            blind: true,
            criteria: vec![share("Mutu", 60), share("Rencana", 40)],
            score_max: 100,
            selection: Selection::Ranked,
            needs_field_visit: true,
            needs_apip: false,
            needs_tapd: true,
            needs_budget_act: false,
            admin_rounds: 2,
            revision_days: 5,
            extension_days: 10,
            allow_content_revision: false,
            admin_days: Some(12),
            appeal_days: None,
            waitlist_until: Some(time::macros::date!(2027 - 03 - 01)),
            decree: Decree::RegionHead,
            publication: Some(Publication::Reduced),
        },
    }
}

#[test]
fn what_fills_a_form_is_read_back() {
    let draft = draft();
    for part in Part::ALL {
        let (typed, faults) = part.read(&draft.fields(*part));
        assert!(faults.0.is_empty(), "{part:?} {faults:?}");
        let same = match &typed {
            Typed::Text(form) => *form == draft.text,
            Typed::Money(form) => *form == draft.money,
            Typed::Doors(form) => *form == draft.doors,
            Typed::Assessment(form) => *form == draft.assessment,
        };
        assert!(same, "{typed:?}");
    }
}

fn faults(part: Part, changes: &[(&str, &str)]) -> Vec<&'static str> {
    let mut params = draft().fields(part);
    for (name, value) in changes {
        params = params.without(&[name], None).with(name, value);
    }
    part.read(&params).1.0.into_iter().map(|(field, _)| field).collect()
}

#[test]
fn what_cannot_be_read_is_told_beside_its_field() {
    let wrong = [
        (Part::Text, ("nama", "A"), "nama"),
        (Part::Text, ("macam", "hadiah"), "macam"),
        (Part::Text, ("wilayah", "Atlantis"), "wilayah"),
        (Part::Text, ("tahun", "26"), "tahun"),
        (Part::Money, ("bentuk", "certificat"), "bentuk"),
        (Part::Money, ("buka_tgl", "31"), "buka"),
        (Part::Money, ("tutup_jam", "25.00"), "tutup_jam"),
        (Part::Money, ("tutup_thn", "2025"), "tutup"),
        (Part::Money, ("minta_maks", "200.000.000"), "minta_maks"),
        (Part::Money, ("minta_min", "20.000.000"), "minta_min"),
        (Part::Money, ("pagu", "1,5"), "pagu"),
        (Part::Money, ("tahap", "60, 30"), "tahap"),
        (Part::Money, ("tahap", "25 25 25 25"), "tahap"),
        (Part::Money, ("asal", "Pemerintah Kota"), "asal"),
        (Part::Doors, ("banding", "9"), "banding"),
        (Part::Assessment, ("penilai", "6"), "penilai"),
        (Part::Assessment, ("skala", "7"), "skala"),
        (Part::Assessment, ("kriteria", "Mutu: 101"), "kriteria"),
        (Part::Assessment, ("hari_perbaikan", "4"), "hari_perbaikan"),
    ];
    for (part, change, field) in wrong {
        assert_eq!(faults(part, &[change]), [field], "{change:?}");
    }
}

#[test]
fn a_moment_is_typed_by_the_clock_of_the_call() {
    let read = |zone: &str| {
        let params = draft().fields(Part::Money).without(&["zona"], None).with("zona", zone);
        match Part::Money.read(&params).0 {
            Typed::Money(form) => form.closes.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(read("WIB") - read("WITA"), time::Duration::hours(1));
    assert_eq!(read("WITA"), datetime!(2026-12-20 08:00 UTC));
}

#[test]
fn shares_are_read_however_they_are_written() {
    for line in ["Mutu: 40", "Mutu 40", "Mutu = 40 %", "Mutu : 40%"] {
        let params = Params::default().with("kriteria", line);
        let mut reader = Reader::new(&params);
        let shares = reader.shares("kriteria", 5);
        assert!(reader.faults.0.is_empty(), "{line}");
        assert_eq!((shares[0].name.as_str(), shares[0].percent), ("Mutu", 40), "{line}");
    }
}
