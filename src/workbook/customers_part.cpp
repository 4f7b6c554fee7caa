#include "customers_part.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/short_ids.hpp"
#include "cxsim/stats/churn.hpp"
#include "cxsim/stats/leaving_causes.hpp"
#include "cxsim/workbook/texts.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

constexpr double assumed_margin = 10;
constexpr double assumed_annual_churn = 0.10;
constexpr double assumed_renewal = 0.20;
/// Where neither sheet 1 nor sheet 5 says how many customers there are.
constexpr double placeholder_customers = 1000;

class CustomersMaker {
 public:
  CustomersMaker(WorkbookRows const& rows, Directory const& directory, ImportLog& log)
      : rows_(rows), directory_(directory), log_(log), start_(start_form(rows)) {}

  [[nodiscard]] CustomersPart make() {
    check_start();
    count_customers();
    if (directory_.segments.empty()) {
      one_segment();
    }
    for (std::size_t i = 0; i < directory_.segments.size(); ++i) {
      segment(i);
    }
    compare_churn();
    compare_margin();
    return std::move(made_);
  }

 private:
  [[nodiscard]] Row const& row_of(std::size_t index) const {
    return rows_[SheetKind::segments].rows[directory_.segment_rows[index]];
  }

  [[nodiscard]] std::optional<double> from_start(std::string_view key) const {
    return start_ == nullptr ? std::nullopt : start_->number(key);
  }

  void check_start() {
    auto const low = from_start("service_share_low");
    auto const high = from_start("service_share_high");
    if (low && high && *low > *high) {
      log_.error(start_->cell("service_share_low"), texts::service_share_order,
                 {log_.shown(*low), log_.shown(*high)});
    }
    if (auto const churn = from_start("churn"); churn && *churn >= 99) {
      log_.error(start_->cell("churn"), texts::churn_of_all, {log_.shown(*churn)});
    }
  }

  void count_customers() {
    double sum = 0;
    for (std::size_t i = 0; i < directory_.segments.size(); ++i) {
      Row const& row = row_of(i);
      require(row, SheetKind::segments, "customers", log_);
      auto const customers = row.number("customers");
      if (customers && *customers <= 0) {
        log_.error(row.cell("customers"), texts::no_customers);
      }
      sum += std::max(customers.value_or(0), 0.0);
      if (i == 0) {
        made_.cell = row.cell("customers");
      }
    }
    auto const total = from_start("customers");
    if (sum <= 0) {
      made_.customers = total && *total > 0 ? *total : placeholder_customers;
      made_.cell = start_ == nullptr ? made_.cell : start_->cell("customers");
      return;
    }
    made_.customers = sum;
    if (total && std::abs(*total - sum) > 0.005 * sum) {
      log_.mismatch(start_->cell("customers"), texts::customers_differ,
                    {log_.shown(*total), log_.shown(sum)});
    }
  }

  /// Mean of \p figure over the customers of sheet 5.
  [[nodiscard]] double mean_of_segments(double SegmentNumbers::*figure) const {
    double sum = 0;
    for (SegmentNumbers const& segment : made_.segments) {
      sum += segment.*figure * segment.customers;
    }
    return sum / made_.customers;
  }

  /// Whether sheets 1 and 5 both say it, so that they may contradict each other.
  [[nodiscard]] bool is_said_twice(std::string_view key) const {
    bool is_said = false;
    for (std::size_t const index : directory_.segment_rows) {
      Row const& row = rows_[SheetKind::segments].rows[index];
      is_said = is_said || row.number(key);
    }
    return is_said && from_start(key);
  }

  /// The cells of \p key in sheet 5: "E4–E7".
  [[nodiscard]] std::string cells_of_segments(std::string_view key) const {
    std::string const first = cell_name(row_of(0).cell(key).place);
    std::string const last = cell_name(row_of(directory_.segments.size() - 1).cell(key).place);
    return first == last ? first : first + "–" + last;
  }

