//! What a person sees, in words: on a terminal of the usual size, and on the smallest.

/// The eyes at one size.
macro_rules! eyes {
    ($name:ident, $size:expr) => {
        pub mod $name {
            use anchang::tui::App;

            use crate::paper;

            pub const SIZE: (u16, u16) = $size;

            pub fn screen(app: &App) -> String {
                paper::words(&paper::draw(app, SIZE)).join("\n")
            }

            #[track_caller]
            pub fn shows(app: &App, text: &str) {
                assert!(screen(app).contains(text), "no {text}:\n{}", screen(app));
            }

            #[track_caller]
            pub fn hides(app: &App, text: &str) {
                assert!(!screen(app).contains(text), "{text}:\n{}", screen(app));
            }
        }
    };
}

eyes!(wide, (120, 36));
eyes!(narrow, (80, 24));
