#include "cxsim/render/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/render/label.hpp"

namespace cxsim {

namespace {

constexpr double margin = 14;
constexpr double label_width = 128;
constexpr double least_width = 880;
constexpr double header_top = 66;
constexpr double header_height = 26;
constexpr double grid_top = 102;
constexpr double card_width = 174;
constexpr double card_padding = 9;
constexpr double card_height = 55;  ///< of a card with one line of name and what all have
constexpr double text_line_height = 13;
constexpr double name_line_height = 15;
constexpr double name_size = 12;
constexpr double channel_size = 10;
constexpr double lane_gap = 10;
constexpr double column_gap = 18;
constexpr double inner_band_gap = 6;
constexpr double outer_gap = 10;
constexpr double pill_size = 9;
constexpr double pill_height = 13;
constexpr double corner_radius = 8;
constexpr double thinnest = 1.2;
constexpr double thickest = 4.6;
constexpr double curve_height = 118;
constexpr std::size_t crowded_cell = 3;
constexpr std::size_t most_bands_per_column = 3;
constexpr std::size_t comfortable_bands = 8;

struct DrawnFlows {
  std::vector<std::size_t> flows;
  HiddenFlows hidden_successes;
  HiddenFlows hidden_failures;
};

/// The larger of a flow's shares of the visits at its two ends.
[[nodiscard]] double importance(JourneyDiagram const& diagram, DiagramFlow const& flow) {
  double const arriving = diagram.cards[flow.to].visits;
  return std::max(flow.share, arriving > 0 ? flow.volume / arriving : 0.0);
}

/// The lowest threshold that leaves at most \p readable flows of \p kind.
[[nodiscard]] HiddenFlows hide_smallest(JourneyDiagram const& diagram, FlowKind kind,
                                        std::size_t readable) {
  constexpr std::array thresholds{0.0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25};
  HiddenFlows hidden;
  for (double const threshold : thresholds) {
    std::size_t drawn = 0;
    hidden = {threshold, 0};
    for (DiagramFlow const& flow : diagram.flows) {
      if (flow.kind == kind) {
        bool const is_drawn = importance(diagram, flow) >= threshold;
        drawn += is_drawn ? 1U : 0U;
        hidden.count += is_drawn ? 0U : 1U;
      }
    }
    if (drawn <= readable) {
      break;
    }
  }
  return hidden;
}

/// Hides the smallest flows until the rest can be told apart.
[[nodiscard]] DrawnFlows choose_flows(JourneyDiagram const& diagram) {
  std::size_t const cards = diagram.cards.size();
  DrawnFlows drawn;
  drawn.hidden_successes =
      hide_smallest(diagram, FlowKind::success, std::max<std::size_t>(24, cards * 5 / 4));
  drawn.hidden_failures =
      hide_smallest(diagram, FlowKind::failure, std::max<std::size_t>(18, cards * 3 / 4));
  for (std::size_t index = 0; index < diagram.flows.size(); ++index) {
    DiagramFlow const& flow = diagram.flows[index];
    HiddenFlows const& hidden =
        flow.kind == FlowKind::failure ? drawn.hidden_failures : drawn.hidden_successes;
    if (importance(diagram, flow) >= hidden.threshold) {
      drawn.flows.push_back(index);
    }
  }
  return drawn;
}

/// Steps of each card within its own column along flows after success; loops do not count.
[[nodiscard]] std::vector<std::size_t> depth_in_column(JourneyDiagram const& diagram,
                                                       std::vector<std::size_t> const& flows) {
  std::vector<std::size_t> depth(diagram.cards.size(), 0);
  for (std::size_t round = 0; round + 1 < most_bands_per_column; ++round) {
    auto const before = depth;
    for (std::size_t const index : flows) {
      DiagramFlow const& flow = diagram.flows[index];
      bool const leads_on = flow.kind == FlowKind::success && flow.from != flow.to &&
                            diagram.cards[flow.from].column == diagram.cards[flow.to].column;
      bool const returns = std::ranges::any_of(flows, [&](std::size_t other_index) {
        DiagramFlow const& other = diagram.flows[other_index];
        return other.from == flow.to && other.to == flow.from && other.volume > flow.volume &&
               other.kind == FlowKind::success;
      });
      if (leads_on && !returns) {
        depth[flow.to] =
            std::max(depth[flow.to], std::min(before[flow.from] + 1, most_bands_per_column - 1));
      }
    }
  }
  return depth;
}

struct GridPlan {
  std::vector<GridPlace> places;          ///< per card
  std::vector<std::size_t> lane_rows;     ///< first row of each lane, and the end
  std::vector<std::size_t> column_bands;  ///< first band of each column, and the end
};

using Cell = std::vector<std::size_t>;

/// Shares the cards of a cell out to the bands of its column: by depth, or evenly when that
/// would pile them up.
[[nodiscard]] std::vector<Cell> split_cell(Cell const& cell, std::size_t bands,
                                           std::vector<std::size_t> const& depth) {
  std::vector<Cell> parts(bands);
  for (std::size_t const card : cell) {
    parts[std::min(depth[card], bands - 1)].push_back(card);
  }
  std::size_t const even = (cell.size() + bands - 1) / bands;
  bool const piles_up = std::ranges::any_of(
      parts, [even](Cell const& part) { return part.size() > std::max<std::size_t>(even, 2); });
  if (!piles_up) {
    return parts;
  }
  Cell sorted = cell;
  std::ranges::stable_sort(sorted, {}, [&](std::size_t card) { return depth[card]; });
  for (std::size_t band = 0; band < bands; ++band) {
    parts[band].clear();
  }
  for (std::size_t rank = 0; rank < sorted.size(); ++rank) {
    parts[rank / even].push_back(sorted[rank]);
  }
  return parts;
}

/// Assigns cards to rows and bands.
class GridPlanner {
 public:
  GridPlanner(JourneyDiagram const& diagram, std::vector<std::size_t> const& flows)
      : diagram_(diagram), flows_(flows), depth_(depth_in_column(diagram, flows)) {}

