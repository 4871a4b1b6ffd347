//! Questions at a real terminal: nothing typed is shown, and the terminal is given back whatever happens.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::office::{Office, PIN};

/// The program at a terminal of its own, without any PIN in its environment.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the terminal outlives the program.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    screen: Receiver<Vec<u8>>,
    shown: String,
}

impl Terminal {
    fn run(office: &Office, args: &[&str]) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 200, ..PtySize::default() }).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_anchang"));
        command.env_clear();
        for (name, value) in office.command().get_envs() {
            if let Some(value) = value.filter(|_| !name.to_string_lossy().ends_with("_PIN")) {
                command.env(name, value);
            }
        }
        command.args(args);
        let child = pair.slave.spawn_command(command).unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, screen) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(read) = reader.read(&mut piece) {
                if read == 0 || send.send(piece[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { master: pair.master, _slave: pair.slave, child, keyboard, screen, shown: String::new() }
    }

    /// Waits until `text` stands on the screen once more than it was answered.
    #[track_caller]
    fn wait_for(&mut self, text: &str, times: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.shown.matches(text).count() < times {
            assert!(Instant::now() < end, "no {text:?} in {:?}", self.shown);
            if let Ok(piece) = self.screen.recv_timeout(Duration::from_millis(100)) {
                self.shown.push_str(&String::from_utf8_lossy(&piece));
            }
        }
    }

    fn typed(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    fn echoes(&self) -> bool {
        let flags = format!("{:?}", self.master.get_termios().unwrap().local_flags);
        flags.split(|c: char| !c.is_alphanumeric()).any(|flag| flag == "ECHO")
    }

    /// The exit code, and all that stood on the screen.
    fn end(mut self) -> (u32, String, bool) {
        let code = self.child.wait().unwrap().exit_code();
        while let Ok(piece) = self.screen.recv_timeout(Duration::from_millis(300)) {
            self.shown.push_str(&String::from_utf8_lossy(&piece));
        }
        let echoes = self.echoes();
        (code, self.shown, echoes)
    }
}

#[test]
fn stopping_at_a_pin_prompt_gives_the_terminal_back() {
    let office = Office::founded();
    for (key, code) in [("\u{3}", 130), ("\u{4}", 1), ("\u{1b}", 1)] {
        let mut terminal = Terminal::run(&office, &["do", "clock.confirm", "--as", "李静"]);
        terminal.wait_for("PIN of 李静: ", 1);
        assert!(!terminal.echoes(), "nothing typed is shown");
        // An empty answer is no try: it is asked again.
        terminal.typed("\r");
        terminal.wait_for("PIN of 李静: ", 2);
        terminal.typed("97531");
        terminal.typed(key);
        let (exit, shown, echoes) = terminal.end();
        assert_eq!(exit, code, "{shown}");
        assert!(shown.contains("anchang: Stopped; nothing was changed."), "{shown}");
        assert!(!shown.contains("97531"), "{shown}");
        assert!(echoes, "the terminal shows again what is typed");
    }
    let log = office.run(&["show", "log", "--format", "json"]).ok();
    assert!(!log.contains("pin_failed"), "no try was sent: {log}");
}

#[test]
fn whoever_acts_signs_in_before_a_new_pin_is_asked_for_by_name() {
    let office = Office::founded();
    let mut terminal =
        Terminal::run(&office, &["do", "staff.add", "name=王磊", "roles=consultant", "--as", "李静"]);
    terminal.wait_for("PIN of 李静: ", 1);
    terminal.typed(&format!("{PIN}\r"));
    terminal.wait_for("New PIN of 王磊 (", 1);
    terminal.typed("864209\r");
    terminal.wait_for("New PIN of 王磊, once more: ", 1);
    terminal.typed("86420x\u{7f}9\r");
    let (exit, shown, echoes) = terminal.end();
    assert_eq!(exit, 0, "{shown}");
    assert!(shown.contains("number #2") && echoes, "{shown}");
    assert!(!shown.contains(PIN) && !shown.contains("86420"), "{shown}");

    let mut command = office.command();
    command.env("ANCHANG_PIN", "864209").args(["do", "guest.add", "name=张三", "phone=13812345678"]);
    crate::office::answer(command.args(["--as", "王磊"]).output().unwrap()).ok();

    // `pin=-` at a terminal is no other way in: the same questions in the same order.
    let mut terminal = Terminal::run(&office, &["do", "staff.pin", "pin=-", "--as", "王磊"]);
    terminal.wait_for("PIN of 王磊: ", 1);
    terminal.typed("864209\r");
    terminal.wait_for("New PIN of 王磊 (", 1);
    terminal.typed("\u{3}");
    assert_eq!(terminal.end().0, 130);
}
