# Keys are uploaded to the account once, by a person, and only looked up here.
data "digitalocean_ssh_key" "this" {
  for_each = toset(var.ssh_keys)
  name     = each.key
}

resource "digitalocean_droplet" "this" {
  name     = var.name
  size     = var.server_type
  region   = var.location
  image    = var.image
  ssh_keys = [for key in data.digitalocean_ssh_key.this : key.id]
  backups  = var.backups
  tags     = compact([var.firewall, "env-${var.environment}", var.protected ? "protected" : ""])

  # The agent that memory and disk charts need.
  monitoring = true
  ipv6       = true

  # A larger size keeps the small disk, so that going back stays possible.
  resize_disk       = false
  graceful_shutdown = true

  # Keys count only when a droplet is made: without this, a new operator's key would replace it.
  lifecycle {
    ignore_changes = [ssh_keys]
  }
}
