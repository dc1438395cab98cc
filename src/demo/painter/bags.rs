//! Bags, pouches and cases.

use super::canvas::{across, down, slant};
use super::colour::{Colour, Tone};
use super::dice::steps;
use super::outline::Outline;
use super::scene::Scene;

/// A tall bag with two handles.
pub(super) fn tote_bag(scene: &mut Scene) {
    scene.standing(700.0);
    scene.contact(500.0, 862.0, 300.0);
    let strap = scene.tones[1].dark(0.12);
    let handle = Outline::draw("M 382 400 C 376 120 624 120 618 400");
    scene.canvas.stroke(&handle.moved(14.0, -22.0), 26.0, strap.dark(0.45));
    let body = Outline::even("M 500 370 L 742 370 Q 756 372 758 388 L 796 834 Q 798 868 762 868 L 500 868");
    scene.goods(&body, 0.8);
    let hem = Outline::even("M 500 370 L 742 370 Q 756 372 758 388 L 762 426 L 500 426");
    scene.canvas.fill(&hem, scene.tones[0].dark(0.35).cover(0.55));
    scene.seam(&Outline::line([(242.0, 416.0), (758.0, 416.0)]), Tone::sunlight(0.8));
    let creases = [
        Outline::draw("M 300 430 Q 330 640 290 840"),
        Outline::draw("M 640 430 Q 610 620 668 860"),
        Outline::draw("M 480 560 Q 500 720 470 860"),
    ];
    scene.folds(&body, &creases, 34.0, 0.55);
    scene.form(&body, 62.0, 0.85);
    let front = Outline::draw("M 372 470 C 366 150 634 150 628 470");
    scene.canvas.stroke(&front.moved(3.0, 5.0), 28.0, Tone::dusk(0.22));
    scene.canvas.stroke(&front, 27.0, strap);
    scene.canvas.stroke(&front.moved(-4.0, -3.0), 7.0, strap.light(0.35).cover(0.7));
    for x in [372.0, 628.0] {
        let patch = Outline::slab(x - 23.0, 420.0, 46.0, 74.0, 8.0);
        scene.canvas.fill(&patch, slant((x - 23.0, 420.0), (x + 23.0, 494.0), &[strap.light(0.15), strap.dark(0.2)]));
        scene.seam(&Outline::slab(x - 15.0, 428.0, 30.0, 58.0, 5.0), strap.light(0.6));
    }
}

/// A flat round bag with a short handle.
pub(super) fn round_bag(scene: &mut Scene) {
    scene.standing(700.0);
    scene.contact(500.0, 878.0, 210.0);
    let strap = Colour::Brown.tone().dark(0.1);
    let handle = Outline::draw("M 352 380 C 330 90 670 90 648 380");
    scene.canvas.stroke(&handle, 26.0, strap);
    scene.canvas.stroke(&handle.moved(-5.0, -3.0), 7.0, strap.light(0.35));
    scene.canvas.fill(&Outline::oval(524.0, 590.0, 292.0, 290.0), scene.tones[0].dark(0.55));
    let body = Outline::oval(496.0, 588.0, 292.0, 290.0);
    scene.goods(&body, 0.72);
    let (main, second) = (scene.tones[0], scene.tones[1]);
    for (reach, tone) in [(277.0, main), (236.0, second)] {
        let ring = Outline::oval(496.0, 588.0, reach, reach);
        scene.canvas.stroke(&ring, 28.0, tone.dark(0.35));
        scene.canvas.dashes(&ring, 24.0, [15.0, 4.0], tone.light(0.16));
    }
    scene.form(&body, 70.0, 0.9);
    for x in [352.0, 648.0] {
        let tab = Outline::slab(x - 24.0, 356.0, 48.0, 96.0, 14.0);
        scene.canvas.fill(&tab, across(x - 24.0, x + 24.0, &[strap.light(0.25), strap, strap.dark(0.3)]));
        scene.bead(x, 424.0, 9.0, Colour::Turmeric.tone());
    }
}

