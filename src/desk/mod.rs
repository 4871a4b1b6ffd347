//! THE DESK: every change to the data is an action here, one transaction, decided by the domain, logged by the store.
//!
//! The terminal, the command line and the tests all come in through [`Desk::act`]; reading goes through the same
//! [`Desk`]. What this room refuses: SQL (the store has it) and words (the text table has them).

pub mod action;
pub mod alerts;
mod applications;
mod attribution;
mod backups;
mod book;
mod buyers;
pub mod calendar;
mod card;
mod changes;
pub mod clock;
pub mod close;
mod complaints;
pub mod deal;
mod deed;
mod discounts;
mod drafts;
mod export;
pub mod field;
mod find;
pub mod flows;
mod follow;
mod foresee;
mod guests;
mod hand_in;
mod house;
mod import;
mod names;
mod papers;
mod parse;
mod pick;
mod pin;
pub mod rates;
mod reading;
mod register;
pub mod replan;
mod roster;
mod session;
mod staff;
pub mod undo;
mod units;
mod verdict;
mod whom;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::guest::GuestId;
use crate::domain::permission::{Role, Roles};
use crate::domain::person::{Person, PersonId, PersonKind, Pii};
use crate::domain::project::{Project, ProjectEvent};
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Staff, StaffEvent, StaffId};
use crate::domain::tax::RateTable;
use crate::domain::unit_id::UnitId;
use crate::say;
use crate::store::{Command, Store, THE_PROJECT, Work};
use crate::text::{Lang, Say, cli as words};

pub use crate::store::{
    Answers, Backup, BackupError, CommandId, Draft, DueRow, Finding, GridFacts, GridRow, GuestRow, Head,
    LogFilter, Recorded, Report, Restored, StaffRow, StoreError, StoredEvent, UnitRow, Which, backup_folder,
    backups, copy_backup, is_whole, mirror_folder, network_share_of, put_away, short, sqlite_version,
};
pub use action::{ACTIONS, Action};
pub use attribution::Candidate;
pub use card::Card;
pub use clock::Clock;
pub use deed::Deed;
pub use export::{EXPORT, Export};
pub use field::{Field, Filled, Kind, Value};
pub use find::FoundGuest;
pub use foresee::Series;
pub use import::{Difference, ImportPreview};
pub use names::Names;
pub use reading::{event_in_words, subject};
pub use session::{Approval, Session};
pub use verdict::{Sentence, book_in_words, verdict, whose};

/// Its house rules.
pub(crate) const THE_POLICY: &str = "1";

/// Why an action did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A rule refuses it; nothing was changed.
    #[error("refused: {}", .0.in_lang(Lang::En))]
    Refused(Refusal),
    /// Another person's PIN is missing, of one of these roles.
    #[error("needs the PIN of {0:?}")]
    NeedsApproval(Vec<Role>),
    /// The actor's roles do not allow it, or their PIN was wrong; that was logged, nothing else was changed.
    #[error("denied")]
    Denied(Refusal),
    /// What the store says.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Failure {
    /// The sentence for a person.
    pub fn in_lang(&self, lang: Lang) -> String {
        match self {
            Self::Refused(refusal) | Self::Denied(refusal) => refusal.in_lang(lang),
            Self::NeedsApproval(roles) => {
                let roles: Vec<crate::text::Arg> = roles.iter().map(|r| r.text().into()).collect();
                say!(words::NEEDS_APPROVAL, roles = roles).in_lang(lang)
            }
            Self::Store(error) => error.say().in_lang(lang),
        }
    }

    /// The same for the terminal: no rule's number, nothing to type on the command line.
    pub fn in_words(&self, lang: Lang) -> String {
        match self {
            Self::Refused(refusal) | Self::Denied(refusal) => refusal.in_words(lang),
            Self::NeedsApproval(_) | Self::Store(_) => self.in_lang(lang),
        }
    }

    /// The process's exit code: 1 refused, 5 denied, 6 approval missing, else the store's.
    pub fn exit_code(&self) -> i32 {
        match self {
            Self::Refused(_) => 1,
            Self::Denied(_) => 5,
            Self::NeedsApproval(_) => 6,
            Self::Store(error) => error.exit_code(),
        }
    }
}

/// What an action made, and what it passed over.
type Made = (Option<String>, Vec<Refusal>);

/// Of a command with more events than this only the first are put into words.
const MOST_SAID: i64 = 100;
/// What is done at the door is about one guest, or about two who belong together.
const AT_THE_DOOR: usize = 4;

/// What an action did.
#[derive(Debug, Clone, PartialEq)]
pub struct Done {
    /// Where it stands in the log.
    pub recorded: Recorded,
    /// What happened, a sentence an event, names filled in; of a long command only the first hundred.
    pub says: Vec<Say>,
    /// The number of what it made: a guest, a member of the staff.
    pub created: Option<String>,
    /// Units that a pattern like `3-1-*` meant and that did not fit, each with its reason.
    pub skipped: Vec<Say>,
    /// Every unit that it wrote to, in the order it did.
    pub units: Vec<UnitId>,
    /// What somebody should know of it: masked reports that may mean the guest; which backups forget with it.
    pub notes: Vec<Say>,
}

