// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/arguments.h"

#include "app/ctl/command_line.h"
#include "app/ctl/exit_code.h"
#include "core/workspace/shapes.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace envdeck::ctl {

namespace {

// CLI11 fills std::strings; they become an Arguments once everything was read.
struct Raw {
    std::string workspace = ".";
    std::string environment, app, to, from, reason, confirm, backupReason;
    std::string folder, name, domain, provider, repository, variable, value, at, operation, lockId, via,
        branch, host, fingerprint, reading;
    std::string container, what, since, level, grep, mail, installer, through, until;
    std::vector<std::string> moreApps;
    int limit = 20, tail = 200;
    bool follow = false;
    bool hold = false, wait = false, commit = false, json = false, exitCode = false, unchecked = false,
         checkout = false, merge = false, setAside = false, destroy = false, refreshOnly = false,
         compared = false, dryRun = false, showInstaller = false, noUpdates = false, noFirewall = false,
         noSwap = false, list = false, release = false;
};

class Grammar {
public:
    Grammar()
    {
        m_app.name("envdeckctl");
        m_app.require_subcommand(1);
        common(&m_app);
        m_app.add_option("--env", m_raw.environment, "Environment, for the verbs that take one");
        m_app.set_version_flag("--version", "envdeckctl " ENVDECK_VERSION);
        m_app.footer(
            "Exit codes: 0 ok, 1 failed, 2 something to do (--exit-code), 3 refused by a guard, 4 outcome "
            "unknown,\n"
            "5 unreachable, 6 credentials, 7 held by another, 64 usage, 130 interrupted.\n"
            "Secrets come from the desktop's keychain, or from the file that ENVDECK_SECRETS_FILE names; "
            "those\n"
            "of terraform else from the environment: see envdeckctl variables secret --help.\n"
            "Options may stand before the verb or after it; envdeckctl VERB --help shows those of a verb.");
        addNew();
        addReading();
        addLogs();
        addTroubleshoot();
        addChanging();
        addEnvironments();
        addState();
        addHostVerbs();
        addApps();
    }

    ParseResult parse(const QStringList &words)
    {
        std::vector<std::string> reversed;
        for (qsizetype i = words.size() - 1; i > 0; --i)
            reversed.push_back(words.at(i).toStdString());
        ParseResult result;
        try {
            m_app.parse(reversed);
        } catch (const CLI::ParseError &error) {
            return left(error, words.mid(1));
        }
        result.arguments = arguments();
        result.arguments.words = words.mid(1);
        return result;
    }

private:
    // Help, or a usage error with what was probably meant.
    ParseResult left(const CLI::ParseError &error, const QStringList &words) const
    {
        ParseResult result;
        result.leave = true;
        result.arguments = arguments();
        result.arguments.words = words;
        result.arguments.json = m_raw.json || words.contains(QStringLiteral("--json"));
        std::ostringstream out, problem;
        if (m_app.exit(error, out, problem) == 0) {
            result.text = QString::fromStdString(out.str());
            return result;
        }
        result.code = exitUsage;
        result.next = sameVerbHelp(result.arguments.verb);
        result.text = QString::fromStdString(error.what());
        explainUnknown(result);
        return result;
    }

    static QString sameVerbHelp(const QString &verb)
    {
        return QStringLiteral("envdeckctl %1--help")
            .arg(verb.isEmpty() ? QString() : verb + QLatin1Char(' '));
    }

    const CLI::App *reached() const
    {
        const CLI::App *command = &m_app;
        while (!command->get_subcommands().empty())
            command = command->get_subcommands().front();
        return command;
    }

