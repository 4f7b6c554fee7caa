#pragma once

#include <cstddef>
#include <vector>

namespace cxsim {

/// In points; y grows downwards.
struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(Point, Point) = default;
};

/// In points; y grows downwards.
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
  [[nodiscard]] Point centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  /// Whether the two share more than an edge.
  [[nodiscard]] bool overlaps(Box const& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// Where a card stands in the grid; at most one card per place.
struct GridPlace {
  std::size_t row = 0;
  std::size_t band = 0;
};

/// One line to draw, between two cards.
struct RouteRequest {
  std::size_t from = 0;
  std::size_t to = 0;
  /// Lines of one bundle end at the same card and join on the way there.
  std::size_t bundle = 0;
  double volume = 0;      ///< the thickest lines get the straightest ways
  double pill_width = 0;  ///< room kept free beside the card where the line begins
};

/// A grid of cards between gutters that widen with the lines they hold.
struct RoutingGrid {
  std::size_t rows = 0;
  std::size_t bands = 0;
  std::vector<GridPlace> cards;
  double card_width = 0;
  std::vector<double> row_heights;  ///< least; a card with many lines at a side grows
  std::vector<double> row_gaps;     ///< added above each row and below the last: rows + 1
  std::vector<double> band_gaps;    ///< added left of each band and right of the last: bands + 1
};

/// Ways without any sharp corner cut: horizontal and vertical pieces in turn.
struct Routing {
  double width = 0;
  double height = 0;
  std::vector<Box> cards;
  std::vector<double> row_tops;            ///< of the gap above each row, and the bottom: rows + 2
  std::vector<double> row_gap_middles;     ///< middle of each gap: rows + 1
  std::vector<double> band_lefts;          ///< of each band
  std::vector<std::vector<Point>> routes;  ///< per request, from side of card to side of card
};

/// Routes every request round the cards, through the gutters between rows and bands, with few
/// crossings and no two lines of different bundles on top of each other.
///
/// Shortest ways on the grid with prices for bends and crowds (A. Hashimoto & J. Stevens, 1971,
/// give the channel model), then an order of the lines in each gutter by pairwise crossings.
/// Deterministic. Cost: about requests × grid size × log, and the square of lines per gutter.
/// \pre from and to are cards; lines of one bundle have one target.
[[nodiscard]] Routing route_all(RoutingGrid const& grid, std::vector<RouteRequest> const& requests);

}  // namespace cxsim
