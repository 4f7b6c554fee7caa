#pragma once

#include "directory.hpp"
#include "import_log.hpp"
#include "rows.hpp"
#include "tree.hpp"

namespace cxsim {

/// Map and scenario as the sheets say them.
struct Documents {
  Tree map;
  Tree scenario;
  bool has_initiatives = false;
};

/// Whether what the last sheet says is put on top of the others.
enum class LastSheet { applied, left_out };

[[nodiscard]] Documents make_documents(WorkbookRows const& rows, LastSheet last_sheet,
                                       ImportLog& log);

/// Puts \p overrides into the documents.
void apply_overrides(std::vector<Override> const& overrides, Documents& documents);

}  // namespace cxsim
