//! Things of wood.

use super::canvas::{down, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;
use super::swatch::Pattern;

/// Covers an outline with the thing's own pattern where it is one for wood, and with grain otherwise.
fn board(scene: &mut Scene, outline: &Outline, degrees: f32) {
    match scene.pattern {
        Pattern::Plain | Pattern::Wood => scene.timber(outline, scene.tones[0], degrees),
        _ => scene.goods_turned(outline, 0.7, degrees),
    }
}

/// A board with a handle, leaning on the wall.
pub(super) fn cutting_board(scene: &mut Scene) {
    scene.standing(720.0);
    scene.contact(500.0, 868.0, 270.0);
    let body = Outline::even(
        "M 500 92 L 532 92 Q 572 94 570 136 C 566 210 572 250 640 268 Q 752 290 756 380 L 764 800 \
            Q 762 866 700 868 L 500 870",
    );
    scene.cast(&body, (46.0, 6.0), 34.0, 0.4);
    scene.timber(&body.moved(14.0, 4.0), scene.tones[0].dark(0.45), 90.0);
    scene.timber(&body, scene.tones[0], 90.0);
    if !matches!(scene.pattern, Pattern::Plain | Pattern::Wood) {
        let inlay = Outline::slab(243.0, 700.0, 520.0, 92.0, 0.0);
        scene.goods(&inlay, 0.46);
        scene.canvas.stroke(&Outline::line([(243.0, 700.0), (759.0, 700.0)]), 5.0, Tone::dusk(0.4));
        scene.canvas.stroke(&Outline::line([(243.0, 792.0), (761.0, 792.0)]), 5.0, Tone::dusk(0.4));
    }
    scene.form(&body, 44.0, 0.8);
    let hole = Outline::oval(500.0, 152.0, 26.0, 26.0);
    scene.canvas.fill(&hole.moved(-3.0, -4.0), Tone::dusk(0.9));
    scene.canvas.fill(&hole.moved(2.0, 3.0), scene.tones[0].dark(0.5));
    scene.gleam(&body, &Outline::line([(330.0, 340.0), (320.0, 640.0)]), 70.0, 0.2);
    limes(scene);
}

fn limes(scene: &mut Scene) {
    for (x, y, reach) in [(806.0, 850.0, 66.0), (690.0, 892.0, 58.0)] {
        scene.contact(x, y + reach * 0.8, reach * 0.9);
        scene.bead(x, y, reach, Colour::Leaf.tone().mix(Colour::Turmeric.tone(), 0.35));
    }
}

/// Three wooden spoons side by side.
pub(super) fn spoons(scene: &mut Scene) {
    scene.lying();
    let ladle = Outline::even("M 500 120 C 590 124 624 206 606 284 Q 586 352 528 384 L 520 852 Q 520 886 500 888");
    let paddle =
        Outline::even("M 500 112 L 560 116 Q 600 122 600 160 L 584 320 Q 570 372 526 392 L 520 852 Q 520 886 500 888");
    let wood = scene.tones[0];
    for (x, turn, paddled, tone) in
        [(-218.0, -9.0, false, wood), (0.0, 0.0, true, wood.light(0.2)), (218.0, 9.0, false, wood.dark(0.16))]
    {
        let whole = if paddled { &paddle } else { &ladle }.moved(x, 0.0).turned(turn, 500.0 + x, 900.0);
        scene.cast(&whole, (22.0, 30.0), 18.0, 0.5);
        scene.timber(&whole, tone, 90.0 + turn);
        scene.form(&whole, 26.0, 0.9);
        let cut = if paddled {
            Outline::all([0.0, 40.0, 80.0].map(|step| Outline::slab(453.0 + step, 168.0, 14.0, 130.0, 7.0)))
        } else {
            Outline::oval(500.0, 240.0, 76.0, 96.0)
        };
        let cut = cut.moved(x, 0.0).turned(turn, 500.0 + x, 900.0);
        scene.canvas.fill(&cut, slant((420.0 + x, 150.0), (580.0 + x, 340.0), &[tone.dark(0.55), tone.dark(0.2)]));
        if !paddled {
            scene.form(&cut, 22.0, 0.5);
        }
        let grip = Outline::slab(478.0, 640.0, 44.0, 150.0, 0.0).moved(x, 0.0).turned(turn, 500.0 + x, 900.0);
        if !matches!(scene.pattern, Pattern::Plain | Pattern::Wood) {
            scene.goods_turned(&grip, 0.36, turn);
            scene.form(&grip, 14.0, 0.8);
        }
    }
}

/// A model of a slender river boat laden for market, on its stand.
pub(super) fn boat(scene: &mut Scene) {
    scene.standing(690.0);
    scene.contact(500.0, 802.0, 330.0);
    let dark = scene.tones[0].dark(0.35);
    for x in [300.0, 640.0] {
        let leg = Outline::draw(&format!("M {x} 620 L {} 620 L {} 800 L {} 800 Z", x + 62.0, x + 84.0, x - 22.0));
        scene.timber(&leg, dark, 0.0);
        scene.form(&leg, 18.0, 0.8);
    }
    let inside = Outline::draw("M 60 440 C 200 540 800 540 940 440 C 800 500 200 500 60 440 Z");
    scene.canvas.fill(&inside, dark.dark(0.4));
    roof(scene);
    cargo(scene);
    let hull = Outline::draw(
        "M 42 396 Q 60 420 84 440 C 240 540 760 540 916 440 Q 940 420 958 396 Q 964 456 890 536 \
            C 800 652 640 676 500 676 C 360 676 200 652 110 536 Q 36 456 42 396 Z",
    );
    board(scene, &hull, 0.0);
    scene.form(&hull, 70.0, 1.0);
    let rail = Outline::draw("M 42 396 Q 60 420 84 440 C 240 540 760 540 916 440 Q 940 420 958 396");
    scene.canvas.stroke(&rail, 19.0, scene.tones[1].dark(0.1));
    scene.canvas.stroke(&rail.moved(0.0, -4.0), 5.0, scene.tones[1].light(0.4));
    let stripe = Outline::draw("M 84 500 C 220 606 780 606 916 500");
    scene.canvas.stroke(&stripe, 10.0, scene.tones[2].cover(0.85));
}

fn roof(scene: &mut Scene) {
    for x in [566.0, 786.0] {
        scene.canvas.stroke(&Outline::line([(x, 330.0), (x, 500.0)]), 13.0, scene.tones[0].dark(0.3));
    }
    let awning = Outline::draw("M 520 340 C 540 220 812 220 832 340 Q 676 318 520 340 Z");
    scene.covered(&awning, Pattern::Weave, [Colour::Sand.tone().dark(0.15); 4], 0.42, 0.0);
    scene.form(&awning, 36.0, 0.9);
}

fn cargo(scene: &mut Scene) {
    let fruit = [Colour::Turmeric, Colour::Coral, Colour::Leaf, Colour::Brick, Colour::Turmeric];
    for (index, step) in steps(33).enumerate() {
        let (place, row) = (step % 11.0, (step / 11.0).floor());
        let x = 178.0 + place * 31.0 + row % 2.0 * 15.0;
        let heap = (1.0 - ((place - 5.0) / 6.0).powi(2)) * (80.0 - row * 30.0);
        let y = 462.0 + row * 14.0 - heap + scene.dice.about(5.0);
        let tone = fruit[index * 7 / 3 % 5].tone();
        let tone = if index * 7 / 3 % 5 == 2 { tone.light(0.25) } else { tone };
        scene.bead(x, y + 6.0, 25.0, tone);
    }
}

/// A standing rack of three shelves.
pub(super) fn rack(scene: &mut Scene) {
    scene.standing(770.0);
    scene.contact(500.0, 916.0, 320.0);
    let wood = scene.tones[0];
    let back = Outline::slab(214.0, 130.0, 572.0, 760.0, 6.0);
    scene.cast(&back, (44.0, 10.0), 34.0, 0.3);
    scene.canvas.fill(&back, slant((214.0, 130.0), (786.0, 890.0), &[Tone::dusk(0.14), Tone::dusk(0.32)]));
    for y in [330.0, 600.0, 850.0] {
        shelf_goods(scene, y);
        let plank = Outline::slab(206.0, y, 588.0, 36.0, 5.0);
        board(scene, &plank, 0.0);
        scene.form(&plank, 14.0, 0.8);
        scene.canvas.fill(
            &Outline::slab(230.0, y + 36.0, 540.0, 46.0, 0.0),
            down(y + 36.0, y + 82.0, &[Tone::dusk(0.4), Tone::dusk(0.0)]),
        );
    }
    let rail = Outline::slab(206.0, 130.0, 588.0, 48.0, 8.0);
    for (part, degrees) in [
        (Outline::slab(184.0, 104.0, 46.0, 812.0, 10.0), 90.0),
        (Outline::slab(770.0, 104.0, 46.0, 812.0, 10.0), 90.0),
        (rail, 0.0),
    ] {
        scene.timber(&part, wood, degrees);
        scene.form(&part, 18.0, 0.85);
    }
}

fn shelf_goods(scene: &mut Scene, y: f32) {
    let mut left = 258.0 + scene.dice.between(0.0, 24.0);
    while left < 690.0 {
        let (width, height) = (scene.dice.between(74.0, 104.0), scene.dice.between(90.0, 146.0));
        let tones = [scene.tones[1], scene.tones[2], scene.tones[3], Colour::Cream.tone(), Colour::River.tone()];
        let tone = scene.dice.pick(tones);
        if left + width > 748.0 {
            return;
        }
        let pot = if scene.dice.face(2) == 0 {
            Outline::slab(left, y - height, width, height, 24.0)
        } else {
            Outline::draw(&format!(
                "M {left} {0} L {1} {0} L {2} {y} L {3} {y} Z",
                y - height * 0.62,
                left + width,
                left + width - 16.0,
                left + 16.0
            ))
        };
        if pot.frame().height() < height * 0.8 {
            for turn in [-42.0, -18.0, 6.0, 30.0, 50.0] {
                let middle = left + width / 2.0;
                let leaf = Outline::petal((middle, y - height * 0.55), (middle, y - height * 1.35), 13.0);
                scene
                    .canvas
                    .fill(&leaf.turned(turn, middle, y - height * 0.5), Colour::Leaf.tone().light(0.2 + turn / 300.0));
            }
        }
        scene.canvas.fill(&pot, tone);
        scene.barrel(&pot, 0.9);
        left += width + scene.dice.between(22.0, 52.0);
    }
}

/// A chest with a carved front and a rounded lid.
pub(super) fn carved_box(scene: &mut Scene) {
    scene.standing(640.0);
    scene.contact(515.0, 836.0, 370.0);
    let side = Outline::draw("M 744 520 L 880 440 L 880 742 L 744 834 Z");
    board(scene, &side, -30.0);
    scene.canvas.fill(&side, Tone::dusk(0.5));
    let front = Outline::slab(136.0, 520.0, 610.0, 316.0, 6.0);
    board(scene, &front, 0.0);
    scene.form(&front, 30.0, 0.7);
    let lid_side = Outline::draw("M 752 524 L 888 442 Q 892 330 852 282 Q 764 300 750 420 Z");
    board(scene, &lid_side, -30.0);
    scene.canvas.fill(&lid_side, Tone::dusk(0.42));
    let lid = Outline::draw("M 128 524 Q 124 380 178 340 L 300 282 L 852 282 Q 770 300 752 420 L 754 524 Z");
    board(scene, &lid, 0.0);
    scene
        .canvas
        .fill(&lid, down(282.0, 524.0, &[Tone::dusk(0.14), Tone::sunlight(0.3), Tone::dusk(0.05), Tone::dusk(0.35)]));
    scene.canvas.stroke(&Outline::draw("M 130 526 L 752 526 L 886 444"), 9.0, Tone::dusk(0.6));
    let brass = Colour::Turmeric.tone().mix(Colour::Brown.tone(), 0.25);
    let trim = scene.tones[0].dark(0.3);
    for x in [136.0, 704.0] {
        let post = Outline::slab(x, 532.0, 42.0, 304.0, 4.0);
        scene.timber(&post, trim, 90.0);
        scene.form(&post, 14.0, 0.8);
    }
    let clasp = Outline::slab(404.0, 476.0, 76.0, 116.0, 18.0);
    scene.cast(&clasp, (5.0, 9.0), 8.0, 0.5);
    scene.canvas.fill(&clasp, slant((404.0, 476.0), (480.0, 592.0), &[brass.light(0.5), brass, brass.dark(0.4)]));
    scene.canvas.fill(&Outline::oval(442.0, 550.0, 11.0, 11.0), Tone::dusk(0.85));
    scene.canvas.stroke(&Outline::line([(442.0, 552.0), (442.0, 572.0)]), 8.0, Tone::dusk(0.85));
}