/// A folded wallet with a flap and a press stud.
pub(super) fn wallet(scene: &mut Scene) {
    scene.lying();
    let back = Outline::slab(168.0, 300.0, 664.0, 440.0, 46.0).turned(-6.0, 500.0, 500.0);
    scene.cast(&back, (24.0, 34.0), 30.0, 0.55);
    scene.plain(&back, scene.tones[1].dark(0.3));
    let body = Outline::slab(160.0, 288.0, 664.0, 432.0, 46.0).turned(-6.0, 500.0, 500.0);
    scene.goods_turned(&body, 0.72, -6.0);
    scene.form(&body, 44.0, 0.8);
    let inset = Outline::slab(178.0, 306.0, 628.0, 396.0, 34.0).turned(-6.0, 500.0, 500.0);
    scene.seam(&inset, Tone::sunlight(1.0));
    let flap = Outline::draw("M 580 432 L 828 432 L 828 576 L 580 576 Q 516 570 516 504 Q 516 438 580 432 Z");
    let flap = flap.turned(-6.0, 500.0, 500.0);
    scene.cast(&flap, (-2.0, 10.0), 10.0, 0.5);
    scene.plain(&flap, scene.tones[1].dark(0.12));
    scene.form(&flap, 24.0, 0.7);
    let stud = (580.0, 495.0);
    scene.canvas.fill(&Outline::oval(stud.0 + 3.0, stud.1 + 5.0, 26.0, 26.0), Tone::dusk(0.4));
    scene.bead(stud.0, stud.1, 25.0, Colour::Turmeric.tone().mix(Colour::Sand.tone(), 0.4));
}

/// A bag with a flap and a long strap.
pub(super) fn small_bag(scene: &mut Scene) {
    scene.standing(720.0);
    scene.contact(500.0, 842.0, 270.0);
    let strap = scene.tones[1].dark(0.1);
    let line = Outline::draw("M 266 470 C 250 330 330 150 500 150 C 670 150 750 330 734 470");
    scene.canvas.stroke(&line.moved(5.0, 4.0), 20.0, Tone::dusk(0.22));
    scene.canvas.stroke(&line, 19.0, strap);
    scene.canvas.dashes(&line, 2.6, [10.0, 7.0], strap.light(0.6));
    let body = Outline::even("M 500 440 L 716 440 Q 750 442 752 480 L 776 760 Q 776 846 700 848 L 500 848");
    scene.goods(&body, 0.7);
    scene.form(&body, 64.0, 0.9);
    let flap = Outline::even("M 500 424 L 720 424 Q 756 426 756 462 L 758 560 Q 752 690 610 694 L 500 694");
    scene.cast(&flap, (4.0, 16.0), 16.0, 0.42);
    scene.plain(&flap, scene.tones[1]);
    let edge = Outline::even("M 500 446 L 714 446 Q 734 448 734 470 L 736 556 Q 730 668 606 672 L 500 672");
    scene.goods(&edge, 0.5);
    scene.form(&flap, 40.0, 0.8);
    scene.seam(&edge, Tone::sunlight(0.9));
    let clasp = Outline::slab(462.0, 650.0, 76.0, 84.0, 20.0);
    let brass = Colour::Turmeric.tone().mix(Colour::Brown.tone(), 0.2);
    scene.cast(&clasp, (4.0, 8.0), 8.0, 0.4);
    scene.canvas.fill(&clasp, slant((462.0, 650.0), (538.0, 734.0), &[brass.light(0.5), brass, brass.dark(0.35)]));
    scene.bead(500.0, 692.0, 13.0, brass.dark(0.3));
    for x in [266.0, 734.0] {
        scene.canvas.stroke(&Outline::oval(x, 462.0, 17.0, 21.0), 8.0, brass);
    }
}

