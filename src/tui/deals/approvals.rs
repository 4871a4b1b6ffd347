//! What waits for a decision 审批: for whoever is at the desk, the oldest first; then what they asked for themselves.

use super::super::App;
use super::super::form::{Form, Note};
use super::super::guests::Tone;
use super::super::window::{Entry, Window};
use crate::desk::{ACTIONS, Names, StoreError, Which};
use crate::domain::application::{AppId, Application, Request};
use crate::domain::deal::DealId;
use crate::domain::moment::Millis;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::text::{Arg, Lang, Say, change, deals_tui as words};

/// What waits, as it was last read.
#[derive(Default)]
pub struct Approvals {
    /// What waits for whoever is at the desk, then what they asked for.
    pub rows: Vec<Waiting>,
    /// Which of them is chosen.
    pub at: usize,
}

/// An application that waits.
pub struct Waiting {
    /// Its number.
    pub id: AppId,
    /// Of which deal.
    pub deal: Option<DealId>,
    /// Of which unit.
    pub unit: Option<UnitId>,
    /// What kind.
    pub kind: String,
    /// The figures in short.
    pub figures: String,
    /// It goes below the floor price.
    pub below: bool,
    /// Who asks.
    pub by: String,
    /// Since when.
    pub since: Millis,
    /// Whether it waits for whoever is at the desk; else for this role.
    pub mine: Result<(), &'static str>,
    /// Refused, the subscription itself ends.
    pub ends: bool,
    /// Everything else, a line each.
    pub lines: Vec<(String, Tone)>,
}

impl Waiting {
    /// Whether whoever is at the desk decides about it.
    pub fn may_decide(&self) -> Result<(), Say> {
        self.mine.map_err(|role| say!(words::NOT_MINE_TO_DECIDE, role = role))
    }
}

impl Approvals {
    /// How many wait for whoever is at the desk.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.mine.is_ok()).count()
    }

    /// The chosen one.
    pub fn here(&self) -> Option<&Waiting> {
        self.rows.get(self.at)
    }
}

impl App {
    /// Reads what waits again; the cursor stays on its application.
    pub(in super::super) fn read_approvals(&mut self) -> Result<(), StoreError> {
        let here = self.approvals.here().map(|row| row.id);
        let mut rows = Vec::new();
        if let Some(person) = &self.person {
            let (me, roles) = (person.session.staff, person.roles);
            let names = self.desk.names()?;
            for (id, app) in self.desk.applications(Which::Live)? {
                let Some(role) = app.waits_for() else { continue };
                let mine = match (app.by == me, self.desk.decides(&app, me, roles)?) {
                    (_, true) => Ok(()),
                    (true, false) => Err(role.text().get(self.lang)),
                    (false, false) => continue,
                };
                rows.push(self.waiting(id, &app, mine, &names)?);
            }
            // Those that wait the longest come first already.
            rows.sort_by_key(|row| row.mine.is_err());
        }
        self.approvals.rows = rows;
        let at = self.approvals.rows.iter().position(|row| Some(row.id) == here);
        // One that was decided lets the next one come.
        let last = self.approvals.rows.len().saturating_sub(1);
        self.approvals.at = at.unwrap_or(self.approvals.at).min(last);
        Ok(())
    }

