//! Words about price lists: what is wrong in which cell, and what an import will do.

use super::texts;

texts! {
    LAYOUT = "户型", "layout";
    ORIENTATION = "朝向", "orientation";
    USAGE = "用途", "use";
    // What a column holds, for the blanks `{what}` below.
    UNIT_PRICE = "单价", "unit price";
    TOTAL = "总价", "total";
    GROSS_AREA = "建筑面积", "gross area";
    NET_AREA = "套内面积", "net area";
    SHARED_AREA = "公摊面积", "shared area";

    // The file cannot be opened.
    FILE_MISSING = "找不到文件「{file}」。请检查路径和文件名。", "There is no file {file}. Check the path and the name.";
    IS_FOLDER = "「{file}」是文件夹, 不是价目表。请给出文件夹里的文件。", "{file} is a folder, not a price list. Name the file inside it.";
    FILE_UNREADABLE = "无法读取「{file}」：{why}。请确认文件没有被占用, 并且有读取权限。", "{file} cannot be read: {why}. Check that no other program holds it and that you may read it.";
    FILE_EMPTY = "文件「{file}」是空的。请重新导出价目表。", "{file} is empty. Export the price list again.";
    FILE_TOO_LARGE = "文件「{file}」超过 {limit} MiB。请删去图片和无关的工作表后再导入。", "{file} is larger than {limit} MiB. Remove pictures and unrelated sheets and import it again.";
    NOT_A_WORKBOOK = "「{file}」不是工作簿, 里面是别的内容。请选择 xlsx、xls、ods 或 csv 文件。", "{file} is not a workbook; it holds something else. Choose an xlsx, xls, ods or csv file.";
    UNKNOWN_KIND = "不认识「{file}」的文件类型。价目表可以是 xlsx、xls、ods 或 csv。", "{file} is of a kind this program does not know. A price list may be xlsx, xls, ods or csv.";
    IS_WEB_PAGE = "「{file}」其实是网页, 只是名字像工作簿。请用 Excel 打开, 另存为 xlsx 后再导入。", "{file} is really a web page named like a workbook. Open it in Excel, save it as xlsx and import that.";
    IS_BINARY_WORKBOOK = "「{file}」是二进制工作簿 (xlsb)。请用 Excel 打开, 另存为 xlsx 后再导入。", "{file} is a binary workbook (xlsb). Open it in Excel, save it as xlsx and import that.";
    IS_LOCKED = "「{file}」有打开密码。请在 Excel 里去掉密码, 保存后再导入。", "{file} needs a password to open. Remove the password in Excel, save it and import it again.";
    BAD_ENCODING = "「{file}」的文字编码既不是 UTF-8 也不是 GBK。请在 Excel 里另存为 xlsx 后再导入。", "The text of {file} is neither UTF-8 nor GBK. Save it as xlsx in Excel and import that.";
    DAMAGED = "「{file}」不完整或已损坏。请重新复制或重新导出一次。", "{file} is incomplete or damaged. Copy or export it again.";
    TOO_MANY_PARTS = "「{file}」里面有超过 {limit} 个部件, 不像价目表, 没有导入。请另存为新的 xlsx 再试。", "{file} has more than {limit} parts inside, unlike any price list, and was not imported. Save it as a new xlsx and try again.";
    INFLATES_TOO_MUCH = "「{file}」解压后超过 {limit} MiB, 不像价目表, 没有导入。请只保留价目表的工作表再试。", "{file} unpacks to more than {limit} MiB, unlike any price list, and was not imported. Keep only the sheets of the price list and try again.";
    INFLATES_TOO_STEEPLY = "「{file}」的压缩率超过 {limit} 倍, 不像价目表, 没有导入。请另存为新的 xlsx 再试。", "{file} is compressed more than {limit} times, unlike any price list, and was not imported. Save it as a new xlsx and try again.";
    TOO_MANY_ROWS = "「{file}」超过 {limit} 行。请分成几个文件导入。", "{file} has more than {limit} rows. Import it as several files.";
    TOO_MANY_CELLS = "「{file}」超过 {limit} 个单元格。请分成几个文件导入。", "{file} has more than {limit} cells. Import it as several files.";
    READER_DIED = "读取「{file}」时中断：文件需要的内存或时间超出限度, 或者已损坏。没有导入任何内容。请另存为新的 xlsx 再试。", "Reading {file} broke off: it needs more memory or time than is allowed, or it is damaged. Nothing was imported. Save it as a new xlsx and try again.";
    READER_NOT_STARTED = "无法启动读取价目表的程序：{why}。请重新安装本程序。", "The program that reads price lists could not be started: {why}. Install this program again.";

    // The file opens and holds no price list.
    NO_UNITS = "文件里没有找到任何房源。请确认有房号、面积和单价的表头。", "No units found in the file. Check that it has headers for room, area and unit price.";
    NO_PRICE_COLUMN = "这张表有房号但没有单价或总价。请补上「单价」或「总价」一列。", "This sheet has rooms but neither unit price nor total. Add a column for one of them.";
    NO_AREA = "这张表没有建筑面积, 也无法由总价和单价算出。请补上建筑面积。", "This sheet has no gross area, and it cannot be calculated from total and unit price. Add the gross area.";
    NO_PRICE = "这里的房源没有单价也没有总价。请补上其中一项。", "The units here have neither unit price nor total. Add one of them.";
    ONLY_TOTALS = "只有总价, 没有单价也没有面积, 无法导入。请补上单价表或面积表。", "There are only totals, without unit prices and without areas, so they cannot be imported. Add a table of unit prices or of areas.";
    ONLY_UNIT_PRICES = "只有单价, 没有总价也没有面积, 无法导入。请补上总价表或面积表。", "There are only unit prices, without totals and without areas, so they cannot be imported. Add a table of totals or of areas.";
    MEASURE_UNKNOWN = "看得出这是楼层对房号的表, 但不知道里面是总价、单价还是面积。请在工作表名称或表格上方写明。", "This is a table of floors by rooms, but it does not say whether it holds totals, unit prices or areas. Write it in the name of the sheet or above the table.";
    NO_BUILDING = "看不出这些房源属于哪一栋。请加上「楼栋」一列, 或者在工作表名称里写明, 例如「3栋」。", "It does not show which building these units are in. Add a column 楼栋, or put it in the name of the sheet, such as 3栋.";

    // One cell.
    ROOM_MISSING = "这一行有面积或价格, 但没有房号。请补上房号。", "This row has an area or a price but no room number. Add the room number.";
    ROOM_UNCLEAR = "房号「{found}」看不懂。请写成 1203、01 或 B105 这样的房号。", "The room number {found} is not understood. Write it like 1203, 01 or B105.";
    FLOOR_UNCLEAR = "楼层「{found}」看不懂。请写成 31、-1 或 B1 这样的楼层。", "The floor {found} is not understood. Write it like 31, -1 or B1.";
    FLOOR_MISSING = "房号「{found}」不带楼层, 这一行也没有楼层。请补上楼层。", "The room number {found} has no floor in it, and neither has the row. Add the floor.";
    FLOOR_BLANK = "这一行有价格或面积, 但没有楼层。请补上楼层；如果是合计, 请写明「合计」。", "This row has a price or an area but no floor. Add the floor; if it is a sum, write 合计 in front.";
    UNIT_UNCLEAR = "由楼栋「{building}」、单元「{section}」、房号「{room}」组不成房源名称。请去掉其中的符号。", "Building {building}, section {section} and room {room} do not make the name of a unit. Remove the signs from them.";
    VALUE_MISSING = "没有{what}。请补上。", "The {what} is missing. Fill it in.";
    MATRIX_VALUE_MISSING = "{unit} 没有{what}。请在{what}的表里补上。", "{unit} has no {what}. Fill it in where the table has its {what}.";
    NOT_A_NUMBER = "{what}「{found}」不是数字。请改成数字。", "The {what} {found} is not a number. Correct it.";
    NOT_POSITIVE = "{what}是 {found}, 必须大于零。请更正。", "The {what} is {found} and must be greater than zero. Correct it.";
    TOO_GREAT = "{what}是 {found}, 大得不可能。请更正。", "The {what} is {found}, which is impossibly great. Correct it.";
    AREA_DIGITS = "{what}是 {found}, 超过两位小数。面积以 0.01 平方米为准, 请改成两位小数。", "The {what} is {found}, with more than two decimals. Areas are kept to 0.01 square metres; write two decimals.";
    TOTAL_DIFFERS = "总价 {total} 与面积 {area} 乘单价 {price} 不符：应为 {product}, 相差 {difference}。请更正总价、面积或单价。", "The total {total} is not area {area} x unit price {price}: that makes {product}, a difference of {difference}. Correct the total, the area or the unit price.";
    NET_OVER_GROSS = "套内面积 {net} 大于建筑面积 {gross}。请更正。", "The net area {net} is greater than the gross area {gross}. Correct one of them.";
    SHARED_DIFFERS = "公摊面积 {shared} 不等于建筑面积 {gross} 减套内面积 {net}。请更正。", "The shared area {shared} is not gross area {gross} minus net area {net}. Correct one of them.";
    DUPLICATE = "{unit} 在 {first} 已经出现过。请删去其中一处, 或更正房号。", "{unit} already stands in {first}. Remove one of the two or correct the room number.";
    VALUE_TWICE = "{unit} 的{what}在 {first} 已经出现过。请删去其中一处。", "The {what} of {unit} already stands in {first}. Remove one of the two.";
    UNSEEN_CHARACTER = "这里有看不见的字符 {code}。请删去重新输入。", "There is an unseen character {code} here. Delete the text and type it again.";
    MORE_PROBLEMS = "还有 {count} 个问题没有列出。请先更正以上问题再导入。", "{count} more problems are not listed. Correct those above first and import again.";
}