/// The counter: one open project and a clock.
pub struct Desk {
    store: Store,
    clock: Clock,
    station: String,
    rates: RateTable,
}

/// Who founds a project.
pub struct Founder {
    /// Name of the project.
    pub project: String,
    /// Name of the first manager.
    pub manager: Pii<String>,
    /// The manager's PIN.
    pub pin: Pii<String>,
}

impl Desk {
    /// Opens an existing project. `station` is this computer's name in the log.
    ///
    /// # Errors
    /// Every reason of [`StoreError`].
    pub fn open(path: &Path, clock: Clock, station: &str) -> Result<Self, StoreError> {
        Ok(Self::of(Store::open(path)?, clock, station))
    }

    fn of(store: Store, clock: Clock, station: &str) -> Self {
        let rates = rates::read(rates::SHIPPED).unwrap_or_default();
        Self { store, clock, station: station.to_owned(), rates }
    }

    /// Opens a project whose rows may be wrong, to make them anew from its log.
    ///
    /// # Errors
    /// As [`Desk::open`], except for what a rebuild mends.
    pub fn open_to_rebuild(path: &Path, clock: Clock, station: &str) -> Result<Self, StoreError> {
        Ok(Self::of(Store::open_to_rebuild(path)?, clock, station))
    }

    /// Opens a project to look at it: nothing is written, whatever is asked of it.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open_to_look(path: &Path, clock: Clock, station: &str) -> Result<Self, StoreError> {
        Ok(Self::of(Store::open_to_look(path)?, clock, station))
    }

    /// Makes a new project with its policy and its first manager.
    ///
    /// # Errors
    /// An empty name, an easy PIN, or what the store says.
    pub fn found(path: &Path, founder: &Founder, clock: Clock, station: &str) -> Result<Self, Failure> {
        let project = parse::plain(&founder.project, "project")?;
        let manager = founder.manager.expose(&crate::domain::person::Exposure::granted());
        let manager = parse::plain(manager, "manager")?;
        let hash = pin::hash_new(&founder.pin)?;
        let command = command(&clock, station, StaffId::SYSTEM, [0; 16], CommandId::new());
        let store = Store::create::<Failure>(path, command, |work| {
            let mut state = work.load::<Project>(THE_PROJECT)?;
            work.record(&mut state, &[ProjectEvent::Created { name: project }])?;
            let person = Person { name: Pii::new(manager), phone: None };
            let roles: Roles = [Role::Manager].into_iter().collect();
            staff::join(work, &person, roles, &hash).map(drop)
        })?;
        Ok(Self::of(store, clock, station))
    }

    /// Does one action: one transaction, all or nothing. `approval` is another person's PIN for exactly this action;
    /// `id` names the command, so that the same one is never recorded twice.
    ///
    /// # Errors
    /// [`Failure`]: nothing was changed, except that a denial is logged.
    pub fn act(
        &mut self,
        who: &Session,
        action: &Action,
        filled: &Filled,
        approval: Option<Approval>,
        id: CommandId,
    ) -> Result<Done, Failure> {
        self.tick()?;
        let now = self.clock.now().0;
        let approver = approval.map(|a| a.spend(action, filled, id, now)).transpose()?;
        // Before the transaction: others must not wait for the hash.
        let new_pin = filled.secret("pin").map(pin::hash_new);
        let id = same_command(id, who, action, filled);
        let mut command = self.command(who.staff, who.id, id);
        command.approver = approver;
        let done = self.store.write::<_, Failure>(command, |work| {
            if let Some(recorded) = work.already()? {
                return Ok((Some(recorded), Made::default()));
            }
            let mut deed = Deed::begin(work, who, approver, action, filled)?;
            deed.new_pin = new_pin;
            deed.rates = self.rates(deed.today());
            // Whoever filled the form may have left something out: there is no second way in.
            filled.complete(action.fields)?;
            (action.run)(&mut deed, filled)?;
            deed.confirmed()?;
            let made = (deed.created.take(), std::mem::take(&mut deed.skipped));
            Ok((None, made))
        });
        match done {
            Ok(((Some(recorded), made), _) | ((None, made), Some(recorded))) => {
                if action.id == guests::FORGET {
                    // What cannot be deleted now is told and tried again with the copies.
                    self.store.drop_drafts();
                    let mut done = self.done(recorded, made)?;
                    done.notes.push(self.backups_that_forget());
                    return Ok(done);
                }
                self.done(recorded, made)
            }
            Ok(((None, _), None)) => Err(Refusal::new("DESIGN 1", words::NOTHING_TO_DO).into()),
            Err(Failure::Denied(refusal)) => {
                self.log_denial(who, action)?;
                Err(Failure::Denied(self.named(refusal)))
            }
            Err(Failure::Refused(refusal)) => Err(Failure::Refused(self.named(refusal))),
            Err(Failure::Store(StoreError::OutcomeUnknown(detail))) => self.look_up(id, detail),
            Err(other) => Err(other),
        }
    }

    /// After an I/O error while committing: reopen, look the command up, and say which it was. Never retry blindly.
    fn look_up(&mut self, id: CommandId, detail: String) -> Result<Done, Failure> {
        let path = self.store.path().to_owned();
        let Ok(store) = Store::open(&path) else {
            return Err(StoreError::OutcomeUnknown(detail).into());
        };
        self.store = store;
        match self.store.recorded(id)? {
            Some(recorded) => self.done(recorded, Made::default()),
            None => Err(Refusal::new("RELIABILITY decision 9", crate::text::store::NOT_RECORDED).into()),
        }
    }

    fn done(&self, recorded: Recorded, (created, skipped): Made) -> Result<Done, Failure> {
        let names = self.names()?;
        let mut says = Vec::new();
        let mut say = |event: &StoredEvent| {
            says.push(names.fill(reading::event_with_subject(event)?));
            Ok(())
        };
        // Of a long command the first events, and the last, which sums it up.
        let shown = recorded.last.min(recorded.first + MOST_SAID - 1);
        self.store.events(recorded.first, shown, &mut say)?;
        if shown < recorded.last {
            self.store.events(recorded.last, recorded.last, &mut say)?;
        }
        let skipped = skipped.into_iter().map(|refusal| names.fill(refusal.why)).collect();
        let written = self.store.streams_written(recorded.first, recorded.last)?;
        let units = written.iter().filter_map(|stream| stream.strip_prefix("unit:")?.parse().ok()).collect();
        let guests = written.iter().filter_map(|stream| stream.strip_prefix("guest:")?.parse().ok());
        let mut notes = Vec::new();
        // Lists that are read in name nobody at the door.
        for guest in guests.take(AT_THE_DOOR) {
            notes.extend(self.reports_of(GuestId(guest))?.iter().map(|report| names.fill(report.may_be())));
        }
        Ok(Done { recorded, says, created, skipped, units, notes })
    }

    fn named(&self, mut refusal: Refusal) -> Refusal {
        if let Ok(names) = self.names() {
            refusal.why = names.fill(refusal.why);
            refusal.remedy = refusal.remedy.map(|say| Box::new(names.fill(*say)));
        }
        refusal
    }

    fn log_denial(&self, who: &Session, action: &Action) -> Result<(), Failure> {
        let command = self.command(who.staff, who.id, CommandId::new());
        self.store.write::<_, Failure>(command, |work| {
            // An event with a jumped clock's time would make the jump look like the past.
            deed::watch_clock(work)?;
            let mut staff = work.load::<Staff>(&who.staff.0.to_string())?;
            Ok(work.record(&mut staff, &[StaffEvent::Denied { action: action.id.to_owned() }])?)
        })?;
        Ok(())
    }

    /// Makes facts of what the clock has decided since: whichever window sees it first appends the event. Cheap when
    /// nothing is due. Answers whether anything was: what this window writes itself, [`Desk::changed`] does not see.
    ///
    /// # Errors
    /// What the store says.
    pub fn tick(&self) -> Result<bool, StoreError> {
        let (now, _) = self.clock.now();
        // While the clock waits to be confirmed nothing expires, and asking again would only lock the file.
        if !self.store.any_due(now)? || self.project()?.frozen.is_some() {
            return Ok(false);
        }
        let command = self.command(StaffId::SYSTEM, [0; 16], CommandId::new());
        Ok(self.store.write::<_, StoreError>(command, deed::expire)?.1.is_some())
    }

    fn command(&self, actor: StaffId, session: [u8; 16], id: CommandId) -> Command {
        command(&self.clock, &self.station, actor, session, id)
    }
}

/// A command is its id, who gives it, and what: the same id with another input is another command, never a silent
/// repetition. Names, numbers and PINs stay out: the result stands in the log.
fn same_command(id: CommandId, who: &Session, action: &Action, filled: &Filled) -> CommandId {
    let mut sha = Sha256::new();
    sha.update(id.0);
    sha.update(who.staff.0.to_le_bytes());
    sha.update(action.id);
    sha.update(filled.open_digest(action.fields));
    let mut same = [0; 16];
    same.copy_from_slice(&sha.finalize()[..16]);
    CommandId(same)
}

fn command(clock: &Clock, station: &str, actor: StaffId, session: [u8; 16], id: CommandId) -> Command {
    let (wall, tz_min) = clock.now();
    Command { id, actor, approver: None, station: station.to_owned(), session, wall, tz_min }
}

/// The kinds of people in the vault, for those who enroll them.
pub(crate) fn enroll(
    work: &Work,
    kind: PersonKind,
    person: &Person,
) -> Result<(PersonId, String), StoreError> {
    work.enroll(kind, person)
}
