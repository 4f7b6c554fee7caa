#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "fields.hpp"

namespace cxsim {

/// Makes a JSON Schema from the description of a file.
class SchemaMaker : public FieldVisitor {
 public:
  SchemaMaker();

  /// The schema of what was described. \param title of the file.
  [[nodiscard]] Json take(std::string_view title);

  void header(std::string_view format) override;
  void text(std::string_view key, std::string& target, Field const& field) override;
  void date(std::string_view key, std::string& target, Field const& field) override;
  void remark(std::string_view key, Field const& field) override;
  void truth(std::string_view key, bool& target, Field const& field) override;
  void flags(std::string_view key, std::vector<Flag> const& flags, Field const& field) override;
  void object(std::string_view key, Field const& field, Describe const& describe) override;
  void group(std::string_view key, std::vector<GroupMember> const& members, GroupDefault standard,
             Field const& field) override;
  void sums_to_one(std::string_view path, std::vector<AnyParameter> const& members) override;
  void transitions(std::string_view key, Table<TouchpointId, Touchpoint>& touchpoints,
                   Field const& field) override;
  void derived(std::string_view key, Unit unit, std::uint32_t& index,
               std::string_view source) override;
  void changes(std::string_view key, std::vector<ParameterChange>& changes,
               Field const& field) override;
  void effects(std::string_view key, std::vector<Effect>& effects, Field const& field) override;
  void correlations(std::string_view key, Field const& field) override;

 protected:
  std::optional<int> choose(std::string_view key, std::vector<Choice> const& choices, int standard,
                            Field const& field) override;
  std::uint32_t number(std::string_view key, Unit unit, std::uint32_t index,
                       NumberField const& field) override;
  std::optional<std::uint32_t> optional_number(std::string_view key, Unit unit,
                                               std::optional<std::uint32_t> index,
                                               NumberField const& field) override;
  std::uint32_t number_or(std::string_view key, Unit unit, std::uint32_t index,
                          Alternative const& other, NumberField const& field) override;
  std::uint32_t number_and_parts(std::string_view key, Unit unit, std::uint32_t index,
                                 NumberField const& field, Describe const& parts) override;
  std::optional<std::uint32_t> refer(std::string_view key, Kind kind,
                                     std::optional<std::uint32_t> index,
                                     Field const& field) override;
  std::vector<std::uint32_t> refer_to_several(std::string_view key, Kind kind,
                                              std::vector<std::uint32_t> const& indices,
                                              Field const& field) override;
  bool has(std::string_view key, bool present) override;
  std::size_t count(Kind kind, std::size_t present) override;
  std::string id(Kind kind, std::size_t index) override;
  std::vector<std::uint32_t> mentioned(std::string_view key, Kind kind,
                                       std::vector<std::uint32_t> const& present) override;
  std::vector<std::string> entry_ids(std::string_view key,
                                     std::vector<std::string> const& present) override;
  void describe_entries(std::string_view key, std::string_view word,
                        std::vector<std::string> const& ids, Field const& field,
                        DescribeMember const& describe) override;
  void items(Kind kind, Field const& field, std::size_t count,
             DescribeMember const& describe) override;
  void members(std::string_view key, Kind kind, Field const& field, std::size_t count,
               DescribeMember const& describe) override;

 private:
  /// Whether a number may have the beta distribution.
  enum class NumberForms { with_beta, without_beta };

  /// An object that is being described.
  struct Frame {
    std::vector<std::pair<std::string, Json>> properties;
    std::vector<std::string> required;
    std::vector<std::pair<std::string, std::string>> alternatives;  ///< exactly one of each pair
  };

  void add(std::string_view key, Json schema, Need need);
  /// What \p describe says about one object.
  [[nodiscard]] Frame described(Describe const& describe);
  /// Adds an object whose keys are ids, each with the schema \p value.
  void add_by_id(std::string_view key, Field const& field, Json value);
  /// Which keys an object may have together when it is a number with \p parts.
  [[nodiscard]] Json form_of_number(std::vector<std::string> const& parts, NumberForms forms);
  /// A number or a distribution; \p parts are further keys of its object.
  [[nodiscard]] Json number_schema(Unit unit, NumberField const& field, Frame parts);
  /// A reference to a definition, which is made when it is new.
  [[nodiscard]] Json define(std::string const& name, std::function<Json()> const& make);
  /// A reference to the definition of numbers in this range.
  [[nodiscard]] Json any_number(Unit unit, std::optional<Range> range = std::nullopt);
  /// What was counted: certain.
  [[nodiscard]] Json count();
  /// What follows one outcome of a touchpoint.
  [[nodiscard]] Json outcome();
  /// How a number changes; an effect may name a segment.
  [[nodiscard]] Json change(std::string_view name, std::optional<Json> segment);

  std::vector<Frame> frames_;
  std::map<std::string, Json> definitions_;
};

}  // namespace cxsim
