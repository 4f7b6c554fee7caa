#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxsim/formats/escape.hpp"
#include "cxsim/render/diagram.hpp"
#include "cxsim/render/label.hpp"
#include "cxsim/render/phrases.hpp"
#include "cxsim/render/texts.hpp"

namespace cxsim {

namespace {

/// Graphviz as one process can use it: one caller at a time. Its error handler is one C function
/// for the whole process, and its font code keeps a pointer into the last context across calls (a
/// freed one in 2.42), so there is one context, which lives until the process ends.
struct Graphviz {
  std::mutex lock;
  std::string messages;  ///< reported since the lock was taken
  GVC_t* context = nullptr;
};
[[nodiscard]] Graphviz& graphviz() {
  static Graphviz instance;
  return instance;
}

extern "C" int keep_graphviz_message(char* text) {
  graphviz().messages += text;
  return 0;
}

/// Collects messages while it lives; nothing reaches standard error.
class MessageGuard {
 public:
  MessageGuard() : previous_(agseterrf(&keep_graphviz_message)) { graphviz().messages.clear(); }
  ~MessageGuard() { agseterrf(previous_); }
  MessageGuard(MessageGuard const&) = delete;
  MessageGuard& operator=(MessageGuard const&) = delete;

 private:
  agusererrf previous_;
};

struct FreeGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeLayout {
  GVC_t* context;
  void operator()(Agraph_t* graph) const { gvFreeLayout(context, graph); }
};
struct FreeData {
  void operator()(char* data) const { gvFreeRenderData(data); }
};

/// SVG as Graphviz writes it, or nothing. \pre The lock is held.
[[nodiscard]] std::optional<std::string> render(std::string const& dot) {
  if (graphviz().context == nullptr) {
    graphviz().context = gvContext();
  }
  GVC_t* const context = graphviz().context;
  std::unique_ptr<Agraph_t, FreeGraph> const graph(agmemread(dot.c_str()));
  if (context == nullptr || !graph || gvLayout(context, graph.get(), "nop2") != 0) {
    return std::nullopt;
  }
  std::unique_ptr<Agraph_t, FreeLayout> const layout(graph.get(), FreeLayout{context});
  char* data = nullptr;
  unsigned length = 0;
  int const code = gvRenderData(context, graph.get(), "svg", &data, &length);
  std::unique_ptr<char, FreeData> const owned(data);
  if (code != 0 || data == nullptr) {
    return std::nullopt;
  }
  return std::string(data, length);
}

[[nodiscard]] std::string first_line(std::string const& text) {
  return clean_text(text.substr(0, text.find('\n')));
}

/// The text between two marks after \p from, and where it ends.
struct Found {
  std::string_view text;
  std::size_t end = 0;
};
[[nodiscard]] std::optional<Found> find_between(std::string_view text, std::string_view open,
                                                std::string_view close, std::size_t from) {
  std::size_t const start = text.find(open, from);
  if (start == std::string_view::npos) {
    return std::nullopt;
  }
  std::size_t const inner = start + open.size();
  std::size_t const end = text.find(close, inner);
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  return Found{text.substr(inner, end - inner), end + close.size()};
}

/// Rewrites the SVG of Graphviz so that it scales and can be read aloud. Relies on its fixed shape:
/// every object is `<g id="…" class="…">`, a line break, `<title>…</title>`; free text is escaped.
class Rewriter {
 public:
  Rewriter(JourneyDiagram const& diagram, std::string_view svg) : diagram_(diagram), svg_(svg) {}

  [[nodiscard]] std::optional<std::string> rewrite() {
    auto const root = find_between(svg_, "<svg ", ">", 0);
    auto const view = root ? find_between(root->text, "viewBox=\"", "\"", 0) : std::nullopt;
    if (!view) {
      return std::nullopt;
    }
    begin(view->text);
    position_ = root->end;
    while (position_ < svg_.size()) {
      next();
    }
    return std::move(out_);
  }

 private:
  void begin(std::string_view view) {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg viewBox=\"";
    out_ += view;
    out_ +=
        "\" xmlns=\"http://www.w3.org/2000/svg\" role=\"graphics-document document\" "
        "aria-labelledby=\"journey-title journey-description\" lang=\"";
    out_ += diagram_.language == Language::polish ? "pl" : "en";
    out_ +=
        "\">\n"
        "<title id=\"journey-title\">";
    out_ += xml_text(clean_text(diagram_.title));
    out_ += "</title>\n<desc id=\"journey-description\">";
    out_ += xml_text(describe(diagram_));
    out_ += "</desc>";
  }

