#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/render/diagram.hpp"
#include "cxsim/render/routing.hpp"

namespace cxsim {

/// A card with its texts as printed.
struct CardLayout {
  Box box;
  std::vector<std::string> name;  ///< one or two lines
  std::string channel;
  /// Shares of the visits as printed. They sum to 100 %: done + onward + given up.
  std::string completed;
  std::string onward;
  std::string abandoned;
};

/// Where a line ends: at its card, or where it joins a line that leads to the same card.
enum class LineEnd { card, other_line };

/// The line of one drawn flow.
struct FlowLine {
  std::size_t flow = 0;       ///< position in JourneyDiagram::flows
  std::vector<Point> points;  ///< corners, from the side of a card
  std::vector<Point> curve;   ///< the same with round corners: cubic Bézier points, 3n + 1
  LineEnd end = LineEnd::card;
  double width = 0;
  std::string share;        ///< as printed
  std::optional<Box> pill;  ///< where the share stands; nothing when there was no room
};

/// Mean satisfaction of a column: of its cards with a score, weighted by visits.
struct CurvePoint {
  std::size_t column = 0;
  double score = 0;
  Point place;
};

/// Flows of one kind that are left out so that the others can be told apart.
struct HiddenFlows {
  double threshold = 0;  ///< below this share of the visits at both of their ends
  std::size_t count = 0;
};

/// Where everything of a diagram is drawn, in points; y grows downwards from 0.
struct DiagramLayout {
  double width = 0;
  double height = 0;
  std::vector<Box> lanes;
  std::vector<Box> lane_labels;
  std::vector<Box> headers;
  std::vector<CardLayout> cards;
  std::vector<FlowLine> lines;
  HiddenFlows hidden_successes;
  HiddenFlows hidden_failures;
  Box curve;             ///< empty when no score is known
  double curve_low = 0;  ///< score at the lower edge of the plot
  double curve_high = 100;
  double plot_top = 0;
  double plot_bottom = 0;
  std::vector<CurvePoint> curve_points;
};

/// Printed shares of one card. Flows in the order of JourneyDiagram::flows, drawn or not; with
/// completed and abandoned they sum to 1,000 tenths of a percent.
struct PrintedOutcome {
  std::string completed;
  std::string onward;
  std::string abandoned;
  int completed_tenths = 0;
  int abandoned_tenths = 0;
  std::vector<std::size_t> flows;
  std::vector<int> flow_tenths;
  std::vector<std::string> flow_texts;
};
[[nodiscard]] PrintedOutcome printed_outcome(JourneyDiagram const& diagram, std::size_t card);

/// Mean satisfaction of each column, by position; nothing where no score is known.
[[nodiscard]] std::vector<std::optional<double>> column_scores(JourneyDiagram const& diagram);

/// Whether any card knows these; what no card knows is left out of the drawing.
[[nodiscard]] bool shows_channels(JourneyDiagram const& diagram);
[[nodiscard]] bool shows_scores(JourneyDiagram const& diagram);
[[nodiscard]] bool shows_failures(JourneyDiagram const& diagram);

/// Places a diagram. Lanes and columns grow with their cards; a crowded column takes two or three
/// cards side by side, those that lead to others in it on the left.
[[nodiscard]] DiagramLayout lay_out(JourneyDiagram const& diagram);

}  // namespace cxsim