    // A verb or an option that is not there: says so in its own words, and suggests the nearest that is.
    void explainUnknown(ParseResult &result) const
    {
        const CLI::App *command = reached();
        const QStringList verbs = verbsOf(command);
        QStringList options;
        for (const CLI::Option *option : command->get_options()) {
            for (const std::string &name : option->get_lnames())
                options.append(QStringLiteral("--") + QString::fromStdString(name));
        }
        QStringList extra;
        for (const std::string &word : m_app.remaining(true))
            extra.append(QString::fromStdString(word).section(QLatin1Char('='), 0, 0));
        for (const QString &word : std::as_const(extra)) {
            const bool isOption = word.startsWith(QLatin1Char('-'));
            if (isOption && !verbs.isEmpty() && extra.last() != word)
                continue; // options of a verb that was mistyped itself
            const QString near = workspace::nearest(word, isOption ? options : verbs);
            result.text = isOption ? QStringLiteral("there is no option %1").arg(word)
                          : verbs.isEmpty()
                              ? QStringLiteral("\"%1\" stands where no word is expected").arg(word)
                              : QStringLiteral("there is no verb \"%1\"").arg(word);
            if (!near.isEmpty()) {
                result.text += QStringLiteral("; did you mean %1?").arg(near);
                result.next = sameCommandWithWord(result.arguments, word, near);
            }
            if (!isOption && !verbs.isEmpty())
                result.text += QStringLiteral(" The verbs are: %1").arg(verbs.join(QStringLiteral(", ")));
            return;
        }
        if (!verbs.isEmpty())
            result.text =
                QStringLiteral("which one? The verbs are: %1").arg(verbs.join(QStringLiteral(", ")));
    }

    static QStringList verbsOf(const CLI::App *command)
    {
        QStringList verbs;
        for (const CLI::App *verb : command->get_subcommands([](const CLI::App *) { return true; }))
            verbs.append(QString::fromStdString(verb->get_name()));
        return verbs;
    }

    void common(CLI::App *command)
    {
        command->add_option("--workspace", m_raw.workspace,
                            "Folder of the infrastructure repository (default: here)");
        command->add_flag("--json", m_raw.json,
                          "One JSON object instead of text; long commands stream events before it");
    }
    CLI::App *verb(const char *name, const char *what)
    {
        CLI::App *command = m_app.add_subcommand(name, what);
        common(command);
        return command;
    }
    // What is required may stand before the verb, and is asked for with the names that there are: see
    // names.h.
    CLI::App *onEnvironment(CLI::App *command, bool required)
    {
        command->add_option("--env", m_raw.environment,
                            required ? "Environment (required)" : "Environment (default: all)");
        return command;
    }
    CLI::App *changing(CLI::App *command)
    {
        command->add_option("--reason", m_raw.reason, "Why; goes into the commit and the audit");
        command->add_option("--confirm", m_raw.confirm,
                            "What the window would ask you to type: the environment's name in prod");
        return command;
    }

    void addNew()
    {
        CLI::App *command = m_app.add_subcommand(
            "new", "Write a new infrastructure repository from templates: dev, test and prod on one cloud");
        command->add_option("folder", m_raw.folder, "Where to: a folder that is empty or not there")
            ->required();
        command->add_option("--name", m_raw.name, "First part of every name in the cloud, such as acme")
            ->required();
        command->add_option("--domain", m_raw.domain, "Zone at Cloudflare, such as example.com")->required();
        command->add_option("--provider", m_raw.provider, "Cloud for the servers: hetzner or digitalocean")
            ->required();
        command->add_option("--repository", m_raw.repository,
                            "OWNER/NAME where it will be at GitHub (default: none yet)");
        command->add_flag("--json", m_raw.json, "One JSON object instead of text");
    }

    void addReading()
    {
        auto *status = onEnvironment(verb("status", "Health of every app, and what needs attention"), false);
        status->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when something needs attention");
        auto *history = onEnvironment(
            verb("history", "Deployments of an app, newest first, with how each version behaved"), true);
        history->add_option("app", m_raw.app, "App (required)");
        history->add_option("--limit", m_raw.limit, "At most this many")->check(CLI::Range(1, 1000));
        auto *audit = onEnvironment(verb("audit", "Who did what, from this machine's journal"), false);
        audit->add_option("--limit", m_raw.limit, "At most this many")->check(CLI::Range(1, 100000));
        verb("doctor", "Whether programs, keys and servers are there and answer");
        auto *workspace = verb("workspace", "The workspace file");
        workspace->require_subcommand(1);
        common(workspace->add_subcommand("check", "Every problem of envdeck.yaml, with line and column"));
    }

