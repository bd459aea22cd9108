variable "name" {
  type        = string
  description = "Name of the firewall; unique in the account."
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
  description = "Networks that operators come from."
}
