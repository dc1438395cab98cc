//! `bench-photo`: what the work on one photo of a telephone takes, in time and in memory.
use std::time::Instant;

use clap::Args;
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};

use super::peak_memory;
use crate::{cli::Outcome, platform::photos};

#[derive(Args)]
pub struct Arguments {
    /// How often
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// Pixels of a telephone of today: 12 megapixels.
const SIDES: (u32, u32) = (4_000, 3_000);
const QUALITY: u8 = 90;

/// Draws a photo, makes its files as often as wished, and prints the figures.
pub async fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let photo = photo()?;
    println!("photo: {} x {} pixels, {} kB", SIDES.0, SIDES.1, photo.len() / 1_000);
    let before = peak_memory()?;
    let mut times = Vec::new();
    for _ in 0..arguments.rounds.max(1) {
        let begun = Instant::now();
        let prepared = photos::receive(photo.clone()).await?;
        times.push(begun.elapsed().as_millis());
        let prepared = prepared.map_err(|refusal| anyhow::anyhow!("refused: {refusal:?}"))?;
        if times.len() == 1 {
            for (size, bytes) in &prepared.files {
                println!("{size:?}: {} bytes", bytes.len());
            }
        }
    }
    times.sort_unstable();
    println!("milliseconds: median {}, from {} to {}", times[times.len() / 2], times[0], times[times.len() - 1]);
    println!("memory at its highest: {} MiB, of which {} MiB before", peak_memory()? >> 10, before >> 10);
    Ok(Outcome::Done)
}

/// Waves of colour with a little grain, which compress as a photograph does.
fn photo() -> anyhow::Result<Vec<u8>> {
    let wave = |at: u32, length: u32| {
        let part = at % (2 * length);
        u8::try_from(part.min(2 * length - part) * 200 / length).unwrap_or(200)
    };
    let picture = RgbImage::from_fn(SIDES.0, SIDES.1, |x, y| {
        let grain = u8::try_from((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519)) >> 29).unwrap_or(0);
        Rgb([wave(x + y / 2, 310), wave(y + x / 3, 170), wave(x, 90)].map(|value| value + grain))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture)?;
    Ok(bytes)
}
