//! Another pay plan 变更付款方式 as actions: asked for with the discounts that go and come with it, decided as an
//! application, carried out by whoever keeps the papers. The form that was signed stays as it is: a supplement is printed
//! from the application and signed with it (RULES 1.6, 1.8, 3.1).

use super::action::Action;
use super::changes::{ask, carry_out};
use super::deal::{deal, on_deal};
use super::field::{Field, Kind, may, must};
use super::{ACTIONS as ALL, Deed, Desk, Failure, Filled, Session, discounts};
use crate::domain::application::{AppId, AppKind, Request};
use crate::domain::deal::{Deal, Replan};
use crate::domain::discount::Discount;
use crate::domain::loan::Repayment;
use crate::domain::pay_plan::PlanKind;
use crate::domain::permission::{Control, Duty};
use crate::domain::refusal::Refusal;
use crate::domain::unit::Unit;
use crate::store::{CommandId, Tracked};
use crate::text::{change as words, cli, sale};

/// The action that asks for it.
pub const ASK_ID: &str = "deal.pay_plan";

const ASK: &[Field] = &[
    must("deal", sale::F_DEAL, Kind::Deal),
    must("plan", sale::F_PLAN, Kind::Choice(PlanKind::CHOICES)),
    may("down", sale::F_DOWN, Kind::Share),
    may("years", sale::F_YEARS, Kind::Number),
    may("how", sale::F_HOW, Kind::Choice(Repayment::CHOICES)),
    may("rate", sale::F_RATE, Kind::Share),
    may("fund", sale::F_FUND, Kind::Money),
    may("fund_rate", sale::F_FUND_RATE, Kind::Share),
    may("parts", sale::F_PARTS, Kind::Parts),
    may("pay_by", sale::F_PAY_BY, Kind::Date),
    may("lose", words::F_LOSE, Kind::Discounts),
    may("take", words::F_TAKE, Kind::Discounts),
    may("special", sale::F_SPECIAL, Kind::Application),
    must("evidence", words::F_PAPER_NO, Kind::Text),
    must("reason", cli::F_REASON, Kind::Note),
];

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: ASK_ID, text: words::A_PLAN, duty: Duty::Ask, control: Control::Single,
        fields: ASK,
        run: |deed, f| {
            let request = request(deed, f)?;
            let (id, asked) = (deal(deed, f)?, request.discounts());
            ask(deed, id, request, f.text("reason"))?;
            // From here on nobody else gets their place in the quota, as with a form that is filled.
            let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
            discounts::take_again(deed, id, &now.state, &asked)
        },
    },
    Action {
        id: "deal.replan", text: words::A_REPLAN, duty: Duty::Change, control: Control::Single,
        fields: &[must("application", sale::F_APPLICATION, Kind::Application)],
        run: carry,
    },
];

/// What is asked for, worked out.
fn request(deed: &Deed, f: &Filled) -> Result<Request, Failure> {
    let id = deal(deed, f)?;
    let now = deed.work.load::<Deal>(&id.0.to_string())?.state;
    let none = || Refusal::new("RULES 1.8", crate::say!(words::NOT_SUBSCRIBED, deal = id)).at("deal");
    let key = now.unit.clone().ok_or_else(none)?;
    let due = now.first_money_day(deed.today());
    let plan = Filled::need(super::deal::plan(deed, f, due)?, "plan")?;
    let buyers = now.terms.as_ref().map(|terms| terms.buyers.clone()).unwrap_or_default();
    let special = f.number("special").map(|id| AppId(*id));
    let take = discounts::chosen(deed, &key, Some(id), &buyers, f.text("take"), special)
        .map_err(|failure| at(failure, "discounts", "take"))?;
    let asked = Replan { plan, lose: lost(deed, &now, f.text("lose"))?, take };
    let unit = deed.work.load::<Unit>(&key.to_string())?.state;
    let ctx = deed.ctx();
    let (make_up, plan) = now.may_replan(id, &asked, unit.floor_price(&ctx), &ctx)?;
    Ok(Request::Plan {
        before: now.price(),
        make_up,
        plan,
        lose: asked.lose,
        take: asked.take.into_iter().map(|discount| discount.name).collect(),
        evidence: f.text("evidence").to_owned(),
    })
}

/// A refusal of a subscription's field stands at the one that is called otherwise here.
fn at(failure: Failure, theirs: &str, ours: &'static str) -> Failure {
    match failure {
        Failure::Refused(refusal) if refusal.field == Some(theirs) => Failure::Refused(refusal.at(ours)),
        other => other,
    }
}

/// The discounts that it has by what was typed: as they are printed, or by their numbers.
fn lost(deed: &Deed, deal: &Deal, text: &str) -> Result<Vec<String>, Failure> {
    let made = deal.make_up();
    let has = |part: &str| {
        let mut lines = made.iter().flat_map(|made| &made.lines).map(|line| &line.discount.name);
        let app = AppId::parse(part).map(|id| id.to_string());
        lines
            .find(|name| *name == part || app.as_ref().is_some_and(|app| name.ends_with(app.as_str())))
            .cloned()
    };
    let mut names = Vec::new();
    for part in text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(name) = has(part) {
            names.push(name);
            continue;
        }
        for id in discounts::published(deed, part).map_err(|failure| at(failure, "discounts", "lose"))? {
            names.push(deed.work.load::<Discount>(&id.0.to_string())?.state.name);
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The price and the plan become what was approved; whoever has which discount follows from them.
fn carry(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let (app, id, request) = carry_out(deed, f, AppKind::Plan)?;
    let Request::Plan { make_up, plan, .. } = request else { return Ok(()) };
    on_deal(deed, id, |deal, id, _| deal.decide_replan(id, app, make_up, plan))?;
    let now: Tracked<Deal> = deed.work.load(&id.0.to_string())?;
    discounts::take_again(deed, id, &now.state, &[])
}

impl Desk {
    /// What another pay plan would come to. Nothing is recorded.
    ///
    /// # Errors
    /// Why it may not be asked for, or what the store says.
    pub fn replan_of(&self, who: &Session, filled: &Filled) -> Result<Request, Failure> {
        let Some(action) = ALL.find(ASK_ID) else {
            return Err(Refusal::new("DESIGN 1", sale::NOTHING_FILLED).into());
        };
        let command = self.command(who.staff, who.id, CommandId::new());
        self.store.look::<_, Failure>(command, |work| {
            let mut deed = Deed::begin(work, who, None, action, filled)?;
            deed.rates = self.rates(deed.today());
            request(&deed, filled)
        })
    }
}
