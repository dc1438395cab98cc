//! The thirteen colours a picture may be painted in, and the tones mixed from them.

use serde::Deserialize;
use tiny_skia::{Color, Shader};

/// A colour of the house palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Colour {
    River,
    RiverDeep,
    Turmeric,
    Brick,
    Leaf,
    Sky,
    Plum,
    Sand,
    Ink,
    Coral,
    Indigo,
    Cream,
    Brown,
}

impl Colour {
    /// The colour as a tone to mix with.
    pub(super) fn tone(self) -> Tone {
        let [red, green, blue] = match self {
            Self::River => [0x0b, 0x5f, 0x5c],
            Self::RiverDeep => [0x08, 0x3f, 0x3d],
            Self::Turmeric => [0xf4, 0xb7, 0x31],
            Self::Brick => [0xa3, 0x30, 0x1b],
            Self::Leaf => [0x2c, 0x6b, 0x2f],
            Self::Sky => [0x1c, 0x5a, 0x86],
            Self::Plum => [0x6b, 0x33, 0x50],
            Self::Sand => [0xd9, 0xc3, 0xa0],
            Self::Ink => [0x1c, 0x2b, 0x2a],
            Self::Coral => [0xd9, 0x77, 0x5a],
            Self::Indigo => [0x2f, 0x3e, 0x77],
            Self::Cream => [0xf5, 0xea, 0xd6],
            Self::Brown => [0x7a, 0x52, 0x30],
        };
        Tone::of(red, green, blue)
    }
}

/// A colour on its way to the canvas, with how much it covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tone {
    red: f32,
    green: f32,
    blue: f32,
    cover: f32,
}

/// Where lightening leads: sunlight rather than white.
const SUNLIGHT: Tone = Tone { red: 1.0, green: 0.975, blue: 0.925, cover: 1.0 };
/// Where darkening leads: a warm dusk rather than black.
const DUSK: Tone = Tone { red: 0.115, green: 0.075, blue: 0.09, cover: 1.0 };

impl Tone {
    pub(super) fn of(red: u8, green: u8, blue: u8) -> Self {
        let part = |value: u8| f32::from(value) / 255.0;
        Self { red: part(red), green: part(green), blue: part(blue), cover: 1.0 }
    }

    /// Sunlight itself, for highlights.
    pub(super) fn sunlight(cover: f32) -> Self {
        SUNLIGHT.cover(cover)
    }

    /// Dusk itself, for shadows.
    pub(super) fn dusk(cover: f32) -> Self {
        DUSK.cover(cover)
    }

    pub(super) fn mix(self, other: Self, part: f32) -> Self {
        let blend = |own: f32, others: f32| own + (others - own) * part;
        Self {
            red: blend(self.red, other.red),
            green: blend(self.green, other.green),
            blue: blend(self.blue, other.blue),
            cover: blend(self.cover, other.cover),
        }
    }

    pub(super) fn light(self, part: f32) -> Self {
        self.mix(SUNLIGHT.cover(self.cover), part)
    }

    pub(super) fn dark(self, part: f32) -> Self {
        self.mix(DUSK.cover(self.cover), part)
    }

    pub(super) fn cover(self, cover: f32) -> Self {
        Self { cover, ..self }
    }

    /// How bright the eye takes it to be, from 0 to 1.
    pub(super) fn brightness(self) -> f32 {
        0.3 * self.red + 0.59 * self.green + 0.11 * self.blue
    }

    /// How far apart two tones look, from 0 to about 1.7.
    pub(super) fn distance(self, other: Self) -> f32 {
        ((self.red - other.red).powi(2) + (self.green - other.green).powi(2) + (self.blue - other.blue).powi(2)).sqrt()
    }
}

impl From<Tone> for Color {
    fn from(tone: Tone) -> Self {
        let part = |value: f32| value.clamp(0.0, 1.0);
        Self::from_rgba(part(tone.red), part(tone.green), part(tone.blue), part(tone.cover)).unwrap_or(Self::BLACK)
    }
}

impl From<Tone> for Shader<'_> {
    fn from(tone: Tone) -> Self {
        Shader::SolidColor(tone.into())
    }
}
