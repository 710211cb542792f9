// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/uds_names.h"

#include <algorithm>
#include <array>
#include <span>

namespace argus::protocol {

namespace {

struct Name
{
    std::uint16_t value;
    std::string_view text;
};

// All tables are sorted by value.
constexpr Name kServices[] {
    {0x01, "RequestCurrentPowertrainData"},
    {0x02, "RequestFreezeFrameData"},
    {0x03, "RequestStoredTroubleCodes"},
    {0x04, "ClearEmissionRelatedInformation"},
    {0x05, "RequestOxygenSensorTestResults"},
    {0x06, "RequestOnBoardMonitoringResults"},
    {0x07, "RequestPendingTroubleCodes"},
    {0x08, "RequestControlOfOnBoardSystem"},
    {0x09, "RequestVehicleInformation"},
    {0x0A, "RequestPermanentTroubleCodes"},
    {0x10, "DiagnosticSessionControl"},
    {0x11, "ECUReset"},
    {0x12, "ReadFreezeFrameData"},
    {0x13, "ReadDiagnosticTroubleCodes"},
    {0x14, "ClearDiagnosticInformation"},
    {0x17, "ReadStatusOfDiagnosticTroubleCodes"},
    {0x18, "ReadDiagnosticTroubleCodesByStatus"},
    {0x19, "ReadDTCInformation"},
    {0x1A, "ReadEcuIdentification"},
    {0x20, "StopDiagnosticSession"},
    {0x21, "ReadDataByLocalIdentifier"},
    {0x22, "ReadDataByIdentifier"},
    {0x23, "ReadMemoryByAddress"},
    {0x24, "ReadScalingDataByIdentifier"},
    {0x27, "SecurityAccess"},
    {0x28, "CommunicationControl"},
    {0x29, "Authentication"},
    {0x2A, "ReadDataByPeriodicIdentifier"},
    {0x2C, "DynamicallyDefineDataIdentifier"},
    {0x2E, "WriteDataByIdentifier"},
    {0x2F, "InputOutputControlByIdentifier"},
    {0x30, "InputOutputControlByLocalIdentifier"},
    {0x31, "RoutineControl"},
    {0x32, "StopRoutineByLocalIdentifier"},
    {0x33, "RequestRoutineResultsByLocalIdentifier"},
    {0x34, "RequestDownload"},
    {0x35, "RequestUpload"},
    {0x36, "TransferData"},
    {0x37, "RequestTransferExit"},
    {0x38, "RequestFileTransfer"},
    {0x3B, "WriteDataByLocalIdentifier"},
    {0x3D, "WriteMemoryByAddress"},
    {0x3E, "TesterPresent"},
    {0x81, "StartCommunication"},
    {0x82, "StopCommunication"},
    {0x83, "AccessTimingParameter"},
    {0x84, "SecuredDataTransmission"},
    {0x85, "ControlDTCSetting"},
    {0x86, "ResponseOnEvent"},
    {0x87, "LinkControl"},
};

constexpr Name kNegativeResponses[] {
    {0x10, "generalReject"},
    {0x11, "serviceNotSupported"},
    {0x12, "subFunctionNotSupported"},
    {0x13, "incorrectMessageLengthOrInvalidFormat"},
    {0x14, "responseTooLong"},
    {0x21, "busyRepeatRequest"},
    {0x22, "conditionsNotCorrect"},
    {0x24, "requestSequenceError"},
    {0x25, "noResponseFromSubnetComponent"},
    {0x26, "failurePreventsExecutionOfRequestedAction"},
    {0x31, "requestOutOfRange"},
    {0x33, "securityAccessDenied"},
    {0x34, "authenticationRequired"},
    {0x35, "invalidKey"},
    {0x36, "exceededNumberOfAttempts"},
    {0x37, "requiredTimeDelayNotExpired"},
    {0x38, "secureDataTransmissionRequired"},
    {0x39, "secureDataTransmissionNotAllowed"},
    {0x3A, "secureDataVerificationFailed"},
    {0x50, "certificateVerificationFailedInvalidTimePeriod"},
    {0x51, "certificateVerificationFailedInvalidSignature"},
    {0x52, "certificateVerificationFailedInvalidChainOfTrust"},
    {0x53, "certificateVerificationFailedInvalidType"},
    {0x54, "certificateVerificationFailedInvalidFormat"},
    {0x55, "certificateVerificationFailedInvalidContent"},
    {0x56, "certificateVerificationFailedInvalidScope"},
    {0x57, "certificateVerificationFailedInvalidCertificate"},
    {0x58, "ownershipVerificationFailed"},
    {0x59, "challengeCalculationFailed"},
    {0x5A, "settingAccessRightsFailed"},
    {0x5B, "sessionKeyCreationDerivationFailed"},
    {0x5C, "configurationDataUsageFailed"},
    {0x5D, "deAuthenticationFailed"},
    {0x70, "uploadDownloadNotAccepted"},
    {0x71, "transferDataSuspended"},
    {0x72, "generalProgrammingFailure"},
    {0x73, "wrongBlockSequenceCounter"},
    {0x78, "requestCorrectlyReceivedResponsePending"},
    {0x7E, "subFunctionNotSupportedInActiveSession"},
    {0x7F, "serviceNotSupportedInActiveSession"},
    {0x81, "rpmTooHigh"},
    {0x82, "rpmTooLow"},
    {0x83, "engineIsRunning"},
    {0x84, "engineIsNotRunning"},
    {0x85, "engineRunTimeTooLow"},
    {0x86, "temperatureTooHigh"},
    {0x87, "temperatureTooLow"},
    {0x88, "vehicleSpeedTooHigh"},
    {0x89, "vehicleSpeedTooLow"},
    {0x8A, "throttlePedalTooHigh"},
    {0x8B, "throttlePedalTooLow"},
    {0x8C, "transmissionRangeNotInNeutral"},
    {0x8D, "transmissionRangeNotInGear"},
    {0x8F, "brakeSwitchesNotClosed"},
    {0x90, "shifterLeverNotInPark"},
    {0x91, "torqueConverterClutchLocked"},
    {0x92, "voltageTooHigh"},
    {0x93, "voltageTooLow"},
    {0x94, "resourceTemporarilyNotAvailable"},
};

constexpr Name kDataIdentifiers[] {
    {0xF180, "boot software identification"},
    {0xF181, "application software identification"},
    {0xF182, "application data identification"},
    {0xF183, "boot software fingerprint"},
    {0xF184, "application software fingerprint"},
    {0xF185, "application data fingerprint"},
    {0xF186, "active diagnostic session"},
    {0xF187, "spare part number"},
    {0xF188, "software number"},
    {0xF189, "software version"},
    {0xF18A, "system supplier"},
    {0xF18B, "manufacturing date"},
    {0xF18C, "serial number"},
    {0xF18D, "supported functional units"},
    {0xF18E, "kit assembly part number"},
    {0xF190, "vehicle identification number"},
    {0xF191, "hardware number"},
    {0xF192, "supplier's hardware number"},
    {0xF193, "supplier's hardware version"},
    {0xF194, "supplier's software number"},
    {0xF195, "supplier's software version"},
    {0xF196, "type approval number"},
    {0xF197, "system name or engine type"},
    {0xF198, "repair shop code or tester serial number"},
    {0xF199, "programming date"},
    {0xF19A, "calibration shop code or equipment serial number"},
    {0xF19B, "calibration date"},
    {0xF19C, "calibration equipment software number"},
    {0xF19D, "installation date"},
    {0xF19E, "diagnostic description file"},
    {0xF19F, "entity data"},
};

std::string_view find(std::span<const Name> table, std::uint16_t value)
{
    const auto at = std::ranges::lower_bound(table, value, {}, &Name::value);
    return at != table.end() && at->value == value ? at->text : std::string_view();
}

} // namespace

std::string_view serviceName(std::uint8_t service)
{
    return find(kServices, service);
}

bool isRequestService(std::uint8_t service)
{
    // Asked for nearly every frame of the diagnostic ids: one bit for each value instead of a search.
    static constexpr auto kKnown = [] {
        std::array<bool, 256> known {};
        for (const Name& name : kServices) {
            known[name.value] = true;
        }
        return known;
    }();
    return kKnown[service];
}

std::string_view nrcName(std::uint8_t nrc)
{
    const std::string_view name = find(kNegativeResponses, nrc);
    if (!name.empty()) {
        return name;
    }
    return isKnownNrc(nrc) ? "manufacturerSpecific" : "reserved";
}

bool isKnownNrc(std::uint8_t nrc)
{
    return !find(kNegativeResponses, nrc).empty() || (nrc >= 0xF0 && nrc <= 0xFE);
}

std::vector<std::string> statusBitNames(std::uint8_t status)
{
    constexpr std::string_view kBits[] {
        "testFailed",
        "testFailedThisOperationCycle",
        "pendingDTC",
        "confirmedDTC",
        "testNotCompletedSinceLastClear",
        "testFailedSinceLastClear",
        "testNotCompletedThisOperationCycle",
        "warningIndicatorRequested",
    };
    std::vector<std::string> names;
    for (unsigned bit = 0; bit < 8; ++bit) {
        if ((status >> bit & 1U) != 0) {
            names.emplace_back(kBits[bit]);
        }
    }
    return names;
}

std::string_view dataIdentifierName(std::uint16_t did)
{
    return find(kDataIdentifiers, did);
}

} // namespace argus::protocol
