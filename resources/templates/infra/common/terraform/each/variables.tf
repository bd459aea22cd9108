# What an environment can choose. The values stand in env.auto.tfvars; the tokens, which are secret, are declared
# in providers.tf. No defaults: a value that is missing is an error, not a guess.
variable "project" {
  type        = string
  description = "First part of every name in the cloud."
}

variable "environment" {
  type        = string
  description = "dev, test or prod: second part of every name, and a label of every server."
}

variable "zone" {
  type        = string
  description = "The zone at Cloudflare; the same in every environment."
}

variable "domain" {
  type        = string
  description = "The environment's own domain in that zone."
}

variable "records" {
  type        = set(string)
  description = "Names below the domain that point at the server; @ is the domain itself."
}

variable "proxied" {
  type        = bool
  description = "Whether Cloudflare stands in front of the names."
}

variable "manage_zone" {
  type        = bool
  description = "Whether this environment keeps the settings of the whole zone; true in exactly one."
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
  description = "Operating system that a new server starts with. Changing it replaces the server and everything on it."
}

variable "ssh_keys" {
  type        = list(string)
  description = "Names of keys in the cloud's account that may log in as root. They count when the server is made."
}

variable "backups" {
  type        = bool
  description = "Whether the cloud keeps daily images of the whole disk. They do not replace database dumps."
}

variable "protected" {
  type        = bool
  description = "Whether destroying or rebuilding the server is refused until this is set to false and applied."
}

variable "open_ports" {
  type        = list(number)
  description = "TCP ports that everybody reaches."
}

variable "admin_ports" {
  type        = list(number)
  description = "TCP ports that only admin_networks reach."
}

variable "admin_networks" {
  type        = list(string)
  description = "Networks that operators come from, such as 203.0.113.7/32."
}
