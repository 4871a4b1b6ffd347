//! Which units stand out: by status, layout, price, area, consultant. What is typed is declared as fields, like the
//! input of an action.

use crate::desk::field::{Choice, Field, Kind, may};
use crate::desk::{Failure, GridFacts, GridRow};
use crate::domain::area::Area;
use crate::domain::find::Needle;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::staff::StaffId;
use crate::domain::unit::Status;
use crate::say;
use crate::text::{Lang, Text, cli, price_list, tui as words};

const STATUSES: &[Choice] = &statuses();

const fn statuses() -> [Choice; Status::ALL.len()] {
    let mut all = [Choice { code: "", text: words::GRID }; Status::ALL.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = Choice { code: Status::ALL[i].code(), text: Status::ALL[i].text() };
        i += 1;
    }
    all
}

/// The fields of the filter, in the order of its form.
pub const FIELDS: &[Field] = &[
    may("status", words::F_STATUS, Kind::Choices(STATUSES)),
    may("layout", price_list::LAYOUT, Kind::Text),
    may("orientation", price_list::ORIENTATION, Kind::Text),
    may("total_from", words::F_TOTAL_FROM, Kind::Money),
    may("total_to", words::F_TOTAL_TO, Kind::Money),
    may("area_from", words::F_AREA_FROM, Kind::Area),
    may("area_to", words::F_AREA_TO, Kind::Area),
    may("consultant", cli::F_CONSULTANT, Kind::Staff),
];

/// A smaller amount than this is one of ten thousand yuan: 100,000 yuan.
const LEAST: i64 = 10_000_000;

/// A filter.
#[derive(Default)]
pub struct Filter {
    /// What was typed into each of [`FIELDS`]: the form opens with it again.
    pub typed: Vec<String>,
    statuses: Vec<Status>,
    layout: Option<Needle>,
    orientation: Option<Needle>,
    total: (Option<Fen>, Option<Fen>),
    area: (Option<Area>, Option<Area>),
    consultant: Option<StaffId>,
}

