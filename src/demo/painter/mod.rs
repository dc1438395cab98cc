//! Paints the pictures of the demo world's goods: one thing, drawn large in soft light, the same for the same seed.

mod backdrop;
mod bags;
mod canvas;
mod colour;
mod dice;
mod food;
mod garments;
mod home;
mod jewellery;
mod outline;
mod packs;
mod scene;
mod swatch;
mod sweets;
mod textiles;
mod timber;

#[cfg(test)]
mod tests;

use serde::Deserialize;
use tiny_skia::Pixmap;

pub use colour::Colour;
pub use swatch::Pattern;

use dice::Dice;
use scene::Scene;

/// What to paint.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub struct Picture {
    /// The thing shown.
    pub shape: Shape,
    /// What its body is covered with.
    pub pattern: Pattern,
    /// Its colours, the chief one first; up to four are used, and what is missing is made up from the rest.
    pub palette: Vec<Colour>,
    /// Decides the light, the place and the small differences.
    pub seed: u64,
}

macro_rules! shapes {
    ($($shape:ident => $module:ident :: $draw:ident,)*) => {
        /// The things that can be painted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Shape {
            $($shape,)*
        }

        impl Shape {
            /// Every shape there is.
            pub const ALL: &[Self] = &[$(Self::$shape,)*];

            fn draw(self, scene: &mut Scene) {
                match self {
                    $(Self::$shape => $module::$draw(scene),)*
                }
            }
        }
    };
}

shapes! {
    ToteBag => bags::tote_bag,
    RoundBag => bags::round_bag,
    Hat => textiles::hat,
    Mat => textiles::mat,
    TissueBox => home::tissue_box,
    Packet => packs::packet,
    Jar => packs::jar,
    Bottle => packs::bottle,
    FoldedCloth => textiles::folded_cloth,
    HangingCloth => textiles::hanging_cloth,
    Scarf => textiles::scarf,
    Shirt => garments::shirt,
    Blouse => garments::blouse,
    Wallet => bags::wallet,
    Tablecloth => textiles::tablecloth,
    Bracelet => jewellery::bracelet,
    Necklace => jewellery::necklace,
    Earrings => jewellery::earrings,
    Brooch => jewellery::brooch,
    Keychain => jewellery::keychain,
    Headband => jewellery::headband,
    SmallBag => bags::small_bag,
    CuttingBoard => timber::cutting_board,
    Spoons => timber::spoons,
    Boat => timber::boat,
    Rack => timber::rack,
    CarvedBox => timber::carved_box,
    Coasters => home::coasters,
    Tshirt => garments::tshirt,
    Apron => garments::apron,
    Pillow => home::pillow,
    Uniform => garments::uniform,
    PrayerRobe => garments::prayer_robe,
    DrawstringPouch => bags::drawstring_pouch,
    CrackerBag => packs::cracker_bag,
    DriedFish => food::dried_fish,
    Bowl => food::bowl,
    Cake => sweets::cake,
    Cookies => sweets::cookies,
    SugarBlocks => sweets::sugar_blocks,
    LaptopSleeve => bags::laptop_sleeve,
}

/// Paints a square picture of `side` pixels, with nothing left transparent.
pub fn paint(picture: &Picture, side: u32) -> Pixmap {
    let mut scene = Scene::new(picture, side);
    picture.shape.draw(&mut scene);
    scene.canvas.grain(&mut Dice::new(picture.seed));
    scene.canvas.into_pixels()
}
