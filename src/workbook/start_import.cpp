#include "start_import.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "cxsim/base/number_text.hpp"
#include "cxsim/workbook/start.hpp"
#include "cxsim/workbook/texts.hpp"
#include "map_part.hpp"

namespace cxsim {

namespace {

/// The ten numbers of the first sheet, each within its range.
class StartReading {
 public:
  StartReading(Row const& form, std::string const& file) : form_(form), file_(file) {}

  [[nodiscard]] StartNumbers numbers() {
    constexpr double much = 1e12;
    StartNumbers numbers;
    numbers.customers = within("customers", 100, 1e9, 1);
    numbers.annual_churn = within("churn", 0.1, 95, 0.01);
    numbers.margin = within("margin", 0.01, much, 1);
    numbers.nps = nps();
    numbers.contacts = within("calls", 1, much, 1);
    numbers.contact_cost = within("contact_cost", 0, much, 1);
    numbers.complaints = within("complaints", 1, much, 1);
    numbers.service_share = service();
    numbers.budget = within("budget", 0, much, 1);
    numbers.changes_at_once = within("changes_at_once", 0, 1000, 1);
    return numbers;
  }

  [[nodiscard]] Diagnostics const& problems() const noexcept { return problems_; }

 private:
  [[nodiscard]] std::optional<double> within(std::string_view key, double least, double most,
                                             double factor) {
    auto const number = form_.number(key);
    if (!number) {
      return std::nullopt;
    }
    if (*number < least || *number > most) {
      report(key, texts::start_not_within, {to_text(*number), to_text(least), to_text(most)});
      return std::nullopt;
    }
    return *number * factor;
  }

  [[nodiscard]] std::optional<NpsShares> nps() {
    constexpr double tolerance = 1.01;  // each of three rounded percentages may be half a point off
    auto const promoters = form_.number("promoters");
    auto const detractors = form_.number("detractors");
    if (!promoters || !detractors) {
      return std::nullopt;
    }
    double const passives =
        form_.number("passives").value_or(std::max(0.0, 100 - *promoters - *detractors));
    double const sum = *promoters + passives + *detractors;
    if (*promoters < 0 || passives < 0 || *detractors < 0 || std::fabs(sum - 100) > tolerance) {
      report("promoters", texts::start_nps_sum, {to_text(round_significant(sum, 6))});
      return std::nullopt;
    }
    return NpsShares{*promoters / sum, passives / sum, *detractors / sum,
                     within("answers", 1, 1e9, 1)};
  }

  [[nodiscard]] std::optional<ShareRange> service() {
    auto const low = within("service_share_low", 0.1, 95, 0.01);
    auto const high = within("service_share_high", 0.1, 95, 0.01);
    if (!low && !high) {
      return std::nullopt;
    }
    ShareRange const share{low.value_or(high.value_or(0)), high.value_or(low.value_or(0))};
    if (share.low > share.high) {
      report("service_share_low", texts::service_share_order,
             {to_text(100 * share.low), to_text(100 * share.high)});
    }
    return share;
  }

  void report(std::string_view key, Text text, std::vector<Argument> arguments) {
    problems_.add(Severity::error, location_of(file_, form_.cell(key)), text, std::move(arguments));
  }

  Row const& form_;
  std::string const& file_;
  Diagnostics problems_;
};

}  // namespace

std::optional<Result<ImportedWorkbook>> import_start(WorkbookRows const& rows,
                                                     std::string const& file) {
  Row const* form = start_form(rows);
  if (form == nullptr || !rows[SheetKind::touchpoints].rows.empty()) {
    return std::nullopt;
  }
  auto const industry = industry_from_key(form->choice("industry"));
  if (!industry) {
    return std::nullopt;
  }
  StartReading reading(*form, file);
  StartNumbers const numbers = reading.numbers();
  if (reading.problems().has_errors()) {
    return Result<ImportedWorkbook>(failure(reading.problems()));
  }
  StartedCase started = start_case(starter(*industry), numbers, workbook_map_file);
  ImportedWorkbook result;
  result.map = std::move(started.map);
  result.scenario = std::move(started.scenario);
  result.has_initiatives = true;
  result.report.conversions = std::move(started.notes);
  result.report.assumptions.add(Severity::note, location_of(file, form->cell("industry")),
                                texts::start_from_industry);
  return Result<ImportedWorkbook>(std::move(result));
}

}  // namespace cxsim
