//! Answers, and what they come to.
use super::*;
use crate::platform::params::Params;

const SIX: [Door; 6] = [
    Door::Cooperative,
    Door::Foundation,
    Door::Association,
    Door::AcknowledgedGroup,
    Door::RegisteredBody,
    Door::Umbrella,
];
const ALL_YES: &str = "tempat=ya&domisili=ya&pengurus=ya&rekening=ya&npwp=ya&dana_lain=ya&lpj=ya&milik=ya";

fn grant() -> Asked {
    Asked { questions: Question::ALL.to_vec(), doors: SIX.to_vec() }
}

fn aid() -> Asked {
    Asked { questions: vec![Question::Place, Question::Domicile], doors: Vec::new() }
}

fn ask(asked: &Asked, form: &str) -> Result<Outcome, Vec<&'static str>> {
    let answers = Answers::read(&Params::read(form), asked);
    answers.map(|answers| decide(asked, &answers)).map_err(|open| open.into_iter().map(Ask::field).collect())
}

/// All yes, and these answers about the door.
fn through(doors: &str) -> Outcome {
    ask(&grant(), &format!("{ALL_YES}&{doors}")).unwrap()
}

#[test]
fn each_answer_about_the_door_leads_to_its_door() {
    for (answers, door) in [
        ("badan=koperasi&rekening_badan=ya", Door::Cooperative),
        ("badan=yayasan&rekening_badan=ya", Door::Foundation),
        ("badan=perkumpulan&rekening_badan=ya", Door::Association),
        ("badan=belum&pengakuan=dinas&rekening_badan=ya", Door::AcknowledgedGroup),
        ("badan=belum&pengakuan=skt&rekening_badan=ya", Door::RegisteredBody),
        ("badan=belum&pengakuan=belum&payung=ya&rekening_badan=ya", Door::Umbrella),
    ] {
        let outcome = through(answers);
        assert_eq!(outcome, Outcome { way: Way::Through(door), missing: Vec::new() }, "{answers}");
        assert!(outcome.passes(), "{answers}");
    }
}

#[test]
fn without_any_body_it_is_not_yet_possible_and_no_account_is_asked_for() {
    let outcome = through("badan=belum&pengakuan=belum&payung=belum");
    assert_eq!(outcome, Outcome { way: Way::NotYet, missing: Vec::new() });
    assert!(!outcome.passes());
}

#[test]
fn a_body_without_an_account_lacks_one_paper() {
    let outcome = through("badan=koperasi&rekening_badan=tidak");
    assert_eq!(outcome, Outcome { way: Way::Through(Door::Cooperative), missing: vec![Lack::AccountOfBody] });
    assert!(!outcome.passes());
}

#[test]
fn a_form_the_call_does_not_accept_gives_way_to_one_it_does() {
    let asked = Asked { doors: vec![Door::Cooperative, Door::Umbrella], ..grant() };
    let alone = ask(&asked, &format!("{ALL_YES}&badan=yayasan&rekening_badan=tidak")).unwrap();
    assert_eq!(alone, Outcome { way: Way::NotAccepted(Door::Foundation), missing: Vec::new() });
    assert!(!alone.passes());
    let both = ask(&asked, &format!("{ALL_YES}&badan=yayasan&payung=ya&rekening_badan=ya")).unwrap();
    assert_eq!(both.way, Way::Through(Door::Umbrella));
    assert!(both.passes());
}

#[test]
fn every_no_is_told_in_the_order_of_the_questions() {
    for (at, question) in Question::ALL.iter().enumerate() {
        let one_no = ALL_YES
            .split('&')
            .enumerate()
            .map(|(place, pair)| if place == at { pair.replace("=ya", "=tidak") } else { pair.to_owned() });
        let form = format!("{}&badan=koperasi&rekening_badan=ya", one_no.collect::<Vec<_>>().join("&"));
        assert_eq!(ask(&grant(), &form).unwrap().missing, [Lack::Fact(*question)], "{form}");
    }
    let none = format!("{}&badan=koperasi&rekening_badan=tidak", ALL_YES.replace("=ya", "=tidak"));
    let mut all: Vec<_> = Question::ALL.iter().map(|question| Lack::Fact(*question)).collect();
    all.push(Lack::AccountOfBody);
    assert_eq!(ask(&grant(), &none).unwrap().missing, all);
}

#[test]
fn a_call_without_a_legal_form_asks_only_what_it_names() {
    let outcome = ask(&aid(), "tempat=ya&domisili=ya").unwrap();
    assert_eq!(outcome, Outcome { way: Way::OwnName, missing: Vec::new() });
    assert!(outcome.passes());
    let outcome = ask(&aid(), "tempat=ya&domisili=tidak&npwp=tidak&badan=yayasan").unwrap();
    assert_eq!(outcome, Outcome { way: Way::OwnName, missing: vec![Lack::Fact(Question::Domicile)] });
    assert!(!outcome.passes());
}

#[test]
fn what_was_not_answered_is_named_in_the_order_of_the_page() {
    let facts = ["tempat", "domisili", "pengurus", "rekening", "npwp", "dana_lain", "lpj", "milik"];
    assert_eq!(ask(&grant(), "").unwrap_err(), [&facts[..], &["badan"]].concat());
    for (form, open) in [
        ("badan=koperasi", vec!["rekening_badan"]),
        ("badan=belum", vec!["pengakuan"]),
        ("badan=belum&pengakuan=belum", vec!["payung"]),
        ("badan=belum&pengakuan=skt", vec!["rekening_badan"]),
        ("badan=belum&payung=ya", vec!["pengakuan", "rekening_badan"]),
        ("pengakuan=dinas", vec!["badan", "rekening_badan"]),
    ] {
        assert_eq!(ask(&grant(), &format!("{ALL_YES}&{form}")).unwrap_err(), open, "{form}");
    }
}

#[test]
fn an_answer_that_is_not_on_the_page_is_none() {
    for (form, open) in [
        (ALL_YES.replace("npwp=ya", "npwp=mungkin"), vec!["npwp"]),
        (format!("{ALL_YES}&pengakuan=lain"), vec!["pengakuan"]),
        (format!("{ALL_YES}&payung=tidak"), vec!["payung"]),
    ] {
        assert_eq!(ask(&grant(), &format!("{form}&badan=koperasi&rekening_badan=ya")).unwrap_err(), open, "{form}");
    }
}

#[test]
fn every_combination_of_answers_about_the_door_comes_to_one_way() {
    let choices = |ask: Ask| ask.choices().iter().map(|choice| choice.value).collect::<Vec<_>>();
    let [own, acknowledged, umbrella, account] = Ask::DOORS.map(choices);
    let mut passed = 0;
    for own in &own {
        for acknowledged in &acknowledged {
            for umbrella in &umbrella {
                for account in &account {
                    let outcome = through(&format!(
                        "badan={own}&pengakuan={acknowledged}&payung={umbrella}&rekening_badan={account}"
                    ));
                    let nobody = [own, acknowledged, umbrella].iter().all(|answer| **answer == "belum");
                    assert_eq!(outcome.way == Way::NotYet, nobody);
                    assert_eq!(outcome.passes(), !nobody && *account == "ya");
                    passed += usize::from(outcome.passes());
                }
            }
        }
    }
    assert_eq!(passed, 4 * 3 * 2 - 1);
}
