//! Reference data that comes with the program: regions, skills, occupations, kinds of goods. Written into the store
//! when a start finds an older edition there.
use entity::{
    public::{category, occupation, paper_need, region, skill, skill_label, skill_occupation, skill_relation},
    registry::work::employer_pledge,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseConnection, EntityTrait, sea_query::OnConflict,
};

use time::OffsetDateTime;

use crate::{
    error::Result,
    jobs::pledge,
    matching::vocabulary::{Edits, VOCABULARY_VERSION, Vocabulary},
    platform::db,
    regions,
};

/// Bumped when regions or kinds of goods change; the vocabulary has a version of its own.
const EDITION: u32 = 3;

/// Kinds of goods: number, key, Indonesian and English name, and whether it is food.
const CATEGORIES: [(i32, &str, &str, &str, bool); 13] = [
    (1, "anyaman", "Anyaman", "Woven goods", false),
    (2, "kain", "Kain", "Cloth", false),
    (3, "busana", "Busana", "Clothing", false),
    (4, "aksesori", "Aksesori", "Accessories", false),
    (5, "kayu", "Kerajinan kayu", "Woodwork", false),
    (6, "rumah", "Perlengkapan rumah", "For the home", false),
    (7, "tas", "Tas dan dompet", "Bags and wallets", false),
    (8, "keripik", "Keripik dan kerupuk", "Chips and crackers", true),
    (9, "kue", "Kue", "Cakes and cookies", true),
    (10, "ikan", "Olahan ikan", "Fish products", true),
    (11, "sambal", "Sambal dan bumbu", "Sambal and spices", true),
    (12, "manis", "Manisan, selai, dan gula", "Sweets, jam and sugar", true),
    (13, "minuman", "Minuman", "Drinks", true),
];

/// Which paper which food needs: handling, paper, need, note and source. Nothing is published without what is `held`;
/// what is `warning` is asked for. A need whose rule has not been verified by the operator only warns. What is no food
/// is asked for the business number alone.
const FOOD_NEEDS: [(&str, &str, &str, &str, &str); 12] = [
    ("packed", "nib", "warning", "Nomor usaha dari OSS.", "PP 28/2025"),
    ("packed", "pirt", "held", "Makanan kering atau kemasan yang tahan 7 hari atau lebih.", "Peraturan BPOM 22/2018"),
    ("packed", "bpom", "none", "", ""),
    ("packed", "halal", "held", "Sertifikat, atau tulisan tidak halal di kemasan.", "UU 33/2014"),
    ("fresh", "nib", "warning", "Nomor usaha dari OSS.", "PP 28/2025"),
    ("fresh", "pirt", "none", "Tahan kurang dari 7 hari: tidak perlu P-IRT.", "Peraturan BPOM 22/2018"),
    ("fresh", "bpom", "none", "", ""),
    ("fresh", "halal", "held", "Sertifikat, atau tulisan tidak halal di kemasan.", "UU 33/2014"),
    ("cold", "nib", "warning", "Nomor usaha dari OSS.", "PP 28/2025"),
    (
        "cold",
        "pirt",
        "not_allowed",
        "Susu, beku, dingin, atau kaleng tidak bisa memakai P-IRT.",
        "Peraturan BPOM 22/2018",
    ),
    ("cold", "bpom", "held", "Nomor MD dari BPOM.", "Peraturan BPOM 22/2018"),
    ("cold", "halal", "held", "Sertifikat, atau tulisan tidak halal di kemasan.", "UU 33/2014"),
];

/// Writes what is missing or older.
pub async fn install(db: &DatabaseConnection) -> Result<()> {
    let edition = format!("{EDITION}.{VOCABULARY_VERSION}");
    if db::setting(db, "reference").await?.as_deref() == Some(&edition) {
        return Ok(());
    }
    let transaction = db::begin(db).await?;
    write_regions(&transaction).await?;
    write_categories(&transaction).await?;
    write_needs(&transaction).await?;
    // What operators wrote stands in tables of its own.
    let lists = Vocabulary::build(&Edits::default());
    write_occupations(&transaction, &lists).await?;
    write_skills(&transaction, &lists).await?;
    write_pledge(&transaction).await?;
    db::remember(&transaction, "reference", edition).await?;
    Ok(transaction.commit().await?)
}

/// The first version of the pledge, where there is none. Later ones are the operator's.
async fn write_pledge(db: &impl ConnectionTrait) -> Result<()> {
    if employer_pledge::Entity::find().one(db).await?.is_some() {
        return Ok(());
    }
    let text = |of: fn(&(&str, &str)) -> String| pledge::model::FIRST.iter().map(of).collect();
    let clauses_id = text(|(id, _)| (*id).to_owned());
    let clauses_en = text(|(_, en)| (*en).to_owned());
    pledge::service::publish(db, clauses_id, clauses_en, OffsetDateTime::UNIX_EPOCH).await?;
    Ok(())
}

