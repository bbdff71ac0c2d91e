//! The empty table of a source, to be filled in: as CSV, or as a workbook whose second sheet explains each column.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use crate::catalog::{Column, ColumnKind, Language, Source};

/// The first line says which table it is, the second one names the columns. The byte order mark tells spreadsheets that
/// it is UTF-8.
#[must_use]
pub fn csv(source: &Source, language: Language) -> String {
    let names: Vec<&str> = source.columns.iter().map(|column| column.name.as_str()).collect();
    format!("\u{feff}# {}\r\n{}\r\n", source.text(language).name, names.join(";"))
}

/// Rows of the first sheet that offer drop-down lists.
const ROWS: u32 = 5_000;

/// # Errors
/// The workbook cannot be written, which a layout that was checked rules out.
pub fn xlsx(source: &Source, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same template is the same bytes, whenever it is asked for.
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    let properties = DocProperties::new().set_title(&source.text(language).name);
    workbook.set_properties(&properties.set_creation_datetime(&made));
    fill_in(workbook.add_worksheet(), source)?;
    explain(workbook.add_worksheet(), source, language)?;
    workbook.save_to_buffer()
}

fn heading() -> Format {
    Format::new().set_bold().set_background_color(0xE4_EFED).set_align(FormatAlign::Top)
}

fn fill_in(sheet: &mut Worksheet, source: &Source) -> Result<(), XlsxError> {
    sheet.set_name(source.id.chars().take(LONGEST_NAME).collect::<String>())?;
    sheet.set_freeze_panes(1, 0)?;
    for (position, column) in (0..).zip(&source.columns) {
        sheet.set_column_width(position, (column.name.len() + 2).max(12) as f64)?;
        sheet.set_column_format(position, &format(column.kind))?;
        sheet.write_with_format(0, position, &column.name, &heading())?;
        let choices: Vec<&str> = match column.kind {
            ColumnKind::Flag => vec!["oui", "non"],
            ColumnKind::Code => column.values.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        if !choices.is_empty() {
            let choice = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(1, position, ROWS, position, &choice)?;
        }
    }
    Ok(())
}

/// That the name of a sheet may have.
const LONGEST_NAME: usize = 31;

/// Codes and lists are text, or a spreadsheet takes their zeros away and makes days of months.
fn format(kind: ColumnKind) -> Format {
    match kind {
        ColumnKind::Integer | ColumnKind::Year => Format::new().set_num_format("0"),
        ColumnKind::Decimal | ColumnKind::Flag => Format::new(),
        ColumnKind::Day => Format::new().set_num_format("yyyy-mm-dd"),
        _ => Format::new().set_num_format("@"),
    }
}

fn explain(sheet: &mut Worksheet, source: &Source, language: Language) -> Result<(), XlsxError> {
    let (name, titles) = match language {
        Language::French => {
            ("Explications", ["Colonne", "Sens", "Ce qu’on y écrit", "Unité", "Règles", "Précision"])
        }
        Language::English => {
            ("Explanations", ["Column", "Meaning", "What to write", "Unit", "Rules", "Note"])
        }
    };
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 1)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (position, (title, width)) in (0..).zip(titles.into_iter().zip([32.0, 44.0, 44.0, 24.0, 44.0, 44.0]))
    {
        sheet.set_column_width(position, width)?;
        sheet.write_with_format(0, position, title, &heading())?;
    }
    for (row, column) in (1..).zip(&source.columns) {
        let line = Explained::of(column, language);
        let cells = [line.name, line.label, line.form, line.unit, line.rules, line.help];
        for (position, text) in (0..).zip(cells) {
            sheet.write_with_format(row, position, text, &wrapped)?;
        }
    }
    Ok(())
}

/// A column in the words of a reader.
#[derive(Debug)]
pub struct Explained {
    pub name: String,
    pub label: String,
    pub form: String,
    pub unit: String,
    pub rules: String,
    pub help: String,
}

impl Explained {
    #[must_use]
    pub fn of(column: &Column, language: Language) -> Self {
        let text = column.text(language);
        let said = |text: &str| language.typeset(text);
        Self {
            name: column.name.clone(),
            label: said(&text.label),
            form: said(&column.kind.form(&column.values, language)),
            unit: column.unit.map(|unit| said(unit.name(language))).unwrap_or_default(),
            rules: said(&column.rules(language).join(match language {
                Language::French => " ; ",
                Language::English => "; ",
            })),
            help: said(&text.help),
        }
    }
}
