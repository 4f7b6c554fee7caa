#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cxsim {

/// The beginning of an element, valid during the call only.
class XmlElement {
 public:
  /// \param attributes names and values by turns, then null, as expat gives them.
  XmlElement(std::string_view name, char const* const* attributes)
      : name_(name), attributes_(attributes) {}

  /// Without namespace.
  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  /// The attribute \p name of any namespace.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// The attribute \p name, or nothing in it.
  [[nodiscard]] std::string_view text(std::string_view name) const {
    return find(name).value_or(std::string_view());
  }
  /// Whether the attribute says `1` or `true`.
  [[nodiscard]] bool is_set(std::string_view name) const;

 private:
  std::string_view name_;
  char const* const* attributes_;
};

/// Is told what stands in a document, piece by piece.
class XmlListener {
 public:
  virtual ~XmlListener() = default;

  virtual void start(XmlElement const& element) = 0;
  /// The end of the element that was started last and has not ended.
  virtual void end() = 0;
  /// A piece of the text of the innermost element.
  virtual void text(std::string_view piece) = 0;

 protected:
  XmlListener() = default;
  XmlListener(XmlListener const&) = default;
  XmlListener(XmlListener&&) = default;
  XmlListener& operator=(XmlListener const&) = default;
  XmlListener& operator=(XmlListener&&) = default;
};

enum class XmlFaultKind { malformed, has_doctype, too_deep, token_too_long };

struct XmlFault {
  XmlFaultKind kind = XmlFaultKind::malformed;
  unsigned long line = 0;  ///< from 1
};

/// What a document may ask of the machine.
struct XmlLimits {
  std::size_t depth = 64;                          ///< elements inside each other
  std::size_t token_bytes = std::size_t{1} << 20;  ///< of a tag, a comment, …; texts are unlimited
};

/// Reads a document piece by piece. A document type is refused, so that there are no entities.
class XmlParser {
 public:
  /// \param listener must outlive the parser.
  explicit XmlParser(XmlListener& listener, XmlLimits limits = {});
  XmlParser(XmlParser&&) noexcept;
  XmlParser& operator=(XmlParser&&) noexcept;
  ~XmlParser();

  /// What is wrong with the document so far. To be called no more after a fault.
  [[nodiscard]] std::optional<XmlFault> feed(std::string_view piece);
  /// After the last piece.
  [[nodiscard]] std::optional<XmlFault> finish();
  /// Stops the reading: nothing more is told to the listener. To be called by the listener.
  void stop();

 private:
  class Expat;
  std::unique_ptr<Expat> expat_;
};

}  // namespace cxsim
