//! Cloth that is not sewn into clothes, and plaited mats and hats.

use super::canvas::{across, down, glow};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;
use super::swatch::Pattern;

/// A rod on the wall to hang things over.
pub(super) fn rod(scene: &mut Scene, y: f32) {
    let pole = Outline::slab(90.0, y - 15.0, 820.0, 30.0, 15.0);
    scene.cast(&pole, (22.0, 40.0), 22.0, 0.35);
    let tone = Colour::Brown.tone().light(0.12);
    scene.canvas.fill(&pole, down(y - 15.0, y + 15.0, &[tone.light(0.35), tone, tone.dark(0.45)]));
    for x in [98.0, 902.0] {
        scene.bead(x, y, 24.0, tone);
    }
}

/// A long cloth over a rod, falling in folds.
pub(super) fn hanging_cloth(scene: &mut Scene) {
    scene.hanging();
    rod(scene, 150.0);
    let cloth = Outline::draw(
        "M 196 140 Q 500 118 804 140 L 812 820 Q 770 868 720 838 Q 664 808 610 842 Q 552 876 496 842 \
            Q 440 810 384 840 Q 330 870 280 842 Q 236 816 188 836 Z",
    );
    scene.cast(&cloth, (30.0, 34.0), 34.0, 0.45);
    scene.goods(&cloth, 1.0);
    let hem = Outline::draw(
        "M 200 800 Q 236 782 280 806 Q 330 834 384 804 Q 440 774 496 806 Q 552 840 610 806 Q 664 772 720 802 \
            Q 768 830 800 798",
    );
    scene.canvas.stroke(&hem, 20.0, scene.tones[1].cover(0.85));
    scene.canvas.stroke(&hem.moved(0.0, -20.0), 5.0, scene.tones[2].cover(0.9));
    let folds = [(292.0, 18.0), (396.0, -10.0), (508.0, 14.0), (622.0, -8.0), (728.0, 12.0)]
        .map(|(x, bend)| Outline::draw(&format!("M {x} 160 C {} 380 {} 620 {x} 880", x + bend, x - bend)));
    scene.folds(&cloth, &folds, 40.0, 0.95);
    let top = Outline::slab(190.0, 120.0, 620.0, 46.0, 0.0);
    scene.canvas.soft(&cloth, 12.0, |canvas| {
        canvas.fill(&top, Tone::sunlight(0.25));
        canvas.fill(&top.moved(0.0, 46.0), Tone::dusk(0.35));
    });
}

/// A long scarf over a rod, its two fringed ends side by side.
pub(super) fn scarf(scene: &mut Scene) {
    scene.hanging();
    rod(scene, 170.0);
    for (left, width, end, tone) in [(500.0, 210.0, 760.0, 0.3), (300.0, 260.0, 830.0, 0.0)] {
        let right = left + width;
        let panel = Outline::draw(&format!(
            "M {left} 166 Q {left} 148 {} 148 L {} 148 Q {right} 148 {right} 166 Q {} 500 {right} {end} \
                L {left} {end} Q {} 500 {left} 166 Z",
            left + 20.0,
            right - 20.0,
            right + 14.0,
            left + 12.0
        ));
        let fringe = scene.tones[1];
        scene.cast(&panel, (26.0, 30.0), 28.0, 0.42);
        for step in steps(13) {
            let x = left + 8.0 + step * (width - 16.0) / 12.0;
            let sway = scene.dice.about(7.0);
            scene.canvas.stroke(
                &Outline::draw(&format!("M {x} {end} Q {x} {} {} {}", end + 40.0, x + sway, end + 76.0)),
                6.5,
                fringe.dark(0.12 + tone),
            );
            scene.bead(x, end + 10.0, 7.0, fringe);
        }
        scene.goods(&panel, 0.72);
        scene.canvas.fill(&panel, Tone::dusk(tone));
        for y in [end - 66.0, end - 44.0, end - 22.0] {
            scene.canvas.stroke(
                &Outline::line([(left + 4.0, y), (right - 2.0, y)]),
                8.0,
                scene.tones[1].dark(tone).cover(0.9),
            );
        }
        let folds = [0.3, 0.68].map(|part| {
            let x = left + width * part;
            Outline::draw(&format!("M {x} 170 Q {} 500 {x} {end}", x + 16.0))
        });
        scene.folds(&panel, &folds, 26.0, 0.8);
        scene.form(&panel, 36.0, 0.6);
    }
}

