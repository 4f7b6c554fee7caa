#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cxsim/base/number_text.hpp"
#include "cxsim/render/diagram.hpp"
#include "cxsim/render/label.hpp"
#include "cxsim/render/layout.hpp"
#include "cxsim/render/phrases.hpp"
#include "cxsim/render/texts.hpp"

namespace cxsim {

namespace {

constexpr std::string_view font = "Inter,Noto Sans,DejaVu Sans,sans-serif";
constexpr std::string_view ink = "#22252B";
constexpr std::string_view grey_text = "#565E6B";
constexpr std::string_view success_line = "#7C8798";
constexpr std::string_view success_text = "#3C4654";
constexpr std::string_view failure_line = "#C8452F";
constexpr std::string_view failure_text = "#A8341F";
constexpr std::string_view done_text = "#1F6F45";
constexpr std::string_view card_edge = "#C3C8D0";
constexpr std::string_view header_fill = "#2B3648";

struct LaneColours {
  std::string_view fill;
  std::string_view text;
};
[[nodiscard]] LaneColours lane_colours(std::size_t lane) {
  static constexpr std::array<LaneColours, 6> colours{{{"#F3F0FA", "#5B4B9A"},
                                                       {"#EDF3FB", "#2B5F88"},
                                                       {"#ECF7F2", "#1F6F4F"},
                                                       {"#FDF4EA", "#8A5008"},
                                                       {"#F4F5F6", "#4E545D"},
                                                       {"#FBEFF4", "#8E3A5E"}}};
  return colours[lane % colours.size()];
}

/// Colours of a satisfaction score: of the bar, and darker ones for text (contrast above 4.5).
struct ScoreColours {
  double from;
  std::string_view bar;
  std::string_view text;
  std::string_view range;  ///< of the last one: what it lies below
};
constexpr std::array<ScoreColours, 5> score_scale{{{80, "#2C8A57", "#1F6F45", "80+"},
                                                   {70, "#74A84A", "#3F6F24", "70–79"},
                                                   {60, "#C3AE2C", "#6B600A", "60–69"},
                                                   {50, "#DE8C33", "#8A5008", "50–59"},
                                                   {0, "#C8452F", "#A8341F", "50"}}};
[[nodiscard]] ScoreColours score_colours(double score) {
  double const printed = std::floor(score + 0.5);
  auto const found = std::ranges::find_if(
      score_scale, [printed](ScoreColours const& colours) { return printed >= colours.from; });
  return found == score_scale.end() ? score_scale.back() : *found;
}

[[nodiscard]] std::string number(double value) {
  return to_text(std::round(value * 100) / 100 + 0.0);
}
[[nodiscard]] std::string inches(double points) {
  return to_text(std::round(points / 72 * 10000) / 10000);
}
/// Graphviz counts y upwards.
[[nodiscard]] std::string position(Point point) {
  return number(point.x) + ',' + number(0 - point.y);
}

enum class Align { left, centre, right };

struct TextStyle {
  double size = 9;
  std::string_view colour = grey_text;
  FontWeight weight = FontWeight::regular;
  Align align = Align::left;
};

/// One line of text inside an HTML label. Graphviz reads whole point sizes only.
[[nodiscard]] std::string text_run(std::string_view text, TextStyle const& style) {
  std::string const escaped = text.empty() ? " " : escape_label(text);
  std::string run = "<FONT POINT-SIZE=\"" + number(style.size) + "\" COLOR=\"" +
                    std::string(style.colour) + "\">";
  run += style.weight == FontWeight::bold ? "<B>" + escaped + "</B>" : escaped;
  run += "</FONT>";
  return run;
}

[[nodiscard]] std::string_view align_name(Align align) {
  switch (align) {
    case Align::left:
      return "LEFT";
    case Align::right:
      return "RIGHT";
    case Align::centre:
      return "CENTER";
  }
  return "CENTER";
}

constexpr std::string_view bare_table =
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"";

[[nodiscard]] std::string cell(std::string_view text, TextStyle const& style, double width,
                               double height) {
  return "<TD ALIGN=\"" + std::string(align_name(style.align)) + "\" WIDTH=\"" + number(width) +
         "\" HEIGHT=\"" + number(height) + "\">" + text_run(text, style) + "</TD>";
}

[[nodiscard]] std::string table(std::string_view rows) {
  return std::string(bare_table) + '>' + std::string(rows) + "</TABLE>";
}
[[nodiscard]] std::string row(std::string_view cells) {
  return "<TR>" + std::string(cells) + "</TR>";
}
/// A table that sits lower by half of \p points: digits and capitals have nothing below the line.
[[nodiscard]] std::string lowered(double points, std::string_view rows) {
  return table("<TR><TD HEIGHT=\"" + number(points) + "\"></TD></TR>" + std::string(rows));
}
[[nodiscard]] std::string table_row(std::string_view cells) {
  return row("<TD>" + table(row(cells)) + "</TD>");
}

[[nodiscard]] std::string card_node(JourneyDiagram const& diagram, std::size_t index) {
  std::string name = "t" + to_fixed(static_cast<double>(index), 0) + '_';
  for (char const character : diagram.cards[index].id.substr(0, 60)) {
    bool const is_plain = (character >= 'a' && character <= 'z') ||
                          (character >= 'A' && character <= 'Z') ||
                          (character >= '0' && character <= '9');
    name += is_plain ? character : '_';
  }
  return name;
}

[[nodiscard]] std::string index_text(std::size_t index) {
  return to_fixed(static_cast<double>(index), 0);
}

/// Writes one diagram.
class DotWriter {
 public:
  explicit DotWriter(JourneyDiagram const& diagram)
      : diagram_(diagram), layout_(lay_out(diagram)) {}

