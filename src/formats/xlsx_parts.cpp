#include "xlsx_parts.hpp"

#include <algorithm>
#include <charconv>

namespace cxsim {

namespace {

[[nodiscard]] std::string_view folder_of(std::string_view part) {
  std::size_t const slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash);
}

/// \p target, as it stands in \p folder, without `.` and `..`.
[[nodiscard]] std::string resolved(std::string_view folder, std::string_view target) {
  std::vector<std::string_view> steps;
  auto const add = [&](std::string_view path) {
    while (!path.empty()) {
      std::size_t const slash = std::min(path.find('/'), path.size());
      std::string_view const step = path.substr(0, slash);
      path.remove_prefix(std::min(slash + 1, path.size()));
      if (step == ".." && !steps.empty()) {
        steps.pop_back();
      } else if (!step.empty() && step != "." && step != "..") {
        steps.push_back(step);
      }
    }
  };
  if (!target.starts_with('/')) {
    add(folder);
  }
  add(target);
  std::string part;
  for (std::string_view const step : steps) {
    part += part.empty() ? "" : "/";
    part += step;
  }
  return part;
}

/// \p code without what it shows as it stands: quoted texts, escapes, [colours], fillers; only the
/// format of positive numbers.
[[nodiscard]] std::string letters_of_format(std::string_view code) {
  std::string letters;
  for (std::size_t at = 0; at < code.size() && code[at] != ';'; ++at) {
    char const sign = code[at];
    if (sign == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (sign == '\\' || sign == '_' || sign == '*') {
      ++at;
    } else if (sign == '[') {
      at = std::min(code.find(']', at + 1), code.size());
    } else {
      letters += sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
    }
  }
  return letters;
}

/// ECMA-376 part 1, §18.8.30, with the dates of East Asian versions.
[[nodiscard]] NumberMeaning meaning_of_known_format(int number) {
  auto const is_within = [number](int first, int last) {
    return number >= first && number <= last;
  };
  if (number == 9 || number == 10) {
    return NumberMeaning::percentage;
  }
  bool const is_date = is_within(14, 17) || number == 22 || is_within(27, 36) || is_within(50, 58);
  return is_date ? NumberMeaning::date : NumberMeaning::number;
}

}  // namespace

RelationshipReader::RelationshipReader(std::string_view source) : folder_(folder_of(source)) {}

void RelationshipReader::start(XmlElement const& element) {
  if (element.name() != "Relationship" || element.text("TargetMode") == "External") {
    return;
  }
  std::string_view const type = element.text("Type");
  relationships.emplace(
      element.text("Id"),
      Relationship{std::string(type.substr(std::min(type.rfind('/') + 1, type.size()))),
                   resolved(folder_, element.text("Target"))});
}

std::string relationships_of(std::string_view part) {
  std::string_view const folder = folder_of(part);
  std::string_view const name = part.substr(folder.empty() ? 0 : folder.size() + 1);
  return resolved(folder, "_rels/" + std::string(name) + ".rels");
}

void WorkbookReader::start(XmlElement const& element) {
  if (element.name() == "sheet") {
    std::string_view const state = element.text("state");
    bool const is_hidden = state == "hidden" || state == "veryHidden";
    std::string name = unescaped_xlsx_text(element.text("name"));
    if (name.empty()) {
      name = std::to_string(sheets.size() + 1);  // messages must have a place to name
    }
    sheets.push_back({std::move(name), std::string(element.text("id")),
                      is_hidden ? SheetVisibility::hidden : SheetVisibility::shown});
  } else if (element.name() == "workbookPr" && element.is_set("date1904")) {
    dates = DateSystem::from_1904;
  } else if (element.name() == "calcPr" && element.is_set("fullCalcOnLoad")) {
    is_uncalculated = true;
  }
}

NumberMeaning meaning_of_format(std::string_view code) {
  std::string const letters = letters_of_format(code);
  auto const has = [&letters](char const* any) {
    return letters.find_first_of(any) != std::string::npos;
  };
  if (letters == "general" || letters == "@") {
    return NumberMeaning::number;
  }
  // m is the minute beside hours or seconds, and else the month.
  if (has("yd") || (has("m") && !has("hs") && code.find("[m") == std::string_view::npos)) {
    return NumberMeaning::date;
  }
  return has("%") ? NumberMeaning::percentage : NumberMeaning::number;
}

StyleTag StyleReader::child(StyleTag parent, std::string_view name) const {
  if (parent == StyleTag::document) {
    return StyleTag::root;
  }
  if (parent == StyleTag::root) {
    return name == "numFmts" ? StyleTag::formats
                             : (name == "cellXfs" ? StyleTag::cell_styles : StyleTag::other);
  }
  if (parent == StyleTag::formats && name == "numFmt") {
    return StyleTag::format;
  }
  return parent == StyleTag::cell_styles && name == "xf" ? StyleTag::cell_style : StyleTag::other;
}

void StyleReader::opened(StyleTag tag, XmlElement const& element) {
  if (tag == StyleTag::format) {
    formats_.emplace(element.text("numFmtId"), meaning_of_format(element.text("formatCode")));
  } else if (tag == StyleTag::cell_style) {
    cell_styles_.emplace_back(element.text("numFmtId"));
  }
}

std::vector<NumberMeaning> StyleReader::meanings() const {
  std::vector<NumberMeaning> meanings;
  meanings.reserve(cell_styles_.size());
  for (std::string const& format : cell_styles_) {
    auto const own = formats_.find(format);
    int number = 0;
    std::from_chars(format.data(), format.data() + format.size(), number);
    meanings.push_back(own == formats_.end() ? meaning_of_known_format(number) : own->second);
  }
  return meanings;
}

SharedStringTag SharedStringReader::child(SharedStringTag parent, std::string_view name) const {
  switch (parent) {
    case SharedStringTag::document:
      return SharedStringTag::root;
    case SharedStringTag::root:
      return name == "si" ? SharedStringTag::item : SharedStringTag::other;
    case SharedStringTag::item:
      return name == "t" ? SharedStringTag::text
                         : (name == "r" ? SharedStringTag::run : SharedStringTag::other);
    case SharedStringTag::run:
      return name == "t" ? SharedStringTag::text : SharedStringTag::other;
    case SharedStringTag::text:
    case SharedStringTag::other:
      break;
  }
  return SharedStringTag::other;
}

void SharedStringReader::opened(SharedStringTag tag, XmlElement const& /*element*/) {
  if (tag == SharedStringTag::item) {
    item_.clear();
  }
}

void SharedStringReader::closed(SharedStringTag tag) {
  if (tag != SharedStringTag::item || is_full_) {
    return;
  }
  std::size_t const cost = item_.text().size() + sizeof(SharedString);
  is_full_ = cost > room_;
  if (!is_full_) {
    room_ -= cost;
    texts.push_back({unescaped_xlsx_text(item_.text()), item_.is_cut()});
  }
}

void SharedStringReader::characters(SharedStringTag innermost, std::string_view piece) {
  if (innermost == SharedStringTag::text) {
    item_.append(piece);
  }
}

}  // namespace cxsim
