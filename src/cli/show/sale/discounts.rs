//! Discounts of the house.

use clap::ArgMatches;
use serde_json::json;

use crate::cli::output::{Columns, Format};
use crate::cli::{Shell, Stop, output};
use crate::desk::Desk;
use crate::domain::day::Day;
use crate::domain::discount::{Discount, DiscountId};
use crate::text::{Text, listed as words, sale};

type DiscountLine = (DiscountId, Discount);

/// Whether a discount is given on a day.
fn given_on(discount: &Discount, today: Day) -> Text {
    let used = i64::try_from(discount.deals.len()).unwrap_or(i64::MAX);
    if discount.ended.is_some() {
        words::GIVEN_NO_MORE
    } else if today > discount.until {
        words::GIVEN_PAST
    } else if today < discount.from {
        words::GIVEN_LATER
    } else if discount.quota.is_some_and(|quota| used >= quota) {
        words::GIVEN_UP
    } else {
        words::GIVEN_NOW
    }
}

pub(in crate::cli::show) fn discounts(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let today = desk.today();
    let mut lines = desk.discounts()?;
    if matches.get_flag("given") {
        lines.retain(|(_, discount)| given_on(discount, today) == words::GIVEN_NOW);
    }
    let columns = Columns::<DiscountLine>::default()
        .text("discount", sale::F_DISCOUNT, |(id, _): &DiscountLine| id.to_string())
        .text("name", sale::F_DISCOUNT_NAME, |(_, d): &DiscountLine| d.name.clone())
        .both(
            "reduction",
            words::H_HOW,
            |(_, d)| json!(d.reduction),
            move |(_, d)| d.reduction.map(|r| r.say().in_lang(lang)).unwrap_or_default(),
        )
        .text("evidence", sale::F_EVIDENCE, |(_, d): &DiscountLine| d.evidence.clone())
        .both(
            "valid",
            words::H_VALID,
            |(_, d)| json!({ "from": d.from, "until": d.until }),
            |(_, d)| format!("{} - {}", d.from, d.until),
        )
        .both("taken", words::H_TAKEN, |(_, d)| json!(d.deals.len()), |(_, d)| d.deals.len().to_string())
        .both(
            "quota",
            words::H_QUOTA,
            |(_, d)| json!(d.quota),
            |(_, d)| d.quota.map(|quota| quota.to_string()).unwrap_or_default(),
        )
        .data("deals", |(_, d)| json!(d.deals.iter().map(ToString::to_string).collect::<Vec<_>>()))
        .both(
            "state",
            words::H_STATE,
            move |(_, d)| json!(given_on(d, today).en),
            move |(_, d)| given_on(d, today).get(lang).to_owned(),
        );
    output::list(&lines, &columns, Format::of(matches), words::NO_DISCOUNTS, lang)
}