  [[nodiscard]] std::string write() {
    begin();
    title();
    headers();
    lanes();
    flows();
    hot_spots();
    if (shows_scores(diagram_)) {
      curve();
    }
    legend();
    return text_ + "}\n";
  }

 private:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;

  [[nodiscard]] std::string word(Text text,
                                 std::initializer_list<std::string> arguments = {}) const {
    return say(diagram_.language, text, arguments);
  }

  void statement(std::string_view indent, std::string_view head, Attributes const& attributes) {
    text_ += indent;
    text_ += head;
    text_ += " [";
    for (std::size_t index = 0; index < attributes.size(); ++index) {
      auto const& [key, value] = attributes[index];
      text_ += index == 0 ? "" : ", ";
      text_ += key;
      text_ += '=';
      bool const is_html = key == "label" && value.starts_with("<TABLE");
      text_ += is_html ? '<' + value + '>' : '"' + value + '"';
    }
    text_ += "];\n";
  }

  void begin() {
    text_ = "digraph journey {\n";
    text_ += "  graph [bgcolor=\"white\", fontname=\"" + std::string(font) +
             "\", id=\"journey\", outputorder=\"edgesfirst\", pad=\"0.12\", splines=\"true\"];\n";
    text_ += "  node [fixedsize=\"true\", fontname=\"" + std::string(font) +
             "\", label=\"\", margin=\"0\", shape=\"box\"];\n";
    text_ += "  edge [fontname=\"" + std::string(font) + "\"];\n";
  }

  void box_node(std::string_view name, Box const& box, Attributes attributes,
                std::string_view indent = "  ") {
    attributes.emplace_back("pos", position(box.centre()));
    attributes.emplace_back("width", inches(box.width()));
    attributes.emplace_back("height", inches(box.height()));
    statement(indent, name, attributes);
  }

  /// A line of text whose anchor is at the left, middle or right of the box.
  void text_node(std::string_view name, Box const& box, std::string_view text,
                 TextStyle const& style, std::string_view indent = "  ") {
    box_node(name, box,
             {{"shape", "plaintext"},
              {"label", lowered(1, row(cell(text, style, box.width(), std::floor(box.height()))))}},
             indent);
  }

  void title() {
    double const left = layout_.lanes.front().left;
    double const right = layout_.lanes.front().right;
    TextStyle const banner{11, "#6B4A00", FontWeight::bold, Align::centre};
    std::string const warning = banner_line(banner, (right - left) / 2);
    double const chip =
        diagram_.illustrative ? text_width(warning, banner.size, banner.weight) + 24 : 0;
    double const room = right - left - chip - 20;
    TextStyle const style{21, ink, FontWeight::bold, Align::left};
    auto const name = wrap_text(clean_text(diagram_.title), room, style.size, style.weight, 1);
    text_node("_title", {left, 4, left + room, 32}, name.front(), style);
    TextStyle const small{12, grey_text, FontWeight::regular, Align::left};
    std::string const said = clean_text(diagram_.subtitle);
    std::string const visits = word(texts::diagram_legend_visits);
    auto const subtitle = wrap_text(said.empty() ? visits : said + " · " + visits, right - left,
                                    small.size, small.weight, 1);
    text_node("_subtitle", {left, 36, right, 54}, subtitle.front(), small);
    if (diagram_.illustrative) {
      Box const box{right - chip, 7, right, 31};
      box_node("_illustrative", box,
               {{"style", "rounded,filled"},
                {"fillcolor", "#FFE9B8"},
                {"color", "#D9A741"},
                {"label", lowered(2, row(cell(warning, banner, chip - 16, 16)))}});
    }
  }

