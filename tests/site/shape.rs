//! Rules about the code itself.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use migration::{Migrator, MigratorTrait};
use tanggui::platform::i18n::{self, Lang};

/// A store remembers by their names which ran.
#[test]
fn no_two_migrations_have_one_name() {
    let migrations = Migrator::migrations();
    let names: BTreeSet<&str> = migrations.iter().map(|migration| migration.name()).collect();
    assert_eq!(names.len(), migrations.len(), "{names:?}");
}

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::from(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|known| known == extension) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Lines of code, without comments and tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..end].lines().map(str::trim).filter(|line| !line.starts_with("//"))
}

/// Files that match a rule's words must be among the allowed ones.
fn only(words: &[&str], allowed: impl Fn(&str) -> bool) {
    for (path, text) in files("src", "rs") {
        let path = name(&path);
        if allowed(&path) {
            continue;
        }
        for line in code(&text) {
            for word in words {
                assert!(!line.contains(word), "{path} must not name {word}: {line}");
            }
        }
    }
}

#[test]
fn only_services_indexes_and_what_stands_under_them_name_tables() {
    only(&[" entity::", "(entity::", "<entity::"], |path| {
        path.ends_with("/service.rs")
            || path.ends_with("/index.rs")
            || path.starts_with("src/marketplace/consignment/") && !path.contains("/pages/")
            || path.starts_with("src/funding/record/")
            || ["src/jobs/import.rs", "src/reference.rs"].contains(&path)
            || path.starts_with("src/demo/")
            || path.starts_with("src/platform/")
            || path.starts_with("src/identity/") && !path.contains("/pages")
    });
}

#[test]
fn only_the_web_side_names_the_web_framework() {
    only(&["actix_web"], |path| {
        path.starts_with("src/web/")
            || path.starts_with("src/cli/")
            || ["src/site.rs", "src/main.rs"].contains(&path)
            || path.contains("/pages/")
            || ["/pages.rs", "/api.rs", "/feed.rs"].iter().any(|end| path.ends_with(end))
    });
}

#[test]
fn the_platform_knows_no_slice() {
    for (path, text) in files("src/platform", "rs") {
        for line in code(&text) {
            for slice in [
                "marketplace",
                "jobs",
                "funding",
                "enterprises",
                "network",
                "matching",
                "language",
                "web",
                "app",
                "site",
                "identity",
                "moderation",
                "operation",
            ] {
                assert!(!line.contains(&format!("crate::{slice}::")), "{}: {line}", name(&path));
                assert!(!line.contains(&format!("    {slice}::")), "{}: {line}", name(&path));
            }
        }
    }
}

#[test]
fn the_pure_modules_do_no_work_outside_themselves() {
    for folder in ["src/language", "src/regions", "src/disclosure", "src/matching"] {
        for (path, text) in files(folder, "rs") {
            for line in code(&text) {
                for word in ["std::fs", "tokio", "sea_orm", "actix", "std::net", "std::env", "now_utc"] {
                    assert!(!line.contains(word), "{}: {line}", name(&path));
                }
            }
        }
    }
}

const SLICES: [&str; 8] =
    ["enterprises", "marketplace", "jobs", "funding", "matching", "moderation", "network", "operation"];

#[test]
fn identity_knows_no_slice() {
    for (path, text) in files("src/identity", "rs") {
        for line in code(&text) {
            for slice in SLICES {
                assert!(!line.contains(&format!("crate::{slice}::")), "{}: {line}", name(&path));
            }
        }
    }
}

#[test]
fn only_the_vault_names_its_tables() {
    only(&[" entity::vault", "person_secret", "person_key"], |path| {
        path.starts_with("src/identity/vault/") || ["src/retention/tables.rs", "src/platform/db.rs"].contains(&path)
    });
}

#[test]
fn only_identity_makes_actors_and_proofs() {
    only(&["Actor {", "Permit {"], |path| path.starts_with("src/identity/"));
}

#[test]
fn slices_depend_on_each_other_in_one_direction() {
    let allowed = |slice: &str, other: &str| {
        matches!(
            (slice, other),
            ("marketplace" | "jobs" | "funding", "enterprises" | "matching" | "moderation" | "language" | "regions")
                | ("enterprises", "moderation" | "regions")
                | ("moderation", "network")
                | ("operation", "funding" | "jobs" | "moderation")
                | ("matching", "language")
        )
    };
    for slice in SLICES {
        for (path, text) in files(&format!("src/{slice}"), "rs") {
            let text: String = code(&text).collect::<Vec<_>>().join(" ");
            for other in SLICES {
                let named = text.contains(&format!("crate::{other}::")) || text.contains(&format!(" {other}::"));
                assert!(other == slice || !named || allowed(slice, other), "{} names {other}", name(&path));
            }
        }
    }
}

