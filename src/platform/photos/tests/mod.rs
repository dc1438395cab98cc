//! Photos from end to end, all drawn and assembled here.
mod hostile;
pub(in crate::platform) mod make;
mod traces;
mod turned;

use image::GenericImageView;

use super::*;
use make::{Corners, jpeg, photo, png, webp_lossy};

/// All files of a photo that has to be taken. Unoptimised the work takes so long that tests do not queue up for it.
fn taken(bytes: &[u8]) -> Prepared {
    prepare(inspect::inspect(bytes).unwrap(), &Size::ALL).unwrap().unwrap()
}

fn file(prepared: &Prepared, wanted: Size) -> &[u8] {
    prepared.files.iter().find(|(size, _)| *size == wanted).map(|(_, bytes)| &bytes[..]).unwrap()
}

#[test]
fn every_kind_of_photo_becomes_the_same_files() {
    let drawn = photo(800, 640);
    for bytes in [jpeg(&drawn), png(&drawn.clone().into()), webp_lossy(&drawn)] {
        let prepared = taken(&bytes);
        assert_eq!((prepared.width, prepared.height), (800, 640));
        for (size, extent) in Size::ALL.into_iter().zip([(320, 320), (800, 640), (800, 640), (800, 640), (800, 420)]) {
            let picture = image::load_from_memory(file(&prepared, size)).unwrap();
            assert_eq!(picture.dimensions(), extent, "{size:?}");
            assert_eq!(Corners::of(&picture), Corners::UPRIGHT, "{size:?}");
        }
    }
}

#[test]
fn what_can_be_seen_through_lies_on_white() {
    let clear = image::RgbaImage::from_pixel(700, 700, image::Rgba([200, 0, 0, 0]));
    let prepared = taken(&png(&clear.into()));
    let picture = image::load_from_memory(file(&prepared, Size::Middle)).unwrap().to_rgb8();
    assert!(picture.get_pixel(350, 350).0.iter().all(|value| *value > 250));
}

#[test]
fn the_picture_for_messengers_is_small_even_of_noise() {
    let made = sizes::encode(&make::noise(1_200, 630), Size::Share).unwrap();
    assert!(made.len() <= sizes::SHARE_BYTES);
}

#[tokio::test]
async fn files_are_stored_under_a_key_and_removed_again() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let prepared = receive(jpeg(&photo(640, 640))).await.unwrap().unwrap();
    prepared.store(&files, "k").await.unwrap();
    for size in Size::ALL {
        assert!(files.has(&size.file("k")).await, "{size:?}");
    }
    remove(&files, "k").await.unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_painted_picture_is_stored_in_every_size() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let pixels = Pixels { width: 1200, height: 1200, rgba: vec![200; 1200 * 1200 * 4] };
    store(&files, "k", pixels).unwrap();
    for (size, extent) in Size::ALL.into_iter().zip([(320, 320), (800, 800), (1200, 1200), (800, 800), SHARE_SIZE]) {
        let bytes = std::fs::read(folder.path().join(size.file("k"))).unwrap();
        assert_eq!(image::load_from_memory(&bytes).unwrap().dimensions(), extent);
    }
}

#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    let mut keys: Vec<_> = Refusal::ALL.iter().map(|refusal| refusal.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), Refusal::ALL.len());
}