impl Filter {
    /// Reads what was typed; `staff` finds a member of the staff by name.
    ///
    /// # Errors
    /// What is wrong, at its field.
    pub fn read(
        typed: Vec<String>,
        staff: impl Fn(&str) -> Result<StaffId, Failure>,
    ) -> Result<Self, Failure> {
        let of = |name: &str| {
            let at = FIELDS.iter().position(|field| field.name == name);
            at.and_then(|at| typed.get(at)).map(|text| text.trim()).filter(|text| !text.is_empty())
        };
        let number = |name: &'static str| {
            let field = FIELDS.iter().find(|field| field.name == name);
            let text = of(name);
            let hint = field.map_or(words::GRID, |f| f.kind.hint());
            let label: Text = field.map_or(words::GRID, |f| f.text);
            (text, move |value: &str| {
                let why = say!(cli::FIELD_WRONG, field = label, value = value, hint = hint);
                Refusal::new("DESIGN 5", why).at(name)
            })
        };
        let money = |name| {
            let (text, wrong) = number(name);
            // Its label says ten thousand yuan; nobody looks for a flat of 500 yuan.
            let read = |text: &str| {
                Fen::parse(text).map(|fen| if fen.0 < LEAST { Fen(fen.0 * 10_000) } else { fen })
            };
            text.map(|text| read(text).ok_or_else(|| wrong(text))).transpose()
        };
        let area = |name| {
            let (text, wrong) = number(name);
            text.map(|text| Area::parse(text).ok_or_else(|| wrong(text))).transpose()
        };
        let consultant = of("consultant").map(staff).transpose().map_err(|failure| match failure {
            Failure::Refused(refusal) => refusal.at("consultant").into(),
            other => other,
        })?;
        let filter = Self {
            statuses: of("status")
                .into_iter()
                .flat_map(|codes| codes.split(','))
                .filter_map(Status::from_code)
                .collect(),
            layout: of("layout").map(Needle::new),
            orientation: of("orientation").map(Needle::new),
            total: (money("total_from")?, money("total_to")?),
            area: (area("area_from")?, area("area_to")?),
            consultant,
            typed: Vec::new(),
        };
        Ok(Self { typed, ..filter })
    }

    /// Whether it takes everything.
    pub fn is_empty(&self) -> bool {
        self.typed.iter().all(|text| text.trim().is_empty())
    }

    /// Whether it takes more than every grid knows of a unit.
    pub fn needs_facts(&self) -> bool {
        self.layout.is_some() || self.orientation.is_some() || self.consultant.is_some()
    }

    /// Whether it takes a unit.
    pub fn takes(&self, row: &GridRow, facts: Option<&GridFacts>) -> bool {
        let within = |value: i64, (from, to): (Option<i64>, Option<i64>)| {
            from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to)
        };
        let says = |needle: &Option<Needle>, text: Option<&String>| {
            needle.as_ref().is_none_or(|needle| text.is_some_and(|text| needle.finds(text)))
        };
        (self.statuses.is_empty() || self.statuses.contains(&row.status))
            && within(row.total.0, (self.total.0.map(|f| f.0), self.total.1.map(|f| f.0)))
            && within(row.gross_area.0, (self.area.0.map(|a| a.0), self.area.1.map(|a| a.0)))
            && says(&self.layout, facts.and_then(|f| f.layout.as_ref()))
            && says(&self.orientation, facts.and_then(|f| f.orientation.as_ref()))
            && self.consultant.is_none_or(|who| facts.and_then(|f| f.holder) == Some(who))
    }

    /// In words: `可售 总价从 300万`.
    pub fn in_lang(&self, lang: Lang) -> String {
        let filled = FIELDS.iter().zip(&self.typed).filter(|(_, text)| !text.trim().is_empty());
        let words: Vec<String> = filled
            .map(|(field, text)| match field.kind {
                Kind::Choices(_) => {
                    let names = self.statuses.iter().map(|status| status.text().get(lang));
                    names.collect::<Vec<_>>().join("/")
                }
                _ => format!("{} {}", field.text.get(lang), text.trim()),
            })
            .collect();
        words.join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::GridFacts;

    fn row(status: Status, yuan: i64, area: i64) -> GridRow {
        GridRow {
            id: "3-1-1203".parse().unwrap(),
            status,
            floor: 12,
            gross_area: Area(area),
            total: Fen(yuan * 100),
        }
    }

    fn filter(fields: &[(&str, &str)]) -> Result<Filter, Failure> {
        let typed = FIELDS.iter().map(|field| {
            fields.iter().find(|(name, _)| *name == field.name).map_or(String::new(), |f| f.1.to_owned())
        });
        let nobody = || Refusal::new("DESIGN 5", words::GRID).into();
        Filter::read(typed.collect(), |name| if name == "王磊" { Ok(StaffId(4)) } else { Err(nobody()) })
    }

    fn wrong_at(fields: &[(&str, &str)]) -> Option<&'static str> {
        match filter(fields) {
            Err(Failure::Refused(refusal)) => refusal.field,
            _ => None,
        }
    }

    #[test]
    fn every_condition_must_hold() {
        let facts = GridFacts {
            unit_price: Fen(5_000_000),
            layout: Some("三室两厅".into()),
            orientation: None,
            holder: Some(StaffId(4)),
            guest: None,
        };
        let unit = row(Status::Available, 3_000_000, 8_850);
        for (fields, taken) in [
            (&[("status", "available")][..], true),
            (&[("status", "held")], false),
            (&[("status", "available,held")], true),
            (&[("status", "held,reserved")], false),
            (&[("total_from", "300万"), ("total_to", "300万")], true),
            (&[("total_to", "299.99万")], false),
            (&[("total_from", "300"), ("total_to", "300")], true),
            (&[("total_to", "299")], false),
            (&[("total_to", "3000000")], true),
            (&[("area_from", "88.5"), ("area_to", "90")], true),
            (&[("area_from", "88.51")], false),
            (&[("layout", "三室")], true),
            (&[("layout", "ss")], true),
            (&[("layout", "两室")], false),
            (&[("orientation", "南")], false),
            (&[("consultant", "王磊")], true),
            (&[("status", "available"), ("area_to", "80")], false),
        ] {
            assert_eq!(filter(fields).unwrap().takes(&unit, Some(&facts)), taken, "{fields:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field() {
        assert_eq!(wrong_at(&[("total_from", "much")]), Some("total_from"));
        assert_eq!(wrong_at(&[("area_to", "ten")]), Some("area_to"));
        assert_eq!(wrong_at(&[("consultant", "无名")]), Some("consultant"));
        assert!(filter(&[("layout", "  ")]).unwrap().is_empty());
    }
}
