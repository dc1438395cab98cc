//! The lines that bound things: built from ovals, slabs, smooth curves or a short written course.

use tiny_skia::{Path, PathBuilder, Rect, Transform};

/// A closed or open line. An empty one draws nothing, so no builder here can fail.
#[derive(Debug, Clone)]
pub(super) struct Outline(Option<Path>);

/// How far an outline reaches.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Frame {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Frame {
    pub(super) fn width(self) -> f32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> (f32, f32) {
        (f32::midpoint(self.left, self.right), f32::midpoint(self.top, self.bottom))
    }
}

/// One step of a written course: the points that steer it, the last of which is where it ends.
type Leg = Vec<(f32, f32)>;

impl Outline {
    /// A course written as `M x y`, `L x y`, `Q x y x y`, `C x y x y x y`, and `Z` to close it.
    pub(super) fn draw(course: &str) -> Self {
        let (start, legs) = read(course);
        build(start, &legs, course.ends_with('Z'))
    }

    /// The right half of something even-sided, written from its top middle to its bottom middle; the left half is
    /// mirrored in `x = 500`.
    pub(super) fn even(half: &str) -> Self {
        let (start, mut legs) = read(half);
        let mirror = |(x, y): (f32, f32)| (1000.0 - x, y);
        let mut ends = vec![start];
        ends.extend(legs.iter().filter_map(|leg| leg.last().copied()));
        let back: Vec<Leg> = (0..legs.len())
            .rev()
            .map(|index| {
                let mut leg: Leg = legs[index].iter().rev().skip(1).copied().map(mirror).collect();
                leg.push(mirror(ends[index]));
                leg
            })
            .collect();
        legs.push(vec![ends.last().copied().map_or(start, mirror)]);
        legs.extend(back);
        build(start, &legs, true)
    }

    pub(super) fn oval(x: f32, y: f32, wide: f32, high: f32) -> Self {
        Self(Rect::from_ltrb(x - wide, y - high, x + wide, y + high).and_then(PathBuilder::from_oval))
    }

    /// A rectangle with rounded corners.
    pub(super) fn slab(left: f32, top: f32, width: f32, height: f32, round: f32) -> Self {
        let round = round.min(width / 2.0).min(height / 2.0);
        let (right, bottom) = (left + width, top + height);
        let mut pen = PathBuilder::new();
        pen.move_to(left + round, top);
        pen.line_to(right - round, top);
        pen.quad_to(right, top, right, top + round);
        pen.line_to(right, bottom - round);
        pen.quad_to(right, bottom, right - round, bottom);
        pen.line_to(left + round, bottom);
        pen.quad_to(left, bottom, left, bottom - round);
        pen.line_to(left, top + round);
        pen.quad_to(left, top, left + round, top);
        pen.close();
        Self(pen.finish())
    }

    pub(super) fn line(points: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let mut points = points.into_iter();
        let start = points.next().unwrap_or_default();
        build(start, &points.map(|point| vec![point]).collect::<Vec<_>>(), false)
    }

    pub(super) fn polygon(points: impl IntoIterator<Item = (f32, f32)>) -> Self {
        let mut points = points.into_iter();
        let start = points.next().unwrap_or_default();
        build(start, &points.map(|point| vec![point]).collect::<Vec<_>>(), true)
    }

    /// A closed curve through the middles between the points given, steered by the points.
    pub(super) fn pebble(points: &[(f32, f32)]) -> Self {
        let between = |one: (f32, f32), two: (f32, f32)| (f32::midpoint(one.0, two.0), f32::midpoint(one.1, two.1));
        let Some((&first, &last)) = points.first().zip(points.last()) else { return Self(None) };
        let start = between(last, first);
        let legs: Vec<Leg> = points
            .iter()
            .enumerate()
            .map(|(index, &point)| vec![point, points.get(index + 1).map_or(start, |&next| between(point, next))])
            .collect();
        build(start, &legs, true)
    }

    /// A leaf or petal from one point to another, `belly` wide to either side.
    pub(super) fn petal(from: (f32, f32), to: (f32, f32), belly: f32) -> Self {
        let (along_x, along_y) = (to.0 - from.0, to.1 - from.1);
        let length = along_x.hypot(along_y).max(0.001);
        let (side_x, side_y) = (-along_y / length * belly * 1.33, along_x / length * belly * 1.33);
        let at =
            |part: f32, side: f32| (from.0 + along_x * part + side_x * side, from.1 + along_y * part + side_y * side);
        build(from, &[vec![at(0.3, 1.0), at(0.75, 1.0), to], vec![at(0.75, -1.0), at(0.3, -1.0), from]], true)
    }

    /// Several outlines as one.
    pub(super) fn all(outlines: impl IntoIterator<Item = Self>) -> Self {
        let mut pen = PathBuilder::new();
        outlines.into_iter().filter_map(|outline| outline.0).for_each(|path| pen.push_path(&path));
        Self(pen.finish())
    }

    pub(super) fn moved(&self, x: f32, y: f32) -> Self {
        self.through(Transform::from_translate(x, y))
    }

    /// Turned clockwise about a point, in degrees.
    pub(super) fn turned(&self, degrees: f32, x: f32, y: f32) -> Self {
        self.through(Transform::from_rotate_at(degrees, x, y))
    }

    /// The same on the other side of `x = 500`.
    pub(super) fn mirrored(&self) -> Self {
        self.through(Transform::from_row(-1.0, 0.0, 0.0, 1.0, 1000.0, 0.0))
    }

    pub(super) fn through(&self, transform: Transform) -> Self {
        Self(self.0.clone().and_then(|path| path.transform(transform)))
    }

    pub(super) fn path(&self) -> Option<&Path> {
        self.0.as_ref()
    }

    pub(super) fn frame(&self) -> Frame {
        self.0.as_ref().map(Path::bounds).map_or_else(Frame::default, |reach| Frame {
            left: reach.left(),
            top: reach.top(),
            right: reach.right(),
            bottom: reach.bottom(),
        })
    }
}

/// Reads a course: each letter with the numbers up to the next.
fn read(course: &str) -> ((f32, f32), Vec<Leg>) {
    let mut start = (0.0, 0.0);
    let mut legs = Vec::new();
    let letter = |sign: char| sign.is_ascii_alphabetic();
    for (sign, numbers) in course.matches(letter).zip(course.split(letter).skip(1)) {
        let numbers: Vec<f32> = numbers.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let points: Leg = numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        match (sign, points.first()) {
            ("M", Some(&point)) => start = point,
            (_, Some(_)) => legs.push(points),
            (_, None) => {}
        }
    }
    (start, legs)
}

fn build(start: (f32, f32), legs: &[Leg], closed: bool) -> Outline {
    let mut pen = PathBuilder::new();
    pen.move_to(start.0, start.1);
    for leg in legs {
        match leg[..] {
            [(x, y)] => pen.line_to(x, y),
            [(steer_x, steer_y), (x, y)] => pen.quad_to(steer_x, steer_y, x, y),
            [one, two, end] => pen.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1),
            _ => {}
        }
    }
    if closed {
        pen.close();
    }
    Outline(pen.finish())
}
