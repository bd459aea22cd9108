<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>envdeck::DesktopModel</name>
    <message numerus="yes">
        <source>(%n local change(s), left alone)</source>
        <translation>
            <numerusform>(%n local change, left alone)</numerusform>
            <numerusform>(%n local changes, left alone)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n alert(s) firing</source>
        <translation>
            <numerusform>%1: %n alert firing</numerusform>
            <numerusform>%1: %n alerts firing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::OpenFailureWindow</name>
    <message numerus="yes">
        <source>%n place(s) in envdeck.yaml need a correction. Save the file and try again.</source>
        <translation>
            <numerusform>%n place in envdeck.yaml needs a correction. Save the file and try again.</numerusform>
            <numerusform>%n places in envdeck.yaml need a correction. Save the file and try again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::AppModel</name>
    <message numerus="yes">
        <source>%n changed in Dokploy</source>
        <translation>
            <numerusform>%n changed in Dokploy</numerusform>
            <numerusform>%n changed in Dokploy</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::AppWords</name>
    <message numerus="yes">
        <source>%1, %n day(s) left</source>
        <translation>
            <numerusform>%1, %n day left</numerusform>
            <numerusform>%1, %n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::AttentionWords</name>
    <message numerus="yes">
        <source>%n resource(s) changed outside of terraform</source>
        <translation>
            <numerusform>%n resource changed outside of terraform</numerusform>
            <numerusform>%n resources changed outside of terraform</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::AuditPage</name>
    <message numerus="yes">
        <source>%n shown</source>
        <comment>rows of the audit</comment>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::AuditWords</name>
    <message numerus="yes">
        <source>%n row(s) agree with their hashes</source>
        <extracomment>%n is a count; shown behind "The record is whole"</extracomment>
        <translation>
            <numerusform>%n row agrees with its hash</numerusform>
            <numerusform>%n rows agree with their hashes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) before it agree with their hashes. What stands from there on may have been altered by somebody with access to this computer, or by a damaged disk.</source>
        <translation>
            <numerusform>%n row before it agrees with its hash. What stands from there on may have been altered by somebody with access to this computer, or by a damaged disk.</numerusform>
            <numerusform>%n rows before it agree with their hashes. What stands from there on may have been altered by somebody with access to this computer, or by a damaged disk.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::BranchesTab</name>
    <message numerus="yes">
        <source>%n other branch(es)</source>
        <translation>
            <numerusform>%n other branch(es)</numerusform>
            <numerusform>%n other branch(es)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::CauseWords</name>
    <message numerus="yes">
        <source>the code host takes no more requests for %n second(s)</source>
        <translation>
            <numerusform>the code host takes no more requests for %n second</numerusform>
            <numerusform>the code host takes no more requests for %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::ChartOverlay</name>
    <message numerus="yes">
        <source>%n more</source>
        <comment>series</comment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::ChartWords</name>
    <message numerus="yes">
        <source>%n more gap(s).</source>
        <translation>
            <numerusform>%n more gap.</numerusform>
            <numerusform>%n more gaps.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::CodeCheckWords</name>
    <message numerus="yes">
        <source>%n file(s) differ</source>
        <translation>
            <numerusform>%n file differ</numerusform>
            <numerusform>%n files differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::DriftWords</name>
    <message numerus="yes">
        <source>%n resource(s) changed outside of terraform</source>
        <translation>
            <numerusform>%n resource changed outside of terraform</numerusform>
            <numerusform>%n resources changed outside of terraform</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::HistoryTab</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <comment>of terraform</comment>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::HostDetail</name>
    <message numerus="yes">
        <source>%n processor(s)</source>
        <translation>
            <numerusform>%n processor</numerusform>
            <numerusform>%n processors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::HostFlow</name>
    <message numerus="yes">
        <source>Remove %n image(s)</source>
        <translation>
            <numerusform>Remove %n image</numerusform>
            <numerusform>Remove %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::HostsPresenter</name>
    <message numerus="yes">
        <source>%n host(s) could not be read. What they last said stays on screen, with its age.</source>
        <translation>
            <numerusform>%n host could not be read. What they last said stays on screen, with its age.</numerusform>
            <numerusform>%n hosts could not be read. What they last said stays on screen, with its age.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::KeySheet</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::LogStoreView</name>
    <message numerus="yes">
        <source>Follow: paused, %n new lines</source>
        <translation>
            <numerusform>Follow: paused, %n new lines</numerusform>
            <numerusform>Follow: paused, %n new lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more lines of the trace</source>
        <translation>
            <numerusform>%n more lines of the trace</numerusform>
            <numerusform>%n more lines of the trace</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::LogsPage</name>
    <message numerus="yes">
        <source>%n line(s) saved as %1</source>
        <translation>
            <numerusform>%n line saved as %1</numerusform>
            <numerusform>%n lines saved as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) copied</source>
        <translation>
            <numerusform>%n line copied</numerusform>
            <numerusform>%n lines copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are too many to copy: export them</source>
        <translation>
            <numerusform>%n line are too many to copy: export them</numerusform>
            <numerusform>%n lines are too many to copy: export them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::LogsPresenter</name>
    <message numerus="yes">
        <source>%n host(s) do not answer; what their containers write is missing here.</source>
        <translation>
            <numerusform>%n host do not answer; what their containers write is missing here.</numerusform>
            <numerusform>%n hosts do not answer; what their containers write is missing here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) cannot be followed now.</source>
        <translation>
            <numerusform>%n container cannot be followed now.</numerusform>
            <numerusform>%n containers cannot be followed now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) are left out: of one host, %1 are followed at once.</source>
        <translation>
            <numerusform>%n container are left out: of one host, %1 are followed at once.</numerusform>
            <numerusform>%n containers are left out: of one host, %1 are followed at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n container(s) followed</source>
        <translation>
            <numerusform>%n container followed</numerusform>
            <numerusform>%n containers followed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::OutputsTab</name>
    <message numerus="yes">
        <source>%n resource(s), serial %1, written by %2</source>
        <translation>
            <numerusform>%n resource, serial %1, written by %2</numerusform>
            <numerusform>%n resources, serial %1, written by %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::OverviewModel</name>
    <message numerus="yes">
        <source>%n app(s) healthy</source>
        <translation>
            <numerusform>%n app healthy</numerusform>
            <numerusform>%n apps healthy</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::OverviewPage</name>
    <message numerus="yes">
        <source>Nothing needs attention. Looked at %n item(s).</source>
        <translation>
            <numerusform>Nothing needs attention. Looked at %n item.</numerusform>
            <numerusform>Nothing needs attention. Looked at %n items.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::OverviewPresenter</name>
    <message numerus="yes">
        <source>%n source(s) did not answer. What they last said stays on screen, with its age.</source>
        <translation>
            <numerusform>%n source did not answer. What they last said stays on screen, with its age.</numerusform>
            <numerusform>%n sources did not answer. What they last said stays on screen, with its age.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::ParityTab</name>
    <message numerus="yes">
        <source>%n environment(s) could not be read</source>
        <translation>
            <numerusform>%n environment could not be read</numerusform>
            <numerusform>%n environments could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::ParityWords</name>
    <message numerus="yes">
        <source>%n row(s) differ in more than values</source>
        <translation>
            <numerusform>%n row differs in more than values</numerusform>
            <numerusform>%n rows differ in more than values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::PlanCostWords</name>
    <message numerus="yes">
        <source>Monthly cost: price unknown of %n server(s)</source>
        <translation>
            <numerusform>Monthly cost: price unknown of %n server</numerusform>
            <numerusform>Monthly cost: price unknown of %n servers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; price unknown of %n server(s), not in it</source>
        <translation>
            <numerusform>; price unknown of %n server, not in it</numerusform>
            <numerusform>; price unknown of %n servers, not in it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::PlanModel</name>
    <message numerus="yes">
        <source>%n further resource(s) not listed</source>
        <translation>
            <numerusform>%n further resource not listed</numerusform>
            <numerusform>%n further resources not listed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::PlanReview</name>
    <message numerus="yes">
        <source>Show %n unchanged</source>
        <translation>
            <numerusform>Show %n unchanged</numerusform>
            <numerusform>Show %n unchanged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::PullWords</name>
    <message numerus="yes">
        <source>, %n approval(s)</source>
        <translation>
            <numerusform>, %n approval</numerusform>
            <numerusform>, %n approvals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::StateModel</name>
    <message numerus="yes">
        <source>%n tainted</source>
        <translation>
            <numerusform>%n tainted</numerusform>
            <numerusform>%n tainted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::StateNotice</name>
    <message numerus="yes">
        <source>The only copy (serial %1, %n resource(s)) lies on this machine. Until it is written back, terraform does not know what was made, and no plan is applied.</source>
        <translation>
            <numerusform>The only copy (serial %1, %n resource) lies on this machine. Until it is written back, terraform does not know what was made, and no plan is applied.</numerusform>
            <numerusform>The only copy (serial %1, %n resources) lies on this machine. Until it is written back, terraform does not know what was made, and no plan is applied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::StateTab</name>
    <message numerus="yes">
        <source>%n resource(s), serial %1, written by %2</source>
        <translation>
            <numerusform>%n resource, serial %1, written by %2</numerusform>
            <numerusform>%n resources, serial %1, written by %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::VariablesTab</name>
    <message numerus="yes">
        <source>%n variable(s)</source>
        <translation>
            <numerusform>%n variable</numerusform>
            <numerusform>%n variables</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::VersionSheet</name>
    <message numerus="yes">
        <source>%n version(s) in the registry</source>
        <translation>
            <numerusform>%n version in the registry</numerusform>
            <numerusform>%n versions in the registry</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>envdeck::ui::VersionWords</name>
    <message numerus="yes">
        <source>%n commit(s) older than %1, which runs now.</source>
        <translation>
            <numerusform>%n commit older than %1, which runs now.</numerusform>
            <numerusform>%n commits older than %1, which runs now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) that %1 does not have, and without some that it has.</source>
        <translation>
            <numerusform>%n commit that %1 does not have, and without some that it has.</numerusform>
            <numerusform>%n commits that %1 does not have, and without some that it has.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s) since %1, which runs now:</source>
        <translation>
            <numerusform>%n commit since %1, which runs now:</numerusform>
            <numerusform>%n commits since %1, which runs now:</numerusform>
        </translation>
    </message>
</context>
</TS>
