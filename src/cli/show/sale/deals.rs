//! Subscriptions.

use clap::ArgMatches;
use serde_json::json;

use super::super::{given, one_staff};
use super::{Whom, chosen, fen, role};
use crate::cli::output::{Columns, Format};
use crate::cli::{Shell, Stop, output};
use crate::desk::{Desk, Which};
use crate::domain::choice::Choice;
use crate::domain::deal::{Deal, DealId, Outcome, Step};
use crate::domain::money::Fen;
use crate::paper::sale::{people_of, standing};
use crate::text::{guest as guest_words, listed as words, sale, shell};

struct DealLine {
    id: DealId,
    deal: Deal,
    buyers: Vec<String>,
    consultant: String,
}

impl DealLine {
    fn price(&self) -> Option<Fen> {
        self.deal.terms.as_ref().map(|_| self.deal.price())
    }

    fn unit(&self) -> String {
        self.deal.unit.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// How far a deal has come, as `--status` names it.
fn status_of(deal: &Deal) -> &'static str {
    match &deal.ended {
        Some(end) => end.how.code(),
        None if deal.is_done(Step::Grid) => "subscribed",
        None => "running",
    }
}

pub(in crate::cli::show) fn deals(shell: &Shell, desk: &Desk, matches: &ArgMatches) -> Result<(), Stop> {
    let lang = shell.lang;
    let mut statuses = vec![
        Choice { code: "running", text: words::RUNNING },
        Choice { code: "subscribed", text: words::SUBSCRIBED },
    ];
    statuses.extend(Outcome::CHOICES.iter().copied());
    let status = given(matches, "status").map(|text| chosen("--status", text, &statuses)).transpose()?;
    let step = given(matches, "step").map(|text| chosen("--step", text, Step::CHOICES)).transpose()?;
    let role = role(matches)?;
    let consultant = given(matches, "consultant").map(|name| one_staff(desk, name)).transpose()?;
    let mut all = desk.deals(Which::All)?;
    all.retain(|(_, deal)| {
        let next = deal.next_step();
        status.is_none_or(|status| status == status_of(deal))
            && step.is_none_or(|step| next.is_some_and(|next| next.code() == step))
            && role.is_none_or(|role| next.is_some_and(|next| next.role() == role))
            && consultant.is_none_or(|who| deal.consultant == who)
    });
    let mut people = Vec::new();
    for (_, deal) in &all {
        people.extend(people_of(desk, deal)?);
    }
    let whom = Whom::of(shell, desk, matches, "deals", &people)?;
    let names = desk.names()?;
    let lines: Vec<DealLine> = all
        .into_iter()
        .map(|(id, deal)| DealLine {
            id,
            buyers: whom.buyers(&names, &deal),
            consultant: names.staff(deal.consultant).unwrap_or_default().to_owned(),
            deal,
        })
        .collect();
    let columns = Columns::<DealLine>::default()
        .text("deal", sale::F_DEAL, |l: &DealLine| l.id.to_string())
        .text("unit", shell::H_UNIT, DealLine::unit)
        .both("buyers", words::H_BUYERS, |l| json!(l.buyers), |l| l.buyers.join(", "))
        .text("consultant", guest_words::C_CONSULTANT, |l: &DealLine| l.consultant.clone())
        .both("price_fen", words::H_PRICE, |l| json!(l.price().map(|f| f.0)), |l| fen(l.price()))
        .both(
            "plan",
            sale::F_PLAN,
            |l| json!(l.deal.terms.as_ref().map(|t| t.plan.kind().code())),
            move |l| l.deal.terms.as_ref().map_or("", |t| t.plan.kind().text().get(lang)).to_owned(),
        )
        .data("deposit_fen", |l| json!(l.deal.terms.as_ref().map(|t| t.deposit.0)))
        .both("paid_fen", words::H_PAID, |l| json!(l.deal.deposited().0), |l| l.deal.deposited().to_string())
        .data("missing_fen", |l| json!(l.deal.terms.as_ref().map(|_| l.deal.deposit_missing().0)))
        .both(
            "status",
            words::H_STANDING,
            |l| json!(status_of(&l.deal)),
            move |l| match status_of(&l.deal) {
                "running" => words::RUNNING.get(lang).to_owned(),
                _ => standing(&l.deal).get(lang).to_owned(),
            },
        )
        .both(
            "next_step",
            words::H_NEXT,
            |l| json!(l.deal.next_step().map(Step::code)),
            move |l| l.deal.next_step().map_or("", |step| step.text().get(lang)).to_owned(),
        )
        .both(
            "waits_for",
            words::H_NEXT_ROLE,
            |l| json!(l.deal.next_step().map(|step| step.role().code())),
            move |l| l.deal.next_step().map_or("", |step| step.role().text().get(lang)).to_owned(),
        )
        .both(
            "sign_by",
            sale::F_SIGN_BY,
            |l| json!(l.deal.sign_by),
            |l| l.deal.sign_by.map(|day| day.to_string()).unwrap_or_default(),
        )
        .data("paper", |l| json!(l.deal.paper.map(|paper| paper.to_string())))
        .data("begun", |l| json!(l.deal.since.local(l.deal.tz_min).rfc3339()));
    output::list(&lines, &columns, Format::of(matches), words::NO_DEALS, lang)
}
