#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace cxsim {

/// A text that never changes and that copies share: one pointer each, nothing when it is empty.
class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string text)
      : text_(text.empty() ? nullptr : std::make_shared<std::string const>(std::move(text))) {}
  SharedText(std::string_view text) : SharedText(std::string(text)) {}
  SharedText(char const* text) : SharedText(std::string(text)) {}

  [[nodiscard]] std::string const& text() const noexcept {
    static std::string const none;
    return text_ ? *text_ : none;
  }
  operator std::string const&() const noexcept { return text(); }
  [[nodiscard]] bool empty() const noexcept { return text_ == nullptr; }

  friend bool operator==(SharedText const& left, SharedText const& right) {
    return left.text_ == right.text_ || left.text() == right.text();
  }
  template <class Other>
  requires std::is_convertible_v<Other const&, std::string_view>
  friend bool operator==(SharedText const& left, Other const& right) {
    return left.text() == std::string_view(right);
  }

 private:
  std::shared_ptr<std::string const> text_;
};

}  // namespace cxsim
