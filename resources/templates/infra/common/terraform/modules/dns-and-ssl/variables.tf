variable "zone" {
  type        = string
  description = "The zone at Cloudflare, such as example.com. It must exist: registering a name is not terraform's work."
}

variable "domain" {
  type        = string
  description = "The environment's own domain in that zone, such as dev.example.com."
}

variable "address" {
  type        = string
  description = "IPv4 address that the names point at."
}

variable "records" {
  type        = set(string)
  description = "Names below the domain; @ is the domain itself, * everything that has no record of its own."
}

variable "proxied" {
  type        = bool
  description = "True puts Cloudflare in front: it hides the address and answers with its own certificate."
}

variable "manage_zone" {
  type        = bool
  description = "True in exactly one environment: the settings below hold for the whole zone."
}
