#include <cmath>

#include "console_parts.hpp"
#include "cxsim/report/replay_answer.hpp"
#include "cxsim/report/texts.hpp"

namespace cxsim {

namespace {

/// Writes a life from top to bottom.
class ReplayPage {
 public:
  ReplayPage(Scenario const& scenario, ReplayAnswer const& answer, Provenance const& provenance,
             TextStyle style)
      : scenario_(scenario),
        answer_(answer),
        provenance_(provenance),
        page_(style),
        sentences_(style.language, scenario) {}

  [[nodiscard]] std::string write() {
    write_title(page_, scenario_, provenance_);
    page_.blank();
    write_person();
    page_.heading(texts::replay_heading);
    write_months();
    page_.paragraph(sentences_(texts::replay_key), Ink::faint);
    return page_.text();
  }

 private:
  [[nodiscard]] std::string number(double value, int decimals) const {
    return shown(page_.language(), value, decimals);
  }

  void write_person() {
    Customer const& customer = answer_.life.customer;
    page_.paragraph(sentences_(texts::replay_person,
                               {std::to_string(customer.number), std::to_string(answer_.draw + 1),
                                std::to_string(provenance_.draws), terminal_text(segment().name),
                                plain_number(page_.language(), customer.represents)}));
    Text const judges = customer.leniency < 0 ? texts::replay_strict : texts::replay_kind;
    page_.item(sentences_(judges, {number(std::abs(customer.leniency), 2)}));
    if (customer.entry_month > 0) {
      page_.item(sentences_(texts::replay_entered, {std::to_string(customer.entry_month)}));
    }
    if (answer_.portfolio.empty()) {
      page_.item(sentences_(texts::replay_no_initiatives));
    }
    for (std::size_t i = 0; i < answer_.portfolio.size(); ++i) {
      page_.item(sentences_(texts::replay_initiative,
                            {terminal_text(sentences_.title(answer_.portfolio[i])),
                             percent_of(answer_.life.outcomes[i])}));
    }
  }

  [[nodiscard]] std::string percent_of(double share) const { return number(100 * share, 0); }

  void write_months() {
    TextTable table({{sentences_(texts::column_month), Align::right},
                     {sentences_(texts::replay_column_what), Align::left, 0, 24},
                     {sentences_(texts::replay_column_result), Align::left},
                     {sentences_(texts::replay_column_score), Align::right},
                     {sentences_(texts::replay_column_satisfaction), Align::right},
                     {sentences_(texts::replay_column_incidents), Align::right, 2},
                     {sentences_(texts::replay_column_present), Align::right}});
    for (ReplayedMonth const& month : answer_.life.months) {
      if (month.present_before <= 0) {
        break;
      }
      add_month(month, table);
    }
    page_.table(table);
  }

  void add_month(ReplayedMonth const& month, TextTable& table) const {
    std::string label = std::to_string(month.month);
    for (Episode const& episode : month.record.episodes) {
      add_episode(month.record, episode, label, table);
      label.clear();
    }
    bool const left = month.present_after <= 0;
    Text const end =
        month.record.episodes.empty() ? texts::replay_no_contact : texts::replay_month_ends;
    table.add({label, sentences_(end), left ? sentences_(texts::replay_left) : std::string(), "",
               number(month.after.satisfaction, 1), number(month.after.incidents, 2),
               number(100 * month.present_after, 1)});
  }

  void add_episode(EpisodeRecord const& record, Episode const& episode, std::string const& label,
                   TextTable& table) const {
    table.add({label, terminal_text(scenario_.map.journeys[JourneyId{episode.journey}].name),
               sentences_(episode.completed ? texts::replay_completed : texts::replay_abandoned),
               number(episode.score, 0), "", "", ""});
    for (std::uint32_t i = 0; i < episode.visits; ++i) {
      Visit const& visit = record.visits[episode.first_visit + i];
      Touchpoint const& touchpoint = scenario_.map.touchpoints[TouchpointId{visit.touchpoint}];
      table.add({"", "· " + terminal_text(touchpoint.name),
                 sentences_(visit.failed ? texts::replay_failed : texts::replay_succeeded),
                 number(visit.experience, 0), "", "", ""});
    }
  }

  [[nodiscard]] Segment const& segment() const {
    return scenario_.map.segments[answer_.life.customer.segment];
  }

  Scenario const& scenario_;
  ReplayAnswer const& answer_;
  Provenance const& provenance_;
  TextPage page_;
  Sentences sentences_;
};

}  // namespace

std::string replay_text(Scenario const& scenario, ReplayAnswer const& answer,
                        Provenance const& provenance, TextStyle style) {
  return ReplayPage(scenario, answer, provenance, style).write();
}

}  // namespace cxsim
