//! Clothes on a hanger.

use super::canvas::{down, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;
use super::swatch::Pattern;
use super::textiles::rod;

/// A hanger behind the shoulders, hung on a rod.
fn hanger(scene: &mut Scene) {
    scene.hanging();
    rod(scene, 74.0);
    let metal = Colour::Ink.tone().light(0.3);
    scene.canvas.stroke(
        &Outline::draw("M 500 190 L 500 130 Q 500 112 522 104 Q 544 88 528 64 Q 512 46 494 58"),
        9.0,
        metal,
    );
    let bar = Outline::draw("M 500 178 C 560 182 640 214 700 248");
    let wood = Colour::Brown.tone().light(0.25);
    scene.canvas.stroke(&bar, 24.0, wood);
    scene.canvas.stroke(&bar.mirrored(), 24.0, wood);
}

fn sleeves(scene: &mut Scene, right: &Outline, size: f32, lean: f32) {
    for (sleeve, degrees) in [(right.mirrored(), lean), (right.clone(), -lean)] {
        scene.cast(&sleeve, (24.0, 30.0), 28.0, 0.42);
        scene.goods_turned(&sleeve, size, degrees);
        scene.form(&sleeve, 44.0, 0.9);
    }
}

fn torso(scene: &mut Scene, body: &Outline, size: f32) {
    scene.cast(body, (28.0, 32.0), 30.0, 0.42);
    scene.goods(body, size);
    let folds = [
        Outline::draw("M 372 330 Q 400 560 352 860"),
        Outline::draw("M 640 340 Q 596 580 654 870"),
        Outline::draw("M 690 480 Q 640 520 600 620"),
        Outline::draw("M 320 480 Q 360 530 400 610"),
    ];
    scene.folds(body, &folds, 32.0, 0.6);
    scene.form(body, 56.0, 0.75);
}

fn buttons(scene: &mut Scene, top: f32, bottom: f32, tone: Tone) {
    let placket = Outline::slab(480.0, top, 42.0, bottom - top, 0.0);
    scene
        .canvas
        .fill(&placket, slant((480.0, 0.0), (522.0, 0.0), &[Tone::dusk(0.22), Tone::sunlight(0.08), Tone::dusk(0.05)]));
    scene.canvas.stroke(&Outline::line([(522.0, top), (522.0, bottom)]), 3.0, Tone::dusk(0.4));
    for step in steps(5) {
        let y = top + 44.0 + step * (bottom - top - 70.0) / 4.6;
        scene.canvas.fill(&Outline::oval(503.0, y + 3.0, 12.0, 12.0), Tone::dusk(0.4));
        scene.canvas.fill(&Outline::oval(501.0, y, 11.0, 11.0), tone);
        scene.canvas.fill(&Outline::oval(501.0, y, 3.0, 3.0), tone.dark(0.5));
    }
}

fn collar(scene: &mut Scene, tone: Tone, patterned: bool) {
    let neck = Outline::even("M 500 182 L 566 186 Q 560 240 500 282");
    scene.canvas.fill(&neck, down(180.0, 280.0, &[scene.tones[0].dark(0.35), scene.tones[0].dark(0.7)]));
    let wing = Outline::draw("M 566 170 Q 600 186 612 214 L 590 318 L 502 276 Q 556 236 566 170 Z");
    for side in [wing.mirrored(), wing] {
        scene.cast(&side, (4.0, 12.0), 10.0, 0.45);
        if patterned {
            scene.goods_turned(&side, 0.7, 30.0);
        } else {
            scene.plain(&side, tone);
        }
        scene.form(&side, 18.0, 0.7);
    }
}

fn pocket(scene: &mut Scene, x: f32, y: f32, flap: Option<Tone>) {
    let patch = Outline::draw(&format!(
        "M {x} {y} L {0} {y} L {0} {1} Q {2} {3} {x} {1} Z",
        x + 118.0,
        y + 112.0,
        x + 59.0,
        y + 146.0
    ));
    scene.cast(&patch, (3.0, 6.0), 8.0, 0.32);
    scene.goods(&patch, 0.78);
    scene.form(&patch, 14.0, 0.6);
    if let Some(tone) = flap {
        let top = Outline::draw(&format!(
            "M {0} {1} L {2} {1} L {2} {3} L {4} {5} L {0} {3} Z",
            x - 5.0,
            y - 8.0,
            x + 123.0,
            y + 32.0,
            x + 59.0,
            y + 54.0
        ));
        scene.cast(&top, (3.0, 6.0), 8.0, 0.4);
        scene.plain(&top, tone);
        scene.bead(x + 59.0, y + 30.0, 8.0, tone.light(0.5));
    }
}

/// A short-sleeved shirt with a collar.
pub(super) fn shirt(scene: &mut Scene) {
    hanger(scene);
    sleeves(
        scene,
        &Outline::draw(
            "M 676 226 Q 740 244 774 300 L 880 486 Q 884 500 870 508 L 752 560 Q 742 562 736 550 L 660 400 Z",
        ),
        0.85,
        28.0,
    );
    let body =
        Outline::even("M 500 196 L 566 178 Q 690 216 728 262 Q 722 420 732 560 L 738 880 Q 738 900 716 902 L 500 906");
    torso(scene, &body, 0.85);
    buttons(scene, 284.0, 900.0, scene.tones[2].light(0.3));
    pocket(scene, 572.0, 416.0, None);
    collar(scene, scene.tones[0], true);
}

/// A long-sleeved blouse with a waist.
pub(super) fn blouse(scene: &mut Scene) {
    hanger(scene);
    sleeves(
        scene,
        &Outline::draw(
            "M 664 222 Q 728 240 752 300 L 852 694 Q 876 742 904 776 Q 850 826 772 816 Q 776 770 768 724 \
                L 652 440 Z",
        ),
        0.72,
        12.0,
    );
    let body = Outline::even(
        "M 500 320 Q 574 300 590 184 Q 676 208 716 252 Q 690 400 672 510 Q 660 560 676 600 L 752 842 \
            Q 640 902 500 892",
    );
    torso(scene, &body, 0.72);
    let waist = Outline::draw("M 326 548 Q 500 590 674 548 L 676 592 Q 500 636 324 592 Z");
    scene.plain(&waist, scene.tones[1]);
    scene.form(&waist, 16.0, 0.8);
    let gathers: Vec<_> = steps(9)
        .map(|step| {
            let x = 348.0 + step * 38.0;
            Outline::line([(x, 620.0), (500.0 + (x - 500.0) * 1.5, 890.0)])
        })
        .collect();
    scene.folds(&body, &gathers, 18.0, 0.6);
    let edge = Outline::draw("M 410 184 Q 428 318 500 320 Q 572 318 590 184");
    scene.canvas.fill(
        &Outline::draw("M 410 184 Q 428 318 500 320 Q 572 318 590 184 Q 500 214 410 184 Z"),
        scene.tones[0].dark(0.62),
    );
    scene.canvas.stroke(&edge, 17.0, scene.tones[1]);
    scene.canvas.dashes(&edge, 5.0, [6.0, 8.0], scene.tones[2].light(0.2));
    let hem = Outline::draw("M 252 836 Q 360 892 500 884 Q 640 892 748 836");
    scene.canvas.stroke(&hem, 15.0, scene.tones[1]);
    scene.canvas.dashes(&hem, 6.0, [6.0, 8.0], scene.tones[2].light(0.2));
    for step in steps(4) {
        scene.bead(500.0, 364.0 + step * 46.0, 9.0, scene.tones[2]);
    }
}

/// A plain T-shirt with a printed panel.
pub(super) fn tshirt(scene: &mut Scene) {
    hanger(scene);
    let (own, base) = (scene.pattern, scene.tones[0]);
    scene.pattern = Pattern::Plain;
    sleeves(
        scene,
        &Outline::draw(
            "M 664 222 Q 742 240 776 300 L 876 470 Q 880 484 868 492 L 760 550 Q 748 552 742 542 L 660 400 Z",
        ),
        0.85,
        24.0,
    );
    let body = Outline::even(
        "M 500 280 Q 574 268 598 186 Q 690 212 730 258 Q 724 420 732 560 L 736 880 Q 736 896 716 898 \
            L 500 900",
    );
    torso(scene, &body, 0.85);
    scene.pattern = own;
    scene
        .canvas
        .fill(&Outline::draw("M 402 186 Q 426 278 500 280 Q 574 278 598 186 Q 500 236 402 186 Z"), base.dark(0.6));
    let rib = Outline::draw("M 402 188 Q 426 282 500 284 Q 574 282 598 188");
    scene.canvas.stroke(&rib, 20.0, base.dark(0.12));
    scene.canvas.dashes(&rib, 20.0, [2.0, 5.0], base.dark(0.3).cover(0.5));
    let panel = Outline::oval(500.0, 508.0, 138.0, 138.0);
    let [main, second, third, fourth] = scene.tones;
    scene.canvas.stroke(&panel, 12.0, second);
    let ink = if matches!(own, Pattern::Plain) { Pattern::Print } else { own };
    scene.covered(&panel, ink, [second, main, third, fourth], 0.7, 0.0);
    scene.folds(&panel, &[Outline::draw("M 600 360 Q 560 500 620 660")], 28.0, 0.4);
    for y in [874.0, 884.0] {
        scene.canvas.stroke(&Outline::line([(270.0, y), (730.0, y)]), 2.0, Tone::dusk(0.25));
    }
}

/// A work shirt with long sleeves, two pockets and a yoke of another cloth.
pub(super) fn uniform(scene: &mut Scene) {
    hanger(scene);
    sleeves(
        scene,
        &Outline::draw(
            "M 676 226 Q 740 244 766 300 L 846 770 Q 848 784 836 788 L 752 802 Q 740 804 738 792 L 660 420 Z",
        ),
        0.8,
        8.0,
    );
    let trim = scene.tones[1];
    let cuff = Outline::draw("M 838 722 L 848 778 Q 848 790 836 794 L 752 808 Q 740 808 738 796 L 728 744 Z");
    for side in [cuff.mirrored(), cuff] {
        scene.plain(&side, trim);
        scene.form(&side, 18.0, 0.8);
    }
    let body =
        Outline::even("M 500 196 L 566 178 Q 690 216 728 262 Q 722 420 732 560 L 736 880 Q 736 900 716 902 L 500 906");
    torso(scene, &body, 0.8);
    let yoke = Outline::even("M 500 196 L 566 178 Q 690 216 728 262 L 726 352 Q 600 386 500 382");
    scene.plain(&yoke, trim);
    scene.form(&yoke, 30.0, 0.7);
    scene.seam(&Outline::draw("M 276 340 Q 400 374 500 370 Q 600 374 724 340"), trim.light(0.7));
    buttons(scene, 284.0, 900.0, scene.tones[2].light(0.2));
    pocket(scene, 334.0, 446.0, Some(trim));
    pocket(scene, 566.0, 446.0, Some(trim));
    collar(scene, trim, false);
}

/// An apron on the rod, with a broad pocket.
pub(super) fn apron(scene: &mut Scene) {
    scene.hanging();
    rod(scene, 92.0);
    let trim = scene.tones[1];
    for x in [392.0, 608.0] {
        let strap = Outline::slab(x - 15.0, 78.0, 30.0, 190.0, 8.0);
        scene.cast(&strap, (18.0, 24.0), 16.0, 0.4);
        scene.plain(&strap, trim);
        scene.form(&strap, 12.0, 0.8);
    }
    for (x, lean) in [(214.0, -18.0), (786.0, 18.0)] {
        let tie = Outline::draw(&format!("M {x} 500 Q {} 640 {} 790", x + lean * 1.8, x + lean));
        scene.canvas.stroke(&tie.moved(16.0, 18.0), 20.0, Tone::dusk(0.18));
        scene.canvas.stroke(&tie, 20.0, trim);
        scene.canvas.stroke(&tie.moved(-4.0, 0.0), 5.0, trim.light(0.4).cover(0.6));
    }
    let body = Outline::even(
        "M 500 240 L 636 236 Q 648 236 650 250 C 656 380 720 440 792 470 L 806 880 Q 806 916 770 918 \
            L 500 922",
    );
    torso(scene, &body, 0.85);
    let edge = Outline::draw("M 364 240 L 636 240 C 648 380 720 446 788 474");
    scene.canvas.stroke(&edge, 14.0, trim);
    scene.canvas.stroke(&Outline::draw("M 352 244 C 344 380 280 446 212 474"), 14.0, trim);
    let pouch = Outline::slab(320.0, 590.0, 360.0, 196.0, 26.0);
    scene.cast(&pouch, (5.0, 10.0), 12.0, 0.4);
    scene.plain(&pouch, trim);
    scene.form(&pouch, 26.0, 0.7);
    scene.seam(&Outline::slab(334.0, 604.0, 332.0, 168.0, 16.0), trim.light(0.7));
    scene.canvas.stroke(&Outline::line([(500.0, 594.0), (500.0, 782.0)]), 4.0, Tone::dusk(0.35));
    scene.emblem(500.0, 384.0, 1.1, trim);
}

/// A prayer robe: a hooded upper piece over a long skirt, with a worked hem.
pub(super) fn prayer_robe(scene: &mut Scene) {
    scene.hanging();
    rod(scene, 70.0);
    scene.canvas.stroke(
        &Outline::draw("M 500 150 L 500 110 Q 500 96 518 88 Q 534 74 522 56 Q 510 44 494 52"),
        8.0,
        Colour::Ink.tone().light(0.3),
    );
    let skirt = Outline::even("M 500 600 L 660 600 L 724 930 Q 620 956 500 952");
    scene.cast(&skirt, (26.0, 20.0), 26.0, 0.4);
    let trim = scene.tones[1];
    scene.plain(&skirt, scene.tones[0]);
    let pleats: Vec<_> =
        steps(7).map(|step| Outline::line([(380.0 + step * 40.0, 640.0), (320.0 + step * 60.0, 950.0)])).collect();
    scene.folds(&skirt, &pleats, 22.0, 0.7);
    let border =
        Outline::draw("M 284 894 Q 390 920 500 916 Q 610 920 716 894 L 724 930 Q 620 956 500 952 Q 380 956 276 930 Z");
    scene.goods(&border, 0.42);
    scene.form(&skirt, 50.0, 0.6);
    let robe = Outline::even(
        "M 500 136 C 580 138 618 196 624 280 C 634 340 690 380 730 480 C 772 600 800 700 836 786 \
            Q 680 850 500 846",
    );
    scene.cast(&robe, (28.0, 32.0), 30.0, 0.42);
    scene.plain(&robe, scene.tones[0]);
    let creases = [
        "M 420 470 Q 340 620 270 820",
        "M 470 500 Q 440 660 420 840",
        "M 540 500 Q 570 660 590 840",
        "M 590 470 Q 670 620 740 810",
    ]
    .map(Outline::draw);
    scene.folds(&robe, &creases, 34.0, 0.75);
    let hem =
        Outline::draw("M 196 704 Q 340 760 500 758 Q 660 760 804 704 L 836 786 Q 680 850 500 846 Q 320 850 164 786 Z");
    scene.goods(&hem, 0.6);
    scene.canvas.stroke(&Outline::draw("M 196 704 Q 340 760 500 758 Q 660 760 804 704"), 7.0, trim);
    scene.form(&robe, 60.0, 0.7);
    let face = Outline::draw(
        "M 500 196 C 556 196 576 250 572 310 C 566 372 536 408 500 410 C 464 408 434 372 428 310 \
            C 424 250 444 196 500 196 Z",
    );
    scene.canvas.fill(&face, down(190.0, 410.0, &[scene.tones[0].dark(0.75), scene.tones[0].dark(0.45)]));
    scene.canvas.stroke(&face, 20.0, trim);
    scene.canvas.dashes(&face, 7.0, [7.0, 8.0], scene.tones[2].light(0.3));
}
