#include "checks.hpp"
namespace cxsim {
void check_scenario(Scenario const&, ReadFile const&, Problems&) {}
}
