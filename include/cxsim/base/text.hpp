#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace cxsim {

/// Language of what people read. Ids, keys and numbers in files never change with it.
enum class Language { english };

/// One sentence in every language.
struct Wording {
  std::string_view english;
  std::string_view polish;
};

/// A sentence that the program can say. Each component defines its own in
/// `cxsim/<component>/texts.def`, which become names in `cxsim::texts`.
class Text {
 public:
  /// Says nothing.
  constexpr Text() = default;
  /// \param wording must outlive the text.
  constexpr explicit Text(Wording const& wording) noexcept : wording_(&wording) {}
  explicit Text(Wording const&& temporary) = delete;

  [[nodiscard]] constexpr std::string_view in(Language language) const noexcept;

  friend constexpr bool operator==(Text, Text) noexcept = default;

 private:
  Wording const* wording_ = nullptr;
};

constexpr std::string_view Text::in(Language /*language*/) const noexcept {
  return wording_ == nullptr ? std::string_view{} : wording_->english;
}

/// The wording of \p text with {0}, {1}, … replaced by \p arguments.
/// \pre There are at least as many arguments as the wording names.
[[nodiscard]] std::string say(Language language, Text text, std::span<std::string const> arguments);
[[nodiscard]] std::string say(Language language, Text text,
                              std::initializer_list<std::string> arguments = {});

}  // namespace cxsim

/// How a `texts.def` becomes definitions.
#define CXSIM_DEFINE_TEXT(name, english, polish)            \
  inline constexpr Wording name##_wording{english, polish}; \
  inline constexpr Text name{name##_wording};
