#include "portrait_page.hpp"

#include <algorithm>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/report/shown.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_names = 5;
constexpr std::size_t most_shares = 3;
constexpr std::string_view margin = "  ";
constexpr std::string_view no_break_space = "\u00a0";

}  // namespace

std::string PortraitPage::whole(double value) const { return with_thousands(value, language_); }

std::string PortraitPage::percent(double share) const {
  std::string text = rough_percent(language_, share);
  if (std::size_t const blank = text.rfind(' '); blank != std::string::npos) {
    text.replace(blank, 1, no_break_space);
  }
  return text;
}

std::string PortraitPage::some(std::vector<std::string> names) const {
  if (names.size() > most_names + 1) {
    std::string const rest = whole(names.size() - most_names);
    names.resize(most_names);
    names.push_back(words(texts::portrait_more, {rest}));
  }
  return listed(language_, names);
}

std::string PortraitPage::shares(std::vector<NamedShare> parts) const {
  std::erase_if(parts, [](NamedShare const& part) { return !(part.share > 0); });
  std::ranges::stable_sort(parts, std::ranges::greater{}, &NamedShare::share);
  if (parts.size() > most_shares + 1) {
    NamedShare others{words(texts::portrait_others, {whole(parts.size() - most_shares)}), 0};
    for (std::size_t i = most_shares; i < parts.size(); ++i) {
      others.share += parts[i].share;
    }
    parts.resize(most_shares);
    parts.push_back(others);
  }
  if (parts.size() == 1) {
    return parts.front().name;
  }
  std::vector<std::string> list;
  for (NamedShare const& part : parts) {
    list.push_back(part.name + ' ' + percent(part.share));
  }
  return listed(language_, list);
}

void PortraitPage::add_lines(Text label, std::vector<std::string> lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    i == 0 ? add(label, std::move(lines[i])) : add_further(std::move(lines[i]));
  }
}

std::string PortraitPage::text(std::size_t width) const {
  std::size_t labels = 0;
  for (Row const& row : rows_) {
    labels = std::max(labels, columns_of(row.label));
  }
  std::string text;
  for (Row const& row : rows_) {
    text += entry(std::string(margin) + row.label, row.text, labels + 2 * margin.size(), width);
  }
  return text;
}

}  // namespace cxsim
