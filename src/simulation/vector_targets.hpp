#pragma once

// Include before the rest of Highway. Processors from before 2008, and those whose vectors have a
// length that only they know, take the code without vectors.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
