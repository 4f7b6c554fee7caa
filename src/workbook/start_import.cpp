#include "start_import.hpp"

#include <algorithm>
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
    StartNumbers numbers;
    for (StartField const& field : start_numbers) {
      numbers.*field.target = within(field);
    }
    numbers.nps = nps();
    numbers.service_share = service();
    return numbers;
  }

  [[nodiscard]] Diagnostics const& problems() const noexcept { return problems_; }

 private:
  [[nodiscard]] std::optional<double> within(StartField const& field) {
    auto const number = form_.number(field.key);
    if (!number) {
      return std::nullopt;
    }
    if (!field.holds(*number)) {
      report(field.key, texts::start_not_within,
             {to_text(*number), to_text(field.least), to_text(field.most)});
      return std::nullopt;
    }
    return *number * field.unit;
  }

  [[nodiscard]] std::optional<StartNps> nps() {
    auto const promoters = form_.number("promoters");
    auto const detractors = form_.number("detractors");
    if (!promoters || !detractors) {
      return std::nullopt;
    }
    double const passives =
        form_.number("passives").value_or(std::max(0.0, 100 - *promoters - *detractors));
    auto shares = start_nps(*promoters, passives, *detractors);
    if (!shares) {
      report("promoters", texts::start_nps_sum,
             {to_text(round_significant(*promoters + passives + *detractors, 6))});
      return std::nullopt;
    }
    shares->answers = within({.key = "answers", .least = 1, .most = 1e9});
    return shares;
  }

  [[nodiscard]] std::optional<ShareRange> service() {
    auto const bound = [&](std::string_view key) {
      return within({.key = key, .least = 0.1, .most = 95, .unit = 0.01});
    };
    auto const low = bound("service_share_low");
    auto const high = bound("service_share_high");
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
  StartedCase started = start_case(*industry, numbers, workbook_map_file, rows.language);
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
