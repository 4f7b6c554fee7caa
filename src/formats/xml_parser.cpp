#include "xml_parser.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <new>

namespace cxsim {

namespace {

/// Stands between namespace and name; no name may hold it.
constexpr char separator = '\n';
/// Expat looks at the whole of a token again with each piece, so pieces are neither tiny nor huge.
constexpr std::size_t piece_bytes = std::size_t{1} << 16;

[[nodiscard]] std::string_view without_namespace(std::string_view name) {
  std::size_t const end = name.rfind(separator);
  return end == std::string_view::npos ? name : name.substr(end + 1);
}

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

std::optional<std::string_view> XmlElement::find(std::string_view name) const {
  for (char const* const* next = attributes_; *next != nullptr; next += 2) {
    if (without_namespace(next[0]) == name) {
      return std::string_view(next[1]);
    }
  }
  return std::nullopt;
}

bool XmlElement::is_set(std::string_view name) const {
  std::string_view const value = text(name);
  return value == "1" || value == "true";
}

class XmlParser::Expat {
 public:
  Expat(XmlListener& listener, XmlLimits limits)
      : listener_(&listener), limits_(limits), parser_(XML_ParserCreateNS(nullptr, separator)) {
    if (!parser_) {
      throw std::bad_alloc();
    }
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  [[nodiscard]] std::optional<XmlFault> feed(std::string_view bytes) {
    while (!bytes.empty() && !is_stopped_) {
      std::string_view const piece = bytes.substr(0, piece_bytes);
      if (auto const fault = parse(piece, XML_FALSE)) {
        return fault;
      }
      bytes.remove_prefix(piece.size());
      fed_ += piece.size();
      if (open_token_bytes() > limits_.token_bytes) {
        return fault_here(XmlFaultKind::token_too_long);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<XmlFault> finish() { return parse({}, XML_TRUE); }

  void stop() {
    is_stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

 private:
  [[nodiscard]] std::optional<XmlFault> parse(std::string_view piece, XML_Bool is_last) {
    if (is_stopped_) {
      return std::nullopt;
    }
    auto const status =
        XML_Parse(parser_.get(), piece.data(), static_cast<int>(piece.size()), is_last);
    if (thrown_) {
      std::rethrow_exception(thrown_);
    }
    if (refusal_) {
      return refusal_;
    }
    if (status == XML_STATUS_OK || is_stopped_) {
      return std::nullopt;
    }
    if (XML_GetErrorCode(parser_.get()) == XML_ERROR_NO_MEMORY) {
      throw std::bad_alloc();
    }
    return fault_here(XmlFaultKind::malformed);
  }

  [[nodiscard]] std::size_t open_token_bytes() const {
    XML_Index const read = XML_GetCurrentByteIndex(parser_.get());
    return read < 0 ? 0 : fed_ - std::min(fed_, static_cast<std::size_t>(read));
  }

  [[nodiscard]] XmlFault fault_here(XmlFaultKind kind) const {
    return {kind, XML_GetCurrentLineNumber(parser_.get())};
  }

  void refuse(XmlFaultKind kind) {
    refusal_ = fault_here(kind);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  /// Exceptions must not pass through expat, which is written in C.
  template <class Action>
  static void call(void* self, Action action) {
    auto& expat = *static_cast<Expat*>(self);
    if (expat.is_stopped_ || expat.refusal_ || expat.thrown_) {
      return;
    }
    try {
      action(expat);
    } catch (...) {
      expat.thrown_ = std::current_exception();
      XML_StopParser(expat.parser_.get(), XML_FALSE);
    }
  }

  static void on_start(void* self, char const* name, char const** attributes) {
    call(self, [&](Expat& expat) {
      if (++expat.depth_ > expat.limits_.depth) {
        expat.refuse(XmlFaultKind::too_deep);
        return;
      }
      expat.listener_->start(XmlElement(without_namespace(name), attributes));
    });
  }
  static void on_end(void* self, char const* /*name*/) {
    call(self, [](Expat& expat) {
      --expat.depth_;
      expat.listener_->end();
    });
  }
  static void on_text(void* self, char const* text, int length) {
    call(self, [&](Expat& expat) {
      expat.listener_->text({text, static_cast<std::size_t>(length)});
    });
  }
  static void on_doctype(void* self, char const* /*name*/, char const* /*system*/,
                         char const* /*public_id*/, int /*has_internal_subset*/) {
    call(self, [](Expat& expat) { expat.refuse(XmlFaultKind::has_doctype); });
  }

  XmlListener* listener_;
  XmlLimits limits_;
  std::unique_ptr<XML_ParserStruct, ParserDeleter> parser_;
  std::size_t fed_ = 0;
  std::size_t depth_ = 0;
  bool is_stopped_ = false;
  std::optional<XmlFault> refusal_;
  std::exception_ptr thrown_;
};

XmlParser::XmlParser(XmlListener& listener, XmlLimits limits)
    : expat_(std::make_unique<Expat>(listener, limits)) {}
XmlParser::XmlParser(XmlParser&&) noexcept = default;
XmlParser& XmlParser::operator=(XmlParser&&) noexcept = default;
XmlParser::~XmlParser() = default;

std::optional<XmlFault> XmlParser::feed(std::string_view piece) { return expat_->feed(piece); }
std::optional<XmlFault> XmlParser::finish() { return expat_->finish(); }
void XmlParser::stop() { expat_->stop(); }

}  // namespace cxsim
