//! Who buys (RULES 1.4 preconditions, 1.16, 3.1): documents, age, guardians, shares, who must not.

use anchang::domain::deal::{Buyer, BuyerFacts, Step, check_buyers};
use anchang::domain::guest::GuestId;
use anchang::domain::ppm::Ppm;
use anchang::text::{Text, cli, deal as deal_words, people, sale as words};

use super::counter::{
    DEAL, FORM, ID_1, counter, deal, enter, form_refused, id_born, identify, refused, sound, up_to,
    with_remedy,
};
use crate::office::{ASSISTANT, CONSULTANT, MANAGER, Office, is_refused, lines};

fn with(buyers: &str) -> String {
    format!("{FORM}; buyers={buyers}")
}

/// A new buyer without a visit; answers their number.
fn newcomer(office: &mut Office, name: &str, id: &str) -> String {
    let fields = format!("name={name}; id_no={id}; address=深圳市南山区科苑路1号");
    office.done(CONSULTANT, "guest.identify", &fields).created.unwrap()
}

#[track_caller]
fn red(office: &mut Office, form: &str, why: Text) {
    let refusal = form_refused(office, form, "RULES 1.4", why, "buyers");
    assert!(!refusal.in_words(anchang::text::Lang::Zh).is_empty());
}

#[test]
fn nobody_buys_without_a_document() {
    let mut office = Office::new();
    let refusal = form_refused(&mut office, FORM, "RULES 1.4", words::IDS_MISSING, "buyers");
    with_remedy(&refusal, words::IDS_MISSING);
    identify(&mut office, 1, ID_1).unwrap();
    enter(&mut office, FORM).unwrap();
}

#[test]
fn a_wrong_digit_is_found_and_never_repeated() {
    let mut office = Office::new();
    // RULES 1.16: 11010119900307451 -> 4.
    for wrong in ["110101199003074515", "110101199003074541", "11010119900307451X"] {
        let result = identify(&mut office, 1, wrong);
        let Err(anchang::desk::Failure::Refused(refusal)) = result else { panic!("{wrong}: {result:?}") };
        assert_eq!((refusal.rule, refusal.field), ("RULES 1.16", Some("id_no")));
        assert!(refusal.remedy.is_some());
        assert!(!format!("{refusal:?}").contains(wrong), "a number of a person is in no sentence");
    }
    for right in ["１１０１０１１９９００３０７４５１４", "110101 19900307 4514"] {
        let mut office = Office::new();
        identify(&mut office, 1, right).unwrap();
        enter(&mut office, FORM).unwrap();
    }
}

#[test]
fn fifteen_digits_are_an_old_document() {
    let mut office = Office::new();
    let result = identify(&mut office, 1, "110101900307451");
    is_refused(&result, deal_words::ID_OLD, Some("id_no"));
    assert_eq!(crate::office::remedy(&result), Some(deal_words::ID_OLD_REMEDY));
}

#[test]
fn one_document_is_one_person() {
    let mut office = counter();
    let result = identify(&mut office, 2, ID_1);
    is_refused(&result, words::DOCUMENT_OF_OTHER, Some("id_no"));
    identify(&mut office, 1, ID_1).unwrap();
}

/// The office's today is 2026-11-28.
#[test]
fn the_day_before_the_eighteenth_birthday_is_too_early_and_the_day_itself_is_not() {
    let mut office = counter();
    let seventeen = newcomer(&mut office, "小明", &id_born("20081129", 3));
    let eighteen = newcomer(&mut office, "小红", &id_born("20081128", 4));
    let refusal = form_refused(
        &mut office,
        &with(&format!("{seventeen} 100")),
        "RULES 1.4",
        words::BUYER_UNDER_AGE,
        "buyers",
    );
    with_remedy(&refusal, words::BUYER_UNDER_AGE);
    enter(&mut office, &with(&format!("{eighteen} 100"))).unwrap();
    office.done(CONSULTANT, "deal.withdraw", "deal=RG-0001; reason=x");
    office.later(24 * 60);
    enter(&mut office, &with(&format!("{seventeen} 100"))).unwrap();
}