  void compare_churn() {
    constexpr double rounding = 0.05;  // a percentage with one decimal
    if (!is_said_twice("churn")) {
      return;
    }
    double const given = *from_start("churn");
    double const mean = 100 * mean_of_segments(&SegmentNumbers::annual_churn);
    if (std::abs(given - mean) > std::max(rounding, 0.02 * mean)) {
      log_.mismatch(start_->cell("churn"), texts::churn_differs,
                    {log_.shown(given), people_text(mean, log_.language(), 3),
                     sheet_name(rows_, SheetKind::segments), cells_of_segments("churn")});
    }
  }

  void compare_margin() {
    if (!is_said_twice("margin")) {
      return;
    }
    double const given = *from_start("margin");
    double const mean = mean_of_segments(&SegmentNumbers::margin);
    if (std::abs(given - mean) > 0.02 * std::abs(mean)) {
      log_.mismatch(start_->cell("margin"), texts::margin_differs,
                    {log_.shown(given), people_text(mean, log_.language(), 4),
                     sheet_name(rows_, SheetKind::segments), cells_of_segments("margin")});
    }
  }

  /// Without sheet 5, when sheet 1 says how many customers there are.
  void one_segment() {
    if (!from_start("customers") || !rows_[SheetKind::segments].rows.empty()) {
      Location where;
      where.file = log_.file();
      where.sheet = sheet_name(rows_, SheetKind::segments);
      if (rows_[SheetKind::segments].rows.empty()) {
        log_.problems.add(Severity::error, where, texts::sheet_missing, {where.sheet});
      }
      return;
    }
    std::string const name = log_.say_here(texts::sheet_all_customers);
    log_.assumption(start_->cell("customers"), texts::assumed_segment, {name});
    SegmentNumbers facts{.customers = made_.customers};
    Tree object = Tree::object();
    object.set("name", Tree(name)).set("share", Tree(1.0));
    object.set("margin", margin(nullptr, facts));
    object.set("churn", churn(nullptr, facts));
    object.from(start_->cell("customers"));
    std::vector<std::string> const names = {name};
    made_.segments.push_back(facts);
    made_.documents.emplace_back(short_ids(names, "segment").front(), std::move(object));
  }

  void segment(std::size_t index) {
    Row const& row = row_of(index);
    SegmentNumbers facts{.customers = std::max(row.number("customers").value_or(0), 0.0)};
    facts.margin_cell = row.cell("margin");
    facts.churn_cell = row.cell("churn");
    Tree object = Tree::object();
    object.from(row.is_empty("id") ? row.cell("name") : row.cell("id"));
    object.set("name", Tree(directory_.segments[index].name));
    set_support(row, SheetKind::segments, object);
    object.set("share", number_at(facts.customers / made_.customers, row.cell("customers")));
    object.set("margin", margin(&row, facts));
    object.set("churn", churn(&row, facts));
    if (auto const months = row.number("contract"); months && *months > 0) {
      log_.assumption(row.cell("contract"), texts::assumed_renewal);
      object.set("contract", std::move(Tree::object()
                                           .set("term", number_at(*months, row.cell("contract")))
                                           .set("renewal", assumed(assumed_renewal, log_.language(),
                                                                   row.cell("contract")))
                                           .from(row.cell("contract"))));
    }
    made_.segments.push_back(facts);
    made_.documents.emplace_back(directory_.segments[index].id, std::move(object));
  }

  /// \param row null: sheet 1 alone.
  [[nodiscard]] Tree margin(Row const* row, SegmentNumbers& facts) {
    if (auto const given = row == nullptr ? std::nullopt : row->number("margin")) {
      bool const is_annual = row->choice("margin_per") == "year";
      facts.margin = is_annual ? tidy(*given / 12) : *given;
      if (!is_annual) {
        return number_at(*given, row->cell("margin"));
      }
      log_.conversion(row->cell("margin"), texts::margin_converted,
                      {log_.shown(*given), log_.shown(facts.margin)});
      return converted(facts.margin, typed_number(*row, "margin") + " / year", row->cell("margin"));
    }
    if (auto const usual = from_start("margin")) {
      facts.margin = *usual;
      return number_at(*usual, start_->cell("margin"));
    }
    facts.margin = assumed_margin;
    CellRef const cell = row == nullptr ? start_->cell("margin") : row->cell("margin");
    if (row == nullptr || row->is_empty("margin")) {
      log_.assumption(cell, texts::sheet_margin_assumed, {log_.shown(assumed_margin)});
    }
    return assumed(assumed_margin, log_.language(), cell);
  }

