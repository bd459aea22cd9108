// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/terraform_files.h"

#include "app/sandbox/infrastructure.h"

namespace envdeck::sandbox {

namespace {

const QByteArray vpsModule =
    R"(# One server. A real one comes from a cloud's provider; this one is a record in the state.
variable "name" { type = string }
variable "server_type" { type = string }
variable "location" { type = string }
variable "image" { type = string }
variable "address" { type = string }

resource "terraform_data" "server" {
  input = {
    name        = var.name
    server_type = var.server_type
    location    = var.location
    address     = var.address
  }
  triggers_replace = [var.image]
}

output "address" {
  value = var.address
}

output "id" {
  value = terraform_data.server.id
}
)";

const QByteArray dnsModule = R"(variable "zone" { type = string }
variable "address" { type = string }
variable "records" { type = set(string) }

resource "terraform_data" "record" {
  for_each = var.records
  input = {
    name    = "${each.key}.${var.zone}"
    type    = "A"
    content = var.address
    proxied = false
  }
}

output "names" {
  value = sort([for name in var.records : "${name}.${var.zone}"])
}
)";

const QByteArray networkModule = R"(variable "name" { type = string }
variable "open_ports" { type = list(number) }

resource "terraform_data" "network" {
  input = {
    name  = var.name
    range = "10.0.0.0/16"
  }
}

resource "terraform_data" "firewall" {
  input = {
    name  = "${var.name}-firewall"
    ports = join(",", var.open_ports)
  }
}
)";

const QByteArray mainFile = R"(# The same in every environment; what differs stands in env.auto.tfvars.
module "network" {
  source     = "../../modules/network"
  name       = var.environment
  open_ports = var.open_ports
}

module "vps" {
  source      = "../../modules/vps"
  name        = "${var.environment}-1"
  server_type = var.server_type
  location    = var.location
  image       = var.image
  address     = var.server_address
}

module "dns" {
  source  = "../../modules/dns"
  zone    = var.zone
  address = module.vps.address
  records = var.records
}
)";

const QByteArray variablesFile = R"(variable "environment" {
  type        = string
  description = "dev, test or prod."
}

variable "server_type" {
  type        = string
  description = "Size of the server, as the cloud calls it."
}

variable "location" {
  type        = string
  description = "Where the server stands, as the cloud calls it."
}

variable "image" {
  type        = string
  description = "Operating system that a new server starts with. Changing it replaces the server."
}

variable "server_address" {
  type        = string
  description = "Address of the server. A real one comes from the cloud; here it is on loopback."
}

variable "zone" {
  type        = string
  description = "Domain that the records stand in."
}

variable "records" {
  type        = set(string)
  description = "Names in the zone that point at the server."
}

variable "open_ports" {
  type        = list(number)
  description = "TCP ports that everybody reaches."
}
)";

const QByteArray outputsFile = R"(output "server_ip" {
  value = module.vps.address
}

output "server_id" {
  value = module.vps.id
}

output "names" {
  value = module.dns.names
}
)";

QString hclText(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QLatin1String("\\\\"))
        .replace(QLatin1Char('"'), QLatin1String("\\\""));
    escaped.replace(QLatin1String("${"), QLatin1String("$${"))
        .replace(QLatin1String("%{"), QLatin1String("%%{"));
    return QLatin1Char('"') + escaped + QLatin1Char('"');
}

QByteArray backendFile(const QString &state)
{
    return QStringLiteral("terraform {\n"
                          "  required_version = \">= 1.5\"\n"
                          "\n"
                          "  backend \"local\" {\n"
                          "    path = %1\n"
                          "  }\n"
                          "}\n")
        .arg(hclText(state))
        .toUtf8();
}

QByteArray variableValues(const Infrastructure &wanted)
{
    QStringList records;
    for (const QString &record : wanted.records)
        records.append(hclText(record));
    QStringList ports;
    for (const int port : wanted.openPorts)
        ports.append(QString::number(port));
    return QStringLiteral("environment    = %1\n"
                          "server_type    = %2\n"
                          "location       = \"nbg1\"\n"
                          "image          = \"debian-12\"\n"
                          "server_address = %3\n"
                          "zone           = %4\n"
                          "records        = [%5]\n"
                          "open_ports     = [%6]\n")
        .arg(hclText(wanted.environment), hclText(wanted.serverType), hclText(wanted.address),
             hclText(wanted.zone), records.join(QLatin1String(", ")), ports.join(QLatin1String(", ")))
        .toUtf8();
}

} // namespace

FileSet terraformFiles(const WorkspaceFiles &world, const Folder &folder)
{
    FileSet files{{QStringLiteral("terraform/modules/vps/main.tf"), vpsModule},
                  {QStringLiteral("terraform/modules/dns/main.tf"), dnsModule},
                  {QStringLiteral("terraform/modules/network/main.tf"), networkModule}};
    for (const QString &environment : environments) {
        const QString place = QStringLiteral("terraform/environments/%1/").arg(environment);
        files.insert(place + QStringLiteral("main.tf"), mainFile);
        files.insert(place + QStringLiteral("variables.tf"), variablesFile);
        files.insert(place + QStringLiteral("outputs.tf"), outputsFile);
        files.insert(place + QStringLiteral("backend.tf"), backendFile(folder.state(environment)));
        files.insert(place + QStringLiteral("env.auto.tfvars"),
                     variableValues(infrastructureOf(world, environment)));
    }
    return files;
}

} // namespace envdeck::sandbox
