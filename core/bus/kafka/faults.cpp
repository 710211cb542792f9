// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/faults.h"

#include <array>
#include <initializer_list>

namespace argus::bus::kafka {

namespace {

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool hasAny(std::string_view text, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts) {
        if (has(text, part)) {
            return true;
        }
    }
    return false;
}

/// What to do about a certificate, by the words of the verification.
std::string_view certificateAdvice(std::string_view why)
{
    if (hasAny(why, {"hostname mismatch", "IP address mismatch"})) {
        return "the certificate is for another name: give the brokers' names as they stand in their certificates, in "
               "--bus and in advertised.listeners";
    }
    if (hasAny(why, {"expired", "not yet valid"})) {
        return "renew the brokers' certificate, or set this machine's clock right";
    }
    return "the bus option ssl.ca.location must name the certificate of the authority that signed the brokers'";
}

struct Advice
{
    std::string_view part; ///< of what the library says
    std::string_view advice;
};

constexpr std::string_view kIsTls
    = "the port may expect TLS, or a login: set the bus option security.protocol (SSL, or SASL_SSL)";
constexpr std::string_view kIsNoTls
    = "the port may not speak TLS: check it, or the bus option security.protocol (PLAINTEXT, or SASL_PLAINTEXT)";
constexpr std::string_view kOwnCertificate = "the brokers want a certificate that they trust: set the bus options "
                                             "ssl.certificate.location and ssl.key.location";

constexpr std::array kRefusals {
    Advice {"mechanism handshake failed", "set the bus option sasl.mechanisms to one that the broker knows"},
    Advice {"authentication error",
            "check sasl.username, and the password in ARGUS_BUS_PASSWORD or the keyring of the profile"},
    Advice {"Authentication failed",
            "check sasl.username, and the password in ARGUS_BUS_PASSWORD or the keyring of the profile"},
    Advice {"alert bad certificate", kOwnCertificate},
    Advice {"alert certificate required", kOwnCertificate},
    Advice {"alert unknown ca", kOwnCertificate},
    Advice {"alert certificate unknown", kOwnCertificate},
    Advice {"alert certificate expired", kOwnCertificate},
    Advice {"wrong version number", kIsNoTls},
    Advice {"unexpected eof while reading", kIsNoTls},
    Advice {"Disconnected while requesting ApiVersion", kIsTls},
    Advice {"broker might require SASL authentication", kIsTls},
    Advice {"Invalid response size", kIsTls},
};

} // namespace

Fault explain(std::string_view text, std::string_view certificate)
{
    const auto with = [text](std::string_view advice) { return std::string(text) + ": " + std::string(advice); };
    if (has(text, "certificate verify failed")) {
        // The library guesses at the authority, whatever the reason was.
        const std::string broker(text.substr(0, text.find(": ")));
        return {FaultKind::Refused,
                certificate.empty() ? with(certificateAdvice({}))
                                    : broker + ": its certificate is refused: " + std::string(certificate) + ": "
                        + std::string(certificateAdvice(certificate))};
    }
    for (const Advice& refusal : kRefusals) {
        if (has(text, refusal.part)) {
            return {FaultKind::Refused, with(refusal.advice)};
        }
    }
    // Brokers close what was idle, and all of it when they end.
    return {has(text, ": Disconnected") ? FaultKind::Farewell : FaultKind::Passing, std::string(text)};
}

std::string explainMaking(std::string_view text)
{
    std::string_view advice;
    if (has(text, "sasl.username and sasl.password must be set")) {
        advice = "give the user as the bus option sasl.username, and the password in ARGUS_BUS_PASSWORD or the keyring "
                 "of a profile";
    } else if (hasAny(text, {"bad decrypt", "bad password", "bad pass phrase", "password read"})) {
        advice = "give the password of the key in ARGUS_BUS_KEY_PASSWORD";
    } else if (has(text, "ssl.key.location") || has(text, "private key")) {
        advice = "ssl.key.location must name the key of ssl.certificate.location, as PEM; its password, where it has "
                 "one, is given in ARGUS_BUS_KEY_PASSWORD";
    }
    return std::string(text) + (advice.empty() ? "" : ": ") + std::string(advice);
}

} // namespace argus::bus::kafka