  [[nodiscard]] std::string banner_line(TextStyle const& style, double most) const {
    return wrap_text(banner_text(diagram_), most, style.size, style.weight, 1).front();
  }

  void headers() {
    TextStyle const style{12, "#FFFFFF", FontWeight::bold, Align::centre};
    for (std::size_t column = 0; column < layout_.headers.size(); ++column) {
      Box const& box = layout_.headers[column];
      auto const name = wrap_text(clean_text(diagram_.columns[column]), box.width() - 16,
                                  style.size, style.weight, 1);
      box_node("_column_" + index_text(column), box,
               {{"id", "column_" + index_text(column)},
                {"style", "rounded,filled"},
                {"fillcolor", std::string(header_fill)},
                {"color", std::string(header_fill)},
                {"label", lowered(3, row(cell(name.front(), style, box.width() - 12, 16)))}});
    }
  }

  void lanes() {
    for (std::size_t lane = 0; lane < layout_.lanes.size(); ++lane) {
      LaneColours const colours = lane_colours(lane);
      Box const& box = layout_.lanes[lane];
      std::string const index = index_text(lane);
      text_ += "  subgraph cluster_lane_" + index + " {\n    graph [bb=\"" +
               position({box.left, box.bottom}) + ',' + position({box.right, box.top}) +
               "\", style=\"rounded,filled\", fillcolor=\"" + std::string(colours.fill) +
               "\", color=\"" + std::string(colours.fill) + "\", id=\"lane_" + index +
               "\", class=\"lane\"];\n";
      lane_label(lane);
      for (std::size_t card = 0; card < diagram_.cards.size(); ++card) {
        if (diagram_.cards[card].lane == lane) {
          card_statement(card);
        }
      }
      text_ += "  }\n";
    }
  }

  void lane_label(std::size_t lane) {
    Box const& box = layout_.lane_labels[lane];
    TextStyle const style{12, lane_colours(lane).text, FontWeight::bold, Align::left};
    auto const lines =
        wrap_text(clean_text(diagram_.lanes[lane]), box.width() - 4, style.size, style.weight, 3);
    std::string rows;
    for (std::string const& line : lines) {
      rows += row(cell(line, style, box.width(), 15));
    }
    box_node("_lane_" + index_text(lane), box, {{"shape", "plaintext"}, {"label", table(rows)}},
             "    ");
  }

  [[nodiscard]] std::string card_label(std::size_t index) const {
    DiagramCard const& card = diagram_.cards[index];
    CardLayout const& texts = layout_.cards[index];
    double const room = texts.box.width() - 18;
    std::string rows;
    for (std::string const& line : texts.name) {
      rows += row(cell(line, {12, ink, FontWeight::bold, Align::left}, room, 15));
    }
    if (shows_channels(diagram_)) {
      rows += row(cell(texts.channel, {10, grey_text, FontWeight::regular, Align::left}, room, 13));
    }
    if (shows_scores(diagram_)) {
      rows += score_row(card, room);
    }
    bool const is_hot = card.hot_spot.has_value();
    std::string const failed =
        shows_failures(diagram_)
            ? word(texts::diagram_failure, {share_text(diagram_.language, card.failure)})
            : "";
    rows += table_row(
        cell(word(texts::diagram_visits, {volume_text(diagram_.language, card.visits)}),
             {10, grey_text, FontWeight::regular, Align::left}, room / 2, 13) +
        cell(failed, {10, is_hot ? failure_text : grey_text, FontWeight::regular, Align::right},
             room / 2, 13));
    double const third = room / 3;
    std::string const nothing = with_percent("0", diagram_.language);
    auto const ending = [&](std::string_view sign, std::string const& share,
                            std::string_view colour, Align align) {
      std::string_view const shown = share == nothing ? grey_text : colour;
      return cell(std::string(sign) + ' ' + share, {10, shown, FontWeight::regular, align}, third,
                  13);
    };
    rows += table_row(ending("✓", texts.completed, done_text, Align::left) +
                      ending("→", texts.onward, grey_text, Align::centre) +
                      ending("✕", texts.abandoned, failure_text, Align::right));
    return table(rows);
  }

