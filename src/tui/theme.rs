//! Colours: the sixteen names that every terminal has, or none at all. Status is always a sign as well.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use super::guests::Tone;
use crate::domain::unit::Status;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
    /// Frames of `+-|`: where the terminal draws the lines of a frame two columns wide (TERMINAL 3.1).
    ascii: bool,
}

const ASCII_FRAME: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl Theme {
    /// By the environment: `NO_COLOR` means a theme without colours, not colours that are stripped (TERMINAL 0.2).
    pub fn from_environment() -> Self {
        Self { colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()), ascii: false }
    }

    /// Sixteen colours.
    pub const fn colours() -> Self {
        Self { colour: true, ascii: false }
    }

    /// Weight and underline only.
    pub const fn plain() -> Self {
        Self { colour: false, ascii: false }
    }

    /// The same with frames of `+-|`.
    #[must_use]
    pub const fn with_ascii_frames(self) -> Self {
        Self { ascii: true, ..self }
    }

    /// The frame of a window.
    pub fn frame(self) -> border::Set<'static> {
        if self.ascii { ASCII_FRAME } else { border::PLAIN }
    }

    /// Whether blocks can be drawn: where frames are not, they would be two columns wide.
    pub fn has_blocks(self) -> bool {
        !self.ascii
    }

    /// The line between two parts of the screen.
    pub fn line(self) -> &'static str {
        self.frame().vertical_left
    }

    fn either(self, colour: Style, plain: Style) -> Style {
        if self.colour { colour } else { plain }
    }

    /// A unit's cell.
    pub fn status(self, status: Status) -> Style {
        let fg = |colour| Style::new().fg(colour);
        let plain = Style::new();
        match status {
            Status::Unreleased => self.either(fg(Color::DarkGray), plain.add_modifier(Modifier::DIM)),
            Status::Withheld => self.either(fg(Color::Magenta), plain.add_modifier(Modifier::DIM)),
            Status::Available => self.either(fg(Color::Green), plain),
            Status::Held => self
                .either(fg(Color::Yellow).add_modifier(Modifier::BOLD), plain.add_modifier(Modifier::BOLD)),
            Status::Reserved => self.either(fg(Color::Cyan), plain.add_modifier(Modifier::BOLD)),
            Status::SmallDeposit | Status::Subscribed => {
                self.either(fg(Color::LightBlue), plain.add_modifier(Modifier::UNDERLINED))
            }
            Status::Contracted => self.either(fg(Color::LightRed), plain.add_modifier(Modifier::UNDERLINED)),
            Status::Changing | Status::BoughtBack => {
                self.either(fg(Color::Red), plain.add_modifier(Modifier::UNDERLINED))
            }
        }
    }

    /// Takes the weight off what is written in black: many terminals draw bold black as dark grey, which nobody reads
    /// on green, and which turns grey where it is reversed.
    pub fn keep_black(self, buffer: &mut Buffer) {
        for cell in buffer.content.iter_mut().filter(|cell| cell.fg == Color::Black) {
            cell.modifier.remove(Modifier::BOLD);
        }
    }

    /// The cell under the cursor: seen on every theme.
    pub fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The bar at the top and the keys at the foot.
    pub fn bar(self) -> Style {
        self.either(
            Style::new().fg(Color::Black).bg(Color::Cyan),
            Style::new().add_modifier(Modifier::REVERSED),
        )
    }

    /// Titles and key names.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Frames and what is less important.
    pub fn faint(self) -> Style {
        self.either(Style::new().fg(Color::DarkGray), Style::new())
    }

    /// What must be seen.
    pub fn warning(self) -> Style {
        self.either(
            Style::new().fg(Color::Black).bg(Color::Yellow),
            Style::new().add_modifier(Modifier::REVERSED),
        )
    }

    /// What somebody has to do something about.
    pub fn alarm(self) -> Style {
        self.either(
            Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD),
            Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        )
    }

    /// How a line is meant.
    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Strong => self.strong(),
            Tone::Alarm => self.alarm(),
            Tone::Faint => self.faint(),
            Tone::Struck => self.faint().add_modifier(Modifier::CROSSED_OUT),
        }
    }

    /// A check that is as it should be.
    pub fn green(self) -> Style {
        self.either(Style::new().fg(Color::Green), Style::new())
    }

    /// A check that somebody should know of.
    pub fn amber(self) -> Style {
        self.either(Style::new().fg(Color::Yellow), Style::new().add_modifier(Modifier::BOLD))
    }

    /// What went well.
    pub fn good(self) -> Style {
        self.either(
            Style::new().fg(Color::Black).bg(Color::Green),
            Style::new().add_modifier(Modifier::REVERSED),
        )
    }

    /// The building that is shown, among the others.
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
    }

    /// A unit that is marked, and the entry that is chosen where there is no cursor.
    pub fn marked(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }
}
