// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the stand-in answers stands in GitHub's own description, with the same names and types.
#include "tests/contract/github/github_world.h"
#include "tests/support/fetch.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace envdeck::github {
namespace {

QString descriptionFile()
{
    const QString named = qEnvironmentVariable("ENVDECK_CONTRACTS");
    return (named.isEmpty() ? s(ENVDECK_SOURCE_DIR) + s("/../shared/contracts") : named) +
           s("/providers/github.json");
}

const char *typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool: return "bool";
    case QJsonValue::Double: return "number";
    case QJsonValue::String: return "string";
    case QJsonValue::Array: return "array";
    case QJsonValue::Object: return "object";
    default: return "null";
    }
}

// What of `answer` is not in `example`, with its path.
QStringList strange(const QJsonValue &example, const QJsonValue &answer, const QString &path)
{
    if (answer.isNull() || example.isNull())
        return {};
    if (answer.type() != example.type())
        return {QStringLiteral("%1: %2, not %3").arg(path, s(typeName(answer)), s(typeName(example)))};
    QStringList found;
    if (answer.isArray()) {
        for (const QJsonValue &value : answer.toArray())
            found += strange(example.toArray().first(), value, path + s("[]"));
    }
    const QJsonObject object = answer.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QJsonValue known = example.toObject().value(it.key());
        found += known.isUndefined() ? QStringList{path + QLatin1Char('.') + it.key() + s(": unknown")}
                                     : strange(known, it.value(), path + QLatin1Char('.') + it.key());
    }
    return found;
}

class GithubShapes : public GithubWorld {
protected:
    void SetUp() override
    {
        QFile file(descriptionFile());
        if (!file.open(QIODevice::ReadOnly))
            GTEST_SKIP() << "GitHub's description is not there: " << qPrintable(file.fileName())
                         << " (ENVDECK_CONTRACTS names its folder)";
        m_all = QJsonDocument::fromJson(file.readAll()).object();
    }
    QJsonValue resolved(const QJsonValue &value) const
    {
        const QString reference = value.toObject().value(s("$ref")).toString();
        if (reference.isEmpty())
            return value;
        QJsonValue at = m_all;
        for (const QString &part : reference.mid(2).split(QLatin1Char('/')))
            at = at.toObject().value(part);
        return at;
    }
    QJsonValue example(const char *path, const char *method, int status) const
    {
        const QJsonValue answer =
            resolved(m_all.value(s("paths"))[s(path)][s(method)][s("responses")][QString::number(status)]);
        const QJsonValue json = answer[s("content")][s("application/json")];
        const QJsonObject examples = json[s("examples")].toObject();
        return examples.isEmpty() ? json[s("example")]
                                  : resolved(examples.constBegin().value()).toObject().value(s("value"));
    }
    void expectKnown(const char *path, const char *method, int status, const QString &asked,
                     const QByteArray &body = {})
    {
        const QJsonValue known = example(path, method, status);
        ASSERT_FALSE(known.isUndefined() || known.isNull()) << path;
        const auto got = testing::fetch(
            QByteArray(method).toUpper(), QUrl(github.url().toString() + s("/api/v3/") + asked),
            {{"Authorization", "Bearer " + bo.reveal().toByteArray()}, {"User-Agent", "test"}}, body);
        EXPECT_EQ(got.status, status) << got.body.constData();
        QJsonDocument answer = QJsonDocument::fromJson(got.body);
        if (status >= 400) { // these examples leave out what every error has
            QJsonObject error = answer.object();
            EXPECT_FALSE(error.take(s("documentation_url")).toString().isEmpty());
            answer = QJsonDocument(error);
        }
        const QJsonValue value = answer.isArray() ? QJsonValue(answer.array()) : QJsonValue(answer.object());
        EXPECT_EQ(strange(known, value, {}).join(QLatin1Char('\n')).toStdString(), "") << path;
    }

private:
    QJsonObject m_all;
};

TEST_F(GithubShapes, OfAPullRequestAndAllThatBelongsToIt)
{
    github.pulls().protect(s("main"), 1, {s("build")});
    expectKnown("/repos/{owner}/{repo}/pulls", "post", 201, s("repos/acme/infra/pulls"),
                "{\"title\":\"t\",\"body\":\"b\",\"head\":\"" + branch.toLatin1() + "\",\"base\":\"main\"}");
    github.pulls().review(1, s("anna"), s("APPROVED"));
    github.pulls().setCheck(head, {s("build"), s("completed"), s("success")});
    github.pulls().setStatus(head, s("ci"), s("success"));
    expectKnown("/user", "get", 200, s("user"));
    expectKnown("/repos/{owner}/{repo}", "get", 200, s("repos/acme/infra"));
    expectKnown("/repos/{owner}/{repo}/pulls", "get", 200, s("repos/acme/infra/pulls?state=all"));
    expectKnown("/repos/{owner}/{repo}/pulls/{pull_number}", "get", 200, s("repos/acme/infra/pulls/1"));
    expectKnown("/repos/{owner}/{repo}/pulls/{pull_number}/reviews", "get", 200,
                s("repos/acme/infra/pulls/1/reviews"));
    expectKnown("/repos/{owner}/{repo}/commits/{ref}/check-runs", "get", 200,
                s("repos/acme/infra/commits/") + head + s("/check-runs"));
    expectKnown("/repos/{owner}/{repo}/commits/{ref}/status", "get", 200,
                s("repos/acme/infra/commits/") + head + s("/status"));
    for (const char letter : {'1', '2'})
        github.branches().add({QString(40, QLatin1Char(letter)), s("Change"), s("anna"),
                               QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC)});
    expectKnown("/repos/{owner}/{repo}/compare/{basehead}", "get", 200,
                s("repos/acme/infra/compare/") + QString(40, QLatin1Char('1')) + s("...") +
                    QString(40, QLatin1Char('2')));
    expectKnown("/repos/{owner}/{repo}/branches/{branch}/protection", "get", 200,
                s("repos/acme/infra/branches/main/protection"));
    expectKnown("/repos/{owner}/{repo}/pulls/{pull_number}/merge", "put", 409,
                s("repos/acme/infra/pulls/1/merge"), "{\"sha\":\"0\"}");
    expectKnown("/repos/{owner}/{repo}/pulls/{pull_number}/merge", "put", 200,
                s("repos/acme/infra/pulls/1/merge"), "{\"sha\":\"" + head.toLatin1() + "\"}");
    expectKnown("/repos/{owner}/{repo}/pulls/{pull_number}/merge", "put", 405,
                s("repos/acme/infra/pulls/1/merge"), "{}");
}

} // namespace
} // namespace envdeck::github