async fn write_regions(db: &impl ConnectionTrait) -> Result<()> {
    let rows = regions::all().iter().map(|known| region::ActiveModel {
        code: Set(known.code.to_owned()),
        parent_code: Set((!known.is_province()).then(|| known.code[..2].to_owned())),
        name: Set(known.name.to_owned()),
        zone: Set(known.zone.label().to_lowercase()),
    });
    let replace = OnConflict::column(region::Column::Code)
        .update_columns([region::Column::ParentCode, region::Column::Name, region::Column::Zone])
        .to_owned();
    insert(db, rows, &replace).await
}

async fn write_categories(db: &impl ConnectionTrait) -> Result<()> {
    let rows = CATEGORIES.map(|(id, key, name_id, name_en, food)| category::ActiveModel {
        id: Set(id),
        key: Set(key.to_owned()),
        name_id: Set(name_id.to_owned()),
        name_en: Set(name_en.to_owned()),
        food: Set(food),
    });
    let replace = OnConflict::column(category::Column::Id)
        .update_columns([
            category::Column::Key,
            category::Column::NameId,
            category::Column::NameEn,
            category::Column::Food,
        ])
        .to_owned();
    insert(db, rows, &replace).await
}

/// What a moderator changed stays.
async fn write_needs(db: &impl ConnectionTrait) -> Result<()> {
    let plain = [("plain", "nib", "warning", "Nomor usaha dari OSS.", "PP 28/2025")];
    let rows = CATEGORIES.iter().flat_map(|(id, .., food)| {
        let needs = if *food { FOOD_NEEDS.as_slice() } else { plain.as_slice() };
        let row = |(handling, paper, need, note, source): &(&str, &str, &str, &str, &str)| paper_need::ActiveModel {
            category_id: Set(*id),
            handling: Set((*handling).to_owned()),
            paper: Set((*paper).to_owned()),
            need: Set((*need).to_owned()),
            note: Set((*note).to_owned()),
            source: Set((*source).to_owned()),
        };
        needs.iter().map(row).collect::<Vec<_>>()
    });
    insert(db, rows, &OnConflict::new().do_nothing().to_owned()).await
}

async fn write_occupations(db: &impl ConnectionTrait, lists: &Vocabulary) -> Result<()> {
    let rows = lists.occupations().iter().map(|known| occupation::ActiveModel {
        code: Set(known.kbji.to_owned()),
        title_id: Set(known.title_id.to_owned()),
        title_en: Set(known.title_en.to_owned()),
    });
    let replace = OnConflict::column(occupation::Column::Code)
        .update_columns([occupation::Column::TitleId, occupation::Column::TitleEn])
        .to_owned();
    insert(db, rows, &replace).await
}

/// Labels and relations are replaced as a whole: a word that left the vocabulary leaves the store.
async fn write_skills(db: &impl ConnectionTrait, lists: &Vocabulary) -> Result<()> {
    let skills = lists.skills();
    let rows = skills.iter().map(|known| skill::ActiveModel {
        id: Set(i32::from(known.id.0)),
        code: Set(known.code.to_owned()),
        kind: Set(known.kind.as_str().to_owned()),
        merged_into: Set(None),
    });
    let replace =
        OnConflict::column(skill::Column::Id).update_columns([skill::Column::Code, skill::Column::Kind]).to_owned();
    insert(db, rows, &replace).await?;
    skill_label::Entity::delete_many().exec(db).await?;
    let labels = skills.iter().flat_map(|known| {
        known.labels.iter().map(|label| skill_label::ActiveModel {
            skill_id: Set(i32::from(known.id.0)),
            tongue: Set(label.tongue.as_str().to_owned()),
            label: Set(label.text.to_owned()),
            kind: Set(label.kind.as_str().to_owned()),
        })
    });
    let keep = OnConflict::new().do_nothing().to_owned();
    insert(db, labels, &keep).await?;
    skill_occupation::Entity::delete_many().exec(db).await?;
    let occupations = skills.iter().filter_map(|known| {
        Some(skill_occupation::ActiveModel {
            skill_id: Set(i32::from(known.id.0)),
            occupation_code: Set(known.occupation?.to_owned()),
        })
    });
    insert(db, occupations, &keep).await?;
    skill_relation::Entity::delete_many().exec(db).await?;
    let relations = lists.relations().iter().map(|relation| skill_relation::ActiveModel {
        from_id: Set(i32::from(relation.from.0)),
        to_id: Set(i32::from(relation.to.0)),
        kind: Set(relation.kind.as_str().to_owned()),
    });
    insert(db, relations, &keep).await
}

async fn insert<A: ActiveModelTrait>(
    db: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = A>,
    conflict: &OnConflict,
) -> Result<()> {
    let rows: Vec<A> = rows.into_iter().collect();
    for batch in rows.chunks(500) {
        A::Entity::insert_many(batch.to_vec()).on_conflict(conflict.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}