/// A pile of folded cloths, the patterned one on top.
pub(super) fn folded_cloth(scene: &mut Scene) {
    scene.standing(600.0);
    scene.contact(505.0, 842.0, 380.0);
    for (y, tone) in [(736.0, scene.tones[1]), (640.0, scene.tones[2])] {
        let slab = Outline::slab(158.0, y, 690.0, 106.0, 46.0);
        scene.plain(&slab, tone);
        scene.form(&slab, 36.0, 0.9);
        scene.canvas.stroke(
            &Outline::draw(&format!("M 200 {0} Q 520 {1} 846 {0}", y + 56.0, y + 50.0)),
            4.0,
            Tone::dusk(0.4),
        );
        scene
            .canvas
            .fill(&Outline::slab(158.0, y, 690.0, 22.0, 10.0), down(y, y + 22.0, &[Tone::dusk(0.45), Tone::dusk(0.0)]));
    }
    let top = Outline::draw(
        "M 262 388 Q 500 372 742 388 Q 764 390 774 410 L 856 560 Q 500 580 144 560 L 228 410 \
            Q 240 390 262 388 Z",
    );
    scene.goods(&top, 0.78);
    let front = Outline::draw("M 144 556 Q 500 582 856 556 Q 880 600 852 646 Q 500 672 148 646 Q 120 600 144 556 Z");
    scene.goods(&front, 0.78);
    scene.canvas.fill(&top, down(380.0, 570.0, &[Tone::sunlight(0.3), Tone::sunlight(0.05)]));
    scene.canvas.fill(&front, down(556.0, 660.0, &[Tone::sunlight(0.28), Tone::dusk(0.12), Tone::dusk(0.5)]));
    scene.canvas.stroke(&Outline::draw("M 136 606 Q 500 634 864 606"), 5.0, Tone::dusk(0.45));
    scene.folds(
        &top,
        &[Outline::draw("M 380 384 Q 420 480 360 570"), Outline::draw("M 640 384 Q 610 470 690 570")],
        26.0,
        0.4,
    );
    let tag = Outline::slab(690.0, 590.0, 78.0, 118.0, 12.0).turned(5.0, 720.0, 640.0);
    scene.cast(&tag, (6.0, 10.0), 8.0, 0.45);
    scene.canvas.fill(&tag, Colour::Cream.tone().light(0.3));
    scene.emblem(726.0, 652.0, 0.62, Colour::River.tone());
}

/// A round table under its cloth.
pub(super) fn tablecloth(scene: &mut Scene) {
    scene.hanging();
    let floor = Outline::slab(-5.0, 800.0, 1010.0, 210.0, 0.0);
    let boards = Colour::Brown.tone().light(0.2);
    scene.timber(&floor, boards, 0.0);
    scene.canvas.fill(&floor, down(800.0, 1000.0, &[boards.light(0.3).cover(0.5), boards.dark(0.3).cover(0.5)]));
    scene.contact(500.0, 868.0, 360.0);
    let skirt = Outline::draw(
        "M 112 400 C 130 560 116 700 92 812 Q 150 880 214 836 Q 268 806 318 858 Q 372 904 432 862 \
            Q 500 824 566 864 Q 626 902 682 858 Q 734 806 790 838 Q 850 878 908 812 C 884 700 870 560 888 400 Z",
    );
    scene.goods(&skirt, 0.85);
    let folds = [182.0, 268.0, 372.0, 498.0, 626.0, 732.0, 820.0].map(|x: f32| {
        let root = 500.0 + (x - 500.0) * 0.96;
        Outline::line([(root, 480.0), (x, 880.0)])
    });
    scene.folds(&skirt, &folds, 36.0, 0.95);
    scene.barrel(&skirt, 0.8);
    let top = Outline::oval(500.0, 400.0, 390.0, 116.0);
    scene.goods(&top, 0.7);
    scene.canvas.fill(&top, glow(360.0, 360.0, 480.0, &[Tone::sunlight(0.45), Tone::sunlight(0.12), Tone::dusk(0.12)]));
    scene.canvas.stroke(&top, 4.0, scene.tones[0].light(0.3).cover(0.6));
    vase(scene);
}

fn vase(scene: &mut Scene) {
    scene.contact(500.0, 400.0, 72.0);
    let green = Colour::Leaf.tone();
    for (x, y, bend) in [(420.0, 110.0, -20.0), (505.0, 70.0, 10.0), (590.0, 124.0, 24.0)] {
        scene.canvas.stroke(&Outline::draw(&format!("M 500 280 Q {} 200 {x} {y}", 500.0 + bend)), 6.0, green);
        for side in [-1.0, 1.0] {
            for part in [0.0, 34.0, 68.0] {
                let root = (x + (500.0 - x) * part / 170.0, y + part);
                scene.canvas.fill(
                    &Outline::petal(root, (root.0 + side * 44.0, root.1 - 26.0), 10.0),
                    green.light(0.1 + part / 400.0),
                );
            }
        }
    }
    let pot = Outline::even(
        "M 500 250 L 526 250 Q 534 252 530 270 C 528 296 572 310 572 350 C 572 392 548 404 520 404 L 500 404",
    );
    scene.canvas.fill(&pot, Colour::Cream.tone());
    scene.barrel(&pot, 0.8);
}

