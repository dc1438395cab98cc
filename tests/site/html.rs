//! Rules every page keeps, looked at without a browser.
use std::collections::HashSet;

use scraper::{Html, Selector};

use crate::{support::Site, walk};

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[actix_web::test]
async fn every_page_in_both_languages_keeps_the_rules() {
    let site = Site::demo().await;
    for visit in walk::visits(&site).await {
        for (lang, answer) in [("id", site.get(&visit.path).await), ("en", site.english(&visit.path).await)] {
            assert_eq!(answer.status, visit.status, "{}", visit.path);
            if answer.header("content-type").starts_with("text/html") {
                let text = answer.text();
                keeps_the_rules(&visit.path, lang, &text);
            }
        }
    }
}

pub fn keeps_the_rules(path: &str, lang: &str, text: &str) {
    let page = Html::parse_document(text);
    let at = format!("{path} ({lang})");
    assert_eq!(select(&page, "h1").len(), 1, "{at}: one h1");
    assert_eq!(select(&page, "html")[0].attr("lang"), Some(lang), "{at}: lang");
    let ids: Vec<_> = select(&page, "[id]").iter().map(|element| element.attr("id").unwrap().to_owned()).collect();
    let unique: HashSet<_> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), unique.len(), "{at}: ids are unique");
    for control in select(&page, "input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea") {
        let id = control.attr("id").unwrap_or_else(|| panic!("{at}: a control without an id"));
        assert!(!select(&page, &format!("label[for='{id}']")).is_empty(), "{at}: {id} has a label");
        assert!(control.attr("placeholder").is_none(), "{at}: {id} has a placeholder");
    }
    for described in select(&page, "[aria-describedby]") {
        for id in described.attr("aria-describedby").unwrap().split_whitespace() {
            assert!(unique.contains(id), "{at}: {id} describes nothing");
        }
    }
    for button in select(&page, "button") {
        assert!(button.attr("type").is_some(), "{at}: a button without a type");
    }
    for image in select(&page, "img") {
        for name in ["width", "height", "alt"] {
            assert!(image.attr(name).is_some(), "{at}: a picture without {name}");
        }
    }
    assert!(select(&page, "[style]").is_empty(), "{at}: a style attribute");
    for element in select(&page, "*") {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{at}: an on… attribute");
    }
    for script in select(&page, "script") {
        let data = script.attr("type") == Some("application/ld+json");
        assert!(data || script.attr("src").is_some(), "{at}: an inline script");
    }
    for (selector, name) in [("script[src]", "src"), ("link[rel=stylesheet]", "href"), ("img", "src"), ("use", "href")]
    {
        for element in select(&page, selector) {
            let address = element.attr(name).unwrap_or_default();
            assert!(address.starts_with('/') && !address.starts_with("//"), "{at}: {address} is elsewhere");
        }
    }
    for word in ["lorem", "hero unit", "TODO", "FIXME", "{{", "{%", "undefined", "NaN", "Some(", "None)"] {
        assert!(!text.contains(word), "{at}: placeholder text \"{word}\"");
    }
    let title = select(&page, "title")[0].text().collect::<String>();
    assert!(title.ends_with("Tanggui"), "{at}: {title}");
}

#[actix_web::test]
async fn every_link_inside_leads_somewhere() {
    let site = Site::demo().await;
    let mut seen = HashSet::new();
    let mut waiting = vec!["/".to_owned()];
    while let Some(path) = waiting.pop() {
        if seen.len() > 400 || !seen.insert(path.clone()) {
            continue;
        }
        let answer = site.get(&path).await;
        assert!(answer.status.as_u16() < 400, "{path} answers {}", answer.status);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let base = path.split('?').next().unwrap().to_owned();
        for (selector, name) in
            [("a[href]", "href"), ("link[href]", "href"), ("script[src]", "src"), ("form[method=get]", "action")]
        {
            for target in answer.attributes(selector, name) {
                let target = target.split('#').next().unwrap().to_owned();
                let target = if target.starts_with('?') { format!("{base}{target}") } else { target };
                // One language is enough for a walk, and the switch would only double it.
                if target.starts_with('/') && !target.starts_with("/bahasa") && !target.contains("foto") {
                    waiting.push(target);
                }
            }
        }
    }
    assert!(seen.len() > 150, "the walk saw {} addresses", seen.len());
}

#[actix_web::test]
async fn the_language_switch_stays_on_the_page() {
    let site = Site::demo().await;
    let page = site.get("/barang?q=tas&jenis=tas").await;
    let switch = page.attributes("a[hreflang=en]", "href")[0].clone();
    let answer = site.get(&switch).await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/barang?q=tas&jenis=tas");
    assert!(answer.header("set-cookie").starts_with("bahasa=en"));
    assert!(answer.header("set-cookie").contains("HttpOnly"));
}

#[actix_web::test]
async fn pages_stay_within_their_bytes() {
    let site = Site::demo().await;
    for visit in walk::visits(&site).await {
        let request = actix_web::test::TestRequest::get().uri(&visit.path).insert_header(("accept-encoding", "br"));
        let answer = site.send(request).await;
        if answer.header("content-type").starts_with("text/html") {
            assert!(answer.bytes.len() <= 15_000, "{} has {} bytes", visit.path, answer.bytes.len());
        }
    }
    let sizes = |prefix: &str| -> usize {
        let all = tanggui::web::assets::all().filter(|asset| asset.name.starts_with(prefix));
        all.map(|asset| asset.brotli.as_ref().unwrap_or(&asset.bytes).len()).sum()
    };
    assert!(sizes("css/") <= 10_000, "style files have {} bytes", sizes("css/"));
    assert!(sizes("js/") <= 8_000, "scripts have {} bytes", sizes("js/"));
    assert!(sizes("fonts/") <= 12_500, "the font has {} bytes", sizes("fonts/"));
}

#[actix_web::test]
async fn colours_that_stand_on_each_other_can_be_told_apart() {
    let tokens = std::fs::read_to_string("frontend/css/00-tokens.css").unwrap();
    let colour = |name: &str| {
        let at = tokens.find(&format!("--{name}:")).unwrap_or_else(|| panic!("no token --{name}"));
        let hex = tokens[at..].split('#').nth(1).unwrap().get(..6).unwrap();
        (0..3).map(|part| u8::from_str_radix(&hex[part * 2..part * 2 + 2], 16).unwrap()).collect::<Vec<_>>()
    };
    let light = |rgb: &[u8]| -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(rgb[0]) + 0.7152 * part(rgb[1]) + 0.0722 * part(rgb[2])
    };
    let contrast = |a: &str, b: &str| {
        let (a, b) = (light(&colour(a)), light(&colour(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    };
    let text = [
        ("ink", "paper"),
        ("ink", "white"),
        ("ink", "river-soft"),
        ("ink", "turmeric-soft"),
        ("ink", "brick-soft"),
        ("mist", "paper"),
        ("mist", "white"),
        ("mist", "river-soft"),
        ("river", "paper"),
        ("river", "white"),
        ("river-deep", "white"),
        ("turmeric-deep", "turmeric-soft"),
        ("brick", "brick-soft"),
        ("brick", "white"),
        ("leaf", "river-soft"),
        ("sky", "river-soft"),
        ("white", "river"),
        ("white", "river-deep"),
        ("turmeric", "river-deep"),
    ];
    for (a, b) in text {
        assert!(contrast(a, b) >= 4.5, "{a} on {b}: {:.2}", contrast(a, b));
    }
    assert!(contrast("edge", "white") >= 3.0 && contrast("edge", "paper") >= 3.0);
}