#[test]
fn a_child_buys_with_a_guardian_of_full_age_who_is_a_person() {
    let mut office = counter();
    let child = newcomer(&mut office, "小明", &id_born("20150101", 3));
    let brother = newcomer(&mut office, "小刚", &id_born("20100101", 5));
    let nobody = office.done(CONSULTANT, "guest.identify", "name=老人; address=x").created.unwrap();
    let company = office
        .done(
            CONSULTANT,
            "guest.identify",
            "name=某某公司; id_kind=company_code; id_no=91350100M000100Y43; address=x",
        )
        .created
        .unwrap();
    red(&mut office, &with(&format!("{child} 100/{brother}")), words::BUYER_UNDER_AGE);
    red(&mut office, &with(&format!("{child} 100/{child}")), words::BUYER_UNDER_AGE);
    red(&mut office, &with(&format!("{child} 100/{nobody}")), words::IDS_MISSING);
    red(&mut office, &with(&format!("{child} 100/{company}")), words::BUYER_UNDER_AGE);
    enter(&mut office, &with(&format!("{child} 100/#1"))).unwrap();
    let buyers = deal(&office, 1).terms.unwrap().buyers;
    assert_eq!(buyers[0].guardian.map(|guest| guest.0), Some(1));
    // The share may stand behind the guardian as well.
    office.done(CONSULTANT, "deal.enter", &with(&format!("#2 60, {child}/#1 40")));
    let buyers = deal(&office, 1).terms.unwrap().buyers;
    assert_eq!((buyers[1].share, buyers[1].guardian), (Ppm(400_000), Some(GuestId(1))));
    // A company buys by itself; it has no age.
    office.done(CONSULTANT, "deal.enter", &with(&format!("{company} 100")));
}

#[test]
fn shares_sum_to_the_whole() {
    let mut office = counter();
    for wrong in ["#1 50, #2 49", "#1 50, #2 51", "#1 100, #2 0", "#1 150, #2 -50", "#1 60, #2"] {
        red(&mut office, &with(wrong), words::SHARES_SUM);
    }
    red(&mut office, &with("#1 50, #1 50"), words::BUYER_TWICE);
    enter(&mut office, &with("#1 33.3333, #2 33.3333, #3 33.3334")).unwrap();
    office.done(CONSULTANT, "deal.enter", &with("#1, #2, #3"));
    let shares: Vec<Ppm> = deal(&office, 1).terms.unwrap().buyers.iter().map(|b| b.share).collect();
    assert_eq!(
        shares,
        [Ppm(333_334), Ppm(333_333), Ppm(333_333)],
        "equal, the first with what does not go up"
    );
}

#[test]
fn who_must_not_buy_does_not_buy_nor_act_for_a_child() {
    let mut office = counter();
    let block = "guest=#2; reason=多次毁约";
    let alone = office.act(CONSULTANT, "guest.block", block);
    assert!(matches!(alone, Err(anchang::desk::Failure::NeedsApproval(_))), "{alone:?}");
    office.done(MANAGER, "guest.block", block);
    let refusal =
        form_refused(&mut office, &with("#1 50, #2 50"), "RULES 1.4", words::BUYER_BLOCKED, "buyers");
    with_remedy(&refusal, words::BUYER_BLOCKED);
    let child = newcomer(&mut office, "小明", &id_born("20150101", 3));
    red(&mut office, &with(&format!("{child} 100/#2")), words::BUYER_BLOCKED);
    office.refuses(MANAGER, "guest.block", block, words::BLOCKED_ALREADY, Some("guest"));
    office.done(MANAGER, "guest.unblock", "guest=#2; reason=已核实");
    enter(&mut office, &with("#1 50, #2 50")).unwrap();
}

