#include "import_report.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/workbook/texts.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string counted_rows(SheetCount const& sheet, std::size_t rows,
                                       Language language) {
  if (sheet.layout == SheetLayout::form) {
    return terminal_text(sheet.name);
  }
  constexpr CountedText forms{texts::import_one_row, texts::import_few_rows,
                              texts::import_some_rows};
  return say(language, forms.form(language, rows),
             {terminal_text(sheet.name), with_thousands(static_cast<double>(rows), language)});
}

/// One sentence on the sheets of which \p rows counts something; none when there are none.
[[nodiscard]] std::string sheets_line(Text text, std::vector<SheetCount> const& sheets,
                                      std::size_t SheetCount::*rows, Language language,
                                      std::size_t width) {
  std::vector<std::string> parts;
  for (SheetCount const& sheet : sheets) {
    if (sheet.*rows > 0) {
      parts.push_back(counted_rows(sheet, sheet.*rows, language));
    }
  }
  std::string lines;
  if (!parts.empty()) {
    for (std::string const& line : wrap(say(language, text, {listed(language, parts)}), width)) {
      lines += line + '\n';
    }
  }
  return lines;
}

/// Messages that say the same of several cells of one sheet.
struct MessageGroup {
  Diagnostic first;
  std::vector<std::string> further_cells{};
};

[[nodiscard]] std::vector<MessageGroup> grouped(Diagnostics const& messages, Listing listing) {
  std::vector<MessageGroup> groups;
  for (Diagnostic const& message : messages) {
    // Each source has a name of its own to look up.
    bool const stands_alone = listing == Listing::all || message.text == texts::source_unknown;
    auto const same = std::ranges::find_if(groups, [&](MessageGroup const& group) {
      return !stands_alone && group.first.text == message.text &&
             group.first.where.sheet == message.where.sheet && !message.where.cell.empty();
    });
    if (same == groups.end()) {
      groups.push_back({message});
      groups.back().first.where.file.clear();  // there is only one
    } else {
      same->further_cells.push_back(message.where.cell);
    }
  }
  return groups;
}

[[nodiscard]] std::string group_text(MessageGroup const& group, Language language) {
  constexpr std::size_t most_cells = 5;
  std::string text = to_text(group.first, language);
  std::vector<std::string> const& cells = group.further_cells;
  if (cells.size() > most_cells) {
    std::string shown;
    for (std::size_t i = 0; i < most_cells - 1; ++i) {
      shown += (i == 0 ? "" : ", ") + cells[i];
    }
    text += ' ' + say(language, texts::import_likewise_more,
                      {shown, std::to_string(cells.size() - most_cells + 1)});
  } else if (!cells.empty()) {
    text += ' ' + say(language, texts::import_likewise, {listed(language, cells)});
  }
  return text;
}

[[nodiscard]] std::string section(Text title, Diagnostics const& messages, Listing listing,
                                  Language language, std::size_t width) {
  if (messages.empty()) {
    return "";
  }
  std::string text = '\n' + say(language, title) + '\n';
  for (MessageGroup const& group : grouped(messages, listing)) {
    bool is_first = true;
    for (std::string const& line : wrap(terminal_text(group_text(group, language)), width - 4)) {
      text += (is_first ? "  - " : "    ") + line + '\n';
      is_first = false;
    }
  }
  return text;
}

}  // namespace

std::string import_text(ImportReport const& report, Listing listing, Language language, int width) {
  auto const columns = static_cast<std::size_t>(std::max(width, 40));
  std::string text =
      sheets_line(texts::import_read, report.sheets, &SheetCount::rows, language, columns) +
      sheets_line(texts::import_examples, report.sheets, &SheetCount::examples, language, columns);
  text += section(texts::import_mismatches, report.mismatches, Listing::all, language, columns);
  text += section(texts::import_gaps, report.gaps, listing, language, columns);
  text += section(texts::import_assumptions, report.assumptions, listing, language, columns);
  text += section(texts::import_conversions, report.conversions, listing, language, columns);
  bool const is_shortened =
      listing == Listing::by_kind &&
      std::ranges::any_of(std::array{&report.gaps, &report.assumptions, &report.conversions},
                          [](Diagnostics const* messages) {
                            return grouped(*messages, Listing::by_kind).size() < messages->size();
                          });
  if (is_shortened) {
    text += '\n' + say(language, texts::import_shortened) + '\n';
  }
  return text;
}

Diagnostics notes_of_files(Diagnostics const& notes, std::string const& folder, Language language) {
  constexpr CountedText files{texts::import_one_file, texts::import_few_files,
                              texts::import_some_files};
  std::vector<Diagnostic> kept;
  std::vector<std::uint64_t> counts;
  for (Diagnostic const& note : notes) {
    bool const is_of_a_file = note.where.sheet.empty() && note.where.file != folder;
    auto const same = std::ranges::find_if(kept, [&](Diagnostic const& other) {
      return is_of_a_file && other.where.sheet.empty() && other.where.file != folder &&
             other.text == note.text && other.arguments == note.arguments;
    });
    if (same == kept.end()) {
      kept.push_back(note);
      counts.push_back(1);
    } else {
      ++counts[static_cast<std::size_t>(same - kept.begin())];
    }
  }
  Diagnostics result;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (counts[i] > 1) {
      kept[i].where.file = say_counted(language, files, counts[i], {folder});
    }
    result.add(kept[i]);
  }
  return result;
}

}  // namespace cxsim
