#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cxsim {

/// Language of what people read. Ids, keys and numbers in files never change with it.
enum class Language { english, polish };

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

  /// The wording in \p language; the English one where there is no other yet.
  [[nodiscard]] constexpr std::string_view in(Language language) const noexcept;

  friend constexpr bool operator==(Text, Text) noexcept = default;

 private:
  Wording const* wording_ = nullptr;
};

constexpr std::string_view Text::in(Language language) const noexcept {
  if (wording_ == nullptr) {
    return {};
  }
  bool const is_polish = language == Language::polish && !wording_->polish.empty();
  return is_polish ? wording_->polish : wording_->english;
}

/// \p text, or as much of it as fits into \p most bytes, and `…`.
[[nodiscard]] std::string shortened(std::string text, std::size_t most);

/// What fills a placeholder while the language is not known yet.
class Argument {
 public:
  // Implicit, so that lists of names and numbers read as such.
  Argument(std::string text) : text_(std::move(text)) {}  // NOLINT: the same in every language
  Argument(std::string_view text) : text_(text) {}        // NOLINT
  Argument(char const* text) : text_(text) {}             // NOLINT
  Argument(Text wording, std::vector<Argument> arguments = {})  // NOLINT: a part of the sentence
      : wording_(wording), arguments_(std::move(arguments)) {}

  /// A number for people, given as "-1,234.5".
  [[nodiscard]] static Argument number(std::string english);
  /// Rounded to an integer, with thousands apart.
  [[nodiscard]] static Argument whole(double number);
  /// A number for people with the sign for percent behind it.
  [[nodiscard]] static Argument percent(std::string english);
  /// "a, b and c".
  [[nodiscard]] static Argument list(std::span<std::string const> parts);

  [[nodiscard]] std::string in(Language language) const;

  /// With each of its texts cut after \p most bytes.
  [[nodiscard]] Argument shortened(std::size_t most) const;

  friend bool operator==(Argument const&, Argument const&) = default;

 private:
  enum class Form { as_is, number, percent };

  std::string text_{};
  Form form_ = Form::as_is;
  Text wording_{};
  std::vector<Argument> arguments_{};
};

/// The wording of \p text with {0}, {1}, … replaced by \p arguments.
/// \pre There are at least as many arguments as the wording names.
[[nodiscard]] std::string say(Language language, Text text, std::span<std::string const> arguments);
[[nodiscard]] std::string say(Language language, Text text,
                              std::initializer_list<std::string> arguments = {});

[[nodiscard]] std::string say(Language language, Text text, std::vector<Argument> const& arguments);

/// One text for every form that nouns have behind a number. English has two, so that `few` and
/// `many` are alike; Polish has three: 1 etap, 2 etapy, 5 etapów.
struct CountedText {
  Text one{};
  Text few{};
  Text many{};

  [[nodiscard]] Text form(Language language, std::uint64_t count) const noexcept;
};

/// \p text in the form for \p count, with {0} the count and {1}, … \p others.
[[nodiscard]] std::string say_counted(Language language, CountedText const& text,
                                      std::uint64_t count, std::vector<std::string> others = {});

/// "a", "a and b", "a, b and c", in \p language.
[[nodiscard]] std::string listed(Language language, std::span<std::string const> parts);

}  // namespace cxsim

/// How a `texts.def` becomes definitions.
#define CXSIM_DEFINE_TEXT(name, english, polish)            \
  inline constexpr Wording name##_wording{english, polish}; \
  inline constexpr Text name{name##_wording};
