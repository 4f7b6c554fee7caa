#include "field_words.hpp"

#include <algorithm>
#include <array>

#include "cxsim/io/texts.hpp"

namespace cxsim {

namespace {

/// Every description of what a file must hold, so that messages can say it in each language.
constexpr std::array field_texts = {texts::field_department_of_touchpoint,
                                    texts::field_score_of_touchpoint,
                                    texts::field_mean_satisfaction,
                                    texts::field_sd_satisfaction,
                                    texts::field_failure_of_touchpoint,
                                    texts::field_outcome_counts_as,
                                    texts::field_entry_of_journey,
                                    texts::field_annual_churn,
                                    texts::field_causes_of_churn,
                                    texts::field_term_of_contract,
                                    texts::field_renewal_of_contract,
                                    texts::field_share_of_segment,
                                    texts::field_margin_of_segment,
                                    texts::field_churn_of_segment,
                                    texts::field_weights_of_score,
                                    texts::field_touchpoint_of_queue,
                                    texts::field_agents_at_peak,
                                    texts::field_handling_time,
                                    texts::field_patience,
                                    texts::field_reported_wait,
                                    texts::field_reported_abandonment,
                                    texts::field_peak_share,
                                    texts::field_peak_hours,
                                    texts::field_other_hours,
                                    texts::field_amount_of_value,
                                    texts::field_people_asked,
                                    texts::field_visits_measured,
                                    texts::field_day_of_measurement,
                                    texts::field_which_figure,
                                    texts::field_figure_touchpoint,
                                    texts::field_name_in_reports,
                                    texts::field_currency,
                                    texts::field_size_of_firm,
                                    texts::field_customers_of_firm,
                                    texts::field_departments,
                                    texts::field_touchpoints,
                                    texts::field_transitions,
                                    texts::field_journeys,
                                    texts::field_segments,
                                    texts::field_start_of_effect,
                                    texts::field_effects,
                                    texts::field_doing_department,
                                    texts::field_people_of_department,
                                    texts::field_first_month,
                                    texts::field_last_month,
                                    texts::field_budget_amount,
                                    texts::field_initiatives_at_once,
                                    texts::field_goal_month,
                                    texts::field_goal_today,
                                    texts::field_goal_target,
                                    texts::field_map_file,
                                    texts::field_change_from_to,
                                    texts::field_path_that_changes,
                                    texts::field_correlation_strength,
                                    texts::field_correlation_members,
                                    texts::field_after_failure,
                                    texts::field_after_success,
                                    texts::field_what_measured,
                                    texts::field_after_touchpoint};

/// As it stands in brackets.
[[nodiscard]] std::string in_brackets(std::string_view doc) {
  std::string text(doc);
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z') {
    text.front() = static_cast<char>(text.front() - 'A' + 'a');
  }
  return text;
}

}  // namespace

Argument field_words(std::string_view doc) {
  std::string const english = in_brackets(doc);
  auto const* const found = std::ranges::find_if(
      field_texts, [&](Text text) { return say(Language::english, text) == english; });
  return found == field_texts.end() ? Argument(english) : Argument(*found);
}

}  // namespace cxsim
