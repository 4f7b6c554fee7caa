#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace cxsim {

/// Language of what people read. Ids, keys and numbers in files never change with it.
enum class Language { english };

/// Every sentence that the program can say, by name. The wording stands in `texts/*.def`.
enum class Text {
#define CXSIM_TEXT(name, english) name,
#include "cxsim/base/texts/all.def"
#undef CXSIM_TEXT
};

/// The wording of \p text with {0}, {1}, … replaced by \p arguments.
/// \pre There are at least as many arguments as the wording names.
[[nodiscard]] std::string say(Language language, Text text, std::span<std::string const> arguments);
[[nodiscard]] std::string say(Language language, Text text,
                              std::initializer_list<std::string> arguments = {});

}  // namespace cxsim
