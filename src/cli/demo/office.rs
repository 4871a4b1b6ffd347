//! The fictional office of `assets/demo/office.toml`: people, buildings, names.

use serde::Deserialize;

use super::super::Stop;
use super::changes::ChangeWords;
use super::sale::SaleWords;
use crate::domain::area::Area;
use crate::domain::money::Fen;
use crate::domain::permission::{Role, Roles};
use crate::domain::price_list::{Facts, Place, PriceBasis, PriceList, PriceRow, Quote, SheetLayout};
use crate::domain::unit_id::UnitId;

/// The office.
#[derive(Debug, Deserialize)]
pub(super) struct Office {
    pub project: String,
    pub permit_first: String,
    pub permit_second: String,
    pub staff: Vec<Person>,
    pub building: Vec<Building>,
    pub guests: GuestNames,
    /// What guests answer for the registers, by the codes of the questions.
    pub answers: std::collections::BTreeMap<String, Vec<String>>,
    pub reasons: Reasons,
    pub sale: SaleWords,
    pub change: ChangeWords,
}

/// A member of the staff.
#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub name: String,
    pub roles: String,
    pub pin: String,
}

/// A building and its shape.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Building {
    pub name: String,
    pub sections: i32,
    pub floors: i32,
    /// Gross areas of the rooms of a floor, square metres.
    rooms: Vec<f64>,
    layouts: Vec<String>,
    orientations: Vec<String>,
    usage: String,
    /// Yuan for one square metre on the first floor.
    price: i64,
    /// Released first, or not yet.
    pub batch: u8,
}

/// What guests are called.
#[derive(Debug, Deserialize)]
pub(super) struct GuestNames {
    pub surnames: String,
    pub given: String,
}

/// Words that people type.
#[derive(Debug, Deserialize)]
pub(super) struct Reasons {
    pub show_flat: String,
    pub repricing: String,
    pub mortgage: String,
    pub consent: String,
    pub hold_back: String,
    pub price: String,
    pub hours: String,
    pub follow_up: Vec<String>,
}

impl Office {
    /// Reads what is built into the program.
    pub(super) fn load() -> Result<Self, Stop> {
        let text = include_str!("../../../assets/demo/office.toml");
        toml::from_str(text).map_err(|error| Stop::from(std::io::Error::other(error.to_string())))
    }

    /// Who has a role.
    pub(super) fn with(&self, role: Role) -> Vec<&Person> {
        self.staff.iter().filter(|p| p.roles.split(',').any(|code| code == role.code())).collect()
    }

    /// The price list of the whole project; with `units`, further towers like the first until there are so many.
    pub(super) fn price_list(&self, units: Option<usize>) -> PriceList {
        let mut rows: Vec<PriceRow> = Vec::new();
        let mut buildings = self.building.clone();
        let wanted = units.unwrap_or(0);
        let tower = self.building.first().cloned();
        let mut number = 10;
        while let Some(tower) = tower.as_ref().filter(|_| count(&buildings) < wanted) {
            number += 1;
            buildings.push(Building { name: number.to_string(), ..tower.clone() });
        }
        for building in &buildings {
            building.rows(&mut rows);
        }
        if units.is_some() {
            rows.truncate(wanted);
        }
        PriceList { file_name: "demo".into(), sha256: "demo".into(), layout: SheetLayout::List, rows }
    }
}

fn count(buildings: &[Building]) -> usize {
    buildings.iter().map(|b| b.rooms.len() * usize::try_from(b.sections * b.floors).unwrap_or(0)).sum()
}

impl Person {
    pub(super) fn roles(&self) -> Result<Roles, Stop> {
        let known = |code: &str| Role::ALL.into_iter().find(|role| role.code() == code);
        let roles: Option<Roles> = self.roles.split(',').map(known).collect();
        roles.ok_or_else(|| Stop::from(std::io::Error::other(self.roles.clone())))
    }
}

impl Building {
    fn rows(&self, rows: &mut Vec<PriceRow>) {
        for (section, floor) in (1..=self.sections).flat_map(|s| (1..=self.floors).map(move |f| (s, f))) {
            for (at, area) in self.rooms.iter().enumerate() {
                let room = format!("{floor}{:02}", at + 1);
                let Some(unit) = UnitId::new(&self.name, &section.to_string(), &room) else { continue };
                // Higher is dearer, up to three quarters of the way; corner rooms a little more.
                let storeys = i64::from(floor.min(self.floors * 3 / 4));
                let corner = if at == 0 || at + 1 == self.rooms.len() { 600 } else { 0 };
                let unit_price = Fen::yuan(self.price + storeys * 120 + corner);
                let gross_area = Area((area * 100.0).round() as i64);
                let net_area = Area(gross_area.0 * 797 / 1000);
                rows.push(PriceRow {
                    at: Place { sheet: String::new(), row: rows.len() as u32 + 2, column: 0 },
                    facts: Facts {
                        floor,
                        gross_area,
                        area_derived: false,
                        net_area: Some(net_area),
                        shared_area: Some(Area(gross_area.0 - net_area.0)),
                        layout: self.layouts.get(at).cloned(),
                        orientation: self.orientations.get(at).cloned(),
                        usage: Some(self.usage.clone()),
                    },
                    quote: Quote {
                        unit_price,
                        total: unit_price.times_area(gross_area),
                        basis: PriceBasis::Gross,
                    },
                    unit,
                    status_in_file: None,
                });
            }
        }
    }
}
