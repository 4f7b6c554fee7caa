#include "cxsim/formats/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace cxsim {

namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using ContextPointer = std::unique_ptr<EVP_MD_CTX, FreeContext>;

/// \param is_done what a function of libcrypto returned: 1 or a pointer when all went well.
template <class Status>
Status require(Status is_done) {
  if (!is_done) {
    throw std::runtime_error("SHA-256 is not available in libcrypto");
  }
  return is_done;
}

}  // namespace

struct Sha256::Context {
  ContextPointer digest = ContextPointer(require(EVP_MD_CTX_new()));
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  require(EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr));
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  require(EVP_DigestUpdate(context_->digest.get(), bytes.data(), bytes.size()));
}

std::string Sha256::hex() const {
  Context copy;  // so that more bytes may follow
  require(EVP_MD_CTX_copy_ex(copy.digest.get(), context_->digest.get()));
  std::array<unsigned char, 32> digest{};
  require(EVP_DigestFinal_ex(copy.digest.get(), digest.data(), nullptr));
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned const byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return digest.hex();
}

}  // namespace cxsim