  /// The score as a bar on 0–100, and as a number.
  [[nodiscard]] std::string score_row(DiagramCard const& card, double room) const {
    constexpr double text_room = 46;
    double const bar = room - text_room;
    double const part = std::clamp(card.score.value_or(0), 0.0, 100.0) / 100;
    double const filled = std::round(bar * part);
    auto const piece = [](double width, std::string_view colour) {
      return "<TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + number(width) + "\" HEIGHT=\"6\" BGCOLOR=\"" +
             std::string(colour) + "\"></TD>";
    };
    std::string cells;
    if (filled > 0) {
      cells += piece(filled, score_colours(*card.score).bar);
    }
    if (bar - filled > 0) {
      cells += piece(bar - filled, "#E4E7EC");
    }
    std::string const text =
        card.score ? "★ " + to_fixed(*card.score, 0) : word(texts::diagram_no_score);
    TextStyle const style =
        card.score ? TextStyle{11, score_colours(*card.score).text, FontWeight::bold, Align::right}
                   : TextStyle{9, grey_text, FontWeight::regular, Align::right};
    return table_row("<TD VALIGN=\"MIDDLE\">" + table(row(cells)) + "</TD>" + "<TD>" +
                     lowered(3, row(cell(text, style, text_room, 11))) + "</TD>");
  }

  void card_statement(std::size_t index) {
    DiagramCard const& card = diagram_.cards[index];
    bool const is_hot = card.hot_spot.has_value();
    Attributes attributes{{"class", "touchpoint"},
                          {"id", "touchpoint_" + index_text(index)},
                          {"style", "rounded,filled"},
                          {"fillcolor", "white"},
                          {"color", std::string(is_hot ? failure_line : card_edge)},
                          {"penwidth", is_hot ? "2" : "1"},
                          {"visits", to_text(card.visits)},
                          {"failure", to_text(card.failure)},
                          {"completed", to_text(card.completed)},
                          {"abandoned", to_text(card.abandoned)}};
    if (card.score) {
      attributes.emplace_back("score", to_text(*card.score));
    }
    attributes.emplace_back("label", card_label(index));
    box_node(card_node(diagram_, index), layout_.cards[index].box, attributes, "    ");
  }

  void flows() {
    for (FlowLine const& line : layout_.lines) {
      flow_statement(line);
      if (!line.pill) {
        continue;
      }
      bool const failed = diagram_.flows[line.flow].kind == FlowKind::failure;
      TextStyle const style{9, failed ? failure_text : success_text, FontWeight::bold,
                            Align::centre};
      box_node("_share_" + index_text(line.flow), *line.pill,
               {{"style", "rounded,filled"},
                {"fillcolor", "white"},
                {"color", "white"},
                {"penwidth", "0.5"},
                {"label", lowered(2, row(cell(line.share, style, line.pill->width() - 4, 11)))}});
    }
  }

  [[nodiscard]] static double arrow_size(double width) { return 0.6 + 0.05 * width; }

  void flow_statement(FlowLine const& line) {
    DiagramFlow const& flow = diagram_.flows[line.flow];
    bool const failed = flow.kind == FlowKind::failure;
    statement("  ", card_node(diagram_, flow.from) + " -> " + card_node(diagram_, flow.to),
              {{"class", failed ? "failure" : "success"},
               {"id", "flow_" + index_text(line.flow)},
               {"color", std::string(failed ? failure_line : success_line)},
               {"style", failed ? "dashed" : "solid"},
               {"penwidth", number(line.width)},
               {"arrowsize", number(arrow_size(line.width))},
               {"dir", line.end == LineEnd::card ? "forward" : "none"},
               {"share", to_text(flow.share)},
               {"volume", to_text(flow.volume)},
               {"pos", line_position(line)}});
  }

