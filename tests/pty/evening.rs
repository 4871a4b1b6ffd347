//! An evening at a real terminal: the manager closes a day with twelve overdue signings, finance signs with them, and a
//! backup that verifies is there.

use std::time::Instant;

use crate::office::{FINANCE, MANAGER, with_overdue};
use crate::terminal::{House, Terminal};

const F5: &str = "\u{1b}[15~";
const F12: &str = "\u{1b}[24~";
const CTRL_S: &str = "\u{13}";
const CTRL_T: &str = "\u{14}";
const ENTER: &str = "\r";

#[test]
fn the_manager_closes_a_day_with_twelve_overdue_signings() {
    let house = House::empty();
    with_overdue(&house, 12);
    let mut terminal = Terminal::open(&house, (120, 36));
    terminal.wait_for("F5 预警 12");
    terminal.typed(F12);
    terminal.wait_for("│ 密码");
    terminal.typed(&format!("{}\t{}{ENTER}", MANAGER.0, MANAGER.1));
    terminal.wait_until_gone("│ 密码");
    let begun = Instant::now();
    let mut keys = 2;
    terminal.typed(F5);
    terminal.wait_for("逾期 12");
    terminal.typed(CTRL_S);
    terminal.wait_for("还差 12 项");
    for left in (0..12).rev() {
        if left % 3 == 0 {
            terminal.typed(CTRL_T);
            terminal.wait_for("┌ ");
            terminal.typed(&format!("n{CTRL_S}"));
            keys += 3;
        } else {
            terminal.typed(" ");
            terminal.wait_for("┌ 逾期结转");
            terminal.typed(&format!("等银行{ENTER}"));
            keys += 5;
        }
        let text = if left == 0 { "可以签字".to_owned() } else { format!("还差 {left} 项") };
        terminal.wait_for(&text);
    }
    terminal.typed(ENTER);
    terminal.wait_for("财务");
    terminal.typed(&format!("{}\t{}{ENTER}", FINANCE.0, FINANCE.1));
    keys += 11;
    terminal.wait_for("备份");
    terminal.wait_for("没有待结的日子");
    // A key takes a person two seconds, looking included: that is the five minutes of the issue with room to spare.
    assert!(keys * 2 < 5 * 60, "{keys} keys");
    assert!(begun.elapsed().as_secs() < 120);
    terminal.leave();
    let backups = anchang::desk::backups(&house.db());
    let newest = backups.last().unwrap();
    assert!(anchang::desk::backup_folder(&house.db()).join(&newest.file).exists());
    house.run(&["verify"], None);
}
