#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/id.hpp"
#include "cxsim/base/result.hpp"
#include "cxsim/base/text.hpp"
#include "cxsim/map/map.hpp"

namespace cxsim {

/// Which outcome of a touchpoint a flow follows.
enum class FlowKind { success, failure };

/// One touchpoint, as drawn. Shares are of its visits, in [0, 1].
struct DiagramCard {
  std::string id;
  std::string name;
  std::string channel;  ///< empty: not known
  std::size_t lane = 0;
  std::size_t column = 0;
  double visits = 0;  ///< per 1,000 customers and month
  double failure = 0;
  std::optional<double> score;  ///< mean satisfaction on 0–100; nothing when not known
  double completed = 0;         ///< the episode ends here, done
  double abandoned = 0;         ///< the customer gives up here
  std::optional<int> hot_spot;  ///< its number, from 1
};

/// What customers do next after one outcome. The flows that leave a card, with the card's
/// endings, share out all of its visits.
struct DiagramFlow {
  std::size_t from = 0;  ///< position in JourneyDiagram::cards
  std::size_t to = 0;
  FlowKind kind = FlowKind::success;
  double share = 0;   ///< of the visits of `from`
  double volume = 0;  ///< per 1,000 customers and month
};

/// What the columns are: stages that the user named, or steps from where journeys start.
enum class ColumnMeaning { stages, steps };

/// A journey diagram: departments as lanes, stages as columns, touchpoints as cards.
/// Holds what is said, not where it is drawn. Names may be any bytes; they are drawn as text.
/// \pre of every function below: positions of lanes, columns and cards exist.
struct JourneyDiagram {
  std::string title;
  std::string subtitle;
  std::vector<std::string> notes;  ///< one line each, under the legend
  bool illustrative = false;       ///< says at the top that the numbers are invented
  std::string banner;              ///< what it says instead where only some are; about 45 letters
  std::vector<std::string> lanes;
  std::vector<std::string> columns;
  ColumnMeaning meaning = ColumnMeaning::stages;
  std::vector<DiagramCard> cards;
  std::vector<DiagramFlow> flows;
  Language language = Language::english;
};

/// What happens at one touchpoint, over all segments.
struct TouchpointFigures {
  double visits = 0;            ///< per 1,000 customers and month
  double failure = 0;           ///< share of visits
  std::optional<double> score;  ///< mean satisfaction of all visits, 0–100
  double completed = 0;         ///< share of visits after which the episode ends, done
  double abandoned = 0;         ///< share of visits after which the customer gives up
};

/// Customers who go from one touchpoint to another after one outcome.
struct FlowFigures {
  TouchpointId from;
  TouchpointId to;
  FlowKind kind = FlowKind::success;
  double volume = 0;  ///< per 1,000 customers and month
};

/// The numbers that a diagram of a map shows, as simulated or computed.
struct DiagramFigures {
  std::string subtitle;  ///< what the numbers describe: "Today, before the release"
  Table<TouchpointId, TouchpointFigures> touchpoints;
  std::vector<FlowFigures> flows;
  std::vector<TouchpointId> hot_spots;  ///< in order; empty: the 3 with the most failures
};

/// The diagram of \p map with the numbers of \p figures, worded in \p language.
///
/// Lanes are the departments that own a touchpoint, in the order of the map. Columns are its
/// stages; without any, steps: the longest way from the entries of the journeys along flows that
/// lead forward, at most 8. Touchpoints without a stage, when others have one, form the last
/// column. \pre \p figures has one entry per touchpoint of \p map.
[[nodiscard]] JourneyDiagram make_diagram(Map const& map, DiagramFigures const& figures,
                                          Language language = Language::english);

/// The diagram as a Graphviz file with every position fixed: `neato -n2 -Tsvg` draws it.
/// Free text stands only in HTML labels, escaped. Same diagram, same bytes.
[[nodiscard]] std::string to_dot(JourneyDiagram const& diagram);

/// The diagram as an SVG file with titles for screen readers, scaling with its frame.
///
/// Drawn by Graphviz in this process, one diagram at a time: safe to call from several threads.
/// Same diagram, same machine: same bytes. Fails with what Graphviz reports.
[[nodiscard]] Result<std::string> to_svg(JourneyDiagram const& diagram);

}  // namespace cxsim
