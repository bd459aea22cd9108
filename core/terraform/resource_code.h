// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/terraform/hcl_document.h"

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

namespace envdeck::terraform {

// Where the code gives an argument of a resource its value: the line that says it, followed through plain
// `var.name` and the calls of local modules. Anything else (a local, an each.value, a function) ends at the
// line that holds it.
struct ArgumentCode {
    QString file;           // below the root; empty when nothing gives it
    int line = 0;           // 1-based; 0 in a JSON file
    QString name;           // what stands before the "=" there: "ttl", or of a variable "dns_ttl"
    QByteArray expression;  // as written; empty for a secret, and for a nested block
    QString variable;       // of the root module, when it alone gives the value
    bool isLiteral = false; // the expression is a value that can be replaced by another
    bool isSecret = false;
    QString type; // of the variable, as declared; empty for any
    friend bool operator==(const ArgumentCode &, const ArgumentCode &) = default;
};

// Where a resource is declared.
struct ResourceCode {
    QString file; // below the root; empty when it was not found
    int line = 0;
    bool repeated = false; // count or for_each, of it or of a module around it: one block for several objects
    QHash<QString, ArgumentCode> arguments; // by the paths that were asked for
    friend bool operator==(const ResourceCode &, const ResourceCode &) = default;
};

// Finds resources in the *.tf of a root module and the local modules that it calls, without terraform.
// Reads each folder once. Blocks. What cannot be read is as if it were not there.
class CodeFinder {
public:
    // `root` holds the modules too and is never left; `folder` is the root module inside of it.
    CodeFinder(const QString &root, const QString &folder);
    ~CodeFinder();

    // `address` and `paths` as a plan names them: module.dns.lab_dns.record["api"], "ttl", "tags[0]".
    ResourceCode find(const QString &address, const QStringList &paths);

private:
    struct File {
        QString name;
        HclBody body;
    };
    struct Found {
        const HclBlock *block = nullptr;
        QString file; // absolute
    };
    struct Level { // a module on the way to the resource
        QString folder;
        Found call; // of the module inside the level above; null for the root module
    };

    const std::vector<File> &filesOf(const QString &folder);
    Found blockOf(const QString &folder, const QString &type, const QStringList &labels);
    ArgumentCode argument(const std::vector<Level> &levels, const Found &resource, const QString &path);
    ArgumentCode rootVariable(const QString &name);
    QString below(const QString &path) const;

    QString m_root;
    QString m_folder;
    std::unique_ptr<QHash<QString, std::shared_ptr<std::vector<File>>>> m_folders;
};

// A JSON value as an expression of HCL: a text with its escapes, everything else as it stands.
QByteArray expressionOfJson(const QString &json);

} // namespace envdeck::terraform