  void next() {
    std::string_view const rest = svg_.substr(position_);
    if (rest.starts_with("<!--")) {
      auto const comment = find_between(svg_, "<!--", "-->\n", position_);
      position_ = comment ? comment->end : svg_.size();
    } else if (is_cluster(position_)) {
      clusters();
    } else if (rest.starts_with("<g id=\"")) {
      group();
    } else if (rest.starts_with("\"transparent\"")) {
      out_ += "\"none\"";
      position_ += std::string_view("\"transparent\"").size();
    } else {
      out_ += svg_[position_++];
    }
  }

  /// The number behind \p prefix, when \p id is just that.
  [[nodiscard]] static std::optional<std::size_t> number_after(std::string_view id,
                                                               std::string_view prefix) {
    if (!id.starts_with(prefix)) {
      return std::nullopt;
    }
    std::size_t number = 0;
    char const* const end = id.data() + id.size();
    auto const read = std::from_chars(id.data() + prefix.size(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
  }

  [[nodiscard]] std::string title_of(std::string_view id) const {
    if (auto const card = number_after(id, "touchpoint_")) {
      return describe_card(diagram_, *card);
    }
    if (auto const flow = number_after(id, "flow_")) {
      return describe_flow(diagram_, *flow);
    }
    if (auto const lane = number_after(id, "lane_")) {
      return clean_text(diagram_.lanes[*lane]);
    }
    if (auto const column = number_after(id, "column_")) {
      return clean_text(diagram_.columns[*column]);
    }
    return {};
  }

  [[nodiscard]] bool is_cluster(std::size_t position) const {
    std::string_view const rest = svg_.substr(position);
    return rest.starts_with("<g id=\"lane_") || rest.starts_with("<g id=\"curve\"");
  }

  /// Graphviz orders clusters by addresses in memory, so they are sorted here.
  void clusters() {
    std::string const before = std::move(out_);
    std::vector<std::pair<std::size_t, std::string>> found;
    while (position_ < svg_.size() && !svg_.substr(position_).starts_with("<g id=\"flow_") &&
           !svg_.substr(position_).starts_with("<g id=\"touchpoint_") &&
           !svg_.substr(position_).starts_with("<g id=\"journey_")) {
      if (is_cluster(position_)) {
        auto const id = find_between(svg_, "<g id=\"", "\"", position_);
        auto const end = find_between(svg_, "", "</g>\n", position_);
        out_.clear();
        group();
        while (position_ < end->end) {
          next();
        }
        found.emplace_back(number_after(id->text, "lane_").value_or(diagram_.lanes.size()),
                           std::move(out_));
      } else {
        out_.clear();
        next();
      }
    }
    std::ranges::sort(found);
    out_ = before;
    for (auto const& cluster : found) {
      out_ += cluster.second;
    }
  }

  void group() {
    auto const id = find_between(svg_, "<g id=\"", "\"", position_);
    auto const tag = find_between(svg_, "<g ", ">", position_);
    auto const title = find_between(svg_, "<title>", "</title>\n", position_);
    std::string const text = title_of(id->text);
    bool const is_root = id->text == "journey";
    out_ += "<g ";
    out_ += tag->text;
    position_ = title && !is_root ? title->end : tag->end;
    if (!text.empty()) {
      out_ += " role=\"img\">\n<title>" + xml_text(text) + "</title>\n";
      return;
    }
    out_ += is_root ? ">" : " aria-hidden=\"true\">\n";
    if (is_root && title) {
      position_ = title->end;
      out_ += '\n';
    }
  }

  JourneyDiagram const& diagram_;
  std::string_view svg_;
  std::size_t position_ = 0;
  std::string out_;
};

}  // namespace

Result<std::string> to_svg(JourneyDiagram const& diagram) {
  std::string const dot = to_dot(diagram);
  std::lock_guard const guard(graphviz().lock);
  MessageGuard const collecting;
  auto const drawn = render(dot);
  std::string const& said = graphviz().messages;
  bool const failed = !drawn || said.find("Error") != std::string::npos;
  if (failed) {
    return failure(texts::diagram_not_drawn, {}, {said.empty() ? "Graphviz" : first_line(said)});
  }
  auto rewritten = Rewriter(diagram, *drawn).rewrite();
  if (!rewritten) {
    return failure(texts::diagram_not_drawn, {}, {"Graphviz"});
  }
  return std::move(*rewritten);
}

}  // namespace cxsim
