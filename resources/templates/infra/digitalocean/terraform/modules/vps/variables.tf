variable "name" {
  type        = string
  description = "Name of the droplet."
}

variable "environment" {
  type        = string
  description = "Becomes a tag, by which droplets are found."
}

variable "server_type" {
  type        = string
  description = "Slug of the size, such as s-2vcpu-4gb."
}

variable "location" {
  type        = string
  description = "Slug of the region, such as fra1."
}

variable "image" {
  type        = string
  description = "Slug of the image, such as debian-12-x64."
}

variable "ssh_keys" {
  type        = list(string)
  description = "Names of keys in the account. Without one DigitalOcean mails a root password."

  validation {
    condition     = length(var.ssh_keys) > 0
    error_message = "Name at least one SSH key, or nobody can log in without a mailed password."
  }
}

variable "backups" {
  type        = bool
  description = "Images of the disk, kept by DigitalOcean for a part of the droplet's price."
}

variable "protected" {
  type        = bool
  description = "DigitalOcean has no switch for it: it becomes a tag that people and reviews can see."
}

variable "firewall" {
  type        = string
  description = "Tag by which the firewall finds the droplet, from its first second."
}
