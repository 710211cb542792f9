// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/code_tables.h"

namespace argus::diagnosis {

namespace {

// Failure mode identifiers 0 to 31 (SAE J1939-73, annex A).
constexpr NumberText kFmis[] = {
    {0, "value above its normal range, most severe level"},
    {1, "value below its normal range, most severe level"},
    {2, "data erratic, intermittent or incorrect"},
    {3, "voltage too high, or shorted to a higher voltage"},
    {4, "voltage too low, or shorted to a lower voltage"},
    {5, "current too low, or circuit open"},
    {6, "current too high, or circuit shorted to ground"},
    {7, "mechanical system does not respond or is out of adjustment"},
    {8, "frequency, pulse width or period abnormal"},
    {9, "message arrives at an abnormal rate or is missing"},
    {10, "signal changes at an abnormal rate"},
    {11, "cause not known"},
    {12, "intelligent device or component is faulty"},
    {13, "out of calibration"},
    {14, "special instructions of the manufacturer apply"},
    {15, "value above its normal range, least severe level"},
    {16, "value above its normal range, moderately severe level"},
    {17, "value below its normal range, least severe level"},
    {18, "value below its normal range, moderately severe level"},
    {19, "data received over the network is in error"},
    {20, "data drifted high"},
    {21, "data drifted low"},
    {22, "reserved mode 22"},
    {23, "reserved mode 23"},
    {24, "reserved mode 24"},
    {25, "reserved mode 25"},
    {26, "reserved mode 26"},
    {27, "reserved mode 27"},
    {28, "reserved mode 28"},
    {29, "reserved mode 29"},
    {30, "reserved mode 30"},
    {31, "the condition exists"},
};

} // namespace

std::span<const NumberText> fmiTexts()
{
    return kFmis;
}

} // namespace argus::diagnosis
