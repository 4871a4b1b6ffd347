//! THE COMMAND TABLE: every command with its keys. Key handling, footer, help, palette, mouse and the README are drawn
//! from it and from nothing else, so a footer cannot lie.

use super::App;
use super::app::Screen;
use super::deals::Waiting;
use super::term::Key;
use crate::text::{Say, Text, alerts_tui, change, deals_tui, guests_tui, tui as words};

/// Where a command works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// On the rotation.
    Rotation,
    /// On the grid.
    Grid,
    /// In the list of guests.
    Guests,
    /// In the registers of a day.
    Book,
    /// On a subscription.
    Sale,
    /// In the list of deals.
    Deals,
    /// In what waits for a decision.
    Approvals,
    /// In the alerts.
    Alerts,
    /// In the close of a day.
    Close,
    /// In the flows.
    Flows,
    /// In the cases of a step.
    Cases,
    /// In a short message.
    Message,
    /// In the window of a unit.
    Unit,
    /// In the window of a guest.
    Guest,
    /// In a form.
    Form,
    /// In the form of a subscription.
    Entry,
    /// In the palette.
    Palette,
    /// In a window that is read: help, what is wrong with a price list.
    Reading,
    /// In what an import would do.
    Preview,
    /// In a question.
    Question,
}

impl Context {
    /// Every one, in the order of the README.
    pub const ALL: [Self; 20] = [
        Self::Rotation,
        Self::Grid,
        Self::Guests,
        Self::Book,
        Self::Sale,
        Self::Deals,
        Self::Approvals,
        Self::Alerts,
        Self::Close,
        Self::Flows,
        Self::Cases,
        Self::Message,
        Self::Unit,
        Self::Guest,
        Self::Form,
        Self::Entry,
        Self::Palette,
        Self::Reading,
        Self::Preview,
        Self::Question,
    ];

    /// Whether a letter is written there, and no command.
    pub const fn takes_letters(self) -> bool {
        matches!(self, Self::Guests | Self::Deals | Self::Alerts | Self::Form | Self::Entry | Self::Palette)
    }

    /// Whether it is a screen, and no window over one.
    pub const fn is_base(self) -> bool {
        matches!(
            self,
            Self::Rotation
                | Self::Grid
                | Self::Guests
                | Self::Book
                | Self::Sale
                | Self::Deals
                | Self::Approvals
                | Self::Alerts
                | Self::Close
                | Self::Flows
        )
    }

    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Rotation => words::IN_ROTATION,
            Self::Grid => words::IN_GRID,
            Self::Guests => guests_tui::IN_GUESTS,
            Self::Book => guests_tui::IN_BOOK,
            Self::Sale => deals_tui::IN_SALE,
            Self::Deals => deals_tui::IN_DEALS,
            Self::Approvals => deals_tui::IN_APPROVALS,
            Self::Alerts => alerts_tui::IN_ALERTS,
            Self::Close => alerts_tui::IN_CLOSE,
            Self::Flows => alerts_tui::IN_FLOWS,
            Self::Cases => alerts_tui::IN_CASES,
            Self::Message => alerts_tui::IN_MESSAGE,
            Self::Entry => deals_tui::IN_ENTRY,
            Self::Unit => words::IN_UNIT,
            Self::Guest => guests_tui::IN_GUEST,
            Self::Form => words::IN_FORM,
            Self::Palette => words::IN_PALETTE,
            Self::Reading => words::IN_READING,
            Self::Preview => words::IN_PREVIEW,
            Self::Question => words::IN_QUESTION,
        }
    }
}

/// One row.
#[derive(Clone, Copy)]
pub struct Cmd {
    /// Its name.
    pub id: &'static str,
    /// In words.
    pub text: Text,
    /// Its keys; the first is the one that is shown. At least one is no letter. What is done once a day has none: it is
    /// found among the actions.
    pub keys: &'static [Key],
    /// Where it works.
    pub contexts: &'static [Context],
    /// Whether the footer names it.
    pub in_footer: bool,
    /// Whether it can be done now; if not, why.
    pub enabled: fn(&App) -> Result<(), Say>,
    /// Does it.
    pub run: fn(&mut App),
}

