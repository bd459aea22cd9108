resource "hcloud_server" "this" {
  name         = var.name
  server_type  = var.server_type
  location     = var.location
  image        = var.image
  ssh_keys     = var.ssh_keys
  firewall_ids = [var.firewall]
  backups      = var.backups

  # Hetzner wants both the same.
  delete_protection  = var.protected
  rebuild_protection = var.protected

  # A larger type keeps the small disk, so that going back stays possible.
  keep_disk                = true
  shutdown_before_deletion = true

  labels = {
    env        = var.environment
    managed-by = "terraform"
  }

  public_net {
    ipv4_enabled = true
    ipv6_enabled = true
  }

  # Keys count only when a server is made: without this, a new operator's key would replace the server.
  lifecycle {
    ignore_changes = [ssh_keys]
  }
}
