#include "common_options.hpp"

#include <algorithm>
#include <iterator>

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
          {{"lang", 0, "en|pl", texts::option_lang},
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
           {"churn", 0, "MODE", texts::option_churn},
           {"points", 0, "MODE", texts::option_points}}};
}

Language language_asked_for(std::span<std::string const> words) {
  Language language = Language::english;
  auto const end = std::ranges::find(words, "--");
  for (auto word = words.begin(); word != end; ++word) {
    bool const is_apart = *word == "--lang" && std::next(word) != end;
    if (*word == "--lang=pl" || (is_apart && *std::next(word) == "pl")) {
      language = Language::polish;
    }
  }
  return language;
}

Request make_request(Arguments arguments, Streams const& streams, OptionValues& values) {
  Request request;
  request.language =
      values.choice<Language>("lang", {{"en", Language::english}, {"pl", Language::polish}});
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
