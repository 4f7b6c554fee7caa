#include "checks.hpp"
namespace cxsim {
void check_map(Map const&, ReadFile const&, Problems&) {}
}
