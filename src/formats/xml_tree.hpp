#pragma once

#include <string_view>
#include <vector>

#include "xml_parser.hpp"

namespace cxsim {

/// Follows the elements that are known at their places; all else is passed over with what it holds.
/// \tparam Tag an enumeration with the values `document` (the outside) and `other`.
template <class Tag>
class XmlTree : public XmlListener {
 public:
  void start(XmlElement const& element) final {
    Tag const parent = innermost();
    Tag const tag = parent == Tag::other ? Tag::other : child(parent, element.name());
    open_.push_back(tag);
    if (tag != Tag::other) {
      opened(tag, element);
    }
  }

  void end() final {
    Tag const tag = innermost();
    open_.pop_back();
    if (tag != Tag::other) {
      closed(tag);
    }
  }

  void text(std::string_view piece) final {
    if (innermost() != Tag::other) {
      characters(innermost(), piece);
    }
  }

 private:
  /// What \p name means inside \p parent.
  [[nodiscard]] virtual Tag child(Tag parent, std::string_view name) const = 0;
  virtual void opened(Tag tag, XmlElement const& element) = 0;
  virtual void closed(Tag /*tag*/) {}
  virtual void characters(Tag /*innermost*/, std::string_view /*piece*/) {}

  [[nodiscard]] Tag innermost() const { return open_.empty() ? Tag::document : open_.back(); }

  std::vector<Tag> open_;
};

}  // namespace cxsim
