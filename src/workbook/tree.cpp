#include "tree.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"

namespace cxsim {

Tree::Tree(Content content) : content_(std::move(content)) {}
Tree::Tree(bool value) : content_(value) {}
Tree::Tree(double value) : content_(value) {}
Tree::Tree(std::string value) : content_(std::move(value)) {}
Tree::Tree(char const* value) : content_(std::string(value)) {}

Tree Tree::object() { return Tree(Content(Members{})); }
Tree Tree::array() { return Tree(Content(Elements{})); }

Tree Tree::of(JsonValue const& value) {
  switch (value.kind()) {
    case JsonKind::null:
      break;
    case JsonKind::boolean:
      return Tree(value.boolean());
    case JsonKind::number:
      return Tree(value.number());
    case JsonKind::string:
      return Tree(value.string());
    case JsonKind::array: {
      Tree tree = array();
      for (JsonValue const& element : value.elements()) {
        tree.push(of(element));
      }
      return tree;
    }
    case JsonKind::object: {
      Tree tree = object();
      for (JsonMember const& member : value.members()) {
        tree.add(member.key, of(member.value));
      }
      return tree;
    }
  }
  return {};
}

bool Tree::is_object() const noexcept { return std::holds_alternative<Members>(content_); }

Tree::Members const& Tree::members() const {
  CXSIM_EXPECTS(is_object());
  return std::get<Members>(content_);
}

Tree::Elements const& Tree::elements() const {
  CXSIM_EXPECTS(std::holds_alternative<Elements>(content_));
  return std::get<Elements>(content_);
}

Tree const* Tree::find(std::string_view key) const {
  if (!is_object()) {
    return nullptr;
  }
  auto const found = std::ranges::find(members(), key, &TreeMember::first);
  return found == members().end() ? nullptr : &found->second;
}

Tree& Tree::set(std::string_view key, Tree value) {
  CXSIM_EXPECTS(is_object());
  auto& members = std::get<Members>(content_);
  auto const found = std::ranges::find(members, key, &TreeMember::first);
  if (found != members.end()) {
    found->second = std::move(value);
  } else {
    members.emplace_back(key, std::move(value));
  }
  return *this;
}

Tree& Tree::add(std::string key, Tree value) {
  CXSIM_EXPECTS(is_object());
  std::get<Members>(content_).emplace_back(std::move(key), std::move(value));
  return *this;
}

Tree& Tree::push(Tree value) {
  CXSIM_EXPECTS(std::holds_alternative<Elements>(content_));
  std::get<Elements>(content_).push_back(std::move(value));
  return *this;
}

Tree& Tree::at(std::string_view key) {
  CXSIM_EXPECTS(is_object());
  auto& members = std::get<Members>(content_);
  auto const found = std::ranges::find(members, key, &TreeMember::first);
  if (found != members.end()) {
    return found->second;
  }
  members.emplace_back(key, object());
  return members.back().second;
}

void Tree::erase(std::string_view key) {
  if (is_object()) {
    std::erase_if(std::get<Members>(content_),
                  [&](TreeMember const& member) { return member.first == key; });
  }
}

Tree& Tree::from(CellRef origin) {
  origin_ = std::move(origin);
  return *this;
}

bool operator==(Tree const& left, Tree const& right) {
  if (!left.is_object() || !right.is_object()) {
    return left.content_ == right.content_;
  }
  return left.members().size() == right.members().size() &&
         std::ranges::all_of(left.members(), [&](TreeMember const& member) {
           Tree const* other = right.find(member.first);
           return other != nullptr && *other == member.second;
         });
}

Json to_json(Tree const& tree) {
  struct Writer {
    Json operator()(std::monostate) const { return {}; }
    Json operator()(bool value) const { return value; }
    Json operator()(double value) const { return value; }
    Json operator()(std::string const& value) const { return value; }
    Json operator()(Tree::Elements const& elements) const {
      Json json = Json::array();
      for (Tree const& element : elements) {
        json.push(to_json(element));
      }
      return json;
    }
    Json operator()(Tree::Members const& members) const {
      Json json = Json::object();
      for (auto const& [key, value] : members) {
        json.set(key, to_json(value));
      }
      return json;
    }
  };
  return std::visit(Writer{}, tree.content());
}

std::string to_line(Tree const& tree) {
  std::string const text = to_json_text(to_json(tree));
  std::string line;
  bool is_indentation = false;
  for (char const character : text) {
    if (character == '\n') {
      is_indentation = true;
    } else if (!is_indentation || character != ' ') {
      bool const closes = character == '}' || character == ']';
      bool const is_joined = line.empty() || line.back() == '{' || line.back() == '[' || closes;
      line += is_indentation && !is_joined ? " " : "";
      line += character;
      is_indentation = false;
    }
  }
  return line;
}

namespace {

void collect_cells(Tree const& tree, std::string const& pointer, CellMap& cells) {
  if (tree.origin()) {
    cells.emplace(pointer, *tree.origin());
  }
  if (tree.is_object()) {
    for (auto const& [key, value] : tree.members()) {
      collect_cells(value, json_pointer(pointer, key), cells);
    }
  } else if (auto const* elements = std::get_if<Tree::Elements>(&tree.content())) {
    for (std::size_t i = 0; i < elements->size(); ++i) {
      collect_cells((*elements)[i], json_pointer(pointer, i), cells);
    }
  }
}

}  // namespace

CellMap cell_map(Tree const& tree) {
  CellMap cells;
  collect_cells(tree, "", cells);
  return cells;
}

std::optional<CellRef> find_cell(CellMap const& cells, std::string_view pointer) {
  std::string beginning(pointer.starts_with('/') ? "" : "/");
  beginning += pointer;
  while (true) {
    if (auto const found = cells.find(beginning); found != cells.end()) {
      return found->second;
    }
    std::size_t const end = beginning.rfind('/');
    if (end == std::string::npos) {
      return std::nullopt;
    }
    beginning.resize(end);
  }
}

}  // namespace cxsim