  [[nodiscard]] Tree churn(Row const* row, SegmentNumbers& facts) {
    Tree object = Tree::object();
    object.set("annual", annual_churn(row, facts));
    auto const share = service_share(row);
    facts.uncontrollable = usual_other_share;
    if (share) {
      auto const causes = causes_from_service(certain(fraction_of(share->first)));
      if (causes) {
        facts.uncontrollable = tidy(causes->other);
        log_.conversion(
            share->second, texts::causes_converted,
            {log_.shown(share->first), people_text(100 * causes->price, log_.language(), 3),
             people_text(100 * causes->other, log_.language(), 3)});
        Tree shares = Tree::object();
        shares.set("experience", Tree(fraction_of(share->first)))
            .set("price", Tree(tidy(causes->price)))
            .set("uncontrollable", Tree(tidy(causes->other)))
            .from(share->second);
        object.set("causes", std::move(shares));
      }
    }
    object.from(row == nullptr ? start_->cell("churn") : row->cell("churn"));
    return object;
  }

  /// Percentage of leavers who name service, and its cell.
  [[nodiscard]] std::optional<std::pair<double, CellRef>> service_share(Row const* row) const {
    if (auto const own = row == nullptr ? std::nullopt : row->number("service_share")) {
      return std::pair{*own, row->cell("service_share")};
    }
    auto const low = from_start("service_share_low");
    auto const high = from_start("service_share_high");
    if (!low && !high) {
      return std::nullopt;
    }
    double const middle = (low.value_or(high.value_or(0)) + high.value_or(low.value_or(0))) / 2;
    return std::pair{middle, start_->cell(low ? "service_share_low" : "service_share_high")};
  }

  [[nodiscard]] Tree annual_churn(Row const* row, SegmentNumbers& facts) {
    if (auto const given = row == nullptr ? std::nullopt : row->number("churn")) {
      bool const is_monthly = row->choice("churn_per") == "month";
      facts.annual_churn =
          is_monthly ? tidy(monthly_to_annual_churn(fraction_of(*given))) : fraction_of(*given);
      if (facts.annual_churn >= 0.99) {
        log_.error(row->cell("churn"), texts::churn_of_all, {log_.shown(*given)});
      }
      if (!is_monthly) {
        return number_at(facts.annual_churn, row->cell("churn"));
      }
      log_.conversion(
          row->cell("churn"), texts::churn_converted,
          {log_.shown(*given), people_text(100 * facts.annual_churn, log_.language(), 3)});
      return converted(facts.annual_churn, typed_number(*row, "churn") + " % / month",
                       row->cell("churn"));
    }
    if (auto const usual = from_start("churn")) {
      facts.annual_churn = fraction_of(*usual);
      return number_at(facts.annual_churn, start_->cell("churn"));
    }
    facts.annual_churn = assumed_annual_churn;
    CellRef const cell = row == nullptr ? start_->cell("churn") : row->cell("churn");
    if (row == nullptr || row->is_empty("churn")) {
      log_.assumption(cell, texts::sheet_churn_assumed);
    }
    return assumed(assumed_annual_churn, log_.language(), cell);
  }

  WorkbookRows const& rows_;
  Directory const& directory_;
  ImportLog& log_;
  Row const* start_;
  CustomersPart made_;
};

[[nodiscard]] Tree figure(double value, std::optional<double> answers, std::string typed,
                          CellRef const& cell) {
  Tree object = converted(value, std::move(typed), cell);
  if (answers && *answers >= 1) {
    object.set("answers", Tree(*answers));
  }
  return object;
}

