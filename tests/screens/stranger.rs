//! What somebody who has never seen the program tries first, and what must then happen (issues 3 and 4: a stranger's
//! journey with the footer and F1 alone).

use anchang::desk::Founder;
use anchang::text::Lang;
use anchang::tui::term::Key;
use anchang::tui::{First, Theme};

use crate::office::{self, choose, sign_in, sign_in_as, type_in};
use crate::paper;
use crate::see::narrow::{SIZE, hides, screen, shows};

#[test]
fn a_new_pin_is_judged_before_it_is_typed_again_and_typing_replaces_it() {
    let mut first = First::new(Lang::Zh, Theme::colours(), "/x/anchang.db".into());
    let see = |first: &First| paper::words(&paper::draw_first(first, SIZE)).join("\n");
    let mut sent = 0;
    let mut found = |_: &Founder| {
        sent += 1;
        Ok(())
    };
    let mut keys = |first: &mut First, text: &str| {
        for c in text.chars() {
            first.press(Key::Char(c), &mut found);
        }
        first.press(Key::Enter, &mut found)
    };
    keys(&mut first, "Moon");
    keys(&mut first, "Li");
    assert!(see(&first).contains("至少 6 位"), "said before anybody types: {}", see(&first));
    keys(&mut first, "1234");
    assert!(see(&first).contains("密码至少 6 位。") && see(&first).contains("[****  "), "{}", see(&first));
    keys(&mut first, "135790");
    // The cursor went on only now, and what was refused is gone.
    assert!(see(&first).contains("[******  ") && !see(&first).contains("密码至少"), "{}", see(&first));
    assert!(keys(&mut first, "135790").is_some(), "{}", see(&first));
    assert_eq!(sent, 1);
}

#[test]
fn what_was_filled_in_beforehand_is_replaced_by_typing_and_kept_by_moving() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    choose(&mut app, "unit.withhold");
    app.press(Key::BackTab);
    while !screen(&app).contains("3-1-1203,3-1-1204 或") {
        app.press(Key::BackTab);
    }
    let before = screen(&app);
    app.press(Key::End);
    type_in(&mut app, ",");
    assert_ne!(screen(&app), before);
    shows(&app, ", ");
    app.press(Key::Esc);
    app.press(Key::Esc);
    choose(&mut app, "unit.hold");
    app.press(Key::BackTab);
    type_in(&mut app, "3-1-1203");
    shows(&app, "[3-1-1203  ");
}

#[test]
fn a_guest_who_is_not_registered_is_registered_over_the_form_that_asks() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in_as(&mut app, "小陈", "ming-7-1");
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.hold");
    type_in(&mut app, "慕容复");
    shows(&app, "+ 慕容复");
    app.press(Key::Enter);
    shows(&app, "┌ 登记客户");
    shows(&app, "[慕容复  ");
    type_in(&mut app, "13700007777");
    app.press(Key::Ctrl('s'));
    // Back in the form of before, which knows the guest now.
    hides(&app, "┌ 登记客户");
    shows(&app, "┌ 锁房");
    shows(&app, "137****7777");
    hides(&app, "+ 慕容复");
}

#[test]
fn whoever_may_not_register_is_told_who_may() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    choose(&mut app, "unit.hold");
    type_in(&mut app, "慕容复");
    hides(&app, "+ 慕容复");
    app.press(Key::Ctrl('s'));
    shows(&app, "没有这位客户: 慕容复");
    shows(&app, "由前台、顾问先");
}

#[test]
fn half_a_path_is_completed_and_never_sent() {
    let (mut app, folder) = office::empty(Lang::En);
    let lists = folder.path().join("only").join("lists");
    std::fs::create_dir_all(&lists).unwrap();
    std::fs::write(lists.join("prices.csv"), "房号,面积\n").unwrap();
    sign_in(&mut app);
    choose(&mut app, "unit.import");
    type_in(&mut app, &format!("{}/only/li", folder.path().display()));
    app.press(Key::Tab);
    shows(&app, "only/lists/");
    shows(&app, "prices.csv");
    hides(&app, "there is no file");
    // One list is there: it is the one meant, and it is read at once.
    app.press(Key::Enter);
    assert!(app.is_busy(), "{}", screen(&app));
}

#[test]
fn another_screen_is_one_key_away_from_the_window_of_a_unit() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    app.press(Key::Enter);
    shows(&app, "┌ 房源");
    app.press(Key::F(6));
    hides(&app, "┌ 房源");
    shows(&app, "查找");
}

#[test]
fn the_palette_says_what_there_is_nothing_of() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    type_in(&mut app, "3-1-1201");
    app.press(Key::Enter);
    for (action, why) in [("unit.unwait", "没有人候补"), ("unit.unencumber", "没有抵押或查封")] {
        app.press(Key::F(10));
        type_in(&mut app, action);
        shows(&app, why);
        app.press(Key::Esc);
        app.press(Key::Esc);
    }
}

/// A price list as a spreadsheet saves it.
const LIST: &str = "房号,建筑面积,单价,总价\n1-1-101,100,10000,1000000\n1-1-102,100,10000,1000000\n";

