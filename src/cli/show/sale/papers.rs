//! Numbered forms, copy by copy, and the stock they are drawn from.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::super::given;
use crate::cli::output::{Columns, Format};
use crate::cli::{Shell, Stop, output};
use crate::desk::Desk;
use crate::domain::paper::{Paper, PaperId, PaperKind, Place, Stock};
use crate::paper::sale::find_deal;
use crate::say;
use crate::text::{Lang, listed as words, sale};

/// A copy of a numbered form.
pub(in crate::cli::show) struct CopyLine {
    id: PaperId,
    paper: Paper,
    copy: usize,
    place: Place,
    by: String,
    tz_min: i32,
}

pub(in crate::cli::show) fn place_text(place: &Place, lang: Lang) -> String {
    match place {
        Place::Drawn => words::PLACE_DRAWN.get(lang).to_owned(),
        Place::With(keeper) => keeper.text().get(lang).to_owned(),
        Place::Recalled => words::PLACE_RECALLED.get(lang).to_owned(),
        Place::Lost(statement) => say!(words::PLACE_LOST, statement = statement).in_lang(lang),
    }
}

/// Every copy of some forms.
pub(in crate::cli::show) fn copies(
    desk: &Desk,
    papers: Vec<(PaperId, Paper)>,
) -> Result<Vec<CopyLine>, Stop> {
    let (names, (_, tz_min)) = (desk.names()?, desk.now());
    let mut lines = Vec::new();
    for (id, paper) in papers {
        let by = names.staff(paper.drawn_by).unwrap_or_default().to_owned();
        for (copy, place) in (1..).zip(&paper.copies) {
            let (paper, place, by) = (paper.clone(), place.clone(), by.clone());
            lines.push(CopyLine { id, paper, copy, place, by, tz_min });
        }
    }
    Ok(lines)
}

pub(in crate::cli::show) fn copy_columns(lang: Lang) -> Columns<CopyLine> {
    Columns::<CopyLine>::default()
        .text("paper", sale::F_PAPER, |l: &CopyLine| l.id.to_string())
        .both("copy", words::H_COPY, |l| json!(l.copy), |l| format!("{}/{}", l.copy, l.paper.copies.len()))
        .both(
            "place",
            words::H_PLACE,
            |l| match &l.place {
                Place::Drawn => json!("drawn"),
                Place::With(keeper) => json!(keeper.code()),
                Place::Recalled => json!("recalled"),
                Place::Lost(statement) => json!({ "lost": statement }),
            },
            move |l| place_text(&l.place, lang),
        )
        .both(
            "deal",
            sale::F_DEAL,
            |l| json!(l.paper.deal.map(|deal| deal.to_string())),
            |l| l.paper.deal.map(|deal| deal.to_string()).unwrap_or_default(),
        )
        .both(
            "drawn",
            words::H_DRAWN,
            |l| json!(l.paper.drawn.local(l.tz_min).rfc3339()),
            |l| l.paper.drawn.local(l.tz_min).to_string(),
        )
        .text("drawn_by", words::H_DRAWN_BY, |l: &CopyLine| l.by.clone())
        .both(
            "stamped",
            words::H_STAMPED,
            |l| json!(l.paper.stamped.map(|at| at.local(l.tz_min).rfc3339())),
            |l| l.paper.stamped.map(|at| at.local(l.tz_min).to_string()).unwrap_or_default(),
        )
        .both("void", words::H_VOID, |l| json!(l.paper.void), |l| l.paper.void.clone().unwrap_or_default())
}

pub(in crate::cli::show) fn papers(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let (lang, format) = (shell.lang, Format::of(matches));
    if matches.get_flag("stock") {
        return stock(desk, format, lang);
    }
    let papers = match given(matches, "deal") {
        Some(text) => desk.papers_of(find_deal(desk, text)?.0)?,
        None => desk.papers()?,
    };
    output::list(&copies(desk, papers)?, &copy_columns(lang), format, words::NO_PAPERS, lang)
}

fn stock(desk: &Desk, format: Format, lang: Lang) -> Result<(), Stop> {
    let mut lines: Vec<(PaperKind, Stock)> = Vec::new();
    for kind in PaperKind::ALL {
        lines.push((*kind, desk.stock(*kind)?));
    }
    let batches = |s: &Stock| -> Vec<String> {
        s.batches.iter().map(|b| format!("{}-{} ({})", b.from, b.to, b.copies)).collect()
    };
    let columns = Columns::<(PaperKind, Stock)>::default()
        .both(
            "kind",
            sale::F_PAPER_KIND,
            |(kind, _): &(PaperKind, Stock)| json!(kind.code()),
            move |(kind, _)| kind.text().get(lang).to_owned(),
        )
        .both(
            "batches",
            words::H_BATCHES,
            |(_, s)| {
                let all: Vec<Value> = s
                    .batches
                    .iter()
                    .map(|b| json!({ "from": b.from, "to": b.to, "copies": b.copies }))
                    .collect();
                json!(all)
            },
            move |(_, s)| match batches(s) {
                none if none.is_empty() => words::PRINTED_BY_US.get(lang).to_owned(),
                all => all.join(", "),
            },
        )
        .both("drawn", words::H_LAST, |(_, s)| json!(s.drawn), |(_, s)| s.drawn.to_string())
        .both(
            "left",
            words::H_LEFT,
            |(_, s)| json!(s.left()),
            |(_, s)| s.left().map(|n| n.to_string()).unwrap_or_default(),
        );
    output::list(&lines, &columns, format, words::NO_PAPERS, lang)
}
