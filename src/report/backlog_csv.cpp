#include "cxsim/report/backlog_csv.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/csv.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/report/shown.hpp"
#include "cxsim/report/texts.hpp"
#include "effect_words.hpp"
#include "facts.hpp"
#include "sentences.hpp"

namespace cxsim {

namespace {

/// A whole number: enough for a tracker, and no more than is known.
[[nodiscard]] std::string cell(double value) {
  constexpr int digits = 3;
  return to_fixed(round_significant(value, digits), 0);
}

class BacklogWriter {
 public:
  BacklogWriter(Scenario const& scenario, Prioritization const& answer,
                Provenance const& provenance, Language language)
      : scenario_(scenario),
        answer_(answer),
        provenance_(provenance),
        language_(language),
        sentences_(language, scenario),
        typical_(typical_values(scenario, answer.experiment)) {}

  [[nodiscard]] std::string write() const {
    std::string text = csv_row(header());
    for (std::size_t i = 0; i < answer_.ranking.size(); ++i) {
      text += csv_row(row(i), {.guard = FormulaGuard::on});
    }
    return text;
  }

 private:
  [[nodiscard]] std::vector<std::string> header() const {
    std::vector<std::string> names;
    for (Text const text : {texts::backlog_rank,          texts::backlog_decision,
                            texts::backlog_summary,       texts::backlog_id,
                            texts::backlog_owner,         texts::backlog_touchpoints,
                            texts::backlog_change,        texts::backlog_customers,
                            texts::backlog_customers_low, texts::backlog_customers_high,
                            texts::backlog_npv,           texts::backlog_npv_low,
                            texts::backlog_npv_high,      texts::backlog_currency,
                            texts::backlog_one_off,       texts::backlog_monthly,
                            texts::backlog_total,         texts::backlog_start,
                            texts::backlog_duration,      texts::backlog_evidence,
                            texts::backlog_needs,         texts::backlog_loss,
                            texts::backlog_draws,         texts::backlog_provenance}) {
      names.push_back(sentences_(text));
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> row(std::size_t position) const {
    RankedInitiative const& ranked = answer_.ranking[position];
    Initiative const& initiative = scenario_.initiatives[ranked.initiative];
    Assessed const kept = scaled(ranked.alone.difference[Figure::leavers], -1);
    Assessed const& npv = ranked.alone.difference[Figure::npv];
    return {std::to_string(position + 1),
            sentences_(decision(verdict_of(answer_, ranked))),
            title(initiative),
            initiative.id,
            terminal_text(sentences_.owner(ranked.initiative)),
            touchpoint_names(initiative),
            terminal_text(effects_in_words(language_, scenario_, typical_, initiative)),
            judged(ranked, kept.estimate.mean),
            low(ranked, kept),
            high(ranked, kept),
            judged(ranked, npv.estimate.mean),
            low(ranked, npv),
            high(ranked, npv),
            terminal_text(scenario_.map.currency),
            to_text(typical_[initiative.one_off_cost]),
            to_text(typical_[initiative.monthly_cost]),
            cell(ranked.undiscounted_cost),
            to_text(typical_[initiative.work.timing.start]),
            duration(initiative),
            std::string(1, evidence_letter(ranked.evidence)),
            ids(initiative.needs),
            ranked.simulated ? std::to_string(ranked.alone.draws_with_loss) : "",
            std::to_string(answer_.experiment.draws.size()),
            provenance()};
  }

  /// Begins with a letter or a digit, so that no tracker and no spreadsheet takes it for more.
  [[nodiscard]] static std::string title(Initiative const& initiative) {
    std::string const name = terminal_text(initiative.name);
    auto const first = static_cast<unsigned char>(name.empty() ? ' ' : name.front());
    bool const is_plain = first >= 0x80 || (first >= '0' && first <= '9') ||
                          (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
    // U+2212 begins with a byte above 0x7F, but is a sign all the same.
    return is_plain && !name.starts_with("−") ? name : initiative.id + ": " + name;
  }

  [[nodiscard]] static Text decision(Verdict verdict) {
    switch (verdict) {
      case Verdict::act:
        return texts::backlog_do;
      case Verdict::later:
        return texts::backlog_later;
      case Verdict::leave:
        return texts::backlog_leave;
      case Verdict::not_judged:
        break;
    }
    return texts::backlog_not_judged;
  }

  /// Several things in one cell.
  [[nodiscard]] static std::string joined(std::string list, std::string const& next) {
    return list.empty() ? next : std::move(list) + "; " + next;
  }

  [[nodiscard]] std::string touchpoint_names(Initiative const& initiative) const {
    std::string names;
    for (TouchpointId const key : touchpoints_of(scenario_, initiative)) {
      names = joined(std::move(names), terminal_text(scenario_.map.touchpoints[key].name));
    }
    return names;
  }

  [[nodiscard]] std::string ids(Portfolio const& initiatives) const {
    std::string list;
    for (InitiativeId const key : initiatives) {
      list = joined(std::move(list), scenario_.initiatives[key].id);
    }
    return list;
  }

  [[nodiscard]] std::string duration(Initiative const& initiative) const {
    std::optional<Months> const& months = initiative.work.timing.duration;
    return months ? to_text(typical_[*months]) : std::string();
  }

  [[nodiscard]] static std::string judged(RankedInitiative const& ranked, double value) {
    return ranked.simulated ? cell(value) : std::string();
  }
  [[nodiscard]] static std::string low(RankedInitiative const& ranked, Assessed const& value) {
    return value.interval ? judged(ranked, value.interval->low) : std::string();
  }
  [[nodiscard]] static std::string high(RankedInitiative const& ranked, Assessed const& value) {
    return value.interval ? judged(ranked, value.interval->high) : std::string();
  }

  [[nodiscard]] std::string provenance() const {
    constexpr std::size_t digits = 12;
    std::string const file = provenance_.files.empty() ? "" : provenance_.files.front().name;
    std::string const hash =
        provenance_.files.empty() ? "" : provenance_.files.front().sha256.substr(0, digits);
    NumberOrigins const& origins = provenance_.origins;
    Text const illustrative =
        origins.measured > 0 ? texts::backlog_made_from_partly : texts::backlog_made_from_invented;
    return sentences_(
        provenance_.illustrative ? illustrative : texts::backlog_made_from,
        {provenance_.version, terminal_text(file), hash, std::to_string(provenance_.seed),
         std::to_string(answer_.experiment.draws.size()), std::to_string(origins.measured),
         std::to_string(origins.numbers)});
  }

  Scenario const& scenario_;
  Prioritization const& answer_;
  Provenance const& provenance_;
  Language language_;
  Sentences sentences_;
  ParameterValues typical_;
};

}  // namespace

std::string backlog_csv(Scenario const& scenario, Prioritization const& answer,
                        Provenance const& provenance, Language language) {
  return BacklogWriter(scenario, answer, provenance, language).write();
}

}  // namespace cxsim
