//! `anchang init`: a project, its policy, its first manager.

use std::path::PathBuf;

use clap::ArgMatches;

use super::ask::{self, PinSource};
use super::{Shell, Stop, config, output};
use crate::desk::{Clock, Desk, Failure, Founder, StoreError, backup_folder, short};
use crate::domain::person::Pii;
use crate::domain::refusal::Refusal;
use crate::say;
use crate::text::shell as words;

pub(super) fn run(shell: &Shell, matches: &ArgMatches) -> Result<(), Stop> {
    if shell.db.exists() {
        return Err(StoreError::Exists(shell.db.clone()).into());
    }
    let answer = |name: &str, question: crate::text::Text, missing| match matches.get_one::<String>(name) {
        Some(given) => Ok(given.clone()),
        None => ask::line(question.get(shell.lang), missing),
    };
    let project = answer("project", words::ASK_PROJECT, words::NO_PROJECT)?;
    let manager = answer("manager", words::ASK_MANAGER, words::NO_MANAGER)?;
    let source = PinSource {
        file: matches.get_one::<PathBuf>("pin-file").map(PathBuf::as_path),
        variable: "ANCHANG_NEW_PIN",
        question: words::ASK_NEW_PIN,
        missing: words::NO_NEW_PIN,
    };
    let pin = source.get_new(&manager, shell.lang)?;
    let founder = Founder { project: project.clone(), manager: Pii::new(manager.clone()), pin };
    let desk = found(shell, &founder)?;
    let head = desk.head()?;
    let done = say!(
        words::FOUNDED,
        project = project,
        manager = &manager,
        path = shell.db.display().to_string(),
        head = short(&head.hash)
    );
    let places = say!(
        words::FOUNDED_PLACES,
        backups = backup_folder(&shell.db).display().to_string(),
        config = config::path().unwrap_or_default().display().to_string()
    );
    let next = say!(words::FOUNDED_NEXT, manager = manager);
    for say in [done, places, next] {
        output::line(&say.in_lang(shell.lang))?;
    }
    shell.after_change(&desk);
    Ok(())
}

/// Makes the project file, its folder, and a config file where there is none.
pub(super) fn found(shell: &Shell, founder: &Founder) -> Result<Desk, Failure> {
    if let Some(folder) = shell.db.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| {
            let path = folder.display().to_string();
            Refusal::new("DESIGN 4", say!(words::FOLDER, path = path, what = super::wrong::os(&error)))
        })?;
    }
    let desk = Desk::found(&shell.db, founder, Clock::System, &shell.station)?;
    write_config();
    Ok(desk)
}

/// A config file with commented defaults, where there is none yet. Without one everything works as well.
fn write_config() {
    if let Some(path) = config::path().filter(|path| !path.exists()) {
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        let _ = written.and_then(|()| std::fs::write(&path, config::TEMPLATE));
    }
}
