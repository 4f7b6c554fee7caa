#include "event_columns.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "cxsim/calibration/texts.hpp"
#include "cxsim/formats/nearest.hpp"

namespace cxsim {

namespace {

constexpr std::size_t needed_columns = 3;

/// What each kind of column is called in the options of the command line.
constexpr std::array<std::string_view, event_columns> option_names{
    "--case", "--touchpoint", "--timestamp", "--department", "--segment", "--customer"};

/// What each kind of column is best called in a file.
constexpr std::array<std::string_view, event_columns> best_names{
    "case_id", "touchpoint", "timestamp", "department", "segment", "customer_id"};

/// Usual names in order of preference, in the form of `plain`. Among them the names of the XES
/// standard (IEEE 1849) as its tables have them.
constexpr std::array<std::string_view, 5> case_names{"caseid", "case", "case:concept:name",
                                                     "episodeid", "userid"};
constexpr std::array<std::string_view, 5> touchpoint_names{"touchpoint", "concept:name", "activity",
                                                           "event", "activityid"};
constexpr std::array<std::string_view, 5> timestamp_names{"timestamp", "time:timestamp",
                                                          "completetimestamp", "endtime", "time"};
constexpr std::array<std::string_view, 5> department_names{"department", "org:group", "org:role",
                                                           "assignmentgroup", "case:department"};
constexpr std::array<std::string_view, 2> segment_names{"segment", "customersegment"};
constexpr std::array<std::string_view, 5> customer_names{"customerid", "customer", "clientid",
                                                         "callerid", "userid"};

[[nodiscard]] std::span<std::string_view const> usual_names(std::size_t column) {
  std::array<std::span<std::string_view const>, event_columns> const names{
      case_names,       touchpoint_names, timestamp_names,
      department_names, segment_names,    customer_names};
  return names[column];
}

/// Small letters without blanks, underscores and hyphens: "Case ID" and "case_id" are alike.
[[nodiscard]] std::string plain(std::string_view name) {
  std::string result;
  for (char const one : name) {
    if (one >= 'A' && one <= 'Z') {
      result.push_back(static_cast<char>(one - 'A' + 'a'));
    } else if (one != ' ' && one != '_' && one != '-') {
      result.push_back(one);
    }
  }
  return result;
}

template <class Names>
[[nodiscard]] std::string listed(Names const& names) {
  std::string list;
  for (std::string_view const name : names) {
    list += list.empty() ? "" : ", ";
    list += name;
  }
  return list;
}

class ColumnSearch {
 public:
  ColumnSearch(std::vector<std::string> const& header, Location where)
      : header_(header), where_(std::move(where)) {
    for (std::string const& name : header) {
      plain_.push_back(plain(name));
    }
  }

  void choose(std::size_t column, std::string const& name) {
    std::vector<std::size_t> matches = places(header_, name);
    if (matches.empty()) {
      matches = places(plain_, plain(name));
    }
    if (matches.empty()) {
      auto const meant = nearest(name, header_);
      report(meant ? texts::column_unknown_suggest : texts::column_unknown,
             {name, meant ? *meant : listed(header_)});
    } else {
      take(column, matches);
    }
  }

  void search(std::size_t column) {
    for (std::string_view const name : usual_names(column)) {
      std::vector<std::size_t> matches = places(plain_, name);
      std::erase_if(matches, [&](std::size_t place) { return is_taken(place); });
      if (!matches.empty()) {
        take(column, matches);
        return;
      }
    }
    if (column < needed_columns) {
      ++missing_;
      report(texts::column_missing,
             {std::string(best_names[column]), std::string(option_names[column]), listed(header_)});
    }
  }

  [[nodiscard]] Result<ColumnPlaces> found() && {
    if (missing_ == needed_columns && problems_.size() == missing_) {
      // The file has no header, or is no event log: that is one fault.
      return failure(texts::columns_missing, where_,
                     {listed(std::span(best_names).first(needed_columns)), listed(header_),
                      listed(std::span(option_names).first(needed_columns))});
    }
    if (problems_.has_errors()) {
      return failure(std::move(problems_));
    }
    return found_;
  }

 private:
  template <class Name>
  [[nodiscard]] static std::vector<std::size_t> places(std::vector<std::string> const& names,
                                                       Name const& name) {
    std::vector<std::size_t> result;
    for (std::size_t place = 0; place < names.size(); ++place) {
      if (names[place] == name) {
        result.push_back(place);
      }
    }
    return result;
  }

  [[nodiscard]] bool is_taken(std::size_t place) const {
    return std::find(found_.begin(), found_.end(), std::optional(place)) != found_.end();
  }

  void take(std::size_t column, std::vector<std::size_t> const& matches) {
    found_[column] = matches.front();
    if (matches.size() > 1) {
      report(texts::column_twice, {header_[matches.front()], std::string(option_names[column])});
    }
  }

  void report(Text text, std::vector<Argument> arguments) {
    problems_.add(Severity::error, where_, text, std::move(arguments));
  }

  std::vector<std::string> const& header_;
  std::vector<std::string> plain_;
  Location where_;
  ColumnPlaces found_;
  std::size_t missing_ = 0;  ///< of the needed columns, not chosen and not found
  Diagnostics problems_;
};

}  // namespace

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  std::size_t const first = text.find_first_not_of(blanks);
  return first == std::string_view::npos
             ? std::string_view{}
             : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<ColumnPlaces> find_columns(std::vector<std::string> const& header,
                                  ColumnChoice const& choice, Location const& where) {
  ColumnSearch search(header, where);
  for (std::size_t column = 0; column < event_columns; ++column) {
    if (choice[column] && !choice[column]->empty()) {
      search.choose(column, *choice[column]);
    }
  }
  for (std::size_t column = 0; column < event_columns; ++column) {
    if (!choice[column] || (column < needed_columns && choice[column]->empty())) {
      search.search(column);
    }
  }
  return std::move(search).found();
}

}  // namespace cxsim
