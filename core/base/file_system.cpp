// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_system.h"

#include <QFile>
#include <QSet>
#include <algorithm>
#include <array>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

namespace envdeck {

namespace {

constexpr quint64 fuseMagic = 0x65735546;
// statfs(2): NFS, SMB, CIFS, SMB2, AFS (OpenAFS and kernel), Coda, Ceph, 9P, GFS2, OCFS2, Lustre
constexpr std::array<quint64, 12> networkMagics{0x6969,     0x517B,     0xFF534D42, 0xFE534D42,
                                                0x5346414F, 0x6B414653, 0x73757245, 0x00C36400,
                                                0x01021997, 0x01161970, 0x7461636f, 0x0BD00BD0};

// One magic stands for all of FUSE, an encrypted home as well as sshfs; only the mount's type tells.
QString mountType(dev_t device)
{
    QFile mounts(QStringLiteral("/proc/self/mountinfo"));
    if (!mounts.open(QIODevice::ReadOnly))
        return {};
    const QByteArray number = QByteArray::number(major(device)) + ':' + QByteArray::number(minor(device));
    // "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue"
    for (const QByteArray &line : mounts.readAll().split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        const qsizetype dash = fields.indexOf("-");
        if (fields.size() > 3 && fields.at(2) == number && dash > 0 && dash + 1 < fields.size())
            return QString::fromLatin1(fields.at(dash + 1));
    }
    return {};
}

} // namespace

bool isNetworkFileSystem(quint64 magic, const QString &type)
{
    if (std::find(networkMagics.begin(), networkMagics.end(), magic) != networkMagics.end())
        return true;
    static const QSet<QString> networkFuse{
        QStringLiteral("fuse.sshfs"),     QStringLiteral("fuse.rclone"),     QStringLiteral("fuse.s3fs"),
        QStringLiteral("fuse.glusterfs"), QStringLiteral("fuse.ceph-fuse"),  QStringLiteral("fuse.davfs"),
        QStringLiteral("fuse.curlftpfs"), QStringLiteral("fuse.gvfsd-fuse"), QStringLiteral("virtiofs")};
    return magic == fuseMagic && networkFuse.contains(type);
}

bool isOnNetwork(const QString &folder)
{
    const QByteArray path = QFile::encodeName(folder);
    struct statfs system = {};
    struct stat info = {};
    if (::statfs(path.constData(), &system) != 0 || ::stat(path.constData(), &info) != 0)
        return false;
    // f_type is signed on some architectures; CIFS's number has the highest bit of 32 set.
    const auto magic = static_cast<quint64>(system.f_type) & 0xFFFFFFFF;
    return isNetworkFileSystem(magic, magic == fuseMagic ? mountType(info.st_dev) : QString());
}

} // namespace envdeck