    void addLogs()
    {
        auto *logs = onEnvironment(
            verb("logs", "What the containers write: docker logs over SSH, merged by time"), true);
        auto *app = logs->add_option("app", m_raw.app, "App (default: every container)");
        logs->add_option("--container", m_raw.container, "One container, by its name")->excludes(app);
        logs->add_option("--since", m_raw.since, "How far back: 10m, 1h30m, or a time in UTC");
        logs->add_option("--tail", m_raw.tail, "At most this many lines of each that are there; -1: all");
        logs->add_flag("-f,--follow", m_raw.follow, "And what comes from now on, until Ctrl+C");
        logs->add_option("--level", m_raw.level, "Only this level and above; lines that say none are not")
            ->check(CLI::IsMember({"trace", "debug", "info", "warning", "error", "fatal"}));
        logs->add_option("--grep", m_raw.grep, "Only lines in which this regular expression is found");
        logs->footer("With --json a line each: {\"event\":\"line\",\"at\":…,\"host\":…,\"container\":…,"
                     "\"level\":…,\"text\":…},\nand {\"event\":\"source\",…} when a container's stream "
                     "changes. Secrets that Envdeck knows are replaced.");
    }

    void addTroubleshoot()
    {
        auto *trouble = onEnvironment(
            verb("troubleshoot", "Why an app is not well: containers, logs, traces and network, all at once"),
            true);
        trouble->add_option("app", m_raw.app, "App (required)");
        trouble->add_option("--what", m_raw.what, "What you see; weighs what is found")
            ->check(CLI::IsMember({"site-down", "slow", "errors", "deploy-stuck", "no-data", "certificate"}));
        trouble->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when there is a likely cause");
        trouble->footer("Each step has ten seconds; one that cannot look hides no other. Reads only.");
    }

    void addEnvironments()
    {
        auto *parity =
            verb("parity", "What the environments' terraform folders share, and where they differ");
        parity->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when something but values differs");
        auto *variables = onEnvironment(verb("variables", "The terraform variables of an environment: "
                                                          "values, where they come from, what they override"),
                                        true);
        for (CLI::App *command : {parity, variables}) {
            auto *checkout = command->add_flag("--checkout", m_raw.checkout,
                                               "The files of the checkout as they lie there, ignored ones "
                                               "too (default: the pushed branches)");
            command
                ->add_option("--at", m_raw.at, "A commit, by its full id, instead of the head of each branch")
                ->excludes(checkout);
        }
        auto *set = changing(onEnvironment(
            variables->add_subcommand("set", "Change one value in a tfvars file, by a commit that is pushed"),
            true));
        common(set);
        for (const char *reading : {"--checkout", "--at"})
            set->excludes(variables->get_option(reading)); // what is set goes to the branch
        set->add_flag("--wait", m_raw.wait,
                      "Follow the pull request until it is merged, also one that this command opened before");
        throughRequests(set);
        set->add_option("name", m_raw.variable, "Variable")->required();
        set->add_option("value", m_raw.value,
                        "Its new value; a list or an object as it stands in a tfvars file")
            ->required();
        addSecrets(variables);
    }

    // Values come over standard input alone: the arguments of a process are for everybody to read.
    void addSecrets(CLI::App *variables)
    {
        auto *secret = variables->add_subcommand(
            "secret", "What terraform is given in its environment: HCLOUD_TOKEN, TF_VAR_db_password");
        secret->require_subcommand(1);
        auto *set = secret->add_subcommand("set", "Keep a value, read from standard input: … < FILE");
        auto *remove = secret->add_subcommand("remove", "Forget a value");
        for (CLI::App *command : {set, remove}) {
            common(changing(onEnvironment(command, true)));
            for (const char *reading : {"--checkout", "--at"})
                command->excludes(variables->get_option(reading));
            command->add_option("name", m_raw.variable, "Secret, as variables lists it")->required();
        }
        secret->footer(
            "Kept in the desktop's keychain or the file of ENVDECK_SECRETS_FILE, for this repository "
            "and environment alone.\nWhere none is kept, terraform is given the one of the same name "
            "that envdeckctl was started with, as in CI:\nHCLOUD_TOKEN=… envdeckctl plan --env dev. "
            "Of other names (TF_VAR_ of what is no secret, TF_CLI_ARGS,\nTF_LOG) nothing is passed on.");
    }