    fn waiting(
        &self,
        id: AppId,
        app: &Application,
        mine: Result<(), &'static str>,
        names: &Names,
    ) -> Result<Waiting, StoreError> {
        let tell = |say: Say| names.fill(say).in_lang(self.lang);
        let deal = app.deal.map(|deal| self.desk.deal(deal)).transpose()?.flatten();
        let terms = deal.as_ref().and_then(|deal| deal.terms.as_ref());
        let below = terms.and_then(|terms| terms.make_up.below_floor);
        let mut lines = vec![(tell(say!(words::A_GUEST, guest = app.guest)), Tone::Plain)];
        let mut line = |text: String, tone| lines.push((text, tone));
        let figures = match &app.request {
            Some(Request::Subscription { price, list, share, deposit, short }) => {
                line(tell(say!(words::A_PRICE, price = *price, list = *list, share = *share)), Tone::Strong);
                for l in terms.iter().flat_map(|terms| &terms.make_up.lines) {
                    let how = l.discount.method.say().in_lang(self.lang);
                    line(format!("  {}  {how}  -{}", l.discount.name, l.off), Tone::Plain);
                    if let Some(evidence) = &l.discount.evidence {
                        let text = tell(say!(words::A_EVIDENCE, evidence = evidence));
                        line(format!("    {text}"), Tone::Faint);
                    }
                }
                match below {
                    Some(b) => {
                        let say = say!(words::A_BELOW, floor = b.floor, by = b.by, share = b.share);
                        line(tell(say), Tone::Alarm);
                    }
                    None => line(words::A_ABOVE.get(self.lang).to_owned(), Tone::Plain),
                }
                match (short, terms.and_then(|terms| terms.short)) {
                    (Some(now), rest) => {
                        let by = rest.map(|short| short.rest_by).unwrap_or_default();
                        let (deposit, rest) = (*deposit, *deposit - *now);
                        let say = say!(words::A_SHORT, deposit = deposit, short = *now, rest = rest, by = by);
                        line(tell(say), Tone::Alarm);
                    }
                    (None, _) => line(tell(say!(words::A_DEPOSIT, deposit = *deposit)), Tone::Plain),
                }
                for say in terms.map(|terms| super::sheet::plan_rows(&terms.plan)).unwrap_or_default() {
                    line(tell(say), Tone::Plain);
                }
                if let Some(terms) = terms {
                    // RULES 2 row 32: whoever a unit was kept for buys it; the manager sees where that is not so.
                    let buys =
                        terms.buyers.iter().any(|b| b.guest == app.guest || b.guardian == Some(app.guest));
                    let buyers: Vec<Arg> = terms.buyers.iter().map(|buyer| buyer.guest.into()).collect();
                    let tone = if buys { Tone::Plain } else { Tone::Alarm };
                    line(tell(say!(words::A_BUYERS, buyers = buyers)), tone);
                    if !buys {
                        line(words::A_NOT_BUYER.get(self.lang).to_owned(), Tone::Alarm);
                    }
                    line(tell(say!(words::SIGN_BY, day = terms.sign_by)), Tone::Plain);
                    line(tell(say!(words::LIMIT, limit = terms.limit.text())), Tone::Plain);
                }
                tell(say!(words::FIGURE_SUBSCRIPTION, price = *price, share = *share))
            }
            Some(Request::Discount { reduction, evidence, leader, given, valid_until }) => {
                line(tell(reduction.say()), Tone::Strong);
                line(tell(say!(words::A_EVIDENCE, evidence = evidence)), Tone::Plain);
                line(tell(say!(words::A_LEADER, leader = *leader, given = given.text())), Tone::Plain);
                line(tell(say!(words::A_VALID, until = *valid_until)), Tone::Plain);
                tell(reduction.say())
            }
            Some(request @ Request::Extension { from, to, .. }) => {
                line(tell(request.say()), Tone::Strong);
                // What it costs because it is decided late, nobody was told when it was asked for.
                if let (Some(deal), Request::Extension { lost: None, .. }) = (&deal, request)
                    && let Some(lost) = self.desk.read_ctx(|ctx| deal.loses_by(app, ctx))?
                {
                    let (names, off, price) = (lost.listed(), lost.off, lost.price);
                    let say = say!(change::DECIDED_LATE, names = names, off = off, price = price);
                    line(tell(say), Tone::Alarm);
                }
                tell(say!(words::FIGURE_EXTENSION, days = from.until(*to), to = *to))
            }
            Some(request @ Request::Release { cause, settlement, .. }) => {
                line(tell(request.say()), Tone::Strong);
                let (kept, back) = (settlement.forfeit, settlement.refund + settlement.on_top);
                tell(say!(words::FIGURE_RELEASE, cause = cause.text(), kept = kept, back = back))
            }
            Some(request @ Request::Plan { plan, make_up, .. }) => {
                line(tell(request.say()), Tone::Strong);
                if let Some(b) = make_up.below_floor {
                    let say = say!(words::A_BELOW, floor = b.floor, by = b.by, share = b.share);
                    line(tell(say), Tone::Alarm);
                }
                for say in super::sheet::plan_rows(plan) {
                    line(tell(say), Tone::Plain);
                }
                let (plan, price) = (plan.kind().text(), make_up.deal);
                tell(say!(words::FIGURE_PLAN, plan = plan, price = price))
            }
            Some(request) => {
                line(tell(request.say()), Tone::Strong);
                tell(request.say())
            }
            None => String::new(),
        };
        if !app.reason.is_empty() {
            let is_terms = matches!(app.request, Some(Request::Subscription { .. }));
            let reason = &app.reason;
            let say = if is_terms {
                say!(words::SPECIAL_TERMS, terms = reason)
            } else {
                say!(words::A_REASON, reason = reason)
            };
            line(tell(say), Tone::Strong);
        }
        let levels: Vec<Arg> = app.levels.iter().map(|role| role.text().into()).collect();
        line(tell(say!(words::A_LEVELS, levels = levels)), Tone::Faint);
        for d in &app.decided {
            let (role, decision) = (d.role.text(), d.decision.text());
            line(tell(say!(words::A_DECIDED, role = role, who = d.who, decision = decision)), Tone::Plain);
        }
        let kind = app.request.as_ref().map(|request| request.kind().text().get(self.lang));
        Ok(Waiting {
            id,
            deal: app.deal,
            unit: app.unit.clone(),
            kind: kind.unwrap_or_default().to_owned(),
            figures,
            below: below.is_some(),
            by: names.staff(app.by).unwrap_or_default().to_owned(),
            since: app.at,
            mine,
            ends: matches!(&app.request, Some(Request::Subscription { .. })),
            lines,
        })
    }