#[test]
fn only_the_network_module_names_the_tables_of_networks() {
    only(
        &["registry::network", "network_membership", "\"network_staff\"", "network_invite", "companion_assignment"],
        |path| {
            // The role of access has the same name.
            path.starts_with("src/network/") || ["src/retention/tables.rs", "src/identity/model.rs"].contains(&path)
        },
    );
}

#[test]
fn imported_openings_are_known_to_one_file() {
    only(&["imported_opening"], |path| ["src/jobs/import.rs", "src/retention/tables.rs"].contains(&path));
}

/// Keys of a Fluent file with the arguments each uses.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for (file, source) in i18n::sources(lang) {
        let mut current = String::new();
        for line in source.lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if !line.starts_with([' ', '\t', '}']) {
                line.split('=').next().unwrap().trim().clone_into(&mut current);
                let twice = keys.insert(current.clone(), BTreeSet::new()).is_some();
                assert!(!twice, "{current} stands twice ({file})");
            }
            let arguments: &mut BTreeSet<String> = keys.get_mut(&current).unwrap();
            for part in line.split('$').skip(1) {
                arguments.insert(part.chars().take_while(char::is_ascii_alphanumeric).collect());
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_texts() {
    let (indonesian, english) = (keys(Lang::Id), keys(Lang::En));
    let missing: Vec<_> = indonesian.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "English lacks {missing:?}");
    let extra: Vec<_> = english.keys().filter(|key| !indonesian.contains_key(*key)).collect();
    assert!(extra.is_empty(), "Indonesian lacks {extra:?}");
    for (key, arguments) in &indonesian {
        // `n` chooses the form of a word in English, `number` is how it is written.
        let plain = |set: &BTreeSet<String>| {
            set.iter().filter(|name| *name != "n" && *name != "number").cloned().collect::<Vec<_>>()
        };
        assert_eq!(plain(arguments), plain(&english[key]), "{key}");
    }
}

#[test]
fn every_text_is_used_and_every_used_text_exists() {
    let known: BTreeSet<String> = keys(Lang::Id).into_keys().collect();
    let mut sources = files("src", "rs");
    sources.extend(files("frontend/templates", "html"));
    let mut used = BTreeSet::new();
    for (path, text) in &sources {
        for part in text.split('"').skip(1).step_by(1) {
            if known.contains(part) {
                used.insert(part.to_owned());
            }
        }
        for call in ["ui.t(\"", "ui.tn(\"", "ui.ts(\"", "ui.with(\""] {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(known.contains(key), "{} asks for \"{key}\", which is no text", name(path));
            }
        }
        for rest in text.split("text_page!(").skip(1) {
            if let Some(key) = rest.split('"').nth(5) {
                used.extend([format!("{key}-title"), format!("{key}-description")]);
            }
        }
    }
    let unused: Vec<_> = known.difference(&used).collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}

#[test]
fn every_static_file_is_used_and_every_used_one_exists() {
    let mut text = String::new();
    for (_, source) in files("src", "rs").into_iter().chain(files("frontend/templates", "html")) {
        text.push_str(&source);
    }
    let assets: BTreeSet<&str> = tanggui::web::assets::all().map(|asset| asset.name.as_str()).collect();
    for asset in &assets {
        let sized = asset.starts_with("icons/maskable-");
        assert!(sized || text.contains(&format!("\"{asset}\"")), "nobody uses {asset}");
    }
    for rest in text.split("ui.asset(\"").skip(1) {
        let asked = rest.split('"').next().unwrap();
        assert!(assets.contains(asked), "a template asks for {asked}");
    }
}

#[test]
fn style_files_use_only_what_old_phones_know() {
    for (path, text) in files("frontend/css", "css") {
        let path = name(&path);
        let plain: String = text.split("/*").map(|part| part.split("*/").last().unwrap_or_default()).collect();
        for word in ["@layer", ":has(", "@container", "@scope", "color-mix(", "url(data:", "url(http", "!important"] {
            let allowed =
                word == "!important" && (path.contains("90-") || path.contains("95-") || path.contains("10-"));
            assert!(allowed || !plain.contains(word), "{path} uses {word}");
        }
        if !path.contains("00-tokens") {
            for rest in plain.split('#').skip(1) {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                assert!(![3, 4, 6, 8].contains(&digits), "{path} has a colour of its own: #{}", &rest[..digits]);
            }
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    let mut all = Vec::new();
    for folder in ["src", "entity", "migration", "frontend", "tests/site", "docs"] {
        for extension in ["rs", "html", "css", "js", "ftl", "md", "toml", "tsv", "txt", "mjs"] {
            all.extend(files(folder, extension));
        }
    }
    for (path, text) in all {
        for word in ["/wo\u{72}k/", "/ro\u{6f}t/", "language mo\u{64}el", "sub\u{2d}agent"] {
            assert!(!text.contains(word), "{} holds {word}", name(&path));
        }
    }
}
