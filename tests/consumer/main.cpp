#include <cxsim/base/number_text.hpp>
#include <cxsim/base/result.hpp>
#include <iostream>

int main() {
  cxsim::Result<double> const customers = 1234567.0;
  std::cout << cxsim::with_thousands(customers.value(), cxsim::Language::english) << " customers\n";
}
