//! Small things to wear.

use tiny_skia::Transform;

use super::canvas::{across, down, glow, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;
use super::swatch::Pattern;

fn brass() -> Tone {
    Colour::Turmeric.tone().mix(Colour::Brown.tone(), 0.22)
}

/// A broad bangle and a string of beads on a block.
pub(super) fn bracelet(scene: &mut Scene) {
    scene.standing(610.0);
    scene.contact(490.0, 720.0, 330.0);
    let inside = Outline::draw("M 190 470 C 190 370 790 370 790 470 L 790 560 C 790 480 190 480 190 560 Z");
    scene.canvas.fill(
        &inside,
        across(190.0, 790.0, &[scene.tones[0].dark(0.35), scene.tones[0].dark(0.7), scene.tones[0].dark(0.45)]),
    );
    let band = Outline::draw("M 180 470 C 186 580 794 580 800 470 L 800 630 C 794 764 186 764 180 630 Z");
    scene.goods(&band, 0.62);
    scene.barrel(&band, 1.0);
    for shift in [0.0, 160.0] {
        let rim = Outline::draw("M 182 470 C 188 584 792 584 798 470").moved(0.0, shift);
        scene.canvas.stroke(&rim, 17.0, scene.tones[1].dark(0.25));
        scene.canvas.stroke(&rim.moved(0.0, -3.0), 6.0, scene.tones[1].light(0.3));
    }
    scene.canvas.stroke(&Outline::draw("M 190 468 C 200 372 780 372 790 468"), 12.0, scene.tones[1].dark(0.1));
    scene.contact(560.0, 874.0, 300.0);
    let ring = |step: f32| (step / 34.0 * std::f32::consts::TAU + 0.2).sin_cos();
    let count = steps(34);
    for (sine, cosine) in count.clone().map(ring).filter(|(sine, _)| *sine < 0.0) {
        scene.bead(560.0 + cosine * 268.0, 836.0 + sine * 70.0, 20.0, scene.tones[2].dark(0.3));
    }
    for (index, (sine, cosine)) in count.map(ring).filter(|(sine, _)| *sine >= 0.0).enumerate() {
        let tone = scene.tones[[0, 2, 1][index % 3]];
        scene.bead(560.0 + cosine * 268.0, 836.0 + sine * 70.0, 25.0, tone);
    }
}

/// Strings of beads on a stand shaped like shoulders.
pub(super) fn necklace(scene: &mut Scene) {
    scene.standing(780.0);
    scene.contact(500.0, 900.0, 250.0);
    let linen = Tone::of(0xef, 0xe4, 0xd0);
    let linen = if scene.tones[0].distance(linen) < 0.4 { Colour::River.tone().light(0.2) } else { linen };
    let bust = Outline::even(
        "M 500 96 L 574 96 Q 590 98 588 120 C 584 220 620 260 720 290 C 806 318 836 380 816 470 \
            C 790 590 716 760 690 890 Q 686 912 660 912 L 500 912",
    );
    scene.cast(&bust, (40.0, 26.0), 36.0, 0.35);
    scene.plain(&bust, linen);
    scene.form(&bust, 90.0, 0.85);
    scene.canvas.fill(&Outline::oval(500.0, 100.0, 82.0, 14.0), linen.dark(0.2));
    let drape = |step: f32, count: f32, wide: f32, deep: f32| {
        let turn = (0.04 + step / count * 0.92) * std::f32::consts::PI;
        (500.0 - turn.cos() * wide, 236.0 + turn.sin() * deep)
    };
    for (count, wide, deep, reach, tones) in [(30_u16, 106.0, 190.0, 11.0, [2, 3]), (34, 126.0, 330.0, 16.0, [0, 1])] {
        for step in steps(count + 1) {
            let (x, y) = drape(step, f32::from(count), wide, deep);
            scene.canvas.fill(&Outline::oval(x + 6.0, y + 9.0, reach, reach), Tone::dusk(0.22));
        }
        for step in steps(count + 1) {
            let (x, y) = drape(step, f32::from(count), wide, deep);
            let tone = scene.tones[tones[usize::from(step % 3.0 >= 2.0)]];
            scene.bead(x, y, reach, tone);
        }
    }
    let pendant = Outline::draw(
        "M 500 566 C 560 590 586 660 572 712 Q 548 764 500 772 Q 452 764 428 712 C 414 660 440 590 500 566 Z",
    );
    scene.cast(&pendant, (8.0, 14.0), 12.0, 0.45);
    scene.goods(&pendant, 0.55);
    scene.form(&pendant, 26.0, 0.9);
    scene.canvas.stroke(&pendant, 9.0, brass());
    scene.bead(500.0, 566.0, 16.0, brass());
}

/// A pair of earrings on a small wooden stand.
pub(super) fn earrings(scene: &mut Scene) {
    scene.standing(740.0);
    scene.contact(500.0, 884.0, 270.0);
    let wood = Colour::Brown.tone().light(0.12);
    let foot = Outline::slab(250.0, 836.0, 500.0, 52.0, 18.0);
    let post = Outline::slab(482.0, 150.0, 36.0, 700.0, 8.0);
    let bar = Outline::slab(206.0, 150.0, 588.0, 36.0, 18.0);
    for (part, degrees) in [(&post, 90.0), (&foot, 0.0), (&bar, 0.0)] {
        scene.cast(part, (18.0, 22.0), 20.0, 0.25);
        scene.timber(part, wood, degrees);
        scene.form(part, 16.0, 0.8);
    }
    for x in [330.0, 670.0] {
        let hook = Outline::draw(&format!("M {} 194 Q {} 136 {x} 172 L {x} 268", x - 16.0, x - 14.0));
        scene.canvas.stroke(&hook, 7.0, brass());
        scene.bead(x, 276.0, 17.0, scene.tones[2]);
        let disc = Outline::oval(x, 406.0, 112.0, 112.0);
        scene.cast(&disc, (18.0, 22.0), 18.0, 0.35);
        scene.goods(&disc, 0.62);
        scene.form(&disc, 34.0, 0.8);
        scene.canvas.stroke(&disc, 13.0, brass());
        scene.canvas.stroke(&disc.moved(-2.0, -2.0), 3.5, brass().light(0.6));
        for (aside, drop) in [(-66.0, 520.0), (-33.0, 548.0), (0.0, 560.0), (33.0, 548.0), (66.0, 520.0)] {
            let top = 514.0 - f32::abs(aside) * 0.22;
            scene.canvas.stroke(&Outline::line([(x + aside, top), (x + aside, drop + 60.0)]), 4.0, brass());
            scene.bead(x + aside, drop, 12.0, scene.tones[1]);
            scene.canvas.fill(
                &Outline::petal((x + aside, drop + 10.0), (x + aside, drop + 92.0), 14.0),
                down(drop, drop + 90.0, &[scene.tones[0].light(0.25), scene.tones[0]]),
            );
        }
    }
}

/// A cloth flower with a pearl at its heart.
pub(super) fn brooch(scene: &mut Scene) {
    scene.lying();
    let card = Outline::slab(190.0, 150.0, 620.0, 700.0, 30.0).turned(-5.0, 500.0, 500.0);
    scene.cast(&card, (18.0, 26.0), 24.0, 0.4);
    scene.plain(&card, Colour::Cream.tone().light(0.35));
    scene.form(&card, 20.0, 0.4);
    for turn in [30.0, 150.0, 262.0] {
        let leaf = Outline::petal((500.0, 420.0), (500.0, 162.0), 62.0).turned(turn, 500.0, 500.0);
        scene.cast(&leaf, (8.0, 12.0), 12.0, 0.4);
        let green = Colour::Leaf.tone().light(0.12);
        scene.plain(&leaf, green);
        scene.form(&leaf, 22.0, 0.9);
        scene.canvas.stroke(
            &Outline::line([(500.0, 400.0), (500.0, 190.0)]).turned(turn, 500.0, 500.0),
            4.0,
            green.light(0.4),
        );
    }
    for (reach, half, shift, tint) in [(262.0, 96.0, 0.0, 0.0), (180.0, 72.0, 36.0, 0.16)] {
        let petal = Outline::oval(500.0, 500.0 - reach * 0.58, half, reach * 0.42);
        let turns = steps(5).map(|step| step * 72.0 + shift);
        let round = Outline::all(turns.clone().map(|turn| petal.turned(turn, 500.0, 500.0)));
        scene.cast(&round, (7.0, 12.0), 14.0, 0.45);
        for turn in turns {
            let petal = petal.turned(turn, 500.0, 500.0);
            scene.goods_turned(&petal, 0.6, turn);
            scene.canvas.fill(&petal, Tone::sunlight(tint));
            scene.form(&petal, 30.0, 0.9);
        }
    }
    for step in steps(10) {
        let (sine, cosine) = (step / 10.0 * std::f32::consts::TAU).sin_cos();
        scene.bead(500.0 + cosine * 58.0, 500.0 + sine * 58.0, 15.0, scene.tones[3]);
    }
    scene.bead(500.0, 500.0, 46.0, Tone::of(0xf6, 0xee, 0xe2));
}

/// A tag on a ring, with a tassel.
pub(super) fn keychain(scene: &mut Scene) {
    scene.lying();
    let ring = Outline::oval(500.0, 216.0, 116.0, 116.0);
    scene.canvas.stroke(&ring.moved(14.0, 20.0), 24.0, Tone::dusk(0.2));
    let metal = Tone::of(0xb9, 0xb4, 0xa6);
    scene.canvas.stroke(
        &ring,
        25.0,
        slant((390.0, 110.0), (610.0, 330.0), &[metal.light(0.6), metal.dark(0.3), metal.light(0.4), metal.dark(0.45)]),
    );
    scene.canvas.stroke(&ring.moved(-3.0, -4.0), 4.0, Tone::sunlight(0.7));
    for y in [346.0, 384.0] {
        scene.canvas.stroke(&Outline::oval(500.0, y, 15.0, 24.0), 10.0, metal.dark(0.2));
        scene.canvas.stroke(&Outline::oval(498.0, y - 2.0, 15.0, 24.0), 3.0, metal.light(0.6));
    }
    let tag = Outline::even(
        "M 500 400 L 560 400 Q 590 402 606 430 L 690 540 Q 704 562 704 590 L 704 830 Q 704 884 650 884 \
            L 500 884",
    );
    scene.cast(&tag, (20.0, 28.0), 24.0, 0.5);
    scene.goods(&tag, 0.72);
    scene.form(&tag, 40.0, 0.85);
    let inner = Outline::even(
        "M 500 420 L 556 420 Q 576 422 590 442 L 670 550 Q 684 568 684 594 L 684 826 Q 684 864 646 864 \
            L 500 864",
    );
    scene.seam(&inner, Tone::sunlight(1.0));
    scene.canvas.fill(&Outline::oval(500.0, 448.0, 28.0, 28.0), brass());
    scene.canvas.fill(&Outline::oval(500.0, 448.0, 15.0, 15.0), Tone::dusk(0.85));
    let badge = Outline::oval(500.0, 684.0, 106.0, 106.0);
    scene.canvas.fill(&badge.moved(3.0, 6.0), Tone::dusk(0.35));
    scene.canvas.fill(&badge, glow(460.0, 640.0, 150.0, &[scene.tones[1].light(0.2), scene.tones[1]]));
    let mark = if scene.tones[1].brightness() > 0.5 { scene.tones[0].dark(0.2) } else { scene.tones[2].light(0.3) };
    scene.emblem(500.0, 694.0, 1.45, mark);
}

/// A broad band on a plain wooden head.
pub(super) fn headband(scene: &mut Scene) {
    scene.standing(760.0);
    scene.contact(500.0, 890.0, 220.0);
    let skin = if scene.tones[0].brightness() > 0.6 { Tone::of(0xb4, 0x80, 0x58) } else { Tone::of(0xe3, 0xc4, 0x9b) };
    let neck = Outline::even("M 500 640 L 586 640 C 580 760 600 800 660 850 Q 700 890 660 896 L 500 900");
    scene.covered(&neck, Pattern::Wood, [skin.dark(0.08); 4], 0.8, 90.0);
    scene.barrel(&neck, 1.0);
    let head = Outline::even("M 500 130 C 670 132 758 250 752 400 C 748 520 690 650 600 710 Q 550 742 500 742");
    scene.cast(&head, (30.0, 20.0), 34.0, 0.35);
    scene.covered(&head, Pattern::Wood, [skin; 4], 0.9, 90.0);
    scene.form(&head, 120.0, 0.9);
    let band = Outline::draw(
        "M 250 372 C 236 300 250 250 276 214 C 400 300 600 300 724 214 C 750 250 764 300 750 372 \
            C 640 462 360 462 250 372 Z",
    );
    scene.cast(&band, (4.0, 20.0), 16.0, 0.45);
    scene.goods(&band, 0.72);
    scene.barrel(&band, 0.85);
    let trim = scene.tones[1];
    for edge in ["M 277 218 C 400 304 600 304 723 218", "M 251 368 C 360 458 640 458 749 368"] {
        scene.canvas.stroke(&Outline::draw(edge), 13.0, trim.dark(0.15));
        scene.canvas.dashes(&Outline::draw(edge), 6.0, [8.0, 7.0], trim.light(0.5));
    }
    scene.canvas.placed(Transform::from_translate(640.0, 344.0), |canvas| {
        canvas.fill(&Outline::oval(6.0, 10.0, 62.0, 62.0), Tone::dusk(0.3));
    });
    let (tone, heart) = (scene.tones[2], scene.tones[3]);
    scene
        .canvas
        .placed(Transform::from_translate(640.0, 338.0), |canvas| super::swatch::blossom(canvas, 78.0, tone, heart));
}
