//! A terminal with the program in it: what it wrote, when, and how that looks.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use tempfile::TempDir;

/// A demo is made within it by an unoptimised program while other tests are busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// A demo file in a folder of its own.
pub struct House {
    pub folder: TempDir,
}

impl House {
    /// The demo is made once; everybody gets a copy.
    pub fn new() -> Self {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        let file = FILE.get_or_init(|| {
            let house = Self { folder: tempfile::tempdir().unwrap() };
            house.run(&["demo", "--no-ui", "--units", "120"], None);
            std::fs::read(house.db()).unwrap()
        });
        let house = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::write(house.db(), file).unwrap();
        house
    }

    /// A folder without a project.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("demo.db")
    }

    /// Runs one command to its end.
    pub fn run(&self, args: &[&str], pin: Option<&str>) -> String {
        let pins: Vec<(&str, &str)> = pin.map(|pin| ("ANCHANG_PIN", pin)).into_iter().collect();
        self.run_with(args, &pins)
    }

    /// Runs one command to its end with more in its environment.
    pub fn run_with(&self, args: &[&str], more: &[(&str, &str)]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anchang"));
        command.env_clear().envs(environment(self.folder.path())).stdin(Stdio::null());
        command.envs(more.iter().copied()).arg("--db").arg(self.db()).args(args);
        let Output { status, stdout, stderr } = command.output().unwrap();
        assert!(status.success(), "{args:?}: {}", String::from_utf8_lossy(&stderr));
        String::from_utf8(stdout).unwrap()
    }

    /// Units that are on sale.
    pub fn available(&self) -> Vec<String> {
        let rows = self.run(&["show", "units", "--status", "available", "--format", "json"], None);
        let rows: serde_json::Value = serde_json::from_str(&rows).unwrap();
        rows.as_array().unwrap().iter().map(|row| row["unit"].as_str().unwrap().to_owned()).collect()
    }
}

fn environment(folder: &Path) -> Vec<(&'static str, std::ffi::OsString)> {
    vec![
        ("HOME", folder.into()),
        ("XDG_DATA_HOME", folder.join("data").into()),
        ("XDG_CONFIG_HOME", folder.join("config").into()),
        ("TZ", "Asia/Shanghai".into()),
        ("TERM", "xterm-256color".into()),
    ]
}

/// The program, running.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    pieces: Receiver<(SystemTime, Vec<u8>)>,
    eyes: vt100::Parser,
    pub bytes: Vec<u8>,
    last: SystemTime,
}

impl Terminal {
    pub fn open(house: &House, size: (u16, u16)) -> Self {
        Self::open_with(house, size, &[])
    }