/// A pouch gathered at its neck.
pub(super) fn drawstring_pouch(scene: &mut Scene) {
    scene.standing(690.0);
    scene.contact(500.0, 868.0, 250.0);
    let ruff = Outline::draw(
        "M 400 352 C 350 290 330 220 318 178 Q 356 156 392 182 Q 424 150 462 178 Q 500 148 540 178 \
            Q 578 150 610 182 Q 648 156 684 180 C 668 230 650 290 600 352 Z",
    );
    scene.goods(&ruff, 0.6);
    let spread = |y: f32, lean: f32| {
        steps(7)
            .map(move |step| {
                let x = 395.0 + step * 35.0;
                Outline::line([(x, 352.0), (500.0 + (x - 500.0) * lean, y)])
            })
            .collect::<Vec<_>>()
    };
    scene.folds(&ruff, &spread(180.0, 1.6), 12.0, 0.8);
    scene.form(&ruff, 30.0, 0.6);
    let body = Outline::even("M 500 352 L 602 352 C 640 430 800 540 792 730 C 788 840 730 872 620 872 L 500 872");
    scene.goods(&body, 0.78);
    scene.folds(&body, &spread(560.0, 2.0), 20.0, 0.75);
    scene.form(&body, 80.0, 1.0);
    let cord = Colour::Sand.tone();
    let band = Outline::draw("M 396 356 Q 500 384 604 356");
    scene.canvas.stroke(&band.moved(0.0, 5.0), 20.0, Tone::dusk(0.4));
    scene.canvas.stroke(&band, 17.0, cord);
    scene.canvas.dashes(&band, 17.0, [3.0, 8.0], cord.dark(0.3));
    for (x, length) in [(586.0, 150.0), (622.0, 196.0)] {
        let hang = Outline::line([(x - 6.0, 364.0), (x, 364.0 + length)]);
        scene.canvas.stroke(&hang.moved(6.0, 6.0), 9.0, Tone::dusk(0.25));
        scene.canvas.stroke(&hang, 9.0, cord);
        scene.bead(x, 372.0 + length, 19.0, scene.tones[2]);
        let tuft = Outline::polygon([
            (x - 8.0, 388.0 + length),
            (x + 8.0, 388.0 + length),
            (x + 15.0, 436.0 + length),
            (x - 15.0, 436.0 + length),
        ]);
        scene.canvas.fill(&tuft, down(388.0 + length, 436.0 + length, &[cord.dark(0.2), cord]));
    }
}

/// A padded case with a zip and a corner of the machine looking out.
pub(super) fn laptop_sleeve(scene: &mut Scene) {
    scene.lying();
    let tilt = 7.0;
    let machine = Outline::slab(178.0, 196.0, 644.0, 420.0, 26.0).turned(tilt, 500.0, 500.0);
    scene.cast(&machine, (18.0, 26.0), 24.0, 0.45);
    let metal = Tone::of(0xc6, 0xcb, 0xcc);
    scene.canvas.fill(
        &machine,
        slant((200.0, 180.0), (800.0, 420.0), &[metal.light(0.7), metal, metal.light(0.4), metal.dark(0.2)]),
    );
    let body = Outline::slab(140.0, 268.0, 720.0, 520.0, 40.0).turned(tilt, 500.0, 500.0);
    scene.cast(&body, (22.0, 32.0), 30.0, 0.5);
    scene.goods_turned(&body, 0.85, tilt);
    scene.form(&body, 50.0, 0.85);
    scene.seam(&Outline::slab(160.0, 330.0, 680.0, 438.0, 28.0).turned(tilt, 500.0, 500.0), Tone::sunlight(1.0));
    let tape = Outline::slab(140.0, 268.0, 720.0, 44.0, 22.0).turned(tilt, 500.0, 500.0);
    scene.canvas.fill(&tape, Colour::Ink.tone().light(0.1));
    let teeth = Outline::line([(166.0, 290.0), (838.0, 290.0)]).turned(tilt, 500.0, 500.0);
    scene.canvas.dashes(&teeth, 15.0, [6.0, 5.0], Colour::Sand.tone());
    let pull = Outline::slab(742.0, 284.0, 34.0, 92.0, 15.0).turned(tilt, 500.0, 500.0);
    scene.cast(&pull, (5.0, 8.0), 8.0, 0.5);
    let brass = Colour::Turmeric.tone().dark(0.12);
    scene.canvas.fill(&pull, slant((740.0, 300.0), (780.0, 390.0), &[brass.light(0.4), brass, brass.dark(0.3)]));
    let patch = Outline::slab(560.0, 640.0, 200.0, 84.0, 14.0).turned(tilt, 500.0, 500.0);
    let leather = Colour::Brown.tone();
    scene.canvas.fill(&patch.moved(3.0, 5.0), Tone::dusk(0.35));
    scene.canvas.fill(&patch, slant((560.0, 640.0), (760.0, 760.0), &[leather.light(0.25), leather]));
    let mark = patch.frame().middle();
    scene.emblem(mark.0, mark.1 + 6.0, 0.7, leather.light(0.6));
}
