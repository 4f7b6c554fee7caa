#include "fix_suggestions.hpp"

#include <algorithm>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string line_of(Repair const& repair, Language language) {
  Diagnostic const line{Severity::note,
                        {repair.where.file, repair.where.line, repair.where.column, ""},
                        repair.after.empty() ? texts::fix_delete : texts::fix_replace,
                        {repair.before, repair.after}};
  return terminal_text(to_text(line, language)) + '\n';
}

}  // namespace

std::string fix_suggestions_text(Diagnostics const& problems, Language language) {
  std::string lines;
  std::size_t unclear = 0;
  for (Diagnostic const& problem : problems) {
    unclear += problem.severity == Severity::error && problem.repairs.empty() ? 1U : 0U;
    for (Repair const& repair : problem.repairs) {
      lines += line_of(repair, language);
    }
  }
  std::string text;
  if (!lines.empty()) {
    text = say(language, texts::fix_heading) + '\n' + lines;
  }
  if (unclear > 0) {
    text += say_counted(language,
                        {texts::fix_one_unclear, texts::fix_few_unclear, texts::fix_some_unclear},
                        unclear) +
            '\n';
  }
  return text;
}

Json repairs_json(Diagnostic const& problem) {
  Json list = Json::array();
  for (Repair const& repair : problem.repairs) {
    list.push(Json::object()
                  .set("file", repair.where.file)
                  .set("line", repair.where.line)
                  .set("column", repair.where.column)
                  .set("pointer", repair.where.pointer)
                  .set("before", repair.before)
                  .set("after", repair.after));
  }
  return list;
}

}  // namespace cxsim