#[test]
fn nobody_leaves_the_list_by_turning_out_to_be_somebody_else() {
    let mut office = counter();
    office.done(MANAGER, "guest.block", "guest=#2; reason=多次毁约");
    office.done(MANAGER, "guest.merge", "guest=#2; into=#1; reason=同一人");
    red(&mut office, FORM, words::BUYER_BLOCKED);
    office.done(MANAGER, "guest.unblock", "guest=#1; reason=已核实");
    enter(&mut office, FORM).unwrap();
    sound(&office);
}

#[test]
fn the_document_of_who_was_merged_is_the_same_persons() {
    let mut office = Office::new();
    identify(&mut office, 2, ID_1).unwrap();
    office.done(MANAGER, "guest.merge", "guest=#2; into=#1; reason=同一人");
    identify(&mut office, 1, ID_1).unwrap();
    enter(&mut office, FORM).unwrap();
    sound(&office);
}

#[test]
fn a_special_discount_goes_with_a_guest_who_turned_out_to_be_somebody_else() {
    let mut office = counter();
    let fields = "unit=3-2-0101; guest=#2; off_total=20万; evidence=x; leader=领导老卫; given=contract; until=+5; reason=x";
    office.done(CONSULTANT, "discount.special", fields);
    office.done(MANAGER, "application.approve", "application=1");
    office.done(crate::office::LEADER, "application.approve", "application=1");
    office.done(MANAGER, "guest.merge", "guest=#2; into=#1; reason=同一人");
    enter(&mut office, &format!("{FORM}; special=1")).unwrap();
}

#[test]
fn a_buyer_of_a_running_deal_is_not_merged_away() {
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    let result = office.act(MANAGER, "guest.merge", "guest=#1; into=#2; reason=x");
    assert!(matches!(result, Err(anchang::desk::Failure::Refused(_))), "{result:?}");
}

#[test]
fn the_customer_file_wants_document_address_and_phone() {
    // RULES 3.1: 成交客户档案表.
    let mut office = Office::new();
    office.done(CONSULTANT, "guest.identify", &format!("guest=#1; id_no={ID_1}"));
    up_to(&mut office, Step::Stamp);
    let refusal = refused(&mut office, CONSULTANT, "deal.file", DEAL);
    with_remedy(&refusal, words::FILE_GAPS);
    assert!(lines(&refusal.why).contains(&words::FILE_GAPS));
    let said = refusal.in_words(anchang::text::Lang::Zh);
    assert!(said.contains("通讯地址") && !said.contains("证件、"), "{said}");
    office.done(CONSULTANT, "guest.identify", "guest=#1; address=深圳市南山区科苑路1号");
    office.done(CONSULTANT, "deal.file", DEAL);
}

#[test]
fn only_those_who_fill_forms_enter_documents() {
    let mut office = Office::new();
    for who in [ASSISTANT, crate::office::RECEPTION, crate::office::FINANCE] {
        let denied = office.act(who, "guest.identify", &format!("guest=#1; id_no={ID_1}"));
        assert!(matches!(denied, Err(anchang::desk::Failure::Denied(_))), "{who}: {denied:?}");
    }
    office.refuses(CONSULTANT, "guest.identify", "address=x", words::BUYER_NAME, Some("name"));
    office.refuses(
        CONSULTANT,
        "guest.identify",
        "guest=#99; address=x",
        people::NO_SUCH_GUEST,
        Some("guest"),
    );
}

