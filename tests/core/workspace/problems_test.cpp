// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/workspace/workspace_text.h"

#include <gtest/gtest.h>

namespace envdeck::workspace {
namespace {

using testing::edited;
using testing::goodText;
using testing::told;

struct Mistake {
    const char *name;
    const char *from;
    const char *to;
    QStringList told; // all problems, in order
};

void PrintTo(const Mistake &mistake, std::ostream *out)
{
    *out << mistake.name;
}

QStringList one(const char *line)
{
    return {QString::fromUtf8(line)};
}

QStringList lines(std::initializer_list<const char *> all)
{
    QStringList list;
    for (const char *line : all)
        list.append(QString::fromUtf8(line));
    return list;
}

const QList<Mistake> &mistakes()
{
    static const QList<Mistake> list{
        // keys
        {"UnknownTopKey", "registries:", "registry:", one("26:1 unknown-key registry ~registries")},
        {"UnknownKeyFarFromAll", "schedules: {", "qqqqqqqqqq: 1\nschedules: {",
         one("28:1 unknown-key qqqqqqqqqq")},
        {"UnknownKeyInFlowMapping", "project: acme }", "project: acme, projekt: x }",
         one("13:65 unknown-key environments.dev.dokploy.projekt ~project")},
        {"UnknownKeyInList", "roles: [apps]", "rolls: [apps]",
         one("12:55 unknown-key environments.dev.hosts[0].rolls ~roles")},
        {"MisspeltRequiredKeyIsToldOnce", "name: acme", "nmae: acme", one("2:1 unknown-key nmae ~name")},
        {"KeyInCapitals", "    kind: prod", "    Kind: prod",
         one("15:5 unknown-key environments.prod.Kind ~kind")},
        {"UnderscoreForHyphen", "{ cpu: 80 % }", "{ error_rate: 1 % }",
         one("27:15 unknown-key thresholds.error_rate ~error-rate")},
        {"MergeKey", "    kind: prod", "    kind: prod\n    <<: {}",
         one("16:5 unknown-key environments.prod.<<")},
        {"DuplicateTopKey", "registries:", "name: other\nregistries:", one("26:1 duplicate-key name")},
        {"DuplicateEnvironment", "  prod:\n", "  dev: { kind: dev }\n  prod:\n",
         one("14:3 duplicate-key environments.dev")},
        {"DuplicateKeyInFlowMapping", "{ cpu: 80 % }", "{ cpu: 80 %, cpu: 70 % }",
         one("27:26 duplicate-key thresholds.cpu")},
        {"MissingTopKey", "name: acme\n", "", one("1:1 missing-key name")},
        {"MissingKeyWithoutValue", "name: acme", "name:", one("1:1 missing-key name")},
        {"MissingSection", "environments:\n  dev:", "schedule:\n  dev:",
         lines({"1:1 missing-key environments", "7:1 unknown-key schedule ~schedules"})},
        {"MissingKind", "    kind: prod\n", "", one("14:3 missing-key environments.prod.kind")},
        {"MissingProject", ", project: acme }", " }",
         one("13:5 missing-key environments.dev.dokploy.project")},
        {"MissingServices", "    services: [api, worker]\n", "", one("19:3 missing-key apps.api.services")},
        {"MissingHostAddress", "address: 10.0.0.1, ", "",
         one("12:9 missing-key environments.dev.hosts[0].address")},
        {"MissingRepository", "repository: acme/infra, ", "", one("3:1 missing-key git.repository")},
        {"MissingEnterpriseUrl", "host: github,", "host: github-enterprise,", one("3:1 missing-key git.url")},
        {"MisplacedUrl", "branch: main }", "branch: main, url: https://git.example.com }",
         one("3:60 misplaced-key git.url")},
        {"KeyThatIsAList", "schedules: {", "? [a]\n: 1\nschedules: {", one("28:3 wrong-type")},
        // types
        {"TextForMapping", "git: { host: github, repository: acme/infra, branch: main }", "git: main",
         one("3:6 wrong-type git")},
        {"ListForMapping", "schedules: { drift: 6 h }", "schedules: [drift]",
         one("28:12 wrong-type schedules")},
        {"MappingForText", "name: acme", "name: { a: 1 }", one("2:1 wrong-type name")},
        {"TextForList", "[dev, prod]", "dev", one("21:19 wrong-type apps.api.environments")},
        {"TextForNumber", "    kind: prod", "    kind: prod\n    order: first",
         one("16:12 wrong-type environments.prod.order")},
        {"QuotedNumber", "    kind: prod", "    kind: prod\n    ports: [22, \"80\"]",
         one("16:17 wrong-type environments.prod.ports[1]")},
        {"TextForBoolean", "    kind: prod",
         "    kind: prod\n    dns: { provider: cloudflare, zone: example.com, proxied: yes }",
         one("16:62 wrong-type environments.prod.dns.proxied")},
        {"NullInList", "[api, worker]", "[api, ~]", one("20:21 wrong-type apps.api.services[1]")},
        {"EmptyText", "project: acme }", "project: \"\" }",
         one("13:59 wrong-type environments.dev.dokploy.project")},
        {"ListForApps", "apps:\n  api:", "apps:\n- api:", one("19:1 wrong-type apps")},
        // values
        {"UnknownGitHost", "host: github,", "host: gitlab,", one("3:14 unknown-value git.host ~github")},
        {"UnknownKind", "kind: prod", "kind: production", one("15:11 unknown-value environments.prod.kind")},
        {"UnknownDokployKind", "kind: compose", "kind: compse",
         one("23:33 unknown-value apps.api.dokploy.kind ~compose")},
        {"UnknownRole", "roles: [apps]", "roles: [apps, databse]",
         one("12:69 unknown-value environments.dev.hosts[0].roles[1] ~database")},
        {"UnknownPolicy", "    kind: prod", "    kind: prod\n    policy: { deploy: pullrequest }",
         one("16:23 unknown-value environments.prod.policy.deploy ~pull-request")},
        {"UnknownProgram", "registries:", "terraform: { program: /usr/bin/tofu }\nregistries:",
         one("26:23 unknown-value terraform.program")},
        {"UnknownRegistryKind", "kind: ghcr }", "kind: ghrc }",
         one("26:32 unknown-value registries.ghcr.io.kind ~ghcr")},
        {"PortTooHigh", "    kind: prod", "    kind: prod\n    ports: [22, 65536]",
         one("16:17 out-of-range environments.prod.ports[1]")},
        {"PortBeyondNumbers", "    kind: prod", "    kind: prod\n    ports: [99999999999999999999]",
         one("16:13 wrong-type environments.prod.ports[0]")},
        {"PercentageWithoutSign", "cpu: 80 %", "cpu: 80", one("27:20 bad-percentage thresholds.cpu")},
        {"PercentageOverHundred", "cpu: 80 %", "cpu: 101 %", one("27:20 bad-percentage thresholds.cpu")},
        {"DurationWithoutUnit", "drift: 6 h", "drift: 6", one("28:21 bad-duration schedules.drift")},
        {"DurationTooShort", "drift: 6 h", "drift: 1 s", one("28:21 out-of-range schedules.drift")},
        {"EnvironmentNameInCapitals", "  prod:\n", "  Prod:\n",
         lines({"14:3 bad-name environments.Prod",
                "21:25 unknown-environment apps.api.environments[1] ~Prod"})},
        {"AppNameThatLeavesTheFolder", "  api:\n", "  ../api:\n", one("19:3 bad-name apps.../api")},
        {"AppNameLikeAnOption", "  api:\n", "  -api:\n", one("19:3 bad-name apps.-api")},
        {"WorkspaceNameWithSpaces", "name: acme", "name: my platform", one("2:7 bad-name name")},
        {"ServiceNameWithShell", "[api, worker]", "[api, \"$(id)\"]",
         one("20:21 bad-name apps.api.services[1]")},
        {"BranchLikeAnOption", "branch: main }", "branch: --upload-pack=x }",
         one("3:54 bad-branch git.branch")},
        {"BranchThatLeaves", "branch: main }", "branch: a/../b }", one("3:54 bad-branch git.branch")},
        {"RepositoryWithoutOwner", "acme/infra", "infra", one("3:34 bad-repository git.repository")},
        {"AddressWithPort", "address: 10.0.0.1", "address: 10.0.0.1:22",
         one("12:33 bad-address environments.dev.hosts[0].address")},
        {"AddressOutputMisspelt", "address: 10.0.0.1", "address: { outptu: ip }",
         one("12:35 unknown-key environments.dev.hosts[0].address.outptu ~output")},
        {"DomainWithScheme", "domain: example.com\n", "domain: https://example.com\n",
         one("16:13 bad-domain environments.prod.domain")},
        {"FreezeInWords", "    kind: prod",
         "    kind: prod\n    policy: { freeze: [{ when: weekends, reason: rest }] }",
         one("16:32 bad-freeze environments.prod.policy.freeze[0].when")},
        {"FreezeUntilNoDate", "    kind: prod",
         "    kind: prod\n    policy: { freeze: [{ when: until 2026-02-30, reason: rest }] }",
         one("16:32 bad-freeze environments.prod.policy.freeze[0].when")},
        {"AbsoluteLayout", "terraform: terraform/{environment}", "terraform: /etc/{environment}",
         one("5:14 bad-path layout.terraform")},
        {"LayoutThatLeaves", "terraform: terraform/{environment}", "terraform: ../{environment}",
         one("5:14 bad-path layout.terraform")},
        {"LayoutInsideGit", "terraform: terraform/{environment}", "terraform: .git/{environment}",
         one("5:14 bad-path layout.terraform")},
        {"LayoutPlaceholder", "deploy/{environment}/{app}.yml", "deploy/{enviroment}/{environment}/{app}.yml",
         one("6:9 bad-placeholder layout.apps ~{environment}")},
        {"LayoutWithoutApp", "deploy/{environment}/{app}.yml", "deploy/{environment}/all.yml",
         one("6:9 missing-placeholder layout.apps")},
        {"HealthPlaceholder", "api.{domain}/health", "api.{doman}/health",
         one("22:13 bad-placeholder apps.api.health ~{domain}")},
        {"EmptyServices", "[api, worker]", "[]", one("20:15 empty-list apps.api.services")},
        {"EmptyEnvironments", "[dev, prod]", "[]", one("21:19 empty-list apps.api.environments")},
        {"ServiceTwice", "[api, worker]", "[api, api]", one("20:21 duplicate-value apps.api.services[1]")},
        {"HostTwice", "roles: [apps] }\n",
         "roles: [apps] }\n      - { name: dev-1, address: 10.0.0.2, user: root }\n",
         one("13:17 duplicate-value environments.dev.hosts[1].name")},
        {"JumpThroughNobody", "roles: [apps] }\n",
         "roles: [apps] }\n      - { name: dev-2, address: 10.0.0.2, user: root, jump: dev1 }\n",
         one("13:61 unknown-value environments.dev.hosts[1].jump ~dev-1")},
        {"JumpThroughItself", "roles: [apps] }", "roles: [apps], jump: dev-1 }",
         one("12:76 unknown-value environments.dev.hosts[0].jump")},
        // URLs
        {"UrlWithPassword", "https://dokploy.example.com", "https://me:canary@dokploy.example.com",
         one("13:21 url-with-user-info environments.dev.dokploy.url")},
        {"PlainHttp", "https://dokploy.example.com", "http://dokploy.example.com",
         one("13:21 url-not-https environments.dev.dokploy.url")},
        {"PlainHttpToLookAlike", "https://dokploy.example.com", "http://127.0.0.1.example.com",
         one("13:21 url-not-https environments.dev.dokploy.url")},
        {"UrlWithoutHost", "https://dokploy.example.com", "https:///x",
         one("13:21 bad-url environments.dev.dokploy.url")},
        {"UrlOfAFile", "https://signoz.example.com", "file:///etc/passwd",
         one("17:20 bad-url environments.prod.signoz.url")},
        {"UrlWithQuery", "https://signoz.example.com", "\"https://signoz.example.com?key=1\"",
         one("17:20 url-not-bare environments.prod.signoz.url")},
        {"HealthOverPlainHttp", "https://api.{domain}", "http://api.{domain}",
         one("22:13 url-not-https apps.api.health")},
        {"HealthWithUserInfo", "https://api.{domain}", "https://me@api.{domain}",
         one("22:13 url-with-user-info apps.api.health")},
        {"BackupToAFolder", "s3://b/{environment}", "/var/backups",
         one("25:79 bad-url databases.main.backup.to")},
        // references
        {"EnvironmentThatIsNotThere", "[dev, prod]", "[dev, prd]",
         one("21:25 unknown-environment apps.api.environments[1] ~prod")},
        {"DomainThatIsNotThere", "    domain: example.com\n", "",
         one("21:13 missing-domain apps.api.health")},
        {"FlatLayoutWithoutBranches", "deploy/{environment}/{app}.yml", "deploy/{app}.yml",
         lines(
             {"8:3 missing-branch environments.dev.branch", "14:3 missing-branch environments.prod.branch"})},
        {"SharedTerraformFolder", "terraform/{environment}", "terraform",
         one("14:3 shared-folder environments.prod")},
        // the whole
        {"LaterVersion", "envdeck: 1", "envdeck: 2", one("1:10 unsupported-version envdeck")},
        {"TabIndent", "    kind: prod", "\tkind: prod", one("15:1 tab-indent")},
        {"OpenFlowMapping", "branch: main }", "branch: main", one("4:7 syntax")},
        {"TextAfterQuote", "name: acme", "name: \"ac\" me", one("2:12 syntax")},
        {"ColonInPlainText", "name: acme", "name: a: b", one("2:8 syntax")},
        {"UndefinedAlias", "name: acme", "name: *acme", one("2:7 syntax")},
        {"SecondDocument", "schedules: { drift: 6 h }\n", "schedules: { drift: 6 h }\n---\nname: x\n",
         one("29:1 several-documents")},
        {"SelfReference", "[api, worker]", "&x [api, *x]", one("20:24 self-reference")},
        {"OpenQuote", "drift: 6 h }", "drift: \"6 h }", one("28:21 open-quote")},
    };
    return list;
}

class WorkspaceProblems : public ::testing::TestWithParam<Mistake> {};

TEST(WorkspaceProblems, TheTextThatTheTableEditsHasNone)
{
    const Parsed parsed = parse(goodText());
    EXPECT_EQ(told(parsed), QStringList());
    EXPECT_TRUE(parsed.workspace.has_value());
}

TEST_P(WorkspaceProblems, AreToldWithLineColumnAndNearestName)
{
    const Mistake &mistake = GetParam();
    const QByteArray text = edited(goodText(), mistake.from, mistake.to);
    ASSERT_FALSE(text.isEmpty()) << "the edit does not apply to exactly one place";
    const Parsed parsed = parse(text);
    EXPECT_EQ(told(parsed).join(QLatin1Char('\n')).toStdString(),
              mistake.told.join(QLatin1Char('\n')).toStdString());
    EXPECT_FALSE(parsed.workspace.has_value());
}

INSTANTIATE_TEST_SUITE_P(Table, WorkspaceProblems,
                         ::testing::ValuesIn(mistakes().cbegin(), mistakes().cend()),
                         [](const auto &of) { return std::string(of.param.name); });

TEST(WorkspaceProblems, AllAreToldAtOnceInTheOrderOfTheFile)
{
    QByteArray text = goodText();
    text.replace("drift: 6 h", "drift: often");
    text.replace("name: acme", "nam: acme");
    text.replace("kind: compose", "kind: pod");
    text.replace("https://dokploy", "ftp://dokploy");
    text.replace("[dev, prod]", "[dev, staging]");
    EXPECT_EQ(told(parse(text)),
              lines({"2:1 unknown-key nam ~name", "13:21 bad-url environments.dev.dokploy.url",
                     "21:25 unknown-environment apps.api.environments[1]",
                     "23:33 unknown-value apps.api.dokploy.kind", "28:21 bad-duration schedules.drift"}));
}

TEST(WorkspaceProblems, ColumnsCountCharactersNotBytes)
{
    QByteArray text = goodText();
    text.replace("{ kind: ghcr }", "{ \xe5\x90\x8d\xe5\xad\x97: \"\xc3\xa4\xf0\x9f\x98\x80\", knd: ghcr }");
    EXPECT_EQ(told(parse(text)), lines({"26:26 unknown-key registries.ghcr.io.\xe5\x90\x8d\xe5\xad\x97",
                                        "26:36 unknown-key registries.ghcr.io.knd ~kind"}));
}

TEST(WorkspaceProblems, CarriageReturnsAndAByteOrderMarkMoveNothing)
{
    QByteArray text = edited(goodText(), "kind: compose", "kind: pod");
    text.replace("\n", "\r\n");
    EXPECT_EQ(told(parse("\xef\xbb\xbf" + text)), one("23:33 unknown-value apps.api.dokploy.kind"));
}

TEST(WorkspaceProblems, APasswordInAUrlIsNotRepeated)
{
    for (const char *url :
         {"https://me:canary@dokploy.example.com", "https://me:can ary@x", "http://canary@x.example"}) {
        const Parsed parsed = parse(edited(goodText(), "https://dokploy.example.com", url));
        ASSERT_EQ(parsed.problems.size(), 1) << url;
        EXPECT_FALSE(parsed.problems.first().value.contains(QLatin1String("can"))) << url;
    }
}

TEST(WorkspaceProblems, FlatLayoutWantsBranchesThatDiffer)
{
    QByteArray text = edited(goodText(), "deploy/{environment}/{app}.yml", "deploy/{app}.yml");
    text.replace("    kind: dev\n", "    kind: dev\n    branch: main\n")
        .replace("    kind: prod\n", "    kind: prod\n    branch: main\n");
    const Parsed shared = parse(text);
    EXPECT_EQ(told(shared), one("17:13 shared-branch environments.prod.branch"));
    EXPECT_EQ(shared.problems.value(0).detail, QStringLiteral("dev"));
    EXPECT_EQ(told(parse(edited(text, "kind: prod\n    branch: main", "kind: prod\n    branch: prod"))),
              QStringList());
}

TEST(WorkspaceProblems, AProblemInAnAliasedValueStandsWhereItIsWritten)
{
    QByteArray text = edited(goodText(), "signoz: { url: https://signoz.example.com }", "signoz: *where");
    text.replace("    domain: dev.example.com\n",
                 "    domain: dev.example.com\n    signoz: &where { url: ftp://x }\n");
    EXPECT_EQ(told(parse(text)), lines({"11:27 bad-url environments.dev.signoz.url",
                                        "11:27 bad-url environments.prod.signoz.url"}));
}

TEST(WorkspaceProblems, EveryCodeHasItsOwnName)
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(ProblemCode::FileMissing); ++i) {
        const QString name = codeName(static_cast<ProblemCode>(i));
        EXPECT_FALSE(names.contains(name)) << qPrintable(name);
        names.append(name);
    }
}

} // namespace
} // namespace envdeck::workspace
