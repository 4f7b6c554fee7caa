#include "cxsim/render/phrases.hpp"

#include "cxsim/base/number_text.hpp"
#include "cxsim/render/label.hpp"
#include "cxsim/render/layout.hpp"
#include "cxsim/render/texts.hpp"

namespace cxsim {

std::string volume_text(Language language, double volume) {
  constexpr double least_printed = 0.05;
  if (volume > 0 && volume < least_printed) {
    return "<" + to_fixed(0.1, 1, language);
  }
  constexpr double whole_from = 9.95;
  return volume < whole_from ? to_fixed(volume, volume > 0 ? 1 : 0, language)
                             : with_thousands(volume, language);
}

std::string share_text(Language language, double share) {
  constexpr double least_printed = 0.0005;
  if (share > 0 && share < least_printed) {
    return with_percent("<" + to_fixed(0.1, 1, language), language);
  }
  constexpr double whole_from = 0.0995;
  bool const has_decimals = share > 0 && share < whole_from;
  return with_percent(to_fixed(share * 100, has_decimals ? 1 : 0, language), language);
}

std::string banner_text(JourneyDiagram const& diagram) {
  return diagram.banner.empty() ? say(diagram.language, texts::diagram_illustrative)
                                : clean_text(diagram.banner);
}

std::string describe(JourneyDiagram const& diagram) {
  auto const count = [](std::size_t number) { return to_fixed(static_cast<double>(number), 0); };
  Text const columns = diagram.meaning == ColumnMeaning::stages ? texts::diagram_word_stages
                                                                : texts::diagram_word_steps;
  return say(
      diagram.language, texts::diagram_description,
      {count(diagram.cards.size()), count(diagram.lanes.size()), count(diagram.columns.size()),
       count(diagram.flows.size()), say(diagram.language, columns),
       diagram.illustrative ? banner_text(diagram) : clean_text(diagram.subtitle)});
}

std::string describe_card(JourneyDiagram const& diagram, std::size_t index) {
  DiagramCard const& card = diagram.cards[index];
  PrintedOutcome const outcome = printed_outcome(diagram, index);
  std::string name = clean_text(card.name);
  std::string const channel = clean_text(card.channel);
  if (!channel.empty()) {
    name += " (" + channel + ")";
  }
  std::string const score =
      card.score ? say(diagram.language, texts::diagram_card_score, {to_fixed(*card.score, 0)})
                 : say(diagram.language, texts::diagram_card_no_score);
  return say(diagram.language, texts::diagram_card_title,
             {std::move(name), score, volume_text(diagram.language, card.visits),
              share_text(diagram.language, card.failure), outcome.completed, outcome.onward,
              outcome.abandoned});
}

std::string describe_flow(JourneyDiagram const& diagram, std::size_t index) {
  DiagramFlow const& flow = diagram.flows[index];
  Text const text =
      flow.kind == FlowKind::failure ? texts::diagram_flow_failure : texts::diagram_flow_success;
  return say(
      diagram.language, text,
      {clean_text(diagram.cards[flow.from].name), clean_text(diagram.cards[flow.to].name),
       share_text(diagram.language, flow.share), volume_text(diagram.language, flow.volume)});
}

}  // namespace cxsim
