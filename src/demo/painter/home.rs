//! Small things for the house.

use tiny_skia::Transform;

use super::canvas::{down, glow, slant};
use super::colour::Tone;
use super::outline::Outline;
use super::scene::Scene;

/// A covered box with a tissue drawn out of its lid.
pub(super) fn tissue_box(scene: &mut Scene) {
    scene.standing(660.0);
    scene.contact(520.0, 838.0, 350.0);
    let front = Outline::slab(166.0, 520.0, 560.0, 316.0, 14.0);
    let side = Outline::draw("M 724 522 L 858 432 L 858 730 L 724 836 Z");
    let lid = Outline::draw("M 168 526 L 312 424 L 860 424 L 726 526 Z");
    scene.goods(&front, 0.72);
    scene.goods_turned(&side, 0.66, -32.0);
    scene.goods(&lid, 0.62);
    scene
        .canvas
        .fill(&front, slant((166.0, 520.0), (726.0, 836.0), &[Tone::sunlight(0.2), Tone::dusk(0.0), Tone::dusk(0.22)]));
    scene.canvas.fill(&side, down(430.0, 836.0, &[Tone::dusk(0.36), Tone::dusk(0.55)]));
    scene.canvas.fill(&lid, down(424.0, 526.0, &[Tone::sunlight(0.22), Tone::sunlight(0.4)]));
    let trim = scene.tones[1];
    for edge in ["M 170 526 L 726 526 L 860 426", "M 726 526 L 726 832"] {
        scene.canvas.stroke(&Outline::draw(edge), 8.0, trim);
    }
    scene.canvas.stroke(&Outline::line([(170.0, 826.0), (722.0, 826.0)]), 14.0, trim);
    scene.canvas.fill(&Outline::oval(514.0, 474.0, 142.0, 26.0), Tone::dusk(0.8));
    tissue(scene);
}

fn tissue(scene: &mut Scene) {
    let paper = Outline::draw(
        "M 392 478 C 400 400 330 330 352 250 Q 400 300 436 270 Q 470 200 540 176 Q 552 240 600 250 \
            Q 650 260 672 300 C 640 350 630 420 632 476 Q 514 510 392 478 Z",
    );
    scene.canvas.fill(
        &paper,
        slant(
            (380.0, 200.0),
            (640.0, 480.0),
            &[Tone::of(0xff, 0xfe, 0xfa), Tone::of(0xf1, 0xec, 0xe2), Tone::of(0xd6, 0xcf, 0xc6)],
        ),
    );
    let creases = [
        "M 440 280 Q 480 380 470 480",
        "M 540 190 Q 520 340 560 480",
        "M 610 260 Q 580 360 600 480",
        "M 366 280 Q 420 380 424 470",
    ]
    .map(Outline::draw);
    scene.folds(&paper, &creases, 24.0, 0.55);
}

/// A pile of round mats for glasses, one of them leaning to show its face.
pub(super) fn coasters(scene: &mut Scene) {
    scene.standing(640.0);
    scene.contact(420.0, 846.0, 300.0);
    for level in [3.0, 2.0, 1.0, 0.0] {
        let y = 800.0 - (3.0 - level) * 34.0;
        let tone = if level % 2.0 < 1.0 { scene.tones[0] } else { scene.tones[1] };
        let rim =
            Outline::draw(&format!("M 130 {y} L 130 {0} C 140 {1} 690 {1} 700 {0} L 700 {y} Z", y + 22.0, y + 118.0));
        scene.canvas.fill(&rim, tone.dark(0.3));
        scene.barrel(&rim, 0.8);
        let face = Outline::oval(415.0, y, 285.0, 82.0);
        scene.canvas.fill(&face, tone);
    }
    let squeeze = Transform::from_row(1.0, 0.0, 0.0, 0.29, 0.0, 698.0 - 698.0 * 0.29);
    let top = Outline::oval(415.0, 698.0, 285.0, 285.0);
    let flat = top.through(squeeze);
    scene.goods(&flat, 0.5);
    scene.canvas.fill(&flat, slant((130.0, 640.0), (700.0, 760.0), &[Tone::sunlight(0.3), Tone::dusk(0.15)]));
    scene.canvas.stroke(&flat, 9.0, scene.tones[1].dark(0.1));
    let back = Outline::oval(640.0, 566.0, 240.0, 262.0).turned(10.0, 640.0, 566.0);
    scene.cast(&back, (26.0, 30.0), 28.0, 0.5);
    scene.canvas.fill(&back.moved(10.0, 5.0), scene.tones[0].dark(0.55));
    scene.goods_turned(&back, 0.85, 10.0);
    scene.canvas.stroke(&back, 18.0, scene.tones[1].dark(0.1));
    scene.canvas.dashes(&back, 7.0, [9.0, 8.0], scene.tones[1].light(0.45));
    scene.form(&back, 40.0, 0.8);
}

/// A plump cushion.
pub(super) fn pillow(scene: &mut Scene) {
    scene.standing(720.0);
    scene.contact(505.0, 872.0, 330.0);
    let body = Outline::draw(
        "M 152 216 Q 180 178 230 204 Q 500 248 770 204 Q 820 180 848 218 Q 872 250 838 300 Q 800 540 842 792 \
            Q 866 842 836 870 Q 800 892 760 866 Q 500 826 240 866 Q 196 892 164 868 Q 136 838 160 790 \
            Q 200 540 162 300 Q 130 250 152 216 Z",
    );
    scene.goods(&body, 0.95);
    let trim = scene.tones[1];
    let tucks = [
        "M 190 232 Q 250 300 300 330",
        "M 812 236 Q 750 300 700 330",
        "M 190 850 Q 250 780 300 740",
        "M 812 850 Q 750 780 690 740",
    ]
    .map(Outline::draw);
    scene.folds(&body, &tucks, 30.0, 0.6);
    scene.canvas.soft(&body, 80.0, |canvas| {
        canvas.stroke(&body.moved(-30.0, -34.0), 130.0, Tone::dusk(0.5));
        canvas.fill(&Outline::oval(420.0, 430.0, 190.0, 180.0), Tone::sunlight(0.42));
    });
    scene.canvas.stroke(&body, 13.0, trim);
    scene.canvas.dashes(&body, 13.0, [4.0, 7.0], trim.dark(0.3).cover(0.7));
    let button = Outline::oval(500.0, 532.0, 30.0, 28.0);
    scene.canvas.soft(&body, 18.0, |canvas| canvas.fill(&Outline::oval(504.0, 540.0, 62.0, 56.0), Tone::dusk(0.5)));
    scene.canvas.fill(&button, glow(490.0, 520.0, 36.0, &[trim.light(0.4), trim, trim.dark(0.3)]));
}
