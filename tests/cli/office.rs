//! A sales office in a folder of its own, run through the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub const PIN: &str = "135790";

pub struct Office {
    pub folder: tempfile::TempDir,
}

/// What the program answered.
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Answer {
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self.out
    }

    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.ok()).unwrap()
    }

    /// One sentence on the error stream, this code, and nothing on standard output.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        let lines: Vec<&str> = self.err.lines().filter(|l| l.starts_with("anchang: ")).collect();
        assert_eq!(lines.len(), 1, "one sentence: {}", self.err);
        assert_eq!(self.out, "");
        self.err
    }
}

impl Office {
    /// A folder without a project.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A project with its manager 李静.
    pub fn founded() -> Self {
        let office = Self::empty();
        office.run(&["init", "--project", "松风明月", "--manager", "李静"]).ok();
        office
    }

    /// A project with the published price list, all released, and staff: 王磊 and 赵敏 sell, 孙悦 assists.
    pub fn open() -> Self {
        let office = Self::founded();
        office.run(&["import", "units", shenzhen().to_str().unwrap(), "--as", "李静"]).ok();
        office.act("李静", &["unit.release", "units=*", "permit=深房许字88号"]).ok();
        for (name, roles) in [("王磊", "consultant"), ("赵敏", "consultant"), ("孙悦", "assistant")] {
            office
                .act("李静", &["staff.add", &format!("name={name}"), &format!("roles={roles}"), "pin=135790"])
                .ok();
        }
        office
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anchang"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .env("LANG", "en_US.UTF-8")
            .env("ANCHANG_PIN", PIN)
            .env("ANCHANG_APPROVE_PIN", PIN)
            .env("TZ", "Asia/Shanghai")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        let mut command = self.command();
        // A new PIN only where a project is made: everywhere else its absence is said.
        if args.contains(&"init") {
            command.env("ANCHANG_NEW_PIN", PIN);
        }
        answer(command.args(args).output().unwrap())
    }

    /// `do` as somebody; a name after `/` approves: `王磊/李静`.
    pub fn act(&self, who: &str, words: &[&str]) -> Answer {
        let (actor, approver) = who.split_once('/').map_or((who, None), |(a, b)| (a, Some(b)));
        let mut args = vec!["do"];
        args.extend(words);
        args.extend(["--as", actor]);
        if let Some(approver) = approver {
            args.extend(["--approve", approver]);
        }
        self.run(&args)
    }

    pub fn unit(&self, unit: &str) -> serde_json::Value {
        self.run(&["show", "units", "--unit", unit, "--format", "json"]).json()[0].clone()
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("data/anchang/anchang.db")
    }
}

pub fn answer(output: Output) -> Answer {
    Answer {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn shenzhen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/shenzhen-presale-416-units.xls")
}

/// Every file below a folder with its bytes, to show that nothing was changed. The program's own log file grows with
/// every start and is left out.
pub fn everything(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                if path.file_name().is_some_and(|n| n != "logs") {
                    open.push(path);
                }
            } else {
                all.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
    }
    all
}
