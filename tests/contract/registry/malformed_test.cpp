// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-33 for the registry client.
#include "tests/contract/registry/fake_registry.h"

#include <gtest/gtest.h>
#include <random>

namespace envdeck::registry {
namespace {

using namespace testing;

TEST(MalformedRegistry, AThousandBrokenWires)
{
    FakeRegistry fake;
    Client client = fake.client();
    std::mt19937 random(33);
    const auto below = [&random](qsizetype limit) { return qsizetype(random() % size_t(limit)); };
    const QByteArray tagBody = "{\"name\":\"acme/api\",\"tags\":[\"v1\",\"v2\"]}";
    const QByteArray manifestBody =
        "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[{\"digest\":\"sha256:" +
        QByteArray(64, 'a') + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}]}";
    int errors = 0;
    for (int round = 0; round < 1000; ++round) {
        const bool ofTags = round % 2 == 0;
        ScriptedReply reply = jsonReply(ofTags ? tagBody : manifestBody);
        switch (below(7)) {
        case 0: reply.body.truncate(below(reply.body.size())); break;
        case 1: reply.truncateAt = below(150); break;
        case 2: reply.body[below(reply.body.size())] = char(below(256)); break;
        case 3: reply.body = QByteArray(5000, '[') + QByteArray(5000, ']'); break;
        case 4: reply.headers = {{"Docker-Content-Digest", "sha256:" + QByteArray(64, 'b')}}; break;
        case 5:
            reply.headers = {{"Link", "<" + QByteArray(200, '<') + ">; rel=next"},
                             {"Content-Encoding", "gzip"}};
            break;
        default: reply.status = 300 + int(below(300)); break;
        }
        fake.instead = {{"/v2/acme/api/tags/list", reply}, {"/v2/acme/api/manifests/v1", reply}};
        const auto problem = [](const auto &result) {
            return result ? std::optional<Error>() : std::optional(result.error());
        };
        const auto error =
            ofTags ? problem(answerOf(client.tags(QStringLiteral("acme/api"))))
                   : problem(answerOf(client.image(QStringLiteral("acme/api"), QStringLiteral("v1"))));
        errors += error.has_value();
        EXPECT_TRUE(!error || error->code != ErrorCode::Internal) << "round " << round;
    }
    EXPECT_GT(errors, 600);
}

} // namespace
} // namespace envdeck::registry