  /// The mitred point of a thick arrow reaches beyond its end: stop short of the card.
  [[nodiscard]] static std::string line_position(FlowLine const& line) {
    std::vector<Point> curve = line.curve;
    std::string text;
    if (line.end == LineEnd::card) {
      Point const end = curve.back();
      Point const before = curve[curve.size() - 2];
      double const way = std::hypot(end.x - before.x, end.y - before.y);
      auto const back = [&](double length) {
        return Point{end.x - (end.x - before.x) / way * length,
                     end.y - (end.y - before.y) / way * length};
      };
      double const overshoot = 1.5 * line.width;
      text = "e," + position(back(overshoot)) + ' ';
      curve.back() = back(overshoot + 10 * arrow_size(line.width));
    }
    for (std::size_t index = 0; index < curve.size(); ++index) {
      text += (index == 0 ? "" : " ") + position(curve[index]);
    }
    return text;
  }

  [[nodiscard]] std::vector<std::size_t> hot_cards() const {
    std::vector<std::size_t> cards;
    for (std::size_t card = 0; card < diagram_.cards.size(); ++card) {
      if (diagram_.cards[card].hot_spot) {
        cards.push_back(card);
      }
    }
    std::ranges::stable_sort(cards, {},
                             [&](std::size_t card) { return *diagram_.cards[card].hot_spot; });
    return cards;
  }

  void badge(std::string_view name, Point centre, int spot) {
    constexpr double radius = 8;
    TextStyle const style{9, "#FFFFFF", FontWeight::bold, Align::centre};
    box_node(name, {centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius},
             {{"shape", "circle"},
              {"style", "filled"},
              {"fillcolor", "#B23A26"},
              {"color", "white"},
              {"label", lowered(2, row(cell(to_fixed(spot, 0), style, 10, 11)))}});
  }

  void hot_spots() {
    for (std::size_t const card : hot_cards()) {
      Box const& box = layout_.cards[card].box;
      badge("_hot_" + index_text(card), {box.right - 4, box.top + 4},
            *diagram_.cards[card].hot_spot);
    }
  }

  void curve() {
    Box const& box = layout_.curve;
    text_ +=
        "  subgraph cluster_curve {\n    graph [bb=\"" + position({box.left, box.bottom}) + ',' +
        position({box.right, box.top}) +
        "\", style=\"rounded,filled\", fillcolor=\"#FAFAFB\", color=\"#E1E4E9\", id=\"curve\", "
        "class=\"curve\"];\n";
    Text const heading = diagram_.meaning == ColumnMeaning::stages ? texts::diagram_curve_stages
                                                                   : texts::diagram_curve_steps;
    double const left = layout_.lane_labels.front().left;
    double const label_right = left + 106;
    TextStyle const bold{12, ink, FontWeight::bold, Align::left};
    TextStyle const small{9, grey_text, FontWeight::regular, Align::left};
    std::string rows;
    for (std::string const& line : wrap_text(word(heading), 84, bold.size, bold.weight, 3)) {
      rows += row(cell(line, bold, 106, 15));
    }
    for (std::string const& line :
         wrap_text(word(texts::diagram_curve_unit), 92, small.size, small.weight, 3)) {
      rows += row(cell(line, small, 106, 11));
    }
    box_node("_curve", {left, box.top, label_right, box.bottom},
             {{"shape", "plaintext"}, {"label", table(rows)}}, "    ");
    grid_lines();
    curve_points();
    text_ += "  }\n";
  }

  [[nodiscard]] double plot_left() const { return layout_.headers.front().left; }
  [[nodiscard]] double plot_right() const { return layout_.headers.back().right; }

  void invisible_ends(std::string const& name, Point from, Point to) {
    for (auto const& [end, point] : {std::pair{"a", from}, std::pair{"b", to}}) {
      statement("    ", name + end,
                {{"shape", "point"},
                 {"style", "invis"},
                 {"width", "0.01"},
                 {"height", "0.01"},
                 {"pos", position(point)}});
    }
  }

  [[nodiscard]] static std::string straight(Point from, Point to) {
    return position(from) + ' ' + position(from) + ' ' + position(to) + ' ' + position(to);
  }

  void plain_line(std::string const& name, Point from, Point to, Attributes attributes) {
    invisible_ends(name, from, to);
    attributes.emplace_back("id", name.substr(1));
    attributes.emplace_back("pos", straight(from, to));
    statement("    ", name + "a -> " + name + 'b', attributes);
  }