const GRID: &[Context] = &[Context::Grid];
const ROTATION: &[Context] = &[Context::Rotation];
const GUESTS: &[Context] = &[Context::Guests];
const BOOK: &[Context] = &[Context::Book];
const ROWS: &[Context] = &[Context::Guests, Context::Book];
const OF_GUEST: &[Context] = &[Context::Guests, Context::Guest];
const OF_GUESTS: &[Context] = &[Context::Guests, Context::Book, Context::Guest];
/// Where another person can sit down.
const SEATED: &[Context] = &[
    Context::Rotation,
    Context::Grid,
    Context::Guests,
    Context::Book,
    Context::Sale,
    Context::Deals,
    Context::Approvals,
    Context::Alerts,
    Context::Close,
    Context::Flows,
    Context::Unit,
    Context::Guest,
];
/// Where another person can sit down although something is open: it waits for whoever opened it.
const OCCUPIED: &[Context] = &[
    Context::Form,
    Context::Entry,
    Context::Palette,
    Context::Reading,
    Context::Preview,
    Context::Question,
    Context::Cases,
    Context::Message,
];
const SCREENS: &[Context] = &[
    Context::Rotation,
    Context::Grid,
    Context::Guests,
    Context::Book,
    Context::Sale,
    Context::Deals,
    Context::Approvals,
    Context::Alerts,
    Context::Close,
    Context::Flows,
];
const UNITS: &[Context] = &[
    Context::Rotation,
    Context::Grid,
    Context::Guests,
    Context::Book,
    Context::Sale,
    Context::Deals,
    Context::Approvals,
    Context::Alerts,
    Context::Close,
    Context::Flows,
    Context::Unit,
    Context::Guest,
];
/// Where a subscription can be begun or looked at.
const SELLING: &[Context] = &[
    Context::Rotation,
    Context::Grid,
    Context::Guests,
    Context::Book,
    Context::Sale,
    Context::Deals,
    Context::Approvals,
    Context::Alerts,
    Context::Close,
    Context::Flows,
    Context::Unit,
];
const SALE: &[Context] = &[Context::Sale];
const OF_DEAL: &[Context] = &[Context::Deals, Context::Sale];
const DEALS: &[Context] = &[Context::Deals];
const PAPERS: &[Context] = &[Context::Deals, Context::Sale, Context::Approvals];
const APPROVALS: &[Context] = &[Context::Approvals];
const DEAL_ROWS: &[Context] = &[Context::Deals, Context::Approvals];
const ALERTS: &[Context] = &[Context::Alerts];
const CLOSE: &[Context] = &[Context::Close];
const FLOWS: &[Context] = &[Context::Flows];
const CASES: &[Context] = &[Context::Cases];
/// Where a deadline is looked at.
const OF_ALERT: &[Context] = &[Context::Alerts, Context::Close];
const ENTRY: &[Context] = &[Context::Entry];
const SCROLLING: &[Context] = &[Context::Unit, Context::Guest, Context::Reading, Context::Preview];
const FORM: &[Context] = &[Context::Form, Context::Entry];
const PALETTE: &[Context] = &[Context::Palette];
const WINDOWS: &[Context] = &[
    Context::Unit,
    Context::Guest,
    Context::Form,
    Context::Entry,
    Context::Palette,
    Context::Reading,
    Context::Preview,
    Context::Question,
    Context::Cases,
    Context::Message,
];
const EVERYWHERE: &[Context] = &Context::ALL;

const fn cmd(
    id: &'static str,
    text: Text,
    keys: &'static [Key],
    contexts: &'static [Context],
    run: fn(&mut App),
) -> Cmd {
    Cmd { id, text, keys, contexts, in_footer: true, enabled: |_| Ok(()), run }
}

impl Cmd {
    /// The footer does not name it: the arrows need no words.
    const fn quiet(self) -> Self {
        Self { in_footer: false, ..self }
    }

    /// Only when something holds.
    const fn when(self, enabled: fn(&App) -> Result<(), Say>) -> Self {
        Self { enabled, ..self }
    }
}

/// Nobody decides about what they asked for themselves.
fn decides(app: &App) -> Result<(), Say> {
    app.approvals.here().filter(|_| app.person.is_some()).map_or(Ok(()), Waiting::may_decide)
}