    // The way that a change takes to its branch.
    void throughRequests(CLI::App *command)
    {
        command->add_option("--via", m_raw.via, "push or pull-request (default: the environment's policy)")
            ->check(CLI::IsMember({"push", "pull-request"}));
        command->add_flag("--merge", m_raw.merge,
                          "Merge the pull request as soon as reviews and checks allow it (needs --wait)");
    }

    void addState()
    {
        auto *format = changing(onEnvironment(
            verb("fmt", "Whether the terraform code is laid out as terraform fmt does, as a diff"), true));
        format->add_flag("--commit", m_raw.commit, "Lay it out so, by a commit that is pushed or proposed");
        format->add_flag("--wait", m_raw.wait, "Follow the pull request until it is merged");
        throughRequests(format);
        format->add_flag("--exit-code", m_raw.exitCode,
                         "Leave with 2 when something would be written differently");
        onEnvironment(verb("validate", "Whether the terraform code is right, without asking any provider"),
                      true);
        auto *runs =
            onEnvironment(verb("runs", "Plans, applies and other runs of terraform, newest first"), false);
        runs->add_option("--limit", m_raw.limit, "At most this many")->check(CLI::Range(1, 1000));
        auto *show = runs->add_subcommand("show", "One run with its log");
        common(show);
        show->add_option("operation", m_raw.operation, "Operation id, as runs prints it")->required();
        onEnvironment(verb("outputs", "What the terraform code says about what it made; sensitive values are "
                                      "marked and never printed"),
                      true);
        auto *unlock = changing(onEnvironment(
            verb("unlock", "Take the lock of a terraform state away from a run that is dead"), true));
        unlock->add_option("--id", m_raw.lockId, "Id of the lock, as the refused run prints it")->required();
        auto *push = changing(onEnvironment(
            verb("push-state", "Write a state that an apply could not save (errored.tfstate) back"), true));
        push->add_flag(
            "--set-aside", m_raw.setAside,
            "Instead, for one that the backend does not take: move the file out of the way and keep it "
            "(0600, in Envdeck's data folder). What it says was made stays unknown to terraform");
    }

    CLI::App *onHost(CLI::App *command)
    {
        onEnvironment(command, false);
        command->add_option("host", m_raw.host, "Host, as envdeck.yaml names it (required)");
        return command;
    }

    void addApps()
    {
        auto *apps = onEnvironment(
            verb("apps",
                 "Every app: version, state, replicas, routes, whether an update leaves a gap, and what "
                 "was changed in Dokploy's own panel"),
            false);
        apps->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when something was changed in the panel");
        auto *start = apps->add_subcommand("start", "Start the containers that Dokploy has of it");
        auto *stop = apps->add_subcommand("stop", "Stop every container of it; git stays as it is");
        auto *stack = apps->add_subcommand(
            "draft-stack", "Commit the lines that let it roll once Dokploy's kind of it is a stack");
        for (CLI::App *command : {start, stop, stack}) {
            common(changing(onEnvironment(command, true)));
            command->add_option("app", m_raw.app, "App (required)");
            command->add_flag("--dry-run", m_raw.dryRun, "Say what would be done, and change nothing");
        }
        addBackups();
        auto *vars =
            verb("vars", "The variables that apps get from Dokploy, by name; values are never printed");
        vars->require_subcommand(1);
        auto *list = onEnvironment(
            vars->add_subcommand("list", "Names side by side: set, empty, missing, and whether they differ"),
            false);
        auto *set = changing(onEnvironment(
            vars->add_subcommand("set", "Set one; its value is read from standard input, or asked for"),
            true));
        auto *unset = changing(onEnvironment(vars->add_subcommand("unset", "Take one away"), true));
        auto *diff = vars->add_subcommand("diff", "Those that two environments do not have alike");
        for (CLI::App *command : {list, set, unset, diff}) {
            common(command);
            command->add_option("app", m_raw.app, "App (required)");
        }
        for (CLI::App *command : {set, unset})
            command->add_option("name", m_raw.variable, "Variable")->required();
        auto *compare = onEnvironment(
            verb("diff", "What two environments, or with --env two deployments, of an app do not have alike"),
            false);
        compare->add_option("app", m_raw.app, "App (required)");
        for (CLI::App *command : {diff, compare}) {
            command->add_option("from", m_raw.from, "Environment; with --env a version or a commit")
                ->required();
            command->add_option("to", m_raw.to, "The other one")->required();
            command->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when something differs");
        }
        vars->footer(
            "A change is one of the service's own variables in Dokploy, journalled by its name. It counts "
            "from the next\ndeployment on. envdeckctl vars set api SMTP_PASSWORD --env dev < FILE");
    }