  void grid_lines() {
    double const span = layout_.curve_high - layout_.curve_low;
    double const step = span > 50 ? 20 : 10;
    for (double score = layout_.curve_low; score <= layout_.curve_high + 0.5; score += step) {
      double const y = layout_.plot_bottom - (score - layout_.curve_low) / span *
                                                 (layout_.plot_bottom - layout_.plot_top);
      std::string const name = "_grid_" + to_fixed(score, 0);
      plain_line(name, {plot_left(), y}, {plot_right(), y},
                 {{"color", "#E1E4E9"}, {"penwidth", "0.7"}, {"dir", "none"}});
      text_node(name + "_text", {plot_left() - 26, y - 6, plot_left() - 6, y + 6},
                to_fixed(score, 0), {9, grey_text, FontWeight::regular, Align::right}, "    ");
    }
  }

  void curve_points() {
    auto const& points = layout_.curve_points;
    for (std::size_t index = 0; index < points.size(); ++index) {
      ScoreColours const colours = score_colours(points[index].score);
      std::string const name = "_mean_" + index_text(points[index].column);
      Point const place = points[index].place;
      box_node(name, {place.x - 4.5, place.y - 4.5, place.x + 4.5, place.y + 4.5},
               {{"shape", "circle"},
                {"style", "filled"},
                {"fillcolor", std::string(colours.bar)},
                {"color", "white"},
                {"penwidth", "1.5"}},
               "    ");
      text_node(name + "_text", {place.x - 24, place.y - 21, place.x + 24, place.y - 7},
                to_fixed(points[index].score, 0),
                {10, colours.text, FontWeight::bold, Align::centre}, "    ");
      if (index == 0) {
        continue;
      }
      Point const from = points[index - 1].place;
      double const middle = (from.x + place.x) / 2;
      statement("    ", "_mean_" + index_text(points[index - 1].column) + " -> " + name,
                {{"id", "curve_" + index_text(index)},
                 {"color", std::string(header_fill)},
                 {"penwidth", "1.6"},
                 {"dir", "none"},
                 {"pos", position(from) + ' ' + position({middle, from.y}) + ' ' +
                             position({middle, place.y}) + ' ' + position(place)}});
    }
  }

  /// Puts the next item of the legend on the line, or on the next line when it is full.
  [[nodiscard]] Point next_item(double width) {
    double const left = layout_.lanes.front().left + 8;
    if (legend_x_ > left && legend_x_ + width > layout_.lanes.front().right) {
      legend_x_ = left;
      legend_y_ += 18;
    }
    Point const place{legend_x_, legend_y_};
    legend_x_ += width + 16;
    return place;
  }
  void new_legend_line(double height) {
    legend_x_ = layout_.lanes.front().left + 8;
    legend_y_ += height;
  }
  void legend_text(std::string_view text, TextStyle const& style, double x, double y) {
    double const width = text_width(text, style.size, style.weight) + 12;
    text_node("_legend_" + index_text(++legend_items_), {x, y - 7, x + width, y + 7}, text, style);
  }

  void legend() {
    legend_y_ = layout_.height + 20;
    legend_x_ = layout_.lanes.front().left + 8;
    hot_spot_list();
    TextStyle const style{10, grey_text, FontWeight::regular, Align::left};
    line_sample(word(texts::diagram_legend_success), success_line, "solid", 3, style);
    bool const has_failures = std::ranges::any_of(layout_.lines, [&](FlowLine const& line) {
      return diagram_.flows[line.flow].kind == FlowKind::failure;
    });
    if (has_failures) {
      line_sample(word(texts::diagram_legend_failure), failure_line, "dashed", 1.6, style);
    }
    legend_item(word(texts::diagram_legend_width), style);
    new_legend_line(19);
    if (shows_scores(diagram_)) {
      score_key(style);
    }
    outcome_key(style);
    new_legend_line(19);
    auto const hidden = [&](Text text, HiddenFlows const& flows) {
      if (flows.count > 0) {
        paragraph(
            word(text,
                 {with_percent(number_for_people(to_text(std::round(flows.threshold * 1000) / 10),
                                                 diagram_.language),
                               diagram_.language),
                  index_text(flows.count)}),
            style);
      }
    };
    hidden(texts::diagram_legend_hidden_successes, layout_.hidden_successes);
    hidden(texts::diagram_legend_hidden_failures, layout_.hidden_failures);
    for (std::string const& note : diagram_.notes) {
      paragraph(clean_text(note), style);
    }
  }