#[test]
fn every_stage_of_a_new_project_names_the_next_one_and_one_key_goes_there() {
    let (mut app, folder) = office::empty(Lang::Zh);
    // What was downloaded is offered, the newest first, and Enter takes it.
    let old = folder.path().join("旧价目表.csv");
    let new = folder.path().join("价目表.csv");
    std::fs::write(&old, LIST).unwrap();
    std::fs::write(&new, LIST).unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
    std::fs::File::options().append(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    app.look_for_lists_in(vec![folder.path().to_owned()]);
    shows(&app, "下一步 Ctrl+S: 导入价目表");
    app.press(Key::Ctrl('s'));
    shows(&app, "请先登录");
    type_in(&mut app, "老王");
    app.press(Key::Tab);
    type_in(&mut app, office::PIN);
    app.press(Key::Enter);
    shows(&app, "┌ 导入价目表");
    let (newest, older) =
        (screen(&app).find(" 价目表.csv").unwrap(), screen(&app).find("旧价目表.csv").unwrap());
    assert!(newest < older, "{}", screen(&app));
    app.press(Key::Enter);
    assert!(app.is_busy());
    app.work();
    shows(&app, "价目表共 2 套");
    app.press(Key::Ctrl('s'));
    shows(&app, "Ctrl+S 下一步");
    shows(&app, "下一步 Ctrl+S: 推盘");
    app.press(Key::Ctrl('s'));
    shows(&app, "[*  ");
    shows(&app, "共 2 套");
    type_in(&mut app, "许可1号");
    app.press(Key::Enter);
    app.press(Key::Char('y'));
    shows(&app, "下一步 Ctrl+S: 添加员工");
    app.press(Key::Ctrl('s'));
    shows(&app, "[置业顾问  ");
    type_in(&mut app, "小陈");
    for _ in 0..3 {
        app.press(Key::Enter);
    }
    type_in(&mut app, "501926");
    app.press(Key::Enter);
    // Nobody sells alone: the next colleague is asked for, until there is none.
    shows(&app, "接着加下一位: 前台、助理、财务、其他顾问");
    app.press(Key::Esc);
    // Who may not is told before anything is filled in, and who may sits down with their PIN alone.
    shows(&app, "登记第一位客户。由 小陈 做, 先换人");
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 换人");
    shows(&app, "[小陈  ");
    type_in(&mut app, "501926");
    app.press(Key::Enter);
    shows(&app, "┌ 登记客户");
    type_in(&mut app, "张三");
    app.press(Key::Enter);
    type_in(&mut app, "13812341234");
    // Whoever sells does it for themselves: Enter does not stop where that stands already.
    app.press(Key::Enter);
    shows(&app, "下一步 Ctrl+S: 锁房");
    app.press(Key::Ctrl('s'));
    shows(&app, "张* 138****1234");
    // Everything is filled in: the cursor is on the guest, who is looked at before Enter sends.
    let rows = screen(&app);
    let guest = rows.lines().position(|line| line.contains("│ 客户  ")).unwrap();
    assert_eq!(paper::cursor(&app, SIZE).1, u16::try_from(guest).unwrap(), "{rows}");
    app.press(Key::Enter);
    // One person can approve: their PIN alone is typed. Whoever types the name as well loses nothing.
    shows(&app, "┌ 需要批准");
    shows(&app, "[老王  ");
    type_in(&mut app, "老王");
    app.press(Key::Tab);
    type_in(&mut app, office::PIN);
    app.press(Key::Enter);
    shows(&app, "下一步 Ctrl+S: 预留");
    app.press(Key::Ctrl('s'));
    shows(&app, "┌ 预留");
    app.press(Key::Ctrl('s'));
    type_in(&mut app, office::PIN);
    app.press(Key::Enter);
    hides(&app, "┌ 需要批准");
    // Not before there is a subscription does the project live.
    shows(&app, "下一步 Ctrl+S: 客户定了, 填写认购书");
    app.press(Key::Ctrl('s'));
    shows(&app, "1-1-101");
    shows(&app, "认购人");
}

#[test]
fn a_project_that_lives_has_no_next_step() {
    let (mut app, _folder) = office::open(Lang::Zh);
    sign_in(&mut app);
    hides(&app, "下一步");
    app.press(Key::Ctrl('s'));
    shows(&app, "开盘准备已完成");
}

/// Of two lists with one name the folder tells which is meant: the name gives way, not the folder.
#[test]
fn a_long_list_name_leaves_its_folder_in_sight() {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, folder) = office::empty(lang);
        let downloads = folder.path().join("Downloads");
        std::fs::create_dir_all(&downloads).unwrap();
        std::fs::write(downloads.join("云山府三期一批次住宅备案价目表2026-v3.xlsx"), "").unwrap();
        app.look_for_lists_in(vec![downloads]);
        app.press(Key::Ctrl('s'));
        type_in(&mut app, "老王");
        app.press(Key::Tab);
        type_in(&mut app, office::PIN);
        app.press(Key::Enter);
        shows(&app, "..");
        shows(&app, "v3.xlsx");
        shows(&app, "  Downloads");
    }
}