#[test]
fn who_must_not_buy_any_more_neither_signs_nor_is_approved() {
    // RULES 1.4 preconditions: blacklist.
    let block = "guest=#1; reason=恶意预留";
    let mut office = counter();
    up_to(&mut office, Step::Fill);
    office.done(MANAGER, "guest.block", block);
    let refusal = refused(&mut office, CONSULTANT, "deal.sign", DEAL);
    with_remedy(&refusal, words::BUYER_BLOCKED);
    office.done(MANAGER, "guest.unblock", "guest=#1; reason=核实无误");
    office.done(CONSULTANT, "deal.sign", DEAL);
    office.done(MANAGER, "guest.block", block);
    let refusal = refused(&mut office, MANAGER, "application.approve", "application=SP-0001");
    with_remedy(&refusal, words::BUYER_BLOCKED);
    assert_eq!(refusal.field, Some("application"));
    office.done(MANAGER, "application.refuse", "application=SP-0001; reason=黑名单");
    sound(&office);
}

/// Puts a document that is no resident's on file; whatever is said besides.
fn foreign(
    office: &mut Office,
    guest: i64,
    document: &str,
    more: &str,
) -> Result<(), anchang::desk::Failure> {
    let fields = format!("guest=#{guest}; {document}; address=深圳市南山区科苑路1号{more}");
    office.act(CONSULTANT, "guest.identify", &fields).map(drop)
}

const PASSPORT: &str = "id_kind=passport; id_no=E12345678";

#[test]
fn a_document_whose_number_tells_no_birthday_asks_for_it() {
    for (document, nth) in [
        (PASSPORT, 1),
        ("id_kind=hk_macao_permit; id_no=H12345678", 1),
        ("id_kind=taiwan_permit; id_no=12345678", 2),
        ("id_kind=foreigner_card; id_no=USA110077010101", 3),
    ] {
        let mut office = Office::new();
        let head = office.head();
        let without = foreign(&mut office, nth, document, "");
        is_refused(&without, words::BORN_NEEDED, Some("born"));
        for wrong in ["03-07", "+3", "1990-02-30", "2026-11-29", "1890-01-01", "x"] {
            let result = foreign(&mut office, nth, document, &format!("; born={wrong}"));
            is_refused(&result, words::BORN_WRONG, Some("born"));
        }
        assert_eq!(office.head(), head);
        foreign(&mut office, nth, document, "; born=1990-03-07").unwrap();
        let form = FORM.replace("#1", &format!("#{nth}"));
        enter(&mut office, &form).unwrap();
        // What else is put on file later does not ask for it again.
        office.done(CONSULTANT, "guest.identify", &format!("guest=#{nth}; postcode=518000"));
        sound(&office);
    }
    // As it is typed from a passport.
    for typed in ["19900307", "1990/3/7", "1990年3月7日", "１９９０-０３-０７"] {
        let mut office = Office::new();
        foreign(&mut office, 1, PASSPORT, &format!("; born={typed}")).unwrap();
        let file = office.desk.buyer_file(GuestId(1)).unwrap();
        assert_eq!(file.get("born"), Some(&anchang::domain::person::Pii::new("1990-03-07".to_owned())));
    }
}

#[test]
fn a_foreigner_is_of_age_from_the_eighteenth_birthday_on() {
    // RULES 1.4: buyer at least 18, or a guardian. Today is 2026-11-28.
    let mut office = counter();
    foreign(&mut office, 3, PASSPORT, "; born=2008-11-29").unwrap();
    let form = FORM.replace("#1", "#3");
    red(&mut office, &form, words::BUYER_UNDER_AGE);
    // Nor is one of that age a guardian.
    let child = newcomer(&mut office, "张小宝", &id_born("20160501", 12));
    red(&mut office, &with(&format!("{child}/#3")), words::BUYER_UNDER_AGE);
    enter(&mut office, &with("#3/#2")).unwrap();
    let mut office = counter();
    foreign(&mut office, 3, PASSPORT, "; born=2008-11-28").unwrap();
    enter(&mut office, &form).unwrap();
}