    void addBackups()
    {
        auto *backups = onEnvironment(
            verb(
                "backups",
                "The databases that Dokploy runs: whether a good backup of each is there, and how old it is"),
            false);
        backups->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when one is missing, late or failing");
        auto *run =
            backups->add_subcommand("run", "Make one now, and see that its file is at the destination");
        common(onEnvironment(run, true));
        run->add_option("name", m_raw.name, "Data set, as backups lists it")->required();
        run->add_option("--plan", m_raw.value, "Which of its schedules, by its id (default: the only one)");
        run->add_option("--reason", m_raw.reason, "Why; goes into the audit");
        run->add_flag("--dry-run", m_raw.dryRun, "Say what would be backed up, and where to");
        backups->footer(
            "A good backup is a file at the destination with something in it, not a job that ended. Nothing "
            "new in 1.1 times the\nlongest pause of a schedule is late, also where no job failed. From a "
            "timer: envdeckctl backups --exit-code --json");
        auto *panel = onEnvironment(
            verb("panel",
                 "The Dokploy of an environment: version, registries, git sources, SSH keys, notifications, "
                 "backup destinations"),
            true);
        panel->add_flag("--exit-code", m_raw.exitCode,
                        "Leave with 2 when it lacks security fixes, or a part is not well");
    }

    void addHostVerbs()
    {
        auto *hosts = onEnvironment(
            verb("hosts", "Every host: state, processors, memory, disk, containers, what is wrong there"),
            false);
        hosts->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when one of them is not well");
        auto *key =
            hosts->add_subcommand("key", "The key that a host shows now, and the one confirmed for it");
        auto *trust = changing(hosts->add_subcommand(
            "trust", "Confirm the key of a host that has none: from then on only that one is spoken to"));
        auto *replace = changing(hosts->add_subcommand(
            "replace-key", "Confirm another key for a host whose key changed (needs --reason)"));
        for (CLI::App *command : {key, trust, replace}) {
            common(command);
            onHost(command);
        }
        for (CLI::App *command : {trust, replace}) {
            command->add_option("--fingerprint", m_raw.fingerprint,
                                "SHA256:… of the key that you looked at; it must still be the one shown");
            command->add_flag("--compared", m_raw.compared,
                              "It was compared with what the provider's console shows, not taken on sight");
        }
        auto *ps = onEnvironment(verb("ps", "The containers of every host, running or not"), false);
        ps->add_option("--host", m_raw.host, "Only of this host");
        auto *exec = onHost(verb("exec", "Read something on a host, by a command out of a short list"));
        exec->add_option("reading", m_raw.reading,
                         "uptime, df, free, docker-ps, docker-images or journal-docker (required)");
        auto *restart = changing(onHost(verb(
            "restart-container", "Restart one container and see that it stays; of a swarm, its service")));
        restart->add_option("container", m_raw.container, "Its name, or the beginning of its id (required)");
        changing(onHost(verb("reboot", "Restart a host, and wait until it is back")));
        auto *prune = changing(onHost(
            verb("prune",
                 "Remove images that no container, no service and none of the last ten deployments needs")));
        prune->add_flag("--dry-run", m_raw.dryRun, "Only list what would go and what stays, and why");
        addBootstrap();
    }

    void addBootstrap()
    {
        auto *command = changing(onEnvironment(
            verb("bootstrap", "From a bare host to a running Dokploy; what is there already is kept"), true));
        command->add_option("--host", m_raw.host, "Host (default: the one that Dokploy stands on)");
        command->add_flag("--dry-run", m_raw.dryRun, "Only look, and say what would be done");
        command->add_flag("--wait", m_raw.wait, "Stay until it is over; it does in any case");
        command->add_option("--mail", m_raw.mail,
                            "E-mail address of the first administrator, and for Let's Encrypt");
        command->add_flag("--show-installer", m_raw.showInstaller,
                          "Print Dokploy's installer, or how it differs from the one that was read before");
        command->add_option("--installer", m_raw.installer, "SHA-256 of the installer that you read");
        command->add_flag("--no-updates", m_raw.noUpdates, "Leave the packages alone");
        command->add_flag("--no-firewall", m_raw.noFirewall, "Leave the firewall alone");
        command->add_flag("--no-swap", m_raw.noSwap, "Make no swap file");
        command->footer(
            "Packages, firewall, swap, Dokploy by its own installer, the first administrator and an "
            "API key (both into\nthe keychain, through the SSH connection), registry logins, a "
            "deploy key, the panel's name and certificate,\nport 3000 closed. It never runs on a "
            "host that is in a swarm. Run it again to go on where it stopped.");
    }

