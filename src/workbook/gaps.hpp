#pragma once

#include "directory.hpp"
#include "import_log.hpp"

namespace cxsim {

/// What nothing is calculated from, but people will ask for: owners, and who stands behind a
/// source.
void report_gaps(WorkbookRows const& rows, Directory const& directory, ImportLog& log);

}  // namespace cxsim