    /// How long something waits: minutes, hours, days.
    pub(in super::super) fn waits(&self, since: Millis) -> String {
        let minutes = (self.now.0 - since.0).max(0) / 60_000;
        let say = match minutes {
            0..120 => say!(words::WAITS_MINUTES, minutes = minutes),
            120..2880 => say!(words::WAITS_HOURS, hours = minutes / 60),
            _ => say!(words::WAITS_DAYS, days = minutes / 1440),
        };
        say.in_lang(self.lang)
    }

    pub(in super::super) fn approve_here(&mut self) {
        self.decide_here("application.approve", Self::approve_here);
    }

    pub(in super::super) fn return_here(&mut self) {
        self.decide_here("application.return", Self::return_here);
    }

    pub(in super::super) fn refuse_here(&mut self) {
        self.decide_here("application.refuse", Self::refuse_here);
    }

    fn decide_here(&mut self, id: &str, again: fn(&mut Self)) {
        if !self.at_the_desk(again) {
            return;
        }
        let Some(row) = self.approvals.here() else { return self.warn(words::NONE_HERE) };
        if let Err(why) = row.may_decide() {
            return self.warn(why);
        }
        let ends = id == "application.refuse" && row.ends;
        let (app, gloss) = (row.id, application_gloss(row, self.lang));
        let Some(action) = ACTIONS.find(id) else { return };
        if let Some(why) = self.why_not(Entry::Action(action)) {
            return self.warn(why);
        }
        let mut form = Form::act(action, "", "");
        form.preset("application", &app.to_string(), gloss);
        form.focus_on("reason");
        form.about(&app.to_string());
        if ends {
            form.note = Some(Note::Hint(words::REFUSAL_ENDS.get(self.lang).to_owned()));
        }
        self.restore_draft(&mut form);
        self.windows.push(Window::Form(Box::new(form)));
    }
}

/// What an application is about, beside its number.
fn application_gloss(row: &Waiting, lang: Lang) -> String {
    let unit: Arg = row.unit.as_ref().map_or_else(|| "".into(), Arg::from);
    let title = say!(words::A_TITLE, application = "", kind = &row.kind, unit = unit).in_lang(lang);
    format!("{} {} {}", title.trim(), row.figures, row.by)
}