    void addChanging()
    {
        auto *plan = changing(onEnvironment(
            verb("plan", "Plan the head of the environment's branch with terraform or tofu"), true));
        auto *branch =
            plan->add_option("--branch", m_raw.branch,
                             "Plan the head of another branch: its code runs with the credentials of the "
                             "environment (needs --confirm ENVIRONMENT)");
        auto *destroy = plan->add_flag("--destroy", m_raw.destroy,
                                       "Plan to destroy everything that the state of the environment holds");
        plan->add_flag("--refresh-only", m_raw.refreshOnly,
                       "Plan to take what is there into the state; an apply of it changes nothing outside")
            ->excludes(destroy)
            ->excludes(branch);
        destroy->excludes(branch);
        plan->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when there are changes");
        auto *drift = onEnvironment(
            verb("drift", "What was changed outside of terraform: asks the providers, changes nothing"),
            true);
        drift->add_flag("--exit-code", m_raw.exitCode, "Leave with 2 when something drifted");
        drift->footer(
            "Compares what is there with what the last apply left, resource by resource, with since when "
            "it is\nknown. It takes no lock and leaves the plan at hand alone. To put back what the code "
            "says: plan and\napply. To keep what is there: write it into the code; where a variable alone "
            "gives the value, the answer\nhas the command. From a timer: envdeckctl drift --env prod "
            "--exit-code --json");
        auto *apply = changing(
            onEnvironment(verb("apply", "Apply exactly the plan that was last made and shown"), true));
        apply->add_option("--branch", m_raw.branch,
                          "Propose this branch, whose plan was made, by a pull request; after the merge the "
                          "branch of the environment is planned again, and applied when it changes the same");
        apply->add_flag("--wait", m_raw.wait,
                        "With --branch: follow the pull request, also one that is open already, and apply");
        apply->add_flag("--merge", m_raw.merge,
                        "With --branch: merge as soon as reviews and checks allow it (needs --wait)");
        apply->add_option("--no-backup-reason", m_raw.backupReason,
                          "Why a plan that destroys is applied without a fresh backup");
        auto *deploy = changing(onEnvironment(
            verb("deploy", "Deploy a version: commit, push, and watch until it is healthy"), true));
        auto *promote = changing(
            onEnvironment(verb("promote", "Deploy the version that another environment runs"), true));
        auto *rollback = changing(
            onEnvironment(verb("rollback", "Go back to an earlier version (default: the safest one)"), true));
        for (CLI::App *command : {deploy, promote, rollback}) {
            command->add_option("app", m_raw.app, "App (required)");
            command->add_flag("--wait", m_raw.wait,
                              "Stay until the version was observed, not only until the platform took it");
        }
        for (CLI::App *command : {deploy, promote, rollback}) {
            throughRequests(command);
            command->add_flag("--dry-run", m_raw.dryRun,
                              "Show the change and its checks, and change nothing");
        }
        auto *hold = changing(onEnvironment(
            verb("hold", "Hold an app at its version, so that a newer one raises an alarm; or release it"),
            true));
        hold->add_option("app", m_raw.app, "App (required)");
        hold->add_option("--until", m_raw.until, "Last day, as 2026-12-01 (default: in two weeks)");
        hold->add_flag("--release", m_raw.release, "Release the hold that is there");
        hold->add_flag("--dry-run", m_raw.dryRun, "Say what would be held, and change nothing");
        for (CLI::App *command : {deploy, promote})
            command->add_flag("--unchecked", m_raw.unchecked, "Go on although no check at all could be made");
        deploy->add_option("--to", m_raw.to, "Version (tag; required)");
        deploy->add_option(
            "more", m_raw.moreApps,
            "Further apps of the same version, one after the other; the first that is not healthy "
            "ends it");
        deploy->add_flag(
            "--list", m_raw.list,
            "List the versions in the registry, newest first; with --to: what is new in that one");
        deploy->add_option("--limit", m_raw.limit, "With --list: this many")->capture_default_str();
        promote->add_option("--from", m_raw.from, "Environment to take the version from (required)");
        promote->add_option(
            "--through", m_raw.through,
            "In place of --env: into every environment behind --from up to this one, each after the "
            "one before was healthy");
        rollback->add_option("--to", m_raw.to, "Version (tag; default: the safest one of the history)");
        rollback->add_flag("--hold", m_raw.hold, "Hold the app there, or the next merge raises it again");
    }

