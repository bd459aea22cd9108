// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/problem.h"
#include "core/workspace/yaml_tree.h"

#include <QUrl>
#include <chrono>
#include <optional>

namespace envdeck::workspace {

// A value of the file and where problems with it are shown: at the value itself, or at its key where it is a
// mapping or null.
struct Place {
    YamlPtr node;
    QString path; // "environments.prod.dokploy.url"
    int line = 1;
    int column = 1;
};

Place rootPlace(const YamlPtr &node);

// Gathers what is wrong. One place is told once: the first problem found there stands.
class Problems {
public:
    void add(ProblemCode code, const Place &place, Problem facts = {});
    bool isEmpty() const { return m_list.isEmpty(); }
    QList<Problem> sorted() const;

private:
    QList<Problem> m_list;
};

// One key of a mapping with its value.
struct Member {
    QString name;
    Place key;
    Place value;
};

// A mapping whose keys are known. Reports what is no mapping, unknown and repeated keys; null is absent.
class Mapping {
public:
    Mapping(const Place &place, const QStringList &known, Problems &problems);

    std::optional<Place> find(const QString &key) const;
    // Reports MissingKey, unless an unknown key was taken for a misspelling of it.
    std::optional<Place> require(const QString &key);
    Place keyOf(const QString &key) const; // of one that find() knows

private:
    Place m_place;
    QList<Member> m_members;
    QStringList m_misspelt;
    Problems &m_problems;
    bool m_isMapping = false;
};

// A mapping whose keys are names: environments, apps. Reports what is no mapping and repeated names.
QList<Member> namedMembers(const Place &place, Problems &problems);
// The items of a sequence. Reports what is none.
QList<Place> itemsOf(const Place &place, Problems &problems);

// Each reports what is wrong and then answers with nothing.
std::optional<QString> textAt(const Place &place, Problems &problems); // not empty
std::optional<bool> booleanAt(const Place &place, Problems &problems);
std::optional<int> integerAt(const Place &place, int lowest, int highest, Problems &problems);
std::optional<double> percentageAt(const Place &place, Problems &problems);
std::optional<std::chrono::milliseconds> durationAt(const Place &place, std::chrono::milliseconds lowest,
                                                    std::chrono::milliseconds highest, Problems &problems);
// The index in `choices`.
std::optional<int> choiceAt(const Place &place, const QStringList &choices, Problems &problems);
// A text that `isRight` accepts; `wrong` otherwise.
std::optional<QString> shapedAt(const Place &place, bool (*isRight)(const QString &), ProblemCode wrong,
                                Problems &problems);
// The address of an API: https (http for loopback), no user information, query or fragment.
std::optional<QUrl> baseUrlAt(const Place &place, Problems &problems);
// What is wrong with a URL that requests will go to; nothing when it is right.
std::optional<ProblemCode> urlProblem(const QUrl &url);
// Reports each placeholder that is not one of `known`.
bool placeholdersAreKnown(const Place &place, const QString &text, const QStringList &known,
                          Problems &problems);

} // namespace envdeck::workspace
