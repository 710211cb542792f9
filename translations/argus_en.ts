<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchListModel</name>
    <message numerus="yes">
        <source>%n file(s) so far</source>
        <translation>
            <numerusform>%n file so far</numerusform>
            <numerusform>%n files so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingWords</name>
    <message numerus="yes">
        <source>%n common frame(s)</source>
        <translation>
            <numerusform>%n common frame</numerusform>
            <numerusform>%n common frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n file(s) in all.</source>
        <translation>
            <numerusform>%n file in all.</numerusform>
            <numerusform>%n files in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::DtcDetail</name>
    <message numerus="yes">
        <source>%n time(s): %1</source>
        <translation>
            <numerusform>once: %1</numerusform>
            <numerusform>%n times: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::EngineIndicator</name>
    <message numerus="yes">
        <source>%n task(s) waiting</source>
        <translation>
            <numerusform>%n task waiting</numerusform>
            <numerusform>%n tasks waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::FileActions</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n file(s) could not be taken in.</source>
        <translation>
            <numerusform>%n file could not be taken in.</numerusform>
            <numerusform>%n files could not be taken in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) taken in.</source>
        <translation>
            <numerusform>%n file taken in.</numerusform>
            <numerusform>%n files taken in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::SubmitDialog</name>
    <message numerus="yes">
        <source>%n file(s) or folder(s) become one batch of one vehicle</source>
        <translation>
            <numerusform>%n file or folder becomes one batch of one vehicle</numerusform>
            <numerusform>%n files or folders become one batch of one vehicle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</source>
        <translation>
            <numerusform>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</numerusform>
            <numerusform>A VIN has 17 letters and digits without I, O and Q (ISO 3779); this has %n. It is taken as it is.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TimelinePanel</name>
    <message numerus="yes">
        <source>%n pause(s) in the recording, hatched</source>
        <translation>
            <numerusform>%n pause in the recording, hatched</numerusform>
            <numerusform>%n pauses in the recording, hatched</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::TriageHeader</name>
    <message numerus="yes">
        <source>%n fault(s)</source>
        <translation>
            <numerusform>%n fault</numerusform>
            <numerusform>%n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) in all</source>
        <translation>
            <numerusform>%n code in all</numerusform>
            <numerusform>%n codes in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n control unit(s)</source>
        <translation>
            <numerusform>%n control unit</numerusform>
            <numerusform>%n control units</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) skipped</source>
        <translation>
            <numerusform>%n record skipped</numerusform>
            <numerusform>%n records skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::UploadBar</name>
    <message numerus="yes">
        <source>%n more waiting</source>
        <translation>
            <numerusform>%n more waiting</numerusform>
            <numerusform>%n more waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>argus::ui::VehiclesPage</name>
    <message numerus="yes">
        <source>%n batch(es)</source>
        <translation>
            <numerusform>%n batch</numerusform>
            <numerusform>%n batches</numerusform>
        </translation>
    </message>
</context>
</TS>
