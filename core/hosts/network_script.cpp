// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/network_ladder.h"
#include "core/hosts/remote_text.h"
#include "core/hosts/script_file.h"
#include "core/hosts/sections.h"

#include <QHostAddress>
#include <QLocale>
#include <QRegularExpression>

namespace envdeck::hosts {

namespace {

bool isHostName(const QString &host)
{
    static const QRegularExpression name(QStringLiteral("^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?("
                                                        "\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\.?$"));
    return name.match(host.toLower()).hasMatch() || !QHostAddress(host).isNull();
}

QHash<QByteArray, QByteArray> assignmentsOf(const Section &section)
{
    QHash<QByteArray, QByteArray> found;
    for (const QByteArray &line : section.lines()) {
        const qsizetype at = line.indexOf('=');
        if (at > 0 && at < 20)
            found.insert(line.left(at), line.mid(at + 1));
    }
    return found;
}

// curl's times are seconds since it began.
std::optional<std::chrono::milliseconds> timeOf(const QByteArray &text)
{
    bool isNumber = false;
    const double seconds = text.toDouble(&isNumber);
    if (!isNumber || seconds <= 0 || seconds > 3600)
        return std::nullopt;
    return std::chrono::milliseconds(qint64(seconds * 1000 + 0.5));
}

Cause certificateCause(const QByteArray &words)
{
    const QByteArray low = words.toLower();
    if (low.contains("expired"))
        return Cause::CertificateExpired;
    if (low.contains("mismatch") || low.contains("no alternative certificate subject name") ||
        low.contains("does not match"))
        return Cause::CertificateOfAnother;
    if (low.contains("self-signed") || low.contains("self signed") ||
        low.contains("unable to get local issuer") || low.contains("unable to verify"))
        return Cause::CertificateUntrusted;
    return Cause::Unknown;
}

Rung failedRung(Cause cause, const QByteArray &words)
{
    return {RungState::Failed, std::nullopt, cause, remoteText(QByteArrayView(words.simplified()))};
}

// curl's own words, without what -w wrote.
QByteArray curlWords(const Section &section)
{
    for (const QByteArray &line : section.lines()) {
        if (line.startsWith("curl:"))
            return line;
    }
    return {};
}

void readResolve(const Section *section, NetworkLadder *ladder)
{
    if (!section || !section->code || *section->code == 127) {
        ladder->resolve.state = RungState::NotChecked;
        return;
    }
    for (const QByteArray &line : section->lines()) {
        // getent: "192.0.2.7  STREAM www.example.com"; nslookup: "Address 1: 192.0.2.7", "Address: 192.0.2.7"
        QByteArray word = line.simplified().split(' ').first();
        if (line.startsWith("Address"))
            word = line.mid(line.indexOf(": ") + 2).simplified().split(' ').first();
        const QHostAddress address(QString::fromLatin1(word));
        const QString text = address.toString();
        if (!address.isNull() && !ladder->addresses.contains(text) && ladder->addresses.size() < 20)
            ladder->addresses.append(text);
    }
    ladder->resolve.state = ladder->addresses.isEmpty() ? RungState::Failed : RungState::Passed;
    if (ladder->addresses.isEmpty())
        ladder->resolve = failedRung(Cause::NameUnknown, section->body.left(300));
}

// What curl's manual lists as problems of TLS.
bool isTlsCode(int code)
{
    static const QList<int> codes{35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91};
    return codes.contains(code);
}

void readCurl(const Section &section, bool connectedOtherwise, NetworkLadder *ladder)
{
    const auto said = assignmentsOf(section);
    const int code = *section.code;
    const QByteArray words = curlWords(section);
    const auto connect = timeOf(said.value("connect"));
    const auto tls = timeOf(said.value("tls"));
    const auto total = timeOf(said.value("total"));
    const auto lookup = timeOf(said.value("lookup"));
    const bool secure = ladder->url.scheme() == QLatin1String("https");
    if (const QHostAddress address(QString::fromLatin1(said.value("address"))); !address.isNull())
        ladder->address = address.toString();
    if (code == 6) { // could not resolve host
        ladder->resolve = failedRung(Cause::NameUnknown, words);
        return;
    }
    ladder->resolve.took = lookup;
    // curl 7.88 forgets the time of a connection whose TLS failed.
    if (!connect && !isTlsCode(code) && code != 52 && code != 56 && !connectedOtherwise) {
        ladder->connect = failedRung(code == 28 ? Cause::NoAnswer : Cause::NothingListens, words);
        if (words.contains("No route") || words.contains("unreachable"))
            ladder->connect.cause = Cause::NoAnswer;
        return;
    }
    ladder->connect.state = RungState::Passed;
    if (connect)
        ladder->connect.took = *connect - lookup.value_or(std::chrono::milliseconds(0));
    if (!secure) {
        ladder->tls.state = RungState::NotNeeded;
    } else if (connect && tls && !isTlsCode(code)) {
        ladder->tls = {RungState::Passed, *tls - *connect, {}, {}};
    } else {
        ladder->tls = failedRung(code == 28 ? Cause::NoAnswer : certificateCause(words), words);
        return;
    }
    ladder->status = said.value("code").toInt();
    if (ladder->status >= 100 && ladder->status < 500) {
        const auto before = secure ? tls : connect;
        ladder->http.state = RungState::Passed;
        if (total && before)
            ladder->http.took = *total - *before;
    } else if (ladder->status >= 500 && ladder->status < 600) {
        ladder->http = failedRung(Cause::ServerError, words);
    } else {
        ladder->status = 0;
        ladder->http = failedRung(code == 28 ? Cause::NoAnswer : Cause::Unknown, words);
    }
}

QString commonName(const QByteArray &line)
{
    const qsizetype at = line.indexOf("CN");
    const qsizetype is = at < 0 ? -1 : line.indexOf('=', at);
    return is < 0 ? QString() : remoteText(QByteArrayView(line.mid(is + 1).trimmed()), 120);
}

void readTls(const Section &section, bool curlAnswered, NetworkLadder *ladder)
{
    CertificateFacts certificate;
    QByteArray complaint;
    bool connected = false;
    bool verified = false;
    for (const QByteArray &line : section.lines()) {
        if (line.startsWith("CONNECTED"))
            connected = true;
        else if (line.startsWith("subject="))
            certificate.subject = commonName(line.mid(8));
        else if (line.startsWith("issuer="))
            certificate.issuer = commonName(line.mid(7));
        else if (line.startsWith("notAfter=")) // Dec  1 02:13:18 2026 GMT
            certificate.until = QLocale::c().toDateTime(
                QString::fromLatin1(line.mid(9).simplified()).remove(QStringLiteral(" GMT")),
                QStringLiteral("MMM d HH:mm:ss yyyy"));
        else if (line.contains("Verify return code: 0 "))
            verified = true;
        else if (complaint.isEmpty() &&
                 (line.contains("Verify return code:") || line.contains("verify error:") ||
                  line.contains(":error:") || line.contains("connect:")))
            complaint = line;
    }
    certificate.until.setTimeSpec(Qt::UTC);
    if (certificate.until.isValid())
        ladder->certificate = certificate;
    if (curlAnswered)
        return;
    // No curl on the host: openssl climbs two rungs.
    if (!connected) {
        const bool refused = section.body.contains("refused") || section.body.contains("errno=111");
        ladder->connect = failedRung(refused ? Cause::NothingListens : Cause::NoAnswer, complaint);
        return;
    }
    ladder->connect.state = RungState::Passed;
    ladder->tls.state = RungState::Passed;
    if (!verified)
        ladder->tls = failedRung(certificateCause(complaint), complaint);
    ladder->http.state = verified ? RungState::NotChecked : RungState::NotReached;
}

} // namespace

Result<QByteArray> ladderScript(const QUrl &url, const QByteArray &marker)
{
    const QString scheme = url.scheme();
    const QString host = url.host(QUrl::FullyEncoded);
    QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty())
        path = "/";
    if (url.hasQuery())
        path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    static const QRegularExpression plainPath(QStringLiteral("^/[A-Za-z0-9._~%/?&=+,:@-]{0,1000}$"));
    const bool isWeb = scheme == QLatin1String("http") || scheme == QLatin1String("https");
    if (!isWeb || !url.userInfo().isEmpty() || !isHostName(host) || !isMarker(marker) ||
        !plainPath.match(QString::fromLatin1(path)).hasMatch())
        return Error{ErrorCode::BadInput, host, QStringLiteral("no URL to climb to"), 0};
    const int port = url.port(scheme == QLatin1String("https") ? 443 : 80);
    return "M='" + marker + "'\nSCHEME='" + scheme.toLatin1() + "'\nHOST='" + host.toLatin1() + "'\nPORT='" +
           QByteArray::number(port) + "'\nURLPATH='" + path + "'\n" +
           scriptFile(QStringLiteral("network_probe.sh"));
}

NetworkLadder parseLadder(const QByteArray &output, const QByteArray &marker, const QUrl &url,
                          const QString &host)
{
    NetworkLadder ladder;
    ladder.from = host;
    ladder.url = url;
    const auto sections = sectionsOf(output, marker);
    const auto at = [&](const char *name) -> const Section * {
        const auto found = sections.constFind(name);
        return found == sections.cend() || !found->code ? nullptr : &*found;
    };
    readResolve(at("resolve"), &ladder);
    const Section *curl = at("http");
    const Section *tls = at("tls");
    const bool curlAnswered = curl && *curl->code != 127;
    const bool tlsAnswered = tls && *tls->code != 127 && url.scheme() == QLatin1String("https");
    if (ladder.resolve.state == RungState::Failed)
        return ladder;
    if (curlAnswered)
        readCurl(*curl, tlsAnswered && tls->body.contains("CONNECTED("), &ladder);
    if (tlsAnswered)
        readTls(*tls, curlAnswered, &ladder);
    if (!curlAnswered && !tlsAnswered) {
        for (Rung *rung : {&ladder.connect, &ladder.tls, &ladder.http})
            rung->state = RungState::NotChecked;
    }
    return ladder;
}

} // namespace envdeck::hosts
