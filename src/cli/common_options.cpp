#include "common_options.hpp"

#include "cxsim/cli/texts.hpp"

namespace cxsim {

namespace {

enum class ColourWish { automatic, always, never };

[[nodiscard]] Colouring colouring_of(ColourWish wish, Streams const& streams) {
  bool const is_wanted =
      wish == ColourWish::always ||
      (wish == ColourWish::automatic && streams.out_is_terminal && !streams.wants_no_colour);
  return is_wanted ? Colouring::on : Colouring::off;
}

}  // namespace

OptionGroup general_options() {
  return {texts::options_general,
          {{"lang", 0, "en", texts::option_lang},
           {"color", 0, "WHEN", texts::option_color},
           {"quiet", 'q', "", texts::option_quiet},
           {"help", 'h', "", texts::option_help}}};
}

OptionGroup output_options(Text out) {
  return {texts::options_output,
          {{"out", 'o', "DIR", out}, {"json", 0, "FILE", texts::option_json}}};
}

Option set_option() { return {"set", 0, "PATH=VALUE", texts::option_set, Occurrence::repeated}; }

OptionGroup sampling_options() {
  return {texts::options_sampling,
          {set_option(),
           {"months", 0, "N", texts::option_months},
           {"draws", 0, "N", texts::option_draws},
           {"customers", 0, "N", texts::option_customers},
           {"seed", 0, "N", texts::option_seed},
           {"threads", 0, "N", texts::option_threads},
           {"churn", 0, "MODE", texts::option_churn}}};
}

Request make_request(Arguments arguments, Streams const& streams, OptionValues& values) {
  Request request;
  if (arguments.value("lang") == "pl") {
    values.report({Severity::error, {"", 0, 0, "--lang"}, texts::language_not_yet, {"Polish"}});
  } else {
    request.language = values.choice<Language>("lang", {{"en", Language::english}});
  }
  request.loudness = arguments.has("quiet") ? Loudness::quiet : Loudness::normal;
  request.colouring =
      colouring_of(values.choice<ColourWish>("color", {{"auto", ColourWish::automatic},
                                                       {"always", ColourWish::always},
                                                       {"never", ColourWish::never}}),
                   streams);
  request.arguments = std::move(arguments);
  return request;
}

}  // namespace cxsim