    pub fn open_with(house: &House, (columns, rows): (u16, u16), args: &[&str]) -> Self {
        let size = PtySize { rows, cols: columns, ..PtySize::default() };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_anchang"));
        command.env_clear();
        for (name, value) in environment(house.folder.path()) {
            command.env(name, value);
        }
        command.args(["--db", house.db().to_str().unwrap(), "--lang", "zh"]);
        command.args(args);
        let child = pair.slave.spawn_command(command).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, pieces) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(read) = reader.read(&mut piece) {
                if read == 0 || send.send((SystemTime::now(), piece[..read].to_vec())).is_err() {
                    break;
                }
            }
        });
        let [r, c] = [rows, columns].map(|n| NonZeroU16::new(n).unwrap());
        let eyes = vt100::Parser::new(r, c, 0);
        Self {
            master: pair.master,
            _slave: pair.slave,
            child,
            keyboard,
            pieces,
            eyes,
            bytes: Vec::new(),
            last: SystemTime::UNIX_EPOCH,
        }
    }

    pub fn typed(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// A click with the left button on the first place where this stands.
    #[track_caller]
    pub fn click(&mut self, text: &str) {
        let screen = self.eyes.screen();
        let (rows, columns) = screen.size();
        let place = (0..rows.get()).find_map(|row| {
            let fits = |column: &u16| {
                screen.rows(*column, columns.get()).nth(row.into()).is_some_and(|line| line.starts_with(text))
            };
            (0..columns.get()).find(fits).map(|column| (column + 1, row + 1))
        });
        let (x, y) = place.unwrap_or_else(|| panic!("{text} is nowhere:\n{}", self.screen()));
        self.typed(&format!("\u{1b}[<0;{x};{y}M\u{1b}[<0;{x};{y}m"));
    }

    /// Sends the program a signal, as `kill` does.
    pub fn signal(&self, signal: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let [r, c] = [rows, columns].map(|n| NonZeroU16::new(n).unwrap());
        self.eyes.screen_mut().set_size(r, c);
        self.master.resize(PtySize { rows, cols: columns, ..PtySize::default() }).unwrap();
    }

    /// What comes within `wait`, and how many bytes that are.
    pub fn look(&mut self, wait: Duration) -> usize {
        let Ok((at, piece)) = self.pieces.recv_timeout(wait) else { return 0 };
        self.last = at;
        self.eyes.process(&piece);
        self.bytes.extend_from_slice(&piece);
        piece.len()
    }

    pub fn screen(&self) -> String {
        self.eyes.screen().contents()
    }

    /// What stands at the cursor: the unit's sign and room.
    pub fn at_cursor(&self) -> String {
        let (row, column) = self.eyes.screen().cursor_position();
        let line = self.eyes.screen().rows(column, 7).nth(row.into()).unwrap_or_default();
        line.trim_end().to_owned()
    }

    /// Waits until it looks so at the end of a frame; answers when that frame came.
    #[track_caller]
    pub fn wait(&mut self, what: &str, looks: impl Fn(&Self) -> bool) -> SystemTime {
        let end = Instant::now() + PATIENCE;
        while !(self.bytes.ends_with(b"\x1b[?2026l") && looks(self)) {
            assert!(Instant::now() < end, "{what} never came:\n{}", self.screen());
            self.look(Duration::from_millis(50));
        }
        self.last
    }

    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |t| t.screen().contains(text));
    }

    #[track_caller]
    pub fn wait_until_gone(&mut self, text: &str) {
        self.wait(&format!("the end of {text}"), |t| !t.screen().contains(text));
    }

    /// Leaves, and asserts that the terminal is as it was.
    #[track_caller]
    pub fn leave(mut self) {
        self.typed("\u{11}");
        self.has_left();
    }

    /// The program has ended, and the terminal is as it was.
    #[track_caller]
    pub fn has_left(mut self) {
        let status = self.child.wait().unwrap();
        while self.look(Duration::from_millis(100)) > 0 {}
        // A signal counts as a failure too: the status says which one.
        assert!(status.success(), "{status:?}\n{}", self.screen());
        let last = |what: &[u8]| self.bytes.windows(what.len()).rposition(|bytes| bytes == what);
        assert_eq!(self.bytes.windows(8).filter(|b| b == b"\x1b[?1049h").count(), 1, "one alternate screen");
        let left = last(b"\x1b[?1049l").expect("the alternate screen is left");
        assert!(left > last(b"\x1b[?1049h").unwrap());
        assert!(last(b"\x1b[?25h").unwrap() > last(b"\x1b[?25l").unwrap(), "the cursor is shown");
        for mode in ["?1000", "?1006", "?2004"] {
            let on = last(format!("\x1b[{mode}h").as_bytes());
            assert!(on.is_none() || on < last(format!("\x1b[{mode}l").as_bytes()), "{mode} is left on");
        }
        assert!(last(b"\x1b[?2026l").unwrap() > last(b"\x1b[?2026h").unwrap(), "no frame is left open");
        let screen = self.eyes.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor());
        assert_eq!(screen.contents().trim(), "", "nothing is left on the screen");
        let flags = self.master.get_termios().unwrap().local_flags;
        let flags = format!("{flags:?}");
        for flag in ["ECHO", "ICANON", "ISIG"] {
            assert!(flags.split(|c: char| !c.is_alphanumeric()).any(|f| f == flag), "{flag} in {flags}");
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // After a failed assertion the program would stay.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
