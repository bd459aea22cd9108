variable "name" {
  type        = string
  description = "Name of the server; unique in the project."
}

variable "environment" {
  type        = string
  description = "Becomes a label, by which servers are found."
}

variable "server_type" {
  type        = string
  description = "Such as cx33. Names change over the years; the console lists those of today."
}

variable "location" {
  type        = string
  description = "Such as nbg1, fsn1, hel1."
}

variable "image" {
  type        = string
  description = "Such as debian-12."
}

variable "ssh_keys" {
  type        = list(string)
  description = "Names of keys in the project. Without one Hetzner mails a root password."

  validation {
    condition     = length(var.ssh_keys) > 0
    error_message = "Name at least one SSH key, or nobody can log in without a mailed password."
  }
}

variable "backups" {
  type        = bool
  description = "Daily images of the disk, for a fifth of the server's price."
}

variable "protected" {
  type        = bool
  description = "Whether the cloud refuses to delete or rebuild the server."
}

variable "firewall" {
  type        = number
  description = "Id of the firewall that it stands behind from its first second."
}
