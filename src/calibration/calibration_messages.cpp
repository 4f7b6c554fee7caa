#include "calibration_messages.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "cxsim/base/number_text.hpp"
#include "cxsim/calibration/texts.hpp"
#include "cxsim/formats/short_ids.hpp"

namespace cxsim {

namespace {

/// Above this part of open cases, ends cannot be trusted (reference study of six logs).
constexpr double most_open = 0.20;
constexpr double enough_months = 12;

[[nodiscard]] Argument whole(std::uint64_t number) {
  return Argument::whole(static_cast<double>(number));
}

[[nodiscard]] Argument percent(double share) { return Argument::percent(to_fixed(100 * share, 1)); }

class Messages {
 public:
  void warn(Text text, std::vector<Argument> arguments) {
    warnings_.add(Severity::warning, {}, text, std::move(arguments));
  }
  void note(Text text, std::vector<Argument> arguments = {}) {
    notes_.add(Severity::note, {}, text, std::move(arguments));
  }
  /// A note with a count, when there is anything to count.
  void note_count(Text text, std::uint64_t number) {
    if (number > 0) {
      note(text, {whole(number)});
    }
  }
  [[nodiscard]] Diagnostics all() && {
    warnings_.append(std::move(notes_));
    return std::move(warnings_);
  }

 private:
  Diagnostics warnings_;
  Diagnostics notes_;
};

/// The touchpoints at which most cases end, with their numbers.
[[nodiscard]] std::string usual_ends(MapPlan const& plan) {
  std::vector<std::pair<std::uint64_t, std::string>> ends;
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    if (touchpoint.count.completed > 0) {
      ends.emplace_back(touchpoint.count.completed, touchpoint.name);
    }
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [](auto const& a, auto const& b) { return a.first > b.first; });
  constexpr std::size_t shown = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(shown, ends.size()); ++i) {
    list += (i == 0 ? "" : ", ") + ends[i].second + " (" + std::to_string(ends[i].first) + ")";
  }
  return list;
}

void about_ends(LogPaths const& paths, LogCounts const& counts, MapPlan const& plan,
                Abandonment abandonment, Messages& messages) {
  if (abandonment == Abandonment::unknown) {
    messages.warn(texts::note_no_abandonment, {usual_ends(plan)});
  }
  std::uint64_t open = counts.assumed_completed;
  for (VisitCount const& touchpoint : counts.touchpoints) {
    open += touchpoint.open;
  }
  std::vector<Argument> const of_all{whole(open), whole(paths.cases.size())};
  if (static_cast<double>(open) > most_open * static_cast<double>(paths.cases.size())) {
    messages.warn(texts::note_open_share, of_all);
  } else if (open > 0) {
    messages.note(texts::note_open, of_all);
  }
  messages.note_count(texts::note_assumed_completed, counts.assumed_completed);
  messages.note_count(texts::note_misplaced, paths.misplaced_endings);
  messages.note_count(texts::note_without_touchpoint, paths.cases_without_touchpoint);
}

void about_customers(LogPaths const& paths, MapPlan const& plan, Messages& messages) {
  switch (plan.customer_source) {
    case CustomerSource::given:
      break;
    case CustomerSource::cases:
      messages.warn(texts::note_customers_cases, {whole(paths.cases.size())});
      break;
    case CustomerSource::partly_named:
      messages.warn(texts::note_customers_partly,
                    {whole(plan.population.anonymous_cases), whole(paths.cases.size())});
      break;
    case CustomerSource::named:
      messages.warn(texts::note_customers_seen, {whole(plan.customers_in_log)});
      break;
  }
  messages.note_count(texts::note_segments_together, plan.population.segments_together);
  messages.note_count(texts::note_moved_customers, plan.population.moved_customers);
}

void about_touchpoints(MapPlan const& plan, CalibrationOptions const& options, Messages& messages) {
  for (RareStart const& rare : plan.rare_starts) {
    messages.note(texts::note_rare_start,
                  {whole(rare.cases), plan.touchpoints[rare.touchpoint].name,
                   percent(options.least_start_share), plan.journeys[rare.journey].id});
  }
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    if (touchpoint.departments > 1) {
      messages.note(
          texts::note_several_departments,
          {touchpoint.name, std::to_string(touchpoint.departments),
           plan.departments[touchpoint.department].name, percent(touchpoint.department_share)});
    }
    if (touchpoint.success.empty()) {
      messages.note(texts::note_no_success, {touchpoint.name});
    }
  }
}

void about_names(MapPlan const& plan, Messages& messages) {
  for (PlannedTouchpoint const& touchpoint : plan.touchpoints) {
    std::string const plain = short_ids(std::span(&touchpoint.name, 1), "touchpoint").front();
    if (plain == touchpoint.id) {
      continue;
    }
    auto const twin =
        std::find_if(plan.touchpoints.begin(), plan.touchpoints.end(),
                     [&](PlannedTouchpoint const& other) { return other.id == plain; });
    if (twin != plan.touchpoints.end()) {
      messages.note(texts::note_similar_names, {twin->name, touchpoint.name});
    }
  }
}

void about_rows(EventLog const& log, Messages& messages) {
  EventOrderFacts const& facts = log.facts;
  if (facts.early_times > 0) {
    messages.warn(texts::note_early, {whole(facts.early_times)});
  }
  if (facts.tied_pairs > 0) {
    messages.note(texts::note_ties, {whole(facts.tied_pairs), whole(facts.tied_different)});
  }
  bool const were_dropped = log.duplicates == Duplicates::drop;
  messages.note_count(were_dropped ? texts::note_duplicates_dropped : texts::note_duplicates,
                      facts.duplicates);
  messages.note_count(texts::note_mixed_cases, facts.mixed_segments);
  messages.note_count(texts::note_mixed_customers, facts.mixed_customers);
}

}  // namespace

Diagnostics calibration_messages(EventLog const& log, LogPaths const& paths,
                                 LogCounts const& counts, MapPlan const& plan,
                                 Abandonment abandonment, CalibrationOptions const& options) {
  Messages messages;
  bool const is_all_given =
      options.score_mean && options.score_sd && options.margin && options.annual_churn;
  if (!is_all_given) {
    messages.warn(texts::note_no_satisfaction, {});
  }
  about_customers(paths, plan, messages);
  about_ends(paths, counts, plan, abandonment, messages);
  about_rows(log, messages);
  if (plan.months < enough_months) {
    messages.note(texts::note_window_short, {Argument::number(to_fixed(plan.months, 1))});
  }
  messages.note(texts::note_drift);
  about_touchpoints(plan, options, messages);
  about_names(plan, messages);
  return std::move(messages).all();
}

}  // namespace cxsim