  [[nodiscard]] GridPlan plan() {
    plan_.places.resize(diagram_.cards.size());
    assign_bands();
    assign_rows();
    for (int sweep = 0; sweep < 4; ++sweep) {
      arrange_rows();
    }
    return plan_;
  }

 private:
  [[nodiscard]] Cell cell(std::size_t lane, std::size_t column) const {
    Cell cards;
    for (std::size_t card = 0; card < diagram_.cards.size(); ++card) {
      if (diagram_.cards[card].lane == lane && diagram_.cards[card].column == column) {
        cards.push_back(card);
      }
    }
    return cards;
  }
  /// Cards side by side that the fullest cell of a column needs.
  [[nodiscard]] std::size_t bands_for_crowd(std::size_t column) const {
    std::size_t most = 1;
    for (std::size_t lane = 0; lane < diagram_.lanes.size(); ++lane) {
      most = std::max(most, cell(lane, column).size());
    }
    return std::min((most + crowded_cell - 1) / crowded_cell, most_bands_per_column);
  }
  /// Cards of a column when one of them leads to another: they read better side by side.
  [[nodiscard]] std::size_t cards_in_chain(std::size_t column) const {
    std::size_t cards = 0;
    bool has_chain = false;
    for (std::size_t card = 0; card < diagram_.cards.size(); ++card) {
      if (diagram_.cards[card].column == column) {
        ++cards;
        has_chain = has_chain || depth_[card] > 0;
      }
    }
    return has_chain ? cards : 0;
  }
  void assign_bands() {
    constexpr std::size_t worth_a_band = 4;
    std::vector<std::size_t> bands;
    std::size_t sum = 0;
    for (std::size_t column = 0; column < diagram_.columns.size(); ++column) {
      bands.push_back(bands_for_crowd(column));
      sum += bands.back();
    }
    std::vector<std::size_t> columns(bands.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    std::ranges::stable_sort(columns, std::ranges::greater{},
                             [&](std::size_t column) { return cards_in_chain(column); });
    for (std::size_t const column : columns) {
      if (bands[column] == 1 && cards_in_chain(column) >= worth_a_band && sum < comfortable_bands) {
        ++bands[column];
        ++sum;
      }
    }
    plan_.column_bands.assign(1, 0);
    for (std::size_t const count : bands) {
      plan_.column_bands.push_back(plan_.column_bands.back() + count);
    }
  }
  /// Cards of each lane and band, in the order of the diagram.
  void assign_rows() {
    std::size_t const bands = plan_.column_bands.back();
    stacks_.assign(diagram_.lanes.size(), std::vector<Cell>(bands));
    plan_.lane_rows.assign(1, 0);
    for (std::size_t lane = 0; lane < diagram_.lanes.size(); ++lane) {
      std::size_t rows = 1;
      for (std::size_t column = 0; column < diagram_.columns.size(); ++column) {
        std::size_t const first = plan_.column_bands[column];
        auto const parts =
            split_cell(cell(lane, column), plan_.column_bands[column + 1] - first, depth_);
        for (std::size_t part = 0; part < parts.size(); ++part) {
          stacks_[lane][first + part] = parts[part];
          rows = std::max(rows, parts[part].size());
          for (std::size_t position = 0; position < parts[part].size(); ++position) {
            plan_.places[parts[part][position]] = {plan_.lane_rows[lane] + position, first + part};
          }
        }
      }
      plan_.lane_rows.push_back(plan_.lane_rows.back() + rows);
    }
  }
  /// Mean row of the cards that a card is connected with, itself included a little.
  [[nodiscard]] double wanted_row(std::size_t card) const {
    double const own = static_cast<double>(plan_.places[card].row);
    double sum = own * 0.1;
    double weight = 0.1;
    for (std::size_t const index : flows_) {
      DiagramFlow const& flow = diagram_.flows[index];
      if ((flow.from == card) == (flow.to == card)) {
        continue;
      }
      std::size_t const other = flow.from == card ? flow.to : flow.from;
      double const strength = std::sqrt(importance(diagram_, flow));
      sum += strength * static_cast<double>(plan_.places[other].row);
      weight += strength;
    }
    return sum / weight;
  }
  void arrange_rows() {
    for (std::size_t lane = 0; lane < stacks_.size(); ++lane) {
      std::size_t const first = plan_.lane_rows[lane];
      std::size_t const rows = plan_.lane_rows[lane + 1] - first;
      for (Cell& stack : stacks_[lane]) {
        std::map<std::size_t, double> wanted;
        for (std::size_t const card : stack) {
          wanted[card] = wanted_row(card);
        }
        std::ranges::stable_sort(stack, {}, [&](std::size_t card) { return wanted[card]; });
        std::size_t next = 0;
        for (std::size_t position = 0; position < stack.size(); ++position) {
          std::size_t const latest = rows - (stack.size() - position);
          double const ideal = wanted[stack[position]] - static_cast<double>(first);
          auto const rounded = static_cast<std::size_t>(std::max(0.0, std::floor(ideal + 0.5)));
          std::size_t const row = std::clamp(rounded, next, std::max(next, latest));
          plan_.places[stack[position]].row = first + row;
          next = row + 1;
        }
      }
    }
  }

  JourneyDiagram const& diagram_;
  std::vector<std::size_t> const& flows_;
  std::vector<std::size_t> depth_;
  std::vector<std::vector<Cell>> stacks_;
  GridPlan plan_;
};

[[nodiscard]] double pill_width(std::string const& text) {
  return text_width(text, pill_size, FontWeight::bold) + 7;
}

/// Failures that lead to one card join on the way there; so do many successes.
[[nodiscard]] std::vector<std::size_t> bundles_of(JourneyDiagram const& diagram,
                                                  std::vector<std::size_t> const& flows) {
  constexpr std::size_t many = 4;
  std::map<std::pair<std::size_t, FlowKind>, std::size_t> arriving;
  for (std::size_t const index : flows) {
    DiagramFlow const& flow = diagram.flows[index];
    arriving[{flow.to, flow.kind}] += flow.from != flow.to ? 1U : 0U;
  }
  std::vector<std::size_t> bundles;
  for (std::size_t rank = 0; rank < flows.size(); ++rank) {
    DiagramFlow const& flow = diagram.flows[flows[rank]];
    std::size_t const together = arriving[{flow.to, flow.kind}];
    bool const joins =
        flow.from != flow.to && (flow.kind == FlowKind::failure ? together > 1 : together >= many);
    std::size_t const kind = flow.kind == FlowKind::failure ? 1 : 0;
    bundles.push_back(joins ? 2 * flow.to + kind : 2 * diagram.cards.size() + rank);
  }
  return bundles;
}

[[nodiscard]] double distance(Point a, Point b) {
  return std::fabs(a.x - b.x) + std::fabs(a.y - b.y);
}

[[nodiscard]] Point towards(Point from, Point to, double length) {
  double const whole = distance(from, to);
  double const part = whole > 0 ? length / whole : 0;
  return {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
}

[[nodiscard]] bool lies_on(Point point, Point a, Point b) {
  constexpr double tolerance = 0.01;
  return point.x >= std::min(a.x, b.x) - tolerance && point.x <= std::max(a.x, b.x) + tolerance &&
         point.y >= std::min(a.y, b.y) - tolerance && point.y <= std::max(a.y, b.y) + tolerance;
}

[[nodiscard]] bool lies_on_any(Point point, std::vector<std::vector<Point>> const& lines) {
  return std::ranges::any_of(lines, [point](std::vector<Point> const& line) {
    for (std::size_t step = 0; step + 1 < line.size(); ++step) {
      if (lies_on(point, line[step], line[step + 1])) {
        return true;
      }
    }
    return false;
  });
}

/// First point of \p line from which on it lies on \p drawn; its end when it never does.
/// Lines that join follow the other one to the end, so the search runs backwards.
[[nodiscard]] std::vector<Point> until_joining(std::vector<Point> const& line,
                                               std::vector<std::vector<Point>> const& drawn) {
  std::vector<Point> own = line;
  while (own.size() > 1 && lies_on_any(own.back(), drawn)) {
    Point const end = own.back();
    Point const corner = own[own.size() - 2];
    if (lies_on_any(corner, drawn) &&
        lies_on_any({(corner.x + end.x) / 2, (corner.y + end.y) / 2}, drawn)) {
      own.pop_back();
      continue;
    }
    // The join lies inside this piece: where the last drawn point of it begins.
    Point join = end;
    for (std::vector<Point> const& other : drawn) {
      for (Point const candidate : other) {
        if (lies_on(candidate, corner, end) &&
            distance(corner, candidate) < distance(corner, join) &&
            lies_on_any({(candidate.x + end.x) / 2, (candidate.y + end.y) / 2}, drawn)) {
          join = candidate;
        }
      }
    }
    own.back() = join;
    break;
  }
  return own;
}

/// \p points with corners rounded, as cubic Bézier points.
[[nodiscard]] std::vector<Point> rounded(std::vector<Point> const& points) {
  std::vector<Point> curve{points.front()};
  auto const line_to = [&curve](Point to) {
    Point const from = curve.back();
    if (distance(from, to) < 0.01) {
      return;
    }
    curve.push_back(towards(from, to, distance(from, to) / 3));
    curve.push_back(towards(from, to, distance(from, to) * 2 / 3));
    curve.push_back(to);
  };
  for (std::size_t index = 1; index + 1 < points.size(); ++index) {
    Point const corner = points[index];
    double const room =
        std::min(distance(points[index - 1], corner), distance(corner, points[index + 1]));
    double const radius = std::min(corner_radius, room / 2);
    Point const start = towards(corner, points[index - 1], radius);
    Point const end = towards(corner, points[index + 1], radius);
    line_to(start);
    if (radius < 0.01) {
      continue;
    }
    constexpr double arc = 0.5523;  // cubic nearest to a quarter of a circle
    curve.push_back(towards(start, corner, radius * arc));
    curve.push_back(towards(end, corner, radius * arc));
    curve.push_back(end);
  }
  line_to(points.back());
  return curve;
}

/// Finds room for the shares beside the lines.
class PillPlacer {
 public:
  PillPlacer(std::vector<CardLayout> const& cards, std::vector<FlowLine> const& lines)
      : cards_(cards), lines_(lines) {}

  /// The best free place on the line, near its beginning; nothing when all of it is taken.
  [[nodiscard]] std::optional<Box> place(std::size_t line) {
    FlowLine const& own = lines_[line];
    double const width = pill_width(own.share);
    double way = 0;
    double best = std::numeric_limits<double>::infinity();
    std::optional<Box> box;
    for (std::size_t step = 0; step + 1 < own.points.size(); ++step) {
      Point const from = own.points[step];
      Point const to = own.points[step + 1];
      bool const is_flat = std::fabs(from.y - to.y) < 0.01;
      double const length = distance(from, to);
      double const half = (is_flat ? width : pill_height) / 2;
      double const first = step == 0 ? half + 3 : 0;
      for (double along = first; along <= length; along += 3) {
        Point const centre = towards(from, to, along);
        Box const candidate{centre.x - width / 2, centre.y - pill_height / 2, centre.x + width / 2,
                            centre.y + pill_height / 2};
        double const price = 0.15 * (way + along) + cover_price(candidate, line);
        if (price < best && is_free(candidate)) {
          best = price;
          box = candidate;
        }
      }
      way += length;
    }
    if (box) {
      taken_.push_back(*box);
    }
    return box;
  }

 private:
  [[nodiscard]] bool is_free(Box const& box) const {
    Box const wider{box.left - 1.5, box.top - 0.2, box.right + 1.5, box.bottom + 0.2};
    return std::ranges::none_of(cards_,
                                [&](CardLayout const& card) { return wider.overlaps(card.box); }) &&
           std::ranges::none_of(taken_, [&](Box const& other) { return wider.overlaps(other); });
  }
  /// How much of other lines, and of this line's arrow, a pill would hide.
  [[nodiscard]] double cover_price(Box const& box, std::size_t line) const {
    double price = 0;
    for (std::size_t other = 0; other < lines_.size(); ++other) {
      auto const& points = lines_[other].points;
      if (other == line) {
        Box const end{points.back().x - 12, points.back().y - 12, points.back().x + 12,
                      points.back().y + 12};
        price += box.overlaps(end) ? 60 : 0;
        continue;
      }
      for (std::size_t step = 0; step + 1 < points.size(); ++step) {
        Box const piece{std::min(points[step].x, points[step + 1].x) - 1,
                        std::min(points[step].y, points[step + 1].y) - 1,
                        std::max(points[step].x, points[step + 1].x) + 1,
                        std::max(points[step].y, points[step + 1].y) + 1};
        price += box.overlaps(piece) ? 25 : 0;
      }
    }
    return price;
  }

  std::vector<CardLayout> const& cards_;
  std::vector<FlowLine> const& lines_;
  std::vector<Box> taken_;
};

/// Height of each row: of the card with the most lines of text in it.
[[nodiscard]] std::vector<double> row_heights(JourneyDiagram const& diagram, GridPlan const& plan,
                                              std::vector<CardLayout> const& cards) {
  double height = card_height;
  height += shows_channels(diagram) ? text_line_height : 0.0;
  height += shows_scores(diagram) ? text_line_height + 1 : 0.0;
  std::vector<double> heights(plan.lane_rows.back(), height);
  for (std::size_t card = 0; card < cards.size(); ++card) {
    double const lines = static_cast<double>(cards[card].name.size());
    double& own = heights[plan.places[card].row];
    own = std::max(own, height + (lines - 1) * name_line_height);
  }
  return heights;
}

[[nodiscard]] RoutingGrid routing_grid(GridPlan const& plan, std::vector<double> heights) {
  RoutingGrid grid;
  grid.rows = plan.lane_rows.back();
  grid.bands = plan.column_bands.back();
  grid.cards = plan.places;
  grid.card_width = card_width;
  grid.row_heights = std::move(heights);
  grid.row_gaps.assign(grid.rows + 1, 0);
  grid.band_gaps.assign(grid.bands + 1, inner_band_gap);
  for (std::size_t const row : plan.lane_rows) {
    grid.row_gaps[row] = lane_gap;
  }
  for (std::size_t const band : plan.column_bands) {
    grid.band_gaps[band] = column_gap;
  }
  grid.row_gaps.front() = outer_gap;
  grid.row_gaps.back() = outer_gap;
  grid.band_gaps.front() = outer_gap;
  grid.band_gaps.back() = outer_gap;
  return grid;
}

[[nodiscard]] Box moved(Box const& box, double x, double y) {
  return {box.left + x, box.top + y, box.right + x, box.bottom + y};
}

}  // namespace

PrintedOutcome printed_outcome(JourneyDiagram const& diagram, std::size_t card) {
  PrintedOutcome outcome;
  std::vector<double> shares{diagram.cards[card].completed, diagram.cards[card].abandoned};
  for (std::size_t index = 0; index < diagram.flows.size(); ++index) {
    if (diagram.flows[index].from == card) {
      outcome.flows.push_back(index);
      shares.push_back(diagram.flows[index].share);
    }
  }
  PrintedShares const printed(shares, diagram.language);
  outcome.completed = printed.text(0);
  outcome.abandoned = printed.text(1);
  outcome.completed_tenths = printed.tenths(0);
  outcome.abandoned_tenths = printed.tenths(1);
  int onward = 0;
  for (std::size_t index = 0; index < outcome.flows.size(); ++index) {
    outcome.flow_tenths.push_back(printed.tenths(index + 2));
    outcome.flow_texts.push_back(printed.text(index + 2));
    onward += printed.tenths(index + 2);
  }
  outcome.onward = printed.text_of(onward);
  return outcome;
}

bool shows_channels(JourneyDiagram const& diagram) {
  return std::ranges::any_of(diagram.cards,
                             [](DiagramCard const& card) { return !card.channel.empty(); });
}
bool shows_scores(JourneyDiagram const& diagram) {
  return std::ranges::any_of(diagram.cards, [](DiagramCard const& card) {
    return card.score.has_value() && card.visits > 0;
  });
}
bool shows_failures(JourneyDiagram const& diagram) {
  return std::ranges::any_of(diagram.cards,
                             [](DiagramCard const& card) { return card.failure > 0; });
}

std::vector<std::optional<double>> column_scores(JourneyDiagram const& diagram) {
  std::vector<double> sums(diagram.columns.size(), 0);
  std::vector<double> weights(diagram.columns.size(), 0);
  for (DiagramCard const& card : diagram.cards) {
    if (card.score && card.visits > 0) {
      sums[card.column] += *card.score * card.visits;
      weights[card.column] += card.visits;
    }
  }
  std::vector<std::optional<double>> scores;
  for (std::size_t column = 0; column < sums.size(); ++column) {
    scores.push_back(weights[column] > 0 ? std::optional(sums[column] / weights[column])
                                         : std::nullopt);
  }
  return scores;
}

namespace {

void place_curve(JourneyDiagram const& diagram, DiagramLayout& layout, double top) {
  layout.curve = {margin, top, layout.width - margin, top + curve_height};
  layout.plot_top = top + 26;
  layout.plot_bottom = top + curve_height - 16;
  auto const scores = column_scores(diagram);
  double low = 100;
  double high = 0;
  for (auto const& score : scores) {
    low = score ? std::min(low, *score) : low;
    high = score ? std::max(high, *score) : high;
  }
  layout.curve_low = std::max(0.0, std::floor((low - 4) / 10) * 10);
  layout.curve_high = std::min(100.0, std::ceil((high + 4) / 10) * 10);
  while (layout.curve_high - layout.curve_low < 40) {
    layout.curve_low = std::max(0.0, layout.curve_low - 10);
    layout.curve_high = std::min(100.0, layout.curve_high + 10);
  }
  for (std::size_t column = 0; column < scores.size(); ++column) {
    if (scores[column]) {
      double const part =
          (*scores[column] - layout.curve_low) / (layout.curve_high - layout.curve_low);
      layout.curve_points.push_back(
          {column,
           *scores[column],
           {layout.headers[column].centre().x,
            layout.plot_bottom - part * (layout.plot_bottom - layout.plot_top)}});
    }
  }
}

[[nodiscard]] std::vector<CardLayout> card_texts(JourneyDiagram const& diagram) {
  double const room = card_width - 2 * card_padding;
  std::vector<CardLayout> cards;
  for (std::size_t index = 0; index < diagram.cards.size(); ++index) {
    DiagramCard const& card = diagram.cards[index];
    CardLayout layout;
    double const badge = card.hot_spot ? 12 : 0;
    layout.name = wrap_text(clean_text(card.name), room - badge, name_size, FontWeight::bold, 2);
    layout.channel =
        wrap_text(clean_text(card.channel), room, channel_size, FontWeight::regular, 1).front();
    PrintedOutcome outcome = printed_outcome(diagram, index);
    layout.completed = std::move(outcome.completed);
    layout.onward = std::move(outcome.onward);
    layout.abandoned = std::move(outcome.abandoned);
    cards.push_back(std::move(layout));
  }
  return cards;
}

[[nodiscard]] std::vector<FlowLine> flow_lines(JourneyDiagram const& diagram,
                                               std::vector<std::size_t> const& flows) {
  double most = 0;
  std::map<std::size_t, std::string> shares;
  for (std::size_t const index : flows) {
    most = std::max(most, diagram.flows[index].volume);
  }
  for (std::size_t card = 0; card < diagram.cards.size(); ++card) {
    PrintedOutcome const outcome = printed_outcome(diagram, card);
    for (std::size_t rank = 0; rank < outcome.flows.size(); ++rank) {
      shares[outcome.flows[rank]] = outcome.flow_texts[rank];
    }
  }
  std::vector<FlowLine> lines;
  for (std::size_t const index : flows) {
    FlowLine line;
    line.flow = index;
    double const part = most > 0 ? diagram.flows[index].volume / most : 0;
    line.width = thinnest + (thickest - thinnest) * std::sqrt(part);
    line.share = shares[index];
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Cuts lines of one bundle where they join one with more volume, so that each way is drawn once.
void join_lines(JourneyDiagram const& diagram, std::vector<std::size_t> const& bundles,
                std::vector<FlowLine>& lines) {
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    members[bundles[index]].push_back(index);
  }
  for (auto& entry : members) {
    std::ranges::stable_sort(entry.second, std::ranges::greater{}, [&](std::size_t index) {
      return diagram.flows[lines[index].flow].volume;
    });
    std::vector<std::vector<Point>> drawn;
    for (std::size_t const index : entry.second) {
      FlowLine& line = lines[index];
      auto const whole = line.points;
      std::vector<Point> path = whole;
      line.points = until_joining(whole, drawn);
      if (distance(line.points.back(), whole.back()) > 0.01) {
        line.end = LineEnd::other_line;
        path = line.points;
        // A little of the shared way makes the line flow into the other one.
        std::size_t const last = line.points.size() - 1;
        for (std::size_t step = last; step < whole.size(); ++step) {
          double const rest = distance(line.points.back(), whole[step]);
          if (rest > 0.01) {
            path.push_back(towards(line.points.back(), whole[step], std::min(rest, corner_radius)));
            break;
          }
        }
      }
      line.curve = rounded(path);
      drawn.push_back(line.points);
    }
  }
}

}  // namespace

DiagramLayout lay_out(JourneyDiagram const& diagram) {
  CXSIM_EXPECTS(!diagram.cards.empty());
  DrawnFlows const drawn = choose_flows(diagram);
  GridPlan const plan = GridPlanner(diagram, drawn.flows).plan();
  DiagramLayout layout;
  layout.hidden_successes = drawn.hidden_successes;
  layout.hidden_failures = drawn.hidden_failures;
  layout.cards = card_texts(diagram);
  layout.lines = flow_lines(diagram, drawn.flows);
  auto const bundles = bundles_of(diagram, drawn.flows);

  RoutingGrid const grid = routing_grid(plan, row_heights(diagram, plan, layout.cards));
  std::vector<RouteRequest> requests;
  for (std::size_t rank = 0; rank < drawn.flows.size(); ++rank) {
    DiagramFlow const& flow = diagram.flows[drawn.flows[rank]];
    requests.push_back(
        {flow.from, flow.to, bundles[rank], flow.volume, pill_width(layout.lines[rank].share)});
  }
  Routing const routing = route_all(grid, requests);

  double const left = margin + label_width;
  layout.width = std::max(left + routing.width + margin, least_width);
  for (std::size_t card = 0; card < layout.cards.size(); ++card) {
    layout.cards[card].box = moved(routing.cards[card], left, grid_top);
  }
  for (std::size_t rank = 0; rank < layout.lines.size(); ++rank) {
    for (Point const point : routing.routes[rank]) {
      layout.lines[rank].points.push_back({point.x + left, point.y + grid_top});
    }
  }
  for (std::size_t lane = 0; lane < diagram.lanes.size(); ++lane) {
    std::size_t const first = plan.lane_rows[lane];
    std::size_t const last = plan.lane_rows[lane + 1];
    bool const is_last = last == grid.rows;
    double const top = first == 0 ? 0 : routing.row_gap_middles[first] + 3;
    double const bottom = is_last ? routing.height : routing.row_gap_middles[last] - 3;
    layout.lanes.push_back({margin, top + grid_top, layout.width - margin, bottom + grid_top});
    layout.lane_labels.push_back(
        {margin + 8, top + grid_top, margin + label_width - 4, bottom + grid_top});
  }
  for (std::size_t column = 0; column < diagram.columns.size(); ++column) {
    std::size_t const first = plan.column_bands[column];
    std::size_t const last = plan.column_bands[column + 1] - 1;
    layout.headers.push_back({left + routing.band_lefts[first] - 4, header_top,
                              left + routing.band_lefts[last] + card_width + 4,
                              header_top + header_height});
  }
  join_lines(diagram, bundles, layout.lines);
  PillPlacer placer(layout.cards, layout.lines);
  for (std::size_t index = 0; index < layout.lines.size(); ++index) {
    layout.lines[index].pill = placer.place(index);
  }
  layout.height = grid_top + routing.height;
  if (shows_scores(diagram)) {
    place_curve(diagram, layout, layout.height + 12);
    layout.height = layout.curve.bottom;
  }
  return layout;
}

}  // namespace cxsim