/// The table. In the footer earlier ones come first, and where it is narrow the last of them give way.
pub const COMMANDS: &[Cmd] = &[
    cmd("rotation.guest", words::CMD_ARRIVE, &[Key::Enter], ROTATION, App::arrive).when(on_table),
    cmd(
        "rotation.step_up",
        words::CMD_STEP_UP,
        &[Key::Char(' '), Key::Ctrl('x')],
        ROTATION,
        App::rotation_step_up,
    )
    .when(has_order),
    cmd(
        "rotation.register",
        words::CMD_REGISTER,
        &[Key::Ctrl('r'), Key::Char('w')],
        ROTATION,
        App::rotation_register,
    )
    .when(has_unwritten),
    cmd("rotation.call", words::CMD_TAKE_CALL, &[Key::Ctrl('n'), Key::Char('c')], ROTATION, App::take_call)
        .when(on_table),
    cmd("rotation.end", words::CMD_END, &[Key::Ctrl('e'), Key::Char('e')], ROTATION, App::rotation_end)
        .when(has_open),
    cmd("rotation.away", words::CMD_AWAY, &[Key::Ctrl('a'), Key::Char('a')], ROTATION, App::rotation_away)
        .when(may_leave),
    cmd(
        "rotation.sign_in",
        words::CMD_ROTATION_SIGN_IN,
        &[Key::Ctrl('s'), Key::Char('s')],
        ROTATION,
        App::rotation_sign_in,
    )
    .when(App::writable),
    cmd(
        "rotation.confirm",
        words::CMD_CONFIRM,
        &[Key::Ctrl('f'), Key::Char('k')],
        ROTATION,
        App::rotation_confirm,
    )
    .when(App::writable),
    cmd(
        "rotation.restore",
        words::CMD_RESTORE,
        &[Key::Ctrl('b'), Key::Char('r')],
        ROTATION,
        App::rotation_restore,
    )
    .when(has_taken),
    cmd(
        "rotation.explain",
        words::CMD_WHY,
        &[Key::Ctrl('d'), Key::Char('y')],
        ROTATION,
        App::rotation_explain,
    )
    .when(has_rows),
    cmd("move.row.up", words::CMD_UP, &[Key::Up], ROTATION, |app| app.rotation_step(-1)).quiet(),
    cmd("move.row.down", words::CMD_DOWN, &[Key::Down], ROTATION, |app| app.rotation_step(1)).quiet(),
    cmd("move.row.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], ROTATION, |app| {
        app.rotation_step(-10);
    })
    .quiet(),
    cmd("move.row.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], ROTATION, |app| {
        app.rotation_step(10);
    })
    .quiet(),
    cmd("screen.rotation", words::CMD_SCREEN_ROTATION, &[Key::F(2), Key::Ctrl('y')], UNITS, |app| {
        app.show(Screen::Rotation);
    })
    .quiet(),
    cmd("screen.grid", words::CMD_SCREEN_GRID, &[Key::F(3), Key::Ctrl('k')], UNITS, |app| {
        app.show(Screen::Grid);
    })
    .quiet(),
    cmd("screen.guests", guests_tui::GUESTS, &[Key::F(6), Key::Ctrl('u')], UNITS, |app| {
        app.show(Screen::Guests);
    })
    .quiet(),
    cmd("screen.alerts", alerts_tui::ALERTS, &[Key::F(5), Key::Ctrl('5')], UNITS, |app| {
        app.show(Screen::Alerts);
    })
    .quiet(),
    cmd("flows.cases", alerts_tui::CMD_CASES, &[Key::Enter], FLOWS, App::show_cases),
    cmd("flows.next", alerts_tui::CMD_NEXT_FLOW, &[Key::Tab, Key::Right], FLOWS, |app| app.turn_flow(1)),
    cmd("flows.previous", alerts_tui::CMD_PREVIOUS_FLOW, &[Key::BackTab, Key::Left], FLOWS, |app| {
        app.turn_flow(-1);
    })
    .quiet(),
    cmd("alerts.next", deals_tui::CMD_NEXT_STEP, &[Key::Enter], ALERTS, App::alert_next),
    cmd("close.enter", deals_tui::CMD_NEXT_STEP, &[Key::Enter], CLOSE, App::close_enter),
    cmd("close.reason", alerts_tui::CMD_REASON, &[Key::Ctrl('x'), Key::Char(' ')], CLOSE, App::give_reason),
    cmd("close.sign", alerts_tui::CMD_SIGN, &[Key::Ctrl('s')], CLOSE, App::sign_day),
    cmd(
        "alerts.close",
        alerts_tui::CMD_CLOSE,
        &[Key::Ctrl('s')],
        &[Context::Alerts, Context::Flows],
        App::open_close,
    ),
    cmd("alerts.extend", change::APP_EXTENSION, &[Key::Ctrl('e')], OF_ALERT, App::alert_extend),
    cmd("alerts.call", alerts_tui::CMD_CALL, &[Key::Ctrl('t')], OF_ALERT, App::alert_call),
    cmd("alerts.message", alerts_tui::CMD_MESSAGE, &[Key::Ctrl('d')], OF_ALERT, App::alert_message),
    cmd("alerts.filter", alerts_tui::CMD_FILTER, &[Key::Ctrl('f')], ALERTS, App::open_alert_filter),
    cmd("alerts.complaint", alerts_tui::CMD_COMPLAINT, &[Key::Ctrl('r')], ALERTS, App::alert_complaint),
    cmd("alerts.flows", alerts_tui::CMD_FLOWS, &[Key::Ctrl('a')], OF_ALERT, App::open_flows),
    cmd("alerts.deal", alerts_tui::CMD_DEAL, &[Key::Ctrl('b')], OF_ALERT, App::alert_deal),
    cmd("move.alert.up", words::CMD_UP, &[Key::Up], ALERTS, |app| app.alerts_step(-1)).quiet(),
    cmd("move.alert.down", words::CMD_DOWN, &[Key::Down], ALERTS, |app| app.alerts_step(1)).quiet(),
    cmd("move.alert.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], ALERTS, |app| app.alerts_step(-10))
        .quiet(),
    cmd("move.alert.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], ALERTS, |app| {
        app.alerts_step(10);
    })
    .quiet(),
    cmd("move.alert.first", words::CMD_SCROLL_FIRST, &[Key::Home], ALERTS, |app| app.alerts_step(i32::MIN))
        .quiet(),
    cmd("move.alert.last", words::CMD_SCROLL_LAST, &[Key::End], ALERTS, |app| app.alerts_step(i32::MAX))
        .quiet(),
    cmd("move.task.up", words::CMD_UP, &[Key::Up], CLOSE, |app| app.close_step(-1)).quiet(),
    cmd("move.task.down", words::CMD_DOWN, &[Key::Down], CLOSE, |app| app.close_step(1)).quiet(),
    cmd("move.task.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], CLOSE, |app| app.close_step(-10))
        .quiet(),
    cmd("move.task.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], CLOSE, |app| {
        app.close_step(10);
    })
    .quiet(),
    cmd("move.step.up", words::CMD_UP, &[Key::Up], FLOWS, |app| app.flows_step(-1)).quiet(),
    cmd("move.step.down", words::CMD_DOWN, &[Key::Down], FLOWS, |app| app.flows_step(1)).quiet(),
    cmd("move.step.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], FLOWS, |app| app.flows_step(-5))
        .quiet(),
    cmd("move.step.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], FLOWS, |app| app.flows_step(5))
        .quiet(),
    cmd("cases.open", alerts_tui::CMD_OPEN, &[Key::Enter], CASES, App::case_enter),
    cmd("move.case.up", words::CMD_UP, &[Key::Up], CASES, |app| app.cases_step(-1)).quiet(),
    cmd("move.case.down", words::CMD_DOWN, &[Key::Down], CASES, |app| app.cases_step(1)).quiet(),
    cmd("move.case.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], CASES, |app| app.cases_step(-10))
        .quiet(),
    cmd("move.case.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], CASES, |app| {
        app.cases_step(10);
    })
    .quiet(),
    cmd("close.print", alerts_tui::CMD_PRINT_DAY, &[Key::Ctrl('n')], CLOSE, App::print_day),
    cmd("message.copy", alerts_tui::CMD_COPY, &[Key::Enter], &[Context::Message], App::copy_message),
    cmd("message.other", alerts_tui::CMD_OTHER_MESSAGE, &[Key::Tab], &[Context::Message], App::other_message),
    cmd(
        "alerts.print",
        alerts_tui::CMD_PRINT,
        &[Key::Ctrl('n')],
        &[Context::Alerts, Context::Message],
        App::print_message,
    ),
    cmd("screen.sale", deals_tui::SALE, &[Key::F(4), Key::Ctrl('4')], SELLING, App::subscribe).quiet(),
    cmd("screen.deals", deals_tui::DEALS, &[Key::F(7), Key::Ctrl('7')], UNITS, |app| {
        app.show(Screen::Deals);
    })
    .quiet(),
    cmd("screen.approvals", deals_tui::APPROVALS, &[Key::F(8), Key::Ctrl('6')], UNITS, |app| {
        app.show(Screen::Approvals);
    })
    .quiet(),
    cmd("deals.next", deals_tui::CMD_NEXT_STEP, &[Key::Enter], OF_DEAL, App::next_step),
    cmd("deals.whole", deals_tui::CMD_WHOLE, &[Key::Ctrl('d')], DEALS, App::whole_deal),
    cmd("sale.fill", deals_tui::CMD_FILL, &[Key::Ctrl('e')], SALE, App::subscribe),
    cmd(
        "approvals.approve",
        deals_tui::CMD_APPROVE,
        &[Key::Enter, Key::Char('a')],
        APPROVALS,
        App::approve_here,
    )
    .when(decides),
    cmd(
        "approvals.return",
        deals_tui::CMD_RETURN,
        &[Key::Ctrl('r'), Key::Char('r')],
        APPROVALS,
        App::return_here,
    )
    .when(decides),
    cmd(
        "approvals.refuse",
        deals_tui::CMD_REFUSE,
        &[Key::Ctrl('x'), Key::Char('x')],
        APPROVALS,
        App::refuse_here,
    )
    .when(decides),
    cmd("approvals.deal", deals_tui::CMD_TO_DEAL, &[Key::Ctrl('d')], APPROVALS, App::whole_deal),
    cmd("deals.print", deals_tui::CMD_PRINT, &[Key::Ctrl('n')], PAPERS, App::print_of_deal).when(has_paper),
    cmd("move.deal.up", words::CMD_UP, &[Key::Up], DEAL_ROWS, |app| app.deals_step(-1)).quiet(),
    cmd("move.deal.down", words::CMD_DOWN, &[Key::Down], DEAL_ROWS, |app| app.deals_step(1)).quiet(),
    cmd("move.deal.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], DEAL_ROWS, |app| {
        app.deals_step(-10);
    })
    .quiet(),
    cmd("move.deal.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], DEAL_ROWS, |app| {
        app.deals_step(10);
    })
    .quiet(),
    cmd("move.deal.first", words::CMD_SCROLL_FIRST, &[Key::Home], DEAL_ROWS, |app| app.deals_step(i32::MIN))
        .quiet(),
    cmd("move.deal.last", words::CMD_SCROLL_LAST, &[Key::End], DEAL_ROWS, |app| app.deals_step(i32::MAX))
        .quiet(),
    cmd("move.sale.up", words::CMD_SCROLL_UP, &[Key::Up], SALE, |app| app.scroll_sale(-1)).quiet(),
    cmd("move.sale.down", words::CMD_SCROLL_DOWN, &[Key::Down], SALE, |app| app.scroll_sale(1)).quiet(),
    cmd("move.sale.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], SALE, |app| app.scroll_sale(-10))
        .quiet(),
    cmd("move.sale.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], SALE, |app| {
        app.scroll_sale(10);
    })
    .quiet(),
    cmd("guests.act", words::CMD_ACT, &[Key::Enter], &[Context::Guests, Context::Guest], App::guest_enter),
    cmd("book.complete", guests_tui::CMD_COMPLETE, &[Key::Enter], BOOK, App::complete_line),
    cmd("guests.registers", guests_tui::CMD_REGISTERS, &[Key::Tab], GUESTS, App::other_view),
    cmd("book.list", guests_tui::CMD_LIST, &[Key::Tab], BOOK, App::other_view),
    cmd("book.hand_in", guests_tui::CMD_HAND_IN, &[Key::Ctrl('s')], BOOK, App::hand_in),
    cmd("book.incomplete", guests_tui::CMD_INCOMPLETE, &[Key::Ctrl('n')], BOOK, App::next_incomplete),
    cmd("guests.visit", guests_tui::CMD_VISIT, &[Key::Ctrl('r')], OF_GUESTS, App::guest_visit),
    cmd("guests.call", guests_tui::CMD_CALL, &[Key::Ctrl('t')], OF_GUESTS, App::guest_call),
    cmd("guests.follow_up", guests_tui::CMD_FOLLOW_UP, &[Key::Ctrl('f')], OF_GUESTS, App::guest_follow_up),
    cmd("guests.evidence", guests_tui::CMD_EVIDENCE, &[Key::Ctrl('d')], ROWS, App::guest_evidence),
    cmd("guests.appoint", guests_tui::CMD_APPOINT, &[Key::Ctrl('a')], OF_GUESTS, App::guest_appoint),
    cmd("guests.rule", guests_tui::CMD_RULE, &[Key::Ctrl('e')], OF_GUESTS, App::guest_rule),
    cmd("move.day.before", guests_tui::CMD_DAY_BEFORE, &[Key::Left, Key::Char('[')], BOOK, |app| {
        app.turn_day(-1);
    })
    .quiet(),
    cmd("move.day.after", guests_tui::CMD_DAY_AFTER, &[Key::Right, Key::Char(']')], BOOK, |app| {
        app.turn_day(1);
    })
    .quiet(),
    cmd("move.guest.up", words::CMD_UP, &[Key::Up], ROWS, |app| app.guests_step(-1)).quiet(),
    cmd("move.guest.down", words::CMD_DOWN, &[Key::Down], ROWS, |app| app.guests_step(1)).quiet(),
    cmd("move.guest.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], ROWS, |app| app.guests_step(-10))
        .quiet(),
    cmd("move.guest.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], ROWS, |app| {
        app.guests_step(10);
    })
    .quiet(),
    cmd("move.guest.first", words::CMD_SCROLL_FIRST, &[Key::Home], ROWS, |app| app.guests_step(i32::MIN))
        .quiet(),
    cmd("move.guest.last", words::CMD_SCROLL_LAST, &[Key::End], ROWS, |app| app.guests_step(i32::MAX))
        .quiet(),
    cmd("rotation.print", words::CMD_PRINT_ROTATION, &[], ROTATION, App::print_rotation).quiet(),
    cmd("book.print", guests_tui::CMD_PRINT_REGISTER, &[Key::Ctrl('b')], BOOK, App::print_register).quiet(),
    cmd("guests.print", guests_tui::CMD_PRINT_FOLLOW_UPS, &[Key::Ctrl('n')], OF_GUEST, App::print_follow_ups)
        .quiet(),
    cmd("guests.print.ruling", guests_tui::CMD_PRINT_RULING, &[Key::Ctrl('b')], OF_GUEST, App::print_ruling)
        .quiet(),
    cmd("setup", words::CMD_SETUP, &[Key::Ctrl('s')], GRID, App::do_setup).when(setting_up).quiet(),
    cmd("unit.detail", words::CMD_DETAIL, &[Key::Enter], GRID, App::open_unit).when(looking),
    cmd("unit.act", words::CMD_ACT, &[Key::Enter], &[Context::Unit], App::open_palette).when(acting),
    cmd("palette", words::CMD_PALETTE, &[Key::F(10), Key::Ctrl('p')], UNITS, App::open_palette),
    cmd("mark", words::CMD_MARK, &[Key::Char(' '), Key::Ctrl('x')], GRID, |app| app.grid.mark()).when(acting),
    cmd("mark.floor", words::CMD_MARK_FLOOR, &[Key::Ctrl('r')], GRID, |app| app.grid.mark_floor())
        .when(acting)
        .quiet(),
    cmd("mark.building", words::CMD_MARK_BUILDING, &[Key::Ctrl('a')], GRID, |app| app.grid.mark_building())
        .when(acting)
        .quiet(),
    cmd("undo", words::CMD_UNDO, &[Key::Ctrl('z')], UNITS, App::take_back).when(undoable).quiet(),
    cmd("view", words::CMD_VIEW, &[Key::Ctrl('d')], GRID, App::next_view),
    cmd("filter", words::CMD_FILTER, &[Key::Ctrl('f'), Key::Char('/')], GRID, App::open_filter),
    cmd("filter.next", words::CMD_NEXT_MATCH, &[Key::Ctrl('n')], GRID, App::next_match)
        .when(filtered)
        .quiet(),
    cmd("building.next", words::CMD_NEXT_BUILDING, &[Key::Tab, Key::Char(']')], GRID, |app| app.turn(1)),
    cmd(
        "building.previous",
        words::CMD_PREVIOUS_BUILDING,
        &[Key::BackTab, Key::Char('[')],
        GRID,
        App::previous_building,
    )
    .quiet(),
    cmd("past", words::CMD_AS_OF, &[Key::Ctrl('t')], GRID, App::open_past),
    cmd("board", words::CMD_BOARD, &[Key::Ctrl('b')], GRID, App::toggle_board),
    cmd("person", words::CMD_PERSON, &[Key::F(12), Key::Ctrl('w')], SEATED, App::change_person),
    // At the door who sits there matters more than what was.
    cmd("rotation.past", words::CMD_AS_OF, &[Key::Ctrl('t')], ROTATION, App::open_past),
    cmd("signout", words::CMD_SIGN_OUT, &[Key::Ctrl('o')], UNITS, App::sign_out).when(signed_in).quiet(),
    cmd("mouse", words::CMD_MOUSE, &[Key::Ctrl('e')], GRID, App::toggle_mouse).quiet(),
    cmd("move.up", words::CMD_UP, &[Key::Up], GRID, |app| app.step(0, 1)).quiet(),
    cmd("move.down", words::CMD_DOWN, &[Key::Down], GRID, |app| app.step(0, -1)).quiet(),
    cmd("move.left", words::CMD_LEFT, &[Key::Left], GRID, |app| app.step(-1, 0)).quiet(),
    cmd("move.right", words::CMD_RIGHT, &[Key::Right], GRID, |app| app.step(1, 0)).quiet(),
    cmd("move.first", words::CMD_FIRST, &[Key::Home], GRID, |app| app.step(i32::MIN, 0)).quiet(),
    cmd("move.last", words::CMD_LAST, &[Key::End], GRID, |app| app.step(i32::MAX, 0)).quiet(),
    cmd("move.page.up", words::CMD_PAGE_UP, &[Key::PageUp], GRID, |app| app.step(0, 10)).quiet(),
    cmd("move.page.down", words::CMD_PAGE_DOWN, &[Key::PageDown], GRID, |app| app.step(0, -10)).quiet(),
    cmd("form.enter", words::CMD_FORM_ENTER, &[Key::Enter], FORM, App::form_enter),
    cmd("form.send", words::CMD_SEND, &[Key::Ctrl('s')], FORM, App::send),
    cmd("entry.identify", deals_tui::CMD_IDENTIFY, &[Key::Ctrl('d')], ENTRY, App::identify),
    cmd("entry.special", deals_tui::CMD_SPECIAL, &[Key::Ctrl('r')], ENTRY, App::ask_special).quiet(),
    cmd("entry.anew", deals_tui::CMD_ANEW, &[Key::Ctrl('n')], ENTRY, App::start_over).quiet(),
    cmd("form.next", words::CMD_NEXT_FIELD, &[Key::Tab], FORM, |app| app.form_move(1)),
    cmd("form.previous", words::CMD_PREVIOUS_FIELD, &[Key::BackTab], FORM, |app| app.form_move(-1)).quiet(),
    cmd("form.down", words::CMD_FORM_DOWN, &[Key::Down], FORM, App::form_down).quiet(),
    cmd("form.up", words::CMD_FORM_UP, &[Key::Up], FORM, App::form_up).quiet(),
    cmd("form.clear", words::CMD_CLEAR, &[Key::Ctrl('u')], FORM, App::form_clear).quiet(),
    cmd("palette.go", words::CMD_GO, &[Key::Enter], PALETTE, App::palette_go),
    cmd("palette.down", words::CMD_DOWN, &[Key::Down, Key::Tab], PALETTE, |app| app.palette_step(1)).quiet(),
    cmd("palette.up", words::CMD_UP, &[Key::Up, Key::BackTab], PALETTE, |app| app.palette_step(-1)).quiet(),
    cmd("palette.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], PALETTE, App::palette_page_down)
        .quiet(),
    cmd("palette.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], PALETTE, App::palette_page_up).quiet(),
    cmd("import", words::CMD_IMPORT, &[Key::Ctrl('s')], &[Context::Preview], App::import),
    cmd("answer", words::CMD_ANSWER, &[Key::Enter], &[Context::Question], App::answer),
    cmd("answer.other", words::CMD_OTHER, &[Key::Tab], &[Context::Question], |app| app.press(Key::Right)),
    cmd("scroll.down", words::CMD_SCROLL_DOWN, &[Key::Down], SCROLLING, |app| app.scroll(1)),
    cmd("scroll.up", words::CMD_SCROLL_UP, &[Key::Up], SCROLLING, |app| app.scroll(-1)).quiet(),
    cmd("scroll.page.down", words::CMD_SCROLL_PAGE_DOWN, &[Key::PageDown], SCROLLING, |app| app.scroll(10))
        .quiet(),
    cmd("scroll.page.up", words::CMD_SCROLL_PAGE_UP, &[Key::PageUp], SCROLLING, |app| app.scroll(-10))
        .quiet(),
    cmd("scroll.first", words::CMD_SCROLL_FIRST, &[Key::Home], SCROLLING, |app| app.scroll(i32::MIN)).quiet(),
    cmd("scroll.last", words::CMD_SCROLL_LAST, &[Key::End], SCROLLING, |app| app.scroll(i32::MAX)).quiet(),
    cmd("person.over", words::CMD_PERSON, &[Key::F(12), Key::Ctrl('w')], OCCUPIED, App::change_person)
        .quiet(),
    cmd("back", words::CMD_BACK, &[Key::Esc], WINDOWS, App::back),
    cmd("leave", words::CMD_BACK, &[Key::Esc], SCREENS, App::back).quiet(),
    cmd("language", words::CMD_LANGUAGE, &[Key::Ctrl('l')], EVERYWHERE, App::toggle_language).quiet(),
    cmd("help", words::CMD_HELP, &[Key::F(1), Key::Ctrl('g'), Key::Char('?')], EVERYWHERE, App::open_help),
    cmd("quit", words::CMD_QUIT, &[Key::Ctrl('q')], EVERYWHERE, App::quit),
];

/// A special discount is decided before there is a deal; its paper is the approval sheet of that deal.
fn has_paper(app: &App) -> Result<(), Say> {
    let here = (app.screen == Screen::Approvals).then(|| app.approvals.here()).flatten();
    if here.is_some_and(|row| row.deal.is_none()) { Err(deals_tui::NO_PAPER_YET.into()) } else { Ok(()) }
}

fn looking(app: &App) -> Result<(), Say> {
    let somewhere = app.grid.current().is_some() || !app.grid.typed.is_empty();
    if somewhere { Ok(()) } else { Err(words::NO_UNIT_HERE.into()) }
}

fn acting(app: &App) -> Result<(), Say> {
    app.writable()?;
    app.grid.current().map(drop).ok_or_else(|| words::NO_UNIT_HERE.into())
}

fn setting_up(app: &App) -> Result<(), Say> {
    app.writable()?;
    if app.setup.is_some() { Ok(()) } else { Err(words::SETUP_DONE.into()) }
}

fn on_table(app: &App) -> Result<(), Say> {
    app.writable()?;
    let gone = app.rotation.roster.table().members.iter().all(|m| m.left);
    if gone { Err(words::NOBODY_ON_TABLE.into()) } else { Ok(()) }
}

fn has_order(app: &App) -> Result<(), Say> {
    app.writable()?;
    let table = app.rotation.roster.table();
    if table.order(app.at_the_door()).is_empty() {
        Err(crate::text::roster::NOBODY_FREE.into())
    } else {
        Ok(())
    }
}

fn has_unwritten(app: &App) -> Result<(), Say> {
    app.writable()?;
    if app.rotation.lacks_a_register() { Ok(()) } else { Err(words::ALL_WRITTEN.into()) }
}

fn has_open(app: &App) -> Result<(), Say> {
    app.writable()?;
    if app.rotation.has_open() { Ok(()) } else { Err(words::NO_RECEPTION.into()) }
}

fn has_taken(app: &App) -> Result<(), Say> {
    app.writable()?;
    if app.rotation.taken().next().is_none() { Err(words::NOTHING_TO_RESTORE.into()) } else { Ok(()) }
}

fn may_leave(app: &App) -> Result<(), Say> {
    app.writable()?;
    has_rows(app)
}

fn has_rows(app: &App) -> Result<(), Say> {
    if app.rotation.rows(app.at_the_door()).is_empty() { Err(words::NOBODY_ON_TABLE.into()) } else { Ok(()) }
}

fn undoable(app: &App) -> Result<(), Say> {
    app.writable()?;
    if app.undo.is_empty() { Err(words::NOTHING_TO_UNDO.into()) } else { Ok(()) }
}

fn filtered(app: &App) -> Result<(), Say> {
    if app.grid.filter.is_empty() { Err(crate::say!(words::NO_FILTER, key = key("filter"))) } else { Ok(()) }
}

fn signed_in(app: &App) -> Result<(), Say> {
    if app.person.is_none() { Err(words::NOBODY_HERE.into()) } else { Ok(()) }
}

/// The command of this id.
pub(super) fn named(id: &str) -> &'static Cmd {
    COMMANDS.iter().find(|cmd| cmd.id == id).unwrap_or(&COMMANDS[0])
}

