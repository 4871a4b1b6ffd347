//! Numbered paper 纸质文书 as actions: its stock, and the custody of every copy (RULES 1.4, 1.8).

use super::action::Action;
use super::field::{Field, Kind, must};
use super::{Deed, Failure, Filled};
use crate::domain::paper::{Keeper, Paper, PaperEvent, PaperId, PaperKind, Stock};
use crate::domain::permission::{Control, Duty};
use crate::domain::refusal::Refusal;
use crate::store::Tracked;
use crate::text::{cli, sale as words};

const PAPER: Field = must("paper", words::F_PAPER, Kind::Paper);
const COPY: Field = must("copy", words::F_COPY, Kind::Number);

#[rustfmt::skip]
pub(super) const ACTIONS: &[Action] = &[
    Action {
        id: "paper.stock", text: words::A_STOCK, duty: Duty::PaperStock, control: Control::Single,
        fields: &[
            must("kind", words::F_PAPER_KIND, Kind::Choice(PaperKind::CHOICES)),
            must("from", words::F_FROM_NO, Kind::Number),
            must("to", words::F_TO_NO, Kind::Number),
            must("copies", words::F_COPIES, Kind::Number),
        ],
        run: |deed, f| {
            let kind = Filled::need(f.choice("kind").and_then(|code| PaperKind::from_code(code)), "kind")?;
            let number = |name| Filled::need(f.number(name).copied(), name);
            let mut stock: Tracked<Stock> = deed.work.load(kind.code())?;
            let events = stock.state.decide_add(number("from")?, number("to")?, number("copies")?)?;
            Ok(deed.work.record(&mut stock, &events)?)
        },
    },
    Action {
        id: "paper.hand", text: words::A_HAND, duty: Duty::PaperStock, control: Control::Single,
        fields: &[PAPER, COPY, must("to", words::F_KEEPER, Kind::Choice(Keeper::CHOICES))],
        run: |deed, f| {
            let to = Filled::need(f.choice("to").and_then(|code| Keeper::from_code(code)), "to")?;
            on_copy(deed, f, |paper, id, copy| paper.decide_hand(id, copy, Some(to)))
        },
    },
    Action {
        id: "paper.recall", text: words::A_RECALL, duty: Duty::PaperStock, control: Control::Single,
        fields: &[PAPER, COPY],
        run: |deed, f| on_copy(deed, f, |paper, id, copy| paper.decide_hand(id, copy, None)),
    },
    Action {
        id: "paper.lose", text: words::A_LOSE, duty: Duty::SubscriptionArchive, control: Control::Approved,
        fields: &[PAPER, COPY, must("statement", words::F_STATEMENT, Kind::Note)],
        run: |deed, f| on_copy(deed, f, |paper, id, copy| paper.decide_lose(id, copy, f.text("statement"))),
    },
    Action {
        id: "paper.void", text: words::A_VOID_PAPER, duty: Duty::SubscriptionArchive, control: Control::Approved,
        fields: &[PAPER, must("reason", cli::F_REASON, Kind::Note)],
        run: void,
    },
];

fn paper(f: &Filled) -> Result<PaperId, Failure> {
    Filled::need(PaperId::parse(f.text("paper")), "paper")
}

fn on_copy(
    deed: &mut Deed,
    f: &Filled,
    decide: impl FnOnce(&Paper, PaperId, i64) -> Result<Vec<PaperEvent>, Refusal>,
) -> Result<(), Failure> {
    let id = paper(f)?;
    let copy = *Filled::need(f.number("copy"), "copy")?;
    let mut tracked: Tracked<Paper> = deed.work.load(&id.to_string())?;
    let events = decide(&tracked.state, id, copy)?;
    Ok(deed.work.record(&mut tracked, &events)?)
}

/// Declares a form void that is not, or no longer, the form of a live deal.
fn void(deed: &mut Deed, f: &Filled) -> Result<(), Failure> {
    let id = paper(f)?;
    let mut tracked: Tracked<Paper> = deed.work.load(&id.to_string())?;
    let Some(deal) = tracked.state.deal else {
        let why = crate::say!(words::NO_SUCH_PAPER, paper = id);
        return Err(Refusal::new("RULES 1.4", why).at("paper").into());
    };
    let deal = deed.work.load::<crate::domain::deal::Deal>(&deal.0.to_string())?.state;
    if deal.is_live() && deal.paper == Some(id) {
        let why = crate::say!(words::PAPER_IN_USE, paper = id);
        return Err(Refusal::new("RULES 1.4", why).at("paper").try_this(words::PAPER_IN_USE_REMEDY).into());
    }
    let events = tracked.state.decide_void(f.text("reason"));
    Ok(deed.work.record(&mut tracked, &events)?)
}
