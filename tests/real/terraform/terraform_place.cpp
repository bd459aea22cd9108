// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/terraform/terraform_place.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace envdeck::terraform {

using namespace std::chrono_literals;

void TerraformPlace::SetUp()
{
    const Result<Program> program = answer(findProgram(WantedProgram::Auto));
    if (!program)
        GTEST_SKIP() << "no terraform or tofu in PATH: " << qPrintable(program.error().subject);
    target.program = program.value();
    target.configuration = path(QStringLiteral("export"));
    target.work = path(QStringLiteral("work"));
    target.secrets.insert(QStringLiteral("TF_VAR_token"), Secret(canary));
    target.lockTimeout = 2s;
    QDir().mkpath(target.configuration);
    configure(R"(resource "terraform_data" "app" { input = { image = var.image, password = var.token } }
output "image" { value = terraform_data.app.output.image }
output "token" {
  value     = var.token
  sensitive = true
}
)");
}

TerraformPlace::~TerraformPlace()
{
    write(QStringLiteral("go"), {}); // whatever a test left waiting
}

void TerraformPlace::configure(const QByteArray &resources)
{
    write(QStringLiteral("export/main.tf"),
          "terraform {\n  backend \"local\" { path = \"" +
              path(QStringLiteral("state/dev.tfstate")).toUtf8() +
              "\" }\n}\nvariable \"token\" {\n  type      = string\n  sensitive = true\n}\n"
              "variable \"image\" { default = \"v1\" }\n" +
              resources);
}

Tool &TerraformPlace::tool()
{
    m_tool = std::make_unique<Tool>(target, m_worker); // the target may have changed since
    return *m_tool;
}

void TerraformPlace::init()
{
    const auto done = answer(tool().init());
    ASSERT_TRUE(done) << qPrintable(done.error().detail);
}

std::unique_ptr<terraform::Run> TerraformPlace::makeRun(const RunPlace &place) const
{
    return std::make_unique<terraform::Run>(target, place,
                                            QStringLiteral(ENVDECK_BINARY_DIR "/app/runner/envdeck-runner"));
}

void TerraformPlace::watch(terraform::Run &run, Seen &seen)
{
    QObject::connect(&run, &terraform::Run::message, &run,
                     [&seen](const Message &message) { seen.messages.append(message); });
    whenDone(run.done(), &run, [&seen](const Result<RunEnd> &end) { seen.end = end; });
}

bool TerraformPlace::waitFor(Seen &seen)
{
    return testing::eventually([&] { return seen.end.has_value(); }, patience);
}

TerraformPlace::Seen TerraformPlace::plan(const RunPlace &place, PlanMode mode, StateLocking locking)
{
    Seen seen;
    const auto run = makeRun(place);
    watch(*run, seen);
    run->plan(mode, locking);
    EXPECT_TRUE(waitFor(seen));
    return seen;
}

TerraformPlace::Seen TerraformPlace::apply(const RunPlace &place, const ReviewRecord &reviewed)
{
    Seen seen;
    const auto run = makeRun(place);
    watch(*run, seen);
    run->apply(reviewed);
    EXPECT_TRUE(waitFor(seen));
    return seen;
}

Plan TerraformPlace::planOf(const RunPlace &place)
{
    const Result<Plan> plan = answer(tool().fetchPlan(place.planFile()));
    EXPECT_TRUE(plan);
    return plan ? plan.value() : Plan();
}

ReviewRecord TerraformPlace::review(const RunPlace &place)
{
    const PlanCounts counts = planOf(place).counts;
    const auto record = answer(tool().fetchReview(place.planFile(), QStringLiteral("c0ffee"), counts));
    EXPECT_TRUE(record);
    return record ? record.value() : ReviewRecord();
}

bool TerraformPlace::planAndApply(const QString &name)
{
    const RunPlace place = operation(name);
    return plan(place).ok() && apply(place, review(place)).ok();
}

StateSummary TerraformPlace::state()
{
    const Result<StateSummary> state = answer(tool().fetchState());
    EXPECT_TRUE(state);
    return state ? state.value() : StateSummary();
}

void TerraformPlace::write(const QString &name, const QByteArray &text) const
{
    QFile file(path(name));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate)) << qPrintable(name);
    file.write(text);
}

QByteArray holdUntil(const QString &file)
{
    const QByteArray go = file.toUtf8();
    const QByteArray folder = QFileInfo(file).path().toUtf8(); // gone with a test that gave up
    return "provisioner \"local-exec\" { command = \"echo holding; while [ -d '" + folder + "' ]; do [ -e '" +
           go + "' ] && exit 0; sleep 0.02; done; exit 1\" }\n";
}

} // namespace envdeck::terraform
