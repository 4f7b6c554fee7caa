#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxsim/base/id.hpp"
#include "cxsim/parameters/distribution.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "cxsim/parameters/texts.hpp"
#include "cxsim/scenario/scenario.hpp"
#include "names.hpp"

/// The one description of the input files.
///
/// `describe(visit, thing)` in map_fields.cpp and scenario_fields.cpp names every key of the files
/// once: its type, unit, range, default and meaning. Whoever visits decides what happens there:
/// the reader fills the thing from JSON, the writer makes JSON from it, the documenter writes
/// docs/input-format.md. A new key is one line in a `describe` and nothing else.
namespace cxsim {

/// Source of every number that neither the map nor the scenario gives.
inline constexpr std::string_view default_source = texts::source_default_wording.english;

/// Minutes that customers may wait before they give up.
inline constexpr Range patience_range{0.01, 10'000};

enum class Need {
  required,
  required_with_segments,  ///< a map without segments is a plain chain, solved but not simulated
  optional
};

/// Which values a number of a file may take.
enum class NumberKind {
  any,           ///< a value or a distribution
  certain,       ///< a number that is known
  certain_whole  ///< a whole number that is known
};

/// What the description says about a number.
struct NumberField {
  std::string_view doc;
  std::string_view example = "";
  std::optional<Distribution> standard = std::nullopt;  ///< when the file says nothing
  std::optional<Range> range = std::nullopt;            ///< nothing: all that the unit allows
  Changeable changeable = Changeable::no;
  NumberKind kind = NumberKind::any;
  /// What guides say instead of unit and range, where these depend on another key.
  std::string_view words = "";
};

/// What the description says about anything but a number.
struct Field {
  std::string_view doc;
  std::string_view example = "";
  Need need = Need::optional;
};

/// A key that may stand instead of another one.
struct Alternative {
  std::string_view key;
  bool is_given = false;
};

struct Choice {
  std::string_view word;  ///< in the file
  int value = 0;
};

struct Flag {
  std::string_view word;
  bool* value = nullptr;
};

struct GroupMember {
  std::string_view key;
  std::uint32_t* index = nullptr;  ///< of the parameter
  double count = 0;                ///< Dirichlet count or share of the default
};

/// What a group's members are when the file says nothing.
enum class GroupDefault { shares, counts };

/// Walks through the description of a file. The public functions are for `describe`; they bring
/// every kind of member to the few virtual functions that visitors implement.
class FieldVisitor {
 public:
  using Describe = std::function<void()>;
  /// Describes the member with this index.
  using DescribeMember = std::function<void(std::size_t)>;

  virtual ~FieldVisitor() = default;

  /// The two keys that every file begins with.
  virtual void header(std::string_view format) = 0;
  virtual void text(std::string_view key, std::string& target, Field const& field) = 0;
  /// A day, as 2026-06-30.
  virtual void date(std::string_view key, std::string& target, Field const& field) = 0;
  /// Free text that the program does not keep.
  virtual void remark(std::string_view key, Field const& field) = 0;
  virtual void truth(std::string_view key, bool& target, Field const& field) = 0;
  /// A list of words, each of which may stand in it.
  virtual void flags(std::string_view key, std::vector<Flag> const& flags, Field const& field) = 0;
  virtual void object(std::string_view key, Field const& field, Describe const& describe) = 0;
  /// Numbers of one object that sum to 1.
  virtual void group(std::string_view key, std::vector<GroupMember> const& members,
                     GroupDefault standard, Field const& field) = 0;
  /// Numbers of several objects that sum to 1; \p path names the whole.
  virtual void sums_to_one(std::string_view path, std::vector<AnyParameter> const& members) = 0;
  /// What the customer does next after each touchpoint.
  virtual void transitions(std::string_view key, Table<TouchpointId, Touchpoint>& touchpoints,
                           Field const& field) = 0;
  /// A number that the program derives and the file does not contain.
  virtual void derived(std::string_view key, Unit unit, std::uint32_t& index,
                       std::string_view source) = 0;
  virtual void changes(std::string_view key, std::vector<ParameterChange>& changes,
                       Field const& field) = 0;
  virtual void effects(std::string_view key, std::vector<Effect>& effects, Field const& field) = 0;
  virtual void correlations(std::string_view key, Field const& field) = 0;

  /// \return whether \p target is what the file says or leaves out, not a word nobody knows.
  template <class Enumeration>
  bool choice(std::string_view key, Enumeration& target,
              std::initializer_list<std::pair<std::string_view, Enumeration>> words,
              Field const& field) {
    std::vector<Choice> choices;
    for (auto const& [word, value] : words) {
      choices.push_back({word, static_cast<int>(value)});
    }
    auto const chosen = choose(key, choices, static_cast<int>(target), field);
    target = static_cast<Enumeration>(chosen.value_or(static_cast<int>(target)));
    return chosen.has_value();
  }

  template <Unit unit>
  void number(std::string_view key, Parameter<unit>& target, NumberField const& field) {
    target.index = number(key, unit, target.index, field);
  }
  /// A number that may be left out and has no default.
  template <Unit unit>
  void number(std::string_view key, std::optional<Parameter<unit>>& target,
              NumberField const& field) {
    auto const index =
        optional_number(key, unit, target ? std::optional(target->index) : std::nullopt, field);
    target = index ? std::optional(Parameter<unit>{*index}) : std::nullopt;
  }
  /// A number whose unit depends on other keys.
  void number(std::string_view key, Unit unit, AnyParameter& target, NumberField const& field) {
    target.index = number(key, unit, target.index, field);
  }
  void number(std::string_view key, Unit unit, std::optional<AnyParameter>& target,
              NumberField const& field) {
    auto const index =
        optional_number(key, unit, target ? std::optional(target->index) : std::nullopt, field);
    target = index ? std::optional(AnyParameter{*index}) : std::nullopt;
  }
  /// A number that may be left out when the object at \p other, from which it follows, is there.
  /// Whoever reads the file derives it then.
  template <Unit unit>
  void number_unless(std::string_view key, Parameter<unit>& target, Alternative const& other,
                     NumberField const& field) {
    target.index = number_or(key, unit, target.index, other, field);
  }
  /// A number with parts of its own: `{"value": 18, "answers": 1200}`.
  void number_with_parts(std::string_view key, Unit unit, AnyParameter& target,
                         NumberField const& field, Describe const& parts) {
    target.index = number_and_parts(key, unit, target.index, field, parts);
  }

  template <class Tag>
  void reference(std::string_view key, Id<Tag>& target, Field const& field) {
    target.index = refer(key, kind_of(target), target.index, field).value_or(0);
  }
  template <class Tag>
  void reference(std::string_view key, std::optional<Id<Tag>>& target, Field const& field) {
    auto const index =
        refer(key, kind_of(Id<Tag>{}), target ? std::optional(target->index) : std::nullopt, field);
    target = index ? std::optional(Id<Tag>{*index}) : std::nullopt;
  }
  template <class Tag>
  void references(std::string_view key, std::vector<Id<Tag>>& targets, Field const& field) {
    std::vector<std::uint32_t> indices;
    for (Id<Tag> const target : targets) {
      indices.push_back(target.index);
    }
    targets.clear();
    for (std::uint32_t const index : refer_to_several(key, kind_of(Id<Tag>{}), indices, field)) {
      targets.push_back({index});
    }
  }

  template <class Value>
  void optional_object(std::string_view key, std::optional<Value>& target, Field const& field,
                       std::function<void(Value&)> const& describe_value) {
    if (has(key, target.has_value())) {
      target = target.value_or(Value{});
      object(key, field, [&] { describe_value(*target); });
    }
  }

  /// A number with parts that may be left out as a whole.
  template <class Value>
  void optional_part(std::string_view key, std::optional<Value>& target,
                     std::function<void(Value&)> const& describe_value) {
    if (has(key, target.has_value())) {
      target = target.value_or(Value{});
      describe_value(*target);
    }
  }

  /// Things by id: a Table or a vector whose values have an `id`.
  template <class Values, class DescribeValue>
  void table(Kind kind, Values& values, Field const& field, DescribeValue const& describe_value) {
    values.resize(count(kind, values.size()));
    items(kind, field, values.size(), [&](std::size_t index) {
      auto& value = *(values.begin() + static_cast<std::ptrdiff_t>(index));
      value.id = id(kind, index);
      describe_value(value);
    });
  }

  /// Things by id that nothing else refers to, in the order of the file. \p word: one of them.
  template <class Value, class DescribeValue>
  void entries(std::string_view key, std::string_view word, std::vector<Value>& values,
               Field const& field, DescribeValue const& describe_value) {
    std::vector<std::string> ids;
    for (Value const& value : values) {
      ids.push_back(value.id);
    }
    ids = entry_ids(key, ids);
    values.resize(ids.size());
    describe_entries(key, word, ids, field, [&](std::size_t index) {
      values[index].id = ids[index];
      describe_value(values[index]);
    });
  }

  /// One number for every thing of the kind of Key; what the file leaves out has the default.
  template <class Tag, Unit unit>
  void numbers(std::string_view key, Table<Id<Tag>, Parameter<unit>>& values, Field const& field,
               NumberField const& each) {
    values.resize(count(kind_of(Id<Tag>{}), values.size()));
    members(key, kind_of(Id<Tag>{}), field, values.size(), [&](std::size_t index) {
      Id<Tag> const member{static_cast<std::uint32_t>(index)};
      number(id(kind_of(member), index), values[member], each);
    });
  }

  /// Values for some of the things of the kind of the first of each pair.
  template <class Tag, class Value, class DescribeValue>
  void some(std::string_view key, std::vector<std::pair<Id<Tag>, Value>>& values,
            Field const& field, DescribeValue const& describe_value) {
    Kind const kind = kind_of(Id<Tag>{});
    std::vector<std::uint32_t> given;
    for (auto const& [member, value] : values) {
      given.push_back(member.index);
    }
    given = mentioned(key, kind, given);
    values.resize(given.size());
    members(key, kind, field, given.size(), [&](std::size_t position) {
      values[position].first = Id<Tag>{given[position]};
      describe_value(id(kind, given[position]), values[position].second);
    });
  }

 protected:
  /// The value that was chosen, \p standard without a choice, nothing for an unknown word.
  virtual std::optional<int> choose(std::string_view key, std::vector<Choice> const& choices,
                                    int standard, Field const& field) = 0;
  virtual std::uint32_t number(std::string_view key, Unit unit, std::uint32_t index,
                               NumberField const& field) = 0;
  virtual std::optional<std::uint32_t> optional_number(std::string_view key, Unit unit,
                                                       std::optional<std::uint32_t> index,
                                                       NumberField const& field) = 0;
  virtual std::uint32_t number_or(std::string_view key, Unit unit, std::uint32_t index,
                                  Alternative const& other, NumberField const& field) = 0;
  virtual std::uint32_t number_and_parts(std::string_view key, Unit unit, std::uint32_t index,
                                         NumberField const& field, Describe const& parts) = 0;
  virtual std::optional<std::uint32_t> refer(std::string_view key, Kind kind,
                                             std::optional<std::uint32_t> index,
                                             Field const& field) = 0;
  virtual std::vector<std::uint32_t> refer_to_several(std::string_view key, Kind kind,
                                                      std::vector<std::uint32_t> const& indices,
                                                      Field const& field) = 0;
  /// Whether the optional object at \p key is there.
  virtual bool has(std::string_view key, bool present) = 0;
  /// How many things of \p kind there are, given that \p present are there now.
  virtual std::size_t count(Kind kind, std::size_t present) = 0;
  virtual std::string id(Kind kind, std::size_t index) = 0;
  /// Which things of \p kind the object at \p key mentions, ordered.
  virtual std::vector<std::uint32_t> mentioned(std::string_view key, Kind kind,
                                               std::vector<std::uint32_t> const& present) = 0;
  /// Ids of the things at \p key that nothing else refers to; \p present are there now.
  virtual std::vector<std::string> entry_ids(std::string_view key,
                                             std::vector<std::string> const& present) = 0;
  virtual void describe_entries(std::string_view key, std::string_view word,
                                std::vector<std::string> const& ids, Field const& field,
                                DescribeMember const& describe) = 0;
  /// The things of \p kind, defined here.
  virtual void items(Kind kind, Field const& field, std::size_t count,
                     DescribeMember const& describe) = 0;
  /// An object whose keys are ids of things defined elsewhere.
  virtual void members(std::string_view key, Kind kind, Field const& field, std::size_t count,
                       DescribeMember const& describe) = 0;
};

/// Names are free text; without one, the id is the name.
template <class Thing>
void describe_name(FieldVisitor& visit, Thing& thing) {
  visit.text("name", thing.name,
             {.doc = "Name in reports; the id when left out", .example = "\"…\""});
  if (thing.name.empty()) {
    thing.name = thing.id;
  }
}

/// Which figure was measured or is to be reached, and where.
/// \return whether the figure is one that exists.
bool describe_figure(FieldVisitor& visit, KeyFigure& figure,
                     std::optional<TouchpointId>& touchpoint);

/// A number in the unit of \p figure; of any size when nobody knows the figure.
[[nodiscard]] NumberField field_of(KeyFigure figure, bool is_known, std::string_view doc,
                                   std::string_view example);

/// Every key of a map file.
void describe(FieldVisitor& visit, Map& map);

/// Every key of a scenario file.
void describe(FieldVisitor& visit, Scenario& scenario);

}  // namespace cxsim