/// Mean of the segments by customers, when each has one.
[[nodiscard]] std::optional<Tree> nps_of_segments(WorkbookRows const& rows,
                                                  Directory const& directory,
                                                  std::vector<SegmentNumbers> const& segments,
                                                  ImportLog& log) {
  double sum = 0;
  double customers = 0;
  std::string typed;
  CellRef cell;
  for (std::size_t i = 0; i < directory.segments.size(); ++i) {
    Row const& row = rows[SheetKind::segments].rows[directory.segment_rows[i]];
    auto const nps = row.number("nps");
    if (nps && (*nps < -100 || *nps > 100)) {
      log.error(row.cell("nps"), texts::nps_out_of_range, {row.text("nps")});
    }
    if (!nps) {
      return std::nullopt;
    }
    sum += *nps * segments[i].customers;
    customers += segments[i].customers;
    typed += (i == 0 ? "" : "; ") + directory.segments[i].name + ": " + typed_number(row, "nps");
    cell = i == 0 ? row.cell("nps") : cell;
  }
  if (customers <= 0) {
    return std::nullopt;
  }
  double const mean = tidy(sum / customers);
  if (directory.segments.size() > 1) {
    log.conversion(cell, texts::nps_of_segments, {log.shown(round_significant(mean, 3))});
  }
  return figure(mean, std::nullopt, typed, cell);
}

[[nodiscard]] std::optional<Tree> nps_of_shares(Row const& start, ImportLog& log) {
  auto const promoters = start.number("promoters");
  auto const detractors = start.number("detractors");
  if (!promoters || !detractors) {
    if ((promoters && start.is_empty("detractors")) ||
        (detractors && start.is_empty("promoters"))) {
      log.error(start.cell(promoters ? "detractors" : "promoters"), texts::nps_half);
    }
    return std::nullopt;
  }
  double const all = *promoters + *detractors + start.number("passives").value_or(0);
  bool const is_complete = start.number("passives").has_value();
  if (all > 101.5 || (is_complete && all < 98.5)) {
    log.error(start.cell("promoters"), texts::nps_shares_sum, {log.shown(all)});
    return std::nullopt;
  }
  double const score = tidy(*promoters - *detractors);
  log.conversion(start.cell("promoters"), texts::nps_of_shares,
                 {log.shown(*promoters), log.shown(*detractors), log.shown(score)});
  return figure(
      score, start.number("answers"),
      typed_number(start, "promoters") + " % - " + typed_number(start, "detractors") + " %",
      start.cell("promoters"));
}

[[nodiscard]] double value_of(Tree const& object) {
  return std::get<double>(object.find("value")->content());
}

}  // namespace

CustomersPart make_customers(WorkbookRows const& rows, Directory const& directory, ImportLog& log) {
  return CustomersMaker(rows, directory, log).make();
}

std::optional<Tree> nps_to_reproduce(WorkbookRows const& rows, Directory const& directory,
                                     std::vector<SegmentNumbers> const& segments, Row const* latest,
                                     ImportLog& log) {
  auto of_segments =
      directory.segments.empty() ? std::nullopt : nps_of_segments(rows, directory, segments, log);
  Row const* start = start_form(rows);
  auto of_shares = start == nullptr ? std::nullopt : nps_of_shares(*start, log);
  auto& second = of_segments ? of_segments : of_shares;
  if (latest == nullptr) {
    return second;
  }
  double const score = *latest->number("value");
  if (second && std::abs(value_of(*second) - score) >= 2) {
    log.mismatch(*second->origin(), texts::nps_figures_differ,
                 {people_text(value_of(*second), log.language(), 3), log.shown(score),
                  latest->cell("value").sheet, cell_name(latest->cell("value").place)});
  }
  Tree object = Tree::object();
  object.set("value", number_at(score, latest->cell("value")));
  if (auto const answers = latest->number("answers"); answers && *answers >= 1) {
    object.set("answers", number_at(*answers, latest->cell("answers")));
  }
  object.from(latest->cell("value"));
  return object;
}

}  // namespace cxsim