  void hot_spot_list() {
    auto const cards = hot_cards();
    if (cards.empty()) {
      return;
    }
    TextStyle const bold{11, ink, FontWeight::bold, Align::left};
    TextStyle const plain{11, ink, FontWeight::regular, Align::left};
    std::string const heading = word(texts::diagram_hot_spots);
    Point place = next_item(text_width(heading, bold.size, bold.weight));
    legend_text(heading, bold, place.x, place.y);
    for (std::size_t const index : cards) {
      DiagramCard const& card = diagram_.cards[index];
      auto const name = wrap_text(clean_text(card.name), 240, plain.size, plain.weight, 1);
      std::string const text = name.front() + ": " +
                               word(texts::diagram_hot_spot,
                                    {volume_text(diagram_.language, card.visits * card.failure)});
      place = next_item(22 + text_width(text, plain.size, plain.weight));
      badge("_hot_key_" + index_text(index), {place.x + 8, place.y}, *card.hot_spot);
      legend_text(text, plain, place.x + 21, place.y);
    }
    new_legend_line(23);
  }

  void line_sample(std::string const& text, std::string_view colour, std::string_view line_style,
                   double width, TextStyle const& style) {
    Point const place = next_item(42 + text_width(text, style.size, style.weight));
    std::string const name = "_key_" + std::string(line_style) + '_';
    Point const from{place.x, place.y};
    Point const end{place.x + 34, place.y};
    invisible_ends(name, from, end);
    Point const tip{end.x - 1.5 * width, end.y};
    Point const base{tip.x - 10 * arrow_size(width), end.y};
    statement("    ", name + "a -> " + name + 'b',
              {{"id", name.substr(1)},
               {"color", std::string(colour)},
               {"style", std::string(line_style)},
               {"penwidth", number(width)},
               {"arrowsize", number(arrow_size(width))},
               {"pos", "e," + position(tip) + ' ' + straight(from, base)}});
    legend_text(text, style, place.x + 41, place.y);
  }

  void legend_item(std::string const& text, TextStyle const& style) {
    Point const place = next_item(text_width(text, style.size, style.weight));
    legend_text(text, style, place.x, place.y);
  }

  [[nodiscard]] std::string range_of(ScoreColours const& colours) const {
    std::string const range(colours.range);
    return colours.from > 0 ? range : word(texts::diagram_below, {range});
  }

  void score_key(TextStyle const& style) {
    std::string const heading = "★ " + word(texts::diagram_legend_score);
    double width = text_width(heading, style.size, style.weight) + 8;
    for (ScoreColours const& colours : score_scale) {
      width += 24 + text_width(range_of(colours), style.size, style.weight);
    }
    Point const place = next_item(width);
    legend_text(heading, style, place.x, place.y);
    double x = place.x + text_width(heading, style.size, style.weight) + 8;
    for (ScoreColours const& colours : score_scale) {
      box_node("_score_" + to_fixed(colours.from, 0), {x, place.y - 3, x + 12, place.y + 3},
               {{"style", "filled"},
                {"fillcolor", std::string(colours.bar)},
                {"color", std::string(colours.bar)}});
      TextStyle const text{style.size, colours.text, FontWeight::regular, Align::left};
      legend_text(range_of(colours), text, x + 15, place.y);
      x += 24 + text_width(range_of(colours), style.size, style.weight);
    }
  }

  void outcome_key(TextStyle const& style) {
    legend_item("✓ → ✕  " + word(texts::diagram_legend_shares), style);
  }

  void paragraph(std::string const& text, TextStyle const& style) {
    double const room = layout_.lanes.front().width() - 24;
    for (std::string const& line : wrap_text(text, room, style.size, style.weight, 3)) {
      legend_text(line, style, legend_x_, legend_y_);
      new_legend_line(15);
    }
  }

  JourneyDiagram const& diagram_;
  DiagramLayout layout_;
  std::string text_;
  double legend_x_ = 0;
  double legend_y_ = 0;
  std::size_t legend_items_ = 0;
};

}  // namespace

std::string to_dot(JourneyDiagram const& diagram) { return DotWriter(diagram).write(); }

}  // namespace cxsim