/// The key that is shown for a command, for sentences that name it.
pub fn key(id: &str) -> String {
    named(id).keys.first().map(ToString::to_string).unwrap_or_default()
}

/// The command that shows a screen.
pub(super) fn of_screen(screen: Screen) -> &'static Cmd {
    let id = match screen {
        Screen::Rotation => "screen.rotation",
        Screen::Grid => "screen.grid",
        Screen::Guests => "screen.guests",
        Screen::Sale => "screen.sale",
        Screen::Deals => "screen.deals",
        Screen::Approvals => "screen.approvals",
        Screen::Alerts => "screen.alerts",
        Screen::Close => "alerts.close",
        Screen::Flows => "alerts.flows",
    };
    named(id)
}

/// What a key means here.
pub fn find(key: Key, context: Context) -> Option<&'static Cmd> {
    COMMANDS.iter().find(|cmd| cmd.contexts.contains(&context) && cmd.keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let here: Vec<&Cmd> = COMMANDS.iter().filter(|cmd| cmd.contexts.contains(&context)).collect();
            let keys: Vec<Key> = here.iter().flat_map(|cmd| cmd.keys.iter().copied()).collect();
            for (i, key) in keys.iter().enumerate() {
                assert!(!keys[i + 1..].contains(key), "{key} twice in {context:?}");
            }
        }
    }

    #[test]
    fn every_command_is_reached_with_the_input_method_on() {
        for cmd in COMMANDS {
            let none = cmd.keys.is_empty();
            assert!(
                none || cmd.keys.iter().any(|key| !matches!(key, Key::Char(_))),
                "{} has only letters",
                cmd.id
            );
            // TERMINAL 3.4: keys of input methods and terminals.
            for taken in
                ['c', 'v', 'i', 'm', 'h', 'j', ' ', '.', '['].map(Key::Ctrl).into_iter().chain([Key::F(11)])
            {
                assert!(!cmd.keys.contains(&taken), "{} takes {taken}", cmd.id);
            }
        }
    }

    #[test]
    fn a_function_key_is_never_the_only_way() {
        // GNOME's terminal keeps F1 and F10 for itself (TERMINAL 3.4).
        for cmd in COMMANDS.iter().filter(|cmd| cmd.keys.iter().any(|key| matches!(key, Key::F(_)))) {
            assert!(cmd.keys.iter().any(|key| matches!(key, Key::Ctrl(_))), "{}", cmd.id);
        }
    }

    #[test]
    fn every_window_can_be_left_and_names_how() {
        for context in Context::ALL.into_iter().filter(|context| !context.is_base()) {
            let back = find(Key::Esc, context).unwrap();
            assert!(back.in_footer, "{context:?}");
        }
    }

    #[test]
    fn the_readme_lists_these_keys_and_no_others() {
        let readme = include_str!("../../README.md");
        let (_, after) = readme.split_once("| where | key | what |\n|---|---|---|\n").unwrap();
        let listed: Vec<&str> = after.lines().take_while(|line| line.starts_with('|')).collect();
        let mut expected = Vec::new();
        let everywhere = |cmd: &&Cmd| cmd.contexts.len() == Context::ALL.len();
        let row = |place: &str, cmd: &Cmd| {
            let keys: Vec<String> = cmd.keys.iter().map(ToString::to_string).collect();
            let keys = if keys.is_empty() { key("palette") } else { keys.join(" ") };
            format!("| {place} | {keys} | {} |", cmd.text.en)
        };
        for context in Context::ALL {
            let here = COMMANDS.iter().filter(|cmd| cmd.contexts.first() == Some(&context));
            expected.extend(here.filter(|cmd| !everywhere(cmd)).map(|cmd| {
                let places: Vec<&str> = cmd.contexts.iter().map(|c| c.text().en).collect();
                row(&places.join(", "), cmd)
            }));
        }
        expected.extend(COMMANDS.iter().filter(everywhere).map(|cmd| row(words::EVERYWHERE.en, cmd)));
        assert_eq!(listed, expected, "\n{}", expected.join("\n"));
    }

    #[test]
    fn ids_stand_once() {
        for (i, cmd) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS[i + 1..].iter().all(|other| other.id != cmd.id), "{}", cmd.id);
        }
    }
}
