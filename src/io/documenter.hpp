#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fields.hpp"

namespace cxsim {

/// Collects what the description says about every key.
class Documenter : public FieldVisitor {
 public:
  /// \param file What the outermost object is called.
  explicit Documenter(std::string file);

  /// The keys of every object, as Markdown tables.
  [[nodiscard]] std::string markdown() const;

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
  /// One key of an object.
  struct Row {
    std::string key;
    std::string value;     ///< type, or unit and range
    std::string standard;  ///< default, or "required"
    std::string meaning;
    std::string example;
  };
  struct Section {
    std::string path;
    std::vector<Row> rows;
  };

  void add(std::string_view key, std::string value, std::string standard, std::string_view meaning,
           std::string_view example);
  void add_object(std::string_view key, std::string value, Field const& field);
  void enter(std::string_view key);
  void leave() { open_.pop_back(); }

  std::vector<Section> sections_;
  std::vector<std::size_t> open_;  ///< indices of sections that are being described
};

}  // namespace cxsim
