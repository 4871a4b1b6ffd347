//! From what a file says to units: every number against every other, every unit once. Collects problems, never stops
//! at the first.

use std::collections::HashMap;

use super::grid::Grid;
use super::header::{MEASURES, Measure};
use super::number::{Number, ONE};
use crate::domain::area::Area;
use crate::domain::money::Fen;
use crate::domain::price_list::{Facts, Place, PriceBasis, PriceRow, Problem, Quote};
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::price_list as text;
use crate::text::{Say, Text};

/// The problems shown at most; whoever has more has one in the way the file was made.
const SHOWN: usize = 200;

/// Everything found wrong.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub fn at(&mut self, place: Place, say: impl Into<Say>) {
        self.0.push(Problem { at: Some(place), say: say.into() });
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Err` with the first problems in the order of the file, and how many more there are.
    pub fn finish(mut self) -> Result<(), Vec<Problem>> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.sort_by(|a, b| a.at.cmp(&b.at));
        self.0.dedup();
        let more = self.0.len().saturating_sub(SHOWN);
        self.0.truncate(SHOWN);
        if more > 0 {
            self.0.push(Problem { at: None, say: say!(text::MORE_PROBLEMS, count = more) });
        }
        Err(self.0)
    }
}

/// A cell of a sheet, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub sheet: usize,
    pub row: u32,
    pub column: u32,
}

/// A number and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub number: Number,
    pub at: Spot,
}

/// A unit as the file has it.
#[derive(Debug)]
pub(super) struct DraftUnit {
    pub at: Spot,
    /// Which of the draft's sources it comes from.
    pub source: usize,
    /// Which of the draft's building labels.
    pub label: usize,
    pub section: String,
    pub floor: i32,
    pub room: String,
    /// By [`Measure`].
    pub values: [Option<Value>; 5],
    /// Values that are there and were refused: not missing, not to be derived.
    pub refused: [bool; 5],
    pub parking: bool,
    pub layout: Option<String>,
    pub orientation: Option<String>,
    pub usage: Option<String>,
    pub status: Option<String>,
}

/// Where units come from and what it has for each of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Source {
    /// Which measures it has, by [`Measure`].
    pub has: [bool; 5],
    /// The column of each in a list, so that an empty cell can be named.
    pub columns: [Option<u32>; 5],
    /// Its unit prices are for net area.
    pub net_price: bool,
}

/// What a file says, before anything is checked against anything.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub labels: Vec<String>,
    pub sources: Vec<Source>,
    pub units: Vec<DraftUnit>,
    /// Short building names by label.
    pub names: HashMap<String, String>,
}

impl Draft {
    /// The number of a building label.
    pub fn label(&mut self, label: &str) -> usize {
        // Rows of one building stand together: the last label is nearly always the one.
        if let Some(at) = self.labels.iter().rposition(|l| l == label) {
            return at;
        }
        self.labels.push(label.to_owned());
        self.labels.len() - 1
    }
}

/// The words for a measure.
pub(super) fn name(measure: Measure) -> Text {
    match measure {
        Measure::UnitPrice => text::UNIT_PRICE,
        Measure::Total => text::TOTAL,
        Measure::Gross => text::GROSS_AREA,
        Measure::Net => text::NET_AREA,
        Measure::Shared => text::SHARED_AREA,
    }
}

/// The smallest step each measure is printed in, sheet by sheet: what rounding explains.
struct Steps(Vec<[i64; 5]>);

impl Steps {
    fn of(units: &[DraftUnit], sheets: usize) -> Self {
        let mut steps = vec![[i64::MAX; 5]; sheets];
        for unit in units {
            for (m, value) in unit.values.iter().enumerate() {
                if let Some(value) = value {
                    let step = &mut steps[value.at.sheet][m];
                    *step = value.number.step.min(*step);
                }
            }
        }
        Self(steps)
    }

    /// The step of a value's column. Half of it is what rounding may have taken or given.
    fn step(&self, value: &Value, measure: Measure) -> i128 {
        // Money is never finer than the fen it will be kept in.
        let least = if measure == Measure::Total { ONE / 100 } else { 1 };
        i128::from(self.0[value.at.sheet][measure as usize].max(least))
    }
}

/// Makes the units.
pub(super) fn check(sheets: &[Grid], draft: Draft, problems: &mut Problems) -> Vec<PriceRow> {
    let steps = Steps::of(&draft.units, sheets.len());
    let net = draft_is_net(&draft, &steps);
    let mut seen: HashMap<UnitId, Spot> = HashMap::with_capacity(draft.units.len());
    let mut rows = Vec::with_capacity(draft.units.len());
    let mut lacking: Vec<(usize, Text)> = Vec::new();
    let buildings: Vec<&str> = draft
        .labels
        .iter()
        .map(|label| draft.names.get(label).map_or(label.as_str(), String::as_str))
        .collect();
    let place = |spot: Spot| sheets[spot.sheet].place(spot.row, spot.column);
    for unit in draft.units {
        let building = buildings[unit.label];
        let Some(id) = UnitId::new(building, &unit.section, &unit.room) else {
            let (section, room) = (&unit.section, &unit.room);
            problems.at(
                place(unit.at),
                say!(text::UNIT_UNCLEAR, building = building, section = section, room = room),
            );
            continue;
        };
        if let Some(first) = seen.get(&id) {
            problems.at(place(unit.at), say!(text::DUPLICATE, unit = &id, first = &place(*first)));
            continue;
        }
        let source = &draft.sources[unit.source];
        let mut one = One { unit: &unit, source, id: &id, steps: &steps, place: &place, problems };
        let basis = if source.net_price || net { PriceBasis::Net } else { PriceBasis::Gross };
        match one.check(basis) {
            Ok((facts, quote)) => rows.push(PriceRow {
                at: place(unit.at),
                unit: id.clone(),
                facts: Facts {
                    floor: unit.floor,
                    layout: unit.layout,
                    orientation: unit.orientation,
                    usage: unit.usage,
                    ..facts
                },
                quote,
                status_in_file: unit.status,
            }),
            // What a whole sheet lacks is said once.
            Err(Some(lack)) if !lacking.contains(&(unit.source, lack)) => {
                lacking.push((unit.source, lack));
                problems.at(place(unit.at), lack);
            }
            Err(_) => {}
        }
        seen.insert(id, unit.at);
    }
    rows
}

/// Whether every total that can be compared fits the net area and none the gross: a list priced by 套内 whose header
/// does not say so.
fn draft_is_net(draft: &Draft, steps: &Steps) -> bool {
    let mut compared = 0;
    for unit in &draft.units {
        let [Some(price), Some(total), Some(gross), Some(net), _] = &unit.values else { continue };
        let (Some(gross), Some(net)) = (gross.number.area(), net.number.area()) else { continue };
        if fits(steps, price, total, gross) || !fits(steps, price, total, net) {
            return false;
        }
        compared += 1;
    }
    compared > 0
}

/// Whether a total is unit price x area, as far as rounding of both as printed goes.
fn fits(steps: &Steps, price: &Value, total: &Value, area: Area) -> bool {
    let area = i128::from(area.0);
    // Everything in 1/200 of a millionth, so that halves are whole.
    let difference = (i128::from(total.number.micro) * 100 - i128::from(price.number.micro) * area).abs() * 2;
    difference <= steps.step(total, Measure::Total) * 100 + steps.step(price, Measure::UnitPrice) * area
}

/// One unit being checked.
struct One<'a, P: Fn(Spot) -> Place> {
    unit: &'a DraftUnit,
    source: &'a Source,
    id: &'a UnitId,
    steps: &'a Steps,
    place: &'a P,
    problems: &'a mut Problems,
}

impl<P: Fn(Spot) -> Place> One<'_, P> {
    /// Facts and price, or what the whole source lacks; `Err(None)` when the problems are already named.
    fn check(&mut self, basis: PriceBasis) -> Result<(Facts, Quote), Option<Text>> {
        let mut sound = !self.unit.refused.iter().any(|r| *r);
        let [price, total, gross, net, shared] = self.unit.values;
        let whole = self.unit.parking && total.is_some() && gross.is_none() && !self.unit.refused[2];
        for measure in [Measure::UnitPrice, Measure::Total, Measure::Gross] {
            let m = measure as usize;
            let missing = self.source.has[m] && self.unit.values[m].is_none() && !self.unit.refused[m];
            if missing && !whole {
                self.missing(measure);
                sound = false;
            }
        }
        for (measure, value) in MEASURES.iter().zip(self.unit.values) {
            if let Some(value) = value {
                sound &= self.sensible(*measure, value);
            }
        }
        if !sound {
            return Err(None);
        }
        if let (true, Some(total)) = (whole, total) {
            let unit_price = price.map_or(total.number.fen(), |p| p.number.fen());
            let quote = Quote { unit_price, total: total.number.fen(), basis: PriceBasis::Whole };
            return Ok((Facts::default(), quote));
        }
        let area = |value: Option<Value>| value.and_then(|v| v.number.area());
        let (net_area, shared_area) = (area(net), area(shared));
        let mut facts = Facts { net_area, shared_area, ..Facts::default() };
        facts.gross_area = match (area(gross), net_area, shared_area, price, total) {
            (Some(gross), ..) => gross,
            (None, Some(net), Some(shared), ..) => Area(net.0 + shared.0),
            (None, _, _, Some(price), Some(total)) if basis == PriceBasis::Gross => {
                facts.area_derived = true;
                derived(&price, &total).ok_or(text::NO_AREA)?
            }
            (_, _, _, Some(_), None) => return Err(Some(text::ONLY_UNIT_PRICES)),
            (_, _, _, None, Some(_)) => return Err(Some(text::ONLY_TOTALS)),
            _ => return Err(Some(text::NO_AREA)),
        };
        let priced = match basis {
            PriceBasis::Net => facts.net_area.ok_or(text::NO_AREA)?,
            PriceBasis::Gross | PriceBasis::Whole => facts.gross_area,
        };
        self.agree(&facts, priced)?;
        let (unit_price, total) = match (price, total) {
            (Some(price), Some(total)) => (price.number.fen(), total.number.fen()),
            (Some(price), None) => (price.number.fen(), price.number.fen().times_area(priced)),
            (None, Some(total)) => {
                let total = total.number.fen();
                (total.per_area(priced).ok_or(text::NO_AREA)?, total)
            }
            (None, None) => return Err(Some(text::NO_PRICE)),
        };
        Ok((facts, Quote { unit_price, total, basis }))
    }

    fn missing(&mut self, measure: Measure) {
        let (m, at) = (measure as usize, self.unit.at);
        if let Some(column) = self.source.columns[m] {
            let place = (self.place)(Spot { column, ..at });
            self.problems.at(place, say!(text::VALUE_MISSING, what = name(measure)));
        } else {
            let say = say!(text::MATRIX_VALUE_MISSING, unit = self.id, what = name(measure));
            self.problems.at((self.place)(at), say);
        }
    }

    /// Whether a number can be what it is said to be, by itself.
    fn sensible(&mut self, measure: Measure, value: Value) -> bool {
        let is_area = matches!(measure, Measure::Gross | Measure::Net | Measure::Shared);
        let micro = value.number.micro;
        let found = || shown(value.number);
        let what = name(measure);
        let say = if micro < 0 || micro == 0 && measure != Measure::Shared {
            say!(text::NOT_POSITIVE, what = what, found = found())
        } else if is_area && value.number.area().is_none() {
            say!(text::AREA_DIGITS, what = what, found = found())
        } else if is_area && micro > 1_000_000 * ONE || micro > 9_000_000_000 * ONE {
            say!(text::TOO_GREAT, what = what, found = found())
        } else {
            return true;
        };
        self.problems.at((self.place)(value.at), say);
        false
    }

    /// Whether the numbers agree with each other.
    fn agree(&mut self, facts: &Facts, priced: Area) -> Result<(), Option<Text>> {
        let [price, total, gross, net, shared] = self.unit.values;
        let mut agreed = true;
        if let (Some(at), Some(net)) = (net, facts.net_area) {
            if net > facts.gross_area {
                let say = say!(text::NET_OVER_GROSS, net = net, gross = facts.gross_area);
                self.problems.at((self.place)(at.at), say);
                agreed = false;
            } else if let (Some(at), Some(shared), Some(_)) = (shared, facts.shared_area, gross)
                && (facts.gross_area.0 - net.0 - shared.0).abs() > 1
            {
                let say = say!(text::SHARED_DIFFERS, shared = shared, gross = facts.gross_area, net = net);
                self.problems.at((self.place)(at.at), say);
                agreed = false;
            }
        }
        if let (Some(price), Some(total)) = (price, total)
            && !facts.area_derived
            && !fits(self.steps, &price, &total, priced)
        {
            let product = price.number.fen().times_area(priced);
            let difference = total.number.fen() - product;
            let difference = if difference < Fen::ZERO { -difference } else { difference };
            let say = say!(
                text::TOTAL_DIFFERS,
                total = total.number.fen(),
                area = priced,
                price = price.number.fen(),
                product = product,
                difference = difference
            );
            self.problems.at((self.place)(total.at), say);
            agreed = false;
        }
        if agreed { Ok(()) } else { Err(None) }
    }
}

/// The area two prices make, half-up to 0.01 ㎡, from the numbers as printed and not from their fen.
fn derived(price: &Value, total: &Value) -> Option<Area> {
    let (total, price) = (i128::from(total.number.micro) * 100, i128::from(price.number.micro));
    i64::try_from((total + price / 2) / price).ok().filter(|a| (1..=100_000_000).contains(a)).map(Area)
}

/// A number as it was printed, without separators.
fn shown(number: Number) -> String {
    let (whole, rest) = (number.micro.unsigned_abs() / ONE as u64, number.micro.unsigned_abs() % ONE as u64);
    let sign = if number.micro < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{rest:06}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