/// A mat partly rolled up.
pub(super) fn mat(scene: &mut Scene) {
    scene.lying();
    let sheet = Outline::draw("M 150 196 L 720 150 L 760 826 L 178 858 Z");
    scene.cast(&sheet, (16.0, 24.0), 22.0, 0.5);
    scene.goods_turned(&sheet, 0.95, -4.0);
    for (from, to) in [((150.0, 196.0), (178.0, 858.0)), ((164.0, 196.0), (192.0, 858.0))] {
        scene.canvas.dashes(&Outline::line([from, to]), 12.0, [16.0, 5.0], scene.tones[1].dark(0.15));
    }
    scene.canvas.soft(&sheet, 40.0, |canvas| {
        canvas
            .fill(&Outline::polygon([(640.0, 120.0), (800.0, 120.0), (830.0, 880.0), (670.0, 880.0)]), Tone::dusk(0.5));
        canvas.fill(&Outline::oval(340.0, 360.0, 200.0, 220.0), Tone::sunlight(0.3));
    });
    let roll = Outline::draw("M 664 148 Q 740 118 816 138 L 862 820 Q 790 866 706 836 Z");
    scene.cast(&roll, (24.0, 18.0), 22.0, 0.5);
    scene.goods_turned(&roll, 0.95, -4.0);
    scene.canvas.fill(
        &roll,
        across(
            676.0,
            852.0,
            &[Tone::dusk(0.5), Tone::sunlight(0.12), Tone::sunlight(0.35), Tone::dusk(0.1), Tone::dusk(0.6)],
        ),
    );
    for reach in [70.0, 50.0, 30.0] {
        let end = Outline::oval(784.0, 832.0, reach * 1.1, reach * 0.4).turned(-3.0, 784.0, 832.0);
        scene.canvas.fill(&end, scene.tones[0].dark(0.5));
        scene.canvas.stroke(&end, 7.0, scene.tones[0].light(0.12));
    }
}

/// A hat: plaited with a brim, or wide and pointed for the river.
pub(super) fn hat(scene: &mut Scene) {
    scene.standing(640.0);
    if matches!(scene.pattern, Pattern::Weave | Pattern::Stripes | Pattern::Embroidery) {
        brimmed(scene);
    } else {
        tanggui(scene);
    }
}

fn brimmed(scene: &mut Scene) {
    scene.contact(500.0, 792.0, 380.0);
    let brim = Outline::draw("M 84 690 C 90 560 910 560 916 690 C 912 838 88 838 84 690 Z");
    scene.goods(&brim, 0.7);
    scene.form(&brim, 46.0, 0.8);
    scene.canvas.stroke(&Outline::draw("M 88 704 C 110 836 890 836 912 704"), 11.0, scene.tones[0].dark(0.3));
    scene.canvas.soft(&brim, 26.0, |canvas| canvas.fill(&Outline::oval(520.0, 700.0, 292.0, 76.0), Tone::dusk(0.6)));
    let crown = Outline::draw(
        "M 258 690 C 256 520 290 330 400 306 Q 500 330 596 304 C 712 330 742 520 742 690 \
            C 700 752 300 752 258 690 Z",
    );
    scene.goods(&crown, 0.7);
    scene.barrel(&crown, 0.9);
    scene.folds(&crown, &[Outline::draw("M 420 318 Q 500 400 590 316")], 34.0, 0.7);
    let band = Outline::draw("M 259 618 C 320 674 680 674 741 618 L 742 690 C 700 752 300 752 258 690 Z");
    scene.plain(&band, scene.tones[1]);
    scene.barrel(&band, 0.8);
}

fn tanggui(scene: &mut Scene) {
    scene.contact(500.0, 792.0, 400.0);
    let under = Outline::oval(500.0, 716.0, 414.0, 92.0);
    scene.canvas.fill(&under, scene.tones[0].dark(0.6));
    let dome = Outline::draw("M 82 712 C 170 560 330 352 500 286 C 670 352 830 560 918 712 C 880 800 120 800 82 712 Z");
    scene.goods(&dome, 0.8);
    let ribs = steps(11).map(|step| {
        let x = 90.0 + step * 82.0;
        let low = 786.0 - ((x - 500.0) / 418.0).powi(2) * 72.0;
        Outline::draw(&format!("M 500 290 Q {} {} {x} {low}", 500.0 + (x - 500.0) * 0.42, 470.0))
    });
    let ribs: Vec<_> = ribs.collect();
    for rib in &ribs {
        scene.canvas.stroke(rib, 3.0, scene.tones[0].dark(0.5).cover(0.7));
    }
    scene.folds(&dome, &ribs, 16.0, 0.5);
    for (wide, y, lift) in [(202.0, 440.0, 28.0), (316.0, 568.0, 48.0)] {
        let hoop = Outline::draw(&format!("M {} {y} Q 500 {} {} {y}", 500.0 - wide, y + lift * 2.0, 500.0 + wide));
        scene.canvas.stroke(&hoop, 13.0, scene.tones[1]);
        scene.canvas.dashes(&hoop, 6.0, [8.0, 8.0], scene.tones[2]);
    }
    scene.form(&dome, 90.0, 0.95);
    let rim = Outline::draw("M 82 712 C 120 802 880 802 918 712");
    scene.canvas.stroke(&rim, 17.0, scene.tones[1].dark(0.2));
    scene.canvas.dashes(&rim, 10.0, [12.0, 7.0], scene.tones[1].light(0.3));
    scene.bead(500.0, 284.0, 22.0, scene.tones[1]);
}