#[test]
fn a_birthday_does_not_contradict_the_number() {
    let mut office = Office::new();
    let resident = format!("guest=#1; id_no={ID_1}; address=x");
    let result = office.act(CONSULTANT, "guest.identify", &format!("{resident}; born=1990-03-08"));
    is_refused(&result, words::BORN_DIFFERS, Some("born"));
    office.done(CONSULTANT, "guest.identify", &format!("{resident}; born=1990-03-07"));
    let file = office.desk.buyer_file(GuestId(1)).unwrap();
    assert!(!file.contains_key("born"), "the number tells it; it is not kept twice");
    // A passport in its place does not inherit it.
    let result = office.act(CONSULTANT, "guest.identify", &format!("guest=#1; {PASSPORT}"));
    is_refused(&result, words::BORN_NEEDED, Some("born"));
    // A company was not born.
    let company = "guest=#2; id_kind=company_code; id_no=91350100M000100Y43; address=x";
    let result = office.act(CONSULTANT, "guest.identify", &format!("{company}; born=1990-03-07"));
    is_refused(&result, words::BORN_DIFFERS, Some("born"));
    office.done(CONSULTANT, "guest.identify", company);
}

#[test]
fn a_birthday_is_kept_in_the_vault_and_nowhere_else() {
    let mut office = Office::new();
    let head = office.head();
    foreign(&mut office, 1, PASSPORT, "; born=1990-03-07").unwrap();
    let events = office.since(head);
    assert!(events.iter().any(|event| event.payload.contains("born")), "that it was entered is said");
    assert!(events.iter().all(|event| !event.payload.contains("1990")));
}

#[test]
fn a_passport_of_an_old_file_without_a_birthday_does_not_pass_the_age_rule() {
    // Before it was asked for it could be on file without: whoever buys is asked for it then.
    let buyer = |age| BuyerFacts { guest: GuestId(1), identified: true, company: false, age, blocked: false };
    let buyers = [Buyer { guest: GuestId(1), share: Ppm::WHOLE, guardian: None }];
    let refusal = check_buyers(&buyers, &[buyer(None)]).unwrap();
    with_remedy(&refusal, words::BORN_MISSING);
    assert_eq!(refusal.field, Some("buyers"));
    assert!(check_buyers(&buyers, &[buyer(Some(18))]).is_none());
    assert!(check_buyers(&buyers, &[BuyerFacts { company: true, ..buyer(None) }]).is_none());
}

#[test]
fn what_is_no_word_number_or_postcode_does_not_stand_in_the_buyers_file() {
    // RULES 3.1: what stands in the file is printed on the forms.
    let mut office = counter();
    for (field, wrong, why) in [
        ("nationality", "中国1", words::WORD_WRONG),
        ("nationality", "１２３", words::WORD_WRONG),
        ("nationality", "--", words::WORD_WRONG),
        ("representative", "王2", words::WORD_WRONG),
        ("postcode", "深圳", words::POSTCODE_WRONG),
        ("postcode", "5", words::POSTCODE_WRONG),
        ("mobile2", "没有", words::LINE_WRONG),
        ("landline", "26001234", words::LINE_WRONG),
    ] {
        office.refuses(CONSULTANT, "guest.identify", &format!("guest=#1; {field}={wrong}"), why, Some(field));
    }
    for right in [
        "nationality=中国",
        "nationality=United Kingdom",
        "nationality=Côte d'Ivoire",
        "postcode=EC1A 1BB",
        "mobile2=+852 9123 4567",
        "landline=0755-26001234转801",
    ] {
        office.done(CONSULTANT, "guest.identify", &format!("guest=#1; {right}"));
    }
}

#[test]
fn nobody_is_called_by_digits_or_signs_alone() {
    let mut office = counter();
    for wrong in ["123456", "１２３", "--"] {
        let fields = format!("name={wrong}; phone=13911110000");
        office.refuses(CONSULTANT, "guest.add", &fields, cli::NAME_WRONG, Some("name"));
    }
    office.done(CONSULTANT, "guest.add", "name=360科技; phone=13911110000");
}
