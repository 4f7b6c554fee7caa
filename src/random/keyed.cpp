#include "cxsim/random/keyed.hpp"

namespace cxsim {

// Known answer of Random123: the generator is checked by every compiler that builds it.
static_assert(philox4x32({0, 0, 0, 0}, {0, 0}) ==
              RandomWords{0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8});

}  // namespace cxsim