    Arguments arguments() const
    {
        const auto text = [](const std::string &s) { return QString::fromStdString(s); };
        Arguments arguments;
        for (const CLI::App *command = &m_app; !command->get_subcommands().empty();) {
            command = command->get_subcommands().front();
            arguments.verb +=
                (arguments.verb.isEmpty() ? QString() : QStringLiteral(" ")) + text(command->get_name());
        }
        arguments.workspaceFolder = text(m_raw.workspace);
        arguments.environment = text(m_raw.environment);
        arguments.app = text(m_raw.app);
        arguments.to = text(m_raw.to);
        arguments.from = text(m_raw.from);
        arguments.through = text(m_raw.through);
        if (arguments.environment.isEmpty())
            arguments.environment = arguments.through; // where it ends: what is confirmed and said of it
        for (const std::string &app : m_raw.moreApps)
            arguments.moreApps.append(text(app));
        arguments.reason = text(m_raw.reason);
        arguments.confirm = text(m_raw.confirm);
        arguments.backupReason = text(m_raw.backupReason);
        arguments.folder = text(m_raw.folder);
        arguments.name = text(m_raw.name);
        arguments.domain = text(m_raw.domain);
        arguments.provider = text(m_raw.provider);
        arguments.repository = text(m_raw.repository);
        arguments.variable = text(m_raw.variable);
        arguments.value = text(m_raw.value);
        arguments.at = text(m_raw.at);
        arguments.operation = text(m_raw.operation);
        arguments.lockId = text(m_raw.lockId);
        arguments.host = text(m_raw.host);
        arguments.fingerprint = text(m_raw.fingerprint);
        arguments.reading = text(m_raw.reading);
        arguments.compared = m_raw.compared;
        arguments.dryRun = m_raw.dryRun;
        arguments.mail = text(m_raw.mail);
        arguments.installer = text(m_raw.installer);
        arguments.showInstaller = m_raw.showInstaller;
        arguments.noUpdates = m_raw.noUpdates;
        arguments.noFirewall = m_raw.noFirewall;
        arguments.noSwap = m_raw.noSwap;
        arguments.list = m_raw.list;
        arguments.release = m_raw.release;
        arguments.until = text(m_raw.until);
        arguments.checkout = m_raw.checkout;
        arguments.limit = m_raw.limit;
        arguments.container = text(m_raw.container);
        arguments.what = text(m_raw.what);
        arguments.since = text(m_raw.since);
        arguments.level = text(m_raw.level);
        arguments.grep = text(m_raw.grep);
        arguments.tail = m_raw.tail;
        arguments.follow = m_raw.follow;
        arguments.hold = m_raw.hold;
        arguments.via = text(m_raw.via);
        arguments.branch = text(m_raw.branch);
        arguments.merge = m_raw.merge;
        arguments.setAside = m_raw.setAside;
        arguments.destroy = m_raw.destroy;
        arguments.refreshOnly = m_raw.refreshOnly;
        arguments.wait = m_raw.wait;
        arguments.commit = m_raw.commit;
        arguments.unchecked = m_raw.unchecked;
        arguments.json = m_raw.json;
        arguments.exitCode = m_raw.exitCode;
        return arguments;
    }

    CLI::App m_app{
        "Envdeck without a window: the same operations and the same guards, for scripts, timers and CI."};
    Raw m_raw;
};

} // namespace

ParseResult parse(const QStringList &words)
{
    return Grammar().parse(words);
}

} // namespace envdeck::ctl
