<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchListModel</name>
    <message numerus="yes">
        <source>%n file(s) so far</source>
        <translation>
            <numerusform>%Ln file so far</numerusform>
            <numerusform>%Ln files so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConsumerModel</name>
    <message numerus="yes">
        <source>%n partition(s) unread</source>
        <translation>
            <numerusform>%Ln partition unread</numerusform>
            <numerusform>%Ln partitions unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message numerus="yes">
        <source>%n common frame(s)</source>
        <translation>
            <numerusform>%Ln common frame</numerusform>
            <numerusform>%Ln common frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n file(s) in all.</source>
        <translation>
            <numerusform>%Ln file in all.</numerusform>
            <numerusform>%Ln files in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::DeadLetterPanel</name>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%Ln shown</numerusform>
            <numerusform>%Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n message(s) again?</source>
        <translation>
            <numerusform>Send %Ln message again?</numerusform>
            <numerusform>Send %Ln messages again?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcDetail</name>
    <message numerus="yes">
        <source>%n time(s): %1</source>
        <translation>
            <numerusform>once: %1</numerusform>
            <numerusform>%Ln times: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::EngineIndicator</name>
    <message numerus="yes">
        <source>%n task(s) waiting</source>
        <translation>
            <numerusform>%Ln task waiting</numerusform>
            <numerusform>%Ln tasks waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::FileActions</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n file(s) could not be taken in.</source>
        <translation>
            <numerusform>%Ln file could not be taken in.</numerusform>
            <numerusform>%Ln files could not be taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken in.</source>
        <translation>
            <numerusform>%Ln file taken in.</numerusform>
            <numerusform>%Ln files taken in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsOverview</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of a newer version skipped: update this program.</source>
        <translation>
            <numerusform>%Ln event of a newer version skipped: update this program.</numerusform>
            <numerusform>%Ln events of a newer version skipped: update this program.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::OperationsPage</name>
    <message numerus="yes">
        <source>%n process(es) at work</source>
        <translation>
            <numerusform>%Ln process at work</numerusform>
            <numerusform>%Ln processes at work</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::SubmitDialog</name>
    <message numerus="yes">
        <source>%n file(s) or folder(s) become one batch of one vehicle</source>
        <translation>
            <numerusform>%Ln file or folder becomes one batch of one vehicle</numerusform>
            <numerusform>%Ln files or folders become one batch of one vehicle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</source>
        <translation>
            <numerusform>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %Ln. It is taken as it is.</numerusform>
            <numerusform>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %Ln. It is taken as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelinePanel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n frame(s), about %2 of %3 kbit/s</source>
        <translation>
            <numerusform>%1: %Ln frame, about %2 of %3 kbit/s</numerusform>
            <numerusform>%1: %Ln frames, about %2 of %3 kbit/s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pause(s) in the recording, hatched</source>
        <translation>
            <numerusform>%Ln pause in the recording, hatched</numerusform>
            <numerusform>%Ln pauses in the recording, hatched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelineWidget</name>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error frame(s)</source>
        <translation>
            <numerusform>%Ln error frame</numerusform>
            <numerusform>%Ln error frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n trouble code(s)</source>
        <translation>
            <numerusform>%Ln trouble code</numerusform>
            <numerusform>%Ln trouble codes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused request(s)</source>
        <translation>
            <numerusform>%Ln refused request</numerusform>
            <numerusform>%Ln refused requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TriageHeader</name>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%Ln fault</numerusform>
            <numerusform>%Ln faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) in all</source>
        <translation>
            <numerusform>%Ln code in all</numerusform>
            <numerusform>%Ln codes in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control unit(s)</source>
        <translation>
            <numerusform>%Ln control unit</numerusform>
            <numerusform>%Ln control units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) skipped</source>
        <translation>
            <numerusform>%Ln record skipped</numerusform>
            <numerusform>%Ln records skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%Ln warning</numerusform>
            <numerusform>%Ln warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::UploadBar</name>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%Ln more waiting</numerusform>
            <numerusform>%Ln more waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::VehiclesPage</name>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>%Ln batch</numerusform>
            <numerusform>%Ln batches</numerusform>
        </translation>
    </message>
</context>
</TS>
