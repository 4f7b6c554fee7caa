#pragma once

#include "cxsim/base/text.hpp"

namespace cxsim::texts {

#define CXSIM_TEXT CXSIM_DEFINE_TEXT
#include "cxsim/experiment/texts.def"
#undef CXSIM_TEXT

}  // namespace cxsim::texts
